"""A person who never touches the mouse: reaches every field by Tab, writes, and presses keys on the real window."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QWidget

from app.ui.demo.hands import Hands

_MOST_STEPS = 120


class Keyboard:
    """Keys alone; `hands` only waits and looks."""

    def __init__(self, hands: Hands) -> None:
        self.hands = hands

    @property
    def holder(self) -> QWidget:
        """What has the keyboard now."""
        self.hands.settle()
        return self.hands.keyboard()

    def press(self, *keys: str) -> None:
        """Press keys or chords, as in « Ctrl+2 », one after the other."""
        for chord in keys:
            self.hands.press(chord)

    def reach(self, name: str) -> QWidget:
        """Press Tab until the widget of that object name, or one inside it, has the keyboard."""
        self.hands.wait(lambda: self.hands.sees(name), f"« {name} »")
        seen = []
        for _step in range(_MOST_STEPS):
            holder = self.holder
            line: QWidget | None = holder
            while line is not None:
                if line.objectName() == name:
                    return holder
                line = line.parentWidget()
            seen.append(holder.objectName() or type(holder).__name__)
            QTest.keyClick(holder, Qt.Key.Key_Tab)
        raise AssertionError(f"Tab never reaches {name}: {seen}")

    def write(self, name: str, text: str) -> None:
        """Reach a line and replace what it says."""
        self.reach(name)
        self.press("Ctrl+A")
        self.hands.type_text(text)

    def choose(self, name: str, words: str) -> None:
        """Reach a choice and go down to the option that holds these words."""
        field = self.reach(name)
        assert isinstance(field, QComboBox), name
        self.hands.wait(lambda: _place(field, words) >= 0, f"« {words} » dans « {name} »")
        self.press("Home")
        for _step in range(_place(field, words)):
            self.press("Down")
        assert words in field.currentText()

    def tick(self, name: str) -> None:
        """Reach a box that is not ticked and tick it."""
        box = self.reach(name)
        assert isinstance(box, QAbstractButton)
        assert not box.isChecked(), name
        self.press("Space")
        assert box.isChecked(), name

    def push(self, name: str) -> None:
        """Reach a button and push it."""
        self.reach(name)
        self.press("Space")


def _place(field: QComboBox, words: str) -> int:
    return field.findText(words, Qt.MatchFlag.MatchContains)
