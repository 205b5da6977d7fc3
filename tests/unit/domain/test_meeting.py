"""Who decides on a candidate: those in the room in time, those who left once they had confirmed, nobody else."""

from dataclasses import replace

import pytest

from app.domain.agenda import is_decided
from app.domain.decision import Outcome
from app.domain.jury_room import RollEntry
from app.domain.meeting import aside_words, awaited, decided_without, deliberated_on, signatories
from app.domain.people import Recusal
from app.domain.session import ExamSession
from tests.builders import ANNE, BENOIT, ELODIE, after, decided, empty_session, framework_with_ccps, graded
from tests.ruled import ZOE
from tests.unit.domain.breaking import findings

BOTH = (ANNE.id, BENOIT.id)
CONFIRMED_AT = 201
"""The minute at which `decided` has everybody confirm."""


def session_of(*confirmed: int, zoe_out: tuple[float, float] | None = None) -> ExamSession:
    """One candidate decided at minute 200 before Anne, Benoît and Zoé, who was out between two minutes."""
    empty = empty_session(framework_with_ccps(), "titre", ELODIE, jurors=(ANNE, BENOIT, ZOE))
    session = decided(graded(empty), ELODIE, Outcome.PASSED)
    given = tuple(each for each in session.confirmations if each.juror_id in confirmed)
    if zoe_out is None:
        return replace(session, confirmations=given)
    since, until = map(after, zoe_out)
    return replace(session, confirmations=given, roll=(RollEntry(ZOE.id, True, "", until, ((since, until),)),))


def test_everybody_in_the_room_confirms() -> None:
    session = session_of(*BOTH)
    assert [juror.id for juror in awaited(session, ELODIE)] == [ZOE.id]
    assert not is_decided(session, ELODIE)
    assert any("pas confirmée par Z. Roux" in finding.sentence for finding in findings(session, 26))


def test_whoever_was_out_until_it_was_confirmed_has_no_part_in_it() -> None:
    session = session_of(*BOTH, zoe_out=(190, CONFIRMED_AT + 1))
    assert decided_without(session, ELODIE) == {ZOE.id}
    assert [juror.id for juror in deliberated_on(session, ELODIE)] == list(BOTH)
    assert is_decided(session, ELODIE)
    assert not findings(session, 26)
    assert [juror.id for juror in signatories(session)] == list(BOTH)
    assert aside_words(session, ZOE).endswith("arrivée après les décisions")


@pytest.mark.parametrize(
    ("confirmed", "out"),
    [
        (BOTH, (190, CONFIRMED_AT - 1)),
        (BOTH, (CONFIRMED_AT - 0.5, CONFIRMED_AT + 5)),
        (BOTH, (CONFIRMED_AT + 1, CONFIRMED_AT + 5)),
        ((ANNE.id,), (190, CONFIRMED_AT + 5)),
    ],
    ids=[
        "back before the confirmations",
        "gone once it was decided",
        "gone once it was confirmed",
        "back while a quorum is awaited",
    ],
)
def test_whoever_was_there_decides_too(confirmed: tuple[int, ...], out: tuple[float, float]) -> None:
    session = session_of(*confirmed, zoe_out=out)
    assert decided_without(session, ELODIE) == frozenset()
    assert ZOE.id in {juror.id for juror in awaited(session, ELODIE)}
    assert not is_decided(session, ELODIE)


def test_going_out_takes_no_confirmation_away() -> None:
    session = session_of(*BOTH, ZOE.id, zoe_out=(190, CONFIRMED_AT + 1))
    assert decided_without(session, ELODIE) == frozenset()
    assert len(deliberated_on(session, ELODIE)) == 3


def test_a_recused_juror_s_confirmation_makes_no_quorum() -> None:
    session = replace(
        session_of(*BOTH, zoe_out=(190, CONFIRMED_AT + 1)), recusals=(Recusal(BENOIT.id, ELODIE.id, "voisin"),)
    )
    assert decided_without(session, ELODIE) == frozenset()
    assert [juror.id for juror in awaited(session, ELODIE)] == [ZOE.id]


def test_a_decision_that_nobody_confirmed_is_never_over() -> None:
    session = session_of()
    gone = tuple(RollEntry(juror.id, False, "grève", after(202)) for juror in session.jurors)
    assert not is_decided(replace(session, roll=gone), ELODIE)
