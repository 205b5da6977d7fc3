"""What a timeline shows, frozen: rows downwards, blocks across, and how the keyboard walks among them. No Qt here.

Blocks of a row that overlap are laid in lanes, one under the other, so that nothing hides behind anything.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum
from functools import cached_property

from app.ui.tokens import Tone

_NEVER = datetime.combine(date.min, time.min)


class Way(Enum):
    """Where an arrow leads."""

    BEFORE = "before"
    AFTER = "after"
    ABOVE = "above"
    BELOW = "below"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the timeline: a room, a jury, everybody; `takes_moves` lets a passage be brought there."""

    title: str
    second: str = ""
    takes_moves: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """One stretch of time in one row.

    Attributes:
        key: What tells it from the others.
        row: Place of its row.
        starts_at: Its first minute.
        ends_at: The minute after its last.
        words: What is written in it, from the longest wording to the shortest: the first that fits is taken.
        second: The line under it, where there is room.
        spoken: All of it, for screen readers and on hovering.
        tone: Its colour; the words say the same.
        chain: Blocks of one chain are one person's passage: they are marked and moved together.
        above: Whose passage begins here, written over the block.
        movable: Whether it may be moved.
        faulty: Hatched and signed: it breaks a rule of the planning.
    """

    key: int
    row: int
    starts_at: datetime
    ends_at: datetime
    words: tuple[str, ...]
    second: str = ""
    spoken: str = ""
    tone: Tone = Tone.NEUTRAL
    chain: int | None = None
    above: str = ""
    movable: bool = True
    faulty: bool = False

    @property
    def middle(self) -> datetime:
        """The instant halfway through it."""
        return self.starts_at + (self.ends_at - self.starts_at) / 2


@dataclass(frozen=True)
class Board:
    """One day on a timeline.

    Attributes:
        rows: From top to bottom.
        blocks: In any order.
        starts_at: The first hour shown.
        ends_at: The last hour shown.
        now: Where the line of the present stands; None on another day.
    """

    rows: tuple[Row, ...] = ()
    blocks: tuple[Block, ...] = ()
    starts_at: datetime = _NEVER
    ends_at: datetime = _NEVER
    now: datetime | None = None

    @property
    def minutes(self) -> int:
        """How many minutes are shown."""
        return int((self.ends_at - self.starts_at) / timedelta(minutes=1))

    def in_row(self, row: int) -> list[Block]:
        """The blocks of one row, in the order of time."""
        return sorted(
            (block for block in self.blocks if block.row == row),
            key=lambda block: (block.starts_at, block.ends_at, block.key),
        )

    def lane(self, block: Block) -> int:
        """The lane of a block in its row, counted from 0."""
        return self._lanes[block.key]

    def lane_count(self, row: int) -> int:
        """How many lanes a row needs, one at least."""
        return max((self._lanes[block.key] + 1 for block in self.blocks if block.row == row), default=1)

    def signed(self) -> frozenset[Block]:
        """The blocks that carry the sign of a broken rule: the first faulty one of each passage in its row."""
        firsts: dict[tuple[int, int], Block] = {}
        for block in sorted((one for one in self.blocks if one.faulty), key=lambda one: one.starts_at):
            firsts.setdefault((block.row, -block.key if block.chain is None else block.chain), block)
        return frozenset(firsts.values())

    def block(self, key: int | None) -> Block | None:
        """The block of a key, None when the day has none."""
        return next((block for block in self.blocks if block.key == key), None)

    def chain_of(self, block: Block) -> tuple[Block, ...]:
        """The passage that a block belongs to, itself included."""
        if block.chain is None:
            return (block,)
        return tuple(other for other in self.blocks if other.chain == block.chain)

    def first(self) -> Block | None:
        """The earliest block of the uppermost row that has one."""
        return next((row[0] for row in map(self.in_row, range(len(self.rows))) if row), None)

    def towards(self, block: Block, way: Way) -> Block:
        """The block that an arrow leads to; the same one at an edge."""
        if way in (Way.BEFORE, Way.AFTER):
            held = self.in_row(block.row)
            place = held.index(block) + (1 if way is Way.AFTER else -1)
            return held[place] if 0 <= place < len(held) else block
        step = 1 if way is Way.BELOW else -1
        edge = len(self.rows) if step > 0 else -1
        for row in range(block.row + step, edge, step):
            held = self.in_row(row)
            if held:
                return min(held, key=lambda other: abs(other.middle - block.middle))
        return block

    def row_towards(self, row: int, step: int) -> int | None:
        """The next row that takes passages, upwards (-1) or downwards (1); None at the edge."""
        edge = len(self.rows) if step > 0 else -1
        return next((place for place in range(row + step, edge, step) if self.rows[place].takes_moves), None)

    @cached_property
    def _lanes(self) -> dict[int, int]:
        lanes = {}
        for row in range(len(self.rows)):
            ends: list[datetime] = []
            for block in self.in_row(row):
                lane = next((number for number, end in enumerate(ends) if end <= block.starts_at), len(ends))
                ends[lane : lane + 1] = [block.ends_at]
                lanes[block.key] = lane
        return lanes


@dataclass(frozen=True, slots=True)
class Move:
    """What a person asks: bring a block, and the passage it belongs to, elsewhere.

    `minutes` counts from where it stands; `row` is the row it is brought to, its own when it stays.
    """

    key: int
    minutes: int
    row: int
