"""What the sources leave doubtful in a référentiel, gathered with the entries that carry it."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.framework.entry import Entry, Noted

_UNLABELLED = {"validity": "Validité", "jury": "Jury", "correspondences": "Correspondances"}
"""How to name the entries that have no official label of their own."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """One note to check: the way to its entry, in official labels, and the note itself."""

    where: tuple[str, ...]
    note: str


def doubts_of(entry: Entry, where: tuple[str, ...] = ()) -> Iterator[Doubt]:
    """Give the notes of an entry and of everything inside it, in the order of the file."""
    if isinstance(entry, Noted):
        for note in entry.notes:
            yield Doubt(where, note)
    for name in type(entry).model_fields:
        value = getattr(entry, name)
        for inner in value if isinstance(value, tuple) else (value,):
            if isinstance(inner, Entry):
                label = getattr(inner, "label", "") or _UNLABELLED.get(name, "")
                # A modalité and its only part often bear the same name: saying it once is enough.
                deeper = (label,) if label and label not in where[-1:] else ()
                yield from doubts_of(inner, (*where, *deeper))
