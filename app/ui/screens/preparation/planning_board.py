"""One day of a planning as a board: rooms, juries, and the blocks that slots make together.

Several slots may make one block: candidates who write together, phases that one jury hears one after the other.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from fractions import Fraction
from itertools import groupby

from app.domain.planning.plan import Plan, Slot, SlotKind
from app.domain.session import ExamSession
from app.ui.screens.preparation.planning_words import PlanWords, candidates_words, hours_words
from app.ui.tokens import Tone
from app.ui.widgets.timeline_board import Block, Board, Row

_ROUND = timedelta(minutes=30)
_THIRD = ("Tiers temps", "Tiers", "T.")
_ONE_THIRD = Fraction(1, 3)
_MORE = ("Temps majoré", "Majoré", "M.")


@dataclass(frozen=True)
class PlanBoard:
    """A board, numbers of the slots that each of its blocks stands for, and the jury that each row is, 0 for a room."""

    board: Board
    slots: Mapping[int, tuple[int, ...]]
    panels: tuple[int, ...]

    def block_of(self, slot: int) -> int | None:
        """The block that shows a slot, None when it is not shown."""
        return next((key for key, numbers in self.slots.items() if slot in numbers), None)


def board_of(
    session: ExamSession, plan: Plan, day: date, *, now: datetime | None = None, faulty: Mapping[int, str] | None = None
) -> PlanBoard:
    """Lay one day of a planning out; `faulty` gives, by number of slot, what is wrong with it."""
    today = [slot for slot in plan.slots if slot.starts_at.date() == day]
    drawer = _Drawer(session, plan, today, faulty or {})
    drawer.draw()
    starts_at, ends_at = _hours(today, plan, day)
    shown = now if now is not None and starts_at <= now <= ends_at else None
    board = Board(drawer.rows, tuple(drawer.blocks), starts_at, ends_at, shown)
    return PlanBoard(board, drawer.slots, drawer.panels)


def _hours(slots: list[Slot], plan: Plan, day: date) -> tuple[datetime, datetime]:
    """The hours shown: the whole day, with half an hour of room at both ends."""
    opens = datetime.combine(day, plan.settings.day_starts)
    first = min((slot.starts_at for slot in slots), default=opens) - _ROUND
    last = max((slot.ends_at for slot in slots), default=datetime.combine(day, plan.settings.day_ends)) + _ROUND
    midnight = datetime.combine(day, datetime.min.time())
    first = midnight + (first - midnight) // _ROUND * _ROUND
    last = midnight - (midnight - last) // _ROUND * _ROUND
    return max(first, midnight), min(last, midnight + timedelta(days=1))


class _Drawer:
    """Lays the slots of one day out, row by row."""

    def __init__(self, session: ExamSession, plan: Plan, today: list[Slot], faulty: Mapping[int, str]) -> None:
        self._words = PlanWords(session, plan)
        self._plan = plan
        self._today = today
        self._faulty = faulty
        self.blocks: list[Block] = []
        self.slots: dict[int, tuple[int, ...]] = {}
        self._places = self._rooms()
        numbers = {room.number: room.room for room in plan.settings.panels}
        numbers |= {slot.panel: slot.place for slot in plan.slots if slot.panel and slot.panel not in numbers}
        together = any(self._is_for_all(slot) for slot in today)
        self.panels = (*(0 for _ in self._places), *sorted(numbers), *((0,) if together else ()))
        self.rows = (
            *(Row(place) for place in self._places),
            *(self._jury_row(number, numbers[number]) for number in sorted(numbers)),
            *((Row("Tous", "huis clos"),) if together else ()),
        )

    def draw(self) -> None:
        """Lay out the slots of the day."""
        by_row: defaultdict[int, list[Slot]] = defaultdict(list)
        for slot in self._today:
            row = self._row_of(slot)
            if row is not None:
                by_row[row].append(slot)
        for row, held in by_row.items():
            if self.panels[row] or row >= len(self._places):
                self._draw_one_by_one(row, held)
            else:
                self._draw_room(row, held)
        self._name_passages()

    def _rooms(self) -> tuple[str, ...]:
        """The places where candidates are without a jury, writing first."""
        settings = self._plan.settings
        used = {slot.place for slot in self._today if self._is_in_room(slot)}
        known = [place for place in (settings.written_room, settings.preparation_room) if place in used]
        return (*dict.fromkeys(known), *sorted(used.difference(known)))

    def _jury_row(self, number: int, room: str) -> Row:
        second = " · ".join(part for part in (self._words.members(number), room) if part)
        return Row(self._words.panel(number), second, takes_moves=True)

    def _is_in_room(self, slot: Slot) -> bool:
        return not slot.panel and slot.kind in (SlotKind.SITTING, SlotKind.WELCOME)

    def _is_for_all(self, slot: Slot) -> bool:
        return not slot.panel and not self._is_in_room(slot) and slot.candidate_id is None

    def _row_of(self, slot: Slot) -> int | None:
        """The row of a slot; a candidate's own lunch has none: it takes neither room nor jury."""
        if slot.panel:
            return self.panels.index(slot.panel)
        if self._is_in_room(slot):
            return self._places.index(slot.place)
        return len(self.rows) - 1 if self._is_for_all(slot) else None

    def _draw_room(self, row: int, slots: list[Slot]) -> None:
        written = [slot for slot in slots if self._words.is_written(slot)]
        together = sorted(written, key=_of_group)
        for _, group in groupby(together, key=_of_group):
            self._draw_group(row, list(group))
        self._draw_one_by_one(row, [slot for slot in slots if slot not in written])

    def _draw_group(self, row: int, group: list[Slot]) -> None:
        """Candidates who write together: one block, and a tail for those who have more time."""
        first = group[0]
        until = min(self._usual_end(first), *(slot.ends_at for slot in group))
        names = self._names(group)
        second = candidates_words(len(group)) if len(group) > 1 else names
        who = f"{candidates_words(len(group))} : {names}"
        spoken = ", ".join((self._words.wordings(first)[0], first.place, hours_words(first.starts_at, until), who))
        self._add(replace(self._block(row, group), ends_at=until, second=second, spoken=spoken), group)
        late = sorted((slot for slot in group if slot.ends_at > until), key=lambda slot: slot.ends_at)
        for ends_at, tail in groupby(late, key=lambda slot: slot.ends_at):
            self._draw_tail(row, list(tail), until, ends_at)

    def _draw_tail(self, row: int, slots: list[Slot], starts_at: datetime, ends_at: datetime) -> None:
        """The time that some have beyond the others; it moves with what they write, never by itself."""
        who = [candidate for slot in slots if (candidate := self._words.candidate(slot)) is not None]
        words = _THIRD if all(one.extra_time == _ONE_THIRD for one in who) else _MORE
        spoken = ", ".join((words[0], self._names(slots), slots[0].place, hours_words(starts_at, ends_at)))
        tail = Block(
            key=-slots[0].number,
            row=row,
            starts_at=starts_at,
            ends_at=ends_at,
            words=words,
            second=", ".join(self._words.surname(one) for one in who),
            spoken=spoken,
            tone=Tone.WARNING,
            movable=False,
        )
        self._add(tail, slots)

    def _names(self, slots: Iterable[Slot]) -> str:
        return ", ".join(one.name for slot in slots if (one := self._words.candidate(slot)) is not None)

    def _usual_end(self, slot: Slot) -> datetime:
        """When a written slot would end without extra time."""
        part = self._words.part(slot)
        phases = part.phases[slot.first_phase : slot.last_phase + 1] if part is not None else ()
        minutes = [phase.minutes for phase in phases]
        if not minutes or None in minutes:
            return slot.ends_at
        return slot.starts_at + timedelta(minutes=sum(each or 0 for each in minutes))

    def _draw_one_by_one(self, row: int, slots: list[Slot]) -> None:
        for group in _runs(sorted(slots, key=lambda slot: (slot.starts_at, slot.ends_at))):
            self._add(self._block(row, group), group)

    def _block(self, row: int, slots: list[Slot]) -> Block:
        first, last = slots[0], slots[-1]
        return Block(
            key=first.number,
            row=row,
            starts_at=first.starts_at,
            ends_at=last.ends_at,
            words=self._words.wordings(first),
            second=self._second(first),
            spoken=self._words.spoken(replace(first, ends_at=last.ends_at)),
            tone=self._words.tone(first),
            chain=first.candidate_id if self._words.is_passage(first) else None,
        )

    def _second(self, slot: Slot) -> str:
        each = self._plan.settings.deliberation
        if slot.kind is SlotKind.DELIBERATION and each:
            return f"{slot.minutes // each} × {each} min"
        return "" if slot.panel else self._names((slot,))

    def _add(self, block: Block, slots: Iterable[Slot]) -> None:
        """Keep a block, marked with what is wrong with its slots."""
        numbers = tuple(slot.number for slot in slots)
        faults = tuple(dict.fromkeys(self._faulty[number] for number in numbers if number in self._faulty))
        self.slots[block.key] = numbers
        self.blocks.append(replace(block, spoken=" ".join((f"{block.spoken}.", *faults)), faulty=bool(faults)))

    def _name_passages(self) -> None:
        """Write whose it is over each stretch of a passage before a jury: over its first block, and after each wait."""
        until: dict[tuple[int, int], datetime] = {}
        for place, block in sorted(enumerate(self.blocks), key=lambda pair: pair[1].starts_at):
            if block.chain is None or not self.panels[block.row]:
                continue
            follows = until.get((block.row, block.chain)) == block.starts_at
            until[block.row, block.chain] = block.ends_at
            candidate = self._words.candidate_of(block.chain)
            if candidate is not None and not follows:
                self.blocks[place] = replace(block, above=self._words.surname(candidate))


def _of_group(slot: Slot) -> tuple[datetime, str, int, int]:
    return slot.starts_at, slot.part_id, slot.first_phase, slot.last_phase


def _runs(slots: list[Slot]) -> Iterator[list[Slot]]:
    """Slots of one candidate and one part that follow each other under one rule of presence."""
    run: list[Slot] = []
    for slot in slots:
        if run and not (_alike(run[-1], slot) and run[-1].ends_at == slot.starts_at):
            yield run
            run = []
        run.append(slot)
    if run:
        yield run


def _alike(one: Slot, other: Slot) -> bool:
    if one.candidate_id is None or one.kind is not SlotKind.SITTING:
        return False
    return (one.candidate_id, one.part_id, one.jury_present) == (other.candidate_id, other.part_id, other.jury_present)


def line_of_faults(sentences: Iterable[tuple[str, Iterable[int]]]) -> dict[int, str]:
    """What is wrong with each slot, by its number, out of sentences that name slots."""
    told: defaultdict[int, list[str]] = defaultdict(list)
    for sentence, numbers in sentences:
        for number in numbers:
            told[number].append(sentence)
    return {number: " ".join(dict.fromkeys(each)) for number, each in told.items()}
