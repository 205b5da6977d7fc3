"""A session taken to another laptop and cut at any moment: never two files that live, never none without a way back.

`make test` kills the program a few times, `make test-long` a hundred (`JURADE_MOVE_KILLS`).
"""

import os
import random
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from app.domain.answer import YES
from app.domain.people import MANAGER
from app.services import backups, grading, moving, reading
from app.services.desk import Desk
from app.services.grading import GridKey
from app.system.clock import ScriptedClock
from tests.builders import NOW
from tests.integration.services.room import ANNE, ECRIT, ELODIE, Stages, open_file

KILLS = int(os.environ.get("JURADE_MOVE_KILLS", "3"))
LONGER = 1.6
"""Kills fall within so many times what the first, whole move lasted: a machine at work makes some of them slower."""
FAIR = 40
"""From so many kills on, each outcome is expected to be seen."""
TO = "portable de la salle B"


@pytest.fixture(scope="module")
def stages(homes: Path, tmp_path_factory: pytest.TempPathFactory) -> Stages:  # noqa: ARG001 - work only in a home
    return Stages(tmp_path_factory.mktemp("stages"))


def kill_while_moving(path: Path, destination: Path, delay: float | None) -> float:
    """Move the session in a process of its own, killed `delay` seconds after it began, or once it is done.

    Gives back how long it ran from its beginning on.
    """
    command = [sys.executable, "-m", "tests.integration.services.mover", str(path), str(destination), "any"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:  # noqa: S603 - fixed words
        assert process.stdout is not None
        assert process.stdout.readline() == b"commence\n"
        began = time.perf_counter()
        if delay is None:
            assert process.stdout.readline() == b"fini\n"
        else:
            time.sleep(delay)
        lasted = time.perf_counter() - began
        process.kill()
    return lasted


def opened(path: Path) -> Desk:
    return Desk(open_file(path), ScriptedClock(NOW))


def is_live(path: Path) -> bool:
    """Whether something can be entered in this file, which is whole; false where there is none."""
    if not path.exists():
        return False
    desk = opened(path)
    try:
        assert backups.verify(desk) is None
        assert len(reading.session(desk).candidates) == 4
        return moving.departure(desk) is None
    finally:
        desk.file.release()


def write_in(path: Path) -> None:
    """Enter something, as whoever goes on there does."""
    desk = opened(path)
    try:
        grading.open_grid(desk, ANNE, GridKey(ELODIE, ECRIT))
        grading.mark(desk, ANNE, GridKey(ELODIE, ECRIT), "c1.1", YES)
    finally:
        desk.file.release()


def bring_back_to_work(path: Path, destination: Path) -> None:
    """Do what a person then does: take the work back where nothing lives, and let it leave again."""
    desk = opened(path)
    try:
        if moving.departure(desk) is not None:
            moving.take_back(desk, MANAGER, "le poste s’est arrêté")
        moving.move(desk, MANAGER, destination, TO)
    finally:
        desk.file.release()


@pytest.mark.slow
@pytest.mark.timeout(60 + 15 * KILLS)
def test_a_session_cut_on_its_way_lives_in_one_place(stages: Stages, tmp_path: Path) -> None:
    moments = random.Random(7)  # noqa: S311 - the same moments at each run
    content = stages.content("present")
    whole, outcomes = 0.0, Counter[tuple[bool, bool]]()
    for kill in range(KILLS + 1):
        folder = tmp_path / f"essai-{kill}"
        (folder / "cle").mkdir(parents=True)
        path, destination = folder / "session.jurade", folder / "cle" / "session.jurade"
        path.touch(mode=0o600)
        path.write_bytes(content)
        delay = moments.uniform(0, LONGER * whole) if kill else None
        lasted = kill_while_moving(path, destination, delay)
        whole = whole or lasted

        here, there = is_live(path), is_live(destination)
        outcomes[here, there] += 1
        assert (here, there) != (True, True), delay
        assert here or there or not destination.exists(), "a copy that has its name lives"
        if not there:
            bring_back_to_work(path, destination)
        assert (is_live(path), is_live(destination)) == (False, True), delay
        write_in(destination)
    assert outcomes[False, True], "no session was taken whole"
    if KILLS >= FAIR:
        assert outcomes[True, False], "no kill fell before the session had left"
