"""Facts as they come: the line being written, stamped by Enter; then each fact corrected, sorted or taken away.

The time of a fact is that of its first key: what was seen is over when the sentence is. What is typed and not stamped
yet is kept by juror and part: another part, another screen or another person at the desk loses none of it.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from weakref import WeakKeyDictionary

from app.domain.fact_writing import read_fact
from app.services.desk import Desk
from app.services.grading import GridKey
from app.ui.bench import Bench
from app.ui.screens.grading.keeper import GridKeeper
from app.ui.screens.grading.place import Place

_Author = tuple[int | None, GridKey]
"""The juror who types, and the part."""


@dataclass(frozen=True, slots=True)
class _Draft:
    """What stands in the line, and when and in which phase it was begun."""

    text: str
    at: datetime
    phase: str


class FactTaker:
    """Takes the facts of one grid at a time; `acted` shows the screen anew, `phase` names the phase that runs."""

    def __init__(self, bench: Bench, acted: Callable[[], None], phase: Callable[[], str]) -> None:
        self._bench = bench
        self._acted = acted
        self._phase = phase
        self._place: Place | None = None
        self._keeper: GridKeeper | None = None
        self._drafts: WeakKeyDictionary[Desk, dict[_Author, _Draft]] = WeakKeyDictionary()

    @property
    def draft(self) -> str:
        """What is typed and not stamped yet."""
        begun = self._begun()
        return begun.text if begun is not None else ""

    def arrive(self, place: Place, keeper: GridKeeper) -> None:
        """Take the facts of this grid."""
        self._place, self._keeper = place, keeper

    def leave(self) -> None:
        """Stand at no grid; what is being typed waits for its author."""
        self._place = self._keeper = None

    def type(self, text: str) -> None:
        """Remember the line as it stands; its first key gives the fact its time and phase."""
        if self._place is None:
            return
        begun = self._begun()
        if not text.strip():
            self._keep(None)
        elif begun is None:
            self._keep(_Draft(text, self._bench.desk.now(), self._phase()))
        else:
            self._keep(replace(begun, text=text))

    def stamp(self) -> bool:
        """Write the line down as a fact; refused, it stays in the line."""
        begun = self._begun()
        if self._keeper is None or begun is None:
            return False
        written = self._keeper.note_fact(read_fact(begun.text), begun.phase, begun.at)
        if written:
            self._keep(None)
        self._acted()
        return written

    def amend(self, number: int, typed: str) -> None:
        """Correct a fact; nothing is written when it says the same."""
        if self._keeper is None:
            return
        kept, fact = self._keeper.fact(number), read_fact(typed)
        if (kept.kind, kept.text) != (fact.kind, fact.text):
            self._keeper.amend_fact(number, fact)
            self._acted()

    def remove(self, number: int) -> None:
        """Take a fact away."""
        if self._keeper is not None and self._keeper.remove_fact(number):
            self._acted()

    def toggle(self, number: int | None, criterion_id: str | None) -> None:
        """Attach a fact (None: the first loose one) to a critère, or detach it when it already stands there."""
        if self._keeper is None or criterion_id is None:
            return
        loose = (fact.number for fact in self._keeper.grid.facts if fact.criterion_id is None)
        chosen = next(loose, None) if number is None else number
        if chosen is not None:
            stands = self._keeper.fact(chosen).criterion_id == criterion_id
            self.attach(chosen, None if stands else criterion_id)

    def attach(self, number: int, criterion_id: str | None) -> None:
        """Attach a fact to a critère of this grid, or detach it with None."""
        if self._keeper is not None and self._keeper.attach_fact(number, criterion_id):
            self._acted()

    def attach_by_number(self, number: int, criterion_number: int) -> None:
        """Attach a fact to the critère of that number on the grid."""
        if self._place is not None:
            criteria = [criterion.id for unit in self._place.units for criterion in unit.criteria]
            if 1 <= criterion_number <= len(criteria):
                self.attach(number, criteria[criterion_number - 1])

    def _begun(self) -> _Draft | None:
        """The juror's line at this place; lines go with their session, which this holds weakly."""
        if self._place is None:
            return None
        return self._drafts.get(self._bench.desk, {}).get((self._bench.actor.person_id, self._place.key))

    def _keep(self, draft: _Draft | None) -> None:
        if self._place is None:
            return
        kept, mine = self._drafts.setdefault(self._bench.desk, {}), (self._bench.actor.person_id, self._place.key)
        if draft is None:
            kept.pop(mine, None)
        else:
            kept[mine] = draft
