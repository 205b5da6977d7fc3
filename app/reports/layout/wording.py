"""French typography for printed pages: dates, hours, no-break spaces, and text that is safe inside a paragraph."""

import re
import unicodedata
from datetime import date, time
from xml.sax.saxutils import escape

NO_BREAK = "\N{NO-BREAK SPACE}"
_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
_WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")

# An ordinary space that French never breaks: before high punctuation, inside guillemets, after « n° », around « h ».
_UNBREAKABLE = re.compile(r" (?=[:;?!%»])|(?<=«) |(?<=\b[nN]°) (?=\S)|(?<=\d) (?=h\b)|(?<=\d h) (?=\d)")


class Markup(str):
    """Text that is already safe inside a paragraph; any other string is escaped where it is placed."""

    __slots__ = ()


def typeset(text: str) -> Markup:
    """Escape plain text, compose its accents and bind its French spaces; leave markup as it is."""
    if isinstance(text, Markup):
        return text
    return Markup(escape(bound(text)))


def bound(text: str) -> str:
    """Compose the accents of plain text and make its unbreakable French spaces unbreakable."""
    return _UNBREAKABLE.sub(NO_BREAK, unicodedata.normalize("NFC", text))


def phrase(*parts: str) -> Markup:
    """Put parts side by side; spaces between them belong to the parts."""
    return Markup("".join(map(typeset, parts)))


def lines(*parts: str) -> Markup:
    """Put parts one under the other; empty ones take no line."""
    return Markup("<br/>".join(typeset(part) for part in parts if part))


def date_long(day: date) -> str:
    """Write « 14 décembre 2026 », and « 1er » for the first of a month."""
    ordinal = "1er" if day.day == 1 else str(day.day)
    return f"{ordinal}{NO_BREAK}{_MONTHS[day.month - 1]}{NO_BREAK}{day.year}"


def date_full(day: date) -> str:
    """Write « lundi 14 décembre 2026 »."""
    return f"{_WEEKDAYS[day.weekday()]} {date_long(day)}"


def date_short(day: date) -> str:
    """Write « 14/12/2026 »."""
    return f"{day:%d/%m/%Y}"


def hour(moment: time) -> str:
    """Write « 16 h 45 », and « 9 h » on the hour."""
    minutes = f"{NO_BREAK}{moment:%M}" if moment.minute else ""
    return f"{moment.hour}{NO_BREAK}h{minutes}"


def span(start: time, end: time) -> str:
    """Write « 9 h 10 – 9 h 40 »."""
    return f"{hour(start)}{NO_BREAK}– {hour(end)}"
