"""A power cut while a juror grades in the window: what the screen called saved is on disk, and time went on."""

import datetime as dt
import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from app.domain.people import MANAGER
from app.domain.timing import PhaseEventKind, PhaseState
from app.services import backups, sessions
from app.system.clock import SystemClock
from tests.e2e.demo_day import environment
from tests.integration.services.room import ANNE, ELODIE, PINS, Room, Stages

ROUNDS = int(os.environ.get("JURADE_ROUNDS", "3"))
KILLS = 5
CRITERIA = {f"Critère {number} de {owner}": f"{owner}.{number}" for owner in ("c1", "c3") for number in (1, 2)}
RUNS, WAITS = "marche", "arret"
_RUNNING = (PhaseEventKind.STARTED, PhaseEventKind.RESUMED)

Said = tuple[str, float]


@dataclass
class Told:
    """What the screen called saved, over all runs: the values and the changes of the clock."""

    marks: dict[str, str] = field(default_factory=dict)
    clock: list[Said] = field(default_factory=list)
    lines: int = 0

    def hear(self, lines: list[str]) -> None:
        """Take note of what one run said."""
        self.lines += len(lines)
        for line in lines:
            what, rest = line.rstrip("\n").split(" ", 1)
            if what == "note":
                label, value = rest.rsplit(" ", 1)
                self.marks[CRITERIA[label]] = value
            else:
                self.clock.append((what, float(rest)))


@pytest.fixture(scope="module")
def stages(homes: Path, tmp_path_factory: pytest.TempPathFactory) -> Stages:  # noqa: ARG001 - work only in a home
    return Stages(tmp_path_factory.mktemp("stages"))


def grade_until_killed(session: Path, home: Path, delay: float) -> list[str]:
    """Let a juror grade in the window of a process of its own; kill it `delay` seconds after it first said saved."""
    command: list[str | Path] = [sys.executable, "-m", "tests.e2e.juror_at_work", session, ANNE.label, str(PINS[1])]
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
        first = process.stdout.readline()
        time.sleep(delay)
        process.send_signal(signal.SIGKILL)
        said = [first, *process.stdout]
    assert process.returncode == -signal.SIGKILL, (home / "plaintes.txt").read_text()
    return [line for line in said if line.endswith("\n")]


def check_marks(room: Room, told: Told) -> None:
    """What was told is on disk; at most one mark more was killed before it could be told."""
    grid = room.session().grid(1, ELODIE, "et")
    found = {criterion_id: mark.value.code for criterion_id, mark in grid.marks.items()}
    untold = {criterion_id for criterion_id in found if found[criterion_id] != told.marks.get(criterion_id)}
    assert told.marks.keys() <= found.keys()
    assert len(untold) <= 1, (found, told.marks)
    told.marks |= found


def check_time(room: Room, told: Told) -> None:
    """The clock stopped and went on when the screen said so, and its time is right to the second."""
    session = room.session()
    candidate = session.candidate(ELODIE)
    [clock] = session.clocks(candidate, session.part_for(candidate, "et")[1])
    found: list[Said] = [
        (RUNS if event.kind in _RUNNING else WAITS, event.at.wall.timestamp()) for event in clock.events
    ]
    assert [what for what, _at in found[: len(told.clock)]] == [what for what, _at in told.clock]
    assert len(found) <= len(told.clock) + 1
    told.clock += found[len(told.clock) :]

    now = SystemClock().instant()
    moments = [at for _what, at in told.clock] + ([now.wall.timestamp()] if clock.state is PhaseState.RUNNING else [])
    expected = sum(end - begin for begin, end in zip(moments[::2], moments[1::2], strict=True))
    assert clock.elapsed(now).total_seconds() == pytest.approx(expected, abs=1)


def hold_now(room: Room) -> None:
    """Let the session be held yesterday, today and tomorrow: the process works by the machine's own clock."""
    today = SystemClock().now().date()
    day = dt.timedelta(days=1)
    sheet = replace(room.session().sheet, starts_on=today - day, ends_on=today + day)
    sessions.change_sheet(room.desk, MANAGER, sheet)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(ROUNDS))
def test_what_the_screen_calls_saved_survives_any_kill(stages: Stages, tmp_path: Path, seed: int) -> None:
    moments = random.Random(seed)  # noqa: S311 - the same moments at each run
    path = tmp_path / "essai.jurade"
    path.touch(mode=0o600)
    path.write_bytes(stages.content("present"))
    with stages.open_existing(path) as room:
        hold_now(room)
    told = Told()
    for _kill in range(KILLS):
        told.hear(grade_until_killed(path, tmp_path, moments.uniform(0, 0.5)))
        with stages.open_existing(path) as room:
            assert backups.verify(room.desk) is None
            check_marks(room, told)
            check_time(room, told)
    assert told.lines > 5 * KILLS
