"""Invented certifications with a rule of decision of their own, and sessions graded on them."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from app.domain.answer import YES
from app.domain.candidate import Candidate
from app.domain.framework.decision_rule import BlocRule, DecisionRule, Minimum, Weight
from app.domain.framework.model import Framework, JuryMember, JuryRule
from app.domain.framework.scale import MarkingScale
from app.domain.framework.terms import DecisionMode
from app.domain.grading import Grid, Mark
from app.domain.people import Person
from app.domain.session import ExamSession
from tests.builders import (
    ANNE,
    BENOIT,
    ELODIE,
    POINTS,
    empty_session,
    framework_with_bloc_criteria,
    graded,
    juror,
    locked,
)

CHAIR = "Membre de l’Institut"
CHAIRED = JuryRule(composition=(JuryMember(quality=CHAIR, count=1),))
ZOE = replace(juror(4, "Zoé", "Roux"), seat=CHAIR)

SUM_OF_TWENTY = BlocRule(
    bloc="bloc1",
    threshold=Decimal(20),
    weights=(Weight(criterion="bloc1.2", weight=Decimal(2)),),
    eliminatory=("bloc1.2",),
)
"""Two critères out of 20, the second one counted twice and eliminatory: 20 points out of 60."""

NON_COMPENSABLE = BlocRule(bloc="bloc2", non_compensable=(Minimum(skill="a2", minimum=Decimal(8)),))


def ruled(rule: DecisionRule, scale: MarkingScale = POINTS, jury: JuryRule | None = None) -> Framework:
    """The certification of `framework_with_bloc_criteria`, with this scale and this rule, validated as a whole."""
    base = framework_with_bloc_criteria()
    changes = {"scale": scale, "decision": rule, "jury": jury or base.jury}
    return Framework.model_validate({name: changes.get(name, getattr(base, name)) for name in Framework.model_fields})


def of_blocs(*rules: BlocRule) -> Framework:
    """A certification in points with rules for its blocs."""
    return ruled(DecisionRule(blocs=rules))


def voted(mode: DecisionMode) -> Framework:
    """A certification answered by « Oui » or « Non », whose jury votes; the chair has the casting vote if any."""
    casting = mode is DecisionMode.CASTING_VOTE
    return ruled(DecisionRule(mode=mode, casting_seat=CHAIR if casting else ""), MarkingScale(), CHAIRED)


def with_points(
    framework: Framework,
    points: Mapping[int, Mapping[str, str]],
    *,
    type_id: str = "titre",
    who: Candidate = ELODIE,
    jurors: tuple[Person, ...] = (ANNE, BENOIT),
) -> ExamSession:
    """A session on one candidate whose grids are locked with these points, by juror and critère; 20 where unsaid."""
    session = graded(empty_session(framework, type_id, who, jurors=jurors), YES)
    best = framework.scale.answers[-2]
    filled = [dict.fromkeys(grid.marks, best.code) | dict(points[grid.juror_id]) for grid in session.grids]
    grids = [_answered(grid, framework, codes) for grid, codes in zip(session.grids, filled, strict=True)]
    return replace(session, grids=tuple(grids))


def _answered(grid: Grid, framework: Framework, codes: Mapping[str, str]) -> Grid:
    marks = {key: Mark(framework.scale.answer(codes[key]), "sans occasion") for key in grid.marks}
    return locked(replace(grid, marks=marks))
