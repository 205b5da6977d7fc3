"""Lists as they arrive: workbooks by openpyxl, a minimal .ods by hand, archives patched part by part."""

import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from xml.sax.saxutils import escape

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

TITLES = ("Nom de naissance", "Prénom", "Date de naissance", "Identifiant candidat")
PEOPLE = (
    ("LE GOFF", "Élodie", date(1991, 3, 14), 2616810),
    ("N’DIAYE", "Souleymane", date(1988, 11, 2), 2616811),
    ("O’CONNOR", "Jean-Loup", date(1984, 2, 29), 2616815),
)

_OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
_ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"


def xlsx(rows: Sequence[Sequence[object]], change: Callable[[Worksheet], None] | None = None) -> bytes:
    """Build a workbook of one sheet, « Liste »."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Liste"
    for row in rows:
        sheet.append(list(row))
    if change:
        change(sheet)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def patched(archive: bytes, **parts: Callable[[bytes], bytes]) -> bytes:
    """Give back an archive in which each part whose name contains the word was changed."""
    content = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            for word, change in parts.items():
                part = change(part) if word in name else part
            new.writestr(name, part)
    return content.getvalue()


def ods(rows: Sequence[Sequence[object]], manifest: str = "") -> bytes:
    """Build a minimal OpenDocument workbook of one sheet, « Liste »."""
    table = "".join(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows)
    namespaces = " ".join(f'xmlns:{name}="{_OFFICE}:{name}:1.0"' for name in ("office", "table", "text", "manifest"))
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("mimetype", _ODS_TYPE)
        archive.writestr(
            "META-INF/manifest.xml",
            f'<manifest:manifest {namespaces}><manifest:file-entry manifest:full-path="/" '
            f'manifest:media-type="{_ODS_TYPE}"/>{manifest}</manifest:manifest>',
        )
        archive.writestr(
            "content.xml",
            f"<office:document-content {namespaces}><office:body><office:spreadsheet>"
            f'<table:table table:name="Liste">{table}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return content.getvalue()


def _ods_cell(value: object) -> str:
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, date):
        return f'<table:table-cell office:value-type="date" office:date-value="{value.isoformat()}"/>'
    if isinstance(value, int | float):
        return f'<table:table-cell office:value-type="float" office:value="{value}"/>'
    return f'<table:table-cell office:value-type="string"><text:p>{escape(str(value))}</text:p></table:table-cell>'
