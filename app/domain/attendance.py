"""What is observed of a candidate on the day: presence, absence, lateness, and leaving before the end.

Each case is coded and asks only for what it needs (rules 11 and 12).
"""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum


class Presence(Enum):
    """What was observed at the door."""

    PRESENT = "present"
    ABSENT = "absent"


class AbsenceCode(Enum):
    """Why a candidate is counted absent; the procès-verbal says « Absence » in every case."""

    UNEXPLAINED = "non_justifiee"
    EXPLAINED = "justifiee"
    LATE_REFUSED = "retard_refuse"
    NO_IDENTITY = "identite_non_etablie"

    @property
    def label(self) -> str:
        """The words shown on screens and pages."""
        return _ABSENCES[self]

    @property
    def asks(self) -> str:
        """What the code needs to be told, empty when it says enough by itself."""
        return _ABSENCE_QUESTIONS[self]


_ABSENCES = {
    AbsenceCode.UNEXPLAINED: "Absence non justifiée",
    AbsenceCode.EXPLAINED: "Absence justifiée",
    AbsenceCode.LATE_REFUSED: "En retard, non admis",
    AbsenceCode.NO_IDENTITY: "Identité non établie",
}
_ABSENCE_QUESTIONS = {
    AbsenceCode.UNEXPLAINED: "",
    AbsenceCode.EXPLAINED: "Justification reçue",
    AbsenceCode.LATE_REFUSED: "Raison du refus",
    AbsenceCode.NO_IDENTITY: "Ce qui a été présenté",
}


@dataclass(frozen=True, slots=True)
class Attendance:
    """Presence observed at one instant.

    Present: `detail` is the kind of identity document seen. Absent: `detail` explains the absence, and `code` tells
    its kind (None in files written before kinds existed).
    """

    presence: Presence
    at: datetime
    detail: str
    code: AbsenceCode | None = None

    @property
    def is_explained(self) -> bool:
        """Whether the absence says all that its code asks for."""
        if self.code is not None and not self.code.asks:
            return True
        return bool(self.detail.strip())

    @property
    def explanation(self) -> str:
        """« Absence justifiée : certificat remis »; the words typed alone where no code was recorded."""
        if self.code is None:
            return self.detail
        return f"{self.code.label} : {self.detail}" if self.detail else self.code.label


@dataclass(frozen=True, slots=True)
class Lateness:
    """A candidate who came late to a part and was admitted by the responsable.

    The end of the part does not move: `minutes` are those that the candidate lost (rule 12).
    """

    part_id: str
    arrived_at: datetime
    minutes: int
    reason: str = ""


class DepartureKind(Enum):
    """Why a candidate stopped before the end."""

    ABANDON = "abandon"
    INTERRUPTION = "interruption"
    EXCLUSION = "exclusion"

    @property
    def label(self) -> str:
        """The word shown on screens and pages."""
        return _DEPARTURES[self]

    @property
    def word(self) -> str:
        """The bare word: « abandon »."""
        return _DEPARTURES[self].split()[0].lower()

    @property
    def asks(self) -> str:
        """What the person at the desk is asked; an abandon alone may go without an answer."""
        return _DEPARTURE_QUESTIONS[self]

    @property
    def needs_reason(self) -> bool:
        """Whether the reason must be given: nobody has to say why he or she gives up."""
        return self is not DepartureKind.ABANDON


_DEPARTURES = {
    DepartureKind.ABANDON: "Abandon",
    DepartureKind.INTERRUPTION: "Interruption",
    DepartureKind.EXCLUSION: "Exclusion décidée par le responsable",
}
_DEPARTURE_QUESTIONS = {
    DepartureKind.ABANDON: "Ce que le candidat en dit (facultatif)",
    DepartureKind.INTERRUPTION: "Raison de l’interruption",
    DepartureKind.EXCLUSION: "Faits constatés",
}


@dataclass(frozen=True, slots=True)
class Departure:
    """A candidate who stopped during or after a part; only an interruption can be resumed.

    Attributes:
        number: Counts in the whole session, from 1.
        part_id: The part under way, empty between two parts.
    """

    number: int
    kind: DepartureKind
    at: datetime
    part_id: str
    reason: str
    resumed_at: datetime | None = None

    @property
    def is_final(self) -> bool:
        """Whether the candidate sits nothing more."""
        return self.kind is not DepartureKind.INTERRUPTION
