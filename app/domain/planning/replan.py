"""Recomputing a planning while the day is under way: what is over or begun stays, the rest follows from now.

A step is over when its phases ended on the clocks, when every juror locked a grid kept on paper, or when the candidate
began a later one; a written part has begun for everybody as soon as it did for one. What never began is planned again,
even when it should be over by now: the day is late.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from app.domain.candidate import Candidate
from app.domain.planning.compute import Proposal, planned
from app.domain.planning.hours import DAY, Hours
from app.domain.planning.numbering import renumbered
from app.domain.planning.plan import Plan, Slot, SlotKind
from app.domain.planning.premises import Begun, Past, Premises
from app.domain.planning.steps import Step, StepKind, steps_of
from app.domain.session import ExamSession
from app.domain.timing import Instant, PhaseClock, PhaseState


def replanned(session: ExamSession, plan: Plan, now: datetime) -> Proposal:
    """The planning recomputed from `now`: an aware time in the zone of the place, or a civil time without zone.

    Ended parts keep their real times, the running one keeps its place until its planned end, absent candidates are
    dropped, and what somebody who left will not sit; everybody else is heard in the order that was planned. Slots keep
    their numbers.
    """
    session = _in_zone(session, now)
    now = _minute(now)
    premises = Premises.of(session, plan.settings, now)
    histories = [_history(session, plan, candidate, now) for candidate in session.candidates if not candidate.is_absent]
    slots = tuple(slot for history in histories for slot in history.slots)
    past = Past(
        slots=(*slots, *_pauses(session, plan, slots, now)),
        begun={h.candidate.id: _begun(session, plan, h, premises.hours) for h in histories if h.done},
        order=_order(session, plan),
    )
    proposal = planned(replace(premises, past=past))
    return replace(proposal, plan=renumbered(proposal.plan, plan))


def _in_zone(session: ExamSession, now: datetime) -> ExamSession:
    """The session with every instant of its clocks in the zone of `now`, as a wall there shows it."""
    if now.tzinfo is None:
        return session
    events = {
        key: tuple(replace(each, at=replace(each.at, wall=each.at.wall.astimezone(now.tzinfo))) for each in events)
        for key, events in session.phase_events.items()
    }
    return replace(session, phase_events=events)


@dataclass(frozen=True, slots=True)
class _History:
    """What one candidate already went through: the slots that stay, and how many steps they stand for."""

    candidate: Candidate
    steps: tuple[Step, ...]
    slots: tuple[Slot, ...]
    done: int
    under_way: bool

    @property
    def sittings(self) -> tuple[Slot, ...]:
        """Without the lunch and the jury's reading."""
        return tuple(slot for slot in self.slots if slot.kind is SlotKind.SITTING)


def _history(session: ExamSession, plan: Plan, candidate: Candidate, now: datetime) -> _History:
    steps = steps_of(session, plan.settings, candidate)
    if candidate.left_for_good is not None:  # nothing more is planned for him or her
        steps = tuple(step for step in steps if _has_begun(session, candidate, step))
    begun = [index for index, step in enumerate(steps) if _has_begun(session, candidate, step)]
    done = begun[-1] + 1 if begun else 0
    sittings = [
        slot
        for index, step in enumerate(steps[:done])
        if (slot := _as_it_was(session, plan, candidate, step, now, is_last=index == done - 1)) is not None
    ]
    oral = done > 0 and steps[done - 1].kind is not StepKind.WRITTEN
    under_way = oral and done < len(steps) and steps[done].kind is not StepKind.WRITTEN
    extra = _around(plan, candidate, sittings, now, read=oral) if done else ()
    return _History(candidate, steps, (*sittings, *extra), done, under_way)


def _has_begun(session: ExamSession, candidate: Candidate, step: Step) -> bool:
    _modality, part = session.part_for(candidate, step.part_id)
    if step.kind is StepKind.WRITTEN and _written_since(session, step.part_id) is not None:
        return True
    clocks = session.clocks(candidate, part)[step.first_phase : step.last_phase + 1]
    return any(clock.events for clock in clocks) or session.is_held(candidate, part)


def _written_since(session: ExamSession, part_id: str) -> datetime | None:
    """When the first candidate started a written part."""
    starts = (events[0].at.wall for (_who, part), events in session.phase_events.items() if part == part_id and events)
    return min(starts, default=None)


def _as_it_was(
    session: ExamSession, plan: Plan, candidate: Candidate, step: Step, now: datetime, *, is_last: bool
) -> Slot | None:
    """The slot of a step that began, with the times of the clocks; as planned when there are none."""
    _modality, part = session.part_for(candidate, step.part_id)
    clocks = session.clocks(candidate, part)[step.first_phase : step.last_phase + 1]
    as_planned = _planned_slot(plan, candidate, step)
    starts = next((clock.started_at for clock in clocks if clock.started_at), None)
    over = all(clock.state is PhaseState.ENDED for clock in clocks) or not is_last
    ends = _last_end(clocks) if over else now + _left(clocks, now)
    if starts is None and step.kind is StepKind.WRITTEN:
        starts = _written_since(session, step.part_id)
        ends = starts and _minute(starts) + timedelta(minutes=step.minutes)
    if starts is None:
        return as_planned if as_planned is not None and as_planned.ends_at <= now else None
    slot = as_planned or Slot(0, SlotKind.SITTING, now, now, "", plan.panel_of(candidate.id), candidate.id)
    starts = _minute(starts)
    return replace(
        slot,
        starts_at=starts,
        ends_at=max(ends or starts, starts + timedelta(minutes=1)),
        part_id=step.part_id,
        first_phase=step.first_phase,
        last_phase=step.last_phase,
        jury_present=step.kind is StepKind.HEARD,
        takes_speaker=step.takes_speaker,
    )


def _planned_slot(plan: Plan, candidate: Candidate, step: Step) -> Slot | None:
    mine = (slot for slot in plan.of_candidate(candidate.id) if slot.part_id == step.part_id)
    return next((slot for slot in mine if slot.first_phase <= step.first_phase <= slot.last_phase), None)


def _last_end(clocks: tuple[PhaseClock, ...]) -> datetime | None:
    ends = [clock.ended_at for clock in clocks if clock.ended_at]
    return _minute(ends[-1], up=True) if ends else None


def _left(clocks: tuple[PhaseClock, ...], now: datetime) -> timedelta:
    """What the phases under way and to come still last at least."""
    left = timedelta(0)
    for clock in clocks:
        if clock.planned is None or clock.state is PhaseState.ENDED:
            continue
        zone = clock.events[0].at.wall.tzinfo if clock.events else None
        done = clock.elapsed(Instant(now.replace(tzinfo=zone), 0, "")) if clock.events else timedelta(0)
        left += max(timedelta(0), clock.planned - done)
    return timedelta(minutes=-(-left // timedelta(minutes=1)))


def _around(plan: Plan, candidate: Candidate, sittings: list[Slot], now: datetime, *, read: bool) -> Iterator[Slot]:
    """The candidate's lunch once begun, and the jury's reading once over."""
    for slot in plan.slots:
        if slot.candidate_id != candidate.id or slot.starts_at >= now:
            continue
        if slot.kind is SlotKind.LUNCH and not any(slot.overlaps(sat) for sat in sittings):
            yield slot
        if slot.kind is SlotKind.CORRECTION and (read or slot.ends_at <= now):
            yield slot


def _begun(session: ExamSession, plan: Plan, history: _History, hours: Hours) -> Begun:
    slots, steps = history.sittings, history.steps
    oral = steps[history.done - 1].kind is not StepKind.WRITTEN
    read = any(slot.kind is SlotKind.CORRECTION for slot in history.slots)
    ready = max((hours.minute(slot.ends_at) for slot in slots), default=hours.not_before)
    today = [start for slot in slots if (start := hours.minute(slot.starts_at)) // DAY == ready // DAY]
    wrote = any(step.kind is StepKind.WRITTEN for step in steps[: history.done])
    return Begun(
        steps=history.done,
        jury=plan.panel_of(history.candidate.id) if oral or read else 0,
        came=min(today, default=ready),
        ready=ready,
        fed=any(slot.kind is SlotKind.LUNCH for slot in history.slots),
        wrote_until=ready if wrote and not (oral or read) else None,
        under_way=history.under_way,
        decided=_is_decided(session, history.candidate.id),
    )


def _is_decided(session: ExamSession, candidate_id: int) -> bool:
    """Whether no time is to be kept for deliberating on this candidate: decided, or without a quorum."""
    return session.decision(candidate_id) is not None or candidate_id in session.undeliberated


def _pauses(session: ExamSession, plan: Plan, sittings: tuple[Slot, ...], now: datetime) -> Iterator[Slot]:
    """What began without a candidate: the welcome, pauses unless a candidate was heard instead, deliberations over."""
    undecided = {
        plan.panel_of(each.id)
        for each in session.candidates
        if not _is_decided(session, each.id) and not each.is_absent
    }
    for slot in plan.slots:
        if slot.candidate_id is not None or slot.starts_at >= now:
            continue
        if slot.kind is SlotKind.DELIBERATION and slot.panel in undecided:
            continue
        if not any(sat.panel == slot.panel and sat.overlaps(slot) for sat in sittings if slot.panel):
            yield slot


def _order(session: ExamSession, plan: Plan) -> dict[int, int]:
    """Candidates by the hour at which a jury was to hear them, then those without one, in the order of the list."""
    first = {
        slot.candidate_id: rank
        for rank, slot in reversed(list(enumerate(plan.slots)))
        if slot.kind is SlotKind.SITTING and slot.panel
    }
    ranks = [candidate.id for candidate in session.candidates]
    ordered = sorted(ranks, key=lambda each: (first.get(each, len(plan.slots)), ranks.index(each)))
    return {candidate_id: rank for rank, candidate_id in enumerate(ordered)}


def _minute(moment: datetime, *, up: bool = False) -> datetime:
    """The civil time of an instant, to the minute before it, or after it."""
    civil = moment.replace(tzinfo=None, second=0, microsecond=0)
    exact = moment.second == 0 and moment.microsecond == 0
    return civil if exact or not up else civil + timedelta(minutes=1)
