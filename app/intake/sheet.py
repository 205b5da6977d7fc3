"""One sheet of raw cells, each at the place where the spreadsheet program shows it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.domain.cell_reading import Cell


@dataclass(frozen=True, slots=True)
class Sheet:
    """Raw cells; `rows[0]` is line 1, empty lines included. An empty cell is an empty text.

    `merged` gives, for the first cell of those merged sideways, their last column (row and columns counted from 0);
    `tells_merged` says whether the file knows of merged cells at all.
    """

    name: str
    rows: Sequence[Sequence[Cell]]
    dates_from_1904: bool = False
    is_hidden: bool = False
    merged: Mapping[tuple[int, int], int] = field(default_factory=dict)
    tells_merged: bool = False
