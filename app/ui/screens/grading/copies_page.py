"""« Copies à corriger »: one line per written work, known by its identifier; Enter opens it in the usual grid."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout

from app.ui.actions import Act, make_action
from app.ui.screen import Header, HeaderAct, ScreenView
from app.ui.screens.grading.copies_state import CopiesState, CopyRow
from app.ui.theme import look
from app.ui.tokens import Tone
from app.ui.widgets.card import Card, KeyHints
from app.ui.widgets.chip import SIGN_CURRENT, SIGN_TODO, SIGN_YES, ChipText
from app.ui.widgets.data_table import DataTable
from app.ui.widgets.rows_model import Cell, Column, RowAct
from app.ui.widgets.words import Rank, Words

_TITLE = "Copies à corriger"
_HINTS = (("Up Down", "copie"), ("Return", "ouvrir"), ("C", "côte à côte"))


class CopiesPage(ScreenView):
    """The list, and the way to see copies side by side."""

    page_entered = Signal()
    copy_requested = Signal(int, str)
    side_by_side_requested = Signal()

    def __init__(self) -> None:
        super().__init__(_TITLE)
        step = look().metrics.step
        self._side = make_action(Act.COMPARE_COPIES, self, self.side_by_side_requested.emit)
        self._table: DataTable[CopyRow] = DataTable(
            _TITLE,
            _columns(),
            key=_key,
            row_act=_row_act,
            act_title="Étape suivante",
            empty="",
            roomy=True,
        )
        self._table.view.setObjectName("copies_table")
        self._waiting = Words("", Rank.SECOND, wrap=True)
        self._waiting.setObjectName("copies_waiting")
        self._waiting.setContentsMargins(4 * step, 3 * step, 4 * step, 3 * step)
        card = Card(flush=True)
        card.body.addWidget(self._table, 1)
        card.body.addWidget(self._waiting)
        column = QVBoxLayout(self)
        column.setContentsMargins(round(6.5 * step), 5 * step, round(6.5 * step), 4 * step)
        column.setSpacing(4 * step)
        column.addWidget(card, 1)
        column.addWidget(KeyHints(_HINTS))
        self._table.row_activated.connect(self._on_table_row_activated)
        self._table.row_act_requested.connect(self._on_table_row_activated)
        self.show_state(CopiesState())

    def entered(self) -> None:
        """Ask for the copies as they stand, and give the keyboard to the one to take up."""
        self.page_entered.emit()
        self._table.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_state(self, state: CopiesState) -> None:
        """Show the copies."""
        self._side.setEnabled(bool(state.rows))
        acts = (HeaderAct(self._side, primary=True),) if state.rows else ()
        self.set_header(Header(_TITLE, state.second, acts, back="Journée"))
        self._table.set_rows(state.rows)
        self._table.setVisible(bool(state.rows))
        self._waiting.setText(state.waiting)
        self._waiting.setVisible(bool(state.waiting))

    def choose(self, key: tuple[int, str]) -> None:
        """Bring the keyboard to a copy."""
        self._table.choose(key)

    @Slot(object)
    def _on_table_row_activated(self, row: CopyRow) -> None:
        self.copy_requested.emit(row.candidate_id, row.part_id)


def _columns() -> tuple[Column[CopyRow], ...]:
    return (
        Column("Copie", lambda row: Cell(row.identifier, row.author, strong=True)),
        Column("Travail écrit", lambda row: row.part, weight=1),
        Column("Réponses", _answers, order=lambda row: row.answered),
        Column("État", _standing),
    )


def _answers(row: CopyRow) -> str:
    return f"{row.answered} sur {row.count}" if row.count else "appréciation"


def _standing(row: CopyRow) -> Cell:
    if row.locked:
        return Cell(chips=(ChipText(f"verrouillée à {row.locked}", Tone.YES, SIGN_YES),))
    if row.answered:
        return Cell(chips=(ChipText("commencée", Tone.ACCENT, SIGN_CURRENT, outlined=True),))
    return Cell(chips=(ChipText("à corriger", Tone.NEUTRAL, SIGN_TODO),))


def _row_act(row: CopyRow) -> RowAct:
    return RowAct("Relire" if row.locked else "Reprendre" if row.answered else "Corriger")


def _key(row: CopyRow) -> tuple[int, str]:
    return row.key
