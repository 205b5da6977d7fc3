"""Three jurors on three laptops without a network: each grades apart, packets meet, the jury decides and closes."""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from app.domain.decision import Outcome
from app.services import backups, closing, deliberation
from app.system.clock import SystemClock
from tests.builders import PASSPHRASE
from tests.e2e.deliberation_by_keys import JuryByKeys
from tests.e2e.terminal import PROGRAM, Ran, plain
from tests.integration.services.laptops import (
    ANNE,
    CANDIDATES,
    CRITERIA,
    GRIDS,
    JURORS,
    PINS,
    SOULEYMANE,
    Laptops,
    id_of,
)
from tests.real_window import real_window

NUMBERS = {candidate_id: f"26168{candidate_id:02}" for candidate_id in CANDIDATES}


@pytest.fixture(scope="module")
def laptops(homes: Path, tmp_path_factory: pytest.TempPathFactory) -> Laptops:  # noqa: ARG001 - work only in a home
    return Laptops(tmp_path_factory.mktemp("laptops"))


def environment(home: Path, juror_id: int) -> dict[str, str]:
    """A laptop of its own: its home, the session's passphrase, and the code of whoever sits there."""
    homes = {variable: str(home) for variable in ("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")}
    return homes | {"JURADE_PHRASE": PASSPHRASE, "JURADE_CODE": PINS.get(juror_id, "")}


def run_on(home: Path, *words: object, juror_id: int = 0) -> Ran:
    """Run the installed program on one laptop."""
    done = subprocess.run(  # noqa: S603 - the program itself
        [PROGRAM, *map(str, words)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        env={**os.environ, **environment(home, juror_id)},
        timeout=60,
    )
    return Ran(done.returncode, done.stdout.decode(), plain(done.stderr.decode()))


def lines(juror_id: int) -> bytes:
    """What one juror keys: « oui » throughout, but one « non » of his or her own."""
    keyed = [
        f"{NUMBERS[candidate_id]};{part_id};{criterion_id};{'non' if candidate_id == juror_id else 'oui'}"
        for candidate_id in CANDIDATES
        for part_id, criteria in CRITERIA.items()
        for criterion_id in criteria
    ]
    return "\n".join(keyed).encode()


def work(session: Path, home: Path, juror_id: int) -> "subprocess.Popen[bytes]":
    """Let one juror's program key and lock every grid, beside the others'."""
    options: list[str | Path] = ["--session", session, "--jure", str(juror_id), "--verrouiller"]
    process = subprocess.Popen(  # noqa: S603 - the program itself
        [PROGRAM, "grille", "saisir", *options],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, **environment(home, juror_id)},
    )
    assert process.stdin is not None
    process.stdin.write(lines(juror_id))
    process.stdin.close()
    return process


def grade_everywhere(copies: Mapping[int, Path], homes: Mapping[int, Path]) -> None:
    """Let every juror's program work at the same time as the others'."""
    processes = {juror_id: work(path, homes[juror_id], juror_id) for juror_id, path in copies.items()}
    for process in processes.values():
        with process:
            assert process.stdout is not None
            assert process.stderr is not None
            said, told = process.stdout.read().decode(), process.stderr.read().decode()
        assert (process.returncode, told) == (0, "6 grilles verrouillées sur 6.\n")
        assert "refus" not in said


@pytest.mark.slow
def test_three_jurors_on_three_laptops_reach_one_deliberation(laptops: Laptops, tmp_path: Path) -> None:
    copies = {id_of(juror): laptops.copy(f"jure-{id_of(juror)}") for juror in JURORS}
    homes = {juror_id: tmp_path / f"maison-{juror_id}" for juror_id in (0, *copies)}
    for home in homes.values():
        home.mkdir()
    grade_everywhere(copies, homes)
    key = tmp_path / "cle"
    for juror_id, path in copies.items():
        words = ("paquet", "produire", "--session", path, "--jure", juror_id, "--sortie", key)
        made = run_on(homes[juror_id], *words, juror_id=juror_id)
        assert made.code == 0, made.err
    packets = sorted(key.iterdir(), reverse=True)
    assert len(packets) == len(copies)

    table = laptops.copy("table")
    taken = run_on(homes[0], "paquet", "integrer", "--session", table, *packets, packets[0], "--json")
    assert (taken.code, [each["ajoutees"] for each in taken.json["paquets"]]) == (0, [6, 6, 6, 0]), taken.err
    counted = run_on(homes[0], "paquet", "registre", "--session", table, "--json").json
    assert (counted["attendues"], counted["reglees"], counted["versions"]) == (GRIDS, GRIDS, [])

    with laptops.open("table") as room:
        session = room.session()
        assert len({receipt.machine for receipt in session.receipts}) == len(copies)
        assert all(session.all_locked(candidate) for candidate in session.candidates)
        assert not deliberation.page(room.desk, CANDIDATES[0]).sealed
        assert backups.verify(room.desk) is None

    with real_window(tmp_path / "fenetre", SystemClock()) as real:
        real.open_session(table, PASSPHRASE)
        real.sit_down(ANNE.label, PINS[id_of(ANNE)])
        jury = JuryByKeys(real, PINS)
        jury.deliberate({SOULEYMANE: "c1"})
        jury.close()
        signed = closing.signatures(real.window.desk)
        session = jury.session

    assert [session.outcome(candidate) for candidate in session.candidates] == [
        Outcome.BLOC_WON,
        Outcome.BLOC_LOST,
        Outcome.BLOC_WON,
    ]
    refusal = session.position(SOULEYMANE, "c1")
    assert refusal is not None
    assert refusal.cited
    assert all(session.confirmed_by(candidate_id) == set(PINS) for candidate_id in CANDIDATES)
    assert session.closing is not None
    assert set(signed) == set(PINS)
    with laptops.open("table") as room:
        assert backups.verify(room.desk) is None
