"""Twenty-four candidates before three juries over three days: computed, then computed with every remedy tried."""

from collections.abc import Iterator
from dataclasses import replace
from time import perf_counter

from app.domain.planning.compute import compute
from app.domain.planning.usual import usual_settings
from app.domain.session import ExamSession
from tests.benchmarks.figures import Timings, line, milliseconds
from tests.unit.planning.sessions import title_session

TIMES = 5
AIM = 1


def measure() -> Iterator[str]:
    """Against one second, which is what a person waits without wondering."""
    fits = title_session(24, juries=3, days=3)
    lacks = replace(fits, sheet=replace(fits.sheet, ends_on=fits.sheet.starts_on))
    for what, session in (("planning of 24 candidates", fits), ("planning that lacks two days", lacks)):
        median = Timings([_timed(session) for _time in range(TIMES)]).median
        yield line(what, median, AIM, f"{milliseconds(median)} against one second")


def _timed(session: ExamSession) -> float:
    start = perf_counter()
    compute(session, usual_settings(session))
    return perf_counter() - start
