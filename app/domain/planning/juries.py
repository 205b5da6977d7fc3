"""Which juries can hear whom, and on which days: members, quorum, recusals, days of presence."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.domain.candidate import Candidate
from app.domain.people import Person
from app.domain.planning.plan import PanelRoom
from app.domain.session import ExamSession


@dataclass(frozen=True, slots=True)
class Jury:
    """One jury that hears in parallel with others.

    `crew` is the number of the first jury that it shares a member with, its own when it shares none: juries of
    one crew never sit at the same time. `days` are those on which every member is there. `is_staffed` is
    False while the session counts fewer members than the quorum for it: it is then planned as though it were complete.
    """

    number: int
    room: str
    members: tuple[Person, ...]
    crew: int
    days: frozenset[date]
    is_staffed: bool

    def can_hear(self, session: ExamSession, candidate: Candidate) -> bool:
        """Whether recusals leave the quorum for one candidate (rules 6 and 7)."""
        return not self.is_staffed or len(voices(session, self.members, candidate)) >= session.framework.jury.quorum


def juries_of(session: ExamSession, rooms: Iterable[PanelRoom]) -> tuple[Jury, ...]:
    """The juries of a planning, in the order of the settings; without any juror in the session, all are unstaffed."""
    rooms = tuple(rooms)
    common = any(juror.panel == 0 for juror in session.jurors) and len(rooms) > 1
    quorum = session.framework.jury.quorum
    juries = []
    for room in rooms:
        members = session.panel(room.number)
        juries.append(
            Jury(
                number=room.number,
                room=room.room,
                members=members,
                crew=rooms[0].number if common else room.number,
                days=frozenset(day for day in session.days() if all(juror.is_there_on(day) for juror in members)),
                is_staffed=len(members) >= quorum,
            )
        )
    return tuple(juries)


def voices(session: ExamSession, members: Iterable[Person], candidate: Candidate) -> tuple[Person, ...]:
    """Those of a jury whom no recusal takes out of one candidate's evaluation."""
    recused = {recusal.juror_id for recusal in session.recusals if recusal.candidate_id == candidate.id}
    return tuple(member for member in members if member.id not in recused)


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
