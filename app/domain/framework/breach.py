"""An incoherence of a référentiel file, and where it stands in it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

_Entry = TypeVar("_Entry")

Place = tuple[str | int, ...]
"""The way to an entry from the top of the file, in its French keys."""


@dataclass(frozen=True, slots=True)
class Breach:
    """One incoherence: where it stands in the file, and a French sentence without its full stop."""

    place: Place
    sentence: str


def placed(place: Place, entries: Iterable[_Entry]) -> Iterator[tuple[Place, _Entry]]:
    """Give each entry of a list with its own place."""
    for index, entry in enumerate(entries):
        yield (*place, index), entry
