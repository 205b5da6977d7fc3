"""Work that would freeze the window, done elsewhere: one thread for the database, a small pool for documents.

Every job ends in exactly one of done, failed, cancelled, told on the thread of the window. A failure that a person can
mend goes to `failed`; a bug goes to the crash report first, then `failed` says so, that no screen waits for ever.
"""

import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from enum import Enum
from queue import Empty, SimpleQueue
from typing import Protocol, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from app.domain.faults import DomainError, EnvironmentFault, Trouble

T = TypeVar("T")
Mendable = DomainError | EnvironmentFault

_PROGRESS_INTERVAL_S = 0.05
_DOCUMENT_THREADS = 2


class Lane(Enum):
    """Where a job runs: the database takes one at a time, documents may be made side by side."""

    DATABASE = "base"
    DOCUMENTS = "documents"


class Cancelled(Exception):  # noqa: N818 - an outcome, not an error
    """Raised inside the work of a job that was asked to stop."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is: `total` is 0 while it is unknown."""

    done: int
    total: int
    words: str = ""


class Job:
    """One piece of work under way, as the window sees it."""

    def __init__(self, title: str, *, cancellable: bool) -> None:
        self.title = title
        self.cancellable = cancellable
        self._stop = threading.Event()

    @property
    def is_stopping(self) -> bool:
        """Whether the job was asked to stop."""
        return self._stop.is_set()

    def cancel(self) -> None:
        """Ask the job to stop at its next step; a job that is not cancellable goes on to its end."""
        if self.cancellable:
            self._stop.set()


class Reporter:
    """What the work holds to tell its progress and to learn that it must stop."""

    def __init__(self, job: Job, tell: Callable[[Progress], None]) -> None:
        self._job = job
        self._tell = tell
        self._told_at = float("-inf")

    def progress(self, done: int, total: int, words: str = "") -> None:
        """Tell how far the work is.

        Raises:
            Cancelled: The job was asked to stop.
        """
        self.stop_if_cancelled()
        now = time.monotonic()
        if 0 < total <= done or now - self._told_at >= _PROGRESS_INTERVAL_S:
            self._told_at = now
            self._tell(Progress(done, total, words))

    def stop_if_cancelled(self) -> None:
        """Leave the work here when its job was asked to stop.

        Raises:
            Cancelled: The job was asked to stop.
        """
        if self._job.is_stopping:
            raise Cancelled


Work = Callable[[Reporter], T]


@dataclass(frozen=True, slots=True)
class Ends:
    """Whom to tell: each is called on the window's thread; exactly one of the first three, once."""

    failed: Callable[[Mendable], None]
    cancelled: Callable[[], None] | None = None
    progress: Callable[[Progress], None] | None = None


class Runner(Protocol):
    """What a presenter asks for."""

    def run(  # noqa: PLR0913 - every argument is one of the job's ends or its nature
        self,
        work: Work[T],
        done: Callable[[T], None],
        failed: Callable[[Mendable], None],
        *,
        cancelled: Callable[[], None] | None = None,
        progress: Callable[[Progress], None] | None = None,
        cancellable: bool = False,
        lane: Lane = Lane.DATABASE,
        title: str = "",
    ) -> Job:
        """Start a piece of work and tell its end."""
        ...


def raise_to_crash_handler(bug: BaseException) -> None:
    """Hand a bug to the process's crash handler."""
    sys.excepthook(type(bug), bug, bug.__traceback__)


class TaskRunner(QObject):
    """Runs jobs on worker threads and tells their ends on the thread that made it."""

    job_started = Signal(object)
    job_progressed = Signal(object, object)
    job_ended = Signal(object)
    _arrived = Signal()

    def __init__(
        self, parent: QObject | None = None, crashed: Callable[[BaseException], None] = raise_to_crash_handler
    ) -> None:
        super().__init__(parent)
        self._crashed = crashed
        self._lanes = {
            Lane.DATABASE: ThreadPoolExecutor(1, thread_name_prefix="base"),
            Lane.DOCUMENTS: ThreadPoolExecutor(_DOCUMENT_THREADS, thread_name_prefix="document"),
        }
        self._told: SimpleQueue[Callable[[], None]] = SimpleQueue()
        self._jobs: dict[Job, Future[None]] = {}
        self._arrived.connect(self._on_arrived, Qt.ConnectionType.QueuedConnection)

    def run(  # noqa: PLR0913 - see Runner
        self,
        work: Work[T],
        done: Callable[[T], None],
        failed: Callable[[Mendable], None],
        *,
        cancelled: Callable[[], None] | None = None,
        progress: Callable[[Progress], None] | None = None,
        cancellable: bool = False,
        lane: Lane = Lane.DATABASE,
        title: str = "",
    ) -> Job:
        """Run a piece of work on a worker thread.

        Args:
            work: What to do; it receives a `Reporter` and touches no widget.
            done: Receives the result.
            failed: Receives a failure that a person can mend.
            cancelled: Called when the job stopped as asked.
            progress: Receives the progress, at most twenty times a second.
            cancellable: Whether `Job.cancel` stops it.
            lane: The database thread or the documents' pool.
            title: What the progress strip says.

        Returns:
            The job, to cancel it.
        """
        job = Job(title, cancellable=cancellable)
        ends = Ends(failed, cancelled, progress)
        self.job_started.emit(job)
        self._jobs[job] = self._lanes[lane].submit(self._carry_out, job, work, done, ends)
        return job

    @property
    def is_busy(self) -> bool:
        """Whether a job is under way or its end still to be told."""
        return bool(self._jobs)

    def shutdown(self) -> None:
        """Stop what can be stopped, let the rest end, tell every end, and leave no thread behind."""
        for job in list(self._jobs):
            job.cancel()
        for lane in self._lanes.values():
            lane.shutdown(wait=True)
        while True:
            try:
                self._told.get_nowait()()
            except Empty:
                return

    def _carry_out(self, job: Job, work: Work[T], done: Callable[[T], None], ends: Ends) -> None:
        """Do the work on a worker thread; queue its one end for the window's thread."""

        def tell_progress(step: Progress) -> None:
            self._queue(lambda: self._progress(job, ends, step))

        reporter = Reporter(job, tell_progress)
        try:
            reporter.stop_if_cancelled()
            outcome = work(reporter)
        except Cancelled:
            self._queue(lambda: self._end(job, ends.cancelled))
        except (DomainError, EnvironmentFault) as fault:
            mendable = fault
            self._queue(lambda: self._end(job, lambda: ends.failed(mendable)))
        except BaseException as bug:  # noqa: BLE001 - the task runner is one of the two places that may
            unexpected = bug
            self._queue(lambda: self._end(job, lambda: self._fail_by_bug(ends, unexpected)))
        else:
            self._queue(lambda: self._end(job, lambda: done(outcome)))

    def _queue(self, telling: Callable[[], None]) -> None:
        self._told.put(telling)
        self._arrived.emit()

    @Slot()
    def _on_arrived(self) -> None:
        try:
            telling = self._told.get_nowait()
        except Empty:
            return
        telling()

    def _progress(self, job: Job, ends: Ends, step: Progress) -> None:
        self.job_progressed.emit(job, step)
        if ends.progress is not None:
            ends.progress(step)

    def _end(self, job: Job, telling: Callable[[], None] | None) -> None:
        self._jobs.pop(job, None)
        self.job_ended.emit(job)
        if telling is not None:
            telling()

    def _fail_by_bug(self, ends: Ends, bug: BaseException) -> None:
        self._crashed(bug)
        ends.failed(EnvironmentFault(Trouble.UNEXPECTED))
