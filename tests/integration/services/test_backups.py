"""Copies of a session: written while it is open, proved before they serve, and never in the place of another file."""

from pathlib import Path

from app.domain.attendance import AbsenceCode
from app.domain.faults import Trouble
from app.domain.people import MANAGER
from app.services import attendance, backups, reading, sessions
from app.services.desk import Desk
from app.system.clock import ScriptedClock
from tests.builders import MACHINE, NOW, PASSPHRASE
from tests.integration.services.room import ELODIE, Room, open_file, refused


def restore(backup: Path, target: Path, passphrase: str = PASSPHRASE) -> None:
    backups.restore(backup, passphrase, target, MACHINE, ScriptedClock(NOW))


def test_a_backup_holds_everything_up_to_its_moment(prepared: Room, tmp_path: Path) -> None:
    attendance.mark_present(prepared.desk, MANAGER, ELODIE, "passeport")
    as_saved = prepared.session()
    backup = backups.create(prepared.desk)
    assert backup.parent == tmp_path / "essai.sauvegardes"
    attendance.mark_absent(prepared.desk, MANAGER, ELODIE, AbsenceCode.UNEXPLAINED, reason="partie")

    target = tmp_path / "ailleurs" / "reprise.jurade"
    restore(backup, target)
    desk = Desk(open_file(target), ScriptedClock(NOW))
    assert reading.session(desk) == as_saved
    assert backups.verify(desk) is None
    desk.close()
    assert prepared.candidate(ELODIE).is_absent


def test_a_backup_is_proved_before_it_serves(prepared: Room, tmp_path: Path) -> None:
    backup = backups.create(prepared.desk)
    target = tmp_path / "reprise.jurade"
    with refused(Trouble.PASSPHRASE_WRONG):
        restore(backup, target, "autre")
    damaged = bytearray(backup.read_bytes())
    damaged[len(damaged) // 2] ^= 0xFF
    backup.write_bytes(damaged)
    with refused(Trouble.FILE_DAMAGED):
        restore(backup, target)
    with refused(Trouble.FILE_MISSING):
        restore(tmp_path / "rien.jurade", target)
    assert not target.exists()


def test_a_restored_backup_takes_the_place_of_nothing(prepared: Room, path: Path) -> None:
    backup = backups.create(prepared.desk)
    before = path.read_bytes()
    with refused(Trouble.FILE_EXISTS):
        restore(backup, path)
    assert path.read_bytes() == before


def test_closing_the_file_leaves_a_backup_of_what_was_written(prepared: Room, tmp_path: Path) -> None:
    prepared.desk.close()
    assert not (tmp_path / "essai.sauvegardes").exists()
    prepared.reopen()
    attendance.mark_present(prepared.desk, MANAGER, ELODIE, "passeport")
    prepared.desk.close()
    [backup] = (tmp_path / "essai.sauvegardes").iterdir()
    sessions.prove(backup, PASSPHRASE, MACHINE, ScriptedClock(NOW))


def test_the_journal_of_a_day_is_whole_until_somebody_touches_it(closed: Room) -> None:
    assert backups.verify(closed.desk) is None
    entries = closed.journal()
    assert [entry.number for entry in entries] == list(range(1, len(entries) + 1))
    assert closed.session().journal_head == entries[-1].digest

    touched = entries[len(entries) // 2]
    with closed.desk.read() as rows:
        rows.connection().exec_driver_sql(
            "UPDATE journal SET actor = 'somebody else' WHERE number = ?", (touched.number,)
        )
        rows.commit()
    assert backups.verify(closed.desk) == (MACHINE, touched.number)
