"""The small windows of the day: what is seen at the door, a candidate's day."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.ui.screens.day.sheet import CandidateSheet
from app.ui.screens.day.state import Who
from app.ui.theme import look
from app.ui.tokens import Tone
from app.ui.widgets.card import Card
from app.ui.widgets.chip import SIGN_WARNING, Chip
from app.ui.widgets.option_cards import Option, OptionCards
from app.ui.widgets.question import Question
from app.ui.widgets.words import Rank, Words

ABSENCES = ("non justifiée", "justifiée")
_OTHER = "\0"


class PersonCard(Card):
    """The person whom a question is about: name, number, birth, accommodation."""

    def __init__(self, who: Who, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setObjectName("person_card")
        number = f"n° {who.number} · " if who.number else ""
        self.body.addWidget(Words(who.name, Rank.TITLE, wrap=True))
        self.body.addWidget(Words(f"{number}{who.birth}", wrap=True))
        if who.accommodation:
            self.body.addWidget(Chip("aménagement", Tone.WARNING, SIGN_WARNING))
            self.body.addWidget(Words(who.accommodation, wrap=True))
        self.setAccessibleDescription(f"{who.name}, {number}{who.birth} {who.accommodation}")


class DoorQuestion(Question):
    """What is seen at the door: one choice among a few by its figure, or other words."""

    answered = Signal(str)

    def __init__(
        self, name: str, title: str, act_label: str, choices: Sequence[str], other: str, *, parent: QWidget
    ) -> None:
        super().__init__(name, title, act_label, parent)
        self._choices = (*choices, _OTHER)
        self._labels = (*(choice[:1].upper() + choice[1:] for choice in choices), other)
        self._chosen: str | None = None
        self._cards: OptionCards[str] = OptionCards(title)
        self._cards.setObjectName(f"{name}_choices")
        self._other = QLineEdit()
        self._other.setObjectName(f"{name}_other")
        self._other.setAccessibleName(other)
        self._other.setPlaceholderText("en quelques mots")
        self._other.hide()
        self.body.addWidget(self._cards)
        self.body.addWidget(self._other)
        self._cards.chosen.connect(self._on_cards_chosen)
        self.accepted.connect(self._on_accepted)
        self._show_choices()

    def missing(self) -> str:
        """A choice, and its words when it is the other one."""
        if self._chosen is None:
            return f"Choisissez par un chiffre, de 1 à {len(self._choices)}."
        if self._chosen == _OTHER and not self._other.text().strip():
            return "Écrivez de quoi il s’agit."
        return ""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """A figure chooses."""
        place = event.key() - Qt.Key.Key_1
        if 0 <= place < len(self._choices):
            self._on_cards_chosen(self._choices[place])
        else:
            super().keyPressEvent(event)

    def _show_choices(self) -> None:
        options = [
            Option(choice, f"{number} · {label}")
            for number, (choice, label) in enumerate(zip(self._choices, self._labels, strict=True), start=1)
        ]
        self._cards.show_options(options, self._chosen)

    @Slot(object)
    def _on_cards_chosen(self, choice: str) -> None:
        self._chosen = choice
        self._show_choices()
        self._other.setVisible(choice == _OTHER)
        self.settle()
        self.refuse("")
        if choice == _OTHER:
            self._other.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_accepted(self) -> None:
        self.answered.emit(self._other.text().strip() if self._chosen == _OTHER else self._chosen or "")


def presence_question(who: Who, documents: Sequence[str], parent: QWidget) -> DoorQuestion:
    """« Which identity document did you see? »."""
    question = DoorQuestion(
        "presence_question",
        "Pièce d’identité vue",
        "Constater la présence",
        documents,
        "Autre pièce avec photo",
        parent=parent,
    )
    question.body.insertWidget(0, PersonCard(who))
    return question


def absence_question(who: Who, parent: QWidget) -> DoorQuestion:
    """« How is the absence explained? »."""
    question = DoorQuestion(
        "absence_question", "Absence à constater", "Constater l’absence", ABSENCES, "Autre explication", parent=parent
    )
    question.body.insertWidget(0, PersonCard(who))
    return question


def sheet_window(sheet: CandidateSheet, parent: QWidget) -> Question:
    """A candidate's day, to read and close."""
    window = Question("candidate_sheet", "Journée du candidat", "Fermer", parent)
    window.leave.hide()
    window.body.addWidget(PersonCard(sheet.who))
    lines = QVBoxLayout()
    lines.setSpacing(look().metrics.step)
    for title, words in (("Voie d’accès", sheet.path), *sheet.lines):
        lines.addWidget(Words(title, Rank.SMALL_STRONG))
        lines.addWidget(Words(words, wrap=True))
    window.body.addLayout(lines)
    return window
