"""The journal: every change with its old and new value, chained so that no entry can be altered unseen."""

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from app.domain.answer import NO, YES
from app.domain.planning.plan import SlotKind
from app.models.journal import GENESIS, JournalRow, entry_digest, first_break, head
from app.models.jury_rows import GridRow, MarkRow, PositionRow
from app.models.people_rows import AccommodationRow, CandidateRow, PersonRow
from app.models.preparation_rows import PlanSlotRow
from app.models.session_file import SessionFile
from app.models.session_rows import DocumentRow
from tests.builders import MACHINE, NOW, PASSPHRASE, by, session_file
from tests.integration.models.rows import (
    MORNING,
    candidate_row,
    document_row,
    fill,
    graded,
    grid_row,
    mark_row,
    person_row,
    put,
)


def entries(file: SessionFile) -> list[JournalRow]:
    with file.read() as session:
        return list(session.scalars(select(JournalRow).order_by(JournalRow.machine, JournalRow.number)))


def last(file: SessionFile) -> JournalRow:
    return entries(file)[-1]


def broken(file: SessionFile) -> tuple[str, int] | None:
    with file.read() as session:
        return first_break(session.connection())


def stock(path: Path) -> sqlcipher.Connection:
    """The file as somebody without this program, but with the passphrase, could change it."""
    connection = sqlcipher.connect(str(path), isolation_level=None)
    connection.execute(f"PRAGMA key = '{PASSPHRASE}'")
    return connection


def test_a_new_row_is_written_with_all_that_it_holds(file: SessionFile) -> None:
    with file.write(by("Anne Durand", reason="import de la liste")) as session:
        session.add(candidate_row(7))

    entry = last(file)
    assert (entry.machine, entry.number, entry.at) == (MACHINE, 1, NOW)
    assert (entry.actor, entry.reason) == ("Anne Durand", "import de la liste")
    assert (entry.act, entry.table_name, entry.row_key) == ("création", "candidate", "7")
    assert entry.changes == {
        "id": [None, 7],
        "rank": [None, 7],
        "birth_name": [None, "LE GOFF"],
        "first_name": [None, "Élodie"],
        "birth_date": [None, "1995-03-14"],
        "access_path": [None, "vae"],
        "panel": [None, 0],
    }


def test_a_planned_hour_is_written_as_it_is_read_on_the_wall(file: SessionFile) -> None:
    put(file, PlanSlotRow(number=1, kind=SlotKind.LUNCH, starts_at=MORNING, ends_at=MORNING))

    assert last(file).changes["starts_at"] == [None, "2026-05-12T09:00"]


def test_a_change_is_written_with_its_old_and_new_value(file: SessionFile) -> None:
    put(file, candidate_row(7))
    with file.write(by()) as session:
        row = session.get_one(CandidateRow, 7)
        row.birth_date = dt.date(1995, 4, 14)
        row.professional_file = True
        row.birth_name = "LE GOFF"

    assert last(file).act == "modification"
    assert last(file).changes == {"birth_date": ["1995-03-14", "1995-04-14"], "professional_file": [None, True]}


def test_a_row_taken_away_is_written_with_what_it_held(file: SessionFile) -> None:
    put(file, candidate_row(7))
    put(file, AccommodationRow(candidate_id=7, measure="tiers temps", extra_time="1/3", granted_on=dt.date(2026, 3, 2)))
    with file.write(by()) as session:
        session.delete(session.get_one(AccommodationRow, 7))

    assert last(file).act == "suppression"
    assert last(file).changes == {
        "candidate_id": [7, None],
        "measure": ["tiers temps", None],
        "extra_time": ["1/3", None],
        "granted_on": ["2026-03-02", None],
    }


def test_an_answer_taken_back_through_its_grid_is_written_too(file: SessionFile) -> None:
    graded(file)
    with file.write(by()) as session:
        session.get_one(GridRow, (1, 1, "oral")).marks["c1.1"] = MarkRow(criterion_id="c1.1", value=NO.code)
    with file.write(by()) as session:
        session.get_one(GridRow, (1, 1, "oral")).marks["c1.1"].value = YES.code
    with file.write(by()) as session:
        session.get_one(GridRow, (1, 1, "oral")).marks.pop("c1.1")

    acts = [(entry.act, entry.row_key, entry.changes.get("value")) for entry in entries(file)[-3:]]
    assert acts == [
        ("création", "1/1/oral/c1.1", [None, "non"]),
        ("modification", "1/1/oral/c1.1", ["non", "oui"]),
        ("suppression", "1/1/oral/c1.1", ["oui", None]),
    ]


def test_lists_and_instants_are_written_as_any_program_reads_them(file: SessionFile) -> None:
    put(file, candidate_row(1))
    put(file, PositionRow(candidate_id=1, unit_id="c1", mastered=False, motive="Rien n’est vérifié.", cited=["c1.1"]))
    with file.write(by()) as session:
        session.get_one(PositionRow, (1, "c1")).cited = ["c1.1", "c1.2"]

    assert last(file).changes == {"cited": [["c1.1"], ["c1.1", "c1.2"]]}


def test_nothing_is_written_when_nothing_changed(file: SessionFile) -> None:
    put(file, candidate_row(7))
    with file.write(by()) as session:
        session.get_one(CandidateRow, 7).birth_name = "LE GOFF"
    with file.write(by()):
        pass

    assert [entry.number for entry in entries(file)] == [1]


def test_secrets_never_reach_the_journal_and_contents_only_as_digests(file: SessionFile) -> None:
    put(file, person_row(1), document_row(b"%PDF-1 draft"))
    with file.write(by()) as session:
        juror = session.get_one(PersonRow, 1)
        juror.pin_hash, juror.encrypted_key, juror.certificate = "$argon2id$abc", b"private", b"public"
        session.get_one(DocumentRow, 1).content = b"%PDF-1 signed"

    written = json.dumps([entry.changes for entry in entries(file)])
    digest = {word: f"sha256:{hashlib.sha256(word).hexdigest()}" for word in (b"%PDF-1 draft", b"%PDF-1 signed")}
    by_table: Mapping[str, dict[str, list[object]]] = {entry.table_name: entry.changes for entry in entries(file)}
    assert by_table["person"]["pin_hash"] == ["", "secret"]
    assert by_table["person"]["encrypted_key"] == [None, "secret"]
    assert by_table["document"]["content"] == list(digest.values())
    assert "argon2" not in written
    assert b"private".hex() not in written


def test_acts_of_one_transaction_follow_each_other(file: SessionFile) -> None:
    with file.write(by()) as session:
        session.add(person_row(1))
        session.flush()
        session.add(candidate_row(1))
        session.flush()
        session.add(grid_row())

    assert [(entry.number, entry.table_name) for entry in entries(file)] == [
        (1, "person"),
        (2, "candidate"),
        (3, "grid"),
    ]
    assert broken(file) is None


def test_a_transaction_that_fails_leaves_neither_row_nor_entry_nor_gap(file: SessionFile) -> None:
    put(file, person_row(1))

    def fail_after_a_flush() -> None:
        with file.write(by()) as session:
            session.add(candidate_row(1))
            session.flush()
            raise LookupError

    def fail_at_the_commit() -> None:
        with file.write(by()) as session:
            session.add_all([candidate_row(2), mark_row()])

    with pytest.raises(LookupError):
        fail_after_a_flush()
    with pytest.raises(IntegrityError):
        fail_at_the_commit()
    put(file, person_row(2))

    assert [(entry.number, entry.table_name, entry.row_key) for entry in entries(file)] == [
        (1, "person", "1"),
        (2, "person", "2"),
    ]
    with file.read() as session:
        assert session.scalars(select(CandidateRow)).all() == []
    assert broken(file) is None


def test_the_chain_goes_on_after_the_file_was_opened_again(tmp_path: Path) -> None:
    file = session_file(tmp_path / "session.jurade")
    assert file.journal_head == GENESIS
    put(file, person_row(1))
    head_before = file.journal_head
    file.release()

    again = session_file(tmp_path / "session.jurade")
    assert again.journal_head == head_before
    put(again, person_row(2))

    assert [entry.previous for entry in entries(again)] == [GENESIS, head_before]
    assert again.journal_head == last(again).digest
    assert broken(again) is None
    again.release()


def test_each_machine_has_its_own_chain(tmp_path: Path) -> None:
    for number, machine in enumerate(["poste-b", "poste-a", "poste-b"], start=1):
        file = session_file(tmp_path / "session.jurade", machine)
        with file.write(by(machine=machine)) as session:
            session.add(person_row(number))
        file.release()

    file = session_file(tmp_path / "session.jurade", "poste-c")
    assert [(entry.machine, entry.number) for entry in entries(file)] == [
        ("poste-a", 1),
        ("poste-b", 1),
        ("poste-b", 2),
    ]
    assert broken(file) is None
    assert file.journal_head == GENESIS
    with file.read() as session:
        assert head(session.connection(), "poste-b")[0] == 2
    file.release()


ALTERATIONS = {
    "at": "'2026-05-12T07:00:00.000001+00:00'",
    "at, unreadable": "'hier'",
    "actor": "'Benoît Petit'",
    "act": "'modification'",
    "table_name": "'juror'",
    "row_key": "'9'",
    "changes": """'{"id": [null, 2], "family_name": [null, "Autre"]}'""",
    "changes, unreadable": "'{'",
    "reason": "'sans raison'",
    "previous": f"'{'1' * 64}'",
    "digest": f"'{'2' * 64}'",
    "number": "9",
    "machine": "'poste-z'",
}


@pytest.mark.parametrize("what", ALTERATIONS)
@pytest.mark.parametrize("number", [1, 2, 3])
def test_altering_any_word_of_any_entry_is_found(tmp_path: Path, what: str, number: int) -> None:
    path = tmp_path / "session.jurade"
    file = session_file(path)
    for person in (1, 2, 3):
        put(file, person_row(person), reason="convocation")
    file.release()
    column = what.partition(",")[0]
    forged = stock(path)
    assert forged.execute(f"UPDATE journal SET {column} = {ALTERATIONS[what]} WHERE number = {number}").rowcount == 1  # noqa: S608 - fixed words
    forged.close()

    file = session_file(path)

    assert broken(file) is not None
    file.release()


@pytest.mark.parametrize("number", [1, 2])
def test_an_entry_taken_out_of_the_middle_is_found(tmp_path: Path, number: int) -> None:
    path = tmp_path / "session.jurade"
    file = session_file(path)
    for person in (1, 2, 3):
        put(file, person_row(person))
    file.release()
    forged = stock(path)
    forged.execute(f"DELETE FROM journal WHERE number = {number}")  # noqa: S608 - fixed words
    forged.close()

    file = session_file(path)

    assert broken(file) == (MACHINE, number + 1)
    file.release()


def test_last_entries_taken_out_change_the_head_that_papers_print(tmp_path: Path) -> None:
    path = tmp_path / "session.jurade"
    file = session_file(path)
    for person in (1, 2):
        put(file, person_row(person))
    printed = file.journal_head
    file.release()
    forged = stock(path)
    forged.execute("DELETE FROM journal WHERE number = 2")
    forged.close()

    file = session_file(path)

    assert file.journal_head != printed
    file.release()


@pytest.mark.parametrize(
    "statement",
    [
        delete(CandidateRow),
        update(CandidateRow).values(rank=2),
        insert(PersonRow).values(id=9, function="jure", family_name="x", given_name="y"),
    ],
    ids=["delete", "update", "insert"],
)
def test_a_statement_that_would_escape_the_journal_is_refused(file: SessionFile, statement: object) -> None:
    put(file, candidate_row(1))

    with pytest.raises(TypeError, match="journal"), file.write(by()) as session:
        session.execute(statement)  # type: ignore[call-overload]  # three kinds of statements

    assert [entry.act for entry in entries(file)] == ["création"]


def test_every_table_is_journalled(file: SessionFile) -> None:
    fill(file)

    tables = {mapper.class_.__tablename__ for mapper in CandidateRow.registry.mappers}
    assert {entry.table_name for entry in entries(file)} == tables - {"journal"}


PLAIN = st.none() | st.booleans() | st.integers() | st.text(max_size=20)


@given(st.dictionaries(st.text(max_size=8), st.lists(PLAIN, max_size=2), max_size=4), st.text(max_size=8), PLAIN)
def test_a_digest_depends_on_every_value_and_not_on_the_order(
    changes: dict[str, list[object]], field: str, value: object
) -> None:
    entry: dict[str, object] = {"number": 1, "changes": changes}
    turned: dict[str, object] = {"changes": dict(reversed(changes.items())), "number": 1}

    assert entry_digest(entry) == entry_digest(turned)
    assert entry_digest(entry) != entry_digest({**entry, "changes": {**changes, field: ["autre", value]}})
