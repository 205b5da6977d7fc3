"""What is to settle now, and by whom: what the badge of Contrôles counts for the person at the desk.

What comes by itself as the session goes on is counted for nobody; the closing waits for it all the same.
"""

from collections.abc import Iterable

from app.domain.people import Actor
from app.domain.rules.base import Finding, Place, RuleState
from app.domain.rules.behind_doors import readable


def is_at_hand(finding: Finding, actor: Actor) -> bool:
    """Whether this person has this breach to settle now.

    The responsable prepares, runs the day and enters what comes back of the closing; grids, deliberation and
    confirmations are each juror's own.
    """
    if finding.awaits:
        return False
    if actor.is_manager:
        return finding.place in _MANAGERS or (finding.place is Place.CLOSING and finding.person_id is None)
    return finding.place in _JURORS and finding.person_id in (None, actor.person_id)


def points_at_hand(states: Iterable[RuleState], actor: Actor, *, heard: frozenset[int]) -> int:
    """How many points this person has to settle now, among those that he or she may read."""
    return sum(is_at_hand(finding, actor) for state in states for finding in readable(state, heard=heard))


_MANAGERS = (Place.PREPARATION, Place.DAY)
_JURORS = (Place.DAY, Place.GRADING, Place.DELIBERATION, Place.CLOSING)
