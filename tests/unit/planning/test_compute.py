"""The planning of the reference title, hour by hour, and what each setting and each person changes in it."""

import datetime as dt
from dataclasses import replace
from itertools import pairwise
from time import perf_counter

import pytest

from app.domain.people import Function, Person, Recusal
from app.domain.planning.checks import conflicts, unplanned
from app.domain.planning.compute import compute
from app.domain.planning.plan import Plan, PlanSettings, Slot, SlotKind
from app.domain.planning.usual import usual_settings
from app.domain.session import ExamSession
from tests.builders import ABSENT, empty_session, framework_without_criteria, holding, with_third_time
from tests.unit.planning.sessions import FIRST_DAY, at, candidates, of_panel, rooms, title_session, with_candidates

LE_GOFF, OZTURK, N_DIAYE, NGUYEN, DE_LA_FONTAINE = 1, 2, 3, 4, 5
SPEAKER = Person(200, Function.OCCASIONAL_SPEAKER, "Blake", "Jo")


def plan_of(session: ExamSession, **changes: object) -> Plan:
    """The planning with the usual settings but these; it must fit."""
    proposal = compute(session, replace(usual_settings(session), **changes))  # type: ignore[arg-type] # fields by name
    assert not proposal.misfits
    assert not conflicts(session, proposal.plan)
    assert not unplanned(session, proposal.plan)
    return proposal.plan


def told(plan: Plan, candidate_id: int) -> list[str]:
    """« 11:30–11:50 oral » for each sitting and lunch of one candidate."""
    return [f"{_hours(slot)} {slot.part_id or slot.kind.value}" for slot in plan.of_candidate(candidate_id)]


def done_by(plan: Plan, panel: int) -> list[str]:
    """« 11:20–11:30 correction » for each thing that one jury does."""
    return [f"{_hours(slot)} {slot.part_id or slot.kind.value}" for slot in of_panel(plan, panel)]


def _hours(slot: Slot) -> str:
    return f"{slot.starts_at:%H:%M}–{slot.ends_at:%H:%M}"


def test_the_reference_title_before_two_juries() -> None:
    plan = plan_of(title_session(4, juries=2))

    assert told(plan, LE_GOFF) == [
        "08:45–11:15 ecrit",
        "11:20–11:30 oral",
        "11:30–11:50 oral",
        "11:50–12:00 et",
        "12:00–12:45 qap",
        "12:45–13:00 ef",
    ]
    assert told(plan, N_DIAYE)[:4] == ["08:45–11:15 ecrit", "12:00–13:00 repas", "14:00–14:10 oral", "14:10–14:30 oral"]
    assert done_by(plan, 1) == [
        "11:20–11:30 correction",
        "11:30–11:50 oral",
        "11:50–12:00 et",
        "12:00–12:45 qap",
        "12:45–13:00 ef",
        "13:00–14:00 repas",
        "14:00–14:10 correction",
        "14:10–14:30 oral",
        "14:30–14:40 et",
        "14:40–15:25 qap",
        "15:25–15:40 ef",
        "15:40–16:10 deliberation",
    ]
    assert [plan.panel_of(each) for each in (LE_GOFF, OZTURK, N_DIAYE, NGUYEN)] == [1, 2, 1, 2]


def test_a_preparation_takes_no_jury_and_its_own_room() -> None:
    plan = plan_of(title_session(1))

    preparation, heard = (slot for slot in plan.of_candidate(LE_GOFF) if slot.part_id == "oral")

    assert (preparation.place, preparation.panel, preparation.jury_present) == ("Salle de préparation", 0, False)
    assert (heard.place, heard.panel, heard.jury_present) == ("Salle du jury", 1, True)


def test_one_candidate_prepares_while_another_is_heard() -> None:
    plan = plan_of(title_session(2), correction=0, lunch=0)

    preparation = next(slot for slot in plan.of_candidate(OZTURK) if slot.part_id == "oral")
    heard = next(slot for slot in plan.of_candidate(LE_GOFF) if slot.part_id == "ef")

    assert preparation.overlaps(heard)


def test_each_candidate_is_convened_before_each_time() -> None:
    plan = plan_of(title_session(4, juries=2))

    assert [each.arrives_at for each in plan.appearances(LE_GOFF)] == [at(8, 30)]
    assert [each.arrives_at for each in plan.appearances(N_DIAYE)] == [at(8, 30), at(13, 45)]
    assert plan.convened_at(N_DIAYE) == at(8, 30)
    assert plan.convened_at(99) is None


def test_an_odd_minute_is_convened_a_little_earlier() -> None:
    session = title_session(1)
    plan = plan_of(with_candidates(session, with_third_time(session.candidate(LE_GOFF))), lunch=0, arrival=14)
    first = plan.appearances(LE_GOFF)[0]

    assert plan.convened_at(LE_GOFF) == at(8, 30)
    assert (first.slots[0].starts_at - dt.timedelta(minutes=14)) == at(8, 31)


def test_a_long_welcome_is_attended_whole() -> None:
    plan = plan_of(title_session(1), welcome=45)

    assert plan.convened_at(LE_GOFF) == at(8, 30)
    assert told(plan, LE_GOFF)[0] == "09:15–11:45 ecrit"


def test_extra_time_lengthens_every_phase_and_keeps_the_written_room() -> None:
    session = title_session(2, juries=2)
    session = with_candidates(session, with_third_time(session.candidate(OZTURK)))

    plan = plan_of(session)

    assert told(plan, LE_GOFF)[0] == "08:45–11:15 ecrit"
    assert told(plan, OZTURK)[0] == "08:45–12:05 ecrit"
    # 10 → 14; then 14 + 14 for the two welcomes, each rounded up as the clocks do; 10 → 14; 20 + 40; 20.
    assert [slot.minutes for slot in plan.of_candidate(OZTURK) if slot.kind is SlotKind.SITTING] == [
        200, 14, 28, 14, 60, 20,
    ]  # fmt: skip


def test_the_jury_leaves_a_presentation_when_the_settings_say_so() -> None:
    plan = plan_of(title_session(1), jury_attends_presentations=False)

    slides, questions = (slot for slot in plan.of_candidate(LE_GOFF) if slot.part_id == "qap")

    assert (slides.minutes, slides.jury_present, slides.panel, slides.place) == (15, False, 1, "Salle du jury")
    assert (questions.minutes, questions.jury_present) == (30, True)


def test_a_shared_speaker_serves_one_jury_at_a_time() -> None:
    session = title_session(6, juries=3)
    session = replace(session, people=(*session.people, SPEAKER))

    plan = plan_of(session)

    spoken = sorted(slot.starts_at for slot in plan.slots if slot.takes_speaker)
    assert len(spoken) == 6
    assert all(later - earlier >= dt.timedelta(minutes=10) for earlier, later in pairwise(spoken))


def test_a_speaker_who_comes_on_the_second_day_is_waited_for() -> None:
    session = title_session(3, days=2)
    tomorrow = FIRST_DAY + dt.timedelta(days=1)
    session = replace(session, people=(*session.people, replace(SPEAKER, days=(tomorrow,))))

    plan = plan_of(session, shares_speaker=True)

    assert {slot.starts_at.date() for slot in plan.slots if slot.takes_speaker} == {tomorrow}


def test_a_recusal_sends_the_candidate_to_the_other_jury() -> None:
    session = title_session(2, juries=2)
    session = replace(session, recusals=(Recusal(11, LE_GOFF, "formateur"),))

    plan = plan_of(session)

    assert (plan.panel_of(LE_GOFF), plan.panel_of(OZTURK)) == (2, 1)


def test_a_jury_hears_on_the_days_when_it_is_complete() -> None:
    session = title_session(4, juries=2, days=2)
    tomorrow = FIRST_DAY + dt.timedelta(days=1)
    people = tuple(replace(each, days=(tomorrow,)) if each.id == 21 else each for each in session.people)

    plan = plan_of(replace(session, people=people))

    assert {slot.starts_at.date() for slot in of_panel(plan, 2)} == {tomorrow}


def test_whoever_holds_a_ccp_sits_the_rest_only() -> None:
    session = title_session(2)
    session = with_candidates(session, holding(session.candidate(OZTURK), "ccp1"))

    plan = plan_of(session)

    sat = {slot.part_id for slot in plan.of_candidate(OZTURK)}
    assert sat >= {part.id for _modality, part in session.parts_for(session.candidate(OZTURK))}


def test_the_absent_are_left_out() -> None:
    session = title_session(2)
    session = with_candidates(session, replace(session.candidate(OZTURK), attendance=ABSENT.attendance))

    plan = plan_of(session)

    assert plan.of_candidate(OZTURK) == ()
    assert [slot.minutes for slot in plan.slots if slot.kind is SlotKind.DELIBERATION] == [15]


def test_orals_spread_evenly_over_the_days_they_need() -> None:
    plan = plan_of(title_session(24, juries=3, days=3))

    last = {day: max(slot.ends_at for slot in plan.slots if slot.starts_at.date() == day) for day in _days(plan)}
    assert len(last) == 3
    hours = [moment.hour + moment.minute / 60 for moment in last.values()]
    assert max(hours) - min(hours) <= 2
    assert all(slot.starts_at.date() == FIRST_DAY for slot in plan.slots if slot.part_id == "ecrit")


def test_days_that_are_not_needed_stay_free() -> None:
    assert len(_days(plan_of(title_session(4, juries=2, days=3)))) == 1


def test_candidates_change_places_while_the_jury_reads_or_for_the_changeover() -> None:
    def gap(**changes: object) -> dt.timedelta:
        plan = plan_of(title_session(2), lunch=0, break_after=0, **changes)
        last = next(slot for slot in plan.of_candidate(LE_GOFF) if slot.part_id == "ef")
        heard = next(slot for slot in plan.of_candidate(OZTURK) if slot.part_id == "oral" and slot.panel)
        return heard.starts_at - last.ends_at

    assert gap(changeover=5, correction=10) == dt.timedelta(minutes=10)
    assert gap(changeover=15, correction=10) == dt.timedelta(minutes=15)
    assert gap(changeover=15, correction=0) == dt.timedelta(minutes=15)


def test_a_jury_rests_after_so_long() -> None:
    session = title_session(3, days=1, type_id="ccp2")

    plan = plan_of(session, break_after=60, lunch=0)

    # ccp2: 20 + 15 minutes before the jury: 10 + 35 + 10 + 35 are 90 minutes of work before the third candidate.
    assert [slot.minutes for slot in plan.slots if slot.kind is SlotKind.BREAK] == [10]


def test_a_jury_that_comes_after_lunch_has_no_other() -> None:
    plan = plan_of(title_session(2), day_starts=dt.time(11, 0), day_ends=dt.time(20))

    # Writing until 13:45, the candidates eat; the jury, which nothing called before, does not stop again.
    assert [slot.panel for slot in plan.slots if slot.kind is SlotKind.LUNCH] == [0, 0]


def test_a_bloc_without_oral_is_read_and_deliberated_on() -> None:
    session = empty_session(framework_without_criteria(), "bloc1", *candidates(3))

    plan = plan_of(session)

    assert done_by(plan, 1) == [
        "10:45–10:55 correction",
        "10:55–11:05 correction",
        "11:05–11:15 correction",
        "11:15–12:00 deliberation",
    ]


def test_nothing_starts_before_the_moment_given() -> None:
    session = title_session(2)

    proposal = compute(session, usual_settings(session), from_moment=at(10, 7))

    assert min(slot.starts_at for slot in proposal.plan.slots) == at(10, 7)


def test_twenty_four_candidates_take_well_under_a_second() -> None:
    session = title_session(24, juries=3, days=3)
    start = perf_counter()

    compute(session, usual_settings(session))

    assert perf_counter() - start < 1


@pytest.mark.parametrize("type_id", ["titre", "ccp1", "ccp2"])
def test_every_session_type_of_the_reference_is_planned(type_id: str) -> None:
    plan_of(title_session(3, juries=2, type_id=type_id))


def test_an_empty_session_has_an_empty_planning() -> None:
    assert plan_of(title_session(0)).slots == ()


def _days(plan: Plan) -> set[dt.date]:
    return {slot.starts_at.date() for slot in plan.slots}


def test_the_usual_settings_follow_the_jurors() -> None:
    session = title_session(1, juries=3)

    assert usual_settings(session).panels == rooms_of_juries(3)
    assert not usual_settings(session).shares_speaker
    assert usual_settings(replace(session, people=(*session.people, SPEAKER))).shares_speaker
    kept = PlanSettings(panels=rooms(2), lunch=30)
    assert usual_settings(replace(session, plan=Plan(kept, ()))) == kept


def rooms_of_juries(count: int) -> tuple[object, ...]:
    return tuple(replace(room, room=f"Salle du jury {room.number}") for room in rooms(count))
