"""« Est-ce bien cette personne ? », before the time of a part runs or stops: three large facts, a deliberate key."""

from PySide6.QtWidgets import QGridLayout, QWidget

from app.ui.screens.day.state import Sitting, Who
from app.ui.theme import look
from app.ui.tokens import Tone
from app.ui.widgets.card import Card
from app.ui.widgets.chip import SIGN_WARNING, Chip
from app.ui.widgets.question import DeliberateQuestion
from app.ui.widgets.words import Rank, Words


def sitting_question(who: Who, sitting: Sitting, *, starts: bool, parent: QWidget) -> DeliberateQuestion:
    """Make sure of the person before the time of a part runs or stops."""
    verb = "Commencer" if starts else "Terminer"
    name = "start_question" if starts else "end_question"
    question = DeliberateQuestion(name, f"{verb} {sitting.spoken}", verb, parent)
    happens = (
        f"Le chronomètre démarre : {sitting.duration}." if starts else "Le chronomètre s’arrête, l’heure est notée."
    )
    question.body.addWidget(Words("Est-ce bien cette personne ?", Rank.STRONG, wrap=True))
    question.body.addWidget(_IdentityCard(who))
    question.body.addWidget(Words(happens, Rank.SECOND, wrap=True))
    question.setAccessibleDescription(f"{who.name}, n° {who.number or 'inconnu'}, {who.birth}. {happens}")
    return question


class _IdentityCard(Card):
    """Name, number and birth, as large as a convocation held beside the screen."""

    def __init__(self, who: Who, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setObjectName("person_card")
        self.body.addWidget(Words(who.name, Rank.FIGURE, wrap=True))
        grid = QGridLayout()
        grid.setHorizontalSpacing(6 * look().metrics.step)
        grid.setColumnStretch(1, 1)
        facts = (("Numéro", who.number or "aucun"), ("Naissance", who.birth))
        for column, (caption, words) in enumerate(facts):
            grid.addWidget(Words(caption, Rank.SMALL_STRONG), 0, column)
            grid.addWidget(Words(words, Rank.TITLE, wrap=True), 1, column)
        self.body.addLayout(grid)
        if who.accommodation:
            self.body.addWidget(Chip("aménagement", Tone.WARNING, SIGN_WARNING))
            self.body.addWidget(Words(who.accommodation, wrap=True))
        self.setAccessibleName(who.name)
        self.setAccessibleDescription(f"numéro {who.number or 'inconnu'}, {who.birth} {who.accommodation}")
