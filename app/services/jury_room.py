"""The deliberation room: the roll, the doors, and whose turn it is.

Only jurors act here. What a turn costs in time is counted from these rows; nothing of it ever blocks a decision.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.agenda import is_decided
from app.domain.faults import DomainError, Fault, JuryFault
from app.domain.jury_room import Turn
from app.domain.people import Actor
from app.models.deliberation_rows import AgendaTurnRow, RollCallRow, ShortfallRow
from app.models.people_rows import CandidateRow, PersonRow, RecusalRow
from app.models.session_rows import ExamSessionRow
from app.services import deliberation_reading, reading
from app.services.desk import Desk, require_in_room, require_juror, require_member, require_open_doors


@dataclass(frozen=True, slots=True)
class RollAnswer:
    """What the roll says of one juror; an absent one has a reason."""

    juror_id: int
    present: bool
    reason: str = ""


def call_roll(desk: Desk, actor: Actor, entries: Iterable[RollAnswer]) -> dt.datetime:
    """Record who is in the deliberation room; whoever is absent decides nothing, and the quorum follows.

    Whoever comes in late answers for what is decided from then on, not for what a quorum had confirmed before.

    Raises:
        DomainError: not a member of the jury, a name that is no juror's, an absence without its reason, or one's own.
    """
    with desk.write(actor) as rows:
        typist = require_member(rows, actor)
        jurors = {juror.id: juror for juror in reading.session_of(desk, rows).jurors}
        for entry in entries:
            if entry.juror_id not in jurors:
                raise DomainError(Fault.JUROR_ONLY)
            name = jurors[entry.juror_id].name
            if not entry.present and entry.juror_id == typist:
                raise DomainError(JuryFault.OWN_ABSENCE, name=name)
            if not entry.present and not entry.reason.strip():
                raise DomainError(JuryFault.ABSENCE_WITHOUT_REASON, name=name)
            row = rows.get(RollCallRow, entry.juror_id)
            if row is None:
                row = RollCallRow(juror_id=entry.juror_id)
                rows.add(row)
            elif entry.present and not row.present:
                row.absences = [*row.absences, [_utc(row.at), _utc(desk.now())]]
            if row.present is not entry.present:
                row.present, row.at = entry.present, desk.now()
            row.reason = "" if entry.present else entry.reason.strip()
    return desk.now()


def close_doors(desk: Desk, actor: Actor) -> dt.datetime:
    """Deliberate « hors de toute autre présence » from now on: nobody but jurors takes the desk (rule 36).

    Raises:
        DomainError: not a member of the jury, or absent by the roll.
    """
    with desk.write(actor) as rows:
        _require_there(rows, require_member(rows, actor))
        sheet = rows.get_one(ExamSessionRow, 1)
        if sheet.doors_closed_at is None:
            sheet.doors_closed_at = desk.now()
    return desk.now()


def open_doors(desk: Desk, actor: Actor) -> dt.datetime:
    """Open the doors again: the responsable may take the desk; that they were closed stays known.

    Raises:
        DomainError: not a member of the jury, or absent by the roll.
    """
    with desk.write(actor) as rows:
        _require_there(rows, require_member(rows, actor))
        sheet = rows.get_one(ExamSessionRow, 1)
        if sheet.doors_closed_at is not None:
            sheet.doors_closed_at, sheet.doors_opened_at = None, desk.now()
    return desk.now()


def keep_out(desk: Desk) -> None:
    """Refuse whoever comes to the jury's side from outside: the command line is the responsable's.

    Raises:
        DomainError: the jury sits behind closed doors (rule 36).
    """
    with desk.read() as rows:
        require_open_doors(rows)


def begin_turn(desk: Desk, actor: Actor, candidate_id: int) -> tuple[Turn, ...]:
    """Begin the jury's time on one candidate, the earlier one's ending there; gives back every turn.

    A turn that an earlier run of the program left open ends when that run was last seen.

    Raises:
        DomainError: not a juror of this candidate, or absent by the roll.
    """
    juror_id = require_juror(actor)
    with desk.write(actor) as rows:
        last = _open_turn(rows)
        if last is not None and last.candidate_id == candidate_id and last.began_at >= desk.opened_at:
            return deliberation_reading.turns(rows)
        _require_hearing(rows, juror_id, candidate_id)
        _require_there(rows, juror_id)
        if last is not None:
            _end(desk, last)
        rows.add(AgendaTurnRow(number=_next_number(rows), candidate_id=candidate_id, began_at=desk.now()))
        rows.flush()
        return deliberation_reading.turns(rows)


def end_turn(desk: Desk, actor: Actor) -> tuple[Turn, ...]:
    """End the turn under way, if there is one; gives back every turn.

    Raises:
        DomainError: not a member of the jury.
    """
    with desk.write(actor) as rows:
        require_member(rows, actor)
        last = _open_turn(rows)
        if last is not None:
            _end(desk, last)
            rows.flush()
        return deliberation_reading.turns(rows)


def postpone(desk: Desk, actor: Actor, candidate_id: int, reason: str) -> tuple[Turn, ...]:
    """Put off one candidate, who comes back after the others; gives back every turn.

    Raises:
        DomainError: not a juror of this candidate in the room, no reason, or every present juror confirmed the
            decision already.
    """
    juror_id = require_juror(actor)
    if not reason.strip():
        raise DomainError(Fault.REASON_MISSING)
    with desk.write(actor, reason.strip()) as rows:
        session = reading.session_of(desk, rows)
        candidate = session.candidate(candidate_id)
        require_in_room(session, candidate, juror_id)
        if is_decided(session, candidate):
            raise DomainError(JuryFault.NOTHING_TO_POSTPONE, candidate=candidate.name)
        turn = _open_turn(rows)
        if turn is not None:
            _end(desk, turn)
        if turn is None or turn.candidate_id != candidate_id:
            now = desk.now()
            turn = AgendaTurnRow(number=_next_number(rows), candidate_id=candidate_id, began_at=now, ended_at=now)
            rows.add(turn)
        turn.postponed, turn.reason = True, reason.strip()
        rows.flush()
        return deliberation_reading.turns(rows)


def _utc(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).isoformat(timespec="microseconds")


def _require_there(rows: Session, juror_id: int) -> None:
    """Whoever the roll says absent leads nothing in the room; a juror who comes back calls the roll again."""
    answer = rows.get(RollCallRow, juror_id)
    if answer is not None and not answer.present:
        person = rows.get_one(PersonRow, juror_id)
        raise DomainError(JuryFault.AWAY_FROM_THE_ROOM, name=f"{person.given_name} {person.family_name}")


def _require_hearing(rows: Session, juror_id: int, candidate_id: int) -> None:
    """As `require_voice`, which reads the whole session: a turn is written each time a page is turned."""
    juror, candidate = rows.get(PersonRow, juror_id), rows.get_one(CandidateRow, candidate_id)
    if rows.get(ShortfallRow, candidate_id) is not None:
        raise DomainError(JuryFault.SHORTFALL_STANDS, candidate=f"{candidate.birth_name} {candidate.first_name}")
    recused = rows.get(RecusalRow, (juror_id, candidate_id)) is not None
    elsewhere = juror is not None and juror.panel and candidate.panel and juror.panel != candidate.panel
    if juror is None or not juror.function.evaluates or recused or elsewhere:
        raise DomainError(JuryFault.NO_VOICE)


def _open_turn(rows: Session) -> AgendaTurnRow | None:
    open_ones = select(AgendaTurnRow).where(AgendaTurnRow.ended_at.is_(None)).order_by(AgendaTurnRow.number.desc())
    return rows.scalars(open_ones).first()


def _next_number(rows: Session) -> int:
    numbers = select(AgendaTurnRow.number).order_by(AgendaTurnRow.number.desc())
    return (rows.scalars(numbers).first() or 0) + 1


def _end(desk: Desk, turn: AgendaTurnRow) -> None:
    """End a turn now, or when the run that began it was last seen: nobody deliberated while the program was closed."""
    end = desk.now()
    if turn.began_at < desk.opened_at:
        seen = desk.last_seen
        end = min(seen.at.wall, desk.opened_at) if seen is not None else turn.began_at
    turn.ended_at = max(turn.began_at, end)
