"""A grid as packets and kept versions write it, from its rows and back to rows."""

import datetime as dt

from pydantic import TypeAdapter
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.packet_content import CorrectionLine, GridContent, Written
from app.models.journal import JournalRow
from app.models.jury_rows import FactRow, GridRow, MarkCorrectionRow, MarkRow
from app.models.packet_rows import GridVersionRow
from app.services import reading

GRID = TypeAdapter(GridContent)
"""The JSON of one grid."""

_NOTHING: Written = ("", "")


def content_of(row: GridRow, machine: str, locked_at: dt.datetime) -> GridContent:
    """What a grid holds, with the laptop and the moment of its lock."""
    return GridContent(
        candidate_id=row.candidate_id,
        part_id=row.part_id,
        machine=machine,
        locked_at=locked_at,
        digest=row.digest,
        marks={key: (mark.value, mark.word) for key, mark in sorted(row.marks.items())},
        facts=tuple(reading.fact_of(fact) for fact in row.facts),
        corrections=tuple(
            CorrectionLine(
                each.criterion_id,
                each.at,
                _written(each.before, each.before_word),
                _written(each.after, each.after_word),
                each.reason,
            )
            for each in row.corrections
        ),
        appreciation=row.appreciation,
        waiver=row.waiver,
        role=row.role,
        slides=tuple(sorted(row.slides)),
    )


def row_of(juror_id: int, content: GridContent) -> GridRow:
    """The rows of a locked grid."""
    return GridRow(
        juror_id=juror_id,
        candidate_id=content.candidate_id,
        part_id=content.part_id,
        appreciation=content.appreciation,
        waiver=content.waiver,
        locked_at=content.locked_at,
        digest=content.digest,
        role=content.role,
        slides=list(content.slides),
        marks={key: MarkRow(criterion_id=key, value=code, word=word) for key, (code, word) in content.marks.items()},
        facts=[
            FactRow(
                number=fact.number,
                at=fact.at,
                phase=fact.phase,
                text=fact.text,
                criterion_id=fact.criterion_id,
                kind=fact.kind,
            )
            for fact in content.facts
        ],
        corrections=[_correction_row(number, each) for number, each in enumerate(content.corrections, start=1)],
    )


def locked_on(rows: Session, row: GridRow, otherwise: str) -> str:
    """The laptop a grid was locked on: the packet that brought it says so, else the journal, else `otherwise`."""
    key = {"juror_id": row.juror_id, "candidate_id": row.candidate_id, "part_id": row.part_id}
    kept = select(GridVersionRow.machine).filter_by(**key, digest=row.digest, locked_at=row.locked_at)
    if brought := rows.scalars(kept.order_by(GridVersionRow.machine)).first():
        return brought
    entries = select(JournalRow.machine, JournalRow.changes).where(
        JournalRow.table_name == "grid", JournalRow.row_key == f"{row.juror_id}/{row.candidate_id}/{row.part_id}"
    )
    for machine, changes in rows.execute(entries.order_by(JournalRow.at.desc(), JournalRow.number.desc())):
        if changes.get("digest", [None, None])[1] == row.digest:
            return str(machine)
    return otherwise


def _correction_row(number: int, line: CorrectionLine) -> MarkCorrectionRow:
    before, after = line.before or _NOTHING, line.after or _NOTHING
    return MarkCorrectionRow(
        number=number,
        criterion_id=line.criterion_id,
        at=line.at,
        before=before[0],
        before_word=before[1],
        after=after[0],
        after_word=after[1],
        reason=line.reason,
    )


def _written(code: str, word: str) -> Written | None:
    return (code, word) if code else None
