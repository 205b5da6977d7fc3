"""How long a jury has worked, and when it must stop: lunch within its window, a break after so long.

The planner places work with it and the checks judge plannings with it, so that both mean the same by « pause ».
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

from app.domain.planning.hours import DAY, Hours
from app.domain.planning.plan import SlotKind


@dataclass(frozen=True, slots=True)
class Pause:
    """A stretch of rest, in minutes; `on_site` is False when the jury merely comes after its lunch."""

    kind: SlotKind
    starts: int
    ends: int
    on_site: bool = True


@dataclass(frozen=True, slots=True)
class WorkingDay:
    """One jury on one day, after what it did so far; times in minutes.

    Attributes:
        day: The day, counted from 0.
        free: The minute at which it may start something.
        since: When it began to work without a rest.
        began: Its first work of the day, None before it.
        lunched: Whether it had its lunch, or needs none.
        changing: Whether a candidate just left, so that the next one enters after the changeover.
    """

    day: int
    free: int
    since: int
    began: int | None = None
    lunched: bool = False
    changing: bool = False

    @classmethod
    def opening(cls, hours: Hours, day: int) -> "WorkingDay":
        """The day as it opens."""
        opens = hours.opens(day)
        return cls(day, opens, opens, lunched=not hours.settings.lunch)

    def pause_before(self, starts: int, ends: int, hours: Hours, *, hearing: bool) -> Pause | None:
        """The rest that is due before work from `starts` to `ends`; `hearing` when it hears a candidate."""
        lunch = self._lunch_before(starts, ends, hours, hearing=hearing)
        return lunch or (self._break_before(starts, hours) if hearing else None)

    def paused(self, pause: Pause) -> "WorkingDay":
        """The day after a rest."""
        lunched = self.lunched or pause.kind is SlotKind.LUNCH
        return replace(self, free=pause.ends, since=pause.ends, lunched=lunched, changing=False)

    def worked(self, starts: int, ends: int, hours: Hours, *, hearing: bool) -> "WorkingDay":
        """The day after some work."""
        comes_after_lunch = self.began is None and starts >= hours.noon(self.day)[0] + hours.settings.lunch
        rested = self.began is None or starts - self.free >= hours.settings.break_lasts
        return replace(
            self,
            free=ends,
            since=starts if rested else self.since,
            began=starts if self.began is None else self.began,
            lunched=self.lunched or comes_after_lunch,
            changing=hearing,
        )

    def idle_until(self, minute: int) -> "WorkingDay":
        """The day once nothing was done until a minute."""
        if minute <= self.free:
            return self
        return replace(self, free=minute, since=minute, changing=False)

    def _lunch_before(self, starts: int, ends: int, hours: Hours, *, hearing: bool) -> Pause | None:
        if self.lunched:
            return None
        lasts = hours.settings.lunch
        earliest, latest = hours.noon(self.day)
        lunch = Pause(SlotKind.LUNCH, max(self.free, earliest), max(self.free, earliest) + lasts)
        if self.began is None:
            # Nothing done yet: whoever starts after the earliest lunch had it before coming.
            return replace(lunch, on_site=False) if ends > latest and starts < earliest + lasts else None
        due = hearing and self.free >= earliest
        costs_nothing = lunch.ends <= starts
        return lunch if due or costs_nothing or ends > latest else None

    def _break_before(self, starts: int, hours: Hours) -> Pause | None:
        settings = hours.settings
        if not settings.break_after or self.began is None or starts - self.free >= settings.break_lasts:
            return None
        tired = self.free - self.since >= settings.break_after
        return Pause(SlotKind.BREAK, self.free, self.free + settings.break_lasts) if tired else None


def lunch_is_kept(stretches: list[tuple[int, int]], hours: Hours) -> bool:
    """Whether somebody busy during these stretches of one day, in order, can have lunch.

    Lunch may be had before coming, after leaving, or in a gap between two stretches, from within the window on. A
    stretch that runs over the end of the window puts lunch off until right after it; who has one stretch only is free
    before and after it.
    """
    lasts = hours.settings.lunch
    earliest, latest = hours.noon(stretches[0][0] // DAY)
    came, left = stretches[0][0], stretches[-1][1]
    if not lasts or came >= earliest + lasts or left <= latest:
        return True
    gaps = [(before, after) for (_, before), (after, _) in pairwise(stretches) if after > before]
    if len(stretches) == 1:
        return True
    return any(_fits(before, after, lasts, earliest, latest, stretches) for before, after in gaps)


def _fits(before: int, after: int, lasts: int, earliest: int, latest: int, stretches: list[tuple[int, int]]) -> bool:
    starts = max(before, earliest)
    ran_over = any(start <= latest < end == before for start, end in stretches)
    return starts + lasts <= after and (starts <= latest or ran_over)


Span = tuple[SlotKind, int, int]
"""What a slot is for, its first minute and the one after its last."""


def resumed(spans: Iterable[Span], hours: Hours) -> WorkingDay:
    """A jury's present day, the first one that is left, after what it already did that day."""
    today = WorkingDay.opening(hours, hours.days().start)
    done = sorted((span for span in spans if span[1] // DAY == today.day), key=lambda span: span[1:])
    if not done:
        return today
    now, today = today.free, replace(today, free=done[0][1], since=done[0][1])
    for kind, starts, ends in done:
        if kind in (SlotKind.LUNCH, SlotKind.BREAK):
            today = today.paused(Pause(kind, starts, ends))
        else:
            today = today.worked(starts, ends, hours, hearing=kind is SlotKind.SITTING)
    earliest, latest = hours.noon(today.day)
    if max(today.free, earliest) + hours.settings.lunch <= now or today.free <= latest < now:
        today = replace(today, lunched=True)  # it did nothing over lunch
    return today.idle_until(now)


@dataclass(frozen=True, slots=True)
class Work:
    """What a jury does without candidates: stretches of work and the pauses between them, and the day after it."""

    stretches: tuple[tuple[int, int], ...]
    pauses: tuple[Pause, ...]
    after: WorkingDay


def work(present: WorkingDay, units: int, lasting: int, days: Iterable[int], hours: Hours) -> Work | None:
    """Place so many units of work of `lasting` minutes each, one after another, from the present day on.

    A unit is never cut: the rest follows after lunch, or on the next of `days`. None when they do not fit.
    """
    stretches: list[tuple[int, int]] = []
    pauses: list[Pause] = []
    today = present
    for day in days:
        if day < present.day:
            continue
        today = present if day == present.day else WorkingDay.opening(hours, day)
        rests: list[Pause] = []
        while units:
            starts, ends = today.free, today.free + lasting
            if ends > hours.closes(day):
                break
            pause = today.pause_before(starts, ends, hours, hearing=False)
            if pause is not None:
                rests.append(pause)
                today = today.paused(pause)
                continue
            pauses += rests  # a pause that no work follows is the end of the day
            rests.clear()
            _extend(stretches, starts, ends)
            today = today.worked(starts, ends, hours, hearing=False)
            units -= 1
        if not units:
            return Work(tuple(stretches), tuple(pauses), today)
    return None if units else Work((), (), present)


def _extend(stretches: list[tuple[int, int]], starts: int, ends: int) -> None:
    if stretches and stretches[-1][1] == starts:
        stretches[-1] = (stretches[-1][0], ends)
    else:
        stretches.append((starts, ends))
