"""The only boxes of the house's papers: those that people sign.

A paper declares its signatures with `signature_boxes([SignaturePlace(signature_field(1), "Anne Durand"), ...])`. Each
box is drawn on the page, for ink, and holds an empty signature field of that name, for `app.reports.signing`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import cast

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, KeepTogether, Paragraph, Table, TableStyle

from app.domain.signing import FIELD_TOOLTIP
from app.reports.layout import styles
from app.reports.layout.frame import TEXT_WIDTH, HouseCanvas
from app.reports.layout.wording import bound, typeset

_HEIGHT = 60.0
_GUTTER = 16.3
_PAIR = 2
"""Boxes to a row; three for three jurors, or five and more, so that a row is not begun for one box."""
_RADIUS = 6
_INSET = 8.0
_LEADING = 11.5
_EDGE = 1.0  # the field leaves the frame's stroke uncovered
_ROW = TableStyle(
    [
        ("FONTNAME", (0, 0), (-1, -1), styles.REGULAR),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 0),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 8),
    ]
)


@dataclass(frozen=True, slots=True)
class SignaturePlace:
    """Where one person signs: the field's name, the person, and what stands under the name."""

    field: str
    name: str
    quality: str = ""


class _SignatureBox(Flowable):
    """A frame to sign in, with the name for ink and the field for a certificate."""

    def __init__(self, place: SignaturePlace, width: float) -> None:
        super().__init__()
        self._place = place
        self.width, self.height = width, _HEIGHT

    def draw(self) -> None:
        canvas = cast("HouseCanvas", self.canv)
        canvas.setStrokeColor(styles.DASH)
        canvas.setLineWidth(styles.RULE)
        canvas.roundRect(0, 0, self.width, self.height, _RADIUS)
        _write_lines(canvas, self.width, self.height, (self._place.name, self._place.quality))
        canvas.translate(_EDGE, _EDGE)
        canvas.add_signature_field(
            self._place.field,
            f"{FIELD_TOOLTIP}{self._place.name}",
            self.width - 2 * _EDGE,
            self.height - 2 * _EDGE,
        )


def signature_boxes(heading: str, places: Sequence[SignaturePlace]) -> list[Flowable]:
    """Print a heading and one box per person, two or three to a row, all on one page when it holds them."""
    columns = _PAIR if len(places) in (1, _PAIR, 2 * _PAIR) else _PAIR + 1
    width = (TEXT_WIDTH - (columns - 1) * _GUTTER) / columns
    boxes: list[Flowable | str] = [_SignatureBox(place, width) for place in places]
    boxes += [""] * (-len(boxes) % columns)
    # Each cell but the last of its row holds the gutter too.
    widths = [width + _GUTTER] * (columns - 1) + [width]
    rows = [
        Table([boxes[start : start + columns]], colWidths=widths, style=_ROW) for start in range(0, len(boxes), columns)
    ]
    return [KeepTogether([Paragraph(typeset(heading), styles.SECTION), *rows])]


def print_appearance(width: float, height: float, wording: Sequence[str]) -> bytes:
    """Print what a signed box shows, on a page of the field's own size: a name, then smaller lines."""
    output = BytesIO()
    canvas = Canvas(
        output,
        pagesize=(width, height),
        initialFontName=styles.REGULAR,  # type: ignore[arg-type] # the stubs take the name for a size
        invariant=1,
        pageCompression=1,
    )
    # White first: the box already holds the name for ink, which the certificate's own name must replace.
    canvas.setFillColorRGB(1, 1, 1)
    canvas.roundRect(0, 0, width, height, _RADIUS - _EDGE, stroke=0, fill=1)
    canvas.translate(-_EDGE, -_EDGE)
    _write_lines(canvas, width + 2 * _EDGE, height + 2 * _EDGE, wording)
    canvas.save()
    return output.getvalue()


def _write_lines(canvas: Canvas, width: float, height: float, wording: Sequence[str]) -> None:
    """Write a name and the lines under it from the top of a box, each shrunk to fit rather than clipped."""
    baseline = height - _INSET - styles.VALUE.fontSize
    for rank, line in enumerate(filter(None, map(bound, wording))):
        style = styles.DETAIL if rank else styles.VALUE
        fit = (width - 2 * _INSET) / max(stringWidth(line, style.fontName, style.fontSize), 1)
        canvas.setFont(style.fontName, style.fontSize * min(1, fit))
        canvas.setFillColor(style.textColor)
        canvas.drawString(_INSET, baseline - rank * _LEADING, line)
