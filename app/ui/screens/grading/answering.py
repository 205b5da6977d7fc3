"""Answering critères: which one has the keyboard, what a key says of it, and where the keyboard then goes."""

from collections.abc import Callable
from typing import Protocol

from app.domain.answer import Answer
from app.domain.framework.scale import MarkingScale
from app.ui.screens.grading import state as shown
from app.ui.screens.grading.keeper import GridKeeper
from app.ui.screens.grading.place import Place
from app.ui.screens.grading.state import CriterionLine


class AnsweringView(Protocol):
    """What answering asks of the screen: to bring the keyboard where it is wanted."""

    def focus_criterion(self, criterion_id: str) -> None:
        """Bring the keyboard to a critère on the screen."""
        ...

    def focus_word(self, criterion_id: str) -> None:
        """Bring the keyboard to the word that a « non observé » asks for."""
        ...

    def focus_appreciation(self) -> None:
        """Bring the keyboard to the appreciation."""
        ...

    def ask_correction(self, line: CriterionLine, wanted: Answer | None, scale: MarkingScale) -> None:
        """Ask what an answer of the locked grid becomes, and why."""
        ...

    def focus_lock(self) -> None:
        """Bring the keyboard to the lock of a complete grid."""
        ...


class Answering:
    """Follows the juror from grid to grid; `show` has the screen show what changed."""

    def __init__(self, view: AnsweringView, show: Callable[[], None]) -> None:
        self._view = view
        self._show = show
        self._place: Place | None = None
        self._keeper: GridKeeper | None = None
        self.current: str | None = None

    def arrive(self, place: Place, keeper: GridKeeper) -> None:
        """Answer this grid; at another one, begin with the first critère that has no answer."""
        if keeper is not self._keeper:
            self.current = shown.first_to_answer(place.units, keeper.grid)
        self._place, self._keeper = place, keeper

    def leave(self) -> None:
        """Answer nothing any more."""
        self._place = self._keeper = self.current = None

    def enter_criterion(self, criterion_id: str) -> None:
        """Take note of the critère that has the keyboard; one of the part just left may still claim it."""
        units = self._place.units if self._place is not None else ()
        if criterion_id != self.current and any(unit.criterion(criterion_id) for unit in units):
            self.current = criterion_id
            self._show()

    def go_to_criterion(self, criterion_id: str) -> None:
        """Bring the keyboard to a critère, on its compétence's page."""
        self.current = criterion_id
        self._show()
        self._view.focus_criterion(criterion_id)

    def go_to_gap(self, criterion_id: str | None) -> None:
        """Go to something that lacks."""
        if criterion_id is None or self._keeper is None:
            self._view.focus_appreciation()
            return
        mark = self._keeper.grid.marks.get(criterion_id)
        self.go_to_criterion(criterion_id)
        if mark is not None and mark.value.is_not_observed and not mark.word:
            self._view.focus_word(criterion_id)

    def go_to_first_gap(self) -> None:
        """Go to the first thing that lacks, if something does."""
        if self._place is None or self._keeper is None:
            return
        gaps = shown.lock_state(self._place.units, self._keeper.grid).gaps
        if gaps:
            self.go_to_gap(gaps[0].criterion_id)

    def move(self, way: int) -> None:
        """Go to the critère before or after, across compétences."""
        if self._place is None or self.current is None:
            return
        ids = [criterion.id for unit in self._place.units for criterion in unit.criteria]
        place = ids.index(self.current) + way
        if 0 <= place < len(ids):
            self.go_to_criterion(ids[place])

    def choose_unit(self, unit_place: int) -> None:
        """Go to a compétence: its first critère without an answer, else its first."""
        if self._place is not None and self._keeper is not None:
            first = shown.first_to_answer((self._place.units[unit_place],), self._keeper.grid)
            self.go_to_gap(first)

    def mark(self, criterion_id: str, value: Answer | None) -> bool:
        """Answer a critère, or empty it, and stay there; « non observé » then asks for its word."""
        if self._keeper is None:
            return False
        written = self._keeper.mark(criterion_id, value)
        self._show()
        if written and value is not None and value.is_not_observed:
            self._view.focus_word(criterion_id)
        return written

    def answer(self, criterion_id: str, value: Answer | None) -> None:
        """Answer a critère and go on to the next one that needs it; « non observé » first asks for its word.

        Once the grid is locked the answer is a correction, which asks for its reason.
        """
        if self._keeper is not None and self._keeper.grid.is_locked:
            self.ask_correction(value)
        elif value is None or value.is_not_observed:
            self.mark(criterion_id, value)
        elif self._keeper is not None and self._keeper.mark(criterion_id, value):
            self._go_on_from(criterion_id)

    def answer_current(self, value: Answer | None) -> None:
        """Answer the critère that had the keyboard last, and go on."""
        if self.current is not None:
            self._view.focus_criterion(self.current)
            self.answer(self.current, value)

    def ask_correction(self, wanted: Answer | None = None) -> None:
        """Ask for another answer to the current critère of a locked grid, with its reason."""
        if self._place is None or self._keeper is None or self.current is None:
            return
        scale = self._place.session.framework.scale
        lines = shown.criteria_state(scale, self._place.units, self._keeper.grid, self.current).lines
        line = next(line for line in lines if line.id == self.current)
        self._view.ask_correction(line, wanted, scale)

    def explain(self, criterion_id: str, word: str) -> None:
        """Keep the word of a « non observé »."""
        if self._keeper is not None:
            self._keeper.explain(criterion_id, word)
            self._show()

    def finish_word(self, criterion_id: str, word: str) -> None:
        """Keep the word of a « non observé » and go on; without a word one stays."""
        if self._keeper is None or not word.strip():
            self.explain(criterion_id, word)
            return
        self._keeper.explain(criterion_id, word)
        self._go_on_from(criterion_id)

    def undo(self) -> None:
        """Take the last answer back and stand on its critère."""
        criterion_id = self._keeper.undo() if self._keeper else None
        if criterion_id is not None:
            self.go_to_criterion(criterion_id)

    def _go_on_from(self, criterion_id: str) -> None:
        """Show what was written and go to the next thing that lacks; the lock comes when nothing does.

        Both are shown at once: the screen is drawn one time for one key.
        """
        if self._place is None or self._keeper is None:
            return
        gap = shown.next_gap(self._place.units, self._keeper.grid, criterion_id)
        if gap is not None and gap.criterion_id is not None:
            self.go_to_gap(gap.criterion_id)
            return
        self._show()
        if gap is None:
            self._view.focus_lock()
        else:
            self._view.focus_appreciation()
