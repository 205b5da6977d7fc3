"""What the signed procès-verbal says, value by value: what a rectificatif may change, and from what (rule 40)."""

from collections.abc import Iterator
from dataclasses import dataclass

from app import reports
from app.domain.candidate import Candidate
from app.domain.identity import fold
from app.domain.rectifying import DECISION
from app.domain.session import ExamSession
from app.domain.shortfall import deliberated_only


@dataclass(frozen=True, slots=True)
class PrintedValue:
    """One thing that the procès-verbal says, and how it says it; `candidate_id` is None for the whole session."""

    candidate_id: int | None
    subject: str
    value: str


def printed_values(session: ExamSession) -> tuple[PrintedValue, ...]:
    """Everything that a rectificatif may name, as it stands now: as printed, or as last rectified."""
    changed = {(each.candidate_id, fold(each.subject)): each.after for each in session.rectifications}
    printed = [PrintedValue(None, *pair) for pair in _of_session(session)]
    session = deliberated_only(session)
    for candidate in session.candidates:
        printed += [PrintedValue(candidate.id, *pair) for pair in (*_decided(session, candidate), *_civil(candidate))]
    return tuple(
        PrintedValue(each.candidate_id, each.subject, changed.get((each.candidate_id, fold(each.subject)), each.value))
        for each in printed
    )


def value_now(session: ExamSession, candidate_id: int | None, subject: str) -> str | None:
    """How that thing stands now; None when the program does not know it and only a person can say."""
    known = {(each.candidate_id, fold(each.subject)): each.value for each in printed_values(session)}
    return known.get((candidate_id, fold(subject)))


def _of_session(session: ExamSession) -> Iterator[tuple[str, str]]:
    sheet = session.sheet
    yield "Numéro du procès-verbal", sheet.record_number
    yield "Numéro de session CERES", sheet.ceres_number
    yield "Lieu de la session", sheet.place
    yield "Dates de la session", f"du {sheet.starts_on:%d/%m/%Y} au {sheet.ends_on:%d/%m/%Y}"
    yield "Numéro d’agrément", sheet.centre.agreement
    yield "Responsable de session", sheet.manager


def _decided(session: ExamSession, candidate: Candidate) -> Iterator[tuple[str, str]]:
    yield DECISION, reports.naming.outcome_words(session.framework, session.outcome(candidate))
    decision = session.decision(candidate.id)
    if decision is not None and decision.motive:
        yield "Motif de la décision", decision.motive
    for bloc in session.framework.blocs:
        name = reports.naming.bloc_name(session.framework, bloc.id)
        yield name, reports.naming.bloc_words(session, candidate, bloc.id)
    for position in session.positions:
        if position.candidate_id == candidate.id and position.motive:
            label = next((unit.label for unit in session.units if unit.id == position.unit_id), position.unit_id)
            yield f"Motif sur « {label} »", position.motive


def _civil(candidate: Candidate) -> Iterator[tuple[str, str]]:
    identity = candidate.identity
    yield "Nom de naissance", identity.birth_name
    yield "Nom d’usage", identity.usage_name
    yield "Prénom", identity.first_name
    yield "Autres prénoms", identity.other_first_names
    yield "Civilité", identity.civility
    yield "Date de naissance", f"{identity.birth_date:%d/%m/%Y}" if identity.birth_date else ""
    yield "Lieu de naissance", identity.birth_town
    yield "Identifiant du candidat", candidate.number
    yield "Voie d’accès", candidate.access_path.label
