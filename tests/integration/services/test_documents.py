"""Who can have which paper when, and what the files are called."""

import stat
from pathlib import Path

import pypdfium2
import pytest

from app.domain.faults import Fault, Trouble
from app.domain.people import MANAGER, Actor
from app.services import attendance, candidates, closing, documents, people
from app.services.document_kinds import DocumentKind, DocumentRequest
from tests.builders import after
from tests.integration.services.room import (
    ANNE,
    CHLOE,
    ELODIE,
    IBRAHIM,
    INVIGILATOR,
    PINS,
    SOULEYMANE,
    Room,
    draft,
    refused,
)
from tests.integration.services.test_closing import CORRECTION

RECORD, SHEET = DocumentKind.RECORD, DocumentKind.INDIVIDUAL_SHEET
GRID, RECTIFICATION = DocumentKind.JUROR_GRID, DocumentKind.RECTIFICATION
JURY_KINDS = frozenset({RECORD, SHEET, GRID, RECTIFICATION})
"""The papers of what the jury wrote and decided; those of the preparation have tests of their own."""


def papers(room: Room, actor: Actor) -> list[tuple[DocumentKind, int | None]]:
    """What somebody can have of the jury's papers now: the kind, and the candidate it is about."""
    found = documents.available(room.desk, actor)
    return [(request.kind, request.candidate_id) for request in found if request.kind in JURY_KINDS]


def one(room: Room, actor: Actor, kind: DocumentKind, candidate_id: int | None = None) -> DocumentRequest:
    found = documents.available(room.desk, actor)
    return next(request for request in found if (request.kind, request.candidate_id) == (kind, candidate_id))


def words(content: bytes) -> str:
    """Everything that a person reads in a paper, spaces made plain."""
    pdf = pypdfium2.PdfDocument(content)
    try:
        pages = [page.get_textpage().get_text_range() for page in pdf]
    finally:
        pdf.close()
    return " ".join(" ".join(pages).split())


def test_results_open_to_the_responsable_at_closing_only(decided: Room) -> None:
    assert papers(decided, MANAGER) == []
    request = one(decided, ANNE, RECORD)
    with refused(Fault.DOCUMENT_NOT_YET):
        documents.produce(decided.desk, MANAGER, request)
    with refused(Fault.NO_DOCUMENT_YET):
        documents.export(decided.desk, MANAGER, Path("papiers"), JURY_KINDS)

    closing.close(decided.desk, ANNE)
    assert papers(decided, MANAGER) == [(RECORD, None), (SHEET, ELODIE), (SHEET, SOULEYMANE), (SHEET, CHLOE)]


def test_a_juror_has_the_record_and_their_own_grids_at_once_and_sheets_once_locked(present: Room) -> None:
    own_grids = [(GRID, ELODIE), (GRID, SOULEYMANE), (GRID, CHLOE)]
    assert papers(present, ANNE) == [(RECORD, None), *own_grids]
    present.grade(ANNE, SOULEYMANE)
    assert (SHEET, SOULEYMANE) not in papers(present, ANNE)
    present.grade(Actor(2, "Benoît Petit"), SOULEYMANE)
    assert papers(present, ANNE) == [(RECORD, None), (SHEET, SOULEYMANE), *own_grids]


def test_nobody_has_the_grid_of_another_juror(graded: Room) -> None:
    request = one(graded, ANNE, GRID, ELODIE)
    assert request.juror_id == 1
    with refused(Fault.DOCUMENT_NOT_YET):
        documents.produce(graded.desk, Actor(2, "Benoît Petit"), request)


def test_somebody_without_a_voice_has_no_paper(graded: Room) -> None:
    assert papers(graded, INVIGILATOR) == []


def test_a_recused_juror_has_nothing_on_that_candidate_before_closing(present: Room) -> None:
    people.recuse(present.desk, MANAGER, 1, SOULEYMANE, "formateur")
    present.grade(Actor(2, "Benoît Petit"), SOULEYMANE)
    assert papers(present, ANNE) == [(GRID, ELODIE), (GRID, CHLOE)], "the record would name every candidate"
    assert (SHEET, SOULEYMANE) in papers(present, Actor(2, "Benoît Petit"))


def test_before_closing_every_paper_is_a_working_copy_of_that_moment(decided: Room) -> None:
    document = documents.produce(decided.desk, ANNE, one(decided, ANNE, RECORD))
    assert "exemplaire de travail" in words(document.content).lower()
    assert (document.version, document.signed_by) == (1, ())
    decided.wait(minutes=1)
    assert documents.produce(decided.desk, ANNE, one(decided, ANNE, RECORD)).sha256 != document.sha256


def test_after_closing_a_paper_is_the_same_whenever_it_is_asked_for(closed: Room) -> None:
    requests = documents.available(closed.desk, MANAGER)
    before = [documents.produce(closed.desk, MANAGER, request).content for request in requests]
    closed.wait(minutes=90)
    closed.reopen()
    assert [documents.produce(closed.desk, MANAGER, request).content for request in requests] == before
    assert "exemplaire de travail" not in words(before[0]).lower()


def test_a_paper_tells_what_the_session_holds(closed: Room) -> None:
    record = words(documents.produce(closed.desk, MANAGER, one(closed, MANAGER, RECORD)).content)
    for told in ("PV-2026-042", "LE GOFF", "ÖZTÜRK", "Durand", "Petit", "Quimper"):
        assert told in record
    chloe = words(documents.produce(closed.desk, MANAGER, one(closed, MANAGER, SHEET, CHLOE)).content)
    assert "DE LA FONTAINE" in chloe
    assert "Les quantités reçues ne sont comparées" in chloe
    assert "LE GOFF" not in chloe
    grid = words(documents.produce(closed.desk, ANNE, one(closed, ANNE, GRID, ELODIE)).content)
    assert "Durand" in grid
    assert "Petit" not in grid


def test_a_correction_is_a_paper_of_its_own(closed: Room) -> None:
    closing.rectify(closed.desk, MANAGER, CORRECTION)
    request = one(closed, MANAGER, RECTIFICATION, ELODIE)
    assert request.number == 1
    text = words(documents.produce(closed.desk, MANAGER, request).content)
    for told in ("Quimperlé", "erreur de saisie", "Anne Durand et Benoît Petit"):
        assert told in text


def test_a_folder_of_papers_names_nobody_and_loses_none(present: Room, tmp_path: Path) -> None:
    for birth_name, number in (("KERBRAT", "2616801"), ("TANGUY", ""), ("MORVAN", "A/7")):
        candidate_id = candidates.add(present.desk, MANAGER, draft(birth_name, "Soizic", number))
        attendance.mark_present(present.desk, MANAGER, candidate_id, "passeport")
    batch = documents.export(present.desk, ANNE, tmp_path / "papiers", JURY_KINDS)
    paths = [saved.path for saved in batch.saved]
    assert len(paths) == len(set(paths)) == len(list((tmp_path / "papiers").iterdir())) == 7
    listing = " ".join(path.name for path in paths)
    for name in ("GOFF", "DIAYE", "FONTAINE", "KERBRAT", "TANGUY", "MORVAN", "Soizic", "Durand"):
        assert name.lower() not in listing.lower()
    assert paths[0].name == "pv-PV-2026-042.pdf"
    assert {path.name for path in paths[1:]} == {
        "grille-PV-2026-042-01-2616801.pdf",
        "grille-PV-2026-042-02-2616802.pdf",
        "grille-PV-2026-042-03-2616803.pdf",
        "grille-PV-2026-042-05-2616801.pdf",
        "grille-PV-2026-042-06.pdf",
        "grille-PV-2026-042-07-A-7.pdf",
    }
    for path in paths:
        assert path.read_bytes().startswith(b"%PDF")
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_an_absent_candidate_has_no_sheet_and_no_grid(closed: Room) -> None:
    for actor in (MANAGER, ANNE):
        assert IBRAHIM not in {candidate_id for _kind, candidate_id in papers(closed, actor)}


def test_asking_for_what_does_not_exist_is_refused(closed: Room, tmp_path: Path) -> None:
    with refused(Fault.DOCUMENT_NOT_YET) as caught:
        documents.export(closed.desk, MANAGER, tmp_path, frozenset({RECTIFICATION, GRID}))
    assert "Grille du juré, Rectificatif" in caught.sentence
    (tmp_path / "plein").write_text("")
    with refused(Trouble.FILE_NOT_WRITTEN):
        documents.export(closed.desk, MANAGER, tmp_path / "plein", frozenset({RECORD}))


def test_the_record_carries_the_signatures_received_so_far(closed: Room) -> None:
    closed.wait(minutes=10)
    closing.sign(closed.desk, 2, PINS[2])
    document = documents.produce(closed.desk, MANAGER, one(closed, MANAGER, RECORD))
    assert document.signed_by == ("Benoît Petit",)
    assert closing.signatures(closed.desk) == {2: after(10)}


@pytest.mark.parametrize("content", [b"", b"un texte"])
def test_what_is_no_pdf_cannot_be_verified(content: bytes) -> None:
    with refused(Fault.NOT_A_PDF):
        documents.verify(content)
