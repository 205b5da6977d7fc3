"""Délibération as a person sees it: the candidate's table at the left, evidence and decision at the right."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.actions import Act, make_action
from app.ui.dialogs import ConsequencesDialog
from app.ui.screen import Header, HeaderAct, ScreenView
from app.ui.screens.deliberation.comparison import ComparisonDialog
from app.ui.screens.deliberation.decision_card import DecisionCard
from app.ui.screens.deliberation.equality import Equality
from app.ui.screens.deliberation.evidence_card import EvidenceCard
from app.ui.screens.deliberation.pager import CandidatePager
from app.ui.screens.deliberation.roll_question import RollQuestion
from app.ui.screens.deliberation.sealed import SealedCard
from app.ui.screens.deliberation.sheet import ReviewSheet, SheetScroll
from app.ui.screens.deliberation.side import (
    AppreciationsCard,
    FileCard,
    ReferenceCard,
    SideColumn,
    TimesCard,
    scrolling,
)
from app.ui.screens.deliberation.state import DecisionShown, DeliberationState, Notice, OpenPage, RoomShown, SealedPage
from app.ui.theme import look, theme
from app.ui.tokens import Tone
from app.ui.widgets.button import Button, ButtonRank
from app.ui.widgets.card import Card, EmptyState
from app.ui.widgets.chip import SIGN_DIVERGENCE, SIGN_WARNING, SIGN_YES, Chip, ChipText
from app.ui.widgets.expander import Expander
from app.ui.widgets.flow_row import FlowRow
from app.ui.widgets.in_view import bring_into_view
from app.ui.widgets.pages import Pages
from app.ui.widgets.question import ReasonQuestion, ask_reason
from app.ui.widgets.side_by_side import SideBySide

TICK_MS = 15_000
"""How often the minutes are painted anew; the time itself is kept in the session."""


class DeliberationView(ScreenView):
    """Shows a `DeliberationState` and says what the jury asks."""

    entered_screen = Signal()
    candidate_requested = Signal(int)
    next_requested = Signal()
    step_requested = Signal(int)
    all_requested = Signal()
    unfolding_requested = Signal(str)
    position_requested = Signal(str, bool)
    motive_requested = Signal(str, str, object)
    motive_kept = Signal(int, str, str, object)
    motive_left = Signal(str)
    outcome_requested = Signal(object)
    award_requested = Signal(str, object)
    decision_requested = Signal(object, object, str)
    confirmation_requested = Signal(int)
    consultation_requested = Signal(object, bool, str)
    reason_left = Signal()
    reference_requested = Signal(str)
    vote_requested = Signal(int, bool, str)
    grid_requested = Signal(str)
    comparison_requested = Signal()
    person_change_requested = Signal()
    ledger_requested = Signal()
    doors_requested = Signal()
    roll_requested = Signal()
    roll_given = Signal(object, bool)
    postponing_requested = Signal(str)
    tick_requested = Signal()
    left_screen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Délibération", parent)
        self.setObjectName("deliberation")
        self._state: DeliberationState | None = None
        self._stood: tuple[object, ...] = ()
        self._next = make_action(Act.NEXT_CANDIDATE, self, self._on_next_triggered)
        self._all = make_action(Act.SHOW_ALL_SKILLS, self, self.all_requested.emit)
        self._ask_reference = make_action(Act.SHOW_REFERENCE, self, self._on_reference_triggered)
        self._compare = make_action(Act.COMPARE_TREATMENT, self, self.comparison_requested.emit)
        self._ledger = make_action(Act.SHOW_LEDGER_FROM_DELIBERATION, self, self.ledger_requested.emit)
        self._doors = make_action(Act.CLOSE_DOORS, self, self.doors_requested.emit)
        self._roll = make_action(Act.CALL_ROLL, self, self.roll_requested.emit)
        self._postpone = make_action(Act.POSTPONE, self, self._ask_postponing)
        self._pager = CandidatePager((self._postpone, self._roll, self._ledger))
        self._sheet = ReviewSheet(self._next)
        self._card = Card("Compétences", flush=True)
        self._divergence = Chip("")
        self._warning = Chip("")
        self._all_button = Button.of_action(self._all)
        self._all_button.setObjectName("show_all_skills")
        self._reference_button = Button.of_action(self._ask_reference)
        self._reference_button.setObjectName("show_reference")
        self._evidence = EvidenceCard()
        self._reference = ReferenceCard()
        self._file = FileCard()
        self._times = TimesCard()
        self._appreciations = AppreciationsCard()
        self._decision = DecisionCard()
        self._next_button = Button.of_action(self._next, ButtonRank.PRIMARY, tall=True)
        self._next_button.setObjectName("next_candidate")
        self._sealed = SealedCard()
        self._expander = Expander(self)
        self._notice_place = QWidget()
        self._notice: tuple[Notice, EmptyState] | None = None
        self._pages = Pages(self._open_page(), self._sealed, self._notice_place)
        self._clock = QTimer(self, interval=TICK_MS)
        self._lay_out()
        self._connect_signals()

    def entered(self) -> None:
        """Read the session again and give the keyboard to the first position still to take."""
        self.entered_screen.emit()
        self._clock.start()
        if self._state is not None:
            self._take_keyboard(self._state)

    def left(self) -> None:
        """Keep what is being typed, and count no time behind another screen."""
        self._hand_over()
        self._clock.stop()
        self.left_screen.emit()

    def show_state(self, state: DeliberationState) -> None:
        """Show everything that the state says."""
        other = self._state is None or self._state.candidate_id != state.candidate_id
        self._state = state
        self._pager.show_candidates(state.candidates, state.candidate_id, state.left)
        self._pager.setVisible(bool(state.candidates))
        self._next.setText(state.next_words)
        self._next.setToolTip(state.next_refusal or state.next_words)
        self._next.setEnabled(not state.next_refusal)
        self._next_button.set_rank(ButtonRank.PRIMARY if state.is_over else ButtonRank.PLAIN)
        is_open = isinstance(state.page, OpenPage)
        for action in (self._all, self._compare, self._ask_reference):
            action.setEnabled(is_open)
        self._show_room(state)
        shown = ((self._doors, state.room is not None), (self._compare, is_open))
        acts = tuple(HeaderAct(action) for action, offered in shown if offered)
        self.set_header(Header(state.title, state.second, acts))
        self._show_page(state.page)
        if other and self.isVisible():
            self._take_keyboard(state)

    def expand(self, phrases: Mapping[str, str]) -> None:
        """Write these abbreviations out as the juror types."""
        self._expander.set_phrases(phrases)

    def show_comparison(self, equality: Equality) -> None:
        """Open the comparison over the screen."""
        ComparisonDialog(equality, self.window()).open()

    def show_time(self, second: str, left: str) -> None:
        """Show the time that went by, and nothing else anew."""
        self._pager.show_left(left)
        if second != self.header.second:
            self.set_header(replace(self.header, second=second))

    def ask_first(self, title: str, consequences: Sequence[str], act_label: str, act: Callable[[], None]) -> None:
        """Ask over the screen before what undoes something; the safe answer has the keyboard."""
        question = ConsequencesDialog(title, consequences, act_label, self.window())
        question.setObjectName("change_dialog")
        question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        question.accepted.connect(act)
        question.open()

    def ask_roll(self, room: RoomShown, *, closes: bool) -> None:
        """Open the roll over the screen."""
        question = RollQuestion(room, closes=closes, parent=self.window())
        question.accepted.connect(lambda: self.roll_given.emit(question.answers, closes))
        question.open()

    def _hand_over(self) -> None:
        """Hand over the motives being written."""
        self._sheet.hand_over()
        self._decision.hand_over()

    def _on_next_triggered(self) -> None:
        """Inside the decision's motive the key records it; elsewhere it leads to the next candidate."""
        if not self._decision.record():
            self._hand_over()
            self.next_requested.emit()

    @Slot(int)
    def _on_candidate_requested(self, candidate_id: int) -> None:
        self._hand_over()
        self.candidate_requested.emit(candidate_id)

    @Slot(int)
    def _on_step_requested(self, way: int) -> None:
        self._hand_over()
        self.step_requested.emit(way)

    @Slot()
    def _on_reference_triggered(self) -> None:
        unit_id = self._sheet.held_unit()
        if unit_id is not None:
            self.reference_requested.emit(unit_id)

    @Slot()
    def _on_theme_changed(self) -> None:
        """The table's columns follow the text size and the width; what is being typed is kept first."""
        self._hand_over()
        if self._state is not None and self.isVisible():
            self.entered_screen.emit()

    def _show_room(self, state: DeliberationState) -> None:
        room = state.room
        for action in (self._doors, self._roll):
            action.setEnabled(room is not None)
            action.setVisible(room is not None)
        self._doors.setText("Rouvrir les portes" if room and room.behind_doors else Act.CLOSE_DOORS.value.label)
        self._postpone.setEnabled(bool(state.put_off))
        self._postpone.setVisible(bool(state.put_off))

    def _ask_postponing(self) -> None:
        if self._state is None or not self._state.put_off:
            return
        self._hand_over()
        question = ReasonQuestion(
            "postpone_dialog",
            f"Reporter {self._state.put_off} ?",
            "Reporter",
            sentence="Ce candidat revient après les autres ; ce qui est déjà pris reste pris.",
            placeholder="ce que le jury attend pour décider",
            parent=self.window(),
        )
        ask_reason(question, self.postponing_requested.emit)

    def _take_keyboard(self, state: DeliberationState) -> None:
        """To the first position still to take; to the list of candidates where there is none."""
        if isinstance(state.page, OpenPage):
            self._sheet.take_keyboard(state.page.units)
        elif state.candidates:
            self._pager.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_page(self, page: Notice | SealedPage | OpenPage) -> None:
        if isinstance(page, OpenPage):
            self._show_open(page)
            self._pages.show_page(self._pages.pages[0])
            return
        self._sheet.clear()
        if isinstance(page, SealedPage):
            self._sealed.show_page(page)
            self._pages.show_page(self._sealed)
        else:
            self._show_notice(page)
            self._pages.show_page(self._notice_place)

    def _show_open(self, page: OpenPage) -> None:
        candidate_id = self._state.candidate_id if self._state is not None else None
        self._card.set_title(page.heading)
        waiting = ChipText("position à prendre", Tone.WARNING, SIGN_DIVERGENCE)
        settled = ChipText("positions prises", Tone.YES, SIGN_YES)
        self._divergence.show_chip(waiting if page.unsettled else settled)
        taken = all(unit.position is not None for unit in page.units)
        self._divergence.setVisible(taken or bool(page.unsettled))
        warning = page.frozen or page.warning
        self._warning.show_chip(ChipText(warning, Tone.WARNING, SIGN_WARNING))
        self._warning.setVisible(bool(warning))
        self._all.setText("Replier les unanimes" if page.all_shown else Act.SHOW_ALL_SKILLS.value.label)
        self._sheet.show_page(candidate_id, page)
        self._evidence.show_evidence(page.evidence, frozen=bool(page.frozen))
        self._reference.show_reference(page.reference)
        self._file.show_file(page.file)
        self._times.show_times(page.file.times)
        self._appreciations.show_appreciations(page.appreciations)
        self._decision.show_decision(candidate_id, page.decision, page.words, frozen=bool(page.frozen))
        self._beside.put_decision_first(taken)
        self._show_what_comes_next(candidate_id, page.decision)

    def _show_what_comes_next(self, candidate_id: int | None, decision: DecisionShown) -> None:
        """Bring what an act on the decision leads to into sight: its button, or whose code is asked."""
        stands = (candidate_id, decision.chosen, decision.is_draft, decision.confirmations)
        if (wanted := self._decision.wanted()) is not None and stands != self._stood and self._stood[:1] == stands[:1]:
            bring_into_view(wanted)
        self._stood = stands

    def _show_notice(self, notice: Notice) -> None:
        if self._notice is not None:
            if self._notice[0] == notice:
                return
            self._notice[1].hide()
            self._notice[1].deleteLater()
        act = Button(notice.act, ButtonRank.PRIMARY) if notice.act else None
        if act is not None:
            act.setObjectName("change_person")
            act.clicked.connect(self.person_change_requested)
        shown = EmptyState(notice.title, notice.sentence, drawing=notice.drawing, act=act)
        layout = self._notice_place.layout()
        if layout is not None:
            layout.addWidget(shown)
        self._notice = (notice, shown)

    def _open_page(self) -> QWidget:
        """The page of an open candidate: table, decision, and the way on."""
        step = look().metrics.step
        self._card.add_beside_title(
            FlowRow((self._divergence, self._warning, self._reference_button, self._all_button))
        )
        self._card.body.addWidget(SheetScroll(self._sheet), 1)
        self._card.setMinimumHeight(90 * step)
        read = (self._file, self._times, self._appreciations)
        self._beside = SideColumn(self._reference, self._evidence, self._decision, read)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3 * step)
        column.addWidget(scrolling(self._beside), 1)
        column.addWidget(self._next_button)
        right.setMinimumHeight(90 * step)
        return SideBySide(((self._card, 5), (right, 2)), wide_from=240)

    def _lay_out(self) -> None:
        step = look().metrics.step
        QVBoxLayout(self._notice_place)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(5 * step, 4 * step, 5 * step, 5 * step)
        whole.setSpacing(3 * step)
        whole.addWidget(self._pager)
        whole.addWidget(self._pages, 1)

    def _connect_signals(self) -> None:
        self._pager.candidate_requested.connect(self._on_candidate_requested)
        self._pager.step_requested.connect(self._on_step_requested)
        self._sheet.position_requested.connect(self.position_requested)
        self._sheet.unfolding_requested.connect(self.unfolding_requested)
        self._sheet.motive_requested.connect(self.motive_requested)
        self._sheet.motive_kept.connect(self.motive_kept)
        self._decision.motive_kept.connect(self.motive_kept)
        self._sheet.motive_left.connect(self.motive_left)
        self._decision.outcome_requested.connect(self.outcome_requested)
        self._decision.award_requested.connect(self.award_requested)
        self._decision.decision_requested.connect(self.decision_requested)
        self._decision.confirmation_requested.connect(self.confirmation_requested)
        self._evidence.consultation_requested.connect(self.consultation_requested)
        self._evidence.reason_left.connect(self.reason_left)
        self._decision.vote_requested.connect(self.vote_requested)
        self._sheet.refit_requested.connect(self._on_theme_changed)
        self._sealed.ledger_requested.connect(self.ledger_requested)
        self._sealed.grid_requested.connect(self.grid_requested)
        self._clock.timeout.connect(self.tick_requested)
        theme().theme_changed.connect(self._on_theme_changed)
