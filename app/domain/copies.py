"""A juror's written work to grade, by identifier: which copies there are, in which order, and when they are handed out.

Nothing here may lead from a copy to a name before the juror locked it (rule 14). Copies are therefore in the order of
their identifiers, and those of one day are handed out together, as one pile: a copy that appeared when somebody comes
in or hands in would be that person's.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from app.domain.anonymity import anonymous_id, is_anonymous, is_sealed
from app.domain.candidate import Candidate
from app.domain.framework.sitting_plan import Part
from app.domain.grading import Grid, Unit
from app.domain.next_step import is_under_way
from app.domain.people import Actor
from app.domain.session import ExamSession


@dataclass(frozen=True, slots=True)
class Copy:
    """One written part of one candidate, for one juror; `author` is empty until the juror may know."""

    identifier: str
    candidate_id: int
    part: Part
    units: tuple[Unit, ...]
    grid: Grid
    author: str = ""

    @property
    def answered(self) -> int:
        """How many critères have an answer."""
        return sum(criterion.id in self.grid.marks for unit in self.units for criterion in unit.criteria)

    @property
    def count(self) -> int:
        """How many critères there are."""
        return sum(len(unit.criteria) for unit in self.units)

    @property
    def locked_at(self) -> datetime | None:
        """When the juror locked it, None while it is open."""
        return self.grid.locked_at


@dataclass(frozen=True, slots=True)
class Pile:
    """The copies handed out to one juror, and what the others wait for.

    Attributes:
        copies: By part, then by identifier.
        unseen: How many candidates of a pile not handed out are still to be seen at the door.
        writing: How many of them are writing.
    """

    copies: tuple[Copy, ...] = ()
    unseen: int = 0
    writing: int = 0

    @property
    def locked(self) -> int:
        """How many copies are done."""
        return sum(copy.locked_at is not None for copy in self.copies)

    @property
    def is_waited_for(self) -> bool:
        """Whether copies are still to come."""
        return bool(self.unseen or self.writing)

    @property
    def to_grade(self) -> tuple[Copy, ...]:
        """The copies that the juror has not locked."""
        return tuple(copy for copy in self.copies if copy.locked_at is None)

    def after(self, candidate_id: int, part_id: str) -> Copy | None:
        """The copy to take up once that one is done: the next open one, beginning again at the top after the last."""
        keys = [(copy.candidate_id, copy.part.id) for copy in self.copies]
        place = keys.index((candidate_id, part_id)) + 1 if (candidate_id, part_id) in keys else 0
        turned = (*self.copies[place:], *self.copies[:place])
        others = (c for c in turned if c.locked_at is None and (c.candidate_id, c.part.id) != (candidate_id, part_id))
        return next(others, None)


def pile_of(session: ExamSession, actor: Actor) -> Pile:
    """What one juror has to grade in writing; nothing for the responsable, nor of a candidate without this juror."""
    copies: list[Copy] = []
    unseen = writing = 0
    for part, candidates in _together(session, actor):
        absent_yet = sum(candidate.attendance is None for candidate in candidates)
        busy = sum(_writes(session, candidate, part) for candidate in candidates)
        unseen, writing = unseen + absent_yet, writing + busy
        if not absent_yet and not busy:
            copies += [_copy(session, actor, c, part) for c in candidates if _handed_in(session, c, part)]
    order = {part.id: place for place, (_modality, part) in enumerate(session.type.parts())}
    copies.sort(key=lambda copy: (order.get(copy.part.id, len(order)), len(copy.identifier), copy.identifier))
    return Pile(tuple(copies), unseen, writing)


def _together(session: ExamSession, actor: Actor) -> Iterator[tuple[Part, list[Candidate]]]:
    """Who sits the same written part on the same day before this juror's jury.

    Without a planning, everybody; but over several days nobody knows then who is still to come, and nobody is waited
    for.
    """
    piles: dict[tuple[str, date | None], tuple[Part, list[Candidate]]] = {}
    days_unknown = session.plan is None and len(session.days()) > 1
    for candidate in session.candidates:
        if actor.person_id not in {juror.id for juror in session.jurors_for(candidate)}:
            continue
        if days_unknown and candidate.attendance is None:
            continue
        for _modality, part in session.parts_for(candidate):
            if is_anonymous(part):
                key = (part.id, _day_of(session, candidate, part))
                piles.setdefault(key, (part, []))[1].append(candidate)
    yield from piles.values()


def _day_of(session: ExamSession, candidate: Candidate, part: Part) -> date | None:
    slots = session.plan.of_candidate(candidate.id) if session.plan is not None else ()
    return next((slot.starts_at.date() for slot in slots if slot.part_id == part.id), None)


def _writes(session: ExamSession, candidate: Candidate, part: Part) -> bool:
    is_there = candidate.is_present and candidate.left_for_good is None
    return is_there and is_under_way(session.clocks(candidate, part))


def _handed_in(session: ExamSession, candidate: Candidate, part: Part) -> bool:
    return candidate.is_present and part in session.expected_parts(candidate)


def _copy(session: ExamSession, actor: Actor, candidate: Candidate, part: Part) -> Copy:
    return Copy(
        identifier=anonymous_id(session, candidate),
        candidate_id=candidate.id,
        part=part,
        units=session.grid_units(candidate, part),
        grid=session.grid(actor.person_id or 0, candidate.id, part.id),
        author="" if is_sealed(session, actor, candidate) else candidate.name,
    )
