"""A person's hands and eyes: key and mouse events on the real windows, patience, and pictures.

Nothing here calls a service or a slot: what the demo cannot do with keys and clicks, a juror could not do either.
"""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QElapsedTimer, QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.system.clock import ScriptedClock

W = TypeVar("W", bound=QWidget)

_PATIENCE_MS = 15_000
_GLANCE_MS = 5


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

        self.wait(seen, f"« {name} »")
        return found[0]

    def sees(self, name: str) -> bool:
        """Whether a widget of that name is visible in front now."""
        return any(widget.isVisible() for widget in self.front().findChildren(QWidget, name))

    def click(self, name: str) -> None:
        """Click in the middle of a widget, once it can be clicked."""
        widget = self.find(name, QWidget)
        self.wait(widget.isEnabled, f"« {name} » ouvert au clic")
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=widget.rect().center())
        self.settle()

    def click_at(self, name: str, place: QPoint) -> None:
        """Click at a place inside a widget."""
        QTest.mouseClick(self.find(name, QWidget), Qt.MouseButton.LeftButton, pos=place)
        self.settle()

    def press(self, keys: str) -> None:
        """Press a key or a chord, written as in « Ctrl+2 », where the keyboard is now."""
        widget = QApplication.focusWidget() or self.front()
        QTest.keySequence(widget, QKeySequence(keys))
        self.settle()

    def type_text(self, text: str) -> None:
        """Type a text where the keyboard is now."""
        _strike(QApplication.focusWidget() or self.front(), text)

    def fill(self, name: str, text: str) -> None:
        """Click into a field, empty it, type."""
        field = self.find(name, QWidget)
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


def _strike(widget: QWidget, text: str) -> None:
    """Send one key press and release per character; QTest's own typing refuses letters beyond ASCII."""
    for character in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            key = QKeyEvent(kind, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, character)
            QApplication.sendEvent(widget, key)
