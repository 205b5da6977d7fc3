"""Reads candidates with all that hangs on them: what they hold, handed in, were granted, and how they came."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.attendance import Attendance, Departure, Lateness
from app.domain.candidate import (
    Accommodation,
    Candidate,
    CivilIdentity,
    Contact,
    ParentTitle,
    PriorAward,
    ProductionDeposit,
    TrainingResult,
    UnmatchedAward,
)
from app.models.people_rows import (
    AccommodationRow,
    AttendanceRow,
    CandidateRow,
    PriorAwardRow,
    ProductionDepositRow,
    TrainingResultRow,
    UnmatchedAwardRow,
)
from app.services import day_reading


@dataclass(frozen=True, slots=True)
class _Files:
    """What hangs on candidates, by the candidate's id."""

    priors: dict[int, list[PriorAward]]
    unmatched: dict[int, list[UnmatchedAward]]
    results: dict[int, list[TrainingResult]]
    deposits: dict[int, list[ProductionDeposit]]
    granted: dict[int, AccommodationRow]
    seen: dict[int, AttendanceRow]
    late: dict[int, list[Lateness]]
    left: dict[int, list[Departure]]


def candidates(rows: Session) -> tuple[Candidate, ...]:
    """Every candidate of the session, in the order of the list."""
    files = _Files(
        priors=_grouped((row.candidate_id, _prior(row)) for row in rows.scalars(_BY_BLOC)),
        unmatched=_grouped(
            (row.candidate_id, UnmatchedAward(row.label, row.obtained_on, row.proof))
            for row in rows.scalars(select(UnmatchedAwardRow).order_by(UnmatchedAwardRow.number))
        ),
        results=_grouped(
            (row.candidate_id, TrainingResult(row.bloc_id, row.satisfied))
            for row in rows.scalars(select(TrainingResultRow).order_by(TrainingResultRow.bloc_id))
        ),
        deposits=_grouped(
            (row.candidate_id, ProductionDeposit(row.modality, row.at, frozenset(row.slides), row.remark))
            for row in rows.scalars(select(ProductionDepositRow).order_by(ProductionDepositRow.modality))
        ),
        granted={row.candidate_id: row for row in rows.scalars(select(AccommodationRow))},
        seen={row.candidate_id: row for row in rows.scalars(select(AttendanceRow))},
        late=_grouped(iter(day_reading.latecomers(rows))),
        left=_grouped(iter(day_reading.departures(rows))),
    )
    return tuple(_candidate(row, files) for row in rows.scalars(select(CandidateRow).order_by(CandidateRow.rank)))


_BY_BLOC = select(PriorAwardRow).order_by(PriorAwardRow.bloc_id)
_Piece = TypeVar("_Piece")


def _grouped(pairs: Iterator[tuple[int, _Piece]]) -> dict[int, list[_Piece]]:
    found: dict[int, list[_Piece]] = {}
    for candidate_id, piece in pairs:
        found.setdefault(candidate_id, []).append(piece)
    return found


def _prior(row: PriorAwardRow) -> PriorAward:
    return PriorAward(row.bloc_id, row.obtained_on, row.proof, row.earlier_framework, row.earlier_bloc)


def _candidate(row: CandidateRow, files: _Files) -> Candidate:
    granted, seen = files.granted.get(row.id), files.seen.get(row.id)
    has_title = row.parent_title_on is not None or row.parent_title_proof
    return Candidate(
        id=row.id,
        rank=row.rank,
        identity=CivilIdentity(
            birth_name=row.birth_name,
            first_name=row.first_name,
            civility=row.civility,
            usage_name=row.usage_name,
            other_first_names=row.other_first_names,
            birth_date=row.birth_date,
            birth_town=row.birth_town,
            birth_department=row.birth_department,
            birth_country=row.birth_country,
            nationality=row.nationality,
        ),
        access_path=row.access_path,
        number=row.number,
        contact=Contact(row.email, row.phone, row.address, row.postcode, row.town),
        status=row.status,
        training_body=row.training_body,
        convened_at=row.convened_at,
        professional_file=row.professional_file,
        training_results=row.training_results,
        priors=tuple(files.priors.get(row.id, ())),
        accommodation=_accommodation(granted) if granted else None,
        attendance=Attendance(seen.presence, seen.at, seen.detail, seen.code) if seen else None,
        late=tuple(files.late.get(row.id, ())),
        departures=tuple(files.left.get(row.id, ())),
        panel=row.panel,
        extension=row.extension,
        earlier_sittings=row.earlier_sittings,
        first_refused_on=row.first_refused_on,
        parent_title=ParentTitle(row.parent_title_on, row.parent_title_proof) if has_title else None,
        unmatched=tuple(files.unmatched.get(row.id, ())),
        results=tuple(files.results.get(row.id, ())),
        deposits=tuple(files.deposits.get(row.id, ())),
    )


def _accommodation(row: AccommodationRow) -> Accommodation:
    return Accommodation(row.measure, Fraction(row.extra_time), row.authority, row.granted_on)
