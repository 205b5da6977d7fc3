"""Somebody who stops before the end: abandon, interruption and its resumption, exclusion by the responsable."""

import datetime as dt

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.attendance import Departure, DepartureKind
from app.domain.candidate import Candidate
from app.domain.faults import DomainError, Fault
from app.domain.framework.sitting_plan import Part
from app.domain.next_step import is_under_way
from app.domain.people import Actor
from app.domain.session import ExamSession
from app.domain.timing import Instant, PhaseClock, PhaseEventKind, current_phase
from app.models.day_rows import DepartureRow
from app.models.jury_rows import GridRow, PhaseEventRow
from app.services import reading
from app.services.desk import Desk, require_manager, require_voice
from app.services.timing import add_event


def leave(desk: Desk, actor: Actor, candidate_id: int, kind: DepartureKind, reason: str = "") -> dt.datetime:
    """Record that a candidate stops now; the phase under way ends, or pauses for an interruption.

    Raises:
        DomainError: not the responsable nor this candidate's jury, an exclusion by somebody else than the responsable,
            the reason that this kind needs is not given, the candidate is not present, left already, has nothing
            left to sit, or gives up before anything began.
    """
    if kind is DepartureKind.EXCLUSION:
        require_manager(actor)
    if kind.needs_reason and not reason.strip():
        raise DomainError(Fault.REASON_MISSING)
    with desk.write(actor, reason) as rows:
        session, candidate = _concerned(desk, rows, actor, candidate_id)
        _require_at_work(candidate)
        _require_something_begun_and_left(session, candidate, kind)
        part, now = _under_way(session, candidate), desk.clock.instant()
        row = DepartureRow(
            number=(rows.scalar(select(func.max(DepartureRow.number))) or 0) + 1,
            candidate_id=candidate_id,
            kind=kind,
            at=now.wall,
            part_id=part.id if part else "",
            reason=reason.strip(),
        )
        rows.add(row)
        if part is not None:
            _stop(rows, session.clocks(candidate, part), row, now)
        if kind is not DepartureKind.INTERRUPTION:
            _drop_grids_without_object(rows, session, candidate, part)
    return now.wall


def come_back(desk: Desk, actor: Actor, candidate_id: int) -> dt.datetime:
    """Record that a candidate takes the part up again after an interruption; the time that it paused runs again.

    Raises:
        DomainError: not the responsable nor this candidate's jury, or no interruption is under way.
    """
    with desk.write(actor) as rows:
        _session, candidate = _concerned(desk, rows, actor, candidate_id)
        interruption = candidate.interrupted
        if interruption is None:
            raise DomainError(Fault.NOT_INTERRUPTED, candidate=candidate.name)
        now = desk.clock.instant()
        rows.get_one(DepartureRow, interruption.number).resumed_at = now.wall
        paused = _event_of(rows, candidate_id, interruption)
        if paused is not None:
            add_event(rows, (candidate_id, interruption.part_id), paused.phase, PhaseEventKind.RESUMED, now)
    return now.wall


def take_back(desk: Desk, actor: Actor, candidate_id: int, reason: str) -> dt.datetime:
    """Take away an abandon or an exclusion recorded by mistake; the time that it stopped runs again from now.

    The minutes in between are a pause: they are not counted as run.

    Raises:
        DomainError: not the responsable, no reason, no such departure, or the jury already deliberated.
    """
    require_manager(actor)
    if not reason.strip():
        raise DomainError(Fault.REASON_MISSING)
    with desk.write(actor, reason) as rows:
        session, candidate = _concerned(desk, rows, actor, candidate_id)
        departure = candidate.left_for_good
        if departure is None:
            raise DomainError(Fault.NOT_LEFT, candidate=candidate.name)
        positioned = any(position.candidate_id == candidate_id for position in session.positions)
        if positioned or session.decision(candidate_id):
            raise DomainError(Fault.DEPARTURE_KEPT, candidate=candidate.name)
        ended = _event_of(rows, candidate_id, departure)
        if ended is not None:
            _pause_instead(rows, ended, reason.strip(), desk.clock.instant())
        rows.delete(rows.get_one(DepartureRow, departure.number))
    return desk.now()


def _concerned(desk: Desk, rows: Session, actor: Actor, candidate_id: int) -> tuple[ExamSession, Candidate]:
    session = reading.session_of(desk, rows)
    candidate = session.candidate(candidate_id)
    if actor.person_id is not None:
        require_voice(session, candidate, actor.person_id)
    if not candidate.is_present:
        raise DomainError(Fault.CANDIDATE_NOT_PRESENT, candidate=candidate.name)
    return session, candidate


def _require_at_work(candidate: Candidate) -> None:
    left = candidate.left_for_good
    if left is not None:
        raise DomainError(Fault.LEFT_FOR_GOOD, candidate=candidate.name, kind=left.kind.word, at=f"{left.at:%H:%M}")


def _require_something_begun_and_left(session: ExamSession, candidate: Candidate, kind: DepartureKind) -> None:
    if kind is DepartureKind.INTERRUPTION and candidate.interrupted is not None:
        raise DomainError(Fault.INTERRUPTED, candidate=candidate.name, at=f"{candidate.interrupted.at:%H:%M}")
    parts = [part for _modality, part in session.parts_for(candidate)]
    if kind is not DepartureKind.INTERRUPTION and not any(session.has_begun(candidate, part.id) for part in parts):
        raise DomainError(Fault.NOTHING_BEGUN, candidate=candidate.name)
    if all(session.is_held(candidate, part) for part in parts):
        raise DomainError(Fault.NOTHING_LEFT_TO_SIT, candidate=candidate.name)


def _under_way(session: ExamSession, candidate: Candidate) -> Part | None:
    parts = (part for _modality, part in session.parts_for(candidate))
    return next((part for part in parts if is_under_way(session.clocks(candidate, part))), None)


def _stop(rows: Session, clocks: tuple[PhaseClock, ...], left: DepartureRow, now: Instant) -> None:
    phase = current_phase(clocks)
    event = PhaseEventKind.PAUSED if left.kind is DepartureKind.INTERRUPTION else PhaseEventKind.ENDED
    if phase is not None and clocks[phase].accepts(event):
        why = f"{left.kind.label} : {left.reason}" if left.reason else left.kind.label
        add_event(rows, (left.candidate_id, left.part_id), phase, event, now, why)


def _drop_grids_without_object(rows: Session, session: ExamSession, candidate: Candidate, part: Part | None) -> None:
    """Take away the grids that were only opened for parts that will not be sat: nobody is asked to fill them."""
    for row in rows.scalars(select(GridRow).where(GridRow.candidate_id == candidate.id)):
        concerned = part is not None and row.part_id == part.id
        if not concerned and not session.has_begun(candidate, row.part_id):
            rows.delete(row)


def _pause_instead(rows: Session, ended: PhaseEventRow, reason: str, now: Instant) -> None:
    """Make the end that a departure brought a pause until now; where time was paused already, that pause goes on."""
    events = select(PhaseEventRow).filter_by(candidate_id=ended.candidate_id, part_id=ended.part_id, phase=ended.phase)
    earlier = rows.scalars(
        events.where(PhaseEventRow.number < ended.number).order_by(PhaseEventRow.number.desc()).limit(1)
    ).first()
    if earlier is not None and earlier.kind is PhaseEventKind.PAUSED:
        rows.delete(ended)
    else:
        ended.kind, ended.reason = PhaseEventKind.PAUSED, f"{ended.reason} (retiré : {reason})"
        add_event(rows, (ended.candidate_id, ended.part_id), ended.phase, PhaseEventKind.RESUMED, now)


def _event_of(rows: Session, candidate_id: int, departure: Departure) -> PhaseEventRow | None:
    """The event by which a departure stopped a part, when nothing happened to that part since."""
    events = select(PhaseEventRow).filter_by(candidate_id=candidate_id, part_id=departure.part_id)
    last = rows.scalars(events.order_by(PhaseEventRow.number.desc()).limit(1)).first()
    return last if last is not None and last.wall == departure.at else None
