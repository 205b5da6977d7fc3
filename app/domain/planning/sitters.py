"""A candidate on the way through the planning: what is left to sit, and since when he or she is there."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.candidate import Candidate
from app.domain.planning.hours import DAY, Hours
from app.domain.planning.steps import Step, StepKind


@dataclass(eq=False)
class Sitter:
    """One candidate while the planning is made; times in minutes.

    Attributes:
        steps: What is left to sit, in order.
        order: Rank among those who are heard, the smaller first.
        panels: The juries that may hear the candidate; one only once a jury took him or her.
        jury: The jury that took the candidate and will deliberate, 0 before.
        ready: When the candidate is free again.
        came: First minute of the candidate's present day, None before it.
        fed: Whether the candidate had lunch on that day.
        wrote_until: End of written work that the jury has not read yet.
        under_way: Whether the candidate is in the middle of a passage that nothing must part.
    """

    candidate: Candidate
    steps: list[Step]
    order: int
    panels: tuple[int, ...]
    jury: int = 0
    ready: int = 0
    came: int | None = None
    fed: bool = False
    wrote_until: int | None = None
    under_way: bool = False

    def next_orals(self) -> tuple[Step, ...]:
        """The oral steps before the next written one, in order."""
        written = (index for index, step in enumerate(self.steps) if step.kind is StepKind.WRITTEN)
        return tuple(self.steps[: next(written, len(self.steps))])

    def next_written(self, part_id: str) -> tuple[Step, ...]:
        """The steps of one written part when it comes next, nothing otherwise."""
        if not self.steps or self.steps[0].kind is not StepKind.WRITTEN or self.steps[0].part_id != part_id:
            return ()
        return tuple(step for step in self.steps if step.part_id == part_id)

    def was_there_after(self, day: int) -> bool:
        """Whether the candidate already sat something on a later day."""
        return self.came is not None and self.came // DAY > day

    def ready_on(self, day: int, hours: Hours) -> int:
        """When the candidate may start on one day, having changed rooms if he or she was busy just before."""
        if not self._is_there_on(day):
            return hours.opens(day)
        return max(self.ready + hours.settings.changeover, hours.not_before)

    def lunch_before(self, starts: int, ends: int, hours: Hours) -> int | None:
        """When the candidate has lunch, if it is due before sittings from `starts` to `ends`; None when it is not."""
        earliest, latest = hours.noon(starts // DAY)
        if not hours.settings.lunch or self.fed or not self._is_there_on(starts // DAY):
            return None
        stays = (self.came or 0) < earliest + hours.settings.lunch and ends > latest
        return max(self.ready, earliest) if stays else None

    def fed_before(self, starts: int, ends: int, hours: Hours) -> int:
        """The earliest start that leaves time for lunch, for sittings meant from `starts` to `ends`."""
        lunch = self.lunch_before(starts, ends, hours)
        return starts if lunch is None else max(starts, lunch + hours.settings.lunch)

    def sat(self, starts: int, ends: int) -> None:
        """Take note of sittings from `starts` to `ends`."""
        if not self._is_there_on(starts // DAY):
            self.came, self.fed = starts, False
        self.ready = ends

    def _is_there_on(self, day: int) -> bool:
        return self.came is not None and self.came // DAY == day


@dataclass(frozen=True, slots=True)
class Chain:
    """The oral steps that a candidate goes through at one stretch: `lead` minutes alone, then before one jury.

    `speaker` are the stretches, counted from the first minute before the jury, that need the shared intervenant.
    """

    steps: tuple[Step, ...]
    lead: int
    length: int
    speaker: tuple[tuple[int, int], ...]


def chain_of(steps: Sequence[Step]) -> Chain:
    """One chain out of consecutive oral steps, in order.

    Only the first preparation is had while another candidate is heard. A later one keeps the jury waiting: the
    candidate would otherwise meet those who have not passed yet.
    """
    lead = 0
    for step in steps:
        if step.kind is not StepKind.PREPARATION:
            break
        lead += step.minutes
    at, speaker = -lead, []
    for step in steps:
        if step.takes_speaker:
            speaker.append((at, at + step.minutes))
        at += step.minutes
    return Chain(tuple(steps), lead, at, tuple(speaker))
