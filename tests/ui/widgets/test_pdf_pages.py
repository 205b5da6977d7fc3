from io import BytesIO
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from app.ui.printing import print_pages
from app.ui.widgets.pdf_pages import PdfDocument, PdfPages

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture(scope="module")
def pdf() -> bytes:
    paper = BytesIO()
    canvas = Canvas(paper, pagesize=A4)
    for number in range(1, 4):
        canvas.setPageSize(landscape(A4) if number == 3 else A4)
        canvas.drawString(72, 400, f"Page {['une', 'deux', 'trois'][number - 1]}")
        canvas.rect(72, 72, 100, 100, fill=1)
        canvas.showPage()
    canvas.save()
    return paper.getvalue()


@pytest.fixture
def pages(qtbot: QtBot, pdf: bytes) -> PdfPages:
    made = PdfPages("Procès-verbal")
    made.resize(600, 500)
    made.show_pdf(pdf)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_every_page_can_be_read_by_a_screen_reader(pages: PdfPages) -> None:
    assert pages.page_count == 3
    assert [pages.text_of_page(number) for number in (1, 2, 3)] == ["Page une", "Page deux", "Page trois"]


def test_the_page_in_sight_is_drawn(pages: PdfPages) -> None:
    picture = pages.grab().toImage()
    dark = sum(
        picture.pixelColor(x, y).lightness() < 60
        for x in range(0, picture.width(), 4)
        for y in range(0, picture.height(), 4)
    )
    pages.show_pdf(b"")
    blank = pages.grab().toImage()
    assert pages.page_count == 0
    assert dark > sum(
        blank.pixelColor(x, y).lightness() < 60 for x in range(0, blank.width(), 4) for y in range(0, blank.height(), 4)
    )


def test_the_zoom_keys_widen_and_narrow_the_pages(qtbot: QtBot, pages: PdfPages) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    with qtbot.waitSignal(pages.zoom_changed) as changed:
        QTest.keyClick(pages, Qt.Key.Key_Plus, control)
    assert changed.args == [1.25]
    QTest.keyClick(pages, Qt.Key.Key_Minus, control)
    QTest.keyClick(pages, Qt.Key.Key_Minus, control)
    assert pages.zoom == 0.8
    QTest.keyClick(pages, Qt.Key.Key_0, control)
    assert pages.zoom == 1.0


def test_the_zoom_stops_at_its_bounds(pages: PdfPages) -> None:
    pages.set_zoom(50)
    assert pages.zoom == 3.0
    pages.set_zoom(0)
    assert pages.zoom == 0.5


def test_pages_are_printed_as_they_are_turned(qtbot: QtBot, pdf: bytes, tmp_path: Path) -> None:
    del qtbot
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    target = tmp_path / "papier.pdf"
    printer.setOutputFileName(str(target))
    print_pages(PdfDocument(pdf), printer)
    printed = PdfDocument(target.read_bytes())
    assert printed.page_count == 3
    wide = [width > height for width, height in (printed.page_size(number) for number in range(3))]
    assert wide == [False, False, True]


def test_only_the_pages_asked_for_are_printed(qtbot: QtBot, pdf: bytes, tmp_path: Path) -> None:
    del qtbot
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "papier.pdf"))
    printer.setFromTo(2, 2)
    print_pages(PdfDocument(pdf), printer)
    assert PdfDocument((tmp_path / "papier.pdf").read_bytes()).page_count == 1
