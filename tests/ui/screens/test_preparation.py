"""Préparation: the real screen on a real session, driven by keys and clicks."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QPlainTextEdit, QTableView
from pytestqt.qtbot import QtBot

from app.ui.bench import ScreenName, Target
from tests.ui.hand import CTRL
from tests.ui.preparation import Preparation
from tests.ui.stage import Stage, fill, open_stage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

SHIFT = Qt.KeyboardModifier.ShiftModifier


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


def test_contact_and_directions_are_saved_as_they_are_left(desk: Preparation, stage: Stage) -> None:
    desk.leave_field("centre_contact", "Accueil, 02 98 00 00 00")
    directions = desk.find(QPlainTextEdit, "directions")
    directions.setFocus()
    QTest.keyClicks(directions, "Tram A, arret Liberte")
    desk.key(Qt.Key.Key_Tab, on=directions)
    sheet = stage.reopen().sheet
    assert sheet.centre.contact == "Accueil, 02 98 00 00 00"
    assert sheet.directions == "Tram A, arret Liberte"


def test_what_lacks_stands_beside_its_field(desk: Preparation, stage: Stage) -> None:
    desk.leave_field("record_number", "")
    assert stage.session().sheet.record_number == ""
    assert "À régler : Le numéro du procès-verbal manque." in desk.words()
    desk.leave_field("record_number", "2026-015")
    assert "À régler : Le numéro du procès-verbal" not in desk.words()


def test_a_target_brings_a_field_of_the_sheet_under_the_keyboard(stage: Stage, qtbot: QtBot) -> None:
    desk = Preparation(stage, qtbot)
    desk.key(Qt.Key.Key_F4)
    desk.screen.show(Target(ScreenName.PREPARATION, field="record_number"))
    desk.view.entered()
    assert QApplication.focusWidget() is desk.find(QLineEdit, "record_number")
    assert desk.find(QLineEdit, "record_number").isVisible()


def test_a_target_opens_the_file_at_the_field_that_lacks(stage: Stage, qtbot: QtBot) -> None:
    candidates, jurors = fill(stage)
    desk = Preparation(stage, qtbot)
    desk.screen.show(Target(ScreenName.PREPARATION, candidate_id=candidates[0], field="deposits"))
    desk.view.entered()
    desk.dialog("candidate_dialog")
    assert QApplication.focusWidget() is desk.find(QLineEdit, "deposit_questionnement_productions_on")
    desk.press("dialog_leave")
    desk.screen.show(Target(ScreenName.PREPARATION, person_id=jurors[0], field="habilitation_until"))
    desk.view.entered()
    desk.dialog("person_dialog")
    assert QApplication.focusWidget() is desk.find(QLineEdit, "habilitation_until")
    desk.press("dialog_leave")
    where = Target(ScreenName.PREPARATION, candidate_id=candidates[3], person_id=jurors[1], field="recusals")
    desk.screen.show(where)
    desk.view.entered()
    index = desk.find(QTableView, "links").currentIndex()
    assert (index.row(), index.column()) == (3, 2)
