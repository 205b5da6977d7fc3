"""The planning kept in the session file: what it writes, what it leaves alone, who may keep it."""

import datetime as dt
from dataclasses import replace

from app.domain.attendance import AbsenceCode
from app.domain.faults import Fault
from app.domain.people import MANAGER
from app.domain.planning.moves import moved
from app.domain.planning.plan import Plan, SlotKind
from app.domain.planning.usual import rooms
from app.services import attendance, candidates, people, planning, sessions, timing
from tests.builders import NOW
from tests.integration.services.room import (
    ANNE,
    CHLOE,
    ECRIT,
    ELODIE,
    ET,
    IBRAHIM,
    SOULEYMANE,
    Room,
    juror_draft,
    refused,
)

DAY = dt.datetime.combine(NOW.date(), dt.time())


def kept(room: Room, **changes: object) -> Plan:
    """The planning with the usual settings but these, kept."""
    settings = replace(planning.settings_of(room.desk), **changes)  # type: ignore[arg-type] # fields by name
    return planning.keep(room.desk, MANAGER, planning.propose(room.desk, settings).plan)


def test_a_planning_kept_is_read_back_and_convenes_the_candidates(prepared: Room) -> None:
    plan = kept(prepared, assumed_minutes={"ecrit": 90}, lunch_until=dt.time(13, 45))

    session = prepared.session()
    assert session.plan == plan
    assert planning.settings_of(prepared.desk) == plan.settings
    assert [candidate.convened_at for candidate in session.candidates] == ["08:30"] * 4
    assert {candidate.panel for candidate in session.candidates} == {0}


def test_several_juries_are_told_to_the_candidates(prepared: Room) -> None:
    for given_name, family_name in (("Zoé", "Roy"), ("Léon", "Sow")):
        people.add_person(prepared.desk, MANAGER, replace(juror_draft(given_name, family_name), panel=2))
    for person_id, name in ((1, ("Anne", "Durand")), (2, ("Benoît", "Petit"))):
        people.change_person(prepared.desk, MANAGER, person_id, replace(juror_draft(*name), panel=1))

    plan = kept(prepared)

    session = prepared.session()
    assert len(plan.settings.panels) == 2
    assert sorted(candidate.panel for candidate in session.candidates) == [1, 1, 2, 2]
    assert all(len(session.jurors_for(candidate)) == 2 for candidate in session.candidates)


def test_kept_again_only_what_changed_is_written(prepared: Room) -> None:
    plan = kept(prepared)
    written = len(prepared.journal())
    slot = next(slot for slot in plan.of_candidate(IBRAHIM) if slot.part_id == ET)

    session = prepared.session()
    planning.keep(prepared.desk, MANAGER, plan)
    unchanged = len(prepared.journal())
    planning.keep(prepared.desk, MANAGER, moved(session, plan, slot.number, starts_at=DAY + dt.timedelta(hours=17)))

    changed = [entry.table_name for entry in prepared.journal()[unchanged:]]
    passage = sum(each.candidate_id == IBRAHIM and each.part_id != "ecrit" for each in plan.slots)
    assert unchanged <= written + 1, "the hour at which it was kept"
    assert changed.count("planning_slot") <= passage + 1, "the passage, and a lunch that it makes needless"
    assert "candidate" not in changed


def test_a_candidate_who_goes_leaves_the_other_slots_alone(prepared: Room) -> None:
    before = kept(prepared)
    attendance.mark_absent(prepared.desk, MANAGER, IBRAHIM, AbsenceCode.UNEXPLAINED)

    after = kept(prepared)

    assert after.of_candidate(IBRAHIM) == ()
    numbers = {
        (slot.candidate_id, slot.part_id, slot.first_phase): slot.number for slot in before.slots if slot.part_id
    }
    for slot in after.slots:
        assert not slot.part_id or slot.number == numbers[slot.candidate_id, slot.part_id, slot.first_phase]


def test_who_began_keeps_jury_and_convocation(graded: Room) -> None:
    kept(graded, panels=rooms(2), day_starts=dt.time(9, 30))

    session = graded.session()
    assert [session.candidate(each).panel for each in (ELODIE, SOULEYMANE, CHLOE)] == [0, 0, 0]
    assert session.candidate(ELODIE).convened_at == ""


def test_who_started_without_any_grid_keeps_the_jury_too(present: Room) -> None:
    timing.start(present.desk, MANAGER, ELODIE, ECRIT)

    kept(present, panels=rooms(2), assumed_minutes={"ecrit": 90})

    assert present.candidate(ELODIE).panel == 0
    assert {present.candidate(each).panel for each in (SOULEYMANE, CHLOE)} <= {1, 2}


def test_a_candidate_taken_off_the_list_leaves_the_planning(prepared: Room) -> None:
    kept(prepared)

    candidates.remove(prepared.desk, MANAGER, IBRAHIM)

    session = prepared.session()
    assert session.plan is not None
    assert session.plan.of_candidate(IBRAHIM) == ()
    assert session.plan.of_candidate(ELODIE)


def test_the_day_is_recomputed_on_the_desk_s_own_clock(present: Room) -> None:
    kept(present)
    timing.start(present.desk, ANNE, ELODIE, ECRIT)
    present.wait(minutes=20)

    plan = planning.propose_from_now(present.desk).plan

    began = NOW.replace(tzinfo=None)
    assert {slot.starts_at for slot in plan.slots if slot.part_id == "ecrit"} == {began}


def test_without_a_planning_there_is_nothing_to_recompute(prepared: Room) -> None:
    with refused(Fault.PLANNING_MISSING):
        planning.propose_from_now(prepared.desk)


def test_a_planning_is_forgotten(prepared: Room) -> None:
    kept(prepared)

    planning.discard(prepared.desk, MANAGER)

    assert prepared.session().plan is None
    assert prepared.candidate(ELODIE).convened_at == "08:30"


def test_an_hour_of_a_later_day_goes_with_its_planning(prepared: Room) -> None:
    sheet = prepared.session().sheet
    sessions.change_sheet(prepared.desk, MANAGER, replace(sheet, ends_on=sheet.starts_on + dt.timedelta(days=1)))
    plan = kept(prepared)
    later = tuple(
        replace(slot, starts_at=slot.starts_at + dt.timedelta(days=1), ends_at=slot.ends_at + dt.timedelta(days=1))
        if slot.candidate_id == IBRAHIM
        else slot
        for slot in plan.slots
    )
    planning.keep(prepared.desk, MANAGER, replace(plan, slots=later))
    assert prepared.candidate(IBRAHIM).convened_at

    planning.discard(prepared.desk, MANAGER)

    assert prepared.candidate(IBRAHIM).convened_at == "", "it would be read as an hour of the first day"
    assert prepared.candidate(ELODIE).convened_at == "08:30"


def test_whoever_has_no_place_keeps_what_was_typed_until_a_planning_told_otherwise(prepared: Room) -> None:
    known = candidates.draft_of(prepared.candidate(IBRAHIM))
    candidates.change(prepared.desk, MANAGER, IBRAHIM, replace(known, convened_at="10:20", panel=2))
    settings = replace(planning.settings_of(prepared.desk), panels=rooms(2))
    whole = planning.propose(prepared.desk, settings).plan
    without = replace(whole, slots=tuple(slot for slot in whole.slots if slot.candidate_id != IBRAHIM))

    planning.keep(prepared.desk, MANAGER, without)
    told = prepared.candidate(IBRAHIM)
    assert (told.convened_at, told.panel) == ("10:20", 2)

    planning.keep(prepared.desk, MANAGER, whole)
    assert prepared.candidate(IBRAHIM).convened_at != "10:20"
    planning.keep(prepared.desk, MANAGER, without)
    assert prepared.candidate(IBRAHIM).convened_at == "", "an hour that no planning gives any more"


def test_only_the_responsable_keeps_or_forgets_a_planning(prepared: Room) -> None:
    plan = kept(prepared)

    with refused(Fault.MANAGER_ONLY):
        planning.keep(prepared.desk, ANNE, plan)
    with refused(Fault.MANAGER_ONLY):
        planning.discard(prepared.desk, ANNE)


def test_after_closing_nothing_is_kept(closed: Room) -> None:
    plan = planning.propose(closed.desk, planning.settings_of(closed.desk)).plan

    with refused(Fault.SESSION_CLOSED):
        planning.keep(closed.desk, MANAGER, plan)


def test_a_planning_of_somebody_who_left_the_list_is_refused(prepared: Room) -> None:
    plan = planning.propose(prepared.desk, planning.settings_of(prepared.desk)).plan
    candidates.remove(prepared.desk, MANAGER, IBRAHIM)

    with refused(Fault.PLANNING_STALE):
        planning.keep(prepared.desk, MANAGER, plan)
    assert prepared.session().plan is None


def test_a_deliberation_follows_the_last_hearing(prepared: Room) -> None:
    plan = kept(prepared)

    assert plan.slots[-1].kind is SlotKind.DELIBERATION
