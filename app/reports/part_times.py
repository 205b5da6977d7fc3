"""The time of each part as it was measured: planned and actual by phase, pauses, overruns, times nobody watched."""

from collections.abc import Iterator
from datetime import timedelta

from app.domain.candidate import Candidate
from app.domain.lapse_words import happened, span, what_counts
from app.domain.part_times import OVERRUN, MeasuredTime, measured, times_of
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
    for part, time in times_of(session, candidate):
        if time is None:
            yield part.label, "–", "–", "–", "–", "non passée"
            continue
        yield _line(part.label, time)
        clocks = session.clocks(candidate, part)
        if len(clocks) > 1 and time.began_at is not None:
            for phase, clock in zip(part.phases, clocks, strict=True):
                yield _line(f"· {phase.label}", measured((clock,)))


def remarks(session: ExamSession, candidate: Candidate) -> Iterator[str]:
    """What explains a time: pauses with their reasons, overruns, and what was counted of times nobody watched."""
    for _modality, part in session.parts_for(candidate):
        clocks = session.clocks(candidate, part)
        for phase, clock in zip(part.phases, clocks, strict=True):
            label = part.label if len(clocks) == 1 else f"{part.label}, {phase.label}"
            yield from (naming.as_typed(f"{label} : {words}") for words in _remarks(clock))
    for lapse in sorted(session.lapses, key=lambda each: each.start.wall):
        yield naming.as_typed(f"{_parts(session, candidate, lapse)} : {_lapse(lapse)}")


def _line(label: str, time: MeasuredTime) -> Line:
    planned = naming.lasting(time.planned) if time.planned is not None else "non fixé"
    if time.began_at is None or time.used is None:
        return label, "–", "–", "–", planned, "–"
    ended = hour(time.ended_at.time()) if time.ended_at else "–"
    began = time.began_at
    return label, date_short(began.date()), hour(began.time()), ended, planned, naming.lasting(time.used)


def _remarks(clock: PhaseClock) -> Iterator[str]:
    for pause, end in clock.pauses:
        when = f"à {pause.at.wall:%H:%M:%S}" if end is None else span(pause.at.wall, end.at.wall)
        yield f"pause {when} ({pause.reason})" if pause.reason else f"pause {when}"
    if clock.ended_at is not None and clock.overrun(clock.events[-1].at) >= OVERRUN:
        yield f"dépassement de {naming.lasting(clock.overrun(clock.events[-1].at))}"


def _parts(session: ExamSession, candidate: Candidate, lapse: Lapse) -> str:
    labels = {part.id: part.label for _modality, part in session.parts_for(candidate)}
    return ", ".join(labels.get(running.part_id, running.part_id) for running in lapse.running)


def _lapse(lapse: Lapse) -> str:
    said = happened(lapse)
    counts = "le temps compté reste juste" if lapse.length < timedelta(seconds=5) else what_counts(lapse)
    reason = f" ({lapse.reason})" if lapse.reason else ""
    return f"{said[0].lower()}{said[1:].removesuffix('.')} ; {counts}{reason}"
