"""Moving a piece of a planning by hand, as on the timeline; whoever moves it looks at `conflicts` afterwards."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from app.domain.framework.terms import PartForm
from app.domain.planning.arrangement import parts_in_order
from app.domain.planning.plan import Plan, PlanSettings, Slot, SlotKind
from app.domain.session import ExamSession


def moved(
    session: ExamSession, plan: Plan, slot_number: int, *, starts_at: datetime | None = None, panel: int | None = None
) -> Plan:
    """The planning once one slot starts at `starts_at`, before jury `panel`; nothing is checked.

    An oral slot takes the candidate's whole passage of that day with it: the preparation, every part before the jury,
    and the reading of his or her work. Nobody is heard in pieces, nor by two juries: when the passage changes jury, so
    does all that the candidate has before a jury on other days. A written slot takes along everybody who sits that
    part at that hour. Any other slot moves alone, and belongs to its jury. Durations never change; the lunch of the
    candidates concerned finds its place again, or goes when there is none.

    Raises:
        KeyError: no slot has that number.
    """
    slot = {each.number: each for each in plan.slots}[slot_number]
    shift = timedelta(0) if starts_at is None else starts_at - slot.starts_at
    with_it = _together(session, plan, slot)
    slots = [_shifted(each, shift) if each.number in with_it else each for each in plan.slots]
    if panel and slot.candidate_id is not None:
        slots = [_given_to(panel, each, plan) if each.candidate_id == slot.candidate_id else each for each in slots]
    if shift and slot.kind is not SlotKind.LUNCH:
        concerned = {each.candidate_id for each in plan.slots if each.number in with_it}
        slots = list(_with_lunches(slots, concerned, plan.settings))
    return Plan(plan.settings, tuple(sorted(slots, key=lambda each: (each.starts_at, each.number))))


def _together(session: ExamSession, plan: Plan, slot: Slot) -> set[int]:
    """Numbers of the slots that move with this one, itself included."""
    orals = {part.id for part in parts_in_order(session) if part.form is PartForm.ORAL}
    if slot.kind is SlotKind.CORRECTION or slot.part_id in orals:
        alike = [each for each in plan.slots if each.candidate_id == slot.candidate_id and _is_of_passage(each, orals)]
        return {each.number for each in alike if each.starts_at.date() == slot.starts_at.date()}
    if slot.kind is SlotKind.SITTING:
        return {each.number for each in plan.slots if (each.part_id, each.starts_at) == (slot.part_id, slot.starts_at)}
    return {slot.number}


def _is_of_passage(slot: Slot, orals: set[str]) -> bool:
    return slot.kind is SlotKind.CORRECTION or slot.part_id in orals


def _shifted(slot: Slot, shift: timedelta) -> Slot:
    return replace(slot, starts_at=slot.starts_at + shift, ends_at=slot.ends_at + shift)


def _given_to(panel: int, slot: Slot, plan: Plan) -> Slot:
    if not slot.panel:
        return slot
    held_in_room = slot.place == plan.settings.room_of(slot.panel)
    return replace(slot, panel=panel, place=plan.settings.room_of(panel) if held_in_room else slot.place)


def _with_lunches(slots: list[Slot], concerned: set[int | None], settings: PlanSettings) -> Iterable[Slot]:
    for slot in slots:
        if slot.kind is not SlotKind.LUNCH or slot.candidate_id is None or slot.candidate_id not in concerned:
            yield slot
            continue
        busy = [each for each in slots if each.candidate_id == slot.candidate_id and each.kind is SlotKind.SITTING]
        starts = _lunch_time(slot, busy, settings)
        if starts is not None:
            yield _shifted(slot, starts - slot.starts_at)


def _lunch_time(lunch: Slot, busy: list[Slot], settings: PlanSettings) -> datetime | None:
    """The earliest hour that day, from the window's start to its end, at which a candidate is free for lunch."""
    date = lunch.starts_at.date()
    hours = [datetime.combine(date, settings.lunch_from), *(each.ends_at for each in busy)]
    latest = datetime.combine(date, settings.lunch_until)
    for starts in sorted(hour for hour in hours if hours[0] <= hour <= latest):
        meal = replace(lunch, starts_at=starts, ends_at=starts + timedelta(minutes=lunch.minutes))
        if not any(meal.overlaps(each) for each in busy) and any(each.starts_at >= meal.ends_at for each in busy):
            return starts
    return None
