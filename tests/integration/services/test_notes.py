"""Personal notes: their author reads them, nothing and nobody else ever does."""

import json
from pathlib import Path

import pypdfium2
from sqlalchemy import select

from app.domain.faults import Fault
from app.domain.people import MANAGER, Actor
from app.models.desk_rows import PersonalNoteRow
from app.services import closing, documents, grading, notes
from app.services.document_kinds import DocumentKind
from app.services.grading import GridKey
from tests.integration.services.room import ANNE, BENOIT, ECRIT, EF, ELODIE, INVIGILATOR, ORAL, Room, Stages, refused

KEY = GridKey(ELODIE, ECRIT)
SECRET = "Souvenir zinzolin"
WORD = "zinzolin"


def note(room: Room, text: str = SECRET, key: GridKey = KEY, actor: Actor = ANNE) -> None:
    """Write a note beside one's grid."""
    grading.open_grid(room.desk, actor, key)
    notes.write(room.desk, actor, key, text)


def read_of(pdf: bytes) -> str:
    """Every word of a PDF."""
    opened = pypdfium2.PdfDocument(pdf)
    return "".join(page.get_textpage().get_text_range() for page in opened)


def test_a_note_is_kept_changed_and_taken_away_by_its_author(present: Room) -> None:
    assert notes.read(present.desk, ANNE, KEY) == ""
    note(present, f" {SECRET} ")
    present.reopen()
    assert notes.read(present.desk, ANNE, KEY) == SECRET
    notes.write(present.desk, ANNE, KEY, "Autre")
    assert notes.read(present.desk, ANNE, KEY) == "Autre"
    notes.write(present.desk, ANNE, KEY, "  ")
    assert (notes.read(present.desk, ANNE, KEY), notes.count(present.desk, ANNE)) == ("", 0)


def test_nobody_else_reads_them(present: Room) -> None:
    note(present)
    grading.open_grid(present.desk, BENOIT, KEY)
    assert notes.read(present.desk, BENOIT, KEY) == ""
    for stranger in (MANAGER, INVIGILATOR):
        with refused(Fault.JUROR_ONLY):
            notes.read(present.desk, stranger, KEY)
        with refused(Fault.JUROR_ONLY):
            notes.write(present.desk, stranger, KEY, "moi aussi")
        with refused(Fault.JUROR_ONLY):
            notes.erase(present.desk, stranger)


def test_a_note_stands_beside_a_grid_of_ones_own(present: Room) -> None:
    note(present)
    with refused(Fault.GRID_NOT_OPEN):
        notes.write(present.desk, BENOIT, KEY, "autre")


def test_no_note_reaches_the_session_its_hashes_or_the_journal(present: Room) -> None:
    grid = grading.open_grid(present.desk, ANNE, KEY).grid
    session = present.session()
    note(present)
    assert WORD not in repr(present.session())
    assert present.session().grids == session.grids
    assert present.session().grid(1, ELODIE, ECRIT).content_digest() == grid.content_digest()
    notes.write(present.desk, ANNE, KEY, f"{SECRET} encore")
    notes.write(present.desk, ANNE, KEY, "")
    told = [entry for entry in present.journal() if entry.table_name == "personal_note"]
    assert [entry.act for entry in told] == ["création", "modification", "suppression"]
    assert WORD not in json.dumps([entry.changes for entry in present.journal()], ensure_ascii=False)


def test_no_document_of_anybody_prints_one(stages: Stages, path: Path, tmp_path: Path) -> None:
    with stages.open("decided", path) as room:
        for actor in (ANNE, BENOIT):
            for part in (ECRIT, ORAL, EF):
                notes.write(room.desk, actor, GridKey(ELODIE, part), SECRET)
        for actor in (MANAGER, ANNE, BENOIT):
            folder = tmp_path / actor.label
            folder.mkdir()
            documents.export(room.desk, actor, folder, frozenset(DocumentKind))
        printed = sorted(tmp_path.rglob("*.pdf"))
        assert len(printed) > 10
        assert "LE GOFF" in "".join(read_of(each.read_bytes()) for each in printed)
        assert [each.name for each in printed if WORD in read_of(each.read_bytes())] == []


def test_one_act_erases_all_of_ones_own_and_nothing_else(present: Room) -> None:
    note(present)
    note(present, key=GridKey(ELODIE, ORAL))
    note(present, actor=BENOIT)
    assert notes.erase(present.desk, ANNE) == 2
    assert notes.read(present.desk, BENOIT, KEY) == SECRET
    with present.desk.read() as rows:
        assert len(rows.scalars(select(PersonalNoteRow)).all()) == 1


def test_after_closing_a_note_is_erased_and_no_longer_written(stages: Stages, path: Path) -> None:
    with stages.open("decided", path) as room:
        notes.write(room.desk, ANNE, KEY, SECRET)
        before = room.session()
        closing.close(room.desk, ANNE)
        with refused(Fault.SESSION_CLOSED):
            notes.write(room.desk, ANNE, KEY, "trop tard")
        assert notes.read(room.desk, ANNE, KEY) == SECRET
        assert notes.erase(room.desk, ANNE) == 1
        assert notes.read(room.desk, ANNE, KEY) == ""
        assert room.session().grids == before.grids
