"""A text kept as one writes: handed over shortly after the last key and when the keyboard leaves it."""

from dataclasses import dataclass

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, Qt
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from app.ui.theme import look
from app.ui.widgets.words import Rank, Words

SAVED_AFTER_MS = 600


@dataclass(frozen=True, slots=True)
class KeptWords:
    """What is said under the text in each of its states."""

    untouched: str
    changed: str
    kept: str
    read_only: str


@dataclass(frozen=True, slots=True)
class KeptState:
    """The text on disk; another `key` is another text. `fault` says why the last words typed are not there."""

    key: object
    saved: str
    read_only: bool = False
    fault: str = ""


class WritingBox(QPlainTextEdit):
    """A text that says when the keyboard leaves it; Escape asks to leave."""

    left = Signal()
    leave_requested = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Tell it."""
        super().focusOutEvent(event)
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Escape gives the keyboard back; what was typed stays."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave_requested.emit()
        else:
            super().keyPressEvent(event)


class KeptText(QWidget):
    """The box, and under it whether its words are on disk."""

    text_left = Signal(str)
    leave_requested = Signal()

    def __init__(self, name: str, accessible_name: str, placeholder: str, words: KeptWords) -> None:
        super().__init__()
        self._words = words
        self._state: KeptState | None = None
        self._is_filling = False
        self._status = Words("", Rank.SECOND, wrap=True)
        self._status.setObjectName(f"{name}_status")
        self.box = WritingBox()
        self.box.setObjectName(name)
        self.box.setAccessibleName(accessible_name)
        self.box.setPlaceholderText(placeholder)
        self.box.setTabChangesFocus(True)
        self.box.setMinimumHeight(10 * look().metrics.step)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SAVED_AFTER_MS)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().metrics.step)
        column.addWidget(self.box, 1)
        column.addWidget(self._status)
        self.setFocusProxy(self.box)
        self.box.textChanged.connect(self._on_box_text_changed)
        self.box.left.connect(self.hand_over)
        self.box.leave_requested.connect(self.leave_requested)
        self._soon.timeout.connect(self._on_soon_timeout)

    def show_state(self, state: KeptState) -> None:
        """Show the text on disk; words still being typed are left alone."""
        if state.read_only and state == self._state:
            return
        other = self._state is None or self._state.key != state.key
        self._state = state
        if other or state.read_only:
            self._is_filling = True
            self.box.setPlainText(state.saved)
            self._is_filling = False
            self._soon.stop()
        self.box.setReadOnly(state.read_only)
        self._say()

    @Slot()
    def hand_over(self) -> None:
        """Hand the words over now if some are waiting."""
        if self._soon.isActive():
            self._soon.stop()
            self._on_soon_timeout()

    @Slot()
    def _on_box_text_changed(self) -> None:
        if not self._is_filling:
            self._soon.start()
            self._say()

    @Slot()
    def _on_soon_timeout(self) -> None:
        self.text_left.emit(self.box.toPlainText())

    def _say(self) -> None:
        if self._state is None:
            return
        fault = "" if self._soon.isActive() else self._state.fault
        self._status.set_rank(Rank.FAULT if fault else Rank.SECOND)
        if fault:
            self._status.setText(f"Pas enregistré. {fault}")
        elif self._state.read_only:
            self._status.setText(self._words.read_only)
        elif self.box.toPlainText().strip() != self._state.saved:
            self._status.setText(self._words.changed)
        else:
            self._status.setText(self._words.kept if self._state.saved else self._words.untouched)
