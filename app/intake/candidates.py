"""A candidate list, from the file to the preview that a person confirms: nothing is written anywhere."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.domain.candidate_columns import CandidateField
from app.domain.candidate_line import CandidateLine, CellFault, Corrections, LineLayout, Row, mended_by_line
from app.domain.candidate_list import read_lines
from app.domain.faults import DomainError, Fault
from app.domain.list_columns import ColumnField
from app.intake.header import Header, Recall, find_header, parse_mapping
from app.intake.sheet import Sheet
from app.intake.workbook import PASTED, pasted_sheet, read_sheets

LINES_BETWEEN_NEWS = 250
MOST_LINES = 50_000
_FIELD_NAMES = tuple(field.value for field in CandidateField)

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class ListColumn:
    """One column of a list: its title, unlike any other of the list, its letter, and what it is taken to hold.

    `sample` shows its first values; `field` is None when the column is left aside.
    """

    title: str
    letter: str
    field: ColumnField | None
    sample: tuple[str, ...]
    is_untitled: bool = False


@dataclass(frozen=True, slots=True)
class ListChoices:
    """What a person, or a script, decided about a list before it is read.

    Attributes:
        sheet: The sheet to read, None for the one that looks most like a list.
        mapping: Field names by column title or letter, over the titles' own meaning; an empty name leaves the column
            aside. None leaves the columns to what `recall` remembers of lists with the same titles, else to their own
            meaning.
        corrections: Cells mended in place: each is read as if the list said that.
        recall: Gives back the correspondence once chosen for the same titles.
        may_lack_names: A list whose titles name no one is shown without lines, for a person to say where the names are.
    """

    sheet: str | None = None
    mapping: Mapping[str, str] | None = None
    corrections: Corrections | None = None
    recall: Recall | None = None
    may_lack_names: bool = False


@dataclass(frozen=True, slots=True)
class ListPreview:
    """What a list would bring: its sheet, title line and columns, the lines to import and the cells to look at.

    Attributes:
        name: The file, or what was pasted.
        sheets: Every sheet that was looked into, to choose another one.
        columns: Every column in the order of the list, untitled ones that hold values included.
        corrected: The cells that a person mended.
        is_recalled: Whether the columns were mapped as a person once chose for a list with the same titles.
    """

    sheet: str
    header_line: int
    lines_read: int
    columns: tuple[ListColumn, ...]
    accepted: tuple[CandidateLine, ...]
    flagged: tuple[CellFault, ...]
    rejected: tuple[CellFault, ...]
    name: str
    sheets: tuple[str, ...] = ()
    corrected: frozenset[tuple[int, CandidateField]] = frozenset()
    is_recalled: bool = False

    @property
    def mapping(self) -> dict[str, ColumnField]:
        """The columns that are read, by title."""
        return {column.title: column.field for column in self.columns if column.field}

    @property
    def unmapped(self) -> tuple[str, ...]:
        """The titles of the columns left aside."""
        return tuple(column.title for column in self.columns if column.field is None)

    def fields_of_line(self, line: int) -> frozenset[CandidateField]:
        """What the list tells of the candidate on one line, even by an empty cell."""
        return frozenset(field for told in self.mapping.values() for field in told.fields) | {
            field for mended, field in self.corrected if mended == line
        }

    def as_json(
        self, *, additions: int | None = None, changes: int = 0, unchanged: int = 0, missing: int | None = None
    ) -> dict[str, object]:
        """Give back the object that « candidats importer --json » prints.

        The counts compare the list with a session; without session every accepted line is an addition.
        """
        told: dict[str, object] = {
            "feuille": self.sheet,
            "ligne_entete": self.header_line,
            "lignes_lues": self.lines_read,
            "correspondance": {title: field.value for title, field in self.mapping.items()},
            "acceptees": [line_as_json(line) for line in self.accepted],
            "signalees": [_fault_as_json(fault) for fault in self.flagged],
            "rejetees": [_fault_as_json(fault) for fault in self.rejected],
            "ajouts": len(self.accepted) if additions is None else additions,
            "modifications": changes,
            "inchangees": unchanged,
        }
        return told if missing is None else {**told, "absentes": missing}


def read_list(path: Path, today: date, choices: ListChoices, progress: Progress | None = None) -> ListPreview:
    """Read a candidate list from a workbook or a delimited text.

    `today` is the day from which ages are counted; `progress` is told lines done and lines in all, and may raise to
    stop.

    Raises:
        EnvironmentFault: the file is missing or may not be read.
        DomainError: the file is no list, or has no recognisable titles, sheet or correspondence.
    """
    return _preview(path.name, read_sheets(path, choices.sheet, _between(progress)), today, choices, progress)


def read_pasted(text: str, today: date, choices: ListChoices, progress: Progress | None = None) -> ListPreview:
    """Read a candidate list from text copied in a spreadsheet program, titles included.

    Raises:
        DomainError: the text has no recognisable titles or correspondence.
    """
    return _preview(PASTED, (pasted_sheet(text, _between(progress)),), today, choices, progress)


def _between(progress: Progress | None) -> Callable[[], None]:
    """While the file itself is read, nobody knows how far: only whether to go on."""
    return (lambda: None) if progress is None else lambda: progress(0, 0)


def _preview(
    name: str, sheets: Sequence[Sheet], today: date, choices: ListChoices, progress: Progress | None
) -> ListPreview:
    mapping = None if choices.mapping is None else parse_mapping(choices.mapping)
    header = find_header(name, sheets, mapping, choices.recall, may_lack_names=choices.may_lack_names)
    corrections = {
        cell: text
        for cell, text in (choices.corrections or {}).items()
        if header.line < cell[0] <= len(header.sheet.rows)
    }
    layout = LineLayout(
        header.places, today, header.sheet.dates_from_1904, header.composites, mended_by_line(corrections)
    )
    reading = read_lines(layout, _numbered_rows(name, header, progress) if header.names_people else ())
    if header.names_people and not reading.lines_read:
        raise DomainError(Fault.LIST_WITHOUT_LINE, file=name, line=header.line)
    return ListPreview(
        sheet=header.sheet.name,
        header_line=header.line,
        lines_read=reading.lines_read,
        columns=tuple(
            ListColumn(column.title, column.letter, column.field, header.sample(column.place), column.is_untitled)
            for column in header.columns
        ),
        accepted=reading.accepted,
        flagged=reading.flagged,
        rejected=reading.rejected,
        name=name,
        sheets=tuple(sheet.name for sheet in sheets),
        corrected=frozenset(corrections),
        is_recalled=header.is_recalled,
    )


def _numbered_rows(name: str, header: Header, progress: Progress | None) -> Iterator[tuple[int, Row]]:
    """Give the lines under the titles, titles repeated on each printed page left out.

    Raises:
        DomainError: there are far more lines than any session has candidates.
    """
    rows = header.sheet.rows
    titles = rows[header.line - 1]
    if sum(map(any, rows[header.line :])) > MOST_LINES:
        raise DomainError(Fault.LIST_TOO_MANY_LINES, file=name, limit=MOST_LINES)
    for line, row in enumerate(rows[header.line :], start=header.line + 1):
        if progress and (line % LINES_BETWEEN_NEWS == 0 or line == len(rows)):
            progress(line - header.line, len(rows) - header.line)
        if row != titles:
            yield line, row


def line_as_json(line: CandidateLine) -> dict[str, object]:
    """Give back one accepted line, texts as strings, what is not known as an empty text or null."""
    identity, contact = line.identity, line.contact
    values = (
        identity.civility,
        identity.birth_name,
        identity.usage_name,
        identity.first_name,
        identity.other_first_names,
        identity.birth_date.isoformat() if identity.birth_date else None,
        identity.birth_town,
        identity.birth_department,
        identity.birth_country,
        identity.nationality,
        contact.email,
        contact.phone,
        contact.address,
        contact.postcode,
        contact.town,
        line.number,
        line.access_path.value if line.access_path else None,
        line.status,
        line.training_body,
        " ; ".join(award.text for award in line.prior_awards),
        _answer(line.professional_file),
        _answer(line.training_results),
        line.grant.text if line.grant else "",
    )
    return {"ligne": line.line, **dict(zip(_FIELD_NAMES, values, strict=True))}


def _answer(answer: bool | None) -> str | None:
    return None if answer is None else "Oui" if answer else "Non"


def _fault_as_json(fault: CellFault) -> dict[str, object]:
    return {"ligne": fault.line, "champ": fault.field.value, "valeur": fault.value, "motif": fault.reason}
