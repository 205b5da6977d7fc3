"""What the jury read of a candidate before it decides, element by element (rule 15)."""

import datetime as dt

from app.domain.candidate import Candidate
from app.domain.consulting import may_be_seen, may_lack, unread
from app.domain.evidence import asked_of
from app.domain.faults import DomainError, Fault, JuryFault
from app.domain.framework.terms import Evidence
from app.domain.people import Actor
from app.domain.session import ExamSession
from app.models.deliberation_rows import EvidenceSeenRow
from app.services import reading
from app.services.desk import Desk, require_in_room, require_juror


def consult(
    desk: Desk, actor: Actor, candidate_id: int, item: Evidence, *, seen: bool, remark: str = ""
) -> dt.datetime:
    """Record that the jury saw one element of a candidate, or decides without it and why; the last word counts.

    Confirmations stand: what was read changes no decision.

    Raises:
        DomainError: not a juror of this candidate in the room, a grid is still open, the element is not asked of this
            path, it was not held or the jury cannot do without it, or the reason is missing.
    """
    juror_id = require_juror(actor)
    with desk.write(actor) as rows:
        session = reading.session_of(desk, rows)
        candidate = session.candidate(candidate_id)
        require_in_room(session, candidate, juror_id)
        if not session.all_locked(candidate):
            raise DomainError(Fault.GRIDS_STILL_OPEN, candidate=candidate.name)
        _require_sayable(session, candidate, item, seen=seen, remark=remark)
        row = rows.get(EvidenceSeenRow, (candidate_id, item))
        if row is None:
            row = EvidenceSeenRow(candidate_id=candidate_id, item=item)
            rows.add(row)
        row.seen, row.remark = seen, remark.strip()
        row.juror_id, row.at = juror_id, desk.now()
    return desk.now()


def require_read(session: ExamSession, candidate: Candidate) -> None:
    """Nothing is decided before each element was seen or called missing.

    Raises:
        DomainError: an element is left, named in the sentence.
    """
    left = unread(session, candidate)
    if left:
        items = ", ".join(f"«\u00a0{item.label}\u00a0»" for item in left)
        raise DomainError(JuryFault.EVIDENCE_UNREAD, candidate=candidate.name, items=items)


def _require_sayable(session: ExamSession, candidate: Candidate, item: Evidence, *, seen: bool, remark: str) -> None:
    named = {"candidate": candidate.name, "item": item.label}
    if item not in asked_of(session, candidate):
        raise DomainError(JuryFault.EVIDENCE_NOT_ASKED, **named)
    if seen and not may_be_seen(session, candidate, item):
        raise DomainError(JuryFault.EVIDENCE_NOT_HELD, **named)
    if not seen and not may_lack(session, candidate, item):
        raise DomainError(JuryFault.EVIDENCE_NEVER_MISSING, **named)
    if not seen and not remark.strip():
        raise DomainError(JuryFault.EVIDENCE_REASON_MISSING, **named)
