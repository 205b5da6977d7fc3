"""The deliberation of 24 candidates by three jurors: to its screen, the next candidate, the equality view, a position.

Each is timed from the key to the end of what it made the window draw, as a share of the 100 ms that a jury does not
notice.
"""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from app.system.clock import SystemClock
from app.ui.screens.deliberation.view import DeliberationView
from tests.benchmarks import rooms
from tests.benchmarks.figures import Timings, line, milliseconds
from tests.real_window import RealWindow, real_window

TURNS = 12
UNMEASURED = 2
UNNOTICED_S = 0.1
_CONTROL = Qt.KeyboardModifier.ControlModifier


def measure() -> Iterator[str]:
    """The four waits, and what the agenda and the positions wrote meanwhile is on disk."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    path = rooms.busy_session(graded=rooms.CANDIDATES, locked=True)
    with real_window(Path(tempfile.mkdtemp(prefix="jurade-bench-")), SystemClock()) as real:
        real.open_session(path, rooms.PASSPHRASE)
        real.sit_down(rooms.juror_name(0), rooms.CODE)
        waits = {
            "to Délibération, 24 candidates x 3": [_entrance(real) for _turn in range(TURNS)],
            "to the next candidate, 24 x 3": [_press(real, Qt.Key.Key_Return, _CONTROL) for _turn in range(TURNS)],
            "to the equality view, 24 x 3": [_equality(real) for _turn in range(TURNS)],
            "to a position on disk, 24 x 3": [_position(real) for _turn in range(TURNS)],
        }
    for what, seconds in waits.items():
        slow = Timings(seconds[UNMEASURED:]).quantile(0.9)
        detail = f"{milliseconds(slow)} for nine in ten, median {milliseconds(Timings(seconds[UNMEASURED:]).median)}"
        yield line(what, slow / UNNOTICED_S, 1, detail)


def _press(real: RealWindow, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> float:
    keyboard = real.hands.keyboard()
    begun = perf_counter()
    QTest.keyClick(keyboard, key, modifier)
    QApplication.processEvents()
    elapsed = perf_counter() - begun
    real.hands.settle()
    return elapsed


def _entrance(real: RealWindow) -> float:
    real.hands.press("Ctrl+3")
    return _press(real, Qt.Key.Key_5, _CONTROL)


def _position(real: RealWindow) -> float:
    """The first position of the next candidate: the keyboard waits there."""
    real.hands.press("Ctrl+Return")
    return _press(real, Qt.Key.Key_1)


def _equality(real: RealWindow) -> float:
    elapsed = _press(real, Qt.Key.Key_E)
    view = real.window.shell.findChild(DeliberationView)
    dialog = view.window().findChild(QDialog, "comparison_dialog") if view is not None else None
    if dialog is None:
        raise RuntimeError("the equality view did not open")
    real.hands.press("Esc")
    return elapsed
