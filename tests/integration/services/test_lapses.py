"""Times that nobody watched: noticed over sleep, crash, reboot and a clock that is set; answered once for all."""

import datetime as dt
from dataclasses import replace

import pytest

from app.domain.faults import Fault
from app.domain.people import MANAGER
from app.domain.timing import Instant, Lapse, LapseKind
from app.domain.watch import Whereabouts
from app.services import lapses, timing
from tests.builders import NOW
from tests.integration.services.room import ANNE, CHLOE, ECRIT, ELODIE, INVIGILATOR, ORAL, Room, refused
from tests.stepped_clock import SteppedClock

MINUTE = dt.timedelta(minutes=1)
THERE = Whereabouts(1, ELODIE, ECRIT, "c1.1")


@pytest.fixture
def clock(present: Room) -> SteppedClock:
    """The room's own clock, of which sleep, boots and the wall can be played."""
    stepped = SteppedClock(NOW)
    present.desk.clock = stepped
    return stepped


def pulse(room: Room) -> Instant:
    now = room.desk.clock.instant()
    room.desk.pulse(now, THERE)
    return now


def elapsed(room: Room, candidate_id: int = ELODIE, part_id: str = ECRIT) -> dt.timedelta:
    session = room.session()
    candidate = session.candidate(candidate_id)
    (clock, *_later) = session.clocks(candidate, session.part_for(candidate, part_id)[1])
    return clock.elapsed(room.desk.clock.instant())


def crash(room: Room, clock: SteppedClock) -> None:
    """Stop the program without a close, and start it again."""
    room.reopen(clock)


def noticed(room: Room) -> Lapse | None:
    return lapses.note_absence(room.desk, MANAGER, room.desk.clock.instant())


def test_a_crash_keeps_the_time_to_the_second_and_the_place(present: Room, clock: SteppedClock) -> None:
    timing.start(present.desk, ANNE, ELODIE, ECRIT)
    clock.advance(2 * MINUTE)
    pulse(present)
    clock.advance(dt.timedelta(seconds=43))
    crash(present, clock)

    assert present.desk.last_seen is not None
    assert present.desk.last_seen.whereabouts == THERE
    lapse = noticed(present)

    assert lapse is not None
    assert (lapse.kind, lapse.length) == (LapseKind.STOPPED, dt.timedelta(seconds=43))
    assert elapsed(present) == dt.timedelta(minutes=2, seconds=43)
    assert lapses.unanswered(present.desk) == (lapse,)


def test_the_wall_clock_says_nothing_within_one_run_of_the_machine(present: Room, clock: SteppedClock) -> None:
    timing.start(present.desk, ANNE, ELODIE, ECRIT)
    pulse(present)
    clock.advance(dt.timedelta(seconds=43))
    clock.set_wall(dt.timedelta(hours=-1))
    crash(present, clock)

    lapse = noticed(present)

    assert lapse is not None
    assert (lapse.length, lapse.clock_shift) == (dt.timedelta(seconds=43), dt.timedelta(hours=-1))
    clock.advance(MINUTE)
    assert elapsed(present) == dt.timedelta(minutes=1, seconds=43)


def test_after_a_reboot_the_wall_clock_bridges_the_two_runs(present: Room, clock: SteppedClock) -> None:
    timing.start(present.desk, ANNE, ELODIE, ECRIT)
    clock.advance(5 * MINUTE)
    pulse(present)
    clock.reboot(3 * MINUTE)
    crash(present, clock)

    lapse = noticed(present)

    assert lapse is not None
    assert (lapse.kind, lapse.length) == (LapseKind.RESTARTED, 3 * MINUTE)
    assert elapsed(present) == 8 * MINUTE


def test_a_power_cut_that_took_the_last_pulses_leaves_the_last_act(present: Room, clock: SteppedClock) -> None:
    timing.start(present.desk, ANNE, ELODIE, ECRIT)
    pulse(present)
    clock.advance(4 * MINUTE)
    timing.start(present.desk, ANNE, CHLOE, ORAL, "écrit reporté")
    clock.reboot(2 * MINUTE)
    crash(present, clock)

    lapse = noticed(present)

    assert lapse is not None
    assert lapse.start.wall == NOW + 4 * MINUTE
    assert lapse.length == 2 * MINUTE
    lapses.answer(present.desk, ANNE, lapse.number, dt.timedelta(0))
    assert elapsed(present) == 4 * MINUTE
    assert elapsed(present, CHLOE, ORAL) == dt.timedelta(0)


def test_a_file_that_comes_without_its_pulse_goes_by_its_last_act(present: Room, clock: SteppedClock) -> None:
    timing.start(present.desk, ANNE, ELODIE, ECRIT)
    clock.reboot(9 * MINUTE)
    crash(present, clock)

    lapse = noticed(present)

    assert present.desk.last_seen is None
    assert lapse is not None
    assert (lapse.kind, lapse.start.wall, lapse.length) == (LapseKind.RESTARTED, NOW, 9 * MINUTE)


def test_a_reboot_into_an_earlier_hour_is_not_measured_and_may_be_told(present: Room, clock: SteppedClock) -> None:
    timing.start(present.desk, ANNE, ELODIE, ECRIT)
    clock.advance(5 * MINUTE)
    pulse(present)
    clock.set_wall(dt.timedelta(hours=-1))
    clock.reboot(2 * MINUTE)
    crash(present, clock)

    lapse = noticed(present)

    assert lapse is not None
    assert not lapse.is_measured
    assert elapsed(present) == 5 * MINUTE
    lapses.answer(present.desk, MANAGER, lapse.number, 2 * MINUTE, "montre du surveillant")
    assert elapsed(present) == 7 * MINUTE


def test_sleep_and_a_clock_that_is_set_are_noticed_between_two_pulses(present: Room, clock: SteppedClock) -> None:
    timing.start(present.desk, ANNE, ELODIE, ECRIT)
    seen = pulse(present)
    clock.advance(dt.timedelta(seconds=1))
    assert lapses.note(present.desk, ANNE, seen, clock.instant()) is None

    seen = pulse(present)
    clock.advance(dt.timedelta(minutes=5, seconds=26))
    asleep = lapses.note(present.desk, ANNE, seen, clock.instant())
    seen = pulse(present)
    clock.advance(dt.timedelta(seconds=1))
    clock.set_wall(dt.timedelta(hours=-1))
    clock_set = lapses.note(present.desk, ANNE, seen, clock.instant())

    assert asleep is not None
    assert (asleep.kind, asleep.length) == (LapseKind.ASLEEP, dt.timedelta(minutes=5, seconds=26))
    assert clock_set is not None
    assert (clock_set.kind, clock_set.clock_shift) == (LapseKind.CLOCK_SET, dt.timedelta(hours=-1))
    assert [lapse.number for lapse in lapses.unanswered(present.desk)] == [1, 2]
    assert elapsed(present) == dt.timedelta(minutes=5, seconds=28)
    clock.reboot(2 * MINUTE)
    assert elapsed(present) == dt.timedelta(minutes=7, seconds=28), "the hour set back is behind, not ahead"


def test_one_answer_serves_every_phase_that_ran_and_no_other(present: Room, clock: SteppedClock) -> None:
    for candidate_id in (ELODIE, CHLOE):
        timing.start(present.desk, ANNE, candidate_id, ORAL, "salle libre")
    timing.pause(present.desk, ANNE, CHLOE, ORAL, "alarme")
    seen = pulse(present)
    clock.advance(10 * MINUTE)
    lapse = lapses.note(present.desk, ANNE, seen, clock.instant())
    timing.resume(present.desk, ANNE, CHLOE, ORAL)
    clock.advance(MINUTE)

    assert lapse is not None
    assert [running.candidate_id for running in lapse.running] == [ELODIE]
    for counted in (10, 0, 4):
        answered = lapses.answer(present.desk, ANNE, lapse.number, counted * MINUTE, "alarme incendie")
        assert answered.counted == counted * MINUTE
        assert elapsed(present, ELODIE, ORAL) == (counted + 1) * MINUTE
        assert elapsed(present, CHLOE, ORAL) == MINUTE
    assert lapses.unanswered(present.desk) == ()
    assert present.session().lapses == (replace(answered),)
    assert "alarme incendie" in {entry.reason for entry in present.journal()}


def test_nothing_is_asked_when_no_time_ran(present: Room, clock: SteppedClock) -> None:
    timing.start(present.desk, ANNE, ELODIE, ECRIT)
    timing.pause(present.desk, ANNE, ELODIE, ECRIT, "alarme")
    before = len(present.journal())
    seen = pulse(present)
    clock.advance(30 * MINUTE)

    assert lapses.note(present.desk, ANNE, seen, clock.instant()) is None
    crash(present, clock)
    assert noticed(present) is None
    assert len(present.journal()) == before


def test_a_close_at_rest_leaves_no_pulse_and_one_while_time_runs_does(present: Room, clock: SteppedClock) -> None:
    path = present.desk.file.pulse.path
    pulse(present)
    present.desk.close()
    assert not path.exists()

    present.reopen(clock)
    timing.start(present.desk, ANNE, ELODIE, ECRIT)
    pulse(present)
    clock.advance(dt.timedelta(milliseconds=800))
    present.desk.close()
    clock.advance(10 * MINUTE)
    present.reopen(clock)

    lapse = noticed(present)
    assert lapse is not None
    assert (lapse.kind, lapse.length) == (LapseKind.STOPPED, 10 * MINUTE)


def test_a_program_that_only_looks_leaves_the_pulse_of_the_one_that_died(present: Room, clock: SteppedClock) -> None:
    timing.start(present.desk, ANNE, ELODIE, ECRIT)
    pulse(present)
    crash(present, clock)
    clock.advance(5 * MINUTE)

    present.desk.close()
    present.reopen(clock)

    lapse = noticed(present)
    assert lapse is not None
    assert lapse.length == 5 * MINUTE


def test_an_answer_within_the_lapse_is_given_by_those_in_charge(present: Room, clock: SteppedClock) -> None:
    timing.start(present.desk, ANNE, ELODIE, ECRIT)
    seen = pulse(present)
    clock.advance(5 * MINUTE)
    lapses.note(present.desk, ANNE, seen, clock.instant())

    with refused(Fault.LAPSE_SHORTER) as refusal:
        lapses.answer(present.desk, ANNE, 1, 6 * MINUTE)
    assert "5 min 00 s" in refusal.sentence
    with refused(Fault.LAPSE_SHORTER):
        lapses.answer(present.desk, ANNE, 1, -MINUTE)
    with refused(Fault.LAPSE_UNKNOWN):
        lapses.answer(present.desk, ANNE, 2, MINUTE)
    with refused(Fault.JUROR_ONLY):
        lapses.answer(present.desk, INVIGILATOR, 1, MINUTE)


def test_a_closed_session_asks_nothing_more(closed: Room) -> None:
    clock = SteppedClock(NOW)
    closed.desk.clock = clock
    seen = clock.instant()
    clock.advance(5 * MINUTE)

    assert lapses.note(closed.desk, MANAGER, seen, clock.instant()) is None
    assert lapses.note_absence(closed.desk, MANAGER, clock.instant()) is None
