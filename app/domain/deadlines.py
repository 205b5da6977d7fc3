"""The days by which things must be there, counted from the dates of a session. Every day given is included.

The notice for convocations comes from the règlement of 2008, to be checked against the one in force.
"""

from calendar import monthrange
from datetime import date, timedelta

from app.domain.framework.terms import SessionKind
from app.domain.session import ExamSession

CCP_NOTICE = timedelta(days=15)
"""Between the convocations and a CCP or CCS session."""

LEAVE_NOTICE = timedelta(days=15)
"""Between a salaried juror's request for leave, the convocation at hand, and the session."""


def a_year_after(day: date) -> date:
    """The same day a year later; 28 February stands for 29 February."""
    return years_after(day, 1)


def years_after(day: date, years: int) -> date:
    """The same day so many years later; 28 February stands for 29 February."""
    return _clamped(day.year + years, day.month, day.day)


def a_month_before(day: date) -> date:
    """The same day a month earlier, or the last day of that month when it is shorter."""
    year, month = (day.year, day.month - 1) if day.month > 1 else (day.year - 1, 12)
    return _clamped(year, month, day.day)


def candidates_convened_by(session: ExamSession) -> date | None:
    """The last day to convene candidates: a month before a title session, 15 days before a CCP or CCS session.

    None outside titres professionnels, where no text was found.
    """
    if not session.is_title_of_ministry:
        return None
    first_day = session.sheet.starts_on
    return a_month_before(first_day) if session.type.kind is SessionKind.TITLE else first_day - CCP_NOTICE


def jurors_convened_by(session: ExamSession) -> date:
    """The last day to convene jurors, who ask their employer for leave 15 days ahead."""
    return session.sheet.starts_on - LEAVE_NOTICE


def _clamped(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, monthrange(year, month)[1]))
