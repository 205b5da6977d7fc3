"""The want of a quorum, candidate by candidate: the responsable notes it, and takes it back once the jury can meet.

It is the one way to close a session in which somebody cannot be decided on; a « procès-verbal de constatation » tells
the administration (rules of 2008, to be checked).
"""

import datetime as dt
from collections.abc import Sequence

from sqlalchemy.orm import Session

from app.domain.candidate import Candidate
from app.domain.faults import DomainError, Fault, JuryFault
from app.domain.meeting import decision_stands, has_quorum
from app.domain.people import Actor
from app.domain.session import ExamSession
from app.domain.shortfall import CAUSE_MINIMUM, may_be_missing
from app.models.deliberation_rows import RollCallRow, ShortfallRow
from app.services import reading
from app.services.desk import Desk, require_manager, require_open_doors


def note(
    desk: Desk,
    actor: Actor,
    candidate_ids: Sequence[int],
    *,
    cause: str,
    measures: str = "",
    missing: Sequence[int] = (),
) -> dt.datetime:
    """Note that the jury cannot deliberate on these candidates for want of a quorum: all of them, or none.

    What the jury had begun on them stays in the file; nothing of it is asked for or printed any more.

    Args:
        desk: the open session.
        actor: the responsable.
        candidate_ids: the candidates.
        cause: why the quorum lacks, as printed.
        measures: what was done about it, as printed.
        missing: jurors who did not come, where nobody of the jury called the roll: it says so, with the cause.

    Raises:
        DomainError: not the responsable, the jury sits behind closed doors, nobody is named, the cause is too short,
            one of the candidates is not there, has enough jurors, is decided on, or is noted already, or one of the
            jurors wrote a grid or may answer for himself or herself, since the jury met.
    """
    require_manager(actor)
    if len(cause.strip()) < CAUSE_MINIMUM:
        raise DomainError(JuryFault.SHORTFALL_CAUSE_SHORT, least=CAUSE_MINIMUM)
    with desk.write(actor, cause.strip()) as rows:
        require_open_doors(rows)
        _call_missing(desk, rows, missing, cause.strip())
        session = reading.session_of(desk, rows)
        for candidate in _named(session, candidate_ids):
            _require_short(session, candidate)
            rows.add(
                ShortfallRow(
                    candidate_id=candidate.id,
                    cause=cause.strip(),
                    measures=measures.strip(),
                    noted_by=session.sheet.manager.strip() or actor.label,
                    at=desk.now(),
                )
            )
    return desk.now()


def take_back(desk: Desk, actor: Actor, candidate_ids: Sequence[int], reason: str) -> dt.datetime:
    """Let the jury deliberate on these candidates after all; the journal keeps what was noted, and the reason.

    Raises:
        DomainError: not the responsable, the jury sits behind closed doors, nobody is named, no reason, or nothing was
            noted of one of them.
    """
    require_manager(actor)
    if not reason.strip():
        raise DomainError(Fault.REASON_MISSING)
    with desk.write(actor, reason.strip()) as rows:
        require_open_doors(rows)
        for candidate in _named(reading.session_of(desk, rows), candidate_ids):
            row = rows.get(ShortfallRow, candidate.id)
            if row is None:
                raise DomainError(JuryFault.SHORTFALL_UNKNOWN, candidate=candidate.name)
            rows.delete(row)
    return desk.now()


def _call_missing(desk: Desk, rows: Session, missing: Sequence[int], cause: str) -> None:
    """Call the roll of a jury that never met: no juror is there to do it."""
    if not missing:
        return
    session = reading.session_of(desk, rows)
    possible = {juror.id for juror in may_be_missing(session)}
    gone = {entry.juror_id for entry in session.roll if not entry.present}
    for juror_id in dict.fromkeys(missing):
        if juror_id in gone:
            continue
        if juror_id not in possible:
            raise DomainError(JuryFault.NOT_MISSING, name=session.person(juror_id).name)
        rows.add(RollCallRow(juror_id=juror_id, present=False, reason=cause, at=desk.now(), absences=[]))


def _named(session: ExamSession, candidate_ids: Sequence[int]) -> tuple[Candidate, ...]:
    if not candidate_ids:
        raise DomainError(JuryFault.SHORTFALL_OF_NOBODY)
    return tuple(session.candidate(each) for each in dict.fromkeys(candidate_ids))


def _require_short(session: ExamSession, candidate: Candidate) -> None:
    """The refusal in words; `may_be_noted` says the same, a closed session apart, which refuses every change."""
    if not candidate.is_present:
        raise DomainError(Fault.CANDIDATE_NOT_PRESENT, candidate=candidate.name)
    if candidate.id in session.undeliberated:
        raise DomainError(JuryFault.SHORTFALL_NOTED, candidate=candidate.name)
    if has_quorum(session, candidate):
        raise DomainError(JuryFault.SHORTFALL_WITH_QUORUM, candidate=candidate.name)
    if decision_stands(session, candidate):
        raise DomainError(JuryFault.SHORTFALL_OF_DECIDED, candidate=candidate.name)
