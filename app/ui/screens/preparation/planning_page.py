"""The planning as a person sees it: a timeline, a list that says the same, the settings, and what is wrong beside."""

from datetime import date
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QHideEvent, QShowEvent
from PySide6.QtWidgets import QTabBar, QVBoxLayout, QWidget

from app.ui.actions import Act, make_action
from app.ui.dialogs import ConsequencesDialog
from app.ui.screens.preparation.planning_body import PlanningBody, Shape
from app.ui.screens.preparation.planning_empty import PlanningEmpty
from app.ui.screens.preparation.planning_settings import PlanningSettings
from app.ui.screens.preparation.planning_state import days_of, second_words
from app.ui.screens.preparation.planning_words import day_words
from app.ui.screens.preparation.section_page import SectionPage
from app.ui.screens.preparation.state import PreparationState
from app.ui.theme import look
from app.ui.tokens import Tone
from app.ui.widgets.button import Button
from app.ui.widgets.card import Card
from app.ui.widgets.choice_bar import Choice, ChoiceBar
from app.ui.widgets.flow_row import FlowRow
from app.ui.widgets.pages import Pages

_CLOCK_MS = 20_000
_MOST_LISTED = 6
_DISCARDED = (
    "Les horaires retenus sont oubliés ; les réglages aussi.",
    "Le jury et l’heure de convocation de chaque candidat restent sur sa fiche.",
)
_HINTS = (
    ("Left Right", "passage"),
    ("Ctrl+Left Ctrl+Right", "5 min"),
    ("Ctrl+Up Ctrl+Down", "autre jury"),
    ("Ctrl+Z", "annuler"),
    ("Ctrl+T", "frise"),
    ("Ctrl+L", "liste"),
    ("Ctrl+G", "réglages"),
)
_MOVES = {
    Act.MOVE_EARLIER: -5,
    Act.MOVE_LATER: 5,
    Act.NUDGE_EARLIER: -1,
    Act.NUDGE_LATER: 1,
}


class PlanningPage(SectionPage):
    """Shows the planning kept, or the draft under way; says what is asked of it."""

    compute_requested = Signal(object)
    replan_requested = Signal()
    move_requested = Signal(object, int, int)
    undo_requested = Signal()
    keep_requested = Signal()
    draft_left = Signal()
    discard_requested = Signal()
    print_requested = Signal()
    candidates_requested = Signal()
    candidate_chosen = Signal(int)
    time_passed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._state: PreparationState | None = None
        self._day: date | None = None
        self._days: tuple[date, ...] = ()
        self._shape = Shape.TIMELINE
        self._make_acts()
        self.body = PlanningBody()
        self.settings = PlanningSettings()
        self.empty = PlanningEmpty(self._compute)
        self._settings_card = Card()
        self._settings_card.body.addWidget(self.settings)
        self._pages = Pages(self.empty, self.body, self._settings_card)
        self._clock = QTimer(self)
        self._clock.setInterval(_CLOCK_MS)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(2 * look().metrics.step)
        page.addWidget(self._make_bar())
        page.addWidget(self._pages, 1)
        self._connect_signals()

    @property
    def first(self) -> QWidget:
        """What has the keyboard first."""
        if self._pages.page is self._settings_card:
            return self.settings.first
        return self.body.first if self._pages.page is self.body else self.empty.first

    @property
    def acts(self) -> tuple[QAction, ...]:
        """Keep or leave a draft; print what is kept, or compute it again from now."""
        planning = self._state.planning if self._state is not None else None
        if planning is None or planning.shown is None:
            return ()
        if planning.draft is not None:
            return (self._keep, self._leave) if planning.kept is not None else (self._keep,)
        return (self._print, self._replan) if planning.is_under_way else (self._print,)

    @property
    def hints(self) -> tuple[tuple[str, str], ...]:
        """The keys of the timeline."""
        return _HINTS

    def heading(self, state: PreparationState) -> tuple[str, str]:
        """« Planning », and what there is to say of it."""
        return "Planning", second_words(state.planning)

    def show_state(self, state: PreparationState) -> None:
        """Show the planning, its settings, or what is missing."""
        before, self._state = self._state, state
        if before is not None and before.session is state.session and before.planning == state.planning:
            return
        planning = state.planning
        self.settings.show_settings(state.session, planning.settings, editable=state.editable)
        self.empty.show_state(state)
        self._show_days(state)
        if planning.shown is not None and self._day is not None:
            self.body.show_plan(state.session, planning.shown, self._day, planning, editable=state.editable)
        self._show_acts(state)
        self._show_shape()

    def forget(self) -> None:
        """Hold nothing of the session any more."""
        self._state = self._day = None
        self._days = ()
        self._shape = Shape.TIMELINE
        self.settings.forget()
        self.body.forget()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the clock while in sight."""
        super().showEvent(event)
        self._clock.start()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Leave the clock alone."""
        super().hideEvent(event)
        self._clock.stop()

    def _make_acts(self) -> None:
        self._compute = make_action(Act.COMPUTE_PLAN, self, self._ask_to_compute)
        self._keep = make_action(Act.KEEP_PLAN, self, self._ask_to_keep)
        self._leave = make_action(Act.LEAVE_DRAFT, self, self.draft_left.emit)
        self._discard = make_action(Act.DISCARD_PLAN, self, self._ask_to_discard)
        self._replan = make_action(Act.REPLAN, self, self.replan_requested.emit)
        self._print = make_action(Act.PRINT_PLAN, self, self.print_requested.emit)
        self._undo = make_action(Act.UNDO_MOVE, self, self.undo_requested.emit)
        self._moves = [make_action(act, self, partial(self._move, minutes)) for act, minutes in _MOVES.items()]
        self._moves += [
            make_action(act, self, partial(self._change_jury, step))
            for act, step in ((Act.MOVE_UP, -1), (Act.MOVE_DOWN, 1))
        ]
        for action in self._moves:
            action.setAutoRepeat(True)
        for act, step in ((Act.PREVIOUS_DAY, -1), (Act.NEXT_DAY, 1)):
            make_action(act, self, partial(self._turn_day, step))
        for act, shape in (
            (Act.SHOW_TIMELINE, Shape.TIMELINE),
            (Act.LIST_SLOTS, Shape.LIST),
            (Act.SET_PLAN, Shape.SETTINGS),
        ):
            make_action(act, self, partial(self._choose_shape, shape))
        make_action(Act.WIDEN_HOURS, self, self._widen)
        make_action(Act.NARROW_HOURS, self, self._narrow)

    def _make_bar(self) -> FlowRow:
        self.day_tabs = QTabBar()
        self.day_tabs.setObjectName("planning_days")
        self.day_tabs.setAccessibleName("Jour")
        self.day_tabs.setDrawBase(False)
        self.day_tabs.setExpanding(False)
        self._shapes: ChoiceBar[Shape] = ChoiceBar(
            "Présentation", [Choice(shape, shape.value, Tone.ACCENT) for shape in Shape]
        )
        self._shapes.setObjectName("planning_shapes")
        self._compute_again = Button.of_action(self._compute)
        self._compute_again.setObjectName("planning_compute")
        self._undo_last = Button.of_action(self._undo)
        self._undo_last.setObjectName("planning_undo")
        self._discard_kept = Button.of_action(self._discard)
        self._discard_kept.setObjectName("planning_discard")
        buttons = (self._compute_again, self._undo_last, self._discard_kept)
        return FlowRow((self.day_tabs, self._shapes, *buttons), gap_steps=4)

    def _connect_signals(self) -> None:
        self._clock.timeout.connect(self.time_passed)
        self.day_tabs.currentChanged.connect(self._on_day_tabs_current_changed)
        self._shapes.value_chosen.connect(self._choose_shape)
        self.body.move_requested.connect(self.move_requested)
        self.body.slot_chosen.connect(self._on_slot_chosen)
        self.body.settings_chosen.connect(self.compute_requested)
        self.body.candidate_chosen.connect(self.candidate_chosen)
        self.empty.candidates_requested.connect(self.candidates_requested)
        self.empty.duration_requested.connect(self._on_duration_requested)

    def _show_days(self, state: PreparationState) -> None:
        days = days_of(state.session, state.planning.shown)
        if self._day not in days:
            today = state.planning.now.date() if state.planning.now is not None else None
            self._day = today if today in days else days[0]
        self.day_tabs.blockSignals(True)
        if days != self._days:
            self._days = days
            while self.day_tabs.count():
                self.day_tabs.removeTab(0)
            for day in days:
                self.day_tabs.addTab(day_words(day))
        self.day_tabs.setCurrentIndex(days.index(self._day))
        self.day_tabs.blockSignals(False)

    def _show_acts(self, state: PreparationState) -> None:
        planning, free = state.planning, state.editable and not state.planning.is_busy
        self._compute.setEnabled(free and bool(state.session.candidates))
        for action in (self._keep, self._leave):
            action.setEnabled(free and planning.draft is not None)
        self._leave.setEnabled(self._leave.isEnabled() and planning.kept is not None)
        self._replan.setEnabled(free and planning.is_under_way)
        self._discard.setEnabled(free and planning.kept is not None)
        self._print.setEnabled(planning.kept is not None)
        self._undo.setEnabled(free and bool(planning.history))
        self._undo_last.setVisible(bool(planning.history))

    def _show_shape(self) -> None:
        """Bring to the front what was chosen, or what is missing for it."""
        planned = self._state is not None and self._state.planning.shown is not None
        shaped = self._shape is not Shape.SETTINGS and planned
        for action in self._moves:
            action.setEnabled(shaped and self._state is not None and self._state.editable)
        self._shapes.set_value(self._shape)
        self.day_tabs.setVisible(shaped)
        self._compute_again.setVisible(planned or self._shape is Shape.SETTINGS)
        self._discard_kept.setVisible(self._discard.isEnabled() and self._shape is Shape.SETTINGS)
        if shaped:
            self.body.show_shape(self._shape)
        page = self.body if shaped else self._settings_card if self._shape is Shape.SETTINGS else self.empty
        if self._pages.page is not page:
            self._pages.show_page(page)
            if self.isVisible():
                self.first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose_shape(self, shape: Shape) -> None:
        self._shape = shape
        self._show_shape()
        if self.isVisible():
            self.first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_to_compute(self) -> None:
        settings = self.settings.read()
        if settings is None:
            self._choose_shape(Shape.SETTINGS)
            self.settings.read()
            return
        if self._shape is Shape.SETTINGS:
            self._shape = Shape.TIMELINE
        self.compute_requested.emit(settings)

    def _ask_to_keep(self) -> None:
        planning = self._state.planning if self._state is not None else None
        if planning is None or planning.draft is None:
            return
        wrong = [misfit.sentence for misfit in planning.misfits]
        wrong += [conflict.sentence for conflict in planning.conflicts]
        if not wrong:
            self.keep_requested.emit()
            return
        listed = wrong[:_MOST_LISTED]
        if len(wrong) > len(listed):
            listed.append(f"Et {len(wrong) - len(listed)} de plus, dans la liste « À régler ».")
        question = ConsequencesDialog("Retenir ce planning tel quel ?", listed, "Retenir", self)
        question.setObjectName("keep_question")
        question.accepted.connect(self.keep_requested)
        self._question = question
        question.open()

    def _ask_to_discard(self) -> None:
        question = ConsequencesDialog("Effacer le planning retenu ?", _DISCARDED, "Effacer", self)
        question.setObjectName("discard_question")
        question.accepted.connect(self.discard_requested)
        self._question = question
        question.open()

    def _move(self, minutes: int) -> None:
        self.body.ask_move(minutes)

    def _change_jury(self, step: int) -> None:
        self.body.ask_jury(step)

    def _widen(self) -> None:
        self.body.timeline.widen_hours()

    def _narrow(self) -> None:
        self.body.timeline.narrow_hours()

    def _turn_day(self, step: int) -> None:
        place = self.day_tabs.currentIndex() + step
        if 0 <= place < self.day_tabs.count():
            self.day_tabs.setCurrentIndex(place)

    def _show_day(self, day: date) -> None:
        state = self._state
        self._day = day
        if state is not None and state.planning.shown is not None:
            self.body.show_plan(state.session, state.planning.shown, day, state.planning, editable=state.editable)

    @Slot(int)
    def _on_day_tabs_current_changed(self, place: int) -> None:
        if 0 <= place < len(self._days):
            self._show_day(self._days[place])

    @Slot(int)
    def _on_slot_chosen(self, number: int) -> None:
        plan = self._state.planning.shown if self._state is not None else None
        slot = next((slot for slot in plan.slots if slot.number == number), None) if plan is not None else None
        if slot is not None:
            self.day_tabs.setCurrentIndex(self._days.index(slot.starts_at.date()))
            self.body.choose_slot(number)

    @Slot()
    def _on_duration_requested(self) -> None:
        self._choose_shape(Shape.SETTINGS)
        self.settings.ask_duration()
