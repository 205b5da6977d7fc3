"""What travels when a fact is dragged to a critère, its number, and where it may be put down."""

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QUuid, Signal
from PySide6.QtGui import QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from app.ui.theme import restyle

_FORMAT = "application/x-jurade-fact"
_HERE = QUuid.createUuid().toString()
"""Says that a parcel comes from this running program: another window's facts have the same numbers."""


def fact_parcel(number: int) -> QMimeData:
    """What is carried for one fact."""
    parcel = QMimeData()
    parcel.setData(_FORMAT, f"{_HERE} {number}".encode())
    return parcel


class FactTarget(QObject):
    """Lets facts be put down on a widget, which is lit while one hovers over it."""

    fact_dropped = Signal(int)
    fact_hovered = Signal(QPoint)

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Take facts only, and only those dragged from this window."""
        if event.type() in (QEvent.Type.DragEnter, QEvent.Type.DragMove) and isinstance(event, QDragMoveEvent):
            return self._hover(event)
        if event.type() == QEvent.Type.DragLeave:
            self._light(False)
        if event.type() == QEvent.Type.Drop and isinstance(event, QDropEvent):
            return self._take(event)
        return super().eventFilter(watched, event)

    def _hover(self, event: QDragMoveEvent) -> bool:
        if _carried_fact(event) is None:
            return False
        event.acceptProposedAction()
        self._light(True)
        self.fact_hovered.emit(event.position().toPoint())
        return True

    def _take(self, event: QDropEvent) -> bool:
        number = _carried_fact(event)
        self._light(False)
        if number is None:
            return False
        event.acceptProposedAction()
        self.fact_dropped.emit(number)
        return True

    def _light(self, lit: bool) -> None:
        if bool(self._widget.property("target")) != lit:
            self._widget.setProperty("target", lit)
            restyle(self._widget)


def _carried_fact(event: QDropEvent) -> int | None:
    """The number of the fact that is carried, None for anything else or from anywhere else."""
    here, _space, number = bytes(event.mimeData().data(_FORMAT).data()).decode().partition(" ")
    return int(number) if here == _HERE else None
