"""What is written down of the conduct of the day: incidents, suspected frauds, accommodations read in time."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Incident:
    """Something that happened, written at once and never changed (rule 39); without an author, by the responsable."""

    number: int
    at: datetime
    text: str
    candidate_id: int | None = None
    author_id: int | None = None


@dataclass(frozen=True, slots=True)
class Witness:
    """Somebody who saw or heard what a report says, and in what quality: « surveillante », « membre du jury »."""

    name: str
    quality: str


@dataclass(frozen=True, slots=True)
class FraudReport:
    """What the responsable saw or was told of a suspected fraud, and who witnessed it; never a sanction (rule 38).

    `part_id` is empty when it was between two épreuves.
    """

    number: int
    at: datetime
    candidate_id: int
    part_id: str
    facts: str
    witnesses: tuple[Witness, ...]


@dataclass(frozen=True, slots=True)
class AccommodationReading:
    """Somebody who read a candidate's accommodation before the start; `reader_id` is 0 for the responsable."""

    candidate_id: int
    reader_id: int
    at: datetime
