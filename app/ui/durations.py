"""Durations as people say them: « 30 min », « 2 h 30 »."""

import math
from collections.abc import Iterable
from datetime import timedelta


def minutes_words(duration: timedelta) -> str:
    """Write a duration in hours and minutes, seconds left out."""
    hours, minutes = divmod(round(duration.total_seconds()) // 60, 60)
    if not hours:
        return f"{minutes} min"
    return f"{hours} h {minutes:02}" if minutes else f"{hours} h"


def seconds_words(duration: timedelta) -> str:
    """Write a duration with its seconds: « 1 min 02 s »."""
    seconds = math.ceil(duration.total_seconds())
    if seconds < 60:
        return f"{seconds} s"
    words = minutes_words(timedelta(seconds=seconds))
    return f"{words} {seconds % 60:02} s" if seconds < 3600 and seconds % 60 else words


def planned_words(planned: Iterable[timedelta | None]) -> str:
    """Write the whole of several planned durations, or say that none is planned."""
    total = timedelta(0)
    for duration in planned:
        if duration is None:
            return "sans durée prévue"
        total += duration
    return minutes_words(total)
