"""The timers of the épreuves: each change is an event on disk, so that a restart loses nothing."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.faults import DomainError, Fault
from app.domain.people import Actor
from app.domain.session import ExamSession
from app.domain.timing import PhaseClock, PhaseEventKind, PhaseState, current_phase
from app.models.jury_rows import PhaseEventRow
from app.services import reading
from app.services.desk import Desk, require_voice


@dataclass(frozen=True, slots=True)
class Timing:
    """The clocks of one candidate's part, phase by phase, and the phase under way (None: all ended)."""

    clocks: tuple[PhaseClock, ...]
    current: int | None


def start(desk: Desk, actor: Actor, candidate_id: int, part_id: str, reason: str = "") -> Timing:
    """Start the next phase.

    Raises:
        DomainError: neither the responsable nor a juror of this candidate, the candidate is not present, every phase
            is over, one is under way, or an earlier part of the référentiel's order is not over and no reason is given.
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
        DomainError: not this candidate's jury nor the responsable, or nothing is paused.
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
        index = timing.current
        if index is None:
            raise DomainError(Fault.PHASES_OVER)
        if not timing.clocks[index].accepts(kind):
            raise DomainError(Fault.PHASE_ORDER, state=_STATE_WORDS[timing.clocks[index].state])
        if kind is PhaseEventKind.STARTED and index == 0 and not reason.strip():
            _require_order(session, candidate_id, part_id)
        instant = desk.clock.instant()
        rows.add(
            PhaseEventRow(
                candidate_id=candidate_id,
                part_id=part_id,
                number=_last_number(rows, candidate_id, part_id) + 1,
                phase=index,
                kind=kind,
                wall=instant.wall,
                ticks_ms=instant.ticks_ms,
                boot=instant.boot,
                reason=reason.strip(),
            )
        )
        rows.flush()
        return _timing(reading.session_of(desk, rows), candidate_id, part_id)


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
