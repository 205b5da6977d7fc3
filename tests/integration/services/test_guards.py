"""What must be so before the time of a part runs: the day, the hour, the accommodation read by whoever starts."""

import datetime as dt
from dataclasses import replace

import pytest

from app.domain.faults import Fault
from app.domain.people import MANAGER, Actor
from app.domain.rules.registry import judge
from app.services import attendance, candidates, people, planning, timing
from app.services.candidates import draft_of
from tests.builders import after
from tests.integration.services.room import (
    ANNE,
    BENOIT,
    CHLOE,
    ECRIT,
    ELODIE,
    IBRAHIM,
    INVIGILATOR,
    ORAL,
    Room,
    refused,
)


def meet(room: Room, candidate_id: int = CHLOE) -> None:
    attendance.mark_present(room.desk, MANAGER, candidate_id, "passeport")


def reader_ids(room: Room) -> list[int]:
    return [reading.reader_id for reading in room.session().readings]


# The accommodation


@pytest.mark.parametrize("who", [MANAGER, ANNE])
def test_whoever_starts_has_read_the_accommodation(prepared: Room, who: Actor) -> None:
    meet(prepared)
    other = BENOIT if who is ANNE else ANNE
    attendance.acknowledge_accommodation(prepared.desk, other, CHLOE)
    with refused(Fault.ACCOMMODATION_UNREAD) as caught:
        timing.start(prepared.desk, who, CHLOE, ECRIT, "un motif n’y change rien")
    assert "DE LA FONTAINE Chloé" in caught.sentence
    prepared.wait(minutes=2)
    assert attendance.acknowledge_accommodation(prepared.desk, who, CHLOE) == after(2)
    assert timing.start(prepared.desk, who, CHLOE, ECRIT).current == 0


def test_an_accommodation_read_twice_was_read_the_first_time(prepared: Room) -> None:
    attendance.acknowledge_accommodation(prepared.desk, ANNE, CHLOE)
    prepared.wait(minutes=5)
    attendance.acknowledge_accommodation(prepared.desk, ANNE, CHLOE)
    [reading] = prepared.session().readings
    assert (reading.reader_id, reading.at) == (1, after(0))


def test_there_must_be_something_to_read_and_somebody_who_may(prepared: Room) -> None:
    with refused(Fault.ACCOMMODATION_NONE):
        attendance.acknowledge_accommodation(prepared.desk, MANAGER, ELODIE)
    with refused(Fault.JUROR_ONLY):
        attendance.acknowledge_accommodation(prepared.desk, INVIGILATOR, CHLOE)
    people.recuse(prepared.desk, MANAGER, 1, CHLOE, "formateur")
    with refused(Fault.JUROR_RECUSED):
        attendance.acknowledge_accommodation(prepared.desk, ANNE, CHLOE)


def test_an_accommodation_that_changes_is_read_anew_and_another_field_is_not(present: Room) -> None:
    draft = draft_of(present.candidate(CHLOE))
    candidates.change(present.desk, MANAGER, CHLOE, replace(draft, status="salariée"))
    assert reader_ids(present) == [0, 1, 2]
    granted = draft.accommodation
    assert granted is not None
    changed = replace(draft, accommodation=replace(granted, authority="DDETS 35"))
    candidates.change(present.desk, MANAGER, CHLOE, changed)
    assert reader_ids(present) == []
    with refused(Fault.ACCOMMODATION_UNREAD):
        timing.start(present.desk, ANNE, CHLOE, ECRIT)


def test_somebody_whose_accommodation_was_read_can_still_leave_the_list(prepared: Room) -> None:
    attendance.acknowledge_accommodation(prepared.desk, MANAGER, CHLOE)
    candidates.remove(prepared.desk, MANAGER, CHLOE)
    assert reader_ids(prepared) == []


def test_an_accommodation_that_nobody_read_since_is_told_among_the_rules(present: Room) -> None:
    def told() -> list[str]:
        [rule_13] = [state for state in judge(present.session()) if state.rule.number == 13]
        return [finding.sentence for finding in rule_13.findings]

    timing.start(present.desk, ANNE, CHLOE, ECRIT)
    assert told() == []
    draft = draft_of(present.candidate(CHLOE))
    assert draft.accommodation is not None
    changed = replace(draft, accommodation=replace(draft.accommodation, measure="tiers temps, salle à part"))
    candidates.change(present.desk, MANAGER, CHLOE, changed)
    assert len(told()) == 1
    assert "personne n’a lu l’aménagement" in told()[0]
    attendance.acknowledge_accommodation(present.desk, BENOIT, CHLOE)
    assert told() == []


# The day and the hour


@pytest.mark.parametrize("days", [-1, 1])
def test_nothing_starts_and_nobody_is_seen_on_another_day(present: Room, days: int) -> None:
    present.wait(days=days)
    with refused(Fault.NOT_A_SESSION_DAY) as caught:
        timing.start(present.desk, ANNE, ELODIE, ECRIT, "pressé")
    assert "la session se tient le 12/05/2026" in caught.sentence
    assert "Préparation, Session" in caught.sentence
    with refused(Fault.NOT_A_SESSION_DAY):
        attendance.mark_present(present.desk, MANAGER, IBRAHIM, "passeport")
    with refused(Fault.MANAGER_ONLY):
        attendance.mark_present(present.desk, ANNE, IBRAHIM, "passeport", from_paper=True, reason="émargement")
    attendance.mark_present(present.desk, MANAGER, IBRAHIM, "passeport", from_paper=True, reason="émargement")
    assert present.candidate(IBRAHIM).is_present


def test_a_part_begun_before_midnight_goes_on_after_it(present: Room) -> None:
    timing.start(present.desk, ANNE, ELODIE, ORAL, "écrit tenu sur papier")
    present.wait(hours=16)
    timing.end(present.desk, ANNE, ELODIE, ORAL)
    assert timing.start(present.desk, ANNE, ELODIE, ORAL).current == 1


def planned(room: Room, minutes: int) -> None:
    """Keep a planning in which Élodie writes so many minutes from now, and hold the rest as it falls."""
    plan = planning.propose(room.desk, planning.settings_of(room.desk)).plan
    [mine] = [slot for slot in plan.of_candidate(ELODIE) if slot.part_id == ECRIT]
    shift = room.desk.now().replace(tzinfo=None) + dt.timedelta(minutes=minutes) - mine.starts_at
    slots = tuple(replace(slot, starts_at=slot.starts_at + shift, ends_at=slot.ends_at + shift) for slot in plan.slots)
    planning.keep(room.desk, MANAGER, replace(plan, slots=slots))


@pytest.mark.parametrize("minutes", [-90, 0, 30])
def test_a_part_near_its_hour_or_late_starts_without_a_word(present: Room, minutes: int) -> None:
    planned(present, minutes)
    assert timing.start(present.desk, ANNE, ELODIE, ECRIT).current == 0


@pytest.mark.parametrize(
    ("minutes", "fault", "words"),
    [
        (31, Fault.PART_EARLY, "à 09:31, il est 09:00"),
        (24 * 60, Fault.PART_ANOTHER_DAY, "le 13/05/2026 à 09:00"),
        (-24 * 60, Fault.PART_ANOTHER_DAY, "le 11/05/2026 à 09:00"),
    ],
)
def test_a_part_long_before_its_hour_or_on_another_day_asks_why(
    present: Room, minutes: int, fault: Fault, words: str
) -> None:
    planned(present, minutes)
    with refused(fault) as caught:
        timing.start(present.desk, ANNE, ELODIE, ECRIT)
    assert words in caught.sentence
    timing.start(present.desk, ANNE, ELODIE, ECRIT, "salle libre")
    [event] = present.session().phase_events[ELODIE, ECRIT]
    assert event.reason == "salle libre"
    assert present.journal()[-1].reason == "salle libre"
