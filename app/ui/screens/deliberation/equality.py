"""What « Égalité de traitement » shows: how each candidate was heard, then the positions; no juror is told apart."""

from dataclasses import dataclass
from datetime import timedelta
from enum import Enum

from app.domain.candidate import Candidate
from app.domain.counting import counted
from app.domain.people import Actor
from app.domain.session import ExamSession
from app.domain.timing import Instant
from app.domain.treatment import RULE, PartTime, TreatmentLine, Way, treatment
from app.ui.screens.deliberation.state import VocabularyShown
from app.ui.screens.deliberation.words import outcome_words, several, vocabulary_of

_MINUTE = timedelta(minutes=1)


class Taken(Enum):
    """What the jury said of one compétence for one candidate."""

    MASTERED = "oui"
    NOT_MASTERED = "non"
    TO_TAKE = "à prendre"
    NOT_AT_STAKE = "déjà acquis"


@dataclass(frozen=True, slots=True)
class TimeShown:
    """« 58 », « / 60 »; empty where the candidate does not sit the part."""

    used: str = ""
    planned: str = ""


@dataclass(frozen=True, slots=True)
class EqualityRow:
    """One candidate.

    Attributes:
        times: By part, in the order of `Equality.parts`.
        questions: How many questions of the guide were put.
        asked: The same by compétence, in words.
        observed: How many critères somebody observed.
        not_observed: How many nobody could, in words.
        context: What explains a difference.
        outliers: The differences in few words, empty when there is none.
        detail: Everything that the narrow cells cannot hold.
        positions: By compétence, in the order of `Equality.units`.
        outcome: The decision in words.
    """

    candidate_id: int
    candidate: str
    times: tuple[TimeShown, ...]
    questions: int
    asked: str
    observed: int
    not_observed: str
    context: str
    outliers: str
    positions: tuple[Taken, ...]
    outcome: str
    detail: str


@dataclass(frozen=True, slots=True)
class Equality:
    """The candidates that this juror deliberates on, in the session's order, and the rule that names differences."""

    parts: tuple[str, ...]
    units: tuple[str, ...]
    rows: tuple[EqualityRow, ...]
    words: VocabularyShown
    rule: str = RULE


def equality_of(session: ExamSession, actor: Actor, now: Instant) -> Equality:
    """How the candidates were treated, as one juror may read it."""
    heard = [each for each in session.candidates if actor.person_id in {j.id for j in session.jurors_for(each)}]
    found = treatment(session, heard, now)
    judged = {unit.id for line in found.lines for unit in session.units_for(line.candidate)}
    units = tuple(unit for unit in session.units if unit.id in judged)
    unit_ids = tuple(unit.id for unit in units)
    return Equality(
        parts=tuple(part.short for part in found.parts),
        units=tuple(unit.label for unit in units),
        rows=tuple(
            _row(session, line, tuple(line.time(part) for part in found.parts), unit_ids) for line in found.lines
        ),
        words=vocabulary_of(session.framework),
    )


def _row(
    session: ExamSession, line: TreatmentLine, times: tuple[PartTime | None, ...], unit_ids: tuple[str, ...]
) -> EqualityRow:
    candidate, outcome = line.candidate, session.outcome(line.candidate)
    return EqualityRow(
        candidate_id=candidate.id,
        candidate=candidate.name,
        times=tuple(_time(time) for time in times),
        questions=line.asked,
        asked=_asked(line),
        observed=line.observed,
        not_observed=several(line.not_observed, "non observé", "non observés") if line.not_observed else "",
        context=", ".join(each.split(" :")[0] for each in line.context),
        outliers=_outliers(line),
        positions=tuple(_taken(session, candidate, unit_id) for unit_id in unit_ids),
        outcome=outcome_words(session.framework, outcome) if outcome else "à décider",
        detail=" · ".join(
            (f"{candidate.name} : {_asked(line)}", *line.context, *(outlier.words for outlier in line.outliers))
        ),
    )


def _time(time: PartTime | None) -> TimeShown:
    if time is None:
        return TimeShown()
    planned = f"/ {time.planned // _MINUTE}" if time.planned else ""
    if time.used is None:
        return TimeShown("non noté")
    return TimeShown(str(time.used // _MINUTE), planned)


def _outliers(line: TreatmentLine) -> str:
    """« plus court : Oral, ET ; moins de questions »."""
    by_way: dict[Way, list[str]] = {}
    for outlier in line.outliers:
        by_way.setdefault(outlier.way, []).append(outlier.what)
    told = [
        f"{way.value} : {', '.join(what)}" if way.is_of_time else f"{way.value} {' et '.join(what)}"
        for way, what in by_way.items()
    ]
    return " ; ".join(told)


def _asked(line: TreatmentLine) -> str:
    told = [f"{label or 'sans compétence nommée'} {count}" for label, count in line.questions.items()]
    whole = counted(line.asked, "question posée") if line.asked else "aucune question du guide notée"
    return f"{whole} ({', '.join(told)})" if told else whole


def _taken(session: ExamSession, candidate: Candidate, unit_id: str) -> Taken:
    if unit_id not in {unit.id for unit in session.units_for(candidate)}:
        return Taken.NOT_AT_STAKE
    position = session.position(candidate.id, unit_id)
    if position is None:
        return Taken.TO_TAKE
    return Taken.MASTERED if position.mastered else Taken.NOT_MASTERED
