"""Rules on what is known of a candidate before the day: accommodation, dossier, livret ECF, deposits, sittings."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from app.domain.candidate import Candidate
from app.domain.consulting import unread
from app.domain.evidence import (
    DepositCheck,
    deposits_of,
    expects_professional_file,
    expects_training_results,
    results_to_copy,
)
from app.domain.representation import MOST_SITTINGS, counts_sittings, sits_again_until, sittings
from app.domain.rules.base import Finding, Place, Rule, Severity, Source
from app.domain.rules.moments import candidates_are_enrolled
from app.domain.session import ExamSession

CAP = Fraction(34, 100)
"""A third, as centres write it: 33, 33,33 or 34 %."""


def extra_time_is_granted(session: ExamSession) -> Iterator[Finding]:
    """Rule 13: extra time rests on a dated decision of an authority, above a third on a reason; it is read in time."""
    yield from _unread(session)
    for candidate in session.candidates:
        granted = candidate.accommodation
        if granted is None or not granted.extra_time:
            continue
        lacking = [
            words
            for words, value in (("l’autorité", granted.authority.strip()), ("la date", granted.granted_on))
            if not value
        ]
        if lacking:
            yield _of(
                session,
                candidate,
                f"un temps majoré ne vaut qu’avec une décision, il manque {' et '.join(lacking)}",
                "accommodation",
                Severity.BLOCKING,
            )
        if granted.extra_time > CAP:
            words = f"le temps majoré de {round(granted.extra_time * 100)} % dépasse le tiers. Vérifiez la décision"
            yield _of(session, candidate, words, "accommodation")


def _unread(session: ExamSession) -> Iterator[Finding]:
    """An accommodation that nobody has read as it stands, though the candidate began: granted or changed since."""
    read = {reading.candidate_id for reading in session.readings}
    begun = {candidate_id for candidate_id, _part_id in session.phase_events}
    for candidate in session.candidates:
        if candidate.accommodation is not None and candidate.id in begun - read:
            sentence = (
                f"{candidate.name} : une épreuve a commencé et personne n’a lu l’aménagement tel qu’il est aujourd’hui."
            )
            yield Finding(sentence, Place.DAY, candidate.id, severity=Severity.TO_JUSTIFY)


def evidence_is_there(session: ExamSession) -> Iterator[Finding]:
    """Rule 15: dossier professionnel, livret ECF for training paths only, productions to hand in beforehand, and read.

    A remark on a deposit is the reason that a late or incomplete one asks for. Nothing is asked for a deliberation that
    does not take place.
    """
    for candidate in session.candidates:
        if candidate.is_absent or candidate.id in session.undeliberated:
            continue
        yield from _papers(session, candidate)
        for check in deposits_of(session, candidate):
            yield from _deposit(session, candidate, check)
        yield from _not_consulted(session, candidate)


def _not_consulted(session: ExamSession, candidate: Candidate) -> Iterator[Finding]:
    """What the jury decided without having said it seen or missing; a session closed can mend nothing of it."""
    if session.decision(candidate.id) is None or session.closing is not None:
        return
    for item in unread(session, candidate):
        sentence = f"{candidate.name} : le jury n’a pas dit s’il a vu « {item.label} »."
        yield Finding(sentence, Place.DELIBERATION, candidate.id)


def _papers(session: ExamSession, candidate: Candidate) -> Iterator[Finding]:
    if expects_professional_file(session, candidate) and not candidate.professional_file:
        words = _supply("le dossier professionnel", candidate.professional_file)
        yield _of(session, candidate, words, "professional_file")
    if not expects_training_results(session, candidate):
        return
    if not candidate.training_results:
        yield _of(session, candidate, _supply("le livret ECF", candidate.training_results), "training_results")
        return
    to_copy = results_to_copy(session, candidate)
    if to_copy:
        word = session.framework.vocabulary.bloc
        which = ", ".join(f"{word} {bloc.number}" for bloc in to_copy)
        yield _of(session, candidate, f"le résultat du livret ECF n’est pas reporté pour {which}", "results")


def _supply(what: str, answer: bool | None) -> str:
    return f"{what} n’est pas fourni" if answer is False else f"dites si {what} est fourni"


def _deposit(session: ExamSession, candidate: Candidate, check: DepositCheck) -> Iterator[Finding]:
    production = f"« {check.expected.label} »"
    if check.handed_in is None:
        when = f"{check.expected.due[:1].lower()}{check.expected.due[1:]}"
        yield _of(
            session, candidate, f"{production} n’est pas déposé (à remettre : {when})", "deposits", due=check.deadline
        )
        return
    if check.handed_in.remark.strip():
        return
    if check.is_late:
        yield _of(
            session,
            candidate,
            f"{production} a été déposé le {check.handed_in.at:%d/%m/%Y}, après le {check.deadline:%d/%m/%Y}. "
            "Notez la raison en remarque",
            "deposits",
        )
    if check.missing_slides:
        numbers = ", ".join(str(number) for number, _label in check.missing_slides)
        yield _of(
            session,
            candidate,
            f"{production} : il manque les diapositives imposées n° {numbers}. Cochez-les, ou notez une remarque",
            "deposits",
            due=check.deadline,
        )


def sittings_are_counted(session: ExamSession) -> Iterator[Finding]:
    """Rule 33: after a refusal, a training path may sit again within a year, three title sessions at most."""
    for candidate in session.candidates:
        if not counts_sittings(session, candidate) or candidate.is_absent:
            continue
        number = sittings(candidate)
        if number is not None and number > MOST_SITTINGS:
            words = f"c’est sa {number}ᵉ session, alors que {MOST_SITTINGS} au plus s’ouvrent sans nouvelle formation"
            yield _of(session, candidate, words, "earlier_sittings")
        until = sits_again_until(session, candidate) if candidate.first_refused_on else None
        if until is not None and session.sheet.starts_on > until:
            yield _of(
                session,
                candidate,
                f"la représentation était possible jusqu’au {until:%d/%m/%Y}. Au-delà, une nouvelle formation est à "
                "justifier",
                "first_refused_on",
            )
        if number is not None and number > 1 and candidate.first_refused_on is None:
            words = "la date du premier échec ou de la première absence manque"
            yield _of(session, candidate, words, "first_refused_on")


def _of(
    session: ExamSession,
    candidate: Candidate,
    words: str,
    field: str,
    severity: Severity = Severity.TO_JUSTIFY,
    *,
    due: date | None = None,
) -> Finding:
    """A finding on one candidate's file, due on the first day unless said otherwise."""
    sentence = f"{candidate.name} : {words}."
    return Finding(
        sentence,
        Place.PREPARATION,
        candidate.id,
        severity=severity,
        due=due or session.sheet.starts_on,
        field=field,
    )


RULES = (
    Rule(
        13,
        "Chaque temps majoré repose sur une décision datée",
        Source.LAW,
        "un tiers du temps, sauf raison",
        extra_time_is_granted,
        candidates_are_enrolled,
    ),
    Rule(
        15,
        "Le jury dispose des pièces de chaque candidat",
        Source.LAW,
        "dossier professionnel, livret ECF, productions à déposer ; chaque élément consulté avant la décision",
        evidence_is_there,
        candidates_are_enrolled,
    ),
    Rule(
        33,
        "Après un échec ou une absence, l’année et le nombre de sessions sont respectés",
        Source.LAW,
        "parcours de formation",
        sittings_are_counted,
        candidates_are_enrolled,
    ),
)
