"""Clôture as a person sees it: the rules at the left; procès-verbal, confirmations and signatures at the right."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from app.ui.actions import Act, make_action
from app.ui.dialogs import ConsequencesDialog
from app.ui.screen import Header, HeaderAct, ScreenView
from app.ui.screens.closing.jury_cards import ConfirmationsCard, SignaturesCard
from app.ui.screens.closing.rectification import RectificationQuestion
from app.ui.screens.closing.state import EMPTY, ClosingState, RecordShown, Step
from app.ui.screens.closing.validation import ValidationQuestion
from app.ui.theme import look
from app.ui.widgets.button import Button, ButtonRank
from app.ui.widgets.card import Card
from app.ui.widgets.pdf_pages import PdfPages
from app.ui.widgets.rules_table import RuleCountChips, RulesTable
from app.ui.widgets.side_by_side import SideBySide
from app.ui.widgets.words import Rank, Words

_PREVIEW_ZOOM = 0.5
_BEHIND_DOORS = (
    "Décisions, procès-verbal et signatures s’ouvrent au responsable de session une fois la session close par le jury."
)
_CLOSE_CONSEQUENCES = (
    "Les grilles, les positions et les décisions ne changent plus.",
    "Le procès-verbal est produit ; chaque membre du jury le signe.",
    "Une erreur se corrige ensuite par un rectificatif daté.",
)


class ClosingView(ScreenView):
    """Shows a `ClosingState` and says what the person asks."""

    entered_screen = Signal()
    mending_requested = Signal(object)
    confirmation_requested = Signal(int)
    closing_requested = Signal()
    signature_requested = Signal(int)
    own_signature_requested = Signal()
    sealing_requested = Signal(str)
    rectification_requested = Signal(object)
    validation_entered = Signal(object)
    reading_requested = Signal()
    ledger_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Clôture", parent)
        self.setObjectName("closing")
        self._state = EMPTY
        self._close = make_action(Act.FREEZE_SESSION, self, self._ask_close)
        self._seal = make_action(Act.SEAL_SESSION, self, self._ask_seal)
        self._sign = make_action(Act.SIGN, self, self.own_signature_requested.emit)
        self._rectify = make_action(Act.RECTIFY, self, self._ask_rectification)
        self._ledger = make_action(Act.SHOW_LEDGER_FROM_CLOSING, self, self.ledger_requested.emit)
        self._validate = make_action(Act.VALIDATE_RECORD, self, self._ask_validation)
        self._counts = RuleCountChips()
        self._table = RulesTable("Contrôles avant clôture")
        self._table.view.setObjectName("closing_rules")
        self._record = Card()
        self._record_second = Words("", Rank.SECOND)
        self._pages = PdfPages("Procès-verbal")
        self._pages.setObjectName("record_preview")
        self._read = Button("Lire le document")
        self._read.setObjectName("read_record")
        self._shut = Words(_BEHIND_DOORS, wrap=True)
        self._confirmations = ConfirmationsCard()
        self._signatures = SignaturesCard()
        self._validation = Card("Validation par l’administration")
        self._validation_words = Words("", wrap=True)
        self._validation_words.setObjectName("validation_words")
        self._corrections = Card("Rectificatifs")
        self._correction_lines = Words("", wrap=True)
        self._frozen = Card("Figé à la clôture")
        self._frozen_lines = Words("", Rank.SECOND, wrap=True)
        self._frozen_lines.setObjectName("frozen_lines")
        self._refusal = Words("", Rank.SECOND, wrap=True)
        self._close_button = Button.of_action(self._close, ButtonRank.PRIMARY, tall=True)
        self._close_button.setObjectName("close_session")
        self._seal_button = Button.of_action(self._seal, ButtonRank.PRIMARY, tall=True)
        self._seal_button.setObjectName("seal_session")
        self._lay_out()
        self._connect_signals()
        self.show_state(EMPTY)

    def entered(self) -> None:
        """Read everything again and give the keyboard to the rules."""
        self.entered_screen.emit()
        self._table.setFocus()

    def show_state(self, state: ClosingState) -> None:
        """Show everything that the state says."""
        self._state = state
        self._table.show_lines(state.lines)
        self._counts.show_counts(state.counts)
        self._record.set_title(state.record.title)
        self._shut.setVisible(not state.in_full)
        self._read.setVisible(state.in_full)
        self._confirmations.show_waiting(state.waiting)
        self._signatures.show_signatures(state.signatures, state.level, state.step, state.unsigned)
        self._correction_lines.setText("\n".join(state.rectifications))
        self._corrections.setVisible(bool(state.rectifications))
        self._frozen.set_title("Figé à la clôture" if state.step is Step.OPEN else "Figé depuis la clôture")
        self._frozen_lines.setText("\n".join(state.frozen))
        self._frozen.setVisible(bool(state.frozen))
        self._validation_words.setText(state.validation)
        self._validation.setVisible(bool(state.validation))
        self._show_acts(state)

    def show_record(self, record: RecordShown) -> None:
        """Show the procès-verbal, small: it is read at full size in Documents."""
        self._record.set_title(record.title)
        self._record_second.setText(record.second)
        self._record_second.setVisible(bool(record.second))
        self._pages.show_pdf(record.pdf)
        self._pages.set_zoom(_PREVIEW_ZOOM)
        self._pages.setVisible(bool(record.pdf))

    def _show_acts(self, state: ClosingState) -> None:
        self._close.setEnabled(state.step is Step.OPEN and not state.close_refusal)
        self._close.setToolTip(state.close_refusal or self._close.text())
        self._close_button.setVisible(state.step is Step.OPEN)
        self._seal_button.setVisible(state.step is Step.CLOSED)
        self._sign.setEnabled(state.step is Step.CLOSED and state.own_juror is not None)
        self._rectify.setEnabled(state.step is not Step.OPEN)
        self._show_seal()
        self._validate.setEnabled(state.step is not Step.OPEN and state.is_manager)
        later = (
            (HeaderAct(self._validate), HeaderAct(self._rectify)) if state.is_manager else (HeaderAct(self._rectify),)
        )
        acts = (HeaderAct(self._ledger),) if state.step is Step.OPEN else (*later, HeaderAct(self._ledger))
        self.set_header(Header("Clôture", state.second, acts))

    @Slot()
    def _show_seal(self) -> None:
        state = self._state
        missing = ", ".join(state.unsigned) if not self._signatures.ink_reason.text().strip() else ""
        refusal = f"Signature attendue : {missing}. Sinon, dites pourquoi elle se fait à l’encre." if missing else ""
        self._seal.setEnabled(state.step is Step.CLOSED and not refusal)
        self._seal.setToolTip(refusal or self._seal.text())
        said = {Step.OPEN: state.close_refusal, Step.CLOSED: refusal, Step.SEALED: ""}[state.step]
        self._refusal.setText(said)
        self._refusal.setVisible(bool(said))

    @Slot()
    def _ask_close(self) -> None:
        frozen = f"Seront figés : {' '.join(self._state.frozen)}"
        consequences = (_CLOSE_CONSEQUENCES[0], frozen, *_CLOSE_CONSEQUENCES[1:])
        dialog = self._question("close_dialog", "Clore la session ?", consequences, "Clore la session")
        dialog.accepted.connect(self.closing_requested)
        dialog.open()

    @Slot()
    def _ask_seal(self) -> None:
        consequences = ["Plus aucune signature ne s’ajoute au procès-verbal."]
        reason = self._signatures.ink_reason.text().strip() if self._state.unsigned else ""
        if reason:
            names = ", ".join(self._state.unsigned)
            consequences.append(f"Signature à l’encre pour {names} : {reason}.")
        dialog = self._question("seal_dialog", "Sceller la session ?", consequences, "Sceller la session")
        dialog.accepted.connect(self._on_seal_accepted)
        dialog.open()

    @Slot()
    def _ask_rectification(self) -> None:
        question = RectificationQuestion(self._state.correcting, self.window())
        question.accepted.connect(self._on_rectification_accepted)
        question.open()

    @Slot()
    def _ask_validation(self) -> None:
        question = ValidationQuestion(self.window())
        question.day_given.connect(self.validation_entered)
        question.open()

    def _question(self, name: str, title: str, consequences: Sequence[str], act: str) -> ConsequencesDialog:
        dialog = ConsequencesDialog(title, consequences, act, self.window())
        dialog.setObjectName(name)
        dialog.act.setObjectName(f"{name}_act")
        dialog.keep.setObjectName(f"{name}_keep")
        dialog.finished.connect(dialog.deleteLater)
        return dialog

    def _lay_out(self) -> None:
        step = look().metrics.step
        rules = Card("Contrôles avant clôture", flush=True)
        rules.add_beside_title(self._counts)
        rules.body.addWidget(self._table, 1)
        rules.setMinimumHeight(80 * step)
        self._pages.setFixedHeight(58 * step)
        for widget in (self._record_second, self._pages, self._read, self._shut):
            self._record.body.addWidget(widget)
        self._corrections.body.addWidget(self._correction_lines)
        self._frozen.body.addWidget(self._frozen_lines)
        self._validation.body.addWidget(self._validation_words)
        inside = QWidget()
        cards = QVBoxLayout(inside)
        cards.setContentsMargins(0, 0, 0, 0)
        cards.setSpacing(3 * step)
        for card in (
            self._signatures,
            self._confirmations,
            self._record,
            self._validation,
            self._corrections,
            self._frozen,
        ):
            cards.addWidget(card)
        cards.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        inside.setAutoFillBackground(False)
        area.viewport().setAutoFillBackground(False)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * step)
        column.addWidget(area, 1)
        for widget in (self._refusal, self._close_button, self._seal_button):
            column.addWidget(widget)
        right.setMinimumHeight(80 * step)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(5 * step, 5 * step, 5 * step, 5 * step)
        whole.addWidget(SideBySide(((rules, 5), (right, 3)), wide_from=220))

    def _connect_signals(self) -> None:
        self._table.row_activated.connect(self.mending_requested)
        self._table.row_act_requested.connect(self.mending_requested)
        self._confirmations.confirmation_requested.connect(self.confirmation_requested)
        self._signatures.signature_requested.connect(self.signature_requested)
        self._signatures.ink_reason.textChanged.connect(self._show_seal)
        self._read.clicked.connect(self.reading_requested)

    @Slot()
    def _on_seal_accepted(self) -> None:
        self.sealing_requested.emit(self._signatures.ink_reason.text().strip() if self._state.unsigned else "")

    @Slot()
    def _on_rectification_accepted(self) -> None:
        question = self.sender()
        if isinstance(question, RectificationQuestion):
            self.rectification_requested.emit(question.draft())
