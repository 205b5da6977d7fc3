"""The fields of a form: each gives back a typed value, and says in words why what was typed cannot be read."""

import re
from collections.abc import Sequence
from datetime import date, time
from typing import Generic, TypeVar

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from app.ui.theme import look

V = TypeVar("V")

_DATES = (re.compile(r"(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})"), re.compile(r"(\d{2})(\d{2})(\d{4})"))
_TIME = re.compile(r"(\d{1,2})\s*[:hH. ]?\s*(\d{2})?")


def read_date(text: str) -> date | None:
    """Read `14/03/1991`, `14.3.1991` or `14031991`; a year has four figures, nothing is guessed.

    Raises:
        ValueError: The text is no date of the calendar.
    """
    if not text.strip():
        return None
    found = next((match for pattern in _DATES if (match := pattern.fullmatch(text.strip()))), None)
    if found is None:
        raise ValueError(text)
    day, month, year = (int(part) for part in found.groups())
    return date(year, month, day)


def read_time(text: str) -> time | None:
    """Read `9:05`, `09h05`, `0905` or `9h`.

    Raises:
        ValueError: The text is no time of the day.
    """
    if not text.strip():
        return None
    found = _TIME.fullmatch(text.strip())
    if found is None:
        raise ValueError(text)
    return time(int(found[1]), int(found[2] or 0))


class DateField(QLineEdit):
    """A date typed as jj/mm/aaaa."""

    fault = "Cette date ne se lit pas : écrivez jj/mm/aaaa, par exemple 14/03/1991."

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText("jj/mm/aaaa")
        self.setInputMethodHints(Qt.InputMethodHint.ImhDate)
        self.editingFinished.connect(self._on_self_editing_finished)

    def value(self) -> date | None:
        """The date typed, None when the field is empty.

        Raises:
            ValueError: What was typed is no date.
        """
        return read_date(self.text())

    def set_value(self, value: date | None) -> None:
        """Write a date."""
        self.setText("" if value is None else f"{value:%d/%m/%Y}")

    def _on_self_editing_finished(self) -> None:
        try:
            self.set_value(self.value())
        except ValueError:
            return


class TimeField(QLineEdit):
    """A time typed as hh:mm."""

    fault = "Cette heure ne se lit pas : écrivez hh:mm, par exemple 09:05."

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText("hh:mm")
        self.setInputMethodHints(Qt.InputMethodHint.ImhTime)
        self.editingFinished.connect(self._on_self_editing_finished)

    def value(self) -> time | None:
        """The time typed, None when the field is empty.

        Raises:
            ValueError: What was typed is no time.
        """
        return read_time(self.text())

    def set_value(self, value: time | None) -> None:
        """Write a time."""
        self.setText("" if value is None else f"{value:%H:%M}")

    def _on_self_editing_finished(self) -> None:
        try:
            self.set_value(self.value())
        except ValueError:
            return


class CheckField(QCheckBox):
    """A box to tick, drawn from the tokens so that it shows in every scheme; the whole line takes the click."""

    def hitButton(self, pos: QPoint) -> bool:  # noqa: N802 - Qt's name
        """Take a click anywhere on the line, not on the words alone."""
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name
        """Draw box, tick and words."""
        worn = look()
        t, side = worn.tokens, worn.metrics.icon
        box = QRectF(1, (self.height() - side) / 2, side, side).adjusted(0.5, 0.5, -0.5, -0.5)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ticked = self.isChecked()
        painter.setPen(QPen(QColor(t.accent if ticked else t.ink_second), 1.5))
        painter.setBrush(QColor(t.accent if ticked else t.surface))
        painter.drawRoundedRect(box, worn.metrics.radius_small, worn.metrics.radius_small)
        if ticked:
            painter.setPen(QPen(QColor(t.on_accent), side / 8, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            tick = ((0.24, 0.54), (0.43, 0.72), (0.77, 0.32))
            painter.drawPolyline([QPointF(box.x() + x * side, box.y() + y * side) for x, y in tick])
        painter.setPen(QColor(t.ink if self.isEnabled() else t.ink_second))
        words = self.rect().adjusted(side + 2 * worn.metrics.step, 0, 0, 0)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextShowMnemonic
        painter.drawText(words, int(flags), self.text())


class ChoiceField(QComboBox, Generic[V]):
    """One value among typed options."""

    value_changed = Signal(object)

    def __init__(self, options: Sequence[tuple[V, str]] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values: list[V] = []
        self.set_options(options)
        self.currentIndexChanged.connect(self._on_self_index_changed)

    def set_options(self, options: Sequence[tuple[V, str]]) -> None:
        """Offer other options; the first is taken."""
        self.clear()
        self._values = [value for value, _ in options]
        self.addItems([label for _, label in options])

    def value(self) -> V | None:
        """The option taken, None when there is none."""
        place = self.currentIndex()
        return self._values[place] if 0 <= place < len(self._values) else None

    def set_value(self, value: V | None) -> None:
        """Take an option; an unknown one leaves the field empty."""
        self.setCurrentIndex(self._values.index(value) if value in self._values else -1)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the chevron that the style sheet leaves out."""
        super().paintEvent(event)
        worn = look()
        step = worn.metrics.step
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = worn.tokens.ink if self.isEnabled() else worn.tokens.ink_second
        painter.setPen(QPen(QColor(ink), step / 2, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
        painter.translate(self.width() - 4 * step, self.height() / 2 - step / 2)
        painter.drawPolyline([QPointF(-step, 0), QPointF(0, step), QPointF(step, 0)])

    def _on_self_index_changed(self, _place: int) -> None:
        self.value_changed.emit(self.value())
