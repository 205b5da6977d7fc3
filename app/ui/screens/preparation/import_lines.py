"""The lines of a list: each with what becomes of it, found without accents, and mended beside the table."""

from collections import Counter
from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.services.candidates import Fate
from app.ui.screens.preparation.columns import FATES, LEFT_OUT, REJECTED, listed_columns
from app.ui.screens.preparation.import_detail import LineDetail, bring_into_view
from app.ui.screens.preparation.import_state import Importing, ListLine, Shown
from app.ui.screens.preparation.import_words import counted
from app.ui.theme import look
from app.ui.tokens import Tone
from app.ui.widgets.card import Card
from app.ui.widgets.chip import Chip, ChipText
from app.ui.widgets.choice_bar import Choice, ChoiceBar
from app.ui.widgets.data_table import DataTable
from app.ui.widgets.flow_row import FlowRow
from app.ui.widgets.side_by_side import SideBySide

_EMPTY = {
    Shown.ALL: "Cette liste n’a aucune ligne.",
    Shown.TO_SEE: "Aucune ligne à vérifier.",
    Shown.REJECTED: "Aucune ligne rejetée.",
}


class LinesPage(QWidget):
    """The table of lines and the detail of the current one."""

    cell_mended = Signal(int, object, str)
    cell_put_back = Signal(int, object)
    leave_out_requested = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[ListLine, ...] = ()
        self._is_busy = self._goes_on = False
        self._fates = [Chip("") for _ in range(len(Fate) + 2)]
        self._shown: ChoiceBar[Shown] = ChoiceBar(
            "Lignes montrées", [Choice(shown, shown.value, Tone.ACCENT) for shown in Shown]
        )
        self._shown.setObjectName("lines_shown")
        self._shown.set_value(Shown.ALL)
        self.table: DataTable[ListLine] = DataTable(
            "Lignes de la liste",
            listed_columns(),
            key=lambda row: row.line,
            filter_name="Chercher dans la liste",
            empty=_EMPTY[Shown.ALL],
            searched=lambda row: row.sought,
        )
        self.table.view.setObjectName("listed_candidates")
        self.table.filter_line.setObjectName("listed_filter")
        self.detail = LineDetail()
        card = Card(flush=True)
        card.body.addWidget(self.table, 1)
        step = look().metrics.step
        card.setMinimumHeight(75 * step)
        self.detail.setMinimumHeight(50 * step)
        above = QHBoxLayout()
        above.setSpacing(3 * step)
        above.addWidget(FlowRow(self._fates), 1)
        above.addWidget(self._shown)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * step)
        column.addLayout(above)
        column.addWidget(SideBySide(((card, 5), (self.detail, 3)), wide_from=200), 1)
        self._connect_signals()

    @property
    def first(self) -> QWidget:
        """What has the keyboard first."""
        return self.table

    def show_importing(self, importing: Importing) -> None:
        """Show the lines as they are read now."""
        self._is_busy = importing.is_busy
        if importing.lines is not self._lines:
            self._lines = importing.lines
            self._show_fates()
            self._fill()
        if self._goes_on and not self._is_busy:
            self._goes_on = False
            self._go_on()

    def show_again(self) -> None:
        """Begin with every line, for another list."""
        self._shown.set_value(Shown.ALL)
        self.table.filter_line.clear()

    def forget(self) -> None:
        """Hold no list any more."""
        self._lines = ()
        self.show_again()
        self._fill()

    def _connect_signals(self) -> None:
        self._shown.value_chosen.connect(self._on_shown_chosen)
        self.table.current_row_changed.connect(self.detail.show_line)
        self.table.row_activated.connect(self._on_table_row_activated)
        self.detail.cell_mended.connect(self.cell_mended)
        self.detail.cell_put_back.connect(self.cell_put_back)
        self.detail.leave_out_requested.connect(self.leave_out_requested)
        self.detail.cell_done.connect(self._on_detail_cell_done)
        self.detail.left.connect(self._take_table)

    def _show_fates(self) -> None:
        chips = list(_fate_chips(self._lines))
        for place, chip in enumerate(self._fates):
            chip.setVisible(place < len(chips))
            if place < len(chips):
                chip.show_chip(chips[place])

    def _fill(self) -> None:
        shown = self._shown.value or Shown.ALL
        self.table.set_empty_words(_EMPTY[shown])
        self.table.set_rows([line for line in self._lines if line.is_among(shown)])
        self.detail.show_line(self.table.current_row)

    def _go_on(self) -> None:
        """After a cell is mended: the next one of the line, or the table."""
        if not self.detail.mend_next():
            self._take_table()

    def _take_table(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        bring_into_view(self.table)

    def _on_shown_chosen(self, shown: Shown) -> None:
        self._shown.set_value(shown)
        self._fill()

    def _on_table_row_activated(self, _line: ListLine) -> None:
        self.detail.mend_first()

    def _on_detail_cell_done(self) -> None:
        """The person is done with a cell; what it gives now may still be on its way."""
        self._goes_on = self._is_busy
        if not self._is_busy:
            self._go_on()


def _fate_chips(lines: Iterable[ListLine]) -> Iterable[ChipText]:
    """« + 12 ajoutés », « ± 1 modifié », and so on."""
    lines = tuple(lines)
    told = Counter(line.fate for line in lines if line.fate is not None)
    for fate, chip in FATES.items():
        if told[fate]:
            yield ChipText(counted(told[fate], chip.word), chip.tone, chip.sign)
    for chip, count in (
        (REJECTED, sum(1 for line in lines if line.is_rejected)),
        (LEFT_OUT, sum(1 for line in lines if line.is_left_out)),
    ):
        if count:
            yield ChipText(counted(count, chip.word), chip.tone, chip.sign)
