"""A session as full as a centre's: how long it takes to open, how long each screen holds the window, what it weighs."""

import itertools
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from subprocess import DEVNULL, PIPE
from time import perf_counter

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest

from app.system.clock import SystemClock
from app.ui.bench import ScreenName, Target
from tests.benchmarks import rooms
from tests.benchmarks.figures import Timings, line, milliseconds
from tests.real_window import RealWindow, real_window

ROOT = Path(__file__).parents[2]
FEW, MANY = 10, 500
OPENINGS, TURNS = 5, 5
HOLDS_S = 0.05
"""What a person does not notice; anything longer belongs to the runner."""

BARE = """
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow()
window.resize(1366, 768)
window.show()
app.processEvents()
"""
OURS = """
import tempfile
from pathlib import Path
from app.system.clock import SystemClock
from app.ui.bench import ScreenName, Target
from tests.real_window import real_window
stack = real_window(Path(tempfile.mkdtemp(prefix="jurade-bench-")), SystemClock())
real = stack.__enter__()
real.open_session(Path({path!r}), {passphrase!r})
real.sit_down({name!r}, {code!r})
real.window.go_to(Target(ScreenName.GRADING))
real.hands.settle()
"""
WEIGH = """
from pathlib import Path
[held] = [words for words in Path("/proc/self/status").read_text().splitlines() if words.startswith("VmRSS")]
print(held.split()[1])
"""
"""Prints the memory that its process holds, in kilobytes; proving a code takes 64 MB more, for half a second."""


def measure() -> Iterator[str]:
    """Opening, screens, memory."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    yield from _opening()
    yield from _screens()
    words = {"path": str(rooms.busy_session()), "passphrase": rooms.PASSPHRASE}
    words |= {"name": rooms.juror_name(0), "code": rooms.CODE}
    ours, bare = _weight_of(OURS.format(**words) + WEIGH), _weight_of(BARE + WEIGH)
    yield line("memory, 24 candidates open", ours / bare, 3, f"{ours / 1024:.0f} MB against {bare / 1024:.0f} MB")


def _opening() -> Iterator[str]:
    few, many = (rooms.busy_session(enrolled, FEW) for enrolled in (FEW, MANY))
    seconds: dict[Path, list[float]] = {few: [], many: []}
    with _window() as real:
        for path in (few, many) * OPENINGS:
            seconds[path].append(_open(real, path))
    ours, theirs = (Timings(seconds[path]).median for path in (many, few))
    detail = f"{milliseconds(ours)} against {milliseconds(theirs)}"
    yield line(f"open {MANY} candidates, not {FEW}", ours / theirs, 2, detail)


def _open(real: RealWindow, path: Path) -> float:
    """The seconds from the passphrase to the day's table on the screen, before anybody graded further."""
    begun = perf_counter()
    real.window.open(path, rooms.PASSPHRASE, _refuse)
    real.hands.wait(lambda: real.window.session_path == path and real.hands.sees("day_table"), "la journée")
    elapsed = perf_counter() - begun
    real.hands.settle()
    return elapsed


def _refuse(fault: Exception) -> None:
    raise fault


def _screens() -> Iterator[str]:
    """How long each screen holds the window at its entry, as the responsable, then as a juror."""
    with _window() as real:
        _open(real, rooms.busy_session())
        for name in (ScreenName.PREPARATION, ScreenName.DAY, ScreenName.DOCUMENTS, ScreenName.CHECKS):
            yield _held(real, name)
        real.sit_down(rooms.juror_name(0), rooms.CODE)
        for name in (ScreenName.DAY, ScreenName.GRADING, ScreenName.DELIBERATION, ScreenName.CLOSING):
            yield _held(real, name, "juror: ")


def _held(real: RealWindow, name: ScreenName, whose: str = "") -> str:
    seconds = []
    for turn in range(TURNS + 1):
        real.window.go_to(Target(ScreenName.HOME))
        real.hands.settle()
        longest = _longest_block(real, name)
        if turn:
            seconds.append(longest)
    median = Timings(seconds).median
    return line(f"window held by {whose}{name.value}", median / HOLDS_S, 1, f"{milliseconds(median)} against 50 ms")


def _longest_block(real: RealWindow, name: ScreenName) -> float:
    """The longest time during which the window answered nothing while a screen came to the front."""
    moments = []
    beat = QTimer()
    beat.setInterval(0)
    beat.timeout.connect(lambda: moments.append(perf_counter()))
    beat.start()
    begun = perf_counter()
    real.window.go_to(Target(name))
    QTest.qWait(150)
    beat.stop()
    ends = [begun, *moments]
    return max(after - before for before, after in itertools.pairwise(ends))


def _window() -> AbstractContextManager[RealWindow]:
    return real_window(Path(tempfile.mkdtemp(prefix="jurade-bench-")), SystemClock())


def _weight_of(program: str) -> int:
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, cwd=ROOT, env=environment, stdout=PIPE, stderr=DEVNULL, text=True, check=True)  # noqa: S603 - our own text
    return int(done.stdout.split()[-1])
