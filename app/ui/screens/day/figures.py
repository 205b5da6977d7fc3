"""The day in five figures: cards while they stand on one line, else one sentence, since rows need the height."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.ui.screens.day.state import Figures
from app.ui.theme import look
from app.ui.widgets.card import StatFigure
from app.ui.widgets.words import Rank, Words

_GAP_STEPS = 3.5
_COUNT = 5


class DayFigures(QWidget):
    """Shows `Figures` as large as the width allows."""

    def __init__(self) -> None:
        super().__init__()
        self._cards = [StatFigure("0", "") for _ in range(_COUNT)]
        self._row = QWidget()
        line = QHBoxLayout(self._row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(round(_GAP_STEPS * look().metrics.step))
        for card in self._cards:
            line.addWidget(card)
        line.addStretch(1)
        self._row.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._sentence = Words("", Rank.SMALL_STRONG, wrap=True)
        self._sentence.setObjectName("day_figures_sentence")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._row)
        column.addWidget(self._sentence)

    def show_figures(self, figures: Figures, *, own_grids: bool) -> None:
        """Show other figures; a juror's grids are his or her own."""
        grids = "de mes grilles verrouillées" if own_grids else "grilles verrouillées"
        shown = [
            (str(figures.candidates), _counted(figures.candidates, "candidat")),
            (str(figures.present), _counted(figures.present, "présent")),
            (str(figures.absent), _counted(figures.absent, "absent")),
            (f"{figures.locked} sur {figures.expected}", grids),
            (f"{figures.held} sur {figures.parts}", "épreuves terminées"),
        ]
        if figures.ends_at is not None:
            shown[-1] = (f"{figures.ends_at:%H:%M}", "fin prévue de l’épreuve en cours")
        for widget, (figure, words) in zip(self._cards, shown, strict=True):
            widget.show_figure(figure, words)
        self._sentence.setText(" · ".join(f"{figure} {words}" for figure, words in shown))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Choose cards or sentence."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        gaps = round(_GAP_STEPS * look().metrics.step) * (_COUNT - 1)
        fits = sum(card.sizeHint().width() for card in self._cards) + gaps <= self.width()
        self._row.setVisible(fits)
        self._sentence.setVisible(not fits)


def _counted(count: int, word: str) -> str:
    return f"{word}s" if count > 1 else word
