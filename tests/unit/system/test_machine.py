"""Where the program meets the machine: whole files, settings, clocks, logs and crash reports."""

import datetime as dt
import json
import logging
import os
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.faults import EnvironmentFault, Trouble
from app.system import crash
from app.system.clock import ScriptedClock, SystemClock
from app.system.files import write_whole
from app.system.paths import standard_paths
from app.system.settings import RECENT_LIMIT, Settings, SettingsStore
from tests.builders import NOW

NAME = "LE GOFF Élodie"


@pytest.fixture(autouse=True)
def quiet_log() -> Iterator[None]:
    """The program's log as it was before the test."""
    before = list(crash.log.handlers)
    yield
    for handler in set(crash.log.handlers) - set(before):
        crash.log.removeHandler(handler)
        handler.close()


def full_disk(_descriptor: int) -> None:
    raise OSError(28, "No space left on device")


def a_crash() -> tuple[type[BaseException], BaseException]:
    try:
        int(NAME)
    except ValueError as error:
        return type(error), error
    raise AssertionError("a name is no number")


def test_a_file_is_written_whole_for_its_user_alone(tmp_path: Path) -> None:
    write_whole(tmp_path / "a" / "b" / "papier.pdf", b"%PDF")

    assert (tmp_path / "a" / "b" / "papier.pdf").read_bytes() == b"%PDF"
    assert stat.S_IMODE((tmp_path / "a" / "b" / "papier.pdf").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "a" / "b").stat().st_mode) == 0o700
    assert [each.name for each in (tmp_path / "a" / "b").iterdir()] == ["papier.pdf"]


def test_a_full_disk_leaves_the_earlier_file_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_whole(tmp_path / "papier.pdf", b"first")
    monkeypatch.setattr(os, "fsync", full_disk)

    with pytest.raises(EnvironmentFault) as refused:
        write_whole(tmp_path / "papier.pdf", b"second")

    assert refused.value.what is Trouble.FILE_NOT_WRITTEN
    assert "papier.pdf" in refused.value.sentence
    assert {each.name: each.read_bytes() for each in tmp_path.iterdir()} == {"papier.pdf": b"first"}


def test_a_folder_that_is_a_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "dossier").write_bytes(b"")

    with pytest.raises(EnvironmentFault, match="dans le dossier dossier"):
        write_whole(tmp_path / "dossier" / "papier.pdf", b"x")


def test_settings_come_back_as_they_were_kept(tmp_path: Path) -> None:
    store = SettingsStore(tmp_path / "config" / "settings.json")
    kept = Settings("poste-a", "dark", 1.5, ("/é/a.jurade",))
    store.save(kept)

    assert store.load() == kept


def test_a_new_machine_gets_a_name_that_it_keeps(tmp_path: Path) -> None:
    first = SettingsStore(tmp_path / "settings.json").load()
    other = SettingsStore(tmp_path / "other.json").load()

    assert SettingsStore(tmp_path / "settings.json").load() == first
    assert first.machine != other.machine
    assert (first.scheme, first.text_zoom, first.recent) == ("system", 1.0, ())


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        "null",
        '"x"',
        "{}",
        '{"machine": 3}',
        '{"machine": "a", "recent": 5}',
        '{"machine": "a", "text_zoom": "x"}',
    ],
)
def test_settings_that_cannot_be_read_are_replaced(tmp_path: Path, content: str) -> None:
    path = tmp_path / "settings.json"
    path.write_text(content)

    fresh = SettingsStore(path).load()

    assert fresh.machine
    assert SettingsStore(path).load() == fresh


def test_settings_of_a_later_version_are_understood(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"machine": "poste-a", "recent": ["a"], "voice": "on"}))

    assert SettingsStore(path).load() == Settings("poste-a", recent=("a",))


def test_settings_that_cannot_be_kept_keep_nobody_from_working(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", full_disk)

    assert SettingsStore(tmp_path / "settings.json").load().machine


@given(st.lists(st.integers(0, 12), max_size=30))
def test_recent_sessions_stand_newest_first_each_once(opened: list[int]) -> None:
    settings = Settings("poste-a")
    for number in opened:
        settings = settings.remembering(Path(f"{number}.jurade"))

    newest = dict.fromkeys(f"{number}.jurade" for number in reversed(opened))
    assert list(settings.recent) == list(newest)[:RECENT_LIMIT]


def test_folders_belong_to_the_user(home: Path) -> None:
    paths = standard_paths()

    assert paths.framework_folders == (paths.shipped_frameworks, paths.own_frameworks)
    assert (paths.shipped_frameworks / "acom-2025.yaml").is_file()
    assert all(each.is_relative_to(home) for each in (paths.own_frameworks, paths.sessions, paths.settings, paths.logs))


def test_both_clocks_of_the_machine_run_together() -> None:
    clock = SystemClock()
    first = clock.instant()
    time.sleep(0.03)
    second = clock.instant()

    assert first.wall.tzinfo is not None
    assert dt.timedelta(milliseconds=25) <= second.since(first) < dt.timedelta(seconds=30)
    assert first.boot == second.boot


def test_ticks_of_two_programs_compare_within_one_run_of_the_machine() -> None:
    if not Path("/proc/sys/kernel/random/boot_id").exists():
        pytest.skip("This system names no run of the machine in a file.")
    words = "from app.system.clock import SystemClock; i = SystemClock().instant(); print(i.boot, i.ticks_ms)"
    before = SystemClock().instant()
    told = subprocess.run([sys.executable, "-c", words], capture_output=True, text=True, check=True)  # noqa: S603 - fixed words
    after = SystemClock().instant()

    boot, ticks = told.stdout.split()
    assert boot == before.boot == after.boot
    assert before.ticks_ms <= int(ticks) <= after.ticks_ms


def test_a_system_that_names_no_run_counts_each_run_of_the_program_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(*_words: object, **_named: object) -> str:
        raise FileNotFoundError

    monkeypatch.setattr(Path, "read_text", nothing)

    assert SystemClock().instant().boot != SystemClock().instant().boot


def test_setting_the_clock_does_not_move_the_ticks(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = SystemClock()
    first = clock.instant()
    monkeypatch.setattr(clock, "now", lambda: first.wall - dt.timedelta(hours=1))

    second = clock.instant()

    assert second.wall < first.wall
    assert dt.timedelta(0) <= second.since(first) < dt.timedelta(seconds=30)


def test_the_ticks_go_on_while_the_laptop_sleeps(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock of Python stops with the lid closed on Linux; the one that is read must not."""
    if not hasattr(time, "CLOCK_BOOTTIME"):
        pytest.skip("This system has one clock for both.")
    read = time.clock_gettime_ns
    asleep_ns = 10 * 60 * 10**9
    clock = SystemClock()
    before = clock.instant()
    monkeypatch.setattr(
        time, "clock_gettime_ns", lambda which: read(which) + (asleep_ns if which == time.CLOCK_BOOTTIME else 0)
    )

    assert clock.instant().since(before) >= dt.timedelta(minutes=10)


def test_a_scripted_clock_moves_only_when_told() -> None:
    clock = ScriptedClock(NOW)
    start = clock.instant()
    assert clock.instant() == start

    clock.advance(dt.timedelta(minutes=5))

    assert clock.now() == NOW + dt.timedelta(minutes=5)
    assert clock.instant().since(start) == dt.timedelta(minutes=5)


def test_a_crash_report_says_where_and_never_whom(tmp_path: Path) -> None:
    kind, error = a_crash()
    crash.start_logging(tmp_path)

    report = crash.write_report(tmp_path, kind, error.__traceback__)

    text = report.read_text(encoding="utf-8") + (tmp_path / "jurade.log").read_text(encoding="utf-8")
    assert "ValueError" in text
    assert "test_machine.py" in text
    assert "a_crash" in text
    assert NAME not in text
    assert "Élodie" not in text


def test_a_crash_report_goes_elsewhere_when_its_folder_refuses_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "logs").write_text("a file stands where the folder should be")
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tmp"))
    kind, error = a_crash()
    crash.start_logging(tmp_path / "logs")

    crash.exit_after_crash(tmp_path / "logs", kind, error.__traceback__)

    (report,) = (tmp_path / "tmp").iterdir()
    assert str(report) in capsys.readouterr().err


def test_the_log_stays_small_and_local(tmp_path: Path) -> None:
    crash.start_logging(tmp_path / "logs")
    for number in range(30_000):
        crash.log.info("grid %s locked, a line of ordinary length for a busy session", number)

    files = sorted((tmp_path / "logs").iterdir())
    assert 1 < len(files) <= 4
    assert all(each.stat().st_size <= 500_000 for each in files)
    assert stat.S_IMODE((tmp_path / "logs").stat().st_mode) == 0o700
    assert crash.log.level == logging.INFO
