"""What is observed at the door: presence with an identity document, absence by its code, incidents."""

import datetime as dt

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.attendance import AbsenceCode, Attendance, Presence
from app.domain.candidate import Candidate
from app.domain.faults import DomainError, Fault
from app.domain.late_arrival import missed_start
from app.domain.people import Actor
from app.domain.session import ExamSession
from app.models.day_rows import AccommodationReadingRow, DepartureRow, LatenessRow
from app.models.jury_rows import GridRow
from app.models.people_rows import AttendanceRow
from app.models.session_rows import IncidentRow
from app.services import reading
from app.services.desk import (
    Desk,
    require_in_charge,
    require_manager,
    require_own_jury,
    require_session_day,
    require_voice,
)

IDENTITY_DOCUMENTS = ("carte d’identité", "passeport", "titre de séjour", "permis de conduire")
"""The documents offered at the door; another one can be typed."""


def mark_present(
    desk: Desk,
    actor: Actor,
    candidate_id: int,
    identity_document: str,
    *,
    arrived_at: dt.datetime | None = None,
    reason: str = "",
    from_paper: bool = False,
) -> dt.datetime:
    """Record presence, identity checked on `identity_document`.

    Args:
        desk: the open session.
        actor: the responsable or a juror.
        candidate_id: the candidate.
        identity_document: what was shown.
        arrived_at: when the candidate came, now unless told.
        reason: why what was observed before is corrected; the journal keeps it.
        from_paper: copied by the responsable from a signed attendance sheet, which may be done on any day.

    Raises:
        DomainError: neither the responsable nor a juror of this candidate's jury (the responsable alone
            `from_paper`), no document is named (rule 11), the session is not held today,
            the arrival is in the future or after the start of a written part (rule 12), or something was observed
            before and no reason is given.
    """
    if not identity_document.strip():
        raise DomainError(Fault.IDENTITY_DOCUMENT_MISSING)
    if from_paper:
        require_manager(actor)
    arrived = require_past(desk, arrived_at)
    with desk.write(actor, reason) as rows:
        require_in_charge(rows, actor)
        session = reading.session_of(desk, rows)
        candidate = session.candidate(candidate_id)
        require_own_jury(session, candidate, actor)
        if not from_paper:
            require_session_day(session, desk.now().date())
        require_right_to_correct(actor, candidate, reason)
        if not from_paper:
            _require_in_time(session, candidate, arrived)
        observe(rows, candidate_id, Attendance(Presence.PRESENT, arrived, identity_document.strip()))
    return desk.now()


def mark_absent(
    desk: Desk, actor: Actor, candidate_id: int, code: AbsenceCode, detail: str = "", *, reason: str = ""
) -> dt.datetime:
    """Record an absence by its code; `detail` answers what the code asks for, `reason` says why one corrects.

    Raises:
        DomainError: neither the responsable nor a juror of this candidate's jury, the code asks for words that are
            not given, the candidate already sat something, or something was observed before and no reason is given.
    """
    told = detail.strip() if code.asks else ""
    if code.asks and not told:
        raise DomainError(Fault.ABSENCE_UNEXPLAINED, code=code.label, asked=code.asks.lower())
    with desk.write(actor, reason) as rows:
        require_in_charge(rows, actor)
        if code is AbsenceCode.LATE_REFUSED:
            require_manager(actor)
        session = reading.session_of(desk, rows)
        candidate = session.candidate(candidate_id)
        require_own_jury(session, candidate, actor)
        require_right_to_correct(actor, candidate, reason)
        count_absent(rows, session, candidate, Attendance(Presence.ABSENT, desk.now(), told, code))
    return desk.now()


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
        DomainError: neither the responsable nor a juror (of the jury of the candidate concerned), or the text is
            empty.
    """
    if not text.strip():
        raise DomainError(Fault.INCIDENT_EMPTY)
    with desk.write(actor) as rows:
        require_in_charge(rows, actor)
        if candidate_id is not None:
            session = reading.session_of(desk, rows)
            require_own_jury(session, session.candidate(candidate_id), actor)
        last = rows.scalar(select(func.max(IncidentRow.number))) or 0
        rows.add(
            IncidentRow(
                number=last + 1,
                at=desk.now(),
                text=text.strip(),
                candidate_id=candidate_id,
                author_id=actor.person_id,
            )
        )
    return desk.now()


def require_past(desk: Desk, at: dt.datetime | None) -> dt.datetime:
    """The moment told, now when none is.

    Raises:
        DomainError: it is yet to come.
    """
    now = desk.now()
    if at is not None and at > now:
        raise DomainError(Fault.ARRIVAL_TO_COME, at=f"{at:%H:%M}", now=f"{now:%H:%M}")
    return at or now


def observe(rows: Session, candidate_id: int, seen: Attendance) -> None:
    """Write what was seen of a candidate, within an act that checked the right to."""
    row = rows.get(AttendanceRow, candidate_id)
    if row is None:
        row = AttendanceRow(candidate_id=candidate_id)
        rows.add(row)
    row.presence, row.at, row.detail, row.code = seen.presence, seen.at, seen.detail, seen.code


def count_absent(rows: Session, session: ExamSession, candidate: Candidate, seen: Attendance) -> None:
    """Write an absence, within an act that checked the right to; no grid, lateness or departure stays (rule 11).

    Raises:
        DomainError: the candidate already sat something.
    """
    if any(session.has_begun(candidate, part.id) for _modality, part in session.parts_for(candidate)):
        raise DomainError(Fault.ABSENT_AFTER_SITTING, candidate=candidate.name)
    for table in (GridRow, LatenessRow, DepartureRow):
        for row in rows.scalars(select(table).where(table.candidate_id == candidate.id)):
            rows.delete(row)
    observe(rows, candidate.id, seen)


def _require_in_time(session: ExamSession, candidate: Candidate, arrived: dt.datetime) -> None:
    late = None if candidate.is_present else missed_start(session, candidate, arrived)
    if late is not None:
        start = f"{late.starts_at:%H:%M}"
        raise DomainError(Fault.LATE_ARRIVAL, candidate=candidate.name, part=late.part.label, start=start)


def require_right_to_correct(actor: Actor, candidate: Candidate, reason: str) -> None:
    """What was observed changes with a reason, and what the responsable refused by the responsable alone.

    Raises:
        DomainError: something was observed before and no reason is given, or it was the responsable's to refuse.
    """
    seen = candidate.attendance
    if seen is None:
        return
    if seen.code is AbsenceCode.LATE_REFUSED:
        require_manager(actor)
    if not reason.strip():
        state = "présence constatée" if candidate.is_present else "absence constatée"
        raise DomainError(Fault.PRESENCE_OBSERVED, candidate=candidate.name, state=state, at=f"{seen.at:%H:%M}")
