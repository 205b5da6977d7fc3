"""Préparation: the real screen on a real session, driven by keys and clicks."""

import datetime as dt
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QPushButton, QTableView
from pytestqt.qtbot import QtBot

from app.domain.access_path import AccessPath
from app.domain.people import MANAGER, Function
from app.services import grading, timing
from app.services.grading import GridKey
from app.ui.bench import ScreenName, Target
from app.ui.screens.preparation import PreparationScreen
from app.ui.widgets.fields import CheckField, ChoiceField
from tests.ui.hand import CTRL, Hand
from tests.ui.stage import Stage, fill, open_stage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

SHIFT = Qt.KeyboardModifier.ShiftModifier
TITLES = "Nom de naissance;Prénom;Date de naissance;N° candidat;Voie d’accès;Courriel"
CLEAN = f"""{TITLES}
LE GOFF;Élodie;14/03/1991;2616810;Formation;elodie@exemple.fr
N’DIAYE;Souleymane;02/11/1988;0616811;VAE;
"""


class Preparation(Hand):
    """Préparation shown in a window."""

    def __init__(self, stage: Stage, qtbot: QtBot) -> None:
        self.stage = stage
        self.screen = PreparationScreen(stage)
        self.view = self.screen.view
        super().__init__(self.view)
        qtbot.addWidget(self.view)
        self.view.resize(1170, 704)
        self.show_active()
        self.view.entered()

    def leave_field(self, name: str, text: str) -> None:
        self.write(name, text)
        self.key(Qt.Key.Key_Tab, on=self.find(QLineEdit, name))

    def choose(self, name: str, words: str) -> None:
        field = self.find(ChoiceField, name)
        field.setCurrentIndex(field.findText(words))

    def dialog(self, name: str) -> QDialog:
        return self.find(QDialog, name)


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    with open_stage(tmp_path) as opened:
        yield opened


@pytest.fixture
def desk(stage: Stage, qtbot: QtBot) -> Preparation:
    return Preparation(stage, qtbot)


# The sheet


def test_leaving_a_field_saves_it_at_once(desk: Preparation, stage: Stage) -> None:
    desk.leave_field("manager", "Hélène Quéré")
    assert stage.session().sheet.manager == "Hélène Quéré"
    assert len(stage.saved_at) == 1
    desk.leave_field("agreement_until", "30062030")
    assert stage.session().sheet.centre.agreement_until == dt.date(2030, 6, 30)


def test_leaving_a_field_as_it_was_writes_nothing(desk: Preparation, stage: Stage) -> None:
    desk.leave_field("manager", "Claire Moreau")
    assert not stage.saved_at


def test_an_unreadable_date_is_said_under_its_field_and_not_saved(desk: Preparation, stage: Stage) -> None:
    desk.leave_field("agreement_until", "bientôt")
    assert "Cette date ne se lit pas" in desk.words()
    assert stage.session().sheet.centre.agreement_until == dt.date(2029, 12, 31)
    desk.leave_field("place", "Quimper")
    assert desk.find(QLineEdit, "agreement_until").text() == "bientôt"
    assert "Cette date ne se lit pas" in desk.words()


def test_an_emptied_necessary_field_is_not_saved(desk: Preparation, stage: Stage) -> None:
    desk.leave_field("centre_name", "")
    assert "Ce champ est nécessaire." in desk.words()
    assert stage.session().sheet.centre.name == "Centre du Ponant"


def test_a_first_day_moved_on_takes_the_last_day_with_it(desk: Preparation, stage: Stage) -> None:
    desk.leave_field("starts_on", "16/12/2026")
    sheet = stage.session().sheet
    assert (sheet.starts_on, sheet.ends_on) == (dt.date(2026, 12, 16), dt.date(2026, 12, 16))
    assert desk.find(QLineEdit, "ends_on").text() == "16/12/2026"


def test_a_last_day_before_the_first_is_refused_and_put_back(desk: Preparation, stage: Stage) -> None:
    desk.leave_field("ends_on", "13/12/2026")
    assert "ne peut pas commencer le 14/12/2026" in stage.refused[0]
    assert desk.find(QLineEdit, "ends_on").text() == "14/12/2026"


def test_the_referentiel_shows_durations_presence_and_doubts(desk: Preparation) -> None:
    assert "Assistant commercial · TP-01285 · millésime 04 · niveau 5" in desk.words()
    assert "4 h 10 par candidat, dont 1 h 15 devant le jury" in desk.words()
    assert desk.rows("modalities")[0] == "Mise en situation professionnelle | 3 h | 20 min"
    assert not any("Questionnaire professionnel" in row for row in desk.rows("modalities"))
    assert any("La fin de validité" in row for row in desk.rows("doubts"))
    assert not any("Session CCP 2" in row for row in desk.rows("doubts"))


def test_a_juror_reads_and_changes_nothing(stage: Stage, qtbot: QtBot) -> None:
    candidates, jurors = fill(stage)
    stage.sit(jurors[0])
    desk = Preparation(stage, qtbot)
    assert "Seul le responsable de session modifie" in desk.words()
    assert desk.find(QLineEdit, "manager").isReadOnly()
    desk.key(Qt.Key.Key_N, CTRL)
    desk.key(Qt.Key.Key_F4)
    desk.key(Qt.Key.Key_Return, on=desk.choose_row("candidates", "LE GOFF"))
    desk.key(Qt.Key.Key_Delete, on=desk.find(QTableView, "candidates"))
    assert not desk.view.findChildren(QDialog)
    assert len(stage.session().candidates) == len(candidates)


# The jury


def test_a_juror_is_added_from_the_empty_jury(desk: Preparation, stage: Stage) -> None:
    desk.key(Qt.Key.Key_F3)
    assert "Le jury n’est pas encore composé" in desk.words()
    assert "Le jury compte 0 membre(s)" in desk.words()
    desk.press("add_first_juror")
    for name, text in (
        ("given_name", "Anne"),
        ("family_name", "Durand"),
        ("quality", "attachée commerciale"),
        ("habilitation", "H-0042"),
        ("habilitation_until", "30/06/2029"),
    ):
        desk.write(name, text)
    desk.key(Qt.Key.Key_Return, on=desk.find(QLineEdit, "habilitation_until"))
    person = stage.session().people[0]
    assert (person.name, person.function, person.habilitation) == ("Anne Durand", Function.JUROR, "H-0042")
    assert person.habilitation_until == dt.date(2029, 6, 30)
    assert not desk.dialog("person_dialog").isVisible()
    assert desk.rows("people") == ["Anne Durand membre du jury | H-0042 jusqu’au 30/06/2029 | à faire | Modifier"]


def test_a_person_without_name_stays_in_the_dialog(desk: Preparation, stage: Stage) -> None:
    desk.key(Qt.Key.Key_N, CTRL | SHIFT)
    desk.write("given_name", "Anne")
    desk.press("dialog_save")
    assert "Ce champ est nécessaire." in desk.words(desk.dialog("person_dialog"))
    assert not stage.session().people


def test_an_intervenant_has_no_habilitation(desk: Preparation, stage: Stage) -> None:
    desk.key(Qt.Key.Key_N, CTRL | SHIFT)
    desk.choose("function", "intervenant ponctuel")
    assert not desk.find(QLineEdit, "habilitation").isEnabled()
    desk.write("given_name", "Erin")
    desk.write("family_name", "Walsh")
    desk.press("dialog_save")
    assert stage.session().people[0].function is Function.OCCASIONAL_SPEAKER
    assert "sans objet" in desk.rows("people")[0]


def test_an_expired_habilitation_is_said(desk: Preparation, stage: Stage) -> None:
    juror_id = stage.add_juror("Anne", "Durand")
    desk.screen.show(Target(ScreenName.PREPARATION, person_id=juror_id))
    desk.key(Qt.Key.Key_Return, on=desk.find(QTableView, "people"))
    desk.write("habilitation_until", "13/12/2026")
    desk.press("dialog_save")
    assert "expirée" in desk.rows("people")[0]
    assert "Anne Durand : aucune habilitation valable le 14/12/2026" in desk.words()


def test_a_juror_is_recused_with_a_reason_and_reinstated(stage: Stage, qtbot: QtBot) -> None:
    candidates, jurors = fill(stage)
    desk = Preparation(stage, qtbot)
    desk.key(Qt.Key.Key_F3)
    desk.choose_row("people", "Bruno Petit")
    desk.key(Qt.Key.Key_R, CTRL)
    desk.choose_row("recusal_candidates", "N’DIAYE")
    desk.press("dialog_save")
    assert "Ce champ est nécessaire." in desk.words(desk.dialog("recusal_dialog"))
    desk.write("reason", "ancien formateur du candidat")
    desk.press("dialog_save")
    recusal = stage.session().recusals[0]
    assert (recusal.juror_id, recusal.candidate_id) == (jurors[1], candidates[1])
    assert "ancien formateur du candidat" in desk.words()
    desk.press(f"withdraw_recusal_{candidates[1]}")
    assert not stage.session().recusals
    assert "Aucun déport" in desk.words()


def test_a_recusal_after_grading_began_is_refused_in_the_dialog(stage: Stage, qtbot: QtBot) -> None:
    candidates, jurors = fill(stage)
    stage.welcome(candidates[0])
    juror = stage.sit(jurors[0])
    part = stage.session().parts_for(stage.session().candidate(candidates[0]))[0][1]
    grading.open_grid(stage.desk, juror, GridKey(candidates[0], part.id))
    stage.sit(None)
    desk = Preparation(stage, qtbot)
    desk.key(Qt.Key.Key_F3)
    desk.choose_row("people", "Anne Durand")
    desk.press("recuse_juror")
    desk.choose_row("recusal_candidates", "LE GOFF")
    desk.write("reason", "lien découvert ce matin")
    desk.press("dialog_save")
    assert "Ce juré a déjà ouvert une grille" in desk.words(desk.dialog("recusal_dialog"))
    assert not stage.session().recusals


def test_a_declaration_on_paper_settles_what_was_asked(desk: Preparation, stage: Stage) -> None:
    stage.add_juror("Anne", "Durand")
    stage.add_juror("Bruno", "Petit", declared=False)
    desk.view.entered()
    desk.key(Qt.Key.Key_F3)
    assert "Bruno Petit n’a pas encore confirmé" in desk.words()
    desk.choose_row("people", "Bruno Petit")
    desk.press("declare_on_paper")
    assert stage.session().people[1].declared_at is not None
    assert "Rien à régler" in desk.words()


def test_a_forgotten_code_is_forgotten_with_a_reason_and_chosen_anew(desk: Preparation, stage: Stage) -> None:
    stage.add_juror("Anne", "Durand")
    desk.view.entered()
    desk.key(Qt.Key.Key_F3)
    desk.choose_row("people", "Anne Durand")
    assert stage.session().people[0].has_pin
    desk.press("forget_code")
    desk.press("forgotten_code_act")
    assert stage.session().people[0].has_pin, "no code is forgotten without a reason"
    desk.write("forgotten_code_line", "code mal recopié")
    desk.press("forgotten_code_act")
    anne = stage.session().people[0]
    assert not anne.has_pin
    assert anne.declared_at is not None, "the declaration stands"


def test_removing_a_person_asks_first(stage: Stage, qtbot: QtBot) -> None:
    fill(stage)
    desk = Preparation(stage, qtbot)
    desk.key(Qt.Key.Key_F3)
    desk.choose_row("people", "Bruno Petit")
    desk.key(Qt.Key.Key_Delete)
    desk.key(Qt.Key.Key_Escape, on=desk.dialog("removal_question"))
    assert len(stage.session().people) == 2
    desk.key(Qt.Key.Key_Delete)
    desk.press("confirm_removal")
    assert [person.name for person in stage.session().people] == ["Anne Durand"]


# The candidates


def test_a_candidate_is_added_with_everything_the_form_holds(desk: Preparation, stage: Stage) -> None:
    desk.key(Qt.Key.Key_N, CTRL)
    for name, text in (
        ("birth_name", "DE LA FONTAINE-MÜLLER"),
        ("first_name", "Chloé"),
        ("birth_date", "30/07/2001"),
        ("birth_town", "Strasbourg"),
        ("number", "0616812"),
        ("convened_at", "9h05"),
        ("measure", "tiers temps"),
        ("authority", "DDETS du Finistère"),
        ("granted_on", "03/09/2026"),
        ("prior_ccp1_on", "12/06/2025"),
    ):
        desk.write(name, text)
    desk.choose("access_path", "VAE")
    desk.choose("professional_file", "Oui")
    desk.choose("extra_time", "1/3")
    desk.find(CheckField, "prior_ccp1").setChecked(True)
    desk.press("dialog_save")
    candidate = stage.session().candidates[0]
    assert candidate.name == "DE LA FONTAINE-MÜLLER Chloé"
    assert candidate.number == "0616812"
    assert candidate.convened_at == "09:05"
    assert candidate.access_path is AccessPath.VAE
    assert candidate.professional_file is True
    assert candidate.training_results is None
    assert candidate.extra_time == Fraction(1, 3)
    assert candidate.priors[0].obtained_on == dt.date(2025, 6, 12)


def test_a_candidate_is_changed_and_nothing_else_of_the_file_is_lost(stage: Stage, qtbot: QtBot) -> None:
    fill(stage)
    before = {candidate.name: candidate for candidate in stage.session().candidates}
    desk = Preparation(stage, qtbot)
    desk.key(Qt.Key.Key_F4)
    for name in before:
        desk.key(Qt.Key.Key_Return, on=desk.choose_row("candidates", name))
        desk.write("convened_at", "10:10")
        desk.press("dialog_save")
    for candidate in stage.session().candidates:
        known = before[candidate.name]
        assert candidate.convened_at == "10:10"
        assert (candidate.identity, candidate.priors, candidate.accommodation) == (
            known.identity,
            known.priors,
            known.accommodation,
        )
        assert (candidate.number, candidate.access_path) == (known.number, known.access_path)
        assert (candidate.professional_file, candidate.training_results) == (
            known.professional_file,
            known.training_results,
        )


def test_a_date_without_its_ccp_is_not_lost_in_silence(desk: Preparation, stage: Stage) -> None:
    desk.key(Qt.Key.Key_N, CTRL)
    desk.write("birth_name", "LE GOFF")
    desk.write("first_name", "Élodie")
    desk.write("prior_ccp2_on", "12/06/2025")
    desk.press("dialog_save")
    assert not stage.session().candidates
    assert "Cochez ce CCP" in desk.words(desk.dialog("candidate_dialog"))


def test_the_filter_leaves_accents_and_case_aside(stage: Stage, qtbot: QtBot) -> None:
    fill(stage)
    desk = Preparation(stage, qtbot)
    desk.key(Qt.Key.Key_F, CTRL)
    desk.write("candidates_filter", "ozturk ibrahim")
    assert [row.split(" | ")[1] for row in desk.rows("candidates")] == ["ÖZTÜRK İbrahim"]
    desk.write("candidates_filter", "personne")
    assert "Aucune ligne ne répond à « personne »." in desk.words()


def test_a_candidate_who_began_cannot_be_removed(stage: Stage, qtbot: QtBot) -> None:
    candidates, _jurors = fill(stage)
    stage.welcome(candidates[0])
    part = stage.session().parts_for(stage.session().candidate(candidates[0]))[0][1]
    timing.start(stage.desk, MANAGER, candidates[0], part.id)
    desk = Preparation(stage, qtbot)
    desk.key(Qt.Key.Key_F4)
    desk.choose_row("candidates", "LE GOFF")
    desk.key(Qt.Key.Key_Delete)
    desk.press("confirm_removal")
    assert "LE GOFF Élodie a déjà commencé ses épreuves" in stage.refused[0]
    assert len(stage.session().candidates) == len(candidates)


def test_five_hundred_candidates_are_shown_and_found(stage: Stage, qtbot: QtBot, tmp_path: Path) -> None:
    lines = [f"NOM{n:04};Prénom;14/03/1991;{2600000 + n};Formation;" for n in range(500)]
    listed = tmp_path / "grande.csv"
    listed.write_text("\n".join((TITLES, *lines)), encoding="utf-8")
    desk = Preparation(stage, qtbot)
    desk.key(Qt.Key.Key_I, CTRL)
    desk.view.importing.list_chosen.emit(listed)
    desk.press("confirm_import")
    assert len(desk.rows("candidates")) == 500
    desk.write("candidates_filter", "2600499")
    assert len(desk.rows("candidates")) == 1


# Lists


def test_a_list_is_shown_line_by_line_and_written_only_when_confirmed(
    desk: Preparation, stage: Stage, tmp_path: Path
) -> None:
    listed = tmp_path / "liste.csv"
    listed.write_text(CLEAN, encoding="utf-8")
    desk.key(Qt.Key.Key_I, CTRL)
    assert not desk.find(QPushButton, "confirm_import").isEnabled()
    desk.view.importing.list_chosen.emit(listed)
    assert [row.split(" | ")[0] for row in desk.rows("listed_candidates")] == ["2", "3"]
    assert all("ajouté" in row for row in desk.rows("listed_candidates"))
    assert not stage.session().candidates
    desk.key(Qt.Key.Key_Return, CTRL)
    assert [candidate.number for candidate in stage.session().candidates] == ["2616810", "0616811"]
    assert stage.informed == ["2 candidats ajoutés."]
    assert stage.saved_at
    assert len(desk.rows("candidates")) == 2
    assert not desk.find(QPushButton, "confirm_import").isVisible()


def test_each_faulty_cell_is_named_with_its_remedy(desk: Preparation, tmp_path: Path) -> None:
    listed = tmp_path / "liste.csv"
    faulty = "N’DIAYE;Souleymane;31/02/1988;2616811;Parachute;souleymane\n;Chloé;30/07/2001;2616812;Formation;\n"
    listed.write_text(f"{CLEAN}{faulty}", encoding="utf-8")
    desk.key(Qt.Key.Key_I, CTRL)
    desk.view.importing.list_chosen.emit(listed)
    desk.choose_row("listed_candidates", "4 | ")
    words = desk.words()
    assert "Date de naissance : « 31/02/1988 »" in words
    assert "Corrigez le jour ou le mois" in words
    assert "Voie d’accès : « Parachute »" in words
    assert "Courriel : « souleymane »" in words
    assert "rejetée" in desk.rows("listed_candidates")[-1]
    desk.press("only_faulty")
    assert [row.split(" | ")[0] for row in desk.rows("listed_candidates")] == ["4", "5"]


def test_an_imported_list_again_changes_nothing(desk: Preparation, stage: Stage, tmp_path: Path) -> None:
    listed = tmp_path / "liste.csv"
    listed.write_text(CLEAN, encoding="utf-8")
    for _ in range(2):
        desk.key(Qt.Key.Key_I, CTRL)
        desk.view.importing.list_chosen.emit(listed)
        desk.key(Qt.Key.Key_Return, CTRL)
    assert all("inchangé" in row for row in desk.rows("listed_candidates"))
    assert desk.find(QPushButton, "confirm_import").toolTip().startswith("Rien à écrire")
    assert stage.informed == ["2 candidats ajoutés."]


def test_a_pasted_list_is_read_from_the_clipboard(desk: Preparation, stage: Stage) -> None:
    QGuiApplication.clipboard().setText(CLEAN.replace(";", "\t"))
    desk.key(Qt.Key.Key_I, CTRL)
    desk.press("paste_list")
    assert len(desk.rows("listed_candidates")) == 2
    assert "Liste collée" in desk.words()
    desk.key(Qt.Key.Key_Escape)
    assert not stage.session().candidates


def test_a_file_that_is_no_list_is_refused_in_words(desk: Preparation, tmp_path: Path) -> None:
    listed = tmp_path / "liste.csv"
    listed.write_text("couleur;taille\nbleu;3\n", encoding="utf-8")
    desk.key(Qt.Key.Key_I, CTRL)
    desk.view.importing.list_chosen.emit(listed)
    assert "Aucune ligne de titres reconnue dans liste.csv" in desk.words()
    assert not desk.find(QPushButton, "confirm_import").isEnabled()


def test_another_sheet_of_the_workbook_can_be_chosen(desk: Preparation, stage: Stage, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for title, name in (("Brest", "LE GOFF"), ("Quimper", "KERVELLA")):
        sheet = book.create_sheet(title)
        sheet.append(["Nom de naissance", "Prénom"])
        sheet.append([name, "Élodie"])
    book.remove(book.worksheets[0])
    path = tmp_path / "centres.xlsx"
    book.save(path)
    desk.key(Qt.Key.Key_I, CTRL)
    desk.view.importing.list_chosen.emit(path)
    assert "LE GOFF" in desk.rows("listed_candidates")[0]
    choice = desk.find(ChoiceField, "list_sheet")
    assert choice.isVisible()
    choice.setFocus()
    desk.key(Qt.Key.Key_Down, on=choice)
    assert "KERVELLA" in desk.rows("listed_candidates")[0]
    desk.key(Qt.Key.Key_Return, CTRL)
    assert [candidate.identity.birth_name for candidate in stage.session().candidates] == ["KERVELLA"]


# Coming from elsewhere


def test_a_target_brings_its_candidate_under_the_keyboard(stage: Stage, qtbot: QtBot) -> None:
    candidates, _ = fill(stage)
    desk = Preparation(stage, qtbot)
    desk.screen.show(Target(ScreenName.PREPARATION, candidate_id=candidates[3]))
    desk.view.entered()
    view = desk.find(QTableView, "candidates")
    assert view.isVisible()
    assert "ÖZTÜRK" in str(view.model().index(view.currentIndex().row(), 1).data())


def test_nothing_of_a_forgotten_session_stays_on_the_screen(stage: Stage, qtbot: QtBot) -> None:
    fill(stage)
    desk = Preparation(stage, qtbot)
    desk.key(Qt.Key.Key_F4)
    desk.screen.forget()
    assert desk.find(QLineEdit, "manager").text() == ""
    texts = {label.text() for label in desk.view.findChildren(QLabel)}
    assert "Anne Durand" not in texts
