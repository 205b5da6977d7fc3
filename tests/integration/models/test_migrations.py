"""Files of every released shape open, keep what they hold, and end in the shape that the rows describe."""

import ast
import re
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import create_engine, select

import app.models.migrations
from app.domain.faults import EnvironmentFault, Trouble
from app.domain.people import LinkKind
from app.models import cipher
from app.models.backup import backup_folder
from app.models.base import Row
from app.models.journal import first_break
from app.models.jury_rows import DecisionRow, MarkRow
from app.models.migrations.runner import STEPS, Step, migrate, newest, version_of
from app.models.people_rows import CandidateRow, PersonRow, RecusalRow
from app.models.session_file import SessionFile
from tests.builders import MACHINE, NOW, PASSPHRASE, session_file
from tests.integration.models.rows import candidate_row, put

FORMAT_1 = Path(__file__).parents[2] / "golden" / "format-1.jurade"
DOCUMENTATION = Path(__file__).parents[3] / "docs" / "format-de-fichier.md"
Shape = dict[str, list[tuple[object, ...]]]


def stock(path: Path) -> sqlcipher.Connection:
    connection = sqlcipher.connect(str(path), isolation_level=None)
    connection.execute(f"PRAGMA key = '{PASSPHRASE}'")
    return connection


def shape_of(connection: sqlcipher.Connection) -> Shape:
    """Columns, references and indexes of every table, in an order of their own."""
    tables = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").fetchall()
    pragmas = ("table_info", "foreign_key_list", "index_list")
    return {
        f"{table} {pragma}": sorted(row[1:] for row in connection.execute(f"PRAGMA {pragma}({table})"))
        for (table,) in tables
        for pragma in pragmas
    }


def add_a_table(connection: sqlcipher.Connection) -> None:
    connection.execute("CREATE TABLE room (id INTEGER NOT NULL, label VARCHAR NOT NULL)")
    connection.execute("INSERT INTO room SELECT id, birth_name FROM candidate")


def fail_half_way(connection: sqlcipher.Connection) -> None:
    add_a_table(connection)
    connection.execute("DELETE FROM candidate")
    raise ArithmeticError


def written(path: Path) -> Path:
    """A closed file of the present shape with one candidate."""
    file = session_file(path)
    put(file, candidate_row(1))
    file.release()
    return path


def test_a_migrated_file_has_the_shape_that_the_rows_describe(tmp_path: Path) -> None:
    written(tmp_path / "session.jurade")
    engine = create_engine("sqlite+pysqlite://", module=sqlcipher)
    with engine.connect() as described:
        Row.metadata.create_all(described)
        wanted = shape_of(described.connection.dbapi_connection)
    engine.dispose()

    migrated = stock(tmp_path / "session.jurade")
    found = shape_of(migrated)
    migrated.close()

    assert found == wanted


def test_steps_are_numbered_without_a_gap() -> None:
    assert [step.version for step in STEPS] == list(range(1, newest() + 1))


def test_steps_know_nothing_of_the_present_rows() -> None:
    folder = Path(app.models.migrations.__path__[0])
    for path in folder.glob("m[0-9]*.py"):
        imports = [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.ImportFrom)]
        assert [node.module for node in imports if (node.module or "").startswith("app")] == []


def test_a_new_file_has_the_newest_shape_and_says_what_it_is(tmp_path: Path) -> None:
    connection = stock(written(tmp_path / "session.jurade"))

    assert version_of(connection) == newest()
    assert connection.execute("PRAGMA application_id").fetchone() == (int.from_bytes(b"JURD", "big"),)
    connection.close()


def test_a_step_that_fails_leaves_the_file_as_the_step_before_left_it(tmp_path: Path) -> None:
    connection = stock(written(tmp_path / "session.jurade"))
    before = shape_of(connection)
    last = newest()
    steps = [
        *STEPS,
        Step(last + 1, lambda c: c.execute("CREATE TABLE kept (id)") and None),
        Step(last + 2, fail_half_way),
    ]

    with pytest.raises(ArithmeticError):
        migrate(connection, steps)

    assert version_of(connection) == last + 1
    assert set(shape_of(connection)) - set(before) == {
        f"kept {p}" for p in ("table_info", "foreign_key_list", "index_list")
    }
    assert connection.execute("SELECT birth_name FROM candidate").fetchall() == [("LE GOFF",)]
    connection.close()


def upgrade(path: Path, steps: Sequence[Step]) -> None:
    SessionFile.open(path, PASSPHRASE, MACHINE, NOW, steps).release()


def test_opening_an_older_file_backs_it_up_then_upgrades_it(tmp_path: Path) -> None:
    path = written(tmp_path / "session.jurade")

    upgrade(path, [*STEPS, Step(newest() + 1, add_a_table)])

    connection = stock(path)
    assert version_of(connection) == newest() + 1
    assert connection.execute("SELECT label FROM room").fetchall() == [("LE GOFF",)]
    connection.close()
    (backup,) = backup_folder(path).iterdir()
    assert backup.name == f"session-20260512-090000-avant-format-{newest() + 1}.jurade"
    kept = SessionFile.open(backup, PASSPHRASE, MACHINE, NOW)
    with kept.read() as session:
        assert session.scalars(select(CandidateRow.birth_name)).all() == ["LE GOFF"]
    kept.release()


def test_a_file_of_the_present_shape_is_opened_without_a_backup(tmp_path: Path) -> None:
    path = written(tmp_path / "session.jurade")

    upgrade(path, STEPS)

    assert not backup_folder(path).exists()


def test_an_upgrade_that_fails_lets_the_older_program_go_on(tmp_path: Path) -> None:
    path = written(tmp_path / "session.jurade")

    with pytest.raises(ArithmeticError):
        upgrade(path, [*STEPS, Step(newest() + 1, fail_half_way)])

    file = SessionFile.open(path, PASSPHRASE, MACHINE, NOW)
    with file.read() as session:
        assert session.scalars(select(CandidateRow.birth_name)).all() == ["LE GOFF"]
    file.release()


def test_an_upgrade_without_room_for_its_backup_does_not_begin(tmp_path: Path) -> None:
    path = written(tmp_path / "session.jurade")
    (tmp_path / "session.sauvegardes").write_text("a file stands where the folder should be")

    with pytest.raises(EnvironmentFault) as refused:
        upgrade(path, [*STEPS, Step(newest() + 1, add_a_table)])

    assert refused.value.what is Trouble.BACKUP_FAILED
    connection = stock(path)
    assert version_of(connection) == newest()
    connection.close()


def test_a_creation_that_a_power_cut_interrupted_is_finished_at_opening(tmp_path: Path) -> None:
    path = tmp_path / "session.jurade"
    path.touch()
    key = cipher.derive(PASSPHRASE, cipher.fresh_salt())
    connection = cipher.connect(path, key)
    connection.execute(f"PRAGMA application_id = {cipher.APPLICATION_ID}")
    connection.close()

    file = SessionFile.open(path, PASSPHRASE, MACHINE, NOW)

    with file.read() as session:
        assert session.scalars(select(CandidateRow)).all() == []
    file.release()


def test_a_file_of_format_1_opens_with_all_that_it_holds(tmp_path: Path) -> None:
    shutil.copy(FORMAT_1, tmp_path / "session.jurade")

    file = SessionFile.open(tmp_path / "session.jurade", PASSPHRASE, "poste-neuf", NOW)

    with file.read() as session:
        assert [(c.birth_name, c.first_name, c.access_path.value) for c in session.scalars(select(CandidateRow))] == [
            ("LE GOFF", "Élodie", "vae")
        ]
        assert session.scalars(select(PersonRow.family_name)).all() == ["Durand"]
        assert [(m.criterion_id, m.value) for m in session.scalars(select(MarkRow))] == [("c1.1", "oui")]
        assert session.scalars(select(DecisionRow.decided_at)).one() == NOW
        assert first_break(session.connection()) is None
        assert [(c.panel, c.parent_title_proof) for c in session.scalars(select(CandidateRow))] == [(0, "")]
        assert session.scalars(select(RecusalRow.kind)).all() == [LinkKind.OTHER]
    file.release()


def test_the_documentation_names_every_table(tmp_path: Path) -> None:
    connection = stock(written(tmp_path / "session.jurade"))
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    connection.close()

    section = DOCUMENTATION.read_text(encoding="utf-8").split("## Les tables")[1].split("## ")[0]

    assert set(re.findall(r"^\| `(\w+)`", section, re.MULTILINE)) == tables


def test_the_documentation_tells_how_to_verify_the_journal_by_hand(tmp_path: Path) -> None:
    (recipe,) = re.findall(r"```python\n(.*?)```", DOCUMENTATION.read_text(encoding="utf-8"), re.DOTALL)
    scope: dict[str, Callable[[dict[str, object]], str]] = {}
    exec(recipe, scope)  # noqa: S102 - the documentation's own example
    shutil.copy(FORMAT_1, tmp_path / "session.jurade")
    connection = stock(tmp_path / "session.jurade")
    rows = connection.execute("SELECT * FROM journal ORDER BY number")
    names = [column[0] for column in rows.description]
    entries = [dict(zip(names, row, strict=True)) for row in rows]
    connection.close()

    assert entries
    assert [scope["empreinte"](entry) for entry in entries] == [entry["digest"] for entry in entries]
