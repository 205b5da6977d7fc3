"""The rules as the command line tells them, to people and to scripts."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from app.cli.output import Console
from app.domain.rules.base import Finding, RuleState, Standing
from app.domain.rules.behind_doors import readable, told
from app.domain.session import ExamSession

_LEFT = (Standing.BLOCKING, Standing.TO_JUSTIFY)


def print_states(console: Console, states: Sequence[RuleState], *, heard: frozenset[int]) -> None:
    """Write each rule with where it stands, its points under it, the most urgent first."""
    for state in states:
        console.print_text(f"{state.rule.number} · {state.rule.sentence} · {state.standing.value}")
        for finding in _by_urgency(readable(state, heard=heard)):
            due = f" (au plus tard le {finding.due:%d/%m/%Y})" if finding.due else ""
            console.print_text(f"    {finding.sentence}{due}")
        for sentence in _closed(state, heard=heard):
            console.print_text(f"    {sentence}")


def states_json(session: ExamSession, states: Sequence[RuleState], *, heard: frozenset[int]) -> dict[str, object]:
    """Every rule and how many stand where; a point behind doors is one sentence without a place."""
    standings = Counter(state.standing for state in states)
    return {
        "bloquantes": standings[Standing.BLOCKING],
        "a_regler": standings[Standing.TO_JUSTIFY],
        "pas_encore": standings[Standing.NOT_YET],
        "respectees": standings[Standing.MET],
        "regles": [_state_json(session, state, heard=heard) for state in states],
    }


def is_anything_left(states: Sequence[RuleState]) -> bool:
    """Whether some point blocks or asks for a reason."""
    return any(state.standing in _LEFT for state in states)


def _state_json(session: ExamSession, state: RuleState, *, heard: frozenset[int]) -> dict[str, object]:
    found = _by_urgency(readable(state, heard=heard))
    return {
        "numero": state.rule.number,
        "regle": state.rule.sentence,
        "source": state.rule.origin,
        "etat": state.standing.value,
        "constats": [finding.sentence for finding in found] + list(_closed(state, heard=heard)),
        "points": [_finding_json(session, finding) for finding in found],
    }


def _finding_json(session: ExamSession, finding: Finding) -> dict[str, object]:
    candidate = session.candidate(finding.candidate_id) if finding.candidate_id is not None else None
    return {
        "constat": finding.sentence,
        "gravite": finding.severity.value,
        "au_plus_tard": finding.due.isoformat() if finding.due else None,
        "ecran": finding.place.value,
        "champ": finding.field,
        "candidat": (candidate.number or str(candidate.id)) if candidate else None,
        "personne": finding.person_id,
    }


def _by_urgency(findings: Sequence[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda finding: finding.due or date.max)


def _closed(state: RuleState, *, heard: frozenset[int]) -> tuple[str, ...]:
    """The one sentence that stands for what the jury alone may read."""
    return told(state, heard=heard)[len(readable(state, heard=heard)) :]
