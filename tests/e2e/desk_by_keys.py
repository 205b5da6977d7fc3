"""A desk worked by keys alone: questions answered, rows chosen, and each act told once the header calls it saved."""

import datetime as dt
import json
import sys
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QTableView

from app.ui.header_bar import SavedStamp
from tests.real_window import RealWindow
from tests.ui.keyboard import Keyboard

MOST_DOWNS = 80


class DeskByKeys:
    """The program's window, and a person who never touches the mouse."""

    def __init__(self, real: RealWindow) -> None:
        self.real, self.hands, self.keys = real, real.hands, Keyboard(real.hands)
        [self._stamp] = real.window.shell.findChildren(SavedStamp)

    def answer_step(self) -> None:
        """Take the step that the row's button names, and say yes to what it asks."""
        self.keys.press("Return")
        if QApplication.activeModalWidget() is not None:
            self.accept()

    def accept(self) -> None:
        """Say yes to the question in front, with a word where it wants one."""
        question = self.hands.front()
        name = question.objectName()
        if isinstance(QApplication.focusWidget(), QLineEdit):
            self.hands.type_text("alerte")
        self.hands.wait(lambda: self.hands.can_click(f"{name}_act"), f"« {name} » ouverte à la réponse")
        self.keys.press("Return")
        self.hands.wait(lambda: self.hands.front() is not question, f"« {name} » refermée")
        self.back_to_the_window()

    def act(self, what: str | tuple[str, ...], about: tuple[object, ...], act: Callable[[], object]) -> None:
        """Do one thing; say it once the header calls it saved."""
        before = dt.datetime.now().astimezone()
        act()
        self.hands.wait(lambda: self._is_saved(before), f"« {what} » enregistré")
        for word in (what,) if isinstance(what, str) else what:
            say(word, *about, before.timestamp(), dt.datetime.now().astimezone().timestamp())

    def _is_saved(self, since: dt.datetime) -> bool:
        now = dt.datetime.now().astimezone()
        seconds = range(int((now - since.replace(microsecond=0)).total_seconds()) + 1)
        stamps = {f"✓ enregistré à {since + dt.timedelta(seconds=second):%H:%M:%S}" for second in seconds}
        return self._stamp.isVisible() and self._stamp.text() in stamps

    def choose_row(self, name: str, words: str) -> None:
        """Bring the keyboard down to the row of a table that holds these words."""
        table = self.keys.reach(name)
        assert isinstance(table, QTableView)
        self.keys.press("Ctrl+Home")
        roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        for _row in range(MOST_DOWNS):
            cells = [table.model().index(table.currentIndex().row(), c) for c in range(table.model().columnCount())]
            if any(words in str(cell.data(role)) for cell in cells for role in roles):
                return
            self.keys.press("Down")
        raise LookupError("no such row")

    def leave_lines(self) -> None:
        """Bring the keyboard where letters are keys."""
        for _step in range(MOST_DOWNS):
            if not isinstance(QApplication.focusWidget(), QLineEdit | QPlainTextEdit):
                return
            self.keys.press("Tab")

    def back_to_the_window(self) -> None:
        """Give the window its activity back."""
        if QApplication.activeModalWidget() is None:
            self.real.window.shell.activateWindow()  # offscreen, nobody else does after a dialog
        self.hands.settle()

    def wait_for(self, name: str) -> None:
        """Wait until a widget is seen."""
        self.hands.wait(lambda: self.hands.sees(name), f"« {name} »")

    def button_words(self, name: str) -> str:
        """What a button says."""
        return self.hands.find(name, QPushButton).text()

    def label_words(self, name: str) -> str:
        """What a line of text says."""
        return self.hands.find(name, QLabel).text()


def say(*words: object) -> None:
    """Say one thing aloud, whole."""
    sys.stdout.write(f"{json.dumps(words)}\n")
    sys.stdout.flush()
