"""When a candidate may sit again, and until when: after a refusal, and for the CCPs that are left (rules 33 and 34)."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, time

from app.domain.candidate import Candidate
from app.domain.deadlines import a_year_after, years_after
from app.domain.decision import Award, AwardValue, BlocStatus, Decision, Outcome
from app.domain.framework.content import Bloc
from app.domain.framework.model import Framework
from app.domain.framework.terms import SessionKind
from app.domain.session import ExamSession

MOST_SITTINGS = 3
"""How many title sessions one may sit in the year that follows a first refusal."""

_REFUSED = (Outcome.FAILED, Outcome.ABSENT)


def counts_sittings(session: ExamSession, candidate: Candidate) -> bool:
    """Whether the rule on sitting again concerns this candidate: training paths, in title sessions (rule 33)."""
    return session.is_title_of_ministry and session.type.kind is SessionKind.TITLE and candidate.access_path.asks_ecf


def sittings(candidate: Candidate) -> int | None:
    """Which title session this one is for the candidate, from 1; None when nobody said how many came before."""
    return None if candidate.earlier_sittings is None else candidate.earlier_sittings + 1


def sits_again_until(session: ExamSession, candidate: Candidate) -> date | None:
    """The last day to sit again without new training, a year after the first refusal; None when there was none.

    Refused here for the first time, the year starts with the deliberation; absent, with the last day of the session.
    """
    if not counts_sittings(session, candidate):
        return None
    if candidate.first_refused_on is not None:
        return a_year_after(candidate.first_refused_on)
    if session.outcome(candidate) not in _REFUSED:
        return None
    decision = session.decision(candidate.id)
    return a_year_after(session.sheet.ends_on if decision is None else decision.decided_at.date())


def ccps_left(session: ExamSession, candidate: Candidate) -> tuple[Bloc, ...]:
    """The CCPs or blocs that the candidate neither held nor won here (rule 34)."""
    acquired = (BlocStatus.HELD, BlocStatus.WON)
    return tuple(bloc for bloc in session.framework.blocs if session.bloc_status(candidate, bloc.id) not in acquired)


def prospects(session: ExamSession, candidate: Candidate) -> tuple[str, ...]:
    """What the decision on record opens to the candidate, in French lines; none without a decision.

    Where the year for sitting again starts is told as « à vérifier »: texts and usage differ.
    """
    outcome = session.outcome(candidate)
    if outcome is None:
        return ()
    if outcome is Outcome.NOT_DELIBERATED:
        return ("Ni échec, ni absence : l’administration peut autoriser une nouvelle session (à vérifier).",)
    lines = [*_sitting_again(session, candidate)] if outcome in _REFUSED else []
    if outcome is Outcome.PARTIAL or session.type.kind is SessionKind.CCP:
        lines += _left(session, candidate)
    return (*lines, *_kept_until(session, candidate))


def prospects_if(
    session: ExamSession, candidate: Candidate, outcome: Outcome, awards: Mapping[str, AwardValue]
) -> tuple[str, ...]:
    """The same for a decision under way, were it recorded on the last day of the session."""
    at = datetime.combine(session.sheet.ends_on, time(12))
    others = tuple(each for each in session.decisions if each.candidate_id != candidate.id)
    kept = tuple(each for each in session.awards if each.candidate_id != candidate.id)
    set_now = tuple(Award(candidate.id, bloc_id, value) for bloc_id, value in awards.items())
    decided = replace(
        session,
        decisions=(*others, Decision(candidate.id, outcome, "", at)),
        awards=(*kept, *set_now) if outcome.opens_awards else kept,
    )
    return prospects(decided, candidate)


def _sitting_again(session: ExamSession, candidate: Candidate) -> Iterator[str]:
    until = sits_again_until(session, candidate)
    if until is None:
        return
    number = sittings(candidate)
    if number is not None and number >= MOST_SITTINGS:
        yield f"{_nth(number)} session sur {MOST_SITTINGS} : une nouvelle formation précède toute autre session titre."
        return
    start = "du premier refus" if candidate.first_refused_on else _start(session, candidate)
    yield (
        f"Représentation possible jusqu’au {until:%d/%m/%Y} sans nouvelle formation : un an à compter {start} "
        "(début de ce délai à vérifier)."
    )
    if number is None:
        yield f"Sessions titre déjà passées : non renseignées, {MOST_SITTINGS} au plus dans cette année."
    else:
        yield f"{_nth(number)} session sur {MOST_SITTINGS}."


def _start(session: ExamSession, candidate: Candidate) -> str:
    return "de la session" if session.decision(candidate.id) is None else "de la délibération"


def _left(session: ExamSession, candidate: Candidate) -> Iterator[str]:
    left = ccps_left(session, candidate)
    if not left:
        return
    word = session.framework.vocabulary.bloc
    named = ", ".join(f"{word} {bloc.number}" for bloc in left)
    what = f"Reste à obtenir pour le titre : {named}"
    if not session.is_title_of_ministry:
        yield f"{what}."
        return
    until = ccps_until(session.framework)
    if until is None:
        yield f"{what}, un an au plus après la fin du titre (date de fin non renseignée dans le référentiel)."
    else:
        yield (
            f"{what}, jusqu’au {until:%d/%m/%Y}, un an après la fin du titre. Une révision du titre change cette date."
        )


def _kept_until(session: ExamSession, candidate: Candidate) -> Iterator[str]:
    """Blocs won here that are acquired for a number of years only."""
    decision = session.decision(candidate.id)
    if decision is None:
        return
    word = session.framework.vocabulary.bloc
    for bloc in session.framework.blocs:
        won = session.bloc_status(candidate, bloc.id) is BlocStatus.WON
        if won and bloc.validity_years is not None:
            until = years_after(decision.decided_at.date(), bloc.validity_years)
            named = f"{word[:1].upper()}{word[1:]} {bloc.number}"
            yield f"{named} {session.framework.vocabulary.won} jusqu’au {until:%d/%m/%Y}."


def _nth(number: int) -> str:
    return "1ʳᵉ" if number == 1 else f"{number}ᵉ"


def ccps_until(framework: Framework) -> date | None:
    """The last day to sit the CCPs that are left, a year after the title ends; None while its end is not known."""
    return None if framework.validity.end is None else a_year_after(framework.validity.end)
