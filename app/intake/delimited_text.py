"""Delimited text: its encoding and its separator found, its records read as a spreadsheet program numbers them."""

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from app.domain.faults import DomainError, Fault

SEPARATORS = ";\t,|"
LONGEST_LINE = 100_000
MOST_CELLS = 1_500_000
RECORDS_BETWEEN = 5000
_LINES_SAMPLED = 200
_BYTES_SAMPLED = 2**16
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
_BEYOND_ASCII = re.compile(rb"[^\r\n\x80-\xff]{0,200}[\x80-\xff]+[^\r\n]{0,200}")
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
        return content.decode(_legacy_encoding(content), errors="replace")


def _legacy_encoding(content: bytes) -> str:
    """Give back the old encoding in which what stands round the accented letters looks most like French."""
    sample = b"\n".join(islice((found[0] for found in _BEYOND_ASCII.finditer(content)), _LINES_SAMPLED))[
        :_BYTES_SAMPLED
    ]
    return max(
        _LEGACY_ENCODINGS,
        key=lambda encoding: len(_FRENCH_SIGNS.findall(sample.decode(encoding, errors="replace"))),
    )


def _decoded(name: str, content: bytes, encoding: str) -> str:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise DomainError(Fault.LIST_TEXT_UNREADABLE, file=name) from error
    if "\x00" in text:
        raise DomainError(Fault.LIST_TEXT_UNREADABLE, file=name)
    return text


def read_records(name: str, text: str, between: Callable[[], None]) -> list[list[str]]:
    """Split a text into records; the first record is line 1, as the spreadsheet program would show it.

    `between` is called now and then, and may raise to stop.

    Raises:
        DomainError: the text cannot be split, or is no list of a bearable size.
    """
    declared = _DECLARED_SEPARATOR.match(text)
    # The spreadsheet program obeys this line and does not show it.
    start = declared.end() if declared else 0
    separator = declared[1] if declared else _separator(name, text)
    try:
        records = _kept(name, _split(_lines(name, text, start), separator, quoted=True), between)
    except csv.Error:
        # A quote that is never closed would swallow the rest of the list.
        try:
            records = _kept(name, _split(_lines(name, text, start), separator, quoted=False), between)
        except csv.Error as error:
            raise DomainError(Fault.LIST_TEXT_UNREADABLE, file=name) from error
    return records


def _lines(name: str, text: str, start: int = 0) -> Iterator[str]:
    """Give the lines one by one, their ends included."""
    for number, found in enumerate(_LINE.finditer(text, start), start=1):
        if found.end() - found.start() > LONGEST_LINE:
            raise DomainError(Fault.LIST_LINE_TOO_LONG, file=name, line=number, limit=LONGEST_LINE)
        yield found[0]


def _split(lines: Iterable[str], separator: str, *, quoted: bool) -> Iterator[list[str]]:
    if quoted:
        return csv.reader(lines, delimiter=separator, strict=True)
    return csv.reader(lines, delimiter=separator, quoting=csv.QUOTE_NONE)


def _kept(name: str, records: Iterator[list[str]], between: Callable[[], None]) -> list[list[str]]:
    kept: list[list[str]] = []
    cells = 0
    for record in records:
        kept.append([_unwrapped(field) for field in record])
        cells += len(record) + 1
        if cells > MOST_CELLS:
            raise DomainError(Fault.LIST_TOO_MANY_LINES, file=name, limit=MOST_CELLS)
        if len(kept) % RECORDS_BETWEEN == 0:
            between()
    return kept


def _unwrapped(field: str) -> str:
    if field.startswith('="') and (found := _QUOTED_FORMULA.fullmatch(field)):
        return found[1]
    return field


def _separator(name: str, text: str) -> str:
    """Give back the separator that cuts most lines into the same number of fields, the more fields the better."""
    sample = list(islice((line for line in _lines(name, text) if line.strip()), _LINES_SAMPLED))
    return max(SEPARATORS, key=lambda separator: _agreement(sample, separator))


def _agreement(sample: list[str], separator: str) -> int:
    for quoted in (True, False):
        try:
            widths = Counter(len(record) for record in _split(sample, separator, quoted=quoted))
        except csv.Error:
            continue
        return max(((width - 1) * lines for width, lines in widths.items()), default=0)
    return 0
