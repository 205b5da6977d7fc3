"""What a planning is made from: the session, the hours, the juries, and what already took place."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from app.domain.people import Function
from app.domain.planning.hours import DAY, Hours
from app.domain.planning.juries import Jury, juries_of, panels_for
from app.domain.planning.plan import PlanSettings, Slot
from app.domain.planning.sitters import Sitter
from app.domain.planning.steps import needs_speaker, steps_of, unknown_durations
from app.domain.session import ExamSession


@dataclass(frozen=True, slots=True)
class Begun:
    """A candidate who already sat something; times in minutes.

    `steps` counts what is over or under way until `ready`; `jury` is 0 while no jury took the candidate; `decided`
    once the jury has no more to deliberate on; the other fields are those of `Sitter`.
    """

    steps: int
    jury: int
    came: int
    ready: int
    fed: bool
    wrote_until: int | None
    under_way: bool
    decided: bool


@dataclass(frozen=True, slots=True)
class Past:
    """What is over or under way: it stays as it was. `order` ranks candidates by the hour they were planned for."""

    slots: tuple[Slot, ...] = ()
    begun: Mapping[int, Begun] = field(default_factory=dict)
    order: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Premises:
    """Everything that decides of a planning."""

    session: ExamSession
    hours: Hours
    juries: tuple[Jury, ...]
    past: Past = Past()

    @classmethod
    def of(cls, session: ExamSession, settings: PlanSettings, not_before: datetime | None = None) -> "Premises":
        """Those of a session as it stands, from `not_before` on."""
        days = session.days()
        hours = Hours(days[0], len(days), settings)
        if not_before is not None:
            hours = replace(hours, not_before=max(0, hours.minute(not_before)))
        return cls(session, hours, juries_of(session, settings.panels))

    @property
    def settings(self) -> PlanSettings:
        """What the responsable decided."""
        return self.hours.settings

    def sitters(self) -> list[Sitter]:
        """Everybody who has something left to sit or to be deliberated on, in the order of the list.

        Left out are those observed absent, those whom no jury can hear, and those of whom a duration is unknown.
        """
        everybody = [
            self._sitter(candidate.id, rank)
            for rank, candidate in enumerate(self.session.candidates)
            if not candidate.is_absent
        ]
        return [sitter for sitter in everybody if sitter is not None]

    def speaker_taken(self) -> list[tuple[int, int]]:
        """The minutes at which the shared intervenant is not to be had: other days, lunch, and what already began."""
        if not needs_speaker(self.session, self.settings):
            return []
        taken = []
        speakers = [person for person in self.session.people if person.function is Function.OCCASIONAL_SPEAKER]
        for day in self.hours.days():
            noon, _latest = self.hours.noon(day)
            is_there = any(speaker.is_there_on(self.hours.date_of(day)) for speaker in speakers)
            taken.append((noon, noon + self.settings.lunch) if is_there else (day * DAY, (day + 1) * DAY))
        spoken = (slot for slot in self.past.slots if slot.takes_speaker)
        return taken + [(self.hours.minute(slot.starts_at), self.hours.minute(slot.ends_at)) for slot in spoken]

    def _sitter(self, candidate_id: int, rank: int) -> Sitter | None:
        candidate = self.session.candidate(candidate_id)
        steps = steps_of(self.session, self.settings, candidate)
        panels = panels_for(self.session, self.juries, candidate)
        if not steps or not panels or unknown_durations(self.session, self.settings, candidate):
            return None
        order = self.past.order.get(candidate_id, rank)
        was = self.past.begun.get(candidate_id)
        if was is None:
            return Sitter(candidate, list(steps), order, panels)
        if was.decided and was.steps >= len(steps):
            return None
        return Sitter(
            candidate=candidate,
            steps=list(steps[was.steps :]),
            order=order,
            panels=(was.jury,) if was.jury else panels,
            jury=was.jury,
            ready=was.ready,
            came=was.came,
            fed=was.fed,
            wrote_until=was.wrote_until,
            under_way=was.under_way,
        )
