"""The house's page: A4, a header that says who and which paper, a footer that lets the paper be verified.

`print_pages` turns a story (the flowables that `blocks` and `signature_boxes` make) into the bytes of a PDF; the same
frame and story always give the same bytes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import cast

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFString
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from app.domain.signing import CONTENT_MARK
from app.reports.layout import styles
from app.reports.layout.wording import bound

LEFT = 15 * mm
RIGHT = A4[0] - LEFT
TEXT_WIDTH = RIGHT - LEFT
_HEADER_BASELINE = A4[1] - 16 * mm
_HEADER_SIZE = 8.2
_HEADER_GUTTER = 14
_HEADER_RULE = A4[1] - 25 * mm
_TOP_MARGIN = 31 * mm
_BOTTOM_MARGIN = 20 * mm
_FOOTER_RULE = 15 * mm
_FOOTER_BASELINE = 11 * mm
TEXT_HEIGHT = A4[1] - _TOP_MARGIN - _BOTTOM_MARGIN
_LEADING = 11.5
_NO_PADDING = (0, 0, 0, 0)


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
    """A canvas that knows the page count only when it is saved, and that can hold signature fields."""

    def draw_folio(self) -> None:
        """Print « page / pages » at the bottom right: a form whose text is drawn when the last page is known."""
        self.doForm(self._folio(self.getPageNumber()))

    def save(self) -> None:
        """Draw the folios, then close the file."""
        pages = self.getPageNumber() - 1
        for page in range(1, pages + 1):
            self.beginForm(self._folio(page), 0, 0, *A4)
            self.setFont(styles.REGULAR, 6.8)
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

    @staticmethod
    def _folio(page: int) -> str:
        return f"folio-{page}"


def print_pages(frame: PageFrame, story: Sequence[Flowable]) -> bytes:
    """Print a story inside the house's frame and give the PDF; the same arguments give the same bytes."""
    output = BytesIO()
    document = BaseDocTemplate(
        output,
        pagesize=A4,
        title=frame.title,
        author=frame.centre,
        subject=frame.subject,
        keywords=[f"{CONTENT_MARK}{frame.digest}"] if frame.digest else [],
        creator="Jurade",
        producer="Jurade",
        lang="fr-FR",
        initialFontName=styles.REGULAR,
        invariant=1,
        pageCompression=1,
    )

    def draw_frame(canvas: Canvas, _document: BaseDocTemplate) -> None:
        _draw_frame(cast("HouseCanvas", canvas), frame)

    text_area = Frame(LEFT, _BOTTOM_MARGIN, TEXT_WIDTH, TEXT_HEIGHT, *_NO_PADDING)
    document.addPageTemplates(PageTemplate(frames=[text_area], onPage=draw_frame))
    document.build(list(story), canvasmaker=HouseCanvas)
    return output.getvalue()


def _draw_frame(canvas: HouseCanvas, frame: PageFrame) -> None:
    canvas.saveState()
    canvas.setViewerPreference("DisplayDocTitle", "true")
    if frame.draft:
        _draw_watermark(canvas)
    _draw_header(canvas, frame)
    _draw_footer(canvas, frame)
    canvas.restoreState()


def _draw_header(canvas: Canvas, frame: PageFrame) -> None:
    canvas.setFillColor(styles.SECOND)
    for rank, (left, right) in enumerate(zip(map(bound, frame.header), map(bound, frame.reference), strict=True)):
        baseline = _HEADER_BASELINE - rank * _LEADING
        room = TEXT_WIDTH - _HEADER_GUTTER - stringWidth(right, styles.REGULAR, _HEADER_SIZE)
        # A long name and address shrink rather than run into the reference.
        fit = room / max(stringWidth(left, styles.REGULAR, _HEADER_SIZE), 1)
        canvas.setFont(styles.REGULAR, _HEADER_SIZE * min(1, fit))
        canvas.drawString(LEFT, baseline, left)
        canvas.setFont(styles.REGULAR, _HEADER_SIZE)
        canvas.drawRightString(RIGHT, baseline, right)
    canvas.setStrokeColor(styles.INK)
    canvas.setLineWidth(styles.RULE)
    canvas.line(LEFT, _HEADER_RULE, RIGHT, _HEADER_RULE)


def _draw_footer(canvas: HouseCanvas, frame: PageFrame) -> None:
    canvas.setStrokeColor(styles.LINE)
    canvas.setLineWidth(styles.THIN)
    canvas.line(LEFT, _FOOTER_RULE, RIGHT, _FOOTER_RULE)
    canvas.setFont(styles.REGULAR, 6.8)
    canvas.setFillColor(styles.SECOND)
    canvas.drawString(LEFT, _FOOTER_BASELINE, bound(frame.footer))
    canvas.drawCentredString(LEFT + TEXT_WIDTH * 2 / 3, _FOOTER_BASELINE, bound(frame.verify))
    canvas.draw_folio()


def _draw_watermark(canvas: Canvas) -> None:
    canvas.saveState()
    canvas.translate(A4[0] / 2, A4[1] / 2)
    canvas.rotate(52)
    canvas.setFont(styles.BOLD, 62)
    canvas.setFillColor(styles.WATERMARK)
    canvas.drawCentredString(0, -20, "exemplaire de travail")
    canvas.restoreState()
