"""Tables: typed rows, a filter line, one button per row, everything by key.

Enter or a double click activates the current row; Space or a click on its button asks for the row's act.
"""

from collections.abc import Callable, Hashable, Sequence
from typing import Generic, TypeVar, cast

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QVBoxLayout, QWidget

from app.ui.theme import look
from app.ui.tokens import Look
from app.ui.widgets.cell_delegate import CellDelegate, Index, act_rect
from app.ui.widgets.folded_row import FoldedRowDelegate
from app.ui.widgets.lines import FilterLine
from app.ui.widgets.rows_model import CELL_ROLE, Column, RowAct, RowsModel
from app.ui.widgets.shown import set_shown
from app.ui.widgets.words import Rank, Words

R = TypeVar("R")
_MEASURED_ROWS = 24


class RowsView(QTableView):
    """The table itself: rows are chosen whole, Tab leaves it, widths follow the columns' weights.

    One that `folds` tells each row in lines, under one another, where its columns do not fit side by side: nothing then
    stands outside, and nobody scrolls sideways.
    """

    enter_pressed = Signal()
    space_pressed = Signal()
    act_clicked = Signal(QModelIndex)

    def __init__(self, model: RowsModel[R], *, roomy: bool, folds: bool = False) -> None:
        super().__init__()
        self._rows = cast("RowsModel[object]", model)
        self._roomy, self._folds = roomy, folds
        self._measured: tuple[Look, Sequence[int]] | None = None
        self._stands: tuple[Look, tuple[int, ...], bool] | None = None
        self._folding = False
        self.setModel(model)
        model.modelReset.connect(self._on_model_reset)
        self._in_columns = CellDelegate(self._column_of, self)
        self._in_lines = FoldedRowDelegate(self._column_of, self)
        self.setItemDelegate(self._in_columns)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setMouseTracking(True)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setSortIndicatorShown(True)

    @property
    def wraps(self) -> bool:
        """Whether rows may have several lines."""
        return any(column.wrap for column in self._rows.columns)

    def fit(self) -> None:
        """Share the width among the columns and set the rows' height; what nobody sees waits until it shows."""
        if not self.isVisible():
            return
        weights = [column.weight for column in self._rows.columns]
        weights += [0] * (self._rows.columnCount() - len(weights))
        least = self._least_widths(weights)
        self._fold(self._folds and bool(self._rows.rowCount()) and sum(least) > self._room())
        if self.is_folded:
            self.setColumnWidth(0, self.viewport().width())
        else:
            self._share_width(least, weights)
        metrics = look().metrics
        self.verticalHeader().setDefaultSectionSize(metrics.tap + (3 * metrics.step if self._roomy else 0))
        widths = tuple(self.columnWidth(place) for place in range(len(weights)))
        stands = (look(), widths, self.is_folded)
        if (self.wraps or self.is_folded) and stands != self._stands:
            self.resizeRowsToContents()
            self._stands = stands

    @property
    def is_folded(self) -> bool:
        """Whether each row is told in lines."""
        return self._rows.folded

    def _share_width(self, least: Sequence[int], weights: Sequence[int]) -> None:
        spare = max(0, self.viewport().width() - sum(least))
        total = sum(weights)
        for place, (width, weight) in enumerate(zip(least, weights, strict=True)):
            self.setColumnWidth(place, width + (spare * weight // total if total else 0))

    def _room(self) -> int:
        """The width sure to be there, whether the scroll bar shows or not: folding must not change its own cause."""
        return self.maximumViewportSize().width() - self.verticalScrollBar().sizeHint().width()

    def _fold(self, folded: bool) -> None:
        """Let the first column stand for the whole row, or give every column its place back."""
        if folded == self.is_folded:
            return
        self._rows.folded, self._folding = folded, True  # headings that come and go resize the rows at once
        for place in range(1, self._rows.columnCount()):
            self.setColumnHidden(place, folded)
        self.horizontalHeader().setVisible(not folded)
        self.setItemDelegate(self._in_lines if folded else self._in_columns)
        self._folding = False

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter and Space act on the current row; letters are left to the screen's keys."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.enter_pressed.emit()
        elif event.key() == Qt.Key.Key_Space:
            self.space_pressed.emit()
        elif event.text().isprintable() and event.text():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A click on a row's button asks for its act."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and self._is_on_act(index, event):
            self.act_clicked.emit(index)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Show a hand over a row's button."""
        super().mouseMoveEvent(event)
        index = self.indexAt(event.position().toPoint())
        shape = Qt.CursorShape.PointingHandCursor if self._is_on_act(index, event) else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Share the new width."""
        super().resizeEvent(event)
        if not self._folding:
            self.fit()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Fit the rows and the size that came while nobody looked."""
        super().showEvent(event)
        self.fit()

    def _is_on_act(self, index: QModelIndex, event: QMouseEvent) -> bool:
        place = self._rows.act_column
        if place is None or not index.isValid() or not (self.is_folded or index.column() == place):
            return False
        act = index.siblingAtColumn(place).data(CELL_ROLE)
        if not isinstance(act, RowAct) or act.refusal:
            return False
        rect = self.visualRect(index)
        if self.is_folded:
            stands = self._in_lines.act_rect(rect, index, self.font())
        else:
            stands = act_rect(rect, act, self.font())
        return stands.contains(event.position().toPoint())

    def _column_of(self, index: Index) -> Column[object] | None:
        place = index.column()
        return self._rows.columns[place] if place < len(self._rows.columns) else None

    def _least_widths(self, weights: Sequence[int]) -> Sequence[int]:
        """What the columns need, measured anew for other rows or another text size only."""
        if self._measured is None or self._measured[0] != look():
            self._fold(False)  # a hidden column has no heading to measure
            self._measured = (look(), [self._least_width(place, weight) for place, weight in enumerate(weights)])
        return self._measured[1]

    @Slot()
    def _on_model_reset(self) -> None:
        self._measured = self._stands = None

    def _least_width(self, place: int, weight: int) -> int:
        """Width of a column's contents, measured on its longest words; weighted columns may be cut shorter."""
        metrics = look().metrics
        heading = self.horizontalHeader().sectionSizeHint(place) + metrics.step
        longest = [self._rows.index(row, place) for row in self._rows.longest(place, _MEASURED_ROWS)]
        contents = max((self._in_columns.width_of(self.font(), index) for index in longest), default=0)
        enough = self._rows.columns[place].least_steps * metrics.step if weight else contents
        return max(heading, min(contents, enough))


class DataTable(QWidget, Generic[R]):
    """Rows with a filter line above them and a sentence when there is none.

    Args:
        name: What the table is, for screen readers.
        columns: Its columns.
        key: What tells a row from the others, so that the current row stays current when rows change.
        row_act: The button of a row, if rows have one.
        act_title: Heading of the buttons' column.
        filter_name: Words of the filter line; left out, there is none.
        empty: What is said when there is no row.
        roomy: Rows of 56 instead of 44 pixels at 100 %.
        folds: Whether rows are told in lines where the columns do not fit side by side.
        searched: The folded words by which the filter finds a row, where long tables would wait for its cells.
    """

    row_activated = Signal(object)
    row_act_requested = Signal(object)
    current_row_changed = Signal(object)

    def __init__(  # noqa: PLR0913 - each argument is a part that a table may leave out
        self,
        name: str,
        columns: Sequence[Column[R]],
        *,
        key: Callable[[R], Hashable],
        row_act: Callable[[R], RowAct | None] | None = None,
        act_title: str = "",
        filter_name: str = "",
        empty: str = "Rien à montrer pour l’instant.",
        roomy: bool = False,
        folds: bool = False,
        searched: Callable[[R], str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        step = look().metrics.step
        self._key = key
        self._empty_words = empty
        self._model: RowsModel[R] = RowsModel(columns, row_act, act_title, self, searched=searched)
        self.view = RowsView(self._model, roomy=roomy, folds=folds)
        self.view.setAccessibleName(name)
        self.filter_line = FilterLine(filter_name or name)
        self._empty = Words(empty, Rank.SECOND, wrap=True)
        self._empty.setContentsMargins(4 * step, 4 * step, 4 * step, 4 * step)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * step)
        self._filter_place = QWidget()
        filter_column = QVBoxLayout(self._filter_place)
        filter_column.setContentsMargins(3 * step, 3 * step, 3 * step, 0)
        filter_column.addWidget(self.filter_line)
        column.addWidget(self._filter_place)
        column.addWidget(self._empty)
        column.addWidget(self.view, 1)
        self.show_filter(bool(filter_name))
        self.setFocusProxy(self.view)
        self._connect_signals()
        self.set_rows(())

    @property
    def current_row(self) -> R | None:
        """The row under the keyboard, None when there is none."""
        index = self.view.currentIndex()
        return self._model.row_at(index.row()) if index.isValid() else None

    @property
    def shown_rows(self) -> list[R]:
        """The rows that the filter leaves, in the order shown."""
        return [self._model.row_at(place) for place in range(self._model.rowCount())]

    def set_rows(self, rows: Sequence[R]) -> None:
        """Show other rows; the current one stays current if it is still there, else the first is."""
        with_key = self._key_of_current()
        self._model.set_rows(rows)
        self._settle(with_key)

    def set_empty_words(self, words: str) -> None:
        """Say something else when there is no row."""
        self._empty_words = words

    def show_filter(self, shown: bool) -> None:
        """Offer the filter line, or leave it out where there is little to filter."""
        set_shown(self._filter_place, shown)

    def choose(self, key: Hashable) -> None:
        """Make the row with this key the current one."""
        place = self._model.place_of(key, self._key)
        if place is not None:
            self.view.setCurrentIndex(self._model.index(place, 0))

    def _connect_signals(self) -> None:
        self.filter_line.textChanged.connect(self._on_filter_changed)
        self.view.enter_pressed.connect(self._on_enter_pressed)
        self.view.doubleClicked.connect(self._on_view_double_clicked)
        self.view.space_pressed.connect(self._on_space_pressed)
        self.view.act_clicked.connect(self._on_act_clicked)
        self.view.selectionModel().currentRowChanged.connect(self._on_current_row_changed)
        self.view.horizontalHeader().sortIndicatorChanged.connect(self._on_header_order_changed)

    def _key_of_current(self) -> Hashable | None:
        current = self.current_row
        return None if current is None else self._key(current)

    def _settle(self, with_key: Hashable | None) -> None:
        """Bring the current row back, share the widths, and say so when nothing is shown."""
        count = self._model.rowCount()
        place = self._model.place_of(with_key, self._key) if with_key is not None else None
        if count:
            self.view.setCurrentIndex(self._model.index(place or 0, 0))
        needle = self.filter_line.text().strip()
        self._empty.setText(f"Aucune ligne ne répond à « {needle} »." if needle else self._empty_words)
        set_shown(self._empty, not count)
        self.view.fit()

    @Slot(str)
    def _on_filter_changed(self, text: str) -> None:
        with_key = self._key_of_current()
        self._model.set_filter(text)
        self._settle(with_key)

    @Slot(int, Qt.SortOrder)
    def _on_header_order_changed(self, place: int, order: Qt.SortOrder) -> None:
        with_key = self._key_of_current()
        self._model.sort(place, order)
        self._settle(with_key)

    @Slot()
    def _on_enter_pressed(self) -> None:
        current = self.current_row
        if current is not None:
            self.row_activated.emit(current)

    @Slot(QModelIndex)
    def _on_view_double_clicked(self, index: QModelIndex) -> None:
        if index.column() != self._model.act_column:
            self.row_activated.emit(self._model.row_at(index.row()))

    @Slot()
    def _on_space_pressed(self) -> None:
        current = self.current_row
        act = self._model.row_act(current) if current is not None and self._model.row_act is not None else None
        if act is not None and not act.refusal:
            self.row_act_requested.emit(current)

    @Slot(QModelIndex)
    def _on_act_clicked(self, index: QModelIndex) -> None:
        self.row_act_requested.emit(self._model.row_at(index.row()))

    @Slot(QModelIndex, QModelIndex)
    def _on_current_row_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        self.current_row_changed.emit(self._model.row_at(current.row()) if current.isValid() else None)
