"""A question guide in a file: a plain text, whatever program wrote it."""

from pathlib import Path

from app.domain.faults import DomainError, Fault
from app.intake.delimited_text import decode
from app.intake.file_check import read_bytes

SUFFIXES = (".txt", ".md", ".markdown", ".text")
_LARGEST = 2**20


def read_text(path: Path) -> str:
    """Read the text of a guide.

    Raises:
        DomainError: the file is empty, no text by its name or its bytes, or far too large for a guide.
        EnvironmentFault: it is missing or may not be read.
    """
    content = read_bytes(path)
    if path.suffix.lower() not in SUFFIXES or len(content) > _LARGEST:
        raise DomainError(Fault.GUIDE_FILE_REFUSED, file=path.name)
    try:
        return decode(path.name, content)
    except DomainError:
        raise DomainError(Fault.GUIDE_FILE_REFUSED, file=path.name) from None
