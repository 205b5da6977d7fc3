"""The columns of the day's table: hour, candidate, parts, and the button of each row."""

from app.domain.next_step import Progress
from app.ui.screens.day.state import PartMark, Row
from app.ui.tokens import Tone
from app.ui.widgets.chip import SIGN_CURRENT, SIGN_NO, SIGN_TODO, SIGN_WARNING, SIGN_YES, ChipText
from app.ui.widgets.rows_model import Cell, Column, RowAct

_LOOKS = {
    Progress.DONE: (Tone.YES, SIGN_YES),
    Progress.UNDER_WAY: (Tone.ACCENT, SIGN_CURRENT),
    Progress.TO_COME: (Tone.NEUTRAL, SIGN_TODO),
    Progress.NOT_SAT: (Tone.NEUTRAL, SIGN_NO),
    Progress.CUT_SHORT: (Tone.WARNING, SIGN_WARNING),
}


def columns() -> tuple[Column[Row], ...]:
    """The columns, from left to right; the button stands after them."""
    return (
        Column("Heure", _hour, order=_hour_order),
        Column("Candidat", _candidate, weight=1),
        Column("Parties", _parts, tooltip=_parts_in_words, letters=_letters_shown),
    )


def row_act(row: Row) -> RowAct:
    """The next step as a button."""
    return RowAct(row.step.label, row.refusal)


def _hour(row: Row) -> Cell:
    return Cell(row.hour or "–", strong=True)


def _hour_order(row: Row) -> str:
    return row.hour or "~"


def _candidate(row: Row) -> Cell:
    second = " · ".join(part for part in (*row.late, row.number, row.path) if part)
    chips = tuple(ChipText(sign) for sign in row.signs)
    return Cell(row.name, second, chips, strong=True, stacked=True)


def _parts(row: Row) -> Cell:
    if row.absence:
        return Cell(chips=(ChipText(row.absence_sign, Tone.NO, SIGN_NO, said=row.absence),))
    if row.departure:
        begun = (mark for mark in row.parts if mark.progress not in (Progress.TO_COME, Progress.NOT_SAT))
        stopped = ChipText(row.departure, Tone.WARNING, SIGN_WARNING)
        return Cell(chips=(stopped, *(_chip(mark) for mark in begun)))
    return Cell(chips=tuple(_chip(mark) for mark in row.parts))


def _letters_shown(row: Row) -> int:
    return sum(len(chip.shown) for chip in _parts(row).chips)


def _chip(mark: PartMark) -> ChipText:
    tone, sign = _LOOKS[mark.progress]
    return ChipText(mark.short, tone, sign, outlined=mark.progress is Progress.UNDER_WAY, said=_in_words(mark))


def _parts_in_words(row: Row) -> str:
    told = (*((row.departure,) if row.departure else ()), *row.late, *(_in_words(mark) for mark in row.parts))
    return row.absence or "\n".join(told)


def _in_words(mark: PartMark) -> str:
    return f"{mark.label} : {mark.progress.value}"
