"""One whole attempt at a planning: candidates, juries and hours in, slots and those left out, given back."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from app.domain.candidate import Candidate
from app.domain.framework.sitting_plan import Part
from app.domain.framework.terms import PartForm
from app.domain.planning.hours import Hours
from app.domain.planning.juries import Jury
from app.domain.planning.plan import Plan, Slot
from app.domain.planning.sitters import Sitter
from app.domain.planning.steps import steps_of
from app.domain.planning.timetable import Stretch, Timetable
from app.domain.planning.working_day import WorkingDay
from app.domain.session import ExamSession


@dataclass(frozen=True, slots=True)
class Arrangement:
    """A planning, the candidates that have no whole place in it, and the last minute of the last day that it uses."""

    plan: Plan
    unplaced: tuple[Candidate, ...]
    ends: int


def arrange(session: ExamSession, juries: tuple[Jury, ...], hours: Hours, sitters: Iterable[Sitter]) -> Arrangement:
    """Place everybody: parts in the order of the référentiel, then the work of the juries."""
    sitters = list(sitters)
    crews = {jury.crew: WorkingDay.opening(hours, hours.days().start) for jury in juries}
    table = Timetable(hours, juries, crews)
    for form, parts in groupby(parts_in_order(session), key=lambda part: part.form):
        left = [sitter for sitter in sitters if sitter not in table.unplaced]
        if form is PartForm.ORAL:
            table.hear(left)
            continue
        for part in parts:
            table.write(part.id, left)
    table.correct_rest([sitter for sitter in sitters if not sitter.jury and sitter not in table.unplaced])
    table.deliberate()
    table.welcome()
    plan = Plan(hours.settings, _numbered(table.stretches, hours))
    unplaced = tuple(sitter.candidate for sitter in table.unplaced)
    return Arrangement(plan, unplaced, max((stretch.ends for stretch in table.stretches), default=0))


def sitters_of(session: ExamSession, juries: tuple[Jury, ...], hours: Hours) -> tuple[Sitter, ...]:
    """Everybody who sits something, but those observed absent, in the order of the list."""
    sitters = []
    for candidate in session.candidates:
        steps = () if candidate.is_absent else steps_of(session, hours.settings, candidate)
        if steps:
            sitters.append(Sitter(candidate, list(steps), candidate.rank, panels_for(session, juries, candidate)))
    return tuple(sitters)


def panels_for(session: ExamSession, juries: Iterable[Jury], candidate: Candidate) -> tuple[int, ...]:
    """The juries that may hear one candidate: those with a quorum, and only the one that already graded him or her."""
    numbers = tuple(jury.number for jury in juries if jury.can_hear(session, candidate))
    if candidate.panel in numbers and candidate.id in begun(session):
        return (candidate.panel,)
    return numbers


def begun(session: ExamSession) -> frozenset[int]:
    """The candidates who started a part or whom somebody graded: their jury no longer changes."""
    return frozenset(
        {candidate_id for candidate_id, _part_id in session.phase_events} | {g.candidate_id for g in session.grids}
    )


def parts_in_order(session: ExamSession) -> tuple[Part, ...]:
    """Every part that some candidate may sit, in the order of the référentiel."""
    final = session.type.final_interview_if_last
    return (*(part for _modality, part in session.type.parts()), *(final.parts if final else ()))


def _numbered(stretches: Iterable[Stretch], hours: Hours) -> tuple[Slot, ...]:
    ordered = sorted(stretches, key=lambda each: (each.starts, each.panel, each.ends, each.candidate_id or 0))
    return tuple(_slot(number, stretch, hours) for number, stretch in enumerate(ordered, start=1))


def _slot(number: int, stretch: Stretch, hours: Hours) -> Slot:
    step = stretch.step
    return Slot(
        number=number,
        kind=stretch.kind,
        starts_at=hours.moment(stretch.starts),
        ends_at=hours.moment(stretch.ends),
        place=stretch.place,
        panel=stretch.panel,
        candidate_id=stretch.candidate_id,
        part_id=step.part_id if step else "",
        first_phase=step.first_phase if step else 0,
        last_phase=step.last_phase if step else 0,
        jury_present=stretch.jury_present,
        takes_speaker=step.takes_speaker if step else False,
    )
