"""The house's type, colours and paragraph styles on paper: hierarchy by size and weight, thin rules, no boxes.

Importing this module registers Inter with reportlab, whose register of fonts is one for the whole process.
"""

from pathlib import Path

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont

from app.reports.layout.wording import Markup, typeset

REGULAR = "Inter-Regular"
SEMIBOLD = "Inter-SemiBold"
BOLD = "Inter-Bold"

INK = HexColor("#1B2130")
SECOND = HexColor("#545C6C")
LINE = HexColor("#C4C0B3")
DASH = HexColor("#8A8F9B")
WATERMARK = HexColor("#ECEAE2")

THIN = 0.5
RULE = 0.8

_FONTS = Path(__file__).resolve().parents[3] / "resources" / "fonts"

for _face in (REGULAR, SEMIBOLD, BOLD):
    registerFont(TTFont(_face, _FONTS / f"{_face}.ttf"))


_BASE = ParagraphStyle(
    "base", fontName=REGULAR, fontSize=8.2, leading=11.5, textColor=INK, splitLongWords=1, allowWidows=0, allowOrphans=0
)
_SMALL = ParagraphStyle("small", parent=_BASE, fontSize=7, leading=9.5, textColor=SECOND)

TITLE = ParagraphStyle("title", parent=_BASE, fontName=BOLD, fontSize=16.5, leading=20)
SUBTITLE = ParagraphStyle("subtitle", parent=_BASE, textColor=SECOND, spaceBefore=3, spaceAfter=10)
SECTION = ParagraphStyle(
    "section", parent=_BASE, fontName=SEMIBOLD, fontSize=10, leading=13, spaceBefore=10, spaceAfter=3
)
BODY = ParagraphStyle("body", parent=_BASE)
BODY_RIGHT = ParagraphStyle("body-right", parent=_BASE, alignment=TA_RIGHT)
VALUE = ParagraphStyle("value", parent=_BASE, fontName=SEMIBOLD)
DETAIL = ParagraphStyle("detail", parent=_BASE, textColor=SECOND)
LABEL = ParagraphStyle("label", parent=_SMALL)
NOTE = ParagraphStyle("note", parent=_SMALL)
HEADING = ParagraphStyle("heading", parent=_SMALL, fontName=SEMIBOLD)
HEADING_RIGHT = ParagraphStyle("heading-right", parent=HEADING, alignment=TA_RIGHT)
ITEM = ParagraphStyle(
    "item", parent=_BASE, leftIndent=13, bulletIndent=1, bulletFontName=REGULAR, bulletFontSize=8.2, spaceAfter=1.5
)
SMALL_TEXT = ParagraphStyle("small-text", parent=_SMALL, textColor=INK)
SMALL_ITEM = ParagraphStyle(
    "small-item", parent=_SMALL, textColor=INK, leftIndent=13, bulletFontName=REGULAR, bulletFontSize=7
)
POSTED = ParagraphStyle("posted", parent=_BASE, fontSize=12.5, leading=18, spaceAfter=9)
POSTED_SECTION = ParagraphStyle("posted-section", parent=SECTION, fontSize=15, leading=20, spaceBefore=16, spaceAfter=8)
FIGURE = ParagraphStyle("figure", parent=_BASE, leading=13)


def strong(text: str) -> Markup:
    """Set text in the weight of what matters."""
    return Markup(f'<font name="{SEMIBOLD}" color="{_hexadecimal(INK)}">{typeset(text)}</font>')


def faint(text: str) -> Markup:
    """Set text in the second ink."""
    return Markup(f'<font color="{_hexadecimal(SECOND)}">{typeset(text)}</font>')


def large(text: str) -> Markup:
    """Set a figure large enough to be read first."""
    return Markup(f'<font name="{BOLD}" size="11.5">{typeset(text)}</font>')


def _hexadecimal(color: Color) -> str:
    return f"#{color.hexval()[2:]}"
