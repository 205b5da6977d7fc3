"""The one step named for each candidate, for the person at the desk."""

from dataclasses import replace

import pytest

from app.domain.answer import YES
from app.domain.attendance import Departure, DepartureKind
from app.domain.framework.sitting_plan import Modality
from app.domain.framework.terms import ModalityType
from app.domain.grading import Grid, Mark
from app.domain.next_step import NextStep, Progress, StepKind, next_step, progress, spoken_name
from app.domain.people import MANAGER, Actor, Recusal
from app.domain.session import ExamSession
from app.domain.timing import PhaseEvent, PhaseEventKind
from tests import builders
from tests.builders import ABSENT, ELODIE

ANNE = Actor(1, "Anne Durand")
BENOIT = Actor(2, "Benoît Petit")


def a_session() -> ExamSession:
    return builders.empty_session(builders.framework_with_ccps(), "titre", ELODIE, ABSENT)


def with_time(session: ExamSession, part_id: str, *kinds: PhaseEventKind, phase: int = 0) -> ExamSession:
    events = tuple(PhaseEvent(phase, kind, builders.moment(place)) for place, kind in enumerate(kinds))
    earlier = session.phase_events.get((ELODIE.id, part_id), ())
    return replace(session, phase_events={**session.phase_events, (ELODIE.id, part_id): (*earlier, *events)})


def with_lock(session: ExamSession, part_id: str, juror: Actor = ANNE) -> ExamSession:
    grid = builders.locked(Grid(juror.person_id or 0, ELODIE.id, part_id))
    return replace(session, grids=(*session.grids, grid))


STARTED, PAUSED, ENDED = PhaseEventKind.STARTED, PhaseEventKind.PAUSED, PhaseEventKind.ENDED
ALL_DAY = ("ecrit", "oral", "et", "ef")


@pytest.mark.parametrize("who", [ANNE, MANAGER])
def test_a_candidate_not_seen_yet_is_to_be_seen_at_the_door(who: Actor) -> None:
    session = a_session()
    newcomer = replace(ELODIE, attendance=None)
    assert next_step(session, newcomer, who) == NextStep(StepKind.OBSERVE_PRESENCE, "Constater la présence")


@pytest.mark.parametrize("who", [ANNE, MANAGER])
def test_an_absent_candidate_can_only_be_looked_at(who: Actor) -> None:
    assert next_step(a_session(), ABSENT, who).kind is StepKind.LOOK


def test_a_present_candidate_starts_with_the_first_part() -> None:
    step = next_step(a_session(), ELODIE, ANNE)
    assert step == NextStep(StepKind.START, "Commencer la mise en situation écrite", "ecrit")


@pytest.mark.parametrize("kinds", [(STARTED,), (STARTED, PAUSED)])
def test_a_part_whose_time_runs_or_is_paused_is_taken_up_again(kinds: tuple[PhaseEventKind, ...]) -> None:
    session = with_time(with_time(a_session(), "ecrit", STARTED, ENDED), "oral", *kinds)
    assert next_step(session, ELODIE, ANNE) == NextStep(StepKind.RESUME, "Reprendre la mise en situation orale", "oral")


def test_a_juror_ends_the_time_of_a_written_part_and_finds_its_grid_elsewhere() -> None:
    step = next_step(with_time(a_session(), "ecrit", STARTED), ELODIE, ANNE)
    assert step == NextStep(StepKind.FINISH, "Terminer la mise en situation écrite", "ecrit")


def test_the_step_by_name_says_nothing_of_the_copy_until_it_is_locked() -> None:
    """Rule 14: whatever the juror wrote on a copy, no row of the day changes before the lock."""
    for session in (a_session(), with_time(a_session(), "ecrit", STARTED, ENDED)):
        part = session.part_for(ELODIE, "ecrit")[1]
        begun = replace(session, grids=(Grid(1, ELODIE.id, "ecrit", {"c1.1": Mark(YES)}, appreciation="Bien."),))
        assert next_step(begun, ELODIE, ANNE) == next_step(session, ELODIE, ANNE)
        assert progress(begun, ELODIE, part, ANNE) is progress(session, ELODIE, part, ANNE)


def test_a_part_between_two_phases_is_taken_up_again_before_anything_else() -> None:
    step = next_step(with_time(a_session(), "oral", STARTED, ENDED), ELODIE, ANNE)
    assert step == NextStep(StepKind.RESUME, "Reprendre la mise en situation orale", "oral")


def test_a_part_whose_time_is_over_is_to_be_graded_then_comes_the_next_one() -> None:
    session = with_time(a_session(), "ecrit", STARTED, ENDED)
    assert next_step(session, ELODIE, ANNE) == NextStep(StepKind.GRADE_COPIES, "Corriger les copies")
    session = with_lock(session, "ecrit")
    assert next_step(session, ELODIE, ANNE).part_id == "oral"
    assert next_step(session, ELODIE, BENOIT).kind is StepKind.GRADE_COPIES, "each juror has a grid to lock"


def test_a_grid_begun_without_any_timer_is_to_be_graded_on() -> None:
    grid = Grid(1, ELODIE.id, "oral", {"c2.1": Mark(YES)})
    session = with_lock(replace(a_session(), grids=(grid,)), "ecrit")
    step = next_step(session, ELODIE, ANNE)
    assert (step.kind, step.part_id) == (StepKind.GRADE, "oral")


def test_nothing_is_left_once_every_grid_is_locked() -> None:
    session = a_session()
    for part_id in ALL_DAY:
        session = with_lock(session, part_id)
    assert next_step(session, ELODIE, ANNE) == NextStep(StepKind.LOOK, "Voir")


def test_a_recused_juror_looks_and_does_not_grade() -> None:
    session = replace(a_session(), recusals=(Recusal(1, ELODIE.id, "ancien collègue"),))
    assert next_step(session, ELODIE, ANNE).kind is StepKind.LOOK
    assert next_step(session, ELODIE, BENOIT).kind is StepKind.START


def test_the_responsable_starts_and_ends_written_parts_and_leaves_the_rest_to_the_jury() -> None:
    session = a_session()
    assert next_step(session, ELODIE, MANAGER).label == "Commencer la mise en situation écrite"
    session = with_time(session, "ecrit", STARTED)
    step = next_step(session, ELODIE, MANAGER)
    assert step == NextStep(StepKind.FINISH, "Terminer la mise en situation écrite", "ecrit")
    session = with_time(session, "ecrit", ENDED)
    assert next_step(session, ELODIE, MANAGER) == NextStep(StepKind.LEAVE_TO_JURY, "ORAL : au jury", "oral")
    session = with_time(session, "oral", STARTED)
    assert next_step(session, ELODIE, MANAGER).kind is StepKind.LEAVE_TO_JURY


def test_a_part_left_before_its_end_is_not_called_over() -> None:
    session = with_time(a_session(), "ecrit", PhaseEventKind.STARTED, PhaseEventKind.ENDED)
    left = replace(ELODIE, departures=(Departure(1, DepartureKind.ABANDON, builders.after(30), "ecrit", "souffrante"),))
    session = replace(session, candidates=(left,))
    shown = {part.id: progress(session, left, part, MANAGER) for _modality, part in session.parts_for(left)}

    assert (shown["ecrit"], shown["oral"]) == (Progress.CUT_SHORT, Progress.NOT_SAT)


def test_progress_is_each_persons_own() -> None:
    session = with_lock(with_time(a_session(), "ecrit", STARTED, ENDED), "ecrit")
    part = session.part_for(ELODIE, "ecrit")[1]
    assert progress(session, ELODIE, part, ANNE) is Progress.DONE
    assert progress(session, ELODIE, part, BENOIT) is Progress.UNDER_WAY
    assert progress(session, ELODIE, part, MANAGER) is Progress.DONE
    oral = session.part_for(ELODIE, "oral")[1]
    assert progress(session, ELODIE, oral, ANNE) is Progress.TO_COME


@pytest.mark.parametrize(
    ("kind", "parts", "name"),
    [
        (ModalityType.SITUATION, ("ecrit",), "la mise en situation écrite"),
        (ModalityType.SITUATION, ("ef",), "la mise en situation"),
        (ModalityType.TECHNICAL_INTERVIEW, ("et",), "l’entretien technique"),
        (ModalityType.CASE_STUDY, ("ecrit",), "l’étude de cas"),
        (ModalityType.DELIVERABLE_QUESTIONING, ("oral",), "le questionnement"),
        (ModalityType.QUESTIONNAIRE, ("ecrit", "oral"), "le questionnaire (ECRIT)"),
    ],
)
def test_a_part_is_named_as_one_says_it(kind: ModalityType, parts: tuple[str, ...], name: str) -> None:
    modality: Modality = builders.modality(kind, "Épreuve", *(builders.part(each, 10) for each in parts))
    assert spoken_name(modality, modality.parts[0]) == name
