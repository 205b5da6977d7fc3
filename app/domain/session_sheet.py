"""What identifies a session on every document: its centre, its dates, its numbers."""

import re
from dataclasses import dataclass
from datetime import date

_NUMBER = re.compile(r"(?=(?:.*\d){3})[A-Za-z0-9][A-Za-z0-9 ./_-]{2,}")
"""No format was published: at least three digits among unaccented letters and the usual separators."""


@dataclass(frozen=True, slots=True)
class Centre:
    """The centre that organises the session, and its agrément; `contact` is whom a convocation tells to call."""

    name: str
    address: str = ""
    agreement: str = ""
    agreement_until: date | None = None
    contact: str = ""


@dataclass(frozen=True, slots=True)
class SessionSheet:
    """What identifies the session on every document.

    Attributes:
        directions: How to come, on convocations.
        record_validated_on: When the administration validated the procès-verbal; results are provisional before
            (rule 37).
    """

    session_type_id: str
    centre: Centre
    place: str
    starts_on: date
    ends_on: date
    manager: str
    ceres_number: str = ""
    record_number: str = ""
    directions: str = ""
    record_validated_on: date | None = None


def looks_like_a_number(text: str) -> bool:
    """Whether a session or agrément number has the look of one; what does not is asked about, never refused."""
    return _NUMBER.fullmatch(text) is not None
