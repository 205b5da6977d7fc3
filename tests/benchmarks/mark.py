"""One mark, on disk and journalled, against one bare SQLCipher commit with the same settings.

The session is one of 24 candidates and three jurors, half of them graded.
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from sqlcipher3.dbapi2 import Connection

from app.domain.answer import NO, YES
from app.domain.people import Actor
from app.models import cipher
from app.services import grading, reading
from app.services.desk import Desk
from tests.benchmarks import rooms
from tests.benchmarks.figures import Timings, line, milliseconds

PART = "ecrit"
ROUNDS = 40


def measure() -> Iterator[str]:
    """First answers and changed answers together, as a juror gives them; bare commits in turn with them."""
    desk = rooms.open_desk(rooms.busy_session())
    try:
        marks, bare = _measure(desk)
    finally:
        desk.close()
    detail = "{} against {}"
    for name, share, aim in (("median", 0.5, 3), ("p99", 0.99, 10)):
        ours, theirs = marks.quantile(share), bare.quantile(share)
        yield line(f"one mark on disk, {name}", ours / theirs, aim, detail.format(*map(milliseconds, (ours, theirs))))


class BareFile:
    """A SQLCipher file with the session's settings, and nothing above it."""

    def __init__(self) -> None:
        path = Path(tempfile.mkdtemp(prefix="jurade-bench-")) / "bare.db"
        path.touch(mode=0o600)
        self._connection: Connection = cipher.connect(path, cipher.derive("bare", cipher.fresh_salt()))
        self._connection.execute("CREATE TABLE mark (criterion TEXT PRIMARY KEY, value TEXT)")

    def commit(self, criterion_id: str, value: str) -> None:
        """Put one row on disk."""
        self._connection.execute("BEGIN IMMEDIATE")
        self._connection.execute("INSERT OR REPLACE INTO mark VALUES (?, ?)", (criterion_id, value))
        self._connection.commit()

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()


def _measure(desk: Desk) -> tuple[Timings, Timings]:
    session = reading.session(desk)
    juror, candidate = session.jurors[0], session.candidates[-1]
    actor, key = Actor(juror.id, juror.name), grading.GridKey(candidate.id, PART)
    grading.open_grid(desk, actor, key)
    criteria = sorted(desk.criteria_by_part[PART])
    file = BareFile()
    marks, bare = [], []
    for turn in range(ROUNDS):
        value = NO if turn % 2 else YES
        for criterion_id in criteria:
            begun = perf_counter()
            grading.mark(desk, actor, key, criterion_id, value)
            marks.append(perf_counter() - begun)
            begun = perf_counter()
            file.commit(criterion_id, f"{value.code}{turn}")
            bare.append(perf_counter() - begun)
    file.close()
    return Timings(marks), Timings(bare)
