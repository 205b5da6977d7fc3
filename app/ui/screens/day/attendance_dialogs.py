"""What is seen at the door: the identity document of who comes, the code of an absence; nothing needless is asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.attendance import AbsenceCode
from app.ui.screens.day.dialogs import PersonCard
from app.ui.screens.day.door_state import DoorAsked
from app.ui.widgets.fields import TimeField
from app.ui.widgets.option_cards import Option, OptionCards
from app.ui.widgets.question import Question
from app.ui.widgets.words import Rank, Words

V = TypeVar("V")
OTHER_DOCUMENT = "Autre pièce avec photo"


@dataclass(frozen=True, slots=True)
class PresenceSeen:
    """The answer: a document, the time of arrival when it is not now, why something recorded is corrected."""

    document: str
    arrived_at: time | None
    reason: str


@dataclass(frozen=True, slots=True)
class AbsenceSeen:
    """The answer: a code, what it asks for, why something recorded is corrected."""

    code: AbsenceCode
    detail: str
    reason: str


class CardsQuestion(Question, Generic[V]):
    """A question answered by one card among a few, chosen by its figure, and by the fields that the card needs."""

    def __init__(self, name: str, title: str, act_label: str, parent: QWidget) -> None:
        super().__init__(name, title, act_label, parent)
        self._options: list[Option[V]] = []
        self.chosen: V | None = None
        self._cards: OptionCards[V] = OptionCards(title)
        self._cards.setObjectName(f"{name}_choices")
        self._cards.chosen.connect(self._on_cards_chosen)

    def offer(self, options: Sequence[Option[V]]) -> None:
        """Show the cards, numbered, where the next widget of the body goes."""
        self._options = [
            Option(option.key, f"{number} · {option.title}", option.second, option.refusal)
            for number, option in enumerate(options, start=1)
        ]
        self.body.addWidget(self._cards)
        self.keep_in_view(self._cards)
        self._cards.show_options(self._options, None)

    def add_line(self, name: str, caption: str, field: QLineEdit | None = None) -> tuple[Words, QLineEdit]:
        """Add a line under its caption; gives back both."""
        line = QLineEdit() if field is None else field
        line.setObjectName(f"{self.objectName()}_{name}")
        line.setAccessibleName(caption)
        words = Words(caption, Rank.SMALL_STRONG)
        words.setBuddy(line)
        self.body.addWidget(words)
        self.body.addWidget(line)
        return words, line

    def add_reason(self, seen: str) -> QLineEdit | None:
        """Say what was recorded before and ask why it changes; nothing when nothing was recorded."""
        if not seen:
            return None
        self.body.addWidget(Words(f"{seen}. La correction et sa raison restent au journal.", Rank.SECOND, wrap=True))
        return self.add_line("reason", "Raison de la correction")[1]

    def missing(self) -> str:
        """A card, then what the subclass needs."""
        if self.chosen is None:
            return f"Choisissez par un chiffre, de 1 à {len(self._options)}."
        return self.still_wanted(self.chosen)

    def still_wanted(self, chosen: V) -> str:  # noqa: ARG002 - told to subclasses
        """What the card chosen still needs, as a sentence; empty when nothing."""
        return ""

    def card_chosen(self, chosen: V) -> None:
        """Show the fields of a card."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """A figure chooses."""
        place = event.key() - Qt.Key.Key_1
        if 0 <= place < len(self._options):
            if not self._options[place].refusal:
                self._on_cards_chosen(self._options[place].key)
        else:
            super().keyPressEvent(event)

    @Slot(object)
    def _on_cards_chosen(self, choice: V) -> None:
        self.chosen = choice
        self._cards.show_options(self._options, choice)
        self.refuse("")
        self.card_chosen(choice)
        self.settle()


class PresenceQuestion(CardsQuestion[str]):
    """« Which identity document did you see, and when did the candidate come? »."""

    answered = Signal(object)

    def __init__(self, asked: DoorAsked, parent: QWidget) -> None:
        super().__init__("presence_question", "Pièce d’identité vue", "Constater la présence", parent)
        self.body.addWidget(PersonCard(asked.who))
        self.offer([Option(each, each[:1].upper() + each[1:]) for each in (*asked.documents, OTHER_DOCUMENT)])
        self._caption, self._other = self.add_line("other", "Laquelle")
        self._show_other(shown=False)
        self._now = asked.now.time().replace(second=0, microsecond=0)
        self._time = TimeField()
        self._time.set_value(self._now)
        self.add_line("time", "Heure d’arrivée", self._time)
        self._reason = self.add_reason(asked.seen)
        self.accepted.connect(self._on_accepted)

    def card_chosen(self, chosen: str) -> None:
        """Another document is named."""
        self._show_other(shown=chosen == OTHER_DOCUMENT)

    def still_wanted(self, chosen: str) -> str:
        """The name of another document, an hour that can be read, the reason of a correction."""
        if chosen == OTHER_DOCUMENT and not self._other.text().strip():
            return "Écrivez de quoi il s’agit."
        return unreadable(self._time) or reason_wanted(self._reason)

    def _show_other(self, *, shown: bool) -> None:
        self._caption.setVisible(shown)
        self._other.setVisible(shown)
        if shown:
            self._other.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_accepted(self) -> None:
        document = self._other.text().strip() if self.chosen == OTHER_DOCUMENT else self.chosen or ""
        arrived = self._time.value()
        self.answered.emit(PresenceSeen(document, None if arrived == self._now else arrived, text_of(self._reason)))


class AbsenceQuestion(CardsQuestion[AbsenceCode]):
    """« Why is the candidate counted absent? »; the code asks for one line at most."""

    answered = Signal(object)

    def __init__(self, asked: DoorAsked, parent: QWidget) -> None:
        super().__init__("absence_question", "Absence à constater", "Constater l’absence", parent)
        self.body.addWidget(PersonCard(asked.who))
        self.offer([Option(code, code.label) for code in asked.codes])
        self._caption, self._detail = self.add_line("detail", "Précision")
        self._caption.hide()
        self._detail.hide()
        self._reason = self.add_reason(asked.seen)
        self.accepted.connect(self._on_accepted)

    def card_chosen(self, chosen: AbsenceCode) -> None:
        """Ask for what the code needs, and for nothing else."""
        self._caption.setText(chosen.asks)
        self._detail.setAccessibleName(chosen.asks)
        self._caption.setVisible(bool(chosen.asks))
        self._detail.setVisible(bool(chosen.asks))
        if chosen.asks:
            self._detail.setFocus(Qt.FocusReason.OtherFocusReason)

    def still_wanted(self, chosen: AbsenceCode) -> str:
        """What the code asks for, and the reason of a correction."""
        if chosen.asks and not self._detail.text().strip():
            return f"Écrivez en quelques mots : {chosen.asks.lower()}."
        return reason_wanted(self._reason)

    @Slot()
    def _on_accepted(self) -> None:
        if self.chosen is not None:
            self.answered.emit(AbsenceSeen(self.chosen, self._detail.text().strip(), text_of(self._reason)))


def unreadable(field: TimeField) -> str:
    """What is wrong with an hour, empty when it can be read."""
    try:
        return "" if field.value() is not None else TimeField.fault
    except ValueError:
        return TimeField.fault


def reason_wanted(line: QLineEdit | None) -> str:
    """The sentence that asks for the reason of a correction, empty when none is needed or one is given."""
    return "Dites en quelques mots pourquoi vous corrigez." if line is not None and not text_of(line) else ""


def text_of(line: QLineEdit | None) -> str:
    """What a line holds, empty when it is not asked."""
    return line.text().strip() if line is not None else ""
