"""Accueil: opening and creating sessions, the référentiels at hand, the look. It works without an open session."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from app import services
from app.domain.faults import Fault
from app.ui.screens.home.creation_presenter import CreationPresenter
from app.ui.screens.home.home_bench import HomeBench, Mendable
from app.ui.screens.home.state import FaultyFramework, HomeState, Opening, RecentSession

if TYPE_CHECKING:
    from app.domain.framework.model import Framework
    from app.services.frameworks import FrameworkSummary
    from app.ui.tasks import Reporter


class View(Protocol):
    """The screen, as its presenter knows it."""

    def show_state(self, state: HomeState) -> None:
        """Show everything that the state says."""
        ...


class HomePresenter:
    """Holds what Accueil shows and carries out what is asked there."""

    def __init__(self, bench: HomeBench, view: View) -> None:
        self._bench = bench
        self._view = view
        self._state = HomeState(bench.scheme, bench.text_zoom)
        self.creating = CreationPresenter(bench, self._state_now, self._show)

    @property
    def state(self) -> HomeState:
        """What is shown."""
        return self._state

    def refresh(self) -> None:
        """Read again what may have changed while another screen was in front."""
        bench = self._bench
        self._show(scheme=bench.scheme, zoom=bench.text_zoom, session_path=bench.session_path)
        self._read_recent()
        if self._state.frameworks is None:
            self._read_catalogue()

    def leave(self) -> None:
        """Another screen came to the front: what was being opened or created is."""
        creation = self._state.creation
        kept = creation if creation is not None and not creation.is_busy else None
        self._show(opening=None, taking=None, creation=kept)

    def ask_opening(self, path: Path) -> None:
        """Ask the passphrase of a session file."""
        self._show(opening=Opening(path))

    def open_session(self, passphrase: str) -> None:
        """Open the session asked for; a refusal stands beside the passphrase, which is kept."""
        opening = self._state.opening
        if opening is None or opening.is_busy:
            return
        self._show(opening=replace(opening, is_busy=True, fault=""))
        self._bench.open(opening.path, passphrase, self._on_opening_failed)

    def leave_opening(self) -> None:
        """Open nothing."""
        self._show(opening=None)

    def open_demo(self) -> None:
        """Open the demonstration."""
        self._bench.open_demo()

    def close_session(self) -> None:
        """Close the open session."""
        self._bench.close_session()
        self.refresh()

    def move_session(self) -> None:
        """Carry the open session to another laptop."""
        self._bench.beside.move_session()

    def choose_scheme(self, scheme: str) -> None:
        """Put on other colours."""
        self._bench.choose_scheme(scheme)
        self._show(scheme=self._bench.scheme)

    def choose_zoom(self, zoom: float) -> None:
        """Put on another text size."""
        self._bench.choose_zoom(zoom)
        self._show(zoom=self._bench.text_zoom)

    def add_framework(self, path: Path, *, replacing: bool = False) -> None:
        """Add a référentiel file to the centre's own; a faulty one is shown with every fault and its line."""
        bench = self._bench
        folders = bench.framework_folders
        centre_folder = folders[-1]
        self._show(replacing=None)

        def add(_reporter: Reporter) -> Framework | FaultyFramework:
            found = services.frameworks.check(path)
            if found.framework is None:
                return FaultyFramework(path.name, found.faults)
            return services.frameworks.add(path, centre_folder, folders, replace=replacing)

        def failed(fault: Mendable) -> None:
            own = centre_folder / f"{fault.params.get('id', '')}.yaml"
            if fault.what is Fault.FRAMEWORK_ID_TAKEN and not replacing and own.exists():
                self._show(replacing=path)
            else:
                bench.refuse(fault)

        bench.runner.run(add, self._on_framework_added, failed, title="Lecture du référentiel")

    def leave_replacement(self) -> None:
        """Keep the référentiel that is there."""
        self._show(replacing=None)

    def leave_framework_faults(self) -> None:
        """The faults of the refused file were read."""
        self._show(faulty=None)

    def _read_recent(self) -> None:
        paths = self._bench.recent

        def look_for(_reporter: Reporter) -> tuple[RecentSession, ...]:
            # A path may lie on a drive that answers slowly, or no longer.
            return tuple(RecentSession(path, path.is_file()) for path in paths)

        self._bench.runner.run(look_for, self._on_recent_read, self._bench.refuse)

    def _read_catalogue(self) -> None:
        folders = self._bench.framework_folders

        def read(_reporter: Reporter) -> tuple[FrameworkSummary, ...]:
            return services.frameworks.catalogue(folders)

        self._bench.runner.run(read, self._on_catalogue_read, self._bench.refuse)

    def _on_recent_read(self, recent: tuple[RecentSession, ...]) -> None:
        self._show(recent=recent)

    def _on_catalogue_read(self, summaries: tuple[FrameworkSummary, ...]) -> None:
        self._show(frameworks=summaries)

    def _on_framework_added(self, outcome: Framework | FaultyFramework) -> None:
        if isinstance(outcome, FaultyFramework):
            self._show(faulty=outcome)
            return
        self.creating.forget_framework(outcome.id)
        self._bench.inform("framework_added", f"« {outcome.label} » est ajouté à vos référentiels.")
        self._read_catalogue()

    def _on_opening_failed(self, fault: Mendable) -> None:
        opening = self._state.opening
        if opening is None:
            self._bench.refuse(fault)
        else:
            self._show(opening=replace(opening, is_busy=False, fault=fault.sentence))

    def _state_now(self) -> HomeState:
        return self._state

    def _show(self, **changes: object) -> None:
        self._state = replace(self._state, **changes)  # type: ignore[arg-type] # named fields
        self._view.show_state(self._state)
