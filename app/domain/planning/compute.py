"""Computing a planning: who is where and when, and for what does not fit, what would make it fit."""

from dataclasses import dataclass, replace
from datetime import datetime

from app.domain.planning.arrangement import Arrangement, arrange
from app.domain.planning.hours import DAY, minute_of
from app.domain.planning.misfit import Misfit as Misfit  # noqa: PLC0414 - offered here with the proposal
from app.domain.planning.misfit import obstacles
from app.domain.planning.plan import Plan, PlanSettings
from app.domain.planning.premises import Premises
from app.domain.planning.remedies import first_end_that_fits, shortage
from app.domain.session import ExamSession


@dataclass(frozen=True, slots=True)
class Proposal:
    """A planning as computed; it fits when there is no misfit."""

    plan: Plan
    misfits: tuple[Misfit, ...] = ()


def compute(session: ExamSession, settings: PlanSettings, *, from_moment: datetime | None = None) -> Proposal:
    """Compute the planning of a session; nothing starts before `from_moment` when one is given.

    The same session and settings always give the same planning, in well under a second. Whoever does not fit is left
    out of the planning from the first sitting that has no place, and a misfit says what would make room.
    """
    return planned(Premises.of(session, settings, from_moment))


def planned(premises: Premises) -> Proposal:
    """The planning that these premises give."""
    found = arrange(premises)
    misfits = obstacles(premises.session, premises.settings, premises.juries)
    if found.fits:
        return Proposal(_evened(premises, found).plan, misfits)
    return Proposal(found.plan, (*misfits, shortage(premises, found)))


def _evened(premises: Premises, found: Arrangement) -> Arrangement:
    """The same over as many days, so that none of them ends late while another one is nearly empty."""
    hours = premises.hours
    used = found.ends // DAY + 1
    if used - hours.days().start < 2:
        return found
    ends = range(minute_of(hours.settings.lunch_until), minute_of(hours.settings.day_ends), 15)
    evener = first_end_that_fits(replace(premises, hours=replace(hours, day_count=used)), ends) if ends else None
    return found if evener is None else replace(evener[1], plan=replace(evener[1].plan, settings=hours.settings))
