"""The window's conductor: opens and closes sessions, seats people, and ties the frame to its screens.

It is the `Bench` of every screen and the `HomeBench` of Accueil. It holds no rule and draws nothing.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from app import services
from app.domain.faults import DomainError, EnvironmentFault, Fault
from app.domain.people import MANAGER, Actor
from app.system.clock import Clock
from app.system.paths import Paths
from app.system.settings import SettingsStore
from app.ui.bench import ASK_LAPSE, Screen, ScreenName, Target
from app.ui.entries import ENTRIES
from app.ui.findings_count import FindingsCount
from app.ui.messages import Messages
from app.ui.preferences import Preferences
from app.ui.screen import ScreenEntry
from app.ui.screens.home import HomeScreen
from app.ui.shell import Shell
from app.ui.tasks import TaskRunner

if TYPE_CHECKING:
    from app.domain.framework.model import Framework
    from app.domain.session_sheet import SessionSheet
    from app.services.desk import Desk
    from app.services.sessions import EarlierSession, NewSession
    from app.ui.company import Company
    from app.ui.screens.home import Failed

log = logging.getLogger("jurade")

WATCH_EVERY_MS = 1000
_CLOSED_REFUSAL = "ouvrez d’abord une session"
_GUEST_REFUSAL = "réservé au jury et au responsable"


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
        propose_passphrase: Callable[[], str] | None = None,
        watch_every_ms: int = WATCH_EVERY_MS,
    ) -> None:
        super().__init__()
        self._propose_passphrase, self._watch_every_ms = propose_passphrase, watch_every_ms
        self._paths = paths
        self.settings = settings
        self._preferences = Preferences(settings, self.refuse)
        self._preferences.wear()  # before any widget is made: dressing them afterwards costs as much as making them
        self.clock, self._runner = clock, runner
        self._messages = Messages(self)
        self.shell = Shell(self._messages, runner)
        self._findings = FindingsCount(runner, self.refuse)
        self._company: Company | None = None
        self._guest_name = ""
        self._desk: Desk | None = None
        self._actor = MANAGER
        self._home = HomeScreen(self)
        self._screens: dict[ScreenName, Screen] = {ScreenName.HOME: self._home}
        for name, act in ENTRIES.items():
            self.shell.reserve(ScreenEntry(name.value, act))
        self.shell.fill(ScreenName.HOME.value, self._home.view)
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
        """Stamp the header; the open findings are counted anew a moment later."""
        self.shell.set_saved(at)
        self._findings.count_at_rest()

    def inform(self, identifier: str, sentence: str) -> None:
        """Show good news in the strip."""
        self._messages.inform(identifier, sentence)

    def refuse(self, fault: DomainError | EnvironmentFault) -> None:
        """Show why an act was refused."""
        self._messages.fail(fault)

    def go_to(self, target: Target) -> None:
        """Point a screen at its target and bring it to the front; a guest has one screen and no other (rule 9)."""
        if self._guest_name and target.screen is not ScreenName.SPEAKER:
            self._on_closed_screen_requested()
            return
        self._screens[target.screen].show(target)
        self.shell.go_to(target.screen.value)
        if target.field == ASK_LAPSE:
            self.beside.ask_again()

    def prove_juror(self, person_id: int, purpose: str, proved: Callable[[Actor, str], None]) -> None:
        """Ask a juror's code for one act; a copy left behind takes none."""
        if self.beside.lives_here():
            self.beside.seating.prove_juror(person_id, purpose, proved)

    @property
    def beside(self) -> Company:
        """What accompanies the screens of the open session; there is none before the first."""
        if self._company is None:
            raise LookupError("no session was opened yet")
        return self._company

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
        return self._preferences.recent

    @property
    def session_path(self) -> Path | None:
        """The open session's file."""
        return self._desk.file.path if self._desk else None

    @property
    def machine(self) -> str:
        """How journals name this installation."""
        return self._preferences.machine

    def create(
        self, new: NewSession, framework: Framework, sheet: SessionSheet, earlier: EarlierSession | None, failed: Failed
    ) -> None:
        """Create a session off the window's thread, then sit down at it."""
        self._runner.run(
            lambda _reporter: services.sessions.create(new, framework, sheet, self.clock, earlier),
            self._sit_down,
            failed,
            title="Création de la session",
        )

    def open(self, path: Path, passphrase: str, failed: Failed) -> None:
        """Open a session off the window's thread, then sit down at it."""
        self._runner.run(
            lambda _reporter: services.sessions.open_session(path, passphrase, self.machine, self.clock),
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
            lambda _reporter: services.demonstration.prepare(self._paths, self.machine, self.clock),
            self._sit_down_for_demo,
            self.refuse,
            title="Préparation de la démonstration",
        )

    def propose_passphrase(self) -> str:
        """A passphrase for a new session."""
        return (self._propose_passphrase or services.sessions.propose_passphrase)()

    def close_session(self) -> None:
        """Back up, close the file, and show nothing of it any more."""
        if self._desk is None:
            return
        desk, self._desk = self._desk, None
        self._follow()  # before the screens forget: where the juror stands is kept while time runs
        for screen in self._screens.values():
            screen.forget()
        self._actor, self._guest_name = MANAGER, ""
        self._runner.run(lambda _reporter: desk.close(), self._on_desk_closed, self.refuse, title="Sauvegarde")
        self._show_session_state()
        self.shell.go_to(ScreenName.HOME.value)

    @property
    def scheme(self) -> str:
        """The colour scheme chosen."""
        return self._preferences.scheme.value

    @property
    def text_zoom(self) -> float:
        """The text size chosen, from 1.0 to 2.0."""
        return self._preferences.text_zoom

    def choose_scheme(self, scheme: str) -> None:
        """Wear a colour scheme and remember it."""
        self._preferences.choose_scheme(scheme)

    def choose_zoom(self, zoom: float) -> None:
        """Wear a text size and remember it."""
        self._preferences.choose_zoom(zoom)

    def close_everything(self) -> None:
        """Close session and worker threads; called once the event loop has ended."""
        desk, self._desk = self._desk, None
        self._follow()
        for screen in self._screens.values():
            screen.forget()
        self._runner.shutdown()
        if desk is not None:
            desk.close()

    def _connect_signals(self) -> None:
        self.shell.person_change_requested.connect(self.change_person)
        self.shell.unmask_requested.connect(self._on_unmask_requested)
        self.shell.closed_screen_requested.connect(self._on_closed_screen_requested)
        self.shell.back_requested.connect(self._on_back_requested)
        self.shell.zoom_requested.connect(self.choose_zoom)
        self.shell.screen_entered.connect(self._findings.catch_up)
        self._findings.counted.connect(partial(self.shell.set_badge, ScreenName.CHECKS.value))

    def _sit_down(self, desk: Desk) -> None:
        if self._desk is not None:
            self.close_session()
        self._furnish()
        self._desk = desk
        self._actor = MANAGER
        self._preferences.remember_session(desk.file.path)
        self._show_session_state()
        session = services.reading.session(desk)
        first = ScreenName.DAY if session.candidates and session.jurors else ScreenName.PREPARATION
        self.go_to(Target(first))
        log.info("session opened")
        self.session_opened.emit(str(desk.file.path))
        self.beside.seating.keep_doors()

    def _furnish(self) -> None:
        """Make the session's screens at the first session: Accueil stands without them and their libraries."""
        if self._company is not None:
            return
        from app.ui import session_screens  # noqa: PLC0415 - the one place that loads them

        self._company = session_screens.company(self, self.shell, self._runner, self._watch_every_ms)
        for name, screen in session_screens.build(self).items():
            self._screens[name] = screen
            self.shell.fill(name.value, screen.view)

    def _sit_down_for_demo(self, desk: Desk) -> None:
        self._sit_down(desk)
        self.inform("DEMONSTRATION", services.demonstration.WELCOME)

    def _show_session_state(self) -> None:
        self._show_open_screens()
        self.shell.set_saved(None)
        self._follow()
        self._show_person()

    def _show_open_screens(self) -> None:
        for name in ENTRIES:
            closed = "" if self._desk or name is ScreenName.HOME else _CLOSED_REFUSAL
            self.shell.set_refusal(name.value, _GUEST_REFUSAL if self._guest_name else closed)

    def _show_person(self) -> None:
        nobody = ("", "aucune session ouverte")
        self.shell.set_person(*(self.beside.seating.name_and_role if self._desk else nobody))

    def seat(self, actor: Actor) -> None:
        """Let somebody sit down: a juror or the responsable whose code was proved, or a guest, who opens nothing."""
        for screen in self._screens.values():
            screen.forget()
        self._actor = actor
        guest = self.beside.seating.guest
        self._guest_name = guest.name if guest else ""
        self._follow()
        self._show_open_screens()
        self._show_person()
        self.shell.unmask_screens()
        self.go_to(Target(ScreenName.SPEAKER) if guest else self.beside.first_place(actor))

    def _follow(self) -> None:
        """Let what goes on beside the screens follow the session and the person; a guest is asked and told nothing."""
        heard = None if self._guest_name else self._desk
        self._findings.follow(heard, self._actor)
        if self._company is not None:
            self._company.follow(self._desk, self._actor, asks=heard is not None)

    def _on_desk_closed(self, _nothing: object) -> None:
        self.inform("SESSION_CLOSED_SAFELY", "La session est fermée et sauvegardée.")
        self.session_closed.emit()

    @Slot()
    def change_person(self) -> None:
        """Let another person sit down at the desk, the screen masked meanwhile."""
        if self._desk is not None:
            self.beside.seating.change_person()

    @Slot()
    def _on_unmask_requested(self) -> None:
        if self._desk is None:
            self.shell.unmask_screens()
        else:
            self.beside.seating.prove_same("reprendre", self.shell.unmask_screens)

    @Slot()
    def _on_closed_screen_requested(self) -> None:
        """Tell a guest kindly what this screen is for; the rail says why it closes the others."""
        if self._guest_name:
            self.refuse(DomainError(Fault.SPEAKER_SCREEN_ONLY, name=self._guest_name))

    @Slot()
    def _on_back_requested(self) -> None:
        self.go_to(Target(ScreenName.DAY if self._desk else ScreenName.HOME))
