"""The identifier under which a candidate's written work goes to the jury: it names nobody, and never changes.

A written production is read without its author's name; only the table of correspondence, kept by the responsable de
session until the interviews, leads from one to the other. The candidate's place would be no secret, since every list
shows it: the number is drawn from the id under which the file keeps the candidate, by an order that the session's own
référentiel decides. An id is never given twice: a paper printed before a name left the list names nobody else later.
"""

from app.domain.candidate import Candidate
from app.domain.framework.model import Framework
from app.domain.framework.sitting_plan import Part
from app.domain.framework.terms import PartForm
from app.domain.identity import fold
from app.domain.people import Actor
from app.domain.session import ExamSession

_DRAWN = 887
"""A prime: multiplying by anything but 0 puts the ids in another order and gives no number twice."""
_FIRST_NUMBER = 100
_BLOCK = 1000
_LONGEST_ACRONYM = 6


def is_anonymous(part: Part) -> bool:
    """Whether the work done in a part is read without a name: written work is."""
    return part.form is PartForm.WRITTEN


def anonymous_id(session: ExamSession, candidate: Candidate) -> str:
    """« ACOM-417 »: the certification's acronym and a number of the candidate's own in this session.

    It depends on the référentiel that the session froze and on the candidate's id, which both stay as they are.
    """
    drawn = int(session.framework_digest[:12], 16)
    block, place = divmod(candidate.id, _DRAWN)
    mixed = (place * (1 + drawn % (_DRAWN - 1)) + drawn // _DRAWN) % _DRAWN
    return f"{_acronym(session.framework)}-{_FIRST_NUMBER + mixed + _BLOCK * block}"


def candidate_behind(session: ExamSession, identifier: str) -> Candidate | None:
    """The candidate whom an identifier stands for, typed in capitals or not; None when it stands for nobody."""
    wanted = identifier.strip().upper()
    return next((c for c in session.candidates if anonymous_id(session, c) == wanted), None)


def is_sealed(session: ExamSession, actor: Actor, candidate: Candidate) -> bool:
    """Whether this person must not know which written work is this candidate's (rule 14).

    A juror learns it once every written grid of his or hers on the candidate is locked: with several written parts,
    the name under the first would give away the others, which bear the same identifier. The responsable knows.
    """
    if actor.person_id is None:
        return False
    juror_id = actor.person_id
    return any(
        is_anonymous(part) and not session.grid(juror_id, candidate.id, part.id).is_locked
        for part in session.expected_parts(candidate)
    )


def is_hidden(session: ExamSession, actor: Actor, candidate: Candidate, part: Part) -> bool:
    """Whether this part of this candidate is, for this person, a copy without a name."""
    return is_anonymous(part) and is_sealed(session, actor, candidate)


def name_told(session: ExamSession, actor: Actor, candidate: Candidate, part: Part | None) -> str:
    """Whose part a sentence speaks of, for this person: the candidate's name, or « la copie ACOM-417 »."""
    if part is not None and is_hidden(session, actor, candidate, part):
        return f"la copie {anonymous_id(session, candidate)}"
    return candidate.name


def _acronym(framework: Framework) -> str:
    """The certification's acronym in plain capitals, else the initials of its label."""
    words = fold(framework.acronym or " ".join(word[0] for word in framework.label.split() if len(word) > 2))
    return "".join(filter(str.isalnum, words)).upper()[:_LONGEST_ACRONYM] or "C"
