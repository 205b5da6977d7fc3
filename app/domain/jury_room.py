"""The deliberation room: who is in it, what was read, whose turn it is, votes, derogations, shortfalls of a quorum."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.domain.framework.terms import Evidence


@dataclass(frozen=True, slots=True)
class RollEntry:
    """Whether one juror is in the room; without an entry, a juror is taken to be there.

    Attributes:
        at: Since when it is so, as the roll tells.
        absences: When this juror was out before: from when, until when.
    """

    juror_id: int
    present: bool
    reason: str
    at: datetime
    absences: tuple[tuple[datetime, datetime], ...] = ()


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


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A candidate on whom the jury could not deliberate for want of a quorum, as the responsable noted it.

    Attributes:
        cause: Why the quorum was not reached, as printed.
        measures: What was done about it, empty when nothing was said.
        noted_by: The responsable's name.
        at: When it was noted.
    """

    candidate_id: int
    cause: str
    measures: str
    noted_by: str
    at: datetime
