"""The Jury section of Préparation, driven by keys and clicks."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QTableView
from pytestqt.qtbot import QtBot

from app.domain.people import Function
from app.services import grading
from app.services.grading import GridKey
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
    desk.show_active()
    desk.key(Qt.Key.Key_Delete)
    desk.press("confirm_removal")
    assert [person.name for person in stage.session().people] == ["Anne Durand"]
