"""When a candidate may sit again, and until when: after a refusal, and for the CCPs that are left (rules 33 and 34)."""

from datetime import date

from app.domain.candidate import Candidate
from app.domain.deadlines import a_year_after
from app.domain.decision import Outcome
from app.domain.framework.content import Bloc
from app.domain.framework.model import Framework
from app.domain.framework.terms import SessionKind
from app.domain.session import BlocStatus, ExamSession

MOST_SITTINGS = 3
"""How many title sessions one may sit in the year that follows a first refusal."""

_REFUSED = (Outcome.FAILED, Outcome.ABSENT)


def counts_sittings(session: ExamSession, candidate: Candidate) -> bool:
    """Whether the rule on sitting again concerns this candidate: training paths, in title sessions (rule 33)."""
    return session.is_title_of_ministry and session.type.kind is SessionKind.TITLE and candidate.access_path.asks_ecf


def sittings(candidate: Candidate) -> int | None:
    """Which title session this one is for the candidate, from 1; None when nobody said how many came before."""
    return None if candidate.earlier_sittings is None else candidate.earlier_sittings + 1


def sits_again_until(session: ExamSession, candidate: Candidate) -> date | None:
    """The last day to sit again without new training, a year after the first refusal; None when there was none.

    Refused here for the first time, the year starts with the deliberation; absent, with the last day of the session.
    """
    if not counts_sittings(session, candidate):
        return None
    if candidate.first_refused_on is not None:
        return a_year_after(candidate.first_refused_on)
    if session.outcome(candidate) not in _REFUSED:
        return None
    decision = session.decision(candidate.id)
    return a_year_after(session.sheet.ends_on if decision is None else decision.decided_at.date())


def ccps_left(session: ExamSession, candidate: Candidate) -> tuple[Bloc, ...]:
    """The CCPs or blocs that the candidate neither held nor won here (rule 34)."""
    acquired = (BlocStatus.HELD, BlocStatus.WON)
    return tuple(bloc for bloc in session.framework.blocs if session.bloc_status(candidate, bloc.id) not in acquired)


def ccps_until(framework: Framework) -> date | None:
    """The last day to sit the CCPs that are left, a year after the title ends; None while its end is not known."""
    return None if framework.validity.end is None else a_year_after(framework.validity.end)
