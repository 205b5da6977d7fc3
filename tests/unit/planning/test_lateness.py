"""How late a day is, and what a planning calls a candidate for next."""

import datetime as dt
from dataclasses import replace

import pytest

from app.domain.attendance import Attendance, Presence
from app.domain.planning.compute import compute
from app.domain.planning.lateness import lateness, next_slot
from app.domain.planning.plan import Plan, PlanSettings
from app.domain.session import ExamSession
from app.domain.timing import Instant, PhaseEvent, PhaseEventKind
from tests.unit.planning.sessions import at, title_session, with_candidates


def seen(session: ExamSession, candidate_id: int, presence: Presence = Presence.PRESENT) -> ExamSession:
    """The session once somebody was observed at the door."""
    observed = Attendance(presence, at(8, 30), "carte d’identité")
    return with_candidates(session, replace(session.candidate(candidate_id), attendance=observed))


def started(session: ExamSession, candidate_id: int, part_id: str, moment: dt.datetime) -> ExamSession:
    """The session once a part began, on a clock one hour ahead of Greenwich."""
    wall = moment.replace(tzinfo=dt.timezone(dt.timedelta(hours=1)))
    event = PhaseEvent(0, PhaseEventKind.STARTED, Instant(wall, 0, "poste"))
    return replace(session, phase_events={**session.phase_events, (candidate_id, part_id): (event,)})


@pytest.fixture
def session() -> ExamSession:
    return title_session(2)


@pytest.fixture
def plan(session: ExamSession) -> Plan:
    return compute(session, PlanSettings()).plan


def test_nobody_is_late_before_anybody_came(session: ExamSession, plan: Plan) -> None:
    assert not lateness(session, plan, at(12))


def test_a_part_that_did_not_begin_is_late_by_the_minute(session: ExamSession, plan: Plan) -> None:
    first = plan.of_candidate(1)[0].starts_at
    session = seen(session, 1)
    assert not lateness(session, plan, first)
    assert lateness(session, plan, first + dt.timedelta(minutes=12, seconds=40)) == dt.timedelta(minutes=12)


def test_a_part_under_way_keeps_the_delay_it_began_with_then_that_of_its_end(session: ExamSession, plan: Plan) -> None:
    slot = plan.of_candidate(1)[0]
    session = started(seen(session, 1), 1, "ecrit", slot.starts_at + dt.timedelta(minutes=10))
    assert lateness(session, plan, slot.starts_at + dt.timedelta(minutes=60)) == dt.timedelta(minutes=10)
    assert lateness(session, plan, slot.ends_at + dt.timedelta(minutes=25)) == dt.timedelta(minutes=25)


def test_an_absent_candidate_makes_nobody_late(session: ExamSession, plan: Plan) -> None:
    assert not lateness(seen(session, 1, Presence.ABSENT), plan, at(12))


def test_other_days_do_not_count(session: ExamSession, plan: Plan) -> None:
    assert not lateness(seen(session, 1), plan, at(12, day=1))


def test_the_next_slot_is_that_of_the_first_part_not_begun(session: ExamSession, plan: Plan) -> None:
    candidate = session.candidate(1)
    first = next_slot(session, plan, candidate)
    assert first is not None
    assert first.part_id == "ecrit"
    second = next_slot(started(session, 1, "ecrit", first.starts_at), plan, candidate)
    assert second is not None
    assert second.part_id == "oral"
    assert next_slot(session, Plan(plan.settings, ()), candidate) is None
