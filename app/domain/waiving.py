"""Grids done without: who says so, and until when a grid may be expected again (rules 19 and 45).

A grid done without opens the contents of the others to its author too, who then writes on it no more.
"""

from collections.abc import Set as AbstractSet

from app.domain.candidate import Candidate
from app.domain.merging import GridId, GridWaiver
from app.domain.session import ExamSession


def may_waive(session: ExamSession, candidate: Candidate, grid: GridId, juror_id: int) -> bool:
    """Whether this juror may have the jury do without a grid: not one's own, unless alone in the room."""
    return juror_id != grid[0] or {juror.id for juror in session.present_for(candidate)} <= {juror_id}


def may_come_back(
    session: ExamSession, candidate: Candidate, waiver: GridWaiver, reopened: AbstractSet[GridId] = frozenset()
) -> bool:
    """Whether a grid may be expected again: nobody read the others thanks to its absence, or it was locked before.

    `reopened` names the grids that were locked once and are written again: the others were read all the same.
    """
    others = [grid for _juror, _part, grid in session.grids_of(candidate) if grid.key != waiver.key]
    if not all(session.is_in(grid) or grid.key in reopened for grid in others):
        return True
    own = session.grid(*waiver.key)
    locked_before = own.locked_at is not None and own.locked_at <= waiver.at
    return locked_before and waiver.key not in session.disputes
