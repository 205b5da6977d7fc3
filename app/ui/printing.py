"""Puts a PDF on paper through Qt's print dialog: the pages are printed as they are shown."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPageLayout, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from app.ui.widgets.pdf_pages import PdfDocument

_MAX_DOTS_PER_INCH = 300


def ask_and_print(parent: QWidget, pdf: bytes, title: str) -> bool:
    """Ask for a printer and pages, then print.

    Returns:
        False when the person gave up.
    """
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    document = PdfDocument(pdf)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(f"Imprimer : {title}")
    dialog.setMinMax(1, document.page_count)
    dialog.setFromTo(1, document.page_count)
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return False
    print_pages(document, printer)
    return True


def print_pages(document: PdfDocument, printer: QPrinter) -> None:
    """Print the pages that the printer was asked for, each fitted to the sheet, landscape ones turned."""
    first = printer.fromPage() or 1
    last = printer.toPage() or document.page_count
    painter = QPainter()
    for number in range(first - 1, min(last, document.page_count)):
        width, height = document.page_size(number)
        turned = QPageLayout.Orientation.Landscape if width > height else QPageLayout.Orientation.Portrait
        printer.setPageOrientation(turned)
        printer.setFullPage(True)
        if painter.isActive():
            printer.newPage()
        else:
            painter.begin(printer)
        sheet = printer.pageLayout().fullRectPixels(printer.resolution())
        picture = document.picture(number, min(printer.resolution(), _MAX_DOTS_PER_INCH))
        size = picture.size().scaled(sheet.size(), Qt.AspectRatioMode.KeepAspectRatio)
        painter.drawImage(_centred(size, sheet.size()), picture)
    painter.end()


def _centred(size: QSize, within: QSize) -> QRect:
    left, top = (within.width() - size.width()) // 2, (within.height() - size.height()) // 2
    return QRect(left, top, size.width(), size.height())
