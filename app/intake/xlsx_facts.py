"""What the workbook reader does not tell about an .xlsx: how far each sheet spreads, and which cells hold no value.

The reader lays a sheet out whole: one stray cell in the last row and column would ask for more memory than any machine
has, and stop the program. The extent is therefore measured in the XML first.
"""

import posixpath
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from app.domain.cell_reading import CellState

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_TEXT_COUNT = re.compile(rb"uniqueCount\s*=\s*[\"'](\d+)")
_COLUMN = re.compile(rb"<(?:\w+:)?c\s[^>]*?\br\s*=\s*[\"']([A-Za-z]+)")
_LINE = re.compile(rb"\sr\s*=\s*[\"'][A-Za-z]*(\d+)")
# A place beyond column CZ or line 99,999.
_FAR = re.compile(rb" r=\"(?:[A-Za-z]{3}|[D-Zd-z][A-Za-z]|[A-Za-z]*\d{6})")
_CELL_OPENING = re.compile(rb"<(?:\w+:)?c[\s>/]")
_CELL_CLOSING = re.compile(rb"</(?:\w+:)?c>")
_ROW_OPENING = re.compile(rb"<(?:\w+:)?row[\s>]")
_ADDRESS = re.compile(rb"\br\s*=\s*[\"']([A-Za-z]+)(\d+)")
_ERROR_TYPE = re.compile(rb"\bt\s*=\s*[\"']e[\"']")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_VALUE = re.compile(rb"<(?:\w+:)?(?:v|t)(?:\s[^>]*)?>[^<]")


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """One sheet: its extent (0 when nothing stands far out) and the cells that hold no value without being empty.

    Those cells are named by row and column, counted from 0.
    """

    last_row: int
    last_column: int
    valueless: Mapping[tuple[int, int], CellState]


@dataclass(frozen=True, slots=True)
class XlsxFacts:
    """One workbook: how it counts days, and where each sheet is kept."""

    dates_from_1904: bool
    parts: Mapping[str, str]


def workbook_facts(archive: zipfile.ZipFile) -> XlsxFacts:
    """Read the workbook's own part and its list of parts.

    Raises:
        KeyError, ET.ParseError: the workbook is damaged.
        ValueError: the table of texts announces more texts than it has room for.
    """
    workbook = ET.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314 - expat bounds entities
    relations = ET.fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314 - expat bounds entities
    targets = {one.get("Id"): posixpath.join("/xl", one.get("Target", "")).lstrip("/") for one in relations}
    for one in relations:
        if one.get("Type", "").endswith("/sharedStrings"):
            _check_text_count(archive.read(posixpath.normpath(targets[one.get("Id")])))
    sheets = {
        sheet.get("name", ""): posixpath.normpath(targets[sheet.get(_RELATION) or sheet.get(_STRICT_RELATION)])
        for sheet in workbook.iterfind(".//{*}sheets/{*}sheet")
    }
    properties = workbook.find("{*}workbookPr")
    counts_from_1904 = properties is not None and properties.get("date1904") in ("1", "true")
    return XlsxFacts(counts_from_1904, sheets)


def _check_text_count(xml: bytes) -> None:
    """Refuse a count that no table of this size can hold: the reader would ask for the memory at once."""
    announced = _TEXT_COUNT.search(xml, 0, 4096)
    if announced and int(announced[1]) > len(xml):
        raise ValueError


def sheet_facts(xml: bytes) -> SheetFacts:
    """Measure one sheet's XML."""
    last_row, last_column = (0, 0) if _is_near(xml) else _extent(xml)
    return SheetFacts(last_row, last_column, _valueless(xml))


def _is_near(xml: bytes) -> bool:
    """Tell at a glance, for sheets written the usual way, that no cell stands far out."""
    is_usual = b":c" not in xml and b"<c>" not in xml and xml.count(b'<c r="') == xml.count(b"<c ")
    return is_usual and not _FAR.search(xml)


def _extent(xml: bytes) -> tuple[int, int]:
    columns = _COLUMN.findall(xml)
    last_column = max(map(column_number, set(columns)), default=0)
    if len(columns) < len(_CELL_OPENING.findall(xml)):
        # Cells that do not name their place follow each other in their row.
        last_column = max(last_column, *(len(_CELL_OPENING.findall(row)) for row in _ROW_OPENING.split(xml)))
    last_row = max(map(int, set(_LINE.findall(xml))), default=len(_ROW_OPENING.findall(xml)))
    return last_row, last_column


def _valueless(xml: bytes) -> dict[tuple[int, int], CellState]:
    """Find formulas without a recorded result, and errors: the reader gives both as empty cells."""
    if not any(sign in xml for sign in (b"<f", b":f", b'"e"', b"'e'")):
        return {}
    found: dict[tuple[int, int], CellState] = {}
    for following in _CELL_OPENING.split(xml)[1:]:
        head, _, body = _CELL_CLOSING.split(following, maxsplit=1)[0].partition(b">")
        is_error = bool(_ERROR_TYPE.search(head))
        if not (is_error or (_FORMULA.search(body) and not _VALUE.search(body))):
            continue
        if place := _ADDRESS.search(head):
            spot = int(place[2]) - 1, column_number(place[1]) - 1
            found[spot] = CellState.ERROR if is_error else CellState.UNCOMPUTED
    return found


def column_number(letters: bytes) -> int:
    """Give back 1 for A, 27 for AA."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def column_letters(number: int) -> str:
    """Give back « A » for 1, « AA » for 27."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
