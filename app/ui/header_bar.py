"""The header bar: what the screen is about, when the last act was saved, and the screen's buttons."""

from datetime import datetime

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from app.ui import fonts
from app.ui.screen import Header
from app.ui.theme import look
from app.ui.widgets.button import Button, ButtonRank
from app.ui.widgets.flow_row import FlowRow
from app.ui.widgets.words import Rank, Words

_LEAST_SECOND_STEPS = 40
"""How much of the second words is always read: where less is left, the buttons go under them."""


class SavedStamp(QLabel):
    """« ✓ enregistré à 10:32:05 », written only after the commit returned."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(fonts.tabular(self.font()))
        self.hide()

    def show_at(self, at: datetime | None) -> bool:
        """Say when the last act was saved; None says nothing. Tells whether it took another room."""
        hidden, width = self.isHidden(), self.sizeHint().width()
        self.setVisible(at is not None)
        words = f"enregistré à {at:%H:%M:%S}" if at is not None else ""
        if words and words != self.accessibleName():
            self.setText(f"✓ {words}")
            self.setAccessibleName(words)
        return (hidden, width) != (self.isHidden(), self.sizeHint().width())


class Elided(Words):
    """A line that is cut with an ellipsis when the room runs out; its whole text is in the tooltip."""

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """A few characters at least."""
        size = super().minimumSizeHint()
        return QSize(min(size.width(), 12 * look().metrics.step), size.height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw as much as fits."""
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        self.setToolTip("" if text == self.text() else self.text())
        if text == self.text():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setPen(self.palette().windowText().color())
        painter.drawText(self.rect(), self.alignment() | Qt.AlignmentFlag.AlignVCenter, text)


class HeaderBar(QFrame):
    """The bar above every screen; where it is too narrow for one line, the buttons go under the title."""

    back_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        step = look().metrics.step
        self._buttons: list[Button] = []
        self._back = Button("")
        self._title = Elided("", Rank.TITLE)
        self._second = Elided("", Rank.SECOND)
        self.stamp = SavedStamp()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._second.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._names = QHBoxLayout()
        self._names.setSpacing(round(3.5 * step))
        self._acts = FlowRow(gap_steps=3.5)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(round(6.5 * step), 2 * step, round(6.5 * step), 2 * step)
        self._line.setSpacing(2 * step)
        self._line.addLayout(self._names, 1)
        self._line.addWidget(self._acts)
        for widget in (self._back, self._title):
            self._names.addWidget(widget)
        self._names.addWidget(self._second, 1)
        self._acts.add(self.stamp)
        self.setMinimumHeight(16 * step)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self._back.clicked.connect(self.back_requested)
        self.show_header(Header(""))

    @property
    def buttons(self) -> tuple[Button, ...]:
        """The screen's buttons, from left to right."""
        return tuple(self._buttons)

    def show_header(self, header: Header) -> None:
        """Say another thing and offer other buttons."""
        self._title.setText(header.title)
        self._second.setText(header.second)
        self._back.setText(f"← {header.back}")
        self._back.setAccessibleName(f"Retour : {header.back}")
        self._back.setVisible(bool(header.back))
        for button in self._buttons:
            self._acts.remove(button)
        self._buttons = []
        for act in header.acts:
            rank = ButtonRank.PRIMARY if act.primary else ButtonRank.PLAIN
            button = Button.of_action(act.action, rank)
            self._buttons.append(button)
            self._acts.add(button)
        self._turn()

    def show_saved(self, at: datetime | None) -> None:
        """Say when the last act was saved, on a second line when the first has no room for it."""
        if self.stamp.show_at(at):
            self._turn()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Choose one line or two."""
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        margins = self._line.contentsMargins()
        room = self.width() - margins.left() - margins.right() - self._line.spacing()
        names = self._back.sizeHint().width() if self._back.isVisibleTo(self) else 0
        names += self._title.sizeHint().width() + 2 * self._names.spacing()
        names += min(self._second.sizeHint().width(), _LEAST_SECOND_STEPS * look().metrics.step)
        fits = names + self._acts.sizeHint().width() <= room
        self._line.setDirection(QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom)
