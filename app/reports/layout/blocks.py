"""The pieces that papers are composed of: each is one function from plain values to flowables.

Strings are plain text (escaped, French spaces bound) unless `wording` or `styles` made them markup.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, Paragraph, Spacer, Table, TableStyle

from app.reports.layout import styles
from app.reports.layout.frame import TEXT_HEIGHT, TEXT_WIDTH
from app.reports.layout.wording import NO_BREAK, Markup, lines, phrase, typeset

_GUTTER = 14
_APART = 8
_SLACK = 0.1  # a column exactly as wide as its word loses the word to rounding
_WIDEST_NARROW = 80
_ROOM_AFTER_HEADING = 70
_HEADING_HEIGHT = 45  # two lines, with the white around them
_FLUSH = TableStyle(
    [
        ("FONTNAME", (0, 0), (-1, -1), styles.REGULAR),  # else reportlab names Helvetica, which is not embedded
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 0),
    ]
)
_FACTS = TableStyle(
    [("RIGHTPADDING", (0, 0), (-1, -1), _GUTTER), ("BOTTOMPADDING", (0, 0), (-1, -1), 7)],
    parent=_FLUSH,
)
_RULED = TableStyle(
    [
        ("RIGHTPADDING", (0, 0), (-1, -1), _APART),
        ("TOPPADDING", (0, 0), (-1, -1), 4),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 4.5),
        ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
        ("LINEBELOW", (0, 0), (-1, 0), styles.RULE, styles.INK),
        ("LINEBELOW", (0, 1), (-1, -1), styles.THIN, styles.LINE),
    ],
    parent=_FLUSH,
)
_INSET = 8
_DASHED = TableStyle(
    [
        ("BOX", (0, 0), (-1, -1), styles.RULE, styles.DASH, None, (3, 2)),
        ("ROUNDEDCORNERS", [6, 6, 6, 6]),
        *((f"{side}PADDING", (0, 0), (-1, -1), _INSET) for side in ("LEFT", "RIGHT", "TOP")),
    ],
    parent=_FLUSH,
)
_SIDE_BY_SIDE_ITEMS = TableStyle(
    [("RIGHTPADDING", (0, 0), (-1, -1), _GUTTER), ("BOTTOMPADDING", (0, 0), (-1, -1), 1)], parent=_FLUSH
)
_SIDE_BY_SIDE = TableStyle(
    [("RIGHTPADDING", (0, 0), (-1, -1), 0), ("BOTTOMPADDING", (0, 0), (-1, -1), 6)], parent=_FLUSH
)


@dataclass(frozen=True, slots=True)
class Fact:
    """One label with its value, and details in the second ink under it."""

    label: str
    value: str
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: its heading, its share of the width, and whether it holds figures.

    A column without a share is as narrow as its longest word; the others share what is left.
    """

    heading: str
    share: float = 0
    figures: bool = False


@dataclass(frozen=True, slots=True)
class InkBox:
    """A dashed frame that somebody outside the jury fills by hand: what it is for, and a remark."""

    wording: str
    remark: str = ""


class _Rows(Table):
    """A table whose rows stay whole, but for a row that no page could hold."""

    def opening(self) -> float:
        """Give the height of the headings with the first row, without which they must not stand."""
        self.wrap(TEXT_WIDTH, TEXT_HEIGHT)
        heights: Sequence[float] = self._rowHeights  # type: ignore[attr-defined] # known once wrapped; the stubs omit it
        return sum(heights[: self.repeatRows + 1])

    def split(self, width: float, height: float) -> list[Flowable]:
        parts = super().split(width, height)
        if not parts and (height > TEXT_HEIGHT - 1 or hasattr(self, "_postponed")):
            self.splitInRow = 1
            parts = super().split(width, height)
        return parts


def title_block(title: str, subtitle: str) -> list[Flowable]:
    """Print a paper's title and the line that says what it is about."""
    return [Paragraph(typeset(title), styles.TITLE), Paragraph(typeset(subtitle), styles.SUBTITLE)]


def facts_grid(facts: Sequence[Fact], columns: int = 3) -> list[Flowable]:
    """Print labelled values, so many to a row."""
    cells = [[Paragraph(typeset(fact.label), styles.LABEL), _fact_value(fact)] for fact in facts]
    cells += [[]] * (-len(cells) % columns)
    rows = [cells[start : start + columns] for start in range(0, len(cells), columns)]
    return [_Rows(rows, colWidths=[TEXT_WIDTH / columns] * columns, style=_FACTS)]


def section(heading: str, *content: Flowable) -> list[Flowable]:
    """Print a heading that never stays alone at the foot of a page, then its content."""
    room = max(_ROOM_AFTER_HEADING, _HEADING_HEIGHT + _opening(content))
    return [CondPageBreak(min(room, TEXT_HEIGHT)), Paragraph(typeset(heading), styles.SECTION), *content]


def _opening(content: Iterable[Flowable]) -> float:
    """The height of what must stand with a heading: up to the first row of its table, or 0 without a table."""
    height = 0.0
    for part in content:
        if isinstance(part, _Rows):
            return height + part.opening()
        height += part.wrap(TEXT_WIDTH, TEXT_HEIGHT)[1]
        if isinstance(part, Table):
            return height
    return 0.0


def paragraph(text: str) -> Flowable:
    """Print running text."""
    return Paragraph(typeset(text), styles.BODY)


def items(texts: Iterable[str]) -> list[Flowable]:
    """Print texts as a list."""
    return [Paragraph(typeset(text), styles.ITEM, bulletText="•") for text in texts]


def bare_items(texts: Sequence[str]) -> list[Flowable]:
    """Print short texts, small, in two columns, read across."""
    cells = [Paragraph(typeset(text), styles.SMALL_TEXT) for text in texts]
    pairs = [[left, right] for left, right in zip_longest(cells[::2], cells[1::2], fillvalue="")]
    return [Table(pairs, colWidths=[TEXT_WIDTH / 2] * 2, style=_SIDE_BY_SIDE_ITEMS)] if pairs else []


def numbered_items(texts: Sequence[str]) -> list[Flowable]:
    """Print short texts as a numbered list in two columns, the first one read down to its foot before the second."""
    listed = [
        Paragraph(typeset(text), styles.SMALL_ITEM, bulletText=f"{number}.")
        for number, text in enumerate(texts, start=1)
    ]
    half = -(-len(listed) // 2)
    pairs = [[left, right] for left, right in zip_longest(listed[:half], listed[half:], fillvalue="")]
    return [Table(pairs, colWidths=[TEXT_WIDTH / 2] * 2, style=_SIDE_BY_SIDE_ITEMS)] if pairs else []


def posted(heading: str, texts: Iterable[str]) -> list[Flowable]:
    """Print a heading and texts to be read from a wall; the heading stays with the first of them."""
    read = [Paragraph(typeset(text), styles.POSTED) for text in texts]
    return [KeepTogether([Paragraph(typeset(heading), styles.POSTED_SECTION), *read[:1]]), *read[1:]]


def note(text: str) -> Flowable:
    """Print small text in the second ink."""
    return Paragraph(typeset(text), styles.NOTE)


def gap(height: float = 8) -> Flowable:
    """Leave white, in points."""
    return Spacer(0, height)


def table(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> Flowable:
    """Print rows under headings that come back on each page; long words are cut rather than clipped."""
    headings = [
        Paragraph(typeset(column.heading), styles.HEADING_RIGHT if column.figures else styles.HEADING)
        for column in columns
    ]
    body = [
        [
            Paragraph(typeset(cell), styles.BODY_RIGHT if column.figures else styles.BODY)
            for column, cell in zip(columns, row, strict=True)
        ]
        for row in rows
    ]
    return _Rows(
        [headings, *body],
        colWidths=_widths(columns, [headings, *body]),
        repeatRows=1,
        style=_RULED,
    )


def _widths(columns: Sequence[Column], rows: Sequence[Sequence[Paragraph]]) -> list[float]:
    narrowest = [
        0.0 if column.share else min(_WIDEST_NARROW, _APART + _SLACK + max(cell.minWidth() for cell in cells))
        for column, cells in zip(columns, zip(*rows, strict=True), strict=True)
    ]
    whole = sum(column.share for column in columns)
    left = TEXT_WIDTH - sum(narrowest)
    return [width or left * column.share / whole for column, width in zip(columns, narrowest, strict=True)]


def together(*parts: Flowable) -> Flowable:
    """Keep parts on one page."""
    return KeepTogether(list(parts))


def figures(counts: Iterable[tuple[int, str]]) -> Flowable:
    """Print counts large, each before its word: « 6 inscrits  5 présents »."""
    parts = [phrase(styles.large(str(count)), NO_BREAK, words.replace(" ", NO_BREAK)) for count, words in counts]
    return Paragraph(Markup(f"{NO_BREAK * 6} ".join(parts)), styles.FIGURE)


def ink_boxes(boxes: Sequence[InkBox], room: float = 30) -> list[Flowable]:
    """Print frames two to a row, equally high, with room in points for a stamp and ink under their words."""
    rows = [boxes[start : start + 2] for start in range(0, len(boxes), 2)]
    return [_ink_row(row, room, columns=min(2, len(boxes))) for row in rows]


def _ink_row(boxes: Sequence[InkBox], room: float, columns: int) -> Flowable:
    width = (TEXT_WIDTH - _GUTTER * (columns - 1)) / columns
    content = [
        [Paragraph(typeset(box.wording), styles.DETAIL), *([note(box.remark)] if box.remark else [])] for box in boxes
    ]
    text = max(sum(part.wrap(width - 2 * _INSET, 0)[1] for part in parts) for parts in content)
    height = text + room + 2 * _INSET
    frames = [Table([[parts]], colWidths=[width], rowHeights=[height], style=_DASHED) for parts in content]
    cells = [*frames, *[""] * (columns - len(frames))]
    # Each cell but the last holds the gutter too.
    widths = [width + _GUTTER] * (columns - 1) + [width]
    return Table([cells], colWidths=widths, style=_SIDE_BY_SIDE)


def _fact_value(fact: Fact) -> Flowable:
    details = [styles.faint(detail) for detail in fact.details]
    return Paragraph(lines(styles.strong(fact.value), *details), styles.BODY)
