"""From the press of a key on a critère to the answer on disk and the window repainted.

The session is one of 24 candidates and three jurors, half of them graded. Against it stands a bare button pressed until
a bare window is repainted, and « the above » of the budgets' table: the row above in that table is one mark on disk,
journalled. That reading is the aim, because it asks of the window alone what the window costs; what a mark costs has
its own aim. The other reading, one bare commit in the place of the mark, is printed beside it and has no aim: it counts
the journal twice.
"""

import os
import tempfile
from collections.abc import Iterator
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
    """One button that does nothing but show itself pressed."""

    def __init__(self) -> None:
        self._window = QWidget()
        self._button = QPushButton("Oui")
        self._button.setCheckable(True)
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the theme draws its ring round what has the keyboard
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
    """All in turn; the bare window without the style sheet, which is the application's."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    bare, ours, commits = [], [], []
    marks: list[float] = []
    bare_file = BareFile()
    with real_window(Path(tempfile.mkdtemp(prefix="jurade-bench-")), SystemClock()) as real:
        key = _reach_grid(real)
        bare_window = BareWindow()
        for _block in range(BLOCKS):
            start_qt().setStyleSheet("")
            bare += bare_window.presses()
            apply_theme(Scheme.SYSTEM)
            real.window.shell.activateWindow()
            ours += _answers(real)
            marks += _marks(real, key)
            commits += [bare_file.timed(str(turn)) for turn in range(PRESSES)]
        bare_window.close()
        bare_file.close()
        _require_kept(real, key)
    answer, press, mark, commit = (Timings(each).median for each in (ours, bare, marks, commits))
    for above, name in ((mark, "a mark"), (commit, "a commit")):
        detail = f"{milliseconds(answer)} against {milliseconds(press)} + {milliseconds(above)} of {name}"
        yield line(f"key press to repainted, above = {name}", answer / (press + above), AIM, detail)


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


def _marks(real: RealWindow, key: GridKey) -> list[float]:
    """The same answers on the same grid, without a window; they end as the window left them."""
    desk, juror = real.window.desk, real.window.actor
    criteria = sorted(reading.session(desk).grid(juror.person_id or 0, key.candidate_id, key.part_id).marks)
    seconds = []
    for turn in range(PRESSES):
        begun = perf_counter()
        grading.mark(desk, juror, key, criteria[turn % len(criteria)], NO if turn // len(criteria) % 2 else YES)
        seconds.append(perf_counter() - begun)
    return seconds


def _answers(real: RealWindow) -> list[float]:
    """Answer the first critères and change the answers, as fast as the window takes them."""
    seconds = []
    value = NO
    for press in range(UNMEASURED + PRESSES):
        number = press % ANSWERED + 1
        if number == 1:
            value = NO if value == YES else YES
        bar = real.hands.find(f"criterion_{number}", ChoiceBar)
        bar.setFocus(Qt.FocusReason.OtherFocusReason)
        QTest.qWait(0)
        segment = QApplication.focusWidget()
        if segment is None or not bar.isAncestorOf(segment):
            raise RuntimeError("the keyboard is not on the critère")
        seconds.append(_press(segment, Qt.Key.Key_2 if value == NO else Qt.Key.Key_1))
    return seconds[UNMEASURED:]


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
    """What was answered is on disk: what was measured did happen."""
    grid = reading.session(real.window.desk).grid(real.window.actor.person_id or 0, key.candidate_id, key.part_id)
    if len(grid.marks) != ANSWERED:
        raise RuntimeError("the answers are not on disk")
