"""What is said to be saved stays saved: full disks, other threads, killed programs."""

import random
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.domain.answer import NO, YES
from app.domain.faults import EnvironmentFault, Trouble
from app.models import cipher
from app.models.journal import JournalRow, first_break
from app.models.jury_rows import GridRow, MarkRow
from app.models.people_rows import CandidateRow
from app.models.session_file import SessionFile
from app.models.session_rows import IncidentRow
from tests.builders import MACHINE, NOW, PASSPHRASE, by, session_file
from tests.integration.models.rows import candidate_row, graded, mark_row, put

ROOT = Path(__file__).parents[3]
KILLS = 20


def set_pragma(file: SessionFile, name: str, value: int) -> None:
    """Change a setting of the connection that writes."""
    with file.write(by()) as session:
        session.connection().exec_driver_sql(f"PRAGMA {name} = {value}")


def leave_pages(file: SessionFile, free: int) -> None:
    """Let the disk have room for so many pages only."""
    with file.read() as session:
        used = session.connection().exec_driver_sql("PRAGMA page_count").scalar_one()
    set_pragma(file, "max_page_count", used + free)


def incident(number: int, size: int = 10) -> IncidentRow:
    return IncidentRow(number=number, at=NOW, text="x" * size)


def numbers(file: SessionFile) -> list[int]:
    with file.read() as session:
        assert first_break(session.connection()) is None
        return list(session.scalars(select(IncidentRow.number).order_by(IncidentRow.number)))


@pytest.mark.parametrize("flushed", [False, True], ids=["at the commit", "in the middle"])
def test_a_full_disk_keeps_what_was_saved_and_the_session_goes_on_once_there_is_room(
    file: SessionFile, *, flushed: bool
) -> None:
    put(file, incident(1))
    leave_pages(file, 3)

    def too_much() -> None:
        with file.write(by()) as session:
            session.add(incident(2))
            if flushed:
                session.flush()
            session.add(incident(3, 100_000))

    with pytest.raises(EnvironmentFault) as refused:
        too_much()

    assert refused.value.what is Trouble.DISK_FULL
    assert "session.jurade" in refused.value.sentence
    assert numbers(file) == [1]

    leave_pages(file, 10_000)
    put(file, incident(2), incident(3, 100_000))
    assert numbers(file) == [1, 2, 3]
    with file.read() as session:
        assert list(session.scalars(select(JournalRow.number).order_by(JournalRow.number))) == [1, 2, 3]


def test_an_act_that_was_undone_is_not_remembered_by_the_next_one(file: SessionFile) -> None:
    """The writer keeps its rows in memory between acts: they must tell what the disk holds."""
    graded(file)
    put(file, mark_row("c1.1"))

    def undone() -> None:
        with file.write(by()) as session:
            grid = session.get_one(GridRow, (1, 1, "oral"))
            grid.appreciation = "Perdu."
            grid.marks["c1.2"] = MarkRow(criterion_id="c1.2", value=NO.code)
            grid.marks.pop("c1.1")
            session.flush()
            raise LookupError

    with pytest.raises(LookupError):
        undone()

    with file.write(by()) as session:
        grid = session.get_one(GridRow, (1, 1, "oral"))
        assert grid.appreciation == ""
        assert list(grid.marks) == ["c1.1"]
        grid.marks["c1.2"] = MarkRow(criterion_id="c1.2", value=YES.code)
    with file.read() as session:
        assert {mark.criterion_id: mark.value for mark in session.scalars(select(MarkRow))} == {
            "c1.1": YES.code,
            "c1.2": YES.code,
        }


def test_a_disk_that_stays_full_is_said_each_time(file: SessionFile) -> None:
    leave_pages(file, 0)
    for _ in range(3):
        with pytest.raises(EnvironmentFault, match="Le disque est plein"):
            put(file, incident(1, 100_000))

    assert numbers(file) == []


def test_a_disk_that_refuses_a_creation_keeps_nothing_of_it(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource", reason="This system has no limit on the size of files.")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (30_000, before[1]))
    try:
        with pytest.raises(EnvironmentFault) as refused:
            SessionFile.create(tmp_path / "session.jurade", PASSPHRASE, MACHINE, NOW)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)

    assert refused.value.what is Trouble.DISK_REFUSED
    assert list(tmp_path.iterdir()) == []


def test_another_program_that_holds_the_file_is_waited_for_then_said(tmp_path: Path) -> None:
    file = session_file(tmp_path / "session.jurade")
    set_pragma(file, "busy_timeout", 1)
    other = cipher.connect(file.path, cipher.derive(PASSPHRASE, file.path.read_bytes()[:16]))
    other.execute("BEGIN IMMEDIATE")

    for _ in range(2):
        with pytest.raises(EnvironmentFault) as refused:
            put(file, incident(1))
        assert refused.value.what is Trouble.FILE_BUSY

    other.execute("ROLLBACK")
    other.close()
    put(file, incident(1))
    assert numbers(file) == [1]
    file.release()


def test_damage_that_appears_while_the_session_is_open_is_said(tmp_path: Path) -> None:
    path = tmp_path / "session.jurade"
    file = session_file(path)
    put(file, *[candidate_row(number) for number in range(1, 400)])
    file.release()
    content = bytearray(path.read_bytes())
    content[(len(content) // cipher.PAGE_SIZE - 10) * cipher.PAGE_SIZE + 9] ^= 1
    path.write_bytes(content)

    file = session_file(path)
    with pytest.raises(EnvironmentFault) as refused, file.read() as session:
        [*session.scalars(select(CandidateRow.birth_name)), *session.scalars(select(JournalRow.actor))]

    assert refused.value.what is Trouble.FILE_DAMAGED
    file.release()


def test_a_reader_keeps_one_picture_while_the_window_writes(file: SessionFile) -> None:
    put(file, incident(1))

    with file.read() as session:
        before = session.scalar(select(func.count()).select_from(IncidentRow))
        put(file, incident(2))
        after = session.scalar(select(func.count()).select_from(IncidentRow))

    assert (before, after) == (1, 1)
    assert numbers(file) == [1, 2]


def test_other_threads_read_whole_acts_while_the_window_writes(file: SessionFile) -> None:
    """Each act writes two incidents: a reader sees both or none, never waits for long, and never fails."""
    stop = threading.Event()
    seen: list[int] = []
    failures: list[BaseException] = []

    def read_on() -> None:
        try:
            while not stop.is_set():
                with file.read() as session:
                    seen.append(len(session.scalars(select(IncidentRow)).all()))
        except BaseException as error:  # noqa: BLE001 - handed to the test, which fails on it
            failures.append(error)

    readers = [threading.Thread(target=read_on) for _ in range(3)]
    for reader in readers:
        reader.start()
    for number in range(1, 120, 2):
        put(file, incident(number), incident(number + 1))
    stop.set()
    for reader in readers:
        reader.join()

    assert failures == []
    assert seen
    assert all(count % 2 == 0 for count in seen)
    assert numbers(file) == list(range(1, 121))


def test_two_threads_that_write_take_turns(file: SessionFile) -> None:
    def write_some(first: int) -> None:
        for number in range(first, first + 25):
            put(file, incident(number))

    writers = [threading.Thread(target=write_some, args=(first,)) for first in (1, 26)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    assert numbers(file) == list(range(1, 51))


def test_a_backup_is_made_while_another_thread_writes(file: SessionFile) -> None:
    put(file, *[candidate_row(number) for number in range(1, 200)])
    backups: list[Path] = []
    worker = threading.Thread(target=lambda: backups.append(file.back_up(NOW)))
    worker.start()
    for number in range(1, 30):
        put(file, incident(number))
    worker.join()

    copy = SessionFile.open(backups[0], PASSPHRASE, MACHINE, NOW)
    kept = numbers(copy)
    copy.release()

    assert kept == list(range(1, len(kept) + 1))
    assert numbers(file) == list(range(1, 30))


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_a_killed_program_loses_nothing_that_it_said_was_saved(tmp_path: Path) -> None:
    path = tmp_path / "session.jurade"
    file = session_file(path)
    graded(file)
    file.release()
    words = [sys.executable, "-m", "tests.integration.models.writer", str(path)]
    said: list[int] = []

    for _ in range(KILLS):
        with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, text=True) as writer:  # noqa: S603 - fixed words
            assert writer.stdout
            assert writer.stdout.readline() == "ready\n"
            time.sleep(random.uniform(0, 0.15))  # noqa: S311 - a moment, not a secret
            writer.kill()
            said += [int(line) for line in writer.stdout if line.endswith("\n")]
        shutil.rmtree(path.with_name("session.sauvegardes"), ignore_errors=True)

    file = SessionFile.open(path, PASSPHRASE, MACHINE, NOW)
    with file.read() as session:
        kept = {int(criterion[1:]) for criterion in session.scalars(select(MarkRow.criterion_id))}
        entries = session.scalar(select(func.count()).select_from(JournalRow).where(JournalRow.table_name == "mark"))
        assert first_break(session.connection()) is None
    file.release()
    assert len(said) > KILLS
    assert set(said) <= kept
    assert entries == len(kept)
