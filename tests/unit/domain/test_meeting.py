"""Who decides on a candidate: those in the room in time, those who left once they had confirmed, nobody else."""

import datetime as dt
from dataclasses import replace

import pytest

from app.domain.agenda import is_decided
from app.domain.decision import Outcome
from app.domain.jury_room import RollEntry
from app.domain.meeting import aside_words, awaited, came_in_since, deliberated_on, signatories
from app.domain.session import ExamSession
from tests.builders import ANNE, BENOIT, ELODIE, after, decided, empty_session, framework_with_ccps, graded
from tests.ruled import ZOE
from tests.unit.domain.breaking import findings

BOTH = (ANNE.id, BENOIT.id)
CONFIRMED_AT = 201
"""The minute at which `decided` has everybody confirm."""


def session_of(*confirmed: int, zoe_came_at: dt.datetime | None = None) -> ExamSession:
    """One candidate decided before Anne, Benoît and Zoé, whom the roll first said absent when she came in."""
    empty = empty_session(framework_with_ccps(), "titre", ELODIE, jurors=(ANNE, BENOIT, ZOE))
    session = decided(graded(empty), ELODIE, Outcome.PASSED)
    given = tuple(each for each in session.confirmations if each.juror_id in confirmed)
    came = () if zoe_came_at is None else (RollEntry(ZOE.id, True, "", zoe_came_at, zoe_came_at),)
    return replace(session, confirmations=given, roll=came)


def test_everybody_in_the_room_confirms() -> None:
    session = session_of(*BOTH)
    assert [juror.id for juror in awaited(session, ELODIE)] == [ZOE.id]
    assert not is_decided(session, ELODIE)
    assert any("pas confirmée par Z. Roux" in finding.sentence for finding in findings(session, 26))


def test_whoever_comes_in_once_it_is_confirmed_has_no_part_in_it() -> None:
    session = session_of(*BOTH, zoe_came_at=after(CONFIRMED_AT + 1))
    assert came_in_since(session, ELODIE) == {ZOE.id}
    assert [juror.id for juror in deliberated_on(session, ELODIE)] == list(BOTH)
    assert is_decided(session, ELODIE)
    assert not findings(session, 26)
    assert [juror.id for juror in signatories(session)] == list(BOTH)
    assert aside_words(session, ZOE).endswith("arrivé après les décisions")


@pytest.mark.parametrize(
    ("confirmed", "came"),
    [(BOTH, after(CONFIRMED_AT - 1)), ((ANNE.id,), after(CONFIRMED_AT + 1))],
    ids=["before the confirmations", "while the quorum's confirmations are awaited"],
)
def test_whoever_comes_in_before_that_decides_too(confirmed: tuple[int, ...], came: dt.datetime) -> None:
    session = session_of(*confirmed, zoe_came_at=came)
    assert came_in_since(session, ELODIE) == frozenset()
    assert ZOE.id in {juror.id for juror in awaited(session, ELODIE)}
    assert not is_decided(session, ELODIE)


def test_a_decision_that_nobody_confirmed_is_never_over() -> None:
    session = session_of()
    gone = tuple(RollEntry(juror.id, False, "grève", after(202)) for juror in session.jurors)
    assert not is_decided(replace(session, roll=gone), ELODIE)
