"""A person's hands and eyes: key and mouse events on the real windows, patience, and pictures.

Nothing here calls a service or a slot: what the demo cannot do with keys and clicks, a juror could not do either.
"""

import re
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QElapsedTimer, QEvent, QModelIndex, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QLineEdit,
    QScrollArea,
    QTableView,
    QWidget,
)

from app.system.clock import ScriptedClock

W = TypeVar("W", bound=QWidget)

_SIGN = re.compile(r"^[^\w«]+")
_PATIENCE_MS = 15_000
_GLANCE_MS = 2
_FOLDER_READ_MS = 100


class NotSeenError(Exception):
    """What the demo waits for does not come; the last picture shows the window as it stood."""


class Hands:
    """Drives whatever window is in front."""

    def __init__(self, clock: ScriptedClock, folder: Path, busy: Callable[[], bool]) -> None:
        self._clock = clock
        self._folder = folder
        self._busy = busy
        self._pictures = 0

    def front(self) -> QWidget:
        """The dialog on top, else the active window."""
        dialog = QApplication.activeModalWidget() or QApplication.activeWindow()
        if dialog is not None:
            return dialog
        return next(widget for widget in QApplication.topLevelWidgets() if widget.isVisible())

    def find(self, name: str, kind: type[W]) -> W:
        """The visible widget of that object name in front, once it is there."""
        found: list[W] = []

        def seen() -> bool:
            matches = [widget for widget in self.front().findChildren(kind, name) if widget.isVisible()]
            found[:] = matches[:1]
            return bool(found)

        self.wait(seen, f"« {name} »")
        return found[0]

    def sees(self, name: str) -> bool:
        """Whether a widget of that name is visible in front now."""
        return any(widget.isVisible() for widget in self.front().findChildren(QWidget, name))

    def can_click(self, name: str) -> bool:
        """Whether a widget of that name is visible in front and open to a click now."""
        return any(one.isVisible() and one.isEnabled() for one in self.front().findChildren(QWidget, name))

    def choose_option(self, name: str, words: str) -> None:
        """Pick the option of a choice field that holds these words: come by Tab, first one, then down."""
        field = self.find(name, QComboBox)

        def place() -> int:
            return field.findText(words, Qt.MatchFlag.MatchContains)

        self.wait(lambda: place() >= 0, f"« {words} » parmi les choix de « {name} »")
        _bring_into_view(field)
        field.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(field, Qt.Key.Key_Home)
        for _step in range(place()):
            QTest.keyClick(field, Qt.Key.Key_Down)
        self.settle()

    def click(self, name: str) -> None:
        """Click in the middle of a widget, once it can be clicked."""
        widget = self.find(name, QWidget)
        self.wait(widget.isEnabled, f"« {name} » ouvert au clic")
        _bring_into_view(widget)
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=widget.rect().center())
        self.settle()

    def click_button(self, name: str, words: str) -> None:
        """Click the button inside a widget (a bar, a row of cards) whose accessible name begins with these words."""
        holder = self.find(name, QWidget)
        found: list[QAbstractButton] = []

        def seen() -> bool:
            buttons = holder.findChildren(QAbstractButton)
            found[:] = [one for one in buttons if one.isVisible() and _says(one, words)]
            return bool(found) and found[0].isEnabled()

        self.wait(seen, f"« {words} » dans « {name} »")
        _bring_into_view(found[0])
        QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)
        self.settle()

    def choose_row(self, name: str, words: str) -> None:
        """Click on the row of a table that holds these words."""
        table = self.find(name, QTableView)
        found: list[QModelIndex] = []

        def seen() -> bool:
            model = table.model()
            rows = range(model.rowCount())
            columns = range(model.columnCount())
            found[:] = [
                model.index(row, 0) for row in rows if any(words in _cell(model.index(row, c)) for c in columns)
            ]
            return bool(found)

        self.wait(seen, f"la ligne « {words} »")
        table.scrollTo(found[0])
        place = table.visualRect(found[0]).center()
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
        self.settle()

    def answer_file_dialog(self, path: Path) -> None:
        """Type a path into the file dialog that the next act opens, and accept it."""
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QFileDialog):
            QTimer.singleShot(_FOLDER_READ_MS, partial(_type_path, path, dialog))
        else:
            QTimer.singleShot(_GLANCE_MS, partial(self.answer_file_dialog, path))

    def keyboard(self) -> QWidget:
        """What hears the keys; offscreen, nobody but us gives a window back its activity after a dialog."""
        window = self.front().window()
        if QApplication.activeWindow() is None:
            window.activateWindow()
            QTest.qWait(_GLANCE_MS)
        focused = QApplication.focusWidget()
        return focused if focused is not None and focused.isVisible() else window

    def press(self, keys: str) -> None:
        """Press a key or a chord, written as in « Ctrl+2 », where the keyboard is now."""
        QTest.keySequence(self.keyboard(), QKeySequence(keys))
        self.settle()

    def type_text(self, text: str) -> None:
        """Type a text where the keyboard is now."""
        _strike(self.keyboard(), text)

    def fill(self, name: str, text: str) -> None:
        """Click into a field, empty it, type."""
        field = self.find(name, QWidget)
        _bring_into_view(field)
        QTest.mouseClick(field, Qt.MouseButton.LeftButton)
        QTest.keySequence(field, QKeySequence("Ctrl+A"))
        _strike(field, text)
        self.settle()

    def wait(self, happens: Callable[[], bool], what: str) -> None:
        """Let the windows live until something happens.

        Raises:
            NotSeenError: it did not happen in time.
        """
        watch = QElapsedTimer()
        watch.start()
        while not happens():
            if watch.elapsed() > _PATIENCE_MS:
                self.picture("bloque")
                raise NotSeenError(what)
            QTest.qWait(_GLANCE_MS)

    def settle(self) -> None:
        """Let every job and every pending event end."""
        QTest.qWait(0)
        self.wait(lambda: not self._busy(), "la fin du travail en cours")
        QTest.qWait(0)

    def let_pass(self, **step: float) -> None:
        """Let the scripted clock advance, as `timedelta` names it."""
        self._clock.advance(timedelta(**step))
        QTest.qWait(1)

    def picture(self, name: str) -> Path:
        """Keep a picture of the window in front, numbered in the order of the day."""
        self._pictures += 1
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._folder / f"{self._pictures:02d}-{name}.png"
        QTest.qWait(_GLANCE_MS)
        window = self.front()
        (window if window.isWindow() else window.window()).grab().save(str(path))
        return path


def _says(widget: QAbstractButton, words: str) -> bool:
    """Whether a button shows these words, its sign left aside, or is a card whose spoken name begins with them."""
    shown = _SIGN.sub("", widget.text())
    return shown == words or (not shown and widget.accessibleName().startswith(words))


def _cell(index: QModelIndex) -> str:
    shown = (index.data(role) for role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole))
    return " ".join(str(words) for words in shown if words)


def _bring_into_view(widget: QWidget) -> None:
    """Scroll to a widget, as a person would before clicking on it."""
    holder = widget.parentWidget()
    while holder is not None:
        if isinstance(holder, QScrollArea):
            holder.ensureWidgetVisible(widget)
        holder = holder.parentWidget()


def _type_path(path: Path, dialog: QDialog) -> None:
    line = next(one for one in dialog.findChildren(QLineEdit) if one.isVisible())
    line.setFocus()
    line.selectAll()
    _strike(line, str(path.absolute()))
    _accept_files(dialog, _PATIENCE_MS // _FOLDER_READ_MS)


def _accept_files(dialog: QDialog, tries: int) -> None:
    """Click on « Ouvrir » until the dialog, which reads its folder in the background, has taken the path.

    A dialog that goes on refusing is left, so that the demo stops where it waits instead of for ever.
    """
    if not dialog.isVisible():
        return
    if not tries:
        dialog.reject()
        return
    boxes = dialog.findChildren(QDialogButtonBox)
    accept = QDialogButtonBox.ButtonRole.AcceptRole
    accepts = [one for box in boxes for one in box.buttons() if box.buttonRole(one) is accept]
    QTest.mouseClick(accepts[0], Qt.MouseButton.LeftButton)
    if dialog.isVisible():
        QTimer.singleShot(_FOLDER_READ_MS, partial(_accept_files, dialog, tries - 1))


def _strike(widget: QWidget, text: str) -> None:
    """Press and release one key per character; QTest's own typing refuses letters beyond ASCII."""
    for character in text:
        if character.isascii():
            QTest.keyClicks(widget, character)
            continue
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            key = QKeyEvent(kind, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, character)
            QApplication.sendEvent(widget, key)
