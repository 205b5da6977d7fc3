"""What holds for any planning: nobody in two places, the order of the référentiel, extra time kept, nothing silent."""

from datetime import timedelta
from itertools import combinations

from hypothesis import given
from hypothesis import settings as effort

from app.domain.planning.checks import conflicts, unplanned
from app.domain.planning.compute import compute
from app.domain.planning.plan import PlanSettings, Slot, SlotKind
from app.domain.session import ExamSession
from app.domain.timing import planned_duration
from tests.unit.planning.sessions import sessions


@effort(max_examples=120, deadline=None)
@given(sessions())
def test_a_planning_as_computed_has_no_conflict_and_leaves_nobody_out_in_silence(
    case: tuple[ExamSession, PlanSettings],
) -> None:
    session, settings = case

    proposal = compute(session, settings)

    assert not conflicts(session, proposal.plan)
    assert proposal.misfits or not unplanned(session, proposal.plan)
    assert compute(session, settings) == proposal


@effort(max_examples=120, deadline=None)
@given(sessions())
def test_nobody_is_in_two_places(case: tuple[ExamSession, PlanSettings]) -> None:
    session, settings = case

    slots = compute(session, settings).plan.slots

    members = {room.number: {juror.id for juror in session.panel(room.number)} for room in settings.panels}
    for one, other in combinations(slots, 2):
        if not one.overlaps(other):
            continue
        assert _attendant(one) is None or _attendant(one) != _attendant(other)
        assert not one.panel or one.panel != other.panel
        assert not (one.takes_speaker and other.takes_speaker)
        if one.panel and other.panel and one.jury_present and other.jury_present:
            assert not members[one.panel] & members[other.panel]


@effort(max_examples=120, deadline=None)
@given(sessions())
def test_parts_follow_the_referentiel_with_every_minute_of_extra_time(case: tuple[ExamSession, PlanSettings]) -> None:
    session, settings = case

    plan = compute(session, settings).plan

    for candidate in session.candidates:
        sittings = [slot for slot in plan.of_candidate(candidate.id) if slot.kind is SlotKind.SITTING]
        phases = [
            (part.id, number) for _modality, part in session.parts_for(candidate) for number in range(len(part.phases))
        ]
        sat = [(slot.part_id, phase) for slot in sittings for phase in range(slot.first_phase, slot.last_phase + 1)]
        assert sat == phases[: len(sat)], "a candidate left out is left out from some part on, never in the middle"
        for slot in sittings:
            _modality, part = session.part_for(candidate, slot.part_id)
            durations = [
                planned_duration(phase.minutes, candidate.extra_time)
                for phase in part.phases[slot.first_phase : slot.last_phase + 1]
            ]
            assert slot.ends_at - slot.starts_at == sum((each for each in durations if each), start=timedelta(0))


@effort(max_examples=120, deadline=None)
@given(sessions())
def test_juries_work_complete_and_with_a_quorum_for_each(case: tuple[ExamSession, PlanSettings]) -> None:
    session, settings = case

    for slot in compute(session, settings).plan.slots:
        assert settings.day_starts <= slot.starts_at.time()
        assert slot.ends_at.time() <= settings.day_ends
        assert slot.starts_at.date() in session.days()
        if not slot.panel:
            continue
        members = session.panel(slot.panel)
        assert all(juror.is_there_on(slot.starts_at.date()) for juror in members)
        recused = {each.juror_id for each in session.recusals if each.candidate_id == slot.candidate_id}
        assert not session.jurors or len([juror for juror in members if juror.id not in recused]) >= 2


def _attendant(slot: Slot) -> int | None:
    return None if slot.kind.is_jury_work else slot.candidate_id
