"""A passage held by the mouse: how far it was brought, by steps of five minutes, and to which row."""

from datetime import timedelta

from PySide6.QtCore import QPointF

from app.ui.widgets.timeline_board import Block
from app.ui.widgets.timeline_places import Places

STEP_MINUTES = 5


class Carry:
    """What the mouse holds since it was pressed on a block; it moves once it was drawn far enough."""

    def __init__(self, places: Places, block: Block, blocks: tuple[Block, ...], held_at: QPointF) -> None:
        self._places = places
        self.block = block
        self.blocks = blocks
        self._held_at = held_at
        self._drawn = False
        self.minutes = 0
        self.row = block.row

    @property
    def moves_something(self) -> bool:
        """Whether letting go would bring anything elsewhere."""
        return self._drawn and (self.minutes != 0 or self.row != self.block.row)

    @property
    def words(self) -> str:
        """The hours it would take."""
        shift = timedelta(minutes=self.minutes)
        first = min(block.starts_at for block in self.blocks) + shift
        last = max(block.ends_at for block in self.blocks) + shift
        return f"{first:%H:%M} → {last:%H:%M}"

    @property
    def spot(self) -> QPointF:
        """Where those words are written: over the first of what is carried."""
        first = min(self.blocks, key=lambda block: (block.row != self.block.row, block.starts_at))
        return self._places.rect_of(first).topLeft() + self.offset_of(first)

    def follow(self, at: QPointF, least: int) -> None:
        """Follow the mouse; nothing moves before it was drawn over `least` pixels."""
        drawn = at - self._held_at
        self._drawn = self._drawn or drawn.manhattanLength() >= least
        if not self._drawn:
            return
        steps = round(self._places.minutes_of(drawn.x()) / STEP_MINUTES)
        self.minutes = steps * STEP_MINUTES
        row = self._places.row_at(at.y())
        rows = self._places.board.rows
        self.row = row if rows[self.block.row].takes_moves and rows[row].takes_moves else self.block.row

    def offset_of(self, block: Block) -> QPointF:
        """How far one of the blocks is drawn from where it stands; those outside the juries keep their row."""
        down = 0.0
        if self._places.board.rows[block.row].takes_moves:
            down = self._places.tops[self.row] - self._places.tops[block.row]
        return QPointF(self.minutes * self._places.scale, down)
