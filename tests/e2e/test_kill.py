"""A power cut at any moment: what was acknowledged is on disk, and nothing that was not asked for."""

import itertools
import os
import random
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.models.lock import FileLock
from app.services import backups
from tests.builders import PASSPHRASE
from tests.e2e.terminal import PROGRAM
from tests.integration.services.room import Stages

KILLS = 5
"""How often each session is killed; every fifth time while the program still opens it."""

LINES_A_RUN = 2000
CRITERIA = (
    ("2616801", 1, "ecrit", "c1.1"),
    ("2616801", 1, "ecrit", "c3.2"),
    ("2616801", 1, "oral", "c2.1"),
    ("2616802", 2, "ecrit", "c3.1"),
    ("2616803", 3, "et", "c1.2"),
)

Marks = dict[tuple[int, str, str], str]


@pytest.fixture(scope="module")
def stages(homes: Path, tmp_path_factory: pytest.TempPathFactory) -> Stages:  # noqa: ARG001 - work only in a home
    return Stages(tmp_path_factory.mktemp("stages"))


@pytest.fixture
def session(stages: Stages, tmp_path: Path) -> Path:
    path = tmp_path / "essai.jurade"
    path.touch(mode=0o600)
    path.write_bytes(stages.content("present"))
    return path


def script(path: Path, words: Iterator[int]) -> list[tuple[tuple[int, str, str], str]]:
    """Write the lines of one run, no two alike, and give back what each puts on which grid."""
    written, lines = [], []
    for (number, candidate_id, part_id, criterion_id), word in zip(
        itertools.islice(itertools.cycle(CRITERIA), LINES_A_RUN), words, strict=False
    ):
        lines.append(f"{number};{part_id};{criterion_id};non_observe;mot {word}\n")
        written.append(((candidate_id, part_id, criterion_id), f"mot {word}"))
    path.write_text("".join(lines), encoding="utf-8")
    return written


def acknowledged_before_kill(session: Path, lines: Path, delay: float) -> int:
    """Key the lines in a process of its own, kill it `delay` seconds after its first word; how many it said to be done.

    A negative delay kills before the first word, while the program opens the file.
    """
    command: list[str | Path] = [PROGRAM, "grille", "saisir", "--session", session, "--jure", "1"]
    with (
        lines.open("rb") as stdin,
        subprocess.Popen(  # noqa: S603 - the program itself
            command,
            stdin=stdin,
            stdout=subprocess.PIPE,
            env={**os.environ, "JURADE_PHRASE": PASSPHRASE},
            start_new_session=True,
        ) as process,
    ):
        assert process.stdout is not None
        first = b"" if delay < 0 else process.stdout.readline()
        time.sleep(abs(delay))
        process.send_signal(signal.SIGKILL)
        said = (first + process.stdout.read()).decode().splitlines(keepends=True)
    assert process.returncode == -signal.SIGKILL
    whole = [line for line in said if line.endswith("\n")]
    assert whole == [f"ok {number}\n" for number in range(1, len(whole) + 1)]
    return len(whole)


def on_disk(stages: Stages, session: Path) -> Marks:
    """What the file holds once it is opened again, its journal found whole."""
    with stages.open_existing(session) as room:
        assert backups.verify(room.desk) is None
        return {
            (grid.candidate_id, grid.part_id, criterion_id): mark.word
            for grid in room.session().grids
            for criterion_id, mark in grid.marks.items()
        }


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(5))
def test_what_was_acknowledged_survives_any_kill(stages: Stages, session: Path, tmp_path: Path, seed: int) -> None:
    moments = random.Random(seed)  # noqa: S311 - the same moments at each run
    words = itertools.count(1)
    known: Marks = {}
    acknowledged_in_all = 0
    for round_number in range(KILLS):
        written = script(tmp_path / "lignes.txt", words)
        delay = moments.uniform(-0.6, 0) if round_number == KILLS - 1 else moments.uniform(0, 0.25)
        acknowledged = acknowledged_before_kill(session, tmp_path / "lignes.txt", delay)
        acknowledged_in_all += acknowledged

        found = on_disk(stages, session)
        surely = known | dict(written[:acknowledged])
        perhaps = known | dict(written[: acknowledged + 1])  # on disk, killed before it could be said
        assert found in (surely, perhaps), f"kill {round_number}, {delay:.3f} s, after ok {acknowledged}"
        known = found
    assert acknowledged_in_all > KILLS


def test_the_lock_of_a_killed_program_is_taken_over(stages: Stages, session: Path, tmp_path: Path) -> None:
    script(tmp_path / "lignes.txt", itertools.count(1))
    acknowledged_before_kill(session, tmp_path / "lignes.txt", 0.05)
    assert FileLock(session).path.exists()
    assert acknowledged_before_kill(session, tmp_path / "lignes.txt", 0.05) >= 1
    on_disk(stages, session)
    assert not FileLock(session).path.exists()
