"""One critère of the grid: its number, its words, what answers it, and what a person has to say about the answer."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.domain.answer import Answer
from app.domain.framework.scale import MarkingScale
from app.ui.screens.grading.answer_field import answer_field
from app.ui.screens.grading.fact_drag import FactTarget
from app.ui.screens.grading.state import CriterionLine
from app.ui.theme import look
from app.ui.widgets.point_field import PointField
from app.ui.widgets.words import Rank, Words

_WORD_ASKED = "Pourquoi ? Un mot suffit, puis Entrée"
_BESIDE_STEPS = 90
"""A wider field stands under the words of its critère."""


class WordLine(QLineEdit):
    """The word of a « non observé »; Escape leaves it as it was."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Escape gives the keyboard back."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class CriterionRow(QFrame):
    """Asks: `value_chosen` keeps an answer where one is, `value_typed` and `word_entered` then go on."""

    value_chosen = Signal(str, object)
    value_typed = Signal(str, object)
    word_given = Signal(str, str)
    word_entered = Signal(str, str)
    fact_dropped = Signal(int, str)

    def __init__(self, scale: MarkingScale, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        step = look().metrics.step
        self._line: CriterionLine | None = None
        self._current = False
        self._number = Words("", Rank.STRONG)
        self._number.setMinimumWidth(5 * step)
        self._label = Words("", wrap=True)
        self._indicators = Words("", Rank.SECOND, wrap=True)
        self._history = Words("", Rank.SECOND, wrap=True)
        self._fault = Words("", Rank.FAULT, wrap=True)
        self._fault.hide()
        self.word = WordLine()
        self.word.setPlaceholderText(_WORD_ASKED)
        self.bar = answer_field("Critère", scale)
        words = QVBoxLayout()
        words.setSpacing(step)
        words.addStretch(1)
        for widget in (self._label, self._indicators, self._history, self._fault, self.word):
            words.addWidget(widget)
        words.addStretch(1)
        beside = self.bar.sizeHint().width() <= _BESIDE_STEPS * step
        ways = QBoxLayout.Direction
        answered = QBoxLayout(ways.LeftToRight if beside else ways.TopToBottom)
        answered.setSpacing(3 * step if beside else step)
        answered.addLayout(words, 1)
        answered.addWidget(self.bar, 0, Qt.AlignmentFlag.AlignLeft if not beside else Qt.AlignmentFlag(0))
        row = QHBoxLayout(self)
        row.setContentsMargins(4 * step, step, 4 * step, step)
        row.setSpacing(2 * step)
        row.addWidget(self._number)
        row.addLayout(answered, 1)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._target = FactTarget(self)
        self._connect_signals()

    @property
    def criterion_id(self) -> str:
        """The critère shown, empty before the first."""
        return self._line.id if self._line is not None else ""

    @property
    def unkept(self) -> str:
        """Points that were typed and could not be kept."""
        return self.bar.unkept if isinstance(self.bar, PointField) and self._line is not None else ""

    def show_line(self, line: CriterionLine, *, current: bool, read_only: bool) -> None:
        """Show a critère and its answer."""
        if self._current != current:
            self._current = current
            self.update()
        self.bar.setEnabled(not read_only)
        self.setAcceptDrops(not read_only)
        self.word.setReadOnly(read_only)
        if line == self._line:
            return
        other = self._line is None or self._line.id != line.id
        self._line = line
        if other:
            self._name(line)
        for words, text in ((self._indicators, line.indicators), (self._history, line.history)):
            words.setText(text)
            words.setVisible(bool(text))
        self.bar.set_value(line.mark.value if line.mark is not None else None)
        self.word.blockSignals(True)
        self.word.setVisible(line.mark is not None and line.mark.value.is_not_observed)
        self.word.setText(line.mark.word if line.mark is not None else "")
        self.word.blockSignals(False)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Shade the critère under the keyboard, painted: styled anew it would have the screen laid out at each key."""
        super().paintEvent(event)
        if self._current and not self.property("target"):
            QPainter(self).fillRect(self.rect().adjusted(0, 1, 0, 0), QColor(look().tokens.sunk))

    def type_again(self, text: str) -> None:
        """Put points back that were typed and could not be kept."""
        if isinstance(self.bar, PointField):
            self.bar.type_again(text)

    @Slot()
    def hand_over(self) -> None:
        """Hand over what is typed when it is not what is on disk."""
        kept = self._line.mark.word if self._line is not None and self._line.mark is not None else ""
        if not self.word.isHidden() and self.word.text().strip() != kept:
            self.word_given.emit(self.criterion_id, self.word.text())
        if isinstance(self.bar, PointField) and self._line is not None:
            self.bar.hand_over()

    def clear(self) -> None:
        """Show nothing and answer to no name."""
        self._line = None
        self.bar.setObjectName("")
        self.word.setObjectName("")

    def _name(self, line: CriterionLine) -> None:
        self._number.setText(str(line.number))
        self._label.setText(line.label)
        self._label.setToolTip(f"À vérifier : {line.note}" if line.note else "")
        self.bar.set_name(f"Critère {line.number}, {line.label}")
        self.bar.setObjectName(f"criterion_{line.number}")
        self.word.setObjectName(f"word_{line.number}")
        self.word.setAccessibleName(f"Pourquoi le critère {line.number} n’est pas observé")

    def _connect_signals(self) -> None:
        self.bar.value_chosen.connect(self._on_bar_value_chosen)
        if isinstance(self.bar, PointField):
            self.bar.value_typed.connect(self._on_bar_value_typed)
            self.bar.refused.connect(self._on_bar_refused)
        self.word.returnPressed.connect(self._on_word_return_pressed)
        self.word.editingFinished.connect(self.hand_over)
        self.word.left.connect(self._on_word_left)
        self._target.fact_dropped.connect(self._on_target_fact_dropped)

    @Slot(int)
    def _on_target_fact_dropped(self, number: int) -> None:
        self.fact_dropped.emit(number, self.criterion_id)

    @Slot(object)
    def _on_bar_value_chosen(self, value: Answer | None) -> None:
        self.value_chosen.emit(self.criterion_id, value)

    @Slot(object)
    def _on_bar_value_typed(self, value: Answer | None) -> None:
        self.value_typed.emit(self.criterion_id, value)

    @Slot(str)
    def _on_bar_refused(self, sentence: str) -> None:
        self._fault.setText(sentence)
        self._fault.setVisible(bool(sentence))
        self.bar.setAccessibleDescription(sentence)

    @Slot()
    def _on_word_return_pressed(self) -> None:
        self.word_entered.emit(self.criterion_id, self.word.text())

    @Slot()
    def _on_word_left(self) -> None:
        if self._line is not None and self._line.mark is not None:
            self.word.setText(self._line.mark.word)
        self.bar.setFocus()
