"""From the press of a key on a critère to the answer on disk and the window repainted.

Against it: a bare button pressed until a bare window is repainted, one bare SQLCipher commit in between.
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
from app.services import demonstration, reading
from app.system.clock import SystemClock
from app.system.paths import standard_paths
from app.ui.application import start_qt
from app.ui.theme import Scheme, apply_theme
from app.ui.widgets.choice_bar import ChoiceBar
from tests.benchmarks.figures import Timings, line, milliseconds
from tests.benchmarks.mark import BareFile
from tests.real_window import RealWindow, real_window

BLOCKS = 6
PRESSES = 30
UNMEASURED = 6
AIM = 2
CANDIDATE = "2616801"


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
    """One button that puts one row on disk."""

    def __init__(self) -> None:
        self._file = BareFile()
        self._window = QWidget()
        self._button = QPushButton("Oui")
        self._button.setCheckable(True)
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the theme draws its ring round what has the keyboard
        self._button.toggled.connect(self._on_button_toggled)
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
        self._file.close()

    def _on_button_toggled(self, checked: bool) -> None:
        self._file.commit("c1", str(checked))


def measure() -> Iterator[str]:
    """Both in turn; the bare window without the style sheet, which is the application's."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    bare, ours = [], []
    with real_window(Path(tempfile.mkdtemp(prefix="jurade-bench-")), SystemClock()) as real:
        _reach_grid(real)
        bare_window = BareWindow()
        for _block in range(BLOCKS):
            start_qt().setStyleSheet("")
            bare += bare_window.presses()
            apply_theme(Scheme.SYSTEM)
            real.window.shell.activateWindow()
            ours += _answers(real)
        bare_window.close()
        _require_kept(real)
    answer, press = Timings(ours).median, Timings(bare).median
    detail = f"{milliseconds(answer)} against {milliseconds(press)}"
    yield line("key press to saved and repainted", answer / press, AIM, detail)


def _reach_grid(real: RealWindow) -> None:
    """A candidate is there; a juror sits down and opens the grid."""
    hands = real.hands
    real.window.open_demo()
    hands.wait(lambda: hands.sees("day_table"), "la journée")
    hands.choose_row("day_table", CANDIDATE)
    hands.press("P")
    hands.press("1")
    hands.click("presence_question_act")
    juror = next(one for one in demonstration.material(standard_paths().demo_material).jury if one.pin)
    real.sit_down(f"{juror.draft.given_name} {juror.draft.family_name}", juror.pin)
    hands.press("Ctrl+4")
    hands.wait(lambda: hands.sees("criterion_1"), "la grille")


def _answers(real: RealWindow) -> list[float]:
    """Answer three critères and change the answers, as fast as the window takes them."""
    seconds = []
    value = NO
    for press in range(UNMEASURED + PRESSES):
        number = press % 3 + 1
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
    elapsed = perf_counter() - begun
    widget.removeEventFilter(painted)
    painted.deleteLater()
    return elapsed


def _require_kept(real: RealWindow) -> None:
    """The last answers are on disk: what was measured did happen."""
    [grid] = [grid for grid in reading.session(real.window.desk).grids if grid.marks]
    if [mark.value for mark in grid.marks.values()] != [NO] * 3:
        raise RuntimeError("the answers are not on disk")
