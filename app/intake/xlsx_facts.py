"""What the workbook reader does not tell about an .xlsx, found in its XML a piece at a time.

The reader lays a sheet out whole: one stray value in the last row and column would ask for more memory than any machine
has, and stop the program. The extent of the values is therefore measured first. It gives formulas without a recorded
result as empty cells, and numbers without the zeros that their format shows: both are found here too.
"""

import posixpath
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import IO
from xml.etree import ElementTree as ET

from app.domain.cell_reading import CellState
from app.intake.sheet_facts import Place, SheetFacts

PIECE = 4 * 2**20

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_TEXT_COUNT = re.compile(rb"uniqueCount\s*=\s*[\"'](\d+)")
# A place beyond column CZ or line 99,999.
_FAR = re.compile(rb" r=\"(?:[A-Za-z]{3}|[D-Zd-z][A-Za-z]|[A-Za-z]*\d{6})")
_CELL_OPENING = re.compile(rb"<(?:\w+:)?c[\s>/]")
_CELL_CLOSING = re.compile(rb"</(?:\w+:)?c>")
_ROW_OPENING = re.compile(rb"<(?:\w+:)?row[\s>]")
_LAST_OPENING = re.compile(rb".*(<(?:\w+:)?(?:c|row)[\s>/])", re.DOTALL)
_FILLED = re.compile(rb"<(?:\w+:)?c\s(?P<head>[^>]*)(?<!/)>")
_FILLED_USUAL = re.compile(rb"<c r=\"([A-Za-z]+)(\d+)\"[^>]*(?<!/)>(?!(?:<v/>|<v></v>)?</c>)")
_EMPTY_INSIDE = re.compile(rb">(?:<(?:\w+:)?v\s*/>)?</")
_ADDRESS = re.compile(rb"\br\s*=\s*[\"']([A-Za-z]+)(\d+)")
_ROW_NUMBER = re.compile(rb"[^>]*?\br\s*=\s*[\"'](\d+)")
_ERROR_TYPE = re.compile(rb"\bt\s*=\s*[\"']e[\"']")
_OTHER_TYPE = re.compile(rb"\bt\s*=\s*[\"'](?!n[\"'])")
_STYLE = re.compile(rb"\bs\s*=\s*[\"'](\d+)")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_VALUE = re.compile(rb"<(?:\w+:)?(?:v|t)(?:\s[^>]*)?>[^<]")
_LITERALS = re.compile(r"\"[^\"]*\"|\\.|_.|\*.|\[[^\]]*\]|[ \u00a0\u202f-]")
_PADDING = re.compile(r"0[0#]+|[0#]*00")


@dataclass(frozen=True, slots=True)
class XlsxFacts:
    """One workbook: how it counts days, where each sheet is kept, and which styles show how many digits."""

    dates_from_1904: bool = False
    parts: Mapping[str, str] = field(default_factory=dict)
    widths: Mapping[int, int] = field(default_factory=dict)


def workbook_facts(archive: zipfile.ZipFile) -> XlsxFacts:
    """Read the workbook's own part, its list of parts and its styles.

    Raises:
        KeyError, ET.ParseError: the workbook is damaged.
        ValueError: the table of texts announces more texts than it has room for.
    """
    workbook = ET.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314 - expat bounds entities
    relations = ET.fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314 - expat bounds entities
    targets = {one.get("Id"): posixpath.join("/xl", one.get("Target", "")).lstrip("/") for one in relations}
    kinds = {one.get("Type", "").rpartition("/")[2]: posixpath.normpath(targets[one.get("Id")]) for one in relations}
    if texts := kinds.get("sharedStrings"):
        _check_text_count(archive, texts)
    sheets = {
        sheet.get("name", ""): posixpath.normpath(targets[sheet.get(_RELATION) or sheet.get(_STRICT_RELATION)])
        for sheet in workbook.iterfind(".//{*}sheets/{*}sheet")
    }
    properties = workbook.find("{*}workbookPr")
    counts_from_1904 = properties is not None and properties.get("date1904") in ("1", "true")
    styles = kinds.get("styles")
    widths = _widths(archive.read(styles)) if styles in archive.namelist() else {}
    return XlsxFacts(counts_from_1904, sheets, widths)


def _check_text_count(archive: zipfile.ZipFile, part: str) -> None:
    """Refuse a count that no table of this size can hold: the reader would ask for the memory at once."""
    with archive.open(part) as stream:
        announced = _TEXT_COUNT.search(stream.read(4096))
    if announced and int(announced[1]) > archive.getinfo(part).file_size:
        raise ValueError


def _widths(xml: bytes) -> dict[int, int]:
    """Give, by style, how many digits a number is shown with when its format adds zeros in front: « 00000 »."""
    styles = ET.fromstring(xml)  # noqa: S314 - expat bounds entities
    formats = {one.get("numFmtId"): one.get("formatCode", "") for one in styles.iterfind(".//{*}numFmts/{*}numFmt")}
    found = enumerate(styles.iterfind("{*}cellXfs/{*}xf"))
    return {number: width for number, style in found if (width := padded_width(formats.get(style.get("numFmtId"), "")))}


def padded_width(code: str) -> int:
    """Give how many digits a number format shows at least: 5 for « 00000 », 10 for « 0#" "##" "##" "##" "## »."""
    digits = _LITERALS.sub("", code.partition(";")[0])
    return len(digits) - digits.index("0") if _PADDING.fullmatch(digits) else 0


def sheet_facts(stream: IO[bytes], widths: Mapping[int, int], between: Callable[[], None]) -> SheetFacts:
    """Measure one sheet's XML; `between` is called after each piece of it, and may raise to stop."""
    facts = SheetFacts()
    counter = _Counter()
    for piece in _pieces(stream):
        counter.measure(piece, facts)
        if any(sign in piece for sign in (b"<f", b":f", b'"e"', b"'e'")):
            facts.valueless.update(_valueless(piece))
        if widths:
            facts.digits.update(_padded(piece, widths))
        between()
    return facts


def _pieces(stream: IO[bytes]) -> Iterator[bytes]:
    """Cut the XML before a cell or a row, so that no cell is cut in two."""
    rest = b""
    while read := stream.read(PIECE):
        piece = rest + read
        found = _LAST_OPENING.match(piece)
        cut = found.start(1) if found and len(read) == PIECE else len(piece)
        rest = piece[cut:]
        yield piece[:cut]
    if rest:
        yield rest


def _is_usual(xml: bytes) -> bool:
    """Whether every cell is written the usual way, its place first."""
    return b":c" not in xml and b"<c>" not in xml and xml.count(b'<c r="') == xml.count(b"<c ")


@dataclass(slots=True)
class _Counter:
    """Follows rows and cells, since some writers do not name their place: each then comes after the one before."""

    row: int = 0
    column: int = 0

    def measure(self, xml: bytes, facts: SheetFacts) -> None:
        """Widen the extent by the cells of one piece that hold something."""
        if not _is_usual(xml):
            self._follow(xml, facts)
        elif _FAR.search(xml):
            for column, row in _FILLED_USUAL.findall(xml):
                facts.last_row = max(facts.last_row, int(row))
                facts.last_column = max(facts.last_column, column_number(column))

    def _follow(self, xml: bytes, facts: SheetFacts) -> None:
        for number, part in enumerate(_ROW_OPENING.split(xml)):
            if number:
                named = _ROW_NUMBER.match(part)
                self.row, self.column = int(named[1]) if named else self.row + 1, 0
            for found in _CELL_OPENING.finditer(part):
                self.column += 1
                end = part.find(b">", found.start())
                head = part[found.start() : end]
                if place := _ADDRESS.search(head):
                    self.column, self.row = column_number(place[1]), int(place[2])
                if not head.endswith(b"/") and not _EMPTY_INSIDE.match(part, end):
                    facts.last_row = max(facts.last_row, self.row)
                    facts.last_column = max(facts.last_column, self.column)


def _filled(xml: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Give the head and the inside of each cell that holds something."""
    for following in _CELL_OPENING.split(xml)[1:]:
        head, _, body = _CELL_CLOSING.split(following, maxsplit=1)[0].partition(b">")
        yield head, body


def _valueless(xml: bytes) -> Iterator[tuple[Place, CellState]]:
    """Find formulas without a recorded result, and errors: the reader gives both as empty cells."""
    for head, body in _filled(xml):
        is_error = bool(_ERROR_TYPE.search(head))
        if (is_error or (_FORMULA.search(body) and not _VALUE.search(body))) and (place := _place_of(head)):
            yield place, CellState.ERROR if is_error else CellState.UNCOMPUTED


def _padded(xml: bytes, widths: Mapping[int, int]) -> Iterator[tuple[Place, int]]:
    """Find the numbers that are shown with zeros in front."""
    for found in _FILLED.finditer(xml):
        head = found["head"]
        style = _STYLE.search(head)
        width = widths.get(int(style[1]), 0) if style else 0
        if width and not _OTHER_TYPE.search(head) and (place := _place_of(head)):
            yield place, width


def _place_of(head: bytes) -> Place | None:
    found = _ADDRESS.search(head)
    return (int(found[2]) - 1, column_number(found[1]) - 1) if found else None


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
