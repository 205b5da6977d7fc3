"""Rule on the planning: the days hold everybody, and the planning kept is still the one of this session."""

from collections.abc import Iterator

from app.domain.deadlines import candidates_convened_by
from app.domain.planning.checks import conflicts, unplanned
from app.domain.planning.hours import minute_of
from app.domain.planning.plan import Plan
from app.domain.planning.steps import StepKind, steps_of
from app.domain.planning.usual import usual_settings
from app.domain.planning.wording import lasting
from app.domain.rules.base import Finding, Place, Rule, Severity, Source
from app.domain.rules.moments import candidates_are_enrolled
from app.domain.session import ExamSession

_SHOWN = 8
"""Sentences about one planning: beyond, recomputing it says more than reading on."""


def planning_holds(session: ExamSession) -> Iterator[Finding]:
    """Rule 47: before anybody comes, the days are long enough; a planning kept is sound and up to date."""
    if session.closing is not None or any(candidate.attendance for candidate in session.candidates):
        return
    sentences = _load(session) if session.plan is None else _of_plan(session, session.plan)
    for sentence in sentences:
        due = candidates_convened_by(session)
        yield Finding(sentence, Place.PREPARATION, severity=Severity.TO_JUSTIFY, due=due, field="planning")


def _load(session: ExamSession) -> Iterator[str]:
    """Candidates × individual minutes of the jury, with correction and deliberation, against the days."""
    settings = usual_settings(session)
    steps = [steps_of(session, settings, candidate) for candidate in session.candidates]
    heard = sum(step.minutes for each in steps for step in each if step.kind.in_jury_room)
    read = sum(settings.correction for each in steps if any(step.kind is StepKind.WRITTEN for step in each))
    load = heard + read + settings.deliberation * sum(1 for each in steps if each)
    day = minute_of(settings.day_ends) - minute_of(settings.day_starts) - settings.welcome - settings.lunch
    written = max((sum(s.minutes for s in each if s.kind is StepKind.WRITTEN) for each in steps), default=0)
    days, juries = len(session.days()), len(settings.panels)
    room = juries * max(0, days * day - written)
    if heard and load > room:
        yield (
            f"Il faut {lasting(load)} de jury pour {len(session.candidates)} candidats, correction et délibération "
            f"comprises ; {juries} jury{'s' if juries > 1 else ''} en {days} jour{'s' if days > 1 else ''} en "
            f"{'donnent' if juries > 1 else 'donne'} {lasting(room)}. Calculez le planning : il dit ce qui suffirait."
        )


def _of_plan(session: ExamSession, plan: Plan) -> Iterator[str]:
    found = [
        *(f"{who} : pas dans le planning retenu." for who in unplanned(session, plan)),
        *(conflict.sentence for conflict in conflicts(session, plan)),
    ]
    yield from (f"{sentence} Recalculez le planning." for sentence in found[:_SHOWN])
    if len(found) > _SHOWN:
        others = len(found) - _SHOWN
        word = "autre point" if others == 1 else "autres points"
        yield f"Le planning retenu a {others} {word} à régler. Recalculez-le."


RULES = (
    Rule(
        47,
        "Le planning tient dans les journées de la session",
        Source.TOOL,
        "",
        planning_holds,
        candidates_are_enrolled,
    ),
)
