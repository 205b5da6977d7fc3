"""Motives that the jury began and did not record: on disk like everything typed, and no part of what it decided.

They are no part of the session's picture (`reading.session`): no rule, document or hash meets them, and the journal
says that one changed, never what it says. Recording the position or the decision takes the draft away.
"""

import datetime as dt
from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.motive_draft import BegunMotive
from app.domain.people import Actor
from app.models.deliberation_rows import MotiveDraftRow
from app.services import reading
from app.services.desk import Desk, require_in_room, require_juror

OF_DECISION = ""
"""Stands for the decision where the others are named by their compétence or bloc."""


def begun(desk: Desk, actor: Actor, candidate_id: int) -> Mapping[str, BegunMotive]:
    """What the jury began to write on one candidate, by compétence or bloc, and `OF_DECISION`.

    Raises:
        DomainError: not a juror at the keyboard.
    """
    require_juror(actor)
    with desk.read() as rows:
        found = rows.scalars(select(MotiveDraftRow).where(MotiveDraftRow.candidate_id == candidate_id))
        return {row.unit_id: BegunMotive(row.text, tuple(row.cited)) for row in found}


def keep(
    desk: Desk, actor: Actor, candidate_id: int, unit_id: str, text: str, cited: Sequence[str] = ()
) -> dt.datetime:
    """Keep what stands in a motive being written; words taken away stay away.

    Raises:
        DomainError: not a juror of this candidate in the room, or the session is closed.
        EnvironmentFault: it could not be written; the earlier words stand.
    """
    juror_id = require_juror(actor)
    with desk.write(actor) as rows:
        session = reading.session_of(desk, rows)
        require_in_room(session, session.candidate(candidate_id), juror_id)
        row = rows.get(MotiveDraftRow, (candidate_id, unit_id))
        if row is None:
            row = MotiveDraftRow(candidate_id=candidate_id, unit_id=unit_id)
            rows.add(row)
        row.text, row.cited, row.at = text, list(cited), desk.now()
    return desk.now()


def give_up(desk: Desk, actor: Actor, candidate_id: int, unit_id: str) -> None:
    """Take away a motive that the jury does not go on with.

    Raises:
        DomainError: not a juror at the keyboard.
    """
    require_juror(actor)
    with desk.write(actor) as rows:
        drop(rows, candidate_id, unit_id)


def drop(rows: Session, candidate_id: int, unit_id: str) -> None:
    """Take a draft away within another act: what it prepared is on record."""
    row = rows.get(MotiveDraftRow, (candidate_id, unit_id))
    if row is not None:
        rows.delete(row)
