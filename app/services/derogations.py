"""Breaches that the closing passes over: by a named derogation when they block, else by a written reason.

Each is written once and for good; it counts as long as the breach reads as it did, and for no other.
"""

from sqlalchemy import func, select

from app.domain.faults import DomainError, JuryFault
from app.domain.people import Actor
from app.domain.rules.base import Finding, Rule, Severity
from app.domain.rules.behind_doors import deliberations_open_to, readable, without_names
from app.domain.rules.registry import judge
from app.domain.session import ExamSession
from app.models.deliberation_rows import DerogationRow
from app.services import reading
from app.services.desk import Desk, require_open_to


def grant(
    desk: Desk, actor: Actor, rule: int, candidate_id: int | None, finding: str, *, granted_by: str, reason: str
) -> int:
    """Let one breach stand, word for word as it reads now; gives back the derogation's number.

    Raises:
        DomainError: neither the responsable nor a juror, the responsable while the doors are closed, no authority or no
            reason given, the breach is not there or not for this person to read, or its rule lets nobody pass over it.
    """
    if not (granted_by.strip() and reason.strip()):
        raise DomainError(JuryFault.DEROGATION_INCOMPLETE)
    with desk.write(actor, reason) as rows:
        require_open_to(rows, actor)
        session = reading.session_of(desk, rows)
        judged, found = _found(session, actor, rule, candidate_id, finding)
        _require_passable(judged, found)
        number = (rows.scalar(select(func.max(DerogationRow.number))) or 0) + 1
        rows.add(
            DerogationRow(
                number=number,
                rule=rule,
                candidate_id=candidate_id,
                finding=finding,
                granted_by=granted_by.strip(),
                reason=reason.strip(),
                at=desk.now(),
            )
        )
    return number


def passable(session: ExamSession, actor: Actor, rule: int, candidate_id: int | None = None) -> tuple[Finding, ...]:
    """The breaches of one rule that this person may let stand, all of them or those about one candidate."""
    return tuple(
        finding
        for judged, finding in _readable(session, actor, rule)
        if judged.is_passable(finding) and candidate_id in (None, finding.candidate_id)
    )


def _found(
    session: ExamSession, actor: Actor, rule: int, candidate_id: int | None, sentence: str
) -> tuple[Rule, Finding]:
    for judged, finding in _readable(session, actor, rule):
        if (finding.candidate_id, finding.sentence) == (candidate_id, sentence):
            return judged, finding
    raise DomainError(JuryFault.FINDING_GONE, rule=rule)


def _readable(session: ExamSession, actor: Actor, rule: int) -> list[tuple[Rule, Finding]]:
    """The breaches of one rule that this person reads, but those that keep back whose copy they are about."""
    heard = deliberations_open_to(session, actor)
    states = without_names(session, actor, judge(session))
    found = [
        (state.rule, each) for state in states if state.rule.number == rule for each in readable(state, heard=heard)
    ]
    return [(judged, finding) for judged, finding in found if finding.sentence != finding.of_copy]


def _require_passable(rule: Rule, finding: Finding) -> None:
    if rule.is_passable(finding):
        return
    if finding.severity is not Severity.BLOCKING or finding.awaits:
        raise DomainError(JuryFault.NOTHING_TO_JUSTIFY, rule=rule.number)
    raise DomainError(JuryFault.NO_DEROGATION, rule=rule.number)
