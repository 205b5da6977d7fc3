"""Planned durations in words."""


def span(minutes: int | None) -> str:
    """Write planned minutes as « 4 h 10 », « 3 h » or « 45 min »; None is a duration that the source does not fix."""
    if minutes is None:
        return "non fixée"
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest} min"
    return f"{hours} h {rest:02}" if rest else f"{hours} h"
