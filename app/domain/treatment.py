"""Were the candidates treated alike? Time, questions, critères seen, and what explains a difference, side by side.

Nothing here is told of one juror, and nobody is ranked: the jury reads the differences and says what they mean. A
difference is named when a candidate is 20 % away from the median of the others, and by enough to matter.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import Enum
from statistics import median

from app.domain.candidate import Candidate
from app.domain.counting import counted
from app.domain.framework.sitting_plan import Part
from app.domain.interview import guide_of, put_by, sat_parts
from app.domain.session import ExamSession
from app.domain.timing import Instant

SHARE = 0.2
"""How far from the median of the others a candidate must be to be named."""
LEAST_MINUTES = 2
LEAST_COUNT = 2
"""Below these, a share means nothing: one question out of three is no difference of treatment."""
_FEWEST_OTHERS = 2

RULE = (
    "Temps passé et temps prévu, en minutes. Un écart est nommé quand un candidat est à 20 % ou plus de la médiane "
    "des autres, et d’au moins 2 minutes, 2 questions ou 2 critères. Un temps est un écart s’il l’est en minutes et "
    "rapporté au temps prévu de chacun."
)
"""The rule as the jury reads it."""


@dataclass(frozen=True, slots=True)
class PartTime:
    """The time of one candidate in one part; `used` is None where nothing was timed."""

    part: Part
    used: timedelta | None
    planned: timedelta | None

    @property
    def minutes(self) -> float:
        """The minutes used, zero where nothing was timed."""
        return self.used / timedelta(minutes=1) if self.used is not None else 0.0

    @property
    def planned_minutes(self) -> float:
        """The minutes planned; one where nothing is, so that shares are then the minutes themselves."""
        return self.planned / timedelta(minutes=1) if self.planned else 1.0

    @property
    def share(self) -> float:
        """What the time used took of the time planned."""
        return self.minutes / self.planned_minutes


class Way(Enum):
    """On which side of the others a candidate stands."""

    SHORTER = "plus court"
    LONGER = "plus long"
    FEWER = "moins de"
    MORE = "plus de"

    @property
    def is_of_time(self) -> bool:
        """Whether minutes were compared."""
        return self in (Way.SHORTER, Way.LONGER)


@dataclass(frozen=True, slots=True)
class Outlier:
    """One difference: of what, which way, and in full « Oral : 60 % plus court que la médiane des autres »."""

    what: str
    way: Way
    words: str


@dataclass(frozen=True, slots=True)
class TreatmentLine:
    """One candidate, as he or she was treated.

    Attributes:
        times: The parts that this candidate sat.
        questions: How many questions of the guide were put, by label of the compétence; "" where none is named.
        observed: Critères that somebody of the jury observed.
        not_observed: Critères that nobody could observe.
        context: What explains a difference: accommodation, lateness, departure.
        outliers: The differences, named by the one rule.
    """

    candidate: Candidate
    times: tuple[PartTime, ...]
    questions: Mapping[str, int]
    observed: int
    not_observed: int
    context: tuple[str, ...]
    outliers: tuple[Outlier, ...] = ()

    def time(self, part: Part) -> PartTime | None:
        """The time of one part, None when the candidate does not sit it."""
        return next((each for each in self.times if each.part.id == part.id), None)

    @property
    def asked(self) -> int:
        """How many questions were put in all."""
        return sum(self.questions.values())

    @property
    def observed_share(self) -> float:
        """How much of what could be observed was; the whole where a part has no critère."""
        whole = self.observed + self.not_observed
        return self.observed / whole if whole else 1.0


@dataclass(frozen=True, slots=True)
class Treatment:
    """The candidates in the session's order, and the parts that at least one of them sat."""

    parts: tuple[Part, ...]
    lines: tuple[TreatmentLine, ...]


def treatment(session: ExamSession, candidates: Iterable[Candidate], now: Instant) -> Treatment:
    """Lay the candidates side by side; only those whose every grid is in, since contents open together (rule 19)."""
    lines = [_line(session, candidate, now) for candidate in candidates if session.all_locked(candidate)]
    sat = {time.part.id for line in lines for time in line.times}
    parts = tuple(part for part in sat_parts(session) if part.id in sat)
    return Treatment(parts, tuple(replace(line, outliers=_outliers(line, lines, parts)) for line in lines))


def _line(session: ExamSession, candidate: Candidate, now: Instant) -> TreatmentLine:
    times = []
    for part in session.expected_parts(candidate):
        clocks = session.clocks(candidate, part)
        planned = [clock.planned for clock in clocks]
        times.append(
            PartTime(
                part,
                sum((clock.elapsed(now) for clock in clocks), timedelta(0)) if clocks and clocks[0].events else None,
                sum((each for each in planned if each is not None), timedelta(0)) if None not in planned else None,
            )
        )
    observed, not_observed = _criteria_seen(session, candidate)
    return TreatmentLine(
        candidate, tuple(times), _questions(session, candidate), observed, not_observed, _context(session, candidate)
    )


def _questions(session: ExamSession, candidate: Candidate) -> dict[str, int]:
    """The questions put, each counted once whoever of the jury put it, by compétence in the référentiel's order."""
    labels = {unit.id: unit.label for unit in session.units}
    found = dict.fromkeys((*labels.values(), ""), 0)
    for part in session.expected_parts(candidate):
        jurors = session.jurors_for(candidate)
        put = {key for juror in jurors for key in put_by(session, juror.id, candidate, part)}
        known = {(q.author, q.number): q.unit_id for juror in jurors for q in guide_of(session, part, juror.id)}
        for key in put & known.keys():
            found[labels.get(known[key], "")] += 1
    return {label: count for label, count in found.items() if count}


def _criteria_seen(session: ExamSession, candidate: Candidate) -> tuple[int, int]:
    """How many critères at least one juror observed, and how many nobody could; the jurors are not told apart."""
    seen: dict[tuple[str, str], bool] = {}
    for juror, part, grid in session.grids_of(candidate):
        if (juror.id, candidate.id, part.id) in session.waived:
            continue
        for criterion_id, mark in grid.marks.items():
            key = (part.id, criterion_id)
            seen[key] = seen.get(key, False) or not mark.value.is_not_observed
    observed = sum(seen.values())
    return observed, len(seen) - observed


def _context(session: ExamSession, candidate: Candidate) -> tuple[str, ...]:
    told = []
    if candidate.accommodation is not None:
        told.append(f"aménagement : {candidate.accommodation.measure}")
    shorts = {part.id: part.short for part in sat_parts(session)}
    told += [f"retard : {counted(late.minutes, 'minute')}, {shorts.get(late.part_id, '')}" for late in candidate.late]
    told += [f"{departure.kind.word} à {departure.at:%H:%M}" for departure in candidate.departures]
    return tuple(told)


def _outliers(line: TreatmentLine, lines: Sequence[TreatmentLine], parts: Iterable[Part]) -> tuple[Outlier, ...]:
    others = [each for each in lines if each is not line]
    told = [found for part in parts if (found := _time_outlier(line, others, part)) is not None]
    told += _count_outliers(line, others) if len(others) >= _FEWEST_OTHERS else []
    return tuple(told)


def _count_outliers(line: TreatmentLine, others: Sequence[TreatmentLine]) -> list[Outlier]:
    """Questions in number; critères by the share observed, since a bloc already held leaves fewer of them."""
    usual = median(each.asked for each in others)
    expected = round(median(each.observed_share for each in others) * (line.observed + line.not_observed))
    told = []
    for what, one, own, middle in (
        ("questions", "question", line.asked, usual),
        ("critères observés", "critère observé", line.observed, expected),
    ):
        if _is_far(own, middle, LEAST_COUNT):
            way = Way.FEWER if own < middle else Way.MORE
            words = f"{counted(own, one)}, contre {middle:g} à la médiane des autres"
            told.append(Outlier(what, way, words))
    return told


def _time_outlier(line: TreatmentLine, others: Sequence[TreatmentLine], part: Part) -> Outlier | None:
    """A time is away from the others both in minutes and in what it took of the time planned, or it is not told."""
    own = line.time(part)
    timed = [time for each in others if (time := each.time(part)) is not None and time.used is not None]
    if own is None or own.used is None or len(timed) < _FEWEST_OTHERS:
        return None
    used, middle = own.minutes, median(time.minutes for time in timed)
    expected = median(time.share for time in timed) * own.planned_minutes
    ways = {used > each for each in (middle, expected)}
    if len(ways) > 1 or not all(_is_far(used, each, LEAST_MINUTES) for each in (middle, expected)):
        return None
    percent = round(100 * abs(used - middle) / middle) if middle else 100
    way = Way.LONGER if used > middle else Way.SHORTER
    words = f"{part.short} : {percent} % {way.value} que la médiane des autres"
    return Outlier(part.short, way, words)


def _is_far(own: float, middle: float, least: float) -> bool:
    return abs(own - middle) >= least and abs(own - middle) >= SHARE * middle
