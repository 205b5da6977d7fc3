"""The list of copies: read anew each time it comes to the front."""

from typing import Protocol

from app.domain.copies import pile_of
from app.services import reading
from app.ui.bench import Bench, ScreenName, Target
from app.ui.screens.grading.copies_state import CopiesState, copies_state


class View(Protocol):
    """What the presenter asks of the list."""

    def show_state(self, state: CopiesState) -> None:
        """Show the copies."""
        ...

    def choose(self, key: tuple[int, str]) -> None:
        """Bring the keyboard to a copy."""
        ...


class CopiesPresenter:
    """Holds nothing of the session."""

    def __init__(self, bench: Bench, view: View) -> None:
        self._bench = bench
        self._view = view

    def enter(self) -> None:
        """Read the copies and stand on the first one to grade."""
        state = copies_state(pile_of(reading.session(self._bench.desk), self._bench.actor))
        self._view.show_state(state)
        if state.first is not None:
            self._view.choose(state.first)

    def open_copy(self, candidate_id: int, part_id: str) -> None:
        """Open a copy in the usual grid."""
        self._bench.go_to(Target(ScreenName.GRADING, candidate_id, part_id))

    def forget(self) -> None:
        """Show nothing of any session."""
        self._view.show_state(CopiesState())
