"""What the jury does behind closed doors: positions, CCPs, one decision per candidate, each juror's confirmation."""

import datetime as dt
from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.candidate import Candidate
from app.domain.decision import AwardValue, Outcome, Position, holds_score, motive_fault
from app.domain.deliberation import Review, review
from app.domain.faults import DomainError, Fault
from app.domain.jury_faults import JuryFault
from app.domain.meeting import awaited, decided_without
from app.domain.outcomes import barred_outcomes, lawful_outcomes
from app.domain.people import Actor
from app.domain.rules.base import Place
from app.domain.rules.certification_rules import RULES as CERTIFICATION_RULES
from app.domain.rules.decision_rules import RULES as DECISION_RULES
from app.domain.session import ExamSession
from app.models.jury_rows import AwardRow, ConfirmationRow, DecisionRow, PositionRow
from app.services import agreement, motive_drafts, reading
from app.services.desk import Desk, require_in_room, require_juror, require_member
from app.services.evidence_seen import require_read


def page(desk: Desk, candidate_id: int) -> Review:
    """One candidate's page, divergences first; sealed while a grid is open."""
    session = reading.session(desk)
    return review(session, session.candidate(candidate_id))


def take_position(
    desk: Desk,
    actor: Actor,
    candidate_id: int,
    unit_id: str,
    *,
    mastered: bool,
    motive: str = "",
    cited: Sequence[str] = (),
) -> dt.datetime:
    """Record the jury's agreed position on one compétence or bloc; confirmations given to another one fall.

    Raises:
        DomainError: not a juror of this candidate in the room, too few jurors, a grid is still open, the unit is not
            under decision, or the motive does not stand (rule 23).
    """
    juror_id = require_juror(actor)
    with desk.write(actor) as rows:
        session, candidate = _opened(desk, rows, juror_id, candidate_id)
        unit = next((unit for unit in session.units_for(candidate) if unit.id == unit_id), None)
        if unit is None:
            raise DomainError(Fault.UNIT_UNKNOWN, unit=unit_id)
        if not mastered:
            fault = motive_fault(motive, tuple(cited), unit, scores_forbidden=session.is_title_of_ministry)
            if fault:
                raise DomainError(Fault.MOTIVE_REFUSED, unit=unit.label, fault=fault.value)
        motive_drafts.drop(rows, candidate_id, unit_id)
        taken = Position(
            candidate_id, unit_id, mastered, "" if mastered else motive.strip(), () if mastered else tuple(cited)
        )
        if taken != session.position(candidate_id, unit_id):
            _record_position(rows, taken)
            agreement.drop(rows, candidate_id)
    return desk.now()


def _record_position(rows: Session, taken: Position) -> None:
    row = rows.get(PositionRow, (taken.candidate_id, taken.unit_id))
    if row is None:
        row = PositionRow(candidate_id=taken.candidate_id, unit_id=taken.unit_id)
        rows.add(row)
    row.mastered, row.motive, row.cited = taken.mastered, taken.motive, list(taken.cited)


def decide(
    desk: Desk,
    actor: Actor,
    candidate_id: int,
    outcome: Outcome,
    *,
    awards: dict[str, AwardValue] | None = None,
    motive: str = "",
) -> dt.datetime:
    """Record the jury's one decision on a candidate; confirmations given to another one fall.

    Args:
        desk: the open session.
        actor: the juror who types for the jury.
        candidate_id: the candidate.
        outcome: one of the lawful outcomes of this session.
        awards: each CCP by hand, when the title is refused (rule 27).
        motive: the jury's motive, printed in the annex.

    Raises:
        DomainError: not a juror of this candidate in the room, too few jurors, a grid is still open, an element was
            not read, or the decision would break rules 21, 22, 25, 27 or 28; the sentence is then the rule's.
    """
    juror_id = require_juror(actor)
    with desk.write(actor) as rows:
        session, candidate = _opened(desk, rows, juror_id, candidate_id)
        _require_lawful(session, candidate, outcome)
        if session.is_title_of_ministry and holds_score(motive):
            raise DomainError(Fault.SCORE_FORBIDDEN)
        motive_drafts.drop(rows, candidate_id, motive_drafts.OF_DECISION)
        chosen = _awards_set(session, candidate, outcome, awards or {})
        recorded = session.decision(candidate_id)
        if recorded is not None and (recorded.outcome, recorded.motive) == (outcome, motive.strip()):
            held = {award.bloc_id: award.value for award in session.awards if award.candidate_id == candidate_id}
            if held == chosen:
                return desk.now()
        _record_awards(rows, candidate_id, chosen)
        row = rows.get(DecisionRow, candidate_id)
        if row is None:
            row = DecisionRow(candidate_id=candidate_id)
            rows.add(row)
        row.outcome, row.motive, row.decided_at = outcome, motive.strip(), desk.now()
        agreement.drop(rows, candidate_id)
        rows.flush()
        decided = reading.session_of(desk, rows)
        _require_sound(decided, candidate_id)
        require_read(decided, candidate)
    return desk.now()


def _awards_set(
    session: ExamSession, candidate: Candidate, outcome: Outcome, awards: Mapping[str, AwardValue]
) -> dict[str, AwardValue]:
    """What the jury sets by hand: the blocs at stake that the candidate does not hold, once the outcome opens them."""
    at_stake = session.type.target_blocs if outcome.opens_awards else ()
    return {bloc: awards[bloc] for bloc in at_stake if bloc in awards and candidate.prior(bloc) is None}


def _record_awards(rows: Session, candidate_id: int, chosen: Mapping[str, AwardValue]) -> None:
    for old in rows.scalars(select(AwardRow).where(AwardRow.candidate_id == candidate_id)):
        rows.delete(old)
    rows.flush()
    for bloc_id, value in chosen.items():
        rows.add(AwardRow(candidate_id=candidate_id, bloc_id=bloc_id, value=value))


def confirm(desk: Desk, actor: Actor, candidate_id: int) -> dt.datetime:
    """One juror, whose code was just proved, confirms the decision on one candidate (rule 26).

    Raises:
        DomainError: not a juror of this candidate in the room, or nothing is decided yet.
    """
    juror_id = require_juror(actor)
    with desk.write(actor) as rows:
        session = reading.session_of(desk, rows)
        candidate = session.candidate(candidate_id)
        require_in_room(session, candidate, juror_id)
        if session.decision(candidate_id) is None:
            raise DomainError(Fault.DECISION_MISSING, candidate=candidate.name)
        if juror_id in decided_without(session, candidate):
            raise DomainError(JuryFault.DECIDED_WITHOUT, name=session.person(juror_id).name, candidate=candidate.name)
        if juror_id not in session.confirmed_by(candidate_id):
            rows.add(ConfirmationRow(juror_id=juror_id, candidate_id=candidate_id, at=desk.now()))
    return desk.now()


def confirm_all(desk: Desk, actor: Actor) -> int:
    """Confirm every decision that this juror has not confirmed yet; gives back how many.

    Raises:
        DomainError: not a member of the jury.
    """
    with desk.write(actor) as rows:
        juror_id = require_member(rows, actor)
        session = reading.session_of(desk, rows)
        waiting = [
            decision.candidate_id
            for decision in session.decisions
            if juror_id in {juror.id for juror in awaited(session, session.candidate(decision.candidate_id))}
        ]
        for candidate_id in waiting:
            rows.add(ConfirmationRow(juror_id=juror_id, candidate_id=candidate_id, at=desk.now()))
    return len(waiting)


def _opened(desk: Desk, rows: Session, juror_id: int, candidate_id: int) -> tuple[ExamSession, Candidate]:
    session = reading.session_of(desk, rows)
    candidate = session.candidate(candidate_id)
    if not candidate.is_present:
        raise DomainError(Fault.CANDIDATE_NOT_PRESENT, candidate=candidate.name)
    require_in_room(session, candidate, juror_id)
    jurors, quorum = session.present_for(candidate), session.framework.jury.quorum
    if len(jurors) < quorum:
        raise DomainError(Fault.QUORUM_MISSING, candidate=candidate.name, count=len(jurors), quorum=quorum)
    if not session.all_locked(candidate):
        raise DomainError(Fault.GRIDS_STILL_OPEN, candidate=candidate.name)
    return session, candidate


def _require_lawful(session: ExamSession, candidate: Candidate, outcome: Outcome) -> None:
    """Refuse an outcome that this session does not give this candidate, with the reason when there is one."""
    if outcome in lawful_outcomes(session, candidate):
        return
    reason = dict(barred_outcomes(session, candidate)).get(outcome)
    if reason:
        raise DomainError(JuryFault.OUTCOME_BARRED, candidate=candidate.name, reason=reason)
    raise DomainError(Fault.OUTCOME_UNLAWFUL, candidate=candidate.name)


def _require_sound(session: ExamSession, candidate_id: int) -> None:
    """Refuse a decision that the rules on decisions would block, confirmations aside, with the rule's sentence."""
    for rule in (*DECISION_RULES, *CERTIFICATION_RULES):
        if rule.number == 26:
            continue
        for finding in rule.check(session):
            if finding.candidate_id == candidate_id and finding.place is Place.DELIBERATION:
                raise DomainError(Fault.RULE_BROKEN, number=rule.number, sentence=finding.sentence)
