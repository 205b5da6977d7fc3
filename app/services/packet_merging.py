"""One packet into the session. Each rule is blind to order: the same packets leave the same session, however they came.

Sets grow by union (versions of grids, recusals, incidents); what holds one value only keeps the first or the fullest,
by an order that every laptop agrees on. What the jury began to decide on changes no more.
"""

import base64
from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.conduct import Incident
from app.domain.merging import GridId
from app.domain.packet_content import GridContent, JurorStanding, PacketContent, PartTime, time_of
from app.domain.people import Recusal
from app.domain.question_guide import GuideQuestion, PutQuestion
from app.domain.session import ExamSession
from app.models.desk_rows import PutQuestionRow, QuestionRow
from app.models.jury_rows import GridRow, PhaseEventRow
from app.models.packet_rows import GridChoiceRow, GridVersionRow
from app.models.people_rows import PersonRow, RecusalRow
from app.models.session_rows import IncidentRow
from app.services import agreement, grid_versions, lapses
from app.services.desk import Desk
from app.services.grid_contents import GRID
from app.services.packet_contents import standing_of
from app.services.timing import add_event


def merge(desk: Desk, rows: Session, session: ExamSession, content: PacketContent) -> None:
    """Take a packet in, within an act that found it sound and the session open."""
    content = _without_settled(content, session.settled)
    _take_standing(rows, content.juror_id, content.standing)
    for grid in content.grids:
        _take_grid(desk, rows, content.juror_id, grid, may_stand=grid.candidate_id not in session.settled)
    for recusal in content.recusals:
        _take_recusal(rows, recusal)
    for question in content.own_questions:
        _take_own_question(rows, question)
    for put in content.put_questions:
        _take_put_question(rows, put)
    for time in content.times:
        _take_time(rows, session, time)
    _take_incidents(rows, content.incidents)


def _without_settled(content: PacketContent, settled: frozenset[int]) -> PacketContent:
    """The packet but for what would change a candidate whom the jury began to decide on; grids are kept on record.

    A recusal always enters: whoever is linked to a candidate has no part in the decision, however late it is learnt
    (rules 6 and 7).
    """
    return replace(
        content,
        put_questions=tuple(each for each in content.put_questions if each.candidate_id not in settled),
        times=tuple(each for each in content.times if each.candidate_id not in settled),
    )


def _take_standing(rows: Session, juror_id: int, theirs: JurorStanding) -> None:
    """The earliest declaration, and the code with its certificate every laptop agrees on; none forgotten returns."""
    row = rows.get_one(PersonRow, juror_id)
    ours = standing_of(row)
    row.declared_at = min(filter(None, (ours.declared_at, theirs.declared_at)), default=None)
    if theirs.rank < ours.rank:
        row.pin_hash, row.pin_chosen_at, row.pin_turn = theirs.pin_hash, theirs.pin_chosen_at, theirs.pin_turn
        row.certificate = base64.b64decode(theirs.certificate) or None
        row.encrypted_key = base64.b64decode(theirs.encrypted_key) or None


def _take_grid(desk: Desk, rows: Session, juror_id: int, content: GridContent, *, may_stand: bool) -> None:
    """Put a version on record, and let the one locked first stand where nothing was written here nor chosen."""
    grid: GridId = (juror_id, content.candidate_id, content.part_id)
    grid_versions.keep_standing(desk, rows, grid)
    known = {(each.digest, each.machine, each.locked_at) for each in grid_versions.versions_of(rows, grid)}
    if (content.digest, content.machine, content.locked_at) not in known:
        grid_versions.keep(rows, juror_id, content, stood_here=False)
    row, versions = rows.get(GridRow, grid), grid_versions.versions_of(rows, grid)
    if not may_stand or rows.get(GridChoiceRow, grid) is not None or _was_written_here(row, versions):
        return
    received = [GRID.validate_python(each.content) for each in versions if not each.stood_here]
    first = min(received, key=lambda version: version.rank)
    if row is None or (row.digest, row.locked_at) != (first.digest, first.locked_at):
        grid_versions.put_in_place(rows, juror_id, first)


def _was_written_here(row: GridRow | None, versions: Sequence[GridVersionRow]) -> bool:
    if row is None:
        return False
    if row.locked_at is None:
        return bool(row.marks or row.facts or row.appreciation.strip() or row.slides)
    return any(each.stood_here and (each.digest, each.locked_at) == (row.digest, row.locked_at) for each in versions)


def _take_recusal(rows: Session, recusal: Recusal) -> None:
    row = rows.get(RecusalRow, (recusal.juror_id, recusal.candidate_id))
    if row is None:
        agreement.drop(rows, recusal.candidate_id)
        row = RecusalRow(juror_id=recusal.juror_id, candidate_id=recusal.candidate_id)
        row.kind, row.reason = recusal.kind, recusal.reason
        rows.add(row)
    elif (recusal.kind.value, recusal.reason) < (row.kind.value, row.reason):
        row.kind, row.reason = recusal.kind, recusal.reason


def _take_own_question(rows: Session, question: GuideQuestion) -> None:
    row = rows.get(QuestionRow, (question.author, question.part_id, question.number))
    if row is None:
        row = QuestionRow(author=question.author, part_id=question.part_id, number=question.number)
        row.unit_id, row.text = question.unit_id, question.text
        rows.add(row)
    elif (question.text, question.unit_id) < (row.text, row.unit_id):
        row.unit_id, row.text = question.unit_id, question.text


def _take_put_question(rows: Session, put: PutQuestion) -> None:
    """What became of a question: the latest word on it."""
    row = rows.get(PutQuestionRow, (put.juror_id, put.candidate_id, put.part_id, put.author, put.number))
    if row is None:
        row = PutQuestionRow(
            juror_id=put.juror_id,
            candidate_id=put.candidate_id,
            part_id=put.part_id,
            author=put.author,
            number=put.number,
            state=put.state,
            at=put.at,
        )
        rows.add(row)
    elif (put.at, put.state.value) > (row.at, row.state.value):
        row.state, row.at = put.state, put.at


def _take_time(rows: Session, session: ExamSession, time: PartTime) -> None:
    """The timer of one part: whichever laptop followed it further, with its lapses, whole, never two mixed."""
    if time.rank <= time_of(session, time.sitting).rank:
        return
    for row in rows.scalars(select(PhaseEventRow).filter_by(candidate_id=time.candidate_id, part_id=time.part_id)):
        rows.delete(row)
    rows.flush()
    for event in time.events:
        add_event(rows, time.sitting, event.phase, event.kind, event.at, event.reason)
    lapses.put_in_place(rows, time)


def _take_incidents(rows: Session, incidents: Sequence[Incident]) -> None:
    found = rows.scalars(select(IncidentRow)).all()
    known = {(row.author_id, row.at, row.text, row.candidate_id) for row in found}
    number = max((row.number for row in found), default=0)
    for each in incidents:
        if (each.author_id, each.at, each.text, each.candidate_id) not in known:
            number += 1
            rows.add(
                IncidentRow(
                    number=number, at=each.at, text=each.text, candidate_id=each.candidate_id, author_id=each.author_id
                )
            )
