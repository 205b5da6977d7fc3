"""What may no longer change: what is written once (incidents, frauds, corrections, packets); everything after closing.

After closing, a session changes only by signatures, documents, rectifications and the date on which the administration
validated the procès-verbal (rules 37 and 40). One listener enforces it for every act, whoever wrote the act; the file
itself refuses to alter what is written once (rules 19, 38, 39, 40 and 45), whatever program asks. A juror's personal
notes are no part of what was decided: their author may still erase them.
"""

import datetime as dt

from sqlalchemy import event, exists, inspect, select
from sqlalchemy.orm import Session, UOWTransaction

from app.domain.faults import DomainError, Fault, JuryFault
from app.models.base import Row
from app.models.day_rows import FraudReportRow
from app.models.deliberation_rows import DerogationRow
from app.models.desk_rows import PersonalNoteRow
from app.models.jury_rows import GridRow, MarkCorrectionRow
from app.models.packet_rows import GridVersionRow, PacketReceiptRow
from app.models.people_rows import PersonRow
from app.models.session_rows import DocumentRow, ExamSessionRow, IncidentRow, RectificationRow, SignatureRow

_WRITTEN_ONCE = (
    IncidentRow,
    FraudReportRow,
    MarkCorrectionRow,
    PacketReceiptRow,
    GridVersionRow,
    DerogationRow,
)
_MOVING = frozenset({"moved_at", "moved_to", "taken_back_at", "taken_back_from"})
_MAY_BE_ADDED = (DocumentRow, SignatureRow, RectificationRow)
_MAY_CHANGE: dict[type[Row], frozenset[str]] = {
    ExamSessionRow: frozenset({"sealed_at", "record_validated_on"}) | _MOVING,
    DocumentRow: frozenset({"content", "sha256"}),
    PersonRow: frozenset(
        {"pin_hash", "pin_chosen_at", "pin_turn", "pin_failures", "pin_failed_at", "certificate", "encrypted_key"}
    ),
}
_MAY_CHANGE_AFTER_MOVING: dict[type[Row], frozenset[str]] = {
    ExamSessionRow: _MOVING,
    PersonRow: frozenset({"pin_failures", "pin_failed_at"}),
}
"""Taking the work back, and counting wrong codes: a copy that is only read lets nobody try codes for ever."""


def guard(sessions: type[Session]) -> None:
    """Refuse frozen changes in this class of ORM sessions once their `info` says that the session closed or moved."""
    event.listen(sessions, "before_flush", _refuse_moved)
    event.listen(sessions, "before_flush", _refuse_frozen)
    event.listen(sessions, "before_flush", _refuse_rewriting)


def _refuse_frozen(session: Session, _flush: UOWTransaction, _instances: object) -> None:
    closed_at: dt.datetime | None = session.info.get("closed_at")
    if closed_at is None:
        return
    for row in (*session.new, *session.dirty, *session.deleted):
        if not _is_free(session, row):
            raise DomainError(Fault.SESSION_CLOSED, at=f"{closed_at:%d/%m/%Y à %H:%M}")


def _refuse_moved(session: Session, _flush: UOWTransaction, _instances: object) -> None:
    """A copy left behind changes no more, unless the work is taken back to it."""
    moved: tuple[dt.datetime, str] | None = session.info.get("moved")
    if moved is None:
        return
    for row in (*session.new, *session.dirty, *session.deleted):
        changed = {attribute.key for attribute in inspect(row).attrs if attribute.history.has_changes()}
        if not (changed and changed <= _MAY_CHANGE_AFTER_MOVING.get(type(row), frozenset())):
            raise DomainError(JuryFault.SESSION_MOVED, at=f"{moved[0]:%d/%m/%Y à %H:%M}", to=moved[1])


def _refuse_rewriting(session: Session, _flush: UOWTransaction, _instances: object) -> None:
    for row in (*session.dirty, *session.deleted):
        if not isinstance(row, _WRITTEN_ONCE):
            continue
        if row in session.deleted:
            if not (isinstance(row, MarkCorrectionRow) and _goes_with_a_kept_version(session, row)):
                raise DomainError(Fault.WRITTEN_ONCE)
        elif session.is_modified(row):
            raise DomainError(Fault.WRITTEN_ONCE)


def _goes_with_a_kept_version(session: Session, row: MarkCorrectionRow) -> bool:
    """Whether the grid that a correction belongs to is kept whole, this correction included, among its versions."""
    key = {"juror_id": row.juror_id, "candidate_id": row.candidate_id, "part_id": row.part_id}
    standing = select(GridRow.digest).filter_by(**key).scalar_subquery()
    kept = select(GridVersionRow.digest).filter_by(**key).where(GridVersionRow.digest == standing)
    return bool(session.scalar(select(exists(kept))))


def _is_free(session: Session, row: Row) -> bool:
    if row in session.deleted:
        return isinstance(row, PersonalNoteRow)
    if row in session.new:
        return isinstance(row, _MAY_BE_ADDED)
    changed = {attribute.key for attribute in inspect(row).attrs if attribute.history.has_changes()}
    return changed <= _MAY_CHANGE.get(type(row), frozenset())
