"""A planning in the making: written parts together, then each jury hears whoever can come before it first.

Deterministic: the same session and settings always give the same planning. Times are minutes (see `Hours`).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from app.domain.planning.hours import DAY, Hours
from app.domain.planning.juries import Jury
from app.domain.planning.plan import PlanSettings, SlotKind
from app.domain.planning.sitters import Chain, Sitter, chain_of
from app.domain.planning.steps import Step, StepKind
from app.domain.planning.working_day import Pause, WorkingDay, work


@dataclass(frozen=True, slots=True)
class Stretch:
    """A slot before it has a number; times in minutes."""

    kind: SlotKind
    starts: int
    ends: int
    place: str = ""
    panel: int = 0
    candidate_id: int | None = None
    step: Step | None = None
    jury_present: bool = False


@dataclass(frozen=True, slots=True)
class _Seat:
    """Where a candidate can go before one jury: pauses, then the reading of his or her work, then the hearing."""

    jury: Jury
    sitter: Sitter
    chain: Chain
    pauses: tuple[Pause, ...]
    reads: int
    heard: int
    after: WorkingDay

    @property
    def starts(self) -> int:
        """The candidate's first minute, in preparation when there is one."""
        return self.heard - self.chain.lead

    @property
    def ends(self) -> int:
        """The candidate's last minute before the jury."""
        return self.heard + self.chain.length


@dataclass
class Timetable:
    """What is placed so far.

    `crews` gives the present day of each crew, by its number; `speaker` the minutes at which the shared intervenant is
    taken; `taken` how many candidates each jury will deliberate on; `unplaced` those for whom no place was found;
    `undecided` how many candidates a jury has no time left to deliberate on; `late` those whose passage is under way
    and ends after the day.
    `longest_first` hears the longest passages first among those who can come at the same time.
    """

    hours: Hours
    juries: tuple[Jury, ...]
    crews: dict[int, WorkingDay]
    speaker: list[tuple[int, int]]
    longest_first: bool = False
    taken: dict[int, int] = field(default_factory=dict)
    stretches: list[Stretch] = field(default_factory=list)
    unplaced: list[Sitter] = field(default_factory=list)
    undecided: int = 0
    late: list[Sitter] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._days = {
            jury.number: tuple(day for day in self.hours.days() if self.hours.date_of(day) in jury.days)
            for jury in self.juries
        }

    @property
    def settings(self) -> PlanSettings:
        """What the responsable decided."""
        return self.hours.settings

    def resume(self, sitters: Iterable[Sitter]) -> None:
        """Let those who are in the middle of a passage go through the rest of it, as soon as their jury is free."""
        for sitter in sitters:
            if sitter.jury:
                self.taken[sitter.jury] = self.taken.get(sitter.jury, 0) + 1
        by_number = {jury.number: jury for jury in self.juries}
        for sitter in sorted((each for each in sitters if each.under_way), key=lambda each: (each.ready, each.order)):
            jury = by_number.get(sitter.jury)
            if jury is not None and sitter.next_orals():
                self._resume(sitter, jury)

    def _resume(self, sitter: Sitter, jury: Jury) -> None:
        today, steps = self.crews[jury.crew], sitter.next_orals()
        starts = max(sitter.ready, self.hours.not_before, today.free)
        ends = self._sit(sitter, steps, starts, jury.room, jury)
        chain = chain_of(steps)
        self.speaker += [(starts + chain.lead + first, starts + chain.lead + last) for first, last in chain.speaker]
        self.crews[jury.crew] = today.worked(starts, ends, self.hours, hearing=True)
        if ends > self.hours.closes(starts // DAY):
            self.late.append(sitter)

    # Written parts

    def write(self, part_id: str, sitters: list[Sitter]) -> None:
        """Place one written part, everybody at the same hour; extra time keeps the room longer."""
        lasting = {
            sitter.candidate.id: sum(step.minutes for step in steps)
            for sitter in sitters
            if (steps := sitter.next_written(part_id))
        }
        span = self.hours.longest_day()
        self.unplaced += [sitter for sitter in sitters if lasting.get(sitter.candidate.id, 0) > span]
        sitters = [sitter for sitter in sitters if 0 < lasting.get(sitter.candidate.id, 0) <= span]
        if not sitters:
            return
        longest = max(lasting[sitter.candidate.id] for sitter in sitters)
        starts = self._written_start(longest, sitters)
        if starts is None:
            self.unplaced += sitters
            return
        for sitter in sitters:
            self._feed(sitter, starts, starts + longest)
            steps = sitter.next_written(part_id)
            sitter.wrote_until = self._sit(sitter, steps, starts, self.settings.written_room, None)

    def _written_start(self, longest: int, sitters: list[Sitter]) -> int | None:
        for day in self.hours.days():
            if any(sitter.was_there_after(day) for sitter in sitters):
                continue
            starts = max(sitter.ready_on(day, self.hours) for sitter in sitters)
            starts = max(sitter.fed_before(starts, starts + longest, self.hours) for sitter in sitters)
            if starts + longest <= self.hours.closes(day):
                return starts
        return None

    # Orals

    def hear(self, sitters: list[Sitter]) -> None:
        """Hear everybody's next oral parts, each jury taking whoever can come before it first."""
        waiting = sorted((sitter for sitter in sitters if sitter.next_orals()), key=lambda sitter: sitter.order)
        chains = {sitter: chain_of(sitter.next_orals()) for sitter in waiting}
        while waiting:
            kinds = _kinds(waiting, chains)
            seats = [seat for jury in self.juries for seat in self._seats(jury, kinds, chains)]
            if not seats:
                self.unplaced += waiting
                return
            best = min(seats, key=self._preference)
            self._seat(best)
            waiting.remove(best.sitter)

    def _preference(self, seat: _Seat) -> tuple[int, ...]:
        """The earliest, then who has the fewest juries to choose from, then the jury with the fewest candidates."""
        sitter, number = seat.sitter, seat.jury.number
        length = -seat.chain.length if self.longest_first else 0
        return seat.heard, len(sitter.panels), length, self.taken.get(number, 0), number, sitter.order

    def _seats(self, jury: Jury, kinds: list[Sitter], chains: Mapping[Sitter, Chain]) -> Iterator[_Seat]:
        for sitter in kinds:
            seat = self._first_seat(jury, sitter, chains[sitter]) if jury.number in sitter.panels else None
            if seat is not None:
                yield seat

    def _first_seat(self, jury: Jury, sitter: Sitter, chain: Chain) -> _Seat | None:
        present = self.crews[jury.crew]
        for day in self._days_of(jury):
            if day < present.day or sitter.was_there_after(day):
                continue
            today = present if day == present.day else WorkingDay.opening(self.hours, day)
            seat = self._seat_on(today, jury, sitter, chain)
            if seat is not None and self._can_deliberate_after(seat):
                return seat
        return None

    def _seat_on(self, today: WorkingDay, jury: Jury, sitter: Sitter, chain: Chain) -> _Seat | None:
        reading = 0 if sitter.wrote_until is None else self.settings.correction
        pauses: list[Pause] = []
        while True:
            heard = self._hearing_time(today, sitter, chain, reading)
            starts, ends = heard - reading, heard + chain.length
            if ends > self.hours.closes(today.day):
                return None
            pause = today.pause_before(starts, ends, self.hours, hearing=True)
            if pause is None:
                after = today.worked(starts, ends, self.hours, hearing=True)
                return _Seat(jury, sitter, chain, tuple(pauses), starts, heard, after)
            pauses.append(pause)
            today = today.paused(pause)

    def _hearing_time(self, today: WorkingDay, sitter: Sitter, chain: Chain, reading: int) -> int:
        """The first minute before the jury: it is free and has read the work; the candidate is there, fed, prepared.

        The jury reads while candidates change places: the longer of the two counts.
        """
        between = self.settings.changeover if today.changing else 0
        heard = max(
            today.free + max(between, reading),
            (sitter.wrote_until or 0) + reading,
            sitter.ready_on(today.day, self.hours) + chain.lead,
        )
        while True:
            fed = sitter.fed_before(heard - chain.lead, heard + chain.length, self.hours) + chain.lead
            later = self._free_of_speaker(fed, chain)
            if later == heard:
                return heard
            heard = later

    def _free_of_speaker(self, heard: int, chain: Chain) -> int:
        for taken_from, taken_until in sorted(self.speaker) if chain.speaker else ():
            for starts, ends in chain.speaker:
                if heard + starts < taken_until and taken_from < heard + ends:
                    heard = taken_until - starts
        return heard

    def _seat(self, seat: _Seat) -> None:
        jury, sitter = seat.jury, seat.sitter
        self._rest(jury, seat.pauses)
        if seat.reads < seat.heard:
            self._correct(sitter, jury, seat.reads, seat.heard)
        self._feed(sitter, seat.starts, seat.ends)
        self._sit(sitter, seat.chain.steps, seat.starts, jury.room, jury)
        self.speaker += [(seat.heard + starts, seat.heard + ends) for starts, ends in seat.chain.speaker]
        self._take(jury, sitter)
        self.crews[jury.crew] = seat.after

    def _can_deliberate_after(self, seat: _Seat) -> bool:
        """Whether the crew still has time to deliberate on everybody it heard, this candidate included."""
        crew = [jury.number for jury in self.juries if jury.crew == seat.jury.crew]
        units = sum(self.taken.get(number, 0) for number in crew) + (not seat.sitter.jury)
        lasting = self.settings.deliberation
        return not lasting or work(seat.after, units, lasting, self._days_of(seat.jury), self.hours) is not None

    # What the jury does without candidates

    def correct_rest(self, sitters: Iterable[Sitter]) -> None:
        """Give to a jury those whom none hears: it reads what they wrote and deliberates on them."""
        for sitter in sorted(sitters, key=lambda each: (len(each.panels), each.order)):
            open_to = [jury for jury in self.juries if jury.number in sitter.panels]
            for jury in sorted(open_to, key=lambda each: (self.taken.get(each.number, 0), each.number)):
                if self._read(sitter, jury):
                    self._take(jury, sitter)
                    break
            else:
                self.unplaced.append(sitter)

    def _read(self, sitter: Sitter, jury: Jury) -> bool:
        if sitter.wrote_until is None or not self.settings.correction:
            return True
        present = self._crew_after(jury, sitter.wrote_until)
        read = work(present, 1, self.settings.correction, self._days_of(jury), self.hours)
        if read is None:
            return False
        self._rest(jury, read.pauses)
        self._correct(sitter, jury, *read.stretches[0])
        self.crews[jury.crew] = read.after
        return True

    def _crew_after(self, jury: Jury, minute: int) -> WorkingDay:
        present = self.crews[jury.crew]
        if present.day < minute // DAY:
            present = WorkingDay.opening(self.hours, minute // DAY)
        return present.idle_until(minute)

    def deliberate(self) -> None:
        """Let each jury deliberate on all its candidates, once it heard the last one."""
        for jury in self.juries:
            count, lasting = self.taken.get(jury.number, 0), self.settings.deliberation
            if not count or not lasting:
                continue
            done = work(self.crews[jury.crew], count, lasting, self._days_of(jury), self.hours)
            if done is None:
                self.undecided += count
                continue
            self._rest(jury, done.pauses)
            for starts, ends in done.stretches:
                place = Stretch(SlotKind.DELIBERATION, starts, ends, jury.room, jury.number, jury_present=True)
                self.stretches.append(place)
            self.crews[jury.crew] = done.after

    def welcome(self) -> None:
        """Open each day on which something takes place, once its start is still to come."""
        lasting = self.settings.welcome
        for day in sorted({stretch.starts // DAY for stretch in self.stretches}):
            starts = self.hours.opens(day) - lasting
            if not lasting or starts < self.hours.not_before:
                continue
            today = [stretch for stretch in self.stretches if stretch.starts // DAY == day]
            written = any(stretch.step and stretch.step.kind is StepKind.WRITTEN for stretch in today)
            place = self.settings.written_room if written else self.settings.waiting_room
            self.stretches.append(Stretch(SlotKind.WELCOME, starts, starts + lasting, place))

    # One stretch at a time

    def _days_of(self, jury: Jury) -> tuple[int, ...]:
        return self._days[jury.number]

    def _take(self, jury: Jury, sitter: Sitter) -> None:
        if not sitter.jury:
            self.taken[jury.number] = self.taken.get(jury.number, 0) + 1
        sitter.jury, sitter.panels = jury.number, (jury.number,)

    def _rest(self, jury: Jury, pauses: Iterable[Pause]) -> None:
        for pause in pauses:
            if pause.on_site:
                self.stretches.append(Stretch(pause.kind, pause.starts, pause.ends, "", jury.number))

    def _correct(self, sitter: Sitter, jury: Jury, starts: int, ends: int) -> None:
        who = sitter.candidate.id
        self.stretches.append(
            Stretch(SlotKind.CORRECTION, starts, ends, jury.room, jury.number, who, jury_present=True)
        )
        sitter.wrote_until = None

    def _feed(self, sitter: Sitter, starts: int, ends: int) -> None:
        lunch = sitter.lunch_before(starts, ends, self.hours)
        if lunch is not None:
            until = lunch + self.settings.lunch
            self.stretches.append(Stretch(SlotKind.LUNCH, lunch, until, "", 0, sitter.candidate.id))
            sitter.fed = True

    def _sit(self, sitter: Sitter, steps: tuple[Step, ...], starts: int, room: str, jury: Jury | None) -> int:
        at = starts
        for step in steps:
            heard = step.kind is StepKind.HEARD
            place = self.settings.preparation_room if step.kind is StepKind.PREPARATION else room
            panel = jury.number if jury and step.kind.in_jury_room else 0
            ends = at + step.minutes
            who = sitter.candidate.id
            self.stretches.append(Stretch(SlotKind.SITTING, at, ends, place, panel, who, step, jury_present=heard))
            at = ends
        sitter.sat(starts, at)
        del sitter.steps[: len(steps)]
        return at


def _kinds(waiting: Iterable[Sitter], chains: Mapping[Sitter, Chain]) -> list[Sitter]:
    """The first of each kind of candidate: those alike in everything that counts are heard in their order."""
    first: dict[object, Sitter] = {}
    for sitter in waiting:
        chain = chains[sitter]
        timing = (chain.lead, chain.length, chain.speaker)
        first.setdefault((timing, sitter.ready, sitter.came, sitter.fed, sitter.wrote_until, sitter.panels), sitter)
    return list(first.values())
