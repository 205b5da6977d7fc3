"""The time of each part as it was measured, against what was planned: what the jury reads and the fiche prints."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.domain.candidate import Candidate
from app.domain.framework.sitting_plan import Part
from app.domain.session import ExamSession
from app.domain.timing import PhaseClock

OVERRUN = timedelta(minutes=1)
"""Below it, a part is not said to have lasted too long."""


@dataclass(frozen=True, slots=True)
class MeasuredTime:
    """What the clocks of a part, or of one of its phases, say once it was sat.

    Attributes:
        planned: Extra time included; None where the référentiel sets none.
        used: What elapsed up to the last event; None where nothing was timed.
        began_at: Wall time of the first start.
        ended_at: Wall time of the last end; None while a phase is left to end.
        overrun: By how much its phases lasted longer than planned, together.
    """

    planned: timedelta | None
    used: timedelta | None = None
    began_at: datetime | None = None
    ended_at: datetime | None = None
    overrun: timedelta = timedelta(0)


def measured(clocks: Sequence[PhaseClock]) -> MeasuredTime:
    """The time of these phases together."""
    durations = [clock.planned for clock in clocks if clock.planned is not None]
    planned = sum(durations, timedelta()) if len(durations) == len(clocks) else None
    begun = [clock for clock in clocks if clock.events]
    if not begun:
        return MeasuredTime(planned)
    last = begun[-1].events[-1].at.wall
    return MeasuredTime(
        planned,
        sum((clock.elapsed(clock.events[-1].at) for clock in begun), timedelta()),
        begun[0].events[0].at.wall,
        last if len(begun) == len(clocks) and begun[-1].ended_at else None,
        sum((clock.overrun(clock.events[-1].at) for clock in begun), timedelta()),
    )


def times_of(session: ExamSession, candidate: Candidate) -> Iterator[tuple[Part, MeasuredTime | None]]:
    """Each part that the candidate was to sit with its time; None for one that was not sat."""
    not_sat = session.parts_not_sat(candidate)
    for _modality, part in session.parts_for(candidate):
        yield part, None if part in not_sat else measured(session.clocks(candidate, part))
