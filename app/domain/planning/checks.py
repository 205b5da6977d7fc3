"""What is wrong with a planning, as computed, as moved by hand, or as kept before the session changed."""

from itertools import chain

from app.domain.planning import candidate_checks, day_checks, jury_checks
from app.domain.planning.conflict import Case
from app.domain.planning.conflict import Conflict as Conflict  # noqa: PLC0414 - offered here with the checks
from app.domain.planning.plan import Plan
from app.domain.session import ExamSession

_CHECKS = (*candidate_checks.CHECKS, *jury_checks.CHECKS, *day_checks.CHECKS)


def conflicts(session: ExamSession, plan: Plan) -> tuple[Conflict, ...]:
    """Everything that cannot be held as planned; nothing for a planning as computed, or its misfits say why.

    What began is a fact: its duration and its hours are no longer judged.
    """
    case = Case(session, plan)
    return tuple(chain.from_iterable(check(case) for check in _CHECKS))


def unplanned(session: ExamSession, plan: Plan) -> tuple[str, ...]:
    """Whoever the planning lacks something of, and what: « LE GOFF Élodie : oral, ET »."""
    return tuple(day_checks.unplanned(Case(session, plan)))
