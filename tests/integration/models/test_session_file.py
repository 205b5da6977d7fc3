"""A session file from its creation to its closing, and what lies on the disk meanwhile."""

import stat
import unicodedata
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import select

from app.models.people_rows import CandidateRow
from app.models.session_file import SessionFile
from app.models.session_rows import IncidentRow
from tests.builders import MACHINE, NOW, PASSPHRASE, session_file
from tests.integration.models.rows import candidate_row, fill, put


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def names_in(file: SessionFile) -> list[str]:
    with file.read() as session:
        return list(session.scalars(select(CandidateRow.birth_name).order_by(CandidateRow.id)))


def test_what_was_written_is_there_when_the_file_is_opened_again(tmp_path: Path) -> None:
    path = tmp_path / "session.jurade"
    file = SessionFile.create(path, PASSPHRASE, MACHINE, NOW)
    put(file, candidate_row(1, "N’DIAYE"))
    file.close(NOW)

    again = SessionFile.open(path, PASSPHRASE, MACHINE, NOW)

    assert names_in(again) == ["N’DIAYE"]
    again.release()


def test_only_the_user_can_read_the_file_its_companions_and_its_folder(tmp_path: Path) -> None:
    path = tmp_path / "nouveau" / "session.jurade"
    file = SessionFile.create(path, PASSPHRASE, MACHINE, NOW)
    put(file, candidate_row(1))
    backup = file.back_up(NOW)

    companions = sorted(path.parent.glob("session.jurade*"))
    assert [each.name.removeprefix("session.jurade") for each in companions] == ["", "-shm", "-wal", ".lock"]
    assert {mode(each) for each in [*companions, backup]} == {0o600}
    assert {mode(path.parent), mode(backup.parent)} == {0o700}
    file.release()


def test_closing_leaves_the_session_and_its_backups_alone_in_the_folder(tmp_path: Path) -> None:
    file = session_file(tmp_path / "session.jurade")
    put(file, candidate_row(1))
    file.close(NOW)

    assert sorted(each.name for each in tmp_path.iterdir()) == ["session.jurade", "session.sauvegardes"]


def test_closing_makes_no_backup_when_nothing_was_written(tmp_path: Path) -> None:
    file = session_file(tmp_path / "session.jurade")
    assert names_in(file) == []
    file.close(NOW)

    assert [each.name for each in tmp_path.iterdir()] == ["session.jurade"]


@pytest.mark.parametrize(
    "name",
    ["épreuves d’été 100 % réussies ?.jurade", "n°1 #2 [mai] & co;+.jurade", "a%20b.jurade", "sans-suffixe"],
)
def test_any_name_that_a_person_types_works(tmp_path: Path, name: str) -> None:
    path = tmp_path / "Été à l’île" / name
    file = SessionFile.create(path, PASSPHRASE, MACHINE, NOW)
    put(file, candidate_row(1))
    file.close(NOW)

    again = SessionFile.open(path, PASSPHRASE, MACHINE, NOW)

    assert names_in(again) == ["LE GOFF"]
    assert path.is_file()
    again.release()


def test_a_folder_written_with_two_slashes_works(tmp_path: Path) -> None:
    path = Path(f"/{tmp_path}/session.jurade")
    assert str(path).startswith("//")

    SessionFile.create(path, PASSPHRASE, MACHINE, NOW).release()

    SessionFile.open(path, PASSPHRASE, MACHINE, NOW).release()


def test_accents_of_the_passphrase_may_be_typed_either_way(tmp_path: Path) -> None:
    path = tmp_path / "session.jurade"
    SessionFile.create(path, unicodedata.normalize("NFD", "forêt gênée"), MACHINE, NOW).release()

    SessionFile.open(path, unicodedata.normalize("NFC", "forêt gênée"), MACHINE, NOW).release()


def test_any_sqlcipher_program_opens_the_file_with_the_same_passphrase(tmp_path: Path) -> None:
    path = tmp_path / "session.jurade"
    file = session_file(path)
    put(file, candidate_row(1, "LE GOFF", "Élodie"))
    file.close(NOW)

    stock = sqlcipher.connect(str(path))
    stock.execute(f"PRAGMA key = '{PASSPHRASE}'")
    found = stock.execute("SELECT birth_name, first_name, birth_date FROM candidate").fetchall()
    stock.close()

    assert found == [("LE GOFF", "Élodie", "1995-03-14")]


def test_a_file_that_a_stock_sqlcipher_rekeyed_opens_with_the_new_passphrase(tmp_path: Path) -> None:
    path = tmp_path / "session.jurade"
    file = session_file(path)
    put(file, candidate_row(1))
    file.release()
    stock = sqlcipher.connect(str(path))
    stock.execute(f"PRAGMA key = '{PASSPHRASE}'")
    stock.execute("PRAGMA rekey = 'autre phrase secrète'")
    stock.close()

    again = SessionFile.open(path, "autre phrase secrète", MACHINE, NOW)

    assert names_in(again) == ["LE GOFF"]
    again.release()


def test_no_name_can_be_read_in_any_file_of_the_folder(tmp_path: Path) -> None:
    file = session_file(tmp_path / "session.jurade")
    names = [f"QUÉMÉNEUR{n}" for n in range(40)]
    put(file, *[candidate_row(n, name) for n, name in enumerate(names, start=1)])
    put(file, IncidentRow(number=1, at=NOW, text="QUÉMÉNEUR1 est arrivé en retard"))
    file.back_up(NOW)

    on_disk = {each.name: each.read_bytes() for each in tmp_path.rglob("*") if each.is_file()}
    file.release()

    assert len(on_disk) == 5
    assert on_disk["session.jurade-wal"]
    for content in on_disk.values():
        for code in ("utf-8", "utf-16-le", "latin-1"):
            assert "QUÉMÉNEUR".encode(code) not in content
            assert "Durand".encode(code) not in content


def test_a_session_holds_a_row_of_every_kind(file: SessionFile) -> None:
    fill(file)

    assert names_in(file) == ["LE GOFF"]


def test_a_creation_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_randomness(_size: int) -> bytes:
        raise OSError("no entropy")

    monkeypatch.setattr("os.urandom", no_randomness)

    with pytest.raises(OSError, match="no entropy"):
        SessionFile.create(tmp_path / "session.jurade", PASSPHRASE, MACHINE, NOW)

    assert list(tmp_path.iterdir()) == []


def test_the_leftovers_of_a_deleted_session_do_not_spoil_a_new_one(tmp_path: Path) -> None:
    path = tmp_path / "session.jurade"
    file = session_file(path)
    put(file, candidate_row(1))
    wal = path.with_name("session.jurade-wal").read_bytes()
    file.release()
    path.unlink()
    path.with_name("session.jurade-wal").write_bytes(wal)

    new = SessionFile.create(path, "une autre phrase", MACHINE, NOW)

    assert names_in(new) == []
    new.release()
