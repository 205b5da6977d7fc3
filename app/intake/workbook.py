"""Foreign lists as sheets of raw cells: workbooks, delimited text, text pasted from a spreadsheet program."""

from collections.abc import Callable
from pathlib import Path

from app.intake.apart import read_workbook_apart
from app.intake.calamine_reader import matching_sheet, read_workbook
from app.intake.delimited_text import decode, read_records
from app.intake.file_check import FileKind, kind_of, read_bytes, unpacked_size
from app.intake.sheet import Sheet

PASTED = "Texte collé"
LARGEST_HERE = 32 * 2**20
"""An .xlsx that unpacks to more bytes is read in a process of its own, whose memory is bounded."""


def read_sheets(path: Path, only: str | None, between: Callable[[], None]) -> tuple[Sheet, ...]:
    """Read the sheets of a list, or only the one that is named; `between` is called now and then, and may raise.

    Raises:
        EnvironmentFault: the file is missing or may not be read.
        DomainError: the file is no list, is encrypted, damaged, too large, or has no such sheet.
    """
    content = read_bytes(path)
    kind = kind_of(path.name, content)
    between()
    if kind is FileKind.XLSX and unpacked_size(content) <= LARGEST_HERE:
        return read_workbook(path.name, content, kind, only, between)
    if kind is not FileKind.TEXT:
        return read_workbook_apart(path, kind, only, between)
    if only is not None:
        matching_sheet(path.name, only, [path.stem])
    return (Sheet(path.stem, read_records(path.name, decode(path.name, content), between)),)


def pasted_sheet(text: str, between: Callable[[], None]) -> Sheet:
    """Give back as a sheet the text that was copied in a spreadsheet program (tabs) or a mail (any separator).

    Raises:
        DomainError: the text cannot be split.
    """
    return Sheet(PASTED, read_records(PASTED, text, between))
