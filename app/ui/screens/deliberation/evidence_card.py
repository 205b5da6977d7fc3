"""« Éléments consultés »: each element that the path asks for, ticked as seen by one key, or missing with why."""

from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.domain.counting import counted
from app.domain.framework.terms import Evidence
from app.ui.actions import Act, make_action
from app.ui.screens.deliberation.file_state import EvidenceShown
from app.ui.theme import look
from app.ui.tokens import Tone
from app.ui.widgets.button import Button, ButtonRank, KeyCap
from app.ui.widgets.card import Card
from app.ui.widgets.chip import SIGN_NO, SIGN_YES
from app.ui.widgets.choice_bar import Choice, ChoiceBar
from app.ui.widgets.in_view import bring_into_view
from app.ui.widgets.words import Rank, Words

_ACTS = {
    Evidence.MODALITIES: Act.SEE_MODALITIES,
    Evidence.PROFESSIONAL_FILE: Act.SEE_PROFESSIONAL_FILE,
    Evidence.TRAINING_RESULTS: Act.SEE_TRAINING_RESULTS,
    Evidence.FINAL_INTERVIEW: Act.SEE_FINAL_INTERVIEW,
    Evidence.CERTIFICATION_BOOKLET: Act.SEE_BOOKLET,
    Evidence.PARENT_TITLE: Act.SEE_PARENT_TITLE,
}


class EvidenceCard(Card):
    """One line per element; what is said goes up by `consultation_requested`, empty words asking for the reason."""

    consultation_requested = Signal(object, bool, str)
    reason_left = Signal()

    def __init__(self) -> None:
        super().__init__("Éléments consultés")
        self._lines: dict[Evidence, EvidenceLine] = {}
        self._unfolded = False
        self._all_said = False
        self._again = Button("", ButtonRank.QUIET)
        self._again.setObjectName("evidence_again")
        self._again.clicked.connect(self._on_again_clicked)
        self._told, self._left = "", ""
        self._again.hide()
        self.body.addWidget(self._again)
        self._shown_for: tuple[object, ...] = ()
        self._actions = {
            item: make_action(act, self, partial(self.consultation_requested.emit, item, True, ""))
            for item, act in _ACTS.items()
        }

    def show_evidence(self, evidence: tuple[EvidenceShown, ...], *, frozen: bool) -> None:
        """Show the list; the référentiel may ask for nothing. Lines are built anew when other elements are asked."""
        self.setVisible(bool(evidence))
        shown_for = tuple((each.item, each.can_be_seen, each.can_lack) for each in evidence), look()
        if shown_for != self._shown_for:
            self._rebuild(evidence)
            self._shown_for = shown_for
        asked = {each.item: each for each in evidence}
        for item, action in self._actions.items():
            action.setEnabled(item in asked and asked[item].can_be_seen and not frozen)
        for each in evidence:
            self._lines[each.item].show_element(each, frozen=frozen)
        left = sum(each.seen is None for each in evidence)
        all_said = not left and not any(each.asks_reason for each in evidence)
        if all_said != self._all_said:
            self._all_said, self._unfolded = all_said, False
        lacking = sum(each.seen is False for each in evidence)
        self._told = counted(len(evidence) - lacking, "élément consulté")
        self._told += f", {counted(lacking, 'manquant')}" if lacking else ""
        self._left = f"reste {left}" if left else "tous dits"
        self._fold()

    def _fold(self) -> None:
        """Once everything is said, keep one line of it."""
        folded = self._all_said and not self._unfolded
        had_keyboard = any(line.isAncestorOf(QApplication.focusWidget() or self) for line in self._lines.values())
        self.set_title("" if folded else "Éléments consultés", "" if folded else self._left)
        self._again.setText(f"{self._told} · revoir" if folded else "replier")
        self._again.setVisible(self._all_said)
        if folded and had_keyboard:
            self._again.setFocus(Qt.FocusReason.OtherFocusReason)
        for line in self._lines.values():
            line.setVisible(not folded)

    @Slot()
    def _on_again_clicked(self) -> None:
        self._unfolded = not self._unfolded
        self._fold()

    def _rebuild(self, evidence: tuple[EvidenceShown, ...]) -> None:
        for line in self._lines.values():
            self.body.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = {}
        for each in evidence:
            line = EvidenceLine(each)
            line.consultation_requested.connect(self.consultation_requested)
            line.reason_left.connect(self.reason_left)
            self._lines[each.item] = line
            self.body.insertWidget(self.body.count() - 1, line)


class EvidenceLine(QWidget):
    """One element: its key, what the file says, seen or missing, and the reason while it is asked for."""

    consultation_requested = Signal(object, bool, str)
    reason_left = Signal()

    def __init__(self, element: EvidenceShown) -> None:
        super().__init__()
        step = look().metrics.step
        self._item = element.item
        label = element.item.label
        self._state = Words("", Rank.SECOND, wrap=True)
        self._remark = Words("", Rank.SECOND, wrap=True)
        self._fault = Words("", Rank.FAULT, wrap=True)
        self._reason = ReasonField(f"Pourquoi le jury délibère sans « {label} »")
        self._reason.setObjectName(f"missing_{element.item.value}")
        choices = [Choice(True, element.item.seen, Tone.YES, SIGN_YES)] if element.can_be_seen else []
        if element.can_lack:
            choices.append(Choice(False, "manque", Tone.WARNING, SIGN_NO))
        self._bar: ChoiceBar[bool] = ChoiceBar(label, choices)
        self._bar.setObjectName(f"evidence_{element.item.value}")
        cap = KeyCap(_ACTS[element.item].value.keys[0])
        told = QVBoxLayout()
        told.setSpacing(0)
        told.addWidget(Words(label, wrap=True))
        under = QHBoxLayout()
        under.setSpacing(step)
        under.addWidget(cap, 0, Qt.AlignmentFlag.AlignTop)
        under.addWidget(self._state, 1)
        told.addLayout(under)
        line = QHBoxLayout()
        line.setSpacing(step)
        line.addLayout(told, 1)
        line.addWidget(self._bar, 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(step)
        column.addLayout(line)
        for widget in (self._remark, self._reason, self._fault):
            column.addWidget(widget)
        self._connect_signals()

    def show_element(self, element: EvidenceShown, *, frozen: bool) -> None:
        """Show what the file and the jury say; the keyboard goes to the reason while it is asked for."""
        self._state.setText(element.state)
        self._bar.set_value(element.seen)
        self._bar.setEnabled(not frozen)
        self._bar.setAccessibleDescription(element.state)
        self._say(self._remark, f"Manque : {element.remark}" if element.remark and not element.asks_reason else "")
        self._say(self._fault, element.fault)
        self._reason.setAccessibleDescription(element.fault)
        was_asked = not self._reason.isHidden()
        if element.asks_reason and not was_asked:
            self._reason.setText(element.remark)
            self._reason.show()
            self._reason.setFocus(Qt.FocusReason.OtherFocusReason)
            bring_into_view(self._reason)
        elif not element.asks_reason and was_asked:
            had_keyboard = self._reason is QApplication.focusWidget()
            self._reason.hide()
            if had_keyboard:
                self._bar.setFocus(Qt.FocusReason.OtherFocusReason)

    @staticmethod
    def _say(words: Words, sentence: str) -> None:
        words.setText(sentence)
        words.setVisible(bool(sentence))

    def _connect_signals(self) -> None:
        self._reason.hide()
        self._bar.value_chosen.connect(self._on_bar_value_chosen)
        self._reason.returnPressed.connect(self._on_reason_return_pressed)
        self._reason.left.connect(self.reason_left)

    @Slot(object)
    def _on_bar_value_chosen(self, seen: bool) -> None:
        self.consultation_requested.emit(self._item, seen, "")

    @Slot()
    def _on_reason_return_pressed(self) -> None:
        self.consultation_requested.emit(self._item, False, self._reason.text().strip() or " ")


class ReasonField(QLineEdit):
    """The reason; Enter records it, Escape gives up."""

    left = Signal()

    def __init__(self, asked: str) -> None:
        super().__init__()
        self.setPlaceholderText("Pourquoi, puis Entrée")
        self.setAccessibleName(asked)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Escape gives up."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
