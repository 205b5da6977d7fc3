"""What the jury decides: positions on compétences, CCPs or blocs, and one outcome per candidate."""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from app.domain.grading import Unit

MOTIVE_MINIMUM = 15
"""Shortest motive that is accepted, in characters (rule 23)."""

_SCORE = re.compile(r"\d+(?:[.,]\d+)?\s*(?:/\s*\d+|%|pour cent|points?\b)|\bmoyenne\s+(?:de\s+)?\d", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Position:
    """The jury's agreed position on one unit; a refusal carries its motive and the critères it cites."""

    candidate_id: int
    unit_id: str
    mastered: bool
    motive: str = ""
    cited: tuple[str, ...] = ()


class AwardValue(Enum):
    """What becomes of a CCP or bloc for one candidate."""

    WON = "obtenu"
    LOST = "non_obtenu"


@dataclass(frozen=True, slots=True)
class Award:
    """The jury's decision on one CCP or bloc."""

    candidate_id: int
    bloc_id: str
    value: AwardValue


class Outcome(Enum):
    """The one decision per candidate."""

    PASSED = "reussite"
    PARTIAL = "reussite_partielle"
    FAILED = "echec"
    BLOC_WON = "bloc_obtenu"
    BLOC_LOST = "bloc_non_obtenu"
    ABSENT = "absence"

    @property
    def opens_awards(self) -> bool:
        """Whether the jury sets each CCP by hand once this is decided (rule 27)."""
        return self in (Outcome.PARTIAL, Outcome.FAILED)


@dataclass(frozen=True, slots=True)
class Decision:
    """What the jury decided for one candidate, entered once."""

    candidate_id: int
    outcome: Outcome
    motive: str
    decided_at: datetime


@dataclass(frozen=True, slots=True)
class Confirmation:
    """One juror's confirmation of one decision, given with the juror's own code."""

    juror_id: int
    candidate_id: int
    at: datetime


class MotiveFault(Enum):
    """Why a motive is refused; the value completes « Le motif … »."""

    TOO_SHORT = f"compte moins de {MOTIVE_MINIMUM} caractères"
    NO_CRITERION = "ne cite aucun critère de cette compétence"
    HOLDS_SCORE = "contient une note, une moyenne ou un pourcentage"


def motive_fault(motive: str, cited: tuple[str, ...], unit: Unit, *, scores_forbidden: bool) -> MotiveFault | None:
    """Why this motive cannot support « non maîtrisée », or None (rules 21 and 23).

    A unit without critères (a case study on a whole bloc) needs a motive but has nothing to cite.
    """
    if len(motive.strip()) < MOTIVE_MINIMUM:
        return MotiveFault.TOO_SHORT
    if unit.criteria and not any(unit.criterion(criterion_id) for criterion_id in cited):
        return MotiveFault.NO_CRITERION
    if scores_forbidden and holds_score(motive):
        return MotiveFault.HOLDS_SCORE
    return None


def holds_score(text: str) -> bool:
    """Whether a text states a mark, a mean or a percentage, which a titre professionnel never does (rule 21)."""
    return _SCORE.search(text) is not None
