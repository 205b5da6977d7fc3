"""Enrolling candidates: comparing a list with the session, importing it in one transaction, correcting one person."""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.access_path import AccessPath
from app.domain.candidate import Accommodation, Candidate, CivilIdentity, Contact, PriorAward
from app.domain.candidate_line import CandidateLine
from app.domain.faults import DomainError, Fault
from app.domain.framework.model import Framework
from app.domain.identity import duplicate_key, fold
from app.domain.people import Actor
from app.intake.candidates import ListPreview, read_list, read_pasted
from app.models.jury_rows import GridRow, PhaseEventRow
from app.models.people_rows import AccommodationRow, AttendanceRow, CandidateRow, PriorAwardRow, RecusalRow
from app.services import reading
from app.services.desk import Desk, require_manager


@dataclass(frozen=True, slots=True)
class CandidateDraft:
    """Everything that the preparation knows of a candidate."""

    identity: CivilIdentity
    access_path: AccessPath
    number: str = ""
    contact: Contact = field(default_factory=Contact)
    status: str = ""
    training_body: str = ""
    convened_at: str = ""
    professional_file: bool | None = None
    training_results: bool | None = None
    priors: tuple[PriorAward, ...] = ()
    accommodation: Accommodation | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """A list held against the session: who would be added, changed, left as is, or is protected by a grade."""

    added: tuple[CandidateDraft, ...]
    changed: tuple[tuple[int, CandidateDraft], ...]
    unchanged: int
    protected: int


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
    with desk.write(actor, f"import de la liste « {listed.sheet} »") as rows:
        comparison = _compare(desk, rows, listed)
        for candidate_id, draft in comparison.changed:
            _write(rows, rows.get_one(CandidateRow, candidate_id), draft)
        for draft in comparison.added:
            _insert(rows, draft)
    return comparison


def add(desk: Desk, actor: Actor, draft: CandidateDraft) -> int:
    """Enrol one candidate; gives back the id.

    Raises:
        DomainError: not the responsable, or a name is missing.
    """
    require_manager(actor)
    _require_names(draft)
    with desk.write(actor) as rows:
        return _insert(rows, draft)


def change(desk: Desk, actor: Actor, candidate_id: int, draft: CandidateDraft) -> dt.datetime:
    """Correct one candidate's file.

    Raises:
        DomainError: not the responsable, a name is missing, or prior awards would change after grading began.
    """
    require_manager(actor)
    _require_names(draft)
    with desk.write(actor) as rows:
        session = reading.session_of(desk, rows)
        current = session.candidate(candidate_id)
        if current.priors != draft.priors and _is_graded(rows, candidate_id):
            raise DomainError(Fault.CANDIDATE_GRADED, candidate=current.name)
        _write(rows, rows.get_one(CandidateRow, candidate_id), draft)
    return desk.now()


def remove(desk: Desk, actor: Actor, candidate_id: int) -> None:
    """Take a candidate off the list.

    Raises:
        DomainError: not the responsable, or the candidate already sat something.
    """
    require_manager(actor)
    with desk.write(actor) as rows:
        row = rows.get_one(CandidateRow, candidate_id)
        if _is_graded(rows, candidate_id):
            raise DomainError(Fault.CANDIDATE_GRADED, candidate=f"{row.birth_name} {row.first_name}")
        for table in (AccommodationRow, PriorAwardRow, AttendanceRow, RecusalRow):
            for child in rows.scalars(select(table).where(table.candidate_id == candidate_id)):
                rows.delete(child)
        rows.flush()
        rows.delete(row)


def draft_of(candidate: Candidate) -> CandidateDraft:
    """A candidate's file as a form shows it."""
    return CandidateDraft(
        identity=candidate.identity,
        access_path=candidate.access_path,
        number=candidate.number,
        contact=candidate.contact,
        status=candidate.status,
        training_body=candidate.training_body,
        convened_at=candidate.convened_at,
        professional_file=candidate.professional_file,
        training_results=candidate.training_results,
        priors=candidate.priors,
        accommodation=candidate.accommodation,
    )


def prior_bloc(framework: Framework, label: str) -> str | None:
    """The bloc that a list means by « CCP1 », « CCP 2 », « Bloc 1 » or the bloc's own title; None when unclear."""
    folded = fold(label)
    number = re.fullmatch(r"(?:ccp|bloc)?\s*(?:n[o°]?)?\s*(\d+)", folded)
    for bloc in framework.blocs:
        if folded == fold(bloc.label) or (number and int(number[1]) == bloc.number):
            return bloc.id
    return None


def _draft_from_list(framework: Framework, line: CandidateLine) -> CandidateDraft:
    return CandidateDraft(
        identity=line.identity,
        access_path=line.access_path or AccessPath.FORMATION,
        number=line.number,
        contact=line.contact,
        status=line.status,
        training_body=line.training_body,
        professional_file=line.professional_file,
        training_results=line.training_results,
        priors=tuple(
            PriorAward(bloc_id, award.obtained_on, award.text)
            for award in line.prior_awards
            if (bloc_id := prior_bloc(framework, award.label))
        ),
        accommodation=line.grant.accommodation if line.grant else None,
    )


def _compare(desk: Desk, rows: Session, listed: ListPreview) -> Comparison:
    enrolled = reading.session_of(desk, rows).candidates
    by_number = {candidate.number: candidate for candidate in enrolled if candidate.number}
    by_person = {_person_key(candidate.identity): candidate for candidate in enrolled}
    added, changed, unchanged, protected = [], [], 0, 0
    for line in listed.accepted:
        draft = _draft_from_list(desk.framework, line)
        known = by_number.get(line.number) or by_person.get(_person_key(line.identity))
        if known is None:
            added.append(draft)
        elif draft_of(known) == _kept_hour(draft, known):
            unchanged += 1
        elif _is_graded(rows, known.id):
            protected += 1
        else:
            changed.append((known.id, _kept_hour(draft, known)))
    return Comparison(tuple(added), tuple(changed), unchanged, protected)


def _kept_hour(draft: CandidateDraft, known: Candidate) -> CandidateDraft:
    """The list's draft with the convocation hour already set here, which lists do not carry."""
    return replace(draft, convened_at=known.convened_at)


def _person_key(identity: CivilIdentity) -> object:
    return duplicate_key(identity.birth_name, identity.first_name, identity.birth_date)


def _is_graded(rows: Session, candidate_id: int) -> bool:
    return any(
        rows.scalar(select(func.count()).select_from(table).where(table.candidate_id == candidate_id))
        for table in (GridRow, PhaseEventRow)
    )


def _require_names(draft: CandidateDraft) -> None:
    if not draft.identity.birth_name.strip() or not draft.identity.first_name.strip():
        raise DomainError(Fault.NAME_MISSING)


def _insert(rows: Session, draft: CandidateDraft) -> int:
    rank = (rows.scalar(select(func.max(CandidateRow.rank))) or 0) + 1
    row = CandidateRow(rank=rank, birth_name="", first_name="", access_path=draft.access_path)
    _write_columns(row, draft)
    rows.add(row)
    rows.flush()
    _write_children(rows, row.id, draft)
    return row.id


def _write(rows: Session, row: CandidateRow, draft: CandidateDraft) -> None:
    _write_columns(row, draft)
    for table in (AccommodationRow, PriorAwardRow):
        for child in rows.scalars(select(table).where(table.candidate_id == row.id)):
            rows.delete(child)
    rows.flush()
    _write_children(rows, row.id, draft)


def _write_columns(row: CandidateRow, draft: CandidateDraft) -> None:
    identity, contact = draft.identity, draft.contact
    row.civility = identity.civility
    row.birth_name = identity.birth_name.strip()
    row.usage_name = identity.usage_name
    row.first_name = identity.first_name.strip()
    row.other_first_names = identity.other_first_names
    row.birth_date = identity.birth_date
    row.birth_town = identity.birth_town
    row.birth_department = identity.birth_department
    row.birth_country = identity.birth_country
    row.nationality = identity.nationality
    row.email, row.phone, row.address = contact.email, contact.phone, contact.address
    row.postcode, row.town = contact.postcode, contact.town
    row.number = draft.number
    row.access_path = draft.access_path
    row.status = draft.status
    row.training_body = draft.training_body
    row.convened_at = draft.convened_at
    row.professional_file = draft.professional_file
    row.training_results = draft.training_results


def _write_children(rows: Session, candidate_id: int, draft: CandidateDraft) -> None:
    for prior in draft.priors:
        rows.add(
            PriorAwardRow(
                candidate_id=candidate_id, bloc_id=prior.bloc_id, obtained_on=prior.obtained_on, proof=prior.proof
            )
        )
    granted = draft.accommodation
    if granted:
        rows.add(
            AccommodationRow(
                candidate_id=candidate_id,
                measure=granted.measure,
                extra_time=str(granted.extra_time),
                authority=granted.authority,
                granted_on=granted.granted_on,
            )
        )
