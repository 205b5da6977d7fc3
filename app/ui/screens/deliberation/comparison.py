"""Égalité de traitement: the positions on all candidates side by side, compétence by compétence."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from app.ui.screens.deliberation.state import Comparison, Treatment, VocabularyShown
from app.ui.theme import look
from app.ui.tokens import Tone
from app.ui.widgets.button import Button
from app.ui.widgets.card import Card
from app.ui.widgets.chip import SIGN_CURRENT, SIGN_NO, ChipText
from app.ui.widgets.data_table import DataTable
from app.ui.widgets.rows_model import Cell, Column
from app.ui.widgets.words import Rank, Words


class ComparisonDialog(QDialog):
    """One line per compétence, one column per candidate; nothing is counted, nothing is ranked."""

    def __init__(self, comparison: Comparison, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        step = look().metrics.step
        self.setObjectName("comparison_dialog")
        self.setWindowTitle("Égalité de traitement")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(240 * step, 150 * step)
        candidates = [
            Column(f"{name}\n{outcome}", partial(_cell, place, comparison.words))
            for place, (name, outcome) in enumerate(zip(comparison.candidates, comparison.outcomes, strict=True))
        ]
        table: DataTable[Treatment] = DataTable(
            "Positions du jury par compétence",
            (Column("Compétence", _unit, weight=1, wrap=True), *candidates),
            key=_unit,
            empty="Aucun candidat n’est encore ouvert à la délibération.",
        )
        table.view.setObjectName("comparison_table")
        table.set_rows(comparison.rows)
        card = Card(flush=True)
        card.body.addWidget(table)
        leave = Button("Fermer", keys="Esc")
        leave.setObjectName("comparison_close")
        leave.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(5 * step, 5 * step, 5 * step, 5 * step)
        column.setSpacing(3 * step)
        column.addWidget(Words("Égalité de traitement", Rank.TITLE))
        words = "Les positions prises, candidat par candidat : à situation égale, position égale."
        column.addWidget(Words(words, Rank.SECOND, wrap=True))
        column.addWidget(card, 1)
        column.addWidget(leave, 0, Qt.AlignmentFlag.AlignRight)


def _unit(row: Treatment) -> str:
    return row.unit


def _cell(place: int, words: VocabularyShown, row: Treatment) -> Cell:
    position = row.positions[place]
    if position is None:
        return Cell(second="à prendre")
    if position:
        return Cell(chips=(ChipText(words.mastered, Tone.YES, SIGN_CURRENT),))
    return Cell(chips=(ChipText(words.not_mastered, Tone.NO, SIGN_NO),))
