"""Civil names: kept as typed, compared without accents, written « NOM Prénom ».

A name is never corrected: only what nobody sees (form of the accents, stray spaces, zero-width signs) is put in order,
so that two names that look the same are the same. Comparison folds further, for search, sorting and duplicates.
"""

import re
import unicodedata
from datetime import date
from typing import TypeAlias

DuplicateKey: TypeAlias = tuple[str, str, date | None]

_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_APOSTROPHES = re.compile("['`\u00b4\u02b9\u02bb\u02bc\u02c8\u2018\u2019\u201b\u2032\u00a8]")
_COMBINING = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")
_HYPHENS = re.compile("[-\u2010-\u2015\u2212\u00b7_]")

# Letters that no Unicode decomposition takes apart, with the letters that a French keyboard offers for them.
_SINGLE_LETTERS = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "ħ": "h",
        "ŧ": "t",
        "ı": "i",
        "ĸ": "k",
        "ŋ": "n",
        "œ": "oe",
        "æ": "ae",
        "þ": "th",
        "ə": "e",
    }
)


def tidy(text: str) -> str:
    """Give back the text in NFC, without zero-width signs, each run of spaces (no-break ones too) made one space."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", _UNSEEN.sub("", text))
    return " ".join(text.split())


def fold(text: str) -> str:
    """Give back what search, sorting and duplicates compare: no accent, no capital, no apostrophe, hyphens as spaces.

    « N’DIAYE » and « n'diaye » give « ndiaye »; « Jean-Loup » and « JEAN LOUP » give « jean loup ».
    """
    if not text.isascii():
        text = _bare_letters(text)
    return " ".join(_HYPHENS.sub(" ", _APOSTROPHES.sub("", text.casefold())).split())


def _bare_letters(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", _UNSEEN.sub("", text)).casefold())
    return _COMBINING.sub("", decomposed).translate(_SINGLE_LETTERS)


def duplicate_key(birth_name: str, first_name: str, birth_date: date | None) -> DuplicateKey:
    """Give back what two lines about one person have in common (birth name, first name, birth date)."""
    return fold(birth_name), fold(first_name), birth_date


def display_name(birth_name: str, first_name: str) -> str:
    """Write « NOM Prénom »: the birth name in capitals, accents kept, the first name as typed."""
    return f"{birth_name.upper()} {first_name}".strip()
