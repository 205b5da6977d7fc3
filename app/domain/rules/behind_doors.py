"""Who may read what the rules say of the deliberation: it is held « hors de toute autre présence »."""

from collections.abc import Iterable

from app.domain.people import Actor
from app.domain.rules.base import Finding, Place, RuleState
from app.domain.session import ExamSession

BEHIND_DOORS = "Le jury règle ce point hors de toute autre présence."
"""What stands for the findings that a person may not read."""


def sees_deliberation(session: ExamSession, actor: Actor) -> bool:
    """Whether this person has a part in the jury's side: jurors always, the responsable once the jury closed."""
    return not actor.is_manager or session.closing is not None


def deliberations_open_to(session: ExamSession, actor: Actor) -> frozenset[int]:
    """Ids of the candidates of whom this person may read the deliberation.

    Until the jury closed, a juror has those that he or she evaluates, and the responsable none; then all are open.
    """
    return frozenset(
        candidate.id
        for candidate in session.candidates
        if session.closing is not None or actor.person_id in {juror.id for juror in session.jurors_for(candidate)}
    )


def readable(state: RuleState, *, heard: frozenset[int]) -> tuple[Finding, ...]:
    """The findings of one rule that a person may read: those of the deliberation only on the candidates `heard`."""
    return tuple(
        finding
        for finding in state.findings
        if finding.place is not Place.DELIBERATION or finding.candidate_id in heard
    )


def told(state: RuleState, *, heard: frozenset[int]) -> tuple[str, ...]:
    """The findings of one rule as a person may read them; one closed sentence stands for those he or she may not."""
    open_ones = [finding.sentence for finding in readable(state, heard=heard)]
    return (*open_ones, BEHIND_DOORS) if len(open_ones) < len(state.findings) else tuple(open_ones)


def open_points(states: Iterable[RuleState], *, heard: frozenset[int]) -> int:
    """How many points are left to settle, as a person may read them: what Contrôles lists and the badge counts."""
    return sum(len(told(state, heard=heard)) for state in states)
