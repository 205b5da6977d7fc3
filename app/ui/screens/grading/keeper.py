"""Keeps one juror's grid as it stands on disk: marks, words, facts, appreciation, lock, and what can be taken back."""

from collections.abc import Callable
from datetime import datetime

from app.domain.answer import Answer
from app.domain.fact_writing import WrittenFact
from app.domain.faults import DomainError, EnvironmentFault, Fault
from app.domain.framework.terms import OralRole
from app.domain.grading import Fact, Grid, Mark
from app.domain.people import Actor
from app.services import grading, oral
from app.services.desk import Desk
from app.services.grading import GridKey, SavedGrid
from app.ui.bench import Bench
from app.ui.screens.grading.place import Place
from app.ui.screens.grading.state import lock_state


class GridKeeper:
    """The acts on one grid. Each says whether it is on disk; a refusal is told, and the grid stays as it was."""

    def __init__(self, bench: Bench, place: Place, grid: Grid) -> None:
        self._bench = bench
        self._units = place.units
        self._key: GridKey = place.key
        self._earlier: list[tuple[str, Mark | None]] = []
        self.grid = grid
        self.appreciation_fault = ""

    def mark(self, criterion_id: str, value: Answer | None) -> bool:
        """Answer a critère, or empty it; the word of a « non observé » stays while the answer does."""
        before = self.grid.marks.get(criterion_id)
        if value is None:
            return before is not None and self._answer(criterion_id, before, None)
        word = before.word if before is not None and before.value == value else ""
        return self._answer(criterion_id, before, Mark(value, word))

    def explain(self, criterion_id: str, word: str) -> bool:
        """Keep the word of a « non observé »; nothing is written when it says the same."""
        before = self.grid.marks.get(criterion_id)
        if before is None or not before.value.is_not_observed or before.word == word.strip():
            return False
        return self._answer(criterion_id, before, Mark(before.value, word))

    def undo(self) -> str | None:
        """Take the last answer back; gives back its critère, None when there is nothing to take back."""
        if not self._earlier:
            return None
        criterion_id, before = self._earlier[-1]
        if not self._write_mark(criterion_id, before):
            return None
        self._earlier.pop()
        return criterion_id

    def note_fact(self, fact: WrittenFact, phase: str, at: datetime) -> bool:
        """Write down what was observed; `at` is when the juror began to write it."""
        return self._save(
            lambda desk, actor: grading.note_fact(desk, actor, self._key, fact.text, phase, kind=fact.kind, at=at)
        )

    def amend_fact(self, number: int, fact: WrittenFact) -> bool:
        """Correct what a fact says."""
        return self._save(lambda desk, actor: grading.amend_fact(desk, actor, self._key, number, fact.kind, fact.text))

    def remove_fact(self, number: int) -> bool:
        """Take a fact away."""
        return self._save(lambda desk, actor: grading.remove_fact(desk, actor, self._key, number))

    def attach_fact(self, number: int, criterion_id: str | None) -> bool:
        """Attach a fact to a critère, or detach it with None; nothing is written when it already stands there."""
        if self.fact(number).criterion_id == criterion_id:
            return False
        return self._save(lambda desk, actor: grading.attach_fact(desk, actor, self._key, number, criterion_id))

    def fact(self, number: int) -> Fact:
        """One fact of the grid; StopIteration when it is not on it."""
        return next(fact for fact in self.grid.facts if fact.number == number)

    def mark_slide(self, place: int, *, seen: bool) -> bool:
        """Note that an imposed slide was presented, or was not after all."""
        return self._save(lambda desk, actor: oral.mark_slide(desk, actor, self._key, place, seen=seen))

    def play_role(self, role: OralRole) -> bool:
        """Take another part before this candidate."""
        return self._save(lambda desk, actor: oral.play_role(desk, actor, self._key, role))

    def write_appreciation(self, text: str) -> bool:
        """Keep the appreciation; the reason why it could not be kept stays beside it."""
        self.appreciation_fault = ""
        if text.strip() == self.grid.appreciation:
            return False
        try:
            saved = grading.write_appreciation(self._bench.desk, self._bench.actor, self._key, text)
        except (DomainError, EnvironmentFault) as fault:
            self.appreciation_fault = fault.sentence
            return False
        self._take(saved)
        return True

    def lock(self) -> bool:
        """Lock the grid, or say what lacks."""
        refusal = lock_state(self._units, self.grid).refusal
        if refusal:
            self._bench.refuse(DomainError(Fault.GRID_LACKS, gaps=refusal))
            return False
        self._earlier = []
        return self._save(lambda desk, actor: grading.lock(desk, actor, self._key))

    def unlock(self, reason: str) -> bool:
        """Open the grid again, with its reason."""
        return self._save(lambda desk, actor: grading.unlock(desk, actor, self._key, reason))

    def correct(self, criterion_id: str, mark: Mark, reason: str) -> bool:
        """Change one answer of the locked grid, which is locked again at once."""
        return self._save(lambda desk, actor: grading.correct(desk, actor, self._key, criterion_id, mark, reason))

    def _answer(self, criterion_id: str, before: Mark | None, mark: Mark | None) -> bool:
        if not self._write_mark(criterion_id, mark):
            return False
        self._earlier.append((criterion_id, before))
        return True

    def _write_mark(self, criterion_id: str, mark: Mark | None) -> bool:
        value, word = (mark.value, mark.word) if mark is not None else (None, "")
        return self._save(lambda desk, actor: grading.mark(desk, actor, self._key, criterion_id, value, word))

    def _save(self, act: Callable[[Desk, Actor], SavedGrid]) -> bool:
        try:
            saved = act(self._bench.desk, self._bench.actor)
        except (DomainError, EnvironmentFault) as fault:
            self._bench.refuse(fault)
            return False
        self._take(saved)
        return True

    def _take(self, saved: SavedGrid) -> None:
        self.grid = saved.grid
        self._bench.saved(saved.saved_at)
