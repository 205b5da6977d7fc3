"""The motive of « non maîtrisée »: the critères it cites and the jury's own words."""

from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.decision import MOTIVE_MINIMUM
from app.domain.motive_draft import CitableCriterion, draft_of, redrafted
from app.domain.outside_words import motive_warning
from app.ui.actions import Act, give_keys, make_action
from app.ui.screens.deliberation.motive_state import MotiveEditor
from app.ui.screens.deliberation.pause import Pause
from app.ui.theme import look
from app.ui.widgets.button import Button, ButtonRank
from app.ui.widgets.fields import CheckField
from app.ui.widgets.flow_row import FlowRow
from app.ui.widgets.in_view import bring_into_view
from app.ui.widgets.kept_text import WritingBox
from app.ui.widgets.outside_warning import OutsideWarning
from app.ui.widgets.words import Rank, Words


class CitedTick(QWidget):
    """One critère to cite: a box, its words, which wrap, and what was answered, with nothing deduced from it."""

    def __init__(self, choice: CitableCriterion, ticked: bool) -> None:
        super().__init__()
        step = look().metrics.step
        self.choice = choice
        self.box = CheckField("")
        self.box.setObjectName(f"cite_{choice.id}")
        self.box.setAccessibleName(f"Citer : {choice.label}, {choice.answered}")
        self.box.setChecked(ticked)
        self.box.setFixedWidth(look().metrics.icon + 2 * step)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2 * step)
        line.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Words(choice.label, wrap=True))
        words.addWidget(Words(choice.answered, Rank.SECOND, wrap=True))
        line.addLayout(words, 1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A click on the words ticks too."""
        super().mouseReleaseEvent(event)
        self.box.toggle()


class MotivePanel(QFrame):
    """Asks the motive inside the page; what stands in it is handed over as it is written, Escape gives up."""

    recording_requested = Signal(str, object)
    words_kept = Signal(str, object)
    leave_requested = Signal()

    def __init__(self, unit_label: str, not_mastered: str, editor: MotiveEditor) -> None:
        super().__init__()
        step = look().metrics.step
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._ticks = [CitedTick(choice, choice.id in editor.cited) for choice in editor.choices]
        self._text = WritingBox(editor.motive)
        self._pause = Pause(self)
        self._text.setObjectName("motive_text")
        self._text.setTabChangesFocus(True)
        self._text.setFixedHeight(18 * step)
        self._text.setPlaceholderText("Ce qui a été observé, avec les mots du jury")
        self._text.setAccessibleName(f"Motif, {MOTIVE_MINIMUM} caractères au moins, sur « {unit_label} »")
        self._choices = editor.choices
        self._draft = make_action(Act.DRAFT_MOTIVE, self, self._on_draft_triggered)
        self._draft_button = Button.of_action(self._draft)
        self._draft_button.setObjectName("motive_draft")
        self._no_draft = Words("", Rank.SECOND, wrap=True)
        record = editor.record
        self._outside = OutsideWarning(self._text, partial(motive_warning, labels=record.labels, facts=record.facts))
        self._fault = Words("", Rank.FAULT, wrap=True)
        self._fault.setObjectName("motive_fault")
        self._begun = Words("Repris tel que le jury l’avait laissé : il n’est pas encore enregistré.", Rank.SECOND)
        self._begun.setVisible(editor.begun)
        self._recording = make_action(Act.RECORD_MOTIVE, self, self.record)
        self._recording.setText(f"Enregistrer « {not_mastered} »")
        self._record = Button.of_action(self._recording, ButtonRank.PRIMARY)
        self._record.setObjectName("motive_record")
        self._leave = Button("Renoncer", keys="Esc")
        self._leave.setObjectName("motive_leave")
        self._title = Words(f"Motif de « {not_mastered} »", Rank.STRONG)
        self._lay_out()
        self._connect_signals()
        self._offer_draft()
        self.show_fault(editor.fault)

    def show_fault(self, sentence: str) -> None:
        """Say why the motive was refused."""
        self._fault.setText(sentence)
        self._fault.setVisible(bool(sentence))
        self._text.setAccessibleDescription(sentence)

    def take_keyboard(self) -> None:
        """Start with the first critère to cite, or with the words when there is none."""
        first = self._ticks[0].box if self._ticks else self._text
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def come_into_view(self) -> None:
        """Be seen whole where there is room for it, from its title on otherwise."""
        for widget in (self._record, self._text, self._title):
            bring_into_view(widget)

    def has_keyboard(self) -> bool:
        """Whether the keyboard is in it."""
        holder = QApplication.focusWidget()
        return holder is not None and self.isAncestorOf(holder)

    def hold_keys(self, held: bool) -> None:
        """Be the motive that the keys record and draft, or leave them to another one."""
        give_keys(self._recording, Act.RECORD_MOTIVE, held)
        give_keys(self._draft, Act.DRAFT_MOTIVE, held)

    def record(self) -> None:
        """Ask to record what stands there; a refusal is brought to the eye, wherever the keyboard was."""
        self._pause.hand_over()
        self.recording_requested.emit(self._text.toPlainText(), self._cited())
        if self._fault.text() and self.isVisible() and not self.has_keyboard():
            self._text.setFocus(Qt.FocusReason.OtherFocusReason)
            self.come_into_view()

    def hand_over(self) -> None:
        """Hand the words over now if some are waiting."""
        self._pause.hand_over()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Escape gives up."""
        if event.key() == Qt.Key.Key_Escape:
            self._on_leave_requested()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        step = look().metrics.step
        column = QVBoxLayout(self)
        column.setContentsMargins(4 * step, 3 * step, 4 * step, 3 * step)
        column.setSpacing(2 * step)
        column.addWidget(self._title)
        if self._ticks:
            column.addWidget(Words("Cochez les critères sur lesquels le jury s’appuie.", Rank.SECOND, wrap=True))
        for tick in self._ticks:
            column.addWidget(tick)
        column.addWidget(self._text)
        column.addWidget(self._begun)
        column.addWidget(self._no_draft)
        column.addWidget(self._outside)
        column.addWidget(self._fault)
        column.addWidget(FlowRow((self._draft_button, self._leave, self._record)))

    def _connect_signals(self) -> None:
        self._text.leave_requested.connect(self._on_leave_requested)
        self._text.left.connect(self._pause.hand_over)
        self._text.textChanged.connect(self._pause.typed)
        for tick in self._ticks:
            tick.box.toggled.connect(self._pause.typed)
            tick.box.toggled.connect(self._on_tick_toggled)
        self._pause.came.connect(self._on_pause_came)
        self._leave.clicked.connect(self._on_leave_requested)

    def _cited(self) -> tuple[str, ...]:
        return tuple(tick.choice.id for tick in self._ticks if tick.box.isChecked())

    @Slot()
    def _on_pause_came(self) -> None:
        self.words_kept.emit(self._text.toPlainText(), self._cited())

    @Slot()
    def _on_leave_requested(self) -> None:
        self._pause.forget()
        self.leave_requested.emit()

    @Slot()
    def _on_tick_toggled(self) -> None:
        self._offer_draft()

    def _offer_draft(self) -> None:
        """Offer a draft of the critères ticked now, or say why there is none."""
        why_not = draft_of(self._choices, self._cited()).why_not
        self._draft.setEnabled(not why_not)
        self._no_draft.setText(why_not)
        self._no_draft.setVisible(bool(why_not))

    def _on_draft_triggered(self) -> None:
        """Write the draft of the critères ticked now, over an earlier one left as it was; undone as anything typed."""
        typed = self._text.toPlainText()
        drafted = redrafted(typed, self._choices, self._cited())
        if drafted != typed:
            cursor = self._text.textCursor()
            cursor.select(QTextCursor.SelectionType.Document)
            cursor.insertText(drafted)
            self._text.setTextCursor(cursor)
        self._text.setFocus(Qt.FocusReason.OtherFocusReason)
