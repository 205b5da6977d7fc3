"""A piece of the planning moved by hand: what goes with it, what stays, what the checks then say."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st

from app.domain.planning.checks import conflicts
from app.domain.planning.compute import compute
from app.domain.planning.moves import moved
from app.domain.planning.plan import Plan, PlanSettings, Slot, SlotKind
from app.domain.planning.usual import usual_settings
from app.domain.session import ExamSession
from tests.unit.planning.sessions import at, of_panel, sessions, title_session

LE_GOFF, OZTURK, N_DIAYE = 1, 2, 3


def case(days: int = 1) -> tuple[ExamSession, Plan]:
    session = title_session(3, juries=2, days=days)
    return session, compute(session, usual_settings(session)).plan


def passage(plan: Plan, candidate_id: int) -> list[Slot]:
    return [slot for slot in plan.slots if slot.candidate_id == candidate_id and slot.part_id != "ecrit"]


def slot_of(plan: Plan, candidate_id: int, part_id: str) -> Slot:
    return next(slot for slot in plan.of_candidate(candidate_id) if slot.part_id == part_id)


def test_an_oral_takes_the_whole_passage_along() -> None:
    session, plan = case()
    before = passage(plan, LE_GOFF)

    after = moved(session, plan, slot_of(plan, LE_GOFF, "qap").number, starts_at=at(16, 20))

    shift = at(16, 20) - slot_of(plan, LE_GOFF, "qap").starts_at
    assert passage(after, LE_GOFF) == [
        replace(slot, starts_at=slot.starts_at + shift, ends_at=slot.ends_at + shift) for slot in before
    ]
    assert slot_of(after, LE_GOFF, "ecrit") == slot_of(plan, LE_GOFF, "ecrit")
    assert passage(after, OZTURK) == passage(plan, OZTURK)


def test_a_passage_given_to_another_jury_changes_room_and_jury_at_the_same_hour() -> None:
    session, plan = case()

    after = moved(session, plan, slot_of(plan, N_DIAYE, "et").number, panel=2)

    assert after.panel_of(N_DIAYE) == 2
    assert {slot.place for slot in passage(after, N_DIAYE) if slot.panel} == {"Salle du jury 2"}
    assert slot_of(after, N_DIAYE, "oral").place == "Salle de préparation"
    assert slot_of(after, N_DIAYE, "et").starts_at == slot_of(plan, N_DIAYE, "et").starts_at


def test_a_written_part_takes_everybody_along() -> None:
    session, plan = case()

    after = moved(session, plan, slot_of(plan, LE_GOFF, "ecrit").number, starts_at=at(9, 0))

    assert {slot.starts_at for slot in after.slots if slot.part_id == "ecrit"} == {at(9, 0)}


def test_a_pause_moves_alone() -> None:
    session, plan = case()
    [lunch] = [slot for slot in of_panel(plan, 1) if slot.kind is SlotKind.LUNCH]

    after = moved(session, plan, lunch.number, starts_at=at(13, 5), panel=2)

    assert [slot for slot in after.slots if slot.number != lunch.number] == [
        slot for slot in plan.slots if slot.number != lunch.number
    ]
    assert next(slot for slot in after.slots if slot.number == lunch.number).panel == 1


def test_a_candidate_s_lunch_finds_its_place_again() -> None:
    session, plan = case()

    later = moved(session, plan, slot_of(plan, LE_GOFF, "et").number, starts_at=at(16, 0))
    earlier = moved(session, plan, slot_of(plan, N_DIAYE, "et").number, starts_at=at(12, 0))

    assert not [slot for slot in later.of_candidate(LE_GOFF) if slot.kind is SlotKind.LUNCH]
    assert not [slot for slot in earlier.of_candidate(N_DIAYE) if slot.kind is SlotKind.LUNCH]


def test_a_free_hour_gives_no_conflict() -> None:
    session, plan = case()
    [deliberation] = [slot for slot in of_panel(plan, 2) if slot.kind is SlotKind.DELIBERATION]
    plan = moved(session, plan, deliberation.number, starts_at=at(16, 30))

    after = moved(session, plan, slot_of(plan, OZTURK, "et").number, starts_at=at(14, 40))

    assert [conflict.sentence for conflict in conflicts(session, after)] == []


def test_an_unknown_slot_is_refused() -> None:
    with pytest.raises(KeyError):
        moved(*case(), 999)


@effort(max_examples=60, deadline=None)
@given(sessions(), st.data())
def test_two_candidates_before_one_jury_are_always_seen(
    case: tuple[ExamSession, PlanSettings], data: st.DataObject
) -> None:
    session, settings = case
    plan = compute(session, settings).plan
    heard = [slot for slot in plan.slots if slot.kind is SlotKind.SITTING and slot.panel]
    if len({slot.candidate_id for slot in heard}) < 2:
        return
    one = data.draw(st.sampled_from(heard))
    other = data.draw(st.sampled_from([slot for slot in heard if slot.candidate_id != one.candidate_id]))

    after = moved(session, plan, one.number, starts_at=other.starts_at + timedelta(minutes=1), panel=other.panel)

    assert conflicts(session, after)
    assert sorted(slot.number for slot in after.slots if slot.kind is not SlotKind.LUNCH) == sorted(
        slot.number for slot in plan.slots if slot.kind is not SlotKind.LUNCH
    )
