"""Cells that tell two things at once: « LE GOFF Élodie », « 14/03/1991 à Brest », « 29200 Brest »."""

import re
from collections.abc import Callable
from functools import lru_cache

from app.domain.candidate_columns import CandidateField
from app.domain.cell_reading import Cell, Reading, Remark, as_seen
from app.domain.list_columns import Composite

_BORN_AT = re.compile(
    r"(?P<day>.*?[0-9]{2,}.*?)(?:\s+[àa]\s+|\s*[,;–—\n]\s*|\s+-\s+)(?P<town>[^\W\d].*)", re.IGNORECASE
)
_BORN_BESIDE = re.compile(r"(?P<day>[^(]*[0-9]{2,})\s*\((?P<town>[^()]*)\)")
_BORN = re.compile(r"(?P<day>\S*[0-9]\S*(?:\s+[^\W\d]+\.?\s+[0-9]{2,4})?)(?:\s+(?P<town>[^\W\d].*))?")
_POST = re.compile(r"(?P<code>[0-9]{2}\s?[0-9]{3}|[0-9]{4})\b[\s,–-]*(?P<town>.*)")

Parts = tuple[Reading[Cell], Reading[Cell]]


def part_of(composite: Composite, field: CandidateField, cell: Cell) -> Reading[Cell]:
    """Give back what one cell says of one of its two fields; a part that is doubtful is proposed and said."""
    if not isinstance(cell, str):
        # A true date or a number is the first of the two things, alone.
        return Reading(cell if field is composite.fields[0] else "")
    first, second = _split(composite, cell)
    return first if field is composite.fields[0] else second


@lru_cache(maxsize=4096)
def _split(composite: Composite, cell: str) -> Parts:
    return _SPLITTERS[composite](cell)


def _split_names(cell: str) -> Parts:
    """Split « LE GOFF Élodie » by its capitals or « Le Goff, Élodie » by its comma, else the name first."""
    name, sign, rest = (part.strip() for part in as_seen(cell).partition(","))
    if sign and name and rest:
        return Reading(name), Reading(rest)
    words = as_seen(cell).split()
    by_capitals = _by_capitals(words)
    if by_capitals or len(words) < 2:
        return by_capitals or (Reading(as_seen(cell)), Reading(""))
    return _doubtful(" ".join(words[:-1]), words[-1])


def _split_names_reversed(cell: str) -> Parts:
    """Split « Élodie LE GOFF » by its capitals, else the first name first."""
    words = as_seen(cell).split()
    by_capitals = _by_capitals(words)
    if by_capitals or len(words) < 2:
        name, first_name = by_capitals or (Reading(as_seen(cell)), Reading(""))
        return first_name, name
    first_name, name = _doubtful(words[0], " ".join(words[1:]))
    return first_name, name


def _by_capitals(words: list[str]) -> Parts | None:
    """Give back the name written in capitals and the first name, whichever comes first; None when it does not show."""
    capitals = [len(word) > 1 and word == word.upper() and word != word.lower() for word in words]
    count = sum(capitals)
    if not 0 < count < len(words):
        return None
    if all(capitals[:count]):
        return Reading(" ".join(words[:count])), Reading(" ".join(words[count:]))
    if all(capitals[-count:]):
        return Reading(" ".join(words[-count:])), Reading(" ".join(words[:-count]))
    return None


def _doubtful(first: str, second: str) -> Parts:
    remark = Remark.SPLIT_NAMES.said(first=first, second=second)
    return Reading(first, remark), Reading(second, remark)


def _split_birth(cell: str) -> Parts:
    """Split « 14 mars 1991 à Brest », « 14/03/1991 Brest », « 14/03/1991 (Brest) »."""
    text = cell.strip()
    found = _BORN_BESIDE.fullmatch(text) or _BORN_AT.fullmatch(text) or _BORN.fullmatch(as_seen(text))
    return (Reading(found["day"]), Reading((found["town"] or "").strip())) if found else (Reading(text), Reading(""))


def _split_residence(cell: str) -> Parts:
    """Split « 29200 Brest »; a town alone has no postcode."""
    text = as_seen(cell)
    found = _POST.fullmatch(text)
    return (Reading(found["code"]), Reading(found["town"])) if found else (Reading(""), Reading(text))


_SPLITTERS: dict[Composite, Callable[[str], Parts]] = {
    Composite.NAMES: _split_names,
    Composite.NAMES_REVERSED: _split_names_reversed,
    Composite.BIRTH: _split_birth,
    Composite.RESIDENCE: _split_residence,
}
