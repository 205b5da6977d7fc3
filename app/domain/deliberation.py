"""What the jury sees when it deliberates on one candidate: divergences first, facts, proposals, lawful outcomes.

Nothing here decides: a proposal exists only where every juror found every critère met, and is never applied
by itself (rule 22).
"""

from dataclasses import dataclass
from datetime import datetime

from app.domain.candidate import Candidate
from app.domain.decision import Outcome, Position
from app.domain.framework.content import Criterion
from app.domain.grading import FactKind, Mark, Unit
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
    """One critère in one part: each juror's answer in the jury's order (None: nothing written), and the facts."""

    criterion: Criterion
    part_id: str
    part_short: str
    marks: tuple[Mark | None, ...]
    facts: tuple[QuotedFact, ...]
    in_points: bool = False

    @property
    def diverges(self) -> bool:
        """Whether two jurors answered differently; with points, whether they stand on two sides of the threshold."""
        if self.in_points:
            return len({mark.value.met if mark else "" for mark in self.marks}) > 1
        return len({mark.value if mark else None for mark in self.marks}) > 1


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
        unmet = (line.criterion for line in self.lines if not _all_met(line))
        return tuple(dict.fromkeys(unmet))


@dataclass(frozen=True, slots=True)
class Review:
    """One candidate's page. While a grid is open, `sealed` is true and no content is shown to anyone (rule 19)."""

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
    sealed = not session.all_locked(candidate)
    units = () if sealed else tuple(_unit_review(session, candidate, unit) for unit in session.units_for(candidate))
    return Review(
        candidate=candidate,
        jurors=session.jurors_for(candidate),
        sealed=sealed,
        expected_grids=len(grids),
        locked_grids=sum(grid.is_locked for _juror, _part, grid in grids),
        units=tuple(sorted(units, key=lambda unit: not unit.diverges)),
        appreciations=()
        if sealed
        else tuple((juror, part.label, grid.appreciation) for juror, part, grid in grids if grid.appreciation),
        outcomes=lawful_outcomes(session, candidate),
        proposed=None if sealed else proposed_outcome(session, candidate),
    )


def _unit_review(session: ExamSession, candidate: Candidate, unit: Unit) -> UnitReview:
    jurors = session.jurors_for(candidate)
    lines = []
    for part in session.expected_parts(candidate):
        if unit.id not in {shown.id for shown in session.grid_units(candidate, part)}:
            continue
        grids = [session.grid(juror.id, candidate.id, part.id) for juror in jurors]
        for criterion in unit.criteria:
            facts = [
                QuotedFact(juror, fact.at, fact.text, fact.kind)
                for juror, grid in zip(jurors, grids, strict=True)
                for fact in grid.facts
                if fact.criterion_id == criterion.id
            ]
            marks = tuple(grid.marks.get(criterion.id) for grid in grids)
            in_points = session.framework.scale.points is not None
            lines.append(CriterionLine(criterion, part.id, part.short, marks, tuple(facts), in_points))
    all_met = bool(lines) and all(_all_met(line) for line in lines)
    return UnitReview(unit, tuple(lines), session.position(candidate.id, unit.id), all_met)


def _all_met(line: CriterionLine) -> bool:
    return all(mark is not None and mark.value.met is True for mark in line.marks)


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
