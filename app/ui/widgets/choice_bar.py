"""The choice bar of a grid: a few values side by side, one key each, never changed by itself.

The bar shows what is on record. A key or a click only asks (`value_chosen`); the bar changes when `set_value` says so,
after the value was saved.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Generic, TypeVar

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QStyleOptionButton, QWidget

from app.ui.focus_ring import RING_AROUND
from app.ui.tokens import Tone

V = TypeVar("V")

_FIGURES = 9

_UNSHIFTED = (
    Qt.Key.Key_Ampersand,
    Qt.Key.Key_Eacute,
    Qt.Key.Key_QuoteDbl,
    Qt.Key.Key_Apostrophe,
    Qt.Key.Key_ParenLeft,
)
"""The keys 1 to 5 of a French keyboard without Shift: a juror does not have to hold anything."""


def figure_of(event: QKeyEvent) -> int | None:
    """The figure that a key stands for, 1 to 9, whether the keyboard has its figures on the first touch or not."""
    if event.key() in _UNSHIFTED:
        return _UNSHIFTED.index(Qt.Key(event.key())) + 1
    number = event.key() - Qt.Key.Key_0
    return number if 0 < number <= _FIGURES else None


@dataclass(frozen=True, slots=True)
class Choice(Generic[V]):
    """One value of the bar: its words, tone and sign once chosen; `hint` says more on hovering."""

    value: V
    label: str
    tone: Tone = Tone.NEUTRAL
    sign: str = ""
    hint: str = ""


class Segment(QPushButton):
    """One value as a button; the bar moves the keyboard between them, and the person's click changes nothing yet.

    Its sign is drawn once it is chosen, and is no part of its text: another text would have the whole screen laid out
    again, for a button that keeps its size.
    """

    def __init__(self, label: str, sign: str, bar: QWidget) -> None:
        super().__init__(bar)
        self._chosen_text = f"{sign} {label}".strip()
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setAccessibleName(label)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setText(label)

    def nextCheckState(self) -> None:  # noqa: N802 - Qt's name
        """Wait for the record to say that the value is kept."""

    @property
    def shown(self) -> str:
        """What one reads on it: its sign too once chosen."""
        return self._chosen_text if self.isChecked() else self.text()

    def initStyleOption(self, option: QStyleOptionButton) -> None:  # noqa: N802 - Qt's name
        """Put the sign before the words of what is chosen."""
        super().initStyleOption(option)
        option.text = self.shown

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Room for the sign at any time, so that choosing moves nothing."""
        size = super().sizeHint()
        chosen, shown = (self._words_width(text) for text in (self._chosen_text, self.text()))
        size.setWidth(size.width() + chosen - shown)
        return size

    def _words_width(self, text: str) -> int:
        return self.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, text).width()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Never cut the words."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Leave arrows and figures to the bar; Space, Enter and the rest stay Qt's."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()


class ChoiceBar(QFrame, Generic[V]):
    """Values side by side: keys 1, 2, 3… ask for a value, arrows move, Space takes, Suppr empties when allowed.

    With `figures` false the bar leaves the figures to its screen, which does more with them than answer.
    """

    value_chosen = Signal(object)

    def __init__(
        self,
        name: str,
        choices: Sequence[Choice[V]],
        *,
        clearable: bool = False,
        figures: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._choices = tuple(choices)
        self._clearable = clearable
        self._hears_figures = figures
        self._value: V | None = None
        self._segments = [Segment(choice.label, choice.sign, self) for choice in self._choices]
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        last = len(self._choices) - 1
        for number, (choice, segment) in enumerate(zip(self._choices, self._segments, strict=True)):
            segment.setProperty("tone", choice.tone.value)
            place = "first" if number == 0 else "last" if number == last else "middle"
            segment.setProperty("place", place if last else "alone")
            segment.setProperty(RING_AROUND, self)
            segment.setToolTip("\n".join(words for words in (choice.hint, f"Touche {number + 1}") if words))
            segment.clicked.connect(partial(self._ask, choice.value))
            line.addWidget(segment)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_name(name)
        self._hold_keyboard(self._segments[0])

    @property
    def value(self) -> V | None:
        """The value shown, None while nothing is on record."""
        return self._value

    def set_name(self, name: str) -> None:
        """Say what the bar is about; screen readers say it before each value."""
        self.setAccessibleName(name)
        for choice, segment in zip(self._choices, self._segments, strict=True):
            segment.setAccessibleName(f"{name} : {choice.label}")

    def set_value(self, value: V | None) -> None:
        """Show the value on record; asks nothing."""
        self._value = value
        for choice, segment in zip(self._choices, self._segments, strict=True):
            segment.setChecked(value is not None and choice.value == value)
            if segment.isChecked() and not self._has_keyboard():
                self._hold_keyboard(segment)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Hear the figures, the arrows and Suppr."""
        figure = figure_of(event) if self._hears_figures else None
        if figure is not None and figure <= len(self._choices):
            if not event.isAutoRepeat():
                self._ask(self._choices[figure - 1].value)
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._move(1 if event.key() == Qt.Key.Key_Right else -1)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self._clearable:
            self._ask(None)
        else:
            super().keyPressEvent(event)

    def _ask(self, value: V | None, _checked: bool = False) -> None:
        if self.isEnabled():
            self.value_chosen.emit(value)

    def _move(self, way: int) -> None:
        held = next((place for place, segment in enumerate(self._segments) if segment.hasFocus()), 0)
        segment = self._segments[(held + way) % len(self._segments)]
        self._hold_keyboard(segment)
        segment.setFocus(Qt.FocusReason.OtherFocusReason)

    def _hold_keyboard(self, chosen: Segment) -> None:
        """Let one segment stand for the bar in the tab order."""
        for segment in self._segments:
            segment.setFocusPolicy(Qt.FocusPolicy.StrongFocus if segment is chosen else Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(chosen)

    def _has_keyboard(self) -> bool:
        return any(segment.hasFocus() for segment in self._segments)
