"""Somebody who comes late: who decides, what is lost, and the end that does not move."""

import datetime as dt
from dataclasses import replace

import pytest

from app.domain.attendance import AbsenceCode
from app.domain.candidate import PriorAward
from app.domain.faults import Fault
from app.domain.people import MANAGER
from app.domain.planning.compute import compute
from app.domain.planning.usual import usual_settings
from app.reports.individual_sheet import print_individual_sheet
from app.services import attendance, candidates, lateness, planning, timing
from app.services.lateness import LateEntry
from app.ui.screens.day.sheet import candidate_sheet
from tests.builders import after
from tests.integration.reports.paper import read_pages
from tests.integration.reports.snapshots import STAMP
from tests.integration.services.room import ANNE, CHLOE, ECRIT, ELODIE, ET, IBRAHIM, ORAL, SOULEYMANE, Room, refused


@pytest.fixture
def late(prepared: Room) -> Room:
    """Élodie began the written part at 0; İbrahim stands at the door at 12."""
    attendance.mark_present(prepared.desk, MANAGER, ELODIE, "passeport")
    timing.start(prepared.desk, MANAGER, ELODIE, ECRIT)
    prepared.wait(minutes=12)
    return prepared


def entry(minutes: int = 12, **changes: str) -> LateEntry:
    words = {"part_id": ECRIT, "identity_document": "passeport", **changes}
    return LateEntry(arrived_at=after(12), minutes=minutes, **words)


def expected_end(room: Room, candidate_id: int) -> dt.datetime | None:
    session = room.session()
    candidate = session.candidate(candidate_id)
    _modality, part = session.part_for(candidate, ECRIT)
    return session.clocks(candidate, part)[0].expected_end(room.clock.instant())


def test_only_the_responsable_decides_of_a_lateness(late: Room) -> None:
    with refused(Fault.MANAGER_ONLY):
        lateness.admit(late.desk, ANNE, IBRAHIM, entry())
    with refused(Fault.MANAGER_ONLY):
        lateness.refuse(late.desk, ANNE, IBRAHIM, after(12), "porte close")
    assert late.candidate(IBRAHIM).attendance is None


def test_an_admitted_latecomer_is_present_and_the_end_does_not_move(late: Room) -> None:
    lateness.admit(late.desk, MANAGER, IBRAHIM, entry(reason=" panne de bus "))
    late.reopen()
    who = late.candidate(IBRAHIM)
    assert who.is_present
    assert who.attendance is not None
    assert (who.attendance.at, who.attendance.detail) == (after(12), "passeport")
    [told] = who.late
    assert (told.part_id, told.arrived_at, told.minutes, told.reason) == (ECRIT, after(12), 12, "panne de bus")
    timing.start(late.desk, MANAGER, IBRAHIM, ECRIT)
    assert expected_end(late, IBRAHIM) == expected_end(late, ELODIE) == after(60)


def test_what_is_lost_between_the_door_and_the_start_is_lost_too(late: Room) -> None:
    lateness.admit(late.desk, MANAGER, IBRAHIM, entry())
    late.wait(minutes=5)
    timing.start(late.desk, MANAGER, IBRAHIM, ECRIT)
    assert late.candidate(IBRAHIM).late[0].minutes == 17
    assert expected_end(late, IBRAHIM) == after(60)


def test_nothing_more_is_lost_while_the_others_wait_too(prepared: Room) -> None:
    """Five minutes late for the planned hour, and the whole group begins half an hour after it."""
    session = prepared.session()
    planning.keep(prepared.desk, MANAGER, compute(session, usual_settings(session)).plan)
    plan = prepared.session().plan
    assert plan is not None
    start = min(slot.starts_at for slot in plan.of_candidate(ELODIE) if slot.part_id == ECRIT)
    now = prepared.desk.now()
    prepared.wait(seconds=(start.replace(tzinfo=now.tzinfo) - now).total_seconds() + 300)
    attendance.mark_present(prepared.desk, MANAGER, ELODIE, "passeport")
    late_entry = LateEntry(ECRIT, prepared.desk.now(), 5, identity_document="passeport")
    lateness.admit(prepared.desk, MANAGER, IBRAHIM, late_entry)
    prepared.wait(minutes=25)
    for candidate_id in (ELODIE, IBRAHIM):
        timing.start(prepared.desk, MANAGER, candidate_id, ECRIT)
    assert prepared.candidate(IBRAHIM).late[0].minutes == 5


def test_a_lateness_is_told_and_printed_though_the_part_is_not_sat_any_more(late: Room) -> None:
    """A CCP found to be held after the admission takes the part away; the lateness stays as it was recorded."""
    lateness.admit(late.desk, MANAGER, IBRAHIM, entry(4, part_id=ORAL))
    held = (PriorAward("ccp1", dt.date(2025, 6, 2), "livret"),)
    file = candidates.draft_of(late.candidate(IBRAHIM))
    candidates.change(late.desk, MANAGER, IBRAHIM, replace(file, priors=held))
    session = late.session()
    label = next(part.label for _modality, part in session.type.parts() if part.id == ORAL)
    printed = " ".join(read_pages(print_individual_sheet(session, IBRAHIM, STAMP)))
    assert f"{label} : arrivée le" in printed
    told = candidate_sheet(session, session.candidate(IBRAHIM), MANAGER).lines
    assert any(title.startswith("Retard") and words.startswith(label) for title, words in told)


def test_an_oral_keeps_what_was_decided_of_it(late: Room) -> None:
    lateness.admit(late.desk, MANAGER, IBRAHIM, entry(4, part_id=ORAL))
    late.wait(minutes=30)
    timing.start(late.desk, MANAGER, IBRAHIM, ORAL, reason="écrit passé ailleurs")
    assert late.candidate(IBRAHIM).late[0].minutes == 4


def test_a_latecomer_to_two_parts_loses_time_in_each(late: Room) -> None:
    lateness.admit(late.desk, MANAGER, IBRAHIM, entry())
    lateness.admit(late.desk, MANAGER, IBRAHIM, entry(3, part_id=ET))
    who = late.candidate(IBRAHIM)
    assert {each.part_id: each.minutes for each in who.late} == {ECRIT: 12, ET: 3}


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"identity_document": " "}, Fault.IDENTITY_DOCUMENT_MISSING),
        ({"part_id": "absente"}, Fault.PART_UNKNOWN),
        ({"minutes": 0}, Fault.LATE_WITHOUT_LOSS),
        ({"minutes": 60}, Fault.LATE_BEYOND_END),
    ],
)
def test_an_admission_that_does_not_stand_is_refused(late: Room, changes: dict[str, str | int], fault: Fault) -> None:
    minutes = changes.pop("minutes", 12)
    with refused(fault):
        lateness.admit(late.desk, MANAGER, IBRAHIM, entry(int(minutes), **{k: str(v) for k, v in changes.items()}))
    assert late.candidate(IBRAHIM).attendance is None


def test_a_lateness_is_corrected_with_a_reason_until_the_part_begins(late: Room) -> None:
    lateness.admit(late.desk, MANAGER, IBRAHIM, entry())
    with refused(Fault.LATE_RECORDED):
        lateness.admit(late.desk, MANAGER, IBRAHIM, entry(10))
    lateness.admit(late.desk, MANAGER, IBRAHIM, entry(10, reason="montre en avance"))
    assert late.candidate(IBRAHIM).late[0].minutes == 10
    timing.start(late.desk, MANAGER, IBRAHIM, ECRIT)
    with refused(Fault.LATE_AFTER_START):
        lateness.admit(late.desk, MANAGER, IBRAHIM, entry(8, reason="encore"))


def test_a_refused_latecomer_is_absent_with_time_and_reason(late: Room) -> None:
    with refused(Fault.REASON_MISSING):
        lateness.refuse(late.desk, MANAGER, IBRAHIM, after(12), " ")
    lateness.refuse(late.desk, MANAGER, IBRAHIM, after(12), "sujets déjà commentés")
    seen = late.candidate(IBRAHIM).attendance
    assert seen is not None
    assert (seen.code, seen.at, seen.detail) == (AbsenceCode.LATE_REFUSED, after(12), "sujets déjà commentés")
    with refused(Fault.MANAGER_ONLY):
        attendance.mark_present(late.desk, ANNE, IBRAHIM, "passeport", reason="je le laisse entrer")


def test_who_already_sat_something_cannot_be_refused_as_late(late: Room) -> None:
    with refused(Fault.ABSENT_AFTER_SITTING):
        lateness.refuse(late.desk, MANAGER, ELODIE, after(12), "trop tard")


def test_an_absence_recorded_too_soon_becomes_an_admission(late: Room) -> None:
    attendance.mark_absent(late.desk, ANNE, IBRAHIM, AbsenceCode.UNEXPLAINED)
    with refused(Fault.PRESENCE_OBSERVED):
        lateness.admit(late.desk, MANAGER, IBRAHIM, entry())
    lateness.admit(late.desk, MANAGER, IBRAHIM, entry(reason="constat fait trop tôt"))
    assert late.candidate(IBRAHIM).is_present


def test_an_absence_takes_the_lateness_away(late: Room) -> None:
    lateness.admit(late.desk, MANAGER, IBRAHIM, entry())
    attendance.mark_absent(late.desk, MANAGER, IBRAHIM, AbsenceCode.UNEXPLAINED, reason="reparti")
    assert late.candidate(IBRAHIM).late == ()


def test_nobody_comes_in_as_if_in_time_once_the_others_began(prepared: Room) -> None:
    """With a planning, the others began the same written part: presence alone would move the end."""
    session = prepared.session()
    planning.keep(prepared.desk, MANAGER, compute(session, usual_settings(session)).plan)
    plan = prepared.session().plan
    assert plan is not None
    start = min(slot.starts_at for slot in plan.of_candidate(ELODIE) if slot.part_id == ECRIT)
    now = prepared.desk.now()
    prepared.wait(seconds=(start.replace(tzinfo=now.tzinfo) - now).total_seconds())
    for candidate_id in (ELODIE, SOULEYMANE, CHLOE):
        attendance.mark_present(prepared.desk, MANAGER, candidate_id, "passeport")
    began = prepared.desk.now()
    timing.start(prepared.desk, MANAGER, ELODIE, ECRIT)
    prepared.wait(minutes=9)
    for actor in (ANNE, MANAGER):
        with refused(Fault.LATE_ARRIVAL) as told:
            attendance.mark_present(prepared.desk, actor, IBRAHIM, "passeport")
        assert f"à {began:%H:%M}" in told.sentence
    attendance.mark_present(prepared.desk, ANNE, IBRAHIM, "passeport", arrived_at=began)
    assert prepared.candidate(IBRAHIM).is_present
