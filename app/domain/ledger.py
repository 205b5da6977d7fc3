"""The ledger of grids: one place per grid that the jury owes, and where it stands; contents are no part of it.

A grid is owed by each juror who evaluates a candidate, for each part that the candidate sits: absent candidates,
recused jurors and those of another jury are left out (rules 4, 6 and 18).
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from app.domain.anonymity import is_hidden
from app.domain.candidate import Candidate
from app.domain.framework.sitting_plan import Part
from app.domain.grading import Grid
from app.domain.merging import GridId, PacketReceipt
from app.domain.people import Actor, Person
from app.domain.session import ExamSession


class GridState(Enum):
    """Where one owed grid stands; the value is its French word."""

    AWAITED = "attendue"
    BEGUN = "commencée ici"
    LOCKED = "verrouillée ici"
    RECEIVED = "reçue"
    DISPUTED = "deux versions"
    ALTERED = "altérée"
    WAIVED = "dispensée"

    @property
    def is_settled(self) -> bool:
        """Whether nothing more is owed."""
        return self in (GridState.LOCKED, GridState.RECEIVED, GridState.WAIVED)


@dataclass(frozen=True, slots=True)
class Owed:
    """One grid that the jury owes."""

    juror_id: int
    candidate_id: int
    part_id: str
    state: GridState

    @property
    def key(self) -> GridId:
        """The grid."""
        return self.juror_id, self.candidate_id, self.part_id


@dataclass(frozen=True, slots=True)
class Tally:
    """So many settled among so many owed."""

    settled: int
    owed: int

    @property
    def left(self) -> int:
        """How many are still to come."""
        return self.owed - self.settled


@dataclass(frozen=True)
class Ledger:
    """Every owed grid of a session.

    Attributes:
        jurors: Those who owe a grid, in the session's order.
        candidates: Those of whom a grid is owed, in the session's order.
        parts: The parts of which a grid is owed, in the order they are sat.
        grids: One per juror, candidate and part.
        receipts: The last packet of each juror from each machine, the newest first.
    """

    jurors: tuple[Person, ...]
    candidates: tuple[Candidate, ...]
    parts: tuple[Part, ...]
    grids: tuple[Owed, ...]
    receipts: tuple[PacketReceipt, ...]

    def grid(self, juror_id: int, candidate_id: int, part_id: str) -> Owed | None:
        """The grid of that place, None when none is owed there."""
        return self._by_key.get((juror_id, candidate_id, part_id))

    @property
    def tally(self) -> Tally:
        """Of all grids."""
        return tally_of(self.grids)

    @cached_property
    def by_juror(self) -> Mapping[int, tuple[Owed, ...]]:
        """The grids that each juror owes or has given."""
        return _grouped(self.grids, [juror.id for juror in self.jurors], lambda owed: owed.juror_id)

    @cached_property
    def by_candidate(self) -> Mapping[int, tuple[Owed, ...]]:
        """The grids of each candidate."""
        return _grouped(self.grids, [candidate.id for candidate in self.candidates], lambda owed: owed.candidate_id)

    @cached_property
    def counts(self) -> Mapping[GridState, int]:
        """How many grids are in each state; 0 for the states that none is in."""
        return Counter(owed.state for owed in self.grids)

    @property
    def is_whole(self) -> bool:
        """Whether each juror owes every part of each candidate: only then is the number owed their product."""
        return len(self.grids) == len(self.jurors) * len(self.candidates) * len(self.parts)

    @cached_property
    def _by_key(self) -> Mapping[GridId, Owed]:
        return {owed.key: owed for owed in self.grids}


def tally_of(grids: Iterable[Owed]) -> Tally:
    """How many of these are settled."""
    states = [owed.state for owed in grids]
    return Tally(sum(state.is_settled for state in states), len(states))


def ledger(session: ExamSession) -> Ledger:
    """The ledger of a session as it stands."""
    here = [candidate for candidate in session.candidates if not candidate.is_absent]
    received = {(version.key, version.digest) for version in session.versions if not version.stood_here}
    listed = (
        Owed(juror.id, candidate.id, part.id, _state(session, grid, received))
        for candidate in here
        for juror, part, grid in session.grids_of(candidate)
    )
    grids = tuple(owed for owed in listed if not _is_needless(session, owed))
    owing = {owed.juror_id for owed in grids}
    owed_of = {owed.candidate_id for owed in grids}
    return Ledger(
        jurors=tuple(juror for juror in session.jurors if juror.id in owing),
        candidates=tuple(candidate for candidate in here if candidate.id in owed_of),
        parts=_parts(session, here, {owed.part_id for owed in grids}),
        grids=grids,
        receipts=_last_receipts(session.receipts),
    )


def _is_needless(session: ExamSession, owed: Owed) -> bool:
    """Whether nobody waits for a grid any more: the jury does not deliberate on that candidate."""
    return owed.state is GridState.AWAITED and owed.candidate_id in session.undeliberated


def tells_no_name(session: ExamSession, actor: Actor, candidate: Candidate, part: Part) -> bool:
    """Whether the state of a part must not stand beside this name, for this person (rule 14).

    A juror who sees, beside a name, that a copy was just begun or locked would know whose copy it is, be it a
    colleague's grid. Once every grid of the candidate is in, the deliberation tells the name anyway.
    """
    return is_hidden(session, actor, candidate, part) and not session.all_locked(candidate)


def _grouped(
    grids: Sequence[Owed], wanted: Sequence[int], whose: Callable[[Owed], int]
) -> Mapping[int, tuple[Owed, ...]]:
    found: dict[int, list[Owed]] = {each: [] for each in wanted}
    for owed in grids:
        found[whose(owed)].append(owed)
    return {each: tuple(kept) for each, kept in found.items()}


def _state(session: ExamSession, grid: Grid, received: set[tuple[GridId, str]]) -> GridState:
    key = (grid.juror_id, grid.candidate_id, grid.part_id)
    if key in session.waived:
        return GridState.WAIVED
    if grid.is_locked and grid.digest != grid.content_digest():
        return GridState.ALTERED
    if key in session.disputes:
        return GridState.DISPUTED
    if not grid.is_locked:
        return GridState.BEGUN if grid.is_begun else GridState.AWAITED
    return GridState.RECEIVED if (key, grid.digest) in received else GridState.LOCKED


def _parts(session: ExamSession, candidates: list[Candidate], owed: set[str]) -> tuple[Part, ...]:
    """Every part of which a grid is owed, in the order of the session type, then of what few candidates sit."""
    found = {part.id: part for _modality, part in session.type.parts()}
    for candidate in candidates:
        for _modality, part in session.parts_for(candidate):
            found.setdefault(part.id, part)
    return tuple(part for part_id, part in found.items() if part_id in owed)


def _last_receipts(receipts: tuple[PacketReceipt, ...]) -> tuple[PacketReceipt, ...]:
    last: dict[tuple[int, str], PacketReceipt] = {}
    for receipt in sorted(receipts, key=lambda each: (each.made_at, each.received_at, each.digest)):
        last[receipt.juror_id, receipt.machine] = receipt
    return tuple(sorted(last.values(), key=lambda each: (each.received_at, each.digest), reverse=True))
