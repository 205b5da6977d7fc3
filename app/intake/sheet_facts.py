"""What is found out about a sheet beside the values that the workbook reader gives."""

from dataclasses import dataclass, field
from typing import TypeAlias

from app.domain.cell_reading import CellState

Place: TypeAlias = tuple[int, int]
"""Row and column of a cell, counted from 0."""


@dataclass(slots=True)
class SheetFacts:
    """One sheet: how far its values reach (0: not far), and the cells that show something else than they hold.

    Attributes:
        last_row: The last row with a value, counted from 1.
        last_column: The last column with a value, counted from 1.
        valueless: The formulas without a recorded result, and the errors.
        digits: How many digits the spreadsheet program shows of a number, zeros added in front.
        shown: The text that the file itself gives for a number.
        merged: For the first cell of those merged together, their last cell.
    """

    last_row: int = 0
    last_column: int = 0
    valueless: dict[Place, CellState] = field(default_factory=dict)
    digits: dict[Place, int] = field(default_factory=dict)
    shown: dict[Place, str] = field(default_factory=dict)
    merged: dict[Place, Place] = field(default_factory=dict)
