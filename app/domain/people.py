"""Who is in the room: jurors who decide, and the others who never do."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from app.domain.framework.terms import OralRole


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

    Attributes:
        habilitation_until: The last day of validity, included.
        declared_at: When a juror confirmed the declaration of no link and confidentiality.
        uses_english: The answer to the référentiel's condition on observers.
        days: The days of presence; None for every day of the session.
        panel: Number of the jury, when several hear in parallel; 0 for a member of every jury.
        seat: The kind of member of the référentiel's composition that this juror sits as.
        is_external: Neither of the certifier nor of the training body; None when nobody said (rule 50).
        is_qualified: Qualified in the certification; None when nobody said (rule 50, VAE).
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
    days: tuple[date, ...] | None = None
    panel: int = 0
    seat: str = ""
    is_external: bool | None = None
    is_qualified: bool | None = None

    @property
    def name(self) -> str:
        """« Anne Durand »."""
        return f"{self.given_name} {self.family_name}"

    @property
    def short_name(self) -> str:
        """« A. Durand », « Ma. Benali »."""
        return f"{self._initial}. {self.family_name}"

    @property
    def initials(self) -> str:
        """« A. D. »."""
        return f"{self._initial}. {self.family_name[:1]}."

    @property
    def _initial(self) -> str:
        """The first letter of the given name; two where one alone would read « Monsieur »."""
        return self.given_name[: 2 if self.given_name[:1] in "Mm" else 1]

    def is_there_on(self, day: date) -> bool:
        """Whether this person is expected on `day`."""
        return self.days is None or day in self.days

    def habilitated_on(self, day: date) -> bool:
        """Whether the habilitation is stated and still valid on `day`."""
        return bool(self.habilitation) and self.habilitation_until is not None and day <= self.habilitation_until


class LinkKind(Enum):
    """What links a juror to a candidate; any of them takes the juror out of that candidate's evaluation."""

    TRAINER = "formateur"
    SHARED_WORKPLACE = "entreprise"
    PERSONAL = "personnel"
    OTHER = "autre"

    @property
    def label(self) -> str:
        """The words shown on screens and pages."""
        return _LINK_LABELS[self]


_LINK_LABELS = {
    LinkKind.TRAINER: "Formateur ou accompagnateur",
    LinkKind.SHARED_WORKPLACE: "Même entreprise ou organisme",
    LinkKind.PERSONAL: "Lien personnel",
    LinkKind.OTHER: "Autre motif",
}


@dataclass(frozen=True, slots=True)
class Link:
    """What a juror says of his or her link with one candidate, in words when the kind does not say enough."""

    nature: str = ""
    kind: LinkKind = LinkKind.PERSONAL

    @property
    def words(self) -> str:
        """The nature as told, else the words of the kind; empty when neither says anything."""
        return self.nature.strip() or ("" if self.kind is LinkKind.OTHER else self.kind.label)


@dataclass(frozen=True, slots=True)
class Recusal:
    """A juror who takes no part in one candidate's evaluation and deliberation, and the link that says why."""

    juror_id: int
    candidate_id: int
    reason: str
    kind: LinkKind = LinkKind.OTHER


@dataclass(frozen=True, slots=True)
class RoleAssignment:
    """The part that one person plays in one part of the session (rule 10)."""

    person_id: int
    part_id: str
    role: OralRole


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
