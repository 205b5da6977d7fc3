"""The list of rules: the Contrôles screen, the closing gate and the documentation are printed from it."""

from app.domain.rules import (
    certification_rules,
    closing_rules,
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
from app.domain.rules.base import Rule, RuleState, Severity
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
            *certification_rules.RULES,
            *closing_rules.RULES,
        ),
        key=lambda rule: rule.number,
    )
)


def judge(session: ExamSession) -> tuple[RuleState, ...]:
    """The state of every rule in one session, in the order of their numbers."""
    return tuple(RuleState(rule, tuple(rule.check(session)), rule.moment(session)) for rule in RULES)


def blocks_closing(states: tuple[RuleState, ...]) -> bool:
    """Whether any rule still forbids closing."""
    return any(state.severity is Severity.BLOCKING for state in states)
