"""Draws a row of a table in lines where its columns do not fit side by side: each cell with its heading before it."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from app.ui import fonts
from app.ui.theme import look
from app.ui.tokens import Look
from app.ui.widgets.cell_delegate import (
    WRAPPED,
    CellDelegate,
    Index,
    act_size,
    lines_height,
    main_font,
    paint_row_act,
    second_font,
    side_margin,
)
from app.ui.widgets.chip import ChipText, chip_size, paint_chip
from app.ui.widgets.rows_model import CELL_ROLE, Cell, RowAct


@dataclass(frozen=True, slots=True)
class _Item:
    """Words in their font and colour, or a chip, and the room that they take; words are broken only where they must."""

    size: QSize
    words: str = ""
    font: QFont = field(default_factory=QFont)
    ink: str = ""
    chip: ChipText | None = None
    flags: int = int(Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextDontClip)


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where everything of one row stands, counted from its left upper corner."""

    placed: tuple[tuple[QRect, _Item], ...]
    act: tuple[QRect, RowAct] | None
    height: int


class _Lines:
    """Puts items one after the other, and on a new line where the width runs out."""

    def __init__(self, width: int, worn: Look) -> None:
        self._width, self._step = width, worn.metrics.step
        self._side = side_margin(worn)
        self._line: list[tuple[int, _Item]] = []
        self._x = 0
        self.bottom = 2 * worn.metrics.step
        self.placed: list[tuple[QRect, _Item]] = []

    def add(self, items: list[_Item]) -> None:
        """Put items that belong together: on this line, on the next, or over several where no line holds them."""
        needed = sum(item.size.width() for item in items) + self._step * (len(items) - 1)
        if self._x and self._x + needed > self._width:
            self.end_line()
        for item in items:
            if self._x and self._x + item.size.width() > self._width:
                self.end_line()
            self._line.append((self._x, self._broken(item)))
            self._x += item.size.width() + self._step
        self._x += 3 * self._step

    def end_line(self) -> None:
        """Go to the next line; everything on this one stands in the middle of its height."""
        height = max((item.size.height() for _x, item in self._line), default=0)
        for x, item in self._line:
            top = self.bottom + (height - item.size.height()) // 2
            self.placed.append((QRect(QPoint(self._side + x, top), item.size), item))
        self.bottom += height + (self._step if self._line else 0)
        self._line, self._x = [], 0

    def _broken(self, item: _Item) -> _Item:
        """Words too long for a line, over as many lines as they need."""
        if item.chip is not None or item.size.width() <= self._width:
            return item
        height = lines_height(QFontMetrics(item.font), item.words, self._width)
        return replace(item, size=QSize(self._width, height), flags=WRAPPED)


class FoldedRowDelegate(CellDelegate):
    """Paints the whole row where its first cell stands; the other columns are hidden then."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the ground, then every cell of the row."""
        worn = look()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option.rect, index, chosen=chosen, worn=worn)
        laid_out = self._lay_out(index, option.rect.width(), option.font)
        for rect, item in laid_out.placed:
            stands = rect.translated(option.rect.topLeft())
            if item.chip is not None:
                paint_chip(painter, stands, item.chip, option.font, worn)
            else:
                painter.setFont(item.font)
                painter.setPen(QColor(item.ink))
                painter.drawText(stands, item.flags, item.words)
        if laid_out.act is not None:
            rect, act = laid_out.act
            paint_row_act(painter, rect.translated(option.rect.topLeft()), act, option.font, filled=chosen)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's name
        """The width given, and the height of every line of the row at that width."""
        width = option.rect.width()
        return QSize(width, self._lay_out(index, width, option.font).height)

    def act_rect(self, row: QRect, index: Index, base: QFont) -> QRect:
        """Where the row's button stands, empty when the row has none."""
        act = self._lay_out(index, row.width(), base).act
        return act[0].translated(row.topLeft()) if act is not None else QRect()

    def _lay_out(self, index: Index, width: int, base: QFont) -> _Layout:
        worn = look()
        inner = max(width - 2 * side_margin(worn), 1)
        lines = _Lines(inner, worn)
        act: tuple[QRect, RowAct] | None = None
        for place in range(index.model().columnCount()):
            sibling = index.model().index(index.row(), place)
            shown = sibling.data(CELL_ROLE)
            if isinstance(shown, Cell):
                column = self._column_of(sibling)
                self._add_cell(lines, column.folded_title if column is not None else "", shown, base)
            elif isinstance(shown, RowAct):
                lines.end_line()
                size = act_size(shown, base, worn)
                place_of_act = QPoint(side_margin(worn), lines.bottom)
                act = QRect(place_of_act, QSize(min(size.width(), inner), size.height())), shown
        lines.end_line()
        bottom = lines.bottom if act is None else act[0].bottom() + worn.metrics.step
        return _Layout(tuple(lines.placed), act, max(bottom + worn.metrics.step, worn.metrics.tap))

    def _add_cell(self, lines: _Lines, title: str, cell: Cell, base: QFont) -> None:
        items = list(_items_of(cell, base))
        if not items:
            return
        worn = look()
        heading = [_words(title, fonts.sized(base, worn.metrics.second), worn.tokens.ink_second)] if title else []
        if not cell.stacked:
            lines.add([*heading, *items])
            return
        for item in [*heading, *items]:
            lines.end_line()
            lines.add([item])
        lines.end_line()


def _items_of(cell: Cell, base: QFont) -> Iterator[_Item]:
    worn = look()
    if cell.text:
        ink = worn.tokens.ink if cell.tone is None else worn.tokens.ink_of(cell.tone)
        yield _words(cell.text, main_font(cell, base), ink)
    if cell.second:
        yield _words(cell.second, second_font(cell, base, worn), worn.tokens.ink_second)
    for chip in cell.chips:
        yield _Item(chip_size(chip, base, worn), chip=chip)


def _words(words: str, font: QFont, ink: str) -> _Item:
    metrics = QFontMetrics(font)
    return _Item(QSize(metrics.horizontalAdvance(words) + 1, metrics.height()), words, font, ink)
