"""What the jury sees of one candidate: nothing before every lock, then divergences first, and no refusal proposed."""

from dataclasses import replace

import pytest

from app.domain.answer import NO, NOT_OBSERVED, YES, Answer
from app.domain.candidate import Candidate
from app.domain.decision import Outcome
from app.domain.deliberation import proposed_outcome, review
from app.domain.framework.model import Framework
from app.domain.grading import Fact, Grid, Mark
from app.domain.outcomes import lawful_outcomes
from app.domain.people import Recusal
from app.domain.session import ExamSession
from tests.builders import (
    ABSENT,
    ELODIE,
    NOW,
    decided,
    empty_session,
    framework_with_bloc_criteria,
    framework_with_ccps,
    framework_without_criteria,
    graded,
    holding,
    locked,
)


def session_of(type_id: str = "titre", who: Candidate = ELODIE, framework: Framework | None = None) -> ExamSession:
    return graded(empty_session(framework or framework_with_ccps(), type_id, who))


def rewritten(session: ExamSession, juror_id: int, part_id: str, **changes: object) -> ExamSession:
    """The session with one grid changed and locked again."""
    grid = session.grid(juror_id, ELODIE.id, part_id)
    changed = locked(replace(grid, **changes))  # type: ignore[arg-type]  # named by each test
    return replace(session, grids=tuple(changed if each is grid else each for each in session.grids))


def answered(session: ExamSession, juror_id: int, part_id: str, criterion_id: str, value: Answer) -> ExamSession:
    marks = {**session.grid(juror_id, ELODIE.id, part_id).marks, criterion_id: Mark(value)}
    return rewritten(session, juror_id, part_id, marks=marks)


def test_everything_is_sealed_until_the_last_lock() -> None:
    session = session_of()
    open_again = replace(session.grids[-1], locked_at=None)
    sealed = decided(replace(session, grids=(*session.grids[:-1], open_again)), ELODIE, Outcome.PASSED)

    page = review(sealed, ELODIE)

    assert page.sealed
    assert (page.locked_grids, page.expected_grids) == (7, 8)
    assert (page.units, page.appreciations, page.proposed) == ((), (), None)
    assert page.divergences == 0


def test_an_expected_grid_that_was_never_opened_seals_too() -> None:
    session = session_of()

    page = review(replace(session, grids=session.grids[1:]), ELODIE)

    assert page.sealed
    assert (page.locked_grids, page.expected_grids) == (7, 8)


def test_a_recused_juror_is_not_waited_for() -> None:
    session = session_of()
    alone = replace(
        session,
        recusals=(Recusal(2, ELODIE.id, "même entreprise"),),
        grids=tuple(grid for grid in session.grids if grid.juror_id == 1),
    )

    page = review(alone, ELODIE)

    assert not page.sealed
    assert [juror.id for juror in page.jurors] == [1]
    assert {len(line.marks) for unit in page.units for line in unit.lines} == {1}


def test_divergences_come_first_then_the_order_of_the_referentiel() -> None:
    session = answered(session_of(), 2, "et", "c3.2", NO)

    page = review(session, ELODIE)

    assert [unit.unit.id for unit in page.units] == ["c3", "c1", "c2"]
    assert [unit.diverges for unit in page.units] == [True, False, False]
    assert page.divergences == 1


def test_each_criterion_shows_every_juror_in_every_part() -> None:
    session = answered(session_of(), 1, "et", "c1.2", NOT_OBSERVED)

    (unit,) = [each for each in review(session, ELODIE).units if each.unit.id == "c1"]

    assert [(line.part_id, line.criterion.id) for line in unit.lines] == [
        ("ecrit", "c1.1"),
        ("ecrit", "c1.2"),
        ("et", "c1.1"),
        ("et", "c1.2"),
    ]
    last = unit.lines[-1]
    assert [mark.value for mark in last.marks if mark] == [NOT_OBSERVED, YES]
    assert [line.diverges for line in unit.lines] == [False, False, False, True]
    assert [criterion.id for criterion in unit.unmet] == ["c1.2"]


def test_jurors_who_agree_on_a_refusal_do_not_diverge() -> None:
    session = session_of()
    for juror_id in (1, 2):
        session = answered(session, juror_id, "oral", "c2.1", NO)

    (unit,) = [each for each in review(session, ELODIE).units if each.unit.id == "c2"]

    assert not unit.diverges
    assert not unit.proposed_mastered
    assert [criterion.id for criterion in unit.unmet] == ["c2.1"]


@pytest.mark.parametrize("value", [NO, NOT_OBSERVED])
def test_mastery_is_proposed_only_when_every_juror_answered_yes_everywhere(value: Answer) -> None:
    session = session_of()
    one_short = answered(session, 2, "ecrit", "c1.1", value)

    assert [unit.proposed_mastered for unit in review(session, ELODIE).units] == [True, True, True]
    assert {unit.unit.id: unit.proposed_mastered for unit in review(one_short, ELODIE).units} == {
        "c1": False,
        "c2": True,
        "c3": True,
    }


def test_mastery_is_never_proposed_where_there_is_nothing_to_answer() -> None:
    session = session_of("bloc1", framework=framework_without_criteria())

    (unit,) = review(session, ELODIE).units

    assert (unit.lines, unit.proposed_mastered, unit.diverges, unit.unmet) == ((), False, False, ())


def test_criteria_of_a_whole_bloc_are_reviewed_as_one_unit() -> None:
    session = session_of("bloc1", framework=framework_with_bloc_criteria())

    (unit,) = review(session, ELODIE).units

    assert [line.criterion.id for line in unit.lines] == ["bloc1.1", "bloc1.2"]


def test_facts_stand_under_their_criterion_and_appreciations_under_their_part() -> None:
    facts = (Fact(1, NOW, "Phase 1", "Compte les colis", "c2.1"), Fact(2, NOW, "Phase 1", "Arrive en retard"))
    session = rewritten(session_of(), 1, "oral", facts=facts, appreciation="Très à l’aise.")

    page = review(session, ELODIE)

    quoted = [fact for unit in page.units for line in unit.lines for fact in line.facts]
    assert [(fact.juror.id, fact.text) for fact in quoted] == [(1, "Compte les colis")]
    assert ("Anne Durand", "Mise en situation orale", "Très à l’aise.") in [
        (juror.name, part, text) for juror, part, text in page.appreciations
    ]


def test_a_refusal_is_never_proposed() -> None:
    session = session_of()
    partial = decided(session, ELODIE, Outcome.PARTIAL, lost=["ccp2"])
    mastered = decided(session, ELODIE, Outcome.PASSED)

    assert review(session, ELODIE).proposed is None
    assert review(partial, ELODIE).proposed is None
    assert review(mastered, ELODIE).proposed is Outcome.PASSED
    assert proposed_outcome(replace(mastered, positions=mastered.positions[1:]), ELODIE) is None


PASSED, PARTIAL, FAILED, BLOC_WON, BLOC_LOST, ABSENCE, _ = Outcome


@pytest.mark.parametrize(
    ("type_id", "priors", "outcomes"),
    [
        ("titre", (), (PASSED, PARTIAL, FAILED)),
        ("titre", ("ccp1",), (PASSED, PARTIAL, FAILED)),
        ("ccs", (), (FAILED,)),
        ("ccp1", (), (BLOC_WON, BLOC_LOST)),
        ("ccp1", ("ccp2",), (PASSED, BLOC_WON, BLOC_LOST)),
    ],
)
def test_each_kind_of_session_has_its_own_outcomes(
    type_id: str, priors: tuple[str, ...], outcomes: tuple[Outcome, ...]
) -> None:
    who = holding(ELODIE, *priors)

    assert lawful_outcomes(session_of(type_id, who), who) == outcomes


def test_a_bloc_is_won_or_lost() -> None:
    session = session_of("bloc1", framework=framework_with_bloc_criteria())

    assert review(session, ELODIE).outcomes == (BLOC_WON, BLOC_LOST)


def test_an_absence_is_observed_and_never_chosen() -> None:
    session = session_of("titre", ABSENT)

    assert lawful_outcomes(session, ABSENT) == (ABSENCE,)
    assert proposed_outcome(decided(session, ABSENT, Outcome.PASSED), ABSENT) is None


def test_a_grid_of_another_candidate_changes_nothing() -> None:
    session = session_of()
    foreign = locked(Grid(1, 2, "oral", {"c2.1": Mark(NO)}))

    assert review(replace(session, grids=(*session.grids, foreign)), ELODIE) == review(session, ELODIE)
