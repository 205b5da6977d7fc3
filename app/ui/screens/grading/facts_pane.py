"""Observed facts: a line that stamps what is typed, the facts under it sorted to critères, judgements set apart."""

from itertools import chain

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.fact_writing import read_fact, typed_again
from app.domain.grading import FactKind
from app.ui.screens.grading.columns import Rows
from app.ui.screens.grading.fact_rows import FactRow, FactRows
from app.ui.screens.grading.state import FactsState
from app.ui.theme import look
from app.ui.tokens import Tone
from app.ui.widgets.chip import SIGN_CURRENT, SIGN_WARNING, ChipButton, ChipText
from app.ui.widgets.lines import FactLine
from app.ui.widgets.outside_warning import OutsideWarning
from app.ui.widgets.words import Rank, Words

_LEAST_STEPS = 18
_NONE_YET = "Rien pour l’instant. Notez ce que vous voyez ou entendez, sans jugement : l’heure s’inscrit d’elle-même."
_JUDGEMENTS = "Avis du juré, à part des faits"
_HINTS = (("F", "fait"), ("Return", "horodater"), ('"', "citation"), ("!", "avis"))
_ROW_KEYS = "Sur un fait : le numéro d’un critère rattache, Entrée corrige, Suppr efface. Ou glissez-le sur le critère."
_SIGNS = {FactKind.OBSERVED: SIGN_CURRENT, FactKind.QUOTE: "«\u00a0»", FactKind.JUDGEMENT: SIGN_WARNING}
_TONES = {FactKind.OBSERVED: Tone.NEUTRAL, FactKind.QUOTE: Tone.ACCENT, FactKind.JUDGEMENT: Tone.WARNING}


class FactsPane(QWidget):
    """The facts of the grid and the line to write the next one."""

    fact_typed = Signal(str)
    stamp_requested = Signal()
    toggle_requested = Signal(int)
    number_given = Signal(int, int)
    amend_requested = Signal(int, str)
    remove_requested = Signal(int)
    leave_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        step = look().metrics.step
        self.setAccessibleName("Faits observés")
        self._state: FactsState | None = None
        self._none = Words(_NONE_YET, Rank.SECOND, wrap=True)
        self._seen, self._judged = FactRows(), FactRows(_JUDGEMENTS)
        self._scroll = Rows(_LEAST_STEPS)
        self._scroll.column.setSpacing(step)
        for widget in (self._none, self._seen, self._judged):
            self._scroll.column.addWidget(widget)
        self._scroll.column.addStretch(1)
        self.line = FactLine("Noter un fait", "Noter un fait…", _HINTS)
        self.line.setObjectName("fact_line")
        self._kind = ChipButton(ChipText(""))
        self._kind.setObjectName("fact_kind")
        self._kind.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        foot = QHBoxLayout()
        foot.setSpacing(2 * step)
        foot.addWidget(self._kind)
        foot.addWidget(self.line, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(step)
        column.addWidget(self._scroll, 1)
        column.addWidget(OutsideWarning(self.line))
        column.addLayout(foot)
        self._connect_signals()
        self._show_kind("")

    @property
    def held(self) -> int | None:
        """The number of the fact that has the keyboard, None when none has."""
        return next((row.number for row in self._rows() if row.hasFocus()), None)

    def show_state(self, state: FactsState) -> None:
        """Show the facts; the line is left alone unless another text belongs there."""
        if state.draft != self.line.text():
            self.line.setText(state.draft)
        if state == self._state:
            return
        more = self._state is not None and len(state.facts) > len(self._state.facts)
        self._state = state
        self._none.setVisible(not state.facts)
        judged = [fact for fact in state.facts if fact.kind is FactKind.JUDGEMENT]
        seen = [fact for fact in state.facts if fact.kind is not FactKind.JUDGEMENT]
        for group, facts in ((self._seen, seen), (self._judged, judged)):
            for row in group.fit(len(facts)):
                self._connect_row(row)
            for row, fact in zip(group.rows, facts, strict=True):
                row.show_fact(fact, state)
        self.line.setEnabled(not state.read_only)
        self._kind.setEnabled(not state.read_only)
        if more:
            bar = self._scroll.verticalScrollBar()
            self._scroll.column.activate()
            bar.setValue(bar.maximum())

    def clear(self) -> None:
        """Hold no fact and no line any more."""
        self.show_state(FactsState((), None, 0, "", read_only=True))

    def _rows(self) -> tuple[FactRow, ...]:
        return tuple(chain(self._seen.rows, self._judged.rows))

    def _show_kind(self, typed: str) -> None:
        kind = read_fact(typed).kind
        said = f"{kind.label} ; cliquez pour changer"
        self._kind.show_chip(ChipText(kind.label.lower(), _TONES[kind], _SIGNS[kind], said=said))

    def _connect_row(self, row: FactRow) -> None:
        row.setToolTip(_ROW_KEYS)
        row.setAccessibleDescription(_ROW_KEYS)
        row.toggle_requested.connect(self.toggle_requested)
        row.number_given.connect(self.number_given)
        row.amend_requested.connect(self.amend_requested)
        row.remove_requested.connect(self.remove_requested)
        row.step_requested.connect(self._on_row_step_requested)
        row.leave_requested.connect(self.leave_requested)

    def _connect_signals(self) -> None:
        self.line.textChanged.connect(self._on_line_text_changed)
        self.line.text_entered.connect(self._on_line_text_entered)
        self.line.up_requested.connect(self._on_line_up_requested)
        self.line.leave_requested.connect(self.leave_requested)
        self._kind.clicked.connect(self._on_kind_clicked)

    @Slot(str)
    def _on_line_text_changed(self, text: str) -> None:
        self._show_kind(text)
        self.fact_typed.emit(text)

    @Slot(str)
    def _on_line_text_entered(self, _text: str) -> None:
        self.stamp_requested.emit()

    @Slot()
    def _on_line_up_requested(self) -> None:
        rows = self._rows()
        if rows:
            self._go_to(rows[-1])

    @Slot()
    def _on_kind_clicked(self) -> None:
        """Write the same words as the next kind: its sign is all that changes."""
        kinds = list(FactKind)
        written = read_fact(self.line.text())
        following = kinds[(kinds.index(written.kind) + 1) % len(kinds)]
        self.line.setText(typed_again(following, written.text))
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object, int)
    def _on_row_step_requested(self, row: FactRow, way: int) -> None:
        rows = self._rows()
        place = rows.index(row) + way
        if place >= len(rows):
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        elif place >= 0:
            self._go_to(rows[place])

    def _go_to(self, row: FactRow) -> None:
        row.setFocus(Qt.FocusReason.OtherFocusReason)
        self._scroll.ensureWidgetVisible(row, 0, 0)
