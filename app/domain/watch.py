"""Watching over the desk: where it was last seen alive, and what happened when it was lost sight of."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from app.domain.timing import Instant, LapseKind

UNSEEN_FROM = timedelta(seconds=5)
"""A pulse comes every second: a busy machine may miss a few of them, a sleeping or stopped one misses more."""
SET_FROM = timedelta(seconds=5)
"""How far wall time and ticks may part between two pulses: a clock kept right by the network moves far less."""


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where a juror stands in Évaluation, by plain ids; `criterion_id` is None where there is no critère."""

    juror_id: int
    candidate_id: int
    part_id: str
    criterion_id: str | None = None


@dataclass(frozen=True, slots=True)
class Sighting:
    """The last moment at which the desk was seen alive, and where somebody stood then."""

    at: Instant
    whereabouts: Whereabouts | None = None


def lapse_kind(seen: Instant, now: Instant, *, same_run: bool) -> LapseKind | None:
    """Why the desk was lost sight of between two moments, None when it was not.

    Args:
        seen: The last pulse.
        now: The present moment.
        same_run: Whether the program ran all along, as far as it knows itself.
    """
    if not now.shares_ticks(seen):
        return LapseKind.RESTARTED
    gap = now.since(seen)
    if gap > UNSEEN_FROM:
        return LapseKind.ASLEEP if same_run else LapseKind.STOPPED
    return LapseKind.CLOCK_SET if abs(now.wall_since(seen) - gap) > SET_FROM else None


def seen_until(instant: Instant, wall: datetime) -> Instant:
    """The same run of the machine followed until `wall`, when something else proves that it lived on until then.

    A power cut can take the last pulses with it; what was committed after them is on the disk.
    """
    further = (wall - instant.wall) // timedelta(milliseconds=1)
    if further <= 0:
        return instant
    return replace(instant, wall=wall, ticks_ms=instant.ticks_ms + further)
