"""Cards and what fills them when there is little to say: a figure, an empty state, a line of key hints."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.ui.icons import IconRole, paint_icon
from app.ui.theme import look, restyle
from app.ui.widgets.button import Button, KeyCap
from app.ui.widgets.flow_row import FlowRow
from app.ui.widgets.shown import set_shown
from app.ui.widgets.words import Divider, Rank, ShortWords, Words


class Card(QFrame):
    """A rounded surface; widgets go to `body`, a chip or button beside the title goes through `add_beside_title`.

    `flush` lets a table or list of rows touch the card's edges under a dividing line; `title_lines` keeps a long title
    short.
    """

    def __init__(
        self,
        title: str = "",
        second: str = "",
        *,
        flush: bool = False,
        title_lines: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        step = look().metrics.step
        margin = 4 * step
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title = (
            Words(title, Rank.HEADING, wrap=True)
            if title_lines is None
            else ShortWords(title, Rank.HEADING, title_lines)
        )
        self.second = Words(second, Rank.SECOND)
        self._head = QWidget()
        self._head_line = QHBoxLayout(self._head)
        self._head_line.setSpacing(2 * step)
        self._head_line.addWidget(self.title, 1)
        self._head_line.addWidget(self.second)
        self.body = QVBoxLayout()
        self.body.setSpacing(2 * step)
        self._divider = Divider()
        column = QVBoxLayout(self)
        column.setSpacing(0 if flush else 2 * step)
        if flush:
            column.setContentsMargins(1, 1, 1, 1)
            self._head_line.setContentsMargins(margin, 3 * step, margin, 3 * step)
            self.body.setSpacing(0)
        else:
            column.setContentsMargins(margin, margin - step // 2, margin, margin - step // 2)
            self._head_line.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._head)
        column.addWidget(self._divider)
        column.addLayout(self.body, 1)
        set_shown(self._divider, flush and bool(title))
        self.set_title(title, second)

    def set_title(self, title: str, second: str = "") -> None:
        """Change the title and the words beside it."""
        self.title.setText(title)
        self.second.setText(second)
        set_shown(self._head, bool(title or second))
        self.setAccessibleName(title)

    def add_beside_title(self, widget: QWidget) -> None:
        """Put a chip or a button at the right of the title."""
        self._head_line.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        set_shown(self._head, True)

    def set_marked(self, marked: bool) -> None:
        """Draw the card as the chosen one."""
        self.setProperty("marked", marked)
        restyle(self)


class StatFigure(Card):
    """One figure and its word."""

    def __init__(self, figure: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        step = look().metrics.step
        self._figure = Words(figure, Rank.FIGURE)
        self._words = Words(words, Rank.SECOND)
        self.body.setSpacing(step // 2)
        self.body.addWidget(self._figure)
        self.body.addWidget(self._words)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.show_figure(figure, words)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Figures of a row share a width, unless their words need more."""
        return super().minimumSizeHint().expandedTo(QSize(30 * look().metrics.step, 0))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As narrow as the words allow."""
        return self.minimumSizeHint()

    def show_figure(self, figure: str, words: str) -> None:
        """Show another figure."""
        self._figure.setText(figure)
        self._words.setText(words)
        self.setAccessibleName(f"{figure} {words}")


class IconPicture(QWidget):
    """A drawing on its own, beside words that say the same."""

    def __init__(self, name: str, side: int, role: IconRole = IconRole.SECOND, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._role = role
        self.setFixedSize(side, side)

    def show_icon(self, name: str, role: IconRole) -> None:
        """Show another drawing or tint."""
        self._name = name
        self._role = role
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name
        """Draw it with the tokens of the moment."""
        paint_icon(QPainter(self), self.rect(), self._name, self._role.colour(look().tokens))


class EmptyState(QWidget):
    """What a place says while it holds nothing, and the act that fills it."""

    def __init__(
        self, title: str, sentence: str, *, drawing: str = "", act: Button | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        step = look().metrics.step
        column = QVBoxLayout(self)
        column.setContentsMargins(6 * step, 6 * step, 6 * step, 6 * step)
        column.setSpacing(2 * step)
        column.addStretch(1)
        centre = Qt.AlignmentFlag.AlignHCenter
        if drawing:
            column.addWidget(IconPicture(drawing, 10 * step), 0, centre)
            column.addSpacing(step)
        heading = Words(title, Rank.HEADING, wrap=True)
        words = Words(sentence, Rank.SECOND, wrap=True)
        for label in (heading, words):
            label.setAlignment(centre)
            column.addWidget(label)
        if act is not None:
            column.addSpacing(2 * step)
            column.addWidget(act, 0, centre)
        column.addStretch(2)
        self.setAccessibleName(title)
        self.setAccessibleDescription(sentence)


class KeyHints(FlowRow):
    """The line of keys at the foot of a screen: key caps, each before what it does."""

    def __init__(self, hints: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(gap_steps=4, parent=parent)
        for keys, words in hints:
            pair = QWidget()
            line = QHBoxLayout(pair)
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(look().metrics.step)
            for key in keys.split(" "):
                line.addWidget(KeyCap(key))
            line.addWidget(Words(words, Rank.SECOND))
            self.add(pair)
