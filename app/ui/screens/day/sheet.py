"""What the day holds of one candidate, to be read: presence, times of the parts, incidents."""

from dataclasses import dataclass

from app.domain.attendance import Lateness
from app.domain.candidate import Candidate
from app.domain.framework.sitting_plan import Part
from app.domain.interview import part_label
from app.domain.next_step import is_under_way
from app.domain.people import Actor
from app.domain.session import ExamSession
from app.domain.timing import PhaseState
from app.ui.screens.day.state import Who, absence_words, departure_words, lateness_words, who_is


@dataclass(frozen=True, slots=True)
class CandidateSheet:
    """A candidate's day; each line is a title and its words."""

    who: Who
    lines: tuple[tuple[str, str], ...]


def candidate_sheet(session: ExamSession, candidate: Candidate, actor: Actor) -> CandidateSheet:
    """Gather one candidate's day from the session; a juror reads the path at the deliberation only (rule 16)."""
    lines = [("Voie d’accès", candidate.access_path.label)] if actor.is_manager else []
    lines.append(("Présence", _presence_words(candidate)))
    if candidate.is_present:
        lines += [(part.label, _time_words(session, candidate, part)) for _m, part in session.parts_for(candidate)]
    lines += [(f"Retard à {late.arrived_at:%H:%M}", _lateness_words(session, late)) for late in candidate.late]
    lines += [
        ("Départ", f"{departure_words(departure)}{f' · {departure.reason}' if departure.reason else ''}")
        for departure in candidate.departures
    ]
    lines += [
        (f"Incident à {incident.at:%H:%M}", incident.text)
        for incident in session.incidents
        if incident.candidate_id == candidate.id
    ]
    return CandidateSheet(who_is(candidate), tuple(lines))


def _presence_words(candidate: Candidate) -> str:
    seen = candidate.attendance
    if seen is None:
        return "pas encore constatée"
    if candidate.is_absent:
        return absence_words(candidate)
    return f"constatée à {seen.at:%H:%M} · {seen.detail}"


def _lateness_words(session: ExamSession, late: Lateness) -> str:
    return f"{part_label(session, late.part_id)} : {lateness_words(late)}{f' · {late.reason}' if late.reason else ''}"


def _time_words(session: ExamSession, candidate: Candidate, part: Part) -> str:
    if part in session.parts_not_sat(candidate):
        return "non passée"
    clocks = session.clocks(candidate, part)
    started = clocks[0].started_at
    if started is None:
        return "sans chronomètre" if session.is_held(candidate, part) else "à venir"
    if candidate.left_for_good is None and is_under_way(clocks):
        paused = any(clock.state is PhaseState.PAUSED for clock in clocks)
        return f"depuis {started:%H:%M}{', en pause' if paused else ''}"
    ended = max((clock.ended_at for clock in clocks if clock.ended_at), default=None)
    return f"de {started:%H:%M} à {ended:%H:%M}" if ended else f"depuis {started:%H:%M}"
