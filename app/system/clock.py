"""The clocks: wall time for the record, monotonic time for durations, and a scripted clock for the guided demo."""

import datetime as dt
import time
import uuid
from typing import Protocol

from app.domain.timing import Instant


class Clock(Protocol):
    """Where the program reads the time; handed over by the composition root."""

    def now(self) -> dt.datetime:
        """Aware local time."""
        ...

    def instant(self) -> Instant:
        """The same moment on both clocks."""
        ...


class SystemClock:
    """The machine's clocks; `boot` names this run of the program, since ticks of two runs cannot be compared."""

    def __init__(self) -> None:
        self._boot = uuid.uuid4().hex

    def now(self) -> dt.datetime:
        """Aware local time."""
        return dt.datetime.now().astimezone()

    def instant(self) -> Instant:
        """Wall and monotonic time."""
        return Instant(self.now(), _ticks_ns() // 1_000_000, self._boot)


def _ticks_ns() -> int:
    """A clock that nobody sets and that goes on while the laptop sleeps, lid closed, during an épreuve.

    Linux and macOS stop Python's own monotonic clock during sleep; Windows does not.
    """
    for name in ("CLOCK_BOOTTIME", "CLOCK_MONOTONIC"):
        if hasattr(time, name):
            return time.clock_gettime_ns(getattr(time, name))
    return time.monotonic_ns()


class ScriptedClock:
    """A clock that moves only when told: the guided demo plays a whole day on it."""

    def __init__(self, start: dt.datetime) -> None:
        self._start = start
        self._now = start

    def now(self) -> dt.datetime:
        """The scripted moment."""
        return self._now

    def instant(self) -> Instant:
        """The scripted moment on both clocks."""
        return Instant(self._now, int((self._now - self._start).total_seconds() * 1000), "scripted")

    def advance(self, step: dt.timedelta) -> None:
        """Let time pass."""
        self._now += step
