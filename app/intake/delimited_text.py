"""Delimited text: its encoding and its separator found, its records read as a spreadsheet program numbers them."""

import csv
import io
import re
from collections import Counter
from itertools import islice

from app.domain.faults import DomainError, Fault

SEPARATORS = ";\t,|"
_LINES_SAMPLED = 200
# A wrong encoding also gives accented letters, but capitals inside words and small letters before capitals.
_FRENCH_SIGNS = re.compile("(?<![a-z])[ÉÈÊËÀÂÄÇÎÏÔÖÙÛÜŒ]|[éèêëàâäçîïôöùûüœæ](?![A-Z])|[’«»°º]")
_LEGACY_ENCODINGS = ("cp1252", "mac_roman", "cp850")
_DECLARED_SEPARATOR = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
# How some programs keep a spreadsheet from eating leading zeros: ="0612345678".
_QUOTED_FORMULA = re.compile(r'="([^"]*)"')


def decode(name: str, content: bytes) -> str:
    """Decode a text by its byte order mark, as UTF-8, or as the old encoding that gives the most French letters.

    Raises:
        DomainError: the bytes are no text.
    """
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            return _decoded(name, content, encoding)
    if b"\x00" in content:
        low_bytes_empty = content[0::2].count(0) > content[1::2].count(0)
        return _decoded(name, content, "utf-16-be" if low_bytes_empty else "utf-16-le")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        candidates = [content.decode(encoding, errors="replace") for encoding in _LEGACY_ENCODINGS]
    return max(candidates, key=lambda text: len(_FRENCH_SIGNS.findall(text)))


def _decoded(name: str, content: bytes, encoding: str) -> str:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise DomainError(Fault.LIST_TEXT_UNREADABLE, file=name) from error
    if "\x00" in text:
        raise DomainError(Fault.LIST_TEXT_UNREADABLE, file=name)
    return text


def read_records(name: str, text: str) -> list[list[str]]:
    """Split a text into records; the first record is line 1, as the spreadsheet program would show it.

    Raises:
        DomainError: the text cannot be split.
    """
    declared = _DECLARED_SEPARATOR.match(text)
    if declared:
        # The spreadsheet program obeys this line and does not show it.
        text = text[declared.end() :]
    separator = declared[1] if declared else _separator(text)
    try:
        records = _split(text, separator)
    except csv.Error as error:
        raise DomainError(Fault.LIST_TEXT_UNREADABLE, file=name) from error
    return [[_unwrapped(field) for field in record] for record in records]


def _split(text: str, separator: str) -> list[list[str]]:
    """Split with quotes; without them when a quote is never closed, which would swallow the rest of the list."""
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, quoting=csv.QUOTE_NONE))


def _unwrapped(field: str) -> str:
    if field.startswith('="') and (found := _QUOTED_FORMULA.fullmatch(field)):
        return found[1]
    return field


def _separator(text: str) -> str:
    """Give back the separator that cuts most lines into the same number of fields, the more fields the better."""
    sample = "\n".join(islice((line for line in text.splitlines() if line.strip()), _LINES_SAMPLED))
    return max(SEPARATORS, key=lambda separator: _agreement(sample, separator))


def _agreement(sample: str, separator: str) -> int:
    try:
        widths = Counter(len(record) for record in _split(sample, separator))
    except csv.Error:
        return 0
    return max(((width - 1) * lines for width, lines in widths.items()), default=0)
