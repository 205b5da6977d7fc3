"""A power cut at any moment of a day played by keys: what the screen called saved is on the disk, and time is right.

`make test` plays one day through a dozen kills, `make test-long` ten days through twenty each. A day that goes wrong
tells its number and its kills; `JURADE_DAYS=7 JURADE_KILLS=20` plays the seventh again, as far as machines are as fast.
"""

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import pytest

from app.domain.session import ExamSession
from app.domain.timing import Instant, PhaseClock, PhaseEventKind, PhaseState
from app.services import backups, reading
from app.system.clock import SystemClock
from tests.e2e import exam_day
from tests.e2e.demo_day import environment

KILLS = int(os.environ.get("JURADE_KILLS", "12"))
DAYS = [int(day) for day in os.environ.get("JURADE_DAYS", "1").split(",")]
MOST_WORDS = 40
"""How many things are told in one life of the program at most: a day tells some eight hundred, however fast it goes."""
LONGEST_MOMENT_S = 0.3
DIES_OPENING = 0.1
"""One kill in ten falls while the program opens the file, before it said anything."""
LONGEST_DAY_S = 300
MANY = 10
"""From so many kills on, one at least falls while a juror grades."""
_EVENTS = {
    "début": PhaseEventKind.STARTED,
    "reprise": PhaseEventKind.RESUMED,
    "pause": PhaseEventKind.PAUSED,
    "fin": PhaseEventKind.ENDED,
}
_RUNNING = (PhaseEventKind.STARTED, PhaseEventKind.RESUMED)
_ACTS = frozenset({"présence", "absence", "lecture", "note", "mot", "fait", "appréciation", "verrou"})

Act = tuple[Any, ...]


@dataclass
class Told:
    """What the screen called saved, over all lives of the program; an event of a clock came between two moments."""

    acts: set[Act] = field(default_factory=set)
    events: dict[tuple[int, str], list[tuple[PhaseEventKind, float, float]]] = field(default_factory=dict)
    place: tuple[int, int, str, int] | None = None
    returns: int = 0
    is_over: bool = False

    def hear(self, lines: list[str]) -> None:
        """Take note of what one life of the program said."""
        for what, *about in map(json.loads, lines):
            if what == "lieu":
                self.place = (about[0], about[1], about[2], about[3])
            elif what == "assis":
                self.require_back(*about)
            elif what in _EVENTS:
                candidate_id, part_id, after, before = about
                self.events.setdefault((candidate_id, part_id), []).append((_EVENTS[what], after, before))
            elif what in _ACTS:
                self.acts.add((what, *about[:-2]))
            self.is_over = self.is_over or what == "fini"

    def require_back(self, juror_id: int, *found: int | str) -> None:
        """The juror who proved the code again is where the program stopped: same candidate, part and critère.

        The critère may be the next one: the answer was given, and its juror led on, just before the cut. A lock leads
        to the next part, whose first critère was perhaps not told yet.
        """
        place, self.place = self.place, None
        if place is None or place[0] != juror_id or ("verrou", *place[:3]) in self.acts:
            return
        self.returns += 1
        assert found[:-1] == place[1:3], (place, found)
        assert found[-1] in (place[3], place[3] + 1), (place, found)


def kept_acts(session: ExamSession) -> set[Act]:
    """The acts that the file holds, worded as the day says them."""
    return set(_observed(session)) | set(_written(session))


def _observed(session: ExamSession) -> Iterator[Act]:
    for candidate in session.candidates:
        if candidate.attendance is not None:
            yield "absence" if candidate.is_absent else "présence", candidate.id
    for each in session.readings:
        yield "lecture", each.reader_id, each.candidate_id


def _written(session: ExamSession) -> Iterator[Act]:
    for grid in session.grids:
        key = (grid.juror_id, grid.candidate_id, grid.part_id)
        for criterion_id, mark in grid.marks.items():
            yield "note", *key, criterion_id, mark.value.code
            if mark.word:
                yield "mot", *key, criterion_id, mark.word
        for fact in grid.facts:
            yield "fait", *key, fact.text
        if grid.appreciation:
            yield "appréciation", *key, grid.appreciation
        if grid.is_locked:
            yield "verrou", *key


def check_acts(session: ExamSession, told: Told, untold: int) -> None:
    """What was told is on the disk; at most one act per kill was on it before it could be told."""
    kept = kept_acts(session)
    assert told.acts <= kept, sorted(map(str, told.acts - kept))
    assert len(kept - told.acts) <= untold, sorted(map(str, kept - told.acts))
    told.acts |= kept


def check_time(session: ExamSession, told: Told, untold: int) -> None:
    """Every clock went, stopped and went on when the screen said so, and its time is right to the second."""
    now = SystemClock().instant()
    for candidate in session.candidates:
        for _modality, part in session.parts_for(candidate):
            clocks = session.clocks(candidate, part)
            found = [(event.kind, event.at.wall.timestamp()) for clock in clocks for event in clock.events]
            said = told.events.get((candidate.id, part.id), [])
            assert [kind for kind, _at in found[: len(said)]] == [kind for kind, *_when in said]
            assert len(found) - len(said) <= 2 * untold
            for (_kind, at), (_same, after, before) in zip(found, said, strict=False):
                assert after <= at <= before, (candidate.id, part.id, after, at, before)
            told.events[candidate.id, part.id] = [(kind, at, at) for kind, at in found]
            for clock in clocks:
                _require_right(clock, now)


def _require_right(clock: PhaseClock, now: Instant) -> None:
    wall = now.wall.timestamp()
    running = clock.state is PhaseState.RUNNING
    moments = [event.at.wall.timestamp() for event in clock.events] + ([wall] if running else [])
    kinds = [event.kind for event in clock.events]
    spans = zip(kinds, moments, moments[1:], strict=False)
    expected = sum(end - begin for kind, begin, end in spans if kind in _RUNNING)
    assert clock.elapsed(now).total_seconds() == pytest.approx(expected, abs=1)


def live_until_killed(session: Path, home: Path, run: str, words: int, delay: float) -> list[str]:
    """Let the day go on in a process of its own, and kill it `delay` seconds after it told so many things.

    Nothing told yet is at the start, before the file is open.
    """
    command: list[str | Path] = [sys.executable, "-m", "tests.e2e.day_at_work", session, run]
    surroundings = environment(home, None) | {"QT_QPA_PLATFORM": "offscreen", "TMPDIR": str(home)}
    with (
        (home / "plaintes.txt").open("w") as complaints,
        subprocess.Popen(  # noqa: S603 - our own program
            command,
            cwd=Path(__file__).parents[2],
            env=surroundings,
            stdout=subprocess.PIPE,
            stderr=complaints,
            start_new_session=True,
            text=True,
        ) as process,
    ):
        assert process.stdout is not None
        said: list[str] = []
        listener = threading.Thread(target=_listen, args=(process.stdout, said))
        listener.start()
        while process.poll() is None and len(said) < words:
            time.sleep(0.002)
        time.sleep(delay)
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
        listener.join()
    lines = [line for line in said if line.endswith("\n")]
    over = bool(lines) and json.loads(lines[-1]) == ["fini"]
    assert over or process.returncode == -signal.SIGKILL, (home / "plaintes.txt").read_text()
    return lines


def _listen(heard: IO[str], said: list[str]) -> None:
    for line in heard:
        said.append(line)  # noqa: PERF402 - how many there are is looked at meanwhile


@pytest.mark.slow
@pytest.mark.timeout(LONGEST_DAY_S + 30 * KILLS)
@pytest.mark.parametrize("day", DAYS)
def test_nothing_that_the_screen_called_saved_is_lost_by_a_kill(tmp_path: Path, day: int) -> None:
    moments = random.Random(day)  # noqa: S311 - the same moments at each run
    path = tmp_path / "essai.jurade"
    exam_day.prepare(path)
    told = Told()
    for kill in range(KILLS):
        opening = moments.random() < DIES_OPENING
        words = 0 if opening else moments.randint(1, MOST_WORDS)
        delay = moments.uniform(0.2, 1.5) if opening else moments.uniform(0, LONGEST_MOMENT_S)
        print(f"day {day}, kill {kill}, {words} words, {delay:.3f} s")  # noqa: T201 - pytest shows it when the day goes wrong
        told.hear(live_until_killed(path, tmp_path, f"{day}-{kill}", words, delay))
        check(path, told)
        if told.is_over:
            break
    if not told.is_over:
        told.hear(live_until_killed(path, tmp_path, f"{day}-fin", sys.maxsize, 0))
    session = check(path, told)
    assert told.is_over
    assert told.returns or KILLS < MANY, "nobody was brought back to a critère"
    assert all(grid.is_locked for grid in session.grids)


def check(path: Path, told: Told) -> ExamSession:
    """Open the file as a person does after the cut: the journal is whole, and so is what was told."""
    desk = exam_day.reopen(path, SystemClock())
    try:
        assert backups.verify(desk) is None
        session = reading.session(desk)
    finally:
        desk.file.release()
    check_acts(session, told, 1)
    check_time(session, told, 1)
    return session
