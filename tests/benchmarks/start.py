"""The window usable at Accueil, against a bare PySide6 window: whole processes, first painted frame."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from subprocess import DEVNULL, PIPE
from time import perf_counter

from tests.benchmarks.figures import Timings, line, milliseconds

RUNS = 7
ROOT = Path(__file__).parents[2]

FRAME = "frame"
"""What a program prints once it has shown its first frame and answers events; leaving is not measured."""

BARE = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow()
window.resize(1366, 768)
window.show()
QTimer.singleShot(0, lambda: (print("frame", flush=True), app.quit()))
app.exec()
"""

OURS = """
from PySide6.QtCore import QTimer
from app.bootstrap import command_context
context = command_context()
windows = context.windows()
from app.ui.application import start_qt
app = start_qt()
QTimer.singleShot(0, lambda: (print("frame", flush=True), app.quit()))
windows.open(None)
"""


def measure() -> Iterator[str]:
    """Both in turn, once each unmeasured first."""
    times: dict[str, list[float]] = {BARE: [], OURS: []}
    for run in range(RUNS + 1):
        for program, seconds in times.items():
            elapsed = _run(program)
            if run:
                seconds.append(elapsed)
    ours, bare = Timings(times[OURS]).median, Timings(times[BARE]).median
    yield line("window usable after start", ours / bare, 1.5, f"{milliseconds(ours)} against {milliseconds(bare)}")


def _run(program: str) -> float:
    home = tempfile.mkdtemp(prefix="jurade-bench-")
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "HOME": home, "XDG_CONFIG_HOME": home}
    begun = perf_counter()
    command = [sys.executable, "-c", program]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=PIPE, stderr=DEVNULL, text=True) as running:  # noqa: S603 - our own text
        assert running.stdout is not None
        shown = running.stdout.readline().strip()
        elapsed = perf_counter() - begun
    if shown != FRAME or running.returncode:
        raise RuntimeError("the window did not show")
    return elapsed
