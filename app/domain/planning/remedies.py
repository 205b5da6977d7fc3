"""What would make a planning fit: each remedy is tried by computing the planning again, none is guessed."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import time

from app.domain.planning.arrangement import Arrangement, arrange
from app.domain.planning.hours import DAY, minute_of
from app.domain.planning.juries import Jury
from app.domain.planning.misfit import Fix, Misfit
from app.domain.planning.plan import PanelRoom, PlanSettings
from app.domain.planning.premises import Premises
from app.domain.planning.wording import day, hour, lasting, names

_LATEST_END = 21 * 60
_EARLIEST_START = 7 * 60 + 30
_AT_MOST = 4
"""Juries or days beyond what stands: a session that lacks more is another session."""


def shortage(premises: Premises, found: Arrangement) -> Misfit:
    """How much time lacks, for whom, and everything that would be enough by itself."""
    whom = _whom(found)
    end = _end_that_fits(premises)
    missing = _missing(premises, end)
    sentence = f"{whom[:1].upper()}{whom[1:]}."
    if missing:
        last_day = premises.hours.date_of(premises.hours.day_count - 1)
        sentence = f"Il manque {lasting(missing)} le {day(last_day)} : {whom}."
    remedies = tuple(_remedies(premises, end))
    fixes = tuple(Fix(words, settings) for words, settings in remedies if settings is not None)
    return Misfit(sentence, tuple(words for words, _settings in remedies), fixes=fixes)


def _whom(found: Arrangement) -> str:
    if found.unplaced:
        left_out = [candidate.name for candidate in found.unplaced]
        return f"{names(left_out)} {'n’ont' if len(left_out) > 1 else 'n’a'} pas de place"
    if found.late:
        late = [candidate.name for candidate in found.late]
        return f"{names(late)} {'finissent' if len(late) > 1 else 'finit'} après la fin de la journée"
    return "la délibération n’a pas de place"


def ending_at(premises: Premises, minute: int) -> Premises:
    """The same premises, each day ending at a minute of the day."""
    settings = replace(premises.settings, day_ends=time(*divmod(minute, 60)))
    return replace(premises, hours=replace(premises.hours, settings=settings))


def first_end_that_fits(premises: Premises, ends: Sequence[int]) -> tuple[int, Arrangement] | None:
    """The earliest of these ends of day with which everything fits, found by halving; None when the latest does not."""
    best = None
    low, high = 0, len(ends) - 1
    tried = high
    while low <= high:
        found = arrange(ending_at(premises, ends[tried]))
        if found.fits:
            best, high = (ends[tried], found), tried - 1
        elif best is None:
            return None
        else:
            low = tried + 1
        tried = (low + high) // 2
    return best


def _end_that_fits(premises: Premises) -> int | None:
    found = first_end_that_fits(premises, range(minute_of(premises.settings.day_ends) + 5, _LATEST_END + 1, 5))
    return found[0] if found else None


def _missing(premises: Premises, end: int | None) -> int:
    """Minutes that lack on the last day, 0 when more of them would change nothing."""
    hours = premises.hours
    if hours.day_count - hours.days().start == 1 and end is not None:
        return end - minute_of(premises.settings.day_ends)
    found = arrange(replace(premises, hours=replace(hours, overtime=3 * DAY)))
    return max(0, found.ends - hours.closes(hours.day_count - 1)) if found.fits else 0


def _remedies(premises: Premises, end: int | None) -> Iterator[tuple[str, PlanSettings | None]]:
    """Each remedy in words, with the settings that bring it about; None when settings do not suffice."""
    settings = premises.settings
    juries = _count_that_fits(premises, _with_juries)
    if juries:
        second = juries == 1 and len(premises.juries) == 1
        words = "un second jury" if second else f"{_number(juries)} jury{'s' if juries > 1 else ''} de plus"
        yield words, replace(settings, panels=_more_panels(settings, juries))
    if end is not None:
        until = time(*divmod(end, 60))
        yield f"une fin à {hour(until)}", replace(settings, day_ends=until)
    start = _start_that_fits(premises)
    if start is not None:
        from_hour = time(*divmod(start, 60))
        yield f"un début à {hour(from_hour)}", replace(settings, day_starts=from_hour)
    days = _count_that_fits(premises, _with_days)
    if days:
        yield f"{_number(days)} jour{'s' if days > 1 else ''} de plus", None
    if settings.shares_speaker and arrange(_with_a_speaker_each(premises)).fits:
        yield "un intervenant ponctuel pour chaque jury", replace(settings, shares_speaker=False)


def _more_panels(settings: PlanSettings, count: int) -> tuple[PanelRoom, ...]:
    """The juries of the settings and so many more, each in a room named after it."""
    last = max((panel.number for panel in settings.panels), default=0)
    numbers = range(last + 1, last + count + 1)
    return (*settings.panels, *(PanelRoom(number, f"Salle du jury {number}") for number in numbers))


def _count_that_fits(premises: Premises, enlarge: Callable[[Premises, int], Premises]) -> int:
    return next((count for count in range(1, _AT_MOST + 1) if arrange(enlarge(premises, count)).fits), 0)


def _start_that_fits(premises: Premises) -> int | None:
    """The latest start before the present one with which everything fits, by half hours."""
    present = minute_of(premises.settings.day_starts)
    for start in range(present - present % 30 - (0 if present % 30 else 30), _EARLIEST_START - 1, -30):
        settings = replace(premises.settings, day_starts=time(*divmod(start, 60)))
        if arrange(replace(premises, hours=replace(premises.hours, settings=settings))).fits:
            return start
    return None


def _with_juries(premises: Premises, count: int) -> Premises:
    """The same with more juries, complete on every day."""
    hours = premises.hours
    last = max((jury.number for jury in premises.juries), default=0)
    every_day = frozenset(hours.date_of(each) for each in range(hours.day_count))
    numbers = range(last + 1, last + count + 1)
    more = tuple(Jury(number, "", (), number, every_day, is_staffed=False) for number in numbers)
    panels = (*premises.settings.panels, *(PanelRoom(number, "") for number in numbers))
    settings = replace(premises.settings, panels=panels)
    return replace(premises, juries=(*premises.juries, *more), hours=replace(hours, settings=settings))


def _with_days(premises: Premises, count: int) -> Premises:
    """The same with more days, on which every jury is complete."""
    hours = replace(premises.hours, day_count=premises.hours.day_count + count)
    more = frozenset(hours.date_of(each) for each in range(premises.hours.day_count, hours.day_count))
    juries = tuple(replace(jury, days=jury.days | more) for jury in premises.juries)
    return replace(premises, juries=juries, hours=hours)


def _with_a_speaker_each(premises: Premises) -> Premises:
    settings = replace(premises.settings, shares_speaker=False)
    return replace(premises, hours=replace(premises.hours, settings=settings))


def _number(count: int) -> str:
    return "un" if count == 1 else str(count)
