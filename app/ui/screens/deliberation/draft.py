"""What the jury prepares on a candidate's page and is not on disk yet."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from app.domain.decision import AwardValue, Outcome
from app.domain.framework.terms import Evidence
from app.domain.motive_draft import BegunMotive


@dataclass(frozen=True, slots=True)
class Draft:
    """What a person prepares on the page and did not record; `begun` are the motives kept on disk meanwhile."""

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
    begun: Mapping[str, BegunMotive] = field(default_factory=dict)


class Prepared:
    """Which candidate is shown and what is being prepared; the choices made for another one wait for the return."""

    def __init__(self) -> None:
        self.candidate_id: int | None = None
        self.draft = Draft()
        self._waiting: dict[int, Draft] = {}

    def point_at(self, candidate_id: int | None) -> None:
        """Turn to another candidate, or to nobody."""
        if candidate_id == self.candidate_id:
            return
        left = self.draft
        if self.candidate_id is not None:
            self._waiting[self.candidate_id] = Draft(outcome=left.outcome, awards=left.awards)
        self.candidate_id = candidate_id
        waiting = Draft() if candidate_id is None else self._waiting.pop(candidate_id, Draft())
        self.draft = replace(waiting, all_shown=left.all_shown)

    def forget(self) -> None:
        """Hold nothing any more."""
        self.candidate_id = None
        self.draft = Draft()
        self._waiting.clear()
