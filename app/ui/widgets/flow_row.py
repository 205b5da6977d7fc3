"""A row that fills lines like text: chips, buttons and key hints go to the next line when the width runs out.

It is a widget that places its children, not a layout: a layout written in Python has to answer None to Qt, and the
binding loses one reference to None at each answer.
"""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.theme import look


class FlowRow(QWidget):
    """Places widgets one after the other, line by line, each centred on its line, and the lines in the height."""

    def __init__(self, widgets: Sequence[QWidget] = (), *, gap_steps: float = 2, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._widgets: list[QWidget] = []
        self._gap_steps = gap_steps
        self._asked = (QSize(), 0)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        for widget in widgets:
            self.add(widget)

    def add(self, widget: QWidget) -> None:
        """Put a widget at the end."""
        self._widgets.append(widget)
        widget.setParent(self)
        if widget.isHidden() and not widget.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide):
            widget.show()
        if self.testAttribute(Qt.WidgetAttribute.WA_PendingResizeEvent):
            self.updateGeometry()  # the first resize places all at once; to measure them now would dress each in vain
        else:
            self._settle()

    def remove(self, widget: QWidget) -> None:
        """Take a widget away for good."""
        self._widgets.remove(widget)
        widget.hide()
        widget.deleteLater()
        self._settle()

    def event(self, event: QEvent) -> bool:
        """Place again when a child wants another size."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._settle()
        return super().event(event)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Place again: what changed while nothing of it showed asked for no layout."""
        super().showEvent(event)
        self._settle()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Break the lines anew."""
        super().resizeEvent(event)
        self._settle()

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """A narrower row is taller."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """Height of all lines at a width."""
        return _height(self._lines(width), self._line_gap)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """One line."""
        sizes = [widget.sizeHint() for widget in self._shown()]
        width = sum(size.width() for size in sizes) + self._gap * max(0, len(sizes) - 1)
        return QSize(width, max((size.height() for size in sizes), default=0))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The widest widget."""
        size = QSize()
        for widget in self._shown():
            size = size.expandedTo(widget.minimumSizeHint())
        return size

    @property
    def _gap(self) -> int:
        return round(self._gap_steps * look().metrics.step)

    @property
    def _line_gap(self) -> int:
        return min(self._gap, 2 * look().metrics.step)

    def _shown(self) -> list[QWidget]:
        return [widget for widget in self._widgets if not widget.isHidden()]

    def _settle(self) -> None:
        lines, gap, line_gap = self._lines(self.width()), self._gap, self._line_gap
        whole = _height(lines, line_gap)
        y = max(self.height() - whole, 0) // 2
        for line in lines:
            height = max(size.height() for _, size in line)
            x = 0
            for widget, size in line:
                widget.setGeometry(QRect(QPoint(x, y + (height - size.height()) // 2), size))
                x += size.width() + gap
            y += height + line_gap
        asked = (self.sizeHint(), whole)
        if asked != self._asked:  # otherwise every row above would be laid out again for nothing
            self._asked = asked
            self.updateGeometry()

    def _lines(self, width: int) -> list[list[tuple[QWidget, QSize]]]:
        lines: list[list[tuple[QWidget, QSize]]] = []
        used, gap = 0, self._gap
        for widget in self._shown():
            size = widget.sizeHint()
            size.setWidth(min(size.width(), max(width, widget.minimumSizeHint().width())))
            if lines and used + gap + size.width() <= width:
                lines[-1].append((widget, size))
                used += gap + size.width()
            else:
                lines.append([(widget, size)])
                used = size.width()
        return lines


def _height(lines: Sequence[Sequence[tuple[QWidget, QSize]]], gap: int) -> int:
    return sum(max(size.height() for _, size in line) for line in lines) + gap * max(len(lines) - 1, 0)
