"""One reader per kind of column of a candidate list: from a raw cell to a value, with what there is to say about it."""

import re
from functools import lru_cache

from app.domain.access_path import AccessPath
from app.domain.candidate_columns import title_key
from app.domain.cell_reading import Cell, Reading, Remark, as_seen, joined
from app.domain.identity import fold

_DIGIT = re.compile(r"[0-9]")
# What is left when letters were read in the wrong encoding: « Ã© », « Ã‰ », « � », « l?onie ».
_GARBLED = re.compile("\ufffd|[ÃÂ][\u0080-\u00bf\u0152-\u0178\u02c6-\u20ac]|\\w\\?\\w")
_DECIMALS = re.compile(r"[0-9]+[.,][0-9]+")
_SCIENTIFIC = re.compile(r"[0-9][.,]?[0-9]*[eE]\+?[0-9]+")
_EMAIL = re.compile(r"[^\s@,;<>]+@[^\s@,;<>.]+(?:\.[^\s@,;<>.]+)+")
_PHONE = re.compile(r"\+?[0-9(][0-9 ().\-/]*")

_CIVILITIES = {
    "Mme": ("Mme", "Madame", "Mlle", "Mademoiselle", "Mrs", "F", "Femme", "Féminin", "2"),
    "M.": ("M", "Mr", "Monsieur", "H", "Homme", "Masculin", "1"),
}
_ACCESS_PATHS = {
    AccessPath.FORMATION: (
        "Formation",
        "Formation continue",
        "Formation professionnelle",
        "Formation initiale",
        "Parcours continu",
        "Parcours de formation",
        "Parcours continu de formation",
        "FC",
        "Contrat de professionnalisation",
        "Après un parcours de formation",
    ),
    AccessPath.APPRENTISSAGE: ("Apprentissage", "Contrat d’apprentissage", "Apprenti", "Apprentie", "Alternance"),
    AccessPath.CAPITALISATION: (
        "Capitalisation",
        "Capitalisation de CCP",
        "Par capitalisation",
        "Capitalisation des CCP",
        "Parcours discontinu",
    ),
    AccessPath.VAE: ("VAE", "Validation des acquis", "Validation des acquis de l’expérience", "Par VAE", "France VAE"),
    AccessPath.EQUIVALENCE: (
        "Équivalence",
        "Correspondance",
        "Équivalence ou correspondance",
        "Par équivalence",
        "Par équivalence ou correspondance",
        "Équivalence/correspondance",
    ),
    AccessPath.CANDIDAT_LIBRE: ("Candidat libre", "Candidate libre", "Libre", "Candidature libre"),
}
_YES = ("Oui", "O", "X", "1", "Vrai", "True", "Yes", "Fourni", "Fournie", "Reçu", "Remis", "OK", "Présent", "Déposé")
_NO = (
    "Non",
    "N",
    "0",
    "Faux",
    "False",
    "No",
    "Absent",
    "Manquant",
    "Non fourni",
    "Pas fourni",
    "Non reçu",
    "Non remis",
)

_CIVILITY_OF = {title_key(word): civility for civility, words in _CIVILITIES.items() for word in words}
_ACCESS_PATH_OF = {title_key(word): path for path, words in _ACCESS_PATHS.items() for word in (path.value, *words)}
_ANSWER_OF = {title_key(word): True for word in _YES} | {title_key(word): False for word in _NO}
_TICKS = frozenset("✓✔☑☒✗✘")


def read_text(cell: Cell) -> Reading[str]:
    """Read a text that needs no check."""
    if isinstance(cell, str | int | float):
        return Reading(as_seen(cell))
    return Reading(as_seen(cell), Remark.TURNED_INTO_DATE.said())


def read_name(cell: Cell) -> Reading[str]:
    """Read a name, kept as typed; « - », « ? » and the like are no name."""
    text = as_seen(cell)
    if text.isascii() and text.replace(" ", "").isalpha():
        return Reading(text)
    if not any(sign.isalnum() for sign in text):
        return Reading("")
    return Reading(
        text,
        joined(
            Remark.NAME_WITH_DIGIT.said() if _DIGIT.search(text) else "",
            Remark.NAME_GARBLED.said() if _GARBLED.search(text) else "",
        ),
    )


def read_identifier(cell: Cell) -> Reading[str]:
    """Read an identifier: leading zeros kept, 2616810.0 is « 2616810 »."""
    return Reading(as_seen(cell), _number_trouble(cell))


def _number_trouble(cell: Cell) -> str:
    """Say what a spreadsheet did to a value that is made of digits but is no quantity."""
    if isinstance(cell, str):
        text = as_seen(cell)
        if _DECIMALS.fullmatch(text):
            return Remark.NUMBER_WITH_DECIMALS.said()
        return Remark.NUMBER_TOO_LONG.said() if _SCIENTIFIC.fullmatch(text) else ""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        if abs(cell) >= 1e15:
            return Remark.NUMBER_TOO_LONG.said()
        return "" if float(cell).is_integer() else Remark.NUMBER_WITH_DECIMALS.said()
    return Remark.TURNED_INTO_DATE.said()


def read_postcode(cell: Cell) -> Reading[str]:
    """Read a postcode, kept as seen: a zero that a spreadsheet ate is proposed, not put back."""
    text = as_seen(cell)
    if trouble := _number_trouble(cell):
        return Reading(text, trouble)
    digits = text.replace(" ", "")
    if digits.isdecimal() and len(digits) == 5:
        return Reading(digits)
    if digits.isdecimal() and len(digits) == 4:
        return Reading(text, Remark.ZERO_LOST.said(read=f"0{digits}"))
    return Reading(text, Remark.POSTCODE_ODD.said())


def read_department(cell: Cell) -> Reading[str]:
    """Read a département: « 29 », « 2A », « 974 » or its name; a single digit has lost its zero."""
    text = as_seen(cell)
    if trouble := _number_trouble(cell):
        return Reading(text, trouble)
    if len(text) == 1 and text.isdecimal():
        return Reading(text, Remark.ZERO_LOST.said(read=f"0{text}"))
    return Reading(text)


def read_phone(cell: Cell) -> Reading[str]:
    """Read a telephone number, kept as typed, « + » and leading zeros included."""
    text = as_seen(cell)
    if not isinstance(cell, str) and (trouble := _number_trouble(cell)):
        return Reading(text, trouble)
    digits = re.sub(r"[^0-9]", "", text)
    if not _PHONE.fullmatch(text) or not 8 <= len(digits) <= 15:
        return Reading(text, Remark.PHONE_ODD.said())
    if len(digits) == 9 and digits[0] not in "0+" and not text.startswith("+"):
        return Reading(text, Remark.ZERO_LOST.said(read=f"0{digits}"))
    if len(digits) == 11 and digits.startswith("33") and not text.startswith("+"):
        return Reading(text, Remark.PHONE_PREFIX.said(read=f"+{digits}"))
    is_plain = text.startswith("+") or (len(digits) == 10 and digits[0] == "0") or digits.startswith("00")
    return Reading(text, "" if is_plain else Remark.PHONE_ODD.said())


def read_email(cell: Cell) -> Reading[str]:
    """Read an e-mail address, kept as typed."""
    text = as_seen(cell)
    return Reading(text, "" if _EMAIL.fullmatch(text) else Remark.EMAIL_ODD.said())


def read_civility(cell: Cell) -> Reading[str]:
    """Read « Mme » or « M. », whichever way it is written; anything else is kept and said."""
    return _civility(as_seen(cell))


@lru_cache(maxsize=256)
def _civility(text: str) -> Reading[str]:
    known = _CIVILITY_OF.get(title_key(text))
    return Reading(known) if known else Reading(text, Remark.CIVILITY_UNKNOWN.said())


def read_access_path(cell: Cell) -> Reading[AccessPath | None]:
    """Read a voie d'accès by the words that centres use."""
    return _access_path(as_seen(cell))


@lru_cache(maxsize=256)
def _access_path(text: str) -> Reading[AccessPath | None]:
    known = _ACCESS_PATH_OF.get(title_key(text))
    return Reading(known, "" if known else Remark.ACCESS_PATH_UNKNOWN.said())


def read_answer(cell: Cell) -> Reading[bool | None]:
    """Read « Oui » or « Non », a tick, or a truth value."""
    return Reading(cell) if isinstance(cell, bool) else _answer(as_seen(cell))


@lru_cache(maxsize=256)
def _answer(text: str) -> Reading[bool | None]:
    if text in _TICKS:
        return Reading(text not in "✗✘")
    known = _ANSWER_OF.get(title_key(text))
    is_blank = not fold(text)
    return Reading(known, "" if known is not None or is_blank else Remark.YES_NO_UNKNOWN.said())
