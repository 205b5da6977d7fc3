"""A question guide as people write it: one question a line, the compétence said by headings, prefixes or words.

`read_guide` never loses a line that holds words: it is a heading or a question. `write_guide` gives the text of a guide
that `read_guide` reads back to the same guide, so that a guide is corrected where it was pasted.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from app.domain.grading import Unit
from app.domain.identity import fold

GENERAL = "Questions générales"
"""The heading of the questions that belong to no compétence."""

_MARKS = re.compile(r"^(?:[#>•·–—\-□☐○●\s]+|[*_]+(?=\s)|\[[ xX]?\]|\d{1,3}[.)](?=\s)|[a-zA-Z]\)(?=\s))\s*")
_PREFIX = re.compile(r"^(?:(comp[ée]tence)\s+)?(\w+(?:[-.]\w+)*)\s*(?:(?:[:.)]|\s[-–—])\s*(.*))?$", re.IGNORECASE)
_WRAPPED = re.compile(r"^(\*\*|__|\*|_)(.+?)\1(.*)$")
_WORD = re.compile(r"[a-z0-9]{4,}")
_EMPTY_WORDS = frozenset(
    (
        "dans",
        "avec",
        "pour",
        "leur",
        "leurs",
        "cette",
        "selon",
        "ainsi",
        "entre",
        "sans",
        "sous",
        "vers",
        "chez",
        "plus",
    )
)
_STEM = 6
_WORDS_NEEDED = 2


@dataclass(frozen=True, slots=True)
class GuideLine:
    """A question as it was written; `unit_id` is the compétence or bloc that it looks into, empty for none."""

    unit_id: str
    text: str


def read_guide(text: str, units: Sequence[Unit]) -> tuple[GuideLine, ...]:
    """The questions of a text, each attached to one of the units, in the order of the text.

    A heading (« # », a line that ends with a colon, or the compétence's own words) holds for the lines under it; a
    prefix (« C3 : », « Compétence 3 : ») holds for its line; before any heading, the words of a question may say it.
    """
    reader = _Reader(units)
    return tuple(question for line in text.splitlines() for question in reader.read(line))


def write_guide(questions: Sequence[GuideLine], units: Sequence[Unit]) -> str:
    """The text of a guide, a heading before each run of questions of one compétence."""
    labels = {unit.id: f"{unit.id.upper()} : {unit.label}" for unit in units}
    lines: list[str] = []
    heading = None
    for question in questions:
        if question.unit_id != heading:
            heading = question.unit_id
            lines += [*([""] if lines else []), f"# {labels.get(heading, GENERAL)}"]
        lines.append(f"- {question.text}")
    return "\n".join(lines)


class _Reader:
    """Reads line after line; `_heading` is the unit of the last heading, None before the first."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self._units = units
        self._heading: str | None = None

    def read(self, line: str) -> Iterator[GuideLine]:
        text, is_marked = _bared(line), line.lstrip().startswith("#")
        if not _says_something(text):
            return
        unit_id, rest = self._prefixed(text)
        if not _says_something(rest):
            self._heading = unit_id if unit_id is not None else self._heading
        elif is_marked or (not _is_listed(line) and self._is_heading(unit_id, rest)):
            self._heading = unit_id if unit_id is not None else self._named(rest)
        elif unit_id is not None:
            yield GuideLine(unit_id, rest)
        else:
            yield GuideLine(self._about(rest) if self._heading is None else self._heading, rest)

    def _prefixed(self, text: str) -> tuple[str | None, str]:
        """The unit that prefixes name (None: no prefix) and what stands after them; the last prefix wins."""
        unit_id = None
        while found := _PREFIX.match(text):
            named = self._codes.get(f"c{fold(found[2])}" if found[1] else fold(found[2]))
            if named is None:
                break
            unit_id, text = named, _bared(found[3] or "")
        return unit_id, text

    def _is_heading(self, unit_id: str | None, text: str) -> bool:
        """Whether a line that no sign marks is a heading: it ends with a colon, or says a label and nothing else."""
        if text.endswith(":") or fold(text) == fold(GENERAL):
            return True
        wanted = [unit for unit in self._units if unit_id in (None, unit.id)]
        return any(fold(text.rstrip(" .:")) == fold(unit.label.rstrip(" .")) for unit in wanted)

    def _named(self, heading: str) -> str:
        """The unit whose label a heading says, in whole or by most of its words; empty when it says none."""
        said = _words(heading)
        if not said or fold(heading) == fold(GENERAL):
            return ""
        shares = {unit_id: len(said & words) for unit_id, words in self._labels.items()}
        enough = min(_WORDS_NEEDED, len(said))
        return _only_best({key: share for key, share in shares.items() if share >= enough and 2 * share >= len(said)})

    def _about(self, question: str) -> str:
        """The unit that a question's words point to: two words at least that no other unit's label has."""
        said = _words(question)
        shares = {unit_id: len(said & own) for unit_id, own in self._own_words.items()}
        return _only_best({key: share for key, share in shares.items() if share >= _WORDS_NEEDED})

    @cached_property
    def _codes(self) -> Mapping[str, str]:
        """What people write before a colon, folded, to the unit's id: « C3 », « CP3 »."""
        codes = {fold(unit.id): unit.id for unit in self._units}
        return {f"cp{code[1:]}": unit_id for code, unit_id in codes.items() if code[:1] == "c"} | codes

    @cached_property
    def _labels(self) -> Mapping[str, frozenset[str]]:
        return {unit.id: _words(unit.label) for unit in self._units}

    @cached_property
    def _own_words(self) -> Mapping[str, frozenset[str]]:
        return {
            unit_id: words.difference(*(others for other, others in self._labels.items() if other != unit_id))
            for unit_id, words in self._labels.items()
        }


def _bared(text: str) -> str:
    """The words of a line without bullets, numbers and emphasis, its spaces made single."""
    text, before = " ".join(text.split()), None
    while text != before:
        before = text
        text = _MARKS.sub("", text, count=1).strip()
        if wrapped := _WRAPPED.match(text):
            text = f"{wrapped[2]}{wrapped[3]}".strip()
    return text


def _says_something(text: str) -> bool:
    return any(sign.isalnum() for sign in text)


def _is_listed(line: str) -> bool:
    """Whether a line is an item of a list."""
    return bool(_MARKS.match(line.lstrip()))


def _words(text: str) -> frozenset[str]:
    """The beginnings of the words that say something: « fidéliser » and « fidélisation » are one."""
    return frozenset(word[:_STEM] for word in _WORD.findall(fold(text)) if word not in _EMPTY_WORDS)


def _only_best(shares: Mapping[str, int]) -> str:
    """The key of the greatest share; empty when there is none, or several."""
    best = [key for key, share in shares.items() if share == max(shares.values())]
    return best[0] if len(best) == 1 else ""
