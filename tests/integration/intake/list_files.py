"""Lists as centres send them, each made on the spot; all the good ones tell of the same three people.

`GOOD` gives what the reading of each must say, `BAD` the one sentence by which each is refused.
"""

import io
import unicodedata
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from openpyxl.styles import PatternFill
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from app.domain.faults import Fault
from tests.integration.intake.builders import ods, patched, xlsx
from tests.integration.intake.old_workbooks import xls, xlsb

TITLES = ("Nom de naissance", "Prénom", "Date de naissance", "Identifiant candidat", "Code postal", "Téléphone")
ELODIE = ("LE GOFF", "Élodie", date(1991, 3, 14), "0616810", "01000", "0612345678")
SOULEYMANE = ("N’DIAYE", "Souleymane", date(1988, 11, 2), "0616811", "29200", "0698765432")
JEAN_LOUP = ("O’CONNOR", "Jean-Loup", date(1984, 2, 29), "0616815", "97400", "0692001122")
PEOPLE = (ELODIE, SOULEYMANE, JEAN_LOUP)
TOLD = [
    {
        "nom_naissance": name,
        "prenom": first_name,
        "date_naissance": born.isoformat(),
        "identifiant_candidat": number,
        "code_postal": postcode,
        "telephone": phone,
    }
    for name, first_name, born, number, postcode, phone in PEOPLE
]
"""What every good list says of the three, by the names of the JSON."""

Rows = Sequence[Sequence[object]]


@dataclass(frozen=True)
class Good:
    """A list that can be read, and what reading it says.

    Attributes:
        flagged: The cells to look at, by line and field.
        untold: The fields that such a list cannot tell as the others do.
    """

    name: str
    make: Callable[[], bytes]
    header_line: int = 1
    lines: tuple[int, ...] = (2, 3, 4)
    flagged: tuple[tuple[int, str], ...] = ()
    untold: tuple[str, ...] = ()


@dataclass(frozen=True)
class Bad:
    """A file that is no list, and the sentence that refuses it."""

    name: str
    make: Callable[[], bytes]
    fault: Fault


def text(separator: str = ";", people: Rows = PEOPLE, titles: Sequence[object] = TITLES) -> str:
    return "".join(f"{separator.join(map(shown, row))}\r\n" for row in (titles, *people))


def shown(value: object) -> str:
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else "" if value is None else str(value)


def changed(column: int, *values: object) -> Rows:
    """The three people, one column said otherwise."""
    return [
        tuple(value if place == column else cell for place, cell in enumerate(row))
        for row, value in zip(PEOPLE, values, strict=True)
    ]


def with_macros() -> bytes:
    content = io.BytesIO(xlsx([TITLES, *PEOPLE]))
    with zipfile.ZipFile(content, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0" + bytes(100))
    return content.getvalue()


def titles_above() -> bytes:
    def merge(sheet: Worksheet) -> None:
        sheet.merge_cells("A1:G1")

    rows = [("Centre du Ponant – Session du 14 décembre",), ("Liste des candidats",), (None,), (None, *TITLES)]
    return xlsx([*rows, *((None, *person) for person in PEOPLE)], merge)


def merged_downwards() -> bytes:
    def merge(sheet: Worksheet) -> None:
        sheet.merge_cells("A2:A4")

    first, *others = PEOPLE
    return xlsx([("Organisme", *TITLES), ("Greta", *first), *((None, *one) for one in others)], merge)


GROUPED: Rows = (
    ("Candidat", None, "Naissance", None, None, "Coordonnées", None),
    ("Nom", "Prénom", "Date", "Lieu", "N° candidat", "CP", "Tél."),
    *((name, first, born, "Quimper", *rest) for name, first, born, *rest in PEOPLE),
)


def two_title_lines() -> bytes:
    def merge(sheet: Worksheet) -> None:
        for cells in ("A1:B1", "C1:D1", "F1:G1"):
            sheet.merge_cells(cells)

    return xlsx(GROUPED, merge)


def several_sheets() -> bytes:
    def add(sheet: Worksheet) -> None:
        book = sheet.parent
        assert isinstance(book, Workbook)
        book.create_sheet("Consignes", 0).append(("Remplir une ligne par candidat",))
        old = book.create_sheet("Session passée")
        for row in ((*TITLES, "Ville", "Sexe", "Courriel"), ("ANCIEN", "Paul", date(1980, 1, 1), "1", "29000", "")):
            old.append(row)
        old.sheet_state = "hidden"

    return xlsx([TITLES, *PEOPLE], add)


def hidden_columns_and_lines() -> bytes:
    def hide(sheet: Worksheet) -> None:
        sheet.column_dimensions["C"].hidden = True
        sheet.column_dimensions["D"].hidden = True
        sheet.row_dimensions[3].hidden = True

    return xlsx([TITLES, *PEOPLE], hide)


def formatted_numbers() -> bytes:
    def format_cells(sheet: Worksheet) -> None:
        for row in sheet.iter_rows(min_row=2):
            for cell, code in zip(row[3:], ("0000000", "00000", '0#" "##" "##" "##" "##'), strict=True):
                cell.value = int(str(cell.value))
                cell.number_format = code

    return xlsx([TITLES, *PEOPLE], format_cells)


def formatted_numbers_ods() -> bytes:
    """Numbers as LibreOffice writes them: the value without its zeros, beside the text that is shown."""
    table = ods([TITLES, *((*person[:3], *map(int, person[3:])) for person in PEOPLE)])

    def show(part: bytes) -> bytes:
        for digits in (text for person in PEOPLE for text in person[3:]):
            cell = f'office:value="{int(str(digits))}"/>'
            part = part.replace(cell.encode(), f"{cell[:-2]}><text:p>{digits}</text:p></table:table-cell>".encode())
        return part

    return patched(table, content=show)


def counted_from_1904() -> bytes:
    def count(sheet: Worksheet) -> None:
        book = sheet.parent
        assert isinstance(book, Workbook)
        book.epoch = CALENDAR_MAC_1904

    return xlsx([TITLES, *PEOPLE], count)


def bare_serials(first: date) -> bytes:
    def count(sheet: Worksheet) -> None:
        book = sheet.parent
        assert isinstance(book, Workbook)
        if first.year == 1904:
            book.epoch = CALENDAR_MAC_1904

    return xlsx([TITLES, *changed(2, *((person[2] - first).days for person in PEOPLE))], count)


def blank_formatted_cells() -> bytes:
    """A colour given to whole columns, down to the last line of the sheet and its last column."""

    def colour(sheet: Worksheet) -> None:
        for place in ("A1048576", "XFD1048576", "XFD1"):
            sheet[place].fill = PatternFill("solid", fgColor="FFEECC")

    return xlsx([TITLES, *PEOPLE], colour)


def linked_elsewhere() -> bytes:
    """Formulas on another workbook, with the results that were recorded."""
    content = io.BytesIO(
        patched(
            xlsx([TITLES, *PEOPLE]),
            sheet1=lambda part: part.replace(
                b"<is><t>Souleymane</t></is>", b"<f>[1]Feuil1!$B$3</f><v>Souleymane</v>"
            ).replace(b'<c r="B3" t="inlineStr">', b'<c r="B3" t="str">'),
        )
    )
    with zipfile.ZipFile(content, "a") as archive:
        archive.writestr(
            "xl/externalLinks/externalLink1.xml",
            '<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>',
        )
    return content.getvalue()


def decomposed() -> bytes:
    """Accents as macOS writes them, no-break spaces and signs that nobody sees."""
    rows = (("\u00a0LE\u00a0GOFF ", "E\u0301lodie\u200b", *ELODIE[2:]), SOULEYMANE, JEAN_LOUP)
    return unicodedata.normalize("NFD", text(people=rows)).encode()


def born_on_and_at() -> bytes:
    titles = ("Nom", "Prénom", "Né(e) le", "À", "N° candidat", "CP", "Portable")
    return text(titles=titles, people=[(*one[:3], "Quimper", *one[3:]) for one in PEOPLE]).encode()


def born_in_one_cell() -> bytes:
    births = ("14 mars 1991 à Quimper", "02/11/1988 à Saint-Louis (Sénégal)", "29/02/1984, Saint-Denis")
    titles = (*TITLES[:2], "Né(e) le … à …", *TITLES[3:])
    return xlsx([titles, *changed(2, *births)])


def names_in_one_cell(title: str, *names: str) -> bytes:
    return text(
        titles=(title, *TITLES[2:]), people=[(name, *one[2:]) for name, one in zip(names, PEOPLE, strict=True)]
    ).encode()


def dates(*told: str) -> bytes:
    return text(people=changed(2, *told)).encode()


def lost_zeros() -> bytes:
    return xlsx([TITLES, *((*one[:4], int(one[4]), int(one[5])) for one in PEOPLE)])


def uncomputed() -> bytes:
    return xlsx([(*TITLES, "Ville"), (*ELODIE, '="Quim"&"per"'), (*SOULEYMANE, "Brest"), (*JEAN_LOUP, "Brest")])


def printed_pages() -> bytes:
    first, second, third = PEOPLE
    rows = (TITLES, first, (None,), ("TOTAL page 1", "1 candidat"), TITLES, second, third, ("Total : 3",))
    return xlsx(rows)


def grouped_text() -> bytes:
    return text(titles=GROUPED[0], people=GROUPED[1:]).encode()


def blank_lines() -> bytes:
    return ods([(None,), TITLES, (None,), *PEOPLE, (None,), ("Total", "3")])


ORDER = ("TEL. PORTABLE", "c.p.", "n° de candidat *", "DATE NAISS.", "prenom(s)", "NOM DE FAMILLE")
NAMED = ("LE GOFF Élodie", "N’DIAYE Souleymane", "O’CONNOR, Jean-Loup")
FIRST_NAMED = ("Élodie LE GOFF", "N’DIAYE Souleymane", "Jean-Loup O’CONNOR")
BIRTHS = tuple((line, "date_naissance") for line in (2, 3, 4))
NUMBERS = ("code_postal", "telephone")
PHONES = tuple((line, "telephone") for line in (2, 3, 4))

GOOD = (
    Good("simple.xlsx", lambda: xlsx([TITLES, *PEOPLE])),
    Good("macros.xlsm", with_macros),
    Good("ancien.xls", lambda: xls([TITLES, *PEOPLE])),
    Good("binaire.xlsb", lambda: xlsb([TITLES, *PEOPLE])),
    Good("libre.ods", lambda: ods([TITLES, *PEOPLE])),
    Good("excel-fr.csv", lambda: text().encode("cp1252")),
    Good("utf8.csv", lambda: text(",").encode()),
    Good("utf8-marque.csv", lambda: text().encode("utf-8-sig")),
    Good("unicode.txt", lambda: text("\t").encode("utf-16")),
    Good("utf16-sans-marque.csv", lambda: text().encode("utf-16-be")),
    Good("mac.csv", lambda: text().encode("mac_roman")),
    Good("tabulations.tsv", lambda: text("\t").encode()),
    Good("barres.csv", lambda: text("|").encode("cp1252")),
    Good("faux.xls", lambda: text("\t").encode("cp1252")),
    Good("titres-au-dessus.xlsx", titles_above, 4, (5, 6, 7)),
    Good("fusionnees.xlsx", merged_downwards),
    Good("deux-lignes-de-titres.xlsx", two_title_lines, 2, (3, 4, 5)),
    Good("deux-lignes-de-titres.xls", lambda: xls(GROUPED), 2, (3, 4, 5)),
    Good("deux-lignes-de-titres.csv", grouped_text, 2, (3, 4, 5)),
    Good("plusieurs-feuilles.xlsx", several_sheets),
    Good("colonnes-masquees.xlsx", hidden_columns_and_lines),
    Good("pages-imprimees.xlsx", printed_pages, 1, (2, 6, 7)),
    Good("lignes-vides.ods", blank_lines, 2, (4, 5, 6)),
    Good("ordre-et-synonymes.xlsx", lambda: xlsx([ORDER, *(person[::-1] for person in PEOPLE)])),
    Good("ne-le-a.csv", born_on_and_at),
    Good("ne-le-a-ensemble.xlsx", born_in_one_cell),
    Good("nom-prenom.csv", lambda: names_in_one_cell("NOM Prénom", *NAMED)),
    Good("prenom-nom.csv", lambda: names_in_one_cell("Prénom et nom", *FIRST_NAMED)),
    Good("numeros-formates.xlsx", formatted_numbers),
    Good("numeros-formates.ods", formatted_numbers_ods),
    Good("jours-depuis-1904.xlsx", counted_from_1904),
    Good("nombres-1904.xlsx", lambda: bare_serials(date(1904, 1, 1)), flagged=BIRTHS),
    Good("nombres-1900.xlsx", lambda: bare_serials(date(1899, 12, 30)), flagged=BIRTHS),
    Good("dates-en-toutes-lettres.csv", lambda: dates("14 mars 1991", "2 nov. 1988", "29 FÉVRIER 1984")),
    Good("annees-courtes.csv", lambda: dates("14.03.91", "02-11-88", "1984-02-29"), flagged=BIRTHS[:2]),
    Good("ordre-americain.csv", lambda: dates("03/14/1991", "2/11/1988", "29/02/1984"), flagged=BIRTHS[:2]),
    Good("zeros-perdus.xlsx", lost_zeros, flagged=((2, "telephone"), (2, "code_postal"), *PHONES[1:]), untold=NUMBERS),
    Good("macos.csv", decomposed),
    Good("formules.xlsx", uncomputed, flagged=((2, "ville"),)),
    Good("cellules-vides-colorees.xlsx", blank_formatted_cells),
    Good("liens-externes.xlsx", linked_elsewhere),
)


def bomb() -> bytes:
    content = io.BytesIO(xlsx([TITLES, *PEOPLE]))
    with zipfile.ZipFile(content, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/image1.bin", bytes(40 * 2**20))
    return content.getvalue()


def stray_value() -> bytes:
    def add(sheet: Worksheet) -> None:
        sheet["XFD1048576"] = "x"

    return xlsx([TITLES, *PEOPLE], add)


def entities(*, cyclic: bool) -> bytes:
    """A thousand million laughs, or two entities that name each other."""
    laughs = "".join(f'<!ENTITY b{depth + 1} "{f"&b{depth};" * 10}">' for depth in range(9))
    declared = '<!ENTITY b0 "&b9;"><!ENTITY b9 "&b0;">' if cyclic else f'<!ENTITY b0 "ha">{laughs}'
    head = f'<?xml version="1.0"?><!DOCTYPE x [{declared}]>'.encode()
    return patched(
        xlsx([TITLES, *PEOPLE]), **{"xl/workbook.xml": lambda part: head + part.replace(b'"Liste"', b'"&b9;"')}
    )


def repeated_for_ever() -> bytes:
    return patched(
        ods([TITLES, *PEOPLE * 1000]),
        content=lambda part: part.replace(
            b"<table:table-row>", b'<table:table-row table:number-rows-repeated="999999">'
        ),
    )


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BAD = (
    Bad("protege.xlsx", lambda: OLE + bytes(500) + "EncryptedPackage".encode("utf-16-le"), Fault.LIST_ENCRYPTED),
    Bad("protege.ods", lambda: ods([TITLES], "<manifest:encryption-data/>"), Fault.LIST_ENCRYPTED),
    Bad("coupe.xlsx", lambda: xlsx([TITLES, *PEOPLE])[:2000], Fault.LIST_DAMAGED),
    Bad("coupe.xls", lambda: xls([TITLES, *PEOPLE])[:1300], Fault.LIST_DAMAGED),
    Bad("coupe.xlsb", lambda: xlsb([TITLES, *PEOPLE])[:300], Fault.LIST_DAMAGED),
    Bad("photo.xlsx", lambda: b"\x89PNG\r\n\x1a\n" + bytes(400), Fault.LIST_NOT_A_LIST),
    Bad("page.xls", lambda: b"<html><table><tr><td>Nom</td></tr></table></html>", Fault.LIST_NOT_A_LIST),
    Bad("bombe.xlsx", bomb, Fault.LIST_UNPACKS_TOO_LARGE),
    Bad("vide.xlsx", lambda: b"", Fault.LIST_FILE_EMPTY),
    Bad("vide.csv", lambda: b"", Fault.LIST_FILE_EMPTY),
    Bad("sans-titres.xlsx", lambda: xlsx(PEOPLE), Fault.LIST_HEADER_NOT_FOUND),
    Bad("classeur-vide.xlsx", lambda: xlsx([]), Fault.LIST_HEADER_NOT_FOUND),
    Bad("titres-seuls.xlsx", lambda: xlsx([TITLES]), Fault.LIST_WITHOUT_LINE),
    Bad("titres-seuls.csv", lambda: text(people=()).encode(), Fault.LIST_WITHOUT_LINE),
    Bad("cellule-perdue.xlsx", stray_value, Fault.LIST_SPREADS_TOO_FAR),
    Bad("repetee.ods", repeated_for_ever, Fault.LIST_SPREADS_TOO_FAR),
    Bad("une-ligne.csv", lambda: b"Nom;Prenom;" + b"x;" * 10_000_000, Fault.LIST_LINE_TOO_LONG),
    Bad("trop-de-lignes.csv", lambda: b"Nom;Prenom\r\n" + b";;;;\n" * 2_000_000, Fault.LIST_TOO_MANY_LINES),
    Bad("octets-nuls.csv", lambda: b"Nom;Prenom\r\nLE GOFF;\x00\x00\x00\r\n", Fault.LIST_TEXT_UNREADABLE),
    Bad("entites.xlsx", lambda: entities(cyclic=False), Fault.LIST_DAMAGED),
    Bad("entites-en-rond.xlsx", lambda: entities(cyclic=True), Fault.LIST_DAMAGED),
    Bad("courrier.docx", lambda: b"PK\x03\x04", Fault.LIST_TYPE_UNKNOWN),
)
