"""The picture of the ledger: candidates downwards, jurors across with one column per part, one sign per owed grid.

Arrows go from sign to sign; hovering and screen readers are told the juror, the candidate, the part and the state.
"""

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from app.domain.merging import GridId
from app.ui import fonts
from app.ui.screens.ledger.signs import paint_sign, sign_side
from app.ui.screens.ledger.state import CandidateLine, JurorColumns, LedgerState, Sign
from app.ui.theme import look
from app.ui.tokens import Look

Index = QModelIndex | QPersistentModelIndex
_SIGN = int(Qt.ItemDataRole.UserRole) + 1
_NOWHERE = QModelIndex()
_TOTAL = "Total"
_GROUP_STEPS = 36
"""The least width of a juror's columns together: a name and what was given."""
_NAME_STEPS = 52
"""The widest that names of candidates may be; longer ones are cut, and whole on hovering."""


class BoardModel(QAbstractTableModel):
    """The signs, and a last column with each candidate's total."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.jurors: tuple[JurorColumns, ...] = ()
        self.parts: tuple[tuple[str, str], ...] = ()
        self._lines: tuple[CandidateLine, ...] = ()

    def show_state(self, state: LedgerState) -> None:
        """Show another picture."""
        self.beginResetModel()
        self.jurors, self.parts, self._lines = state.jurors, state.parts, state.lines
        self.endResetModel()

    def sign(self, index: Index) -> Sign | None:
        """The owed grid of a place, None where none is."""
        if not index.isValid() or index.column() >= len(self.jurors) * len(self.parts):
            return None
        return self._lines[index.row()].signs[index.column()]

    def place_of(self, key: GridId | None) -> tuple[int, int]:
        """Row and column of a grid; those of the first one when the picture has no such grid."""
        places = {
            sign.key: (row, column)
            for row, line in enumerate(self._lines)
            for column, sign in enumerate(line.signs)
            if sign is not None
        }
        first = next(iter(places.values()), (0, 0))
        return places.get(key, first) if key is not None else first

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """One row per candidate."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """One column per juror and part, then the total."""
        return 0 if parent.isValid() or not self._lines else len(self.jurors) * len(self.parts) + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A sign, and its words for hovering and for readers; the total as text."""
        sign = self.sign(index)
        if role == _SIGN:
            return sign
        if index.column() == self.columnCount() - 1:
            return self._lines[index.row()].total if role == Qt.ItemDataRole.DisplayRole else None
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return sign.spoken if sign is not None else "aucune grille attendue"
        return None

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Names of candidates at the left, short names of parts above; jurors are drawn by the header itself."""
        if orientation is Qt.Orientation.Vertical:
            named = role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
            return self._lines[section].name if named else None
        if section == self.columnCount() - 1:
            return _TOTAL if role == Qt.ItemDataRole.DisplayRole else None
        short, label = self.parts[section % len(self.parts)]
        juror = self.jurors[section // len(self.parts)].name
        words = {
            int(Qt.ItemDataRole.DisplayRole): short,
            int(Qt.ItemDataRole.ToolTipRole): f"{juror} · {label}",
            int(Qt.ItemDataRole.AccessibleTextRole): f"{juror} · {label}",
        }
        return words.get(int(role))


class _Signs(QStyledItemDelegate):
    """Draws a sign, or a total, and the ground of the current place."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw ground, lines and sign."""
        worn, model = look(), index.model()
        painter.save()
        rect = option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(worn.tokens.accent_soft))
        painter.setPen(QPen(QColor(worn.tokens.line), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(QColor(worn.tokens.accent), 1))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        if isinstance(model, BoardModel) and index.column() % max(1, len(model.parts)) == 0:
            painter.setPen(QPen(QColor(worn.tokens.line_strong), 1))
            painter.drawLine(rect.topLeft(), rect.bottomLeft())
        sign, text = index.data(_SIGN), index.data()
        if isinstance(sign, Sign):
            paint_sign(painter, QRectF(rect), sign.state, worn)
        elif text:
            painter.setPen(QColor(worn.tokens.ink))
            painter.setFont(fonts.tabular(option.font))
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, str(text))
        painter.restore()


class _Heads(QHeaderView):
    """Two lines above the columns: each juror with what he or she has given, then the parts."""

    def __init__(self, model: BoardModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._model = model
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setStretchLastSection(True)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Two lines."""
        return QSize(super().sizeHint().width(), 2 * look().metrics.line + 2 * look().metrics.step)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:  # noqa: N802 - Qt's name
        """Draw the part's short name on the second line; the total stands on both."""
        worn = look()
        is_total = section == self._model.columnCount() - 1
        painter.save()
        painter.setPen(QColor(worn.tokens.ink_second))
        painter.setFont(fonts.sized(self.font(), worn.metrics.cap))
        text = str(self._model.headerData(section, Qt.Orientation.Horizontal) or "")
        place = rect if is_total else rect.adjusted(0, rect.height() // 2, 0, 0)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)
        painter.restore()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the columns, then each juror's name over the group."""
        super().paintEvent(event)
        worn, painter = look(), QPainter(self.viewport())
        width = len(self._model.parts)
        for place, juror in enumerate(self._model.jurors):
            first, last = place * width, place * width + width - 1
            left = self.sectionViewportPosition(first)
            right = self.sectionViewportPosition(last) + self.sectionSize(last)
            group = QRect(left, 0, right - left, self.height())
            self._paint_group(painter, group, juror, worn)

    def _paint_group(self, painter: QPainter, group: QRect, juror: JurorColumns, worn: Look) -> None:
        painter.setPen(QPen(QColor(worn.tokens.line_strong), 1))
        painter.drawLine(group.topLeft(), group.bottomLeft())
        inner = group.adjusted(worn.metrics.step, 0, -worn.metrics.step, -(group.height() // 2))
        strong = fonts.sized(self.font(), worn.metrics.second, fonts.WEIGHT_STRONG)
        light = fonts.tabular(fonts.sized(self.font(), worn.metrics.cap))
        room = inner.width() - QFontMetrics(light).horizontalAdvance(juror.tally) - 2 * worn.metrics.step
        name = QFontMetrics(strong).elidedText(juror.name, Qt.TextElideMode.ElideRight, room)
        painter.setFont(strong)
        painter.setPen(QColor(worn.tokens.ink))
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)
        painter.setFont(light)
        painter.setPen(QColor(worn.tokens.ink_second))
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, juror.tally)


class LedgerBoard(QTableView):
    """The picture as a widget; `sign_chosen` tells the sign under the keyboard, None where nothing is owed."""

    sign_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._board = BoardModel(self)
        self._heads = _Heads(self._board, self)
        self.setModel(self._board)
        self.setItemDelegate(_Signs(self))
        self.setHorizontalHeader(self._heads)
        self.setObjectName("ledger_board")
        self.setAccessibleName("Registre des grilles")
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        names = self.verticalHeader()
        names.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        names.setDefaultAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        names.setTextElideMode(Qt.TextElideMode.ElideRight)
        names.setHighlightSections(False)
        names.setSectionsClickable(False)
        self.selectionModel().currentChanged.connect(self._on_current_changed)

    @property
    def current_sign(self) -> Sign | None:
        """The owed grid under the keyboard."""
        return self._board.sign(self.currentIndex())

    def show_state(self, state: LedgerState) -> None:
        """Show another picture; the keyboard stays on its grid."""
        before = self.current_sign
        self._board.show_state(state)
        self.fit()
        if state.lines:
            row, column = self._board.place_of(before.key if before is not None else None)
            self.setCurrentIndex(self._board.index(row, column))
        self.sign_chosen.emit(self.current_sign)

    def go_to(self, key: GridId) -> None:
        """Put the keyboard on one grid."""
        self.setCurrentIndex(self._board.index(*self._board.place_of(key)))

    def fit(self) -> None:
        """Give rows and columns the sizes of the moment's text; what is left of the width goes to the columns."""
        worn = look()
        metrics = QFontMetrics(fonts.sized(self.font(), worn.metrics.cap))
        names = self.verticalHeader()
        names.setDefaultSectionSize(worn.metrics.line + worn.metrics.step)
        shorts = [metrics.horizontalAdvance(short) for short, _label in self._board.parts]
        width = max([sign_side(worn), *shorts]) + 3 * worn.metrics.step
        width = max(width, _GROUP_STEPS * worn.metrics.step // max(1, len(shorts)))
        total = metrics.horizontalAdvance("000 sur 000") + 4 * worn.metrics.step
        columns = self._board.columnCount() - 1
        spare = self.width() - columns * width - total - 2 * worn.metrics.step
        names.setMaximumWidth(max(_NAME_STEPS * worn.metrics.step, spare))
        if columns > 0:
            room = (self.width() - names.sizeHint().width() - total - 2 * worn.metrics.step) // columns
            for column in range(columns):
                self.setColumnWidth(column, max(width, min(room, 3 * width)))
            self.setColumnWidth(columns, total)

    def natural_height(self) -> int:
        """The height at which nothing scrolls."""
        rows = self._board.rowCount() * self.verticalHeader().defaultSectionSize()
        return self._heads.sizeHint().height() + rows + 2 * self.frameWidth() + look().metrics.step

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Share the new width."""
        super().resizeEvent(event)
        self.fit()

    @Slot()
    def _on_current_changed(self) -> None:
        self.sign_chosen.emit(self.current_sign)
