"""Somebody who comes late: the responsable alone admits or refuses, and the end of the part does not move (rule 12)."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.domain.attendance import AbsenceCode, Attendance, Presence
from app.domain.candidate import Candidate
from app.domain.faults import DomainError, Fault
from app.domain.framework.sitting_plan import Part
from app.domain.framework.terms import PartForm
from app.domain.late_arrival import end_that_stays, minutes_lost, others_began
from app.domain.people import Actor
from app.domain.session import ExamSession
from app.models.day_rows import LatenessRow
from app.services import reading
from app.services.attendance import count_absent, observe, require_past, require_right_to_correct
from app.services.desk import Desk, require_manager, require_session_day


@dataclass(frozen=True, slots=True)
class LateEntry:
    """An admission: to which part, when the candidate came, the minutes lost, and a reason if one is given.

    `identity_document` is what was shown by somebody who was not present yet.
    """

    part_id: str
    arrived_at: dt.datetime
    minutes: int
    reason: str = ""
    identity_document: str = ""


def admit(desk: Desk, actor: Actor, candidate_id: int, entry: LateEntry) -> dt.datetime:
    """Admit a latecomer to a part that has not begun for him or her.

    Raises:
        DomainError: not the responsable, the session is not held today, the arrival is yet to come, the part is
            unknown, begun or not sat, nothing is lost or nothing would be left, no identity document is named for
            somebody who was not present, or an absence or a lateness recorded before is corrected without a reason.
    """
    require_manager(actor)
    arrived = require_past(desk, entry.arrived_at)
    with desk.write(actor, entry.reason) as rows:
        session = reading.session_of(desk, rows)
        candidate = session.candidate(candidate_id)
        require_session_day(session, desk.now().date())
        _require_right_to_admit(session, candidate, entry)
        if not candidate.is_present:
            require_right_to_correct(actor, candidate, entry.reason)
            if not entry.identity_document.strip():
                raise DomainError(Fault.IDENTITY_DOCUMENT_MISSING)
            observe(rows, candidate_id, Attendance(Presence.PRESENT, arrived, entry.identity_document.strip()))
        row = rows.get(LatenessRow, (candidate_id, entry.part_id))
        if row is None:
            row = LatenessRow(candidate_id=candidate_id, part_id=entry.part_id)
            rows.add(row)
        row.arrived_at, row.minutes, row.reason = arrived, entry.minutes, entry.reason.strip()
    return desk.now()


def refuse(desk: Desk, actor: Actor, candidate_id: int, arrived_at: dt.datetime, reason: str) -> dt.datetime:
    """Refuse a latecomer: an absence, with the time of arrival and the reason.

    Raises:
        DomainError: not the responsable, the arrival is yet to come, no reason, or the candidate already sat something.
    """
    require_manager(actor)
    if not reason.strip():
        raise DomainError(Fault.REASON_MISSING)
    arrived = require_past(desk, arrived_at)
    with desk.write(actor, reason) as rows:
        session = reading.session_of(desk, rows)
        seen = Attendance(Presence.ABSENT, arrived, reason.strip(), AbsenceCode.LATE_REFUSED)
        count_absent(rows, session, session.candidate(candidate_id), seen)
    return desk.now()


def keep_the_end(rows: Session, session: ExamSession, candidate: Candidate, part: Part, now: dt.datetime) -> None:
    """Count what a latecomer still lost between the door and the start of a written part: its end does not move.

    Nothing more is lost before the others begin. An oral is heard when the jury calls: what the responsable decided for
    it stays.
    """
    late = candidate.lateness(part.id)
    others = others_began(session, candidate, part)
    if late is None or others is None or part.form is not PartForm.WRITTEN:
        return
    began = max(others, late.arrived_at - dt.timedelta(minutes=late.minutes))
    row = rows.get_one(LatenessRow, (candidate.id, part.id))
    row.minutes = max(late.minutes, minutes_lost(began, now))


def _require_right_to_admit(session: ExamSession, candidate: Candidate, entry: LateEntry) -> None:
    left = candidate.left_for_good
    if left is not None:
        raise DomainError(Fault.LEFT_FOR_GOOD, candidate=candidate.name, kind=left.kind.word, at=f"{left.at:%H:%M}")
    try:
        _modality, part = session.part_for(candidate, entry.part_id)
    except KeyError:
        raise DomainError(Fault.PART_UNKNOWN, candidate=candidate.name, part=entry.part_id) from None
    if session.has_begun(candidate, part.id):
        raise DomainError(Fault.LATE_AFTER_START, candidate=candidate.name, part=part.label)
    if entry.minutes < 1:
        raise DomainError(Fault.LATE_WITHOUT_LOSS)
    began = entry.arrived_at - dt.timedelta(minutes=entry.minutes)
    ends_at = end_that_stays(candidate, part, began)
    if ends_at is not None and ends_at <= entry.arrived_at:
        planned = (ends_at - began) // dt.timedelta(minutes=1)
        raise DomainError(Fault.LATE_BEYOND_END, part=part.label, planned=planned, minutes=entry.minutes)
    if candidate.lateness(part.id) is not None and not entry.reason.strip():
        raise DomainError(Fault.LATE_RECORDED, candidate=candidate.name, part=part.label)
