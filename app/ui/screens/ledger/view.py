"""The ledger as one sees it: what is owed on top, one sign per grid, then what may be done and the packets received."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui import dialogs
from app.ui.actions import Act, make_action
from app.ui.dialogs import FileKind
from app.ui.screen import Header, HeaderAct, ScreenView
from app.ui.screens.ledger.board import LedgerBoard
from app.ui.screens.ledger.comparison import Comparison, VersionQuestion
from app.ui.screens.ledger.outcome import OutcomeWindow, PacketOutcome
from app.ui.screens.ledger.signs import SignPicture
from app.ui.screens.ledger.state import LEAVES_TO, Debt, LedgerState, LegendEntry, Sign
from app.ui.theme import look, theme
from app.ui.tokens import Tone
from app.ui.widgets.button import Button
from app.ui.widgets.card import Card, EmptyState
from app.ui.widgets.chip import SIGN_TODO, SIGN_YES, Chip
from app.ui.widgets.flow_row import FlowRow
from app.ui.widgets.question import ReasonQuestion, ask_reason
from app.ui.widgets.words import Rank, Words

_LEAST_ROWS = 6
_STRETCH = 1000


class LedgerView(ScreenView):
    """Shows a `LedgerState` and says what the person asks."""

    entered_screen = Signal()
    leaving_requested = Signal()
    packet_requested = Signal()
    packets_requested = Signal()
    versions_requested = Signal(object)
    version_chosen = Signal(object, str, str)
    waiver_requested = Signal(object, str)
    waiver_dropped = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Registre des grilles", parent)
        self.setObjectName("ledger")
        self._state = LedgerState()
        self._make = make_action(Act.MAKE_PACKET, self, self.packet_requested.emit)
        self._take = make_action(Act.TAKE_PACKETS, self, self.packets_requested.emit)
        self._leave = make_action(Act.LEAVE_LEDGER, self, self.leaving_requested.emit)
        self._choose = make_action(Act.CHOOSE_VERSION, self, self._on_choose_asked)
        self._waive = make_action(Act.WAIVE_GRID, self, self._ask_waiver)
        self._await = make_action(Act.AWAIT_GRID, self, self._on_await_asked)
        self._sum = Words("", Rank.STRONG)
        self._sum.setObjectName("ledger_sum")
        self._debts, self._legend = FlowRow([self._sum], gap_steps=3), FlowRow(gap_steps=4)
        self._shown: list[tuple[FlowRow, QWidget]] = []
        self._board = LedgerBoard()
        self._card = Card(flush=True)
        self._card.body.addWidget(self._board)
        self._place = Words("", Rank.STRONG, wrap=True)
        self._place.setObjectName("ledger_place")
        self._act_buttons = [self._button_of(action) for action in (self._choose, self._waive, self._await)]
        self._receipts = Words("", Rank.SECOND, wrap=True)
        self._receipts.setObjectName("ledger_receipts")
        self._empty = EmptyState(
            "Aucune grille n’est attendue",
            "Le registre se remplit dès que le jury et les candidats sont inscrits dans la Préparation.",
            drawing="list",
        )
        self._lay_out()
        self._board.sign_chosen.connect(self._on_board_sign_chosen)
        theme().theme_changed.connect(self._on_theme_changed)
        self.show_state(self._state)

    def entered(self) -> None:
        """Ask for the ledger as it stands and give the keyboard to the picture."""
        self.entered_screen.emit()
        self._board.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_state(self, state: LedgerState) -> None:
        """Show everything that the state says."""
        self._state = state
        for action, refusal in ((self._make, state.make_refusal), (self._take, state.take_refusal)):
            action.setEnabled(not refusal)
            action.setToolTip(refusal or action.text())
        self._leave.setText(f"Retour : {LEAVES_TO[state.back]}")
        acts = (HeaderAct(self._make), HeaderAct(self._take), HeaderAct(self._leave))
        self.set_header(Header("Registre des grilles", acts=acts))
        self._sum.setText(state.sum_words)
        self._sum.setToolTip(state.sum_note)
        self._sum.setAccessibleDescription(state.sum_note)
        for row, widget in self._shown:
            row.remove(widget)
        self._shown = [(self._debts, _debt_chip(debt)) for debt in state.debts]
        self._shown += [(self._legend, _legend_entry(entry)) for entry in state.legend]
        for row, widget in self._shown:
            row.add(widget)
        self._board.show_state(state)
        self._receipts.setText("\n".join(state.receipts) or "Aucun paquet n’est encore arrivé sur ce poste.")
        for widget in (self._card, self._debts, self._legend, self._receipts):
            widget.setVisible(bool(state.lines))
        self._empty.setVisible(not state.lines)
        self._fit()

    def choose_place(self, proposed: Path) -> Path | None:
        """Ask where a packet is written."""
        return dialogs.choose_new_file(self, "Où écrire votre paquet ?", FileKind.PACKET, proposed)

    def choose_packets(self, folder: Path) -> tuple[Path, ...]:
        """Ask which packets are taken in."""
        return dialogs.choose_files(self, "Paquets à intégrer", FileKind.PACKET, folder)

    def compare(self, comparison: Comparison) -> None:
        """Show the versions of a grid side by side to its author, who keeps one."""
        question = VersionQuestion(comparison, self)
        question.chosen.connect(partial(self.version_chosen.emit, comparison.key))
        question.open()

    def tell_outcome(self, outcomes: tuple[PacketOutcome, ...]) -> None:
        """Say what became of each file."""
        OutcomeWindow(outcomes, self).open()

    def _lay_out(self) -> None:
        step = look().metrics.step
        column = QVBoxLayout(self)
        column.setContentsMargins(5 * step, 3 * step, 5 * step, 3 * step)
        column.setSpacing(2 * step)
        column.addWidget(self._debts)
        column.addWidget(self._legend)
        column.addWidget(self._card, _STRETCH)
        column.addWidget(self._empty, _STRETCH)
        line = QHBoxLayout()
        line.setSpacing(3 * step)
        line.addWidget(self._place, 1)
        for button in self._act_buttons:
            line.addWidget(button)
        column.addLayout(line)
        column.addWidget(self._receipts)
        column.addStretch(1)

    def _button_of(self, action: QAction) -> Button:
        button = Button.of_action(action)
        button.setObjectName(f"ledger_{action.objectName().lower()}")
        return button

    def _fit(self) -> None:
        """Let the card end after the last candidate, and hold a few at least."""
        row = self._board.verticalHeader().defaultSectionSize()
        hidden = max(0, len(self._state.lines) - _LEAST_ROWS) * row
        self._card.setMaximumHeight(self._board.natural_height() + 2)
        self._card.setMinimumHeight(self._board.natural_height() + 2 - hidden)

    @Slot(object)
    def _on_board_sign_chosen(self, sign: Sign | None) -> None:
        self._place.setText(sign.spoken if sign is not None else "")
        to_choose = self._state.first_choice is not None
        offered = (to_choose, sign.can_waive, sign.can_await) if sign is not None else (to_choose, False, False)
        for action, button, can in zip(
            (self._choose, self._waive, self._await), self._act_buttons, offered, strict=True
        ):
            action.setEnabled(can)
            button.setVisible(can)

    @Slot()
    def _on_choose_asked(self) -> None:
        """The grid under the keyboard, else the first one that waits for a choice."""
        sign = self._board.current_sign
        if (sign is None or not sign.own_choice) and self._state.first_choice is not None:
            self._board.go_to(self._state.first_choice)
            sign = self._board.current_sign
        if sign is not None:
            self.versions_requested.emit(sign.key)

    @Slot()
    def _ask_waiver(self) -> None:
        sign = self._board.current_sign
        if sign is None:
            return
        sentence = (
            f"{sign.place}. Le jury délibérera sans cette grille ; la raison reste au journal. "
            "Tant qu’il n’a pas pris de position sur ce candidat, il peut l’attendre de nouveau."
        )
        question = ReasonQuestion(
            "waiver_question", "Se passer de cette grille", "S’en passer", sentence=sentence, parent=self
        )
        ask_reason(question, partial(self.waiver_requested.emit, sign.key))

    @Slot()
    def _on_await_asked(self) -> None:
        sign = self._board.current_sign
        if sign is not None:
            self.waiver_dropped.emit(sign.key)

    @Slot()
    def _on_theme_changed(self) -> None:
        """The picture follows the text size."""
        self._board.fit()
        self._fit()


def _debt_chip(debt: Debt) -> Chip:
    tone, sign = (Tone.YES, SIGN_YES) if debt.is_settled else (Tone.WARNING, SIGN_TODO)
    chip = Chip(debt.words, tone, sign)
    chip.setToolTip(debt.told)
    chip.setAccessibleDescription(debt.told)
    return chip


def _legend_entry(entry: LegendEntry) -> QWidget:
    pair = FlowRow(gap_steps=1)
    pair.add(SignPicture(entry.state))
    pair.add(Words(entry.words, Rank.SECOND))
    return pair
