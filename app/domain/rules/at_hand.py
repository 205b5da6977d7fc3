"""What is to settle now, and by whom, and what keeps the jury from closing: counted here for every screen.

What comes by itself as the session goes on is counted for nobody; the closing waits for it all the same.
"""

from collections.abc import Iterable

from app.domain.counting import counted
from app.domain.people import Actor
from app.domain.rules.base import Finding, Place, RuleState
from app.domain.rules.behind_doors import readable


def is_at_hand(finding: Finding, actor: Actor, *, closed: bool = False) -> bool:
    """Whether this person has this breach to settle now.

    The responsable prepares, runs the day and enters what comes back of the closing; grids, deliberation and
    confirmations are each juror's own. Once the session is `closed`, only what belongs to the closing moves.
    """
    if finding.awaits or (closed and finding.place is not Place.CLOSING):
        return False
    if actor.is_manager:
        return finding.place in _MANAGERS or (finding.place is Place.CLOSING and finding.person_id is None)
    return finding.place in _JURORS and finding.person_id in (None, actor.person_id)


def points_at_hand(states: Iterable[RuleState], actor: Actor, *, heard: frozenset[int], closed: bool = False) -> int:
    """How many points this person has to settle now, among those that he or she may read."""
    found = (finding for state in states for finding in readable(state, heard=heard))
    return sum(is_at_hand(finding, actor, closed=closed) for finding in found)


def in_the_way(blocking: int, awaited: int) -> str:
    """« 4 points bloquants et 6 points « pas encore » »: what keeps the jury from closing, those of the jury apart."""
    counts = (
        counted(blocking, "point bloquant") if blocking else "",
        f"{counted(awaited, 'point')} « pas encore »" if awaited else "",
    )
    return " et ".join(filter(None, counts))


_MANAGERS = (Place.PREPARATION, Place.DAY, Place.DOCUMENTS, Place.CHECKS)
_JURORS = (Place.DAY, Place.GRADING, Place.DELIBERATION, Place.CLOSING)
