"""One line of a candidate list: the candidate that it gives, and what is wrong in which of its cells."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Any, TypeAlias, TypeVar

from app.domain.access_path import AccessPath
from app.domain.candidate import CivilIdentity, Contact
from app.domain.candidate_cells import (
    read_access_path,
    read_answer,
    read_civility,
    read_department,
    read_email,
    read_identifier,
    read_name,
    read_phone,
    read_postcode,
    read_text,
)
from app.domain.candidate_columns import CandidateField
from app.domain.candidate_grants import ListedAward, ListedGrant, read_accommodation, read_awards
from app.domain.cell_reading import Cell, CellState, Reading, Remark, as_seen, joined
from app.domain.composite_cells import part_of
from app.domain.identity import DuplicateKey, duplicate_key, fold
from app.domain.list_columns import Composite
from app.domain.written_date import read_birth_date

T = TypeVar("T")
Row: TypeAlias = Sequence[Cell]

_TOTALS = ("total", "sous total", "effectif", "nombre de")


class Severity(Enum):
    """What a fault does to its line: imported all the same, or left out."""

    FLAGGED = "signalee"
    REJECTED = "rejetee"


@dataclass(frozen=True, slots=True)
class CellFault:
    """What is wrong in one cell: the line as the spreadsheet shows it, the value as seen, the reason and the remedy."""

    line: int
    field: CandidateField
    value: str
    reason: str
    severity: Severity = Severity.FLAGGED


@dataclass(frozen=True, slots=True)
class CandidateLine:
    """One line that can be imported."""

    line: int
    identity: CivilIdentity
    contact: Contact
    number: str = ""
    access_path: AccessPath | None = None
    status: str = ""
    training_body: str = ""
    prior_awards: tuple[ListedAward, ...] = ()
    professional_file: bool | None = None
    training_results: bool | None = None
    grant: ListedGrant | None = None

    @property
    def key(self) -> DuplicateKey:
        """What another line about the same person would have in common with this one."""
        return duplicate_key(self.identity.birth_name, self.identity.first_name, self.identity.birth_date)


@dataclass(frozen=True, slots=True)
class LineReading:
    """What one line gave: a candidate, or none when the line is rejected (it then has a fault) or beside the list."""

    candidate: CandidateLine | None
    faults: tuple[CellFault, ...] = ()


Corrections: TypeAlias = Mapping[tuple[int, CandidateField], str]
"""Cells mended by a person, by line and field: each is read as if the list said that."""


@dataclass(frozen=True, slots=True)
class LineLayout:
    """How the lines of one list are read.

    `columns` gives each field's place in a row (0 = column A), `reference` the day from which ages are counted,
    `dates_from_1904` how the workbook counts the days of a bare serial number, `composites` the fields that share
    their column with another, `mended` the cells that a person mended, by line, `known` what was already read.
    """

    columns: Mapping[CandidateField, int]
    reference: date
    dates_from_1904: bool = False
    composites: Mapping[CandidateField, Composite] = field(default_factory=dict)
    mended: Mapping[int, Mapping[CandidateField, str]] = field(default_factory=dict)
    known: Mapping[CandidateField, dict[str, Reading[Any]]] = field(
        default_factory=lambda: {name: {} for name in CandidateField}, repr=False, compare=False
    )

    def cell(self, line: int, row: Row, name: CandidateField) -> Cell:
        """Give back the cell of a field as a person mended it, else as the list has it; empty without such a column."""
        if line in self.mended and name in self.mended[line]:
            return self.mended[line][name]
        place = self.columns.get(name)
        return "" if place is None or place >= len(row) else row[place]


def mended_by_line(corrections: Corrections) -> dict[int, dict[CandidateField, str]]:
    """Put the mended cells of each line together."""
    mended: dict[int, dict[CandidateField, str]] = {}
    for (line, name), text in corrections.items():
        mended.setdefault(line, {})[name] = text
    return mended


class _LineReader:
    """Takes the fields of one line one by one and keeps what there is to say about them."""

    __slots__ = ("_columns", "_composites", "_mended", "faults", "layout", "line", "row")

    def __init__(self, layout: LineLayout, line: int, row: Row) -> None:
        self.layout = layout
        self.line = line
        self.row = row
        self._columns = layout.columns
        self._composites = layout.composites
        self._mended = layout.mended.get(line)
        self.faults: list[CellFault] = []

    def take(self, name: CandidateField, read: Callable[[Cell], Reading[T]], empty: T) -> T:
        """Read one field; `empty` stands for a blank cell and for one that holds no value."""
        if self._mended is not None and name in self._mended:
            return self._said(name, _read(self._mended[name], read, empty))
        place = self._columns.get(name)
        if place is None or place >= len(self.row) or (cell := self.row[place]) == "":
            return empty
        if not isinstance(cell, str):
            return self._said(name, self._read(name, cell, read, empty))
        # Most texts of a column come back on many lines: each is read once.
        known: dict[str, Reading[T]] = self.layout.known[name]
        reading = known.get(cell)
        if reading is None:
            reading = known[cell] = self._read(name, cell, read, empty)
        return self._said(name, reading)

    def fault(self, name: CandidateField, reason: str, severity: Severity = Severity.FLAGGED) -> None:
        """Note what is wrong in one cell."""
        value = as_seen(self.layout.cell(self.line, self.row, name))
        self.faults.append(CellFault(self.line, name, value, reason, severity))

    def has_fault(self, name: CandidateField) -> bool:
        """Whether something was already said about that cell."""
        return any(fault.field is name for fault in self.faults)

    def _read(self, name: CandidateField, cell: Cell, read: Callable[[Cell], Reading[T]], empty: T) -> Reading[T]:
        composite = self._composites.get(name)
        if composite is None or isinstance(cell, CellState) or (isinstance(cell, str) and cell[0] == "="):
            return _read(cell, read, empty)
        part = part_of(composite, name, cell)
        reading: Reading[T] = _read(part.value, read, empty)
        return Reading(reading.value, joined(part.remark, reading.remark)) if part.remark else reading

    def _said(self, name: CandidateField, reading: Reading[T]) -> T:
        if reading.remark:
            self.fault(name, reading.remark)
        return reading.value


def _read(cell: Cell, read: Callable[[Cell], Reading[T]], empty: T) -> Reading[T]:
    """Read a cell that is not empty; a formula or an error in it holds no value."""
    if isinstance(cell, str):
        if not cell or cell.isspace():
            return Reading(empty)
        if cell[0] == "=":
            cell = CellState.UNCOMPUTED
    if isinstance(cell, CellState):
        return Reading(empty, (Remark.CELL_ERROR if cell is CellState.ERROR else Remark.UNCOMPUTED).said())
    return read(cell)


def read_line(layout: LineLayout, line: int, row: Row) -> LineReading:
    """Read one line; a blank line and a total give neither candidate nor fault."""
    reader = _LineReader(layout, line, row)
    birth_name = reader.take(CandidateField.BIRTH_NAME, read_name, "")
    first_name = reader.take(CandidateField.FIRST_NAME, read_name, "")
    if (reader.faults or not (birth_name and first_name)) and _is_beside_the_list(row, first_name):
        return LineReading(None)
    if not (birth_name and first_name):
        return LineReading(None, _rejection(reader, birth_name, first_name))
    candidate = CandidateLine(
        line,
        _identity(reader, birth_name, first_name),
        _contact(reader),
        reader.take(CandidateField.IDENTIFIER, read_identifier, ""),
        reader.take(CandidateField.ACCESS_PATH, read_access_path, None),
        reader.take(CandidateField.STATUS, read_text, ""),
        reader.take(CandidateField.TRAINING_BODY, read_text, ""),
        _prior_awards(reader),
        reader.take(CandidateField.PROFESSIONAL_FILE, read_answer, None),
        reader.take(CandidateField.TRAINING_RESULTS, read_answer, None),
        _grant(reader),
    )
    return LineReading(candidate, tuple(reader.faults))


def _is_beside_the_list(row: Row, first_name: str) -> bool:
    """Tell a blank line or a line of totals (« Total : 6 », « Total | 6 candidats ») from a candidate's line."""
    first = next((text for cell in row if (text := as_seen(cell))), "")
    has_first_name = any(sign.isalpha() for sign in first_name) and not any(sign.isdigit() for sign in first_name)
    return not first or (not has_first_name and fold(first).startswith(_TOTALS))


def _rejection(reader: _LineReader, birth_name: str, first_name: str) -> tuple[CellFault, ...]:
    lacking = CandidateField.FIRST_NAME if birth_name else CandidateField.BIRTH_NAME
    missing = "le prénom" if birth_name else "le nom de naissance" if first_name else "le nom de naissance et le prénom"
    reasons = [fault.reason for fault in reader.faults if fault.field is lacking]
    reader.faults.clear()
    reader.fault(lacking, joined(*reasons, Remark.NAME_MISSING.said(missing=missing)), Severity.REJECTED)
    return tuple(reader.faults)


def _identity(reader: _LineReader, birth_name: str, first_name: str) -> CivilIdentity:
    take = reader.take
    return CivilIdentity(
        birth_name,
        first_name,
        take(CandidateField.CIVILITY, read_civility, ""),
        take(CandidateField.USAGE_NAME, read_name, ""),
        take(CandidateField.OTHER_FIRST_NAMES, read_name, ""),
        _birth_date(reader),
        take(CandidateField.BIRTH_TOWN, read_text, ""),
        take(CandidateField.BIRTH_DEPARTMENT, read_department, ""),
        take(CandidateField.BIRTH_COUNTRY, read_text, ""),
        take(CandidateField.NATIONALITY, read_text, ""),
    )


def _birth_date(reader: _LineReader) -> date | None:
    layout = reader.layout
    read = reader.take(
        CandidateField.BIRTH_DATE,
        lambda cell: read_birth_date(cell, layout.reference, dates_from_1904=layout.dates_from_1904),
        None,
    )
    if read is None and not reader.has_fault(CandidateField.BIRTH_DATE):
        reader.fault(CandidateField.BIRTH_DATE, Remark.DATE_MISSING.said())
    return read


def _contact(reader: _LineReader) -> Contact:
    take = reader.take
    return Contact(
        take(CandidateField.EMAIL, read_email, ""),
        take(CandidateField.PHONE, read_phone, ""),
        take(CandidateField.ADDRESS, read_text, ""),
        take(CandidateField.POSTCODE, read_postcode, ""),
        take(CandidateField.TOWN, read_text, ""),
    )


def _prior_awards(reader: _LineReader) -> tuple[ListedAward, ...]:
    newest_year = reader.layout.reference.year
    return reader.take(CandidateField.PRIOR_AWARDS, lambda cell: read_awards(as_seen(cell), newest_year), ())


def _grant(reader: _LineReader) -> ListedGrant | None:
    newest_year = reader.layout.reference.year + 1
    return reader.take(CandidateField.ACCOMMODATION, lambda cell: read_accommodation(as_seen(cell), newest_year), None)
