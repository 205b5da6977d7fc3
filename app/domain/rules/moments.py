"""When a rule can be judged: before that, finding no breach of it says nothing."""

from app.domain.session import ExamSession


def jury_is_named(session: ExamSession) -> bool:
    """Somebody sits in the jury."""
    return bool(session.jurors)


def candidates_are_enrolled(session: ExamSession) -> bool:
    """Somebody sits the session."""
    return bool(session.candidates)


def grading_began(session: ExamSession) -> bool:
    """A grid or a timer was opened, or nobody came and nothing of the kind is expected."""
    return bool(session.grids or session.phase_events) or _nobody_came(session)


def jury_deliberated(session: ExamSession) -> bool:
    """The jury took a position or decided, or nobody came and absence is all there is to say."""
    return bool(session.positions or session.decisions) or _nobody_came(session)


def jury_is_at_work(session: ExamSession) -> bool:
    """Whether decisions are still to come by themselves: none was taken yet, or the jury deliberates behind doors."""
    return not session.decisions or session.doors_closed_at is not None


def _nobody_came(session: ExamSession) -> bool:
    absent = bool(session.candidates) and all(candidate.is_absent for candidate in session.candidates)
    return absent or session.closing is not None


def day_began(session: ExamSession) -> bool:
    """Whether somebody was seen at the door, or something was timed or graded."""
    seen = any(candidate.attendance is not None for candidate in session.candidates)
    return seen or bool(session.phase_events or session.grids)
