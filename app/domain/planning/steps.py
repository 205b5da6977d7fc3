"""What each candidate goes through, in the order of the référentiel: stretches of a part with one rule of presence."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum
from itertools import groupby

from app.domain.candidate import Candidate
from app.domain.framework.sitting_plan import Part, Phase
from app.domain.framework.terms import Language, OralRole, PartForm
from app.domain.people import Function
from app.domain.planning.plan import PlanSettings
from app.domain.session import ExamSession
from app.domain.timing import planned_duration


class StepKind(Enum):
    """Where a step is held, and with whom."""

    WRITTEN = "écrit, tous ensemble"
    PREPARATION = "préparation, sans jury"
    HEARD = "devant le jury"
    ALONE = "dans la salle du jury, sans lui"

    @property
    def in_jury_room(self) -> bool:
        """Whether it takes the room of one jury."""
        return self in (StepKind.HEARD, StepKind.ALONE)


@dataclass(frozen=True, slots=True)
class Step:
    """Consecutive phases of one part under one rule of presence; `minutes` holds the candidate's extra time."""

    part_id: str
    first_phase: int
    last_phase: int
    minutes: int
    kind: StepKind
    takes_speaker: bool = False


@dataclass(frozen=True, slots=True)
class UnknownDuration:
    """A phase that the référentiel gives no duration for, and that nobody assumed one for."""

    part_id: str
    part: str
    phase: str


def steps_of(session: ExamSession, settings: PlanSettings, candidate: Candidate) -> tuple[Step, ...]:
    """What one candidate goes through; a phase of unknown duration is left out, `unknown_durations` names it."""
    speaks = needs_speaker(session, settings)
    steps: list[Step] = []
    for part in session.expected_parts(candidate):
        steps += _of_part(part, settings, candidate, speaks=speaks)
    return tuple(steps)


def unknown_durations(
    session: ExamSession, settings: PlanSettings, candidate: Candidate
) -> tuple[UnknownDuration, ...]:
    """The phases of one candidate that nothing gives a duration for."""
    return tuple(
        UnknownDuration(part.id, part.label, phase.label)
        for part in session.expected_parts(candidate)
        for phase in part.phases
        if _minutes(phase, part, settings) is None
    )


def minutes_needed(part: Part, settings: PlanSettings, candidate: Candidate, first_phase: int, last_phase: int) -> int:
    """What these phases of a part last at least for one candidate, extra time included; unknown ones count for 0."""
    phases = part.phases[first_phase : last_phase + 1]
    return sum(_lasting(phase, part, settings, candidate) or 0 for phase in phases)


def kind_of(part: Part, phase: Phase, settings: PlanSettings) -> StepKind:
    """Where one phase is held: a jury attends a presentation when the settings let it (rule 2 counts no presence)."""
    if part.form is PartForm.WRITTEN:
        return StepKind.WRITTEN
    if phase.jury_present:
        return StepKind.HEARD
    if phase.preparation:
        return StepKind.PREPARATION
    return StepKind.HEARD if settings.jury_attends_presentations else StepKind.ALONE


def needs_speaker(session: ExamSession, settings: PlanSettings) -> bool:
    """Whether the juries share an intervenant ponctuel: the settings say so, and the session has one."""
    return settings.shares_speaker and any(p.function is Function.OCCASIONAL_SPEAKER for p in session.people)


def takes_speaker(part: Part, phase: Phase) -> bool:
    """Whether a phase is one where an intervenant ponctuel may speak: not in French, in a part that has the role."""
    foreign = phase.language is not Language.FRENCH
    return foreign and any(role.role is OralRole.OCCASIONAL_SPEAKER for role in part.roles)


def _of_part(part: Part, settings: PlanSettings, candidate: Candidate, *, speaks: bool) -> Iterator[Step]:
    known = [
        (index, duration, (kind_of(part, phase, settings), speaks and takes_speaker(part, phase)))
        for index, phase in enumerate(part.phases)
        if (duration := _lasting(phase, part, settings, candidate)) is not None
    ]
    for (kind, with_speaker), alike in groupby(known, key=lambda each: each[2]):
        run = list(alike)
        yield Step(part.id, run[0][0], run[-1][0], sum(duration for _, duration, _ in run), kind, with_speaker)


def _lasting(phase: Phase, part: Part, settings: PlanSettings, candidate: Candidate) -> int | None:
    planned = planned_duration(_minutes(phase, part, settings), candidate.extra_time)
    return None if planned is None else int(planned / timedelta(minutes=1))


def _minutes(phase: Phase, part: Part, settings: PlanSettings) -> int | None:
    return phase.minutes if phase.minutes is not None else settings.assumed_minutes.get(part.id)
