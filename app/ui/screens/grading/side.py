"""The left column: the parts of the candidate's day, what was handed in, and the keys."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.framework.scale import MarkingScale
from app.domain.next_step import Progress
from app.ui.screens.grading.answer_field import key_hints
from app.ui.screens.grading.columns import Column
from app.ui.screens.grading.frame_state import SideState
from app.ui.theme import look
from app.ui.tokens import Tone
from app.ui.widgets.card import KeyHints
from app.ui.widgets.chip import SIGN_NO, SIGN_YES, Chip, ChipText
from app.ui.widgets.option_cards import Step, StepList, StepState
from app.ui.widgets.words import Rank, Words

_STATES = {
    Progress.DONE: StepState.DONE,
    Progress.UNDER_WAY: StepState.CURRENT,
    Progress.TO_COME: StepState.TODO,
    Progress.NOT_SAT: StepState.NOT_SAT,
    Progress.CUT_SHORT: StepState.NOT_SAT,
}


class EvidenceLine(QWidget):
    """Something that the candidate hands in, and whether it is there."""

    def __init__(self) -> None:
        super().__init__()
        self._words = Words("", Rank.SECOND, wrap=True)
        self._chip = Chip("")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self._words, 1)
        line.addWidget(self._chip)

    def show_evidence(self, label: str, word: str, *, supplied: bool) -> None:
        """Show another piece."""
        self._words.setText(label)
        tone, sign = (Tone.YES, SIGN_YES) if supplied else (Tone.WARNING, SIGN_NO)
        self._chip.show_chip(ChipText(word, tone, sign, said=f"{label} : {word}"))


class SideColumn(Column):
    """Parts above, evidence and keys below."""

    part_requested = Signal(str)

    def __init__(self, role: QWidget) -> None:
        super().__init__(whole=True)
        self._state: SideState | None = None
        self._steps: StepList[str] = StepList("Parties de la journée")
        self._steps.setObjectName("part_steps")
        self._evidence: list[EvidenceLine] = []
        self._lines = QVBoxLayout()
        self._lines.setSpacing(2 * look().metrics.step)
        self._advice = Words("", Rank.SECOND, wrap=True)
        self._advice.setObjectName("copy_advice")
        self.column.addWidget(self._steps)
        self.column.addWidget(role)
        self.column.addWidget(self._advice)
        self.column.addStretch(1)
        self.column.addLayout(self._lines)
        self._scale: MarkingScale | None = None
        self._hints = QWidget()
        self.column.addWidget(self._hints)
        self._steps.chosen.connect(self.part_requested.emit)

    def show_state(self, state: SideState) -> None:
        """Show the parts and the evidence."""
        if state == self._state:
            return
        self._state = state
        steps = [Step(step.part_id, step.title, step.second, _STATES[step.progress]) for step in state.steps]
        self._steps.show_steps(steps, state.shown)
        self._show_keys(state.scale)
        self._advice.setText(state.advice)
        self._advice.setVisible(bool(state.advice))
        while len(self._evidence) < len(state.evidence):
            self._evidence.append(EvidenceLine())
            self._lines.addWidget(self._evidence[-1])
        for place, line in enumerate(self._evidence):
            line.setVisible(place < len(state.evidence))
        for line, (label, word, supplied) in zip(self._evidence, state.evidence, strict=False):
            line.show_evidence(label, word, supplied=supplied)

    def _show_keys(self, scale: MarkingScale) -> None:
        if scale == self._scale:
            return
        self._scale = scale
        self.column.removeWidget(self._hints)
        self._hints.hide()
        self._hints.deleteLater()
        self._hints = KeyHints((("Up Down", "critère"), *key_hints(scale), ("Ctrl+Z", "annuler")))
        self.column.addWidget(self._hints)
