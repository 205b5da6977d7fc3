"""A certification's own rule speaks bloc by bloc, in words, and decides nothing (rule 49)."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.answer import NO
from app.domain.bloc_proposals import BlocProposal, bloc_proposals, departs
from app.domain.candidate import PriorAward
from app.domain.decision import Outcome
from app.domain.framework.decision_rule import BlocRule, DecisionRule, Minimum
from app.domain.framework.model import Framework
from app.domain.framework.scale import MarkingScale
from app.domain.framework.terms import PointCount
from app.domain.grading import Mark
from app.domain.merging import GridWaiver
from app.domain.rules.base import Severity
from app.domain.session import ExamSession
from tests.builders import (
    ANNE,
    BENOIT,
    ELODIE,
    NOW,
    decided,
    empty_session,
    framework_with_bloc_criteria,
    framework_with_ccps,
    graded,
    holding,
    locked,
)
from tests.ruled import NON_COMPENSABLE, SUM_OF_TWENTY, of_blocs, ruled, with_points
from tests.unit.domain.breaking import findings

Points = Mapping[int, Mapping[str, str]]
MEAN = BlocRule(bloc="bloc1", threshold=Decimal(10), counting=PointCount.MEAN)


def both(**points: str) -> Points:
    """The same points from both jurors, by the number of the bloc's critère."""
    codes = {f"bloc1.{key[1:]}": value for key, value in points.items()}
    return {1: codes, 2: codes}


def proposal(framework: Framework, points: Points) -> BlocProposal:
    return next(iter(bloc_proposals(with_points(framework, points), ELODIE)))


def said(framework: Framework, points: Points) -> str:
    return proposal(framework, points).sentence.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("points", "sentence", "favourable"),
    [
        (both(c1="10", c2="11"), "32 points sur 60, seuil 20", True),
        (both(c1="0", c2="10"), "20 points sur 60, seuil 20", True),
        (both(c1="8", c2="9"), "26 points sur 60, seuil 20, mais « Critère 2 de bloc1 » est éliminatoire", False),
        (both(c1="1", c2="2"), "5 points sur 60, seuil 20, et « Critère 2 de bloc1 » est éliminatoire", False),
        (both(c1="0.5", c2="0"), "0,5 point sur 60, seuil 20, et « Critère 2 de bloc1 » est éliminatoire", False),
        (
            both(c1="non_observe", c2="12"),
            "points incomplets sur 60, seuil 20, mais des critères n’ont pas été observés",
            None,
        ),
    ],
)
def test_a_sum_is_told_with_its_threshold_and_what_stands_against_it(
    points: Points, sentence: str, favourable: bool | None
) -> None:
    assert said(of_blocs(SUM_OF_TWENTY), points) == sentence
    assert proposal(of_blocs(SUM_OF_TWENTY), points).favourable is favourable


@pytest.mark.parametrize(
    ("points", "sentence", "favourable"),
    [
        (both(c1="10", c2="11"), "10,5 points sur 20, seuil 10", True),
        (both(c1="9", c2="10.5"), "9,75 points sur 20, seuil 10", False),
    ],
)
def test_a_mean_is_that_of_one_jurors_criteria(points: Points, sentence: str, favourable: bool) -> None:
    assert said(of_blocs(MEAN), points) == sentence
    assert proposal(of_blocs(MEAN), points).favourable is favourable


def test_nothing_is_proposed_where_grids_stand_on_two_sides() -> None:
    divided: Points = {1: {"bloc1.1": "9", "bloc1.2": "9"}, 2: {"bloc1.1": "12", "bloc1.2": "12"}}

    assert said(of_blocs(MEAN), divided) == (
        "de 9 à 12 points sur 20, seuil 10, mais les grilles se partagent autour du seuil"
    )
    assert proposal(of_blocs(MEAN), divided).favourable is None


def test_an_eliminatory_critere_on_which_grids_differ_proposes_nothing() -> None:
    divided: Points = {1: {"bloc1.2": "9"}, 2: {"bloc1.2": "12"}}

    found = proposal(of_blocs(SUM_OF_TWENTY), divided)

    assert found.favourable is None
    assert "les grilles ne tranchent pas" in found.sentence


def test_a_competence_that_no_other_makes_up_for_has_its_own_minimum() -> None:
    weak: Points = {1: {"a2.1": "7"}, 2: {"a2.1": "7.5"}}
    framework = of_blocs(NON_COMPENSABLE)

    assert said(framework, weak) == "« Arroser » n’est pas compensable (minimum 8 points)"
    assert proposal(framework, weak).favourable is False
    assert proposal(framework, {1: {}, 2: {}}).sentence == "rien ne s’y oppose"


def test_a_rule_without_points_goes_by_criteres_met() -> None:
    rule = BlocRule(bloc="bloc2", non_compensable=(Minimum(skill="a2"),), eliminatory=("a2.1",))
    session = graded(empty_session(ruled(DecisionRule(blocs=(rule,)), MarkingScale()), "titre", ELODIE))
    unmet = tuple(locked(replace(g, marks={k: Mark(NO) for k in g.marks})) for g in session.grids)

    assert [each.favourable for each in bloc_proposals(session, ELODIE)] == [True]
    (against,) = bloc_proposals(replace(session, grids=unmet), ELODIE)
    assert against.favourable is False
    assert len(against.against) == 2


def test_a_grid_done_without_does_not_count() -> None:
    session = with_points(of_blocs(MEAN), {1: {"bloc1.1": "2", "bloc1.2": "2"}, 2: {}})
    waiver = GridWaiver(ANNE.id, ELODIE.id, "ecrit", BENOIT.id, "poste en panne", NOW)

    (found,) = bloc_proposals(replace(session, grid_waivers=(waiver,)), ELODIE)

    assert (found.points.replace("\u00a0", " "), found.favourable) == ("20 points sur 20", True)


def test_nothing_is_told_while_a_grid_is_open_nor_of_a_bloc_already_held() -> None:
    session = with_points(of_blocs(MEAN), {1: {}, 2: {}})
    still_open = replace(session, grids=(replace(session.grids[0], locked_at=None), *session.grids[1:]))
    held = holding(ELODIE, "bloc1")

    assert bloc_proposals(still_open, ELODIE) == ()
    assert bloc_proposals(with_points(of_blocs(MEAN), {1: {}, 2: {}}, who=held), held) == ()


@pytest.mark.parametrize("framework", [framework_with_ccps(), framework_with_bloc_criteria()])
def test_a_titre_professionnel_and_a_plain_certification_are_proposed_nothing(framework: Framework) -> None:
    assert bloc_proposals(graded(empty_session(framework, "titre", ELODIE)), ELODIE) == ()


# What the jury decides against the rule is said


def refused_above() -> ExamSession:
    session = with_points(of_blocs(MEAN), {1: {}, 2: {}}, type_id="bloc1")
    return decided(session, ELODIE, Outcome.BLOC_LOST)


def granted_below() -> ExamSession:
    weak = {"bloc1.1": "1", "bloc1.2": "1"}
    session = with_points(of_blocs(MEAN), {1: weak, 2: weak}, type_id="bloc1")
    return decided(session, ELODIE, Outcome.BLOC_WON)


@pytest.mark.parametrize(
    ("session", "severity", "sentence"),
    [
        (
            refused_above(),
            Severity.BLOCKING,
            "le bloc 1 est refusé alors que la règle de la certification le propose (20 points sur 20, seuil 10)",
        ),
        (
            granted_below(),
            Severity.TO_JUSTIFY,
            "le bloc 1 est accordé malgré la règle de la certification (1 point sur 20, seuil 10)",
        ),
    ],
)
def test_a_decision_against_the_rule_needs_its_reason(session: ExamSession, severity: Severity, sentence: str) -> None:
    told = tuple(replace(each, motive="Deux consignes de sécurité ont été ignorées.") for each in session.decisions)

    (finding,) = findings(session, 49)

    assert sentence in finding.sentence.replace("\u00a0", " ")
    assert finding.severity is severity
    assert findings(replace(session, decisions=told), 49) == ()


def test_a_decision_in_line_with_the_rule_needs_none() -> None:
    session = with_points(of_blocs(MEAN), {1: {}, 2: {}}, type_id="bloc1")
    won = decided(session, ELODIE, Outcome.BLOC_WON)

    assert findings(won, 49) == ()
    assert [departs(won, ELODIE, each) for each in bloc_proposals(won, ELODIE)] == [""]


def test_a_bloc_held_longer_than_it_is_worth_is_told() -> None:
    base = framework_with_bloc_criteria()
    five_years = base.blocs[1].model_copy(update={"validity_years": 5})
    framework = base.model_copy(update={"blocs": (base.blocs[0], five_years)})
    kept = replace(ELODIE, priors=(PriorAward("bloc2", dt.date(2021, 5, 12), "attestation"),))
    late = replace(ELODIE, priors=(PriorAward("bloc2", dt.date(2021, 5, 11), "attestation"),))

    assert findings(empty_session(framework, "bloc1", kept), 49) == ()
    (finding,) = findings(empty_session(framework, "bloc1", late), 49)
    assert "ne valait que jusqu’au 11/05/2026" in finding.sentence
    assert finding.severity is Severity.TO_JUSTIFY


@given(
    st.lists(st.integers(0, 40), min_size=4, max_size=4),
    st.integers(1, 60),
)
def test_a_proposal_always_follows_every_juror(halves: list[int], threshold: int) -> None:
    """Favourable exactly when each juror's own sum reaches the threshold, against when none does."""
    rule = BlocRule(bloc="bloc1", threshold=Decimal(threshold) if threshold <= 40 else Decimal(40))
    codes = [str(Decimal(value) / 2) for value in halves]
    points: Points = {1: {"bloc1.1": codes[0], "bloc1.2": codes[1]}, 2: {"bloc1.1": codes[2], "bloc1.2": codes[3]}}
    sums = [Decimal(halves[0] + halves[1]) / 2, Decimal(halves[2] + halves[3]) / 2]
    reached = {total >= (rule.threshold or 0) for total in sums}

    assert proposal(of_blocs(rule), points).favourable is (reached.pop() if len(reached) == 1 else None)
