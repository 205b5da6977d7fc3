"""A candidate list, from the file to the preview that a person confirms: nothing is written anywhere."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.domain.candidate_columns import CandidateField
from app.domain.candidate_line import CandidateLine, CellFault, LineLayout, Row
from app.domain.candidate_list import read_lines
from app.intake.header import Header, find_header, parse_mapping
from app.intake.sheet import Sheet
from app.intake.workbook import PASTED, pasted_sheet, read_sheets

LINES_BETWEEN_NEWS = 250
_FIELD_NAMES = tuple(field.value for field in CandidateField)

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class ListPreview:
    """What a list would bring: its sheet, title line and columns, the lines to import and the cells to look at.

    `sheets` names every sheet that was looked into, to choose another one.
    """

    sheet: str
    header_line: int
    lines_read: int
    mapping: Mapping[str, CandidateField]
    unmapped: tuple[str, ...]
    accepted: tuple[CandidateLine, ...]
    flagged: tuple[CellFault, ...]
    rejected: tuple[CellFault, ...]
    sheets: tuple[str, ...] = ()

    def as_json(self, *, additions: int | None = None, changes: int = 0, unchanged: int = 0) -> dict[str, object]:
        """Give back the object that « candidats importer --json » prints.

        The counts compare the list with a session; without session every accepted line is an addition.
        """
        return {
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


def read_list(
    path: Path,
    *,
    today: date,
    sheet: str | None = None,
    mapping: Mapping[str, str] | None = None,
    progress: Progress | None = None,
) -> ListPreview:
    """Read a candidate list from a workbook or a delimited text.

    `mapping` gives fields by column title and wins over the titles' own meaning; `today` is the day from which ages
    are counted; `progress` is told lines done and lines in all, and may raise to stop.

    Raises:
        EnvironmentFault: the file is missing or may not be read.
        DomainError: the file is no list, or has no recognisable titles, sheet or correspondence.
    """
    return _preview(path.name, read_sheets(path, sheet), mapping or {}, today, progress)


def read_pasted(
    text: str, *, today: date, mapping: Mapping[str, str] | None = None, progress: Progress | None = None
) -> ListPreview:
    """Read a candidate list from text copied in a spreadsheet program, titles included.

    Raises:
        DomainError: the text has no recognisable titles or correspondence.
    """
    return _preview(PASTED, (pasted_sheet(text),), mapping or {}, today, progress)


def _preview(
    name: str, sheets: Sequence[Sheet], mapping: Mapping[str, str], today: date, progress: Progress | None
) -> ListPreview:
    header = find_header(name, sheets, parse_mapping(mapping))
    layout = LineLayout(header.places, today, header.sheet.dates_from_1904)
    reading = read_lines(layout, _numbered_rows(header, progress))
    return ListPreview(
        header.sheet.name,
        header.line,
        reading.lines_read,
        {column.title: column.field for column in header.columns if column.field},
        tuple(column.title for column in header.columns if column.field is None),
        reading.accepted,
        reading.flagged,
        reading.rejected,
        tuple(sheet.name for sheet in sheets),
    )


def _numbered_rows(header: Header, progress: Progress | None) -> Iterator[tuple[int, Row]]:
    """Give the lines under the titles, titles repeated on each printed page left out."""
    rows = header.sheet.rows
    titles = rows[header.line - 1]
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
