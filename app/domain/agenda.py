"""The order and the time of the deliberation: planned, spent, left. Counted and told; it never stops anybody.

The time planned for one candidate is that of the planning; without a planning, fifteen minutes.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.domain.candidate import Candidate
from app.domain.jury_room import Turn
from app.domain.meeting import awaited
from app.domain.session import ExamSession

USUAL = timedelta(minutes=15)
"""What one candidate takes when no planning says so."""


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """One candidate of the agenda.

    Attributes:
        planned: The time meant for this candidate.
        turns: The stretches of the deliberation spent on him or her, in their order.
        is_over: Whether the decision is taken and confirmed by every juror present, or none will be taken here.
        is_undeliberated: Whether the jury does not deliberate on him or her, for want of a quorum.
    """

    candidate: Candidate
    planned: timedelta
    turns: tuple[Turn, ...] = ()
    is_over: bool = False
    is_undeliberated: bool = False

    def spent(self, now: datetime) -> timedelta:
        """The time spent so far, the stretch under way included."""
        return sum((turn.spent(now) for turn in self.turns), timedelta(0))

    def overrun(self, now: datetime) -> timedelta:
        """The time beyond the plan, zero before it."""
        return max(timedelta(0), self.spent(now) - self.planned)

    def left(self, now: datetime) -> timedelta:
        """What remains of the planned time, nothing once the candidate is decided."""
        return timedelta(0) if self.is_over else max(timedelta(0), self.planned - self.spent(now))

    @property
    def postponed(self) -> str:
        """Why the jury put this candidate off; empty when it did not, or came back since."""
        last = self.turns[-1] if self.turns else None
        return last.reason if last is not None and last.postponed and not self.is_over else ""

    @property
    def put_off_after(self) -> int:
        """The number of the last turn that put the candidate off, 0 when none did."""
        return max((turn.number for turn in self.turns if turn.postponed), default=0)


@dataclass(frozen=True, slots=True)
class Agenda:
    """Everybody whom the jury deliberates on, in the order in which it does."""

    lines: tuple[AgendaLine, ...]

    def line(self, candidate_id: int) -> AgendaLine:
        """The line of one candidate; KeyError when the jury does not deliberate on him or her."""
        for line in self.lines:
            if line.candidate.id == candidate_id:
                return line
        raise KeyError(candidate_id)

    def left(self, now: datetime) -> timedelta:
        """The planned time that remains for the candidates still to decide."""
        return sum((line.left(now) for line in self.lines), timedelta(0))

    def overrun(self, now: datetime) -> timedelta:
        """How far beyond their plan the candidates went, all together."""
        return sum((line.overrun(now) for line in self.lines), timedelta(0))


def agenda(session: ExamSession) -> Agenda:
    """The agenda as it stands: the session's order, candidates put off coming last, in the order of being put off."""
    turns: dict[int, list[Turn]] = {}
    for turn in session.turns:
        turns.setdefault(turn.candidate_id, []).append(turn)
    planned = planned_for(session)
    lines = [
        AgendaLine(
            candidate,
            planned,
            tuple(turns.get(candidate.id, ())),
            is_over(session, candidate),
            candidate.id in session.undeliberated,
        )
        for candidate in session.candidates
        if not candidate.is_absent
    ]
    return Agenda(tuple(sorted(lines, key=lambda line: line.put_off_after)))


def is_over(session: ExamSession, candidate: Candidate) -> bool:
    """Whether the jury has nothing left to do: it decided, or does not deliberate on this candidate."""
    return candidate.id in session.undeliberated or is_decided(session, candidate)


def is_decided(session: ExamSession, candidate: Candidate) -> bool:
    """Whether nothing is left to do: a decision, confirmed by every juror whose confirmation it awaits."""
    return bool(session.confirmed_by(candidate.id)) and not awaited(session, candidate)


def planned_for(session: ExamSession) -> timedelta:
    """The deliberation planned for each candidate: the planning's minutes, or the usual ones."""
    minutes = session.plan.settings.deliberation if session.plan is not None else 0
    return timedelta(minutes=minutes) if minutes else USUAL


def stands_at(session: ExamSession) -> int | None:
    """The candidate whose turn is under way, None between two turns."""
    return next((turn.candidate_id for turn in reversed(session.turns) if turn.ended_at is None), None)


def resumes_at(session: ExamSession) -> int | None:
    """The candidate where the jury was, whatever stopped it; None once that one is over or was put off."""
    last = session.turns[-1] if session.turns else None
    if last is None or last.postponed:
        return None
    candidate = session.candidate(last.candidate_id)
    return None if candidate.is_absent or is_over(session, candidate) else candidate.id
