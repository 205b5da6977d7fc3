"""Texts by rank: a label says what it is (title, second line, fault) and the style sheet sizes it."""

import re
from enum import Enum

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextLayout
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from app.ui import fonts
from app.ui.theme import restyle

_STACKED = re.compile("[\u01fa\u01fb\u0300-\u036f\u1e00-\u1eff]")
"""Letters that may carry two accents, and accents on their own."""


class Rank(Enum):
    """The place of a text in the hierarchy of a page."""

    BODY = "body"
    STRONG = "strong"
    SECOND = "second"
    SMALL_STRONG = "small_strong"
    HEADING = "heading"
    TITLE = "title"
    FIGURE = "figure"
    FAULT = "fault"


class Words(QLabel):
    """A plain text of one rank; it wraps when asked to, and never reads its text as markup.

    Figures alone, and large figures, line up. Letters with two accents (« Ễ ») rise above the font's own height: they
    get the room that they need.
    """

    def __init__(
        self, text: str = "", rank: Rank = Rank.BODY, *, wrap: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("words", rank.value)
        self.setWordWrap(wrap)
        if rank is Rank.FIGURE or (text and not any(letter.isalpha() for letter in text)):
            self.setFont(fonts.tabular(self.font()))
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        self._make_room()

    def set_rank(self, rank: Rank) -> None:
        """Give the text another rank."""
        if self.property("words") != rank.value:
            self.setProperty("words", rank.value)
            restyle(self)

    def setText(self, text: str) -> None:  # noqa: N802 - Qt's name
        """Say something else."""
        super().setText(text)
        self._make_room()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._make_room()

    def _make_room(self) -> None:
        """Leave above the text what its highest letters need beyond the font's ascent."""
        margins, text = self.contentsMargins(), self.text()
        metrics = self.fontMetrics()
        over = -metrics.tightBoundingRect(text).top() - metrics.ascent() if _STACKED.search(text) else 0
        if margins.top() != max(0, over):
            margins.setTop(max(0, over))
            self.setContentsMargins(margins)


class ShortWords(Words):
    """A wrapped text of so many lines at most; the rest is an ellipsis, and the whole text is read on hovering."""

    def __init__(self, text: str, rank: Rank, lines: int) -> None:
        super().__init__(text, rank, wrap=True)
        self._most = lines

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """The lines that are shown."""
        return min(super().heightForWidth(width), self._most * self.fontMetrics().lineSpacing())

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """No higher than the lines that are shown."""
        return super().sizeHint().boundedTo(QSize(super().sizeHint().width(), self._height))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """One line that fits, whatever the width."""
        least = super().minimumSizeHint()
        return QSize(least.width(), min(least.height(), self._height))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw whole lines, then as much as fits of the last one."""
        lines = self._lines()
        self.setToolTip(self.text() if len(lines) > self._most else "")
        if len(lines) <= self._most:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setPen(self.palette().windowText().color())
        last = self.text()[len("".join(lines[: self._most - 1])) :]
        shown = [
            *lines[: self._most - 1],
            self.fontMetrics().elidedText(last, Qt.TextElideMode.ElideRight, self.width()),
        ]
        top = (self.height() - self._height) // 2 + self.fontMetrics().ascent()
        for number, line in enumerate(shown):
            painter.drawText(0, top + number * self.fontMetrics().lineSpacing(), line.rstrip())

    @property
    def _height(self) -> int:
        return self._most * self.fontMetrics().lineSpacing()

    def _lines(self) -> list[str]:
        """The text as this width breaks it."""
        layout = QTextLayout(self.text(), self.font())
        layout.beginLayout()
        lines = []
        while (line := layout.createLine()).isValid():
            line.setLineWidth(self.width())
            lines.append(self.text()[line.textStart() : line.textStart() + line.textLength()])
        layout.endLayout()
        return lines


class SectionTitle(Words):
    """The title of a part of a page."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, Rank.HEADING, wrap=True, parent=parent)


class Divider(QFrame):
    """A thin line between two parts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(1)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
