"""The shape of what is wrong with a planning, and what every check looks things up in."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from app.domain.candidate import Candidate
from app.domain.framework.sitting_plan import Part
from app.domain.framework.terms import PartForm
from app.domain.planning.hours import Hours
from app.domain.planning.juries import Jury, begun, juries_of
from app.domain.planning.plan import Plan, PlanSettings, Slot, SlotKind
from app.domain.session import ExamSession


@dataclass(frozen=True, slots=True)
class Conflict:
    """Something that cannot be held as planned: a French sentence, and the numbers of the slots concerned."""

    sentence: str
    slots: tuple[int, ...] = ()


@dataclass(frozen=True)
class Case:
    """A session and a planning to judge; slots that name nobody of the session any more are left to one check."""

    session: ExamSession
    plan: Plan

    @property
    def settings(self) -> PlanSettings:
        """What the responsable decided."""
        return self.plan.settings

    @cached_property
    def hours(self) -> Hours:
        """The working hours of the session."""
        days = self.session.days()
        return Hours(days[0], len(days), self.settings)

    @cached_property
    def juries(self) -> dict[int, Jury]:
        """The juries of the settings, by number."""
        return {jury.number: jury for jury in juries_of(self.session, self.settings.panels)}

    @cached_property
    def begun(self) -> frozenset[int]:
        """Ids of the candidates whose jury no longer changes."""
        return begun(self.session)

    @cached_property
    def candidates(self) -> dict[int, Candidate]:
        """The session's candidates, by id."""
        return {candidate.id: candidate for candidate in self.session.candidates}

    @cached_property
    def parts(self) -> dict[int, dict[str, Part]]:
        """What each candidate of the planning sits, in order, by id of candidate then of part."""
        return {
            who: {part.id: part for _modality, part in self.session.parts_for(self.candidates[who])}
            for who in self.by_candidate
        }

    @cached_property
    def by_candidate(self) -> dict[int, tuple[Slot, ...]]:
        """What each known candidate goes through."""
        found: dict[int, list[Slot]] = defaultdict(list)
        for slot in self.plan.slots:
            if slot.candidate_id in self.candidates and not slot.kind.is_jury_work:
                found[slot.candidate_id].append(slot)
        return {who: tuple(slots) for who, slots in found.items()}

    @cached_property
    def before_jury(self) -> dict[int, tuple[Slot, ...]]:
        """What takes a jury for each known candidate: sittings in its room, and the reading of written work."""
        found: dict[int, list[Slot]] = defaultdict(list)
        for slot in self.plan.slots:
            if slot.panel and slot.candidate_id in self.candidates:
                found[slot.candidate_id].append(slot)
        return {who: tuple(slots) for who, slots in found.items()}

    @cached_property
    def by_panel(self) -> dict[int, tuple[Slot, ...]]:
        """What takes each jury's room or time."""
        found: dict[int, list[Slot]] = defaultdict(list)
        for slot in self.plan.slots:
            if slot.panel:
                found[slot.panel].append(slot)
        return {number: tuple(slots) for number, slots in found.items()}

    def sittings(self, candidate_id: int) -> tuple[Slot, ...]:
        """The sittings of one candidate that he or she still sits, in the order of time."""
        parts = self.parts.get(candidate_id, {})
        return tuple(
            slot
            for slot in self.by_candidate.get(candidate_id, ())
            if slot.kind is SlotKind.SITTING and slot.part_id in parts
        )

    def has_begun(self, slot: Slot) -> bool:
        """Whether the sitting is over or under way: its times are facts."""
        if slot.kind is not SlotKind.SITTING or slot.candidate_id is None:
            return False
        events = self.session.phase_events.get((slot.candidate_id, slot.part_id), ())
        return any(slot.first_phase <= event.phase <= slot.last_phase for event in events)

    def is_under_way(self, candidate_id: int | None) -> bool:
        """Whether a candidate began an oral part, were it by preparing it: nothing parts the passage any more."""
        parts = self.parts.get(candidate_id or 0, {}).values()
        orals = (part.id for part in parts if part.form is PartForm.ORAL)
        return any(self.session.phase_events.get((candidate_id or 0, part_id)) for part_id in orals)

    def name(self, slot: Slot) -> str:
        """Whom or what a slot is about."""
        candidate = self.candidates.get(slot.candidate_id or 0)
        return candidate.name if candidate else f"Jury {slot.panel}" if slot.panel else slot.kind.label

    def what(self, slot: Slot) -> str:
        """What takes place, in a few letters: the part for a sitting, else the kind of slot."""
        part = self.parts.get(slot.candidate_id or 0, {}).get(slot.part_id)
        return part.short if part and slot.kind is SlotKind.SITTING else slot.kind.label.lower()


def overlapping(slots: Iterable[Slot]) -> Iterator[tuple[Slot, Slot]]:
    """Each slot that starts before an earlier one ends, with that earlier one."""
    last: Slot | None = None
    for slot in sorted(slots, key=lambda each: (each.starts_at, each.ends_at)):
        if last is not None and slot.starts_at < last.ends_at:
            yield last, slot
        if last is None or slot.ends_at > last.ends_at:
            last = slot


def by_day(slots: Iterable[Slot]) -> Iterator[tuple[Slot, ...]]:
    """These slots, given in the order of time, day by day."""
    for _day, group in groupby(slots, key=lambda slot: slot.starts_at.date()):
        yield tuple(group)


def stretches(slots: Iterable[Slot], hours: Hours) -> list[tuple[int, int]]:
    """When somebody is busy with these slots, in minutes; slots that follow each other at once are one stretch."""
    found: list[tuple[int, int]] = []
    for slot in slots:
        starts, ends = hours.minute(slot.starts_at), hours.minute(slot.ends_at)
        if found and starts <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], ends))
        else:
            found.append((starts, ends))
    return found
