"""What a juror does at the desk: open a grid, mark, note facts, write an appreciation, lock.

Marking is the program's most frequent act: it touches two rows and the journal, nothing else.
"""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.anonymity import is_hidden, name_told
from app.domain.answer import Answer
from app.domain.counting import counted
from app.domain.decision import holds_score
from app.domain.faults import DomainError, Fault
from app.domain.framework.terms import FrameworkKind, ModalityType
from app.domain.grading import FactKind, Grid, Mark, gaps_of
from app.domain.people import Actor
from app.domain.rules.grading_rules import open_before_final
from app.domain.session import ExamSession
from app.models.jury_rows import FactRow, GridRow, MarkCorrectionRow, MarkRow
from app.services import reading
from app.services.desk import Desk, require_juror, require_voice
from app.services.grid_versions import follow
from app.services.waivers import require_expected


@dataclass(frozen=True, slots=True)
class GridKey:
    """A candidate's part, as one juror's grid is found."""

    candidate_id: int
    part_id: str


@dataclass(frozen=True, slots=True)
class SavedGrid:
    """A grid as it stands on disk, and the time at which it was saved."""

    grid: Grid
    saved_at: dt.datetime


def open_grid(desk: Desk, actor: Actor, key: GridKey, waiver: str = "", called: str = "") -> SavedGrid:
    """Open the juror's own grid for a present candidate, creating it at the first opening.

    Args:
        desk: the open session.
        actor: the juror at the keyboard.
        key: the candidate and the part.
        waiver: why the entretien final is opened before the other grids are locked (rule 18).
        called: what a refusal calls the candidate; left out, the name, or the identifier of a copy without one.

    Raises:
        DomainError: not a juror, not declared, recused, candidate not present or gone before this part, part not sat
            or done without, or the entretien final opened too early without a reason.
    """
    juror_id = require_juror(actor)
    with desk.write(actor, waiver) as rows:
        grid = reading.grid_of(desk, rows, juror_id, key.candidate_id, key.part_id)
        if grid is None:
            require_expected(rows, (juror_id, key.candidate_id, key.part_id))
            _require_right_to_open(reading.session_of(desk, rows), actor, key, waiver, called)
            rows.add(GridRow(juror_id=juror_id, candidate_id=key.candidate_id, part_id=key.part_id, waiver=waiver))
            grid = Grid(juror_id, key.candidate_id, key.part_id, waiver=waiver)
    return SavedGrid(grid, desk.now())


def _require_right_to_open(session: ExamSession, actor: Actor, key: GridKey, waiver: str, called: str) -> None:
    juror_id = require_juror(actor)
    person, candidate = session.person(juror_id), session.candidate(key.candidate_id)
    if not person.function.evaluates:
        raise DomainError(Fault.NO_GRID_FOR_FUNCTION, name=person.name, function=person.function.label)
    if person.declared_at is None:
        raise DomainError(Fault.DECLARATION_MISSING, name=person.name)
    sat = next((pair for pair in session.parts_for(candidate) if pair[1].id == key.part_id), None)
    told = called or name_told(session, actor, candidate, sat[1] if sat else None)
    require_voice(session, candidate, juror_id, told)
    if not candidate.is_present:
        if sat is not None and is_hidden(session, actor, candidate, sat[1]):
            raise DomainError(Fault.COPY_NOT_YET, copy=told)
        raise DomainError(Fault.CANDIDATE_NOT_PRESENT, candidate=told)
    if sat is None:
        raise DomainError(Fault.PART_UNKNOWN, candidate=told, part=key.part_id)
    modality, part = sat
    left = candidate.left_for_good
    if left is not None and part in session.parts_not_sat(candidate):
        at = f"{left.at:%H:%M}"
        raise DomainError(Fault.PART_NOT_SAT, candidate=told, part=part.label, kind=left.kind.word, at=at)
    waiting = open_before_final(session, juror_id, candidate.id)
    if modality.type is ModalityType.FINAL_INTERVIEW and waiting and not waiver.strip():
        raise DomainError(Fault.FINAL_INTERVIEW_EARLY, candidate=candidate.name, parts=", ".join(waiting))


def mark(desk: Desk, actor: Actor, key: GridKey, criterion_id: str, value: Answer | None, word: str = "") -> SavedGrid:
    """Answer one critère, or take the answer back with None.

    Raises:
        DomainError: the grid is not open to this juror or is locked, or it has no such critère or its scale no such
            answer.
        EnvironmentFault: the answer could not be written; the earlier one stands.
    """
    juror_id = require_juror(actor)
    with desk.write(actor) as rows:
        row = require_open(rows, juror_id, key)
        _require_criterion(desk, rows, key, criterion_id)
        _require_on_scale(desk, value)
        _write_mark(row, criterion_id, value, word, desk.now())
        grid = own_grid(desk, rows, juror_id, key)
    return SavedGrid(grid, desk.now())


def note_fact(
    desk: Desk,
    actor: Actor,
    key: GridKey,
    text: str,
    phase: str = "",
    *,
    kind: FactKind = FactKind.OBSERVED,
    at: dt.datetime | None = None,
) -> SavedGrid:
    """Write down an observed fact, stamped with the time and the phase.

    Args:
        desk: the open session.
        actor: the juror at the keyboard.
        key: the candidate and the part.
        text: what was seen, heard or thought.
        phase: the label of the phase that ran.
        kind: which of the three it is.
        at: when the juror began to write it; now when it is not told, and never later than now.

    Raises:
        DomainError: the text is empty, or the grid is not open to this juror or locked.
    """
    juror_id = require_juror(actor)
    if not text.strip():
        raise DomainError(Fault.FACT_EMPTY)
    with desk.write(actor) as rows:
        row = require_open(rows, juror_id, key)
        last = rows.scalar(select(func.max(FactRow.number)).where(FactRow.juror_id == juror_id)) or 0
        now = desk.now()
        seen = min(at or now, now)
        row.facts.append(FactRow(number=last + 1, at=seen, phase=phase, text=text.strip(), kind=kind))
        grid = own_grid(desk, rows, juror_id, key)
    return SavedGrid(grid, desk.now())


def amend_fact(desk: Desk, actor: Actor, key: GridKey, number: int, kind: FactKind, text: str) -> SavedGrid:
    """Correct what a fact says or what it is; its time, phase and critère stay, and the journal keeps the old words.

    Raises:
        DomainError: the text is empty, the grid is not open to this juror or locked, or the fact is not on it.
    """
    juror_id = require_juror(actor)
    if not text.strip():
        raise DomainError(Fault.FACT_EMPTY)
    with desk.write(actor) as rows:
        fact = _require_fact(require_open(rows, juror_id, key), number)
        fact.kind, fact.text = kind, text.strip()
        grid = own_grid(desk, rows, juror_id, key)
    return SavedGrid(grid, desk.now())


def remove_fact(desk: Desk, actor: Actor, key: GridKey, number: int) -> SavedGrid:
    """Take a fact off an open grid; the journal keeps what it said.

    Raises:
        DomainError: the grid is not open to this juror or locked, or the fact is not on it.
    """
    juror_id = require_juror(actor)
    with desk.write(actor) as rows:
        row = require_open(rows, juror_id, key)
        row.facts.remove(_require_fact(row, number))
        rows.flush()
        grid = own_grid(desk, rows, juror_id, key)
    return SavedGrid(grid, desk.now())


def attach_fact(desk: Desk, actor: Actor, key: GridKey, number: int, criterion_id: str | None) -> SavedGrid:
    """Attach a fact to a critère of the same grid, or detach it with None.

    Raises:
        DomainError: the grid is not open to this juror or locked, or the critère or fact is not on it.
    """
    juror_id = require_juror(actor)
    with desk.write(actor) as rows:
        row = require_open(rows, juror_id, key)
        if criterion_id is not None:
            _require_criterion(desk, rows, key, criterion_id)
        _require_fact(row, number).criterion_id = criterion_id
        grid = own_grid(desk, rows, juror_id, key)
    return SavedGrid(grid, desk.now())


def write_appreciation(desk: Desk, actor: Actor, key: GridKey, text: str) -> SavedGrid:
    """Write the appreciation of a part: what the candidate may ask to read.

    Raises:
        DomainError: the grid is not open to this juror or locked, or a titre professionnel's text holds a score.
    """
    juror_id = require_juror(actor)
    if desk.framework.kind is FrameworkKind.MINISTRY_TITLE and holds_score(text):
        raise DomainError(Fault.SCORE_FORBIDDEN)
    with desk.write(actor) as rows:
        row = require_open(rows, juror_id, key)
        row.appreciation = text.strip()
        grid = own_grid(desk, rows, juror_id, key)
    return SavedGrid(grid, desk.now())


def lock(desk: Desk, actor: Actor, key: GridKey) -> SavedGrid:
    """Lock a complete grid; it then commits to its content by hash.

    Raises:
        DomainError: something is missing; the sentence says how much.
    """
    juror_id = require_juror(actor)
    with desk.write(actor) as rows:
        row, session = require_open(rows, juror_id, key), reading.session_of(desk, rows)
        candidate = session.candidate(key.candidate_id)
        part = session.part_for(candidate, key.part_id)[1]
        gaps = gaps_of(own_grid(desk, rows, juror_id, key), session.grid_units(candidate, part))
        if gaps:
            raise DomainError(Fault.GRID_INCOMPLETE, part=part.label, gaps=counted(len(gaps), "élément"))
        row.locked_at, row.reopened = desk.now(), ""
        row.digest = own_grid(desk, rows, juror_id, key).content_digest()
        grid = own_grid(desk, rows, juror_id, key)
    return SavedGrid(grid, desk.now())


def unlock(desk: Desk, actor: Actor, key: GridKey, reason: str) -> SavedGrid:
    """Open one's own locked grid again, with a reason that the journal keeps.

    Raises:
        DomainError: no reason, or the jury already took a position or a decision on this candidate.
    """
    juror_id = require_juror(actor)
    if not reason.strip():
        raise DomainError(Fault.REASON_MISSING)
    with desk.write(actor, reason) as rows:
        row = _require_reopenable(desk, rows, juror_id, key, reason)
        row.locked_at, row.digest, row.reopened = None, "", reason.strip()
        grid = own_grid(desk, rows, juror_id, key)
    return SavedGrid(grid, desk.now())


def correct(desk: Desk, actor: Actor, key: GridKey, criterion_id: str, mark: Mark, reason: str) -> SavedGrid:
    """Change one answer of one's own locked grid; old, new and reason stay on it, and it is locked again at once.

    Raises:
        DomainError: no reason, a « non observé » without its word, a grid that is not locked, no such critère or
            answer, or the jury already took a position or a decision on this candidate.
    """
    juror_id = require_juror(actor)
    if not reason.strip():
        raise DomainError(Fault.REASON_MISSING)
    if mark.value.is_not_observed and not mark.word.strip():
        raise DomainError(Fault.WORD_MISSING)
    with desk.write(actor, reason) as rows:
        row = _require_reopenable(desk, rows, juror_id, key, reason)
        if row.locked_at is None:
            raise DomainError(Fault.GRID_NOT_LOCKED)
        _require_criterion(desk, rows, key, criterion_id)
        _require_on_scale(desk, mark.value)
        row.reopened = reason.strip()
        _write_mark(row, criterion_id, mark.value, mark.word, desk.now())
        row.locked_at, row.reopened = desk.now(), ""
        row.digest = own_grid(desk, rows, juror_id, key).content_digest()
        grid = own_grid(desk, rows, juror_id, key)
    return SavedGrid(grid, desk.now())


def _require_reopenable(desk: Desk, rows: Session, juror_id: int, key: GridKey, reason: str) -> GridRow:
    row = rows.get(GridRow, (juror_id, key.candidate_id, key.part_id))
    if row is None:
        raise DomainError(Fault.GRID_NOT_OPEN)
    session = reading.session_of(desk, rows)
    if key.candidate_id in session.settled:
        raise DomainError(Fault.DELIBERATION_BEGUN, candidate=session.candidate(key.candidate_id).name)
    follow(rows, session, row, reason, desk.now())
    return row


def _write_mark(row: GridRow, criterion_id: str, value: Answer | None, word: str, at: dt.datetime) -> None:
    """Change one answer; on a grid that was locked once, the old and the new one stay beside each other."""
    current = row.marks.get(criterion_id)
    before = (current.value, current.word) if current is not None else ("", "")
    after = (value.code, word.strip()) if value is not None else ("", "")
    if row.reopened and before != after:
        row.corrections.append(
            MarkCorrectionRow(
                number=len(row.corrections) + 1,
                criterion_id=criterion_id,
                at=at,
                before=before[0],
                before_word=before[1],
                after=after[0],
                after_word=after[1],
                reason=row.reopened,
            )
        )
    if value is None:
        row.marks.pop(criterion_id, None)
    elif current is None:
        row.marks[criterion_id] = MarkRow(criterion_id=criterion_id, value=after[0], word=after[1])
    else:
        current.value, current.word = after


def require_open(rows: Session, juror_id: int, key: GridKey) -> GridRow:
    """The juror's own grid while it can be written.

    Raises:
        DomainError: it was never opened, is done without, or is locked.
    """
    grid = (juror_id, key.candidate_id, key.part_id)
    row = rows.get(GridRow, grid)
    if row is None:
        raise DomainError(Fault.GRID_NOT_OPEN)
    require_expected(rows, grid)
    if row.locked_at is not None:
        raise DomainError(Fault.GRID_LOCKED, at=f"{row.locked_at:%H:%M}")
    return row


def _require_fact(row: GridRow, number: int) -> FactRow:
    for fact in row.facts:
        if fact.number == number:
            return fact
    raise DomainError(Fault.FACT_UNKNOWN, number=number)


def _require_criterion(desk: Desk, rows: Session, key: GridKey, criterion_id: str) -> None:
    if criterion_id not in desk.criteria_of_grid(rows, key.candidate_id, key.part_id):
        raise DomainError(Fault.CRITERION_UNKNOWN, criterion=criterion_id, part=key.part_id)


def _require_on_scale(desk: Desk, value: Answer | None) -> None:
    if value is not None and value not in desk.framework.scale.answers:
        raise DomainError(Fault.MARK_UNKNOWN, value=value.label, values=desk.framework.scale.words)


def own_grid(desk: Desk, rows: Session, juror_id: int, key: GridKey) -> Grid:
    """The juror's grid as the transaction leaves it."""
    grid = reading.grid_of(desk, rows, juror_id, key.candidate_id, key.part_id)
    assert grid is not None, "the grid was just found open"  # noqa: S101 - the row is locked by this transaction
    return grid
