"""What a foreign file really is, judged by its bytes before any reader opens it.

A list comes from anywhere: a picture renamed, a download cut short, an archive built to fill the memory. Each is
refused here in one sentence, so that the readers behind only meet files of a size and kind that they can bear.
"""

import io
import zipfile
import zlib
from enum import Enum, auto
from pathlib import Path

from app.domain.faults import DomainError, EnvironmentFault, Fault, Trouble

LARGEST_FILE = 50 * 2**20
LARGEST_UNPACKED = 300 * 2**20
# Real workbooks pack about 10 to 40 times; only an archive built for harm reaches this and is large too.
LARGEST_RATIO, RATIO_MATTERS_FROM = 250, 30 * 2**20

WORKBOOK_SUFFIXES = frozenset((".xlsx", ".xlsm", ".xltx", ".xlsb", ".xls", ".ods"))
TEXT_SUFFIXES = frozenset((".csv", ".tsv", ".tab", ".txt"))

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD_XLS = (b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00")
_FOREIGN = (
    (b"\x89PNG", "une image"),
    (b"\xff\xd8\xff", "une image"),
    (b"GIF8", "une image"),
    (b"BM", "une image"),
    (b"II*\x00", "une image"),
    (b"MM\x00*", "une image"),
    (b"RIFF", "une image ou un son"),
    (b"%PDF", "un document PDF"),
    (b"{\\rtf", "un texte mis en forme"),
    (b"SQLite format 3", "une base de données"),
    (b"7z\xbc\xaf", "une archive"),
    (b"Rar!", "une archive"),
    (b"\x1f\x8b", "une archive"),
    (b"MZ", "un programme"),
    (b"\x7fELF", "un programme"),
)


class FileKind(Enum):
    """How a file is to be read."""

    XLSX = auto()
    XLSB = auto()
    ODS = auto()
    XLS = auto()
    TEXT = auto()


def read_bytes(path: Path) -> bytes:
    """Read a whole file.

    Raises:
        EnvironmentFault: the file is missing or may not be read.
        DomainError: the file is empty or far too large for a list.
    """
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise DomainError(Fault.LIST_TOO_LARGE, file=path.name, limit=LARGEST_FILE // 2**20)
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise EnvironmentFault(Trouble.FILE_MISSING, file=path.name) from error
    except OSError as error:
        raise EnvironmentFault(Trouble.FILE_UNREADABLE, file=path.name) from error
    if not content:
        raise DomainError(Fault.LIST_FILE_EMPTY, file=path.name)
    return content


def kind_of(name: str, content: bytes) -> FileKind:
    """Tell how the file is to be read, by its bytes first and its name second.

    Raises:
        DomainError: the file is no list, is encrypted, damaged, or would unpack to an unreasonable size.
    """
    suffix = Path(name).suffix.lower()
    if suffix not in WORKBOOK_SUFFIXES | TEXT_SUFFIXES:
        raise DomainError(Fault.LIST_TYPE_UNKNOWN, file=name)
    if content.startswith(_ZIP):
        return _kind_of_archive(name, content)
    if content.startswith(_OLE):
        return _kind_of_compound(name, content)
    for signature, what in _FOREIGN:
        if content.startswith(signature) and not (signature.isalpha() and suffix in TEXT_SUFFIXES):
            raise DomainError(Fault.LIST_NOT_A_LIST, file=name, content=what)
    if suffix in TEXT_SUFFIXES:
        return FileKind.TEXT
    return _kind_of_misnamed(name, suffix, content)


def _kind_of_archive(name: str, content: bytes) -> FileKind:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_size(name, content, archive)
            # Reading every part proves that none is cut short and that none is larger than it says.
            if archive.testzip() is not None:
                raise DomainError(Fault.LIST_DAMAGED, file=name)
            parts = frozenset(archive.namelist())
            encrypted = _is_encrypted(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
        raise DomainError(Fault.LIST_DAMAGED, file=name) from error
    except RuntimeError as error:  # what zipfile raises for a part under a password
        raise DomainError(Fault.LIST_ENCRYPTED, file=name) from error
    if encrypted:
        raise DomainError(Fault.LIST_ENCRYPTED, file=name)
    return _kind_of_parts(name, parts)


def unpacked_size(content: bytes) -> int:
    """Give back how many bytes the parts of an archive that was already checked take once unpacked."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return sum(part.file_size for part in archive.infolist())


def _check_size(name: str, content: bytes, archive: zipfile.ZipFile) -> None:
    unpacked = sum(part.file_size for part in archive.infolist())
    is_bomb = unpacked > RATIO_MATTERS_FROM and unpacked > LARGEST_RATIO * len(content)
    if unpacked > LARGEST_UNPACKED or is_bomb:
        raise DomainError(Fault.LIST_UNPACKS_TOO_LARGE, file=name, size=-(-unpacked // 2**20))


def _is_encrypted(archive: zipfile.ZipFile) -> bool:
    """Tell an OpenDocument file under a password: its manifest then lists how each part was encrypted."""
    manifest = "META-INF/manifest.xml"
    return manifest in archive.namelist() and b"encryption-data" in archive.read(manifest)


def _kind_of_parts(name: str, parts: frozenset[str]) -> FileKind:
    if "xl/workbook.bin" in parts:
        return FileKind.XLSB
    if "xl/workbook.xml" in parts:
        return FileKind.XLSX
    if "content.xml" in parts and Path(name).suffix.lower() in WORKBOOK_SUFFIXES:
        return FileKind.ODS
    raise DomainError(Fault.LIST_NOT_A_LIST, file=name, content="une archive ou un autre document")


def _kind_of_compound(name: str, content: bytes) -> FileKind:
    """Tell an old .xls from the envelope that Excel puts round an encrypted workbook."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise DomainError(Fault.LIST_ENCRYPTED, file=name)
    if any(stream.encode("utf-16-le") in content for stream in ("Workbook", "Book", "WORKBOOK", "BOOK")):
        return FileKind.XLS
    raise DomainError(Fault.LIST_DAMAGED, file=name)


def _kind_of_misnamed(name: str, suffix: str, content: bytes) -> FileKind:
    """Many programs export delimited text under the name of a workbook; anything else is damaged."""
    if suffix == ".xls" and content.startswith(_OLD_XLS):
        return FileKind.XLS
    start = content[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype", b"<html", b"<?xml", b"<table")):
        raise DomainError(Fault.LIST_NOT_A_LIST, file=name, content="une page web")
    is_utf16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    if not is_utf16 and any(byte < 9 for byte in content[:4096]):
        raise DomainError(Fault.LIST_DAMAGED, file=name)
    return FileKind.TEXT
