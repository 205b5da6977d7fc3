"""The time of each part as it was measured: planned and actual by phase, pauses, overruns, times nobody watched."""

from collections.abc import Iterator
from datetime import timedelta

from app.domain.candidate import Candidate
from app.domain.lapse_words import happened, span, what_counts
from app.domain.session import ExamSession
from app.domain.timing import Lapse, PhaseClock
from app.reports import naming
from app.reports.layout.blocks import Column
from app.reports.layout.wording import date_short, hour

COLUMNS = (
    Column("Épreuve", 1),
    *(Column(heading, 0.3) for heading in ("Date", "Début", "Fin", "Prévu", "Réalisé")),
)
Line = tuple[str, str, str, str, str, str]


def lines(session: ExamSession, candidate: Candidate) -> Iterator[Line]:
    """The lines of the table: one per part, then one per phase of a part that has several and was begun."""
    not_sat = session.parts_not_sat(candidate)
    for _modality, part in session.parts_for(candidate):
        if part in not_sat:
            yield part.label, "–", "–", "–", "–", "non passée"
            continue
        clocks = session.clocks(candidate, part)
        yield _line(part.label, clocks)
        if len(clocks) > 1 and any(clock.events for clock in clocks):
            for phase, clock in zip(part.phases, clocks, strict=True):
                yield _line(f"· {phase.label}", (clock,))


def remarks(session: ExamSession, candidate: Candidate) -> Iterator[str]:
    """What explains a time: pauses with their reasons, overruns, and what was counted of times nobody watched."""
    for _modality, part in session.parts_for(candidate):
        clocks = session.clocks(candidate, part)
        for phase, clock in zip(part.phases, clocks, strict=True):
            label = part.label if len(clocks) == 1 else f"{part.label}, {phase.label}"
            yield from (naming.as_typed(f"{label} : {words}") for words in _remarks(clock))
    for lapse in session.lapses:
        yield naming.as_typed(f"{_parts(session, candidate, lapse)} : {_lapse(lapse)}")


def _line(label: str, clocks: tuple[PhaseClock, ...]) -> Line:
    begun = [clock for clock in clocks if clock.events]
    durations = [clock.planned for clock in clocks if clock.planned is not None]
    planned = naming.lasting(sum(durations, timedelta())) if len(durations) == len(clocks) else "non fixé"
    if not begun:
        return label, "–", "–", "–", planned, "–"
    first, last = begun[0].events[0].at, begun[-1].events[-1].at
    actual = sum((clock.elapsed(clock.events[-1].at) for clock in begun), timedelta())
    ended = hour(last.wall.time()) if len(begun) == len(clocks) and begun[-1].ended_at else "–"
    return label, date_short(first.wall.date()), hour(first.wall.time()), ended, planned, naming.lasting(actual)


def _remarks(clock: PhaseClock) -> Iterator[str]:
    for pause, end in clock.pauses:
        when = f"à {pause.at.wall:%H:%M:%S}" if end is None else span(pause.at.wall, end.at.wall)
        yield f"pause {when} ({pause.reason})" if pause.reason else f"pause {when}"
    if clock.ended_at is not None and clock.overrun(clock.events[-1].at) >= timedelta(minutes=1):
        yield f"dépassement de {naming.lasting(clock.overrun(clock.events[-1].at))}"


def _parts(session: ExamSession, candidate: Candidate, lapse: Lapse) -> str:
    labels = {part.id: part.label for _modality, part in session.parts_for(candidate)}
    return ", ".join(labels.get(running.part_id, running.part_id) for running in lapse.running)


def _lapse(lapse: Lapse) -> str:
    said = happened(lapse)
    counts = "le temps compté reste juste" if lapse.length < timedelta(seconds=5) else what_counts(lapse)
    reason = f" ({lapse.reason})" if lapse.reason else ""
    return f"{said[0].lower()}{said[1:].removesuffix('.')} ; {counts}{reason}"
