"""Enrolling candidates: a workbook to fill, a list compared and imported in one transaction, one person corrected."""

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app import reports
from app.domain.candidate import PriorAward
from app.domain.candidate_line import Corrections
from app.domain.faults import DomainError, EnvironmentFault, Fault, JuryFault, Trouble
from app.domain.people import Actor
from app.intake.candidates import ListChoices, ListPreview, read_list, read_pasted
from app.intake.header import Recall
from app.models.day_rows import DepartureRow, FraudReportRow, LatenessRow
from app.models.deliberation_rows import AgendaTurnRow, DerogationRow, EvidenceSeenRow, MotiveDraftRow, ShortfallRow
from app.models.desk_rows import PersonalNoteRow
from app.models.jury_rows import GridRow, PhaseEventRow
from app.models.packet_rows import GridWaiverRow
from app.models.people_rows import AttendanceRow, CandidateRow, RecusalRow
from app.models.preparation_rows import PlanSlotRow
from app.models.session_rows import IncidentRow
from app.services import reading

# The whole life of a list and of a form is offered here, to windows and commands alike.
from app.services.candidate_drafts import CandidateDraft as CandidateDraft  # noqa: PLC0414 - offered here
from app.services.candidate_drafts import draft_of as draft_of  # noqa: PLC0414 - offered here
from app.services.candidate_drafts import require_known
from app.services.candidate_files import delete_file, forget_readings, insert, rewrite
from app.services.desk import Desk, require_manager
from app.services.list_comparison import Comparison as Comparison  # noqa: PLC0414 - offered here
from app.services.list_comparison import Fate as Fate  # noqa: PLC0414 - offered here
from app.services.list_comparison import compare_list
from app.services.list_imports import LastImport as LastImport  # noqa: PLC0414 - offered here
from app.services.list_imports import last_import as last_import  # noqa: PLC0414 - offered here
from app.services.list_imports import note_import
from app.services.list_imports import undo_import as undo_import  # noqa: PLC0414 - offered here
from app.services.list_memory import remember_mapping as remember_mapping  # noqa: PLC0414 - offered here
from app.services.list_memory import remembered_mapping as remembered_mapping  # noqa: PLC0414 - offered here
from app.system.files import write_whole


def write_template(path: Path) -> Path:
    """Write the workbook that a centre fills with its candidates; gives back its path, which ends in .xlsx.

    Raises:
        EnvironmentFault: a file of that name exists already, or the folder refuses it.
    """
    target = path if path.suffix.lower() == ".xlsx" else path.with_name(f"{path.name}.xlsx")
    if target.exists():
        raise EnvironmentFault(Trouble.FILE_EXISTS, file=target.name)
    write_whole(target, reports.candidate_template.print_template())
    return target


def preview(  # noqa: PLR0913 - each is one decision about the list
    source: Path | str,
    today: dt.date,
    *,
    sheet: str | None = None,
    mapping: Mapping[str, str] | None = None,
    corrections: Corrections | None = None,
    recall: Recall | None = None,
    may_lack_names: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> ListPreview:
    """Read a candidate list without writing anything: a file by its path, or pasted text.

    Args:
        source: the file, or the text.
        today: the day from which ages are counted.
        sheet: the sheet to read, None for the one that looks most like a list.
        mapping: field names by column title or letter, an empty name to leave the column aside.
        corrections: cells mended by a person, by line and field.
        recall: what was remembered of lists with the same titles, asked when `mapping` is None; usually
            `partial(remembered_mapping, settings)`.
        may_lack_names: show the columns of a list whose titles name no one, for a person to say where the names are.
        progress: told lines done and lines in all; may raise to stop.

    Raises:
        DomainError: the list cannot be understood; the sentence says what to mend.
        EnvironmentFault: the file cannot be read.
    """
    choices = ListChoices(sheet, mapping, corrections, recall, may_lack_names)
    if isinstance(source, Path):
        return read_list(source, today, choices, progress)
    return read_pasted(source, today, choices, progress)


def compare(desk: Desk, listed: ListPreview) -> Comparison:
    """Hold a previewed list against the candidates already enrolled."""
    with desk.read() as rows:
        return _compare(desk, rows, listed)


def enrol(desk: Desk, actor: Actor, listed: ListPreview) -> Comparison:
    """Write a previewed list in one transaction; a candidate already graded is never touched.

    Raises:
        DomainError: not the responsable, or no line can be imported.
    """
    require_manager(actor)
    if not listed.accepted:
        raise DomainError(Fault.LIST_WITHOUT_CANDIDATE)
    with desk.write(actor, f"import de la liste « {listed.sheet} »") as rows:
        comparison = _compare(desk, rows, listed)
        if comparison.added or comparison.changed:
            _write(desk, rows, listed.name, comparison)
    return comparison


def _write(desk: Desk, rows: Session, list_name: str, comparison: Comparison) -> None:
    session = reading.session_of(desk, rows)
    changed = [(draft_of(session.candidate(one)), one, draft) for one, draft in comparison.changed]
    for _former, candidate_id, draft in changed:
        rewrite(rows, candidate_id, draft)
    added = {insert(rows, draft): draft for draft in comparison.added}
    note_import(rows, desk.now(), list_name, added, changed)


def add(desk: Desk, actor: Actor, draft: CandidateDraft) -> int:
    """Enrol one candidate; gives back the id.

    Raises:
        DomainError: not the responsable, a name is missing, or the file names a bloc, a deposit or a slide that this
            session does not know.
    """
    require_manager(actor)
    _require_names(draft)
    require_known(desk.framework, desk.session_type, draft)
    with desk.write(actor) as rows:
        return insert(rows, draft)


def change(desk: Desk, actor: Actor, candidate_id: int, draft: CandidateDraft) -> dt.datetime:
    """Correct one candidate's file.

    Raises:
        DomainError: not the responsable, a name is missing, the file names something that this session does not
            know, or prior awards or the jury would change after grading began.
    """
    require_manager(actor)
    _require_names(draft)
    require_known(desk.framework, desk.session_type, draft)
    with desk.write(actor) as rows:
        session = reading.session_of(desk, rows)
        current = session.candidate(candidate_id)
        settled = (current.priors, current.panel)
        if settled != (_in_order(draft.priors), draft.panel) and _is_graded(rows, candidate_id):
            raise DomainError(Fault.CANDIDATE_GRADED, candidate=current.name)
        rewrite(rows, candidate_id, draft)
    return desk.now()


def remove(desk: Desk, actor: Actor, candidate_id: int) -> None:
    """Take a candidate off the list.

    Raises:
        DomainError: not the responsable, or the candidate already sat something, stands in an incident or a report,
            was noted as lacking a quorum, or is named by the jury's side: a derogation, a grid done without, what was
            read, a turn of the deliberation.
    """
    require_manager(actor)
    with desk.write(actor) as rows:
        row = rows.get_one(CandidateRow, candidate_id)
        name = f"{row.birth_name} {row.first_name}"
        if _is_graded(rows, candidate_id):
            raise DomainError(Fault.CANDIDATE_GRADED, candidate=name)
        if rows.get(ShortfallRow, candidate_id) is not None:
            raise DomainError(JuryFault.SHORTFALL_KEEPS, candidate=name)
        if any(_counts(rows, table, candidate_id) for table in _OF_THE_JURY):
            raise DomainError(JuryFault.CANDIDATE_BEFORE_THE_JURY, candidate=name)
        if _counts(rows, IncidentRow, candidate_id):
            raise DomainError(Fault.CANDIDATE_IN_INCIDENT, candidate=name)
        if _counts(rows, FraudReportRow, candidate_id):
            raise DomainError(Fault.CANDIDATE_IN_FRAUD, candidate=name)
        forget_readings(rows, candidate_id)
        delete_file(rows, candidate_id)
        for table in (AttendanceRow, LatenessRow, DepartureRow, RecusalRow, PlanSlotRow):
            for child in rows.scalars(select(table).where(table.candidate_id == candidate_id)):
                rows.delete(child)
        rows.flush()
        rows.delete(row)


def _compare(desk: Desk, rows: Session, listed: ListPreview) -> Comparison:
    graded = {*rows.scalars(select(GridRow.candidate_id)), *rows.scalars(select(PhaseEventRow.candidate_id))}
    return compare_list(desk.framework, reading.session_of(desk, rows).candidates, graded, listed)


def _in_order(priors: tuple[PriorAward, ...]) -> tuple[PriorAward, ...]:
    return tuple(sorted(priors, key=lambda prior: prior.bloc_id))


def _is_graded(rows: Session, candidate_id: int) -> bool:
    return any(_counts(rows, table, candidate_id) for table in (GridRow, PhaseEventRow, PersonalNoteRow))


_OfTheJury = DerogationRow | GridWaiverRow | EvidenceSeenRow | AgendaTurnRow | MotiveDraftRow
_OfCandidate = type[GridRow | PhaseEventRow | PersonalNoteRow | IncidentRow | FraudReportRow | _OfTheJury]
_OF_THE_JURY: tuple[type[_OfTheJury], ...] = (
    DerogationRow,
    GridWaiverRow,
    EvidenceSeenRow,
    AgendaTurnRow,
    MotiveDraftRow,
)


def _counts(rows: Session, table: _OfCandidate, candidate_id: int) -> bool:
    return bool(rows.scalar(select(func.count()).select_from(table).where(table.candidate_id == candidate_id)))


def _require_names(draft: CandidateDraft) -> None:
    if not draft.identity.birth_name.strip() or not draft.identity.first_name.strip():
        raise DomainError(Fault.NAME_MISSING)
