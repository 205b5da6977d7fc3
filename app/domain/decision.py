"""What the jury decides: positions on compétences, CCPs or blocs, and one outcome per candidate."""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from app.domain.framework.content import Criterion
from app.domain.grading import Unit

MOTIVE_MINIMUM = 15
"""Shortest motive that is accepted, in characters (rule 23)."""

_FRACTION = re.compile(
    r"(?<![\d/.,])(?P<value>(?:0|[1-9]\d{0,2})(?:[.,]\d+)?)\s*(?:/|\bsur\b)\s*(?P<scale>5|[1-6]0|80|100)(?![\d/]|[.,]\d)",
    re.IGNORECASE,
)
"""« 12/20 », « 14,5 sur 20 »: a usual scale. « 14/03/2026 », « 1/3 temps » and « 24/7 » are none."""

_OTHER_SCORE = re.compile(
    r"""
      \d\s*(?: [%％] | pour[\s-]?cents?\b )
    | \d\s*(?: points?\b | pts?\b )(?= \s*(?: $ | [.,;:!?)/] | sur\b | obtenus?\b | au\s+total | en\s+tout ))
    | (?<!\ben\s)\bmoyennes?\b (?:\s+générale)? \s*(?: de\b | : | = | est\s+de\b )?\s* \d
    | \bnot(?:e|es|é|ée)\b (?:\s+(?:finale|globale))? \s*(?: de\b | à\b | : | = | est\s+de\b )?\s*
      \d+(?:[.,]\d+)?(?= \s*(?: $ | [.;!?)] ))
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""Percentages, points won, means, « note : 12 »; « 3 relances » and « note 2 demandes du client » are none."""


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


class BlocStatus(Enum):
    """What a CCP or bloc column says for one candidate; the words come from the référentiel's vocabulary."""

    HELD = "déjà acquis"
    WON = "obtenu"
    LOST = "non obtenu"
    NOT_SAT = "non présenté"
    NOT_DELIBERATED = "non délibéré"
    OPEN = "à décider"


class Outcome(Enum):
    """What becomes of one candidate: the jury's one decision, or what is observed instead of it."""

    PASSED = "reussite"
    PARTIAL = "reussite_partielle"
    FAILED = "echec"
    BLOC_WON = "bloc_obtenu"
    BLOC_LOST = "bloc_non_obtenu"
    ABSENT = "absence"
    NOT_DELIBERATED = "non_delibere"

    @property
    def opens_awards(self) -> bool:
        """Whether the jury sets each CCP by hand once this is decided (rule 27)."""
        return self in (Outcome.PARTIAL, Outcome.FAILED)

    @property
    def is_decided(self) -> bool:
        """Whether it is the jury's decision: an absence and a missing quorum are observed."""
        return self not in (Outcome.ABSENT, Outcome.NOT_DELIBERATED)

    @property
    def awards_everything(self) -> bool:
        """Whether everything at stake is awarded at once: the title, or the bloc."""
        return self in (Outcome.PASSED, Outcome.BLOC_WON)


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


def left_to_name(unit: Unit, position: Position) -> tuple[Criterion, ...]:
    """The critères that a motive cites without quoting them: whoever shows the motive names these beside it."""
    cited = (criterion for criterion in unit.criteria if criterion.id in position.cited)
    return tuple(criterion for criterion in cited if criterion.label not in position.motive)


def holds_score(text: str) -> bool:
    """Whether a text states a mark, a mean or a percentage, which a titre professionnel never does (rule 21)."""
    fractions = _FRACTION.finditer(text)
    marks = (float(found["value"].replace(",", ".")) <= int(found["scale"]) for found in fractions)
    return any(marks) or _OTHER_SCORE.search(text) is not None
