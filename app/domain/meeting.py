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


def deliberated_on(session: ExamSession, candidate: Candidate) -> tuple[Person, ...]:
    """The jurors who decide on a candidate: in the room now, or gone since they confirmed the decision."""
    there = {juror.id for juror in session.present_for(candidate)} | session.confirmed_by(candidate.id)
    return tuple(juror for juror in session.jurors_for(candidate) if juror.id in there)


def signatories(session: ExamSession) -> tuple[Person, ...]:
    """The jurors who sign the procès-verbal: those who decided on one candidate at least, or everybody for want of any.

    That all the members sign comes from the rules of 2008, to be checked; whoever took no part in the deliberation
    cannot answer for it.
    """
    decided = {juror.id for candidate in session.candidates for juror in deliberated_on(session, candidate)}
    return tuple(juror for juror in session.jurors if juror.id in decided) or session.jurors


def aside_words(session: ExamSession, juror: Person) -> str:
    """Why a juror who is no signatory took no part in the deliberation: the reason on the roll, or recusals."""
    away = next((entry.reason for entry in session.roll if entry.juror_id == juror.id and not entry.present), "")
    return f"n’a pas pris part à la délibération : {away or 'déport'}"


def has_quorum(session: ExamSession, candidate: Candidate) -> bool:
    """Whether enough of those who evaluate a candidate are in the room to decide (rules 4 and 7)."""
    return len(session.present_for(candidate)) >= session.framework.jury.quorum


def quorum_words(session: ExamSession) -> str:
    """« quorum atteint », or for how many candidates it is not."""
    short = sum(not candidate.is_absent and not has_quorum(session, candidate) for candidate in session.candidates)
    return f"quorum non atteint pour {counted(short, 'candidat')}" if short else "quorum atteint"


def meeting_words(session: ExamSession) -> tuple[str, str]:
    """How the rail calls the jury behind its doors: « Jury réuni », « A. Durand · B. Petit · quorum atteint »."""
    names = (juror.short_name for juror in in_the_room(session))
    return "Jury réuni", " · ".join((*names, quorum_words(session)))
