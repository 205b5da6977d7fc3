"""A juror's own notes: written beside a grid, read by nobody but their author, printed nowhere.

They are no part of the session's picture (`reading.session`): no rule, screen, document, export or hash meets them,
and the journal says that a note changed, never what it says. No argument names another author: there is no way to ask.
"""

import datetime as dt

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.faults import DomainError, Fault
from app.domain.people import Actor
from app.models.desk_rows import PersonalNoteRow
from app.models.jury_rows import GridRow
from app.services.desk import Desk, require_member
from app.services.grading import GridKey


def read(desk: Desk, actor: Actor, key: GridKey) -> str:
    """What this juror noted on a candidate's part, empty when nothing is.

    Raises:
        DomainError: the responsable, an intervenant or a surveillant is at the keyboard.
    """
    with desk.read() as rows:
        note = rows.get(PersonalNoteRow, (require_member(rows, actor), key.candidate_id, key.part_id))
        return note.text if note is not None else ""


def write(desk: Desk, actor: Actor, key: GridKey, text: str) -> dt.datetime:
    """Keep the juror's note beside his or her own grid, open or locked; an empty text takes it away.

    Returns:
        The time at which it was saved.

    Raises:
        DomainError: not a member of the jury, no grid of this juror there, or the session is closed.
        EnvironmentFault: the note could not be written; the earlier one stands.
    """
    with desk.write(actor) as rows:
        juror_id = require_member(rows, actor)
        place = (juror_id, key.candidate_id, key.part_id)
        if rows.get(GridRow, place) is None:
            raise DomainError(Fault.GRID_NOT_OPEN)
        note = rows.get(PersonalNoteRow, place)
        if note is None and text.strip():
            rows.add(PersonalNoteRow(**_named(place), at=desk.now(), text=text.strip()))
        elif note is not None and not text.strip():
            rows.delete(note)
        elif note is not None:
            note.text, note.at = text.strip(), desk.now()
    return desk.now()


def count(desk: Desk, actor: Actor) -> int:
    """How many notes this juror has in the session.

    Raises:
        DomainError: the responsable, an intervenant or a surveillant is at the keyboard.
    """
    with desk.read() as rows:
        own = PersonalNoteRow.juror_id == require_member(rows, actor)
        return rows.scalar(select(func.count()).select_from(PersonalNoteRow).where(own)) or 0


def erase(desk: Desk, actor: Actor) -> int:
    """Erase every note of this juror, in an open session or a closed one.

    Returns:
        How many there were.

    Raises:
        DomainError: the responsable, an intervenant or a surveillant is at the keyboard.
    """
    with desk.write(actor) as rows:
        notes = _own(rows, require_member(rows, actor))
        for note in notes:
            rows.delete(note)
    return len(notes)


def _own(rows: Session, juror_id: int) -> list[PersonalNoteRow]:
    return list(rows.scalars(select(PersonalNoteRow).where(PersonalNoteRow.juror_id == juror_id)))


def _named(place: tuple[int, int, str]) -> dict[str, int | str]:
    return dict(zip(("juror_id", "candidate_id", "part_id"), place, strict=True))
