"""Grids that the jury deliberates without: a laptop lost, a juror gone; said by a juror, with the reason (rule 45)."""

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.candidate import Candidate
from app.domain.faults import DomainError, Fault, JuryFault
from app.domain.merging import GridId
from app.domain.people import Actor
from app.domain.session import ExamSession
from app.domain.waiving import may_come_back, may_waive
from app.models.jury_rows import GridRow
from app.models.packet_rows import GridWaiverRow
from app.services import reading
from app.services.desk import Desk, require_in_room, require_juror


def waive(desk: Desk, actor: Actor, grid: GridId, reason: str) -> dt.datetime:
    """Let the jury deliberate without one grid; the candidate's part keeps at least one other.

    A locked grid counts and is never done without, unless several versions of it wait for an author who is gone.

    Raises:
        DomainError: not a juror of this candidate in the room, no reason, a grid that nobody expects, that is locked
            in one version or that is the last one of its part, one's own while another juror is in the room, or the
            jury already deliberated on this candidate.
    """
    if not reason.strip():
        raise DomainError(Fault.REASON_MISSING)
    with desk.write(actor, reason) as rows:
        session, candidate = _reached(desk, rows, actor, grid)
        expected = {(juror.id, candidate.id, part.id): part for juror, part, _grid in session.grids_of(candidate)}
        if grid not in expected:
            raise DomainError(JuryFault.WAIVER_NOT_EXPECTED)
        if session.grid(*grid).is_locked and grid not in session.disputes:
            raise DomainError(JuryFault.WAIVER_OF_LOCKED)
        part = expected[grid]
        if not any(each[2] == part.id and each != grid and each not in session.waived for each in expected):
            raise DomainError(JuryFault.WAIVER_OF_LAST, candidate=candidate.name, part=part.label)
        typist = require_juror(actor)
        if not may_waive(session, candidate, grid, typist):
            raise DomainError(JuryFault.WAIVER_OF_OWN)
        juror_id, candidate_id, part_id = grid
        rows.merge(
            GridWaiverRow(
                juror_id=juror_id,
                candidate_id=candidate_id,
                part_id=part_id,
                waived_by=typist,
                reason=reason.strip(),
                at=desk.now(),
            )
        )
    return desk.now()


def take_back_waiver(desk: Desk, actor: Actor, grid: GridId) -> dt.datetime:
    """Expect a grid again after all.

    Raises:
        DomainError: not a juror of this candidate in the room, the grid is not done without, the others were open to
            all thanks to its absence before it was locked, or the jury already deliberated.
    """
    with desk.write(actor) as rows:
        session, candidate = _reached(desk, rows, actor, grid)
        row = rows.get(GridWaiverRow, grid)
        if row is None:
            raise DomainError(JuryFault.WAIVER_UNKNOWN)
        waiver = next(each for each in session.grid_waivers if each.key == grid)
        if not may_come_back(session, candidate, waiver, _reopened(rows, candidate.id)):
            raise DomainError(JuryFault.WAIVER_USED, candidate=candidate.name)
        rows.delete(row)
    return desk.now()


def require_expected(rows: Session, grid: GridId) -> None:
    """Nothing is written on a grid that the jury does without: its author may read the others' (rule 19).

    Raises:
        DomainError: the jury does without it.
    """
    if rows.get(GridWaiverRow, grid) is not None:
        raise DomainError(JuryFault.GRID_WAIVED)


def _reopened(rows: Session, candidate_id: int) -> frozenset[GridId]:
    """The grids of one candidate that were locked once and are written again."""
    found = select(GridRow).where(GridRow.candidate_id == candidate_id, GridRow.reopened != "")
    return frozenset((row.juror_id, row.candidate_id, row.part_id) for row in rows.scalars(found))


def _reached(desk: Desk, rows: Session, actor: Actor, grid: GridId) -> tuple[ExamSession, Candidate]:
    session = reading.session_of(desk, rows)
    candidate = session.candidate(grid[1])
    require_in_room(session, candidate, require_juror(actor))
    if candidate.id in session.settled:
        raise DomainError(JuryFault.GRIDS_SETTLED, candidate=candidate.name)
    return session, candidate
