"""The running time of a phase as a ring: colour, shape and words each say the same thing.

The ring measures nothing: it draws the seconds it is given, which come from instants on record.
"""

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui import fonts
from app.ui.theme import look
from app.ui.tokens import Look


class TimerState(Enum):
    """What the phase is doing."""

    WAITING = "prêt"
    RUNNING = "en cours"
    PAUSED = "en pause"
    ENDED = "terminé"


@dataclass(frozen=True, slots=True)
class TimerFace:
    """What the ring shows at one moment.

    Attributes:
        state: What the phase is doing.
        elapsed_s: Seconds spent, pauses left out.
        planned_s: Seconds planned, None when the phase has no planned duration.
        alert: Minutes of the warning that was reached, None before the first.
    """

    state: TimerState
    elapsed_s: int = 0
    planned_s: int | None = None
    alert: int | None = None

    @property
    def overrun_s(self) -> int:
        """Seconds beyond the plan, 0 within it."""
        return max(0, self.elapsed_s - self.planned_s) if self.planned_s is not None else 0

    @property
    def big(self) -> str:
        """The large figure: what remains, what was overrun with a +, or what was spent once it is over."""
        if self.overrun_s and self.state is not TimerState.ENDED:
            return f"+{clock(self.overrun_s)}"
        if self.planned_s is None or self.state is TimerState.ENDED:
            return clock(self.elapsed_s)
        return clock(self.planned_s - self.elapsed_s)

    @property
    def second(self) -> str:
        """The words under the figure."""
        plan = f"prévu {clock(self.planned_s)}" if self.planned_s is not None else "sans durée prévue"
        match self.state:
            case TimerState.WAITING:
                return f"prêt · {plan}"
            case TimerState.PAUSED:
                return f"en pause · {plan}"
            case TimerState.ENDED:
                return f"terminé · {plan}"
        if self.overrun_s:
            return f"de dépassement · {plan}"
        if self.alert:
            return f"moins de {self.alert} min · {plan}"
        return f"restantes sur {clock(self.planned_s)}" if self.planned_s is not None else plan

    @property
    def remaining_share(self) -> float:
        """Share of the plan that remains, from 1 to 0."""
        if not self.planned_s:
            return 1.0
        return max(0.0, 1 - self.elapsed_s / self.planned_s)


def clock(seconds: int) -> str:
    """Write seconds as mm:ss, or h:mm:ss from one hour."""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes:02}:{rest:02}"


class TimerRing(QWidget):
    """Draws a `TimerFace`."""

    def __init__(self, name: str = "Chronomètre", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._face = TimerFace(TimerState.WAITING)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    @property
    def face(self) -> TimerFace:
        """What is shown."""
        return self._face

    def show_face(self, face: TimerFace) -> None:
        """Show another moment; screen readers are told once a minute or when the state changes."""
        old, self._face = self._face, face
        if (old.state, old.elapsed_s // 60, old.planned_s) != (face.state, face.elapsed_s // 60, face.planned_s):
            self.setAccessibleDescription(f"{face.big} {face.second}")
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """160 pixels at 100 %."""
        side = 42 * look().metrics.step
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Never cut the ring."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name
        """Draw ring, figure and words."""
        worn = look()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = 3.0 * worn.metrics.step
        side = min(self.width(), self.height()) - width - 2
        ring = QRectF(0, 0, side, side)
        ring.moveCenter(QPointF(self.rect().center()) + QPointF(0.5, 0.5))
        self._paint_ring(painter, ring, width, worn)
        self._paint_words(painter, ring, width, worn)

    def _colour(self, worn: Look) -> QColor:
        t = worn.tokens
        if self._face.overrun_s:
            return QColor(t.no)
        if self._face.alert is not None:
            return QColor(t.warning)
        return QColor(
            {
                TimerState.WAITING: t.line_strong,
                TimerState.RUNNING: t.accent,
                TimerState.PAUSED: t.warning,
                TimerState.ENDED: t.yes,
            }[self._face.state]
        )

    def _paint_ring(self, painter: QPainter, ring: QRectF, width: float, worn: Look) -> None:
        track = QPen(QColor(worn.tokens.neutral_soft), width)
        painter.setPen(track)
        painter.drawEllipse(ring)
        if self._face.state is TimerState.WAITING:
            return
        pen = QPen(self._colour(worn), width, c=Qt.PenCapStyle.RoundCap)
        if self._face.state is TimerState.PAUSED or self._face.planned_s is None:
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            pen.setDashPattern([0.5, 0.5])
        painter.setPen(pen)
        if self._face.overrun_s:
            painter.drawEllipse(ring)
            painter.setPen(QPen(QColor(worn.tokens.surface), max(1.0, width / 5)))
            painter.drawEllipse(ring)
            return
        if self._face.alert is not None:
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            pen.setDashPattern([1.2, 0.3])
            painter.setPen(pen)
        share = self._face.remaining_share
        painter.drawArc(ring, 90 * 16, -round(360 * 16 * share))

    def _paint_words(self, painter: QPainter, ring: QRectF, width: float, worn: Look) -> None:
        face, t, m = self._face, worn.tokens, worn.metrics
        inner = ring.adjusted(width, width, -width, -width)
        pixels = m.timer if len(face.big) <= 5 else round(m.timer * 5 / len(face.big))
        painter.setFont(fonts.tabular(fonts.sized(self.font(), pixels, QFont.Weight.Bold)))
        painter.setPen(self._colour(worn) if face.overrun_s else QColor(t.ink))
        height = painter.fontMetrics().height()
        middle = inner.center().y() - height / 6
        line = QRectF(inner.left(), middle - height / 2, inner.width(), height)
        painter.drawText(line, Qt.AlignmentFlag.AlignCenter, face.big)
        painter.setFont(fonts.tabular(fonts.sized(self.font(), m.second)))
        painter.setPen(QColor(t.ink_second))
        below = QRectF(inner.left(), line.bottom() - m.step, inner.width(), 2.2 * painter.fontMetrics().height())
        centred = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        painter.drawText(below, int(centred), face.second)
        if face.state is TimerState.PAUSED:
            self._paint_bars(painter, QRectF(inner.center().x(), line.top() - 3 * m.step, 0, 3 * m.step), worn)

    def _paint_bars(self, painter: QPainter, place: QRectF, worn: Look) -> None:
        """Draw the two bars of a pause above the figure."""
        step = worn.metrics.step
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(worn.tokens.warning))
        for offset in (-1.5 * step, 0.5 * step):
            painter.drawRoundedRect(QRectF(place.x() + offset, place.y(), step, place.height()), 1, 1)
