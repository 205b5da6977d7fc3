"""One day drawn on a scrolled surface: hours stay at the top and titles at the left; the whole day fits when it can."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from app.ui.theme import look
from app.ui.widgets.timeline_board import Block, Board
from app.ui.widgets.timeline_carry import Carry
from app.ui.widgets.timeline_paint import Brushes, Shade, caption_room
from app.ui.widgets.timeline_places import Places, least_size, measure

_ZOOMS = (1.0, 1.5, 2.0, 3.0, 4.0)


class DayDrawing(QAbstractScrollArea):
    """Draws a `Board`, scrolls it, and answers where its blocks are."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._board = Board()
        self._places: Places | None = None
        self._current: int | None = None
        self._zoom = _ZOOMS[0]
        self._carry: Carry | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)

    @property
    def board(self) -> Board:
        """What is shown."""
        return self._board

    @property
    def current(self) -> Block | None:
        """The block under the keyboard."""
        return self._board.block(self._current)

    def widen_hours(self) -> None:
        """Show less of the day, larger."""
        self._set_zoom(next((zoom for zoom in _ZOOMS if zoom > self._zoom), self._zoom))

    def narrow_hours(self) -> None:
        """Show more of the day, up to the whole."""
        self._set_zoom(next((zoom for zoom in reversed(_ZOOMS) if zoom < self._zoom), self._zoom))

    def block_rect(self, key: int) -> QRectF:
        """Where a block is on the widget's viewport now.

        Raises:
            KeyError: The day shown has no such block.
        """
        block = self._board.block(key)
        if block is None or self._places is None:
            raise KeyError(key)
        return self._places.rect_of(block).translated(self._origin())

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As much as the rows would like."""
        least = self.minimumSizeHint()
        return QSize(2 * least.width(), least.height() + len(self._board.rows) * 6 * look().metrics.step)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Two rows in sight, and some hours."""
        return QSize(*least_size(self._board, look(), self.font()))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name
        """Draw the part of the day in sight."""
        places = self._places
        if places is None:
            return
        painter = QPainter(self.viewport())
        brushes = Brushes(painter, places, look(), self.font())
        origin, seen = self._origin(), self.viewport().rect()
        end = min(origin.y() + places.height, seen.height() - places.foot)
        body = QRectF(places.titles, places.hours, seen.width() - places.titles, end - places.hours)
        painter.save()
        painter.setClipRect(QRectF(places.titles, 0, body.width(), seen.height()))
        painter.translate(origin.x(), 0)
        brushes.hour_words()
        painter.setClipRect(body.translated(-origin.x(), 0))
        brushes.hours(places.hours, end)
        painter.translate(0, origin.y())
        brushes.row_lines(-origin.x(), seen.width() - origin.x())
        self._draw_blocks(brushes, places)
        painter.translate(0, -origin.y())
        painter.setClipRect(body.translated(-origin.x(), 0).adjusted(0, 0, 0, places.foot))
        brushes.present(end + places.foot, from_y=places.hours)
        painter.restore()
        painter.save()
        painter.setClipRect(QRectF(0, places.hours, places.titles, end - places.hours))
        painter.translate(0, origin.y())
        brushes.row_lines(0, places.titles)
        brushes.titles()
        painter.restore()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Fit the day into the new width."""
        super().resizeEvent(event)
        self._measure()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the size of the text."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._measure()

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Say the whole of a block that the mouse rests on."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            block = self._block_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), block.spoken if block is not None else "", self.viewport())
            return True
        return super().viewportEvent(event)

    def _draw_blocks(self, brushes: Brushes, places: Places) -> None:
        current, carry = self.current, self._carry
        carried = carry.blocks if carry is not None and carry.moves_something else ()
        chosen = set(self._board.chain_of(current)) if current is not None else set()
        signed = self._board.signed()
        standing = [block for block in self._board.blocks if block not in carried]
        for block in sorted(standing, key=lambda block: block == current):
            shade = Shade(block in chosen and len(chosen) > 1, block == current, block == current and self.hasFocus())
            brushes.block(block, shade)
            if block in signed:
                brushes.sign(block)
            if block.above:
                brushes.caption(block, caption_room(self._board, places, block), chosen=block in chosen)
        if carry is not None and carried:
            for block in carried:
                brushes.block(block, Shade(chosen=True, carried=True), carry.offset_of(block))
            brushes.flag(carry.spot, carry.words)

    def _block_at(self, position: QPointF) -> Block | None:
        places = self._places
        if places is None or position.x() < places.titles or position.y() < places.hours:
            return None
        at = position - self._origin()
        return places.block_at(at.x(), at.y())

    def _origin(self) -> QPointF:
        """Where the drawing begins on the viewport."""
        if self._places is None:
            return QPointF()
        x = self._places.titles - self.horizontalScrollBar().value()
        return QPointF(x, self._places.hours - self.verticalScrollBar().value())

    def _set_zoom(self, zoom: float) -> None:
        self._zoom = zoom
        self._measure()
        block = self.current
        if block is not None:
            self._show_block(block)

    def _measure(self) -> None:
        if not self._board.rows or not self._board.minutes:
            self._places = None
            return
        seen = self.viewport().size()
        places = measure(self._board, look(), self.font(), (seen.width(), seen.height()), self._zoom)
        self._places = places
        wide = seen.width() - places.titles
        high = seen.height() - places.hours - places.foot
        for bar, whole, shown in (
            (self.horizontalScrollBar(), places.width, wide),
            (self.verticalScrollBar(), places.height, high),
        ):
            bar.setRange(0, max(0, whole - shown))
            bar.setPageStep(max(1, shown))
            bar.setSingleStep(5 * look().metrics.step)
        self.updateGeometry()
        self.viewport().update()

    def _show_block(self, block: Block) -> None:
        """Scroll until a block is in sight."""
        places = self._places
        if places is None:
            return
        rect, gap = places.rect_of(block), 4 * places.step
        seen = self.viewport().size()
        for bar, first, last, shown in (
            (self.horizontalScrollBar(), rect.left(), rect.right(), seen.width() - places.titles),
            (self.verticalScrollBar(), rect.top(), rect.bottom(), seen.height() - places.hours - places.foot),
        ):
            if last + gap > bar.value() + shown:
                bar.setValue(round(last + gap - shown))
            if first - gap < bar.value():
                bar.setValue(round(first - gap))
