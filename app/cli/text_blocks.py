"""The pieces of a text for a terminal: titled lists, left out when they are empty, and durations in words."""

from collections.abc import Iterable, Iterator


def titled(title: str, entries: Iterable[str], margin: str = "") -> Iterator[str]:
    """Give a title and one dash per entry under it; nothing at all without entries."""
    lines = [f"{margin}  - {entry}" for entry in entries]
    if lines:
        yield f"{margin}{title}"
        yield from lines


def spaced(lines: Iterable[str]) -> Iterator[str]:
    """Give the lines of a block after an empty one; nothing at all for an empty block."""
    block = list(lines)
    if block:
        yield ""
        yield from block


def lowered(words: str) -> str:
    """Give words as they stand inside a sentence."""
    return words[:1].lower() + words[1:]


def duration(minutes: int | None) -> str:
    """Give « 4 h 10 », « 45 min », or say that no duration is fixed."""
    if minutes is None:
        return "durée non fixée"
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest:02d}" if hours else f"{rest} min"
