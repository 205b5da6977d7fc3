"""Which line of a sheet holds the column titles, and which field each column tells."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from app.domain.candidate_columns import CandidateField, title_key
from app.domain.cell_reading import as_seen
from app.domain.faults import DomainError, Fault
from app.domain.list_columns import ColumnField, Composite, field_of_title, named_field
from app.intake.group_titles import Titled, titles_of
from app.intake.sheet import Sheet
from app.intake.xlsx_facts import column_letters, column_number

LINES_SEARCHED = 60
LINES_SAMPLED = 200
SAMPLES = 3
_UNTITLED = "Colonne "
_LETTERS = re.compile(r"[A-Z]{1,3}")
NEEDED = frozenset((CandidateField.BIRTH_NAME, CandidateField.FIRST_NAME))

Mapped = Mapping[str, ColumnField | None]
Recall = Callable[[Sequence[str]], Mapping[str, str] | None]
"""Gives back the correspondence that a person once chose for a list with these titles."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `place` counts from 0, `field` is None when the column is not imported."""

    place: int
    title: str
    field: ColumnField | None
    is_untitled: bool = False

    @property
    def letter(self) -> str:
        """The column as the spreadsheet program names it."""
        return column_letters(self.place + 1)


@dataclass(frozen=True, slots=True)
class Header:
    """The line of titles of one sheet (1 = first line) and its columns.

    `known` counts the titles that mean something by themselves, whatever the correspondence makes of them.
    """

    sheet: Sheet
    line: int
    columns: tuple[Column, ...]
    is_recalled: bool = False
    known: int = 0

    @property
    def places(self) -> dict[CandidateField, int]:
        """Where each field stands."""
        return {field: column.place for column in self.columns if column.field for field in column.field.fields}

    @property
    def names_people(self) -> bool:
        """Whether its columns give a birth name and a first name."""
        return self.places.keys() >= NEEDED

    @property
    def composites(self) -> dict[CandidateField, Composite]:
        """The fields that share their column with another."""
        found = (column.field for column in self.columns if isinstance(column.field, Composite))
        return {told: composite for composite in found for told in composite.fields}

    def sample(self, place: int) -> tuple[str, ...]:
        """The first values under one title."""
        return tuple(islice(_values_below(self.sheet, self.line, place), SAMPLES))


def parse_mapping(mapping: Mapping[str, str]) -> dict[str, ColumnField | None]:
    """Check a correspondence {column title or letter: field name}; an empty field name leaves the column out.

    Raises:
        DomainError: a field is unknown or given twice.
    """
    parsed: dict[str, ColumnField | None] = {}
    titles: dict[CandidateField, str] = {}
    for title, name in mapping.items():
        parsed[title] = field = _named_field(title, name) if name else None
        for told in field.fields if field else ():
            if told in titles:
                columns = f"{titles[told]}, {title}"
                raise DomainError(Fault.LIST_MAPPING_FIELD_TWICE, field=told, columns=columns)
            titles[told] = title
    return parsed


def _named_field(title: str, name: str) -> ColumnField:
    try:
        return named_field(name)
    except ValueError as error:
        known = ", ".join(CandidateField)
        raise DomainError(Fault.LIST_MAPPING_FIELD_UNKNOWN, column=title, field=name, known=known) from error


def find_header(
    file: str,
    sheets: Sequence[Sheet],
    mapping: Mapped | None,
    recall: Recall | None = None,
    *,
    may_lack_names: bool = False,
) -> Header:
    """Find the best line of titles; a visible sheet wins over a hidden one, an earlier line over a later.

    `mapping` None leaves the columns to their titles, or to what `recall` remembers of the same titles. With
    `may_lack_names`, a line that names anything of a candidate will do: a person then says where the names are.

    Raises:
        DomainError: no line names both a birth name and a first name, or the correspondence names an absent column.
    """
    found = [
        header
        for sheet in sorted(sheets, key=lambda sheet: sheet.is_hidden)
        for line in range(1, min(len(sheet.rows), LINES_SEARCHED) + 1)
        if (header := _header(sheet, line, mapping, recall)).columns
    ]
    best = max(found, key=lambda header: _likeness(header, mapping or {}), default=None)
    if best is None:
        raise DomainError(Fault.LIST_HEADER_NOT_FOUND, file=file)
    best = _with_untitled(best)
    _check_mapping(best, mapping or {})
    if not (best.names_people or (may_lack_names and best.places)):
        raise DomainError(Fault.LIST_HEADER_NOT_FOUND, file=file)
    return best


def _header(sheet: Sheet, line: int, mapping: Mapped | None, recall: Recall | None) -> Header:
    """Read one line as titles."""
    titles = titles_of(sheet, line)
    recalled = recall([titled.title for titled in titles.values()]) if titles and recall and mapping is None else None
    decided = (mapping or {}) if recalled is None else _still_known(recalled)
    known = sum(field_of_title(titled.meaning) is not None for titled in titles.values())
    width = max(map(len, sheet.rows[: LINES_SEARCHED + LINES_SAMPLED]))
    columns = _columns(titles, decided, width) if titles else ()
    return Header(sheet, line, columns, recalled is not None, known)


def _still_known(recalled: Mapping[str, str]) -> dict[str, ColumnField | None]:
    """What was remembered, fields that another version of the program knew passed over."""
    known: dict[str, ColumnField | None] = {}
    for title, name in recalled.items():
        try:
            known[title] = named_field(name) if name else None
        except ValueError:
            continue
    return known


def _likeness(header: Header, mapping: Mapped) -> tuple[int, bool, bool, bool, int, int]:
    """Rank a line of titles: the correspondence's own titles first, then names, then known titles, then how many."""
    keys = {title_key(column.title) for column in header.columns}
    named = sum(title_key(title) in keys for title in mapping)
    titled = sum(not column.is_untitled for column in header.columns)
    return named, header.names_people, header.is_recalled, not header.sheet.is_hidden, header.known, titled


def _check_mapping(header: Header, mapping: Mapped) -> None:
    named = {column.letter for column in header.columns} | {title_key(column.title) for column in header.columns}
    for title in mapping:
        if title not in named and title_key(title) not in named:
            known = ", ".join(column.title for column in header.columns)
            raise DomainError(Fault.LIST_MAPPING_COLUMN_UNKNOWN, column=title, known=known)


def _columns(titles: Mapping[int, Titled], mapping: Mapped, width: int) -> tuple[Column, ...]:
    """Give each column its field: the correspondence decides first, then the best title for each field."""
    decided = {place: field for place, field in _decided(titles, mapping).items() if place < width}
    chosen = _chosen(titles, decided)
    untitled = {place: field for place, field in decided.items() if field and place not in titles}
    return (
        *(Column(place, titled.title, chosen.get(place)) for place, titled in titles.items()),
        *(Column(place, _untitled(place), field, is_untitled=True) for place, field in untitled.items()),
    )


def _decided(titles: Mapping[int, Titled], mapping: Mapped) -> dict[int, ColumnField | None]:
    """Find the columns that a correspondence names: by a title of this line, else by a letter."""
    places = {title_key(titled.title): place for place, titled in titles.items()}
    decided: dict[int, ColumnField | None] = {}
    for name, field in mapping.items():
        letters = name.removeprefix(_UNTITLED)
        if title_key(name) in places:
            decided[places[title_key(name)]] = field
        elif _LETTERS.fullmatch(letters):
            decided.setdefault(column_number(letters.encode()) - 1, field)
    return decided


def _untitled(place: int) -> str:
    return f"{_UNTITLED}{column_letters(place + 1)}"


def _chosen(titles: Mapping[int, Titled], decided: Mapping[int, ColumnField | None]) -> dict[int, ColumnField]:
    chosen = {place: field for place, field in decided.items() if field}
    offers = sorted(
        (isinstance(known[0], Composite), known[1], place, known[0])
        for place, titled in titles.items()
        if place not in decided and (known := field_of_title(titled.meaning))
    )
    for _, _, place, offered in offers:
        told = set(offered.fields)
        missing = told - {one for kept in chosen.values() for one in kept.fields}
        if missing == told:
            chosen[place] = offered
        elif missing & NEEDED:
            # « Nom et prénom » beside « Nom »: both names come from the one column that has them.
            chosen = {other: kept for other, kept in chosen.items() if not told.intersection(kept.fields)}
            chosen[place] = offered
    return chosen


def _with_untitled(header: Header) -> Header:
    """Add the columns that have values but no title: a person may say what they hold."""
    known = {column.place for column in header.columns}
    below = header.sheet.rows[header.line : header.line + LINES_SAMPLED]
    width = max((len(row) for row in below), default=0)
    untitled = (
        Column(place, _untitled(place), None, is_untitled=True)
        for place in range(width)
        if place not in known and any(_values_below(header.sheet, header.line, place))
    )
    columns = sorted((*header.columns, *untitled), key=lambda column: column.place)
    return replace(header, columns=tuple(columns))


def _values_below(sheet: Sheet, line: int, place: int) -> Iterable[str]:
    return (
        text for row in sheet.rows[line : line + LINES_SAMPLED] if place < len(row) and (text := as_seen(row[place]))
    )
