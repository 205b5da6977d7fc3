"""What no longer changes: a session that the jury closed, its dated corrections (rule 40), and a copy left behind."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Closing:
    """The moment the jury closed: hashes of what is frozen from then on (rule 40)."""

    at: datetime
    content_digest: str
    framework_digest: str
    sealed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Departure:
    """When the session went to continue elsewhere, and where, in the words of whoever took it.

    Of a session taken back, `at` is when that was done, and `to` where it had gone.
    """

    at: datetime
    to: str

    @property
    def words(self) -> str:
        """« Cette session continue sur un autre poste depuis le 14/12/2026 à 17:02 (clé USB) »."""
        return f"Cette session continue sur un autre poste depuis le {self.at:%d/%m/%Y à %H:%M} ({self.to})"


@dataclass(frozen=True, slots=True)
class Rectification:
    """A dated correction after closing; the first procès-verbal is never overprinted."""

    number: int
    at: datetime
    author: str
    agreed_by: str
    candidate_id: int | None
    subject: str
    before: str
    after: str
    reason: str
