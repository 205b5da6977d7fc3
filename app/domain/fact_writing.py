"""How a juror's line becomes a fact: the sign that it begins with tells a quotation or a judgement from what was seen.

The line is all there is: what was typed says the kind, so that nothing else has to be chosen while a candidate speaks.
"""

import re
from dataclasses import dataclass

from app.domain.grading import FactKind

JUDGEMENT_SIGN = "!"
_OPENING = '«“"'
_CLOSING = '»”"'
_BLANK = " \t\u00a0\u202f"
_QUOTED = re.compile(rf"[{_OPENING}][{_BLANK}]*(?P<words>[^{_CLOSING}]*?)[{_BLANK}]*[{_CLOSING}]?[{_BLANK}]*")


@dataclass(frozen=True, slots=True)
class WrittenFact:
    """What a line says once its sign is taken off."""

    kind: FactKind
    text: str


def read_fact(typed: str) -> WrittenFact:
    """Read a line: « ! » begins a judgement, a quotation mark a quotation, anything else is what was seen.

    A line that quotes and then goes on is an observation; its marks stay in it.
    """
    line = typed.strip()
    if line.startswith(JUDGEMENT_SIGN):
        return WrittenFact(FactKind.JUDGEMENT, line.lstrip(f"{JUDGEMENT_SIGN}{_BLANK}"))
    quoted = _QUOTED.fullmatch(line)
    if quoted is not None:
        return WrittenFact(FactKind.QUOTE, quoted["words"])
    return WrittenFact(FactKind.OBSERVED, line)


def typed_again(kind: FactKind, text: str) -> str:
    """The line that `read_fact` reads as this fact, ready to be gone on with: a quotation is left open."""
    return {FactKind.JUDGEMENT: f"{JUDGEMENT_SIGN} {text}", FactKind.QUOTE: f"«\u00a0{text}"}.get(kind, text)


def shown(kind: FactKind, text: str) -> str:
    """The words as screens and papers write them: a quotation between its marks."""
    return f"«\u00a0{text}\u00a0»" if kind is FactKind.QUOTE else text
