"""A candidate: civil identity, access path, what is already held, and presence on the day."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from fractions import Fraction

from app.domain.access_path import AccessPath
from app.domain.attendance import Attendance, Departure, Lateness, Presence
from app.domain.counting import counted
from app.domain.framework.terms import ModalityType


@dataclass(frozen=True, slots=True)
class CivilIdentity:
    """Names kept as typed; the fields that a qualification is issued under."""

    birth_name: str
    first_name: str
    civility: str = ""
    usage_name: str = ""
    other_first_names: str = ""
    birth_date: date | None = None
    birth_town: str = ""
    birth_department: str = ""
    birth_country: str = ""
    nationality: str = ""

    @property
    def name(self) -> str:
        """« LE GOFF Élodie »."""
        return f"{self.birth_name} {self.first_name}"

    @property
    def full_name(self) -> str:
        """« LE GOFF (MARTIN) Élodie », usage name in brackets when it differs."""
        if self.usage_name and self.usage_name != self.birth_name:
            return f"{self.birth_name} ({self.usage_name}) {self.first_name}"
        return self.name

    def missing_fields(self) -> tuple[str, ...]:
        """French names of the fields without which a qualification cannot be issued (rule 41)."""
        required = (
            ("nom de naissance", self.birth_name),
            ("prénom", self.first_name),
            ("date de naissance", self.birth_date),
            ("lieu de naissance", self.birth_town),
        )
        return tuple(label for label, value in required if not value)


def incomplete_words(identities: Iterable[CivilIdentity]) -> str:
    """« 3 candidats sans lieu de naissance : à compléter avant la session. », empty when nothing lacks."""
    lacking = Counter(field for identity in identities for field in identity.missing_fields())
    told = [f"{counted(count, 'candidat')} sans {field}" for field, count in lacking.items()]
    return f"{', '.join(told)} : à compléter avant la session." if told else ""


@dataclass(frozen=True, slots=True)
class Contact:
    """Where the candidate can be reached."""

    email: str = ""
    phone: str = ""
    address: str = ""
    postcode: str = ""
    town: str = ""


@dataclass(frozen=True, slots=True)
class PriorAward:
    """A CCP or bloc already held when the session opens; `bloc_id` is the bloc of this référentiel.

    Obtained under an earlier référentiel, it names it and its bloc there: the correspondence made it count (rule 35).
    """

    bloc_id: str
    obtained_on: date | None
    proof: str = ""
    earlier_framework: str = ""
    earlier_bloc: str = ""


@dataclass(frozen=True, slots=True)
class UnmatchedAward:
    """An award that no bloc of this référentiel answers to: shown as not acquired here (rule 35)."""

    label: str
    obtained_on: date | None = None
    proof: str = ""


@dataclass(frozen=True, slots=True)
class ParentTitle:
    """The title that a candidate to a CCS must already hold, and its proof (rule 32)."""

    obtained_on: date | None
    proof: str


@dataclass(frozen=True, slots=True)
class TrainingResult:
    """What the livret ECF says of one activité type, that is of one bloc: « a satisfait » or not."""

    bloc_id: str
    satisfied: bool


@dataclass(frozen=True, slots=True)
class ProductionDeposit:
    """The production that the candidate handed in before the session, for one modalité.

    `slides` are the imposed slides found in it, by their index in the référentiel, from 0.
    """

    modality: ModalityType
    at: datetime
    slides: frozenset[int] = frozenset()
    remark: str = ""


class Extension(Enum):
    """Why a candidate may still sit after the title's validity ended, within a year (rule 3)."""

    FAILED = "echec"
    PARTIAL = "reussite_partielle"
    UNDER_WAY = "parcours_engage"

    @property
    def label(self) -> str:
        """The words shown on screens and pages."""
        return _EXTENSIONS[self]


_EXTENSIONS = {
    Extension.FAILED: "Échec à une session antérieure",
    Extension.PARTIAL: "Réussite partielle à une session antérieure",
    Extension.UNDER_WAY: "Parcours engagé avant la fin de validité",
}


@dataclass(frozen=True, slots=True)
class Accommodation:
    """An arrangement granted by an authority; `extra_time` is the share added to each duration."""

    measure: str
    extra_time: Fraction = Fraction(0)
    authority: str = ""
    granted_on: date | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """One candidate of the session; `number` is the official identifier, leading zeros kept.

    Attributes:
        convened_at: The hour on the convocation, « 08:30 », empty when none was set.
        panel: Number of the jury that hears the candidate, when several work in parallel; 0 for the whole jury.
        extension: The reason that lets the candidate sit after the title's validity ended (rule 3).
        earlier_sittings: Title sessions already sat without success, None when nobody said (rule 33).
        first_refused_on: The first of these, from which the year for sitting again is counted (rule 33).
    """

    id: int
    rank: int
    identity: CivilIdentity
    access_path: AccessPath
    number: str = ""
    contact: Contact = Contact()
    status: str = ""
    training_body: str = ""
    convened_at: str = ""
    professional_file: bool | None = None
    training_results: bool | None = None
    priors: tuple[PriorAward, ...] = ()
    accommodation: Accommodation | None = None
    attendance: Attendance | None = None
    late: tuple[Lateness, ...] = ()
    departures: tuple[Departure, ...] = ()
    panel: int = 0
    extension: Extension | None = None
    earlier_sittings: int | None = None
    first_refused_on: date | None = None
    parent_title: ParentTitle | None = None
    unmatched: tuple[UnmatchedAward, ...] = ()
    results: tuple[TrainingResult, ...] = ()
    deposits: tuple[ProductionDeposit, ...] = ()

    @property
    def name(self) -> str:
        """« LE GOFF Élodie »."""
        return self.identity.name

    @property
    def is_present(self) -> bool:
        """Whether presence was observed with an identity document (rule 11)."""
        return self.attendance is not None and self.attendance.presence is Presence.PRESENT

    @property
    def is_absent(self) -> bool:
        """Whether an absence was observed."""
        return self.attendance is not None and self.attendance.presence is Presence.ABSENT

    @property
    def left_for_good(self) -> Departure | None:
        """The departure after which the candidate sits nothing more, None while he or she can."""
        return next((departure for departure in self.departures if departure.is_final), None)

    @property
    def interrupted(self) -> Departure | None:
        """The interruption under way, None when the candidate is at work."""
        if self.left_for_good is not None:
            return None
        return next((d for d in self.departures if not d.is_final and d.resumed_at is None), None)

    def lateness(self, part_id: str) -> Lateness | None:
        """How late the candidate came to one part, None when in time."""
        return next((late for late in self.late if late.part_id == part_id), None)

    def prior(self, bloc_id: str) -> PriorAward | None:
        """The earlier award of that bloc, if any: acquired for good (rule 31)."""
        return next((prior for prior in self.priors if prior.bloc_id == bloc_id), None)

    @property
    def extra_time(self) -> Fraction:
        """The share added to every planned duration: 1/3 for a « tiers temps », 0 without accommodation."""
        return self.accommodation.extra_time if self.accommodation else Fraction(0)

    def result(self, bloc_id: str) -> TrainingResult | None:
        """What the livret ECF says of one activité type, None while nobody copied it."""
        return next((result for result in self.results if result.bloc_id == bloc_id), None)

    def deposit(self, modality: ModalityType) -> ProductionDeposit | None:
        """The production handed in for one modalité, None while there is none."""
        return next((deposit for deposit in self.deposits if deposit.modality is modality), None)
