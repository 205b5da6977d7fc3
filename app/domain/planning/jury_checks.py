"""What a planning must give each jury: one thing at a time, its members there, a quorum for each, rest and lunch."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import combinations, pairwise

from app.domain.counting import counted
from app.domain.planning.conflict import Case, Conflict, by_day, overlapping, stretches
from app.domain.planning.juries import voices
from app.domain.planning.plan import Slot, SlotKind
from app.domain.planning.steps import needs_speaker
from app.domain.planning.wording import day, hour, lasting, names, when
from app.domain.planning.working_day import lunch_is_kept

_PAUSES = (SlotKind.LUNCH, SlotKind.BREAK)


def juries_do_one_thing(case: Case) -> Iterator[Conflict]:
    """A jury, with its room, does one thing at a time."""
    for number, slots in case.by_panel.items():
        for one, other in overlapping(slots):
            yield Conflict(
                f"Jury {number} : {_about(case, one)} et {_about(case, other)} en même temps {when(other.starts_at)}.",
                (one.number, other.number),
            )


def jurors_are_in_one_jury_at_a_time(case: Case) -> Iterator[Conflict]:
    """A juror of several juries sits in one of them at a time."""
    for one, other in combinations(case.juries.values(), 2):
        shared = [member.name for member in one.members if member in other.members]
        if not shared:
            continue
        sitting = [slot for jury in (one, other) for slot in case.by_panel.get(jury.number, ()) if slot.jury_present]
        for first, second in overlapping(sitting):
            if first.panel != second.panel:
                yield Conflict(
                    f"{names(shared)} : attendu dans le jury {first.panel} et dans le jury {second.panel} "
                    f"{when(second.starts_at)}.",
                    (first.number, second.number),
                )


def rooms_hold_one_jury(case: Case) -> Iterator[Conflict]:
    """Two juries never share a room at the same time, nor does a jury hear in a room where others write or wait."""
    rooms: dict[str, list[Slot]] = {}
    for slot in case.plan.slots:
        if slot.place and slot.kind not in _PAUSES:
            rooms.setdefault(slot.place.strip().casefold(), []).append(slot)
    for slots in rooms.values():
        if not any(slot.panel for slot in slots):
            continue
        for one, other in overlapping(slots):
            if one.panel != other.panel:
                yield Conflict(
                    f"{other.place} : {_about(case, one)} et {_about(case, other)} en même temps "
                    f"{when(other.starts_at)}.",
                    (one.number, other.number),
                )


def speaker_serves_one_jury(case: Case) -> Iterator[Conflict]:
    """The shared intervenant speaks in one phase at a time."""
    if not needs_speaker(case.session, case.settings):
        return
    for one, other in overlapping(slot for slot in case.plan.slots if slot.takes_speaker):
        yield Conflict(
            f"L’intervenant ponctuel est attendu par {_about(case, one)} et par {_about(case, other)} "
            f"{when(other.starts_at)}.",
            (one.number, other.number),
        )


def jurors_are_there(case: Case) -> Iterator[Conflict]:
    """Every member of a jury is there on the days it works."""
    for number, slots in case.by_panel.items():
        jury = case.juries.get(number)
        if jury is None:
            yield Conflict(f"Le jury {number} n’existe plus.", tuple(slot.number for slot in slots))
            continue
        for today in by_day(slots):
            date = today[0].starts_at.date()
            away = [member.name for member in jury.members if not member.is_there_on(date)]
            if away:
                yield Conflict(
                    f"Jury {number}, le {day(date)} : {names(away)} "
                    f"{'ne sont pas là' if len(away) > 1 else 'n’est pas là'}.",
                    tuple(slot.number for slot in today),
                )


def recusals_leave_a_quorum(case: Case) -> Iterator[Conflict]:
    """Nobody is heard by a jury that recusals leave below the quorum (rules 6 and 7)."""
    quorum = case.session.framework.jury.quorum
    for who, slots in case.before_jury.items():
        candidate, jury = case.candidates[who], case.juries.get(slots[0].panel)
        if jury is not None and not jury.can_hear(case.session, candidate):
            count = len(voices(case.session, jury.members, candidate))
            yield Conflict(
                f"{candidate.name} : les déports laissent {counted(count, 'membre')} dans le jury {jury.number}, "
                f"il en faut {quorum}.",
                tuple(slot.number for slot in slots),
            )


def deliberation_comes_last(case: Case) -> Iterator[Conflict]:
    """A jury deliberates on all its candidates once it heard the last one, and has the time for it."""
    for number, slots in case.by_panel.items():
        deliberations = [slot for slot in slots if slot.kind is SlotKind.DELIBERATION]
        before = [slot for slot in slots if slot.kind in (SlotKind.SITTING, SlotKind.CORRECTION)]
        for slot in deliberations:
            late = [each for each in before if each.ends_at > slot.starts_at]
            if late:
                yield Conflict(
                    f"Jury {number} : la délibération commence avant la fin pour {case.name(late[-1])}.",
                    (slot.number, *(each.number for each in late)),
                )
        undecided = {each.candidate_id for each in before if case.session.decision(each.candidate_id or 0) is None}
        undecided -= case.session.undeliberated
        needed = len(undecided) * case.settings.deliberation
        planned = sum(slot.minutes for slot in deliberations)
        if planned < needed:
            yield Conflict(
                f"Jury {number} : {lasting(planned)} de délibération pour {len(undecided)} candidats, "
                f"il faut {lasting(needed)}.",
                tuple(slot.number for slot in deliberations),
            )


def juries_have_lunch(case: Case) -> Iterator[Conflict]:
    """A jury that works over lunch has the time for it."""
    for number, slots in case.by_panel.items():
        for today in by_day(slot for slot in slots if slot.kind not in _PAUSES):
            busy = [stretches(each, case.hours)[0] for each in _passages(today)]
            if not lunch_is_kept(busy, case.hours):
                yield Conflict(
                    f"Jury {number} : pas de repas le {day(today[0].starts_at)} ({lasting(case.settings.lunch)}, "
                    f"à partir de {hour(case.settings.lunch_from)} et au plus tard à "
                    f"{hour(case.settings.lunch_until)}).",
                    tuple(slot.number for slot in today),
                )


def juries_have_breaks(case: Case) -> Iterator[Conflict]:
    """A jury that heard candidates for long enough has a break before the next one."""
    for number, slots in case.by_panel.items():
        for today in by_day(slot for slot in slots if slot.kind not in _PAUSES):
            since = free = today[0].starts_at
            for passage in _passages(today):
                starts, ends = passage[0].starts_at, max(slot.ends_at for slot in passage)
                if starts - free >= timedelta(minutes=case.settings.break_lasts):
                    since = starts
                heard = any(slot.kind is SlotKind.SITTING for slot in passage)
                worked = int((free - since) / timedelta(minutes=1))
                if heard and not case.is_under_way(passage[0].candidate_id) and 0 < case.settings.break_after <= worked:
                    yield Conflict(
                        f"Jury {number} : {lasting(worked)} sans pause avant {case.name(passage[0])}, {when(starts)}.",
                        tuple(slot.number for slot in passage),
                    )
                free = max(free, ends)


def candidates_have_time_to_change(case: Case) -> Iterator[Conflict]:
    """One candidate leaves and the next one settles in: the changeover lies between them."""
    for number, slots in case.by_panel.items():
        sittings = [slot for slot in slots if slot.kind is SlotKind.SITTING]
        for before, after in pairwise(sittings):
            gap = after.starts_at - before.ends_at
            if before.candidate_id == after.candidate_id or case.is_under_way(after.candidate_id):
                continue
            if timedelta(0) <= gap < timedelta(minutes=case.settings.changeover):
                yield Conflict(
                    f"Jury {number} : {lasting(int(gap / timedelta(minutes=1)))} entre {case.name(before)} et "
                    f"{case.name(after)}, il faut {lasting(case.settings.changeover)}.",
                    (before.number, after.number),
                )


CHECKS = (
    juries_do_one_thing,
    jurors_are_in_one_jury_at_a_time,
    rooms_hold_one_jury,
    speaker_serves_one_jury,
    jurors_are_there,
    recusals_leave_a_quorum,
    deliberation_comes_last,
    juries_have_lunch,
    juries_have_breaks,
    candidates_have_time_to_change,
)


def _passages(slots: Iterable[Slot]) -> list[tuple[Slot, ...]]:
    """What a jury does at one stretch: the reading and the hearing of one candidate, or a slot of its own."""
    found: list[tuple[Slot, ...]] = []
    for slot in slots:
        last = found[-1][-1] if found else None
        if last is not None and slot.candidate_id == last.candidate_id and slot.starts_at <= last.ends_at:
            found[-1] = (*found[-1], slot)
        else:
            found.append((slot,))
    return found


def _about(case: Case, slot: Slot) -> str:
    return f"{case.what(slot)} ({case.name(slot)})" if slot.candidate_id is not None else case.what(slot)
