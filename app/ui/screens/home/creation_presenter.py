"""Creating a session: the certification, what is taken from an earlier session, the place, the passphrase."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from app import services
from app.system.paths import SESSION_SUFFIX
from app.ui.screens.home.home_bench import HomeBench, Mendable
from app.ui.screens.home.state import Creation, HomeState, Opening, proposed_path

if TYPE_CHECKING:
    from app.domain.framework.model import Framework
    from app.domain.session_sheet import SessionSheet
    from app.services.frameworks import FrameworkSummary
    from app.services.sessions import EarlierSession
    from app.ui.tasks import Reporter


class Shows(Protocol):
    """Shows the state of Accueil with some of its fields changed."""

    def __call__(self, **changes: object) -> None:
        """Show it."""
        ...


class CreationPresenter:
    """Carries out what is asked on the page that creates a session."""

    def __init__(self, bench: HomeBench, state: Callable[[], HomeState], show: Shows) -> None:
        self._bench = bench
        self._state_now = state
        self._show = show
        self._loaded: dict[str, Framework] = {}

    def begin(self) -> None:
        """Show the form of a new session with a freshly drawn passphrase."""
        folder = self._bench.default_folder
        passphrase = self._bench.propose_passphrase()
        self._show(creation=Creation(passphrase, proposed_path(folder, None, None), folder))
        openable = next((one for one in self._state_now().frameworks or () if one.session_count), None)
        if openable is not None:
            self.choose_framework(openable.id)

    def leave(self) -> None:
        """Create nothing."""
        self._show(creation=None, taking=None)

    def choose_framework(self, framework_id: str) -> None:
        """Take a certification: its session types are shown, or why it opens none."""
        creation = self._state_now().creation
        summary = self._summary(framework_id)
        if creation is None or summary is None:
            return
        refusal = summary.fault or (summary.why_closed if not summary.session_count else "")
        self._show(
            creation=replace(creation, framework_id=framework_id, framework=None, doubts=(), refusal=refusal, faults={})
        )
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
        creation = self._state_now().creation
        if creation is not None:
            self._show(creation=replace(creation, first_day=first_day).with_proposed_path())

    def choose_place(self, path: Path) -> None:
        """Take the file that was chosen for the new session."""
        creation = self._state_now().creation
        if creation is not None:
            chosen = path if path.suffix == SESSION_SUFFIX else path.with_name(path.name + SESSION_SUFFIX)
            self._show(creation=replace(creation, path=chosen, is_path_chosen=True, faults={}))

    def propose_words(self) -> None:
        """Draw another passphrase."""
        creation = self._state_now().creation
        if creation is not None:
            self._show(creation=replace(creation, passphrase=self._bench.propose_passphrase()))

    def create(self, sheet: SessionSheet) -> None:
        """Create the session of the form; a refusal stands beside its field, and what was typed is kept."""
        creation = self._state_now().creation
        if creation is None or creation.framework is None or creation.is_busy:
            return
        self._show(creation=replace(creation, is_busy=True, faults={}))
        new = services.sessions.NewSession(creation.path, creation.passphrase, self._bench.machine)
        self._bench.create(new, creation.framework, sheet, creation.earlier, self._on_creation_failed)

    def ask_earlier(self, path: Path) -> None:
        """Ask the passphrase of the session to start from."""
        if self._state_now().creation is not None:
            self._show(taking=Opening(path))

    def take_earlier(self, passphrase: str) -> None:
        """Read the sheet and the people of the earlier session; a refusal stands beside the passphrase."""
        taking = self._state_now().taking
        if taking is None or taking.is_busy:
            return
        self._show(taking=replace(taking, is_busy=True, fault=""))
        path, machine, clock = taking.path, self._bench.machine, self._bench.clock

        def read(_reporter: Reporter) -> EarlierSession:
            return services.sessions.outline(path, passphrase, machine, clock)

        title = "Lecture de la session antérieure"
        self._bench.runner.run(read, self._on_earlier_read, self._on_earlier_refused, title=title)

    def leave_asking(self) -> None:
        """Start from no earlier session."""
        self._show(taking=None)

    def drop_earlier(self) -> None:
        """Convene nobody of the earlier session; what the form holds stays."""
        creation = self._state_now().creation
        if creation is not None:
            self._show(creation=replace(creation, earlier=None))

    def forget_framework(self, framework_id: str) -> None:
        """Read a référentiel again: its file was replaced."""
        self._loaded.pop(framework_id, None)

    def _on_earlier_read(self, earlier: EarlierSession) -> None:
        creation = self._state_now().creation
        if creation is None or self._state_now().taking is None:
            return
        self._show(taking=None, creation=replace(creation, earlier=earlier))
        self.choose_framework(earlier.framework_id)

    def _on_earlier_refused(self, fault: Mendable) -> None:
        taking = self._state_now().taking
        if taking is None:
            self._bench.refuse(fault)
        else:
            self._show(taking=replace(taking, is_busy=False, fault=fault.sentence))

    def _on_framework_loaded(self, framework: Framework) -> None:
        self._loaded[framework.id] = framework
        creation = self._state_now().creation
        if creation is not None and creation.framework_id == framework.id:
            doubts = services.frameworks.doubts(framework)
            self._show(creation=replace(creation, framework=framework, doubts=doubts).with_proposed_path())

    def _on_creation_failed(self, fault: Mendable) -> None:
        creation = self._state_now().creation
        if creation is None:
            self._bench.refuse(fault)
        else:
            self._show(creation=creation.refused(fault))

    def _summary(self, framework_id: str) -> FrameworkSummary | None:
        return next((one for one in self._state_now().frameworks or () if one.id == framework_id), None)
