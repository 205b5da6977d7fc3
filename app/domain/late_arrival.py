"""Somebody who comes after a part began: what was missed, and the end that does not move (rule 12)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.domain.candidate import Candidate
from app.domain.framework.sitting_plan import Part
from app.domain.framework.terms import PartForm
from app.domain.next_step import is_under_way
from app.domain.planning.lateness import sittings_of
from app.domain.session import ExamSession
from app.domain.timing import planned_duration

_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class LateArrival:
    """A candidate who comes to a part that began, or should have begun, at `starts_at`."""

    part: Part
    starts_at: datetime
    minutes: int


def awaited_parts(session: ExamSession, candidate: Candidate) -> tuple[Part, ...]:
    """The parts that a candidate can still come late to: expected, and not begun."""
    return tuple(part for part in session.expected_parts(candidate) if not session.has_begun(candidate, part.id))


def arrival(session: ExamSession, candidate: Candidate, part: Part, arrived_at: datetime) -> LateArrival | None:
    """What an arrival at that moment (aware) misses of a part, None when nobody can tell when it began."""
    starts_at = _began_at(session, candidate, part, arrived_at)
    return None if starts_at is None else LateArrival(part, starts_at, minutes_lost(starts_at, arrived_at))


def missed_start(session: ExamSession, candidate: Candidate, arrived_at: datetime) -> LateArrival | None:
    """The written part that began without a candidate who was convened with the others, None when none did."""
    for part in awaited_parts(session, candidate)[:1]:
        if part.form is not PartForm.WRITTEN or not _companions_began(session, candidate, part):
            continue
        late = arrival(session, candidate, part, arrived_at)
        return late if late is not None and late.minutes else None
    return None


def minutes_lost(starts_at: datetime, arrived_at: datetime) -> int:
    """Whole minutes between a start and an arrival, the one that runs left to the candidate; 0 when in time."""
    return max(0, (arrived_at - starts_at) // _MINUTE)


def end_that_stays(candidate: Candidate, part: Part, starts_at: datetime) -> datetime | None:
    """When a part begun at `starts_at` ends, extra time included, however late the candidate comes to it.

    None when the référentiel leaves a duration open.
    """
    durations = [planned_duration(phase.minutes, candidate.extra_time) for phase in part.phases]
    known = [duration for duration in durations if duration is not None]
    return starts_at + sum(known, timedelta(0)) if len(known) == len(durations) else None


def others_began(session: ExamSession, candidate: Candidate, part: Part) -> datetime | None:
    """When those who sit a part with this candidate began it, None while nobody did."""
    if session.plan is not None and sittings_of(session.plan, candidate, part):
        return min(_companions_began(session, candidate, part), default=None)
    return min((start for start, running in _starts(session, candidate, part) if running), default=None)


def _began_at(session: ExamSession, candidate: Candidate, part: Part, arrived_at: datetime) -> datetime | None:
    """When the part began for the others, else when the planning says that it begins."""
    if session.plan is not None and (slots := sittings_of(session.plan, candidate, part)):
        return others_began(session, candidate, part) or slots[0].starts_at.replace(tzinfo=arrived_at.tzinfo)
    return others_began(session, candidate, part) if part.form is PartForm.WRITTEN else None


def _companions_began(session: ExamSession, candidate: Candidate, part: Part) -> list[datetime]:
    """When those who are planned at the same time for the same part began it."""
    if session.plan is None or not (mine := sittings_of(session.plan, candidate, part)):
        return []
    return [
        started
        for other in session.candidates
        if other.id != candidate.id and (theirs := sittings_of(session.plan, other, part))
        if theirs[0].starts_at == mine[0].starts_at and (started := session.clocks(other, part)[0].started_at)
    ]


def _starts(session: ExamSession, candidate: Candidate, part: Part) -> list[tuple[datetime, bool]]:
    """When others began a part, each with whether they are still at it."""
    clocks = [session.clocks(other, part) for other in session.candidates if other.id != candidate.id]
    return [(each[0].started_at, is_under_way(each)) for each in clocks if each[0].started_at is not None]
