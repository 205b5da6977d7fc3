"""Typed rows for tables: columns are functions of a row; filter and order leave accents and case aside."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import partial
from heapq import nlargest
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.domain.identity import fold
from app.ui.tokens import Tone
from app.ui.widgets.chip import ChipText

R = TypeVar("R")

Index = QModelIndex | QPersistentModelIndex
CELL_ROLE = int(Qt.ItemDataRole.UserRole) + 1
_NOWHERE = QModelIndex()
_LOOKED_AT = 500


class Align(Enum):
    """Where a column's text stands."""

    LEFT = Qt.AlignmentFlag.AlignLeft
    RIGHT = Qt.AlignmentFlag.AlignRight


@dataclass(frozen=True, slots=True)
class Cell:
    """What one cell shows.

    Attributes:
        text: Main words.
        second: Second-rank words, beside the main ones, or under them when `stacked`.
        chips: Chips after the words.
        strong: Main words in semi-bold.
        tone: Colour of the main words; give a sign or a word that says the same.
        stacked: Two lines instead of one.
    """

    text: str = ""
    second: str = ""
    chips: tuple[ChipText, ...] = ()
    strong: bool = False
    tone: Tone | None = None
    stacked: bool = False

    @property
    def spoken(self) -> str:
        """All its words, for screen readers, filter and order."""
        chips = (chip.said or chip.word for chip in self.chips)
        return " ".join(part for part in (self.text, self.second, *chips) if part)


@dataclass(frozen=True, slots=True)
class RowAct:
    """The button of one row; with a refusal it cannot be pressed and the tooltip says why."""

    label: str
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class Column(Generic[R]):
    """One column.

    Attributes:
        title: Its heading.
        value: What it shows of a row.
        weight: Its share of the width left over; 0 keeps it as wide as its contents.
        least_steps: The width under which a weighted column is never cut, where its contents ask for more.
        align: Where its text stands.
        tooltip: More words on hovering.
        order: What it is sorted by; its words when left out.
        wrap: Whether long words go to the next line.
        letters: About how many letters it shows, where long tables would wait for every cell to be written.
        caption: What stands before it where the row is folded into lines: its title when left out, nothing when empty.
    """

    title: str
    value: Callable[[R], str | Cell]
    weight: int = 0
    align: Align = Align.LEFT
    tooltip: Callable[[R], str] | None = None
    order: Callable[[R], Any] | None = None
    wrap: bool = False
    letters: Callable[[R], int] | None = None
    caption: str | None = None
    least_steps: int = 56

    @property
    def folded_title(self) -> str:
        """Its heading where the row is folded into lines."""
        return self.title if self.caption is None else self.caption

    def cell(self, row: R) -> Cell:
        """The cell of a row."""
        shown = self.value(row)
        return Cell(shown) if isinstance(shown, str) else shown


def _rank(column: Column[R], row: R) -> Any:  # noqa: ANN401 - whatever the column orders by: text, number, date
    """What a row is ordered by in a column."""
    return fold(column.cell(row).spoken) if column.order is None else column.order(row)


class RowsModel(QAbstractTableModel, Generic[R]):
    """The rows of a table; an optional last column holds each row's button.

    `searched` gives the folded words by which a row is found; left out, they are those of its cells. While `folded`,
    the first column stands for the whole row and says all of it.
    """

    def __init__(
        self,
        columns: Sequence[Column[R]],
        row_act: Callable[[R], RowAct | None] | None = None,
        act_title: str = "",
        parent: QObject | None = None,
        *,
        searched: Callable[[R], str] | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.row_act = row_act
        self._act_title = act_title
        self._searched = searched or self._words
        self.folded = False
        self._all: list[R] = []
        self._shown: list[R] = []
        self._needles: list[str] = []
        self._sorted_by: tuple[int, bool] | None = None
        self._longest: dict[int, list[int]] = {}

    @property
    def act_column(self) -> int | None:
        """Place of the buttons' column, None when rows have no button."""
        return len(self.columns) if self.row_act is not None else None

    def set_rows(self, rows: Sequence[R]) -> None:
        """Show other rows, filtered and ordered as before."""
        self._all = list(rows)
        self._refill()

    def set_filter(self, text: str) -> None:
        """Keep the rows that hold every word of the text."""
        self._needles = fold(text).split()
        self._refill()

    def row_at(self, place: int) -> R:
        """The row at a place of the table."""
        return self._shown[place]

    def place_of(self, key: Hashable, key_of: Callable[[R], Hashable]) -> int | None:
        """The place of the row with a key, None when it is not shown."""
        return next((place for place, row in enumerate(self._shown) if key_of(row) == key), None)

    def longest(self, column: int, count: int) -> list[int]:
        """Places of the rows that have the most words in a column: those by which its width is measured.

        A column that shares the width left over may be cut: of a long table, some rows are looked at, far apart.
        """
        if column not in self._longest:
            shares = column < len(self.columns) and self.columns[column].weight > 0
            apart = max(1, len(self._shown) // _LOOKED_AT) if shares else 1
            measure = self._measure(column)
            lengths = [measure(row) for row in self._shown[::apart]]
            longest = nlargest(count, range(len(lengths)), key=lengths.__getitem__)
            self._longest[column] = [place * apart for place in longest]
        return self._longest[column]

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """Number of rows shown."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """Number of columns, the buttons' included."""
        return 0 if parent.isValid() else len(self.columns) + (self.row_act is not None)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Words, cell and tooltip of one place."""
        if not index.isValid():
            return None
        row = self._shown[index.row()]
        if index.column() == self.act_column:
            return self._act_part(row, role)
        column = self.columns[index.column()]
        if role == CELL_ROLE:
            return column.cell(row)
        if role == Qt.ItemDataRole.AccessibleTextRole and self.folded:
            return self._folded_words(row)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return column.cell(row).spoken
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.tooltip(row) if column.tooltip is not None else None
        return None

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Headings, aligned as their columns."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        column = self.columns[section] if section < len(self.columns) else None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return column.title if column is not None else self._act_title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = column.align.value if column is not None else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order the rows by a column; -1 gives back the order in which they came."""
        self._sorted_by = (column, order == Qt.SortOrder.DescendingOrder) if 0 <= column < len(self.columns) else None
        self._refill()

    def _measure(self, column: int) -> Callable[[R], int]:
        """How to tell how many letters a row shows in a column."""
        if column == self.act_column:
            return lambda row: len(str(self._act_part(row, Qt.ItemDataRole.DisplayRole)))
        shown = self.columns[column]
        return shown.letters or (lambda row: len(shown.cell(row).spoken))

    def _act_part(self, row: R, role: int) -> object:
        act = self.row_act(row) if self.row_act is not None else None
        if role == CELL_ROLE:
            return act
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return act.label if act is not None else ""
        if role == Qt.ItemDataRole.ToolTipRole and act is not None:
            return act.refusal or None
        return None

    def _refill(self) -> None:
        self.beginResetModel()
        self._longest.clear()
        self._shown = [row for row in self._all if self._answers(row)] if self._needles else list(self._all)
        if self._sorted_by is not None:
            place, descending = self._sorted_by
            self._shown.sort(key=partial(_rank, self.columns[place]), reverse=descending)
        self.endResetModel()

    def _answers(self, row: R) -> bool:
        words = self._searched(row)
        return all(needle in words for needle in self._needles)

    def _folded_words(self, row: R) -> str:
        said = [(column.folded_title, column.cell(row).spoken) for column in self.columns]
        return ", ".join(f"{title} : {words}" if title else words for title, words in said if words)

    def _words(self, row: R) -> str:
        return fold(" ".join(column.cell(row).spoken for column in self.columns))
