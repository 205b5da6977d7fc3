"""Slots keep their numbers from one planning to the next, so that keeping it again writes only what changed."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from itertools import count

from app.domain.planning.plan import Plan, Slot


def numbered(slots: Iterable[Slot]) -> tuple[Slot, ...]:
    """These slots in the order of time, numbered from 1."""
    ordered = sorted(slots, key=lambda each: (each.starts_at, each.panel, each.ends_at, each.candidate_id or 0))
    return tuple(replace(slot, number=number) for number, slot in enumerate(ordered, start=1))


def renumbered(plan: Plan, former: Plan | None) -> Plan:
    """The same planning, each slot numbered as the one that stood for the same thing in `former`."""
    known: dict[object, list[int]] = defaultdict(list)
    for slot in reversed(former.slots if former else ()):
        known[_meaning(slot)].append(slot.number)
    given = [known[meaning].pop() if known[(meaning := _meaning(slot))] else 0 for slot in plan.slots]
    taken = set(given)
    unused = (number for number in count(1) if number not in taken)
    slots = (replace(slot, number=number or next(unused)) for slot, number in zip(plan.slots, given, strict=True))
    return Plan(plan.settings, tuple(sorted(slots, key=lambda slot: (slot.starts_at, slot.number))))


def _meaning(slot: Slot) -> object:
    """What a slot is for, whenever and wherever it is: a candidate's phase, or a jury's pause."""
    if slot.candidate_id is not None:
        return slot.kind, slot.candidate_id, slot.part_id, slot.first_phase
    return slot.kind, slot.panel
