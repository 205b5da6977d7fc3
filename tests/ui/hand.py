"""A person's hand and eyes on one widget: finds by object name, types, clicks, reads what is written."""

from typing import TypeVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QTableView, QWidget

from app.ui.widgets.question import Question

W = TypeVar("W", bound=QWidget)
NO_KEY = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier


def plain(text: str) -> str:
    """The text with its no-break spaces made plain."""
    return text.replace("\u00a0", " ")


def read(question: Question) -> Question:
    """The question, once its words have been seen long enough for its act to open."""
    while not question.act.isEnabled():
        QTest.qWait(5)
    return question


class Hand:
    """Drives `root` by keys and clicks."""

    def __init__(self, root: QWidget) -> None:
        self.root = root

    def show_active(self) -> None:
        """Show the widget as the window that has the keyboard: keys of actions are heard in that one only."""
        self.root.show()
        self.root.activateWindow()
        assert QTest.qWaitForWindowActive(self.root)

    def find(self, kind: type[W], name: str) -> W:
        """The widget of that name; dialogs that were closed but not yet deleted are passed over."""
        found = self.root.findChildren(kind, name)
        assert found, name
        return found[-1]

    def press(self, name: str) -> None:
        """Click a button."""
        button = self.find(QAbstractButton, name)
        assert button.isVisible(), name
        assert button.isEnabled(), name
        # The words of a box end long before the box does: click where the tick is.
        place = QPoint(button.height() // 2, button.height() // 2)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton, NO_KEY, place)

    def write(self, name: str, text: str) -> None:
        """Replace the text of a line."""
        line = self.find(QLineEdit, name)
        line.setFocus()
        line.selectAll()
        QTest.keyClick(line, Qt.Key.Key_Delete)
        for letter in text:
            # QTest knows the keys of ASCII letters only; an input method would insert the others.
            if letter.isascii():
                QTest.keyClicks(line, letter)
            else:
                line.insert(letter)

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NO_KEY, on: QWidget | None = None) -> None:
        """Press a key on a widget, or in the window."""
        QTest.keyClick(on or self.root, key, modifier)

    def words(self, root: QWidget | None = None) -> str:
        """Everything that is written and seen, no-break spaces made plain."""
        QTest.qWait(0)  # widgets added to a shown layout are shown by the event loop
        labels = (root or self.root).findChildren(QLabel)
        return plain("\n".join(label.text() for label in labels if label.isVisible()))

    def rows(self, name: str) -> list[str]:
        """The rows of a table, cells apart."""
        model = self.find(QTableView, name).model()
        return [
            " | ".join(plain(str(model.index(row, column).data())) for column in range(model.columnCount()))
            for row in range(model.rowCount())
        ]

    def choose_row(self, name: str, words: str) -> QTableView:
        """Make the first row that holds the words the current one."""
        view = self.find(QTableView, name)
        place = next(place for place, row in enumerate(self.rows(name)) if words in row)
        view.setCurrentIndex(view.model().index(place, 0))
        view.setFocus()
        return view
