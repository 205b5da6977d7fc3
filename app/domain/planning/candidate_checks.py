"""What a planning must give each candidate: one thing at a time, in order, long enough, with a lunch, one jury."""

from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise

from app.domain.framework.terms import PartForm
from app.domain.planning.conflict import Case, Conflict, by_day, overlapping, stretches
from app.domain.planning.plan import Slot, SlotKind
from app.domain.planning.steps import StepKind, kind_of, minutes_needed
from app.domain.planning.wording import hour, lasting, names, when
from app.domain.planning.working_day import lunch_is_kept


def nobody_in_two_places(case: Case) -> Iterator[Conflict]:
    """A candidate sits one thing at a time."""
    for slots in case.by_candidate.values():
        for one, other in overlapping(slots):
            yield Conflict(
                f"{case.name(one)} : {case.what(one)} et {case.what(other)} en même temps {when(other.starts_at)}.",
                (one.number, other.number),
            )


def written_parts_are_sat_together(case: Case) -> Iterator[Conflict]:
    """Everybody sits a written part at the same hour: its subject is the same."""
    starts: dict[str, dict[datetime, list[Slot]]] = {}
    for who in case.by_candidate:
        for slot in case.sittings(who):
            if _is_written(case, slot) and not slot.first_phase and not case.has_begun(slot):
                starts.setdefault(slot.part_id, {}).setdefault(slot.starts_at, []).append(slot)
    for hours in starts.values():
        if len(hours) > 1:
            some = next(iter(hours.values()))[0]
            yield Conflict(
                f"{case.what(some)} : tous les candidats ne commencent pas à la même heure "
                f"({names([hour(each) for each in sorted(hours)])}).",
                tuple(slot.number for slots in hours.values() for slot in slots),
            )


def order_is_kept(case: Case) -> Iterator[Conflict]:
    """Parts follow the order of the référentiel, and phases the order of their part."""
    for who in case.by_candidate:
        ranks = {part_id: rank for rank, part_id in enumerate(case.parts[who])}
        last: Slot | None = None
        for slot in case.sittings(who):
            if last is not None and _rank(slot, ranks) < _rank(last, ranks):
                yield Conflict(
                    f"{case.name(slot)} : {case.what(slot)} vient avant {case.what(last)} dans le référentiel.",
                    (last.number, slot.number),
                )
            last = slot


def _rank(slot: Slot, ranks: dict[str, int]) -> tuple[int, int]:
    return ranks[slot.part_id], slot.first_phase


def durations_are_kept(case: Case) -> Iterator[Conflict]:
    """No sitting is shorter than the référentiel and the candidate's extra time say (rule 13)."""
    for who in case.by_candidate:
        candidate = case.candidates[who]
        for slot in case.sittings(who):
            part = case.parts[who][slot.part_id]
            needed = minutes_needed(part, case.settings, candidate, slot.first_phase, slot.last_phase)
            if slot.minutes < needed and not case.has_begun(slot):
                extra = ", temps supplémentaire compris" if candidate.extra_time else ""
                yield Conflict(
                    f"{case.name(slot)} : {case.what(slot)} dure {lasting(slot.minutes)}, il faut {lasting(needed)}"
                    f"{extra}.",
                    (slot.number,),
                )


def presence_is_as_written(case: Case) -> Iterator[Conflict]:
    """The jury sits where the référentiel counts it, and at presentations when the settings let it."""
    for who in case.by_candidate:
        for slot in case.sittings(who):
            part = case.parts[who][slot.part_id]
            kinds = {
                kind_of(part, phase, case.settings) for phase in part.phases[slot.first_phase : slot.last_phase + 1]
            }
            if slot.jury_present and kinds != {StepKind.HEARD}:
                sentence = "le jury n’y assiste pas d’après le référentiel"
            elif not slot.jury_present and StepKind.HEARD in kinds:
                sentence = "le jury doit y être"
            else:
                continue
            yield Conflict(f"{case.name(slot)} : {case.what(slot)}, {sentence}.", (slot.number,))


def one_jury_each(case: Case) -> Iterator[Conflict]:
    """A candidate is heard by one jury: the one that already began, when there is one."""
    for who, before in case.before_jury.items():
        if len({slot.panel for slot in before}) > 1:
            yield Conflict(
                f"{case.candidates[who].name} passe devant plusieurs jurys.", tuple(slot.number for slot in before)
            )
        kept = case.candidates[who].panel
        others = tuple(slot.number for slot in before if slot.panel != kept)
        if kept in case.juries and who in case.begun and others:
            yield Conflict(f"{case.candidates[who].name} a déjà commencé devant le jury {kept}.", others)


def candidates_have_lunch(case: Case) -> Iterator[Conflict]:
    """Whoever stays over lunch has the time for it."""
    for who, slots in case.by_candidate.items():
        sittings = [slot for slot in slots if slot.kind is SlotKind.SITTING]
        for today in by_day(sittings):
            if not lunch_is_kept(stretches(today, case.hours), case.hours):
                yield Conflict(
                    f"{case.candidates[who].name} n’a pas le temps de déjeuner "
                    f"({lasting(case.settings.lunch)}, à partir de {hour(case.settings.lunch_from)} et au plus tard à "
                    f"{hour(case.settings.lunch_until)}).",
                    tuple(slot.number for slot in today),
                )


def work_is_read_first(case: Case) -> Iterator[Conflict]:
    """The jury has the time to read what a candidate wrote between that part and the first oral after it."""
    if not case.settings.correction:
        return
    for who, before in case.before_jury.items():
        readings = [slot for slot in before if slot.kind is SlotKind.CORRECTION]
        for written, oral in pairwise(case.sittings(who)):
            if not _is_written(case, written) or _is_written(case, oral) or case.has_begun(oral):
                continue
            heard = next((slot for slot in before if slot not in readings and slot.starts_at >= oral.starts_at), oral)
            if not any(written.ends_at <= slot.starts_at and slot.ends_at <= heard.starts_at for slot in readings):
                yield Conflict(
                    f"{case.name(oral)} : le jury ne lit pas {case.what(written)} avant {case.what(heard)}.",
                    (written.number, heard.number, *(slot.number for slot in readings)),
                )


def _is_written(case: Case, slot: Slot) -> bool:
    return case.parts[slot.candidate_id or 0][slot.part_id].form is PartForm.WRITTEN


CHECKS = (
    nobody_in_two_places,
    written_parts_are_sat_together,
    order_is_kept,
    durations_are_kept,
    presence_is_as_written,
    one_jury_each,
    candidates_have_lunch,
    work_is_read_first,
)
