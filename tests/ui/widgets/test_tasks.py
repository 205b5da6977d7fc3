"""Every job ends once, on the window's thread, in done, failed or cancelled."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from pytestqt.qtbot import QtBot

from app.domain.faults import DomainError, EnvironmentFault, Fault, Trouble
from app.ui.tasks import Lane, Mendable, Progress, Reporter, TaskRunner


@dataclass
class Ends:
    """Records how a job ended and where it was told."""

    told: list[tuple[str, object]] = field(default_factory=list)
    threads: set[int] = field(default_factory=set)

    def done(self, outcome: object) -> None:
        self._tell("done", outcome)

    def failed(self, fault: Mendable) -> None:
        self._tell("failed", fault.what)

    def cancelled(self) -> None:
        self._tell("cancelled", None)

    def progress(self, step: Progress) -> None:
        self._tell("progress", step)

    def _tell(self, kind: str, what: object) -> None:
        self.told.append((kind, what))
        self.threads.add(threading.get_ident())

    @property
    def kinds(self) -> list[str]:
        return [kind for kind, _ in self.told]


@pytest.fixture
def runner(qtbot: QtBot) -> TaskRunner:
    del qtbot
    return TaskRunner()


def refuse(_report: Reporter) -> None:
    raise EnvironmentFault(Trouble.FILE_MISSING, file="liste.xlsx")


def refuse_by_trade(_report: Reporter) -> None:
    raise DomainError(Fault.FRAMEWORK_UNKNOWN, id="x", known="y")


def stumble(_report: Reporter) -> None:
    raise ZeroDivisionError


def test_the_result_is_told_on_the_windows_thread(qtbot: QtBot, runner: TaskRunner) -> None:
    ends = Ends()
    runner.run(lambda _: threading.get_ident(), ends.done, ends.failed)
    qtbot.waitUntil(lambda: bool(ends.told))
    runner.shutdown()
    assert ends.kinds == ["done"]
    assert ends.threads == {threading.get_ident()}
    assert ends.told[0][1] != threading.get_ident()


@pytest.mark.parametrize(("work", "what"), [(refuse, Trouble.FILE_MISSING), (refuse_by_trade, Fault.FRAMEWORK_UNKNOWN)])
def test_a_failure_that_can_be_mended_goes_to_failed(
    qtbot: QtBot, runner: TaskRunner, work: Callable[[Reporter], None], what: object
) -> None:
    ends = Ends()
    runner.run(work, ends.done, ends.failed)
    qtbot.waitUntil(lambda: bool(ends.told))
    runner.shutdown()
    assert ends.told == [("failed", what)]


def test_a_bug_reaches_the_crash_handler_and_the_screen_is_told(qtbot: QtBot) -> None:
    crashes: list[BaseException] = []
    runner = TaskRunner(crashed=crashes.append)
    ends = Ends()
    runner.run(stumble, ends.done, ends.failed)
    qtbot.waitUntil(lambda: bool(ends.told))
    runner.shutdown()
    assert ends.told == [("failed", Trouble.UNEXPECTED)]
    assert [type(crash) for crash in crashes] == [ZeroDivisionError]


def test_a_job_stops_at_its_next_step_when_asked(qtbot: QtBot, runner: TaskRunner) -> None:
    ends, started, asked = Ends(), threading.Event(), threading.Event()

    def work(report: Reporter) -> None:
        started.set()
        asked.wait(5)
        report.progress(1, 2)

    job = runner.run(work, ends.done, ends.failed, cancelled=ends.cancelled, cancellable=True)
    assert started.wait(5)
    job.cancel()
    asked.set()
    qtbot.waitUntil(lambda: bool(ends.told))
    runner.shutdown()
    assert ends.kinds == ["cancelled"]


def test_a_job_that_must_not_stop_goes_to_its_end(qtbot: QtBot, runner: TaskRunner) -> None:
    ends, asked = Ends(), threading.Event()

    def work(report: Reporter) -> str:
        asked.wait(5)
        report.stop_if_cancelled()
        return "entier"

    job = runner.run(work, ends.done, ends.failed, cancelled=ends.cancelled)
    job.cancel()
    asked.set()
    qtbot.waitUntil(lambda: bool(ends.told))
    runner.shutdown()
    assert ends.told == [("done", "entier")]


def test_progress_comes_before_the_end_and_not_too_often(qtbot: QtBot, runner: TaskRunner) -> None:
    ends = Ends()

    def work(report: Reporter) -> None:
        for line in range(1, 2001):
            report.progress(line, 2000)

    runner.run(work, ends.done, ends.failed, progress=ends.progress, lane=Lane.DOCUMENTS)
    qtbot.waitUntil(lambda: "done" in ends.kinds)
    runner.shutdown()
    assert ends.kinds[-1] == "done"
    assert ("progress", Progress(2000, 2000)) in ends.told
    assert len(ends.told) < 200


def test_the_database_takes_one_job_at_a_time(qtbot: QtBot, runner: TaskRunner) -> None:
    ends, running, most = Ends(), [0], [0]
    lock = threading.Lock()

    def work(_report: Reporter) -> None:
        with lock:
            running[0] += 1
            most[0] = max(most[0], running[0])
        threading.Event().wait(0.01)
        with lock:
            running[0] -= 1

    for _ in range(5):
        runner.run(work, ends.done, ends.failed)
    qtbot.waitUntil(lambda: len(ends.told) == 5)
    runner.shutdown()
    assert most == [1]


def test_shutdown_tells_every_end_and_leaves_no_thread(runner: TaskRunner) -> None:
    ends, first = Ends(), threading.Event()

    def slow(report: Reporter) -> None:
        first.set()
        while True:
            report.stop_if_cancelled()

    for _ in range(3):
        runner.run(slow, ends.done, ends.failed, cancelled=ends.cancelled, cancellable=True)
    assert first.wait(5)
    runner.shutdown()
    assert ends.kinds == ["cancelled"] * 3
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("base")]


def test_jobs_are_announced_and_end_once(qtbot: QtBot, runner: TaskRunner) -> None:
    ends = Ends()
    seen: list[str] = []
    runner.job_started.connect(lambda job: seen.append(f"début {job.title}"))
    runner.job_ended.connect(lambda job: seen.append(f"fin {job.title}"))
    runner.run(lambda _: None, ends.done, ends.failed, title="Import")
    qtbot.waitUntil(lambda: bool(ends.told))
    runner.shutdown()
    assert seen == ["début Import", "fin Import"]
