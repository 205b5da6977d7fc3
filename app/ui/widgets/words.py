"""Texts by rank: a label says what it is (title, second line, fault) and the style sheet sizes it."""

from enum import Enum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from app.ui import fonts
from app.ui.theme import restyle


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

    Figures alone, and large figures, line up.
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

    def set_rank(self, rank: Rank) -> None:
        """Give the text another rank."""
        if self.property("words") != rank.value:
            self.setProperty("words", rank.value)
            restyle(self)


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
