"""Time of an épreuve as evidence: instants and pauses in, elapsed and remaining time out."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum
from fractions import Fraction

LONGEST_UNMEASURED = timedelta(hours=24)
"""What may be counted of a lapse that neither clock measured."""


@dataclass(frozen=True, slots=True)
class Instant:
    """One moment on two clocks: `wall` (aware) for the record, `ticks_ms` monotonic within one `boot`."""

    wall: datetime
    ticks_ms: int
    boot: str

    def since(self, earlier: "Instant") -> timedelta:
        """Time since `earlier`: monotonic within one boot, wall time across boots, never negative."""
        if self.shares_ticks(earlier):
            return timedelta(milliseconds=self.ticks_ms - earlier.ticks_ms)
        return max(timedelta(0), self.wall_since(earlier))

    def shares_ticks(self, earlier: "Instant") -> bool:
        """Whether ticks tell the time since `earlier`; ticks that went back are another boot’s."""
        return self.boot == earlier.boot and self.ticks_ms >= earlier.ticks_ms

    def wall_since(self, earlier: "Instant") -> timedelta:
        """What the wall clock says of it, negative when it was set back; summer and winter time change nothing."""
        return self.wall.astimezone(UTC) - earlier.wall.astimezone(UTC)


class PhaseEventKind(Enum):
    """What can happen to a phase."""

    STARTED = "debut"
    PAUSED = "pause"
    RESUMED = "reprise"
    ENDED = "fin"


@dataclass(frozen=True, slots=True)
class PhaseEvent:
    """One stored change of a phase; `phase` counts from 0 in the part's order, `reason` explains a pause."""

    phase: int
    kind: PhaseEventKind
    at: Instant
    reason: str = ""


class LapseKind(Enum):
    """Why the desk lost sight of a running time."""

    STOPPED = "arret"
    RESTARTED = "redemarrage"
    ASLEEP = "veille"
    CLOCK_SET = "horloge"


@dataclass(frozen=True, slots=True)
class RunningPhase:
    """A phase that ran when a lapse began; `after` counts the events of its part stored by then.

    `place` counts the lapses of its part before this one: what came by packet keeps its order among them.
    """

    candidate_id: int
    part_id: str
    phase: int
    after: int
    place: int = 0


@dataclass(frozen=True, slots=True)
class Lapse:
    """A stretch during which nobody watched the time: the program stopped, the laptop slept, its clock was set.

    Attributes:
        number: Counts in the whole session, from 1.
        start: The last moment at which the desk was seen alive.
        end: The moment at which it was alive again.
        running: The phases whose time ran through it.
        counted: How much of it belongs to the épreuve, as somebody answered; None while nobody did.
        reason: What was said with the answer.
    """

    number: int
    kind: LapseKind
    start: Instant
    end: Instant
    running: tuple[RunningPhase, ...] = ()
    counted: timedelta | None = None
    reason: str = ""
    answered_at: datetime | None = None

    @property
    def length(self) -> timedelta:
        """How long it lasted, as exactly as the two clocks tell."""
        return self.end.since(self.start)

    @property
    def is_measured(self) -> bool:
        """Whether a clock tells its length: not after a restart of which the wall clock came back earlier."""
        return self.end.shares_ticks(self.start) or self.end.wall_since(self.start) >= timedelta(0)

    @property
    def most(self) -> timedelta:
        """The most that may be counted of it."""
        return self.length if self.is_measured else LONGEST_UNMEASURED

    @property
    def clock_shift(self) -> timedelta:
        """How far the wall clock was set during it, negative when set back; unknown, thus zero, across boots."""
        if not self.end.shares_ticks(self.start):
            return timedelta(0)
        return self.end.wall_since(self.start) - self.length

    @property
    def in_time(self) -> timedelta:
        """How much of it counts: all of it until somebody says otherwise."""
        return self.length if self.counted is None else self.counted

    def time_from(self, began: Instant) -> timedelta:
        """What a time that runs since `began` counts at the end of the lapse: of one begun during it, no more than ran.

        A command, or a press before the first pulse, can begin an épreuve while nobody watches.
        """
        start = self.start
        same_boot = began.boot == start.boot
        is_later = began.ticks_ms > start.ticks_ms if same_boot else began.wall_since(start) > timedelta(0)
        if is_later:
            return min(self.in_time, self.end.since(began))
        return start.since(began) + self.in_time


class PhaseState(Enum):
    """Where a phase stands."""

    WAITING = "a_venir"
    RUNNING = "en_cours"
    PAUSED = "en_pause"
    ENDED = "terminee"


_STATE_AFTER = {
    PhaseEventKind.STARTED: PhaseState.RUNNING,
    PhaseEventKind.PAUSED: PhaseState.PAUSED,
    PhaseEventKind.RESUMED: PhaseState.RUNNING,
    PhaseEventKind.ENDED: PhaseState.ENDED,
}

_LAWFUL = {
    PhaseEventKind.STARTED: (PhaseState.WAITING,),
    PhaseEventKind.PAUSED: (PhaseState.RUNNING,),
    PhaseEventKind.RESUMED: (PhaseState.PAUSED,),
    PhaseEventKind.ENDED: (PhaseState.RUNNING, PhaseState.PAUSED),
}


@dataclass(frozen=True, slots=True)
class PhaseClock:
    """The time of one phase, rebuilt from its events alone."""

    events: tuple[PhaseEvent, ...]
    planned: timedelta | None
    lapses: tuple[tuple[int, Lapse], ...] = ()
    """Each lapse with how many of `events` had happened before it."""

    @property
    def state(self) -> PhaseState:
        """Where the phase stands after its last event."""
        return _STATE_AFTER[self.events[-1].kind] if self.events else PhaseState.WAITING

    def accepts(self, kind: PhaseEventKind) -> bool:
        """Whether `kind` is a lawful next event."""
        return self.state in _LAWFUL[kind]

    @property
    def started_at(self) -> datetime | None:
        """Wall time of the start."""
        return self.events[0].at.wall if self.events else None

    @property
    def ended_at(self) -> datetime | None:
        """Wall time of the end."""
        return self.events[-1].at.wall if self.state is PhaseState.ENDED else None

    @property
    def pauses(self) -> tuple[tuple[PhaseEvent, PhaseEvent | None], ...]:
        """Each pause with the event that ended it, None while it lasts."""
        ends: tuple[PhaseEvent | None, ...] = (*self.events[1:], None)
        return tuple(
            (event, end) for event, end in zip(self.events, ends, strict=False) if event.kind is PhaseEventKind.PAUSED
        )

    def elapsed(self, now: Instant) -> timedelta:
        """Running time so far, pauses left out."""
        total = timedelta(0)
        running_since: Instant | None = None
        for place, event in enumerate(self.events, start=1):
            if event.kind in (PhaseEventKind.STARTED, PhaseEventKind.RESUMED):
                running_since = event.at
            elif running_since is not None:
                total += event.at.since(running_since)
                running_since = None
            for after, lapse in self.lapses:
                if after == place and running_since is not None:
                    total += lapse.time_from(running_since)
                    running_since = lapse.end
        return total + (now.since(running_since) if running_since is not None else timedelta(0))

    def remaining(self, now: Instant) -> timedelta | None:
        """Planned minus elapsed: negative once overrun, None when nothing is planned."""
        return None if self.planned is None else self.planned - self.elapsed(now)

    def overrun(self, now: Instant) -> timedelta:
        """Time beyond the plan, zero before it (rule 46: recorded, never blocking)."""
        remaining = self.remaining(now)
        return timedelta(0) if remaining is None else max(timedelta(0), -remaining)

    def expected_end(self, now: Instant) -> datetime | None:
        """Wall time at which the plan runs out if nothing pauses, for a running phase."""
        remaining = self.remaining(now)
        if remaining is None or self.state is not PhaseState.RUNNING:
            return None
        return (now.wall.astimezone(UTC) + remaining).astimezone()  # read on the wall, whatever zone counted it


def planned_duration(minutes: int | None, extra_time: Fraction) -> timedelta | None:
    """The référentiel's minutes with the granted share of extra time, rounded up to the minute."""
    if minutes is None or not extra_time:  # fractions are slow, and most candidates have none
        return None if minutes is None else timedelta(minutes=minutes)
    return timedelta(minutes=math.ceil(minutes * (1 + extra_time)))


def phase_clocks(
    minutes: Iterable[int | None],
    events: Iterable[PhaseEvent],
    extra_time: Fraction,
    lost: timedelta = timedelta(0),
    lapses: Iterable[tuple[RunningPhase, Lapse]] = (),
) -> tuple[PhaseClock, ...]:
    """One clock per phase of a part, from that part's events in their stored order.

    Args:
        minutes: Planned minutes of each phase, None when the source gives none.
        events: Everything that happened to the part.
        extra_time: The granted share added to each duration.
        lost: Taken off the first phases: a latecomer's end does not move (rule 12).
        lapses: When nobody watched this part's time.
    """
    stored = tuple(events)
    by_phase: dict[int, list[PhaseEvent]] = {}
    for event in stored:
        by_phase.setdefault(event.phase, []).append(event)
    unseen: dict[int, list[tuple[int, Lapse]]] = {}
    for running, lapse in sorted(lapses, key=lambda each: each[0].place):
        before = sum(event.phase == running.phase for event in stored[: running.after])
        unseen.setdefault(running.phase, []).append((before, lapse))
    clocks = []
    for index, duration in enumerate(minutes):
        planned = planned_duration(duration, extra_time)
        if planned is not None and lost:
            taken = min(planned, lost)
            planned, lost = planned - taken, lost - taken
        clocks.append(PhaseClock(tuple(by_phase.get(index, ())), planned, tuple(unseen.get(index, ()))))
    return tuple(clocks)


def current_phase(clocks: tuple[PhaseClock, ...]) -> int | None:
    """Index of the phase under way, else of the first one still to come; None when all are ended."""
    for index, clock in enumerate(clocks):
        if clock.state is not PhaseState.ENDED:
            return index
    return None
