"""When people are convened: the hour on each convocation, and the day by which a juror's had to be sent."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from app.domain.candidate import Candidate
from app.domain.deadlines import LEAVE_NOTICE
from app.domain.people import Person
from app.domain.planning.plan import Plan, Slot
from app.domain.session import ExamSession


@dataclass(frozen=True, slots=True)
class WorkingDay:
    """One day on which a member of the jury is expected; hours are None while no planning gives them."""

    day: date
    arrives_at: datetime | None = None
    ends_at: datetime | None = None


def convened_at(session: ExamSession, candidate: Candidate) -> datetime | None:
    """When a candidate must be there first: as the planning says, else at the hour of his or her file, the first day.

    None when neither says anything.
    """
    planned = session.plan.convened_at(candidate.id) if session.plan else None
    if planned is not None:
        return planned
    try:
        return datetime.combine(session.sheet.starts_on, time.fromisoformat(candidate.convened_at))
    except ValueError:
        return None


def working_days(session: ExamSession, person: Person) -> tuple[WorkingDay, ...]:
    """The days on which somebody is expected, with the hours that the planning gives to his or her jury.

    A day on which the planning leaves that jury nothing to do is none of them, unless it leaves nothing on any day.
    """
    plan = session.plan
    days = [day for day in session.days() if person.is_there_on(day)]
    found = tuple(_working_day(plan, person, day) if plan else WorkingDay(day) for day in days)
    return tuple(day for day in found if day.arrives_at) or found


def takes(slot: Slot, panel: int) -> bool:
    """Whether a slot takes the members of a jury; `panel` is 0 for a member of every jury."""
    sits = slot.jury_present or slot.kind.is_jury_work
    return sits and (panel == 0 or slot.panel in (0, panel))


def juror_notice(session: ExamSession, person: Person) -> date:
    """The last day to convene a juror, who asks the employer for leave fifteen days ahead."""
    first = next((day for day in session.days() if person.is_there_on(day)), session.sheet.starts_on)
    return first - LEAVE_NOTICE


def _working_day(plan: Plan, person: Person, day: date) -> WorkingDay:
    slots = [slot for slot in plan.slots if slot.starts_at.date() == day and takes(slot, person.panel)]
    if not slots:
        return WorkingDay(day)
    arrival = min(slot.starts_at for slot in slots) - timedelta(minutes=plan.settings.arrival)
    return WorkingDay(day, arrival, max(slot.ends_at for slot in slots))
