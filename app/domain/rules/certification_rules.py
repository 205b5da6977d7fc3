"""Rules on what a certification asks of its own blocs, outside titres professionnels."""

from collections.abc import Iterator

from app.domain.bloc_proposals import bloc_proposals, departs
from app.domain.deadlines import years_after
from app.domain.decision import MOTIVE_MINIMUM
from app.domain.rules.base import Finding, Place, Rule, Severity, Source
from app.domain.rules.moments import jury_deliberated
from app.domain.session import ExamSession


def certification_is_followed(session: ExamSession) -> Iterator[Finding]:
    """Rule 49: a bloc refused although the rule proposes it has its reason, printed; and the other way round.

    A refusal without its reason blocks; an award without one asks for it.
    """
    yield from _departures(session)
    yield from _outlived(session)


def _departures(session: ExamSession) -> Iterator[Finding]:
    word = session.framework.vocabulary.bloc
    for candidate in session.candidates:
        decision = session.decision(candidate.id)
        if decision is None or len(decision.motive.strip()) >= MOTIVE_MINIMUM:
            continue
        for proposal in bloc_proposals(session, candidate):
            how = departs(session, candidate, proposal)
            if not how:
                continue
            refused = how == "refusé"
            rule = "la règle de la certification"
            despite = f"alors que {rule} le propose" if refused else f"malgré {rule}"
            yield Finding(
                f"{candidate.name} : le {word} {proposal.bloc.number} est {how} {despite} ({proposal.sentence}). "
                "Dites pourquoi dans le motif de la décision.",
                Place.DELIBERATION,
                candidate.id,
                severity=Severity.BLOCKING if refused else Severity.TO_JUSTIFY,
            )


def _outlived(session: ExamSession) -> Iterator[Finding]:
    """A bloc held for a number of years that were over when the session opens."""
    word = session.framework.vocabulary.bloc
    for candidate in session.candidates:
        for prior in candidate.priors:
            bloc = session.framework.bloc(prior.bloc_id)
            if bloc.validity_years is None or prior.obtained_on is None:
                continue
            until = years_after(prior.obtained_on, bloc.validity_years)
            if until < session.sheet.starts_on:
                yield Finding(
                    f"{candidate.name} : le {word} {bloc.number}, obtenu le {prior.obtained_on:%d/%m/%Y}, ne valait "
                    f"que jusqu’au {until:%d/%m/%Y}. Retirez-le des acquis pour que le candidat le repasse.",
                    Place.PREPARATION,
                    candidate.id,
                    severity=Severity.TO_JUSTIFY,
                    due=session.sheet.starts_on,
                    field="priors",
                )


RULES = (
    Rule(
        49,
        "La règle propre à la certification est suivie, ou son écart motivé",
        Source.TOOL,
        "règlement de la certification",
        certification_is_followed,
        jury_deliberated,
        takes_reason=False,
    ),
)
