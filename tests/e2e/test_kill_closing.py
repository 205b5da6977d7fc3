"""A power cut while the jury closes: the session is open as it was, or closed with its record; never between.

`make test` cuts a handful of closings, `make test-long` a hundred; `JURADE_CLOSINGS=100` does the same alone.
"""

import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.domain.rules.registry import judge
from app.domain.session import ExamSession
from app.models.session_rows import DocumentRow
from app.services import backups, closing
from tests.integration.services.room import ANNE, PINS, Room, Stages

CLOSINGS = int(os.environ.get("JURADE_CLOSINGS", "5"))
LONGEST_CLOSING_S = 30
ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Cut:
    """One killed closing: whether it had said that it was done, and how long it took when nobody killed it."""

    said_done: bool
    took: float


@pytest.fixture(scope="module")
def stages(homes: Path, tmp_path_factory: pytest.TempPathFactory) -> Stages:  # noqa: ARG001 - work only in a home
    return Stages(tmp_path_factory.mktemp("stages"))


def cut(path: Path, delay: float | None) -> Cut:
    """Close in a process of its own, killed `delay` seconds after it began; None lets it finish."""
    command: list[str | Path] = [sys.executable, "-m", "tests.e2e.closer", path]
    with subprocess.Popen(  # noqa: S603 - this interpreter and a module of the tests
        command, stdout=subprocess.PIPE, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, start_new_session=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline().decode() == "prêt\n"
        began = time.monotonic()
        if delay is None:
            assert process.stdout.readline().decode() == "clos\n"
            took = time.monotonic() - began
            process.wait()
            return Cut(said_done=True, took=took)
        time.sleep(delay)
        process.send_signal(signal.SIGKILL)
        said = process.stdout.read().decode()
    return Cut(said_done=said == "clos\n", took=time.monotonic() - began)


def require_whole(room: Room, before: ExamSession, found: Cut) -> bool:
    """Either nothing of the closing is there, or all of it; gives back whether it is closed."""
    assert backups.verify(room.desk) is None, "the journal holds"
    session = room.session()
    with room.desk.read() as rows:
        records = rows.scalar(select(func.count()).select_from(DocumentRow))
    if session.closing is None:
        assert not found.said_done, "said closed, and it is open"
        assert (session, records) == (before, 0)
        closing.close(room.desk, ANNE)
    else:
        assert records == 1
        assert [state.findings for state in judge(session) if state.rule.number == 40] == [()]
    closing.sign(room.desk, 1, PINS[1])
    assert 1 in closing.signatures(room.desk)
    return session.closing is not None


@pytest.mark.slow
@pytest.mark.timeout(60 + LONGEST_CLOSING_S * CLOSINGS)
def test_a_closing_cut_at_any_moment_is_done_or_not_begun(stages: Stages, tmp_path: Path) -> None:
    content = stages.content("decided")
    with stages.open("decided", tmp_path / "avant.jurade") as room:
        before = room.session()
    whole = tmp_path / "entiere.jurade"
    whole.write_bytes(content)
    lasts = cut(whole, None).took
    moments = random.Random(CLOSINGS)  # noqa: S311 - the same shares of the time at each run
    outcomes = []
    for number in range(CLOSINGS):
        path = tmp_path / f"essai-{number}.jurade"
        path.touch(mode=0o600)
        path.write_bytes(content)
        found = cut(path, lasts * moments.uniform(0, 1.1))
        with stages.open_existing(path) as room:
            outcomes.append(require_whole(room, before, found))
    assert not all(outcomes), "some were cut before the end"
