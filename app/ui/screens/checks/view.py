"""Contrôles as a person sees it: one table of every rule, gravest first."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.actions import Act, make_action
from app.ui.screen import Header, HeaderAct, ScreenView
from app.ui.screens.checks.presenter import ChecksState
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

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Contrôles", parent)
        self.setObjectName("checks")
        self._mend = make_action(Act.MEND, self, self._on_mend_asked)
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
        self._table.show_lines(state.lines)
        self._counts.show_counts(state.counts)
        self._only_open.setChecked(state.only_open)
        self._show_header(state)

    def _show_header(self, state: ChecksState) -> None:
        left = state.counts.open
        said = "rien à régler" if not left else "1 point à régler" if left == 1 else f"{left} points à régler"
        self._mend.setEnabled(bool(left))
        self.set_header(Header("Contrôles", said, (HeaderAct(self._mend),)))

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

    @Slot()
    def _on_mend_asked(self) -> None:
        line = self._table.current_row
        if line is not None:
            self.mending_requested.emit(line)
