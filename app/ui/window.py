"""The window's conductor: opens and closes sessions, seats people, and ties the frame to its screens.

It is the `Bench` of every screen and the `HomeBench` of Accueil. It holds no rule and draws nothing.
"""

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.faults import DomainError, EnvironmentFault
from app.domain.framework.model import Framework
from app.domain.people import MANAGER, Actor, Person
from app.domain.rules.base import RuleState
from app.domain.session import SessionSheet
from app.services import closing, demonstration, reading, sessions
from app.services.desk import Desk
from app.system.clock import Clock
from app.system.paths import Paths
from app.system.settings import SettingsStore
from app.ui.actions import Act
from app.ui.bench import Screen, ScreenName, Target
from app.ui.handover import Handover
from app.ui.messages import Messages
from app.ui.screen import ScreenEntry
from app.ui.screens.checks import ChecksScreen
from app.ui.screens.closing import ClosingScreen
from app.ui.screens.day import DayScreen
from app.ui.screens.deliberation import DeliberationScreen
from app.ui.screens.documents import DocumentsScreen
from app.ui.screens.grading import GradingScreen
from app.ui.screens.home import HomeScreen
from app.ui.screens.preparation import PreparationScreen
from app.ui.shell import Shell
from app.ui.tasks import TaskRunner
from app.ui.theme import Scheme, apply_theme

log = logging.getLogger("jurade")

_CLOSED_REFUSAL = "ouvrez d’abord une session"
_ACTS = {
    ScreenName.HOME: Act.GO_HOME,
    ScreenName.PREPARATION: Act.GO_PREPARATION,
    ScreenName.DAY: Act.GO_DAY,
    ScreenName.GRADING: Act.GO_GRADING,
    ScreenName.DELIBERATION: Act.GO_DELIBERATION,
    ScreenName.CLOSING: Act.GO_CLOSING,
    ScreenName.DOCUMENTS: Act.GO_DOCUMENTS,
    ScreenName.CHECKS: Act.GO_CHECKS,
}


class Window(QObject):
    """One window on at most one session."""

    session_opened = Signal(str)
    session_closed = Signal()

    def __init__(
        self,
        paths: Paths,
        settings: SettingsStore,
        clock: Clock,
        runner: TaskRunner,
        propose_passphrase: Callable[[], str] = sessions.propose_passphrase,
    ) -> None:
        super().__init__()
        self.propose_passphrase = propose_passphrase
        self._paths = paths
        self._settings_store = settings
        self._settings = settings.load()
        self._clock = clock
        self._runner = runner
        self._messages = Messages(self)
        self.shell = Shell(self._messages, runner)
        self._handover = Handover(self.shell, runner)
        self._desk: Desk | None = None
        self._actor = MANAGER
        self._home = HomeScreen(self)
        self._screens: dict[ScreenName, Screen] = {
            ScreenName.HOME: self._home,
            ScreenName.PREPARATION: PreparationScreen(self),
            ScreenName.DAY: DayScreen(self),
            ScreenName.GRADING: GradingScreen(self),
            ScreenName.DELIBERATION: DeliberationScreen(self),
            ScreenName.CLOSING: ClosingScreen(self),
            ScreenName.DOCUMENTS: DocumentsScreen(self),
            ScreenName.CHECKS: ChecksScreen(self),
        }
        for name, screen in self._screens.items():
            self.shell.register(ScreenEntry(name.value, _ACTS[name]), screen.view)
        apply_theme(Scheme(self._settings.scheme), self._settings.text_zoom)
        self._connect_signals()
        self._show_session_state()
        self.shell.go_to(ScreenName.HOME.value)

    # The Bench of the session's screens

    @property
    def desk(self) -> Desk:
        """The open session.

        Raises:
            LookupError: none is open; the frame keeps the session's screens closed then.
        """
        if self._desk is None:
            raise LookupError("no session is open")
        return self._desk

    @property
    def actor(self) -> Actor:
        """Who sits at the desk."""
        return self._actor

    @property
    def runner(self) -> TaskRunner:
        """Where long work goes."""
        return self._runner

    def saved(self, at: datetime) -> None:
        """Stamp the header and recount the open findings."""
        self.shell.set_saved(at)
        self._recount()

    def inform(self, identifier: str, sentence: str) -> None:
        """Show good news in the strip."""
        self._messages.inform(identifier, sentence)

    def refuse(self, fault: DomainError | EnvironmentFault) -> None:
        """Show why an act was refused."""
        self._messages.fail(fault)

    def go_to(self, target: Target) -> None:
        """Point a screen at its target and bring it to the front."""
        self._screens[target.screen].show(target)
        self.shell.go_to(target.screen.value)

    def prove_juror(self, person_id: int, purpose: str, proved: Callable[[Actor, str], None]) -> None:
        """Ask a juror's code for one act."""
        self._handover.prove(self.desk, reading.session(self.desk).person(person_id), purpose, proved)

    # The HomeBench of Accueil

    @property
    def framework_folders(self) -> tuple[Path, ...]:
        """The shipped référentiels, then the centre's own."""
        return self._paths.framework_folders

    @property
    def default_folder(self) -> Path:
        """Where new sessions are proposed."""
        return self._paths.sessions

    @property
    def recent(self) -> tuple[Path, ...]:
        """The sessions opened lately, newest first."""
        return tuple(Path(text) for text in self._settings.recent)

    @property
    def session_path(self) -> Path | None:
        """The open session's file."""
        return self._desk.file.path if self._desk else None

    @property
    def machine(self) -> str:
        """How journals name this installation."""
        return self._settings.machine

    def create(
        self,
        new: sessions.NewSession,
        framework: Framework,
        sheet: SessionSheet,
        failed: Callable[[DomainError | EnvironmentFault], None],
    ) -> None:
        """Create a session off the window's thread, then sit down at it."""
        self._runner.run(
            lambda _reporter: sessions.create(new, framework, sheet, self._clock),
            self._sit_down,
            failed,
            title="Création de la session",
        )

    def open(self, path: Path, passphrase: str, failed: Callable[[DomainError | EnvironmentFault], None]) -> None:
        """Open a session off the window's thread, then sit down at it."""
        self._runner.run(
            lambda _reporter: sessions.open_session(path, passphrase, self.machine, self._clock),
            self._sit_down,
            failed,
            title="Ouverture de la session",
        )

    def ask_to_open(self, path: Path) -> None:
        """Ask the passphrase of a session named on the command line."""
        self._home.ask_opening(path)

    def open_demo(self) -> None:
        """Make a fresh demonstration session and sit down at it."""
        self._runner.run(
            lambda _reporter: demonstration.prepare(self._paths, self.machine, self._clock),
            self._sit_down_for_demo,
            self.refuse,
            title="Préparation de la démonstration",
        )

    def close_session(self) -> None:
        """Back up, close the file, and show nothing of it any more."""
        if self._desk is None:
            return
        desk, self._desk = self._desk, None
        for screen in self._screens.values():
            screen.forget()
        self._actor = MANAGER
        self._runner.run(lambda _reporter: desk.close(), self._on_desk_closed, self.refuse, title="Sauvegarde")
        self._show_session_state()
        self.shell.go_to(ScreenName.HOME.value)

    @property
    def scheme(self) -> str:
        """The colour scheme chosen."""
        return self._settings.scheme

    @property
    def text_zoom(self) -> float:
        """The text size chosen, from 1.0 to 2.0."""
        return self._settings.text_zoom

    def choose_scheme(self, scheme: str) -> None:
        """Wear a colour scheme and remember it."""
        self._remember(scheme=scheme)

    def choose_zoom(self, zoom: float) -> None:
        """Wear a text size and remember it."""
        self._remember(text_zoom=min(max(zoom, 1.0), 2.0))

    def close_everything(self) -> None:
        """Close session and worker threads; called once the event loop has ended."""
        desk, self._desk = self._desk, None
        self._runner.shutdown()
        if desk is not None:
            desk.close()

    def _connect_signals(self) -> None:
        self.shell.person_change_requested.connect(self.change_person)
        self.shell.unmask_requested.connect(self._on_unmask_requested)
        self.shell.back_requested.connect(self._on_back_requested)
        self.shell.zoom_requested.connect(self.choose_zoom)

    def _sit_down(self, desk: Desk) -> None:
        if self._desk is not None:
            self.close_session()
        self._desk = desk
        self._actor = MANAGER
        self._settings = self._settings.remembering(desk.file.path)
        self._save_settings()
        self._show_session_state()
        session = reading.session(desk)
        first = ScreenName.DAY if session.candidates and session.jurors else ScreenName.PREPARATION
        self.go_to(Target(first))
        log.info("session opened")
        self.session_opened.emit(str(desk.file.path))

    def _sit_down_for_demo(self, desk: Desk) -> None:
        self._sit_down(desk)
        self.inform("DEMONSTRATION", demonstration.WELCOME)

    def _show_session_state(self) -> None:
        for name in self._screens:
            if name is not ScreenName.HOME:
                self.shell.set_refusal(name.value, "" if self._desk else _CLOSED_REFUSAL)
        self.shell.set_saved(None)
        if self._desk is None:
            self.shell.set_person("", "aucune session ouverte")
            self.shell.set_badge(ScreenName.CHECKS.value, 0)
            return
        self._show_person()
        self._recount()

    def _show_person(self) -> None:
        if self._actor.is_manager:
            self.shell.set_person(reading.session(self.desk).sheet.manager, "responsable de session")
        else:
            self.shell.set_person(self._actor.label, "membre du jury")

    def _recount(self) -> None:
        if self._desk is not None:
            desk = self._desk
            self._runner.run(lambda _reporter: closing.checks(desk), self._on_checks_counted, self.refuse)

    def _on_checks_counted(self, states: tuple[RuleState, ...]) -> None:
        if self._desk is not None:
            self.shell.set_badge(ScreenName.CHECKS.value, sum(bool(state.findings) for state in states))

    def _seat(self, actor: Actor) -> None:
        for screen in self._screens.values():
            screen.forget()
        self._actor = actor
        self._show_person()
        self.shell.unmask_screens()
        self.go_to(Target(ScreenName.DAY))

    def _on_desk_closed(self, _nothing: object) -> None:
        self.inform("SESSION_CLOSED_SAFELY", "La session est fermée et sauvegardée.")
        self.session_closed.emit()

    @Slot()
    def change_person(self) -> None:
        """Let another person sit down at the desk, the screen masked meanwhile."""
        if self._desk is None:
            return
        session = reading.session(self.desk)
        self.shell.mask_screens()
        self._handover.choose(session.sheet.manager, session.jurors, self._on_person_chosen)

    def _on_person_chosen(self, juror: Person | None) -> None:
        if juror is None:
            self._seat(MANAGER)
        elif juror.has_pin:
            self._handover.prove(self.desk, juror, "vous installer au poste", self._on_juror_proved)
        else:
            candidates = reading.session(self.desk).candidates
            self._handover.declare(self.desk, juror, candidates, self._on_juror_declared)

    def _on_juror_proved(self, actor: Actor, _pin: str) -> None:
        self._seat(actor)

    def _on_juror_declared(self, actor: Actor) -> None:
        self._seat(actor)
        self.saved(self.desk.now())

    @Slot()
    def _on_unmask_requested(self) -> None:
        if self._desk is None or self._actor.person_id is None:
            self.shell.unmask_screens()
        else:
            juror = reading.session(self.desk).person(self._actor.person_id)
            self._handover.prove(self.desk, juror, "reprendre", self._on_same_juror_back)

    def _on_same_juror_back(self, _actor: Actor, _pin: str) -> None:
        self.shell.unmask_screens()

    @Slot()
    def _on_back_requested(self) -> None:
        self.go_to(Target(ScreenName.DAY if self._desk else ScreenName.HOME))

    def _remember(self, **choice: object) -> None:
        self._settings = replace(self._settings, **choice)  # type: ignore[arg-type]  # keys are this class's own
        apply_theme(Scheme(self._settings.scheme), self._settings.text_zoom)
        self._save_settings()

    def _save_settings(self) -> None:
        try:
            self._settings_store.save(self._settings)
        except EnvironmentFault as fault:
            self.refuse(fault)
