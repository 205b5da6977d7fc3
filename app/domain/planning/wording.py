"""Hours, durations and lists as the planning's sentences say them."""

from collections.abc import Sequence
from datetime import date, datetime, time


def lasting(minutes: int) -> str:
    """« 40 min », « 2 h », « 1 h 20 »."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest} min"
    return f"{hours} h {rest:02}" if rest else f"{hours} h"


def hour(moment: datetime | time) -> str:
    """« 14:10 »."""
    return f"{moment:%H:%M}"


def day(of: date) -> str:
    """« 12/10 »."""
    return f"{of:%d/%m}"


def when(moment: datetime) -> str:
    """« le 12/10 à 14:10 »."""
    return f"le {day(moment)} à {hour(moment)}"


def names(each: Sequence[str], at_most: int = 4) -> str:
    """« Durand, Petit et Sow »; beyond `at_most` names, how many others there are."""
    shown = list(each[:at_most])
    others = len(each) - len(shown)
    if others:
        return f"{', '.join(shown)} et {others} autre{'s' if others > 1 else ''}"
    return f"{', '.join(shown[:-1])} et {shown[-1]}" if len(shown) > 1 else "".join(shown)
