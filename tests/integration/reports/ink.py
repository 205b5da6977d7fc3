"""Where the ink lies on a page: what stands outside the margins, and what is printed over something else."""

from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2

from app.reports.layout.frame import LEFT, RIGHT

_FOOT, _HEAD = 24.0, 810.0
"""The lowest and the highest ink of the house's page, in points: the folio, the centre's name."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """One sign on one page and the box of its ink, in points from the lower left corner."""

    page: int
    sign: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def area(self) -> float:
        """The box's area."""
        return (self.right - self.left) * (self.top - self.bottom)

    def covers(self, other: "Glyph") -> bool:
        """Whether this ink lies over a good part of the other's: more than kerning and accents do."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.top, other.top) - max(self.bottom, other.bottom)
        return width > 0 and height > 0 and width * height > 0.3 * min(self.area, other.area)


def glyphs(pdf: bytes) -> Iterator[Glyph]:
    """Every sign that leaves ink."""
    document = pypdfium2.PdfDocument(pdf)
    for number, page in enumerate(document, start=1):
        text = page.get_textpage()
        for index, sign in enumerate(text.get_text_range()):
            if sign.strip():
                yield Glyph(number, sign, *text.get_charbox(index))
    document.close()


def outside_margins(pdf: bytes) -> list[Glyph]:
    """The signs that stand in a margin or off the page."""
    return [
        glyph
        for glyph in glyphs(pdf)
        if glyph.left < LEFT - 1 or glyph.right > RIGHT + 1 or glyph.bottom < _FOOT or glyph.top > _HEAD
    ]


def printed_over(pdf: bytes) -> list[tuple[Glyph, Glyph]]:
    """The pairs of signs of which one hides the other."""
    pairs = []
    ordered = sorted(glyphs(pdf), key=lambda glyph: (glyph.page, glyph.left))
    for index, glyph in enumerate(ordered):
        for other in ordered[index + 1 :]:
            if other.page != glyph.page or other.left >= glyph.right:
                break
            if glyph.covers(other):
                pairs.append((glyph, other))
    return pairs
