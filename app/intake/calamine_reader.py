"""Workbooks read through calamine: every sheet laid out whole, merged cells and valueless cells put in their place."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import ModuleType
from typing import TYPE_CHECKING, TypeAlias
from xml.etree.ElementTree import ParseError

from app.domain.cell_reading import Cell
from app.domain.faults import DomainError, Fault
from app.domain.identity import fold
from app.intake.file_check import FileKind
from app.intake.sheet import Sheet
from app.intake.xlsx_facts import SheetFacts, XlsxFacts, column_letters, sheet_facts, workbook_facts

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

MOST_CELLS = 4_000_000

_Range: TypeAlias = tuple[tuple[int, int], tuple[int, int]]


def read_workbook(file: str, content: bytes, kind: FileKind, only: str | None = None) -> tuple[Sheet, ...]:
    """Read the sheets of a workbook that can hold a list, or only the one that is named.

    Raises:
        DomainError: the workbook is encrypted, damaged or spreads too far, or has no such sheet.
    """
    with _damage_named(file):
        return _Workbook(file, content, kind).read(only)


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
    """A workbook opened by calamine, with the facts that calamine does not tell when it is an .xlsx."""

    def __init__(self, file: str, content: bytes, kind: FileKind) -> None:
        self._file = file
        self._archive = zipfile.ZipFile(io.BytesIO(content)) if kind is FileKind.XLSX else None
        self._facts = workbook_facts(self._archive) if self._archive else XlsxFacts(dates_from_1904=False, parts={})
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
        found = self._book.get_sheet_by_name(name)
        if found.end is None:
            return Sheet(name, (), self._facts.dates_from_1904, is_hidden)
        self._check_extent(name, found.end[0] + 1, found.end[1] + 1)
        rows: list[list[Cell]] = found.to_python(skip_empty_area=False)  # type: ignore[assignment] # its stub names fewer types than it gives
        for (row, column), state in facts.valueless.items():
            if row < len(rows) and column < len(rows[row]):
                rows[row][column] = state
        ranges = found.merged_cell_ranges
        _repeat_merged(ranges or (), rows)
        merged = {(top, left): right for (top, left), (bottom, right) in ranges or () if top == bottom}
        return Sheet(name, rows, self._facts.dates_from_1904, is_hidden, merged, ranges is not None)

    def _sheet_facts(self, name: str) -> SheetFacts:
        part = self._facts.parts.get(name)
        if self._archive is None or part is None:
            return SheetFacts(0, 0, {})
        return sheet_facts(self._archive.read(part))

    def _check_extent(self, name: str, rows: int, columns: int) -> None:
        if rows * columns > MOST_CELLS:
            cell = f"{column_letters(columns)}{rows}"
            raise DomainError(Fault.LIST_SPREADS_TOO_FAR, file=self._file, sheet=name, cell=cell)


def _repeat_merged(ranges: Sequence[_Range], rows: list[list[Cell]]) -> None:
    """Give the value of cells merged downwards to each of their lines, as a person reads them."""
    for (top, left), (bottom, right) in ranges:
        if left == right and bottom > top and top < len(rows) and left < len(rows[top]):
            for row in rows[top + 1 : bottom + 1]:
                row[left] = rows[top][left]
