"""A candidate's accommodation as it is read before the start: the measure, the time it gives, who granted it and when.

Never why it was granted: the file does not hold it.
"""

from dataclasses import dataclass

from app.domain.candidate import Accommodation, Candidate
from app.domain.session import ExamSession
from app.domain.start_guards import GrantedTime, granted_times
from app.ui.durations import minutes_words


@dataclass(frozen=True, slots=True)
class AccommodationShown:
    """What the small window says; each time is a part and its words."""

    candidate_id: int
    name: str
    number: str
    measure: str
    decision: str
    times: tuple[tuple[str, str], ...]


def accommodation_shown(session: ExamSession, candidate: Candidate) -> AccommodationShown | None:
    """What is to be read of a candidate's accommodation, None without one."""
    granted = candidate.accommodation
    if granted is None:
        return None
    times = [(each.part, _time_words(each)) for each in granted_times(session, candidate)] if granted.extra_time else []
    return AccommodationShown(
        candidate.id,
        candidate.identity.full_name,
        candidate.number,
        granted.measure,
        decision_words(granted) or "autorité et date à compléter dans la Préparation",
        tuple(times),
    )


def decision_words(granted: Accommodation) -> str:
    """« DDETS du Finistère, 14/12/2026 », without what is not known."""
    on = f"{granted.granted_on:%d/%m/%Y}" if granted.granted_on else ""
    return ", ".join(part for part in (granted.authority, on) if part)


def _time_words(time: GrantedTime) -> str:
    return f"{minutes_words(time.lasts)}, dont {minutes_words(time.extra)} de plus"
