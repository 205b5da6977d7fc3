"""Rules on closing: nothing missing before, nothing moving after."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from enum import Enum
from typing import TypeVar

from app.domain.rules.base import Finding, Place, Rule, Source
from app.domain.session import ExamSession

_Item = TypeVar("_Item")


def closing_changes_nothing(session: ExamSession) -> Iterator[Finding]:
    """Rule 40: grids, decisions and référentiel are those that the jury closed."""
    if session.closing is None:
        return
    if session.closing.framework_digest != session.framework.digest():
        yield Finding("Le référentiel de la session n’est plus celui de la clôture.", Place.CLOSING)
    if session.closing.content_digest != frozen_digest(session):
        yield Finding("Des grilles ou des décisions ne sont plus celles de la clôture.", Place.CLOSING)


def nothing_is_missing(session: ExamSession) -> Iterator[Finding]:
    """Rule 41: a decision for each candidate, absences explained, quorum kept, identities complete."""
    if not session.candidates:
        yield Finding("La session ne compte aucun candidat.", Place.PREPARATION)
    quorum = session.framework.jury.quorum
    for candidate in session.candidates:
        outcome = session.outcome(candidate)
        if candidate.is_absent and candidate.attendance and not candidate.attendance.detail.strip():
            yield Finding(f"{candidate.name} : l’absence n’est pas expliquée.", Place.DAY, candidate.id)
        if outcome is None:
            yield Finding(f"{candidate.name} : aucune décision.", Place.DELIBERATION, candidate.id)
        if not candidate.is_absent and len(session.jurors_for(candidate)) < quorum:
            yield Finding(
                f"{candidate.name} : moins de {quorum} jurés peuvent délibérer, le quorum n’est pas atteint.",
                Place.PREPARATION,
                candidate.id,
            )
        missing = candidate.identity.missing_fields()
        if missing and candidate.is_present:  # whoever passed: the finding must not tell
            yield Finding(
                f"{candidate.name} : à compléter avant d’imprimer, {', '.join(missing)}.",
                Place.PREPARATION,
                candidate.id,
            )


def frozen_digest(session: ExamSession) -> str:
    """SHA-256 over grids, positions, awards, decisions, confirmations and presence: what closing freezes."""
    frozen = {
        "grids": [asdict(grid) for grid in _ordered(session.grids, "juror_id", "candidate_id", "part_id")],
        "positions": [asdict(item) for item in _ordered(session.positions, "candidate_id", "unit_id")],
        "awards": [asdict(item) for item in _ordered(session.awards, "candidate_id", "bloc_id")],
        "decisions": [asdict(item) for item in _ordered(session.decisions, "candidate_id")],
        "confirmations": [asdict(item) for item in _ordered(session.confirmations, "candidate_id", "juror_id")],
        "presence": {c.id: asdict(c.attendance) if c.attendance else None for c in session.candidates},
    }
    text = json.dumps(frozen, default=_plain, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _ordered(items: Iterable[_Item], *keys: str) -> list[_Item]:
    return sorted(items, key=lambda item: tuple(getattr(item, key) for key in keys))


def _plain(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()  # the same digest on a laptop of another zone
    raise TypeError(type(value).__name__)


RULES = (
    Rule(40, "Rien n’a changé depuis la clôture", Source.TOOL, "", closing_changes_nothing),
    Rule(41, "Rien ne manque au procès-verbal", Source.TOOL, "", nothing_is_missing),
)
