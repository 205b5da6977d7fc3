"""The list of rules: the Contrôles screen, the closing gate and the documentation are printed from it."""

from app.domain.rules import (
    certification_rules,
    closing_rules,
    copy_rules,
    decision_rules,
    evidence_rules,
    grading_rules,
    identity_rules,
    jury_rules,
    planning_rules,
    prior_rules,
    role_rules,
    room_rules,
    setup_rules,
    timing_rules,
)
from app.domain.rules.base import Finding, PassedOver, Rule, RuleState, Severity
from app.domain.session import ExamSession

RULES: tuple[Rule, ...] = tuple(
    sorted(
        (
            *setup_rules.RULES,
            *jury_rules.RULES,
            *role_rules.RULES,
            *evidence_rules.RULES,
            *planning_rules.RULES,
            *identity_rules.RULES,
            *grading_rules.RULES,
            *timing_rules.RULES,
            *decision_rules.RULES,
            *prior_rules.RULES,
            *room_rules.RULES,
            *copy_rules.RULES,
            *certification_rules.RULES,
            *closing_rules.RULES,
        ),
        key=lambda rule: rule.number,
    )
)


def judge(session: ExamSession) -> tuple[RuleState, ...]:
    """The state of every rule in one session, in the order of their numbers."""
    return tuple(_judge(session, rule) for rule in RULES)


def _judge(session: ExamSession, rule: Rule) -> RuleState:
    """One rule; a derogation counts for the breach that it was granted for, word for word, and for no other."""
    granted = {(each.candidate_id, each.finding): each for each in session.derogations if each.rule == rule.number}
    standing: list[Finding] = []
    passed: list[PassedOver] = []
    for finding in rule.check(session):
        derogation = granted.get((finding.candidate_id, finding.sentence)) if rule.is_passable(finding) else None
        if derogation is None:
            standing.append(finding)
        else:
            passed.append(PassedOver(finding, derogation))
    return RuleState(rule, tuple(standing), rule.moment(session), tuple(passed))


def blocks_closing(states: tuple[RuleState, ...]) -> bool:
    """Whether any rule still forbids closing, derogations taken into account and what is awaited included."""
    return any(state.severity is Severity.BLOCKING for state in states)
