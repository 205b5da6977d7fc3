"""Beside the timeline: what is wrong and what would mend it, and what a draft changes for the candidates."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.planning.checks import Conflict
from app.domain.planning.misfit import Fix, Misfit
from app.ui.screens.preparation.planning_state import Change, Planning
from app.ui.theme import look
from app.ui.widgets.button import Button
from app.ui.widgets.card import Card
from app.ui.widgets.chip import SIGN_WARNING
from app.ui.widgets.data_table import DataTable
from app.ui.widgets.flow_row import FlowRow
from app.ui.widgets.rows_model import Cell, Column
from app.ui.widgets.words import Rank, Words

_Problem = Conflict | Misfit
_WIDE_STEPS = 76


class PlanningSide(QWidget):
    """Two lists; Enter on a problem leads to its block."""

    slot_chosen = Signal(int)
    settings_chosen = Signal(object)
    candidate_chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        step = look().metrics.step
        self.problems: DataTable[_Problem] = DataTable(
            "À régler dans le planning", (Column("Ce qui ne va pas", _problem, weight=1, wrap=True),), key=_key
        )
        self.problems.view.setObjectName("planning_problems")
        self.changes: DataTable[Change] = DataTable(
            "Ce qui change pour les candidats",
            (Column("Candidat", _who, weight=1), Column("Horaire", _hour)),
            key=_candidate,
        )
        self.changes.view.setObjectName("planning_changes")
        self._cards = (Card("À régler", flush=True), Card("Ce qui change", flush=True))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3 * step)
        self._cards[0].body.addWidget(self.problems, 1)
        self._fixes = FlowRow(gap_steps=2)
        self._buttons: list[Button] = []
        self._with = Words("Recalculer avec :", Rank.SMALL_STRONG)
        fixing = QWidget()
        fixing_column = QVBoxLayout(fixing)
        fixing_column.setContentsMargins(4 * step, 2 * step, 4 * step, 3 * step)
        fixing_column.addWidget(self._with)
        fixing_column.addWidget(self._fixes)
        self._fixing = fixing
        self._cards[0].body.addWidget(fixing)
        self._cards[1].body.addWidget(self.changes, 1)
        for card in self._cards:
            card.setMinimumHeight(40 * step)
            column.addWidget(card, 1)
        self.setMinimumWidth(_WIDE_STEPS * step)
        self._connect_signals()

    def show_planning(self, planning: Planning) -> None:
        """Show what there is to say, nothing when there is nothing."""
        problems: list[_Problem] = [*planning.misfits, *planning.conflicts]
        if self.problems.shown_rows != problems:
            self.problems.set_rows(problems)
            self._show_fixes([fix for misfit in planning.misfits for fix in misfit.fixes])
        if self.changes.shown_rows != list(planning.changes):
            self.changes.set_rows(planning.changes)
        self._cards[0].set_title("À régler", str(len(problems)))
        self._cards[1].set_title("Ce qui change", str(len(planning.changes)))
        self._cards[0].setVisible(bool(problems))
        self._cards[1].setVisible(bool(planning.changes))
        self.setVisible(bool(problems or planning.changes))

    def _show_fixes(self, fixes: Sequence[Fix]) -> None:
        """One button for each remedy that other settings bring about."""
        for button in self._buttons:
            self._fixes.remove(button)
        self._buttons = []
        for place, fix in enumerate(fixes):
            button = Button(f"{fix.words[:1].upper()}{fix.words[1:]}")
            button.setObjectName(f"planning_fix_{place}")
            button.clicked.connect(partial(self.settings_chosen.emit, fix.settings))
            self._buttons.append(button)
            self._fixes.add(button)
        self._fixing.setVisible(bool(fixes))

    def _connect_signals(self) -> None:
        self.problems.row_activated.connect(self._on_problem_chosen)
        self.problems.view.clicked.connect(self._on_problem_clicked)
        self.changes.row_activated.connect(self._on_change_chosen)

    @Slot(object)
    def _on_problem_chosen(self, problem: _Problem) -> None:
        if isinstance(problem, Conflict):
            if problem.slots:
                self.slot_chosen.emit(problem.slots[0])
        elif problem.candidate_id is not None:
            self.candidate_chosen.emit(problem.candidate_id)

    @Slot()
    def _on_problem_clicked(self) -> None:
        problem = self.problems.current_row
        if problem is not None:
            self._on_problem_chosen(problem)

    @Slot(object)
    def _on_change_chosen(self, change: Change) -> None:
        self.candidate_chosen.emit(change.candidate_id)


def _key(problem: _Problem) -> str:
    return problem.sentence


def _candidate(change: Change) -> int:
    return change.candidate_id


def _problem(problem: _Problem) -> Cell:
    words = f"{SIGN_WARNING} {problem.sentence}"
    if isinstance(problem, Misfit) and problem.remedies:
        return Cell(f"{words} Remède : {', ou '.join(problem.remedies)}.")
    return Cell(words)


def _who(change: Change) -> Cell:
    return Cell(change.name, change.part, stacked=True, strong=True)


def _hour(change: Change) -> Cell:
    return Cell(change.after, f"au lieu de {change.before}", stacked=True, strong=True)
