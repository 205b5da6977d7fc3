"""The times that nobody watched: written down when they are noticed, answered once for every phase that ran."""

import datetime as dt
from dataclasses import replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.faults import DomainError, Fault
from app.domain.packet_content import PartTime
from app.domain.people import Actor
from app.domain.timing import Instant, Lapse, RunningPhase
from app.domain.watch import Whereabouts, lapse_kind, seen_until
from app.models.day_rows import TimeLapseRow
from app.models.journal import JournalRow
from app.models.session_rows import ExamSessionRow
from app.services import day_reading, reading
from app.services.desk import Desk, require_in_charge


def note(desk: Desk, actor: Actor, seen: Instant, now: Instant) -> Lapse | None:
    """Write down why the desk was lost sight of between two pulses of this run, for every phase that ran.

    Gives back None, and writes nothing, when it was watched all along, when no phase ran, or once the session closed.
    """
    if lapse_kind(seen, now, same_run=True) is None:
        return None
    with desk.read() as rows:
        running = _running(rows)
    return _write(desk, actor, seen, now, tuple(running), same_run=True) if running else None


def note_absence(desk: Desk, actor: Actor, now: Instant) -> Lapse | None:
    """Write down how long no program held the session open, for every phase that ran; None when none did.

    The last pulse tells since when. After a power cut, or in a file carried to another machine, the last act on the
    disk tells better.
    """
    with desk.read() as rows:
        running = _running(rows)
        if not running:
            return None
        last = select(JournalRow.at).filter_by(machine=desk.file.machine).order_by(JournalRow.number.desc()).limit(1)
        last_act = rows.scalar(last)
    seen = desk.last_seen.at if desk.last_seen is not None else max(running.values(), key=lambda at: at.wall)
    if last_act is not None and seen.boot != now.boot:
        seen = seen_until(seen, last_act)
    return _write(desk, actor, seen, now, tuple(running), same_run=False)


def answer(desk: Desk, actor: Actor, number: int, counted: dt.timedelta, reason: str = "") -> Lapse:
    """Say how much of a lapse belongs to the épreuves that ran; the journal keeps an earlier answer.

    Raises:
        DomainError: neither the responsable nor a member of the jury, no such lapse, or more than its length.
    """
    with desk.write(actor, reason.strip()) as rows:
        require_in_charge(rows, actor)
        row = rows.get(TimeLapseRow, number)
        if row is None:
            raise DomainError(Fault.LAPSE_UNKNOWN, number=number)
        lapse = _found(rows, number)
        if not dt.timedelta(0) <= counted <= lapse.most:
            raise DomainError(Fault.LAPSE_SHORTER, most=_minutes(lapse.most))
        row.counted_ms = _milliseconds(counted)
        row.reason = reason.strip()
        row.answered_at = desk.now()
        rows.flush()
        return _found(rows, number)


def put_in_place(rows: Session, time: PartTime) -> None:
    """Let the lapses of a packet stand for one part: those known of it before leave it.

    A lapse that ran for several parts is written once, whichever part came first: it is asked about once.
    """
    for row in rows.scalars(select(TimeLapseRow)):
        others = [line for line in row.running if tuple(line[:2]) != time.sitting]
        if not others:
            rows.delete(row)
        elif len(others) < len(row.running):
            row.running = others
    rows.flush()
    known = {_alone(lapse): lapse.number for lapse in day_reading.lapses(rows)}
    for place, lapse in enumerate(time.lapses):
        [ran] = lapse.running
        line: list[int | str] = [*time.sitting, ran.phase, ran.after, place]
        if (number := known.get(_alone(lapse))) is not None:
            row = rows.get_one(TimeLapseRow, number)
            row.running = sorted([*row.running, line], key=lambda each: (int(each[0]), str(each[1])))
        else:
            rows.add(_row_of(rows, lapse, [line]))
            rows.flush()


def whereabouts_left(desk: Desk) -> Whereabouts | None:
    """Where a juror stood when an earlier run of the program stopped, if that place is still in the session."""
    left = desk.last_seen.whereabouts if desk.last_seen is not None else None
    if left is None:
        return None
    session = reading.session(desk)
    try:
        session.person(left.juror_id)
        session.part_for(session.candidate(left.candidate_id), left.part_id)
    except KeyError:
        return None
    return left


def unanswered(desk: Desk) -> tuple[Lapse, ...]:
    """The lapses of which nobody said yet what counts, in the order in which they were noticed."""
    with desk.read() as rows:
        return tuple(lapse for lapse in day_reading.lapses(rows) if lapse.counted is None)


def _running(rows: Session) -> dict[RunningPhase, Instant]:
    """The phases whose time runs; none in a session that the closing froze, nor in a copy left for another machine."""
    frozen = rows.execute(select(ExamSessionRow.closed_at, ExamSessionRow.moved_at)).first()
    return day_reading.running_phases(rows) if frozen is None or not any(frozen) else {}


def _write(
    desk: Desk, actor: Actor, seen: Instant, now: Instant, running: tuple[RunningPhase, ...], *, same_run: bool
) -> Lapse | None:
    kind = lapse_kind(seen, now, same_run=same_run)
    if kind is None:
        return None
    with desk.write(actor) as rows:
        row = _row_of(
            rows,
            Lapse(0, kind, seen, now),
            [[each.candidate_id, each.part_id, each.phase, each.after] for each in running],
        )
        rows.add(row)
        rows.flush()
        return _found(rows, row.number)


def _row_of(rows: Session, lapse: Lapse, running: list[list[int | str]]) -> TimeLapseRow:
    """A new row, numbered after all the others."""
    return TimeLapseRow(
        number=(rows.scalar(select(func.max(TimeLapseRow.number))) or 0) + 1,
        kind=lapse.kind,
        start_wall=lapse.start.wall,
        start_ticks_ms=lapse.start.ticks_ms,
        start_boot=lapse.start.boot,
        end_wall=lapse.end.wall,
        end_ticks_ms=lapse.end.ticks_ms,
        end_boot=lapse.end.boot,
        running=running,
        counted_ms=_milliseconds(lapse.counted),
        reason=lapse.reason,
        answered_at=lapse.answered_at,
    )


def _alone(lapse: Lapse) -> Lapse:
    """What happened and what was answered, whatever ran through it."""
    return replace(lapse, number=0, running=())


def _milliseconds(counted: dt.timedelta | None) -> int | None:
    return None if counted is None else counted // dt.timedelta(milliseconds=1)


def _found(rows: Session, number: int) -> Lapse:
    return next(lapse for lapse in day_reading.lapses(rows) if lapse.number == number)


def _minutes(most: dt.timedelta) -> str:
    minutes, seconds = divmod(int(most.total_seconds()), 60)
    return f"{minutes} min {seconds:02} s"
