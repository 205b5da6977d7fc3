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

_FREE_ROWS = (DocumentRow, SignatureRow, RectificationRow)
_FREE_COLUMNS: dict[type[Row], frozenset[str]] = {
    ExamSessionRow: frozenset({"sealed_at"}),
    PersonRow: frozenset({"pin_hash", "pin_failures", "pin_failed_at", "certificate", "encrypted_key"}),
}


def guard(session: Session) -> None:
    """Refuse frozen changes in this ORM session once its `info["closed_at"]` holds a time."""
    event.listen(session, "before_flush", _refuse_frozen)


def _refuse_frozen(session: Session, _flush: UOWTransaction, _instances: object) -> None:
    closed_at: dt.datetime | None = session.info.get("closed_at")
    if closed_at is None:
        return
    for row in (*session.new, *session.dirty, *session.deleted):
        if isinstance(row, _FREE_ROWS) or (not session.is_modified(row) and row not in session.deleted):
            continue
        changed = {a.key for a in inspect(row).attrs if a.history.has_changes()}
        if row in session.dirty and changed <= _FREE_COLUMNS.get(type(row), frozenset()):
            continue
        raise DomainError(Fault.SESSION_CLOSED, at=f"{closed_at:%d/%m/%Y à %H:%M}")
