"""A day as a timeline: rooms and juries downwards, hours across, one block per stretch of time.

Arrows walk from block to block, the mouse carries a passage elsewhere. The timeline moves nothing by itself: it says
what was asked (`move_requested`) and shows the board that it is given.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from app.ui.widgets.timeline_board import Board, Move, Way
from app.ui.widgets.timeline_carry import Carry
from app.ui.widgets.timeline_drawing import DayDrawing

_WAYS = {
    Qt.Key.Key_Left: Way.BEFORE,
    Qt.Key.Key_Right: Way.AFTER,
    Qt.Key.Key_Up: Way.ABOVE,
    Qt.Key.Key_Down: Way.BELOW,
}
_ENDS = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: -1}


class Timeline(DayDrawing):
    """Shows a `Board`; one block is current, its whole passage is marked, and a ring says where the keyboard is."""

    current_changed = Signal(object)
    move_requested = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._writable = False
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_board(self, board: Board) -> None:
        """Show another day, or the same one moved; the current block stays current when it is still there."""
        if board == self._board:
            return
        self._carry = None
        self._board = board
        if board.block(self._current) is None:
            first = board.first()
            self._current = first.key if first is not None else None
        self._measure()
        self._say_current()
        self.viewport().update()

    def choose(self, key: int) -> None:
        """Make a block the current one and bring it into sight."""
        block = self._board.block(key)
        if block is None or key == self._current:
            return
        self._current = key
        self._show_block(block)
        self._say_current()
        self.viewport().update()
        self.current_changed.emit(key)

    def let_write(self, writable: bool) -> None:
        """Let blocks be moved, or be looked at only."""
        self._writable = writable

    def ask_move(self, minutes: int) -> None:
        """Ask for the current passage later (or earlier, under 0) by so many minutes."""
        block = self.current
        if block is not None and block.movable and self._writable:
            self.move_requested.emit(Move(block.key, minutes, block.row))

    def ask_row(self, step: int) -> None:
        """Ask for the current passage before the jury above (-1) or below (1)."""
        block = self.current
        if block is None or not block.movable or not self._writable:
            return
        taking = next((one for one in self._board.chain_of(block) if self._board.rows[one.row].takes_moves), None)
        row = self._board.row_towards(taking.row, step) if taking is not None else None
        if row is not None:
            self.move_requested.emit(Move(block.key, 0, row))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Arrows walk, Home and End go to the ends of the row; other keys are left to the screen."""
        key, block = Qt.Key(event.key()), self.current
        if key == Qt.Key.Key_Escape and self._carry is not None:
            self._drop_carry()
        elif block is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            event.ignore()
        elif key in _WAYS:
            self.choose(self._board.towards(block, _WAYS[key]).key)
        elif key in _ENDS:
            self.choose(self._board.in_row(block.row)[_ENDS[key]].key)
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Say where the keyboard is."""
        super().focusInEvent(event)
        block = self.current
        if block is not None:
            self._show_block(block)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Leave the current block marked, without its ring."""
        super().focusOutEvent(event)
        self._drop_carry()
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Take hold of a block."""
        block = self._block_at(event.position())
        if event.button() != Qt.MouseButton.LeftButton or block is None:
            return
        self.choose(block.key)
        if self._writable and block.movable and self._places is not None:
            self._carry = Carry(self._places, block, self._board.chain_of(block), event.position() - self._origin())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Carry what is held, by steps of five minutes."""
        if self._carry is not None:
            self._carry.follow(event.position() - self._origin(), QApplication.startDragDistance())
            self.viewport().update()
            return
        block = self._block_at(event.position())
        held = block is not None and block.movable and self._writable
        self.viewport().setCursor(Qt.CursorShape.OpenHandCursor if held else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Put down what was carried."""
        carry, self._carry = self._carry, None
        self.viewport().update()
        if carry is not None and carry.moves_something and event.button() == Qt.MouseButton.LeftButton:
            self.move_requested.emit(Move(carry.block.key, carry.minutes, carry.row))

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Scroll; with Ctrl, change how much of the day is shown."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            (self.widen_hours if event.angleDelta().y() > 0 else self.narrow_hours)()
            event.accept()
        else:
            super().wheelEvent(event)

    def _drop_carry(self) -> None:
        self._carry = None
        self.viewport().update()

    def _say_current(self) -> None:
        """Tell screen readers what the current block is."""
        block = self.current
        words = block.spoken if block is not None else ""
        self.setAccessibleDescription(words)
        if words and self.hasFocus():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))
