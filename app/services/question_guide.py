"""The question guide: the responsable's text, a juror's own questions, and what became of each before a candidate."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.faults import DomainError, Fault
from app.domain.framework.sitting_plan import Part
from app.domain.grading import units_of_session
from app.domain.people import Actor
from app.domain.question_guide import FROM_FRAMEWORK, FROM_MANAGER, GuideQuestion, PutQuestion, QuestionState
from app.domain.question_text import GuideLine
from app.intake import question_file
from app.models.desk_rows import PutQuestionRow, QuestionRow
from app.services.desk import Desk, require_juror, require_manager, require_member
from app.services.grading import GridKey, require_open

LONGEST_QUESTION = 500
"""Signs of a question: more would not be read in front of a candidate."""


def read_text(path: Path) -> str:
    """The text of a guide in a file, .txt or .md, whatever its encoding.

    Raises:
        DomainError: it is empty, far too large, or no text.
        EnvironmentFault: it is missing or may not be read.
    """
    return question_file.read_text(path)


def write_guide(desk: Desk, actor: Actor, part_id: str, lines: Sequence[GuideLine]) -> dt.datetime:
    """Give a part the responsable's questions, in the place of those that it had.

    Raises:
        DomainError: not the responsable, no such part or compétence, an empty or endless question, or a question that
            was already put would change or go.
    """
    require_manager(actor)
    part = _part(desk, part_id)
    kept = [GuideLine(line.unit_id, _text(line.text)) for line in lines]
    for line in kept:
        _require_unit(desk, part, line.unit_id)
    with desk.write(actor) as rows:
        before = {
            row.number: row for row in rows.scalars(select(QuestionRow).filter_by(author=FROM_MANAGER, part_id=part_id))
        }
        in_use = _numbers_put(rows, part_id)
        numbers = _numbers_for(kept, [(before[number].text, number) for number in sorted(in_use & before.keys())])
        for number in before.keys() - set(numbers):
            rows.delete(before[number])
        for number, line in zip(numbers, kept, strict=True):
            row = before.get(number) or QuestionRow(author=FROM_MANAGER, part_id=part_id, number=number)
            row.unit_id, row.text = line.unit_id, line.text
            rows.add(row)
    return desk.now()


def _numbers_for(lines: Sequence[GuideLine], in_use: Sequence[tuple[str, int]]) -> list[int]:
    """A number for each line: its own for a question already put, else those that follow, in the order of the text."""
    held = dict(in_use)
    following = iter(range(max(held.values(), default=0) + 1, max(held.values(), default=0) + len(lines) + 1))
    numbers = [held.pop(line.text) if line.text in held else next(following) for line in lines]
    if held:
        raise DomainError(Fault.QUESTION_PUT, text=next(iter(held)))
    return numbers


def add_own(desk: Desk, actor: Actor, key: GridKey, unit_id: str, text: str) -> GuideQuestion:
    """Add a question of one's own to a part; no other juror reads it.

    Raises:
        DomainError: not this candidate's juror or the grid is locked, no such compétence, or an empty or endless text.
    """
    juror_id = require_juror(actor)
    part, words = _part(desk, key.part_id), _text(text)
    _require_unit(desk, part, unit_id)
    with desk.write(actor) as rows:
        require_open(rows, juror_id, key)
        last = select(func.max(QuestionRow.number)).filter_by(author=juror_id, part_id=part.id)
        number = (rows.scalar(last) or 0) + 1
        rows.add(QuestionRow(author=juror_id, part_id=part.id, number=number, unit_id=unit_id, text=words))
    return GuideQuestion(juror_id, part.id, number, unit_id, words)


def withdraw_own(desk: Desk, actor: Actor, part_id: str, number: int) -> dt.datetime:
    """Take one's own question back.

    Raises:
        DomainError: not a member of the jury, no such question, or it was already put to a candidate.
    """
    with desk.write(actor) as rows:
        juror_id = require_member(rows, actor)
        row = rows.get(QuestionRow, (juror_id, part_id, number))
        if row is None:
            raise DomainError(Fault.QUESTION_UNKNOWN)
        if number in _numbers_put(rows, part_id, juror_id):
            raise DomainError(Fault.QUESTION_PUT, text=row.text)
        rows.delete(row)
    return desk.now()


def put(
    desk: Desk, actor: Actor, key: GridKey, author: int, number: int, state: QuestionState | None
) -> PutQuestion | None:
    """Note what became of a question before a candidate, or that it was not put after all with None.

    Raises:
        DomainError: the grid is not open to this juror or is locked, or the guide of this juror has no such question.
    """
    juror_id = require_juror(actor)
    with desk.write(actor) as rows:
        require_open(rows, juror_id, key)
        _require_readable(desk, rows, juror_id, key.part_id, (author, number))
        row = rows.get(PutQuestionRow, (juror_id, key.candidate_id, key.part_id, author, number))
        if state is None:
            if row is not None:
                rows.delete(row)
            return None
        if row is None:
            row = PutQuestionRow(
                juror_id=juror_id, candidate_id=key.candidate_id, part_id=key.part_id, author=author, number=number
            )
            rows.add(row)
        row.state, row.at = state, desk.now()
        return PutQuestion(juror_id, key.candidate_id, key.part_id, author, number, state, row.at)


def _part(desk: Desk, part_id: str) -> Part:
    final = desk.session_type.final_interview_if_last
    parts = [*(part for _modality, part in desk.session_type.parts()), *(final.parts if final else ())]
    part = next((part for part in parts if part.id == part_id), None)
    if part is None:
        raise DomainError(Fault.GUIDE_WITHOUT_PART, part=part_id, known=", ".join(each.id for each in parts))
    return part


def _text(text: str) -> str:
    words = " ".join(text.split())
    if not words:
        raise DomainError(Fault.QUESTION_EMPTY)
    if len(words) > LONGEST_QUESTION:
        raise DomainError(Fault.QUESTION_TOO_LONG, count=len(words), most=LONGEST_QUESTION, text=words[:40])
    return words


def _require_unit(desk: Desk, part: Part, unit_id: str) -> None:
    known = [*part.skills, *part.blocs] or [unit.id for unit in units_of_session(desk.framework, desk.session_type)]
    if unit_id and unit_id not in known:
        raise DomainError(Fault.QUESTION_UNIT_UNKNOWN, unit=unit_id, part=part.label, known=", ".join(known))


def _require_readable(desk: Desk, rows: Session, juror_id: int, part_id: str, question: tuple[int, int]) -> None:
    author, number = question
    if author == FROM_FRAMEWORK:
        known = 1 <= number <= len(_part(desk, part_id).questions)
    else:
        known = author in (FROM_MANAGER, juror_id) and rows.get(QuestionRow, (author, part_id, number)) is not None
    if not known:
        raise DomainError(Fault.QUESTION_UNKNOWN)


def _numbers_put(rows: Session, part_id: str, author: int = FROM_MANAGER) -> set[int]:
    return set(rows.scalars(select(PutQuestionRow.number).filter_by(author=author, part_id=part_id)))
