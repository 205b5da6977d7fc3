"""The focus ring: one overlay that follows the keyboard, so that no widget can be forgotten.

Amber alone is too pale on white; a dark edge on both sides keeps the ring visible on every ground. A widget made of
several focusable parts sets the property `ring_around` on each part to the widget that the ring surrounds.

Nothing here keeps a reference to a widget: whoever holds the last one would destroy a closing dialog in the middle of
its own closing.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import QAbstractScrollArea, QAbstractSpinBox, QApplication, QComboBox, QWidget
from shiboken6 import Shiboken

from app.ui.tokens import Look

RING_AROUND = "ring_around"


class FocusRing(QObject):
    """Draws one ring round the widget that has the keyboard, wherever it moves."""

    def __init__(self, app: QApplication, look_now: Callable[[], Look], parent: QObject) -> None:
        super().__init__(parent)
        self._look_now = look_now
        self._overlay: _Overlay | None = None
        app.focusChanged.connect(self._on_app_focus_changed)

    @Slot("QWidget*", "QWidget*")
    def _on_app_focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        carriers = _carriers(_target_of(new)) if new is not None and _is_ringed(new) else []
        ring = self._overlay if self._overlay is not None and Shiboken.isValid(self._overlay) else None
        if ring is not None and not (carriers and ring.parentWidget() is carriers[-1]):
            ring.hide()
            ring.deleteLater()
            ring = None
        elif ring is not None and old is not None:  # the same ring goes on to another place of the same page
            for carrier in _carriers(_target_of(old)):
                if carrier not in carriers:
                    carrier.removeEventFilter(ring)
        self._overlay = ring
        if carriers:
            self._overlay = ring or _Overlay(carriers[-1], self._look_now)
            for carrier in carriers:
                carrier.installEventFilter(self._overlay)
            self._overlay.place()


class _Overlay(QWidget):
    """The painted ring; it takes no click and speaks to no screen reader."""

    def __init__(self, host: QWidget, look_now: Callable[[], Look]) -> None:
        super().__init__(host)
        self._look_now = look_now
        self.setObjectName("focus_ring")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() in _MOVING:
            self.place()
        return super().eventFilter(watched, event)

    def place(self) -> None:
        """Stand round the widget that has the keyboard."""
        holder, host = QApplication.focusWidget(), self.parentWidget()
        if holder is None or host is None or not host.isAncestorOf(holder):
            self.hide()
            return
        target = _target_of(holder)
        reach = self._look_now().metrics.ring + 2
        around = QRect(target.mapTo(host, QPoint(0, 0)), target.size()).adjusted(-reach, -reach, reach, reach)
        size, band = self.size(), 2 * reach
        self.setGeometry(around.intersected(host.rect()))
        if self.size() != size or self.mask().isEmpty():
            self.setMask(QRegion(self.rect()).subtracted(QRegion(self.rect().adjusted(band, band, -band, -band))))
        self.setVisible(target.isVisibleTo(host))
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name
        """Draw the amber band between its two dark edges."""
        look = self._look_now()
        width = look.metrics.ring
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        band = QRectF(self.rect()).adjusted(1 + width / 2, 1 + width / 2, -1 - width / 2, -1 - width / 2)
        radius = look.metrics.radius + 1
        painter.setPen(QPen(QColor(look.tokens.focus_edge), width + 2))
        painter.drawRoundedRect(band, radius, radius)
        painter.setPen(QPen(QColor(look.tokens.focus), width))
        painter.drawRoundedRect(band, radius, radius)


_MOVING = {
    QEvent.Type.Move,
    QEvent.Type.Resize,
    QEvent.Type.Show,
    QEvent.Type.Hide,
    QEvent.Type.StyleChange,
    QEvent.Type.ZOrderChange,
}


def _is_ringed(holder: QWidget) -> bool:
    """Whether the ring is drawn: not round a window, in a popup, or where the keyboard can be nowhere else."""
    if holder.isWindow() or holder.window().windowType() == Qt.WindowType.Popup:
        return False
    return not holder.property("fills_screen")


def _target_of(holder: QWidget) -> QWidget:
    """What the ring surrounds: the whole of a compound widget whose part holds the keyboard."""
    around = holder.property(RING_AROUND)
    if isinstance(around, QWidget):
        return around
    whole = holder.parentWidget()
    return whole if isinstance(whole, QComboBox | QAbstractSpinBox) else holder


def _carriers(target: QWidget) -> list[QWidget]:
    """The target and everything that carries it, up to the viewport or window that the ring is drawn on."""
    carriers = [target]
    while True:
        widget = carriers[-1]
        carrier = widget.parentWidget()
        if widget.isWindow() or carrier is None:
            return carriers
        if widget is not target and isinstance(carrier, QAbstractScrollArea) and widget is carrier.viewport():
            return carriers
        carriers.append(carrier)
