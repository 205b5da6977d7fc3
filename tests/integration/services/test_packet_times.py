"""Times that nobody watched, between laptops: what a juror answered on one counts on the laptop of the deliberation."""

import datetime as dt

import pytest

from app.domain.part_times import measured
from app.domain.people import MANAGER, Actor
from app.domain.timing import Lapse
from app.domain.treatment import treatment
from app.reports import part_times
from app.services import backups, deliberation, lapses, packets, timing
from tests.integration.services.laptops import (
    ANNE,
    BENOIT,
    CAMILLE,
    CHLOE,
    CRITERIA,
    ECRIT,
    ELODIE,
    JURORS,
    ORAL,
    SOULEYMANE,
    Opener,
    grade,
    packet_of,
)
from tests.integration.services.room import Room

MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def away(laptop: Opener) -> Room:
    """Benoît's laptop."""
    return laptop("poste-b")


@pytest.fixture
def table(laptop: Opener) -> Room:
    """The laptop of the deliberation."""
    return laptop("poste-m")


def take(room: Room, content: bytes) -> packets.Reception:
    return packets.take_in(room.desk, MANAGER, content)


def sleep(room: Room, minutes: int, counted: int | None = None) -> int:
    """Close the lid while time runs, and say how many minutes of it count; gives the number of the lapse."""
    seen = room.desk.clock.instant()
    room.wait(minutes=minutes)
    lapse = lapses.note(room.desk, BENOIT, seen, room.desk.clock.instant())
    assert lapse is not None
    if counted is not None:
        lapses.answer(room.desk, BENOIT, lapse.number, counted * MINUTE, "alarme incendie")
    return lapse.number


def used(room: Room, candidate_id: int, part_id: str) -> dt.timedelta | None:
    """The time that the deliberation page and the fiche give for a part."""
    session = room.session()
    candidate = session.candidate(candidate_id)
    return measured(session.clocks(candidate, session.part_for(candidate, part_id)[1])).used


def sit(room: Room, juror: Actor, candidate_id: int, part_id: str, *, slept: int, counted: int | None) -> None:
    """Ten minutes of a part, then a sleep, then ten minutes more, and its grid locked."""
    timing.start(room.desk, juror, candidate_id, part_id, "salle libre")
    room.wait(minutes=10)
    sleep(room, slept, counted)
    room.wait(minutes=10)
    timing.end(room.desk, juror, candidate_id, part_id)
    grade(room, juror, candidate_id, part_id)


def known(room: Room) -> list[Lapse]:
    return list(room.session().lapses)


def test_an_answer_given_on_a_laptop_counts_at_the_deliberation(away: Room, table: Room) -> None:
    sit(away, BENOIT, ELODIE, ORAL, slept=30, counted=0)
    grade(away, BENOIT, ELODIE, ECRIT)
    for juror in (ANNE, CAMILLE):
        for part_id in CRITERIA:
            grade(table, juror, ELODIE, part_id)
    take(table, packet_of(away, BENOIT))

    session = table.session()
    assert used(table, ELODIE, ORAL) == used(away, ELODIE, ORAL) == 20 * MINUTE
    [line] = treatment(session, session.candidates, table.desk.clock.instant()).lines
    [oral] = (time for time in line.times if time.part.id == ORAL)
    assert oral.used == 20 * MINUTE
    [remark] = part_times.remarks(session, session.candidate(ELODIE))
    assert "non compté (alarme incendie)" in remark
    assert lapses.unanswered(table.desk) == ()
    assert backups.verify(table.desk) is None


def test_a_lapse_without_its_answer_is_asked_about_once_for_all_that_ran(away: Room, table: Room) -> None:
    for candidate_id in (ELODIE, CHLOE):
        timing.start(away.desk, BENOIT, candidate_id, ECRIT)
    sleep(away, 30)
    for candidate_id in (ELODIE, CHLOE):
        timing.end(away.desk, BENOIT, candidate_id, ECRIT)
        grade(away, BENOIT, candidate_id, ECRIT)
    take(table, packet_of(away, BENOIT))

    [asked] = lapses.unanswered(table.desk)
    assert [running.candidate_id for running in asked.running] == [ELODIE, CHLOE]
    lapses.answer(table.desk, ANNE, asked.number, 5 * MINUTE)
    assert used(table, ELODIE, ECRIT) == used(table, CHLOE, ECRIT) == 5 * MINUTE
    away.wait(minutes=1)
    take(table, packet_of(away, BENOIT))
    assert used(table, ELODIE, ECRIT) == 5 * MINUTE, "no answer is forgotten for a packet that brings none"


def test_nothing_tells_of_a_part_whose_grid_stays_open(away: Room, table: Room) -> None:
    for candidate_id in (ELODIE, SOULEYMANE):
        timing.start(away.desk, BENOIT, candidate_id, ECRIT)
    sleep(away, 30, counted=0)
    grade(away, BENOIT, ELODIE, ECRIT)
    grade(away, BENOIT, SOULEYMANE, ECRIT, lock=False)
    take(table, packet_of(away, BENOIT))
    [lapse] = known(table)
    assert [running.candidate_id for running in lapse.running] == [ELODIE]


def test_the_later_answer_stands_whichever_packet_comes_last(away: Room, laptop: Opener) -> None:
    sit(away, BENOIT, ELODIE, ORAL, slept=30, counted=0)
    earlier = packet_of(away, BENOIT)
    away.wait(minutes=1)
    lapses.answer(away.desk, BENOIT, 1, 12 * MINUTE, "l’alarme a duré moins longtemps")
    later = packet_of(away, BENOIT)
    for machine, order in (("poste-m", (earlier, later)), ("poste-n", (later, earlier))):
        room = laptop(machine)
        for content in order:
            take(room, content)
        assert used(room, ELODIE, ORAL) == 32 * MINUTE
        assert len(known(room)) == 1


def test_a_fuller_record_takes_the_place_of_the_one_here_with_its_lapses(away: Room, table: Room) -> None:
    """The copy on the table was opened while the time that ran on another laptop seemed to run here."""
    for candidate_id in (ELODIE, CHLOE):
        timing.start(table.desk, BENOIT, candidate_id, ECRIT)
    sleep(table, 45, counted=45)
    sit(away, BENOIT, ELODIE, ECRIT, slept=30, counted=0)
    take(table, packet_of(away, BENOIT))

    assert used(table, ELODIE, ECRIT) == 20 * MINUTE
    assert used(table, CHLOE, ECRIT) == 45 * MINUTE, "what ran here beside it stays as it was answered"
    here, theirs = known(table)
    assert [running.candidate_id for running in here.running] == [CHLOE]
    assert [running.candidate_id for running in theirs.running] == [ELODIE]
    take(table, packet_of(away, BENOIT))
    assert known(table) == [here, theirs]


def test_two_jurors_of_one_laptop_bring_its_lapses_in_any_order(away: Room, laptop: Opener) -> None:
    """The second lapse is known here before the first one: the order in which they happened is kept."""
    timing.start(away.desk, BENOIT, ELODIE, ECRIT)
    away.wait(minutes=10)
    sleep(away, 5, counted=1)
    timing.start(away.desk, BENOIT, CHLOE, ECRIT)
    away.wait(minutes=10)
    sleep(away, 7, counted=2)
    away.wait(minutes=10)
    for juror, candidate_id in ((ANNE, CHLOE), (BENOIT, ELODIE)):
        timing.end(away.desk, juror, candidate_id, ECRIT)
        grade(away, juror, candidate_id, ECRIT)
    sealed = [packet_of(away, juror) for juror in (ANNE, BENOIT)]
    for machine, order in (("poste-m", sealed), ("poste-n", sealed[::-1])):
        room = laptop(machine)
        for content in order:
            take(room, content)
        assert used(room, ELODIE, ECRIT) == 33 * MINUTE
        assert used(room, CHLOE, ECRIT) == 22 * MINUTE
        assert sorted(len(lapse.running) for lapse in known(room)) == [1, 2]
        again = packet_of(room, BENOIT)
        back = laptop(f"{machine}-bis")
        take(back, again)
        assert used(back, ELODIE, ECRIT) == 33 * MINUTE, "and in what this laptop hands on"


def test_the_time_of_a_candidate_on_whom_the_jury_decides_changes_no_more(away: Room, table: Room) -> None:
    sit(away, BENOIT, ELODIE, ORAL, slept=30, counted=0)
    sit(away, BENOIT, CHLOE, ORAL, slept=30, counted=0)
    for juror in JURORS:
        for part_id in CRITERIA:
            grade(table, juror, ELODIE, part_id)
    deliberation.take_position(table.desk, ANNE, ELODIE, "c1", mastered=True)
    take(table, packet_of(away, BENOIT))
    assert used(table, ELODIE, ORAL) is None
    assert used(table, CHLOE, ORAL) == 20 * MINUTE
    assert [running.candidate_id for lapse in known(table) for running in lapse.running] == [CHLOE]
