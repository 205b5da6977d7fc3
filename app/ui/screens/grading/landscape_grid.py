"""The grid of copies side by side: as many copies as fit, the others one key away, the critères always in sight."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from app.domain.answer import Answer
from app.domain.grading import Mark
from app.ui.screens.grading.landscape_state import CopyColumn, CriterionLine, LandscapeState
from app.ui.theme import look
from app.ui.tokens import Tone
from app.ui.widgets.cell_delegate import FramedCellDelegate
from app.ui.widgets.chip import SIGN_NO, SIGN_WARNING, SIGN_YES, ChipText
from app.ui.widgets.rows_model import CELL_ROLE, Cell, Column, RowAct

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_CRITERION_STEPS = 72
_COPY_STEPS = 27
_MOST_KEYS = 9


class LandscapeModel(QAbstractTableModel):
    """One page of copies: critères down, copies across, and a last row that locks each copy."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[CriterionLine, ...] = ()
        self.columns: tuple[CopyColumn, ...] = ()

    def show_page(self, lines: tuple[CriterionLine, ...], columns: tuple[CopyColumn, ...]) -> bool:
        """Show critères and copies; gives back whether others than before are shown."""
        same = lines == self.lines and [each.key for each in columns] == [each.key for each in self.columns]
        if same:
            self.columns = columns
            if not columns:
                return False
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)
            return False
        self.beginResetModel()
        self.lines, self.columns = lines, columns
        self.endResetModel()
        return True

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """The critères, and the row of the locks."""
        return 0 if parent.isValid() or not self.columns else len(self.lines) + 1

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """The critères' column, then the copies."""
        return 0 if parent.isValid() else len(self.columns) + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The cell, or its words."""
        if not index.isValid():
            return None
        shown = self._cell(index)
        if role == CELL_ROLE:
            return shown
        if role == Qt.ItemDataRole.DisplayRole:
            return shown.label if isinstance(shown, RowAct) else shown.spoken
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.said(index)
        return None

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """« Critère », then each copy's identifier over its count."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.columns[section - 1].heading if section else "Critère"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def said(self, index: Index) -> str:
        """The cell in full: « ACOM-417, critère 4 : Non observé, copie illisible »."""
        if not index.isValid() or not index.column():
            shown = self._cell(index) if index.isValid() else Cell()
            return shown.label if isinstance(shown, RowAct) else shown.spoken
        column = self.columns[index.column() - 1]
        who = f"{column.identifier} ({column.author})" if column.author else column.identifier
        if index.row() == len(self.lines):
            lacks = f"il manque {column.lacks} réponses" if column.lacks > 1 else "il manque une réponse"
            done = f"verrouillée à {column.locked}" if column.locked else "prête à verrouiller"
            return f"{who} : {lacks if column.lacks else done}"
        line = self.lines[index.row()]
        mark = column.marks.get(line.id)
        words = "sans réponse" if mark is None else ", ".join(w for w in (mark.value.label, mark.word) if w)
        return f"{who}, critère {line.number} : {words}"

    def _cell(self, index: Index) -> Cell | RowAct:
        is_lock = index.row() == len(self.lines)
        if not index.column():
            if is_lock:
                return Cell(second="Verrouiller la copie")
            line = self.lines[index.row()]
            return Cell(f"{line.number}  {line.label}")
        column = self.columns[index.column() - 1]
        if is_lock:
            return _lock_cell(column)
        mark = column.marks.get(self.lines[index.row()].id)
        return Cell(second="·") if mark is None else Cell(chips=(_chip(mark),))


def _lock_cell(column: CopyColumn) -> Cell | RowAct:
    if column.locked:
        return Cell(chips=(ChipText(column.locked, Tone.YES, SIGN_YES, said=f"verrouillée à {column.locked}"),))
    return Cell(second=f"manque {column.lacks}") if column.lacks else RowAct("Verrouiller")


def _chip(mark: Mark) -> ChipText:
    if mark.value.is_not_observed:
        said = f"{mark.value.label} : {mark.word}" if mark.word else f"{mark.value.label}, un mot à écrire"
        return (
            ChipText("N. obs.", said=said, sign="–") if mark.word else ChipText("un mot ?", Tone.WARNING, SIGN_WARNING)
        )
    tone, sign = (Tone.YES, SIGN_YES) if mark.value.met else (Tone.NO, SIGN_NO)
    return ChipText(mark.value.label, tone, sign)


class LandscapeGrid(QTableView):
    """Arrows go from cell to cell and turn the page at its edge; figures answer; Enter acts on the cell."""

    value_chosen = Signal(object, str, object)
    word_requested = Signal(object, str)
    lock_requested = Signal(object)
    page_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._state = LandscapeState()
        self._first = 0
        self.page = LandscapeModel()
        self.page.setParent(self)
        self.setModel(self.page)
        self.setObjectName("landscape")
        self.setAccessibleName("Copies côte à côte")
        self.setItemDelegate(FramedCellDelegate(_column_of, self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionsClickable(False)

    @property
    def span(self) -> tuple[int, int, int]:
        """The first and the last copy shown, from 1, and how many there are."""
        return self._first + 1, self._first + len(self.page.columns), len(self._state.columns)

    @property
    def current_key(self) -> tuple[CopyColumn, CriterionLine | None] | None:
        """The copy and the critère under the keyboard; the critère is None on the row of the locks."""
        index = self.currentIndex()
        if not index.isValid() or not index.column():
            return None
        line = self.page.lines[index.row()] if index.row() < len(self.page.lines) else None
        return self.page.columns[index.column() - 1], line

    def show_state(self, state: LandscapeState) -> None:
        """Show the copies; the cell under the keyboard stays under it."""
        self._state = state
        self._turn_to(self._first)

    def choose(self, place: int, row: int) -> None:
        """Bring the keyboard to a copy, on its page."""
        if not self._state.columns:
            return
        place = min(max(place, 0), len(self._state.columns) - 1)
        if not self._first <= place < self._first + len(self.page.columns):
            self._turn_to(place - place % self._per_page)
        self.setCurrentIndex(self.page.index(min(row, self.page.rowCount() - 1), place - self._first + 1))
        self.page_changed.emit()

    def turn(self, way: int) -> None:
        """Show the page of copies before or after."""
        self.choose(self._first + way * self._per_page, max(self.currentIndex().row(), 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Figures answer, arrows move across pages, Enter acts; letters are the screen's keys."""
        current, key = self.current_key, event.key()
        answer = self._answer(event)
        if current is not None and answer is not None and current[1] is not None:
            self.value_chosen.emit(current[0].key, current[1].id, answer)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._act()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and not event.modifiers():
            way = 1 if key == Qt.Key.Key_Right else -1
            index = self.currentIndex()
            self.choose(self._first + index.column() - 1 + way, max(index.row(), 0))
        elif event.text().isprintable() and event.text():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A click on the lock of a copy locks it."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and isinstance(index.data(CELL_ROLE), RowAct):
            self._act()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Show as many copies as fit."""
        super().resizeEvent(event)
        self._turn_to(self._first)

    @property
    def _per_page(self) -> int:
        step = look().metrics.step
        room = self.viewport().width() - _CRITERION_STEPS * step
        return max(1, room // self._copy_width())

    def _copy_width(self) -> int:
        metrics = QFontMetrics(self.font())
        longest = max((metrics.horizontalAdvance(each.label) for each in self._state.answers[:-1]), default=0)
        return max(_COPY_STEPS * look().metrics.step, longest + 15 * look().metrics.step)

    def _answer(self, event: QKeyEvent) -> Answer | None:
        """The answer that a figure stands for; points are written on the usual grid, where there is room for them."""
        place = event.key() - Qt.Key.Key_1
        answers = self._state.answers
        is_one = 0 <= place < len(answers) <= _MOST_KEYS and not event.isAutoRepeat()
        return answers[place] if is_one else None

    def _act(self) -> None:
        current = self.current_key
        if current is None:
            return
        column, line = current
        if line is None:
            self.lock_requested.emit(column.key)
        else:
            self.word_requested.emit(column.key, line.id)

    def _turn_to(self, first: int) -> None:
        """Show the page that begins with a copy, and keep the keyboard on its copy when it is shown."""
        index, columns = self.currentIndex(), self._state.columns
        per_page = self._per_page
        self._first = min(first - first % per_page, max(0, (len(columns) - 1) // per_page * per_page))
        if (
            self.page.show_page(self._state.lines, columns[self._first : self._first + per_page])
            and self.page.rowCount()
        ):
            row = min(max(index.row(), 0), self.page.rowCount() - 1)
            self.setCurrentIndex(self.page.index(row, min(max(index.column(), 1), self.page.columnCount() - 1)))
        self._fit()
        self.page_changed.emit()

    def _fit(self) -> None:
        width = self._copy_width()
        for place in range(1, self.page.columnCount()):
            self.setColumnWidth(place, width)
        self.setColumnWidth(0, max(0, self.viewport().width() - width * (self.page.columnCount() - 1)))
        self.resizeRowsToContents()


_WRAPPED: Column[object] = Column("Critère", str, wrap=True)
_PLAIN: Column[object] = Column("Copie", str)


def _column_of(index: Index) -> Column[object] | None:
    return _PLAIN if index.column() else _WRAPPED
