"""A juror's abbreviations: a few letters that become a word or a whole sentence once they stand alone."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

LONGEST = 12
"""Letters of the longest abbreviation."""
_APOSTROPHES = "'’ʼ"
_OPENING = f'«“"([{{/{_APOSTROPHES}'


@dataclass(frozen=True, slots=True)
class Phrase:
    """One abbreviation of a juror: `shipped` comes with the program, `is_on` tells whether it expands."""

    letters: str
    text: str
    shipped: bool = False
    is_on: bool = True


@dataclass(frozen=True, slots=True)
class Expansion:
    """What to write in the place of `letters`, which begin at `start`."""

    start: int
    letters: str
    text: str


def ends_word(typed: str) -> bool:
    """Whether this key ends a word, and so expands it: a space, a punctuation mark, Enter; no apostrophe, no hyphen."""
    return len(typed) == 1 and not _is_letter(typed) and typed not in _APOSTROPHES and not _is_unseen(typed)


def expansion(text: str, cursor: int, phrases: Mapping[str, str]) -> Expansion | None:
    """What the letters before the cursor stand for; None when they are no abbreviation, or no word by themselves.

    A capital at the beginning passes on: « Cl » gives « Client ». Letters in capitals only stand for themselves,
    unless the juror wrote the abbreviation so.

    Args:
        text: The line or paragraph being written.
        cursor: Where the next letter would go.
        phrases: Texts by their letters, normalised as `as_letters` does.
    """
    start = cursor
    while start and _is_letter(text[start - 1]):
        start -= 1
    letters = text[start:cursor]
    alone = not (start and not text[start - 1].isspace() and text[start - 1] not in _OPENING)
    inside = cursor < len(text) and (_is_letter(text[cursor]) or text[cursor] in f"-{_APOSTROPHES}")
    if not letters or not alone or inside:
        return None
    written = _written_out(as_letters(letters), phrases)
    return None if written is None else Expansion(start, letters, written)


def as_letters(typed: str) -> str:
    """The letters of an abbreviation as they are kept and compared."""
    return unicodedata.normalize("NFC", typed.strip())


def letters_fault(letters: str) -> str:
    """What is wrong with the letters of an abbreviation, as a French sentence; empty when they can serve."""
    if not letters:
        return "Écrivez les lettres de l’abréviation."
    if len(letters) > LONGEST:
        return f"Une abréviation compte {LONGEST} lettres au plus."
    if not letters.isalnum():
        return "Une abréviation ne comporte que des lettres et des chiffres, sans espace."
    return ""


def _written_out(letters: str, phrases: Mapping[str, str]) -> str | None:
    if letters in phrases:
        return phrases[letters]
    small = letters[0].lower() + letters[1:]
    found = phrases.get(small)
    if found is None or (len(letters) > 1 and letters.isupper()):
        return None
    return found[0].upper() + found[1:]


def _is_letter(sign: str) -> bool:
    return sign.isalnum() or sign in "-_@" or unicodedata.category(sign) == "Mn"


def _is_unseen(sign: str) -> bool:
    return unicodedata.category(sign) in ("Cc", "Cf") and sign not in "\r\n\t"
