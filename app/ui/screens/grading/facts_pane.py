"""Observed facts: a line that stamps what is typed with its time, and the facts, each attached to a critère or not."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui import fonts
from app.ui.screens.grading.columns import Rows
from app.ui.screens.grading.state import FactLineState, FactsState
from app.ui.theme import look
from app.ui.tokens import Tone
from app.ui.widgets.chip import ChipButton, ChipText
from app.ui.widgets.lines import FactLine
from app.ui.widgets.words import Rank, Words

_LEAST_STEPS = 18
_NONE_YET = "Rien pour l’instant. Notez ce que vous voyez ou entendez, sans jugement : l’heure s’inscrit d’elle-même."


class FactRow(QWidget):
    """One fact: its time, its words, and the critère it is attached to."""

    attach_requested = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        step = look().metrics.step
        self._number = 0
        self._time = Words("", Rank.SECOND)
        self._time.setFont(fonts.tabular(self._time.font()))
        self._text = Words("", wrap=True)
        self._chip = ChipButton(ChipText(""))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, step // 2, 0, step // 2)
        row.setSpacing(3 * step)
        row.addWidget(self._time, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 1)
        row.addWidget(self._chip, 0, Qt.AlignmentFlag.AlignTop)
        self._chip.clicked.connect(self._on_chip_clicked)

    def show_fact(self, fact: FactLineState, current: int | None, *, read_only: bool) -> None:
        """Show a fact; its chip attaches it to the current critère."""
        self._number = fact.number
        self._time.setText(f"{fact.at:%H:%M}")
        self._time.setToolTip(f"{fact.at:%H:%M:%S}{f' · {fact.phase}' if fact.phase else ''}")
        self._text.setText(fact.text)
        self._chip.setObjectName(f"fact_{fact.number}")
        attached = fact.criterion is not None
        word = f"critère {fact.criterion}" if attached else "à rattacher"
        self._chip.show_chip(ChipText(word, Tone.ACCENT if attached else Tone.WARNING, said=f"{fact.text} : {word}"))
        self._chip.setVisible(attached or current is not None)
        self._chip.setEnabled(not read_only and current is not None)
        verb = "Détacher du" if fact.criterion == current else "Rattacher au"
        self._chip.setToolTip(f"{verb} critère {current}" if current is not None else "")

    @Slot()
    def _on_chip_clicked(self) -> None:
        self.attach_requested.emit(self._number)


class FactsPane(QWidget):
    """The facts of the grid and the line to write the next one."""

    fact_entered = Signal(str)
    attach_requested = Signal(int)
    leave_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        step = look().metrics.step
        self.setAccessibleName("Faits observés")
        self._state: FactsState | None = None
        self._rows: list[FactRow] = []
        self._none = Words(_NONE_YET, Rank.SECOND, wrap=True)
        self._scroll = Rows(_LEAST_STEPS)
        self._scroll.column.setSpacing(step)
        self._scroll.column.addWidget(self._none)
        self._scroll.column.addStretch(1)
        self.line = FactLine(
            "Noter un fait", "Noter un fait…", (("F", "fait"), ("Return", "horodater"), ("R", "rattacher"))
        )
        self.line.setObjectName("fact_line")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * step)
        column.addWidget(self._scroll, 1)
        column.addWidget(self.line)
        self.line.text_entered.connect(self._on_line_text_entered)
        self.line.leave_requested.connect(self.leave_requested)

    def show_state(self, state: FactsState) -> None:
        """Show the facts."""
        if state == self._state:
            return
        more = self._state is not None and len(state.facts) > len(self._state.facts)
        self._state = state
        self._none.setVisible(not state.facts)
        self._fit_rows(len(state.facts))
        for row, fact in zip(self._rows, state.facts, strict=True):
            row.show_fact(fact, state.current, read_only=state.read_only)
        self.line.setEnabled(not state.read_only)
        if more:
            bar = self._scroll.verticalScrollBar()
            self._scroll.column.activate()
            bar.setValue(bar.maximum())

    def _fit_rows(self, count: int) -> None:
        while len(self._rows) > count:
            row = self._rows.pop()
            self._scroll.column.removeWidget(row)
            row.hide()
            row.deleteLater()
        while len(self._rows) < count:
            row = FactRow()
            row.attach_requested.connect(self.attach_requested)
            self._scroll.column.insertWidget(len(self._rows) + 1, row)
            self._rows.append(row)

    @Slot(str)
    def _on_line_text_entered(self, text: str) -> None:
        self.line.clear()
        self.fact_entered.emit(text)
