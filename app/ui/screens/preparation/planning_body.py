"""One day of the planning, as a timeline or as a list: the same slots, the same current one, the same moves."""

from datetime import date
from enum import Enum

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from app.domain.planning.plan import Plan
from app.domain.session import ExamSession
from app.ui.screens.preparation.planning_board import PlanBoard, board_of, line_of_faults
from app.ui.screens.preparation.planning_list import SlotLine, SlotTable
from app.ui.screens.preparation.planning_side import PlanningSide
from app.ui.screens.preparation.planning_state import Planning
from app.ui.screens.preparation.planning_words import day_words
from app.ui.theme import look
from app.ui.widgets.card import Card
from app.ui.widgets.pages import Pages
from app.ui.widgets.side_by_side import SideBySide
from app.ui.widgets.timeline import Timeline
from app.ui.widgets.timeline_board import Move


class Shape(Enum):
    """How the planning is shown."""

    TIMELINE = "Frise"
    LIST = "Liste"
    SETTINGS = "Réglages"


class PlanningBody(SideBySide):
    """The day in front, and beside it what is to be settled."""

    move_requested = Signal(object, int, int)
    slot_chosen = Signal(int)
    settings_chosen = Signal(object)
    candidate_chosen = Signal(int)

    def __init__(self) -> None:
        self.timeline = Timeline("Planning")
        self.timeline.setObjectName("planning_timeline")
        self.table = SlotTable()
        self.side = PlanningSide()
        self._plan_board: PlanBoard | None = None
        self._pages = Pages(self.timeline, self.table)
        card = Card(flush=True)
        card.body.addWidget(self._pages, 1)
        card.setMinimumHeight(90 * look().metrics.step)
        super().__init__(((card, 5), (self.side, 2)), wide_from=200)
        self._connect_signals()

    @property
    def first(self) -> QWidget:
        """What has the keyboard first."""
        return self._pages.page

    def show_plan(self, session: ExamSession, plan: Plan, day: date, planning: Planning, *, editable: bool) -> None:
        """Show one day of a planning."""
        faults = line_of_faults((conflict.sentence, conflict.slots) for conflict in planning.conflicts)
        now = planning.now if planning.now is not None and planning.now.date() == day else None
        self._plan_board = board_of(session, plan, day, now=now, faulty=faults)
        self.timeline.setAccessibleName(f"Planning du {day_words(day).lower()}")
        self.timeline.let_write(editable)
        self.timeline.show_board(self._plan_board.board)
        self.table.show_day(session, plan, day, faults)
        self.side.show_planning(planning)

    def show_shape(self, shape: Shape) -> None:
        """Show the day as a timeline or as a list."""
        page = self.table if shape is Shape.LIST else self.timeline
        if self._pages.page is not page:
            self._pages.show_page(page, page)
            self._bring_along()

    def choose_slot(self, number: int) -> None:
        """Bring the keyboard to a slot of the day in front."""
        self.table.choose(number)
        key = self._plan_board.block_of(number) if self._plan_board is not None else None
        if key is not None:
            self.timeline.choose(key)
        self.first.setFocus()

    def ask_move(self, minutes: int) -> None:
        """Ask for what is under the keyboard later, or earlier under 0."""
        if self._is_movable():
            self.timeline.ask_move(minutes)

    def ask_jury(self, step: int) -> None:
        """Ask for what is under the keyboard before the jury above (-1) or below (1)."""
        if self._is_movable():
            self.timeline.ask_row(step)

    def forget(self) -> None:
        """Hold nothing of the session any more."""
        self._plan_board = None
        self.table.set_rows(())
        self.side.show_planning(Planning())

    def _connect_signals(self) -> None:
        self.timeline.move_requested.connect(self._on_timeline_move_requested)
        self.table.current_row_changed.connect(self._on_table_current_row_changed)
        self.side.slot_chosen.connect(self.slot_chosen)
        self.side.settings_chosen.connect(self.settings_chosen)
        self.side.candidate_chosen.connect(self.candidate_chosen)

    def _is_movable(self) -> bool:
        """Whether the timeline's block is the one under the keyboard: a candidate's own lunch has none."""
        line = self.table.current_row
        if self._pages.page is self.timeline or self._plan_board is None or line is None:
            return True
        return self._plan_board.block_of(line.number) is not None

    def _bring_along(self) -> None:
        """Make the list's current line that of the timeline's block."""
        block, board = self.timeline.current, self._plan_board
        line = self.table.current_row
        if block is None or board is None:
            return
        numbers = board.slots[block.key]
        if line is None or line.number not in numbers:
            self.table.choose(numbers[0])

    @Slot(object)
    def _on_table_current_row_changed(self, line: SlotLine | None) -> None:
        if line is None or self._plan_board is None or self._pages.page is not self.table:
            return
        key = self._plan_board.block_of(line.number)
        if key is not None:
            self.timeline.choose(key)

    @Slot(object)
    def _on_timeline_move_requested(self, move: Move) -> None:
        board = self._plan_board
        if board is None:
            return
        current = board.board.block(move.key)
        panel = board.panels[move.row] if current is not None and (move.row != current.row) else 0
        self.move_requested.emit(board.slots[move.key], move.minutes, panel)
