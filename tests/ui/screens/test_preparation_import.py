"""Lists of candidates taken in through the window: real files, real screen, real session, by keys and clicks."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QPushButton, QTableView, QWidget
from pytestqt.qtbot import QtBot

from app.domain.access_path import AccessPath
from app.domain.people import MANAGER
from app.services import timing
from app.ui.screens.preparation.import_page import ImportPage
from app.ui.widgets.choice_bar import ChoiceBar
from app.ui.widgets.fields import ChoiceField
from tests.ui.hand import CTRL, plain
from tests.ui.preparation import Preparation
from tests.ui.stage import Stage, fill, open_stage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

ALT = Qt.KeyboardModifier.AltModifier
TITLES = "Nom de naissance;Prénom;Date de naissance;N° candidat;Voie d’accès;Courriel"
CLEAN = f"""{TITLES}
LE GOFF;Élodie;14/03/1991;2616810;Formation;elodie@exemple.fr
N’DIAYE;Souleymane;02/11/1988;0616811;VAE;
"""
FAULTY = f"""{CLEAN}ÖZTÜRK;İbrahim;31/02/1988;2616812;Parachute;ibrahim
;Chloé;30/07/2001;2616813;Formation;
"""
ODD = """Nom;Prénom;Né(e) le;Mail perso du stagiaire;Obs.
LE GOFF;Élodie;14/03/1991;elodie@exemple.fr;à rappeler
N’DIAYE;Souleymane;02/11/1988;souleymane@exemple.fr;
"""


class Import(Preparation):
    """The page that takes a list in."""

    def begin(self, path: Path) -> None:
        self.key(Qt.Key.Key_I, CTRL)
        self.take(path)

    def take(self, path: Path) -> None:
        self.page.list_chosen.emit(path)

    @property
    def page(self) -> ImportPage:
        return self.view.importing

    @property
    def lines(self) -> list[str]:
        return self.rows("listed_candidates")

    @property
    def confirm(self) -> QAbstractButton:
        return self.find(QPushButton, "confirm_import")

    @property
    def focused(self) -> str:
        widget = QApplication.focusWidget()
        return widget.objectName() if widget is not None else ""

    def says(self, name: str) -> str:
        return plain(self.find(QLabel, name).text())

    def pick(self, name: str, words: str) -> None:
        """Come to a choice and go to an option with the arrows, as a person does."""
        field = self.find(ChoiceField, name)
        field.setFocus()
        for _step in range(field.count()):
            place, wanted = field.currentIndex(), field.findText(words)
            if place == wanted:
                return
            self.key(Qt.Key.Key_Down if place < wanted else Qt.Key.Key_Up, on=field)
        raise AssertionError(words)

    def show(self, words: str) -> None:
        """Click one of the filters of the lines."""
        bar = self.find(ChoiceBar, "lines_shown")
        next(one for one in bar.findChildren(QPushButton) if words in one.text()).click()

    def type_into_focus(self, text: str) -> None:
        """Replace what the field under the keyboard holds."""
        QTest.qWait(0)  # widgets added to a shown layout are shown by the event loop
        field = QApplication.focusWidget()
        assert isinstance(field, QLineEdit)
        self.write(field.objectName(), text)

    def order(self) -> list[str]:
        """The columns in the order shown."""
        fields = [one for one in self.page.findChildren(ChoiceField) if one.objectName().startswith("column_")]
        shown = [one for one in fields if one.isVisible()]
        return [one.objectName() for one in sorted(shown, key=lambda one: one.mapToGlobal(QPoint(0, 0)).y())]


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    with open_stage(tmp_path) as opened:
        yield opened


@pytest.fixture
def desk(stage: Stage, qtbot: QtBot) -> Import:
    return Import(stage, qtbot)


def written(folder: Path, text: str, name: str = "liste.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


# Read and confirmed


def test_a_list_is_shown_line_by_line_and_written_only_when_confirmed(
    desk: Import, stage: Stage, tmp_path: Path
) -> None:
    desk.key(Qt.Key.Key_I, CTRL)
    assert not desk.confirm.isEnabled()
    desk.take(written(tmp_path, CLEAN))
    assert [row.split(" | ")[0] for row in desk.lines] == ["2", "3"]
    assert all("ajouté" in row for row in desk.lines)
    assert plain(desk.confirm.text()) == "Confirmer : 2 ajouts"
    assert "Ajoutés : LE GOFF Élodie, N’DIAYE Souleymane." in desk.says("import_plan")
    assert not stage.session().candidates
    desk.key(Qt.Key.Key_Return, CTRL)
    assert [candidate.number for candidate in stage.session().candidates] == ["2616810", "0616811"]
    assert [plain(said) for said in stage.informed] == [
        "2 candidats ajoutés. 2 candidats sans lieu de naissance : à compléter avant la session."
    ]
    assert stage.saved_at
    assert len(desk.rows("candidates")) == 2
    assert not desk.confirm.isVisible()


def test_an_imported_list_again_changes_nothing(desk: Import, stage: Stage, tmp_path: Path) -> None:
    listed = written(tmp_path, CLEAN)
    for _ in range(2):
        desk.begin(listed)
        desk.key(Qt.Key.Key_Return, CTRL)
    assert all("inchangé" in row for row in desk.lines)
    assert desk.confirm.toolTip().startswith("Rien à écrire")
    assert len(stage.informed) == 1
    assert stage.informed[0].startswith("2 candidats ajoutés.")


def test_a_pasted_list_is_read_from_the_clipboard(desk: Import, stage: Stage) -> None:
    QGuiApplication.clipboard().setText(CLEAN.replace(";", "\t"))
    desk.key(Qt.Key.Key_I, CTRL)
    desk.press("paste_list")
    assert len(desk.lines) == 2
    assert "Liste collée" in desk.words()
    assert not desk.find(QPushButton, "read_list_again").isEnabled(), "there is no file to read again"
    desk.key(Qt.Key.Key_Escape)
    assert not desk.confirm.isVisible()
    assert not stage.session().candidates


def test_a_file_dropped_on_the_page_is_read(desk: Import, tmp_path: Path) -> None:
    desk.key(Qt.Key.Key_I, CTRL)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(written(tmp_path, CLEAN)))])
    button, no_key = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPoint(50, 50), Qt.DropAction.CopyAction, mime, button, no_key)
    QApplication.sendEvent(desk.page, entering)
    assert entering.isAccepted()
    QApplication.sendEvent(desk.page, QDropEvent(QPointF(50, 50), Qt.DropAction.CopyAction, mime, button, no_key))
    assert len(desk.lines) == 2


def test_words_dropped_on_the_page_are_not_taken_for_a_file(desk: Import) -> None:
    desk.key(Qt.Key.Key_I, CTRL)
    mime = QMimeData()
    mime.setText("LE GOFF")
    button, no_key = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPoint(50, 50), Qt.DropAction.CopyAction, mime, button, no_key)
    entering.ignore()
    QApplication.sendEvent(desk.page, entering)
    assert not entering.isAccepted()


def test_another_sheet_of_the_workbook_can_be_chosen(desk: Import, stage: Stage, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for title, name in (("Brest", "LE GOFF"), ("Quimper", "KERVELLA")):
        sheet = book.create_sheet(title)
        sheet.append(["Nom de naissance", "Prénom"])
        sheet.append([name, "Élodie"])
    book.remove(book.worksheets[0])
    path = tmp_path / "centres.xlsx"
    book.save(path)
    desk.begin(path)
    assert "LE GOFF" in desk.lines[0]
    assert desk.find(ChoiceField, "list_sheet").isVisible()
    desk.pick("list_sheet", "Quimper")
    assert "KERVELLA" in desk.lines[0]
    desk.key(Qt.Key.Key_Return, CTRL)
    assert [candidate.identity.birth_name for candidate in stage.session().candidates] == ["KERVELLA"]


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("liste.csv", b"couleur;taille\nbleu;3\n", "Aucune ligne de titres reconnue dans liste.csv"),
        (
            "photo.xlsx",
            b"\x89PNG\r\n\x1a\n" + bytes(500),
            "Le fichier photo.xlsx n’est pas un classeur, mais une image.",
        ),
        ("vide.xlsx", b"", "vide"),
        ("coupe.xlsx", b"PK\x03\x04" + bytes(900), "coupe.xlsx"),
        ("coupe.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(900), "coupe.xls"),
    ],
)
def test_a_file_that_is_no_list_is_refused_in_one_sentence_and_another_is_taken(
    desk: Import, tmp_path: Path, name: str, content: bytes, sentence: str
) -> None:
    refused = tmp_path / name
    refused.write_bytes(content)
    desk.begin(refused)
    assert sentence in desk.says("list_fault")
    assert not desk.confirm.isEnabled()
    desk.take(written(tmp_path, CLEAN, "bonne.csv"))
    assert not desk.find(QLabel, "list_fault").isVisible()
    assert len(desk.lines) == 2
    assert desk.confirm.isEnabled()


# The columns


def test_columns_show_what_they_are_taken_for_unrecognised_ones_first(desk: Import, tmp_path: Path) -> None:
    desk.begin(written(tmp_path, ODD))
    desk.key(Qt.Key.Key_C, ALT)
    words = desk.words(desk.page)
    assert "Colonne C « Né(e) le »" in words
    assert "par exemple : 14/03/1991 · 02/11/1988" in words
    assert desk.order() == ["column_D", "column_E", "column_A", "column_B", "column_C"]
    assert desk.focused == "column_D", "the first doubtful column has the keyboard"
    assert desk.find(ChoiceField, "column_C").currentText() == "Date de naissance"
    assert desk.find(ChoiceField, "column_D").currentText() == "Laisser de côté"
    assert plain(desk.find(ChoiceField, "column_D").accessibleName()) == "Colonne D « Mail perso du stagiaire »"
    assert "de côté : « Mail perso du stagiaire », « Obs. »" in desk.says("list_about")


def test_a_corrected_column_is_read_at_once(desk: Import, stage: Stage, tmp_path: Path) -> None:
    desk.begin(written(tmp_path, ODD))
    desk.key(Qt.Key.Key_C, ALT)
    desk.pick("column_D", "Courriel")
    assert "choisie" in desk.words(desk.page)
    assert desk.order()[0] == "column_D", "a column keeps its place once it is chosen"
    desk.pick("column_C", "Laisser de côté")
    desk.key(Qt.Key.Key_L, ALT)
    assert "14/03/1991" not in desk.lines[0]
    desk.key(Qt.Key.Key_Return, CTRL)
    candidate = stage.session().candidates[0]
    assert (candidate.contact.email, candidate.identity.birth_date) == ("elodie@exemple.fr", None)


def test_a_field_chosen_twice_says_so_and_nothing_can_be_written(desk: Import, stage: Stage, tmp_path: Path) -> None:
    desk.begin(written(tmp_path, ODD))
    desk.key(Qt.Key.Key_C, ALT)
    desk.pick("column_E", "Prénom")
    assert desk.words(desk.page).count("choisi deux fois") == 2
    assert desk.says("mapping_notice").startswith("Les colonnes E et B donnent toutes « Prénom »")
    assert desk.confirm.toolTip().startswith("Les colonnes E et B")
    desk.key(Qt.Key.Key_Return, CTRL)
    assert not stage.session().candidates
    desk.pick("column_E", "Laisser de côté")
    assert "choisi deux fois" not in desk.words(desk.page)
    assert desk.confirm.isEnabled()


def test_a_list_without_a_column_for_the_first_name_says_what_it_lacks(desk: Import, tmp_path: Path) -> None:
    desk.begin(written(tmp_path, ODD))
    desk.key(Qt.Key.Key_C, ALT)
    desk.pick("column_B", "Laisser de côté")
    assert "Aucune colonne ne donne « Prénom » : dites laquelle." in desk.words(desk.page)
    assert not desk.confirm.isEnabled()


def test_a_list_whose_names_are_not_recognised_begins_with_its_columns(
    desk: Import, stage: Stage, tmp_path: Path
) -> None:
    desk.begin(written(tmp_path, ODD.replace("Nom;Prénom", "Intéressé;Petit nom")))
    assert "Aucune colonne ne donne « Nom de naissance » ni « Prénom » : dites lesquelles." in desk.words(desk.page)
    assert desk.focused == "column_A"
    assert not desk.confirm.isEnabled()
    desk.pick("column_A", "Nom de naissance")
    assert not desk.lines
    desk.pick("column_B", "Prénom")
    desk.key(Qt.Key.Key_L, ALT)
    assert len(desk.lines) == 2
    desk.key(Qt.Key.Key_Return, CTRL)
    assert [candidate.name for candidate in stage.session().candidates] == ["LE GOFF Élodie", "N’DIAYE Souleymane"]


def test_a_confirmed_correspondence_is_taken_again_for_the_same_titles(
    desk: Import, stage: Stage, tmp_path: Path
) -> None:
    desk.begin(written(tmp_path, ODD))
    assert "reprise" not in desk.says("list_about")
    desk.key(Qt.Key.Key_C, ALT)
    desk.pick("column_D", "Courriel")
    desk.key(Qt.Key.Key_Return, CTRL)
    desk.begin(written(tmp_path, ODD.replace("LE GOFF;Élodie", "KERVELLA;Maël"), "janvier.csv"))
    assert "Correspondance reprise de votre dernière liste." in desk.says("list_about")
    desk.key(Qt.Key.Key_C, ALT)
    assert desk.says("mapping_notice").startswith("Correspondance reprise de votre dernière liste")
    desk.key(Qt.Key.Key_Return, CTRL)
    assert stage.session().candidates[-1].contact.email == "elodie@exemple.fr"


def test_a_correspondence_that_was_not_confirmed_is_not_remembered(desk: Import, tmp_path: Path) -> None:
    listed = written(tmp_path, ODD)
    desk.begin(listed)
    desk.key(Qt.Key.Key_C, ALT)
    desk.pick("column_D", "Courriel")
    desk.key(Qt.Key.Key_Escape)
    desk.begin(listed)
    assert "reprise" not in desk.says("list_about")


# The lines, mended in place


def test_each_faulty_cell_is_named_with_its_remedy(desk: Import, tmp_path: Path) -> None:
    desk.begin(written(tmp_path, FAULTY))
    desk.choose_row("listed_candidates", "4 | ")
    words = desk.words()
    assert "Date de naissance : « 31/02/1988 »" in words
    assert "Corrigez le jour ou le mois" in words
    assert "Voie d’accès : « Parachute »" in words
    assert "Courriel : « ibrahim »" in words
    assert "rejetée" in desk.lines[-1]
    desk.show("À vérifier")
    assert [row.split(" | ")[0] for row in desk.lines] == ["4", "5"]
    desk.show("Rejetées")
    assert [row.split(" | ")[0] for row in desk.lines] == ["5"]
    desk.show("Toutes")
    assert len(desk.lines) == 4


def test_cells_are_mended_in_place_by_keyboard_alone(desk: Import, stage: Stage, tmp_path: Path) -> None:
    desk.begin(written(tmp_path, FAULTY))
    desk.key(Qt.Key.Key_Return, on=desk.choose_row("listed_candidates", "4 | "))
    assert desk.focused == "mend_date_naissance"
    desk.type_into_focus("28/02/1988")
    desk.key(Qt.Key.Key_Return, on=QApplication.focusWidget())
    assert "28/02/1988" in desk.lines[2]
    assert "corrigé ici" in desk.lines[2]
    assert desk.focused == "mend_courriel", "the next faulty cell of the line"
    desk.type_into_focus("ibrahim@exemple.fr")
    desk.key(Qt.Key.Key_Return, on=QApplication.focusWidget())
    assert desk.focused == "mend_choice_voie_acces"
    desk.pick("mend_choice_voie_acces", "Apprentissage")
    assert "à vérifier" not in desk.lines[2]
    assert "rien à vérifier" not in desk.words(), "mended cells stay in sight"
    desk.key(Qt.Key.Key_Return, CTRL)
    mended = stage.session().candidates[2]
    assert mended.identity.birth_date == dt.date(1988, 2, 28)
    assert mended.contact.email == "ibrahim@exemple.fr"
    assert mended.access_path is AccessPath.APPRENTISSAGE


def test_a_mended_cell_is_read_by_the_same_rules(desk: Import, tmp_path: Path) -> None:
    desk.begin(written(tmp_path, FAULTY))
    desk.key(Qt.Key.Key_Return, on=desk.choose_row("listed_candidates", "4 | "))
    desk.type_into_focus("29/02/1989")
    desk.press("mend_act_date_naissance")
    assert "Cette date n’existe pas au calendrier" in desk.words()
    assert "à vérifier" in desk.lines[2]
    assert "Date de naissance, dans la liste : « 31/02/1988 »" in desk.words()


def test_a_mended_cell_can_be_put_back(desk: Import, tmp_path: Path) -> None:
    desk.begin(written(tmp_path, FAULTY))
    desk.key(Qt.Key.Key_Return, on=desk.choose_row("listed_candidates", "4 | "))
    desk.type_into_focus("28/02/1988")
    desk.press("mend_act_date_naissance")
    desk.press("put_back_date_naissance")
    assert "corrigé ici" not in desk.lines[2]
    assert desk.find(QLineEdit, "mend_date_naissance").text() == "31/02/1988"


def test_a_rejected_line_comes_in_once_its_name_is_given(desk: Import, stage: Stage, tmp_path: Path) -> None:
    desk.begin(written(tmp_path, FAULTY))
    desk.key(Qt.Key.Key_Return, on=desk.choose_row("listed_candidates", "5 | "))
    assert desk.focused == "mend_nom_naissance"
    desk.type_into_focus("MÜLLER")
    desk.key(Qt.Key.Key_Return, on=QApplication.focusWidget())
    assert "MÜLLER Chloé" in desk.lines[3]
    assert "ajouté" in desk.lines[3]
    assert desk.focused == "listed_candidates", "nothing else to mend on this line"
    desk.key(Qt.Key.Key_Return, CTRL)
    assert stage.session().candidates[3].name == "MÜLLER Chloé"


def test_what_is_being_typed_is_read_before_anything_is_written(desk: Import, stage: Stage, tmp_path: Path) -> None:
    desk.begin(written(tmp_path, FAULTY))
    desk.key(Qt.Key.Key_Return, on=desk.choose_row("listed_candidates", "4 | "))
    desk.type_into_focus("28/02/1988")
    desk.key(Qt.Key.Key_Return, CTRL, on=QApplication.focusWidget())
    assert not stage.session().candidates
    assert "28/02/1988" in desk.lines[2]
    desk.key(Qt.Key.Key_Return, CTRL)
    assert stage.session().candidates[2].identity.birth_date == dt.date(1988, 2, 28)


def test_escape_leaves_the_cell_then_asks_before_corrections_are_lost(desk: Import, tmp_path: Path) -> None:
    desk.begin(written(tmp_path, FAULTY))
    desk.key(Qt.Key.Key_Return, on=desk.choose_row("listed_candidates", "4 | "))
    desk.type_into_focus("28/02/19")
    desk.key(Qt.Key.Key_Escape, on=QApplication.focusWidget())
    assert desk.focused == "listed_candidates"
    assert "corrigé ici" not in desk.lines[2]
    desk.key(Qt.Key.Key_Return, on=desk.find(QTableView, "listed_candidates"))
    desk.type_into_focus("28/02/1988")
    desk.press("mend_act_date_naissance")
    desk.key(Qt.Key.Key_Escape)
    question = desk.dialog("leave_question")
    assert "1 cellule corrigée ici : la correction est perdue." in desk.words(question)
    desk.key(Qt.Key.Key_Escape, on=question)
    assert "corrigé ici" in desk.lines[2], "the safe answer keeps everything"
    desk.show_active()
    desk.key(Qt.Key.Key_Escape)
    desk.press("confirm_leave")
    assert not desk.confirm.isVisible()


def test_a_list_mended_in_its_own_file_is_read_again(desk: Import, tmp_path: Path) -> None:
    listed = written(tmp_path, FAULTY)
    desk.begin(listed)
    desk.key(Qt.Key.Key_Return, on=desk.choose_row("listed_candidates", "4 | "))
    desk.type_into_focus("28/02/1988")
    desk.press("mend_act_date_naissance")
    written(tmp_path, FAULTY.replace(";Chloé", "MÜLLER;Chloé"))
    desk.key(Qt.Key.Key_R, ALT)
    assert "MÜLLER Chloé" in desk.lines[3]
    assert "corrigé ici" in desk.lines[2], "the list still says what was mended here"
    written(tmp_path, FAULTY.replace("31/02/1988", "01/03/1988"))
    desk.key(Qt.Key.Key_R, ALT)
    assert "01/03/1988" in desk.lines[2]
    assert "corrigé ici" not in desk.lines[2], "the file was mended since: it has the last word"


def test_a_modified_candidate_shows_what_changes(desk: Import, stage: Stage, tmp_path: Path) -> None:
    desk.begin(written(tmp_path, CLEAN))
    desk.key(Qt.Key.Key_Return, CTRL)
    changed = CLEAN.replace("elodie@exemple.fr", "e.legoff@exemple.fr").replace("Formation", "Apprentissage")
    desk.begin(written(tmp_path, changed, "bis.csv"))
    desk.choose_row("listed_candidates", "LE GOFF")
    words = desk.words()
    assert "elodie@exemple.fr → e.legoff@exemple.fr" in words
    assert "Formation → Apprentissage" in words
    assert plain(desk.confirm.text()) == "Confirmer : 1 modification"
    assert "Modifié : LE GOFF Élodie." in desk.says("import_plan")
    desk.key(Qt.Key.Key_Return, CTRL)
    assert stage.session().candidates[0].contact.email == "e.legoff@exemple.fr"


def test_lines_are_found_with_accents_and_apostrophes_aside(desk: Import, tmp_path: Path) -> None:
    desk.begin(written(tmp_path, FAULTY))
    desk.key(Qt.Key.Key_F, CTRL)
    assert desk.focused == "listed_filter"
    desk.write("listed_filter", "ndiaye")
    assert [row.split(" | ")[0] for row in desk.lines] == ["3"]
    desk.write("listed_filter", "ozturk ibrahim")
    assert [row.split(" | ")[0] for row in desk.lines] == ["4"]
    desk.key(Qt.Key.Key_Escape, on=desk.find(QLineEdit, "listed_filter"))
    assert len(desk.lines) == 4, "Escape empties the find box and leaves the list open"
    assert desk.confirm.isVisible()


def test_a_line_left_out_is_not_written(desk: Import, stage: Stage, tmp_path: Path) -> None:
    twins = f"{CLEAN}LE GOFF;Élodie;14/03/1991;2616819;Formation;\n"
    desk.begin(written(tmp_path, twins))
    view = desk.choose_row("listed_candidates", "4 | ")
    assert "Même nom, même prénom" in desk.words()
    desk.key(Qt.Key.Key_Delete, on=view)
    assert "écartée" in desk.lines[2]
    assert plain(desk.confirm.text()) == "Confirmer : 2 ajouts"
    desk.press("take_line_back")
    assert plain(desk.confirm.text()) == "Confirmer : 3 ajouts"
    desk.press("leave_line_out")
    desk.key(Qt.Key.Key_Return, CTRL)
    assert [candidate.number for candidate in stage.session().candidates] == ["2616810", "0616811"]


# Missing, undone, doubled


def test_who_is_missing_from_the_list_is_shown_and_stays_enrolled(stage: Stage, qtbot: QtBot, tmp_path: Path) -> None:
    fill(stage)
    desk = Import(stage, qtbot)
    desk.begin(written(tmp_path, CLEAN))
    desk.key(Qt.Key.Key_A, ALT)
    missing = desk.rows("missing_candidates")
    assert any("O’CONNOR Jean-Loup" in row for row in missing)
    assert not any("N’DIAYE" in row for row in missing if "Souleymane" in row and "0616811" in row)
    assert "L’import ne retire personne" in desk.words(desk.page)
    enrolled = {candidate.name for candidate in stage.session().candidates}
    desk.key(Qt.Key.Key_Return, CTRL)
    assert enrolled <= {candidate.name for candidate in stage.session().candidates}


def test_the_last_import_is_taken_back_once_its_consequences_are_read(
    desk: Import, stage: Stage, tmp_path: Path
) -> None:
    stage.add_candidate("KERVELLA", "Maël")
    desk.view.entered()
    assert not desk.find(QLabel, "last_import").isVisible()
    desk.begin(written(tmp_path, CLEAN))
    desk.key(Qt.Key.Key_Return, CTRL)
    assert desk.says("last_import").startswith("Dernier import : liste.csv, 2 ajoutés, le 14/12/2026 à ")
    desk.key(Qt.Key.Key_Z, CTRL)
    question = desk.dialog("undo_question")
    assert "Les 2 candidats que cet import a ajoutés sont retirés." in desk.words(question)
    desk.key(Qt.Key.Key_Escape, on=question)
    assert len(stage.session().candidates) == 3
    desk.press("undo_import")
    desk.press("confirm_undo")
    assert [candidate.name for candidate in stage.session().candidates] == ["KERVELLA Maël"]
    assert stage.informed[-1] == "L’import de liste.csv est annulé."
    assert not desk.find(QLabel, "last_import").isVisible()
    assert len(desk.rows("candidates")) == 1


def test_an_import_that_cannot_be_taken_back_any_more_says_why(desk: Import, stage: Stage, tmp_path: Path) -> None:
    desk.begin(written(tmp_path, CLEAN))
    desk.key(Qt.Key.Key_Return, CTRL)
    candidate = stage.session().candidates[0]
    stage.welcome(candidate.id)
    part = stage.session().parts_for(candidate)[0][1]
    timing.start(stage.desk, MANAGER, candidate.id, part.id)
    desk.view.entered()
    assert "Il ne s’annule plus. Un candidat a déjà commencé ses épreuves" in desk.says("last_import")
    assert not desk.find(QPushButton, "undo_import").isVisible()
    desk.key(Qt.Key.Key_Z, CTRL)
    assert not desk.view.findChildren(QWidget, "undo_question")


def test_an_identifier_carried_twice_is_told_on_both(desk: Import, stage: Stage) -> None:
    for name, number in (("LE GOFF", "2616810"), ("KERVELLA", "2616810"), ("QUÉRÉ", "2616812")):
        stage.add_candidate(name, "Maël", number=number)
    desk.view.entered()
    desk.key(Qt.Key.Key_F4)
    rows = desk.rows("candidates")
    assert ["identifiant en double" in row for row in rows] == [True, True, False]
