"""Recomputing a planning while the day is under way: what is over or begun stays, the rest follows from now."""

from datetime import datetime

from app.domain.planning.compute import Proposal, compute
from app.domain.planning.plan import Plan
from app.domain.session import ExamSession


def replanned(session: ExamSession, plan: Plan, now: datetime) -> Proposal:
    """The planning recomputed from `now`, a civil time without zone."""
    return compute(session, plan.settings, from_moment=now)
