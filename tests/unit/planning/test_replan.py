"""A day that is late: what is over stays as it was, what runs keeps its place, the rest follows from now."""

import datetime as dt
from dataclasses import replace

from hypothesis import assume, given
from hypothesis import settings as effort
from hypothesis import strategies as st

from app.domain.decision import Decision, Outcome
from app.domain.planning.checks import conflicts
from app.domain.planning.compute import compute
from app.domain.planning.moves import moved
from app.domain.planning.plan import Plan, PlanSettings, Slot, SlotKind
from app.domain.planning.replan import replanned
from app.domain.planning.usual import usual_settings
from app.domain.session import ExamSession
from app.domain.timing import Instant, PhaseEvent, PhaseEventKind
from tests.builders import ABSENT, PARIS
from tests.unit.planning.sessions import at, of_panel, sessions, title_session, with_candidates

LE_GOFF, OZTURK, N_DIAYE = 1, 2, 3
STARTED, ENDED = PhaseEventKind.STARTED, PhaseEventKind.ENDED


def planned(count: int = 3, juries: int = 1) -> tuple[ExamSession, Plan]:
    session = title_session(count, juries)
    return session, compute(session, replace(usual_settings(session), day_ends=dt.time(20))).plan


def clocked(
    session: ExamSession, candidate_id: int, part_id: str, *events: tuple[int, PhaseEventKind, dt.datetime]
) -> ExamSession:
    """The session once the timer of a part was used at these civil times."""
    known = session.phase_events.get((candidate_id, part_id), ())
    new = tuple(PhaseEvent(phase, kind, Instant(when.replace(tzinfo=PARIS), 0, "b1")) for phase, kind, when in events)
    return replace(session, phase_events={**session.phase_events, (candidate_id, part_id): (*known, *new)})


def lived(session: ExamSession, plan: Plan, until: dt.datetime, late: dt.timedelta) -> ExamSession:
    """The session once everything planned took place that much later, until one moment."""
    for slot in plan.slots:
        if slot.kind is not SlotKind.SITTING or slot.candidate_id is None or slot.starts_at + late > until:
            continue
        lasts = slot.ends_at - slot.starts_at
        count = slot.last_phase - slot.first_phase + 1
        for index in range(count):
            starts = slot.starts_at + late + lasts * index / count
            ends = slot.starts_at + late + lasts * (index + 1) / count
            phase = slot.first_phase + index
            if starts <= until:
                session = clocked(session, slot.candidate_id, slot.part_id, (phase, STARTED, starts))
            if ends <= until:
                session = clocked(session, slot.candidate_id, slot.part_id, (phase, ENDED, ends))
    return session


def slot_of(plan: Plan, candidate_id: int, part_id: str, which: int = 0) -> Slot:
    return [slot for slot in plan.of_candidate(candidate_id) if slot.part_id == part_id][which]


def test_before_the_day_the_planning_stays_as_it_is() -> None:
    session, plan = planned()

    assert replanned(session, plan, at(7, 0)).plan == plan


def test_a_written_part_that_started_late_keeps_its_real_hours() -> None:
    session, plan = planned()
    session = clocked(session, LE_GOFF, "ecrit", (0, STARTED, at(9, 10)))

    late = replanned(session, plan, at(9, 40))

    written = {(slot.starts_at, slot.ends_at) for slot in late.plan.slots if slot.part_id == "ecrit"}
    assert written == {(at(9, 10), at(11, 40))}
    assert slot_of(late.plan, LE_GOFF, "oral").starts_at == at(11, 45)


def test_what_is_over_keeps_its_real_times_and_its_number() -> None:
    session, plan = planned()
    session = lived(session, plan, at(11, 55), dt.timedelta(minutes=20))

    late = replanned(session, plan, at(11, 55))

    before = slot_of(plan, LE_GOFF, "oral")
    after = slot_of(late.plan, LE_GOFF, "oral")
    assert (after.starts_at, after.ends_at) == (at(11, 40), at(11, 50))
    assert after.number == before.number


def test_the_running_one_keeps_its_place_and_goes_on_without_a_gap() -> None:
    session, plan = planned()
    session = lived(session, plan, at(12, 15), dt.timedelta(minutes=20))

    late = replanned(session, plan, at(12, 15)).plan

    # The ET runs since 12:10 for ten minutes; the QAP follows at once, then the EF, then the jury's lunch.
    assert (slot_of(late, LE_GOFF, "et").starts_at, slot_of(late, LE_GOFF, "et").ends_at) == (at(12, 10), at(12, 20))
    assert slot_of(late, LE_GOFF, "qap").starts_at == at(12, 20)
    assert slot_of(late, LE_GOFF, "ef").ends_at == at(13, 20)
    [lunch] = [slot for slot in of_panel(late, 1) if slot.kind is SlotKind.LUNCH]
    assert lunch.starts_at == at(13, 20)
    assert conflicts(session, late) == ()


def test_a_lunch_under_way_is_not_had_twice() -> None:
    session, plan = planned()
    session = lived(session, plan, at(12, 10), dt.timedelta(0))

    late = replanned(session, plan, at(12, 10)).plan

    lunches = [slot for slot in late.of_candidate(N_DIAYE) if slot.kind is SlotKind.LUNCH]
    assert [slot.starts_at for slot in lunches] == [at(12, 0)]


def test_the_order_that_was_planned_by_hand_is_kept() -> None:
    session, plan = planned()
    plan = moved(session, plan, slot_of(plan, LE_GOFF, "et").number, starts_at=at(18, 0))

    late = replanned(session, plan, at(7, 0)).plan

    firsts = {who: slot_of(late, who, "oral").starts_at for who in (LE_GOFF, OZTURK, N_DIAYE)}
    assert firsts[OZTURK] < firsts[N_DIAYE] < firsts[LE_GOFF]


def test_an_absent_candidate_gives_the_hour_to_the_next_one() -> None:
    session, plan = planned()
    session = with_candidates(session, replace(session.candidate(OZTURK), attendance=ABSENT.attendance))

    late = replanned(session, plan, at(8, 40)).plan

    assert late.of_candidate(OZTURK) == ()
    assert slot_of(late, N_DIAYE, "et").starts_at == slot_of(plan, OZTURK, "et").starts_at


def test_a_day_too_late_says_what_would_help() -> None:
    session = title_session(3)
    plan = compute(session, replace(usual_settings(session), day_ends=dt.time(18, 15))).plan
    session = clocked(session, LE_GOFF, "ecrit", (0, STARTED, at(10, 0)))

    late = replanned(session, plan, at(10, 30))

    assert late.misfits
    assert any(remedy.startswith("une fin à") for remedy in late.misfits[0].remedies)


def test_those_already_decided_are_deliberated_on_no_more() -> None:
    session, plan = planned(2)
    session = lived(session, plan, at(19, 0), dt.timedelta(0))
    session = replace(session, decisions=(Decision(LE_GOFF, Outcome.PASSED, "", at(18, 0).replace(tzinfo=PARIS)),))

    late = replanned(session, plan, at(19, 0)).plan

    assert [slot.minutes for slot in late.slots if slot.kind is SlotKind.DELIBERATION] == [15]


def test_a_part_held_on_paper_is_over() -> None:
    session, plan = planned(1)
    session = clocked(session, LE_GOFF, "et", (0, STARTED, at(11, 50)))

    late = replanned(session, plan, at(11, 55)).plan

    assert slot_of(late, LE_GOFF, "ecrit") == slot_of(plan, LE_GOFF, "ecrit")
    assert slot_of(late, LE_GOFF, "oral", 1) == slot_of(plan, LE_GOFF, "oral", 1)


@effort(max_examples=80, deadline=None)
@given(sessions(), st.integers(0, 9 * 60), st.integers(0, 60))
def test_the_past_stays_and_the_rest_has_no_conflict(
    case: tuple[ExamSession, PlanSettings], minutes: int, late: int
) -> None:
    session, settings = case
    before = compute(session, settings)
    assume(not before.misfits)
    plan = before.plan
    now = at(8) + dt.timedelta(minutes=minutes)
    session = lived(session, plan, now, dt.timedelta(minutes=late))

    proposal = replanned(session, plan, now)

    for slot in proposal.plan.slots:
        begun = session.phase_events.get((slot.candidate_id or 0, slot.part_id))
        if slot.starts_at < now and slot.kind is SlotKind.SITTING:
            assert begun, "nothing is planned in the past"
    sat = [slot for slot in proposal.plan.slots if slot.kind is SlotKind.SITTING and slot.starts_at <= now]
    for (candidate_id, part_id), events in session.phase_events.items():
        starts = {slot.starts_at for slot in sat if (slot.candidate_id, slot.part_id) == (candidate_id, part_id)}
        assert events[0].at.wall.replace(tzinfo=None, second=0, microsecond=0) in starts
    numbers = [slot.number for slot in proposal.plan.slots]
    assert len(set(numbers)) == len(numbers)
    past = {slot.number for slot in proposal.plan.slots if slot.starts_at < now}
    ahead = [conflict for conflict in conflicts(session, proposal.plan) if not past & set(conflict.slots)]
    assert proposal.misfits or not ahead
