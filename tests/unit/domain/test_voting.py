"""The vote on a decision, in certifications whose rule has one; a titre professionnel has none (rule 26)."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from app.domain.decision import Outcome
from app.domain.framework.terms import DecisionMode
from app.domain.jury_room import RollEntry, Vote
from app.domain.people import Recusal
from app.domain.session import ExamSession
from app.domain.voting import has_votes, verdict
from tests.builders import ANNE, BENOIT, ELODIE, NOW, after, decided, empty_session, framework_with_ccps, graded
from tests.ruled import ZOE, voted
from tests.unit.domain.breaking import findings

UNANIMITY, MAJORITY, CASTING = DecisionMode.UNANIMITY, DecisionMode.MAJORITY, DecisionMode.CASTING_VOTE
FOR, AGAINST = True, False


def session_of(mode: DecisionMode, votes: Mapping[int, bool], *jurors: int) -> ExamSession:
    people = tuple(each for each in (ANNE, BENOIT, ZOE) if not jurors or each.id in jurors)
    session = graded(empty_session(voted(mode), "bloc1", ELODIE, jurors=people))
    cast = tuple(Vote(ELODIE.id, juror_id, favourable, "", NOW) for juror_id, favourable in votes.items())
    return replace(decided(session, ELODIE, Outcome.BLOC_WON), votes=cast)


@pytest.mark.parametrize(
    ("mode", "votes", "carried"),
    [
        (UNANIMITY, {1: FOR, 2: FOR, 4: FOR}, True),
        (UNANIMITY, {1: FOR, 2: FOR, 4: AGAINST}, False),
        (MAJORITY, {1: FOR, 2: FOR, 4: AGAINST}, True),
        (MAJORITY, {1: FOR, 2: AGAINST, 4: AGAINST}, False),
        (CASTING, {1: FOR, 2: FOR, 4: AGAINST}, True),
        (CASTING, {1: AGAINST, 2: AGAINST, 4: FOR}, False),
        (MAJORITY, {1: FOR, 2: FOR}, None),
        (UNANIMITY, {}, None),
    ],
)
def test_a_vote_carries_a_decision_as_the_rule_says(
    mode: DecisionMode, votes: dict[int, bool], carried: bool | None
) -> None:
    session = session_of(mode, votes)
    found = verdict(session, ELODIE)

    assert found is not None
    assert found.carried is carried
    assert bool(findings(session, 26)) is (carried is not True)


@pytest.mark.parametrize(
    ("mode", "votes", "carried"),
    [
        (MAJORITY, {1: FOR, 4: AGAINST}, False),
        (CASTING, {1: FOR, 4: AGAINST}, False),
        (CASTING, {1: AGAINST, 4: FOR}, True),
    ],
)
def test_votes_shared_equally_are_settled_by_the_seat_alone(
    mode: DecisionMode, votes: dict[int, bool], carried: bool
) -> None:
    found = verdict(session_of(mode, votes, 1, 4), ELODIE)

    assert found is not None
    assert found.carried is carried


def test_a_vote_against_still_counts_once_its_juror_stepped_out() -> None:
    session = session_of(UNANIMITY, {1: FOR, 2: FOR, 4: AGAINST})
    others = tuple(each for each in session.confirmations if each.juror_id != ZOE.id)
    for out in (
        RollEntry(ZOE.id, present=False, reason="appelée", at=after(202)),
        RollEntry(ZOE.id, True, "", after(203), ((after(202), after(203)),)),
    ):
        found = verdict(replace(session, confirmations=others, roll=(out,)), ELODIE)
        assert found is not None
        assert ([juror.id for juror in found.against], found.carried) == ([ZOE.id], False)


def test_neither_the_absent_nor_the_recused_are_waited_for_or_counted() -> None:
    session = session_of(UNANIMITY, {1: FOR, 4: AGAINST})
    alone = replace(
        session,
        roll=(RollEntry(BENOIT.id, present=False, reason="rappelé", at=NOW),),
        recusals=(Recusal(ZOE.id, ELODIE.id, "même entreprise"),),
        confirmations=tuple(each for each in session.confirmations if each.juror_id != BENOIT.id),
    )

    found = verdict(alone, ELODIE)

    assert found is not None
    assert ([j.id for j in found.favourable], found.against, found.carried) == ([1], (), True)


def test_who_left_after_confirming_still_counts() -> None:
    session = session_of(UNANIMITY, {1: FOR, 2: AGAINST, 4: FOR})
    gone = replace(session, roll=(RollEntry(BENOIT.id, present=False, reason="rappelé", at=NOW),))

    found = verdict(gone, ELODIE)

    assert found is not None
    assert ([juror.id for juror in found.against], found.carried) == ([2], False)


def test_the_vote_says_who_is_awaited_and_what_is_missing() -> None:
    (waiting,) = findings(session_of(MAJORITY, {1: FOR}), 26)
    (lost,) = findings(session_of(MAJORITY, {1: FOR, 2: AGAINST, 4: AGAINST}), 26)

    assert "attend B. Petit, Z. Roux" in waiting.sentence
    assert "1 voix pour, 2 contre" in lost.sentence
    assert "la majorité n’est pas atteinte" in lost.sentence


def test_nobody_votes_on_a_titre_professionnel_nor_before_a_decision() -> None:
    title = decided(graded(empty_session(framework_with_ccps(), "titre", ELODIE)), ELODIE, Outcome.PASSED)
    undecided = replace(session_of(MAJORITY, {}), decisions=())

    assert not has_votes(title)
    assert verdict(title, ELODIE) is None
    assert verdict(undecided, ELODIE) is None
