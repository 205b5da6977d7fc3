"""A runner for tests of screens: the work is over before the next line, on the thread of the window."""

from collections.abc import Callable
from typing import TypeVar

from app.domain.faults import DomainError, EnvironmentFault
from app.ui.tasks import Cancelled, Job, Lane, Mendable, Progress, Reporter, Work

T = TypeVar("T")


class InlineRunner:
    """Does the work at once, on the spot: the same ends, no thread. Bugs rise to the caller.

    With `stop_after`, the person presses « Arrêter » once so many steps are done.
    """

    def __init__(self, stop_after: int | None = None) -> None:
        self._stop_after = stop_after

    def run(
        self,
        work: Work[T],
        done: Callable[[T], None],
        failed: Callable[[Mendable], None],
        *,
        cancelled: Callable[[], None] | None = None,
        progress: Callable[[Progress], None] | None = None,
        cancellable: bool = False,
        lane: Lane = Lane.DATABASE,  # noqa: ARG002 - one thread only
        title: str = "",
    ) -> Job:
        """Do the work now and tell its end before returning."""
        job = Job(title, cancellable=cancellable)
        try:
            outcome = work(_Watched(job, progress or _say_nothing, self._stop_after))
        except Cancelled:
            if cancelled is not None:
                cancelled()
        except (DomainError, EnvironmentFault) as fault:
            failed(fault)
        else:
            done(outcome)
        return job


class _Watched(Reporter):
    def __init__(self, job: Job, tell: Callable[[Progress], None], stop_after: int | None) -> None:
        super().__init__(job, tell)
        self._stop_after = stop_after

    def progress(self, done: int, total: int, words: str = "") -> None:
        if self._stop_after is not None and done >= self._stop_after:
            self._job.cancel()
        super().progress(done, total, words)


def _say_nothing(_step: Progress) -> None:
    """Take a progress that nobody listens to."""
