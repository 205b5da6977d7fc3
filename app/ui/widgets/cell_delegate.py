"""Draws the cells of a table from the tokens: words, second words, chips, and the button of a row."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from app.ui import fonts
from app.ui.theme import look
from app.ui.tokens import Look
from app.ui.widgets.chip import chip_size, paint_chip
from app.ui.widgets.rows_model import CELL_ROLE, Align, Cell, Column, RowAct

Index = QModelIndex | QPersistentModelIndex
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_ENDLESS = 1 << 20
WRAPPED = int(Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap)


class CellDelegate(QStyledItemDelegate):
    """Paints one cell; `column_of` names the column of an index, None for the buttons' column."""

    def __init__(self, column_of: Callable[[Index], Column[object] | None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._column_of = column_of

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw ground, line, words and chips."""
        worn = look()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option.rect, index, chosen=chosen, worn=worn)
        inner = option.rect.adjusted(side_margin(worn), 0, -side_margin(worn), 0)
        shown = index.data(CELL_ROLE)
        if isinstance(shown, RowAct):
            paint_row_act(painter, act_rect(option.rect, shown, option.font), shown, option.font, filled=chosen)
        elif isinstance(shown, Cell):
            self._paint_cell(painter, inner, shown, option.font, self._column_of(index))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's name
        """Room for the words and chips on one line, or at the column's width when they wrap."""
        worn = look()
        shown = index.data(CELL_ROLE)
        if isinstance(shown, RowAct):
            return act_size(shown, option.font, worn) + QSize(2 * side_margin(worn), 2 * worn.metrics.step)
        if not isinstance(shown, Cell):
            return QSize(0, worn.metrics.tap)
        column = self._column_of(index)
        chips = _chips_width(shown, option.font, worn)
        used = QFontMetrics(main_font(shown, option.font)), QFontMetrics(second_font(shown, option.font, worn))
        width = _width_on_one_line(shown, used, chips, worn)
        room = option.rect.width() - 2 * side_margin(worn) - chips
        wrapped = column is not None and column.wrap and room > 0
        height = lines_height(used[0], shown.text, room if wrapped else _ENDLESS)
        if shown.stacked and shown.second:
            height += lines_height(used[1], shown.second, room if wrapped else _ENDLESS)
        return QSize(width, max(height + 4 * worn.metrics.step, worn.metrics.tap))

    def width_of(self, font: QFont, index: Index) -> int:
        """The width that a cell needs on one line, as `sizeHint` has it, without working its height out."""
        worn, shown = look(), index.data(CELL_ROLE)
        if isinstance(shown, RowAct):
            return act_size(shown, font, worn).width() + 2 * side_margin(worn)
        if not isinstance(shown, Cell):
            return 0
        used = QFontMetrics(main_font(shown, font)), QFontMetrics(second_font(shown, font, worn))
        return _width_on_one_line(shown, used, _chips_width(shown, font, worn), worn)

    def helpEvent(  # noqa: N802 - Qt's name
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """Say the whole of a cell that is cut, when its column says nothing better."""
        column = self._column_of(index)
        cut = self.sizeHint(option, index).width() > option.rect.width() and not (column is not None and column.wrap)
        if index.data(Qt.ItemDataRole.ToolTipRole) is None and cut:
            QToolTip.showText(event.globalPos(), str(index.data()), view)
            return True
        return super().helpEvent(event, view, option, index)

    def _paint_ground(self, painter: QPainter, rect: QRect, index: Index, *, chosen: bool, worn: Look) -> None:
        if chosen:
            painter.fillRect(rect, QColor(worn.tokens.accent_soft))
            if index.column() == 0:
                mark = QRect(rect.left(), rect.top(), worn.metrics.ring, rect.height())
                painter.fillRect(mark, QColor(worn.tokens.accent))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(worn.tokens.line))

    def _paint_cell(
        self, painter: QPainter, inner: QRect, cell: Cell, base: QFont, column: Column[object] | None
    ) -> None:
        worn = look()
        align = column.align if column is not None else Align.LEFT
        wrap = column is not None and column.wrap
        room = inner.adjusted(0, 0, -_chips_width(cell, base, worn), 0)
        ink = worn.tokens.ink if cell.tone is None else worn.tokens.ink_of(cell.tone)
        if cell.stacked and cell.second:
            right = self._paint_stack(painter, room, cell, base, (ink, wrap))
        else:
            right = self._paint_line(painter, room, cell, base, ink, (align, wrap))
        x = right + (2 * worn.metrics.step if cell.text or cell.second else 0)
        for chip in cell.chips:
            size = chip_size(chip, base, worn)
            paint_chip(
                painter,
                QRect(x, inner.center().y() - size.height() // 2, size.width(), size.height()),
                chip,
                base,
                worn,
            )
            x += size.width() + round(1.5 * worn.metrics.step)

    def _paint_line(
        self, painter: QPainter, room: QRect, cell: Cell, base: QFont, ink: str, how: tuple[Align, bool]
    ) -> int:
        """Draw main and second words on one line (or wrapped); give back where they end."""
        worn = look()
        align, wrap = how
        main = main_font(cell, base)
        painter.setFont(main)
        painter.setPen(QColor(ink))
        metrics = QFontMetrics(main)
        if wrap and metrics.horizontalAdvance(cell.text) > room.width():
            painter.drawText(room, int(align.value | _MIDDLE | Qt.TextFlag.TextWordWrap), cell.text)
            return room.right()
        text = metrics.elidedText(cell.text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, align.value | _MIDDLE, text)
        end = room.left() + metrics.horizontalAdvance(text)
        if not cell.second or align is not Align.LEFT:
            return end
        second = second_font(cell, base, worn)
        small = QFontMetrics(second)
        start = end + (2 * worn.metrics.step if cell.text else 0)
        baseline = room.center().y() + (metrics.ascent() - metrics.descent()) // 2
        words = small.elidedText(cell.second, Qt.TextElideMode.ElideRight, max(room.right() - start, 0))
        painter.setFont(second)
        painter.setPen(QColor(worn.tokens.ink_second))
        painter.drawText(start, baseline, words)
        return start + small.horizontalAdvance(words)

    def _paint_stack(self, painter: QPainter, room: QRect, cell: Cell, base: QFont, how: tuple[str, bool]) -> int:
        """Draw main words above second ones; give back where they end."""
        worn = look()
        ink, wrap = how
        lines = (
            (cell.text, main_font(cell, base), ink),
            (cell.second, second_font(cell, base, worn), worn.tokens.ink_second),
        )
        width = room.width() if wrap else _ENDLESS
        heights = [lines_height(QFontMetrics(used), words, width) for words, used, _ in lines]
        y = room.center().y() - sum(heights) // 2
        end = room.left()
        for (words, used, colour), height in zip(lines, heights, strict=True):
            metrics = QFontMetrics(used)
            shown = words if wrap else metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width())
            painter.setFont(used)
            painter.setPen(QColor(colour))
            painter.drawText(QRect(room.left(), y, room.width(), height), WRAPPED, shown)
            end = max(end, room.left() + min(metrics.horizontalAdvance(words), room.width()))
            y += height
        return end


class FramedCellDelegate(CellDelegate):
    """Frames the cell under the keyboard, which the ground alone would say too softly."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the cell, then its frame."""
        super().paint(painter, option, index)
        if option.state & QStyle.StateFlag.State_Selected:
            worn = look()
            painter.save()
            painter.setPen(QPen(QColor(worn.tokens.accent), worn.metrics.ring, j=Qt.PenJoinStyle.MiterJoin))
            inset = worn.metrics.ring // 2 + 1
            painter.drawRect(option.rect.adjusted(inset, inset, -inset, -inset))
            painter.restore()


def act_size(act: RowAct, base: QFont, worn: Look) -> QSize:
    """The room that a row's button takes."""
    metrics = QFontMetrics(fonts.sized(base, worn.metrics.text, fonts.WEIGHT_STRONG))
    return QSize(metrics.horizontalAdvance(act.label) + 5 * worn.metrics.step, worn.metrics.control)


def act_rect(cell: QRect, act: RowAct, base: QFont) -> QRect:
    """Where a row's button stands in its cell."""
    worn = look()
    size = act_size(act, base, worn)
    left = cell.left() + side_margin(worn)
    width = min(size.width(), cell.right() - left - worn.metrics.step)
    return QRect(left, cell.center().y() - size.height() // 2, width, size.height())


def paint_row_act(painter: QPainter, rect: QRect, act: RowAct, base: QFont, *, filled: bool) -> None:
    """Paint a row's button: filled in the chosen row, outlined elsewhere, dashed when refused."""
    worn = look()
    t = worn.tokens
    ground, border, ink = (t.accent, t.accent, t.on_accent) if filled else (t.surface, t.line_strong, t.ink)
    style = Qt.PenStyle.SolidLine
    if act.refusal:
        ground, border, ink, style = t.sunk, t.line_strong, t.ink_second, Qt.PenStyle.DashLine
    painter.setBrush(QColor(ground))
    painter.setPen(QPen(QColor(border), 1, style))
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), worn.metrics.radius, worn.metrics.radius)
    used = fonts.sized(base, worn.metrics.text, fonts.WEIGHT_STRONG)
    painter.setFont(used)
    painter.setPen(QColor(ink))
    room = rect.width() - 2 * worn.metrics.step
    words = QFontMetrics(used).elidedText(act.label, Qt.TextElideMode.ElideRight, room)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, words)


def side_margin(worn: Look) -> int:
    """Empty margin at the left and right of a cell."""
    return round(3.5 * worn.metrics.step)


def main_font(cell: Cell, base: QFont) -> QFont:
    """The font of a cell's main words."""
    used = fonts.sized(base, base.pixelSize(), fonts.WEIGHT_STRONG if cell.strong else QFont.Weight.Normal)
    return _lined_up(cell.text, used)


def second_font(cell: Cell, base: QFont, worn: Look) -> QFont:
    """The font of a cell's second-rank words."""
    return _lined_up(cell.second, fonts.sized(base, worn.metrics.second))


def _lined_up(words: str, used: QFont) -> QFont:
    """Figures alone stand in columns; words keep their own rhythm."""
    return used if any(letter.isalpha() for letter in words) else fonts.tabular(used)


def lines_height(metrics: QFontMetrics, words: str, width: int) -> int:
    """The height of words broken at a width."""
    return metrics.boundingRect(QRect(0, 0, width, _ENDLESS), WRAPPED, words).height()


def _width_on_one_line(cell: Cell, used: tuple[QFontMetrics, QFontMetrics], chips: int, worn: Look) -> int:
    gap = 2 * worn.metrics.step if cell.text and cell.second else 0
    text, second = used[0].horizontalAdvance(cell.text), used[1].horizontalAdvance(cell.second)
    words = max(text, second) if cell.stacked else text + gap + second
    return words + chips + 2 * side_margin(worn) + worn.metrics.step


def _chips_width(cell: Cell, base: QFont, worn: Look) -> int:
    if not cell.chips:
        return 0
    gap = round(1.5 * worn.metrics.step)
    return sum(chip_size(chip, base, worn).width() + gap for chip in cell.chips) + 2 * worn.metrics.step
