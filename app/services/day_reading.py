"""Reads what the day left in its rows: departures, accommodations read, frauds, unwatched times, questions put."""

import datetime as dt
from collections import Counter

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.attendance import Departure, Lateness
from app.domain.conduct import AccommodationReading, FraudReport, Witness
from app.domain.question_guide import GuideQuestion, PutQuestion
from app.domain.timing import Instant, Lapse, PhaseEventKind, RunningPhase
from app.models.day_rows import AccommodationReadingRow, DepartureRow, FraudReportRow, LatenessRow, TimeLapseRow
from app.models.desk_rows import PutQuestionRow, QuestionRow
from app.models.jury_rows import PhaseEventRow


def latecomers(rows: Session) -> list[tuple[int, Lateness]]:
    """Who was admitted late, each with the candidate's id, in the order of arrival."""
    return [
        (row.candidate_id, Lateness(row.part_id, row.arrived_at, row.minutes, row.reason))
        for row in rows.scalars(select(LatenessRow).order_by(LatenessRow.arrived_at))
    ]


def departures(rows: Session) -> list[tuple[int, Departure]]:
    """Who stopped before the end, each with the candidate's id, in the order in which it happened."""
    return [
        (row.candidate_id, Departure(row.number, row.kind, row.at, row.part_id, row.reason, row.resumed_at))
        for row in rows.scalars(select(DepartureRow).order_by(DepartureRow.number))
    ]


def readings(rows: Session) -> tuple[AccommodationReading, ...]:
    """Who read which accommodation."""
    return tuple(
        AccommodationReading(row.candidate_id, row.reader_id, row.at)
        for row in rows.scalars(select(AccommodationReadingRow))
    )


def fraud_reports(rows: Session) -> tuple[FraudReport, ...]:
    """The suspected frauds, in the order of their reports."""
    return tuple(
        FraudReport(row.number, row.at, row.candidate_id, row.part_id, row.facts, _witnesses(row))
        for row in rows.scalars(select(FraudReportRow).order_by(FraudReportRow.number))
    )


def running_phases(rows: Session) -> dict[RunningPhase, Instant]:
    """The phases whose time runs now, each with the moment of its last event; nobody's who left for good."""
    gone = {candidate_id for candidate_id, departure in departures(rows) if departure.is_final}
    order = (PhaseEventRow.candidate_id, PhaseEventRow.part_id, PhaseEventRow.number)
    last: dict[tuple[int, str], PhaseEventRow] = {}
    stored: Counter[tuple[int, str]] = Counter()
    for row in rows.scalars(select(PhaseEventRow).order_by(*order)):
        last[row.candidate_id, row.part_id] = row
        stored[row.candidate_id, row.part_id] += 1
    return {
        RunningPhase(*sitting, row.phase, stored[sitting]): Instant(row.wall, row.ticks_ms, row.boot)
        for sitting, row in last.items()
        if row.kind in (PhaseEventKind.STARTED, PhaseEventKind.RESUMED) and row.candidate_id not in gone
    }


def _witnesses(row: FraudReportRow) -> tuple[Witness, ...]:
    return tuple(Witness(each["name"], each["quality"]) for each in row.witnesses)


def lapses(rows: Session) -> tuple[Lapse, ...]:
    """The stretches during which nobody watched the time."""
    before: Counter[tuple[int, str]] = Counter()
    return tuple(_lapse(row, before) for row in rows.scalars(select(TimeLapseRow).order_by(TimeLapseRow.number)))


def questions(rows: Session) -> tuple[GuideQuestion, ...]:
    """The questions written for this session; the référentiel's own are in the référentiel."""
    order = (QuestionRow.author, QuestionRow.part_id, QuestionRow.number)
    return tuple(
        GuideQuestion(row.author, row.part_id, row.number, row.unit_id, row.text)
        for row in rows.scalars(select(QuestionRow).order_by(*order))
    )


def put_questions(rows: Session) -> tuple[PutQuestion, ...]:
    """What jurors noted of the questions that they put."""
    return tuple(
        PutQuestion(row.juror_id, row.candidate_id, row.part_id, row.author, row.number, row.state, row.at)
        for row in rows.scalars(select(PutQuestionRow))
    )


def _lapse(row: TimeLapseRow, before: Counter[tuple[int, str]]) -> Lapse:
    return Lapse(
        number=row.number,
        kind=row.kind,
        start=Instant(row.start_wall, row.start_ticks_ms, row.start_boot),
        end=Instant(row.end_wall, row.end_ticks_ms, row.end_boot),
        running=tuple(_running(before, *line) for line in row.running),
        counted=None if row.counted_ms is None else dt.timedelta(milliseconds=row.counted_ms),
        reason=row.reason,
        answered_at=row.answered_at,
    )


def _running(
    before: Counter[tuple[int, str]],
    candidate_id: int | str,
    part_id: int | str,
    phase: int | str,
    after: int | str,
    place: int | str | None = None,
) -> RunningPhase:
    """One line of a lapse; one without a place was written here, after all that stood here of this part."""
    sitting = (int(candidate_id), str(part_id))
    own = before[sitting] if place is None else int(place)
    before[sitting] += 1
    return RunningPhase(*sitting, int(phase), int(after), own)
