"""What Évaluation shows, frozen, card by card: a card draws itself anew only when its own part changed."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from app.domain.fact_writing import shown as written
from app.domain.framework.content import Criterion
from app.domain.framework.scale import MarkingScale
from app.domain.grading import FactKind, Gap, GapKind, Grid, Mark, Unit, gaps_of
from app.services.grading import GridKey
from app.ui.screens.grading.frame_state import FrameState

_MOST_LINES = 8
"""Critères and indicateurs that one page holds together; where there are more, indicateurs are one key away."""


class Way(Enum):
    """Where an empty screen leads."""

    NOWHERE = ""
    CHANGE_PERSON = "Changer de personne"
    DAY = "Aller à la Journée"


@dataclass(frozen=True, slots=True)
class Blank:
    """Why there is nothing to grade, and where to go."""

    title: str
    sentence: str
    way: Way = Way.DAY


@dataclass(frozen=True, slots=True)
class CriterionLine:
    """One critère; `number` is its place on the whole grid, as gaps and facts name it.

    `indicators` are there when the page has room for them, `history` says what was corrected after a lock.
    """

    id: str
    number: int
    label: str
    mark: Mark | None
    note: str = ""
    indicators: str = ""
    history: str = ""


@dataclass(frozen=True, slots=True)
class UnitTab:
    """One compétence of the grid: how many of its critères are answered. It is a count, never a score."""

    label: str
    answered: int
    count: int

    @property
    def words(self) -> str:
        """« 3 critères sur 5 »."""
        return f"{self.answered} critère{'s' if self.answered > 1 else ''} sur {self.count}"


@dataclass(frozen=True, slots=True)
class CriteriaState:
    """The critères of one compétence at a time, with the counts of the others."""

    key: GridKey
    scale: MarkingScale
    tabs: tuple[UnitTab, ...]
    place: int
    lines: tuple[CriterionLine, ...]
    current: str
    read_only: bool


@dataclass(frozen=True, slots=True)
class AppreciationState:
    """The appreciation of a part; `fault` says why the last words typed are not on disk.

    It is all that there is to write where the part has no critère, and `beside` the answers where it has some.
    """

    key: GridKey
    about: tuple[str, ...]
    saved: str
    read_only: bool
    fault: str = ""
    beside: bool = False


@dataclass(frozen=True, slots=True)
class DetailState:
    """What the référentiel says around one critère."""

    title: str
    label: str
    sections: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class FactLineState:
    """One fact; `criterion` is the number of the critère it is attached to, None while it is loose."""

    number: int
    at: datetime
    phase: str
    text: str
    criterion: int | None
    kind: FactKind = FactKind.OBSERVED

    @property
    def words(self) -> str:
        """The text as one reads it: a quotation between its marks."""
        return written(self.kind, self.text)


@dataclass(frozen=True, slots=True)
class FactsState:
    """The facts of a grid, and the line being written.

    Attributes:
        facts: in the order in which they were noted.
        current: number of the critère to which a fact would be attached, None where there is no critère.
        count: how many critères the grid has.
        draft: what stands in the line and is not stamped yet.
        read_only: the grid is locked.
    """

    facts: tuple[FactLineState, ...]
    current: int | None
    count: int
    draft: str
    read_only: bool


@dataclass(frozen=True, slots=True)
class GapLine:
    """One group of things that lack; choosing it leads to the first of them."""

    words: str
    criterion_id: str | None


@dataclass(frozen=True, slots=True)
class LockState:
    """What stands between the grid and its lock, or since when it is locked."""

    gaps: tuple[GapLine, ...]
    loose_facts: int
    locked_at: datetime | None
    has_criteria: bool = True

    @property
    def can_lock(self) -> bool:
        """Whether nothing stands between an open grid and its lock."""
        return self.locked_at is None and not self.gaps

    @property
    def refusal(self) -> str:
        """What lacks, in one line; empty when the grid can be locked."""
        return ", ".join(gap.words for gap in self.gaps)


@dataclass(frozen=True, slots=True)
class GradingState:
    """The whole screen; either `blank` or the rest."""

    blank: Blank | None = None
    frame: FrameState | None = None
    criteria: CriteriaState | None = None
    appreciation: AppreciationState | None = None
    detail: DetailState | None = None
    facts: FactsState | None = None
    lock: LockState | None = None


def criteria_state(
    scale: MarkingScale, units: tuple[Unit, ...], grid: Grid, current: str, *, read_only: bool = False
) -> CriteriaState:
    """The compétence that holds the current critère."""
    place = unit_place(units, current)
    before = sum(len(unit.criteria) for unit in units[:place])
    tabs = tuple(UnitTab(u.label, sum(c.id in grid.marks for c in u.criteria), len(u.criteria)) for u in units)
    criteria = units[place].criteria
    roomy = len(criteria) + sum(len(criterion.indicators) for criterion in criteria) <= _MOST_LINES
    lines = tuple(
        CriterionLine(
            c.id,
            before + n,
            c.label,
            grid.marks.get(c.id),
            " ".join(c.notes),
            "\n".join(f"• {indicator}" for indicator in c.indicators) if roomy else "",
            "\n".join(correction.sentence for correction in grid.corrections_of(c.id)),
        )
        for n, c in enumerate(criteria, start=1)
    )
    key = GridKey(grid.candidate_id, grid.part_id)
    return CriteriaState(key, scale, tabs, place, lines, current, read_only or grid.is_locked)


def unit_place(units: tuple[Unit, ...], criterion_id: str) -> int:
    """The place of the unit that holds a critère."""
    return next(place for place, unit in enumerate(units) if unit.criterion(criterion_id) is not None)


def criterion_number(units: tuple[Unit, ...], criterion_id: str) -> int:
    """The place of a critère on the whole grid, from 1."""
    return [criterion.id for unit in units for criterion in unit.criteria].index(criterion_id) + 1


def facts_state(
    units: tuple[Unit, ...], grid: Grid, current: str | None, draft: str, *, read_only: bool = False
) -> FactsState:
    """The facts, in the order in which they were noted."""
    facts = tuple(
        FactLineState(
            fact.number,
            fact.at,
            fact.phase,
            fact.text,
            criterion_number(units, fact.criterion_id) if fact.criterion_id else None,
            fact.kind,
        )
        for fact in grid.facts
    )
    count = sum(len(unit.criteria) for unit in units)
    number = criterion_number(units, current) if current else None
    return FactsState(facts, number, count, draft, read_only or grid.is_locked)


def lock_state(units: tuple[Unit, ...], grid: Grid) -> LockState:
    """What lacks, grouped compétence by compétence."""
    gaps = gaps_of(grid, units)
    lines = [GapLine("appréciation à écrire", None) for gap in gaps if gap.kind is GapKind.APPRECIATION_MISSING]
    for unit in units:
        wanted = [gap for gap in gaps if gap.kind is GapKind.UNANSWERED and _stands_in(unit, gap)]
        if wanted:
            lines.append(GapLine(_numbers_words([gap.number or 0 for gap in wanted]), wanted[0].criterion_id))
    lines += [
        GapLine(f"un mot pour le critère {gap.number}", gap.criterion_id)
        for gap in gaps
        if gap.kind is GapKind.WORD_MISSING
    ]
    loose = sum(fact.criterion_id is None for fact in grid.facts) if units else 0
    return LockState(tuple(lines), loose, grid.locked_at, bool(units))


def _stands_in(unit: Unit, gap: Gap) -> bool:
    return gap.criterion_id is not None and unit.criterion(gap.criterion_id) is not None


def _numbers_words(numbers: list[int]) -> str:
    """« critère 4 », « critères 4 et 5 », « critères 1 à 5 », « critères 1, 3 et 4 »."""
    if len(numbers) == 1:
        return f"critère {numbers[0]}"
    if len(numbers) > 2 and numbers[-1] - numbers[0] == len(numbers) - 1:
        return f"critères {numbers[0]} à {numbers[-1]}"
    return f"critères {', '.join(map(str, numbers[:-1]))} et {numbers[-1]}"


def next_gap(units: tuple[Unit, ...], grid: Grid, after: str) -> Gap | None:
    """The next thing that lacks after a critère, then from the first one; None when the grid is complete."""
    gaps = gaps_of(grid, units)
    number = criterion_number(units, after)
    return next((gap for gap in gaps if (gap.number or 0) > number), next(iter(gaps), None))


def first_to_answer(units: tuple[Unit, ...], grid: Grid) -> str | None:
    """The critère to begin with: the first without an answer, else the first; None when there is no critère."""
    criteria: list[Criterion] = [criterion for unit in units for criterion in unit.criteria]
    waiting = (criterion.id for criterion in criteria if criterion.id not in grid.marks)
    return next(waiting, criteria[0].id if criteria else None)
