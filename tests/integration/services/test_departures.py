"""Somebody who stops before the end: what it does to time, grids, and what is still expected."""

import datetime as dt

import pytest

from app.domain.answer import YES
from app.domain.attendance import AbsenceCode, DepartureKind
from app.domain.decision import AwardValue, Outcome
from app.domain.faults import Fault
from app.domain.jury_faults import JuryFault
from app.domain.people import MANAGER, Actor
from app.domain.rules.registry import judge
from app.domain.timing import PhaseEventKind, PhaseState
from app.services import attendance, candidates, deliberation, departures, grading, lateness, timing
from app.services.grading import GridKey
from app.services.lateness import LateEntry
from tests.builders import after
from tests.integration.services.room import ANNE, BENOIT, ECRIT, EF, ELODIE, ET, INVIGILATOR, ORAL, Room, refused

ABANDON, INTERRUPTION, EXCLUSION = DepartureKind.ABANDON, DepartureKind.INTERRUPTION, DepartureKind.EXCLUSION


@pytest.fixture
def writing(present: Room) -> Room:
    """Élodie has been at the written part for ten minutes; Anne opened two of her grids and wrote on neither."""
    timing.start(present.desk, ANNE, ELODIE, ECRIT)
    grading.open_grid(present.desk, ANNE, GridKey(ELODIE, ECRIT))
    grading.open_grid(present.desk, ANNE, GridKey(ELODIE, ET))
    present.wait(minutes=10)
    return present


def state(room: Room, part_id: str = ECRIT) -> PhaseState:
    session = room.session()
    candidate = session.candidate(ELODIE)
    _modality, part = session.part_for(candidate, part_id)
    return session.clocks(candidate, part)[0].state


def elapsed(room: Room) -> dt.timedelta:
    session = room.session()
    candidate = session.candidate(ELODIE)
    _modality, part = session.part_for(candidate, ECRIT)
    return session.clocks(candidate, part)[0].elapsed(room.clock.instant())


@pytest.mark.parametrize(("kind", "reason"), [(ABANDON, ""), (EXCLUSION, "téléphone en main")])
def test_a_final_departure_ends_the_phase_and_what_was_not_begun_is_not_expected(
    writing: Room, kind: DepartureKind, reason: str
) -> None:
    departures.leave(writing.desk, MANAGER, ELODIE, kind, reason)
    writing.reopen()
    session = writing.session()
    who = session.candidate(ELODIE)
    left = who.left_for_good
    assert left is not None
    assert (left.kind, left.at, left.part_id, left.reason) == (kind, after(10), ECRIT, reason)
    assert state(writing) is PhaseState.ENDED
    assert [part.id for part in session.expected_parts(who)] == [ECRIT]
    assert [part.id for part in session.parts_not_sat(who)] == [ORAL, ET, EF]
    assert {grid.part_id for grid in session.grids if grid.candidate_id == ELODIE} == {ECRIT}
    with refused(Fault.PART_NOT_SAT) as told:
        grading.open_grid(writing.desk, ANNE, GridKey(ELODIE, ET))
    assert f"{kind.word} à {after(10):%H:%M}" in told.sentence
    with refused(Fault.LEFT_FOR_GOOD):
        timing.start(writing.desk, ANNE, ELODIE, ORAL)
    with refused(Fault.LEFT_FOR_GOOD):
        departures.leave(writing.desk, MANAGER, ELODIE, ABANDON)


def test_an_exclusion_belongs_to_the_responsable_and_says_its_facts(writing: Room) -> None:
    with refused(Fault.MANAGER_ONLY):
        departures.leave(writing.desk, ANNE, ELODIE, EXCLUSION, "téléphone")
    with refused(Fault.REASON_MISSING):
        departures.leave(writing.desk, MANAGER, ELODIE, EXCLUSION, " ")
    assert state(writing) is PhaseState.RUNNING


def test_who_has_no_part_in_the_evaluation_records_no_departure(writing: Room) -> None:
    with refused(Fault.JUROR_ONLY):
        departures.leave(writing.desk, INVIGILATOR, ELODIE, ABANDON)


@pytest.mark.parametrize("kind", [ABANDON, EXCLUSION])
def test_nobody_gives_up_what_was_not_begun(present: Room, kind: DepartureKind) -> None:
    grading.open_grid(present.desk, ANNE, GridKey(ELODIE, ECRIT))
    with refused(Fault.NOTHING_BEGUN) as told:
        departures.leave(present.desk, MANAGER, ELODIE, kind, "tôt")
    assert "constatez plutôt une absence" in told.sentence


def test_who_sat_everything_does_not_leave(present: Room) -> None:
    for juror in (ANNE, BENOIT):
        present.grade(juror, ELODIE)
    with refused(Fault.NOTHING_LEFT_TO_SIT):
        departures.leave(present.desk, MANAGER, ELODIE, ABANDON)


def test_an_interruption_pauses_the_time_with_its_reason_and_the_return_lets_it_run(writing: Room) -> None:
    with refused(Fault.REASON_MISSING):
        departures.leave(writing.desk, ANNE, ELODIE, INTERRUPTION)
    departures.leave(writing.desk, ANNE, ELODIE, INTERRUPTION, "malaise")
    session = writing.session()
    last = session.phase_events[ELODIE, ECRIT][-1]
    assert (last.kind, last.reason.replace("\u00a0", " ")) == (PhaseEventKind.PAUSED, "Interruption : malaise")
    assert [part.id for part in session.expected_parts(session.candidate(ELODIE))] == [ECRIT, ORAL, ET, EF]
    writing.wait(minutes=7)
    for act in (timing.resume, timing.start):
        with refused(Fault.INTERRUPTED) as told:
            act(writing.desk, ANNE, ELODIE, ECRIT)
        assert "Notez d’abord sa reprise" in told.sentence
    departures.come_back(writing.desk, ANNE, ELODIE)
    writing.reopen()
    [departure] = writing.candidate(ELODIE).departures
    assert departure.resumed_at == after(17)
    assert state(writing) is PhaseState.RUNNING
    writing.wait(minutes=1)
    assert elapsed(writing) == dt.timedelta(minutes=11)


def test_an_interruption_between_two_parts_stops_nothing(present: Room) -> None:
    departures.leave(present.desk, MANAGER, ELODIE, INTERRUPTION, "malaise")
    with refused(Fault.INTERRUPTED):
        departures.leave(present.desk, MANAGER, ELODIE, INTERRUPTION, "encore")
    departures.come_back(present.desk, MANAGER, ELODIE)
    assert present.session().phase_events == {}
    with refused(Fault.NOT_INTERRUPTED):
        departures.come_back(present.desk, MANAGER, ELODIE)


def test_somebody_paused_by_the_jury_stays_paused_after_an_interruption(writing: Room) -> None:
    timing.pause(writing.desk, ANNE, ELODIE, ECRIT, "sujet illisible")
    writing.wait(minutes=1)
    departures.leave(writing.desk, ANNE, ELODIE, INTERRUPTION, "malaise")
    departures.come_back(writing.desk, ANNE, ELODIE)
    assert state(writing) is PhaseState.PAUSED


def test_who_does_not_come_back_gives_up(writing: Room) -> None:
    departures.leave(writing.desk, ANNE, ELODIE, INTERRUPTION, "malaise")
    writing.wait(minutes=20)
    departures.leave(writing.desk, ANNE, ELODIE, ABANDON)
    who = writing.candidate(ELODIE)
    assert who.interrupted is None
    assert who.left_for_good is not None
    assert who.left_for_good.part_id == ECRIT
    assert state(writing) is PhaseState.ENDED
    assert elapsed(writing) == dt.timedelta(minutes=10)


def test_a_departure_recorded_by_mistake_is_taken_back_and_what_went_by_is_not_counted(writing: Room) -> None:
    departures.leave(writing.desk, MANAGER, ELODIE, ABANDON)
    writing.wait(minutes=2)
    with refused(Fault.MANAGER_ONLY):
        departures.take_back(writing.desk, ANNE, ELODIE, "erreur de ligne")
    with refused(Fault.REASON_MISSING):
        departures.take_back(writing.desk, MANAGER, ELODIE, "")
    departures.take_back(writing.desk, MANAGER, ELODIE, "erreur de ligne")
    assert state(writing) is PhaseState.RUNNING
    assert elapsed(writing) == dt.timedelta(minutes=10)
    writing.wait(minutes=3)
    assert elapsed(writing) == dt.timedelta(minutes=13)
    assert [entry.reason for entry in writing.journal() if entry.table_name == "departure"] == ["", "erreur de ligne"]
    with refused(Fault.NOT_LEFT):
        departures.take_back(writing.desk, MANAGER, ELODIE, "encore")


def test_a_pause_of_the_jury_goes_on_when_a_departure_is_taken_back(writing: Room) -> None:
    timing.pause(writing.desk, ANNE, ELODIE, ECRIT, "sujet illisible")
    departures.leave(writing.desk, MANAGER, ELODIE, ABANDON)
    writing.wait(minutes=2)
    departures.take_back(writing.desk, MANAGER, ELODIE, "erreur de ligne")
    assert state(writing) is PhaseState.PAUSED
    assert elapsed(writing) == dt.timedelta(minutes=10)


def _grade_what_was_sat(room: Room) -> None:
    for juror in (ANNE, BENOIT):
        room.grade(juror, ELODIE, but=(ORAL, ET, EF))


def test_the_jury_decides_on_what_was_sat_and_can_award_nothing_else(writing: Room) -> None:
    """The written part shows c1 and c3: CCP 2 can be won, CCP 1 cannot without c2, nor the title."""
    departures.leave(writing.desk, MANAGER, ELODIE, ABANDON)
    _grade_what_was_sat(writing)
    session = writing.session()
    who = session.candidate(ELODIE)
    assert [unit.id for unit in session.units_for(who)] == ["c1", "c3"]
    page = deliberation.page(writing.desk, ELODIE)
    assert not page.sealed
    assert (page.outcomes, page.proposed) == ((Outcome.PARTIAL, Outcome.FAILED), None)
    with refused(Fault.UNIT_UNKNOWN):
        deliberation.take_position(writing.desk, ANNE, ELODIE, "c2", mastered=True)
    writing.take_positions(ELODIE)
    with refused(JuryFault.OUTCOME_BARRED):
        deliberation.decide(writing.desk, ANNE, ELODIE, Outcome.PASSED)
    both = {"ccp1": AwardValue.WON, "ccp2": AwardValue.WON}
    with refused(Fault.RULE_BROKEN) as told:
        deliberation.decide(writing.desk, ANNE, ELODIE, Outcome.PARTIAL, awards=both)
    assert "CCP 1 ne peut pas être obtenu" in told.sentence
    awards = {"ccp1": AwardValue.LOST, "ccp2": AwardValue.WON}
    deliberation.decide(writing.desk, ANNE, ELODIE, Outcome.PARTIAL, awards=awards)
    with refused(Fault.DEPARTURE_KEPT):
        departures.take_back(writing.desk, MANAGER, ELODIE, "trop tard")


def test_no_rule_asks_for_what_was_not_sat(writing: Room) -> None:
    departures.leave(writing.desk, MANAGER, ELODIE, ABANDON)
    _grade_what_was_sat(writing)
    asked = {
        state.rule.number
        for state in judge(writing.session())
        for finding in state.findings
        if finding.candidate_id == ELODIE
    }
    assert asked == {41}, "a decision, and nothing else"


@pytest.mark.parametrize("actor", [MANAGER, ANNE])
def test_a_candidate_who_is_not_there_does_not_leave(present: Room, actor: Actor) -> None:
    with refused(Fault.CANDIDATE_NOT_PRESENT):
        departures.leave(present.desk, actor, 4, INTERRUPTION, "malaise")


def test_a_mark_alone_makes_a_part_begun(present: Room) -> None:
    key = GridKey(ELODIE, ECRIT)
    grading.open_grid(present.desk, ANNE, key)
    grading.mark(present.desk, ANNE, key, "c1.1", YES)
    departures.leave(present.desk, MANAGER, ELODIE, ABANDON)
    session = present.session()
    assert [part.id for part in session.expected_parts(session.candidate(ELODIE))] == [ECRIT]


def test_somebody_who_left_between_two_parts_leaves_the_first_ones_expected(writing: Room) -> None:
    timing.end(writing.desk, ANNE, ELODIE, ECRIT)
    departures.leave(writing.desk, ANNE, ELODIE, ABANDON, "ne se sent pas prête")
    left = writing.candidate(ELODIE).left_for_good
    assert left is not None
    assert left.part_id == ""
    session = writing.session()
    assert [part.id for part in session.expected_parts(session.candidate(ELODIE))] == [ECRIT]


def test_a_candidate_who_was_late_and_interrupted_can_still_be_taken_off_the_list(present: Room) -> None:
    present.wait(minutes=5)
    lateness.admit(present.desk, MANAGER, ELODIE, LateEntry(ECRIT, after(5), 5))
    departures.leave(present.desk, MANAGER, ELODIE, INTERRUPTION, "malaise")
    candidates.remove(present.desk, MANAGER, ELODIE)
    assert ELODIE not in {who.id for who in present.session().candidates}


def test_an_absence_leaves_no_departure_beside_it(present: Room) -> None:
    departures.leave(present.desk, MANAGER, ELODIE, INTERRUPTION, "malaise dans le couloir")
    attendance.mark_absent(present.desk, MANAGER, ELODIE, AbsenceCode.UNEXPLAINED, reason="repartie")
    assert present.candidate(ELODIE).departures == ()
