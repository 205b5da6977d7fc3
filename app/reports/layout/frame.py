"""The house's page: A4, a header that says who and which paper, a footer that lets the paper be verified."""

from collections import Counter
from dataclasses import dataclass
from typing import Any, cast

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFString
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from app.reports.layout import styles
from app.reports.layout.wording import bound

LEFT = 15 * mm
RIGHT = A4[0] - LEFT
TEXT_WIDTH = RIGHT - LEFT
_HEADER_BASELINE = A4[1] - 16 * mm
_HEADER_SIZE = 8.2
_HEADER_GUTTER = 14
_HEADER_RULE = A4[1] - 25 * mm
_RUNNING_BASELINE = A4[1] - 29 * mm
_TOP_MARGIN = 31 * mm
BOTTOM = 20 * mm
_FOOTER_RULE = 15 * mm
_FOOTER_BASELINE = 11 * mm
TEXT_HEIGHT = A4[1] - _TOP_MARGIN - BOTTOM
_LEADING = 11.5
_SMALL = 6.8


@dataclass(frozen=True, slots=True)
class PageFrame:
    """What stands around the text of every page of one paper.

    Attributes:
        title: The paper's title, for the file's properties.
        subject: What it is about, for the file's properties.
        centre: The centre's name, which is also the author in the file's properties.
        header: The two lines at top left: centre and address, agrément.
        reference: The two lines at top right: number, version.
        footer: The line at bottom left: number, version, prints of the content and of the journal.
        verify: The line at bottom centre: how to check the paper.
        digest: The content digest, kept in the file's properties; empty for papers that nobody signs.
        draft: Print « exemplaire de travail » across every page.
    """

    title: str
    subject: str
    centre: str
    header: tuple[str, str]
    reference: tuple[str, str]
    footer: str
    verify: str
    digest: str = ""
    draft: bool = False


class HouseCanvas(Canvas):
    """A canvas that knows the page count of each paper only when it is saved, and that can hold signature fields."""

    running = ("", 0)
    """What the pages that follow go on with, and the page where it was said first."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - reportlab's own arguments, passed through
        super().__init__(*args, **kwargs)
        self._pages_of: Counter[int] = Counter()

    def draw_folio(self, paper: int) -> None:
        """Print « page / pages » of one paper at the bottom right: a form drawn when its last page is known."""
        self._pages_of[paper] += 1
        self.doForm(_folio(paper, self._pages_of[paper]))

    def save(self) -> None:
        """Draw the folios, then close the file."""
        for paper, pages in self._pages_of.items():
            for page in range(1, pages + 1):
                self.beginForm(_folio(paper, page), 0, 0, *A4)
                self.setFont(styles.REGULAR, _SMALL)
                self.setFillColor(styles.SECOND)
                self.drawRightString(RIGHT, _FOOTER_BASELINE, f"{page} / {pages}")
                self.endForm()
        super().save()

    def add_signature_field(self, name: str, tooltip: str, width: float, height: float) -> None:
        """Open an empty signature field whose lower left corner is the current origin; sizes in points."""
        left, bottom = self.absolutePosition(0, 0)
        field = PDFDictionary(
            {
                "Type": PDFName("Annot"),
                "Subtype": PDFName("Widget"),
                "FT": PDFName("Sig"),
                "T": PDFString(name),
                "TU": PDFString(tooltip),
                "F": 4,  # it prints
                "P": self._doc.thisPageRef(),  # type: ignore[attr-defined] # reportlab has no other door to this
                "Rect": PDFArray([left, bottom, left + width, bottom + height]),
            }
        )
        self._addAnnotation(field)  # type: ignore[attr-defined] # reportlab offers no signature field of its own
        self.acroForm.fields.append(self.acroForm.getRef(field))  # type: ignore[no-untyped-call] # reportlab ships no types


class Running(Flowable):
    """What the next pages say at their head, under the rule, while the text goes on: nothing on this page."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self._words = words
        self.width = self.height = 0

    def draw(self) -> None:
        """Leave the words to the pages that follow."""
        canvas = cast("HouseCanvas", self.canv)
        canvas.running = (self._words, canvas.getPageNumber())


def draw_frame(canvas: HouseCanvas, frame: PageFrame, paper: int) -> None:
    """Draw what stands around the text of a page that begins."""
    canvas.saveState()
    canvas.setViewerPreference("DisplayDocTitle", "true")
    if frame.draft:
        _draw_watermark(canvas)
    _draw_header(canvas, frame)
    _draw_footer(canvas, frame, paper)
    canvas.restoreState()


def draw_running(canvas: HouseCanvas) -> None:
    """Draw, on a page that ends, what it went on with."""
    words, page = canvas.running
    if words and page < canvas.getPageNumber():
        canvas.saveState()
        canvas.setFillColor(styles.SECOND)
        _draw_fitted(canvas, _RUNNING_BASELINE, f"{words} (suite)", styles.NOTE.fontSize, TEXT_WIDTH)
        canvas.restoreState()


def _folio(paper: int, page: int) -> str:
    return f"folio-{paper}-{page}"


def _draw_header(canvas: Canvas, frame: PageFrame) -> None:
    canvas.setFillColor(styles.SECOND)
    for rank, (left, right) in enumerate(zip(map(bound, frame.header), map(bound, frame.reference), strict=True)):
        baseline = _HEADER_BASELINE - rank * _LEADING
        # A long name and address shrink rather than run into the reference.
        room = TEXT_WIDTH - _HEADER_GUTTER - stringWidth(right, styles.REGULAR, _HEADER_SIZE)
        _draw_fitted(canvas, baseline, left, _HEADER_SIZE, room)
        canvas.setFont(styles.REGULAR, _HEADER_SIZE)
        canvas.drawRightString(RIGHT, baseline, right)
    canvas.setStrokeColor(styles.INK)
    canvas.setLineWidth(styles.RULE)
    canvas.line(LEFT, _HEADER_RULE, RIGHT, _HEADER_RULE)


def _draw_fitted(canvas: Canvas, baseline: float, words: str, size: float, room: float) -> None:
    """Write a line at the left margin, shrunk to the room that it has."""
    text = bound(words)
    canvas.setFont(styles.REGULAR, size * min(1, room / max(stringWidth(text, styles.REGULAR, size), 1)))
    canvas.drawString(LEFT, baseline, text)


def _draw_footer(canvas: HouseCanvas, frame: PageFrame, paper: int) -> None:
    canvas.setStrokeColor(styles.LINE)
    canvas.setLineWidth(styles.THIN)
    canvas.line(LEFT, _FOOTER_RULE, RIGHT, _FOOTER_RULE)
    canvas.setFont(styles.REGULAR, _SMALL)
    canvas.setFillColor(styles.SECOND)
    canvas.drawString(LEFT, _FOOTER_BASELINE, bound(frame.footer))
    canvas.drawCentredString(LEFT + TEXT_WIDTH * 2 / 3, _FOOTER_BASELINE, bound(frame.verify))
    canvas.draw_folio(paper)


def _draw_watermark(canvas: Canvas) -> None:
    canvas.saveState()
    canvas.translate(A4[0] / 2, A4[1] / 2)
    canvas.rotate(52)
    canvas.setFont(styles.BOLD, 62)
    canvas.setFillColor(styles.WATERMARK)
    canvas.drawCentredString(0, -20, "exemplaire de travail")
    canvas.restoreState()
