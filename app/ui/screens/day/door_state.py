"""What the small windows of the door show, frozen: presence, absence, lateness, departure."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.domain.attendance import AbsenceCode, DepartureKind
from app.domain.candidate import Candidate
from app.domain.framework.sitting_plan import Part
from app.domain.late_arrival import arrival, awaited_parts, end_that_stays
from app.domain.next_step import is_under_way
from app.domain.people import Actor
from app.domain.session import ExamSession
from app.services.attendance import IDENTITY_DOCUMENTS
from app.ui.screens.day.state import Who, who_is

_CODES = (AbsenceCode.UNEXPLAINED, AbsenceCode.EXPLAINED, AbsenceCode.NO_IDENTITY)
"""What is observed at the door; a lateness refused is an act of its own."""


@dataclass(frozen=True, slots=True)
class DoorAsked:
    """A presence or an absence to observe; `seen` says what was observed before, empty when nothing was."""

    who: Who
    now: datetime
    seen: str
    documents: tuple[str, ...] = IDENTITY_DOCUMENTS
    codes: tuple[AbsenceCode, ...] = _CODES


@dataclass(frozen=True, slots=True)
class LatePart:
    """A part that the candidate may have come late to.

    `starts_at` is None when nobody can tell when it began, `ends_at` when it has no known end either.
    """

    part_id: str
    label: str
    starts_at: datetime | None
    ends_at: datetime | None
    lasts: timedelta | None
    corrects: bool = False
    """Whether something recorded before is corrected, which asks for a reason: a lateness, or the absence itself."""


@dataclass(frozen=True, slots=True)
class LateAsked:
    """A lateness to decide on; `documents` is empty when the candidate is present already.

    `refusal` says why the latecomer cannot be refused, empty when it can be.
    """

    who: Who
    now: datetime
    parts: tuple[LatePart, ...]
    documents: tuple[str, ...]
    refusal: str


@dataclass(frozen=True, slots=True)
class DepartureChoice:
    """One way of stopping: what follows from it, and why it cannot be chosen now, if so."""

    kind: DepartureKind
    follows: str
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class DepartureAsked:
    """A departure to record."""

    who: Who
    choices: tuple[DepartureChoice, ...]


def door_asked(candidate: Candidate, now: datetime) -> DoorAsked:
    """What the windows on presence and absence show."""
    seen = candidate.attendance
    if seen is None:
        return DoorAsked(who_is(candidate), now, "")
    what = "Présence constatée" if candidate.is_present else "Absence constatée"
    said = seen.detail if candidate.is_present else seen.explanation
    return DoorAsked(who_is(candidate), now, f"{what} à {seen.at:%H:%M} · {said}")


def late_asked(session: ExamSession, candidate: Candidate, now: datetime) -> LateAsked:
    """What the window on a lateness shows."""
    begun = any(session.has_begun(candidate, part.id) for _modality, part in session.parts_for(candidate))
    return LateAsked(
        who_is(candidate),
        now,
        tuple(_late_part(session, candidate, part, now) for part in awaited_parts(session, candidate)),
        () if candidate.is_present else IDENTITY_DOCUMENTS,
        "Des épreuves sont déjà commencées : ce n’est plus une absence." if begun else "",
    )


def departure_asked(session: ExamSession, candidate: Candidate, actor: Actor) -> DepartureAsked:
    """What the window on a departure shows: only what the person at the desk may record now."""
    kinds = [DepartureKind.ABANDON]
    if candidate.interrupted is None:
        kinds.append(DepartureKind.INTERRUPTION)
    if actor.is_manager:
        kinds.append(DepartureKind.EXCLUSION)
    return DepartureAsked(who_is(candidate), tuple(_choice(session, candidate, kind) for kind in kinds))


def _late_part(session: ExamSession, candidate: Candidate, part: Part, now: datetime) -> LatePart:
    late = arrival(session, candidate, part, now)
    starts_at = late.starts_at if late is not None else None
    ends_at = end_that_stays(candidate, part, now)
    return LatePart(
        part.id,
        part.label,
        starts_at,
        end_that_stays(candidate, part, starts_at) if starts_at is not None else None,
        ends_at - now if ends_at is not None else None,
        candidate.is_absent or candidate.lateness(part.id) is not None,
    )


def _choice(session: ExamSession, candidate: Candidate, kind: DepartureKind) -> DepartureChoice:
    parts = [part for _modality, part in session.parts_for(candidate)]
    runs = any(is_under_way(session.clocks(candidate, part)) for part in parts)
    if kind is DepartureKind.INTERRUPTION:
        return DepartureChoice(kind, "Le temps s’arrête jusqu’à la reprise." if runs else "La reprise se note ensuite.")
    begun = [part for part in parts if session.has_begun(candidate, part.id)]
    if not begun:
        return DepartureChoice(kind, "", "Rien n’est commencé : constatez plutôt une absence.")
    left = ", ".join(part.short for part in parts if part not in begun)
    follows = ["Définitif." if not runs else "Définitif, le temps s’arrête."]
    if left:
        follows.append(f"Ne seront pas passées : {left}.")
    if kind is DepartureKind.EXCLUSION:
        follows.append("Exclure sur-le-champ ou laisser finir : règle à vérifier.")
    return DepartureChoice(kind, " ".join(follows))
