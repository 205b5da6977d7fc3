"""Candidates on whom the jury cannot deliberate for want of a quorum, and what the responsable may note of it.

That a « procès-verbal de constatation » then goes to the administration comes from the rules of 2008, to be checked.
What was noted stands until the responsable takes it back: nothing else ever makes it fall.
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, datetime

from app.domain.candidate import Candidate
from app.domain.counting import counted
from app.domain.decision import MOTIVE_MINIMUM
from app.domain.jury_room import RollEntry, Shortfall
from app.domain.meeting import decision_stands, has_quorum
from app.domain.people import Person
from app.domain.session import ExamSession

CAUSE_MINIMUM = MOTIVE_MINIMUM
"""Shortest cause that is accepted, in characters: it is printed as a motive is."""


def may_be_noted(session: ExamSession, candidate: Candidate) -> bool:
    """Whether the jury lacks the quorum for a candidate who is there, and on whom nothing stands decided."""
    if not candidate.is_present or candidate.id in session.undeliberated or session.closing is not None:
        return False
    return not has_quorum(session, candidate) and not decision_stands(session, candidate)


def notable(session: ExamSession) -> tuple[Candidate, ...]:
    """The candidates for whom the responsable may note that the quorum lacks."""
    return tuple(candidate for candidate in session.candidates if may_be_noted(session, candidate))


def never_met(session: ExamSession) -> bool:
    """Whether the jury never met to deliberate: nobody called the roll, closed the doors or took a position."""
    began = session.doors_closed_at is not None or session.doors_opened_at is not None
    return not (session.roll or session.positions or session.decisions or began or session.closing is not None)


def may_be_missing(session: ExamSession) -> tuple[Person, ...]:
    """The jurors of whom the responsable may say that they did not come: the jury never met, and they wrote no grid."""
    writing = {grid.juror_id for grid in session.grids}
    return tuple(juror for juror in session.jurors if juror.id not in writing) if never_met(session) else ()


def notable_without(session: ExamSession, missing: Collection[int]) -> tuple[Candidate, ...]:
    """The candidates for whom the quorum lacks once these jurors are said not to have come."""
    never = datetime.min.replace(tzinfo=UTC)
    said = tuple(RollEntry(juror_id, present=False, reason="", at=never) for juror_id in missing)
    return notable(replace(session, roll=(*session.roll, *said)))


def shortfall_of(session: ExamSession, candidate_id: int) -> Shortfall | None:
    """What was noted of one candidate, None when nothing was."""
    return next((each for each in session.shortfalls if each.candidate_id == candidate_id), None)


def is_without_object(session: ExamSession, shortfall: Shortfall) -> bool:
    """Whether the jury could deliberate again, or nobody is there to deliberate on: it is then to be taken back."""
    candidate = session.candidate(shortfall.candidate_id)
    return not candidate.is_present or has_quorum(session, candidate)


def quorum_count(session: ExamSession, candidate: Candidate) -> str:
    """« 1 juré présent sur 2 »."""
    return f"{counted(len(session.present_for(candidate)), 'juré présent')} sur {session.framework.jury.quorum}"


def why_words(noted: Shortfall) -> str:
    """« Cause : un juré est parti. Mesures prises : suppléant appelé. », whatever stops were typed."""
    done = f" Mesures prises : {noted.measures.rstrip(' .')}." if noted.measures else ""
    return f"Cause : {noted.cause.rstrip(' .')}.{done}"


def deliberated_only(session: ExamSession) -> ExamSession:
    """The session without what was begun on candidates not deliberated on: it stays in the file, no paper says it."""
    out = session.undeliberated
    if not out:
        return session
    return replace(
        session,
        positions=tuple(each for each in session.positions if each.candidate_id not in out),
        awards=tuple(each for each in session.awards if each.candidate_id not in out),
        decisions=tuple(each for each in session.decisions if each.candidate_id not in out),
        confirmations=tuple(each for each in session.confirmations if each.candidate_id not in out),
        consultations=tuple(each for each in session.consultations if each.candidate_id not in out),
        votes=tuple(each for each in session.votes if each.candidate_id not in out),
    )
