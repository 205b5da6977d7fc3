"""Whether the content of a packet holds together, judged before anything of it is taken in.

A packet is signed by its juror, and the programs that make packets are sound: what fails here was made by another
program, or altered by somebody who holds the session.
"""

from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import datetime, timedelta

from app.domain.framework.sitting_plan import Part
from app.domain.grading import units_of_part
from app.domain.interview import slides_of
from app.domain.packet_content import GridContent, PacketContent, PartTime
from app.domain.session import ExamSession
from app.domain.timing import Lapse, PhaseClock, PhaseEvent

AHEAD = timedelta(days=1)
"""How far the clock of another laptop may go ahead of this one's: its zone may be wrong, its day may not."""
_YEARS = range(1990, 2200)
_INTEGERS = 2**53
"""What every program reads back as it was written."""


def parts_named(session: ExamSession, content: PacketContent) -> Mapping[tuple[int, str], Part]:
    """The parts that the grids and questions of a packet are about, by candidate and part.

    Raises:
        KeyError: a candidate whom the session does not know, or a part that the candidate does not sit.
    """
    named = {
        *((grid.candidate_id, grid.part_id) for grid in content.grids),
        *((put.candidate_id, put.part_id) for put in content.put_questions),
    }
    return {
        (candidate_id, part_id): session.part_for(session.candidate(candidate_id), part_id)[1]
        for candidate_id, part_id in named
    }


def is_own_work(content: PacketContent) -> bool:
    """Whether every row is its juror's, about candidates whom the packet names."""
    own = content.juror_id
    authors = {
        *(each.juror_id for each in content.recusals),
        *(each.juror_id for each in content.put_questions),
        *(each.author for each in content.own_questions),
        *(each.author_id for each in content.incidents),
    }
    graded = {(grid.candidate_id, grid.part_id) for grid in content.grids}
    spoken_of = {
        *(candidate_id for candidate_id, _part in (*graded, *content.open_grids)),
        *(each.candidate_id for each in content.recusals),
        *(each.candidate_id for each in content.put_questions),
        *(each.candidate_id for each in content.incidents if each.candidate_id is not None),
    }
    put = {(each.author, each.part_id, each.number) for each in content.put_questions}
    asked = {(each.author, each.part_id, each.number) for each in content.own_questions}
    timed = {time.sitting for time in content.times}
    return authors <= {own} and spoken_of <= content.candidates.keys() and timed <= graded and asked <= put


def is_sound(session: ExamSession, content: PacketContent, parts: Mapping[tuple[int, str], Part]) -> bool:
    """Whether this session's programs could have written it: nothing twice, every answer on the scale, lawful times."""
    return (
        _is_writable(replace(content, journal=()))
        and _each_once((grid.candidate_id, grid.part_id) for grid in content.grids)
        and _each_once(time.sitting for time in content.times)
        and all(_is_grid(session, content.juror_id, each, parts) for each in content.grids)
        and all(_is_timer(each, parts[each.sitting]) for each in content.times)
    )


def _is_grid(session: ExamSession, juror_id: int, content: GridContent, parts: Mapping[tuple[int, str], Part]) -> bool:
    """Answers, corrections and facts are about the critères of the part, and are what the grid was locked with."""
    part = parts[content.candidate_id, content.part_id]
    criteria = {criterion.id for unit in units_of_part(session.framework, part) for criterion in unit.criteria}
    named = {
        *content.marks,
        *(line.criterion_id for line in content.corrections),
        *(fact.criterion_id for fact in content.facts if fact.criterion_id is not None),
    }
    seen = set(content.slides) <= set(range(len(slides_of(session, part))))
    if not named <= criteria or not seen or not _each_once(fact.number for fact in content.facts):
        return False
    try:
        grid = content.grid(juror_id, session.framework.scale)
    except KeyError:
        return False
    return grid.content_digest() == content.digest


def _is_timer(time: PartTime, part: Part) -> bool:
    """Each event is lawful after the one before, and each lapse ran through this very part."""
    last: dict[int, PhaseEvent] = {}
    for event in time.events:
        earlier = (last[event.phase],) if event.phase in last else ()
        if event.phase not in range(len(part.phases)) or not PhaseClock(earlier, None).accepts(event.kind):
            return False
        last[event.phase] = event
    return all(_ran_through(time, lapse) for lapse in time.lapses)


def _ran_through(time: PartTime, lapse: Lapse) -> bool:
    if len(lapse.running) != 1 or (lapse.counted is None) is not (lapse.answered_at is None):
        return False
    [ran] = lapse.running
    began = ran.after in range(1, len(time.events) + 1) and time.events[ran.after - 1].phase == ran.phase
    counts = lapse.counted is None or timedelta(0) <= lapse.counted <= lapse.most
    return (ran.candidate_id, ran.part_id) == time.sitting and began and counts


def _each_once(keys: Iterable[object]) -> bool:
    listed = list(keys)
    return len(set(listed)) == len(listed)


def _is_writable(value: object) -> bool:
    """Whether the session file can hold it: moments with their zone, in our time; numbers that are not endless."""
    match value:
        case datetime():
            return value.tzinfo is not None and value.year in _YEARS
        case int():
            return abs(value) < _INTEGERS
        case Mapping():
            return all(_is_writable(each) for each in (*value, *value.values()))
        case tuple():
            return all(_is_writable(each) for each in value)
    if is_dataclass(value):
        return all(_is_writable(getattr(value, each.name)) for each in fields(value))
    return True
