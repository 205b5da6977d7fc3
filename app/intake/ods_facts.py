"""What the workbook reader does not tell about an .ods: extent, merged cells, formulas without result, zeros shown."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import IO
from xml.etree import ElementTree as ET

from app.domain.cell_reading import CellState
from app.intake.sheet_facts import SheetFacts

ROWS_BETWEEN = 1000

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_ZERO_FIRST = re.compile(r"0[0-9][0-9 .\u00a0\u202f]*")


def ods_facts(stream: IO[bytes], between: Callable[[], None]) -> dict[str, SheetFacts]:
    """Measure the sheets of a content.xml; `between` is called now and then, and may raise to stop.

    Raises:
        ET.ParseError, ValueError: the workbook is damaged.
    """
    facts: dict[str, SheetFacts] = {}
    place = _Place()
    for event, element in ET.iterparse(stream, ("start", "end")):  # noqa: S314 - expat bounds entities
        if event == "start":
            if element.tag == f"{_TABLE}table":
                place = _Place(facts.setdefault(element.get(f"{_TABLE}name", ""), SheetFacts()))
            elif element.tag == f"{_TABLE}table-row":
                place.column, place.count = 0, _number(element, "number-rows-repeated")
        elif element.tag in _CELLS:
            place.pass_cell(element)
            element.clear()
        elif element.tag == f"{_TABLE}table-row":
            place.row += place.count
            element.clear()
            if place.row % ROWS_BETWEEN == 0:
                between()
    return facts


def _number(element: "ET.Element[str]", name: str) -> int:
    return int(element.get(f"{_TABLE}{name}", "1"))


@dataclass(slots=True)
class _Place:
    """Where the reading stands in a sheet; `count` is how often the row is repeated."""

    facts: SheetFacts = field(default_factory=SheetFacts)
    row: int = 0
    column: int = 0
    count: int = 1

    def pass_cell(self, cell: "ET.Element[str]") -> None:
        """Note what there is to say about one cell, which may stand for several alike."""
        kind = cell.get(f"{_OFFICE}value-type")
        here = (self.row, self.column)
        repeated = _number(cell, "number-columns-repeated")
        if kind or cell.get(f"{_TABLE}formula"):
            self.facts.last_row = max(self.facts.last_row, self.row + self.count)
            self.facts.last_column = max(self.facts.last_column, self.column + repeated)
        if kind == "float":
            text = "".join(cell.itertext()).strip()
            if _ZERO_FIRST.fullmatch(text):
                self.facts.shown[here] = text
        elif not kind and cell.get(f"{_TABLE}formula"):
            self.facts.valueless[here] = CellState.UNCOMPUTED
        wide, high = _number(cell, "number-columns-spanned"), _number(cell, "number-rows-spanned")
        if wide > 1 or high > 1:
            self.facts.merged[here] = (self.row + high - 1, self.column + wide - 1)
        self.column += repeated
