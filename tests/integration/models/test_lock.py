"""One writer per session: who is refused, who may take over."""

import datetime as dt
import os
import platform
import subprocess
import sys
from pathlib import Path

import pytest

from app.domain.faults import EnvironmentFault, Trouble
from app.models.lock import FileLock
from app.models.session_file import SessionFile
from tests.builders import MACHINE, NOW, PASSPHRASE, session_file
from tests.integration.models.rows import graded

ROOT = Path(__file__).parents[3]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A closed session with an open grid."""
    file = session_file(tmp_path / "session.jurade")
    graded(file)
    file.release()
    return tmp_path / "session.jurade"


def refusal(path: Path) -> EnvironmentFault:
    with pytest.raises(EnvironmentFault) as refused:
        SessionFile.open(path, PASSPHRASE, MACHINE, NOW)
    return refused.value


def test_another_program_is_refused_while_one_runs_and_takes_over_once_it_died(path: Path) -> None:
    words = [sys.executable, "-m", "tests.integration.models.writer", str(path)]
    with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, text=True) as writer:  # noqa: S603 - fixed words
        assert writer.stdout
        assert writer.stdout.readline() == "ready\n"

        refused = refusal(path)
        writer.kill()

    assert refused.what is Trouble.FILE_OPEN_ALREADY
    assert path.with_name("session.jurade.lock").exists()
    SessionFile.open(path, PASSPHRASE, MACHINE, NOW).release()
    assert not path.with_name("session.jurade.lock").exists()


def test_the_same_program_does_not_open_a_session_twice(path: Path) -> None:
    file = SessionFile.open(path, PASSPHRASE, MACHINE, NOW)

    refused = refusal(path)

    assert refused.what is Trouble.FILE_OPEN_ALREADY
    assert f"depuis le {NOW.astimezone():%d/%m/%Y à %H:%M}" in refused.sentence
    file.release()
    SessionFile.open(path, PASSPHRASE, MACHINE, NOW).release()


def test_a_session_open_on_another_machine_is_refused_by_its_name(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform, "node", lambda: "PORTABLE-7")
    file = SessionFile.open(path, PASSPHRASE, MACHINE, NOW)
    monkeypatch.setattr(platform, "node", lambda: "PORTABLE-8")

    refused = refusal(path)

    assert refused.what is Trouble.FILE_LOCKED_ELSEWHERE
    assert "PORTABLE-7" in refused.sentence
    assert "session.jurade.lock" in refused.sentence
    file.release()


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", '"x"', '{"host": "x"}', '{"host": "x", "pid": "y", "started": 1, "at": "z"}', "\0\0\0"],
)
def test_a_lock_whose_writer_died_before_naming_itself_is_taken_over(path: Path, content: str) -> None:
    lock = path.with_name("session.jurade.lock")
    lock.write_text(content)

    file = SessionFile.open(path, PASSPHRASE, MACHINE, NOW)

    assert lock.read_text() != content
    file.release()


def test_a_number_given_to_another_program_since_does_not_keep_a_dead_lock(path: Path) -> None:
    """Process numbers come round again: the time at which the process started tells them apart."""
    lock = path.with_name("session.jurade.lock")
    FileLock(path).acquire(NOW)
    lock.write_text(lock.read_text().replace('"started": 1', '"started": 2'))

    SessionFile.open(path, PASSPHRASE, MACHINE, NOW).release()


def test_a_failed_creation_leaves_the_lock_of_the_window_that_holds_the_name(path: Path) -> None:
    file = SessionFile.open(path, PASSPHRASE, MACHINE, NOW)
    path.unlink()

    with pytest.raises(EnvironmentFault) as refused:
        SessionFile.create(path, PASSPHRASE, MACHINE, NOW)

    assert refused.value.what is Trouble.FILE_OPEN_ALREADY
    assert path.with_name("session.jurade.lock").exists()
    assert not path.exists()
    file.release()


def test_a_lock_that_somebody_else_took_since_is_left_alone(path: Path) -> None:
    mine, theirs = FileLock(path), FileLock(path)
    mine.acquire(NOW)
    mine.path.unlink()
    theirs.acquire(NOW + dt.timedelta(minutes=5))

    mine.release()

    assert theirs.path.exists()
    theirs.release()
    assert not theirs.path.exists()


def test_a_full_disk_leaves_no_empty_lock(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int, *_more: object, **_named: object) -> None:
        os.close(_descriptor)
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fdopen", full)

    assert refusal(path).what is Trouble.DISK_FULL
    assert not path.with_name("session.jurade.lock").exists()
