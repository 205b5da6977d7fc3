"""The jury's vote on a decision, where a certification's own rule has one (rule 26).

A titre professionnel has none: its jury decides as one.
"""

from dataclasses import dataclass

from app.domain.candidate import Candidate
from app.domain.framework.terms import DecisionMode
from app.domain.meeting import decided_without
from app.domain.people import Person
from app.domain.session import ExamSession


@dataclass(frozen=True, slots=True)
class Verdict:
    """Where the vote on one decision stands.

    Attributes:
        mode: What the certification asks for.
        favourable: The jurors who voted for the decision, in the jury's order.
        against: Those who voted against it.
        waiting: Those who deliberate and have not voted.
        carried: Whether the decision is carried; None while somebody has not voted.
    """

    mode: DecisionMode
    favourable: tuple[Person, ...]
    against: tuple[Person, ...]
    waiting: tuple[Person, ...]
    carried: bool | None

    @property
    def sentence(self) -> str:
        """« 2 voix pour, 1 contre : la majorité est atteinte »."""
        told = f"{len(self.favourable)} voix pour, {len(self.against)} contre"
        if self.carried is None:
            return f"{told}, {len(self.waiting)} à donner"
        reached = "est atteinte" if self.carried else "n’est pas atteinte"
        return f"{told} : {_NAMED[self.mode]} {reached}"


_NAMED = {
    DecisionMode.CONSENSUS: "",
    DecisionMode.UNANIMITY: "l’unanimité",
    DecisionMode.MAJORITY: "la majorité",
    DecisionMode.CASTING_VOTE: "la majorité, voix prépondérante comprise,",
}


def has_votes(session: ExamSession) -> bool:
    """Whether jurors vote on decisions in this certification."""
    return session.framework.decision.mode is not DecisionMode.CONSENSUS


def verdict(session: ExamSession, candidate: Candidate) -> Verdict | None:
    """Where the vote on one decision stands; None where nobody votes, or while nothing is decided."""
    if not has_votes(session) or session.decision(candidate.id) is None:
        return None
    given = {vote.juror_id: vote.favourable for vote in session.votes if vote.candidate_id == candidate.id}
    awaited = {juror.id for juror in session.present_for(candidate)} - decided_without(session, candidate)
    jurors = tuple(each for each in session.jurors_for(candidate) if each.id in awaited or each.id in given)
    favourable = tuple(juror for juror in jurors if given.get(juror.id) is True)
    against = tuple(juror for juror in jurors if given.get(juror.id) is False)
    waiting = tuple(juror for juror in jurors if juror.id not in given)
    rule = session.framework.decision
    carried = None if waiting or not jurors else _carried(rule.mode, rule.casting_seat, favourable, against)
    return Verdict(rule.mode, favourable, against, waiting, carried)


def _carried(
    mode: DecisionMode, casting_seat: str, favourable: tuple[Person, ...], against: tuple[Person, ...]
) -> bool:
    if mode is DecisionMode.UNANIMITY:
        return not against
    shared = len(favourable) == len(against)
    if mode is DecisionMode.CASTING_VOTE and shared:
        return any(juror.seat == casting_seat for juror in favourable)
    return len(favourable) > len(against)
