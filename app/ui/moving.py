"""Continuing on another laptop, from the window: what it entails, where the copy goes, and the banner of what is left.

The banner stands over every screen of a copy that was left: it reads, and changes no more until the responsable takes
the work back.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from app import services
from app.domain.faults import DomainError, EnvironmentFault, JuryFault
from app.ui import dialogs
from app.ui.dialogs import ConsequencesDialog, FileKind
from app.ui.icons import IconRole
from app.ui.theme import look
from app.ui.tokens import Tone
from app.ui.widgets.button import Button
from app.ui.widgets.card import IconPicture
from app.ui.widgets.question import ReasonQuestion, ask_reason
from app.ui.widgets.words import Rank, Words

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from app.domain.frozen_session import Departure
    from app.domain.people import Actor
    from app.services.desk import Desk
    from app.ui.shell import Shell
    from app.ui.tasks import Runner

_CONSEQUENCES = (
    "La session entière s’écrit dans un fichier, sur une clé USB ou dans un dossier partagé ; la même phrase secrète "
    "l’ouvre sur l’autre poste.",
    "Sur ce poste, elle se lit encore, mais plus rien ne s’y saisit : tout continue dans le fichier emporté.",
    "Si ce fichier se perd, le responsable de session reprend ici ; ce qui aura été saisi ailleurs n’y sera pas.",
)
_BACK_SENTENCE = (
    "Cette copie revit et le travail continue ici. Ce qui a été saisi dans le fichier emporté n’y est pas : si ce "
    "fichier existe encore, que personne n’y travaille ; les paquets des jurés s’en apportent par le registre."
)


class Mover(Protocol):
    """The window, as far as moving a session goes."""

    @property
    def desk(self) -> Desk:
        """The open session."""
        ...

    @property
    def actor(self) -> Actor:
        """Who sits there."""
        ...

    def saved(self, at: datetime) -> None:
        """Tell that an act is on disk."""
        ...

    def inform(self, identifier: str, sentence: str) -> None:
        """Say something that went well."""
        ...

    def refuse(self, fault: DomainError | EnvironmentFault) -> None:
        """Say why an act was refused."""
        ...


class MovedStrip(QFrame):
    """Says since when, and where, the session continues; only the responsable is offered to take it back."""

    back_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        step = look().metrics.step
        self.setObjectName("moved_strip")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("tone", Tone.WARNING.value)
        self._sentence = Words("", Rank.STRONG, wrap=True)
        self._back = Button("Reprendre ici…")
        self._back.setObjectName("take_session_back")
        self._back.setAutoDefault(True)  # Enter acts as Space does
        self._back.clicked.connect(self.back_requested)
        line = QHBoxLayout(self)
        line.setContentsMargins(round(6.5 * step), 2 * step, round(6.5 * step), 2 * step)
        line.setSpacing(3 * step)
        line.addWidget(IconPicture("lock", look().metrics.icon, IconRole.WARNING), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._sentence, 1)
        line.addWidget(self._back)
        self.hide()

    def show_departure(self, left: Departure | None, *, may_come_back: bool) -> None:
        """Show the banner of a copy that was left; None hides it."""
        self.setVisible(left is not None)
        self._back.setVisible(may_come_back)
        if left is not None:
            words = f"{left.words} ; cette copie se lit, elle ne change plus."
            self._sentence.setText(words)
            self.setAccessibleName(words)


class SessionMoves:
    """Carries a session away and takes it back; follows from one session, and one person, to the next."""

    def __init__(self, mover: Mover, shell: Shell, runner: Runner) -> None:
        self._mover, self._shell, self._runner = mover, shell, runner
        self._followed: tuple[Desk, Actor] | None = None
        self._left: Departure | None = None
        shell.set_gate(lambda act: not act.writes or self.lives_here())
        self._strip = MovedStrip()
        shell.add_strip(self._strip)
        self._strip.back_requested.connect(self._ask_reason)

    def follow(self, desk: Desk | None, actor: Actor) -> None:
        """Show whether the session of this desk continues elsewhere."""
        self._followed = (desk, actor) if desk is not None else None
        self._left = services.moving.departure(desk) if desk is not None else None
        self._strip.show_departure(self._left, may_come_back=actor.is_manager)

    def lives_here(self) -> bool:
        """Whether this copy still changes; where it does not, say at once where the session continues."""
        left = self._left
        if left is not None:
            self._mover.refuse(DomainError(JuryFault.SESSION_MOVED, at=f"{left.at:%d/%m/%Y à %H:%M}", to=left.to))
        return left is None

    def ask(self) -> None:
        """List what carrying the session away entails, then ask where it goes; a copy that was left goes nowhere."""
        if not self.lives_here():
            return
        dialog = ConsequencesDialog(
            "Continuer sur un autre poste ?", _CONSEQUENCES, "Choisir où écrire…", self._shell.window()
        )
        dialog.setObjectName("move_dialog")
        dialog.finished.connect(dialog.deleteLater)
        dialog.accepted.connect(self._ask_place)
        dialog.open()

    def _ask_place(self) -> None:
        proposed = self._mover.desk.file.path
        path = dialogs.choose_new_file(self._shell, "Où emporter la session ?", FileKind.SESSION, proposed)
        if path is not None:
            self._move(path)

    def _move(self, path: Path) -> None:
        desk, actor = self._mover.desk, self._mover.actor
        to = f"{path.name}, dossier {path.parent.name}"
        self._runner.run(
            lambda _reporter: services.moving.move(desk, actor, path, to),
            partial(self._moved, desk, path),
            self._mover.refuse,
            title="Copie de la session",
        )

    def _moved(self, desk: Desk, path: Path, left: Departure) -> None:
        self._refresh(desk)
        self._mover.inform(
            "SESSION_MOVED",
            f"La session est entière dans {path.name} depuis {left.at:%H:%M:%S}. Ouvrez ce fichier sur l’autre poste.",
        )

    def _ask_reason(self) -> None:
        question = ReasonQuestion(
            "take_back_question",
            "Reprendre ici",
            "Reprendre ici",
            sentence=_BACK_SENTENCE,
            placeholder="par exemple : clé perdue",
            parent=self._shell.window(),
        )
        ask_reason(question, self._take_back)

    def _take_back(self, reason: str) -> None:
        desk = self._mover.desk
        try:
            at = services.moving.take_back(desk, self._mover.actor, reason)
        except (DomainError, EnvironmentFault) as fault:
            self._mover.refuse(fault)
            return
        self._mover.saved(at)
        self._refresh(desk)
        self._mover.inform("SESSION_BACK", "La session vit de nouveau sur ce poste.")

    def _refresh(self, desk: Desk) -> None:
        """Show how this session stands, unless another is open by now."""
        if self._followed is not None and self._followed[0] is desk:
            self.follow(*self._followed)
