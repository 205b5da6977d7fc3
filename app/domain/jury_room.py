"""The deliberation room: who is in it, what was read of a candidate, whose turn it is, votes, derogations."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.domain.framework.terms import Evidence


@dataclass(frozen=True, slots=True)
class RollEntry:
    """Whether one juror is in the room; without an entry, a juror is taken to be there.

    `came_in_at` is when a juror whom the roll said absent came in.
    """

    juror_id: int
    present: bool
    reason: str
    at: datetime
    came_in_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Consultation:
    """An element that the jury read for one candidate, or decides without, and why."""

    candidate_id: int
    item: Evidence
    seen: bool
    remark: str
    juror_id: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Turn:
    """One stretch of the deliberation spent on one candidate; the one without an end is where the jury stands."""

    number: int
    candidate_id: int
    began_at: datetime
    ended_at: datetime | None = None
    postponed: bool = False
    reason: str = ""

    def spent(self, now: datetime) -> timedelta:
        """How long it lasted, or lasts."""
        return max(timedelta(0), (self.ended_at or now) - self.began_at)


@dataclass(frozen=True, slots=True)
class Vote:
    """One juror's vote on one decision, with what a dissenting juror wants written."""

    candidate_id: int
    juror_id: int
    favourable: bool
    dissent: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Derogation:
    """A blocking point that the closing passes over: which, by whose authority, and why."""

    number: int
    rule: int
    candidate_id: int | None
    finding: str
    granted_by: str
    reason: str
    at: datetime
