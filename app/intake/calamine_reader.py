"""Workbooks read through calamine: every sheet laid out whole, merged cells and valueless cells put in their place."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import ModuleType
from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError

from app.domain.cell_reading import Cell
from app.domain.faults import DomainError, Fault
from app.domain.identity import fold
from app.intake.file_check import FileKind
from app.intake.ods_facts import ods_facts
from app.intake.sheet import Sheet
from app.intake.sheet_facts import Place, SheetFacts
from app.intake.xlsx_facts import XlsxFacts, column_letters, sheet_facts, workbook_facts

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

MOST_CELLS = 1_500_000
_ODS_CONTENT = "content.xml"


def _go_on() -> None:
    """Let nobody stop the reading."""


def read_workbook(
    file: str, content: bytes, kind: FileKind, only: str | None = None, between: Callable[[], None] = _go_on
) -> tuple[Sheet, ...]:
    """Read the sheets of a workbook that can hold a list, or only the one that is named.

    `between` is called between two pieces of work, and may raise to stop.

    Raises:
        DomainError: the workbook is encrypted, damaged or spreads too far, or has no such sheet.
    """
    with _damage_named(file):
        return _Workbook(file, content, kind, between).read(only)


def matching_sheet(file: str, wanted: str, names: Sequence[str]) -> str:
    """Give back the sheet name that was meant, capitals and accents apart.

    Raises:
        DomainError: there is no such sheet.
    """
    for same in (str, fold):
        for name in names:
            if same(name) == same(wanted):
                return name
    raise DomainError(Fault.LIST_SHEET_UNKNOWN, file=file, sheet=wanted, known=", ".join(names))


@contextmanager
def _damage_named(file: str) -> Iterator[None]:
    """Turn whatever the readers raise about a damaged file into one sentence."""
    calamine = _calamine()
    try:
        yield
    except calamine.PasswordError as error:
        raise DomainError(Fault.LIST_ENCRYPTED, file=file) from error
    except MemoryError as error:
        raise DomainError(Fault.LIST_TOO_HEAVY, file=file) from error
    except (calamine.CalamineError, zipfile.BadZipFile, KeyError, ValueError, OSError, ParseError) as error:
        raise DomainError(Fault.LIST_DAMAGED, file=file) from error
    except BaseException as error:
        # A panic of the Rust reader derives from BaseException and has no importable name.
        if type(error).__name__ == "PanicException":
            raise DomainError(Fault.LIST_DAMAGED, file=file) from error
        raise


def _calamine() -> ModuleType:
    """Load the workbook reader, on first use only."""
    import python_calamine  # noqa: PLC0415 - heavy library

    return python_calamine


class _Workbook:
    """A workbook opened by calamine, with the facts that calamine does not tell when it is an .xlsx or an .ods."""

    def __init__(self, file: str, content: bytes, kind: FileKind, between: Callable[[], None]) -> None:
        self._file = file
        self._between = between
        self._facts = XlsxFacts()
        self._archive: zipfile.ZipFile | None = None
        self._ods: Mapping[str, SheetFacts] = {}
        if kind is FileKind.XLSX:
            self._archive = zipfile.ZipFile(io.BytesIO(content))
            self._facts = workbook_facts(self._archive)
        elif kind is FileKind.ODS:
            with zipfile.ZipFile(io.BytesIO(content)) as archive, archive.open(_ODS_CONTENT) as stream:
                self._ods = ods_facts(stream, between)
            # calamine lays out every sheet of an .ods as soon as it is opened.
            for name, facts in self._ods.items():
                self._check_extent(name, facts.last_row, facts.last_column)
        between()
        self._book: CalamineWorkbook = _calamine().CalamineWorkbook.from_filelike(io.BytesIO(content))

    def read(self, only: str | None) -> tuple[Sheet, ...]:
        """Read the named sheet, or every sheet that can hold a list."""
        if only is not None:
            return (self._sheet(matching_sheet(self._file, only, self._book.sheet_names), is_hidden=False),)
        kinds, visibilities = _calamine().SheetTypeEnum, _calamine().SheetVisibleEnum
        return tuple(
            self._sheet(found.name, is_hidden=found.visible != visibilities.Visible)
            for found in self._book.sheets_metadata
            if found.typ == kinds.WorkSheet
        )

    def _sheet(self, name: str, *, is_hidden: bool) -> Sheet:
        facts = self._sheet_facts(name)
        self._check_extent(name, facts.last_row, facts.last_column)
        self._between()
        found = self._book.get_sheet_by_name(name)
        if found.end is None:
            return Sheet(name, (), self._facts.dates_from_1904, is_hidden)
        self._check_extent(name, found.end[0] + 1, found.end[1] + 1)
        rows: list[list[Cell]] = found.to_python(skip_empty_area=False)  # type: ignore[assignment] # its stub names fewer types than it gives
        self._between()
        _show(rows, facts)
        merged = _merged(found, facts)
        _repeat_merged(rows, merged)
        wide = {first: last[1] for first, last in merged.items() if first[0] == last[0]}
        knows_merged = found.merged_cell_ranges is not None or bool(self._ods)
        return Sheet(name, rows, self._facts.dates_from_1904, is_hidden, wide, knows_merged)

    def _sheet_facts(self, name: str) -> SheetFacts:
        part = self._facts.parts.get(name)
        if self._archive is None or part is None:
            return self._ods.get(name, SheetFacts())
        with self._archive.open(part) as stream:
            return sheet_facts(stream, self._facts.widths, self._between)

    def _check_extent(self, name: str, rows: int, columns: int) -> None:
        if rows * columns > MOST_CELLS:
            cell = f"{column_letters(columns)}{rows}"
            raise DomainError(Fault.LIST_SPREADS_TOO_FAR, file=self._file, sheet=name, cell=cell)


def _show(rows: list[list[Cell]], facts: SheetFacts) -> None:
    """Put in their place the cells that show something else than the value that the reader gives."""
    shown: dict[Place, Cell] = {**facts.valueless, **facts.shown}
    for (row, column), digits in facts.digits.items():
        value = rows[row][column] if row < len(rows) and column < len(rows[row]) else ""
        if isinstance(value, int | float) and not isinstance(value, bool) and value >= 0 and float(value).is_integer():
            shown[row, column] = str(int(value)).zfill(digits)
    for (row, column), cell in shown.items():
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = cell


def _merged(sheet: CalamineSheet, facts: SheetFacts) -> dict[Place, Place]:
    return dict(sheet.merged_cell_ranges) if sheet.merged_cell_ranges is not None else facts.merged


def _repeat_merged(rows: list[list[Cell]], merged: Mapping[Place, Place]) -> None:
    """Give the value of cells merged downwards to each of their lines, as a person reads them."""
    for (top, left), (bottom, right) in merged.items():
        if left == right and bottom > top and top < len(rows) and left < len(rows[top]):
            for row in rows[top + 1 : bottom + 1]:
                row[left] = rows[top][left]
