"""Whom a command means: a candidate, a juror or anybody by the number that people read on their papers."""

from app.domain.anonymity import candidate_behind
from app.domain.candidate import Candidate
from app.domain.faults import DomainError, Fault
from app.domain.people import Person
from app.domain.session import ExamSession


def candidate_of(session: ExamSession, text: str) -> Candidate:
    """The candidate of that official identifier, else of that number in the session, else of that written work.

    Raises:
        DomainError: nobody answers to it, or several people have that identifier, which a list repeated.
    """
    bearers = [candidate for candidate in session.candidates if text and candidate.number == text]
    if len(bearers) > 1:
        known = ", ".join(f"{candidate.id} ({candidate.name})" for candidate in bearers)
        raise DomainError(Fault.CANDIDATE_AMBIGUOUS, id=text, known=known)
    by_id = {str(candidate.id): candidate for candidate in session.candidates}
    found = bearers[0] if bearers else by_id.get(text) or candidate_behind(session, text)
    if found is None:
        raise DomainError(Fault.CANDIDATE_UNKNOWN, id=text)
    return found


def juror_of(session: ExamSession, juror_id: int) -> Person:
    """The juror of that number.

    Raises:
        DomainError: no juror has it; the sentence names those of the session.
    """
    for juror in session.jurors:
        if juror.id == juror_id:
            return juror
    known = ", ".join(f"{juror.id} ({juror.name})" for juror in session.jurors) or "aucun"
    raise DomainError(Fault.JUROR_UNKNOWN, id=juror_id, known=known)


def person_of(session: ExamSession, person_id: int) -> Person:
    """Whoever of the session has that number.

    Raises:
        DomainError: nobody has it; the sentence names everybody.
    """
    for person in session.people:
        if person.id == person_id:
            return person
    known = ", ".join(f"{person.id} ({person.name})" for person in session.people) or "aucune"
    raise DomainError(Fault.PERSON_UNKNOWN, id=person_id, known=known)
