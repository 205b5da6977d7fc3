"""The timers of the épreuves: each change is an event on disk, so that a restart loses nothing."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.candidate import Candidate
from app.domain.faults import DomainError, Fault
from app.domain.people import Actor
from app.domain.session import ExamSession
from app.domain.start_guards import is_early, planned_slot
from app.domain.timing import Instant, PhaseClock, PhaseEventKind, PhaseState, current_phase
from app.models.jury_rows import PhaseEventRow
from app.services import reading
from app.services.desk import Desk, require_session_day, require_voice
from app.services.lateness import keep_the_end

ASKS_REASON = frozenset({Fault.PART_OUT_OF_ORDER, Fault.PART_ANOTHER_DAY, Fault.PART_EARLY})
"""The refusals of a start that a reason lifts; the reason stays with the event and in the journal."""


@dataclass(frozen=True, slots=True)
class Timing:
    """The clocks of one candidate's part, phase by phase, and the phase under way (None: all ended)."""

    clocks: tuple[PhaseClock, ...]
    current: int | None


def start(desk: Desk, actor: Actor, candidate_id: int, part_id: str, reason: str = "") -> Timing:
    """Start the next phase.

    Raises:
        DomainError: neither the responsable nor a juror of this candidate, the candidate is not present, every phase
            is over, one is under way, or the candidate left or is in an interruption. For the first phase too: it is
            no day of the session, whoever starts has not read the accommodation, or no reason is given while an
            earlier part of the référentiel's order is not over or the planning has this part on another day or much
            later.
    """
    return _append(desk, actor, candidate_id, part_id, PhaseEventKind.STARTED, reason)


def pause(desk: Desk, actor: Actor, candidate_id: int, part_id: str, reason: str) -> Timing:
    """Pause the running phase; a pause always says why.

    Raises:
        DomainError: not this candidate's jury nor the responsable, nothing runs, or no reason is given.
    """
    if not reason.strip():
        raise DomainError(Fault.REASON_MISSING)
    return _append(desk, actor, candidate_id, part_id, PhaseEventKind.PAUSED, reason)


def resume(desk: Desk, actor: Actor, candidate_id: int, part_id: str) -> Timing:
    """Let a paused phase run again.

    Raises:
        DomainError: not this candidate's jury nor the responsable, nothing is paused, or the interruption that paused
            it is not over.
    """
    return _append(desk, actor, candidate_id, part_id, PhaseEventKind.RESUMED)


def end(desk: Desk, actor: Actor, candidate_id: int, part_id: str) -> Timing:
    """End the phase under way.

    Raises:
        DomainError: not this candidate's jury nor the responsable, or no phase is under way.
    """
    return _append(desk, actor, candidate_id, part_id, PhaseEventKind.ENDED)


def _append(
    desk: Desk, actor: Actor, candidate_id: int, part_id: str, kind: PhaseEventKind, reason: str = ""
) -> Timing:
    with desk.write(actor, reason) as rows:
        session = reading.session_of(desk, rows)
        if actor.person_id is not None:
            require_voice(session, session.candidate(candidate_id), actor.person_id)
        timing = _timing(session, candidate_id, part_id)
        if kind in (PhaseEventKind.STARTED, PhaseEventKind.RESUMED):
            _require_at_work(session.candidate(candidate_id))
        index = timing.current
        if index is None:
            raise DomainError(Fault.PHASES_OVER)
        if not timing.clocks[index].accepts(kind):
            raise DomainError(Fault.PHASE_ORDER, state=_STATE_WORDS[timing.clocks[index].state])
        if kind is PhaseEventKind.STARTED and index == 0:
            _require_startable(desk, actor, session, (candidate_id, part_id), reason.strip())
        instant = desk.clock.instant()
        if kind is PhaseEventKind.STARTED and index == 0:
            candidate = session.candidate(candidate_id)
            keep_the_end(rows, session, candidate, session.part_for(candidate, part_id)[1], instant.wall)
        add_event(rows, (candidate_id, part_id), index, kind, instant, reason)
        return _timing(reading.session_of(desk, rows), candidate_id, part_id)


def add_event(
    rows: Session, sitting: tuple[int, str], phase: int, kind: PhaseEventKind, at: Instant, reason: str = ""
) -> None:
    """Store what happens to a phase of a candidate's part, within an act that checked the right to."""
    candidate_id, part_id = sitting
    rows.add(
        PhaseEventRow(
            candidate_id=candidate_id,
            part_id=part_id,
            number=_last_number(rows, candidate_id, part_id) + 1,
            phase=phase,
            kind=kind,
            wall=at.wall,
            ticks_ms=at.ticks_ms,
            boot=at.boot,
            reason=reason.strip(),
        )
    )
    rows.flush()


def _require_at_work(candidate: Candidate) -> None:
    """No time runs for somebody who left, nor before the end of an interruption is noted."""
    left, away = candidate.left_for_good, candidate.interrupted
    if left is not None:
        raise DomainError(Fault.LEFT_FOR_GOOD, candidate=candidate.name, kind=left.kind.word, at=f"{left.at:%H:%M}")
    if away is not None:
        raise DomainError(Fault.INTERRUPTED, candidate=candidate.name, at=f"{away.at:%H:%M}")


def _last_number(rows: Session, candidate_id: int, part_id: str) -> int:
    events = select(func.max(PhaseEventRow.number))
    return rows.scalar(events.filter_by(candidate_id=candidate_id, part_id=part_id)) or 0


def _timing(session: ExamSession, candidate_id: int, part_id: str) -> Timing:
    candidate = session.candidate(candidate_id)
    if not candidate.is_present:
        raise DomainError(Fault.CANDIDATE_NOT_PRESENT, candidate=candidate.name)
    try:
        _modality, part = session.part_for(candidate, part_id)
    except KeyError:
        raise DomainError(Fault.PART_UNKNOWN, candidate=candidate.name, part=part_id) from None
    clocks = session.clocks(candidate, part)
    return Timing(clocks, current_phase(clocks))


def _require_startable(desk: Desk, actor: Actor, session: ExamSession, sitting: tuple[int, str], reason: str) -> None:
    candidate = session.candidate(sitting[0])
    require_session_day(session, desk.now().date())
    if not session.has_read_accommodation(candidate, actor.person_id or 0):
        raise DomainError(Fault.ACCOMMODATION_UNREAD, candidate=candidate.name)
    if not reason:
        _require_order(session, *sitting)
        _require_hour(session, sitting, desk.now().replace(tzinfo=None))


def _require_hour(session: ExamSession, sitting: tuple[int, str], now: dt.datetime) -> None:
    candidate = session.candidate(sitting[0])
    slot = planned_slot(session, candidate, sitting[1])
    if slot is None:
        return
    said = {
        "candidate": candidate.name,
        "part": session.part_for(candidate, sitting[1])[1].label,
        "hour": f"{slot.starts_at:%H:%M}",
    }
    if slot.starts_at.date() != now.date():
        raise DomainError(Fault.PART_ANOTHER_DAY, day=f"{slot.starts_at:%d/%m/%Y}", **said)
    if is_early(slot, now):
        raise DomainError(Fault.PART_EARLY, now=f"{now:%H:%M}", **said)


def _require_order(session: ExamSession, candidate_id: int, part_id: str) -> None:
    candidate = session.candidate(candidate_id)
    for _modality, part in session.parts_for(candidate):
        if part.id == part_id:
            return
        if not session.is_held(candidate, part):
            raise DomainError(Fault.PART_OUT_OF_ORDER, candidate=candidate.name, earlier=part.label)


_STATE_WORDS = {
    PhaseState.WAITING: "n’a pas commencé",
    PhaseState.RUNNING: "est en cours",
    PhaseState.PAUSED: "est en pause",
    PhaseState.ENDED: "est terminée",
}
