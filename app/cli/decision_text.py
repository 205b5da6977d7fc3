"""A certification's own rule of decision as a text that a person reads in a terminal."""

from collections.abc import Iterator

from app.domain.framework.decision_coherence import criteria_of
from app.domain.framework.decision_rule import BlocRule
from app.domain.framework.model import Framework
from app.domain.framework.scale import written_points
from app.domain.framework.terms import DecisionMode


def decision_lines(framework: Framework) -> Iterator[str]:
    """How the jury decides and what each bloc asks for; nothing for a plain consensus."""
    rule = framework.decision
    if rule.mode is DecisionMode.CONSENSUS and not rule.blocs:
        return
    seat = f", celle de « {rule.casting_seat} »" if rule.casting_seat else ""
    yield f"Décision – {rule.mode.label}{seat}"
    for each in rule.blocs:
        yield from _bloc_lines(framework, each)


def _bloc_lines(framework: Framework, rule: BlocRule) -> Iterator[str]:
    bloc = framework.bloc(rule.bloc)
    criteria = {criterion.id: criterion.label for criterion in criteria_of(bloc)}
    yield f"  {framework.vocabulary.bloc} {bloc.number}"
    if rule.threshold is not None:
        yield f"    - seuil : {written_points(rule.threshold)} points, en {rule.counting.value} des critères"
    for weight in rule.weights:
        yield f"    - coefficient {written_points(weight.weight)} : {criteria[weight.criterion]}"
    for minimum in rule.non_compensable:
        least = f", minimum {written_points(minimum.minimum)} points" if minimum.minimum is not None else ""
        yield f"    - non compensable : {framework.skill(minimum.skill).label}{least}"
    yield from (f"    - éliminatoire : {criteria[identifier]}" for identifier in rule.eliminatory)
