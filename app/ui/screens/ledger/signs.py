"""The signs of the ledger: one shape per state of a grid, so that the picture reads without colours."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.ledger import GridState
from app.ui.theme import look
from app.ui.tokens import Look, Tone

_TONES = {
    GridState.AWAITED: Tone.NEUTRAL,
    GridState.BEGUN: Tone.ACCENT,
    GridState.LOCKED: Tone.YES,
    GridState.RECEIVED: Tone.YES,
    GridState.DISPUTED: Tone.WARNING,
    GridState.ALTERED: Tone.NO,
    GridState.WAIVED: Tone.NEUTRAL,
}


def sign_side(worn: Look) -> int:
    """The side of a sign."""
    return round(worn.metrics.step * 3.25)


def paint_sign(painter: QPainter, rect: QRectF, state: GridState | None, worn: Look) -> None:
    """Paint the sign of a state in the middle of a rectangle; None is a copy without a name."""
    side = sign_side(worn)
    box = QRectF(0, 0, side, side)
    box.moveCenter(rect.center())
    ink = QColor(worn.tokens.ink_of(_TONES[state] if state is not None else Tone.NEUTRAL))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(ink, max(1.0, side / 8)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    _SHAPES[state](painter, box.adjusted(1, 1, -1, -1), ink, QColor(worn.tokens.surface))
    painter.restore()


def _ring(painter: QPainter, box: QRectF, _ink: QColor, _ground: QColor) -> None:
    painter.drawEllipse(box)


def _half(painter: QPainter, box: QRectF, ink: QColor, _ground: QColor) -> None:
    painter.drawEllipse(box)
    painter.setBrush(ink)
    painter.drawPie(box, 90 * 16, 180 * 16)


def _disc(painter: QPainter, box: QRectF, ink: QColor, _ground: QColor) -> None:
    painter.setBrush(ink)
    painter.drawEllipse(box)


def _ticked(painter: QPainter, box: QRectF, ink: QColor, ground: QColor) -> None:
    painter.setBrush(ink)
    painter.drawRoundedRect(box, box.width() / 6, box.width() / 6)
    painter.setPen(QPen(ground, max(1.0, box.width() / 6)))
    painter.drawPolyline(_points(box, (0.22, 0.55), (0.43, 0.76), (0.8, 0.28)))


def _diamond(painter: QPainter, box: QRectF, ink: QColor, ground: QColor) -> None:
    """Two lozenges, one behind the other."""
    for shift, fill in ((0.18, ground), (-0.18, ink)):
        half = box.adjusted(box.width() * 0.14, 0, -box.width() * 0.14, 0).translated(box.width() * shift, 0)
        painter.setBrush(fill)
        painter.drawPolygon(_points(half, (0.5, 0.0), (1.0, 0.5), (0.5, 1.0), (0.0, 0.5)))


def _alarm(painter: QPainter, box: QRectF, ink: QColor, ground: QColor) -> None:
    painter.setBrush(ink)
    painter.drawPolygon(_points(box, (0.5, 0.0), (1.0, 1.0), (0.0, 1.0)))
    painter.setPen(QPen(ground, max(1.0, box.width() / 7)))
    painter.drawPolyline(_points(box, (0.5, 0.4), (0.5, 0.66)))
    painter.drawPoint(_point(box, 0.5, 0.85))


def _dash(painter: QPainter, box: QRectF, _ink: QColor, _ground: QColor) -> None:
    painter.drawLine(_point(box, 0.0, 0.5), _point(box, 1.0, 0.5))


def _veiled(painter: QPainter, box: QRectF, ink: QColor, _ground: QColor) -> None:
    pen = QPen(ink, max(1.0, box.width() / 10), Qt.PenStyle.DotLine)
    painter.setPen(pen)
    painter.drawRect(box.adjusted(1, 0, -1, 0))


_SHAPES: dict[GridState | None, Callable[[QPainter, QRectF, QColor, QColor], None]] = {
    GridState.AWAITED: _ring,
    GridState.BEGUN: _half,
    GridState.LOCKED: _disc,
    GridState.RECEIVED: _ticked,
    GridState.DISPUTED: _diamond,
    GridState.ALTERED: _alarm,
    GridState.WAIVED: _dash,
    None: _veiled,
}


def _points(box: QRectF, *places: tuple[float, float]) -> QPolygonF:
    return QPolygonF([_point(box, x, y) for x, y in places])


def _point(box: QRectF, x: float, y: float) -> QPointF:
    return QPointF(box.left() + x * box.width(), box.top() + y * box.height())


class SignPicture(QWidget):
    """One sign on its own, beside the words that say the same."""

    def __init__(self, state: GridState | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """A little more than the sign."""
        side = sign_side(look()) + 2
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw it with the tokens of the moment."""
        paint_sign(QPainter(self), QRectF(self.rect()), self._state, look())
