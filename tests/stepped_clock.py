"""A clock whose wall, ticks and run of the machine are moved apart: sleep, crash, reboot, an hour set back."""

import datetime as dt
import itertools

from app.domain.timing import Instant


class SteppedClock:
    """The machine's clocks as a test plays them; the wall is given in the zone of the start, summer time included."""

    def __init__(self, start: dt.datetime) -> None:
        self._zone = start.tzinfo
        self._wall = start.astimezone(dt.UTC)
        self._ticks_ms = 600_000
        self._runs = itertools.count(1)
        self._boot = f"run {next(self._runs)}"

    def now(self) -> dt.datetime:
        """Aware time in the zone of the start."""
        return self._wall.astimezone(self._zone)

    def instant(self) -> Instant:
        """The same moment on both clocks."""
        return Instant(self.now(), self._ticks_ms, self._boot)

    def advance(self, step: dt.timedelta) -> None:
        """Let time pass, awake or asleep: ticks go on in both."""
        self._wall += step
        self._ticks_ms += step // dt.timedelta(milliseconds=1)

    def set_wall(self, shift: dt.timedelta) -> None:
        """Set the wall clock, as a person or a server of time does; no time passes."""
        self._wall += shift

    def reboot(self, off: dt.timedelta) -> None:
        """Stop the machine and start it again: the wall goes on, ticks begin anew."""
        self._wall += off
        self._ticks_ms = 20_000
        self._boot = f"run {next(self._runs)}"
