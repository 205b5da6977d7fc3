"""What is looked at before the time of a part runs: the session's days, the hour planned, the time granted."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.domain.candidate import Candidate
from app.domain.framework.sitting_plan import Part
from app.domain.planning.plan import Slot, SlotKind
from app.domain.session import ExamSession
from app.domain.timing import planned_duration

EARLY = timedelta(minutes=30)
"""How long before its planned hour a part may start without a word of explanation."""


@dataclass(frozen=True, slots=True)
class GrantedTime:
    """What one part lasts for a candidate with an accommodation, and how much of it is extra time."""

    part: str
    lasts: timedelta
    extra: timedelta


def is_session_day(session: ExamSession, day: date) -> bool:
    """Whether the session is held on that day."""
    return session.sheet.starts_on <= day <= session.sheet.ends_on


def planned_slot(session: ExamSession, candidate: Candidate, part_id: str) -> Slot | None:
    """When the planning kept lets a candidate begin a part, None when it says nothing of it."""
    if session.plan is None:
        return None
    mine = (slot for slot in session.plan.of_candidate(candidate.id) if slot.kind is SlotKind.SITTING)
    return next((slot for slot in mine if slot.part_id == part_id), None)


def is_early(slot: Slot, now: datetime) -> bool:
    """Whether a part would begin long before its planned hour; `now` is a civil time without zone."""
    return slot.starts_at - now > EARLY


def granted_times(session: ExamSession, candidate: Candidate) -> tuple[GrantedTime, ...]:
    """What each part lasts for this candidate, extra time included; parts without a duration are left out."""
    return tuple(_granted(session, candidate))


def _granted(session: ExamSession, candidate: Candidate) -> Iterator[GrantedTime]:
    for _modality, part in session.parts_for(candidate):
        usual = part.minutes
        if usual is not None:
            lasts = _lasts(part, candidate)
            yield GrantedTime(part.label, lasts, lasts - timedelta(minutes=usual))


def _lasts(part: Part, candidate: Candidate) -> timedelta:
    durations = (planned_duration(phase.minutes, candidate.extra_time) for phase in part.phases)
    return sum((duration or timedelta(0) for duration in durations), timedelta(0))
