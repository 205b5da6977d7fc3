"""The jury met: who is in the deliberation room, whether the doors are closed, whether there are enough of them."""

from app.domain.candidate import Candidate
from app.domain.counting import counted
from app.domain.people import Person
from app.domain.session import ExamSession

ALONE = "le jury délibère hors de toute autre présence"
"""Why nobody but the jury sits at the desk while the doors are closed (rule 36)."""


def behind_doors(session: ExamSession) -> bool:
    """Whether the jury sits behind closed doors now; the closing of the session ends it."""
    return session.doors_closed_at is not None and session.closing is None


def in_the_room(session: ExamSession) -> tuple[Person, ...]:
    """The jurors, but those whom the roll says absent."""
    away = {entry.juror_id for entry in session.roll if not entry.present}
    return tuple(juror for juror in session.jurors if juror.id not in away)


def decided_without(session: ExamSession, candidate: Candidate) -> frozenset[int]:
    """Ids of the jurors who were out from the decision on a candidate until a quorum had confirmed it: not theirs."""
    decision = session.decision(candidate.id)
    hearing = {juror.id for juror in session.jurors_for(candidate)}
    given = [each for each in session.confirmations if each.candidate_id == candidate.id and each.juror_id in hearing]
    quorum = session.framework.jury.quorum
    if decision is None or len(given) < quorum:
        return frozenset()
    settled_at = sorted(each.at for each in given)[quorum - 1]
    out = {
        entry.juror_id
        for entry in session.roll
        if any(since <= decision.decided_at and settled_at < until for since, until in entry.absences)
    }
    return frozenset(out - {each.juror_id for each in given})


def deliberated_on(session: ExamSession, candidate: Candidate) -> tuple[Person, ...]:
    """The jurors who decide on a candidate: in the room in time to decide, or gone since they confirmed."""
    there = {juror.id for juror in session.present_for(candidate)} - decided_without(session, candidate)
    there |= session.confirmed_by(candidate.id)
    return tuple(juror for juror in session.jurors_for(candidate) if juror.id in there)


def awaited(session: ExamSession, candidate: Candidate) -> tuple[Person, ...]:
    """The jurors in the room who have not confirmed the decision on a candidate yet, nobody where none is asked."""
    if session.decision(candidate.id) is None or candidate.id in session.undeliberated:
        return ()
    confirmed = session.confirmed_by(candidate.id)
    return tuple(juror for juror in deliberated_on(session, candidate) if juror.id not in confirmed)


def deliberated(session: ExamSession) -> tuple[Person, ...]:
    """The jurors who decide, or decided, on one candidate at least: nobody on who did not come or lacks a quorum."""
    heard = [each for each in session.candidates if not each.is_absent and each.id not in session.undeliberated]
    voices = {juror.id for candidate in heard for juror in deliberated_on(session, candidate)}
    return tuple(juror for juror in session.jurors if juror.id in voices)


def signatories(session: ExamSession) -> tuple[Person, ...]:
    """The jurors who sign the procès-verbal: those who decided on one candidate, or for want of any whoever is there.

    That all the members sign comes from the rules of 2008, to be checked; whoever took no part in the deliberation
    cannot answer for it.
    """
    return deliberated(session) or in_the_room(session) or session.jurors


def aside_words(session: ExamSession, juror: Person) -> str:
    """Why a juror who is no signatory took no part in the deliberation: roll, late arrival, no quorum, recusals."""
    entry = next((each for each in session.roll if each.juror_id == juror.id), None)
    reason = "déport"
    if entry is not None and not entry.present:
        reason = entry.reason
    elif any(juror.id in decided_without(session, each) for each in session.candidates):
        reason = "arrivée après les décisions"
    elif any(each.id in session.undeliberated and juror in session.jurors_for(each) for each in session.candidates):
        reason = "quorum non atteint"
    return f"n’a pas pris part à la délibération : {reason}"


def has_quorum(session: ExamSession, candidate: Candidate) -> bool:
    """Whether enough of those who evaluate a candidate are in the room to decide (rules 4 and 7)."""
    return len(session.present_for(candidate)) >= session.framework.jury.quorum


def decision_stands(session: ExamSession, candidate: Candidate) -> bool:
    """Whether a quorum of those who evaluate a candidate confirmed the decision, be they gone since."""
    confirmed = session.confirmed_by(candidate.id)
    agreed = [juror for juror in session.jurors_for(candidate) if juror.id in confirmed]
    return session.decision(candidate.id) is not None and len(agreed) >= session.framework.jury.quorum


def quorum_words(session: ExamSession) -> str:
    """« quorum atteint », or for how many candidates, of those on whom a decision is still to come, it is not."""
    over = session.undeliberated | {each.id for each in session.candidates if decision_stands(session, each)}
    waiting = (each for each in session.candidates if not each.is_absent and each.id not in over)
    short = sum(not has_quorum(session, candidate) for candidate in waiting)
    return f"quorum non atteint pour {counted(short, 'candidat')}" if short else "quorum atteint"


def meeting_words(session: ExamSession) -> tuple[str, str]:
    """How the rail calls the jury behind its doors: « Jury réuni », « A. Durand · B. Petit · quorum atteint »."""
    names = (juror.short_name for juror in in_the_room(session))
    return "Jury réuni", " · ".join((*names, quorum_words(session)))
