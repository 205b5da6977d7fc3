"""The versions of a grid that wait for a choice, whole, for their author and nobody else."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.domain.faults import DomainError, JuryFault
from app.domain.framework.content import Criterion
from app.domain.grading import Grid
from app.domain.merging import OPEN_HERE, GridId
from app.domain.people import Actor
from app.models.jury_rows import GridRow
from app.services import reading
from app.services.desk import Desk, require_juror
from app.services.grid_contents import GRID, locked_on
from app.services.grid_versions import versions_of


@dataclass(frozen=True, slots=True)
class Version:
    """One version: what it is kept by (`OPEN_HERE` while it is written on this laptop), its laptop, its content.

    `is_from_here` tells one that was written on this laptop.
    """

    digest: str
    machine: str
    grid: Grid
    is_from_here: bool


@dataclass(frozen=True, slots=True)
class Versions:
    """Every version of one grid that waits for a choice, and the critères in the order of the grid."""

    candidate: str
    part: str
    criteria: tuple[Criterion, ...]
    versions: tuple[Version, ...]


def waiting_versions(desk: Desk, actor: Actor, grid: GridId) -> Versions:
    """The versions among which the author of a grid chooses: the one that stands here first, then the earliest.

    Raises:
        DomainError: not the author of the grid, or nothing waits for a choice.
    """
    if require_juror(actor) != grid[0]:
        raise DomainError(JuryFault.VERSION_NOT_YOURS)
    with desk.read() as rows:
        session = reading.session_of(desk, rows)
        waiting = session.disputes.get(grid, ())
        if not waiting:
            raise DomainError(JuryFault.VERSION_UNKNOWN)
        kept = [GRID.validate_python(row.content) for row in versions_of(rows, grid)]
        found = _standing(desk, rows, session.grid(*grid))
    for content in sorted(kept, key=lambda each: each.rank):
        whole = content.grid(grid[0], session.framework.scale)
        from_here = content.machine == desk.file.machine
        found.setdefault(content.digest, Version(content.digest, content.machine, whole, from_here))
    candidate = session.candidate(grid[1])
    _modality, part = session.part_for(candidate, grid[2])
    return Versions(
        candidate.name,
        part.label,
        session.grid_criteria(candidate, part),
        tuple(version for digest, version in found.items() if digest in waiting),
    )


def _standing(desk: Desk, rows: Session, grid: Grid) -> dict[str, Version]:
    """What stands on this laptop, by its digest, if anything was written."""
    row = rows.get(GridRow, (grid.juror_id, grid.candidate_id, grid.part_id))
    if row is None or not grid.is_begun:
        return {}
    here = desk.file.machine
    if not grid.is_locked:
        return {OPEN_HERE: Version(OPEN_HERE, here, grid, is_from_here=True)}
    machine = locked_on(rows, row, here)
    return {grid.digest: Version(grid.digest, machine, grid, machine == here)}
