"""A number field for a scale of points: « 12,5 », Enter. What is not on the scale is told, and stays in the field."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from app.domain.answer import NOT_OBSERVED, Answer
from app.domain.faults import DomainError, Fault
from app.domain.framework.scale import MarkingScale
from app.ui.focus_ring import RING_AROUND
from app.ui.theme import look
from app.ui.tokens import Tone
from app.ui.widgets.choice_bar import Segment
from app.ui.widgets.words import Rank, Words

_WIDE_STEPS = 18
_WRITTEN = "0123456789,."
_UNSHIFTED = dict(zip("&é\"'(-è_çà", "1234567890", strict=True))
"""The figures of a French keyboard without Shift."""
NOT_OBSERVED_KEY = "X"


class PointLine(QLineEdit):
    """Takes figures and a comma; every letter stays the screen's, but the one that says « non observé »."""

    not_observed_requested = Signal()

    def event(self, event: QEvent) -> bool:
        """Leave letters to the acts of the screen."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.text().isalpha():
            event.setAccepted(event.text() in _UNSHIFTED)
            return event.isAccepted()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Write what belongs to a number."""
        text = _UNSHIFTED.get(event.text(), event.text())
        if text.upper() == NOT_OBSERVED_KEY and not event.isAutoRepeat():
            self.not_observed_requested.emit()
        elif text and text in _WRITTEN:
            self.insert(text)
        elif text.isprintable() and text:
            event.ignore()
        else:
            super().keyPressEvent(event)


class PointField(QFrame):
    """Points out of a maximum, with the threshold beside them, and « non observé »."""

    value_chosen = Signal(object)
    value_typed = Signal(object)
    refused = Signal(str)

    def __init__(self, name: str, scale: MarkingScale, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        step = look().metrics.step
        self._scale = scale
        self._value: Answer | None = None
        self.line = PointLine()
        self.line.setMinimumHeight(look().metrics.tap)
        self.line.setFixedWidth(_WIDE_STEPS * step)
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._verdict = Words("", Rank.STRONG)
        self._not_observed = Segment(NOT_OBSERVED.label, "–", self)
        self._not_observed.setProperty("tone", Tone.NEUTRAL.value)
        self._not_observed.setProperty("place", "alone")
        self._not_observed.setProperty(RING_AROUND, self._not_observed)
        self._not_observed.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._not_observed.setToolTip(f"Touche {NOT_OBSERVED_KEY}")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * step)
        row.addWidget(self._verdict)
        row.addWidget(self.line)
        row.addWidget(Words(scale.point_words, Rank.SECOND))
        row.addWidget(self._not_observed)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(self.line)
        self.set_name(name)
        self._connect_signals()

    @property
    def value(self) -> Answer | None:
        """The answer on record, None while there is none."""
        return self._value

    @property
    def unkept(self) -> str:
        """What was typed and is not on record."""
        return "" if self.line.text().strip() == self._shown else self.line.text()

    def set_name(self, name: str) -> None:
        """Say what the field is about."""
        self.setAccessibleName(name)
        self.line.setAccessibleName(f"{name} : points {self._scale.point_range}")
        self._not_observed.setAccessibleName(f"{name} : {NOT_OBSERVED.label}")

    def set_value(self, value: Answer | None) -> None:
        """Show the answer on record; asks nothing."""
        self._value = value
        self.line.setText(self._shown)
        self._not_observed.setChecked(value == NOT_OBSERVED)
        sign = "" if value is None or value.is_not_observed else "✓" if value.met else "✗"
        self._verdict.setText(sign)
        self._verdict.setAccessibleName({"✓": "seuil atteint", "✗": "sous le seuil"}.get(sign, ""))
        self._verdict.setToolTip(self._verdict.accessibleName())
        self.refused.emit("")

    def type_again(self, text: str) -> None:
        """Put back what was typed and refused."""
        self.line.setText(text)
        self.refused.emit(self._refusal(text))

    def hand_over(self) -> None:
        """Ask that what is typed be kept, without going anywhere."""
        if self.unkept:
            self._take(self.value_chosen.emit)

    @property
    def _shown(self) -> str:
        return "" if self._value is None or self._value.is_not_observed else self._value.label

    def _connect_signals(self) -> None:
        self.line.returnPressed.connect(self._on_line_return_pressed)
        self.line.editingFinished.connect(self.hand_over)
        self.line.not_observed_requested.connect(self._on_line_not_observed_requested)
        self._not_observed.clicked.connect(self._on_not_observed_clicked)

    @Slot()
    def _on_line_return_pressed(self) -> None:
        if self.line.text().strip() or self._value is not None:
            self._take(self.value_typed.emit)

    @Slot()
    def _on_line_not_observed_requested(self) -> None:
        self.value_typed.emit(NOT_OBSERVED)

    @Slot()
    def _on_not_observed_clicked(self) -> None:
        self.value_chosen.emit(NOT_OBSERVED)

    def _take(self, emit: Callable[[Answer | None], None]) -> None:
        text = self.line.text().strip()
        refusal = self._refusal(text)
        self.refused.emit(refusal)
        if not refusal:
            emit(self._scale.answer(text) if text else None)

    def _refusal(self, text: str) -> str:
        if not text.strip():
            return ""
        try:
            self._scale.answer(text.strip())
        except KeyError:
            return DomainError(Fault.POINTS_OUT_OF_RANGE, value=text.strip(), range=self._scale.point_range).sentence
        return ""
