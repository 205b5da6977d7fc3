"""How late a day is: what should have begun or ended by now, and did not."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from app.domain.candidate import Candidate
from app.domain.framework.sitting_plan import Part
from app.domain.planning.plan import Plan, Slot, SlotKind
from app.domain.session import ExamSession

_NONE = timedelta(0)


def lateness(session: ExamSession, plan: Plan, now: datetime) -> timedelta:
    """The longest delay of a part not yet over, at a civil time without zone, in whole minutes; zero when none is late.

    Only candidates seen at the door count: nobody is late for a session that is not run here, nor by an absence.
    """
    present = (candidate for candidate in session.candidates if candidate.is_present)
    delays = (delay for candidate in present for delay in _delays(session, plan, candidate, now))
    return max(delays, default=_NONE) // timedelta(minutes=1) * timedelta(minutes=1)


def next_slot(session: ExamSession, plan: Plan, candidate: Candidate) -> Slot | None:
    """The first sitting of the planning that a candidate has not begun, None when there is none left."""
    for part in session.expected_parts(candidate):
        slots = sittings_of(plan, candidate, part)
        if slots and not session.is_held(candidate, part) and _started_at(session, candidate, part) is None:
            return slots[0]
    return None


def _delays(session: ExamSession, plan: Plan, candidate: Candidate, now: datetime) -> Iterator[timedelta]:
    for part in session.expected_parts(candidate):
        slots = sittings_of(plan, candidate, part)
        if not slots or slots[0].starts_at.date() != now.date() or session.is_held(candidate, part):
            continue
        started = _started_at(session, candidate, part)
        begun = now if started is None else started
        yield max(_NONE, begun - slots[0].starts_at, now - slots[-1].ends_at)


def sittings_of(plan: Plan, candidate: Candidate, part: Part) -> list[Slot]:
    """The slots in which a candidate sits a part, in order."""
    mine = plan.of_candidate(candidate.id)
    return [slot for slot in mine if slot.kind is SlotKind.SITTING and slot.part_id == part.id]


def _started_at(session: ExamSession, candidate: Candidate, part: Part) -> datetime | None:
    started = (clock.started_at for clock in session.clocks(candidate, part) if clock.started_at is not None)
    first = next(started, None)
    return None if first is None else first.replace(tzinfo=None)
