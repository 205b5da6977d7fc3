"""The page of a candidate whose grids are not all locked: who still owes what, and nothing of what was written."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.ledger import GridState
from app.ui.actions import Act
from app.ui.screens.deliberation.state import JurorGrids, SealedPage
from app.ui.screens.deliberation.words import several
from app.ui.theme import look
from app.ui.tokens import Tone
from app.ui.widgets.button import Button, ButtonRank
from app.ui.widgets.card import Card
from app.ui.widgets.chip import SIGN_DIVERGENCE, SIGN_TODO, SIGN_YES, Chip
from app.ui.widgets.flow_row import FlowRow
from app.ui.widgets.words import Divider, Rank, Words

_WORDS = {
    GridState.LOCKED: "verrouillée",
    GridState.AWAITED: "attendue",
    GridState.DISPUTED: "deux versions",
    GridState.WAIVED: "dispensée",
}
_SIGNS = {
    GridState.LOCKED: (Tone.YES, SIGN_YES),
    GridState.AWAITED: (Tone.WARNING, SIGN_TODO),
    GridState.DISPUTED: (Tone.WARNING, SIGN_DIVERGENCE),
    GridState.WAIVED: (Tone.NEUTRAL, "–"),
}


class SealedCard(Card):
    """Counts locked grids; each juror's parts have a sign and a word."""

    grid_requested = Signal(str)
    ledger_requested = Signal()

    def __init__(self) -> None:
        super().__init__("Grilles scellées", flush=True)
        step = look().metrics.step
        self._sentence = Words("", wrap=True)
        self._sentence.setObjectName("sealed_sentence")
        self._ledger = Button("Registre des grilles", keys=Act.SHOW_LEDGER_FROM_DELIBERATION.value.keys[0])
        self._ledger.setObjectName("go_to_ledger")
        self._ledger.setAccessibleName("Voir les deux versions dans le registre des grilles")
        self._ledger.clicked.connect(self.ledger_requested)
        self._rows: list[QWidget] = []
        top = QVBoxLayout()
        top.setContentsMargins(4 * step, 4 * step, 4 * step, 4 * step)
        top.setSpacing(3 * step)
        top.addWidget(self._sentence)
        top.addWidget(self._ledger, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addLayout(top)
        self.body.addStretch(1)

    def show_page(self, page: SealedPage) -> None:
        """Show who owes what."""
        self._sentence.setText(page.sentence)
        self._ledger.setVisible(any(juror.disputed for juror in page.jurors))
        for row in self._rows:
            self.body.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [self._row_of(juror) for juror in page.jurors]
        for place, row in enumerate(self._rows, start=1):
            self.body.insertWidget(place, row)

    def _row_of(self, juror: JurorGrids) -> QWidget:
        step = look().metrics.step
        row = QWidget()
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Divider())
        line = QHBoxLayout()
        line.setContentsMargins(4 * step, 3 * step, 4 * step, 3 * step)
        line.setSpacing(4 * step)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(Words(juror.juror, Rank.STRONG, wrap=True))
        names.addWidget(Words(_owed_words(juror), Rank.SECOND, wrap=True))
        names.addStretch(1)
        line.addLayout(names, 1)
        chips = [Chip(f"{grid.part} · {_WORDS[grid.state]}", *_SIGNS[grid.state]) for grid in juror.grids]
        line.addWidget(FlowRow(chips), 3)
        if juror.open_part_id is not None:
            button = Button("Aller à ma grille", ButtonRank.PRIMARY)
            button.setObjectName("go_to_my_grid")
            button.clicked.connect(partial(self._on_button_clicked, juror.open_part_id))
            line.addWidget(button)
        column.addLayout(line)
        return row

    def _on_button_clicked(self, part_id: str, _checked: bool = False) -> None:
        self.grid_requested.emit(part_id)


def _owed_words(juror: JurorGrids) -> str:
    told = [several(juror.missing, "grille attendue", "grilles attendues")] if juror.missing else []
    if juror.disputed:
        told.append(f"{several(juror.disputed, 'grille', 'grilles')} en deux versions")
    return " · ".join(told) or "tout est là"
