"""Builds the frozen picture of a session from its rows; no row leaves this module."""

from datetime import date, datetime

from pydantic import TypeAdapter
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.conduct import Incident
from app.domain.decision import Award, Confirmation, Decision, Position
from app.domain.framework.scale import MarkingScale
from app.domain.frozen_session import Closing, Departure, Rectification
from app.domain.grading import Correction, Fact, Grid, Mark
from app.domain.people import Person, Recusal, RoleAssignment
from app.domain.planning.plan import Plan, PlanSettings, Slot
from app.domain.session import ExamSession
from app.domain.session_sheet import Centre, SessionSheet
from app.domain.timing import Instant, PhaseEvent
from app.models import journal
from app.models.journal import JournalRow
from app.models.jury_rows import (
    AwardRow,
    ConfirmationRow,
    DecisionRow,
    FactRow,
    GridRow,
    MarkCorrectionRow,
    MarkRow,
    PhaseEventRow,
    PositionRow,
)
from app.models.people_rows import (
    OralRoleRow,
    PersonRow,
    RecusalRow,
)
from app.models.preparation_rows import PlanRow, PlanSlotRow
from app.models.session_rows import ExamSessionRow, IncidentRow, RectificationRow
from app.services import day_reading, deliberation_reading
from app.services.candidate_reading import candidates
from app.services.desk import Desk, LastRead


def session(desk: Desk) -> ExamSession:
    """The whole session as it stands on disk; kept until the journal grows."""
    head = desk.file.journal_head
    with desk.read() as rows:
        last = desk.last_read
        if last is not None and last.journal_head == head:
            return last.picture
        number, _digest = journal.head(rows.connection(), desk.file.machine)
        whole = session_of(desk, rows)
        desk.last_read = LastRead(whole, number) if whole.journal_head == head else None
        return whole


def session_of(desk: Desk, rows: Session) -> ExamSession:
    """The session as one transaction sees it, its own uncommitted changes included.

    No row changes without the journal: what was last read whole serves as long as the journal tells of nothing since,
    and its grids, by far the most of it, as long as it tells of none.
    """
    rows.flush()
    last = desk.last_read
    changed = _tables_changed(rows, desk.file.machine, last.number) if last is not None else None
    if last is None or changed is None:
        return _read(desk, rows, _grids(rows, desk.framework.scale))
    if not changed:
        return last.picture
    return _read(desk, rows, _grids(rows, desk.framework.scale) if changed & _TABLES_OF_GRIDS else last.picture.grids)


_TABLES_OF_GRIDS = frozenset(row.__tablename__ for row in (GridRow, MarkRow, FactRow, MarkCorrectionRow))


def _tables_changed(rows: Session, machine: str, since: int) -> frozenset[str] | None:
    """The tables that the journal tells of since that entry; None to a transaction that began before it."""
    entries = rows.execute(
        select(JournalRow.number, JournalRow.table_name)
        .where(JournalRow.machine == machine, JournalRow.number >= since)
        .order_by(JournalRow.number)
    ).all()
    if not entries or entries[0].number != since:
        return None
    return frozenset(entry.table_name for entry in entries[1:])


def _read(desk: Desk, rows: Session, grids: tuple[Grid, ...]) -> ExamSession:
    sheet = rows.scalars(select(ExamSessionRow)).one()
    return ExamSession(
        sheet=sheet_of(sheet),
        framework=desk.framework,
        framework_digest=desk.framework_digest,
        people=tuple(person_of(row) for row in rows.scalars(select(PersonRow).order_by(PersonRow.id))),
        candidates=candidates(rows),
        recusals=tuple(
            Recusal(row.juror_id, row.candidate_id, row.reason, row.kind) for row in rows.scalars(select(RecusalRow))
        ),
        roles=tuple(
            RoleAssignment(row.person_id, row.part_id, row.role)
            for row in rows.scalars(select(OralRoleRow).order_by(OralRoleRow.part_id, OralRoleRow.person_id))
        ),
        plan=_plan(rows),
        phase_events=_phase_events(rows),
        grids=grids,
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
            Incident(number, row.at, row.text, row.candidate_id, row.author_id)
            for number, row in enumerate(_incidents(rows), start=1)
        ),
        fraud_reports=day_reading.fraud_reports(rows),
        readings=day_reading.readings(rows),
        lapses=day_reading.lapses(rows),
        questions=day_reading.questions(rows),
        put_questions=day_reading.put_questions(rows),
        receipts=deliberation_reading.receipts(rows),
        versions=deliberation_reading.versions(rows),
        choices=deliberation_reading.choices(rows),
        grid_waivers=deliberation_reading.grid_waivers(rows),
        consultations=deliberation_reading.consultations(rows),
        roll=deliberation_reading.roll(rows),
        turns=deliberation_reading.turns(rows),
        votes=deliberation_reading.votes(rows),
        derogations=deliberation_reading.derogations(rows),
        shortfalls=deliberation_reading.shortfalls(rows),
        doors_closed_at=sheet.doors_closed_at,
        doors_opened_at=sheet.doors_opened_at,
        rectifications=tuple(_rectification(row) for row in rows.scalars(select(RectificationRow))),
        closing=_closing(sheet),
        left=_departure(sheet.moved_at, sheet.moved_to),
        taken_back=_departure(sheet.taken_back_at, sheet.taken_back_from),
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
        record_validated_on=row.record_validated_on,
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


def grid_of(desk: Desk, rows: Session, juror_id: int, candidate_id: int, part_id: str) -> Grid | None:
    """One grid as a transaction sees it, None when its juror never opened it."""
    row = rows.get(GridRow, (juror_id, candidate_id, part_id))
    if row is None:
        return None
    scale = desk.framework.scale
    marks = {mark.criterion_id: Mark(scale.answer(mark.value), mark.word) for mark in row.marks.values()}
    corrections = tuple(_correction(each, scale) for each in row.corrections)
    return _grid(row, marks, tuple(fact_of(fact) for fact in row.facts), corrections)


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


def _phase_events(rows: Session) -> dict[tuple[int, str], tuple[PhaseEvent, ...]]:
    found: dict[tuple[int, str], list[PhaseEvent]] = {}
    for row in rows.scalars(select(PhaseEventRow).order_by(PhaseEventRow.number)):
        found.setdefault((row.candidate_id, row.part_id), []).append(phase_event_of(row))
    return {key: tuple(events) for key, events in found.items()}


def phase_event_of(row: PhaseEventRow) -> PhaseEvent:
    """A timer event from its row."""
    return PhaseEvent(row.phase, row.kind, Instant(row.wall, row.ticks_ms, row.boot), row.reason)


def _grids(rows: Session, scale: MarkingScale) -> tuple[Grid, ...]:
    marks: dict[tuple[int, int, str], dict[str, Mark]] = {}
    for mark in rows.execute(
        select(
            MarkRow.juror_id, MarkRow.candidate_id, MarkRow.part_id, MarkRow.criterion_id, MarkRow.value, MarkRow.word
        )
    ):
        marks.setdefault((mark[0], mark[1], mark[2]), {})[mark[3]] = Mark(scale.answer(mark[4]), mark[5])
    facts: dict[tuple[int, int, str], list[Fact]] = {}
    for fact in rows.scalars(select(FactRow).order_by(FactRow.number)):
        facts.setdefault((fact.juror_id, fact.candidate_id, fact.part_id), []).append(fact_of(fact))
    corrections: dict[tuple[int, int, str], list[Correction]] = {}
    for each in rows.scalars(select(MarkCorrectionRow).order_by(MarkCorrectionRow.number)):
        kept = corrections.setdefault((each.juror_id, each.candidate_id, each.part_id), [])
        kept.append(_correction(each, scale))
    grids = []
    for row in rows.scalars(select(GridRow)):
        key = (row.juror_id, row.candidate_id, row.part_id)
        grids.append(_grid(row, marks.get(key, {}), tuple(facts.get(key, ())), tuple(corrections.get(key, ()))))
    return tuple(grids)


def _grid(row: GridRow, marks: dict[str, Mark], facts: tuple[Fact, ...], corrections: tuple[Correction, ...]) -> Grid:
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
        row.role,
        frozenset(row.slides),
        corrections,
    )


def _correction(row: MarkCorrectionRow, scale: MarkingScale) -> Correction:
    before, after = (
        Mark(scale.answer(code), word) if code else None
        for code, word in ((row.before, row.before_word), (row.after, row.after_word))
    )
    return Correction(row.criterion_id, row.at, before, after, row.reason)


def fact_of(row: FactRow) -> Fact:
    """A fact from its row."""
    return Fact(row.number, row.at, row.phase, row.text, row.criterion_id, row.kind)


def _incidents(rows: Session) -> list[IncidentRow]:
    """The incidents in the order of time, by which they are numbered: packets bring theirs in any order."""
    return sorted(rows.scalars(select(IncidentRow)), key=lambda row: (row.at, row.author_id or 0, row.text, row.number))


def _departure(at: datetime | None, to: str) -> Departure | None:
    return Departure(at, to) if at is not None else None


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
