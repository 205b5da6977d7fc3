"""What is observed at the door: presence with an identity document, absence with its explanation, incidents."""

import datetime as dt

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.attendance import Presence
from app.domain.faults import DomainError, Fault
from app.domain.people import Actor
from app.models.day_rows import AccommodationReadingRow
from app.models.jury_rows import GridRow, PhaseEventRow
from app.models.people_rows import AttendanceRow, CandidateRow
from app.models.session_rows import IncidentRow
from app.services import reading
from app.services.desk import Desk, require_in_charge, require_session_day, require_voice

IDENTITY_DOCUMENTS = ("carte d’identité", "passeport", "titre de séjour", "permis de conduire")
"""The documents offered at the door; another one can be typed."""


def mark_present(
    desk: Desk, actor: Actor, candidate_id: int, identity_document: str, *, from_paper: bool = False
) -> dt.datetime:
    """Record presence, identity checked on `identity_document`.

    Args:
        desk: the open session.
        actor: who sits there.
        candidate_id: who was seen.
        identity_document: what was shown.
        from_paper: copied from a signed attendance sheet, which may be done on any day.

    Raises:
        DomainError: neither the responsable nor a juror, no document is named (rule 11), or the session is not held
            today.
    """
    if not identity_document.strip():
        raise DomainError(Fault.IDENTITY_DOCUMENT_MISSING)
    if not from_paper:
        require_session_day(reading.session(desk), desk.now().date())
    return _observe(desk, actor, candidate_id, Presence.PRESENT, identity_document)


def mark_absent(desk: Desk, actor: Actor, candidate_id: int, explanation: str) -> dt.datetime:
    """Record an absence and how it is explained (« non justifiée » is an explanation).

    Raises:
        DomainError: neither the responsable nor a juror, no explanation, or the candidate already sat something.
    """
    if not explanation.strip():
        raise DomainError(Fault.ABSENCE_UNEXPLAINED)
    return _observe(desk, actor, candidate_id, Presence.ABSENT, explanation)


def acknowledge_accommodation(desk: Desk, actor: Actor, candidate_id: int) -> dt.datetime:
    """Write down that whoever sits there read a candidate's accommodation; read twice, the first time stands.

    Raises:
        DomainError: neither the responsable nor a juror of this candidate, or there is no accommodation.
    """
    with desk.write(actor) as rows:
        session = reading.session_of(desk, rows)
        candidate = session.candidate(candidate_id)
        if actor.person_id is not None:
            require_voice(session, candidate, actor.person_id)
        if candidate.accommodation is None:
            raise DomainError(Fault.ACCOMMODATION_NONE, candidate=candidate.name)
        if not session.has_read_accommodation(candidate, actor.person_id or 0):
            rows.add(AccommodationReadingRow(candidate_id=candidate_id, reader_id=actor.person_id or 0, at=desk.now()))
    return desk.now()


def report_incident(desk: Desk, actor: Actor, text: str, candidate_id: int | None = None) -> dt.datetime:
    """Write an incident down, time-stamped; it is printed in the procès-verbal and never changed.

    Raises:
        DomainError: neither the responsable nor a juror, or the text is empty.
    """
    if not text.strip():
        raise DomainError(Fault.INCIDENT_EMPTY)
    with desk.write(actor) as rows:
        require_in_charge(rows, actor)
        last = rows.scalar(select(func.max(IncidentRow.number))) or 0
        rows.add(IncidentRow(number=last + 1, at=desk.now(), text=text.strip(), candidate_id=candidate_id))
    return desk.now()


def _observe(desk: Desk, actor: Actor, candidate_id: int, presence: Presence, detail: str) -> dt.datetime:
    with desk.write(actor) as rows:
        require_in_charge(rows, actor)
        row = rows.get(AttendanceRow, candidate_id)
        if row is None:
            row = AttendanceRow(candidate_id=candidate_id)
            rows.add(row)
        elif presence is Presence.ABSENT:
            _require_nothing_sat(rows, candidate_id)
        row.presence, row.at, row.detail = presence, desk.now(), detail.strip()
    return desk.now()


def _require_nothing_sat(rows: Session, candidate_id: int) -> None:
    for table in (GridRow, PhaseEventRow):
        if rows.scalar(select(func.count()).select_from(table).where(table.candidate_id == candidate_id)):
            candidate = rows.get_one(CandidateRow, candidate_id)
            raise DomainError(Fault.ABSENT_AFTER_SITTING, candidate=f"{candidate.birth_name} {candidate.first_name}")
