"""The versions of one grid: kept as they come, one of them standing, chosen by its author when they differ."""

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.faults import DomainError, Fault, JuryFault
from app.domain.merging import OPEN_HERE, GridId
from app.domain.packet_content import GridContent
from app.domain.people import Actor
from app.domain.session import ExamSession
from app.models.jury_rows import GridRow
from app.models.packet_rows import GridChoiceRow, GridVersionRow
from app.services import reading
from app.services.desk import Desk, require_juror
from app.services.grid_contents import GRID, content_of, locked_on, row_of


def keep_version(desk: Desk, actor: Actor, grid: GridId, digest: str, reason: str) -> dt.datetime:
    """The author of a grid keeps one of its versions; the others stay on record beside it, and why.

    Args:
        desk: the open session.
        actor: the author of the grid.
        grid: the grid.
        digest: the version to keep; `OPEN_HERE` for what is still written on this laptop.
        reason: why this one.

    Raises:
        DomainError: not the author, no reason, no such version waits for a choice, the jury does without this grid, or
            it already deliberated on this candidate and another version would stand.
    """
    if require_juror(actor) != grid[0]:
        raise DomainError(JuryFault.VERSION_NOT_YOURS)
    if not reason.strip():
        raise DomainError(Fault.REASON_MISSING)
    with desk.write(actor, reason) as rows:
        session = reading.session_of(desk, rows)
        _require_expected(session, grid)
        known = session.disputes.get(grid, ())
        if digest not in known:
            raise DomainError(JuryFault.VERSION_UNKNOWN)
        against = {*known, *_already_against(rows, grid)}
        if digest != session.grid(*grid).digest:
            if grid[1] in session.settled:
                raise DomainError(JuryFault.GRIDS_SETTLED, candidate=session.candidate(grid[1]).name)
            against.add(_set_aside(desk, rows, grid))
            put_in_place(rows, grid[0], _first(rows, grid, digest))
        rows.merge(
            GridChoiceRow(
                juror_id=grid[0],
                candidate_id=grid[1],
                part_id=grid[2],
                digest=digest,
                against=sorted(against - {digest, OPEN_HERE}),
                reason=reason.strip(),
                at=desk.now(),
            )
        )
    return desk.now()


def follow(rows: Session, session: ExamSession, row: GridRow, reason: str, at: dt.datetime) -> None:
    """Before its author changes a locked grid here: what packets brought of it is what the change starts from.

    Raises:
        DomainError: several versions wait for the author's choice first, or the jury does without this grid.
    """
    grid = (row.juror_id, row.candidate_id, row.part_id)
    _require_expected(session, grid)
    if grid in session.disputes:
        raise DomainError(JuryFault.GRID_DISPUTED)
    known = {version.digest for version in session.versions if version.key == grid}
    if known:
        against = sorted(known | set(_already_against(rows, grid)))
        rows.merge(
            GridChoiceRow(
                juror_id=row.juror_id,
                candidate_id=row.candidate_id,
                part_id=row.part_id,
                digest=OPEN_HERE,
                against=against,
                reason=reason.strip(),
                at=at,
            )
        )


def versions_of(rows: Session, grid: GridId) -> tuple[GridVersionRow, ...]:
    """The kept versions of one grid."""
    juror_id, candidate_id, part_id = grid
    kept = select(GridVersionRow).filter_by(juror_id=juror_id, candidate_id=candidate_id, part_id=part_id)
    return tuple(rows.scalars(kept))


def keep(rows: Session, juror_id: int, content: GridContent, *, stood_here: bool) -> None:
    """Put one version on record, for good."""
    rows.add(
        GridVersionRow(
            juror_id=juror_id,
            candidate_id=content.candidate_id,
            part_id=content.part_id,
            digest=content.digest,
            machine=content.machine,
            locked_at=content.locked_at,
            stood_here=stood_here,
            content=GRID.dump_python(content, mode="json"),
        )
    )
    rows.flush()


def keep_standing(desk: Desk, rows: Session, grid: GridId) -> None:
    """Put the locked grid that stands here on record, unless it is already."""
    row = rows.get(GridRow, grid)
    if row is None or row.locked_at is None:
        return
    if not any((each.digest, each.locked_at) == (row.digest, row.locked_at) for each in versions_of(rows, grid)):
        machine = locked_on(rows, row, desk.file.machine)
        keep(rows, row.juror_id, content_of(row, machine, row.locked_at), stood_here=True)


def put_in_place(rows: Session, juror_id: int, content: GridContent) -> None:
    """Let one version stand as the grid; what stood before is on record, or was empty."""
    standing = rows.get(GridRow, (juror_id, content.candidate_id, content.part_id))
    if standing is not None:
        rows.delete(standing)
        rows.flush()
    rows.add(row_of(juror_id, content))
    rows.flush()


def _require_expected(session: ExamSession, grid: GridId) -> None:
    if grid in session.waived:
        raise DomainError(JuryFault.GRID_WAIVED)


def _set_aside(desk: Desk, rows: Session, grid: GridId) -> str:
    """Keep what stands here before another version takes its place; gives back its digest."""
    row, written = rows.get(GridRow, grid), reading.grid_of(desk, rows, *grid)
    if row is None or written is None:
        return OPEN_HERE
    if written.is_locked:
        keep_standing(desk, rows, grid)
        return row.digest
    row.digest = written.content_digest()
    rows.flush()
    keep(rows, row.juror_id, content_of(row, desk.file.machine, desk.now()), stood_here=True)
    return row.digest


def _first(rows: Session, grid: GridId, digest: str) -> GridContent:
    """The earliest record of a version: several laptops may have locked the same content."""
    contents = [GRID.validate_python(each.content) for each in versions_of(rows, grid) if each.digest == digest]
    return min(contents, key=lambda content: content.rank)


def _already_against(rows: Session, grid: GridId) -> tuple[str, ...]:
    earlier = rows.get(GridChoiceRow, grid)
    return tuple(earlier.against) if earlier else ()
