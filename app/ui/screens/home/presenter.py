"""Accueil: opening and creating sessions, the référentiels at hand, the look. It works without an open session."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from app import services
from app.domain.faults import DomainError, EnvironmentFault, Fault
from app.domain.session_sheet import SessionSheet
from app.system.paths import SESSION_SUFFIX
from app.ui.screens.home.state import Creation, FaultyFramework, HomeState, Opening, RecentSession, proposed_path

if TYPE_CHECKING:
    from app.domain.framework.model import Framework
    from app.services.frameworks import FrameworkSummary
    from app.services.sessions import NewSession
    from app.ui.tasks import Reporter, Runner

Mendable = DomainError | EnvironmentFault


class HomeBench(Protocol):
    """The window, as Accueil knows it. Everything here is called on the window's thread.

    `create`, `open` and `open_demo` derive keys and write files, therefore they run on the window's runner. When they
    succeed, the session open before is closed and another screen comes to the front; else `failed` hears why, and
    nothing is changed.
    """

    @property
    def framework_folders(self) -> tuple[Path, ...]:
        """Where référentiels are looked for: the shipped ones first, the centre's own last."""
        ...

    @property
    def default_folder(self) -> Path:
        """Where new sessions are proposed to lie."""
        ...

    @property
    def machine(self) -> str:
        """The name of this installation in journals."""
        ...

    @property
    def recent(self) -> tuple[Path, ...]:
        """The sessions opened last, the newest first."""
        ...

    @property
    def session_path(self) -> Path | None:
        """The file of the open session, None when there is none."""
        ...

    @property
    def scheme(self) -> str:
        """The colours chosen, by the name that settings give them."""
        ...

    @property
    def text_zoom(self) -> float:
        """The text size chosen, 1.0 for 100 %."""
        ...

    @property
    def runner(self) -> Runner:
        """Where work longer than 50 ms goes."""
        ...

    def propose_passphrase(self) -> str:
        """Draw a passphrase for a new session."""
        ...

    def inform(self, identifier: str, sentence: str) -> None:
        """Say something that went well."""
        ...

    def refuse(self, fault: Mendable) -> None:
        """Say why an act was refused; nothing was changed."""
        ...

    def create(
        self, new: NewSession, framework: Framework, sheet: SessionSheet, failed: Callable[[Mendable], None]
    ) -> None:
        """Create a session and open it."""
        ...

    def open(self, path: Path, passphrase: str, failed: Callable[[Mendable], None]) -> None:
        """Open an existing session."""
        ...

    def open_demo(self) -> None:
        """Create the demonstration session, with invented people, and open it."""
        ...

    def close_session(self) -> None:
        """Back up the open session and let go of it."""
        ...

    def choose_scheme(self, scheme: str) -> None:
        """Put on other colours and remember them."""
        ...

    def choose_zoom(self, zoom: float) -> None:
        """Put on another text size and remember it."""
        ...


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
        self._loaded: dict[str, Framework] = {}
        self._state = HomeState(bench.scheme, bench.text_zoom)

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
        self._show(opening=None, creation=creation if creation is not None and not creation.is_busy else None)

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

    def choose_scheme(self, scheme: str) -> None:
        """Put on other colours."""
        self._bench.choose_scheme(scheme)
        self._show(scheme=self._bench.scheme)

    def choose_zoom(self, zoom: float) -> None:
        """Put on another text size."""
        self._bench.choose_zoom(zoom)
        self._show(zoom=self._bench.text_zoom)

    def begin_creation(self) -> None:
        """Show the form of a new session with a freshly drawn passphrase."""
        folder = self._bench.default_folder
        passphrase = self._bench.propose_passphrase()
        self._show(creation=Creation(passphrase, proposed_path(folder, None, None), folder))
        openable = next((one for one in self._state.frameworks or () if one.session_count), None)
        if openable is not None:
            self.choose_framework(openable.id)

    def leave_creation(self) -> None:
        """Create nothing."""
        self._show(creation=None)

    def choose_framework(self, framework_id: str) -> None:
        """Take a certification: its session types are shown, or why it opens none."""
        creation = self._state.creation
        summary = self._summary(framework_id)
        if creation is None or summary is None:
            return
        refusal = summary.fault or (summary.why_closed if not summary.session_count else "")
        self._show(creation=replace(creation, framework_id=framework_id, framework=None, refusal=refusal, faults={}))
        if refusal:
            return
        if framework_id in self._loaded:
            self._on_framework_loaded(self._loaded[framework_id])
            return
        folders = self._bench.framework_folders

        def load(_reporter: Reporter) -> Framework:
            return services.frameworks.load(framework_id, folders)

        self._bench.runner.run(load, self._on_framework_loaded, self._bench.refuse)

    def choose_first_day(self, first_day: date | None) -> None:
        """Let the proposed file name follow the session's first day, unless the place was chosen."""
        creation = self._state.creation
        if creation is not None:
            self._show(creation=replace(creation, first_day=first_day).with_proposed_path())

    def choose_place(self, path: Path) -> None:
        """Take the file that was chosen for the new session."""
        creation = self._state.creation
        if creation is not None:
            chosen = path if path.suffix == SESSION_SUFFIX else path.with_name(path.name + SESSION_SUFFIX)
            self._show(creation=replace(creation, path=chosen, is_path_chosen=True, faults={}))

    def propose_words(self) -> None:
        """Draw another passphrase."""
        creation = self._state.creation
        if creation is not None:
            self._show(creation=replace(creation, passphrase=self._bench.propose_passphrase()))

    def create(self, sheet: SessionSheet) -> None:
        """Create the session of the form; a refusal stands beside its field, and what was typed is kept."""
        creation = self._state.creation
        if creation is None or creation.framework is None or creation.is_busy:
            return
        self._show(creation=replace(creation, is_busy=True, faults={}))
        new = services.sessions.NewSession(creation.path, creation.passphrase, self._bench.machine)
        self._bench.create(new, creation.framework, sheet, self._on_creation_failed)

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

    def _on_framework_loaded(self, framework: Framework) -> None:
        self._loaded[framework.id] = framework
        creation = self._state.creation
        if creation is not None and creation.framework_id == framework.id:
            self._show(creation=replace(creation, framework=framework).with_proposed_path())

    def _on_framework_added(self, outcome: Framework | FaultyFramework) -> None:
        if isinstance(outcome, FaultyFramework):
            self._show(faulty=outcome)
            return
        self._loaded.pop(outcome.id, None)
        self._bench.inform("framework_added", f"« {outcome.label} » est ajouté à vos référentiels.")
        self._read_catalogue()

    def _on_opening_failed(self, fault: Mendable) -> None:
        opening = self._state.opening
        if opening is None:
            self._bench.refuse(fault)
        else:
            self._show(opening=replace(opening, is_busy=False, fault=fault.sentence))

    def _on_creation_failed(self, fault: Mendable) -> None:
        creation = self._state.creation
        if creation is None:
            self._bench.refuse(fault)
        else:
            self._show(creation=creation.refused(fault))

    def _summary(self, framework_id: str) -> FrameworkSummary | None:
        return next((one for one in self._state.frameworks or () if one.id == framework_id), None)

    def _show(self, **changes: object) -> None:
        self._state = replace(self._state, **changes)  # type: ignore[arg-type] # named fields
        self._view.show_state(self._state)
