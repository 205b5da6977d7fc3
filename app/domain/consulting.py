"""What the jury read of a candidate before it decides: each element asked of the path is seen, or missing with why.

An element that the decision cannot do without is never said to be missing (rules 15, 17 and 32).
"""

from app.domain.candidate import Candidate
from app.domain.evidence import asked_of
from app.domain.framework.terms import Evidence
from app.domain.jury_room import Consultation
from app.domain.session import ExamSession


def consultation_of(session: ExamSession, candidate_id: int, item: Evidence) -> Consultation | None:
    """What the jury said of one element, None while it said nothing."""
    kept = (c for c in session.consultations if (c.candidate_id, c.item) == (candidate_id, item))
    return next(kept, None)


def unread(session: ExamSession, candidate: Candidate) -> tuple[Evidence, ...]:
    """The elements asked of this candidate that the jury has neither seen nor called missing, in their order."""
    said = {each.item for each in session.consultations if each.candidate_id == candidate.id}
    return tuple(item for item in asked_of(session, candidate) if item not in said)


def may_lack(session: ExamSession, candidate: Candidate, item: Evidence) -> bool:
    """Whether the jury can decide without this element, saying why.

    Never without what the candidate did before the jury, nor without the title that a CCS completes (rule 32); without
    the entretien final only when the candidate left before it.
    """
    if item is Evidence.FINAL_INTERVIEW:
        return not may_be_seen(session, candidate, item)
    return item not in (Evidence.MODALITIES, Evidence.PARENT_TITLE)


def may_be_seen(session: ExamSession, candidate: Candidate, item: Evidence) -> bool:
    """Whether there is anything to see: an entretien final that was not held cannot be."""
    if item is not Evidence.FINAL_INTERVIEW:
        return True
    final = session.final_interview(candidate)
    return final is not None and final not in session.parts_not_sat(candidate)
