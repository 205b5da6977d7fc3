"""Continue on another laptop: the whole session leaves by file, and this copy is read from then on.

The copy is written whole beside its place under another name, this file is marked as left, and only then does the copy
take its name. A program that stops in between leaves either this file alive and nothing elsewhere, or this file left
and a copy without its name: the responsable then takes the work back here. Two copies never live unknown to each other.
"""

import datetime as dt
from contextlib import suppress
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.faults import DomainError, EnvironmentFault, Fault, JuryFault, Trouble
from app.domain.frozen_session import Departure
from app.domain.people import Actor
from app.models.session_rows import ExamSessionRow
from app.services.desk import Desk, require_manager, require_open_to

UNNAMED = ".partiel"
"""What the name of a copy ends with until this file is marked as left."""


def departure(desk: Desk) -> Departure | None:
    """Where this session continues; None while it lives in this file."""
    with desk.read() as rows:
        found = rows.execute(select(ExamSessionRow.moved_at, ExamSessionRow.moved_to)).first()
    if found is None or found.moved_at is None:
        return None
    return Departure(found.moved_at, found.moved_to)


def move(desk: Desk, actor: Actor, destination: Path, to: str) -> Departure:
    """Write the whole session to `destination`, where it goes on living; this file changes no more.

    Nothing can be entered here between the copy and the mark: both are one act.

    Args:
        desk: The session.
        actor: The responsable or a juror.
        destination: The file to write, on a USB key or in a shared folder; nothing stands there yet.
        to: Which laptop continues, as a person says it; the file's name when it is left empty.

    Raises:
        DomainError: neither the responsable nor a juror, the responsable while the doors are closed, or the session
            already continues elsewhere.
        EnvironmentFault: something stands there, or the copy cannot be written; this file lives as before.
    """
    if destination.exists():
        raise EnvironmentFault(Trouble.FILE_EXISTS, file=destination.name)
    draft = destination.with_name(destination.name + UNNAMED)
    left = Departure(desk.now(), to.strip() or destination.name)
    try:
        with desk.write(actor) as rows:
            require_open_to(rows, actor)
            sheet = rows.get_one(ExamSessionRow, 1)
            _require_here(sheet)
            desk.file.copy_to(draft)
            sheet.moved_at, sheet.moved_to = left.at, left.to
    except BaseException:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        raise
    _give_name(desk, actor, draft, destination)
    return left


def take_back(desk: Desk, actor: Actor, reason: str) -> dt.datetime:
    """Let this copy live again: the one that was taken away is lost, or never arrived.

    Contrôles asks from then on what became of the other copy, until somebody writes it (rule 45).

    Raises:
        DomainError: not the responsable, no reason, or the session never left.
    """
    require_manager(actor)
    if not reason.strip():
        raise DomainError(Fault.REASON_MISSING)
    with desk.write(actor, reason.strip()) as rows:
        sheet = rows.get_one(ExamSessionRow, 1)
        if sheet.moved_at is None:
            raise DomainError(JuryFault.SESSION_NOT_MOVED)
        sheet.taken_back_at, sheet.taken_back_from = desk.now(), sheet.moved_to
        _live_again(rows)
    return desk.now()


def _give_name(desk: Desk, actor: Actor, draft: Path, destination: Path) -> None:
    """Put the copy in its place; when the key was pulled out meanwhile, this file lives again at once."""
    try:
        draft.rename(destination)
    except OSError as error:
        with desk.write(actor, "la copie n’a pas pu prendre sa place") as rows:
            _live_again(rows)
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        fault = EnvironmentFault(Trouble.FILE_NOT_WRITTEN, file=destination.name, folder=destination.parent.name)
        raise fault from error


def _require_here(sheet: ExamSessionRow) -> None:
    if sheet.moved_at is not None:
        raise DomainError(JuryFault.SESSION_MOVED, at=f"{sheet.moved_at:%d/%m/%Y à %H:%M}", to=sheet.moved_to)


def _live_again(rows: Session) -> None:
    sheet = rows.get_one(ExamSessionRow, 1)
    sheet.moved_at, sheet.moved_to = None, ""
