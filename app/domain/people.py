"""Who is in the room: jurors who decide, and the others who never do."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum


class Function(Enum):
    """What a person does in the session; only jurors evaluate, deliberate and sign."""

    JUROR = "jure"
    OCCASIONAL_SPEAKER = "intervenant_ponctuel"
    INVIGILATOR = "surveillant"

    @property
    def label(self) -> str:
        """The French word shown on screens and pages."""
        return _FUNCTION_LABELS[self]

    @property
    def evaluates(self) -> bool:
        """Whether this person has grids, an opinion and a signature (rule 9)."""
        return self is Function.JUROR


_FUNCTION_LABELS = {
    Function.JUROR: "membre du jury",
    Function.OCCASIONAL_SPEAKER: "intervenant ponctuel",
    Function.INVIGILATOR: "surveillant",
}


@dataclass(frozen=True, slots=True)
class Person:
    """Someone convened to the session.

    `habilitation_until` is the last day of validity, included. `declared_at` is when a juror confirmed the
    declaration of no link and confidentiality; `uses_english` answers the référentiel's condition on observers.
    """

    id: int
    function: Function
    family_name: str
    given_name: str
    quality: str = ""
    employer: str = ""
    habilitation: str = ""
    habilitation_until: date | None = None
    uses_english: bool = False
    declared_at: datetime | None = None
    has_pin: bool = False

    @property
    def name(self) -> str:
        """« Anne Durand »."""
        return f"{self.given_name} {self.family_name}"

    @property
    def short_name(self) -> str:
        """« A. Durand »."""
        return f"{self.given_name[:1]}. {self.family_name}"

    @property
    def initials(self) -> str:
        """« A. D. »."""
        return f"{self.given_name[:1]}. {self.family_name[:1]}."

    def habilitated_on(self, day: date) -> bool:
        """Whether the habilitation is stated and still valid on `day`."""
        return bool(self.habilitation) and self.habilitation_until is not None and day <= self.habilitation_until


@dataclass(frozen=True, slots=True)
class Recusal:
    """A juror who takes no part in one candidate's evaluation and deliberation."""

    juror_id: int
    candidate_id: int
    reason: str


@dataclass(frozen=True, slots=True)
class Actor:
    """Who is at the keyboard: a person of the session, or the responsable when `person_id` is None."""

    person_id: int | None
    label: str

    @property
    def is_manager(self) -> bool:
        """Whether the responsable de session acts."""
        return self.person_id is None


MANAGER = Actor(None, "responsable de session")
