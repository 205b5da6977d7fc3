"""After closing, a session changes only by signatures, documents and rectifications (rule 40)."""

import pytest
from sqlalchemy.exc import DBAPIError

from app.domain.faults import DomainError, Fault, JuryFault
from app.models.base import Row
from app.models.day_rows import FraudReportRow
from app.models.deliberation_rows import DerogationRow
from app.models.desk_rows import PersonalNoteRow
from app.models.journal import JournalRow
from app.models.jury_rows import GridRow, MarkCorrectionRow, MarkRow
from app.models.packet_rows import GridVersionRow, PacketReceiptRow
from app.models.people_rows import CandidateRow, PersonRow
from app.models.session_file import SessionFile
from app.models.session_rows import DocumentRow, ExamSessionRow, IncidentRow, RectificationRow, SignatureRow
from tests.builders import NOW, by
from tests.integration.models.rows import candidate_row, fill, mark_row, one_of_each, person_row, put

FREE_TO_ADD = (DocumentRow, SignatureRow, RectificationRow)
TABLES = [type(row) for rows in one_of_each() for row in rows]


@pytest.fixture
def closed(file: SessionFile) -> SessionFile:
    """A session with one row of every table, closed."""
    fill(file)
    with file.write(by()) as session:
        session.get_one(ExamSessionRow, 1).closed_at = NOW
    return file


def change(file: SessionFile, table: type[Row], *names: str) -> None:
    with file.write(by()) as session:
        row = session.query(table).one()
        for name in names:
            setattr(row, name, NOW if getattr(row, name) is None else None)


def test_the_closing_itself_writes_what_it_freezes(file: SessionFile) -> None:
    fill(file)
    with file.write(by()) as session:
        session.get_one(ExamSessionRow, 1).closed_at = NOW
        session.get_one(ExamSessionRow, 1).closed_content_digest = "a" * 64
        session.flush()
        session.add(DocumentRow(kind="pv", number="PV", version=1, title="t", content=b"x", sha256="", created_at=NOW))


@pytest.mark.parametrize("table", [t for t in TABLES if t not in FREE_TO_ADD], ids=lambda table: table.__tablename__)
def test_nothing_is_added_to_a_closed_session(closed: SessionFile, table: type[Row]) -> None:
    row = next(row for rows in one_of_each() for row in rows if type(row) is table)

    with pytest.raises(DomainError) as refused, closed.write(by()) as session:
        session.add(row)

    assert refused.value.what is Fault.SESSION_CLOSED
    assert f"{NOW.astimezone():%d/%m/%Y à %H:%M}" in refused.value.sentence


@pytest.mark.parametrize(
    "table", [t for t in TABLES if t is not PersonalNoteRow], ids=lambda table: table.__tablename__
)
def test_no_row_of_a_closed_session_is_taken_away(closed: SessionFile, table: type[Row]) -> None:
    with pytest.raises(DomainError, match="plus rien ne change"), closed.write(by()) as session:
        session.delete(session.query(table).one())

    with closed.read() as session:
        assert session.query(table).count() == 1


def test_a_personal_note_is_still_its_authors_to_erase(closed: SessionFile) -> None:
    with closed.write(by()) as session:
        session.delete(session.query(PersonalNoteRow).one())

    with closed.read() as session:
        assert session.query(PersonalNoteRow).count() == 0


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.__tablename__)
def test_a_row_of_a_closed_session_keeps_its_words(closed: SessionFile, table: type[Row]) -> None:
    """Every text column but those that signing, sealing and PIN counting need."""
    free = {
        "content",
        "sha256",
        "sealed_at",
        "record_validated_on",
        "moved_at",
        "moved_to",
        "taken_back_at",
        "taken_back_from",
        "pin_hash",
        "pin_chosen_at",
        "pin_turn",
        "pin_failures",
        "pin_failed_at",
        "certificate",
        "encrypted_key",
    }
    columns = [attribute.key for attribute in table.__mapper__.column_attrs if attribute.key not in free]
    for name in columns:
        with pytest.raises(DomainError, match="plus rien ne change"):
            change(closed, table, name)


def test_an_answer_is_neither_added_nor_taken_back_through_its_grid(closed: SessionFile) -> None:
    with pytest.raises(DomainError, match="plus rien ne change"), closed.write(by()) as session:
        session.get_one(GridRow, (1, 1, "oral")).marks["c1.2"] = mark_row("c1.2")
    with pytest.raises(DomainError, match="plus rien ne change"), closed.write(by()) as session:
        session.get_one(GridRow, (1, 1, "oral")).marks.pop("c1.1")

    with closed.read() as session:
        assert [mark.criterion_id for mark in session.query(MarkRow)] == ["c1.1"]


def test_signatures_documents_and_rectifications_are_added(closed: SessionFile) -> None:
    put(
        closed,
        DocumentRow(
            id=2, kind="rectificatif", number="R1", version=1, title="t", content=b"x", sha256="", created_at=NOW
        ),
        RectificationRow(
            number=2, at=NOW, author="a", agreed_by="b", subject="Nom", before="x", after="y", reason="faute de frappe"
        ),
    )
    put(closed, SignatureRow(document_id=2, juror_id=1, at=NOW))

    with closed.read() as session:
        assert [session.query(table).count() for table in FREE_TO_ADD] == [2, 2, 2]


def test_signing_and_sealing_change_what_they_need(closed: SessionFile) -> None:
    with closed.write(by()) as session:
        document = session.get_one(DocumentRow, 1)
        document.content, document.sha256 = document.content + b" signed", "b" * 64
        juror = session.get_one(PersonRow, 1)
        juror.certificate, juror.encrypted_key = b"certificate", b"key"
    with closed.write(by()) as session:
        session.get_one(ExamSessionRow, 1).sealed_at = NOW

    with closed.read() as session:
        assert session.get_one(DocumentRow, 1).content == b"%PDF-1 signed"
        assert session.get_one(ExamSessionRow, 1).sealed_at == NOW


def test_a_copy_left_behind_changes_no_more_until_the_work_comes_back(file: SessionFile) -> None:
    fill(file)
    with file.write(by()) as session:
        sheet = session.get_one(ExamSessionRow, 1)
        sheet.moved_at, sheet.moved_to = NOW, "clé USB"

    with pytest.raises(DomainError, match="continue sur un autre poste") as refused, file.write(by()) as session:
        session.get_one(MarkRow, (1, 1, "oral", "c1.1")).word = "autre"
    assert refused.value.what is JuryFault.SESSION_MOVED
    with file.write(by()) as session:
        sheet = session.get_one(ExamSessionRow, 1)
        sheet.moved_at, sheet.moved_to = None, ""
    with file.write(by()) as session:
        session.get_one(MarkRow, (1, 1, "oral", "c1.1")).word = "autre"


def test_the_day_of_its_validation_is_written_on_a_closed_session(closed: SessionFile) -> None:
    with closed.write(by()) as session:
        session.get_one(ExamSessionRow, 1).record_validated_on = NOW.date()

    with closed.read() as session:
        assert session.get_one(ExamSessionRow, 1).record_validated_on == NOW.date()


WRITTEN_ONCE = (IncidentRow, FraudReportRow, PacketReceiptRow, GridVersionRow, DerogationRow)


@pytest.mark.parametrize("table", WRITTEN_ONCE, ids=lambda table: table.__tablename__)
def test_what_is_written_once_is_neither_changed_nor_taken_away_even_before_closing(
    file: SessionFile, table: type[Row]
) -> None:
    fill(file)
    columns = [attribute.key for attribute in table.__mapper__.column_attrs]
    for name in columns:
        with pytest.raises(DomainError) as refused:
            change(file, table, name)
        assert refused.value.what is Fault.WRITTEN_ONCE, name
    with pytest.raises(DomainError, match="ne se modifie ni ne s’efface"), file.write(by()) as session:
        session.delete(session.query(table).one())

    with file.read() as session:
        assert session.query(table).count() == 1


@pytest.mark.parametrize("table", ["incident", "fraud_report"])
@pytest.mark.parametrize("act", ["UPDATE {} SET number = 7", "DELETE FROM {}"])
def test_the_file_itself_keeps_what_is_written_once(file: SessionFile, table: str, act: str) -> None:
    fill(file)
    with pytest.raises(DBAPIError, match="written once"), file.write(by()) as session:
        session.connection().exec_driver_sql(act.format(table))


def test_a_correction_leaves_a_grid_only_with_the_whole_version_once_that_is_kept(file: SessionFile) -> None:
    fill(file)
    delete = "DELETE FROM mark_correction"
    with pytest.raises(DBAPIError, match="written once"), file.write(by()) as session:
        session.connection().exec_driver_sql(delete)
    with pytest.raises(DomainError, match="ne se modifie ni ne s’efface"), file.write(by()) as session:
        session.delete(session.query(MarkCorrectionRow).one())
    with file.write(by()) as session:
        [version] = session.query(GridVersionRow).all()
        session.query(GridRow).one().digest = version.digest
    with file.write(by()) as session:
        session.delete(session.query(MarkCorrectionRow).one())
    with file.read() as session:
        assert session.query(MarkCorrectionRow).count() == 0


def test_wrong_codes_are_still_counted(closed: SessionFile) -> None:
    with closed.write(by()) as session:
        juror = session.get_one(PersonRow, 1)
        juror.pin_failures, juror.pin_failed_at = 1, NOW

    with closed.read() as session:
        assert session.get_one(PersonRow, 1).pin_failures == 1


def test_a_free_change_does_not_smuggle_another_one(closed: SessionFile) -> None:
    with pytest.raises(DomainError, match="plus rien ne change"):
        change(closed, PersonRow, "pin_failures", "family_name")

    with closed.read() as session:
        assert session.get_one(PersonRow, 1).pin_failures == 0


def test_a_refused_change_leaves_no_entry_and_the_session_goes_on(closed: SessionFile) -> None:
    with closed.read() as session:
        before = session.query(JournalRow).count()

    with pytest.raises(DomainError), closed.write(by()) as session:
        session.add_all([candidate_row(2), person_row(2)])
    with closed.write(by()) as session:
        session.get_one(ExamSessionRow, 1).sealed_at = NOW

    with closed.read() as session:
        assert session.query(JournalRow).count() == before + 1
        assert session.get(CandidateRow, 2) is None
