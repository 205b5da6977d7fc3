"""From the press of a key on a critère to the answer on disk and the window repainted.

The session is one of 24 candidates and three jurors, half of them graded. Against it stands a bare button pressed until
a bare window is repainted, and « the above » of the budgets' table: the row above in that table is one mark on disk,
journalled. That reading is the aim, because it asks of the window alone what the window costs; what a mark costs has
its own aim. The other reading, one bare commit in the place of the mark, is printed beside it and has no aim: it counts
the journal twice.
"""

import os
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from time import perf_counter

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from app.domain.answer import NO, YES
from app.domain.framework.terms import PartForm
from app.services import grading, reading
from app.services.grading import GridKey
from app.system.clock import SystemClock
from app.ui.application import start_qt
from app.ui.bench import ScreenName, Target
from app.ui.theme import Scheme, apply_theme
from app.ui.widgets.choice_bar import ChoiceBar
from app.ui.window import WATCH_EVERY_MS
from tests.benchmarks import rooms
from tests.benchmarks.figures import Timings, line, milliseconds
from tests.benchmarks.mark import BareFile
from tests.real_window import RealWindow, real_window

BLOCKS = 6
PRESSES = 30
UNMEASURED = 6
ANSWERED = 3
AIM = 2
PATIENCE = 5


class Painted(QObject):
    """Watches a widget until it is drawn anew."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.done = False
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002, N802 - Qt's signature
        """Take note of a paint."""
        self.done = self.done or event.type() == QEvent.Type.Paint
        return False


class BareWindow:
    """One button that does one thing before it is seen pressed."""

    def __init__(self, act: Callable[[bool], None]) -> None:
        self._window = QWidget()
        self._button = QPushButton("Oui")
        self._button.setCheckable(True)
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the theme draws its ring round what has the keyboard
        self._button.toggled.connect(act)
        QVBoxLayout(self._window).addWidget(self._button)
        self._window.resize(1366, 768)
        self._window.show()

    def presses(self) -> list[float]:
        """Press and press again."""
        QTest.qWait(0)
        return [_press(self._button, Qt.Key.Key_Space) for _turn in range(PRESSES + UNMEASURED)][UNMEASURED:]

    def close(self) -> None:
        """Leave nothing open."""
        self._window.close()


def measure() -> Iterator[str]:
    """All in turn; the bare windows without the style sheet, which is the application's."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    ours: list[float] = []
    bare_file = BareFile()
    with real_window(Path(tempfile.mkdtemp(prefix="jurade-bench-")), SystemClock(), WATCH_EVERY_MS) as real:
        key = _reach_grid(real)
        above: dict[str, Callable[[bool], None]] = {
            "a mark": partial(_mark, real, key),
            "a commit": lambda checked: bare_file.commit("c1", str(checked)),
        }
        windows = {name: BareWindow(act) for name, act in above.items()}
        bare: dict[str, list[float]] = {name: [] for name in windows}
        for _block in range(BLOCKS):
            start_qt().setStyleSheet("")
            for name, window in windows.items():
                bare[name] += window.presses()
            _mark(real, key, None)
            apply_theme(Scheme.SYSTEM)
            real.window.shell.activateWindow()
            ours += _answers(real)
        for window in windows.values():
            window.close()
        bare_file.close()
        _require_kept(real, key)
    answer = Timings(ours).median
    for name, seconds in bare.items():
        press = Timings(seconds).median
        detail = f"{milliseconds(answer)} against {milliseconds(press)}"
        yield line(f"key press to repainted, above = {name}", answer / press, AIM, detail)


def _mark(real: RealWindow, key: GridKey, checked: bool | None) -> None:
    """Answer a critère of the same grid, or take the answer back with None."""
    value = None if checked is None else YES if checked else NO
    grading.mark(
        real.window.desk, real.window.actor, key, sorted(real.window.desk.criteria_by_part[key.part_id])[0], value
    )


def _reach_grid(real: RealWindow) -> GridKey:
    """A juror sits down in a busy session and opens a grid where nothing stands yet."""
    hands = real.hands
    real.open_session(rooms.busy_session(), rooms.PASSPHRASE)
    real.sit_down(rooms.juror_name(0), rooms.CODE)
    session = reading.session(real.window.desk)
    candidate = session.candidates[-1]
    part = next(part for _modality, part in session.parts_for(candidate) if part.form is PartForm.ORAL)
    real.window.go_to(Target(ScreenName.GRADING, candidate.id, part.id))
    hands.wait(lambda: hands.sees("criterion_1"), "la grille")
    return GridKey(candidate.id, part.id)


def _answers(real: RealWindow) -> list[float]:
    """Answer a critère, change the answer, take both back, go to the next: as fast as the window takes it."""
    seconds = []
    for turn in range(PRESSES // 2 + UNMEASURED):
        bar = real.hands.find(f"criterion_{turn % ANSWERED + 1}", ChoiceBar)
        for key in (Qt.Key.Key_1, Qt.Key.Key_2):
            bar.setFocus(Qt.FocusReason.OtherFocusReason)
            QTest.qWait(0)
            segment = QApplication.focusWidget()
            if segment is None or not bar.isAncestorOf(segment):
                raise RuntimeError("the keyboard is not on the critère")
            seconds.append(_press(segment, key))
        for _undo in range(2):
            real.hands.press("Ctrl+Z")
        QTest.qWait(0)
    return seconds[2 * UNMEASURED :]


def _press(widget: QWidget, key: Qt.Key) -> float:
    """The seconds between a key and the end of what it made the window draw."""
    painted = Painted(widget)
    begun = perf_counter()
    QTest.keyClick(widget, key)
    while not painted.done:
        QApplication.processEvents()
        if perf_counter() - begun > PATIENCE:
            raise RuntimeError("the key changed nothing that shows")
    elapsed = perf_counter() - begun
    widget.removeEventFilter(painted)
    painted.deleteLater()
    return elapsed


def _require_kept(real: RealWindow, key: GridKey) -> None:
    """An answer given by one more key is on disk: what was measured does happen."""
    bar = real.hands.find("criterion_1", ChoiceBar)
    bar.setFocus(Qt.FocusReason.OtherFocusReason)
    real.hands.press("1")
    grid = reading.session(real.window.desk).grid(real.window.actor.person_id or 0, key.candidate_id, key.part_id)
    if [mark.value for mark in grid.marks.values()] != [YES]:
        raise RuntimeError("the answer is not on disk")
