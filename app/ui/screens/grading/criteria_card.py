"""The critères of one compétence, one row each, and the other compétences behind tabs."""

from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app.domain.answer import Answer
from app.domain.framework.scale import MarkingScale
from app.services.grading import GridKey
from app.ui.screens.grading.columns import Rows
from app.ui.screens.grading.criterion_row import CriterionRow
from app.ui.screens.grading.fact_drag import FactTarget
from app.ui.screens.grading.state import CriteriaState, UnitTab
from app.ui.theme import look
from app.ui.tokens import Tone
from app.ui.widgets.button import KeyCap
from app.ui.widgets.card import Card
from app.ui.widgets.chip import SIGN_CURRENT, SIGN_TODO, SIGN_YES, ChipButton, ChipText
from app.ui.widgets.choice_bar import figure_of
from app.ui.widgets.flow_row import FlowRow
from app.ui.widgets.words import Rank, Words

_LEAST_STEPS = 44
_COUNTED_TABS = 4
"""Where there are more compétences, their tabs keep a sign and a number: they stay on one line."""


class CriteriaCard(Card):
    """One compétence at a time; Tab and Shift+Tab turn the pages, then leave the card."""

    value_chosen = Signal(str, object)
    value_typed = Signal(str, object)
    word_given = Signal(str, str)
    word_entered = Signal(str, str)
    criterion_entered = Signal(str)
    unit_requested = Signal(int)
    fact_dropped = Signal(int, str)

    def __init__(self) -> None:
        super().__init__(flush=True, title_lines=2)
        step = look().metrics.step
        self._state: CriteriaState | None = None
        self._is_turning = False
        self._scale: MarkingScale | None = None
        self._rows: list[CriterionRow] = []
        self._unkept: dict[tuple[GridKey, str], str] = {}
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
        FactTarget(self._tab_place).fact_hovered.connect(self._on_tabs_fact_hovered)
        self.body.addWidget(self._tab_place)
        self.body.addWidget(self._scroll)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_application_focus_changed)

    def show_state(self, state: CriteriaState) -> None:
        """Show a compétence and the counts of all."""
        if state == self._state:
            return
        self._put_aside()
        self._state = state
        tab = state.tabs[state.place]
        if (self.title.text(), self.second.text()) != (tab.label, tab.words):
            self.set_title(tab.label, tab.words)
        self._show_tabs(state)
        self._is_turning = True
        self._take_scale(state.scale)
        self._fit_rows(len(state.lines), state.scale)
        for row, line in zip(self._rows, state.lines, strict=False):
            row.show_line(line, current=line.id == state.current, read_only=state.read_only)
            if unkept := self._unkept.pop((state.key, line.id), ""):
                row.type_again(unkept)
        self._is_turning = False

    def answer_of(self, event: QKeyEvent) -> tuple[bool, Answer | None]:
        """Whether a key answers a critère, and what it says: a value of the scale, or None, which empties."""
        if self._scale is None or self.isHidden() or self._scale.points is not None:
            return False, None
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            return True, None
        figure = figure_of(event)
        if figure is None or figure > len(self._scale.answers):
            return False, None
        return True, self._scale.answers[figure - 1]

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

    def _put_aside(self) -> None:
        """Remember points that could not be kept: they come back with their critère."""
        if self._state is not None:
            self._unkept |= {(self._state.key, row.criterion_id): row.unkept for row in self._rows if row.unkept}

    def _take_scale(self, scale: MarkingScale) -> None:
        """Make the rows of another scale when another session is opened."""
        if self._scale is not None and scale != self._scale:
            while self._rows:
                row = self._rows.pop()
                self._scroll.column.removeWidget(row)
                row.hide()
                row.deleteLater()
        self._scale = scale

    def _fit_rows(self, count: int, scale: MarkingScale) -> None:
        """Show as many rows as critères; the others wait, unnamed."""
        while len(self._rows) < count:
            row = CriterionRow(scale)
            row.value_chosen.connect(self.value_chosen)
            row.value_typed.connect(self.value_typed)
            row.word_given.connect(self.word_given)
            row.word_entered.connect(self.word_entered)
            row.fact_dropped.connect(self.fact_dropped)
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
            counted = len(state.tabs) <= _COUNTED_TABS or place == state.place
            chip.show_chip(_tab_chip(place, tab, shown=place == state.place, counted=counted))
            chip.setToolTip(tab.label)

    def _on_tab_clicked(self, place: int, _checked: bool = False) -> None:
        self.hand_over()
        self.unit_requested.emit(place)

    @Slot(QPoint)
    def _on_tabs_fact_hovered(self, place: QPoint) -> None:
        """Turn to the compétence over which a fact is held, so that it can be put down there."""
        held = self._tab_place.childAt(place)
        if isinstance(held, ChipButton) and self._state is not None and self._tabs.index(held) != self._state.place:
            self._on_tab_clicked(self._tabs.index(held))

    @Slot("QWidget*", "QWidget*")
    def _on_application_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is None or self._is_turning:
            return
        row = next((row for row in self._rows if row.isAncestorOf(new)), None)
        if row is not None:
            self.criterion_entered.emit(row.criterion_id)


def _tab_chip(place: int, tab: UnitTab, *, shown: bool, counted: bool) -> ChipText:
    done = tab.answered == tab.count
    tone = Tone.ACCENT if shown else Tone.YES if done else Tone.NEUTRAL
    sign = SIGN_YES if done else SIGN_CURRENT if shown else SIGN_TODO
    word = f"{place + 1} · {tab.answered} sur {tab.count}" if counted else str(place + 1)
    return ChipText(word, tone, sign, outlined=shown, said=f"{tab.label} : {tab.words}")
