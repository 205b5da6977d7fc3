"""A runner for tests of screens: the work is over before the next line, on the thread of the window."""

from collections.abc import Callable
from typing import TypeVar

from app.domain.faults import DomainError, EnvironmentFault
from app.ui.tasks import Cancelled, Job, Lane, Mendable, Progress, Reporter, Work

T = TypeVar("T")


class InlineRunner:
    """Does the work at once, on the spot: the same ends, no thread. Bugs rise to the caller."""

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
            outcome = work(Reporter(job, progress or _say_nothing))
        except Cancelled:
            if cancelled is not None:
                cancelled()
        except (DomainError, EnvironmentFault) as fault:
            failed(fault)
        else:
            done(outcome)
        return job


def _say_nothing(_step: Progress) -> None:
    """Take a progress that nobody listens to."""
