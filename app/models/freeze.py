"""After closing, a session changes only by signatures, documents and rectifications (rule 40).

One listener enforces it for every act, whoever wrote the act.
"""

import datetime as dt

from sqlalchemy import event, inspect
from sqlalchemy.orm import Session, UOWTransaction

from app.domain.faults import DomainError, Fault
from app.models.base import Row
from app.models.people_rows import PersonRow
from app.models.session_rows import DocumentRow, ExamSessionRow, RectificationRow, SignatureRow

_MAY_BE_ADDED = (DocumentRow, SignatureRow, RectificationRow)
_MAY_CHANGE: dict[type[Row], frozenset[str]] = {
    ExamSessionRow: frozenset({"sealed_at"}),
    DocumentRow: frozenset({"content", "sha256"}),
    PersonRow: frozenset({"pin_hash", "pin_failures", "pin_failed_at", "certificate", "encrypted_key"}),
}


def guard(sessions: type[Session]) -> None:
    """Refuse frozen changes in this class of ORM sessions once their `info["closed_at"]` holds a time."""
    event.listen(sessions, "before_flush", _refuse_frozen)


def _refuse_frozen(session: Session, _flush: UOWTransaction, _instances: object) -> None:
    closed_at: dt.datetime | None = session.info.get("closed_at")
    if closed_at is None:
        return
    for row in (*session.new, *session.dirty, *session.deleted):
        if not _is_free(session, row):
            raise DomainError(Fault.SESSION_CLOSED, at=f"{closed_at:%d/%m/%Y à %H:%M}")


def _is_free(session: Session, row: Row) -> bool:
    if row in session.deleted:
        return False
    if row in session.new:
        return isinstance(row, _MAY_BE_ADDED)
    changed = {attribute.key for attribute in inspect(row).attrs if attribute.history.has_changes()}
    return changed <= _MAY_CHANGE.get(type(row), frozenset())
