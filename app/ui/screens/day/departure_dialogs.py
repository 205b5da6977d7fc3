"""Somebody who stops before the end: what it is, what follows from it, and the return after an interruption."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.domain.attendance import DepartureKind
from app.ui.screens.day.attendance_dialogs import CardsQuestion
from app.ui.screens.day.dialogs import PersonCard
from app.ui.screens.day.door_state import DepartureAsked
from app.ui.screens.day.state import Who
from app.ui.widgets.option_cards import Option
from app.ui.widgets.question import Question
from app.ui.widgets.words import Rank, Words


@dataclass(frozen=True, slots=True)
class DepartureSeen:
    """The answer: the kind and what was said of it."""

    kind: DepartureKind
    reason: str


class DepartureQuestion(CardsQuestion[DepartureKind]):
    """« Why does the candidate stop? »; each card says what follows."""

    answered = Signal(object)

    def __init__(self, asked: DepartureAsked, parent: QWidget) -> None:
        super().__init__("departure_question", "Départ à noter", "Noter le départ", parent)
        self.body.addWidget(PersonCard(asked.who))
        self.offer(
            [Option(each.kind, each.kind.label, each.follows or each.refusal, each.refusal) for each in asked.choices]
        )
        self._caption, self._line = self.add_line("reason", "Raison")
        self._caption.hide()
        self._line.hide()
        self.body.addWidget(
            Words("L’heure est notée d’elle-même ; le départ figure au procès-verbal.", Rank.SECOND, wrap=True)
        )
        self.accepted.connect(self._on_accepted)

    def card_chosen(self, chosen: DepartureKind) -> None:
        """Ask what this kind asks."""
        self._caption.setText(chosen.asks)
        self._line.setAccessibleName(chosen.asks)
        self._caption.show()
        self._line.show()
        self._line.setFocus(Qt.FocusReason.OtherFocusReason)

    def still_wanted(self, chosen: DepartureKind) -> str:
        """The reason, where one is needed."""
        if chosen.needs_reason and not self._line.text().strip():
            return f"Écrivez en quelques mots : {chosen.asks.lower()}."
        return ""

    @Slot()
    def _on_accepted(self) -> None:
        if self.chosen is not None:
            self.answered.emit(DepartureSeen(self.chosen, self._line.text().strip()))


def return_question(who: Who, since: str, parent: QWidget) -> Question:
    """« Is it the right person, back at work? »; the time paused by the interruption runs again."""
    question = Question("return_question", "Reprendre après l’interruption", "Reprendre", parent)
    question.body.addWidget(PersonCard(who))
    question.body.addWidget(Words(since, wrap=True))
    question.body.addWidget(Words("Le temps arrêté par l’interruption repart.", Rank.SECOND, wrap=True))
    question.act.setFocus(Qt.FocusReason.OtherFocusReason)
    return question
