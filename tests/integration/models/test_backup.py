"""Backups: checked, few enough to be found, never at the cost of an earlier one."""

import datetime as dt
import os
import stat
from pathlib import Path

import pytest
from sqlalchemy import select

from app.domain.faults import EnvironmentFault, Trouble
from app.models.backup import GENERATIONS, backup_folder
from app.models.cipher import PAGE_SIZE
from app.models.people_rows import CandidateRow
from app.models.session_file import SessionFile
from tests.builders import MACHINE, NOW, PASSPHRASE, session_file
from tests.integration.models.rows import candidate_row, put


def names(file: SessionFile) -> list[str]:
    return sorted(path.name for path in backup_folder(file.path).iterdir())


def test_a_backup_opens_with_the_passphrase_and_holds_what_was_written(file: SessionFile) -> None:
    put(file, candidate_row(1, "N’DIAYE"))
    backup = file.back_up(NOW)
    put(file, candidate_row(2))

    copy = SessionFile.open(backup, PASSPHRASE, MACHINE, NOW)

    with copy.read() as session:
        assert session.scalars(select(CandidateRow.birth_name)).all() == ["N’DIAYE"]
    assert copy.journal_head != file.journal_head
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    copy.release()


def test_a_backup_bears_the_session_the_time_and_the_occasion(file: SessionFile) -> None:
    file.back_up(NOW)
    put(file, candidate_row(1))
    file.close(NOW + dt.timedelta(hours=9))

    assert names(file) == ["session-20260512-090000-manuelle.jurade", "session-20260512-180000-fermeture.jurade"]


def test_the_ten_newest_are_kept(file: SessionFile) -> None:
    for minute in range(13):
        file.back_up(NOW + dt.timedelta(minutes=minute))

    assert GENERATIONS == 10
    assert names(file) == [f"session-20260512-09{minute:02}00-manuelle.jurade" for minute in range(3, 13)]


def test_a_clock_set_back_does_not_cost_the_backup_just_written(file: SessionFile) -> None:
    for minute in range(GENERATIONS):
        file.back_up(NOW + dt.timedelta(minutes=minute))

    backup = file.back_up(NOW - dt.timedelta(days=4000))

    assert backup.exists()
    assert len(names(file)) == GENERATIONS
    assert "session-20260512-090000-manuelle.jurade" not in names(file)


def test_files_that_people_put_beside_the_backups_stay(file: SessionFile) -> None:
    folder = backup_folder(file.path)
    folder.mkdir()
    (folder / "avant-la-deliberation.jurade").write_bytes(b"kept")
    for minute in range(12):
        file.back_up(NOW + dt.timedelta(minutes=minute))

    assert (folder / "avant-la-deliberation.jurade").read_bytes() == b"kept"
    assert len(names(file)) == GENERATIONS + 1


def test_brackets_in_a_name_do_not_stop_the_rotation(tmp_path: Path) -> None:
    file = session_file(tmp_path / "mai [matin].jurade")
    for minute in range(12):
        file.back_up(NOW + dt.timedelta(minutes=minute))

    assert len(names(file)) == GENERATIONS
    file.release()


def test_a_damaged_session_is_called_damaged_and_its_backups_stay(tmp_path: Path) -> None:
    path = tmp_path / "session.jurade"
    file = session_file(path)
    put(file, *[candidate_row(number) for number in range(1, 200)])
    for minute in range(GENERATIONS):
        file.back_up(NOW + dt.timedelta(minutes=minute))
    before = names(file)
    file.release()
    content = bytearray(path.read_bytes())
    content[30 * PAGE_SIZE + 100] ^= 1
    path.write_bytes(content)

    file = session_file(path)
    with pytest.raises(EnvironmentFault) as refused:
        file.back_up(NOW + dt.timedelta(hours=1))

    assert refused.value.what is Trouble.FILE_DAMAGED
    assert names(file) == before
    file.release()


def test_a_disk_that_fails_leaves_no_half_backup_and_the_session_goes_on(
    file: SessionFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    put(file, candidate_row(1))
    with monkeypatch.context() as disk:
        disk.setattr(os, "fsync", full)
        with pytest.raises(EnvironmentFault, match="la session elle-même est intacte"):
            file.back_up(NOW)
    assert names(file) == []

    put(file, candidate_row(2))
    file.back_up(NOW)
    assert len(names(file)) == 1


def test_a_backup_that_cannot_be_made_does_not_keep_the_session_open(tmp_path: Path) -> None:
    file = session_file(tmp_path / "session.jurade")
    put(file, candidate_row(1))
    (tmp_path / "session.sauvegardes").write_text("a file stands where the folder should be")

    with pytest.raises(EnvironmentFault) as refused:
        file.close(NOW)

    assert refused.value.what is Trouble.BACKUP_FAILED
    SessionFile.open(tmp_path / "session.jurade", PASSPHRASE, MACHINE, NOW).release()
