"""Évaluation as one sees it: parts at the left, critères and facts in the middle, time and what lacks at the right."""

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal, SignalInstance, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QLineEdit,
    QPlainTextEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.domain.answer import Answer
from app.domain.framework.scale import MarkingScale
from app.ui.accommodation import AccommodationShown
from app.ui.actions import Act, make_action
from app.ui.screen import Header, HeaderAct, ScreenView
from app.ui.screens.grading.appreciation_card import AppreciationCard
from app.ui.screens.grading.blank_page import BlankPage
from app.ui.screens.grading.clock import ClockState
from app.ui.screens.grading.clock_card import ClockCard
from app.ui.screens.grading.columns import Column
from app.ui.screens.grading.conduct_questions import ConductQuestions
from app.ui.screens.grading.copies_card import CopiesCard
from app.ui.screens.grading.correction_question import CorrectionQuestion
from app.ui.screens.grading.criteria_card import CriteriaCard
from app.ui.screens.grading.guide_corner import GuideCorner
from app.ui.screens.grading.lock_card import LockCard
from app.ui.screens.grading.side import SideColumn
from app.ui.screens.grading.state import Blank, CriterionLine, GradingState
from app.ui.screens.grading.way_on import WayOn
from app.ui.screens.grading.writing_panes import WritingPanes
from app.ui.theme import look
from app.ui.widgets.point_field import PointLine
from app.ui.widgets.question import ReasonQuestion, ask_reason

TICK_MS = 200
_WIDE_FROM_STEPS = 230
_SIDE_STEPS = 46
QWIDGETSIZE_MAX = (1 << 24) - 1
_TIME_STEPS = 63


class GradingView(ScreenView):
    """The juror's desk."""

    screen_entered = Signal()
    person_change_requested = Signal()
    day_requested = Signal()
    copies_requested = Signal()
    part_requested = Signal(str)
    go_on_requested = Signal()
    next_part_requested = Signal()
    early_final_confirmed = Signal(str)
    criterion_entered = Signal(str)
    unit_requested = Signal(int)
    move_requested = Signal(int)
    mark_requested = Signal(str, object)
    answer_requested = Signal(str, object)
    current_answer_requested = Signal(object)
    word_given = Signal(str, str)
    word_entered = Signal(str, str)
    undo_requested = Signal()
    fact_dropped = Signal(int, str)
    appreciation_left = Signal(str)
    gap_chosen = Signal(object)
    lock_requested = Signal()
    unlock_requested = Signal(str)
    correction_wanted = Signal()
    correction_given = Signal(str, object, str)
    tick_requested = Signal()
    start_requested = Signal(str)
    pause_requested = Signal(str)
    end_requested = Signal()
    next_phase_requested = Signal()
    criterion_shown = Signal(str)

    def __init__(self) -> None:
        super().__init__("Évaluation")
        self._start = make_action(Act.START_PHASE, self, self._on_start_asked)
        self._pause = make_action(Act.PAUSE, self, self._on_pause_asked)
        self._finish = make_action(Act.FINISH, self, self.end_requested.emit)
        self._next_phase = make_action(Act.NEXT_PHASE, self, self.next_phase_requested.emit)
        self._on = make_action(Act.GO_ON, self, partial(self._ask_after_typing, self.go_on_requested))
        self._next_part = make_action(Act.NEXT_PART, self, partial(self._ask_after_typing, self.next_part_requested))
        self._undo = make_action(Act.UNDO_MARK, self, self._on_undo_asked)
        self._lock = make_action(Act.LOCK_GRID, self, partial(self._ask_after_typing, self.lock_requested))
        self._unlock = make_action(Act.UNLOCK_GRID, self, self._on_unlock_asked)
        self._correct = make_action(Act.CORRECT_MARK, self, self.correction_wanted.emit)
        self.conduct = ConductQuestions(self)
        self.guide = GuideCorner(self)
        self._side = SideColumn(self.guide.role)
        self._criteria = CriteriaCard()
        self._appreciation = AppreciationCard()
        self.panes = WritingPanes(self)
        self.guide.stand_among(self.panes)
        self.clock = ClockCard(self._start, self._pause, self._finish, self._next_phase, self._next_part)
        self._locks = LockCard(self._on, self._lock, self._unlock, self._correct)
        self._copies = CopiesCard(
            make_action(Act.NEXT_COPY, self, partial(self._ask_after_typing, self.next_part_requested)),
            make_action(Act.SHOW_COPIES, self, partial(self._ask_after_typing, self.copies_requested)),
        )
        self._tick = QTimer(self)
        self._tick.setInterval(TICK_MS)
        self._empty = BlankPage()
        self._layers = QStackedWidget()
        self._middle, self._right = Column(whole=False), Column(whole=True)
        self._lay_out()
        self._connect_signals()
        self.show_state(GradingState())

    def entered(self) -> None:
        """Ask for what is to be graded now."""
        self.screen_entered.emit()

    def left(self) -> None:
        """Hand over what is still being typed, and let no clock tick behind."""
        self._hand_over()
        self._tick.stop()

    def show_state(self, state: GradingState, on: WayOn | None = None) -> None:
        """Show everything; each card draws itself anew only when its part changed."""
        if state.frame is None or state.facts is None or state.lock is None or on is None:
            self._show_blank(state.blank)
            return
        detail = (HeaderAct(self.panes.detail),) if state.criteria is not None else ()
        acts = (*detail, *self.conduct.header_acts)
        header = Header(state.frame.heading.name, state.frame.heading.second, acts, back="Journée")
        if header != self.header:
            self.set_header(header)
        self._layers.setCurrentIndex(0)
        self._side.show_state(state.frame.side)
        self._copies.show_state(state.frame.copy)
        self.clock.give_way(state.frame.copy is not None)
        if state.frame.copy is not None:
            self._tick.stop()
        self._show_middle(state)
        self._locks.show_state(state.lock, on)
        self.clock.mark_primary(on.way)
        for act in (self._on, self._undo, self._lock, *self.conduct.acts):
            act.setEnabled(True)

    def show_clock(self, clock: ClockState) -> None:
        """Show another moment of the time; it ticks only while a phase runs."""
        self.clock.show_clock(clock)
        if clock.runs != self._tick.isActive():
            self._tick.start() if clock.runs else self._tick.stop()

    def focus_criterion(self, criterion_id: str) -> None:
        """Bring the keyboard to a critère."""
        self._criteria.focus_criterion(criterion_id)

    def focus_word(self, criterion_id: str) -> None:
        """Bring the keyboard to a word that is asked for."""
        self._criteria.focus_word(criterion_id)

    def focus_appreciation(self) -> None:
        """Bring the keyboard to the appreciation."""
        if self._appreciation.isVisibleTo(self):
            self._appreciation.writing.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.panes.focus_appreciation()

    def focus_fact_line(self) -> None:
        """Bring the keyboard to the line of facts."""
        self.panes.focus_fact_line()

    def come_back(self) -> None:
        """Give the keyboard back to what had it before the panes."""
        self.panes.come_back()

    def ask_correction(self, line: CriterionLine, wanted: Answer | None, scale: MarkingScale) -> None:
        """Ask what an answer of the locked grid becomes, and why."""
        question = CorrectionQuestion(line, wanted, scale, self)
        question.given.connect(self.correction_given)
        question.open()

    def focus_lock(self) -> None:
        """Bring the keyboard to the lock."""
        self._locks.take_keyboard()

    def ask_early_final(self, sentence: str) -> None:
        """Ask why the entretien final comes early."""
        question = ReasonQuestion(
            "early_final", "Ouvrir l’entretien final maintenant", "Ouvrir la grille", sentence=sentence, parent=self
        )
        ask_reason(question, self.early_final_confirmed.emit)

    def ask_out_of_order(self, sentence: str) -> None:
        """Ask why the part comes before an earlier one, or long before its hour."""
        question = ReasonQuestion(
            "order_question", "Commencer autrement que prévu", "Démarrer", sentence=sentence, parent=self
        )
        ask_reason(question, self.start_requested.emit)

    def ask_to_read(self, shown: AccommodationShown) -> None:
        """Show an accommodation, to be read before the time runs."""
        self.conduct.ask_to_read(shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Arrows reach the critères from anywhere but a line of text; figures and Suppr answer, once a press.

        Where the keyboard rests on the lock the last answer is given: a figure too many changes nothing.
        """
        way = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        holder = QApplication.focusWidget()
        answered, value = self._criteria.answer_of(event)
        if isinstance(holder, (QLineEdit, QPlainTextEdit)) and not isinstance(holder, PointLine):
            super().keyPressEvent(event)
        elif way is not None:
            self.move_requested.emit(way)
        elif answered and not event.isAutoRepeat() and not self._locks.waits_for_enter:
            self.current_answer_requested.emit(value)
        elif not answered:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Three columns where there is room, two above one where there is not."""
        super().resizeEvent(event)
        self._arrange()

    def _lay_out(self) -> None:
        step = look().metrics.step
        self._middle.column.addWidget(self._criteria)
        self._middle.column.addWidget(self._appreciation, 1)
        self._middle.column.addWidget(self.panes, 1)
        self._right.column.addWidget(self.clock)
        self._right.column.addWidget(self._copies)
        self._right.column.addWidget(self._locks)
        self._right.column.addStretch(1)
        content = QWidget()
        self._grid = QGridLayout(content)
        self._grid.setContentsMargins(round(5.5 * step), round(4.5 * step), round(5.5 * step), round(4.5 * step))
        self._grid.setSpacing(round(4.5 * step))
        self._layers.addWidget(content)
        self._layers.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._layers)
        self._arrange()

    def _arrange(self) -> None:
        """Three columns; where the text is large, what a juror answers stands first and the rest under it."""
        step = look().metrics.step
        wide = self.width() >= _WIDE_FROM_STEPS * step
        self._middle.set_whole(not wide)
        self.panes.set_whole(not wide)
        for column, steps in ((self._side, _SIDE_STEPS), (self._right, _TIME_STEPS)):
            column.setMinimumWidth(steps * step)
            column.setMaximumWidth(steps * step if wide else QWIDGETSIZE_MAX)
        self._grid.addWidget(self._middle, 0, 1 if wide else 0, 1, 1 if wide else 2)
        self._grid.addWidget(self._side, 0 if wide else 1, 0)
        self._grid.addWidget(self._right, 0 if wide else 1, 2 if wide else 1)
        self._grid.setColumnStretch(0, 0 if wide else 1)
        self._grid.setColumnStretch(1, 1)

    def _connect_signals(self) -> None:
        self._side.part_requested.connect(self._on_side_part_requested)
        self._criteria.value_chosen.connect(self.mark_requested)
        self._criteria.value_typed.connect(self.answer_requested)
        self._criteria.word_given.connect(self.word_given)
        self._criteria.word_entered.connect(self.word_entered)
        self._criteria.criterion_entered.connect(self.criterion_entered)
        self._criteria.unit_requested.connect(self.unit_requested)
        self._criteria.fact_dropped.connect(self.fact_dropped)
        self._appreciation.writing.text_left.connect(self.appreciation_left)
        self.panes.appreciation_left.connect(self.appreciation_left)
        self.panes.appreciation_requested.connect(self.focus_appreciation)
        self.panes.keyboard_left.connect(self._on_panes_keyboard_left)
        self.guide.pane.leave_requested.connect(self.panes.come_back)
        self._locks.gap_chosen.connect(self.gap_chosen)
        self._empty.person_change_requested.connect(self.person_change_requested)
        self._empty.day_requested.connect(self.day_requested)
        self._tick.timeout.connect(self.tick_requested)

    def _hand_over(self) -> None:
        """Ask that what is still being typed be kept, before the place changes."""
        self._criteria.hand_over()
        self._appreciation.writing.hand_over()
        self.panes.hand_over()

    def _show_middle(self, state: GradingState) -> None:
        self._criteria.setVisible(state.criteria is not None)
        alone = state.appreciation is not None and not state.appreciation.beside
        self._appreciation.setVisible(alone)
        if state.criteria is not None:
            self._criteria.show_state(state.criteria)
            self.criterion_shown.emit(state.criteria.current)
        if state.appreciation is not None and alone:
            self._appreciation.writing.show_state(state.appreciation)
        else:
            self._appreciation.writing.clear()
        self.panes.show_state(state)

    def _show_blank(self, blank: Blank | None) -> None:
        """Show why there is nothing to grade, and the way out; the acts on a grid are silent meanwhile."""
        self._tick.stop()
        for act in self.actions():
            act.setEnabled(False)
        self.panes.clear()
        self._appreciation.writing.clear()
        self.set_header(Header("Évaluation"))
        self._empty.show_blank(blank)
        self._layers.setCurrentWidget(self._empty)

    @Slot()
    def _on_start_asked(self) -> None:
        self.start_requested.emit("")

    @Slot()
    def _on_pause_asked(self) -> None:
        question = ReasonQuestion(
            "pause_question", "Mettre en pause", "Mettre en pause", placeholder="alerte, panne, malaise…", parent=self
        )
        ask_reason(question, self.pause_requested.emit)

    @Slot()
    def _on_unlock_asked(self) -> None:
        question = ReasonQuestion(
            "unlock_question",
            "Rouvrir la grille",
            "Rouvrir",
            sentence="La raison, l’heure et votre nom restent au journal de la session.",
            parent=self,
        )
        ask_reason(question, self.unlock_requested.emit)

    def _ask_after_typing(self, intent: SignalInstance) -> None:
        """Ask for what leaves the place, once what is still being typed is kept."""
        self._hand_over()
        intent.emit()

    @Slot(str)
    def _on_side_part_requested(self, part_id: str) -> None:
        self._hand_over()
        self.part_requested.emit(part_id)

    @Slot()
    def _on_undo_asked(self) -> None:
        """Take back the last act where the keyboard is: in the guide, or on the critères."""
        (self.guide.pane.undo_requested if self.guide.has_keyboard else self.undo_requested).emit()

    @Slot()
    def _on_panes_keyboard_left(self) -> None:
        self.move_requested.emit(0)
