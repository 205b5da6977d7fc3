"""The critères of one compétence: a choice bar each, the word of a « non observé », and the other compétences."""

from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.domain.answer import NO, NOT_OBSERVED, YES, Answer
from app.ui.screens.grading.columns import Rows
from app.ui.screens.grading.state import CriteriaState, CriterionLine, UnitTab
from app.ui.theme import look, restyle
from app.ui.tokens import Tone
from app.ui.widgets.button import KeyCap
from app.ui.widgets.card import Card
from app.ui.widgets.chip import SIGN_CURRENT, SIGN_NO, SIGN_TODO, SIGN_YES, ChipButton, ChipText
from app.ui.widgets.choice_bar import Choice, ChoiceBar
from app.ui.widgets.flow_row import FlowRow
from app.ui.widgets.words import Rank, Words

VALUES = (
    Choice(YES, YES.label, Tone.YES, SIGN_YES),
    Choice(NO, NO.label, Tone.NO, SIGN_NO),
    Choice(NOT_OBSERVED, NOT_OBSERVED.label, Tone.NEUTRAL, "–"),
)
_WORD_ASKED = "Pourquoi ? Un mot suffit, puis Entrée"
_LEAST_STEPS = 44


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
    """One critère: its number, its words, its choice bar."""

    value_chosen = Signal(str, object)
    word_given = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        step = look().metrics.step
        self._line: CriterionLine | None = None
        self._number = Words("", Rank.STRONG)
        self._number.setMinimumWidth(5 * step)
        self._label = Words("", wrap=True)
        self.word = WordLine()
        self.word.setPlaceholderText(_WORD_ASKED)
        self.bar: ChoiceBar[Answer] = ChoiceBar("Critère", VALUES)
        words = QVBoxLayout()
        words.setSpacing(step)
        words.addStretch(1)
        words.addWidget(self._label)
        words.addWidget(self.word)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(4 * step, round(1.5 * step), 4 * step, round(1.5 * step))
        row.setSpacing(2 * step)
        row.addWidget(self._number)
        row.addLayout(words, 1)
        row.addSpacing(step)
        row.addWidget(self.bar)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._connect_signals()

    @property
    def criterion_id(self) -> str:
        """The critère shown, empty before the first."""
        return self._line.id if self._line is not None else ""

    def show_line(self, line: CriterionLine, *, current: bool, read_only: bool) -> None:
        """Show a critère and its answer."""
        if self.property("current") != current:
            self.setProperty("current", current)
            restyle(self)
        self.bar.setEnabled(not read_only)
        self.word.setReadOnly(read_only)
        if line == self._line:
            return
        other = self._line is None or self._line.id != line.id
        self._line = line
        if other:
            self._name(line)
        self.bar.set_value(line.mark.value if line.mark is not None else None)
        self.word.blockSignals(True)
        self.word.setVisible(line.mark is not None and line.mark.value.is_not_observed)
        self.word.setText(line.mark.word if line.mark is not None else "")
        self.word.blockSignals(False)

    @Slot()
    def hand_over(self) -> None:
        """Hand the word over when it is not the one on disk."""
        kept = self._line.mark.word if self._line is not None and self._line.mark is not None else ""
        if not self.word.isHidden() and self.word.text().strip() != kept:
            self.word_given.emit(self.criterion_id, self.word.text())

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
        self.word.returnPressed.connect(self.bar.setFocus)
        self.word.editingFinished.connect(self.hand_over)
        self.word.left.connect(self._on_word_left)

    @Slot(object)
    def _on_bar_value_chosen(self, value: Answer) -> None:
        self.value_chosen.emit(self.criterion_id, value)

    @Slot()
    def _on_word_left(self) -> None:
        if self._line is not None and self._line.mark is not None:
            self.word.setText(self._line.mark.word)
        self.bar.setFocus()


class CriteriaCard(Card):
    """One compétence at a time; Tab and Shift+Tab turn the pages, then leave the card."""

    value_chosen = Signal(str, object)
    word_given = Signal(str, str)
    criterion_entered = Signal(str)
    unit_requested = Signal(int)

    def __init__(self) -> None:
        super().__init__(flush=True)
        step = look().metrics.step
        self._state: CriteriaState | None = None
        self._is_turning = False
        self._rows: list[CriterionRow] = []
        self._tabs: list[ChipButton] = []
        self._scroll = Rows(_LEAST_STEPS)
        self._tab_row = FlowRow(gap_steps=1.5)
        self._tab_row.setContentsMargins(0, 0, 0, 0)
        self._tab_row.add(Words("Compétences", Rank.SECOND))
        self._tab_row.add(KeyCap("Tab"))
        self._tab_place = QWidget()
        place = QVBoxLayout(self._tab_place)
        place.setContentsMargins(4 * step, 2 * step, 4 * step, 2 * step)
        place.addWidget(self._tab_row)
        self.body.addWidget(self._tab_place)
        self.body.addWidget(self._scroll)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_application_focus_changed)

    def show_state(self, state: CriteriaState) -> None:
        """Show a compétence and the counts of all."""
        if state == self._state:
            return
        self._state = state
        tab = state.tabs[state.place]
        if (self.title.text(), self.second.text()) != (tab.label, tab.words):
            self.set_title(tab.label, tab.words)
        self._show_tabs(state)
        self._is_turning = True
        self._fit_rows(len(state.lines))
        for row, line in zip(self._rows, state.lines, strict=False):
            row.show_line(line, current=line.id == state.current, read_only=state.read_only)
        self._is_turning = False

    def hand_over(self) -> None:
        """Hand over a word that is still being typed."""
        for row in self._rows:
            row.hand_over()

    def focus_criterion(self, criterion_id: str) -> None:
        """Give the keyboard to a critère's bar."""
        row = self._row_of(criterion_id)
        if row is not None and not row.isAncestorOf(QApplication.focusWidget() or self):
            row.bar.setFocus(Qt.FocusReason.OtherFocusReason)
            self._scroll.ensureWidgetVisible(row, 0, 0)

    def focus_word(self, criterion_id: str) -> None:
        """Give the keyboard to the word of a « non observé »."""
        row = self._row_of(criterion_id)
        if row is not None and not row.word.isHidden():
            row.word.setFocus(Qt.FocusReason.OtherFocusReason)
            self._scroll.ensureWidgetVisible(row, 0, 0)

    def focusNextPrevChild(self, following: bool) -> bool:  # noqa: N802 - Qt's name
        """Turn to the compétence after or before, and leave the card at either end.

        Qt asks for the same when what has the keyboard goes away: no page is turned then.
        """
        if self._state is not None and self.isVisible() and not self._is_turning:
            place = self._state.place + (1 if following else -1)
            if 0 <= place < len(self._state.tabs):
                self._on_tab_clicked(place)
                return True
        return super().focusNextPrevChild(following)

    def _row_of(self, criterion_id: str) -> CriterionRow | None:
        return next((row for row in self._rows if row.criterion_id == criterion_id), None)

    def _fit_rows(self, count: int) -> None:
        """Show as many rows as critères; the others wait, unnamed."""
        while len(self._rows) < count:
            row = CriterionRow()
            row.value_chosen.connect(self.value_chosen)
            row.word_given.connect(self.word_given)
            self._rows.append(row)
            self._scroll.column.addWidget(row)
        for place, row in enumerate(self._rows):
            row.setVisible(place < count)
            if place >= count:
                row.clear()

    def _show_tabs(self, state: CriteriaState) -> None:
        self._tab_place.setVisible(len(state.tabs) > 1)
        while len(self._tabs) > len(state.tabs):
            self._tab_row.remove(self._tabs.pop())
        while len(self._tabs) < len(state.tabs):
            chip = ChipButton(ChipText(""))
            chip.setObjectName(f"unit_{len(self._tabs) + 1}")
            chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            chip.clicked.connect(partial(self._on_tab_clicked, len(self._tabs)))
            self._tabs.append(chip)
            self._tab_row.add(chip)
        for place, (chip, tab) in enumerate(zip(self._tabs, state.tabs, strict=True)):
            chip.show_chip(_tab_chip(place, tab, shown=place == state.place))
            chip.setToolTip(tab.label)

    def _on_tab_clicked(self, place: int, _checked: bool = False) -> None:
        self.hand_over()
        self.unit_requested.emit(place)

    @Slot("QWidget*", "QWidget*")
    def _on_application_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is None or self._is_turning:
            return
        row = next((row for row in self._rows if row.isAncestorOf(new)), None)
        if row is not None:
            self.criterion_entered.emit(row.criterion_id)


def _tab_chip(place: int, tab: UnitTab, *, shown: bool) -> ChipText:
    done = tab.answered == tab.count
    tone = Tone.ACCENT if shown else Tone.YES if done else Tone.NEUTRAL
    sign = SIGN_YES if done else SIGN_CURRENT if shown else SIGN_TODO
    word = f"{place + 1} · {tab.answered} sur {tab.count}"
    return ChipText(word, tone, sign, outlined=shown, said=f"{tab.label} : {tab.words}")
