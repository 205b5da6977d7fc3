"""One sheet of raw cells, each at the place where the spreadsheet program shows it."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.cell_reading import Cell


@dataclass(frozen=True, slots=True)
class Sheet:
    """Raw cells; `rows[0]` is line 1, empty lines included. An empty cell is an empty text."""

    name: str
    rows: Sequence[Sequence[Cell]]
    dates_from_1904: bool = False
    is_hidden: bool = False
