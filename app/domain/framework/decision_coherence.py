"""What a certification's rule of decision owes to the rest of its référentiel."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from app.domain.framework.breach import Breach, Place, placed
from app.domain.framework.scale import written_points
from app.domain.framework.terms import DecisionMode, FrameworkKind, PointCount

if TYPE_CHECKING:
    from app.domain.framework.content import Bloc, Criterion
    from app.domain.framework.decision_rule import BlocRule, Minimum
    from app.domain.framework.model import Framework

_PLACE: Place = ("decision",)


def decision_breaches(framework: Framework) -> Iterator[Breach]:
    """Give every incoherence of the rule of decision."""
    rule = framework.decision
    if framework.kind is FrameworkKind.MINISTRY_TITLE:
        if rule.mode is not DecisionMode.CONSENSUS:
            yield Breach((*_PLACE, "mode"), "un titre professionnel se décide par consensus, sans vote")
        if rule.blocs:
            yield Breach(
                (*_PLACE, "blocs"), "un titre professionnel n’a ni points, ni seuil, ni critère éliminatoire par bloc"
            )
        return
    yield from _casting_seat(framework)
    for identifier, count in Counter(each.bloc for each in rule.blocs).items():
        if count > 1:
            yield Breach((*_PLACE, "blocs"), f"le bloc « {identifier} » a deux règles")
    known = {bloc.id: bloc for bloc in framework.blocs}
    for place, each in placed((*_PLACE, "blocs"), rule.blocs):
        if each.bloc in known:
            yield from _of_bloc(framework, known[each.bloc], each, place)
        else:
            yield Breach((*place, "bloc"), f"aucun bloc ne porte l’identifiant « {each.bloc} »")


def _casting_seat(framework: Framework) -> Iterator[Breach]:
    rule, place = framework.decision, (*_PLACE, "siege_preponderant")
    if rule.mode is not DecisionMode.CASTING_VOTE:
        if rule.casting_seat:
            yield Breach(place, "un siège n’a voix prépondérante que dans le mode « voix_preponderante »")
        return
    seats = [member.count for member in framework.jury.composition if member.quality == rule.casting_seat]
    if seats != [1]:
        yield Breach(
            place, "la voix prépondérante est celle d’un siège que la composition du jury nomme et compte une fois"
        )


def _of_bloc(framework: Framework, bloc: Bloc, rule: BlocRule, place: Place) -> Iterator[Breach]:
    criteria = {criterion.id: criterion for criterion in criteria_of(bloc)}
    if rule.threshold is None and not rule.non_compensable and not rule.eliminatory:
        yield Breach(
            place, "une règle de bloc donne un seuil, une compétence non compensable ou un critère éliminatoire"
        )
    for key, ids in (("eliminatoires", rule.eliminatory), ("poids", tuple(each.criterion for each in rule.weights))):
        for at, identifier in placed((*place, key), ids):
            if identifier not in criteria:
                yield Breach(at, f"aucun critère du bloc « {bloc.id} » ne porte l’identifiant « {identifier} »")
            elif ids.count(identifier) > 1:
                yield Breach(at, f"le critère « {identifier} » est donné deux fois")
    skills = {skill.id: skill.criteria for skill in bloc.skills}
    for at, minimum in placed((*place, "non_compensables"), rule.non_compensable):
        if not skills.get(minimum.skill):
            yield Breach(
                (*at, "competence"), f"aucune compétence évaluée du bloc « {bloc.id} » n’est « {minimum.skill} »"
            )
            continue
        yield from _minimum(framework, rule, minimum, skills[minimum.skill], at)
    yield from _points(framework, bloc, rule, place)


def _minimum(
    framework: Framework, rule: BlocRule, minimum: Minimum, criteria: Iterable[Criterion], place: Place
) -> Iterator[Breach]:
    if (framework.scale.points is None) is not (minimum.minimum is None):
        wanted = "demande un minimum" if minimum.minimum is None else "n’a pas de minimum sans échelle de points"
        yield Breach((*place, "minimum"), f"une compétence non compensable {wanted}")
    elif minimum.minimum is not None:
        yield from _reach(minimum.minimum, most(framework, rule, criteria), (*place, "minimum"), "le minimum")


def _points(framework: Framework, bloc: Bloc, rule: BlocRule, place: Place) -> Iterator[Breach]:
    if rule.threshold is None:
        if rule.weights:
            yield Breach((*place, "poids"), "des poids ne servent qu’avec un seuil")
        return
    if framework.scale.points is None:
        yield Breach((*place, "seuil"), "un seuil par bloc demande une échelle de points")
        return
    yield from _reach(rule.threshold, most(framework, rule, criteria_of(bloc)), (*place, "seuil"), "le seuil")
    if rule.counting is PointCount.SUM:
        yield from _counted_twice(framework, bloc, place)


def _reach(value: Decimal, best: Decimal, place: Place, what: str) -> Iterator[Breach]:
    if value > best:
        yield Breach(
            place, f"{what} ({written_points(value)}) dépasse ce qui peut être atteint ({written_points(best)})"
        )


def _counted_twice(framework: Framework, bloc: Bloc, place: Place) -> Iterator[Breach]:
    """A sum is only clear when each critère is answered once."""
    for session in framework.sessions:
        seen = Counter(
            owner
            for _modality, part in session.parts()
            for owner in (*part.skills, *part.blocs)
            if owner in _owners(bloc)
        )
        for owner, count in seen.items():
            if count > 1:
                yield Breach(
                    (*place, "calcul"),
                    f"« {owner} » est évalué dans plusieurs parties de la session « {session.id} » : une somme le "
                    "compterait deux fois, une moyenne convient",
                )


def _owners(bloc: Bloc) -> set[str]:
    return {bloc.id, *(skill.id for skill in bloc.skills)}


def criteria_of(bloc: Bloc) -> tuple[Criterion, ...]:
    """Every critère of a bloc, its own and those of its compétences."""
    return (*bloc.criteria, *(criterion for skill in bloc.skills for criterion in skill.criteria))


def most(framework: Framework, rule: BlocRule, criteria: Iterable[Criterion]) -> Decimal:
    """The most that these critères can come to under a rule; 0 on a scale without points."""
    if framework.scale.points is None:
        return Decimal(0)
    if rule.counting is PointCount.MEAN:
        return framework.scale.points.maximum
    return framework.scale.points.maximum * sum((rule.weight_of(each.id) for each in criteria), Decimal(0))
