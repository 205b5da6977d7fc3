"""Moving a piece of a planning by hand, as on the timeline; whoever moves it looks at `conflicts` afterwards."""

from dataclasses import replace
from datetime import datetime, timedelta

from app.domain.framework.terms import PartForm
from app.domain.planning.arrangement import parts_in_order
from app.domain.planning.plan import Plan, Slot, SlotKind
from app.domain.session import ExamSession


def moved(
    session: ExamSession, plan: Plan, slot_number: int, *, starts_at: datetime | None = None, panel: int | None = None
) -> Plan:
    """The planning once one slot starts at `starts_at`, before jury `panel`; nothing is checked.

    An oral slot takes the candidate's whole passage of that day with it: the preparation, every part before the jury,
    and the reading of his or her work. Nobody is heard in pieces, nor by two juries: when the passage changes jury, so
    does all that the candidate has before a jury on other days. Any other slot moves alone. Durations never change.

    Raises:
        KeyError: no slot has that number.
    """
    slot = {each.number: each for each in plan.slots}[slot_number]
    shift = timedelta(0) if starts_at is None else starts_at - slot.starts_at
    orals = {part.id for part in parts_in_order(session) if part.form is PartForm.ORAL}
    with_it = _passage(plan, slot, orals)
    slots = [_shifted(each, shift) if each.number in with_it else each for each in plan.slots]
    if panel:
        before = {slot.number} if slot.candidate_id is None else _before_a_jury(plan, slot.candidate_id)
        slots = [_given_to(panel, each, plan) if each.number in before else each for each in slots]
    return Plan(plan.settings, tuple(sorted(slots, key=lambda each: (each.starts_at, each.number))))


def _passage(plan: Plan, slot: Slot, orals: set[str]) -> set[int]:
    """Numbers of the slots that move with this one, itself included."""
    if not _is_of_passage(slot, orals):
        return {slot.number}
    return {
        each.number
        for each in plan.slots
        if each.candidate_id == slot.candidate_id
        and each.starts_at.date() == slot.starts_at.date()
        and _is_of_passage(each, orals)
    }


def _is_of_passage(slot: Slot, orals: set[str]) -> bool:
    return slot.kind is SlotKind.CORRECTION or (slot.kind is SlotKind.SITTING and slot.part_id in orals)


def _before_a_jury(plan: Plan, candidate_id: int) -> set[int]:
    return {each.number for each in plan.slots if each.candidate_id == candidate_id and each.panel}


def _shifted(slot: Slot, shift: timedelta) -> Slot:
    return replace(slot, starts_at=slot.starts_at + shift, ends_at=slot.ends_at + shift)


def _given_to(panel: int, slot: Slot, plan: Plan) -> Slot:
    if not slot.panel:
        return slot
    held_in_room = slot.place == plan.settings.room_of(slot.panel)
    return replace(slot, panel=panel, place=plan.settings.room_of(panel) if held_in_room else slot.place)
