"""Lists of ten thousand lines in the window: it stays alive, says how far it is, and stops when asked to."""

import datetime as dt
import time
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from app.domain.candidate_columns import CandidateField
from app.ui.tasks import Job, Progress, TaskRunner
from tests.ui.hand import CTRL
from tests.ui.preparation import Preparation
from tests.ui.stage import Stage, open_stage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

LINES = 10_000
BEAT_MS = 5
LONGEST_STALL_S = 0.15
"""Three times what a person notices: the machines that run this are slow."""


class Pulse(QObject):
    """Beats in the event loop and keeps the longest work that the window's thread did without hearing anything.

    It counts the thread's own work: what a shared machine takes from it is no fault of the program.
    """

    def __init__(self) -> None:
        super().__init__()
        self._longest_s = self._at = 0.0
        self._beat = QTimer(self)
        self._beat.timeout.connect(self._on_beat)

    def start(self) -> None:
        self._longest_s, self._at = 0.0, time.thread_time()
        self._beat.start(BEAT_MS)

    def stop(self) -> float:
        self._on_beat()
        self._beat.stop()
        return self._longest_s

    def _on_beat(self) -> None:
        now = time.thread_time()
        self._longest_s = max(self._longest_s, now - self._at)
        self._at = now


class Window(Preparation):
    """Préparation with the program's own runner, and a pulse."""

    def __init__(self, stage: Stage, qtbot: QtBot) -> None:
        super().__init__(stage, qtbot)
        self.pulse = Pulse()

    def settle(self) -> None:
        runner = self.stage.runner
        assert isinstance(runner, TaskRunner)
        watch = QElapsedTimer()
        watch.start()
        while runner.is_busy:
            assert watch.elapsed() < 60_000
            QTest.qWait(2)
        QTest.qWait(20)

    @property
    def lines(self) -> list[str]:
        return self.rows("listed_candidates")


@pytest.fixture(scope="module")
def long_list(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("listes") / "longue.xlsx"
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Liste")
    sheet.append(["Nom", "Prénom", "Né(e) le", "À", "N° candidat", "Parcours", "Mail", "Téléphone", "CP", "Ville"])
    first = dt.date(1980, 1, 1)
    for number in range(LINES):
        path_word = "Formation" if number % 40 else "Parachute"
        born = first + dt.timedelta(number)
        name = f"NOM{number:05}"
        mail = f"candidat{number}@exemple.fr"
        sheet.append(
            [name, "Élodie", born, "Brest", f"{2600000 + number}", path_word, mail, "0612345678", "29200", "Brest"]
        )
    book.save(path)
    return path


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[Window]:
    with open_stage(tmp_path) as stage:
        runner = TaskRunner()
        stage.runner = runner  # type: ignore[assignment] # the real one instead of the one that does all at once
        try:
            yield Window(stage, qtbot)
        finally:
            runner.shutdown()


def test_the_window_stays_alive_while_ten_thousand_lines_are_read_shown_found_and_mended(
    desk: Window, long_list: Path
) -> None:
    stalls: dict[str, float] = {}
    desk.key(Qt.Key.Key_I, CTRL)
    desk.pulse.start()
    desk.view.importing.list_chosen.emit(long_list)
    desk.settle()
    stalls["read"] = desk.pulse.stop()
    assert len(desk.lines) == LINES
    desk.pulse.start()
    for letter in "09999":
        desk.key(Qt.Key(Qt.Key.Key_0.value + int(letter)), on=desk.find(QLineEdit, "listed_filter"))
        QTest.qWait(10)
    stalls["found"] = desk.pulse.stop()
    assert [row.split(" | ")[0] for row in desk.lines] == [str(LINES + 1)]
    desk.find(QLineEdit, "listed_filter").clear()
    desk.choose_row("listed_candidates", "2 | ")
    desk.pulse.start()
    desk.view.importing.cell_mended.emit(2, CandidateField.ACCESS_PATH, "Formation")
    desk.settle()
    stalls["mended"] = desk.pulse.stop()
    assert "corrigé ici" in desk.lines[0]
    assert max(stalls.values()) <= LONGEST_STALL_S, stalls


def test_a_long_reading_tells_how_far_it_is_and_stops_when_asked(desk: Window, long_list: Path) -> None:
    runner = desk.stage.runner
    assert isinstance(runner, TaskRunner)
    told: list[Progress] = []

    def stop(job: Job, step: Progress) -> None:
        told.append(step)
        if step.total:
            job.cancel()

    runner.job_progressed.connect(stop)
    desk.key(Qt.Key.Key_I, CTRL)
    desk.view.importing.list_chosen.emit(long_list)
    assert not desk.find(QPushButton, "confirm_import").isEnabled()
    desk.settle()
    assert told[-1].total == LINES
    assert told[-1].done < LINES
    assert "Lecture arrêtée : choisissez une liste." in desk.words()
    assert desk.find(QPushButton, "choose_list").isEnabled()
    runner.job_progressed.disconnect(stop)
    desk.view.importing.list_chosen.emit(long_list)
    desk.settle()
    assert len(desk.lines) == LINES
