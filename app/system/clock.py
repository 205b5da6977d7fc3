"""The clocks: wall time for the record, monotonic time for durations, and a scripted clock for the guided demo."""

import datetime as dt
from typing import Protocol

from app.domain.timing import Instant
from app.system.boot import boot_name, ticks_ms


class Clock(Protocol):
    """Where the program reads the time; handed over by the composition root."""

    def now(self) -> dt.datetime:
        """Aware local time."""
        ...

    def instant(self) -> Instant:
        """The same moment on both clocks."""
        ...


class SystemClock:
    """The machine's clocks; `boot` names this run of the machine, so that ticks of two runs of the program compare."""

    def __init__(self) -> None:
        self._boot = boot_name()

    def now(self) -> dt.datetime:
        """Aware local time."""
        return dt.datetime.now().astimezone()

    def instant(self) -> Instant:
        """Wall and monotonic time."""
        return Instant(self.now(), ticks_ms(), self._boot)


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
