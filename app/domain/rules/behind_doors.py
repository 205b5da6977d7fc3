"""Who may read what the rules say of the deliberation: it is held « hors de toute autre présence »."""

from collections.abc import Iterable

from app.domain.people import Actor
from app.domain.rules.base import Finding, Place, RuleState
from app.domain.session import ExamSession

BEHIND_DOORS = "Le jury règle ce point hors de toute autre présence."
"""What stands for the findings that a person may not read."""


def sees_deliberation(session: ExamSession, actor: Actor) -> bool:
    """Whether this person may read what the jury discussed: jurors always, the responsable once the jury closed."""
    return not actor.is_manager or session.closing is not None


def readable(state: RuleState, *, in_full: bool) -> tuple[Finding, ...]:
    """The findings of one rule that a person may read: those of the deliberation only `in_full`."""
    return tuple(finding for finding in state.findings if in_full or finding.place is not Place.DELIBERATION)


def told(state: RuleState, *, in_full: bool) -> tuple[str, ...]:
    """The findings of one rule as a person may read them; one closed sentence stands for those of the deliberation."""
    open_ones = [finding.sentence for finding in readable(state, in_full=in_full)]
    return (*open_ones, BEHIND_DOORS) if len(open_ones) < len(state.findings) else tuple(open_ones)


def open_points(states: Iterable[RuleState], *, in_full: bool) -> int:
    """How many points are left to settle, as a person may read them: what Contrôles lists and the badge counts."""
    return sum(len(told(state, in_full=in_full)) for state in states)
