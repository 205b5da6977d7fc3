"""Copies side by side: each answer goes to its own grid at once; undo goes back through all of them in order."""

from typing import Protocol

from app.domain.answer import Answer
from app.domain.copies import Copy, pile_of
from app.domain.faults import DomainError, EnvironmentFault
from app.domain.grading import Grid
from app.domain.rules.base import COPIES
from app.services import grading, reading
from app.services.grading import GridKey
from app.ui.bench import Bench, ScreenName, Target
from app.ui.screens.grading.keeper import GridKeeper
from app.ui.screens.grading.landscape_state import LandscapeState, landscape_state, sheets_of
from app.ui.screens.grading.place import place_of


class View(Protocol):
    """What the presenter asks of the landscape."""

    def show_state(self, state: LandscapeState) -> None:
        """Show the copies side by side."""
        ...

    def choose(self, key: GridKey, criterion_id: str) -> None:
        """Bring the keyboard to the cell of a copy."""
        ...

    def ask_word(self, identifier: str, number: int, word: str) -> None:
        """Ask why a critère was not observed on a copy."""
        ...


class LandscapePresenter:
    """Holds the copies, the keeper of each grid, and the order in which they were answered."""

    def __init__(self, bench: Bench, view: View) -> None:
        self._bench = bench
        self._view = view
        self._copies: tuple[Copy, ...] = ()
        self._keepers: dict[GridKey, GridKeeper] = {}
        self._opened: set[GridKey] = set()
        self._earlier: list[GridKey] = []
        self._asked: tuple[GridKey, str] | None = None
        self._place = 0

    def enter(self) -> None:
        """Read the copies anew; the compétence shown stays."""
        session = reading.session(self._bench.desk)
        juror_id = self._bench.actor.person_id
        self._copies = tuple(copy for copy in pile_of(session, self._bench.actor).copies if copy.count)
        self._opened = {GridKey(g.candidate_id, g.part_id) for g in session.grids if g.juror_id == juror_id}
        self._keepers, self._earlier = {}, []
        for copy in self._copies:
            key = GridKey(copy.candidate_id, copy.part.id)
            self._keepers[key] = GridKeeper(self._bench, place_of(session, *_sitting(key)), copy.grid)
        self._place = min(self._place, max(0, len(sheets_of(self._copies)) - 1))
        self._show()

    def forget(self) -> None:
        """Hold nothing of the session any more."""
        self._copies, self._keepers, self._opened, self._earlier = (), {}, set(), []
        self._asked, self._place = None, 0
        self._view.show_state(LandscapeState())

    def choose_unit(self, place: int) -> None:
        """Show another compétence."""
        if 0 <= place < len(sheets_of(self._copies)):
            self._place = place
            self._show()

    def turn_unit(self, way: int) -> None:
        """Show the compétence before or after."""
        self.choose_unit(self._place + way)

    def mark(self, key: GridKey, criterion_id: str, value: Answer) -> None:
        """Answer one critère of one copy; « non observé » then asks for its word."""
        if not self._open(key) or not self._keepers[key].mark(criterion_id, value):
            return
        self._earlier.append(key)
        self._show()
        if value.is_not_observed:
            self.ask_word(key, criterion_id)

    def ask_word(self, key: GridKey, criterion_id: str) -> None:
        """Ask for the word of a « non observé »."""
        column = next(each for each in self._state().columns if each.key == key)
        line = next(each for each in self._state().lines if each.id == criterion_id)
        mark = self._keepers[key].grid.marks.get(criterion_id)
        if mark is not None and mark.value.is_not_observed and not column.locked:
            self._asked = (key, criterion_id)
            self._view.ask_word(column.identifier, line.number, mark.word)

    def explain(self, word: str) -> None:
        """Keep the word that was asked for."""
        if self._asked is None:
            return
        (key, criterion_id), self._asked = self._asked, None
        if self._keepers[key].explain(criterion_id, word):
            self._earlier.append(key)
            self._show()

    def undo(self) -> None:
        """Take the last answer back, on whichever copy it was."""
        if not self._earlier:
            return
        key = self._earlier[-1]
        criterion_id = self._keepers[key].undo()
        if criterion_id is None:
            return
        self._earlier.pop()
        self._show_unit_of(key, criterion_id)
        self._view.choose(key, criterion_id)

    def lock(self, key: GridKey) -> None:
        """Lock one copy, or say what it lacks."""
        keeper = self._keepers[key]
        if keeper.grid.is_locked or not self._open(key) or not keeper.lock():
            return
        identifier = next(copy.identifier for copy in self._copies if copy.candidate_id == key.candidate_id)
        self._bench.inform("GRID_LOCKED", f"La copie {identifier} est verrouillée.")
        self.enter()

    def list_copies(self) -> None:
        """Go back to the list."""
        self._bench.go_to(Target(ScreenName.GRADING, field=COPIES))

    def _open(self, key: GridKey) -> bool:
        """Open the juror's grid at the first answer."""
        if key in self._opened:
            return True
        try:
            grading.open_grid(self._bench.desk, self._bench.actor, key)
        except (DomainError, EnvironmentFault) as fault:
            self._bench.refuse(fault)
            return False
        self._opened.add(key)
        return True

    def _show_unit_of(self, key: GridKey, criterion_id: str) -> None:
        sheets = sheets_of(self._copies)
        holds = (n for n, s in enumerate(sheets) if s.part_id == key.part_id and s.unit.criterion(criterion_id))
        self._place = next(holds, self._place)
        self._show()

    def _state(self) -> LandscapeState:
        grids: dict[GridKey, Grid] = {key: keeper.grid for key, keeper in self._keepers.items()}
        return landscape_state(self._copies, grids, self._place, self._bench.desk.framework.scale.answers)

    def _show(self) -> None:
        self._view.show_state(self._state())


def _sitting(key: GridKey) -> tuple[int, str]:
    return key.candidate_id, key.part_id
