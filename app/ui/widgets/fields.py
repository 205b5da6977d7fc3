"""The fields of a form: each gives back a typed value, and says in words why what was typed cannot be read."""

import re
from collections.abc import Sequence
from datetime import date, time
from fractions import Fraction
from typing import Generic, TypeVar

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from app.ui.theme import look

V = TypeVar("V")

_DATES = (re.compile(r"(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})"), re.compile(r"(\d{2})(\d{2})(\d{4})"))
_SHARE = re.compile(r"([0-9]{1,3}(?:[.,][0-9]{1,2})?)\s*(?:/\s*([0-9]{1,2})|%)?\s*(?:\([0-9/]+\))?")
_THIRDS = tuple(Fraction(text) / 100 for text in ("33", "33.3", "33.33"))
_SPOKEN_PART = 4
_MINUTES = re.compile(r"(\d{1,4})\s*(?:min|mn|m)?\.?")
_LONGEST_MINUTES = 24 * 60
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


def read_share(text: str) -> Fraction:
    """Read `33 %`, `33,3` or `1/3`; 33, 33,3 and 33,33 % all mean a third, as decisions write it. Nothing typed is 0.

    Raises:
        ValueError: The text is no share of a whole between 0 and 100 %.
    """
    if not text.strip():
        return Fraction(0)
    found = _SHARE.fullmatch(text.strip())
    if found is None:
        raise ValueError(text)
    whole = Fraction(found[1].replace(",", "."))
    share = whole / int(found[2]) if found[2] and int(found[2]) else whole / 100
    if share > 1 or found[2] == "0":
        raise ValueError(text)
    return Fraction(1, 3) if share in _THIRDS else share


def share_words(share: Fraction) -> str:
    """« 33 % (1/3) », « 25 % (1/4) », « 40 % », « 1/7 » where no percentage says it exactly; empty for none."""
    if not share:
        return ""
    percent = f"{float(share * 100):.4g}".replace(".", ",") if share != Fraction(1, 3) else "33"
    fraction = f" ({share})" if share.numerator == 1 and share.denominator <= _SPOKEN_PART else ""
    words = f"{percent} %{fraction}"
    return words if read_share(words) == share else str(share)


def read_minutes(text: str) -> int | None:
    """Read `90` or `90 min`.

    Raises:
        ValueError: The text is no number of minutes, or more than a day.
    """
    if not text.strip():
        return None
    found = _MINUTES.fullmatch(text.strip())
    if found is None or int(found[1]) > _LONGEST_MINUTES:
        raise ValueError(text)
    return int(found[1])


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


class ShareField(QLineEdit):
    """A share of a whole typed as a percentage or a fraction."""

    fault = "Ce pourcentage ne se lit pas : écrivez par exemple 33 % ou 1/3."

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText("33 %")
        self.editingFinished.connect(self._on_self_editing_finished)

    def value(self) -> Fraction:
        """The share typed, 0 when the field is empty.

        Raises:
            ValueError: What was typed is no share.
        """
        return read_share(self.text())

    def set_value(self, value: Fraction | None) -> None:
        """Write a share."""
        self.setText(share_words(value or Fraction(0)))

    def _on_self_editing_finished(self) -> None:
        try:
            self.set_value(self.value())
        except ValueError:
            return


class NoteField(QPlainTextEdit):
    """A text of a few lines; Tab leaves it, and leaving it finishes the editing as in a line."""

    editingFinished = Signal()  # noqa: N815 - as Qt's line calls it

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setFixedHeight(round(2.5 * look().metrics.line) + 4 * look().metrics.step)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Finish the editing, unless a menu or another window takes the keyboard for a moment."""
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.editingFinished.emit()


class MinutesField(QLineEdit):
    """A duration typed in whole minutes."""

    fault = "Cette durée ne se lit pas : écrivez un nombre de minutes, par exemple 15."

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText("minutes")
        self.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)

    def value(self) -> int | None:
        """The minutes typed, None when the field is empty.

        Raises:
            ValueError: What was typed is no number of minutes, or more than a day.
        """
        return read_minutes(self.text())

    def set_value(self, value: int | None) -> None:
        """Write a duration."""
        self.setText("" if value is None else str(value))


class CheckField(QCheckBox):
    """A box to tick, drawn from the tokens so that it shows in every scheme; the whole line takes the click."""

    def __init__(self, text: str = "", parent: QWidget | None = None, *, wrap: bool = False) -> None:
        super().__init__(text, parent)
        self._wrap = wrap
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """Words that wrap are taller in a narrow place."""
        return self._wrap

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """Height of the wrapped words."""
        if not self._wrap:
            return super().heightForWidth(width)
        room = QRect(0, 0, max(width - self._words_left, 1), 1 << 20)
        words = self.fontMetrics().boundingRect(room, int(self._words_flags), self.text())
        return max(words.height() + 2 * look().metrics.step, look().metrics.icon)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Words that wrap ask for little width."""
        size = super().minimumSizeHint()
        return QSize(min(size.width(), 40 * look().metrics.step), size.height()) if self._wrap else size

    @property
    def _words_left(self) -> int:
        return look().metrics.icon + 2 * look().metrics.step

    @property
    def _words_flags(self) -> Qt.TextFlag | Qt.AlignmentFlag:
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextShowMnemonic
        return middle | Qt.TextFlag.TextWordWrap if self._wrap else middle

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
        painter.drawText(self.rect().adjusted(self._words_left, 0, 0, 0), int(self._words_flags), self.text())


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

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Leave the wheel to the page: scrolling past a field must never change its value."""
        event.ignore()

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
