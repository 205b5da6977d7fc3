"""Foreign lists as sheets of raw cells: workbooks, delimited text, text pasted from a spreadsheet program."""

from pathlib import Path

from app.intake.apart import read_workbook_apart
from app.intake.calamine_reader import matching_sheet, read_workbook
from app.intake.delimited_text import decode, read_records
from app.intake.file_check import FileKind, kind_of, read_bytes
from app.intake.sheet import Sheet

PASTED = "Texte collé"


def read_sheets(path: Path, only: str | None = None) -> tuple[Sheet, ...]:
    """Read the sheets of a list, or only the one that is named.

    Raises:
        EnvironmentFault: the file is missing or may not be read.
        DomainError: the file is no list, is encrypted, damaged, too large, or has no such sheet.
    """
    content = read_bytes(path)
    kind = kind_of(path.name, content)
    if kind is FileKind.XLSX:
        return read_workbook(path.name, content, kind, only)
    if kind is not FileKind.TEXT:
        return read_workbook_apart(path.name, content, kind, only)
    if only is not None:
        matching_sheet(path.name, only, [path.stem])
    return (Sheet(path.stem, read_records(path.name, decode(path.name, content))),)


def pasted_sheet(text: str) -> Sheet:
    """Give back as a sheet the text that was copied in a spreadsheet program (tabs) or a mail (any separator).

    Raises:
        DomainError: the text cannot be split.
    """
    return Sheet(PASTED, read_records(PASTED, text))
