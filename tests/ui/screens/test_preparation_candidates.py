"""The Candidats section of Préparation and the candidates’ files, driven by keys and clicks."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from app.domain.access_path import AccessPath
from app.domain.candidate import (
    Accommodation,
    Extension,
    ParentTitle,
    PriorAward,
    ProductionDeposit,
    TrainingResult,
    UnmatchedAward,
)
from app.domain.framework.terms import ModalityType
from app.domain.people import MANAGER
from app.services import timing
from app.ui.widgets.fields import CheckField, ChoiceField
from tests.ui.hand import CTRL
from tests.ui.preparation import Preparation
from tests.ui.stage import Stage, fill, open_stage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

TITLES = "Nom de naissance;Prénom;Date de naissance;N° candidat;Voie d’accès;Courriel"


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    with open_stage(tmp_path) as opened:
        yield opened


@pytest.fixture
def desk(stage: Stage, qtbot: QtBot) -> Preparation:
    return Preparation(stage, qtbot)


def open_file(stage: Stage, qtbot: QtBot, name: str) -> Preparation:
    """Préparation with the file of one candidate open."""
    desk = Preparation(stage, qtbot)
    desk.key(Qt.Key.Key_F4)
    desk.key(Qt.Key.Key_Return, on=desk.choose_row("candidates", name))
    desk.dialog("candidate_dialog")
    return desk


def turn(desk: Preparation, times: int) -> None:
    """Go to another part of the open file."""
    for _ in range(times):
        desk.key(Qt.Key.Key_PageDown, CTRL, on=desk.dialog("candidate_dialog"))


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
    desk.write("extra_time", "1/3")
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


def test_the_whole_file_is_on_disk_when_the_session_is_opened_again(stage: Stage, qtbot: QtBot) -> None:
    fill(stage)
    desk = open_file(stage, qtbot, "LE GOFF")
    for name, text in (
        ("first_refused_on", "03/02/2026"),
        ("prior_ccp2_on", "02/06/2024"),
        ("prior_ccp2_proof", "Livret 2024-118"),
        ("deposit_questionnement_productions_on", "13/12/2026"),
        ("deposit_questionnement_productions_at", "17h40"),
        ("measure", "temps majoré"),
        ("extra_time", "33 %"),
        ("authority", "DDETS du Finistère"),
        ("granted_on", "03/09/2026"),
    ):
        desk.write(name, text)
    desk.choose("earlier_sittings", "Une")
    desk.find(CheckField, "prior_ccp2").setChecked(True)
    desk.choose("prior_ccp2_from", "acom-2020, CCP2")
    desk.choose("result_ccp1", "A satisfait")
    desk.choose("result_ccp2", "N’a pas satisfait")
    for number in (0, 9):
        desk.find(CheckField, f"deposit_questionnement_productions_slide_{number}").setChecked(True)
    desk.key(Qt.Key.Key_Return, CTRL, on=desk.dialog("candidate_dialog"))
    assert not desk.dialog("candidate_dialog").isVisible()
    candidate = stage.reopen().candidates[0]
    assert candidate.priors == (PriorAward("ccp2", dt.date(2024, 6, 2), "Livret 2024-118", "acom-2020", "ccp2"),)
    assert candidate.results == (TrainingResult("ccp1", satisfied=True), TrainingResult("ccp2", satisfied=False))
    assert (candidate.earlier_sittings, candidate.first_refused_on) == (1, dt.date(2026, 2, 3))
    assert candidate.accommodation == Accommodation(
        "temps majoré", Fraction(1, 3), "DDETS du Finistère", dt.date(2026, 9, 3)
    )
    deposit = candidate.deposits[0]
    assert deposit.modality is ModalityType.DELIVERABLE_QUESTIONING
    assert deposit.at == dt.datetime(2026, 12, 13, 17, 40).astimezone()
    assert deposit.slides == {0, 9}
    assert candidate.training_results is True


def test_a_changed_file_keeps_what_its_form_does_not_touch(stage: Stage, qtbot: QtBot) -> None:
    deposit = ProductionDeposit(
        ModalityType.DELIVERABLE_QUESTIONING, dt.datetime(2026, 12, 12, 9, 0).astimezone(), frozenset((1, 2)), "clé USB"
    )
    stage.add_candidate(
        "LE GOFF",
        "Élodie",
        extension=Extension.PARTIAL,
        earlier_sittings=5,
        first_refused_on=dt.date(2026, 1, 9),
        parent_title=ParentTitle(dt.date(2025, 6, 2), "parchemin"),
        unmatched=(UnmatchedAward("CCP 3 de 2015", dt.date(2016, 6, 1), "livret"),),
        results=(TrainingResult("ccp1", satisfied=True),),
        deposits=(deposit,),
        priors=(PriorAward("ccp1", dt.date(2024, 6, 2), "livret", "acom-2015", "ccp9"),),
    )
    before = stage.session().candidates[0]
    desk = open_file(stage, qtbot, "LE GOFF")
    desk.write("phone", "0298000000")
    desk.press("dialog_save")
    after = stage.reopen().candidates[0]
    assert after.contact.phone == "0298000000"
    assert replace(after, contact=before.contact) == before


def test_the_file_is_walked_through_by_keys_alone(stage: Stage, qtbot: QtBot) -> None:
    fill(stage)
    desk = open_file(stage, qtbot, "LE GOFF")
    dialog = desk.dialog("candidate_dialog")
    seen = []
    for _ in range(5):
        focused = QApplication.focusWidget()
        assert focused is not None
        assert focused.isVisible()
        seen.append(focused.objectName())
        desk.key(Qt.Key.Key_PageDown, CTRL, on=dialog)
    assert seen == ["birth_name", "access_path", "prior_ccp1", "professional_file", "measure"]
    assert QApplication.focusWidget() is desk.find(QLineEdit, "birth_name")
    desk.key(Qt.Key.Key_Escape, on=dialog)
    assert not dialog.isVisible(), "nothing was typed: nothing is asked"


def test_what_was_typed_is_not_left_without_a_question(stage: Stage, qtbot: QtBot) -> None:
    fill(stage)
    desk = open_file(stage, qtbot, "LE GOFF")
    dialog = desk.dialog("candidate_dialog")
    desk.write("phone", "0298000000")
    desk.key(Qt.Key.Key_Escape, on=dialog)
    assert "Quitter sans enregistrer ?" in desk.words(desk.dialog("leaving_question"))
    desk.key(Qt.Key.Key_Escape, on=desk.dialog("leaving_question"))
    assert dialog.isVisible()
    assert desk.find(QLineEdit, "phone").text() == "0298000000"
    desk.key(Qt.Key.Key_Escape, on=dialog)
    desk.press("confirm_act")
    assert not dialog.isVisible()
    assert stage.session().candidates[0].contact.phone == ""


def test_a_fault_brings_its_part_to_the_front(stage: Stage, qtbot: QtBot) -> None:
    fill(stage)
    desk = open_file(stage, qtbot, "LE GOFF")
    desk.write("authority", "DDETS du Finistère")
    desk.press("dialog_save")
    measure = desk.find(QLineEdit, "measure")
    assert measure.isVisible()
    assert QApplication.focusWidget() is measure
    assert "Nommez la mesure accordée" in desk.words(desk.dialog("candidate_dialog"))
    assert stage.session().candidates[0].accommodation is None


def test_no_diagnosis_is_ever_written(stage: Stage, qtbot: QtBot) -> None:
    fill(stage)
    desk = open_file(stage, qtbot, "LE GOFF")
    desk.write("measure", "temps majoré, dyslexie")
    desk.press("dialog_save")
    words = desk.words(desk.dialog("candidate_dialog"))
    assert "Aucun diagnostic ni aucune raison de santé ne s’écrit ici" in words
    assert "Ces mots parlent de santé" in words
    desk.write("measure", "temps majoré")
    desk.press("dialog_save")
    assert stage.session().candidates[0].accommodation == Accommodation("temps majoré")


def test_a_late_production_is_said_late(stage: Stage, qtbot: QtBot) -> None:
    fill(stage)
    desk = open_file(stage, qtbot, "LE GOFF")
    dialog = desk.dialog("candidate_dialog")
    turn(desk, 3)
    assert "soit le 13/12/2026 au plus tard" in desk.words(dialog)
    assert "pas encore remis" in desk.words(dialog)
    desk.write("deposit_questionnement_productions_on", "13/12/2026")
    assert "remis, 0 diapositives sur 10" in desk.words(dialog)
    desk.write("deposit_questionnement_productions_on", "14/12/2026")
    assert "remis en retard" in desk.words(dialog)
    desk.press("dialog_save")
    assert "Notez l’heure de la remise." in desk.words(dialog)
    assert not stage.session().candidates[0].deposits


def test_no_ecf_is_asked_of_a_vae_candidate(stage: Stage, qtbot: QtBot) -> None:
    fill(stage)
    desk = open_file(stage, qtbot, "LE GOFF")
    turn(desk, 3)
    assert desk.find(ChoiceField, "result_ccp1").isVisible()
    desk.choose("access_path", "VAE")
    assert not desk.find(ChoiceField, "result_ccp1").isVisible()
    assert "Livret d’ECF : il n’est pas demandé en VAE." in desk.words(desk.dialog("candidate_dialog"))


def test_an_earlier_ccp_says_what_it_gives_here(stage: Stage, qtbot: QtBot) -> None:
    fill(stage)
    desk = open_file(stage, qtbot, "LE GOFF")
    dialog = desk.dialog("candidate_dialog")
    turn(desk, 2)
    desk.press("prior_ccp1")
    assert "CCP 1 acquis ici" in desk.words(dialog)
    desk.choose("prior_ccp1_from", "acom-2020, CCP1")
    assert "CCP1 de « acom-2020 » : par correspondance, CCP 1 acquis ici" in desk.words(dialog)
    desk.press("add_unmatched")
    desk.write("unmatched_1_label", "CCP 3 de 2015")
    assert "non acquis dans ce millésime" in desk.words(dialog)
    desk.press("dialog_save")
    candidate = stage.reopen().candidates[0]
    assert candidate.unmatched == (UnmatchedAward("CCP 3 de 2015"),)
    assert candidate.prior("ccp1") == PriorAward("ccp1", None, "", "acom-2020", "ccp1")


def test_a_first_refusal_tells_until_when_one_may_sit_again(stage: Stage, qtbot: QtBot) -> None:
    fill(stage)
    desk = open_file(stage, qtbot, "LE GOFF")
    turn(desk, 1)
    desk.write("first_refused_on", "03/02/2026")
    assert "Représentation possible jusqu’au 03/02/2027" in desk.words(desk.dialog("candidate_dialog"))
    desk.write("first_refused_on", "03/02/2025")
    words = desk.words(desk.dialog("candidate_dialog"))
    assert "jusqu’au 03/02/2026, donc avant la session" in words


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


def test_what_lacks_in_each_file_is_told_at_a_glance_and_found(stage: Stage, qtbot: QtBot) -> None:
    fill(stage)
    desk = Preparation(stage, qtbot)
    desk.key(Qt.Key.Key_F4)
    lacking = {row.split(" | ")[1].split(" ")[0]: row.split(" | ")[5] for row in desk.rows("candidates")}
    assert lacking["LE"] == "ECF : à reporter dépôt : attendu"
    assert lacking["N’DIAYE"] == "dépôt : attendu", "no ECF is asked of a VAE candidate"
    assert lacking["ÖZTÜRK"] == "DP : attendu ECF : à reporter dépôt : attendu"
    desk.write("candidates_filter", "dp attendu")
    assert [row.split(" | ")[1] for row in desk.rows("candidates")] == ["ÖZTÜRK İbrahim"]
