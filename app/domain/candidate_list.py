"""A candidate list: its lines read one by one, then compared with each other.

Nothing is mended in silence (rule 43): a doubtful cell is flagged with the reading proposed, and its line can still be
imported; a line without birth name or first name is rejected. Line numbers are those of the spreadsheet program.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from app.domain.candidate_columns import CandidateField
from app.domain.candidate_line import CandidateLine, CellFault, LineLayout, Row, Severity, read_line
from app.domain.cell_reading import Remark, as_seen, joined
from app.domain.identity import DuplicateKey
from app.domain.written_date import lines_maybe_swapped

_FIELD_ORDER = {name: rank for rank, name in enumerate(CandidateField)}


@dataclass(frozen=True, slots=True)
class ListReading:
    """All lines of a list; `lines_read` counts accepted and rejected ones, not blank lines and totals."""

    lines_read: int
    accepted: tuple[CandidateLine, ...]
    flagged: tuple[CellFault, ...]
    rejected: tuple[CellFault, ...]


def read_lines(layout: LineLayout, rows: Iterable[tuple[int, Row]]) -> ListReading:
    """Read numbered rows into candidates; each faulty cell is told once, with everything there is to say about it."""
    accepted: dict[int, CandidateLine] = {}
    accepted_rows: dict[int, Row] = {}
    faults: list[CellFault] = []
    for line, row in rows:
        reading = read_line(layout, line, row)
        faults.extend(reading.faults)
        if reading.candidate:
            accepted[line] = reading.candidate
            accepted_rows[line] = row
    candidates = tuple(accepted.values())
    for field, remarks in (
        (CandidateField.BIRTH_NAME, _shared(candidates, lambda one: one.key, Remark.SAME_PERSON)),
        (CandidateField.IDENTIFIER, _shared(candidates, lambda one: one.number, Remark.SAME_IDENTIFIER)),
        (CandidateField.BIRTH_DATE, _swapped(layout, accepted_rows)),
    ):
        faults.extend(
            CellFault(line, field, as_seen(layout.cell(line, accepted_rows[line], field)), remark)
            for line, remark in remarks.items()
        )
    rejected = tuple(fault for fault in faults if fault.severity is Severity.REJECTED)
    return ListReading(len(accepted) + len(rejected), candidates, _one_per_cell(faults), rejected)


def _shared(
    candidates: Iterable[CandidateLine], trait: Callable[[CandidateLine], DuplicateKey | str], remark: Remark
) -> dict[int, str]:
    """Say of each line which other lines share the trait with it."""
    lines_of: defaultdict[DuplicateKey | str, list[int]] = defaultdict(list)
    for candidate in candidates:
        if shared := trait(candidate):
            lines_of[shared].append(candidate.line)
    return {
        line: remark.said(lines=", ".join(str(other) for other in lines if other != line))
        for lines in lines_of.values()
        if len(lines) > 1
        for line in lines
    }


def _swapped(layout: LineLayout, rows: dict[int, Row]) -> dict[int, str]:
    """Say which dates may be swapped; one that a person mended is what that person wrote."""
    born = CandidateField.BIRTH_DATE
    column = [
        (line, layout.cell(line, row, born)) for line, row in rows.items() if born not in layout.mended.get(line, ())
    ]
    return dict.fromkeys(sorted(lines_maybe_swapped(column)), Remark.DATE_MAYBE_SWAPPED.said())


def _one_per_cell(faults: Iterable[CellFault]) -> tuple[CellFault, ...]:
    """Join the flagged faults of each cell into one, in the order of the list."""
    cells: dict[tuple[int, int], CellFault] = {}
    for fault in faults:
        if fault.severity is Severity.FLAGGED:
            place = (fault.line, _FIELD_ORDER[fault.field])
            earlier = cells.get(place)
            cells[place] = replace(earlier, reason=joined(earlier.reason, fault.reason)) if earlier else fault
    return tuple(fault for _, fault in sorted(cells.items(), key=lambda item: item[0]))
