"""What the jury sees when it deliberates on one candidate: divergences first, facts, proposals, lawful outcomes.

Nothing here decides: a proposal exists only where every juror found every critère met, and is never applied
by itself (rule 22).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.domain.candidate import Candidate
from app.domain.decision import Outcome, Position
from app.domain.framework.content import Criterion
from app.domain.framework.sitting_plan import Part
from app.domain.grading import FactKind, Grid, Mark, Unit
from app.domain.outcomes import lawful_outcomes
from app.domain.people import Person
from app.domain.session import ExamSession


@dataclass(frozen=True, slots=True)
class QuotedFact:
    """A fact that a juror attached to a critère; a judgement is no fact, and is told apart."""

    juror: Person
    at: datetime
    text: str
    kind: FactKind = FactKind.OBSERVED


@dataclass(frozen=True, slots=True)
class CriterionLine:
    """One critère in one part: each juror's answer in the jury's order (None: nothing written), and the facts.

    A grid that the jury does without gives no answer: its juror's place is true in `without`, empty when all count.
    """

    criterion: Criterion
    part_id: str
    part_short: str
    marks: tuple[Mark | None, ...]
    facts: tuple[QuotedFact, ...]
    in_points: bool = False
    without: tuple[bool, ...] = ()

    @property
    def answers(self) -> tuple[Mark | None, ...]:
        """The answers that count."""
        if not self.without:
            return self.marks
        return tuple(mark for mark, left_out in zip(self.marks, self.without, strict=True) if not left_out)

    @property
    def diverges(self) -> bool:
        """Whether two jurors answered differently; with points, whether they stand on two sides of the threshold."""
        if self.in_points:
            return len({mark.value.met if mark else "" for mark in self.answers}) > 1
        return len({mark.value if mark else None for mark in self.answers}) > 1

    @property
    def all_met(self) -> bool:
        """Whether somebody answered, and everybody who did found it met."""
        return bool(self.answers) and not self.is_unmet

    @property
    def is_unmet(self) -> bool:
        """Whether somebody did not find it met."""
        return any(not _is_met(mark) for mark in self.answers)

    def reading(self, place: int) -> bool | None:
        """Whether the juror of that place found it met, None when this juror's grid is done without."""
        if self.without and self.without[place]:
            return None
        return _is_met(self.marks[place])


@dataclass(frozen=True, slots=True)
class UnitReview:
    """One compétence (or bloc) under deliberation."""

    unit: Unit
    lines: tuple[CriterionLine, ...]
    position: Position | None
    proposed_mastered: bool

    @property
    def diverges(self) -> bool:
        """Whether the jurors differ on any critère of this unit (rule 25)."""
        return any(line.diverges for line in self.lines)

    @property
    def unmet(self) -> tuple[Criterion, ...]:
        """The critères that at least one juror did not find met: what a motive can cite."""
        unmet = (line.criterion for line in self.lines if line.is_unmet)
        return tuple(dict.fromkeys(unmet))


@dataclass(frozen=True, slots=True)
class Review:
    """One candidate's page. While a grid is open, `sealed` is true and no content is shown to anyone (rule 19).

    Grids that the jury does without are not among the expected ones; one that stands in two versions is not in yet.
    """

    candidate: Candidate
    jurors: tuple[Person, ...]
    sealed: bool
    expected_grids: int
    locked_grids: int
    units: tuple[UnitReview, ...]
    appreciations: tuple[tuple[Person, str, str], ...]
    outcomes: tuple[Outcome, ...]
    proposed: Outcome | None

    @property
    def divergences(self) -> int:
        """How many units need an agreed position before anything else."""
        return sum(unit.diverges for unit in self.units)


def review(session: ExamSession, candidate: Candidate) -> Review:
    """Gather one candidate's page; divergences first, then the référentiel's order."""
    grids = list(session.grids_of(candidate))
    owed = [grid for _juror, _part, grid in grids if (grid.juror_id, candidate.id, grid.part_id) not in session.waived]
    sealed = not session.all_locked(candidate)
    units = () if sealed else tuple(_unit_reviews(session, candidate, grids))
    return Review(
        candidate=candidate,
        jurors=session.jurors_for(candidate),
        sealed=sealed,
        expected_grids=len(owed),
        locked_grids=sum(session.is_in(grid) for grid in owed),
        units=tuple(sorted(units, key=lambda unit: not unit.diverges)),
        appreciations=()
        if sealed
        else tuple(
            (juror, part.label, grid.appreciation)
            for juror, part, grid in grids
            if grid.appreciation and not _is_done_without(session, grid)
        ),
        outcomes=lawful_outcomes(session, candidate),
        proposed=None if sealed else proposed_outcome(session, candidate),
    )


def _unit_reviews(
    session: ExamSession, candidate: Candidate, grids: Sequence[tuple[Person, Part, Grid]]
) -> Iterator[UnitReview]:
    """Each unit with its lines, the grids being gone through once."""
    jurors = len(session.jurors_for(candidate))
    in_points = session.framework.scale.points is not None
    lines: dict[str, list[CriterionLine]] = {}
    for place in range(0, len(grids), jurors):
        of_part = grids[place : place + jurors]
        part = of_part[0][1]
        without = tuple(_is_done_without(session, grid) for _juror, _part, grid in of_part)
        facts = _facts_by_criterion([each for each, out in zip(of_part, without, strict=True) if not out])
        for unit in session.grid_units(candidate, part):
            for criterion in unit.criteria:
                marks = tuple(
                    None if out else grid.marks.get(criterion.id)
                    for (_juror, _part, grid), out in zip(of_part, without, strict=True)
                )
                told = tuple(facts.get(criterion.id, ()))
                line = CriterionLine(criterion, part.id, part.short, marks, told, in_points, without)
                lines.setdefault(unit.id, []).append(line)
    for unit in session.units_for(candidate):
        of_unit = tuple(lines.get(unit.id, ()))
        all_met = bool(of_unit) and all(line.all_met for line in of_unit)
        yield UnitReview(unit, of_unit, session.position(candidate.id, unit.id), all_met)


def _is_done_without(session: ExamSession, grid: Grid) -> bool:
    return (grid.juror_id, grid.candidate_id, grid.part_id) in session.waived


def _facts_by_criterion(grids: Iterable[tuple[Person, Part, Grid]]) -> dict[str, list[QuotedFact]]:
    facts: dict[str, list[QuotedFact]] = {}
    for juror, _part, grid in grids:
        for fact in grid.facts:
            if fact.criterion_id is not None:
                facts.setdefault(fact.criterion_id, []).append(QuotedFact(juror, fact.at, fact.text, fact.kind))
    return facts


def _is_met(mark: Mark | None) -> bool:
    return mark is not None and mark.value.met is True


def proposed_outcome(session: ExamSession, candidate: Candidate) -> Outcome | None:
    """The favourable outcome when the jury found every unit mastered, else nothing: a refusal is never proposed."""
    units = session.units_for(candidate)
    positions = [session.position(candidate.id, unit.id) for unit in units]
    if candidate.is_absent or candidate.left_for_good or not units:
        return None
    if not all(position and position.mastered for position in positions):
        return None
    outcomes = lawful_outcomes(session, candidate)
    favourable = (outcome for outcome in outcomes if outcome in (Outcome.PASSED, Outcome.BLOC_WON))
    return next(favourable, None)
