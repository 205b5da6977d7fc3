"""Draws a timeline from the tokens: grid, titles, blocks, the line of the present. A word says each colour."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPen

from app.ui import fonts
from app.ui.tokens import Look, Tone
from app.ui.widgets.chip import SIGN_WARNING
from app.ui.widgets.timeline_board import Block, Board
from app.ui.widgets.timeline_places import Places, plain_font, strong_font, title_font

_HOUR = timedelta(hours=1)
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_ELIDE = Qt.TextElideMode.ElideRight
_TITLE_LINES = 2
_LEAST_ELIDED = 3


@dataclass(frozen=True, slots=True)
class Shade:
    """How one block is drawn: in the chosen passage, under the keyboard, or carried along by the mouse."""

    chosen: bool = False
    current: bool = False
    ringed: bool = False
    carried: bool = False


class Brushes:
    """Draws the parts of one timeline with one painter."""

    def __init__(self, painter: QPainter, places: Places, look: Look, base: QFont) -> None:
        self._painter = painter
        self._places = places
        self._look = look
        self._base = base
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def hours(self, top: float, bottom: float) -> None:
        """Draw one line per hour from `top` to `bottom`."""
        self._painter.setPen(QPen(QColor(self._look.tokens.line), 1))
        for x, _words in self._hour_marks():
            self._painter.drawLine(QPointF(x, top), QPointF(x, bottom))

    def hour_words(self) -> None:
        """Write the hours over their lines."""
        painter, step = self._painter, self._places.step
        painter.setFont(fonts.tabular(plain_font(self._base, self._look.metrics)))
        painter.setPen(QColor(self._look.tokens.ink_second))
        every = self._hours_between_words()
        room = QFontMetricsF(painter.font()).horizontalAdvance("00 h")
        for place, (x, words) in enumerate(self._hour_marks()):
            if place % every == 0 and x + room < self._places.width:
                painter.drawText(QRectF(x + step / 2, 0, 20 * step, self._places.hours), int(_LEFT), words)

    def row_lines(self, left: float, right: float) -> None:
        """Draw the lines between rows."""
        self._painter.setPen(QPen(QColor(self._look.tokens.line), 1))
        for top in self._places.tops[1:]:
            self._painter.drawLine(QPointF(left, top - 0.5), QPointF(right, top - 0.5))

    def titles(self) -> None:
        """Write what each row is."""
        m, t = self._look.metrics, self._look.tokens
        strong, plain = title_font(self._base, m), plain_font(self._base, m)
        for place, row in enumerate(self._places.board.rows):
            top, bottom = self._places.tops[place], self._places.tops[place + 1]
            room = self._places.titles - 5 * m.step
            first = wrapped(QFontMetricsF(strong), row.title, room)
            second = wrapped(QFontMetricsF(plain), row.second, room) if row.second else ()
            lines = [(words, strong, t.ink) for words in first] + [(words, plain, t.ink_second) for words in second]
            y = (top + bottom - sum(QFontMetricsF(used).height() for _, used, _ in lines)) / 2
            for words, used, ink in lines:
                self._painter.setFont(used)
                self._painter.setPen(QColor(ink))
                height = QFontMetricsF(used).height()
                self._painter.drawText(QRectF(3 * m.step, y, room + m.step, height), int(_LEFT), words)
                y += height

    def block(self, block: Block, shade: Shade, offset: QPointF | None = None) -> None:
        """Draw a block, and over it whose passage begins there."""
        rect = self._places.rect_of(block)
        if offset is not None:
            rect.translate(offset)
        self._ground(rect, block, shade)
        self._words(rect, block)

    def sign(self, block: Block) -> None:
        """The sign of a broken rule, at the lower right corner: who passes is written over the block."""
        t, step, rect = self._look.tokens, self._places.step, self._places.rect_of(block)
        side = 4.0 * step
        spot = QRectF(rect.right() - side / 2, rect.bottom() - side / 2, side, side)
        self._painter.setPen(QPen(QColor(t.surface), 1))
        self._painter.setBrush(QColor(t.no))
        self._painter.drawEllipse(spot)
        self._painter.setFont(strong_font(self._base, self._look.metrics))
        self._painter.setPen(QColor(t.surface))
        self._painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, SIGN_WARNING)

    def caption(self, block: Block, room: float, *, chosen: bool) -> None:
        """Write whose passage begins with a block, over it."""
        m = self._look.metrics
        used = strong_font(self._base, m)
        rect = self._places.rect_of(block)
        words = QFontMetricsF(used).elidedText(block.above, _ELIDE, max(rect.width(), room))
        self._painter.setFont(used)
        self._painter.setPen(QColor(self._look.tokens.accent if chosen else self._look.tokens.ink))
        line = QRectF(rect.left(), rect.top() - self._places.caption - m.step / 2, room + m.step, self._places.caption)
        self._painter.drawText(line, int(_LEFT), words)

    def flag(self, spot: QPointF, words: str) -> None:
        """Write the hours of what is carried, over the place where it is held."""
        t, step = self._look.tokens, self._places.step
        used = fonts.tabular(strong_font(self._base, self._look.metrics))
        width = QFontMetricsF(used).horizontalAdvance(words) + 3 * step
        plate = QRectF(spot.x(), spot.y() - self._places.caption - step, width, self._places.caption + step / 2)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(QColor(t.ink))
        self._painter.drawRoundedRect(plate, step, step)
        self._painter.setFont(used)
        self._painter.setPen(QColor(t.surface))
        self._painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, words)

    def present(self, height: float, *, from_y: float) -> None:
        """Draw the line of the present, its hour at its foot."""
        now = self._places.board.now
        if now is None:
            return
        t, step = self._look.tokens, self._places.step
        x = self._places.x_of(now)
        self._painter.setPen(QPen(QColor(t.no), max(2.0, step / 2)))
        self._painter.drawLine(QPointF(x, from_y), QPointF(x, height - step))
        used = fonts.tabular(strong_font(self._base, self._look.metrics))
        self._painter.setFont(used)
        words = f"{now:%H:%M}"
        width = QFontMetricsF(used).horizontalAdvance(words)
        beside = x + step if x + 2 * step + width < self._places.width else x - step - width
        line = QRectF(beside, height - self._places.foot, width + step, self._places.foot)
        self._painter.drawText(line, int(_LEFT), words)

    def _hour_marks(self) -> Sequence[tuple[float, str]]:
        board = self._places.board
        first = board.starts_at.replace(minute=0)
        if first < board.starts_at:
            first += _HOUR
        count = max(0, int((board.ends_at - first) / _HOUR) + 1)
        hours = [first + number * _HOUR for number in range(count)]
        return [(round(self._places.x_of(hour)) + 0.5, f"{hour.hour} h") for hour in hours]

    def _hours_between_words(self) -> int:
        words = QFontMetricsF(plain_font(self._base, self._look.metrics)).horizontalAdvance("00 h ")
        return max(1, round(words / (60 * self._places.scale) + 0.5))

    def _ground(self, rect: QRectF, block: Block, shade: Shade) -> None:
        t, m = self._look.tokens, self._look.metrics
        ink, soft = QColor(t.ink_of(block.tone)), QColor(t.soft_of(block.tone))
        edge = QColor(t.line_strong) if block.tone is Tone.NEUTRAL else ink
        radius = m.radius_small
        if shade.ringed:
            self._ring(rect, radius)
        if shade.carried:
            soft.setAlphaF(0.8)
        self._painter.setBrush(soft)
        self._painter.setPen(QPen(edge, 1))
        self._painter.drawRoundedRect(rect, radius, radius)
        if block.faulty:
            self._painter.setBrush(QBrush(QColor(t.no), Qt.BrushStyle.BDiagPattern))
            self._painter.setPen(QPen(QColor(t.no), 2))
            self._painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        if shade.chosen or shade.current:
            self._painter.setBrush(Qt.BrushStyle.NoBrush)
            self._painter.setPen(QPen(QColor(t.ink if shade.current else t.accent), 2 if shade.current else 1.5))
            self._painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)

    def _ring(self, rect: QRectF, radius: float) -> None:
        """The focus ring of the house round one block."""
        t, width = self._look.tokens, self._look.metrics.ring
        around = rect.adjusted(-width / 2 - 1, -width / 2 - 1, width / 2 + 1, width / 2 + 1)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        for colour, thick in ((t.focus_edge, width + 2), (t.focus, width)):
            self._painter.setPen(QPen(QColor(colour), thick))
            self._painter.drawRoundedRect(around, radius + 2, radius + 2)

    def _words(self, rect: QRectF, block: Block) -> None:
        m, t = self._look.metrics, self._look.tokens
        strong, plain = strong_font(self._base, m), plain_font(self._base, m)
        ink = QColor(t.ink if block.faulty else t.ink_of(block.tone))
        measure = QFontMetricsF(strong)
        room, tight = rect.adjusted(m.step + 1, 1, -m.step, -1), rect.adjusted(2, 1, -1, -1)
        words = fitting(measure, block.words, tight.width())
        if not words:
            self._upright(rect, block, strong, ink)
            return
        if measure.horizontalAdvance(words) > room.width():
            room = tight
        plates = block.faulty
        second = block.second if rect.height() >= measure.height() * 2 + 2 else ""
        lines = [(words, strong, ink)]
        shown = fitting(QFontMetricsF(plain), (second,), room.width()) if second else ""
        if shown:
            lines.append((shown, plain, QColor(t.ink_second)))
        y = room.center().y() - measure.height() * len(lines) / 2
        for written, used, colour in lines:
            line = QRectF(room.left(), y, room.width(), measure.height())
            self._write(line, written, used, colour, plate=plates)
            y += measure.height()

    def _upright(self, rect: QRectF, block: Block, used: QFont, ink: QColor) -> None:
        """Write along the height where the width is too small; nothing where neither will do."""
        measure = QFontMetricsF(used)
        if rect.width() < measure.height() - 3:
            return
        words = fitting(measure, block.words, rect.height() - 4)
        if not words:
            return
        self._painter.save()
        self._painter.translate(rect.center())
        self._painter.rotate(-90)
        line = QRectF(-rect.height() / 2, -rect.width() / 2, rect.height(), rect.width())
        self._painter.setFont(used)
        self._painter.setPen(ink)
        self._painter.drawText(line, Qt.AlignmentFlag.AlignCenter, words)
        self._painter.restore()

    def _write(self, line: QRectF, words: str, used: QFont, ink: QColor, *, plate: bool) -> None:
        if plate:
            width = QFontMetricsF(used).horizontalAdvance(words)
            ground = QRectF(line.left() - 1, line.top(), width + 2, line.height())
            self._painter.fillRect(ground, QColor(self._look.tokens.no_soft))
        self._painter.setFont(used)
        self._painter.setPen(ink)
        self._painter.drawText(line, int(_LEFT), words)


def fitting(measure: QFontMetricsF, wordings: Sequence[str], width: float) -> str:
    """The longest wording that a width takes, the shortest cut with an ellipsis, or nothing."""
    whole = next((words for words in wordings if measure.horizontalAdvance(words) <= width), "")
    if whole or not wordings:
        return whole
    cut = measure.elidedText(wordings[-1], _ELIDE, width)
    return cut if len(cut) > _LEAST_ELIDED else ""


def wrapped(measure: QFontMetricsF, text: str, width: float) -> tuple[str, ...]:
    """A text in two lines at most, the last one cut with an ellipsis."""
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if measure.horizontalAdvance(longer) <= width or not lines[-1] or len(lines) == _TITLE_LINES:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(measure.elidedText(line, _ELIDE, width) for line in lines)


def caption_room(board: Board, places: Places, block: Block) -> float:
    """How far whose passage it is may be written: up to the next such words in the row."""
    left = places.rect_of(block).left()
    later = [
        places.rect_of(other).left()
        for other in board.blocks
        if other.above and other.row == block.row and other.starts_at > block.starts_at
    ]
    return min(later, default=float(places.width)) - left - places.step
