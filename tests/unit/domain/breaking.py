"""One thing at a time made wrong in a sound session, and what one rule finds in it."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from app.domain.candidate import Candidate
from app.domain.decision import Outcome
from app.domain.framework.sitting_plan import SessionType
from app.domain.frozen_session import Closing
from app.domain.rules.base import Finding
from app.domain.rules.closing_rules import frozen_digest
from app.domain.rules.registry import judge
from app.domain.session import ExamSession
from tests.builders import ANNE, BENOIT, NOW

Break = Callable[[ExamSession], ExamSession]


def findings(session: ExamSession, number: int) -> tuple[Finding, ...]:
    return next(state.findings for state in judge(session) if state.rule.number == number)


def with_candidate(session: ExamSession, index: int, **changes: object) -> ExamSession:
    """The session with one candidate changed."""
    candidates = list(session.candidates)
    candidates[index] = replace(candidates[index], **changes)  # type: ignore[arg-type]  # named by each test
    return replace(session, candidates=tuple(candidates))


def with_juror(session: ExamSession, **changes: object) -> ExamSession:
    """The session with its second juror changed."""
    changed = replace(BENOIT, **changes)  # type: ignore[arg-type]  # named by each test
    return replace(session, people=tuple(changed if person is BENOIT else person for person in session.people))


def with_framework(session: ExamSession, **changes: object) -> ExamSession:
    return replace(session, framework=session.framework.model_copy(update=changes))


def without_final(session_type: SessionType) -> SessionType:
    return session_type.model_copy(update={"modalities": session_type.modalities[:-1]})


def with_grid(session: ExamSession, who: Candidate, part_id: str, **changes: object) -> ExamSession:
    """The session with the first juror's grid changed, unlike what its lock says."""
    grid = session.grid(ANNE.id, who.id, part_id)
    changed = replace(grid, **changes)  # type: ignore[arg-type]  # named by each test
    return replace(session, grids=(*(each for each in session.grids if each is not grid), changed))


def unlocked(session: ExamSession, who: Candidate, part_id: str, **changes: object) -> ExamSession:
    return with_grid(session, who, part_id, locked_at=None, **changes)


def with_outcome(session: ExamSession, who: Candidate, outcome: Outcome) -> ExamSession:
    decisions = (replace(d, outcome=outcome) if d.candidate_id == who.id else d for d in session.decisions)
    return replace(session, decisions=tuple(decisions))


def with_motive(session: ExamSession, motive: str, cited: tuple[str, ...] = ("c3.1",)) -> ExamSession:
    """The session with another motive for its one refusal."""
    positions = (p if p.mastered else replace(p, motive=motive, cited=cited) for p in session.positions)
    return replace(session, positions=tuple(positions))


def closed(session: ExamSession) -> ExamSession:
    return replace(session, closing=Closing(NOW, frozen_digest(session), session.framework_digest))


def validated(session: ExamSession) -> ExamSession:
    return with_sheet(session, record_validated_on=NOW.date())


def on_two_days(session: ExamSession) -> ExamSession:
    return replace(session, sheet=replace(session.sheet, ends_on=NOW.date() + dt.timedelta(days=1)))


def with_sheet(session: ExamSession, **changes: object) -> ExamSession:
    """The session with its sheet changed."""
    return replace(session, sheet=replace(session.sheet, **changes))  # type: ignore[arg-type]  # named by each test


def with_centre(session: ExamSession, **changes: object) -> ExamSession:
    """The session with its centre changed."""
    centre = replace(session.sheet.centre, **changes)  # type: ignore[arg-type]  # named by each test
    return with_sheet(session, centre=centre)
