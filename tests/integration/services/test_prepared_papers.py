"""The papers of the preparation: who has which and until when, what keeps one from being made, and many at once."""

from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from app.domain.anonymity import anonymous_id
from app.domain.candidate import PriorAward
from app.domain.faults import Fault, Trouble
from app.domain.people import MANAGER, Actor
from app.services import documents, people, planning, prepared_papers, sessions
from app.services.document_kinds import BUNDLED_KINDS, USUAL_KINDS, DocumentKind, DocumentRequest, Moment
from app.services.documents import Batch
from tests.builders import ELODIE as CANDIDATE
from tests.builders import NOW, empty_session, framework_with_bloc_criteria
from tests.integration.services.room import ANNE, BENOIT, ELODIE, INVIGILATOR, SOULEYMANE, Room, juror_draft, refused
from tests.integration.services.test_documents import words

PREPARED = frozenset(kind for kind in DocumentKind if kind.is_prepared)


@pytest.fixture
def planned(prepared: Room) -> Room:
    """The room once a planning is kept."""
    planning.keep(prepared.desk, MANAGER, planning.propose(prepared.desk, planning.settings_of(prepared.desk)).plan)
    return prepared


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where papers go: nothing of the session lies there."""
    return tmp_path / "papiers"


def kinds(room: Room, actor: Actor) -> set[DocumentKind]:
    return {request.kind for request in documents.available(room.desk, actor)}


def one(room: Room, actor: Actor, kind: DocumentKind, about: int | None = None) -> DocumentRequest:
    for request in documents.available(room.desk, actor):
        if request.kind is kind and about in (None, request.candidate_id, request.juror_id):
            return request
    raise AssertionError(kind)


def text(room: Room, actor: Actor, kind: DocumentKind, about: int | None = None) -> str:
    return words(documents.produce(room.desk, actor, one(room, actor, kind, about)).content)


def without_number(room: Room) -> None:
    sheet = room.session().sheet
    sessions.change_sheet(room.desk, MANAGER, replace(sheet, ceres_number=""))


def test_the_responsable_has_every_paper_before_the_day(planned: Room) -> None:
    assert kinds(planned, MANAGER) == PREPARED
    requests = documents.available(planned.desk, MANAGER)
    assert sum(request.kind is DocumentKind.CONVOCATION for request in requests) == 4
    assert sum(request.kind is DocumentKind.BLANK_GRIDS for request in requests) == 2


def test_there_is_no_planning_to_print_before_one_is_kept(prepared: Room) -> None:
    assert {DocumentKind.PLANNING, DocumentKind.POSTED_PLANNING} & kinds(prepared, MANAGER) == set()


def test_a_juror_has_his_or_her_own_papers_and_no_other(planned: Room) -> None:
    own = {DocumentKind.JUROR_CONVOCATION, DocumentKind.DECLARATION, DocumentKind.PLANNING, DocumentKind.BLANK_GRIDS}
    requests = [r for r in documents.available(planned.desk, ANNE) if r.kind.is_prepared]
    assert {request.kind for request in requests} == own
    assert {request.juror_id for request in requests} == {1}
    assert "Anne Durand" in text(planned, ANNE, DocumentKind.BLANK_GRIDS)
    with refused(Fault.DOCUMENT_NOT_YET):
        documents.produce(planned.desk, BENOIT, one(planned, ANNE, DocumentKind.BLANK_GRIDS))
    with refused(Fault.DOCUMENT_NOT_YET):
        documents.produce(planned.desk, ANNE, one(planned, MANAGER, DocumentKind.CORRESPONDENCE))


def test_a_juror_whose_jury_hears_nobody_has_a_planning_that_says_so(planned: Room) -> None:
    person_id = people.add_person(planned.desk, MANAGER, replace(juror_draft("Zoé", "Roy"), panel=3))
    assert "aucun passage" in text(planned, Actor(person_id, "Zoé Roy"), DocumentKind.PLANNING)


def test_nobody_signs_when_every_bloc_is_already_held() -> None:
    framework = framework_with_bloc_criteria()
    held = tuple(PriorAward(bloc.id, NOW.date(), "livret") for bloc in framework.blocs)
    session = empty_session(framework, "bloc1", replace(CANDIDATE, priors=held))
    assert DocumentKind.CANDIDATE_ATTENDANCE not in {each.kind for each in prepared_papers.available(session, MANAGER)}
    with_one = replace(session, candidates=(CANDIDATE,))
    assert DocumentKind.CANDIDATE_ATTENDANCE in {each.kind for each in prepared_papers.available(with_one, MANAGER)}


def test_somebody_without_a_voice_has_none(planned: Room) -> None:
    assert kinds(planned, INVIGILATOR) == set()


def test_a_recused_juror_has_neither_grid_nor_hour_of_that_candidate(planned: Room) -> None:
    people.recuse(planned.desk, MANAGER, 1, SOULEYMANE, "même entreprise")
    assert "N’DIAYE" not in text(planned, ANNE, DocumentKind.BLANK_GRIDS)
    assert "N’DIAYE" not in text(planned, ANNE, DocumentKind.PLANNING)
    assert "N’DIAYE" in text(planned, BENOIT, DocumentKind.PLANNING)


def test_papers_of_the_preparation_are_over_at_closing(closed: Room) -> None:
    assert PREPARED & (kinds(closed, MANAGER) | kinds(closed, ANNE)) == set()


def test_no_convocation_to_a_title_of_the_ministry_goes_without_the_session_s_number(planned: Room) -> None:
    without_number(planned)
    for kind in (DocumentKind.CONVOCATION, DocumentKind.JUROR_CONVOCATION):
        with refused(Fault.CONVOCATION_WITHOUT_NUMBER) as refusal:
            documents.produce(planned.desk, MANAGER, one(planned, MANAGER, kind))
        assert "Préparation, Session" in refusal.sentence
    assert "Émargement" in one(planned, MANAGER, DocumentKind.CANDIDATE_ATTENDANCE).title
    assert text(planned, MANAGER, DocumentKind.CANDIDATE_ATTENDANCE)


def test_no_candidate_is_convened_without_an_hour(prepared: Room) -> None:
    with refused(Fault.CONVOCATION_WITHOUT_HOUR) as refusal:
        documents.produce(prepared.desk, MANAGER, one(prepared, MANAGER, DocumentKind.CONVOCATION, ELODIE))
    assert "LE GOFF Élodie" in refusal.sentence
    assert "planning" in refusal.sentence


def test_the_convocation_tells_the_hour_of_the_planning(planned: Room) -> None:
    at = planned.session().plan
    assert at is not None
    arrival = at.convened_at(ELODIE)
    assert arrival is not None
    minutes = f" {arrival.minute:02}" if arrival.minute else ""
    assert f"{arrival.hour} h{minutes}" in text(planned, MANAGER, DocumentKind.CONVOCATION, ELODIE)


@pytest.mark.parametrize(
    ("kind", "days", "late"),
    [
        (DocumentKind.CONVOCATION, 40, ""),
        (DocumentKind.CONVOCATION, 20, "règlement de 2008, à vérifier"),
        (DocumentKind.JUROR_CONVOCATION, 20, ""),
        (DocumentKind.JUROR_CONVOCATION, 10, "autorisation d’absence"),
        (DocumentKind.DECLARATION, 1, ""),
    ],
)
def test_a_late_convocation_is_made_and_said_to_be_late(
    planned: Room, kind: DocumentKind, days: int, late: str
) -> None:
    planned.wait(days=-days)
    document = documents.produce(planned.desk, MANAGER, one(planned, MANAGER, kind))
    assert document.content.startswith(b"%PDF")
    assert bool(document.remarks) == bool(late)
    assert late in " ".join(document.remarks).replace("\u00a0", " ")


def test_a_paper_of_the_preparation_is_no_working_copy(planned: Room) -> None:
    assert "exemplaire de travail" not in text(planned, MANAGER, DocumentKind.CORRESPONDENCE).lower()


def test_a_whole_folder_is_written_and_what_lacks_something_is_named(planned: Room, folder: Path) -> None:
    without_number(planned)
    told: list[Batch] = []
    batch = documents.export(planned.desk, MANAGER, folder, USUAL_KINDS, told.append)
    convocations = 4 + 2
    assert len(batch.not_made) == convocations
    assert {missing.request.kind.moment for missing in batch.not_made} == {Moment.BEFORE}
    assert len(batch.saved) == batch.total - convocations == len(list(folder.iterdir()))
    assert [each.done for each in told] == list(range(1, batch.total + 1))
    assert DocumentKind.NAMED_PLANNING not in {saved.request.kind for saved in batch.saved}
    listing = " ".join(path.name for path in folder.iterdir())
    for name in ("goff", "diaye", "durand", "petit"):
        assert name not in listing.lower()


class Stop(Exception):  # noqa: N818 - what a person asks for, no error
    """The person stops the batch."""


def test_a_batch_that_is_stopped_leaves_the_files_already_whole(planned: Room, folder: Path) -> None:
    told: list[Batch] = []

    def stop_after_three(batch: Batch) -> None:
        told.append(batch)
        if batch.done == 3:
            raise Stop

    with pytest.raises(Stop):
        documents.export(planned.desk, MANAGER, folder, USUAL_KINDS, stop_after_three)
    assert {saved.path for saved in told[-1].saved} == set(folder.iterdir())
    for path in folder.iterdir():
        assert len(pypdfium2.PdfDocument(path)) >= 1
    assert planned.session().plan is not None, "the session goes on"


def test_every_paper_of_a_batch_comes_from_one_picture_of_the_session(planned: Room, tmp_path: Path) -> None:
    def change_the_place(_batch: Batch) -> None:
        sheet = planned.session().sheet
        sessions.change_sheet(planned.desk, MANAGER, replace(sheet, place="Brest"))

    batch = documents.export(planned.desk, MANAGER, tmp_path, frozenset({DocumentKind.CONVOCATION}), change_the_place)
    assert planned.session().sheet.place == "Brest"
    assert all("Quimper" in words(saved.path.read_bytes()) for saved in batch.saved)
    assert not any("Brest" in words(saved.path.read_bytes()) for saved in batch.saved)


def test_a_bundle_holds_each_paper_with_its_own_pages(planned: Room, tmp_path: Path) -> None:
    path = tmp_path / "liasse.pdf"
    wanted = frozenset({DocumentKind.CONVOCATION, DocumentKind.JURY_ATTENDANCE})
    batch = documents.bundle(planned.desk, MANAGER, path, wanted)
    assert (batch.total, len(batch.saved)) == (5, 5)
    assert words(path.read_bytes()).count("1 / 1") == 5


def test_a_usual_bundle_tells_nobody_who_wrote_what(planned: Room, tmp_path: Path) -> None:
    path = tmp_path / "liasse.pdf"
    documents.bundle(planned.desk, MANAGER, path, BUNDLED_KINDS)
    written = {anonymous_id(planned.session(), candidate) for candidate in planned.session().candidates}
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(path)]
    telling = [page for page in pages if any(each in page for each in written)]
    assert telling, "the blank grids of written work go by identifier"
    assert not any("LE GOFF" in page for page in telling)


def test_a_bundle_of_nothing_is_no_file(prepared: Room, tmp_path: Path) -> None:
    path = tmp_path / "liasse.pdf"
    with refused(Fault.NO_PAPER_COMPLETE) as refusal:
        documents.bundle(prepared.desk, MANAGER, path, frozenset({DocumentKind.CONVOCATION}))
    assert "n’a pas d’heure de convocation" in refusal.sentence
    assert not path.exists()


def test_a_folder_that_cannot_be_written_is_told(planned: Room, tmp_path: Path) -> None:
    (tmp_path / "plein").write_text("")
    with refused(Trouble.FILE_NOT_WRITTEN):
        documents.export(planned.desk, MANAGER, tmp_path / "plein", PREPARED)


def test_the_same_session_and_minute_give_the_same_bytes(planned: Room) -> None:
    requests = documents.available(planned.desk, MANAGER)
    first = [documents.produce(planned.desk, MANAGER, request).content for request in requests]
    planned.reopen()
    assert [documents.produce(planned.desk, MANAGER, request).content for request in requests] == first
