"""Workbooks of other kinds, written record by record: .xls (BIFF8 in an OLE container) and .xlsb (BIFF12 in a zip)."""

import io
import struct
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date

DATE_FORMAT = 14
FIRST_DAY = date(1899, 12, 30)
SECTOR = 512
END_OF_CHAIN, FREE, FAT_SECTOR = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD

Rows = Sequence[Sequence[object]]


def xls(rows: Rows, *, dates_from_1904: bool = False) -> bytes:
    """Build an old workbook of one sheet, « Liste »."""
    globals_start = _bof(0x0005) + _record(0x0022, struct.pack("<H", dates_from_1904))
    styles = b"".join(_record(0x00E0, struct.pack("<HH", 0, ifmt) + bytes(16)) for ifmt in (0, DATE_FORMAT))
    name = "Liste".encode("latin-1")
    ends = _record(0x000A, b"")
    sheet_at = len(globals_start) + len(styles) + 4 + 8 + len(name) + len(ends)
    bound = _record(0x0085, struct.pack("<IHBB", sheet_at, 0, len(name), 0) + name)
    cells = b"".join(_xls_cell(row, column, value) for row, column, value in _cells(rows))
    stream = globals_start + styles + bound + ends + _bof(0x0010) + cells + ends
    return _ole(stream)


def _cells(rows: Rows) -> Iterable[tuple[int, int, object]]:
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            if value is not None and value != "":
                yield row, column, value


def _record(kind: int, content: bytes) -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def _bof(kind: int) -> bytes:
    return _record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0, 0, 0, 0x06))


def _xls_cell(row: int, column: int, value: object) -> bytes:
    if isinstance(value, date):
        return _record(0x0203, struct.pack("<HHHd", row, column, 1, (value - FIRST_DAY).days))
    if isinstance(value, int | float):
        return _record(0x0203, struct.pack("<HHHd", row, column, 0, value))
    text = str(value)
    head = struct.pack("<HHHHB", row, column, 0, len(text), 1)
    return _record(0x0204, head + text.encode("utf-16-le"))


def _ole(stream: bytes) -> bytes:
    """Put one stream, « Workbook », in an OLE container: header, one FAT sector, one directory sector, the stream."""
    stream = stream.ljust(4096, b"\0")
    stream += bytes(-len(stream) % SECTOR)
    count = len(stream) // SECTOR
    fat = [FAT_SECTOR, END_OF_CHAIN, *range(3, 2 + count), END_OF_CHAIN]
    assert len(fat) <= SECTOR // 4, "one FAT sector is enough for a test"
    fat += [FREE] * (SECTOR // 4 - len(fat))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack(
        "<HHHHHHIIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 0, 0, 1, 1, 0, 4096, END_OF_CHAIN, 0, END_OF_CHAIN, 0
    )
    header += struct.pack("<I", 0) + struct.pack("<I", FREE) * 108
    directory = _entry("Root Entry", 5, child=1, start=END_OF_CHAIN, size=0)
    directory += _entry("Workbook", 2, child=FREE, start=2, size=len(stream))
    directory += bytes(SECTOR - len(directory))
    return header + struct.pack(f"<{len(fat)}I", *fat) + directory + stream


def _entry(name: str, kind: int, *, child: int, start: int, size: int) -> bytes:
    named = name.encode("utf-16-le")
    head = named.ljust(64, b"\0") + struct.pack("<HBB", len(named) + 2, kind, 1)
    return head + struct.pack("<III", FREE, FREE, child) + bytes(36) + struct.pack("<II", start, size) + bytes(4)


def xlsb(rows: Rows) -> bytes:
    """Build a binary workbook of one sheet, « Liste »."""
    book = _brt(131, b"") + _brt(143, b"") + _brt(156, struct.pack("<II", 0, 1) + _wide("rId1") + _wide("Liste"))
    book += _brt(144, b"") + _brt(132, b"")
    styles = _brt(278, b"") + _brt(617, struct.pack("<I", 2))
    styles += b"".join(_brt(47, struct.pack("<HH", 0xFFFF, ifmt) + bytes(12)) for ifmt in (0, DATE_FORMAT))
    styles += _brt(618, b"") + _brt(279, b"")
    width = max(map(len, rows))
    sheet = _brt(129, b"") + _brt(148, struct.pack("<IIII", 0, len(rows) - 1, 0, width - 1)) + _brt(145, b"")
    last = -1
    for row, column, value in _cells(rows):
        if row != last:
            sheet += _brt(0, struct.pack("<I", row) + bytes(13))
            last = row
        sheet += _xlsb_cell(column, value)
    sheet += _brt(146, b"") + _brt(130, b"")
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.bin", book)
        archive.writestr("xl/styles.bin", styles)
        archive.writestr("xl/worksheets/sheet1.bin", sheet)
        archive.writestr(
            "xl/_rels/workbook.bin.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            '<Relationship Id="rId1" Target="worksheets/sheet1.bin" '
            'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"/></Relationships>',
        )
    return content.getvalue()


def _brt(kind: int, content: bytes) -> bytes:
    head = bytes((kind,)) if kind < 128 else bytes((kind & 0x7F | 0x80, kind >> 7))
    size, sizes = len(content), b""
    while True:
        size, low = size >> 7, size & 0x7F
        sizes += bytes((low | (0x80 if size else 0),))
        if not size:
            return head + sizes + content


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def _xlsb_cell(column: int, value: object) -> bytes:
    if isinstance(value, date):
        return _brt(5, struct.pack("<IId", column, 1, (value - FIRST_DAY).days))
    if isinstance(value, int | float):
        return _brt(5, struct.pack("<IId", column, 0, value))
    return _brt(6, struct.pack("<II", column, 0) + _wide(str(value)))
