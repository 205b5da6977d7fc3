"""Who may read what the rules say.

The deliberation is held « hors de toute autre présence », and written work has no name before it is graded.
"""

from collections.abc import Iterable
from dataclasses import replace

from app.domain.anonymity import is_sealed
from app.domain.copies import pile_of
from app.domain.people import Actor
from app.domain.rules.base import COPIES, Finding, Place, RuleState
from app.domain.session import ExamSession

BEHIND_DOORS = "Le jury règle ce point hors de toute autre présence."
"""What stands for the findings that a person may not read."""
_COPIES_TO_COME = (
    "Des copies sont encore à corriger : elles s’ouvrent ensemble, quand chacun a été vu et a rendu la sienne."
)


def sees_deliberation(session: ExamSession, actor: Actor) -> bool:
    """Whether this person has a part in the jury's side: jurors always, the responsable once the jury closed."""
    is_juror = actor.person_id in {juror.id for juror in session.jurors}
    return is_juror or (actor.is_manager and session.closing is not None)


def deliberations_open_to(session: ExamSession, actor: Actor) -> frozenset[int]:
    """Ids of the candidates of whom this person may read the deliberation.

    Until the jury closed, a juror has those that he or she evaluates, and the responsable none; then all are open.
    """
    return frozenset(
        candidate.id
        for candidate in session.candidates
        if session.closing is not None or actor.person_id in {juror.id for juror in session.jurors_for(candidate)}
    )


def readable(state: RuleState, *, heard: frozenset[int]) -> tuple[Finding, ...]:
    """The findings of one rule that a person may read: those of the deliberation only on the candidates `heard`."""
    return tuple(finding for finding in state.findings if is_readable(finding, heard=heard))


def is_readable(finding: Finding, *, heard: frozenset[int]) -> bool:
    """Whether a person may read one finding.

    What concerns the deliberation of nobody in particular is for whoever hears somebody.
    """
    if finding.place is not Place.DELIBERATION:
        return True
    return bool(heard) if finding.candidate_id is None else finding.candidate_id in heard


def told(state: RuleState, *, heard: frozenset[int]) -> tuple[str, ...]:
    """The findings of one rule as a person may read them; one closed sentence stands for those he or she may not."""
    open_ones = [finding.sentence for finding in readable(state, heard=heard)]
    return (*open_ones, BEHIND_DOORS) if len(open_ones) < len(state.findings) else tuple(open_ones)


def without_names(session: ExamSession, actor: Actor, states: Iterable[RuleState]) -> tuple[RuleState, ...]:
    """The rules as this person may read them: written work that has no name yet is told by its identifier (rule 14).

    Those findings come last and in the order of their sentences: the place among a candidate's others would name the
    copy. Copies not handed out yet are told together, for the same reason.
    """
    if actor.is_manager:
        return tuple(states)
    handed_out = {(copy.candidate_id, copy.part.id) for copy in pile_of(session, actor).copies}
    return tuple(_without_names(session, actor, state, handed_out) for state in states)


def _without_names(session: ExamSession, actor: Actor, state: RuleState, handed_out: set[tuple[int, str]]) -> RuleState:
    named: list[Finding] = []
    copies: list[Finding] = []
    waits = False
    for finding in state.findings:
        if not _is_sealed(session, actor, finding):
            named.append(finding)
        elif (finding.candidate_id, finding.part_id) in handed_out:
            copies.append(replace(finding, sentence=finding.of_copy))
        else:
            waits = True
    copies.sort(key=lambda finding: finding.sentence)
    if waits:
        copies.append(Finding(_COPIES_TO_COME, Place.GRADING, field=COPIES, awaits=True))
    passed = tuple(each for each in state.passed if not _is_sealed(session, actor, each.finding))
    return replace(state, findings=(*named, *copies), passed=passed)


def _is_sealed(session: ExamSession, actor: Actor, finding: Finding) -> bool:
    """Whether a finding would name a copy to somebody who may not know whose it is."""
    if not finding.of_copy or finding.candidate_id is None:
        return False
    return is_sealed(session, actor, session.candidate(finding.candidate_id))
