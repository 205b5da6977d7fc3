"""Files that are no list, are damaged, or were built to do harm: refused in one sentence, and the program goes on."""

import io
import zipfile
from pathlib import Path

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from app.domain.faults import DomainError, EnvironmentFault, Fault, Trouble
from app.intake import workbook
from app.intake.sheet import Sheet
from tests.integration.intake.builders import PEOPLE, TITLES, ods, patched, xlsx


def read_sheets(path: Path, only: str | None = None) -> tuple[Sheet, ...]:
    return workbook.read_sheets(path, only, lambda: None)


GOOD = xlsx([TITLES, *PEOPLE])
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def bomb() -> bytes:
    content = io.BytesIO(GOOD)
    with zipfile.ZipFile(content, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/image1.bin", b"\0" * 40 * 2**20)
    return content.getvalue()


def lying_bomb() -> bytes:
    """A part that says it holds 100 bytes and unpacks to far more."""
    content = bomb()
    size = (40 * 2**20).to_bytes(4, "little")
    assert size in content
    return content.replace(size, (100).to_bytes(4, "little"))


def other_document() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("word/document.xml", "<document/>")
    return content.getvalue()


def stray_cell(place: str) -> bytes:
    def add(sheet: Worksheet) -> None:
        sheet[place] = "x"

    return xlsx([TITLES, *PEOPLE], add)


def announcing_texts(count: int) -> bytes:
    """A workbook whose table of texts announces more texts than it holds."""
    relation = (
        b'<Relationship Id="rId99" Target="/xl/sharedStrings.xml" Type="http://schemas.openxmlformats.org'
        b'/officeDocument/2006/relationships/sharedStrings"/></Relationships>'
    )
    with zipfile.ZipFile(io.BytesIO(GOOD)) as archive:
        has_texts = "xl/sharedStrings.xml" in archive.namelist()
    content = io.BytesIO(
        patched(
            GOOD,
            **{
                "workbook.xml.rels": lambda part: part if has_texts else part.replace(b"</Relationships>", relation),
                "sharedStrings": lambda part: part.replace(b'uniqueCount="', b'uniqueCount="%d' % count),
            },
        )
    )
    if not has_texts:
        with zipfile.ZipFile(content, "a") as archive:
            archive.writestr("xl/sharedStrings.xml", f'<sst uniqueCount="{count}"><si><t>a</t></si></sst>')
    return content.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("liste.docx", GOOD, Fault.LIST_TYPE_UNKNOWN),
        ("liste", GOOD, Fault.LIST_TYPE_UNKNOWN),
        ("vide.xlsx", b"", Fault.LIST_FILE_EMPTY),
        ("vide.csv", b"", Fault.LIST_FILE_EMPTY),
        ("photo.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(100), Fault.LIST_NOT_A_LIST),
        ("photo.csv", b"\xff\xd8\xff\xe0" + bytes(100), Fault.LIST_NOT_A_LIST),
        ("papier.ods", b"%PDF-1.7\n", Fault.LIST_NOT_A_LIST),
        ("page.xls", b"<!DOCTYPE html><html><table>", Fault.LIST_NOT_A_LIST),
        ("texte.xlsx", other_document(), Fault.LIST_NOT_A_LIST),
        ("protege.xlsx", OLE + bytes(500) + "EncryptedPackage".encode("utf-16-le"), Fault.LIST_ENCRYPTED),
        ("protege.ods", ods([TITLES], "<manifest:encryption-data/>"), Fault.LIST_ENCRYPTED),
        ("coupe.xlsx", GOOD[: len(GOOD) // 2], Fault.LIST_DAMAGED),
        ("coupe.ods", ods([TITLES, *PEOPLE])[:300], Fault.LIST_DAMAGED),
        ("coupe.xls", OLE + bytes(3000), Fault.LIST_DAMAGED),
        ("casse.xls", OLE + "Workbook".encode("utf-16-le") + bytes(3000), Fault.LIST_DAMAGED),
        ("bruit.xlsx", bytes(range(256)) * 20, Fault.LIST_DAMAGED),
        ("sans-classeur.xlsx", patched(GOOD, workbook=lambda _part: b"<oups"), Fault.LIST_DAMAGED),
        ("sans-feuille.xlsx", patched(GOOD, sheet1=lambda _part: b"<worksheet><sheetData"), Fault.LIST_DAMAGED),
        ("textes.xlsx", announcing_texts(4_000_000_000), Fault.LIST_DAMAGED),
        ("bombe.xlsx", bomb(), Fault.LIST_UNPACKS_TOO_LARGE),
        ("bombe-menteuse.xlsx", lying_bomb(), Fault.LIST_DAMAGED),
        ("loin.xlsx", stray_cell("XFD1048576"), Fault.LIST_SPREADS_TOO_FAR),
        ("large.xlsx", stray_cell("XFD1000"), Fault.LIST_SPREADS_TOO_FAR),
        ("long.xlsx", stray_cell("J1048576"), Fault.LIST_SPREADS_TOO_FAR),
        ("charabia.csv", b"\xff\xfe\x00\xd8\x00", Fault.LIST_TEXT_UNREADABLE),
    ],
)
def test_a_bad_file_is_refused_in_one_sentence(name: str, content: bytes, fault: Fault, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(DomainError) as refusal:
        read_sheets(path)
    assert refusal.value.what is fault
    assert name in refusal.value.sentence


@pytest.mark.parametrize(
    "hide",
    [
        lambda part: part.replace(b'r="XFD1048576"', b"r='XFD1048576'"),
        lambda part: part.replace(b'r="XFD1048576"', b'r = "xfd1048576"'),
        lambda part: part.replace(b"<c r=", b"<x:c r=").replace(b"</c>", b"</x:c>"),
        lambda part: part.replace(b'<dimension ref="A1:XFD1048576"/>', b'<dimension ref="A1:B2"/>'),
        lambda part: part.replace(b'<c r="XFD1048576"', b'<c t="s"/>' * 5000 + b"<c "),
    ],
)
def test_a_stray_cell_cannot_hide(hide: "type", tmp_path: Path) -> None:
    path = tmp_path / "loin.xlsx"
    path.write_bytes(patched(stray_cell("XFD1048576"), sheet1=hide))
    with pytest.raises(DomainError) as refusal:
        read_sheets(path)
    assert refusal.value.what is Fault.LIST_SPREADS_TOO_FAR


def test_a_stray_cell_that_a_machine_can_bear_is_borne(tmp_path: Path) -> None:
    path = tmp_path / "liste.xlsx"
    path.write_bytes(stray_cell("H20000"))
    assert len(read_sheets(path)[0].rows) == 20_000


@pytest.mark.parametrize(("name", "content"), [("a.xlsx", GOOD), ("a.ods", ods([TITLES])), ("Liste.csv", b"Nom;Age\n")])
def test_an_unknown_sheet_is_refused_with_those_that_exist(name: str, content: bytes, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(DomainError) as refusal:
        read_sheets(path, "Autre")
    assert refusal.value.what is Fault.LIST_SHEET_UNKNOWN
    assert "Liste" in refusal.value.sentence


def test_a_missing_file_is_the_machine_s_trouble(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault) as refusal:
        read_sheets(tmp_path / "absente.xlsx")
    assert refusal.value.what is Trouble.FILE_MISSING


def test_a_folder_is_no_list(tmp_path: Path) -> None:
    folder = tmp_path / "liste.xlsx"
    folder.mkdir()
    with pytest.raises(EnvironmentFault) as refusal:
        read_sheets(folder)
    assert refusal.value.what is Trouble.FILE_UNREADABLE
