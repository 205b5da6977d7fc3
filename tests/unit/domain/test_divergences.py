"""Which divergences can change an outcome: those where one reading gives the bloc and another refuses it."""

from dataclasses import replace

import pytest

from app.domain.answer import NO, Answer
from app.domain.decision import Outcome, Position
from app.domain.deliberation import UnitReview, review
from app.domain.divergences import changes_outcome, divergences_first, readings
from app.domain.framework.model import Framework
from app.domain.grading import Fact, Mark
from app.domain.merging import GridWaiver
from app.domain.session import ExamSession
from tests.builders import (
    ELODIE,
    LEVELS,
    NOW,
    POINTS,
    empty_session,
    framework_of_scale,
    framework_with_ccps,
    graded,
    locked,
)


def session_of(framework: Framework | None = None) -> ExamSession:
    return graded(empty_session(framework or framework_with_ccps(), "titre", ELODIE))


def answered(session: ExamSession, juror_id: int, part_id: str, criterion_id: str, value: Answer) -> ExamSession:
    grid = session.grid(juror_id, ELODIE.id, part_id)
    changed = locked(replace(grid, marks={**grid.marks, criterion_id: Mark(value)}))
    return replace(session, grids=tuple(changed if each is grid else each for each in session.grids))


def weighing(session: ExamSession) -> list[str]:
    units = review(session, ELODIE).units
    return [unit.unit.id for unit in units if changes_outcome(unit, units)]


def unit(session: ExamSession, unit_id: str) -> UnitReview:
    return next(each for each in review(session, ELODIE).units if each.unit.id == unit_id)


def test_one_reading_that_refuses_against_one_that_gives_weighs() -> None:
    session = answered(session_of(), 1, "ecrit", "c1.1", NO)

    assert weighing(session) == ["c1"]
    assert readings(unit(session, "c1")) == {True, False}
    assert weighing(session_of()) == []


def test_the_same_reading_for_other_reasons_weighs_nothing() -> None:
    session = answered(answered(session_of(), 1, "ecrit", "c1.1", NO), 2, "ecrit", "c1.2", NO)

    assert unit(session, "c1").diverges
    assert weighing(session) == []


def test_nothing_weighs_once_the_rest_of_the_bloc_is_lost() -> None:
    diverging = answered(session_of(), 1, "ecrit", "c1.1", NO)
    unmet = answered(answered(diverging, 1, "oral", "c2.1", NO), 2, "oral", "c2.1", NO)
    assert weighing(unmet) == []

    settled = replace(unmet, positions=(Position(ELODIE.id, "c2", mastered=True),))
    assert weighing(settled) == ["c1"]
    refused = replace(diverging, positions=(Position(ELODIE.id, "c2", mastered=False),))
    assert weighing(refused) == []
    elsewhere = answered(answered(diverging, 1, "ecrit", "c3.1", NO), 2, "ecrit", "c3.1", NO)
    assert weighing(elsewhere) == ["c1"], "another CCP lost changes nothing for this one"


def test_what_weighs_comes_first_then_other_divergences() -> None:
    light = answered(answered(session_of(), 1, "ecrit", "c1.1", NO), 2, "ecrit", "c1.2", NO)
    both = answered(light, 1, "ecrit", "c3.1", NO)

    units = divergences_first(review(both, ELODIE).units)

    assert [each.unit.id for each in units] == ["c3", "c1", "c2"]


@pytest.mark.parametrize(("scale", "met", "also_met"), [(LEVELS, "acquis", "acquis"), (POINTS, "18", "11")])
def test_levels_and_points_weigh_by_met_or_not(scale: object, met: str, also_met: str) -> None:
    framework = framework_of_scale(scale)  # type: ignore[arg-type] # one of the two scales
    answer = framework.scale.answer
    session = graded(empty_session(framework, "titre", ELODIE), answer(met))
    unmet = answer("en_cours" if met == "acquis" else "9.5")

    assert weighing(answered(session, 1, "ecrit", "bloc1.1", answer(also_met))) == []
    assert weighing(answered(session, 1, "ecrit", "bloc1.1", unmet)) == ["bloc1"]


def waived(session: ExamSession, juror_id: int, part_id: str) -> ExamSession:
    return replace(session, grid_waivers=(GridWaiver(juror_id, ELODIE.id, part_id, 2, "poste perdu", NOW),))


def test_a_grid_done_without_neither_diverges_nor_shows_what_was_in_it() -> None:
    session = answered(session_of(), 1, "ecrit", "c1.1", NO)
    grid = session.grid(1, ELODIE.id, "ecrit")
    told = replace(grid, facts=(Fact(1, NOW, "Phase 1", "Compte les colis", "c1.1"),), locked_at=None)
    session = replace(session, grids=tuple(told if each is grid else each for each in session.grids))
    assert review(session, ELODIE).sealed

    without = waived(session, 1, "ecrit")

    page = review(without, ELODIE)
    assert not page.sealed
    line = next(line for line in unit(without, "c1").lines if line.part_id == "ecrit")
    assert (line.marks[0], line.without, line.facts, line.diverges) == (None, (True, False), (), False)
    assert weighing(without) == []
    assert unit(without, "c1").proposed_mastered


def test_nothing_is_proposed_on_grids_that_are_all_done_without() -> None:
    session = session_of()
    waivers = [GridWaiver(j, ELODIE.id, "oral", 1, "poste perdu", NOW) for j in (1, 2)]
    without = replace(session, grid_waivers=tuple(waivers))

    assert not unit(without, "c2").proposed_mastered
    assert unit(without, "c2").unmet == ()
    assert review(without, ELODIE).proposed is not Outcome.PASSED
