"""The focus ring: one overlay that follows the keyboard, so that no widget can be forgotten.

Amber alone is too pale on white; a dark edge on both sides keeps the ring visible on every ground. A widget made of
several focusable parts sets the property `ring_around` on each part to the widget that the ring surrounds.
"""

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget

from app.ui.tokens import Look

RING_AROUND = "ring_around"


class FocusRing(QObject):
    """Draws one ring round the widget that has the keyboard, wherever it moves."""

    def __init__(self, app: QApplication, look_now: Callable[[], Look], parent: QObject) -> None:
        super().__init__(parent)
        self._look_now = look_now
        self._target: QWidget | None = None
        self._overlay: _Overlay | None = None
        self._watched: list[QWidget] = []
        app.focusChanged.connect(self._on_app_focus_changed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Follow the target and everything that carries it."""
        if event.type() in _MOVING:
            self._place()
        return super().eventFilter(watched, event)

    @Slot("QWidget*", "QWidget*")
    def _on_app_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        self._forget()
        if new is None or new.window().windowType() == Qt.WindowType.Popup:
            return
        around = new.property(RING_AROUND)
        self._target = around if isinstance(around, QWidget) else _ring_target(new)
        host = self._watch(self._target)
        if host is not self._target:
            self._overlay = _Overlay(host, self._look_now)
            self._place()

    def _watch(self, target: QWidget) -> QWidget:
        """Listen to the target and its carriers up to the one that holds the overlay, which is given back."""
        widget = target
        while True:
            widget.installEventFilter(self)
            self._watched.append(widget)
            carrier = widget.parentWidget()
            if widget.isWindow() or carrier is None:
                return widget
            if isinstance(carrier, QAbstractScrollArea) and widget is not target and widget is carrier.viewport():
                return widget
            widget = carrier

    def _forget(self) -> None:
        for widget in self._watched:
            if shiboken6.isValid(widget):
                widget.removeEventFilter(self)
        self._watched.clear()
        if self._overlay is not None and shiboken6.isValid(self._overlay):
            self._overlay.hide()
            self._overlay.deleteLater()
        self._overlay = None
        self._target = None

    def _place(self) -> None:
        overlay, target = self._overlay, self._target
        if overlay is None or target is None or not (shiboken6.isValid(overlay) and shiboken6.isValid(target)):
            return
        host = overlay.host
        overlay.setVisible(target.isVisibleTo(host))
        reach = overlay.reach
        around = QRect(target.mapTo(host, QPoint(0, 0)), target.size()).adjusted(-reach, -reach, reach, reach)
        overlay.surround(around.intersected(host.rect()))
        overlay.raise_()


_MOVING = {
    QEvent.Type.Move,
    QEvent.Type.Resize,
    QEvent.Type.Show,
    QEvent.Type.Hide,
    QEvent.Type.StyleChange,
    QEvent.Type.ZOrderChange,
}


class _Overlay(QWidget):
    """The painted ring; it takes no click and speaks to no screen reader."""

    def __init__(self, host: QWidget, look_now: Callable[[], Look]) -> None:
        super().__init__(host)
        self.host = host
        self._look_now = look_now
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    @property
    def reach(self) -> int:
        """How far the ring stands out from its widget."""
        return self._look_now().metrics.ring + 2

    def surround(self, rect: QRect) -> None:
        """Cover a rectangle of the host; only the band of the ring is repainted with it."""
        self.setGeometry(rect)
        inner = self.rect()
        hole = inner.adjusted(2 * self.reach, 2 * self.reach, -2 * self.reach, -2 * self.reach)
        self.setMask(QRegion(inner).subtracted(QRegion(hole)))

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


def _ring_target(widget: QWidget) -> QWidget:
    """An editable combo box or spin box gives the keyboard to an inner line: the ring goes round the whole."""
    proxy = widget.parentWidget()
    return proxy if proxy is not None and proxy.focusProxy() is widget else widget
