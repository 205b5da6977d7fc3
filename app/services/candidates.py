"""Enrolling candidates: a workbook to fill, a list compared and imported in one transaction, one person corrected."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app import reports
from app.domain.candidate import CivilIdentity, PriorAward
from app.domain.candidate_line import CellFault
from app.domain.faults import DomainError, EnvironmentFault, Fault, Trouble
from app.domain.identity import duplicate_key
from app.domain.people import Actor
from app.intake.candidates import ListPreview, read_list, read_pasted
from app.models.jury_rows import GridRow, PhaseEventRow
from app.models.people_rows import AttendanceRow, CandidateRow, RecusalRow
from app.models.preparation_rows import PlanSlotRow
from app.models.session_rows import IncidentRow
from app.services import reading
from app.services.candidate_drafts import CandidateDraft as CandidateDraft  # noqa: PLC0414 - offered here to forms
from app.services.candidate_drafts import draft_from_list, kept, require_known, unclear_awards
from app.services.candidate_drafts import draft_of as draft_of  # noqa: PLC0414 - offered here to forms
from app.services.candidate_files import delete_file, insert, rewrite
from app.services.desk import Desk, require_manager
from app.system.files import write_whole


class Fate(Enum):
    """What becomes of one line of a list."""

    ADDED = "ajouté"
    CHANGED = "modifié"
    UNCHANGED = "inchangé"
    PROTECTED = "protégé"


@dataclass(frozen=True, slots=True)
class Comparison:
    """A list held against the session: who would be added, changed, left as is, or is protected by a grade.

    `unclear` are the cells whose CCP or bloc already held is none of this référentiel; `fates` tells each line's.
    """

    added: tuple[CandidateDraft, ...]
    changed: tuple[tuple[int, CandidateDraft], ...]
    unchanged: int
    protected: int
    unclear: tuple[CellFault, ...] = ()
    fates: Mapping[int, Fate] = field(default_factory=dict)


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


def preview(
    source: Path | str,
    today: dt.date,
    *,
    sheet: str | None = None,
    mapping: Mapping[str, str] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> ListPreview:
    """Read a candidate list without writing anything: a file by its path, or pasted text.

    Raises:
        DomainError: the list cannot be understood; the sentence says what to mend.
        EnvironmentFault: the file cannot be read.
    """
    if isinstance(source, Path):
        return read_list(source, today=today, sheet=sheet, mapping=mapping, progress=progress)
    return read_pasted(source, today=today, mapping=mapping, progress=progress)


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
        for candidate_id, draft in comparison.changed:
            rewrite(rows, candidate_id, draft)
        for draft in comparison.added:
            insert(rows, draft)
    return comparison


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
        DomainError: not the responsable, or the candidate already sat something or stands in an incident.
    """
    require_manager(actor)
    with desk.write(actor) as rows:
        row = rows.get_one(CandidateRow, candidate_id)
        name = f"{row.birth_name} {row.first_name}"
        if _is_graded(rows, candidate_id):
            raise DomainError(Fault.CANDIDATE_GRADED, candidate=name)
        if _counts(rows, IncidentRow, candidate_id):
            raise DomainError(Fault.CANDIDATE_IN_INCIDENT, candidate=name)
        delete_file(rows, candidate_id)
        for table in (AttendanceRow, RecusalRow, PlanSlotRow):
            for child in rows.scalars(select(table).where(table.candidate_id == candidate_id)):
                rows.delete(child)
        rows.flush()
        rows.delete(row)


def _compare(desk: Desk, rows: Session, listed: ListPreview) -> Comparison:
    enrolled = reading.session_of(desk, rows).candidates
    by_number = {candidate.number: candidate for candidate in enrolled if candidate.number}
    by_person = {_person_key(candidate.identity): candidate for candidate in enrolled}
    columns = frozenset(listed.mapping.values())
    added: list[CandidateDraft] = []
    changed: list[tuple[int, CandidateDraft]] = []
    fates: dict[int, Fate] = {}
    for line in listed.accepted:
        draft = draft_from_list(desk.framework, line)
        known = by_number.get(line.number) or by_person.get(_person_key(line.identity))
        if known is None:
            added.append(draft)
            fates[line.line] = Fate.ADDED
            continue
        draft = kept(draft, draft_of(known), columns)
        if draft == draft_of(known):
            fates[line.line] = Fate.UNCHANGED
        elif _is_graded(rows, known.id):
            fates[line.line] = Fate.PROTECTED
        else:
            changed.append((known.id, draft))
            fates[line.line] = Fate.CHANGED
    told = Counter(fates.values())
    unclear = tuple(unclear_awards(desk.framework, listed.accepted))
    return Comparison(tuple(added), tuple(changed), told[Fate.UNCHANGED], told[Fate.PROTECTED], unclear, fates)


def _in_order(priors: tuple[PriorAward, ...]) -> tuple[PriorAward, ...]:
    return tuple(sorted(priors, key=lambda prior: prior.bloc_id))


def _person_key(identity: CivilIdentity) -> object:
    return duplicate_key(identity.birth_name, identity.first_name, identity.birth_date)


def _is_graded(rows: Session, candidate_id: int) -> bool:
    return _counts(rows, GridRow, candidate_id) or _counts(rows, PhaseEventRow, candidate_id)


def _counts(rows: Session, table: type[GridRow | PhaseEventRow | IncidentRow], candidate_id: int) -> bool:
    return bool(rows.scalar(select(func.count()).select_from(table).where(table.candidate_id == candidate_id)))


def _require_names(draft: CandidateDraft) -> None:
    if not draft.identity.birth_name.strip() or not draft.identity.first_name.strip():
        raise DomainError(Fault.NAME_MISSING)
