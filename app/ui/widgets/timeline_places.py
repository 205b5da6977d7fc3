"""Where everything of a timeline stands: minutes become pixels, rows become bands, and back again.

Positions are those of the whole drawing, hours and rows' titles left out; the widget adds its scrolling.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QFontMetricsF

from app.ui import fonts
from app.ui.tokens import Look, Metrics
from app.ui.widgets.timeline_board import Block, Board

_MINUTE = timedelta(minutes=1)
_LEAST_TITLE_STEPS = 26
_MOST_TITLE_STEPS = 42
_LEAST_MINUTE_STEPS = 0.33
_TALLEST_ROW_STEPS = 28
_BLOCK_STEPS = 11
_LANE_STEPS = 7
_LEAST_BLOCK_STEPS = 8


def strong_font(base: QFont, metrics: Metrics) -> QFont:
    """The font of what is written in blocks and over them."""
    return fonts.sized(base, metrics.cap, fonts.WEIGHT_STRONG)


def plain_font(base: QFont, metrics: Metrics) -> QFont:
    """The font of second lines and hours."""
    return fonts.sized(base, metrics.cap)


def title_font(base: QFont, metrics: Metrics) -> QFont:
    """The font of a row's title."""
    return fonts.sized(base, metrics.second, fonts.WEIGHT_STRONG)


@dataclass(frozen=True, slots=True)
class Places:
    """The measured drawing.

    Attributes:
        board: What is drawn.
        titles: Width of the column of titles.
        hours: Height of the line of hours.
        foot: Height of the line where the present's hour is written; 0 when it is not shown.
        scale: Pixels for one minute.
        tops: Where each row begins, and where the last one ends.
        caption: Height of the line over blocks.
        step: The unit of gaps.
    """

    board: Board
    titles: int
    hours: int
    foot: int
    scale: float
    tops: tuple[float, ...]
    caption: float
    step: int

    @property
    def width(self) -> int:
        """Width of the whole drawing."""
        return round(self.board.minutes * self.scale) + 2 * self.side

    @property
    def height(self) -> int:
        """Height of the whole drawing."""
        return round(self.tops[-1])

    @property
    def side(self) -> int:
        """Empty room before the first hour and after the last."""
        return 3 * self.step

    def x_of(self, at: datetime) -> float:
        """Where an instant stands."""
        return self.side + (at - self.board.starts_at) / _MINUTE * self.scale

    def minutes_of(self, pixels: float) -> float:
        """How many minutes a distance is."""
        return pixels / self.scale

    def row_at(self, y: float) -> int:
        """The row at a height, the nearest one beyond the edges."""
        below = sum(top <= y for top in self.tops[1:-1])
        return min(below, len(self.board.rows) - 1)

    def rect_of(self, block: Block) -> QRectF:
        """Where a block stands."""
        top, bottom = self.tops[block.row], self.tops[block.row + 1]
        lanes = self.board.lane_count(block.row)
        room = bottom - top - self.caption - 3 * self.step
        each = min(max(room / lanes, _LANE_STEPS * self.step), _BLOCK_STEPS * self.step)
        first = top + self.caption + self.step + (room - lanes * each) / 2
        left, right = self.x_of(block.starts_at), self.x_of(block.ends_at)
        y = round(first + self.board.lane(block) * each)
        gap = 1 if lanes == 1 else self.step
        return QRectF(left + 0.5, y + 0.5, max(right - left - 1, 3), round(each) - gap)

    def block_at(self, x: float, y: float) -> Block | None:
        """The block at a place."""
        return next((block for block in self.board.blocks if self.rect_of(block).contains(x, y)), None)


def fitting_zoom(board: Board, look: Look, width: float) -> float:
    """Pixels for one minute that show the whole day in a width, blocks of ten minutes staying legible."""
    step = look.metrics.step
    least = _LEAST_MINUTE_STEPS * step
    return max(least, (width - 6 * step) / board.minutes) if board.minutes else least


def measure(board: Board, look: Look, base: QFont, room: tuple[int, int], zoom: float) -> Places:
    """Measure a drawing.

    Args:
        board: What is drawn.
        look: Sizes in force.
        base: The font of the widget.
        room: Width and height there is, in pixels.
        zoom: 1 shows the whole day, more shows less of it, larger.
    """
    m = look.metrics
    caption = QFontMetricsF(strong_font(base, m)).height()
    hours = round(caption + 3 * m.step)
    foot = round(caption + m.step) if board.now is not None else 0
    titles = _titles_width(board, look, base)
    tops = [0.0]
    least = [_least_height(board.lane_count(row), caption, m.step) for row in range(len(board.rows))]
    spare = max(0.0, room[1] - hours - foot - sum(least)) / max(1, len(least))
    for height in least:
        tops.append(tops[-1] + max(height, min(height + spare, _TALLEST_ROW_STEPS * m.step)))
    scale = fitting_zoom(board, look, room[0] - titles) * zoom
    return Places(board, titles, hours, foot, scale, tuple(tops), caption, m.step)


def least_size(board: Board, look: Look, base: QFont) -> tuple[int, int]:
    """The width and height under which too little is in sight: some hours of two rows, the rest is scrolled to."""
    m = look.metrics
    caption = QFontMetricsF(strong_font(base, m)).height()
    rows = [_least_height(board.lane_count(row), caption, m.step) for row in range(len(board.rows))]
    return _titles_width(board, look, base) + 60 * m.step, round(sum(rows[:2]) + 2 * caption + 6 * m.step)


def _least_height(lanes: int, caption: float, step: int) -> float:
    return caption + (max(_LEAST_BLOCK_STEPS, lanes * _LANE_STEPS) + 4) * step


def _titles_width(board: Board, look: Look, base: QFont) -> int:
    m = look.metrics
    strong, plain = QFontMetricsF(title_font(base, m)), QFontMetricsF(plain_font(base, m))
    widths = [strong.horizontalAdvance(row.title) for row in board.rows]
    widths += [plain.horizontalAdvance(row.second) for row in board.rows]
    longest = max(widths, default=0) + 6 * m.step
    return round(min(max(longest, _LEAST_TITLE_STEPS * m.step), _MOST_TITLE_STEPS * m.step))
