"""The rules as the command line tells them, to people and to scripts."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from app.cli.output import Console
from app.domain.rules.base import Finding, PassedOver, RuleState, Standing
from app.domain.rules.behind_doors import is_readable, readable, told
from app.domain.session import ExamSession


def print_states(console: Console, states: Sequence[RuleState], *, heard: frozenset[int]) -> None:
    """Write each rule with where it stands, its points under it, the most urgent first."""
    for state in states:
        console.print_text(f"{state.rule.number} · {state.rule.sentence} · {state.standing.value}")
        for finding in _by_urgency(readable(state, heard=heard)):
            due = f" (au plus tard le {finding.due:%d/%m/%Y})" if finding.due else ""
            console.print_text(f"    {finding.sentence}{due}{' (pas encore)' if finding.awaits else ''}")
        for sentence in _closed(state, heard=heard):
            console.print_text(f"    {sentence}")
        for passed in _passed(state, heard=heard):
            console.print_text(f"    {passed.finding.sentence}")
            console.print_text(f"        {passed.words}")


def states_json(session: ExamSession, states: Sequence[RuleState], *, heard: frozenset[int]) -> dict[str, object]:
    """Every rule and how many stand where; a point behind doors is one sentence without a place."""
    standings = Counter(state.standing for state in states)
    return {
        "bloquantes": standings[Standing.BLOCKING],
        "a_regler": standings[Standing.TO_JUSTIFY],
        "pas_encore": standings[Standing.NOT_YET],
        "derogations": standings[Standing.DEROGATED] + standings[Standing.JUSTIFIED],
        "respectees": standings[Standing.MET],
        "regles": [_state_json(session, state, heard=heard) for state in states],
    }


def is_anything_left(states: Sequence[RuleState]) -> bool:
    """Whether some point blocks or asks for a reason, be it one that the session still waits for."""
    return any(state.severity is not None for state in states)


def _state_json(session: ExamSession, state: RuleState, *, heard: frozenset[int]) -> dict[str, object]:
    found = _by_urgency(readable(state, heard=heard))
    return {
        "numero": state.rule.number,
        "regle": state.rule.sentence,
        "source": state.rule.origin,
        "etat": state.standing.value,
        "constats": [finding.sentence for finding in found] + list(_closed(state, heard=heard)),
        "points": [_finding_json(session, finding) for finding in found],
        "derogations": [_passed_json(session, passed) for passed in _passed(state, heard=heard)],
    }


def _finding_json(session: ExamSession, finding: Finding) -> dict[str, object]:
    return {
        "constat": finding.sentence,
        "gravite": finding.severity.value,
        "attendu": finding.awaits,
        "au_plus_tard": finding.due.isoformat() if finding.due else None,
        "ecran": finding.place.value,
        "champ": finding.field,
        "candidat": _candidate_number(session, finding),
        "personne": finding.person_id,
    }


def _passed(state: RuleState, *, heard: frozenset[int]) -> tuple[PassedOver, ...]:
    return tuple(passed for passed in state.passed if is_readable(passed.finding, heard=heard))


def _candidate_number(session: ExamSession, finding: Finding) -> str | None:
    if finding.candidate_id is None:
        return None
    candidate = session.candidate(finding.candidate_id)
    return candidate.number or str(candidate.id)


def _passed_json(session: ExamSession, passed: PassedOver) -> dict[str, object]:
    granted = passed.derogation
    return {
        "numero": granted.number,
        "etat": passed.standing.value,
        "constat": passed.finding.sentence,
        "candidat": _candidate_number(session, passed.finding),
        "accordee_par": granted.granted_by,
        "raison": granted.reason,
        "le": granted.at.isoformat(),
    }


def _by_urgency(findings: Sequence[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda finding: finding.due or date.max)


def _closed(state: RuleState, *, heard: frozenset[int]) -> tuple[str, ...]:
    """The one sentence that stands for what the jury alone may read."""
    return told(state, heard=heard)[len(readable(state, heard=heard)) :]
