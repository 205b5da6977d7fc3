"""The small windows of the day: whom a question is about, a candidate's day."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.screens.day.sheet import CandidateSheet
from app.ui.screens.day.state import Who
from app.ui.theme import look
from app.ui.tokens import Tone
from app.ui.widgets.card import Card
from app.ui.widgets.chip import SIGN_WARNING, Chip
from app.ui.widgets.question import Question
from app.ui.widgets.words import Rank, Words


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


def sheet_window(sheet: CandidateSheet, parent: QWidget) -> Question:
    """A candidate's day, to read and close."""
    window = Question("candidate_sheet", "Journée du candidat", "Fermer", parent)
    window.leave.hide()
    window.body.addWidget(PersonCard(sheet.who))
    lines = QVBoxLayout()
    lines.setSpacing(look().metrics.step)
    for title, words in sheet.lines:
        lines.addWidget(Words(title, Rank.SMALL_STRONG))
        lines.addWidget(Words(words, wrap=True))
    window.body.addLayout(lines)
    return window
