"""Contrôles as a person sees it: one table of every rule, gravest first."""

from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.counting import counted
from app.ui.actions import Act, make_action
from app.ui.rule_lines import RuleLine
from app.ui.screen import Header, HeaderAct, ScreenView
from app.ui.screens.checks.derogation import DerogationQuestion
from app.ui.screens.checks.presenter import ChecksState
from app.ui.screens.checks.shortfall import ShortfallQuestion, TakeBackQuestion
from app.ui.screens.checks.shortfall_state import NO_SHORTFALLS
from app.ui.theme import look
from app.ui.widgets.card import Card
from app.ui.widgets.fields import CheckField
from app.ui.widgets.rules_table import RuleCountChips, RulesTable

_ALL_MET = "Il ne reste rien à régler pour l’instant."


class ChecksView(ScreenView):
    """Shows a `ChecksState` and says what the person asks."""

    entered_screen = Signal()
    only_open_requested = Signal(bool)
    mending_requested = Signal(object)
    passing_requested = Signal(object, str, str)
    shortfall_requested = Signal(object, str, str, object)
    take_back_requested = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Contrôles", parent)
        self.setObjectName("checks")
        self._mend = make_action(Act.MEND, self, self._on_mend_asked)
        self._pass = make_action(Act.PASS_OVER, self, self._on_pass_asked)
        self._note = make_action(Act.NOTE_SHORTFALL, self, self._on_note_asked)
        self._take_back = make_action(Act.TAKE_BACK_SHORTFALL, self, self._on_take_back_asked)
        self._shortfalls = NO_SHORTFALLS
        self._counts = RuleCountChips()
        self._only_open = CheckField("Seulement ce qui reste à régler")
        self._only_open.setObjectName("checks_only_open")
        self._table = RulesTable("Règles de la session", detailed=True, empty=_ALL_MET)
        self._table.view.setObjectName("checks_table")
        self._table.filter_line.setObjectName("checks_filter")
        self._lay_out()
        self._connect_signals()

    def entered(self) -> None:
        """Read the rules again and give the keyboard to the table."""
        self.entered_screen.emit()
        self._table.setFocus()

    def show_state(self, state: ChecksState) -> None:
        """Show the rules and their counts."""
        self._shortfalls = state.shortfalls
        self._table.show_lines(state.lines)
        self._counts.show_counts(state.counts)
        self._only_open.setChecked(state.only_open)
        self._show_header(state)

    def ask_noting(self, candidate_id: int | None) -> None:
        """Ask for whom the jury lacks a quorum, and why."""
        if self._shortfalls.notable:
            people, missing = self._shortfalls.notable, self._shortfalls.missing
            question = ShortfallQuestion(people, missing, candidate_id, self.window())
            question.answered.connect(self.shortfall_requested)
            question.open()

    def ask_taking_back(self, candidate_id: int | None) -> None:
        """Ask for whom the jury can deliberate after all."""
        if self._shortfalls.noted:
            question = TakeBackQuestion(self._shortfalls.noted, candidate_id, self.window())
            question.answered.connect(self.take_back_requested)
            question.open()

    def _show_header(self, state: ChecksState) -> None:
        left, own = state.counts.open, state.counts.own
        said = f"{counted(left, 'point')} à régler" if left else "rien à régler"
        whose = f", dont {own} par vous" if own else ", aucun par vous"
        offered = ((self._note, state.shortfalls.notable), (self._take_back, state.shortfalls.noted))
        for action, people in offered:
            action.setEnabled(bool(people))
        acts = (*(action for action, people in offered if people), self._pass, self._mend)
        second = f"{said}{whose}" if left > own else said
        self.set_header(Header("Contrôles", second, tuple(HeaderAct(action) for action in acts)))
        self._show_acts(self._table.current_row)

    @Slot(object)
    def _show_acts(self, line: RuleLine | None) -> None:
        """Offer what the line under the keyboard allows."""
        self._mend.setEnabled(line is not None and line.target is not None)
        words = line.pass_words if line is not None else ""
        self._pass.setEnabled(bool(words))
        self._pass.setText(words or Act.PASS_OVER.value.label)

    def _lay_out(self) -> None:
        step = look().metrics.step
        self._counts.add(self._only_open)
        top = QVBoxLayout()
        top.setContentsMargins(4 * step, 2 * step, 4 * step, 0)
        top.addWidget(self._counts)
        card = Card(flush=True)
        card.body.addLayout(top)
        card.body.addWidget(self._table, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(5 * step, 5 * step, 5 * step, 5 * step)
        column.addWidget(card)

    def _connect_signals(self) -> None:
        self._only_open.toggled.connect(self.only_open_requested)
        self._table.row_activated.connect(self.mending_requested)
        self._table.row_act_requested.connect(self.mending_requested)
        self._table.current_row_changed.connect(self._show_acts)

    @Slot()
    def _on_mend_asked(self) -> None:
        line = self._table.current_row
        if line is not None:
            self.mending_requested.emit(line)

    @Slot()
    def _on_note_asked(self) -> None:
        line = self._table.current_row
        self.ask_noting(line.candidate_id if line is not None else None)

    @Slot()
    def _on_take_back_asked(self) -> None:
        line = self._table.current_row
        self.ask_taking_back(line.candidate_id if line is not None else None)

    @Slot()
    def _on_pass_asked(self) -> None:
        line = self._table.current_row
        if line is not None and line.pass_words:
            question = DerogationQuestion(line, self.window())
            question.answered.connect(partial(self.passing_requested.emit, line))
            question.open()
