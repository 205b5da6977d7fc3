from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields

from app.domain.signing import short_print, signature_field
from app.reports.layout.blocks import figures, gap, note, paragraph
from app.reports.layout.frame import LEFT, RIGHT, TEXT_WIDTH
from app.reports.layout.printing import print_pages
from app.reports.layout.styles import faint, strong
from app.reports.layout.wording import lines, phrase
from tests.integration.reports.paper import DIGEST, FRAME, print_paper, read_pages

FOREIGN_NAMES = (
    "KOWALSKI Łukasz",
    "NGUYỄN Thị Mai",
    "ÖZTÜRK İbrahim",
    "ŒUVRARD Maëlys",
    "ȘTEFĂNESCU Ioana",
    "ÞÓRSDÓTTIR Æsa",
    "DVOŘÁK Jiří",
    "N’DIAYE Souleymane",
)


def embedded_fonts(pdf: bytes) -> Iterator[bool]:
    for page in pypdfium2.PdfDocument(pdf):
        for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
            yield bool(pdfium.FPDFFont_GetIsEmbedded(pdfium.FPDFTextObj_GetFont(item.raw)))


def test_the_same_snapshot_gives_the_same_bytes() -> None:
    assert print_paper() == print_paper()


def test_every_page_says_who_which_and_how_to_verify() -> None:
    pages = list(read_pages(print_paper(rows=[("2616810", "LE GOFF Élodie", "Réussite")] * 90)))

    assert len(pages) > 2
    for rank, text in enumerate(pages, start=1):
        assert "CFA de Bretagne occidentale · 12 rue de l’Odet, 29000 Quimper" in text
        assert "Agrément n° 29-2024-0117" in text
        assert "PV n° 2026-014" in text
        assert f"empreinte {short_print(DIGEST).replace(chr(160), ' ')} · journal e04b 77a1" in text
        assert "vérifier : jurade pv verifier" in text
        assert f"{rank} / {len(pages)}" in text


def test_a_long_table_repeats_its_headings_and_loses_no_row() -> None:
    rows = [(str(2616800 + rank), f"CANDIDAT{rank:03} Prénom", "Réussite") for rank in range(90)]

    pages = list(read_pages(print_paper(rows=rows)))

    with_rows = [text for text in pages if "CANDIDAT" in text]
    assert len(with_rows) > 1
    assert all("Identifiant Candidat Décision" in text for text in with_rows)
    assert all(" ".join(pages).count(row[1]) == 1 for row in rows)


def test_a_name_too_long_for_its_column_is_cut_over_lines_and_not_clipped() -> None:
    page = pypdfium2.PdfDocument(print_paper(rows=[("2616810", "Ŵ" * 200, "Réussite")]))[0]

    text = page.get_textpage()
    boxes = [text.get_charbox(index) for index in range(text.count_chars()) if text.get_text_range(index, 1) == "Ŵ"]
    column_left, column_right = LEFT + TEXT_WIDTH / 5, LEFT + TEXT_WIDTH * 4 / 5
    assert len(boxes) == 200
    assert all(column_left <= left and right <= column_right for left, _, right, _ in boxes)


def test_a_row_longer_than_a_page_goes_on_to_the_next() -> None:
    words = [f"mot{rank}" for rank in range(4000)]

    pages = list(read_pages(print_paper(rows=[("2616810", " ".join(words), "Réussite")])))

    printed = " ".join(pages).split()
    assert len(pages) > 1
    assert [word for word in printed if word.startswith("mot")] == words


@pytest.mark.parametrize("name", FOREIGN_NAMES)
def test_names_of_every_latin_script_are_printed(name: str) -> None:
    (text,) = read_pages(print_paper(rows=[("2616810", name, "Réussite")]))

    assert name in text


def test_every_font_is_embedded() -> None:
    fonts = list(embedded_fonts(print_paper(rows=[("1", name, "Échec") for name in FOREIGN_NAMES])))

    assert fonts
    assert all(fonts)


def test_the_file_says_what_it_is() -> None:
    pdf = print_paper()

    metadata = pypdfium2.PdfDocument(pdf).get_metadata_dict()
    root = PdfFileReader(BytesIO(pdf)).root
    assert metadata["Title"] == "Procès-verbal de session d’examen"
    assert metadata["Author"] == "CFA de Bretagne occidentale"
    assert metadata["Subject"] == "Titre professionnel Assistant commercial, session 26-29-004512"
    assert metadata["Producer"] == "Jurade"
    assert root["/Lang"] == "fr-FR"


def test_a_working_copy_says_so_on_every_page() -> None:
    rows = [("2616810", "LE GOFF Élodie", "Réussite")] * 60

    assert all("exemplaire de travail" in text for text in read_pages(print_paper(draft=True, rows=rows)))
    assert not any("exemplaire de travail" in text for text in read_pages(print_paper(rows=rows)))


def test_each_signature_has_its_field_inside_the_text_and_apart_from_the_others() -> None:
    fields = {
        name: [float(side) for side in reference.get_object()["/Rect"]]
        for name, value, reference in enumerate_sig_fields(PdfFileReader(BytesIO(print_paper())))
        if value is None
    }

    assert set(fields) == {signature_field(1), signature_field(2)}
    for left, bottom, right, top in fields.values():
        assert left >= LEFT
        assert right <= RIGHT
        assert bottom < top
    assert all(first[2] < second[0] for first, second in pairwise(fields.values()))


def test_inline_pieces_are_printed_as_text() -> None:
    pieces = [
        paragraph(lines(phrase(strong("LE GOFF"), " ", "Élodie"), faint("née le 14/03/1991 & <à Quimper>"))),
        gap(),
        figures([(6, "inscrits"), (1, "réussite partielle")]),
        note("Résultats provisoires."),
    ]

    (text,) = read_pages(print_pages(FRAME, pieces))

    assert "LE GOFF Élodie née le 14/03/1991 & <à Quimper>" in text
    assert "6 inscrits 1 réussite partielle" in text
    assert "Résultats provisoires." in text
