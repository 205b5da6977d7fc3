"""Computing a planning: who is where and when, and for what does not fit, what would make it fit."""

from dataclasses import dataclass
from datetime import datetime

from app.domain.planning.arrangement import arrange, sitters_of
from app.domain.planning.hours import Hours
from app.domain.planning.juries import juries_of
from app.domain.planning.plan import Plan, PlanSettings
from app.domain.session import ExamSession


@dataclass(frozen=True, slots=True)
class Misfit:
    """Something that does not fit: a French sentence, and what would mend it, each remedy tried."""

    sentence: str
    remedies: tuple[str, ...] = ()
    candidate_id: int | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A planning as computed; it fits when there is no misfit."""

    plan: Plan
    misfits: tuple[Misfit, ...] = ()


def compute(session: ExamSession, settings: PlanSettings, *, from_moment: datetime | None = None) -> Proposal:
    """Compute the planning of a session; nothing starts before `from_moment` when one is given.

    The same session and settings always give the same planning, in well under a second.
    """
    days = session.days()
    hours = Hours(days[0], len(days), settings)
    if from_moment is not None:
        hours = Hours(days[0], len(days), settings, max(0, hours.minute(from_moment)))
    juries = juries_of(session, settings.panels)
    found = arrange(session, juries, hours, sitters_of(session, juries, hours))
    return Proposal(found.plan, tuple(Misfit(f"{who.name} n’a pas de place.", (), who.id) for who in found.unplaced))
