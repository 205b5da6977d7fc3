"""What the jury prepares on a candidate's page and is not on disk yet."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.domain.decision import AwardValue, Outcome
from app.domain.framework.terms import Evidence


@dataclass(frozen=True, slots=True)
class Draft:
    """What a person prepares on the page and is not on disk yet."""

    outcome: Outcome | None = None
    awards: Mapping[str, AwardValue] = field(default_factory=dict)
    editing: str | None = None
    motive_fault: str = ""
    decision_fault: str = ""
    opened: frozenset[str] = frozenset()
    all_shown: bool = False
    missing: Evidence | None = None
    missing_fault: str = ""
    reference: str | None = None
