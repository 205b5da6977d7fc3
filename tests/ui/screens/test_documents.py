"""Documents, on a real session: papers seen inside the window, saved, and a procès-verbal verified to the byte."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QTabBar, QTableView
from pytestqt.qtbot import QtBot

from app.domain.people import MANAGER
from app.services import closing, deliberation, sessions
from app.ui import dialogs
from app.ui.bench import ScreenName, Target
from app.ui.screens.documents import DocumentsScreen
from app.ui.widgets.pdf_pages import PdfPages
from tests.ui.inline_runner import InlineRunner
from tests.ui.jury import MOTIVE, control, decide_one, juror, plain, said
from tests.ui.stage import PIN, Stage, open_stage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@dataclass
class Archive:
    """One candidate and two jurors; everything is decided, Anne Durand sits at the desk."""

    stage: Stage
    candidate: int
    jurors: list[int]
    screen: DocumentsScreen

    @property
    def text(self) -> str:
        return said(self.screen.view)

    @property
    def table(self) -> QTableView:
        found = self.screen.view.findChild(QTableView, "documents_list")
        assert found is not None
        return found

    def titles(self) -> list[str]:
        model = self.table.model()
        return [plain(str(model.index(row, 0).data())) for row in range(model.rowCount())]

    def moments(self) -> list[str]:
        tabs = self.screen.view.findChild(QTabBar, "documents_moments")
        assert tabs is not None
        return [tabs.tabText(place) for place in range(tabs.count())]

    def prepare(self) -> None:
        """Let the responsable sit down, as before the day."""
        self.stage.sit(None)
        self.screen.forget()
        self.screen.view.entered()
        self.press(Qt.Key.Key_F2)

    def pages(self) -> str:
        found = self.screen.view.findChild(PdfPages, "document_pages")
        assert found is not None
        return plain(" ".join(found.text_of_page(number + 1) for number in range(found.page_count)))

    def click(self, name: str) -> None:
        QTest.mouseClick(control(self.screen.view, name), Qt.MouseButton.LeftButton)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.table, key, modifier)

    def close_and_sign(self) -> None:
        closing.close(self.stage.desk, juror(self.stage, self.jurors[0]))
        for juror_id in self.jurors:
            closing.sign(self.stage.desk, juror_id, PIN)
        self.screen.view.entered()


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    with open_stage(tmp_path) as opened:
        yield opened


@pytest.fixture
def archive(stage: Stage, qtbot: QtBot) -> Archive:
    stage.reach("one candidate decided", decide_one)
    [candidate], jurors = stage.ids()
    stage.sit(jurors[0])
    screen = DocumentsScreen(stage)
    qtbot.addWidget(screen.view)
    screen.view.resize(1170, 700)
    with qtbot.waitExposed(screen.view):
        screen.view.show()
    screen.view.activateWindow()
    screen.view.entered()
    return Archive(stage, candidate, jurors, screen)


def answering(path: Path) -> Callable[..., Path]:
    """A file dialog in which the person chooses `path`."""

    def choose(*_question: object) -> Path:
        return path

    return choose


def test_the_first_paper_is_seen_at_once(archive: Archive) -> None:
    assert archive.moments() == ["Avant (2)", "Pendant (2)", "Après (2)"]
    assert archive.titles() == ["Procès-verbal de session", "Fiche individuelle · LE GOFF Élodie"]
    assert "LE GOFF" in archive.pages()
    assert "exemplaire de travail" in archive.text


def test_the_arrow_shows_the_next_paper(archive: Archive) -> None:
    before = archive.pages()
    archive.press(Qt.Key.Key_Down)
    assert archive.pages() != before
    assert "Fiche individuelle · LE GOFF Élodie" in archive.text


def test_a_paper_follows_the_session(archive: Archive) -> None:
    archive.press(Qt.Key.Key_Down)
    deliberation.take_position(
        archive.stage.desk,
        archive.stage.actor,
        archive.candidate,
        "c4",
        mastered=False,
        motive=MOTIVE,
        cited=("c4-1",),
    )
    archive.screen.view.entered()
    assert MOTIVE in archive.pages()


def test_the_filter_finds_a_person_without_accents(archive: Archive) -> None:
    line = archive.screen.view.findChild(QLineEdit, "documents_filter")
    assert line is not None
    QTest.keyClicks(line, "fiche elodie")
    assert archive.titles() == ["Fiche individuelle · LE GOFF Élodie"]


def test_the_responsable_has_nothing_of_the_jury_before_the_closing(archive: Archive) -> None:
    archive.stage.sit(None)
    archive.screen.forget()
    assert archive.pages() == ""
    archive.screen.view.entered()
    archive.press(Qt.Key.Key_F4)
    assert archive.titles() == []
    assert archive.pages() == ""
    assert "une fois la session close par le jury" in archive.text


def test_a_copy_is_saved_as_shown(archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "copie.pdf"
    monkeypatch.setattr(dialogs, "choose_new_file", answering(path))
    archive.press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert path.read_bytes().startswith(b"%PDF-")
    assert [plain(said) for said in archive.stage.informed] == [f"« copie.pdf » est enregistré dans {tmp_path.name}."]


def test_a_copy_that_cannot_be_written_is_refused_in_words(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "occupe").write_text("un fichier, pas un dossier")
    monkeypatch.setattr(dialogs, "choose_new_file", answering(tmp_path / "occupe" / "copie.pdf"))
    archive.click("save_document")
    assert archive.stage.informed == []
    assert len(archive.stage.refused) == 1


def test_every_paper_is_saved_without_any_name_in_its_file_name(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "papiers"
    folder.mkdir()
    monkeypatch.setattr(dialogs, "choose_folder", answering(folder))
    archive.press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    names = [path.name for path in folder.iterdir()]
    assert len(names) == 6
    assert not any("goff" in name.lower() for name in names)
    assert archive.stage.informed == ["6 documents sont enregistrés dans papiers."]
    assert archive.titles() == [
        "Procès-verbal de session enregistré",
        "Fiche individuelle · LE GOFF Élodie enregistré",
    ]


def test_nothing_is_verified_before_there_are_signatures(archive: Archive) -> None:
    assert not control(archive.screen.view, "verify").isEnabled()


def test_a_signed_record_is_verified_signature_by_signature(archive: Archive) -> None:
    archive.close_and_sign()
    assert "signé par Anne Durand, Bruno Petit" in archive.text
    archive.press(Qt.Key.Key_V)
    assert "Ce procès-verbal est intact" in archive.text
    assert "✓ Anne Durand" in archive.text
    assert "signature valide, le 14/12/2026 à 08:30, simple (autorité du centre)" in archive.text


def test_an_altered_file_is_refused_with_its_reason(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.close_and_sign()
    path = tmp_path / "recu.pdf"
    monkeypatch.setattr(dialogs, "choose_new_file", answering(path))
    archive.click("save_document")
    content = bytearray(path.read_bytes())
    content[len(content) // 3] ^= 1
    path.write_bytes(content)
    monkeypatch.setattr(dialogs, "choose_file", answering(path))
    archive.press(Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    assert "Vérification de recu.pdf" in archive.text
    assert "✗ à refuser" in archive.text
    assert "est intact" not in archive.text


def test_a_file_that_is_no_pdf_is_refused(archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "notes.pdf"
    path.write_text("des notes")
    monkeypatch.setattr(dialogs, "choose_file", answering(path))
    archive.press(Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    assert archive.stage.refused == ["Ce fichier n’est pas un PDF lisible. Choisissez le procès-verbal en PDF."]


def test_the_verdict_leaves_with_the_paper(archive: Archive) -> None:
    archive.close_and_sign()
    archive.click("verify")
    archive.press(Qt.Key.Key_Down)
    assert "est intact" not in archive.text
    assert not control(archive.screen.view, "verify").isEnabled()


def test_the_responsable_has_the_papers_once_closed(archive: Archive) -> None:
    archive.close_and_sign()
    archive.stage.actor = MANAGER
    archive.screen.forget()
    archive.screen.view.entered()
    assert archive.titles() == ["Procès-verbal de session", "Fiche individuelle · LE GOFF Élodie"]


# Papers of the preparation


def test_papers_are_grouped_by_the_moment_when_they_serve(archive: Archive) -> None:
    archive.prepare()
    assert archive.moments() == ["Avant (7)", "Pendant (4)", "Après"]
    assert archive.titles() == [
        "Convocation · LE GOFF Élodie",
        "Convocation de juré · Anne Durand",
        "Convocation de juré · Bruno Petit",
        "Déclaration de non-lien · Anne Durand",
        "Déclaration de non-lien · Bruno Petit",
        "Consignes et conditions à afficher",
        "Tableau de correspondance, confidentiel",
    ]
    archive.press(Qt.Key.Key_F3)
    assert archive.titles() == [
        "Émargement des candidats",
        "Émargement du jury",
        "Grilles vierges · Anne Durand",
        "Grilles vierges · Bruno Petit",
    ]
    assert "Feuille d’émargement des candidats" in archive.pages()


def test_a_moment_is_also_chosen_with_the_mouse(archive: Archive) -> None:
    tabs = archive.screen.view.findChild(QTabBar, "documents_moments")
    assert tabs is not None
    QTest.mouseClick(tabs, Qt.MouseButton.LeftButton, pos=tabs.tabRect(1).center())
    assert "Mes grilles vierges" in archive.titles()


def test_a_paper_that_lacks_something_says_what_and_leads_there(archive: Archive) -> None:
    archive.prepare()
    assert archive.pages() == ""
    assert "LE GOFF Élodie n’a pas d’heure de convocation" in archive.text
    assert archive.stage.refused == [], "said in the paper's place, not in a message at each row"
    archive.click("complete_document")
    assert archive.stage.visited == [
        Target(ScreenName.PREPARATION, candidate_id=archive.candidate, field="convened_at")
    ]
    archive.press(Qt.Key.Key_Down)
    assert "n’a pas d’heure" not in archive.text
    assert "Convocation d’un membre du jury" in archive.pages()


def test_a_late_convocation_is_shown_with_a_remark(archive: Archive) -> None:
    archive.prepare()
    archive.press(Qt.Key.Key_Down)
    assert "! Convocation tardive, datée du 14/12/2026" in archive.text
    archive.press(Qt.Key.Key_F3)
    assert "Convocation tardive" not in archive.text


def test_what_could_not_be_saved_is_marked_and_said(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.prepare()
    folder = tmp_path / "papiers"
    monkeypatch.setattr(dialogs, "choose_folder", answering(folder))
    archive.press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert len(list(folder.iterdir())) == 10
    (told,) = [plain(sentence) for sentence in archive.stage.informed]
    assert told.startswith("10 documents sont enregistrés dans papiers. 1 document à compléter : LE GOFF Élodie")
    assert archive.titles()[:2] == [
        "Convocation · LE GOFF Élodie à compléter",
        "Convocation de juré · Anne Durand enregistré",
    ]


def test_a_saving_that_is_stopped_says_which_papers_are_whole(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.prepare()
    folder = tmp_path / "papiers"
    monkeypatch.setattr(dialogs, "choose_folder", answering(folder))
    monkeypatch.setattr(archive.stage, "runner", InlineRunner(stop_after=4))
    archive.press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    names = sorted(path.name for path in folder.iterdir())
    assert len(names) == 3, "the first paper of four has no hour yet"
    (told,) = [plain(sentence) for sentence in archive.stage.informed]
    assert told.startswith("Arrêt demandé : 3 documents sont enregistrés sur 11 dans papiers, de convocation-jure-")
    assert sum("enregistré" in title for title in archive.titles()) == 3


def test_papers_of_one_moment_are_bound_together(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.prepare()
    archive.press(Qt.Key.Key_F3)
    path = tmp_path / "liasse.pdf"
    monkeypatch.setattr(dialogs, "choose_new_file", answering(path))
    archive.press(Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert [plain(sentence) for sentence in archive.stage.informed] == ["« liasse.pdf » réunit 3 documents."]
    assert path.read_bytes().startswith(b"%PDF-")


def test_a_missing_number_of_the_session_leads_to_its_field(archive: Archive) -> None:
    sheet = archive.stage.session().sheet
    sessions.change_sheet(archive.stage.desk, MANAGER, replace(sheet, ceres_number=""))
    archive.prepare()
    archive.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert archive.stage.visited == [Target(ScreenName.PREPARATION, field="ceres_number")]


def test_marks_of_a_saving_leave_with_the_person(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.prepare()
    monkeypatch.setattr(dialogs, "choose_folder", answering(tmp_path / "papiers"))
    archive.press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    archive.stage.sit(archive.jurors[0])
    archive.screen.forget()
    archive.screen.view.entered()
    assert not any("enregistré" in title for title in archive.titles())
