"""Which line of a sheet holds the column titles, and which field each column tells."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.domain.candidate_columns import CandidateField, field_of_title, title_key
from app.domain.cell_reading import Cell
from app.domain.faults import DomainError, Fault
from app.domain.identity import tidy
from app.intake.sheet import Sheet
from app.intake.xlsx_facts import column_letters

LINES_SEARCHED = 60
NEEDED = frozenset((CandidateField.BIRTH_NAME, CandidateField.FIRST_NAME))

Mapped = Mapping[str, CandidateField | None]


@dataclass(frozen=True, slots=True)
class Column:
    """One titled column; `place` counts from 0, `field` is None when the column is not imported."""

    place: int
    title: str
    field: CandidateField | None


@dataclass(frozen=True, slots=True)
class Header:
    """The line of titles of one sheet (1 = first line) and its columns."""

    sheet: Sheet
    line: int
    columns: tuple[Column, ...]

    @property
    def places(self) -> dict[CandidateField, int]:
        """Where each field stands."""
        return {column.field: column.place for column in self.columns if column.field}


def parse_mapping(mapping: Mapping[str, str]) -> dict[str, CandidateField | None]:
    """Check a correspondence {column title: field name}; an empty field name leaves the column out.

    Raises:
        DomainError: a field is unknown or given twice.
    """
    parsed: dict[str, CandidateField | None] = {}
    titles: dict[CandidateField, str] = {}
    for title, name in mapping.items():
        field = _named_field(title, name) if name else None
        if field and field in titles:
            columns = f"{titles[field]}, {title}"
            raise DomainError(Fault.LIST_MAPPING_FIELD_TWICE, field=name, columns=columns)
        if field:
            titles[field] = title
        parsed[title] = field
    return parsed


def _named_field(title: str, name: str) -> CandidateField:
    try:
        return CandidateField(name)
    except ValueError as error:
        known = ", ".join(CandidateField)
        raise DomainError(Fault.LIST_MAPPING_FIELD_UNKNOWN, column=title, field=name, known=known) from error


def find_header(file: str, sheets: Sequence[Sheet], mapping: Mapped) -> Header:
    """Find the best line of titles; a visible sheet wins over a hidden one, an earlier line over a later.

    Raises:
        DomainError: no line names both a birth name and a first name, or the correspondence names an absent column.
    """
    found = [
        Header(sheet, line, columns)
        for sheet in sorted(sheets, key=lambda sheet: sheet.is_hidden)
        for line, row in enumerate(sheet.rows[:LINES_SEARCHED], start=1)
        if (columns := _columns(row, mapping))
    ]
    best = max(found, key=lambda header: _likeness(header, mapping), default=None)
    if best is None:
        raise DomainError(Fault.LIST_HEADER_NOT_FOUND, file=file)
    _check_mapping(best, mapping)
    if not best.places.keys() >= NEEDED:
        raise DomainError(Fault.LIST_HEADER_NOT_FOUND, file=file)
    return best


def _likeness(header: Header, mapping: Mapped) -> tuple[int, bool, bool, int]:
    """Rank a candidate line of titles: the correspondence's own titles first, then names, then known columns."""
    keys = {title_key(column.title) for column in header.columns}
    named = sum(title_key(title) in keys for title in mapping)
    places = header.places
    return named, places.keys() >= NEEDED, not header.sheet.is_hidden, len(places)


def _check_mapping(header: Header, mapping: Mapped) -> None:
    keys = {title_key(column.title) for column in header.columns}
    for title in mapping:
        if title_key(title) not in keys:
            known = ", ".join(column.title for column in header.columns)
            raise DomainError(Fault.LIST_MAPPING_COLUMN_UNKNOWN, column=title, known=known)


def _columns(row: Sequence[Cell], mapping: Mapped) -> tuple[Column, ...]:
    """Read one line as titles: the correspondence decides first, then the best title for each field."""
    titles = _titles(row)
    chosen = _chosen(titles, mapping)
    return tuple(Column(place, title, chosen.get(place)) for place, title in titles.items())


def _titles(row: Sequence[Cell]) -> dict[int, str]:
    """Give back the text cells of a line; a title met twice gets its column's letters."""
    titles: dict[int, str] = {}
    for place, cell in enumerate(row):
        title = tidy(cell) if isinstance(cell, str) else ""
        if title:
            taken = title in titles.values()
            titles[place] = f"{title} (colonne {column_letters(place + 1)})" if taken else title
    return titles


def _chosen(titles: Mapping[int, str], mapping: Mapped) -> dict[int, CandidateField]:
    decided = {title_key(title): field for title, field in mapping.items()}
    chosen = {place: field for place, title in titles.items() if (field := decided.get(title_key(title)))}
    offers = sorted(
        (known[1], place, known[0])
        for place, title in titles.items()
        if title_key(title) not in decided and (known := field_of_title(title))
    )
    for _, place, field in offers:
        if field not in chosen.values():
            chosen[place] = field
    return chosen
