"""A power cut while packets are taken in: each packet is in whole, or not at all, and taking them in again mends it.

`make test` kills the program a few times, `make test-long` a hundred (`JURADE_MERGE_KILLS`).
"""

import os
import random
import signal
import subprocess
import time
from pathlib import Path

import pytest

from app.services import backups
from tests.builders import PASSPHRASE
from tests.e2e.terminal import PROGRAM, run_program
from tests.integration.services.laptops import (
    CANDIDATES,
    CRITERIA,
    GRIDS,
    JURORS,
    Laptops,
    grade,
    id_of,
    packet_of,
)

KILLS = int(os.environ.get("JURADE_MERGE_KILLS", "8"))
LONGEST_MOMENT_S = 0.35
"""How long it takes at most to take the packets in once the first one is said to be."""
OPENS_IN_S = 1.2

Keys = set[tuple[int, int, str]]


@pytest.fixture(scope="module")
def laptops(homes: Path, tmp_path_factory: pytest.TempPathFactory) -> Laptops:  # noqa: ARG001 - work only in a home
    return Laptops(tmp_path_factory.mktemp("laptops"))


@pytest.fixture(scope="module")
def packets(laptops: Laptops) -> dict[Path, Keys]:
    """One packet per juror and candidate, each from a laptop of its own, with the grids it carries."""
    made: dict[Path, Keys] = {}
    for juror in JURORS:
        for candidate_id in CANDIDATES:
            name = f"poste-{juror.person_id}-{candidate_id}"
            with laptops.open(name) as room:
                for part_id in CRITERIA:
                    grade(room, juror, candidate_id, part_id)
                path = laptops.folder / f"{name}.jurypack"
                path.write_bytes(packet_of(room, juror))
            made[path] = {(id_of(juror), candidate_id, part_id) for part_id in CRITERIA}
    return made


def kill_while_taking_in(session: Path, packets: list[Path], delay: float) -> None:
    """Take packets in, in a process of its own, killed `delay` seconds after it said that the first one is in.

    A negative delay kills that long after the start, while the program opens the file or takes the first one in.
    """
    command: list[str | Path] = [PROGRAM, "paquet", "integrer", "--session", session, *packets]
    with subprocess.Popen(  # noqa: S603 - the program itself
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env={**os.environ, "JURADE_PHRASE": PASSPHRASE},
        start_new_session=True,
    ) as process:
        assert process.stderr is not None
        if delay >= 0:
            process.stderr.readline()
        time.sleep(abs(delay))
        process.send_signal(signal.SIGKILL)


@pytest.mark.slow
@pytest.mark.timeout(60 + 15 * KILLS)
def test_a_packet_is_in_whole_or_not_at_all(laptops: Laptops, packets: dict[Path, Keys]) -> None:
    moments = random.Random(5)  # noqa: S311 - the same moments at each run
    paths = list(packets)
    carried = {tuple(sorted(keys)) for keys in packets.values()}
    halfway = 0
    for kill in range(KILLS):
        moments.shuffle(paths)
        session = laptops.copy(f"table-{kill}")
        delay = -moments.uniform(0.2, OPENS_IN_S) if kill % 4 == 3 else moments.uniform(0, LONGEST_MOMENT_S)
        kill_while_taking_in(session, paths, delay)
        with laptops.open(f"table-{kill}") as room:
            assert backups.verify(room.desk) is None, (kill, delay)
            found = {(g.juror_id, g.candidate_id, g.part_id) for g in room.session().grids}
            assert all(grid.is_locked and grid.digest == grid.content_digest() for grid in room.session().grids)
            whole = {key for keys in carried if set(keys) <= found for key in keys}
            assert found == whole, (kill, delay)
            assert len(room.session().receipts) == len(found) // len(CRITERIA)
            halfway += 0 < len(found) < GRIDS
        again = run_program("paquet", "integrer", "--session", session, *paths, JURADE_PHRASE=PASSPHRASE)
        assert again.code == 0, again.err
        with laptops.open(f"table-{kill}") as room:
            assert len(room.session().grids) == GRIDS
            assert all(map(room.session().all_locked, room.session().candidates))
    assert halfway, "no kill fell between the first packet and the last"
