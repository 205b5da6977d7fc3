"""The timers of the épreuves: lawful steps, reasons, extra time, and restarts that lose nothing."""

import datetime as dt

import pytest

from app.domain.faults import Fault
from app.domain.people import MANAGER
from app.domain.timing import Instant, PhaseState
from app.services import people, timing
from app.services.timing import Timing
from app.system.clock import ScriptedClock
from tests.builders import after
from tests.integration.services.room import (
    ANNE,
    BENOIT,
    CHLOE,
    ECRIT,
    EF,
    ELODIE,
    ET,
    IBRAHIM,
    ORAL,
    SOULEYMANE,
    Room,
    refused,
)


class LaterRun(ScriptedClock):
    """The clock of the program started again: its monotonic time knows nothing of the run before."""

    def instant(self) -> Instant:
        return Instant(self.now(), super().instant().ticks_ms, "run two")


def start(room: Room, part_id: str, candidate_id: int = ELODIE, reason: str = "") -> Timing:
    return timing.start(room.desk, ANNE, candidate_id, part_id, reason)


def end(room: Room, part_id: str, candidate_id: int = ELODIE) -> Timing:
    return timing.end(room.desk, ANNE, candidate_id, part_id)


def states(found: Timing) -> list[PhaseState]:
    return [clock.state for clock in found.clocks]


def elapsed(room: Room, part_id: str, phase: int = 0) -> dt.timedelta:
    """How long a phase of Élodie's lasted so far, read from disk."""
    session = room.session()
    candidate = session.candidate(ELODIE)
    clocks = session.clocks(candidate, session.part_for(candidate, part_id)[1])
    return clocks[phase].elapsed(room.desk.clock.instant())


def test_the_phases_of_a_part_follow_each_other_to_the_end(present: Room) -> None:
    start(present, ECRIT)
    end(present, ECRIT)
    found = start(present, ORAL)
    assert (states(found), found.current) == ([PhaseState.RUNNING, PhaseState.WAITING], 0)
    found = end(present, ORAL)
    assert (states(found), found.current) == ([PhaseState.ENDED, PhaseState.WAITING], 1)
    found = start(present, ORAL)
    assert (states(found), found.current) == ([PhaseState.ENDED, PhaseState.RUNNING], 1)
    found = end(present, ORAL)
    assert found.current is None
    with refused(Fault.PHASES_OVER):
        start(present, ORAL)


def test_a_part_waits_for_the_earlier_ones_unless_a_reason_is_given(present: Room) -> None:
    with refused(Fault.PART_OUT_OF_ORDER) as caught:
        start(present, ET)
    assert "LE GOFF Élodie" in caught.sentence
    assert "Mise en situation écrite" in caught.sentence
    start(present, ECRIT)
    with refused(Fault.PART_OUT_OF_ORDER):
        start(present, ORAL)
    start(present, ORAL, reason="salle libre à cette heure seulement")
    [event] = present.session().phase_events[ELODIE, ORAL]
    assert event.reason == "salle libre à cette heure seulement"


def test_what_a_holder_does_not_sit_holds_nothing_up(present: Room) -> None:
    start(present, ECRIT, SOULEYMANE)
    end(present, ECRIT, SOULEYMANE)
    with refused(Fault.PART_UNKNOWN):
        start(present, ORAL, SOULEYMANE)
    assert start(present, ET, SOULEYMANE).current == 0


def test_a_grid_locked_by_everyone_stands_for_a_part_timed_on_paper(graded: Room) -> None:
    assert start(graded, EF).current == 0


def test_a_pause_says_why_and_stops_the_time(present: Room) -> None:
    start(present, ECRIT)
    present.wait(minutes=10)
    with refused(Fault.REASON_MISSING):
        timing.pause(present.desk, BENOIT, ELODIE, ECRIT, "  ")
    found = timing.pause(present.desk, BENOIT, ELODIE, ECRIT, " alarme incendie ")
    assert states(found) == [PhaseState.PAUSED]
    present.wait(minutes=7)
    timing.resume(present.desk, ANNE, ELODIE, ECRIT)
    present.wait(minutes=5)
    assert elapsed(present, ECRIT) == dt.timedelta(minutes=15)
    assert [event.reason for event in present.session().phase_events[ELODIE, ECRIT]] == ["", "alarme incendie", ""]


def test_a_timer_takes_only_the_steps_that_exist(present: Room) -> None:
    for step in (timing.resume, timing.end):
        with refused(Fault.PHASE_ORDER) as caught:
            step(present.desk, ANNE, ELODIE, ECRIT)
        assert "n’a pas commencé" in caught.sentence
    with refused(Fault.PHASE_ORDER):
        timing.pause(present.desk, ANNE, ELODIE, ECRIT, "alarme")
    start(present, ECRIT)
    with refused(Fault.PHASE_ORDER):
        start(present, ECRIT)
    with refused(Fault.PHASE_ORDER):
        timing.resume(present.desk, ANNE, ELODIE, ECRIT)
    timing.pause(present.desk, ANNE, ELODIE, ECRIT, "alarme")
    with refused(Fault.PHASE_ORDER) as paused:
        timing.pause(present.desk, ANNE, ELODIE, ECRIT, "encore")
    assert "est en pause" in paused.sentence
    assert len(present.session().phase_events[ELODIE, ECRIT]) == 2
    assert states(end(present, ECRIT)) == [PhaseState.ENDED]


def test_a_recused_juror_does_not_time_the_candidate(present: Room) -> None:
    people.recuse(present.desk, MANAGER, 1, ELODIE, "formateur")
    with refused(Fault.JUROR_RECUSED):
        start(present, ECRIT)
    timing.start(present.desk, MANAGER, ELODIE, ECRIT)
    with refused(Fault.JUROR_RECUSED):
        end(present, ECRIT)


@pytest.mark.parametrize("candidate_id", [IBRAHIM])
def test_nothing_is_timed_for_somebody_absent(present: Room, candidate_id: int) -> None:
    with refused(Fault.CANDIDATE_NOT_PRESENT):
        start(present, ECRIT, candidate_id)


def test_nothing_is_timed_before_presence_is_observed(prepared: Room) -> None:
    with refused(Fault.CANDIDATE_NOT_PRESENT):
        start(prepared, ECRIT)


def test_a_third_more_time_lengthens_every_phase(present: Room) -> None:
    start(present, ECRIT, CHLOE)
    end(present, ECRIT, CHLOE)
    planned = [clock.planned for clock in start(present, ORAL, CHLOE).clocks]
    assert planned == [dt.timedelta(minutes=14), dt.timedelta(minutes=27)]
    assert [clock.planned for clock in start(present, ECRIT).clocks] == [dt.timedelta(hours=1)]


def test_a_program_that_stops_in_the_middle_loses_no_time(present: Room) -> None:
    start(present, ECRIT)
    present.wait(minutes=10)
    present.reopen(LaterRun(after(12)))
    assert isinstance(present.desk.clock, LaterRun)
    assert elapsed(present, ECRIT) == dt.timedelta(minutes=12)
    present.desk.clock.advance(dt.timedelta(minutes=3))
    timing.pause(present.desk, ANNE, ELODIE, ECRIT, "alarme")
    present.desk.clock.advance(dt.timedelta(minutes=4))
    assert elapsed(present, ECRIT) == dt.timedelta(minutes=15)

    found = end(present, ECRIT)
    assert found.clocks[0].started_at == after(0)
    assert found.clocks[0].ended_at == after(19)
    assert elapsed(present, ECRIT) == dt.timedelta(minutes=15)
