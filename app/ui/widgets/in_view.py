"""Brings a widget into sight, through every scrolled area that it stands in."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QScrollArea, QWidget

from app.ui.theme import look


def bring_into_view(widget: QWidget) -> None:
    """Scroll up and down, never sideways, once the page is laid out anew; the innermost area first."""
    QTimer.singleShot(0, widget, lambda: _scroll_to(widget))


def _scroll_to(widget: QWidget) -> None:
    margin = 2 * look().metrics.step
    holder = widget.parentWidget()
    while holder is not None and widget.isVisible():
        if isinstance(holder, QScrollArea):
            holder.ensureWidgetVisible(widget, 0, margin)
        holder = holder.parentWidget()
