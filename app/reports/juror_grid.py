"""One juror's own grid on one candidate: what was answered, or boxes to tick by hand with the same numbers."""

from collections.abc import Iterator
from itertools import count

from reportlab.platypus import Flowable

from app.domain.anonymity import is_hidden
from app.domain.answer import NOT_OBSERVED
from app.domain.candidate import Candidate
from app.domain.fact_writing import shown as written
from app.domain.framework.content import Criterion
from app.domain.framework.scale import MarkingScale
from app.domain.framework.sitting_plan import Part
from app.domain.grading import Fact as NotedFact
from app.domain.grading import FactKind, Grid
from app.domain.interview import jury_roles, role_of
from app.domain.people import Actor, Person
from app.domain.session import ExamSession
from app.domain.timing import PhaseClock
from app.reports import extracts, naming
from app.reports.layout.blocks import (
    Column,
    Fact,
    InkBox,
    facts_grid,
    gap,
    ink_boxes,
    note,
    paragraph,
    section,
    table,
    title_block,
)
from app.reports.layout.styles import faint
from app.reports.layout.wording import NO_BREAK, Markup, hour, lines
from app.reports.oral_lines import questions_lines, slides_line, slides_to_tick
from app.reports.paper import PaperStamp, print_paper

_TITLE = "Grille d’évaluation du juré"
_UNNAMED = (
    "Le travail écrit se corrige sous identifiant, sur une grille sans nom. Elle figure ici une fois verrouillée."
)
_TO_WRITE = "………………"
_ROOM_FOR_APPRECIATION = 90


def print_juror_grid(session: ExamSession, juror_id: int, candidate_id: int, stamp: PaperStamp) -> bytes:
    """Print what one juror wrote about one candidate; what is not written yet is left to be written by hand.

    Raises:
        KeyError: no juror or no candidate has this id.
    """
    said = extracts.of_juror(session, juror_id, candidate_id)
    juror, candidate = said.person(juror_id), said.candidate(candidate_id)
    story = [*title_block(_TITLE, naming.certification(said)), *facts_grid(list(_facts(said, juror, candidate)))]
    for part in said.expected_parts(candidate):
        if is_hidden(said, Actor(juror_id, juror.name), candidate, part):
            story += section(part.label, note(_UNNAMED))
            continue
        role = role_of(said, juror_id, candidate_id, part) if jury_roles(part) else None
        grid = said.grid(juror_id, candidate_id, part.id)
        story += _part(said, candidate, part, grid, role.label.lower() if role else "")
    return print_paper(said, stamp, _TITLE, story)


def _facts(session: ExamSession, juror: Person, candidate: Candidate) -> Iterator[Fact]:
    sheet = session.sheet
    yield Fact("Membre du jury", juror.name, naming.person_details(juror)[:1])
    number = f"identifiant {candidate.number}" if candidate.number else f"n° {candidate.rank}"
    yield Fact("Candidat", naming.civil_name(candidate), (number,))
    days = f"{naming.days(sheet.starts_on, sheet.ends_on)}, {sheet.place}"
    yield Fact("Session", sheet.ceres_number or session.type.label, (days,))


def blank_part(session: ExamSession, candidate: Candidate, part: Part, role: str) -> list[Flowable]:
    """Print one part with boxes to tick by hand, under the numbers of the filled grid; `role` is the juror's own."""
    return _part(session, candidate, part, Grid(0, candidate.id, part.id), role)


def _part(session: ExamSession, candidate: Candidate, part: Part, grid: Grid, role: str = "") -> list[Flowable]:
    clocks = session.clocks(candidate, part)
    phases = [_phase_line(phase.label, clock) for phase, clock in zip(part.phases, clocks, strict=True)]
    played = [f"Votre rôle : {role}"] if role else []
    is_to_fill = not grid.is_locked and not grid.slides
    slides = slides_to_tick(session, part) if is_to_fill else slides_line(session, part, grid.slides)
    told = note(lines(*phases, *played, *([slides] if slides else [])))
    return section(part.label, told, gap(2), *_answers(session, candidate, part, grid))


def _answers(session: ExamSession, candidate: Candidate, part: Part, grid: Grid) -> Iterator[Flowable]:
    """The critères by compétence, then what belongs to the whole part, then the lock."""
    numbers = count(1)
    shown: set[str] = set()
    for unit in session.grid_units(candidate, part):
        if unit.criteria:
            rows = [_row(next(numbers), criterion, grid, session.framework.scale) for criterion in unit.criteria]
            yield table([Column("N°"), Column(unit.label, 5), Column("Réponse", 2), Column("Faits observés", 4)], rows)
            yield gap(6)
        shown |= {criterion.id for criterion in unit.criteria}
    loose = [fact for fact in grid.facts if fact.criterion_id not in shown]
    seen, judged = _apart(loose)
    yield from _titled("Autres faits observés", seen)
    yield from _titled("Avis du juré, à part des faits", judged)
    yield from _titled("Questions posées", list(questions_lines(session, candidate, part, grid)))
    if grid.appreciation:
        yield from _titled("Appréciation", [naming.as_typed(grid.appreciation)])
    elif not shown:
        yield from ink_boxes([InkBox("Appréciation")], _ROOM_FOR_APPRECIATION)
    yield note(_lock_line(grid))


def _titled(title: str, said: list[str]) -> Iterator[Flowable]:
    """Lines under a small title, nothing when there are none."""
    if said:
        yield paragraph(lines(faint(title), *said))


def _phase_line(label: str, clock: PhaseClock) -> str:
    planned = f" ({naming.lasting(clock.planned)})" if clock.planned else ""
    start = hour(clock.started_at.time()) if clock.started_at else _TO_WRITE
    end = hour(clock.ended_at.time()) if clock.ended_at else _TO_WRITE
    return f"{label}{planned} : de {start} à {end}"


def _row(number: int, criterion: Criterion, grid: Grid, scale: MarkingScale) -> tuple[str, ...]:
    mark = grid.marks.get(criterion.id)
    seen, judged = _apart([fact for fact in grid.facts if fact.criterion_id == criterion.id])
    facts = [*seen, *judged]
    label = criterion.label
    if mark is None:
        return str(number), label, _boxes(scale), lines(*facts) or lines(NO_BREAK, NO_BREAK)
    corrected = [faint(correction.sentence) for correction in grid.corrections_of(criterion.id)]
    return str(number), label, lines(mark.value.label, faint(mark.word), *corrected), lines(*facts)


def _boxes(scale: MarkingScale) -> Markup:
    """A box for each value; points are written by hand beside their maximum and threshold."""
    if scale.points is not None:
        return lines(f"{_TO_WRITE} {scale.point_words}", f"□{NO_BREAK}{NOT_OBSERVED.label}")
    return Markup(f"{NO_BREAK * 2} ".join(f"□{NO_BREAK}{value.label}" for value in scale.answers))


def _apart(facts: list[NotedFact]) -> tuple[list[str], list[str]]:
    """What was seen or said, then what the juror thought of it: a sign and a word begin each judgement."""
    seen = [_fact_line(fact) for fact in facts if fact.kind is not FactKind.JUDGEMENT]
    judged = [f"! Avis, {_fact_line(fact)}" for fact in facts if fact.kind is FactKind.JUDGEMENT]
    return seen, judged


def _fact_line(fact: NotedFact) -> str:
    return f"{hour(fact.at.time())} : {written(fact.kind, fact.text)}"


def _lock_line(grid: Grid) -> str:
    if grid.locked_at:
        return f"Grille verrouillée le {naming.moment(grid.locked_at)}."
    return f"Verrouillage : date {_TO_WRITE} heure {_TO_WRITE} initiales {_TO_WRITE}"
