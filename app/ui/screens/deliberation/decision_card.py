"""The decision: one outcome, the CCPs that it opens, its motive, and each juror's confirmation."""

from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.decision import AwardValue, Outcome
from app.domain.outside_words import motive_warning
from app.ui.screens.deliberation.pause import Pause
from app.ui.screens.deliberation.state import AwardShown, ConfirmationShown, DecisionShown, VocabularyShown
from app.ui.screens.deliberation.vote_card import VoteLines
from app.ui.theme import look
from app.ui.tokens import Tone
from app.ui.widgets.button import Button, ButtonRank
from app.ui.widgets.card import Card
from app.ui.widgets.chip import SIGN_CURRENT, SIGN_NO, SIGN_YES, Chip
from app.ui.widgets.choice_bar import Choice, ChoiceBar
from app.ui.widgets.flow_row import FlowRow
from app.ui.widgets.kept_text import WritingBox
from app.ui.widgets.option_cards import Option, OptionCards
from app.ui.widgets.outside_warning import OutsideWarning
from app.ui.widgets.words import Rank, Words


class AwardLines(QWidget):
    """One line per CCP: what it becomes, or why it is settled."""

    award_requested = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look().metrics.step)
        self._shown: tuple[AwardShown, ...] = ()
        self._bars: dict[str, ChoiceBar[AwardValue]] = {}

    def show_awards(self, awards: tuple[AwardShown, ...], words: VocabularyShown, *, frozen: bool) -> None:
        """Show the CCPs; lines are built anew when other CCPs are to be set."""
        if [(a.bloc_id, a.settled) for a in awards] != [(a.bloc_id, a.settled) for a in self._shown]:
            self._rebuild(awards, words)
        self._shown = awards
        for award in awards:
            if award.bloc_id in self._bars:
                self._bars[award.bloc_id].set_value(award.value)
                self._bars[award.bloc_id].setEnabled(not frozen)
        self.setVisible(bool(awards))

    def values(self) -> dict[str, AwardValue]:
        """What the jury chose or the decision settles, CCPs already held left out."""
        return {award.bloc_id: award.value for award in self._shown if award.value is not None}

    def _rebuild(self, awards: tuple[AwardShown, ...], words: VocabularyShown) -> None:
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._bars = {}
        for award in awards:
            self._column.addWidget(self._line_of(award, words))

    def _line_of(self, award: AwardShown, words: VocabularyShown) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(Words(award.short, Rank.STRONG))
        line.addStretch(1)
        row.setToolTip(award.label)
        if award.settled:
            line.addWidget(Words(award.settled))
            return row
        choices = (
            Choice(AwardValue.WON, words.won, Tone.YES, SIGN_CURRENT),
            Choice(AwardValue.LOST, words.lost, Tone.NO, SIGN_NO),
        )
        bar: ChoiceBar[AwardValue] = ChoiceBar(f"{award.short}, {award.label}", choices)
        bar.setObjectName(f"award_{award.bloc_id}")
        bar.value_chosen.connect(partial(self.award_requested.emit, award.bloc_id))
        self._bars[award.bloc_id] = bar
        line.addWidget(bar)
        return row


class ConfirmationRow(QWidget):
    """A chip for each juror who confirmed, a button for each who has not; « Confirmée par » once all did."""

    confirmation_requested = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        step = look().metrics.step
        self._row = FlowRow(gap_steps=1.5)
        self._title = Words("", Rank.SECOND, wrap=True)
        self._shown: tuple[ConfirmationShown, ...] = ()
        self._widgets: list[QWidget] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(step)
        column.addWidget(self._title)
        column.addWidget(self._row)

    def show_confirmations(self, confirmations: tuple[ConfirmationShown, ...], *, frozen: bool) -> None:
        """Show who confirmed; nothing while no decision is on record."""
        self.setVisible(bool(confirmations))
        if confirmations == self._shown:
            return
        self._shown = confirmations
        waits = any(not (each.confirmed or each.aside) for each in confirmations)
        self._title.setText("Confirmation de chaque juré" if waits else "Confirmée par")
        for widget in self._widgets:
            self._row.remove(widget)
        self._widgets = [self._widget_of(confirmation, frozen=frozen) for confirmation in confirmations]
        for widget in self._widgets:
            self._row.add(widget)

    def take_keyboard(self) -> None:
        """Bring the keyboard to the first code that is asked."""
        asked = next((widget for widget in self._widgets if isinstance(widget, Button)), None)
        if asked is not None:
            asked.setFocus(Qt.FocusReason.OtherFocusReason)

    def _widget_of(self, confirmation: ConfirmationShown, *, frozen: bool) -> QWidget:
        if confirmation.aside:
            return Chip(f"{confirmation.name} · {confirmation.aside}")
        if confirmation.confirmed:
            return Chip(confirmation.name, Tone.YES, SIGN_YES)
        button = Button(f"{confirmation.name} · code")
        button.setObjectName(f"confirm_{confirmation.juror_id}")
        button.setAccessibleName(f"{confirmation.name} confirme la décision avec son code")
        button.setEnabled(not frozen)
        button.clicked.connect(partial(self._on_button_clicked, confirmation.juror_id))
        return button

    def _on_button_clicked(self, juror_id: int, _checked: bool = False) -> None:
        self.confirmation_requested.emit(juror_id)


class DecisionCard(Card):
    """Prepares, records and confirms the one decision on a candidate."""

    outcome_requested = Signal(object)
    award_requested = Signal(str, object)
    decision_requested = Signal(object, object, str)
    motive_kept = Signal(int, str, str, object)
    confirmation_requested = Signal(int)
    vote_requested = Signal(int, bool, str)

    def __init__(self) -> None:
        super().__init__("Décision")
        self._shown: DecisionShown | None = None
        self._candidate_id: int | None = None
        self._frozen = False
        self._route = Words("", Rank.SECOND, wrap=True)
        self._outcomes: OptionCards[Outcome] = OptionCards("Décision du jury")
        self._outcomes.setObjectName("decision_outcomes")
        self._awards = AwardLines()
        self._motive = WritingBox()
        self._pause = Pause(self)
        self._motive.setObjectName("decision_motive")
        self._motive.setTabChangesFocus(True)
        self._motive.setFixedHeight(17 * look().metrics.step)
        self._motive.setAccessibleName("Motif de la décision")
        self._outside = OutsideWarning(self._motive)
        self._motive.setPlaceholderText("Motif imprimé en annexe : citez des critères, sans note ni moyenne")
        self._hint = Words("", Rank.SECOND, wrap=True)
        self._fault = Words("", Rank.FAULT, wrap=True)
        self._fault.setObjectName("decision_fault")
        self._record = Button("Enregistrer la décision", ButtonRank.PRIMARY)
        self._record.setObjectName("decision_record")
        self._refusal = Words("", Rank.SECOND, wrap=True)
        self._confirmations = ConfirmationRow()
        self._warning = Words("", Rank.SECOND, wrap=True)
        self._remarks = Words("", Rank.SECOND, wrap=True)
        self._remarks.setObjectName("decision_remarks")
        self._vote = VoteLines()
        for widget in self._parts():
            self.body.addWidget(widget)
        self._connect_signals()

    def show_decision(
        self, candidate_id: int | None, decision: DecisionShown, words: VocabularyShown, *, frozen: bool
    ) -> None:
        """Show the decision on record or under way; a motive being typed stays as it is."""
        if candidate_id != self._candidate_id:
            self._pause.hand_over()
        on_record = self._shown.motive if self._shown is not None and self._candidate_id == candidate_id else None
        record = decision.record
        self._outside.judge_by(partial(motive_warning, labels=record.labels, facts=record.facts))
        self._shown, self._candidate_id, self._frozen = decision, candidate_id, frozen
        if decision.motive != on_record:
            self._motive.setPlainText(decision.motive if decision.begun is None else decision.begun)
            self._pause.forget()
        self._route.setText(decision.route)
        options = [Option(each.outcome, each.title, each.second) for each in decision.outcomes]
        self._outcomes.show_options(options, decision.chosen)
        self._outcomes.setEnabled(not frozen)
        self._awards.show_awards(decision.awards, words, frozen=frozen)
        self._motive.setVisible(decision.wants_motive)
        self._motive.setReadOnly(frozen)
        self._show_sentence(self._hint, decision.motive_hint if decision.wants_motive else "")
        self._show_sentence(self._fault, decision.fault)
        self._confirmations.show_confirmations(decision.confirmations, frozen=frozen)
        self._show_sentence(self._warning, decision.warning)
        self._show_sentence(self._remarks, "\n".join(decision.remarks))
        self._vote.show_vote(decision.vote, candidate_id, frozen=frozen)
        self._show_record()

    def record(self) -> bool:
        """Ask to record the decision whose motive has the keyboard; False when there is nothing to record."""
        asked = self._motive.hasFocus() and self._record.isVisible() and self._record.isEnabled()
        if asked:
            self._on_record_clicked()
        return asked

    def wanted(self) -> QWidget | None:
        """What the next act is done with: the button that records, or the codes still asked."""
        if not self._record.isHidden():
            return self._record
        asked = self._shown is not None and any(not (c.confirmed or c.aside) for c in self._shown.confirmations)
        return self._confirmations if asked else None

    def hand_over(self) -> None:
        """Hand the motive over now if some words are waiting."""
        self._pause.hand_over()

    def _parts(self) -> tuple[QWidget, ...]:
        prepared = (
            self._route,
            self._outcomes,
            self._remarks,
            self._awards,
            self._motive,
            self._outside,
            self._hint,
            self._fault,
        )
        return (*prepared, self._refusal, self._record, self._vote, self._confirmations, self._warning)

    def _show_record(self) -> None:
        decision = self._shown
        if decision is None:
            return
        changed = decision.is_draft or (decision.wants_motive and self._typed() != decision.motive)
        had_keyboard = self._record.hasFocus()
        self._record.setVisible(not self._frozen and changed)
        if had_keyboard and self._record.isHidden():
            self._confirmations.take_keyboard()
        self._record.set_refusal(decision.refusal)
        self._show_sentence(self._refusal, decision.refusal if changed or decision.chosen is None else "")

    def _typed(self) -> str:
        return self._motive.toPlainText().strip()

    @staticmethod
    def _show_sentence(words: Words, sentence: str) -> None:
        words.setText(sentence)
        words.setVisible(bool(sentence))

    def _connect_signals(self) -> None:
        self._outcomes.chosen.connect(self.outcome_requested)
        self._awards.award_requested.connect(self.award_requested)
        self._motive.textChanged.connect(self._show_record, Qt.ConnectionType.DirectConnection)
        self._motive.textChanged.connect(self._pause.typed)
        self._motive.left.connect(self._pause.hand_over)
        self._pause.came.connect(self._on_pause_came)
        self._record.clicked.connect(self._on_record_clicked)
        self._confirmations.confirmation_requested.connect(self.confirmation_requested)
        self._vote.vote_requested.connect(self.vote_requested)

    @Slot()
    def _on_pause_came(self) -> None:
        if self._candidate_id is not None and not self._frozen:
            self.motive_kept.emit(self._candidate_id, "", self._motive.toPlainText(), ())

    @Slot()
    def _on_record_clicked(self) -> None:
        self._pause.hand_over()
        decision = self._shown
        if decision is not None and decision.chosen is not None:
            motive = self._typed() if decision.wants_motive else ""
            self.decision_requested.emit(decision.chosen, self._awards.values(), motive)
