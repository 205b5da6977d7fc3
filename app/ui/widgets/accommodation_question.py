"""« Lire l’aménagement »: what was granted, read in full before the time runs, then acknowledged."""

from PySide6.QtWidgets import QGridLayout, QWidget

from app.ui.accommodation import AccommodationShown
from app.ui.theme import look
from app.ui.widgets.card import Card
from app.ui.widgets.question import DeliberateQuestion
from app.ui.widgets.words import Rank, Words


class AccommodationQuestion(DeliberateQuestion):
    """Shows an accommodation; accepting it says « I have read it »."""

    def __init__(self, shown: AccommodationShown, parent: QWidget | None = None) -> None:
        super().__init__("accommodation_question", "Aménagement à lire", "J’ai lu l’aménagement", parent)
        number = f"n° {shown.number}" if shown.number else ""
        card = Card(shown.name, number)
        card.setObjectName("accommodation_card")
        card.body.addWidget(Words("Mesure", Rank.SMALL_STRONG))
        card.body.addWidget(Words(shown.measure, Rank.HEADING, wrap=True))
        if shown.times:
            card.body.addWidget(Words("Durée de chaque épreuve", Rank.SMALL_STRONG))
            card.body.addLayout(_times(shown.times))
        card.body.addWidget(Words("Accordé par", Rank.SMALL_STRONG))
        card.body.addWidget(Words(shown.decision, wrap=True))
        card.setAccessibleDescription(_in_words(shown))
        self.setAccessibleDescription(_in_words(shown))
        self.body.addWidget(card)
        self.body.addWidget(
            Words(
                "Le chronomètre tient compte de ces durées. Votre lecture est notée avec l’heure.",
                Rank.SECOND,
                wrap=True,
            )
        )


def _times(times: tuple[tuple[str, str], ...]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(4 * look().metrics.step)
    grid.setColumnStretch(0, 1)
    grid.setColumnStretch(1, 1)
    for row, (part, words) in enumerate(times):
        grid.addWidget(Words(part, wrap=True), row, 0)
        grid.addWidget(Words(words, Rank.STRONG, wrap=True), row, 1)
    return grid


def _in_words(shown: AccommodationShown) -> str:
    times = [f"{part} : {words}" for part, words in shown.times]
    return ". ".join((shown.name, shown.measure, *times, shown.decision))
