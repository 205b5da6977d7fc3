"""The agenda: in which order, how long each, what is left; candidates put off come back after the others."""

import datetime as dt
from dataclasses import replace

from app.domain.agenda import USUAL, agenda, planned_for, stands_at
from app.domain.candidate import Candidate
from app.domain.decision import Outcome
from app.domain.jury_room import RollEntry, Turn
from app.domain.planning.plan import Plan, PlanSettings
from app.domain.session import ExamSession
from tests.builders import (
    ABSENT,
    BENOIT,
    ELODIE,
    SOULEYMANE,
    after,
    candidate,
    decided,
    empty_session,
    framework_with_ccps,
    graded,
)

CHLOE = candidate(4, "DE LA FONTAINE", "Chloé")


def minutes(count: float) -> dt.timedelta:
    return dt.timedelta(minutes=count)


def session_of(*turns: Turn, who: tuple[Candidate, ...] = (ELODIE, ABSENT, SOULEYMANE, CHLOE)) -> ExamSession:
    return replace(graded(empty_session(framework_with_ccps(), "titre", *who)), turns=turns)


def names(session: ExamSession) -> list[int]:
    return [line.candidate.id for line in agenda(session).lines]


def test_absent_candidates_are_not_on_it() -> None:
    assert names(session_of()) == [ELODIE.id, SOULEYMANE.id, CHLOE.id]


def test_the_planning_says_how_long_else_fifteen_minutes() -> None:
    session = session_of()
    assert planned_for(session) == USUAL == minutes(15)
    planned = replace(session, plan=Plan(PlanSettings(deliberation=20), ()))
    assert agenda(planned).line(ELODIE.id).planned == minutes(20)
    assert planned_for(replace(session, plan=Plan(PlanSettings(deliberation=0), ()))) == USUAL


def test_time_adds_up_over_turns_the_one_under_way_included() -> None:
    session = session_of(Turn(1, ELODIE.id, after(0), after(4)), Turn(2, ELODIE.id, after(10)))
    line = agenda(session).line(ELODIE.id)
    assert line.spent(after(18)) == minutes(12)
    assert (line.left(after(18)), line.overrun(after(18))) == (minutes(3), minutes(0))
    assert (line.left(after(30)), line.overrun(after(30))) == (minutes(0), minutes(9))


def test_what_is_left_counts_only_those_still_to_decide() -> None:
    session = session_of(Turn(1, ELODIE.id, after(0), after(5)))
    assert agenda(session).left(after(60)) == minutes(10 + 15 + 15)
    over = decided(session, SOULEYMANE, Outcome.PASSED)
    assert agenda(over).left(after(60)) == minutes(10 + 15)


def test_a_candidate_put_off_comes_last_and_stays_there_when_the_jury_comes_back() -> None:
    put_off = Turn(1, ELODIE.id, after(0), after(2), postponed=True, reason="pièce attendue")
    session = session_of(put_off)
    assert names(session) == [SOULEYMANE.id, CHLOE.id, ELODIE.id]
    assert agenda(session).line(ELODIE.id).postponed == "pièce attendue"
    back = session_of(put_off, Turn(2, ELODIE.id, after(20)))
    assert names(back) == [SOULEYMANE.id, CHLOE.id, ELODIE.id]
    assert agenda(back).line(ELODIE.id).postponed == ""


def test_two_candidates_put_off_come_back_in_that_order() -> None:
    session = session_of(
        Turn(1, SOULEYMANE.id, after(0), after(2), postponed=True, reason="relire"),
        Turn(2, ELODIE.id, after(2), after(4), postponed=True, reason="relire"),
    )
    assert names(session) == [CHLOE.id, SOULEYMANE.id, ELODIE.id]


def test_a_decision_is_over_once_everybody_in_the_room_confirmed() -> None:
    session = decided(session_of(), ELODIE, Outcome.PASSED)
    assert agenda(session).line(ELODIE.id).is_over
    waiting = replace(session, confirmations=tuple(c for c in session.confirmations if c.juror_id != BENOIT.id))
    assert not agenda(waiting).line(ELODIE.id).is_over
    away = replace(waiting, roll=(RollEntry(BENOIT.id, present=False, reason="malade", at=after(0)),))
    assert agenda(away).line(ELODIE.id).is_over


def test_the_open_turn_says_where_the_jury_stands() -> None:
    assert stands_at(session_of(Turn(1, ELODIE.id, after(0), after(2)))) is None
    assert stands_at(session_of(Turn(1, ELODIE.id, after(0), after(2)), Turn(2, CHLOE.id, after(2)))) == CHLOE.id
