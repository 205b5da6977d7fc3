"""One whole attempt at a planning: premises in, slots and those left out given back."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from app.domain.candidate import Candidate
from app.domain.framework.sitting_plan import Part
from app.domain.framework.terms import PartForm
from app.domain.planning.hours import Hours
from app.domain.planning.numbering import numbered
from app.domain.planning.plan import Plan, Slot
from app.domain.planning.premises import Premises
from app.domain.planning.timetable import Stretch, Timetable
from app.domain.planning.working_day import Span, WorkingDay, resumed
from app.domain.session import ExamSession


@dataclass(frozen=True, slots=True)
class Arrangement:
    """A planning, the candidates that have no whole place in it, and the last minute that it uses.

    `undecided` counts the candidates on whom a jury has no time left to deliberate; `late` are those whose passage is
    under way and ends after the day.
    """

    plan: Plan
    unplaced: tuple[Candidate, ...]
    late: tuple[Candidate, ...]
    undecided: int
    ends: int

    @property
    def fits(self) -> bool:
        """Whether everything has its place."""
        return not self.unplaced and not self.late and not self.undecided


def arrange(premises: Premises) -> Arrangement:
    """Place everybody: parts in the order of the référentiel, then the work of the juries.

    Candidates are heard in the order of the list; when that leaves some out, the longest passages go first instead.
    """
    found = _attempt(premises, longest_first=False)
    if found.fits:
        return found
    other = _attempt(premises, longest_first=True)
    return min(found, other, key=lambda each: (len(each.unplaced), each.undecided, each.ends))


def parts_in_order(session: ExamSession) -> tuple[Part, ...]:
    """Every part that some candidate may sit, in the order of the référentiel."""
    final = session.type.final_interview_if_last
    return (*(part for _modality, part in session.type.parts()), *(final.parts if final else ()))


def _attempt(premises: Premises, *, longest_first: bool) -> Arrangement:
    hours, sitters = premises.hours, premises.sitters()
    table = Timetable(hours, premises.juries, _crews(premises), premises.speaker_taken(), longest_first=longest_first)
    table.resume(sitters)
    for form, parts in groupby(parts_in_order(premises.session), key=lambda part: part.form):
        left = [sitter for sitter in sitters if sitter not in table.unplaced]
        if form is PartForm.ORAL:
            table.hear(left)
            continue
        for part in parts:
            table.write(part.id, [sitter for sitter in left if sitter not in table.unplaced])
    table.correct_rest([sitter for sitter in sitters if not sitter.jury and sitter not in table.unplaced])
    table.deliberate()
    table.welcome()
    new = (_slot(stretch, hours) for stretch in table.stretches)
    plan = Plan(hours.settings, numbered((*premises.past.slots, *new)))
    unplaced = tuple(sitter.candidate for sitter in table.unplaced)
    late = tuple(sitter.candidate for sitter in table.late)
    return Arrangement(
        plan, unplaced, late, table.undecided, max((stretch.ends for stretch in table.stretches), default=0)
    )


def _crews(premises: Premises) -> dict[int, WorkingDay]:
    """Each crew's present day, after what it already did."""
    hours = premises.hours
    days = {}
    for jury in premises.juries:
        crew = {each.number for each in premises.juries if each.crew == jury.crew}
        done = [slot for slot in premises.past.slots if slot.panel in crew]
        days[jury.crew] = resumed(_spans(done, hours), hours)
    return days


def _spans(slots: Iterable[Slot], hours: Hours) -> list[Span]:
    return [(slot.kind, hours.minute(slot.starts_at), hours.minute(slot.ends_at)) for slot in slots]


def _slot(stretch: Stretch, hours: Hours) -> Slot:
    step = stretch.step
    return Slot(
        number=0,
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
