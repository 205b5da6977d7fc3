"""What is wrong with a planning, as computed or as moved by hand."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from app.domain.planning.plan import Plan, Slot
from app.domain.session import ExamSession


@dataclass(frozen=True, slots=True)
class Conflict:
    """Something that cannot be held as planned: a French sentence, and the numbers of the slots concerned."""

    sentence: str
    slots: tuple[int, ...] = ()


def conflicts(session: ExamSession, plan: Plan) -> tuple[Conflict, ...]:
    """Everything wrong with a planning."""
    del session
    return tuple(_twice(plan))


def _twice(plan: Plan) -> Iterator[Conflict]:
    for one, other in combinations(plan.slots, 2):
        if one.overlaps(other) and _same(one, other):
            yield Conflict("Deux choses à la fois.", (one.number, other.number))


def _same(one: Slot, other: Slot) -> bool:
    return bool(one.panel and one.panel == other.panel)
