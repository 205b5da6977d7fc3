"""Papers put on pages: a sheet begins on a new page, and no sheet ends on a page of a few lines.

`print_pages` turns stories (the flowables that `blocks` and `signature_boxes` make) into the bytes of a PDF; the same
frame and stories always give the same bytes. `print_papers` puts several papers into one file, each with its own
frame and its own page numbers.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any, TypeAlias, cast

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, NextPageTemplate, PageBreak, PageTemplate

from app.domain.signing import CONTENT_MARK
from app.reports.layout import styles
from app.reports.layout.frame import (
    BOTTOM,
    LEFT,
    TEXT_HEIGHT,
    TEXT_WIDTH,
    HouseCanvas,
    PageFrame,
    Running,
    draw_frame,
    draw_running,
)

Sheet: TypeAlias = Sequence[Flowable]

_NO_PADDING = (0, 0, 0, 0)
_WORTH_A_PAGE = 0.2
"""A last page that holds less than this share of its height is a few lines gone astray."""
_SPARE_FOOT = 12.0
"""White above the footer, in points, that a sheet may take when that brings its last lines back."""
_SHORTER_BY = tuple(range(30, 241, 30))


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper: what stands around its text, and the sheets of which each begins on a new page."""

    frame: PageFrame
    sheets: Sequence[Sheet]


def print_pages(frame: PageFrame, *sheets: Sheet) -> bytes:
    """Print one paper inside the house's frame and give the PDF."""
    return print_papers([Paper(frame, sheets)])


def print_papers(papers: Sequence[Paper]) -> bytes:
    """Print papers one after the other into one PDF, which bears the name of the first."""
    output = BytesIO()
    first = papers[0].frame
    document = _House(
        output,
        pagesize=A4,
        title=first.title,
        author=first.centre,
        subject=first.subject,
        keywords=[f"{CONTENT_MARK}{first.digest}"] if first.digest else [],
        creator="Jurade",
        producer="Jurade",
        lang="fr-FR",
        initialFontName=styles.REGULAR,
        invariant=1,
        pageCompression=1,
    )
    story: list[Flowable] = []
    for number, paper in enumerate(papers):
        for place, sheet in enumerate(paper.sheets):
            name = f"{number}-{place}"
            document.addPageTemplates(_template(name, _balanced_height(sheet), _page_drawer(paper.frame, number)))
            story += [NextPageTemplate(name), PageBreak()] if story else []
            story += [Running(""), *sheet]
    document.build_again(story)
    return output.getvalue()


class _House(BaseDocTemplate):
    """A document that notes how far down each page is filled, and that leaves its story as it found it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - reportlab's own arguments, passed through
        super().__init__(*args, **kwargs)
        self.filled: list[float] = []
        self._undo: list[tuple[Any, ...]] = []
        self._multiBuildEdits = self._undo.append

    def afterPage(self) -> None:  # noqa: N802 - reportlab's name
        """Note the height of what the page holds, in points."""
        top, reached = vars(self.frame)["_y2"], vars(self.frame)["_y"]  # reportlab tells it nowhere else
        self.filled.append(top - reached)

    def build_again(self, story: Sequence[Flowable]) -> None:
        """Build, then take back the marks that reportlab leaves on what had to wait for the next page."""
        self.build(list(story), canvasmaker=HouseCanvas)
        while self._undo:
            act, *arguments = self._undo.pop()
            act(*arguments)


def _template(name: str, height: float, on_page: Callable[[Canvas, BaseDocTemplate], None]) -> PageTemplate:
    """Text stands from the top margin down to `height` points under it."""
    text_area = Frame(LEFT, BOTTOM + TEXT_HEIGHT - height, TEXT_WIDTH, height, *_NO_PADDING)
    return PageTemplate(name, [text_area], onPage=on_page, onPageEnd=_end_page)


def _page_drawer(frame: PageFrame, number: int) -> Callable[[Canvas, BaseDocTemplate], None]:
    def begin_page(canvas: Canvas, _document: BaseDocTemplate) -> None:
        draw_frame(cast("HouseCanvas", canvas), frame, number)

    return begin_page


def _end_page(canvas: Canvas, _document: BaseDocTemplate) -> None:
    draw_running(cast("HouseCanvas", canvas))


def _balanced_height(sheet: Sheet) -> float:
    """The height of text area, in points, that leaves no page of a few lines at the end of a sheet."""
    filled = _fill(sheet, TEXT_HEIGHT)
    if len(filled) == 1 or _ends_well(filled):
        return TEXT_HEIGHT
    if len(_fill(sheet, TEXT_HEIGHT + _SPARE_FOOT)) < len(filled):
        return TEXT_HEIGHT + _SPARE_FOOT
    return next(_shorter_pages(sheet, len(filled)), TEXT_HEIGHT)


def _shorter_pages(sheet: Sheet, pages: int) -> Iterator[float]:
    """The heights at which earlier pages leave the last one enough, without asking for one page more."""
    for less in _SHORTER_BY:
        filled = _fill(sheet, TEXT_HEIGHT - less)
        if len(filled) > pages:
            return
        if _ends_well(filled):
            yield TEXT_HEIGHT - less


def _ends_well(filled: Sequence[float]) -> bool:
    return filled[-1] >= _WORTH_A_PAGE * TEXT_HEIGHT


def _fill(sheet: Sheet, height: float) -> list[float]:
    """How far each page is filled, in points, when the sheet is laid out in text areas of this height."""
    trial = _House(BytesIO(), pagesize=A4, initialFontName=styles.REGULAR, pageCompression=0)
    trial.addPageTemplates(_template("trial", height, lambda _canvas, _document: None))
    trial.build_again(sheet)
    return trial.filled
