"""Writes a candidate's file into its rows: the candidate, and all that hangs on him or her."""

from collections.abc import Iterator

from sqlalchemy import Integer, cast, func, select
from sqlalchemy.orm import Session

from app.models.base import Row
from app.models.day_rows import AccommodationReadingRow
from app.models.journal import JournalRow
from app.models.people_rows import (
    AccommodationRow,
    CandidateRow,
    PriorAwardRow,
    ProductionDepositRow,
    TrainingResultRow,
    UnmatchedAwardRow,
)
from app.services.candidate_drafts import CandidateDraft

_CHILDREN = (AccommodationRow, PriorAwardRow, UnmatchedAwardRow, TrainingResultRow, ProductionDepositRow)


def insert(rows: Session, draft: CandidateDraft) -> int:
    """Write a new candidate after the last one; gives back the id."""
    rank = (rows.scalar(select(func.max(CandidateRow.rank))) or 0) + 1
    row = CandidateRow(id=_fresh_id(rows), rank=rank, birth_name="", first_name="", access_path=draft.access_path)
    _write_columns(row, draft)
    rows.add(row)
    rows.flush()
    rows.add_all(_children(row.id, draft))
    return row.id


def _fresh_id(rows: Session) -> int:
    """An id that nobody ever had, even somebody taken off the list: printed papers go by it (see `anonymous_id`)."""
    last = rows.info.get(_LAST_ID)
    if last is None:
        enrolled = select(func.max(cast(JournalRow.row_key, Integer))).where(
            JournalRow.table_name == CandidateRow.__tablename__
        )
        last = max(rows.scalar(enrolled) or 0, rows.scalar(select(func.max(CandidateRow.id))) or 0)
    rows.info[_LAST_ID] = last + 1
    return int(last) + 1


_LAST_ID = "last_candidate_id"


def rewrite(rows: Session, candidate_id: int, draft: CandidateDraft) -> None:
    """Make an enrolled candidate's file say what the draft says."""
    _write_columns(rows.get_one(CandidateRow, candidate_id), draft)
    if _changes_accommodation(rows, candidate_id, draft):
        forget_readings(rows, candidate_id)
    delete_file(rows, candidate_id)
    rows.add_all(_children(candidate_id, draft))


def forget_readings(rows: Session, candidate_id: int) -> None:
    """Nobody has read the accommodation any more: it is read anew before the next part."""
    for reading in rows.scalars(select(AccommodationReadingRow).filter_by(candidate_id=candidate_id)):
        rows.delete(reading)


def _changes_accommodation(rows: Session, candidate_id: int, draft: CandidateDraft) -> bool:
    row, granted = rows.get(AccommodationRow, candidate_id), draft.accommodation
    was = (row.measure, row.extra_time, row.authority, row.granted_on) if row else None
    return was != (
        (granted.measure, str(granted.extra_time), granted.authority, granted.granted_on) if granted else None
    )


def delete_file(rows: Session, candidate_id: int) -> None:
    """Delete what hangs on a candidate and that a draft holds; the candidate stays."""
    for table in _CHILDREN:
        for child in rows.scalars(select(table).where(table.candidate_id == candidate_id)):
            rows.delete(child)
    rows.flush()


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
    row.panel = draft.panel
    row.extension = draft.extension
    row.earlier_sittings = draft.earlier_sittings
    row.first_refused_on = draft.first_refused_on
    row.parent_title_on = draft.parent_title.obtained_on if draft.parent_title else None
    row.parent_title_proof = draft.parent_title.proof if draft.parent_title else ""


def _children(candidate_id: int, draft: CandidateDraft) -> Iterator[Row]:
    for prior in draft.priors:
        yield PriorAwardRow(
            candidate_id=candidate_id,
            bloc_id=prior.bloc_id,
            obtained_on=prior.obtained_on,
            proof=prior.proof,
            earlier_framework=prior.earlier_framework,
            earlier_bloc=prior.earlier_bloc,
        )
    for number, award in enumerate(draft.unmatched, start=1):
        yield UnmatchedAwardRow(
            candidate_id=candidate_id,
            number=number,
            label=award.label,
            obtained_on=award.obtained_on,
            proof=award.proof,
        )
    for result in draft.results:
        yield TrainingResultRow(candidate_id=candidate_id, bloc_id=result.bloc_id, satisfied=result.satisfied)
    for deposit in draft.deposits:
        yield ProductionDepositRow(
            candidate_id=candidate_id,
            modality=deposit.modality,
            at=deposit.at,
            slides=sorted(deposit.slides),
            remark=deposit.remark,
        )
    granted = draft.accommodation
    if granted:
        yield AccommodationRow(
            candidate_id=candidate_id,
            measure=granted.measure,
            extra_time=str(granted.extra_time),
            authority=granted.authority,
            granted_on=granted.granted_on,
        )
