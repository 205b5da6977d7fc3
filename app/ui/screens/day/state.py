"""What the day's screen shows, frozen: figures, rows, and what its small windows say."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.domain.access_path import AccessPath
from app.domain.attendance import AbsenceCode, Attendance, Departure, Lateness
from app.domain.candidate import Accommodation, Candidate
from app.domain.copies import pile_of
from app.domain.framework.sitting_plan import Part
from app.domain.next_step import NextStep, Progress, StepKind, is_under_way, next_step, progress
from app.domain.people import Actor
from app.domain.planning.lateness import lateness, next_slot
from app.domain.session import ExamSession
from app.domain.timing import Instant, PhaseState
from app.ui.accommodation import decision_words
from app.ui.durations import minutes_words

_WORTH_SAYING = timedelta(minutes=5)
_TO_JURY = "Cette partie se tient devant le jury : un juré la commence."
_SHORT_PATHS = {AccessPath.CAPITALISATION: "Capitalisation", AccessPath.EQUIVALENCE: "Équivalence"}


@dataclass(frozen=True, slots=True)
class PartMark:
    """One part of a candidate's day."""

    short: str
    label: str
    progress: Progress


@dataclass(frozen=True, slots=True)
class Row:
    """One candidate's line.

    Attributes:
        absence: When an absence was observed and why, empty otherwise.
        absence_sign: The same without the words typed, short enough for a row.
        late: Each lateness admitted, in words.
        departure: The abandon, exclusion or interruption that stands, in words, empty otherwise.
    """

    candidate_id: int
    hour: str
    name: str
    number: str
    path: str
    signs: tuple[str, ...]
    parts: tuple[PartMark, ...]
    absence: str
    step: NextStep
    refusal: str = ""
    late: tuple[str, ...] = ()
    departure: str = ""
    absence_sign: str = ""


@dataclass(frozen=True, slots=True)
class Figures:
    """The day in five figures; `ends_at` is when the last running phase should end, None while nothing runs."""

    candidates: int = 0
    present: int = 0
    absent: int = 0
    locked: int = 0
    expected: int = 0
    ends_at: datetime | None = None
    held: int = 0
    parts: int = 0


@dataclass(frozen=True, slots=True)
class DayState:
    """The whole screen; without a day it shows nothing of any session.

    `late` says how late the day is on the planning kept, empty when it is not by five minutes at least; `copies` are
    the words of the button that leads a juror to the written work, empty when there is none.
    """

    day: date | None = None
    second: str = ""
    figures: Figures = Figures()
    rows: tuple[Row, ...] = ()
    is_manager: bool = True
    own_grids: bool = False
    late: str = ""
    copies: str = ""


@dataclass(frozen=True, slots=True)
class Who:
    """The person whom a small window is about, as one makes sure of somebody."""

    candidate_id: int
    name: str
    number: str
    birth: str
    accommodation: str = ""


@dataclass(frozen=True, slots=True)
class Sitting:
    """The part that is about to start or end."""

    part_id: str
    title: str
    spoken: str
    duration: str


def day_state(session: ExamSession, actor: Actor, now: Instant) -> DayState:
    """The screen for the person at the desk."""
    ceres = f"CERES {session.sheet.ceres_number}" if session.sheet.ceres_number else ""
    second = " · ".join(part for part in (session.type.label, session.framework.label, ceres) if part)
    day = _today(session, now)
    return DayState(
        day=day,
        second=second,
        figures=_figures(session, actor, now),
        rows=tuple(_row(session, candidate, actor, day) for candidate in _in_order(session)),
        is_manager=actor.is_manager,
        own_grids=not actor.is_manager,
        late=_late_words(session, now),
        copies=_copies_words(session, actor),
    )


def who_is(candidate: Candidate) -> Who:
    """A candidate as one makes sure of the right person."""
    identity = candidate.identity
    born = f"né(e) le {identity.birth_date:%d/%m/%Y}" if identity.birth_date else "date de naissance inconnue"
    birth = f"{born} à {identity.birth_town}" if identity.birth_town else born
    granted = _accommodation_words(candidate.accommodation) if candidate.accommodation else ""
    return Who(candidate.id, identity.full_name, candidate.number, birth, granted)


def _accommodation_words(granted: Accommodation) -> str:
    source = decision_words(granted)
    return f"{granted.measure} ({source})" if source else granted.measure


def _today(session: ExamSession, now: Instant) -> date:
    today = now.wall.date()
    return min(max(today, session.sheet.starts_on), session.sheet.ends_on)


def _in_order(session: ExamSession) -> list[Candidate]:
    return sorted(session.candidates, key=lambda candidate: (candidate.convened_at or "~", candidate.rank))


def _late_words(session: ExamSession, now: Instant) -> str:
    if session.plan is None:
        return ""
    late = lateness(session, session.plan, now.wall.replace(tzinfo=None))
    return f"{minutes_words(late)} de retard" if late >= _WORTH_SAYING else ""


def _copies_words(session: ExamSession, actor: Actor) -> str:
    pile = pile_of(session, actor)
    if not pile.copies:
        return "Copies" if pile.is_waited_for else ""
    if not pile.to_grade:
        return f"Copies · {len(pile.copies)} verrouillées" if pile.locked > 1 else "Copie verrouillée"
    return f"Corriger les copies · {pile.locked} sur {len(pile.copies)}"


def _planned_hour(session: ExamSession, candidate: Candidate, day: date) -> str:
    """When the planning kept calls a candidate next; the date too when it is on another day."""
    slot = next_slot(session, session.plan, candidate) if session.plan is not None else None
    if slot is None:
        return ""
    return f"{slot.starts_at:%H:%M}" if slot.starts_at.date() == day else f"{slot.starts_at:%d/%m %H:%M}"


def _row(session: ExamSession, candidate: Candidate, actor: Actor, day: date) -> Row:
    seen = candidate.attendance
    stands = candidate.left_for_good or candidate.interrupted
    step = next_step(session, candidate, actor)
    arrival = f"{seen.at:%H:%M}" if seen and candidate.is_present else ""
    planned = _planned_hour(session, candidate, day) if not candidate.is_absent else ""
    return Row(
        candidate_id=candidate.id,
        hour=planned or candidate.convened_at or arrival,
        name=candidate.name,
        number=candidate.number,
        path=_SHORT_PATHS.get(candidate.access_path, candidate.access_path.label) if actor.is_manager else "",
        signs=_signs(session, candidate, actor),
        parts=tuple(
            PartMark(part.short, part.label, progress(session, candidate, part, actor))
            for _modality, part in session.parts_for(candidate)
        ),
        absence=absence_words(candidate),
        step=step,
        refusal=_TO_JURY if step.kind is StepKind.LEAVE_TO_JURY else "",
        late=tuple(lateness_words(late) for late in candidate.late),
        departure=departure_words(stands) if stands else "",
        absence_sign=_absence_sign(candidate),
    )


def absence_words(candidate: Candidate) -> str:
    """« Absence justifiée : certificat · constat à 09:02 »; empty when the candidate is not absent."""
    seen = candidate.attendance
    if seen is None or not candidate.is_absent:
        return ""
    if seen.code is None:
        return f"absence constatée à {seen.at:%H:%M} · {seen.detail}"
    return f"{seen.explanation} · {_when_absent(seen)}"


def _absence_sign(candidate: Candidate) -> str:
    """« Absence justifiée · constat à 09:02 »: what was typed beside it would push the other columns out of sight."""
    seen = candidate.attendance
    if seen is None or not candidate.is_absent:
        return ""
    return f"{seen.code.label} · {_when_absent(seen)}" if seen.code else f"absence constatée à {seen.at:%H:%M}"


def _when_absent(seen: Attendance) -> str:
    return f"{'arrivée' if seen.code is AbsenceCode.LATE_REFUSED else 'constat'} à {seen.at:%H:%M}"


def lateness_words(late: Lateness) -> str:
    """« retard admis, 12 min perdues »."""
    return f"retard admis, {late.minutes} min perdue{'s' if late.minutes > 1 else ''}"


def departure_words(departure: Departure) -> str:
    """« abandon à 10:42 », « interruption depuis 10:42 », « interruption de 10:42 à 10:55 »."""
    word, at = departure.kind.word, f"{departure.at:%H:%M}"
    if departure.is_final:
        return f"{word} à {at}"
    return f"{word} depuis {at}" if departure.resumed_at is None else f"{word} de {at} à {departure.resumed_at:%H:%M}"


def _signs(session: ExamSession, candidate: Candidate, actor: Actor) -> tuple[str, ...]:
    """What the row recalls of a candidate; a juror reads what is held already at the deliberation only (rule 16)."""
    bloc_word = session.framework.vocabulary.bloc
    held = [
        f"{bloc_word} {session.framework.bloc(prior.bloc_id).number} acquis"
        for prior in candidate.priors
        if actor.is_manager
    ]
    granted = candidate.accommodation
    if granted is None:
        return tuple(held)
    if granted.extra_time.denominator == 3 and granted.extra_time.numerator == 1:
        return ("+ tiers temps", *held)
    return ("+ temps majoré" if granted.extra_time else "aménagement", *held)


def _figures(session: ExamSession, actor: Actor, now: Instant) -> Figures:
    expected = [
        grid
        for candidate in session.candidates
        if not candidate.is_absent
        for juror, _part, grid in session.grids_of(candidate)
        if actor.is_manager or juror.id == actor.person_id
    ]
    sat = [
        (candidate, part)
        for candidate in session.candidates
        if not candidate.is_absent
        for part in session.expected_parts(candidate)
        if not _is_cut_short(candidate, part)
    ]
    return Figures(
        candidates=len(session.candidates),
        present=sum(candidate.is_present for candidate in session.candidates),
        absent=sum(candidate.is_absent for candidate in session.candidates),
        locked=sum(grid.is_locked for grid in expected),
        expected=len(expected),
        ends_at=_last_end(session, now),
        held=sum(session.is_held(candidate, part) for candidate, part in sat),
        parts=len(sat),
    )


def _is_cut_short(candidate: Candidate, part: Part) -> bool:
    """Whether the candidate left for good in the middle of this part: it will never be over, and is not awaited."""
    return candidate.left_for_good is not None and candidate.left_for_good.part_id == part.id


def _last_end(session: ExamSession, now: Instant) -> datetime | None:
    """When the last part under way should be over: the running phase, then the phases that follow it."""
    ends = []
    for candidate in session.candidates:
        for _modality, part in session.parts_for(candidate):
            clocks = session.clocks(candidate, part)
            running = next((clock for clock in clocks if clock.state is PhaseState.RUNNING), None)
            end = running.expected_end(now) if running and is_under_way(clocks) else None
            if end is not None:
                later = (clock.planned or timedelta(0) for clock in clocks if clock.state is PhaseState.WAITING)
                ends.append(end + sum(later, timedelta(0)))
    return max(ends, default=None)
