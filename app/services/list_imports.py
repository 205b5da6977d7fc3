"""The lists that were imported: what each one wrote, and taking the last one back while nobody is graded."""

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pydantic import TypeAdapter
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.candidate import Candidate
from app.domain.faults import DomainError, Fault
from app.domain.people import Actor
from app.models.day_rows import FraudReportRow
from app.models.jury_rows import GridRow, PhaseEventRow
from app.models.people_rows import AttendanceRow, CandidateRow, RecusalRow
from app.models.preparation_rows import ListImportRow, PlanSlotRow
from app.models.session_rows import ExamSessionRow, IncidentRow
from app.services import reading
from app.services.candidate_drafts import CandidateDraft, draft_of
from app.services.candidate_files import delete_file, forget_readings, rewrite
from app.services.desk import Desk, require_manager


@dataclass(frozen=True, slots=True)
class _Touched:
    """One candidate whom an import touched: the file before (None: enrolled by it), a digest of the file after."""

    id: int
    before: CandidateDraft | None
    after: str


_drafts: TypeAdapter[CandidateDraft] = TypeAdapter(CandidateDraft)
_touched: TypeAdapter[list[_Touched]] = TypeAdapter(list[_Touched])


@dataclass(frozen=True, slots=True)
class LastImport:
    """The last list whose import stands: its number, when, its name, how many it added and changed.

    `refusal` says why it can no longer be taken back, empty when it can.
    """

    number: int
    at: dt.datetime
    list_name: str
    added: int
    changed: int
    refusal: str = ""

    @property
    def undoable(self) -> bool:
        """Whether it can be taken back."""
        return not self.refusal


def note_import(
    rows: Session,
    at: dt.datetime,
    list_name: str,
    added: Mapping[int, CandidateDraft],
    changed: Iterable[tuple[CandidateDraft, int, CandidateDraft]],
) -> None:
    """Keep what an import wrote: who was added, and each changed file as it was before and a digest of it after."""
    number = (rows.scalar(select(func.max(ListImportRow.number))) or 0) + 1
    touched = [_Touched(candidate_id, None, _digest(draft)) for candidate_id, draft in added.items()]
    touched += [_Touched(candidate_id, before, _digest(draft)) for before, candidate_id, draft in changed]
    former = _touched.dump_python(touched, mode="json")
    rows.add(ListImportRow(number=number, at=at, list_name=list_name, added=list(added), former=former))


def last_import(desk: Desk) -> LastImport | None:
    """The last import that was not taken back, None when there is none."""
    with desk.read() as rows:
        row = _last(rows)
        if row is None:
            return None
        refusal = _refusal(desk, rows, row)
        changed = len(row.former) - len(row.added)
        told = refusal.sentence if refusal else ""
        return LastImport(row.number, row.at, row.list_name, len(row.added), changed, told)


def undo_import(desk: Desk, actor: Actor) -> dt.datetime:
    """Take the last import back: those it added go, those it changed are as they were.

    Raises:
        DomainError: not the responsable, no import, the session is closed, somebody began the épreuves, or something
            was entered since about somebody whom the import touched.
    """
    require_manager(actor)
    with desk.write(actor, "import annulé") as rows:
        row = _last(rows)
        if row is None:
            raise DomainError(Fault.IMPORT_NONE)
        refusal = _refusal(desk, rows, row)
        if refusal is not None:
            raise refusal
        present = set(rows.scalars(select(CandidateRow.id)))
        for touched in _touched.validate_python(row.former):
            if touched.id not in present:
                continue
            if touched.before is None:
                _remove(rows, touched.id)
            else:
                rewrite(rows, touched.id, touched.before)
        row.undone_at = desk.now()
    return desk.now()


def _last(rows: Session) -> ListImportRow | None:
    standing = select(ListImportRow).where(ListImportRow.undone_at.is_(None))
    return rows.scalars(standing.order_by(ListImportRow.number.desc()).limit(1)).first()


def _digest(draft: CandidateDraft) -> str:
    return hashlib.sha256(_drafts.dump_json(draft)).hexdigest()


def _refusal(desk: Desk, rows: Session, row: ListImportRow) -> DomainError | None:
    """Why an import cannot be taken back: nothing entered since may be lost."""
    closed_at = rows.scalars(select(ExamSessionRow.closed_at)).one()
    if closed_at is not None:
        return DomainError(Fault.SESSION_CLOSED, at=f"{closed_at:%d/%m/%Y à %H:%M}")
    if any(rows.scalar(select(func.count()).select_from(table)) for table in (GridRow, PhaseEventRow)):
        return DomainError(Fault.IMPORT_BEGUN)
    candidates = {candidate.id: candidate for candidate in reading.session_of(desk, rows).candidates}
    entered = _entered_since(rows)
    for touched in _touched.validate_python(row.former):
        candidate = candidates.get(touched.id)
        fault = _why_kept(entered, candidate, touched) if candidate else None
        if candidate and fault:
            return DomainError(fault, candidate=candidate.name)
    return None


def _entered_since(rows: Session) -> dict[int, Fault]:
    """Who stands in something that an import never writes, with the reason that keeps them: asked once for all."""
    entered: dict[int, Fault] = {}
    for table, fault in (
        (PlanSlotRow, Fault.IMPORT_PLANNED_SINCE),
        (RecusalRow, Fault.IMPORT_MET_SINCE),
        (AttendanceRow, Fault.IMPORT_MET_SINCE),
        (IncidentRow, Fault.IMPORT_IN_INCIDENT),
        (FraudReportRow, Fault.IMPORT_IN_FRAUD),
    ):
        for candidate_id in rows.scalars(select(table.candidate_id).distinct()):
            if candidate_id is not None:
                entered[candidate_id] = fault
    return entered


def _why_kept(entered: Mapping[int, Fault], candidate: Candidate, touched: _Touched) -> Fault | None:
    if _digest(draft_of(candidate)) != touched.after:
        return Fault.IMPORT_CHANGED_SINCE
    return entered.get(candidate.id) if touched.before is None else None


def _remove(rows: Session, candidate_id: int) -> None:
    forget_readings(rows, candidate_id)
    delete_file(rows, candidate_id)
    rows.delete(rows.get_one(CandidateRow, candidate_id))
