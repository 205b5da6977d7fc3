"""Builds the frozen picture of a session from its rows; no row leaves this module."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TypeVar

from pydantic import TypeAdapter
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.candidate import (
    Accommodation,
    Attendance,
    Candidate,
    CivilIdentity,
    Contact,
    ParentTitle,
    PriorAward,
    ProductionDeposit,
    TrainingResult,
    UnmatchedAward,
)
from app.domain.decision import Award, Confirmation, Decision, Position
from app.domain.grading import Fact, Grid, Mark
from app.domain.people import Person, Recusal, RoleAssignment
from app.domain.planning.plan import Plan, PlanSettings, Slot
from app.domain.session import Closing, ExamSession, Incident, Rectification
from app.domain.session_sheet import Centre, SessionSheet
from app.domain.timing import Instant, PhaseEvent
from app.models.jury_rows import (
    AwardRow,
    ConfirmationRow,
    DecisionRow,
    FactRow,
    GridRow,
    MarkRow,
    PhaseEventRow,
    PositionRow,
)
from app.models.people_rows import (
    AccommodationRow,
    AttendanceRow,
    CandidateRow,
    OralRoleRow,
    PersonRow,
    PriorAwardRow,
    ProductionDepositRow,
    RecusalRow,
    TrainingResultRow,
    UnmatchedAwardRow,
)
from app.models.preparation_rows import PlanRow, PlanSlotRow
from app.models.session_rows import ExamSessionRow, IncidentRow, RectificationRow
from app.services.desk import Desk


def session(desk: Desk) -> ExamSession:
    """The whole session as it stands on disk."""
    with desk.read() as rows:
        return session_of(desk, rows)


def session_of(desk: Desk, rows: Session) -> ExamSession:
    """The session as one transaction sees it, its own uncommitted changes included."""
    sheet = rows.scalars(select(ExamSessionRow)).one()
    return ExamSession(
        sheet=sheet_of(sheet),
        framework=desk.framework,
        framework_digest=desk.framework_digest,
        people=tuple(person_of(row) for row in rows.scalars(select(PersonRow).order_by(PersonRow.id))),
        candidates=_candidates(rows),
        recusals=tuple(
            Recusal(row.juror_id, row.candidate_id, row.reason, row.kind) for row in rows.scalars(select(RecusalRow))
        ),
        roles=tuple(
            RoleAssignment(row.person_id, row.part_id, row.role)
            for row in rows.scalars(select(OralRoleRow).order_by(OralRoleRow.part_id, OralRoleRow.person_id))
        ),
        plan=_plan(rows),
        phase_events=_phase_events(rows),
        grids=_grids(rows),
        positions=tuple(
            Position(row.candidate_id, row.unit_id, row.mastered, row.motive, tuple(row.cited))
            for row in rows.scalars(select(PositionRow))
        ),
        awards=tuple(Award(row.candidate_id, row.bloc_id, row.value) for row in rows.scalars(select(AwardRow))),
        decisions=tuple(
            Decision(row.candidate_id, row.outcome, row.motive, row.decided_at)
            for row in rows.scalars(select(DecisionRow))
        ),
        confirmations=tuple(
            Confirmation(row.juror_id, row.candidate_id, row.at) for row in rows.scalars(select(ConfirmationRow))
        ),
        incidents=tuple(
            Incident(row.number, row.at, row.text, row.candidate_id)
            for row in rows.scalars(select(IncidentRow).order_by(IncidentRow.number))
        ),
        rectifications=tuple(_rectification(row) for row in rows.scalars(select(RectificationRow))),
        closing=_closing(sheet),
        journal_head=desk.file.journal_head,
    )


def sheet_of(row: ExamSessionRow) -> SessionSheet:
    """The session's identity from its row."""
    return SessionSheet(
        session_type_id=row.session_type_id,
        centre=Centre(row.centre_name, row.centre_address, row.agreement, row.agreement_until, row.centre_contact),
        place=row.place,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        manager=row.manager,
        ceres_number=row.ceres_number,
        record_number=row.record_number,
        directions=row.directions,
    )


def person_of(row: PersonRow) -> Person:
    """A person from its row, without secrets."""
    return Person(
        id=row.id,
        function=row.function,
        family_name=row.family_name,
        given_name=row.given_name,
        quality=row.quality,
        employer=row.employer,
        habilitation=row.habilitation,
        habilitation_until=row.habilitation_until,
        uses_english=row.uses_english,
        declared_at=row.declared_at,
        has_pin=bool(row.pin_hash),
        days=None if row.days is None else tuple(date.fromisoformat(day) for day in row.days),
        panel=row.panel,
        seat=row.seat,
        is_external=row.is_external,
        is_qualified=row.is_qualified,
    )


def grid_of(rows: Session, juror_id: int, candidate_id: int, part_id: str) -> Grid | None:
    """One grid as a transaction sees it, None when its juror never opened it."""
    row = rows.get(GridRow, (juror_id, candidate_id, part_id))
    if row is None:
        return None
    marks = {mark.criterion_id: Mark(mark.value, mark.word) for mark in row.marks.values()}
    return _grid(row, marks, tuple(_fact(fact) for fact in row.facts))


@dataclass(frozen=True, slots=True)
class _Files:
    """What hangs on candidates, by the candidate's id."""

    priors: dict[int, list[PriorAward]]
    unmatched: dict[int, list[UnmatchedAward]]
    results: dict[int, list[TrainingResult]]
    deposits: dict[int, list[ProductionDeposit]]
    granted: dict[int, AccommodationRow]
    seen: dict[int, AttendanceRow]


def _candidates(rows: Session) -> tuple[Candidate, ...]:
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
        attendance=Attendance(seen.presence, seen.at, seen.detail) if seen else None,
        panel=row.panel,
        extension=row.extension,
        earlier_sittings=row.earlier_sittings,
        first_refused_on=row.first_refused_on,
        parent_title=ParentTitle(row.parent_title_on, row.parent_title_proof) if has_title else None,
        unmatched=tuple(files.unmatched.get(row.id, ())),
        results=tuple(files.results.get(row.id, ())),
        deposits=tuple(files.deposits.get(row.id, ())),
    )


def _plan(rows: Session) -> Plan | None:
    kept = rows.get(PlanRow, 1)
    if kept is None:
        return None
    slots = rows.scalars(select(PlanSlotRow).order_by(PlanSlotRow.starts_at, PlanSlotRow.number))
    return Plan(PLAN_SETTINGS.validate_python(kept.settings), tuple(_slot(row) for row in slots))


PLAN_SETTINGS = TypeAdapter(PlanSettings)
"""The settings of a planning as the JSON object that the file keeps."""


def _slot(row: PlanSlotRow) -> Slot:
    return Slot(
        number=row.number,
        kind=row.kind,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        place=row.place,
        panel=row.panel,
        candidate_id=row.candidate_id,
        part_id=row.part_id,
        first_phase=row.first_phase,
        last_phase=row.last_phase,
        jury_present=row.jury_present,
        takes_speaker=row.takes_speaker,
    )


def _accommodation(row: AccommodationRow) -> Accommodation:
    return Accommodation(row.measure, Fraction(row.extra_time), row.authority, row.granted_on)


def _phase_events(rows: Session) -> dict[tuple[int, str], tuple[PhaseEvent, ...]]:
    found: dict[tuple[int, str], list[PhaseEvent]] = {}
    for row in rows.scalars(select(PhaseEventRow).order_by(PhaseEventRow.number)):
        found.setdefault((row.candidate_id, row.part_id), []).append(phase_event_of(row))
    return {key: tuple(events) for key, events in found.items()}


def phase_event_of(row: PhaseEventRow) -> PhaseEvent:
    """A timer event from its row."""
    return PhaseEvent(row.phase, row.kind, Instant(row.wall, row.ticks_ms, row.boot), row.reason)


def _grids(rows: Session) -> tuple[Grid, ...]:
    marks: dict[tuple[int, int, str], dict[str, Mark]] = {}
    for mark in rows.execute(
        select(
            MarkRow.juror_id, MarkRow.candidate_id, MarkRow.part_id, MarkRow.criterion_id, MarkRow.value, MarkRow.word
        )
    ):
        marks.setdefault((mark[0], mark[1], mark[2]), {})[mark[3]] = Mark(mark[4], mark[5])
    facts: dict[tuple[int, int, str], list[Fact]] = {}
    for fact in rows.scalars(select(FactRow).order_by(FactRow.number)):
        facts.setdefault((fact.juror_id, fact.candidate_id, fact.part_id), []).append(_fact(fact))
    grids = []
    for row in rows.scalars(select(GridRow)):
        key = (row.juror_id, row.candidate_id, row.part_id)
        grids.append(_grid(row, marks.get(key, {}), tuple(facts.get(key, ()))))
    return tuple(grids)


def _grid(row: GridRow, marks: dict[str, Mark], facts: tuple[Fact, ...]) -> Grid:
    return Grid(
        row.juror_id,
        row.candidate_id,
        row.part_id,
        marks,
        facts,
        row.appreciation,
        row.waiver,
        row.locked_at,
        row.digest,
    )


def _fact(row: FactRow) -> Fact:
    return Fact(row.number, row.at, row.phase, row.text, row.criterion_id)


def _closing(row: ExamSessionRow) -> Closing | None:
    if row.closed_at is None:
        return None
    return Closing(row.closed_at, row.closed_content_digest, row.closed_framework_digest, row.sealed_at)


def _rectification(row: RectificationRow) -> Rectification:
    return Rectification(
        row.number,
        row.at,
        row.author,
        row.agreed_by,
        row.candidate_id,
        row.subject,
        row.before,
        row.after,
        row.reason,
    )
