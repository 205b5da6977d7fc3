"""Each reason why a session file does not open has its own sentence, and opening changes nothing then."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import func, select

from app.domain.faults import EnvironmentFault, Trouble
from app.models.cipher import PAGE_SIZE
from app.models.people_rows import CandidateRow
from app.models.session_file import SessionFile
from tests.builders import MACHINE, NOW, PASSPHRASE, session_file
from tests.integration.models.rows import candidate_row, put


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A closed session file with thirty candidates."""
    written = tmp_path / "session.jurade"
    file = session_file(written)
    put(file, *[candidate_row(number) for number in range(1, 31)])
    file.release()
    return written


@pytest.fixture(autouse=True)
def nothing_else_in_the_folder(tmp_path: Path) -> Iterator[None]:
    """A file that does not open leaves neither lock nor companion behind."""
    yield
    assert not list(tmp_path.rglob("*.lock"))


def refusal(path: Path, passphrase: str = PASSPHRASE) -> Trouble:
    with pytest.raises(EnvironmentFault) as refused:
        SessionFile.open(path, passphrase, MACHINE, NOW).release()
    assert path.name in refused.value.sentence or refused.value.what is Trouble.PASSPHRASE_EMPTY
    assert isinstance(refused.value.what, Trouble)
    return refused.value.what


def damage(path: Path, offset: int, length: int = 1) -> None:
    content = bytearray(path.read_bytes())
    content[offset : offset + length] = bytes(byte ^ 0x55 for byte in content[offset : offset + length])
    path.write_bytes(content)


def half_way(before: bytes, after: bytes) -> bytes:
    """The file as a power cut leaves it: the first half of each page is the new one, the rest is still the old one."""
    torn = bytearray(before)
    for start in range(0, len(before), PAGE_SIZE):
        torn[start : start + PAGE_SIZE // 2] = after[start : start + PAGE_SIZE // 2]
    return bytes(torn) + after[len(before) : len(before) + PAGE_SIZE // 2]


def stock(path: Path, passphrase: str = PASSPHRASE) -> sqlcipher.Connection:
    connection = sqlcipher.connect(str(path))
    connection.execute(f"PRAGMA key = '{passphrase}'")
    return connection


def test_a_wrong_passphrase_is_said_and_the_file_stays_the_same(path: Path) -> None:
    before = path.read_bytes()

    assert refusal(path, "bocal lucarne trèfle ovale sifflets") is Trouble.PASSPHRASE_WRONG
    assert refusal(path, f"{PASSPHRASE} ") is Trouble.PASSPHRASE_WRONG
    assert path.read_bytes() == before


@pytest.mark.parametrize("passphrase", ["", "   ", "\t\n"])
def test_an_empty_passphrase_is_said(path: Path, tmp_path: Path, passphrase: str) -> None:
    assert refusal(path, passphrase) is Trouble.PASSPHRASE_EMPTY
    with pytest.raises(EnvironmentFault, match="phrase secrète est vide"):
        SessionFile.create(tmp_path / "autre.jurade", passphrase, MACHINE, NOW)
    assert not (tmp_path / "autre.jurade").exists()


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    assert refusal(tmp_path / "absente.jurade") is Trouble.FILE_MISSING


def test_a_folder_in_place_of_a_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "dossier.jurade").mkdir()

    assert refusal(tmp_path / "dossier.jurade") is Trouble.FILE_UNREADABLE


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"Bonjour",
        "Compte rendu de la journée. ".encode() * 800,
        b"SQLite format 3\x00" + os.urandom(2 * PAGE_SIZE),
        bytes(5 * PAGE_SIZE),
        b"PK\x03\x04" + os.urandom(2 * PAGE_SIZE),
        b"%PDF-1.7\n" + b"1 0 obj << /Type /Page >> endobj\n" * 800,
    ],
    ids=["empty", "short text", "long text", "plain SQLite", "zeros", "workbook", "PDF"],
)
def test_another_kind_of_file_is_said(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "notes.jurade").write_bytes(content)

    assert refusal(tmp_path / "notes.jurade") is Trouble.FILE_NOT_SESSION
    assert (tmp_path / "notes.jurade").read_bytes() == content


def test_an_encrypted_file_of_another_program_is_said(tmp_path: Path) -> None:
    foreign = stock(tmp_path / "carnet.jurade")
    foreign.execute("CREATE TABLE note (text)")
    foreign.commit()
    foreign.close()

    assert refusal(tmp_path / "carnet.jurade") is Trouble.FILE_NOT_SESSION
    foreign = stock(tmp_path / "carnet.jurade")
    assert foreign.execute("SELECT name FROM sqlite_schema").fetchall() == [("note",)]
    foreign.close()


@pytest.mark.parametrize("kept", [PAGE_SIZE, 3 * PAGE_SIZE, 3 * PAGE_SIZE + 1000])
def test_a_truncated_file_is_damaged(path: Path, kept: int) -> None:
    path.write_bytes(path.read_bytes()[:kept])

    assert refusal(path) is Trouble.FILE_DAMAGED


def test_a_damaged_first_page_is_not_taken_for_a_wrong_passphrase(path: Path) -> None:
    damage(path, 1000)

    assert refusal(path) is Trouble.FILE_DAMAGED
    assert refusal(path, "une autre phrase") is Trouble.PASSPHRASE_WRONG


def test_a_first_page_lost_with_its_salt_is_damage(path: Path) -> None:
    path.write_bytes(bytes(PAGE_SIZE) + path.read_bytes()[PAGE_SIZE:])

    assert refusal(path) is Trouble.FILE_DAMAGED


@pytest.mark.parametrize("page", [2, 9, 20, -1])
def test_one_damaged_bit_in_any_page_is_found_at_opening(path: Path, page: int) -> None:
    pages = path.stat().st_size // PAGE_SIZE
    damage(path, (page % pages) * PAGE_SIZE + 77)

    assert refusal(path) is Trouble.FILE_DAMAGED


def test_the_sentence_of_a_damaged_file_names_its_backups(path: Path) -> None:
    damage(path, 5 * PAGE_SIZE)

    with pytest.raises(EnvironmentFault, match=r"dossier session\.sauvegardes"):
        SessionFile.open(path, PASSPHRASE, MACHINE, NOW)


def test_a_file_of_a_later_version_is_refused_and_stays_the_same(path: Path) -> None:
    later = stock(path)
    later.execute("PRAGMA user_version = 99")
    later.close()
    before = path.read_bytes()

    with pytest.raises(EnvironmentFault, match=r"format 99, ce poste connaît 4\)"):
        SessionFile.open(path, PASSPHRASE, MACHINE, NOW)
    assert path.read_bytes() == before


def test_a_file_that_cannot_be_written_is_said_at_once(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda _path, wanted: wanted != os.W_OK)

    assert refusal(path) is Trouble.FILE_READ_ONLY


def test_a_folder_that_cannot_be_written_is_said(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(name: Path, *_more: object) -> int:
        raise PermissionError(13, "Permission denied", str(name))

    monkeypatch.setattr(os, "open", refuse)

    with pytest.raises(EnvironmentFault) as opening:
        SessionFile.open(path, PASSPHRASE, MACHINE, NOW)
    with pytest.raises(EnvironmentFault) as creation:
        SessionFile.create(path.with_name("autre.jurade"), PASSPHRASE, MACHINE, NOW)
    assert {opening.value.what, creation.value.what} == {Trouble.FOLDER_READ_ONLY}
    assert path.parent.name in opening.value.sentence


def test_a_creation_says_what_is_in_its_way(path: Path) -> None:
    before = path.read_bytes()

    with pytest.raises(EnvironmentFault, match=r"session\.jurade existe déjà"):
        SessionFile.create(path, PASSPHRASE, MACHINE, NOW)
    with pytest.raises(EnvironmentFault, match="Le dossier b n’existe pas"):
        SessionFile.create(path.parent / "a" / "b" / "c.jurade", PASSPHRASE, MACHINE, NOW)
    with pytest.raises(EnvironmentFault, match=r"dossier session\.jurade"):
        SessionFile.create(path / "c.jurade", PASSPHRASE, MACHINE, NOW)
    assert path.read_bytes() == before


def test_a_power_cut_while_pages_were_put_in_place_is_no_damage(tmp_path: Path) -> None:
    """The good copy of a half-written page still stands in the WAL."""
    file = session_file(tmp_path / "session.jurade")
    put(file, *[candidate_row(number) for number in range(1, 300)])
    cut = tmp_path / "apres-la-coupure" / "session.jurade"
    cut.parent.mkdir()
    for suffix in ("", "-wal"):
        shutil.copy(tmp_path / f"session.jurade{suffix}", f"{cut}{suffix}")
    file.release()
    before, after = cut.read_bytes(), (tmp_path / "session.jurade").read_bytes()
    assert len(after) > len(before) + PAGE_SIZE
    cut.write_bytes(half_way(before, after))

    again = SessionFile.open(cut, PASSPHRASE, MACHINE, NOW)

    with again.read() as session:
        assert session.scalar(select(func.count()).select_from(CandidateRow)) == 299
    again.release()


def test_a_wrong_passphrase_loses_nothing_that_a_power_cut_left_beside_the_file(tmp_path: Path) -> None:
    file = session_file(tmp_path / "session.jurade")
    put(file, candidate_row(1))
    cut = tmp_path / "apres-la-coupure" / "session.jurade"
    cut.parent.mkdir()
    for suffix in ("", "-wal"):
        shutil.copy(tmp_path / f"session.jurade{suffix}", f"{cut}{suffix}")
    file.release()

    assert refusal(cut, "une autre phrase") is Trouble.PASSPHRASE_WRONG

    again = SessionFile.open(cut, PASSPHRASE, MACHINE, NOW)
    with again.read() as session:
        assert session.scalars(select(CandidateRow.birth_name)).all() == ["LE GOFF"]
    again.release()


def test_a_file_deleted_under_the_program_is_said(tmp_path: Path) -> None:
    file = session_file(tmp_path / "session.jurade")
    (tmp_path / "session.jurade").unlink()

    with pytest.raises(EnvironmentFault) as refused:
        file.back_up(NOW)
    file.release()
    assert refused.value.what is Trouble.FILE_MISSING
