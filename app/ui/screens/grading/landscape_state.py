"""What the landscape shows, frozen: one compétence at a time, critères down, copies across, each by its identifier."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.answer import Answer
from app.domain.copies import Copy
from app.domain.grading import Grid, Mark, Unit, gaps_of
from app.services.grading import GridKey


@dataclass(frozen=True, slots=True)
class CopyColumn:
    """One copy: the answers of the critères shown, and what the whole copy still lacks before its lock."""

    key: GridKey
    identifier: str
    author: str
    answered: int
    count: int
    lacks: int
    locked: str
    marks: Mapping[str, Mark]

    @property
    def heading(self) -> str:
        """« ACOM-417 », and under it how far the copy is."""
        return f"{self.identifier}\n{'verrouillée' if self.locked else f'{self.answered} sur {self.count}'}"


@dataclass(frozen=True, slots=True)
class CriterionLine:
    """One critère; `number` is its place on the whole grid."""

    id: str
    number: int
    label: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One compétence of one written part, which some copies have in common."""

    part_id: str
    unit: Unit
    first_number: int


@dataclass(frozen=True, slots=True)
class LandscapeState:
    """The compétences, the one shown, its critères and the copies that have it; `answers` are in the order of keys."""

    titles: tuple[str, ...] = ()
    place: int = 0
    lines: tuple[CriterionLine, ...] = ()
    columns: tuple[CopyColumn, ...] = ()
    answers: tuple[Answer, ...] = ()


def sheets_of(copies: tuple[Copy, ...]) -> tuple[Sheet, ...]:
    """The compétences that can be shown, in the order of the grids; numbers are those of the fullest grid."""
    found: dict[tuple[str, str], Sheet] = {}
    for copy in sorted(copies, key=lambda each: -each.count):
        number = 1
        for unit in copy.units:
            if unit.criteria:
                found.setdefault((copy.part.id, unit.id), Sheet(copy.part.id, unit, number))
            number += len(unit.criteria)
    parts = list(dict.fromkeys(copy.part.id for copy in copies))
    return tuple(sorted(found.values(), key=lambda sheet: (parts.index(sheet.part_id), sheet.first_number)))


def landscape_state(
    copies: tuple[Copy, ...], grids: Mapping[GridKey, Grid], place: int, answers: tuple[Answer, ...]
) -> LandscapeState:
    """One compétence side by side."""
    sheets = sheets_of(copies)
    if not sheets:
        return LandscapeState(answers=answers)
    sheet = sheets[place]
    lines = tuple(
        CriterionLine(criterion.id, number, criterion.label)
        for number, criterion in enumerate(sheet.unit.criteria, start=sheet.first_number)
    )
    shown = [c for c in copies if c.part.id == sheet.part_id and any(unit.id == sheet.unit.id for unit in c.units)]
    columns = tuple(copy_column(copy, grids[GridKey(copy.candidate_id, copy.part.id)]) for copy in shown)
    return LandscapeState(tuple(each.unit.label for each in sheets), place, lines, columns, answers)


def copy_column(copy: Copy, grid: Grid) -> CopyColumn:
    """One copy as its grid stands."""
    answered = sum(criterion.id in grid.marks for unit in copy.units for criterion in unit.criteria)
    return CopyColumn(
        key=GridKey(copy.candidate_id, copy.part.id),
        identifier=copy.identifier,
        author=copy.author,
        answered=answered,
        count=copy.count,
        lacks=len(gaps_of(grid, copy.units)),
        locked=f"{grid.locked_at:%H:%M}" if grid.locked_at else "",
        marks=grid.marks,
    )
