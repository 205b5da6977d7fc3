"""The page of one candidate: what weighs, what the file says, the motive drafted and linted, who decides."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QPlainTextEdit
from pytestqt.qtbot import QtBot

from app.services import grading, jury_room, waivers
from app.services.grading import GridKey
from app.services.jury_room import RollAnswer
from app.ui.bench import ScreenName, Target
from tests.ui.deliberation_room import Room, open_room
from tests.ui.jury import control, grade, juror, plain, take_positions
from tests.ui.stage import Stage, open_stage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    with open_stage(tmp_path) as opened:
        yield opened


def motive(room: Room) -> QPlainTextEdit:
    field = room.screen.view.findChild(QPlainTextEdit, "motive_text")
    assert field is not None
    return field


def note(room: Room, juror_id: int, text: str) -> None:
    """Unlock the grid that holds c4-1, note a fact on it, and lock it again."""
    session = room.stage.session()
    candidate = session.candidate(room.candidates[0])
    shown = {p.id: session.grid_criteria(candidate, p) for _modality, p in session.parts_for(candidate)}
    part_id = next(part_id for part_id, criteria in shown.items() if any(c.id == "c4-1" for c in criteria))
    key, who, desk = GridKey(candidate.id, part_id), juror(room.stage, juror_id), room.stage.desk
    grading.unlock(desk, who, key, "un fait oublié")
    saved = grading.note_fact(desk, who, key, text)
    grading.attach_fact(desk, who, key, saved.grid.facts[-1].number, "c4-1")
    grading.lock(desk, who, key)
    room.screen.view.entered()


def test_a_divergence_that_can_give_or_refuse_a_ccp_says_so(room: Room) -> None:
    assert "◆ change l’issue du CCP 1" in room.text
    take_positions(room.stage, room.jurors[0], room.candidates[0], {"c1": "c1-1", "c5": "c5-2"})
    room.screen.view.entered()
    assert "change l’issue" not in room.text
    assert "divergence" in room.text


def test_a_grid_done_without_is_told_in_its_juror_s_column(stage: Stage, room: Room) -> None:
    other = room.candidates[1]
    grade(stage, room.jurors[0], other)
    for _modality, part in stage.session().parts_for(stage.session().candidate(other)):
        waivers.waive(stage.desk, juror(stage, room.jurors[0]), (room.jurors[1], other, part.id), "poste en panne")
    room.screen.show(Target(ScreenName.DELIBERATION, candidate_id=other))
    room.screen.view.entered()
    assert "Aucune divergence entre les jurés" in room.text
    room.press(Qt.Key.Key_C)
    assert "dispensée" in room.text
    assert "vide" not in room.text.split("\n")


# The motive


def test_one_key_drafts_the_motive_from_what_is_on_record(room: Room) -> None:
    note(room, room.jurors[0], "saisit la commande avant l’encours")
    note(room, room.jurors[1], "montre l’encours sur la diapositive 9")
    room.choose("position_c4", "non maîtrisée")
    room.cite("c4-1")
    QTest.keyClick(motive(room), Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    drafted = motive(room).toPlainText().replace("\u00a0", " ")
    assert drafted.startswith(
        "Réponses partagées (1 non, 1 oui) : « L’encours de règlement d’un client est vérifié avant"
    )
    assert "saisit la commande avant l’encours" in drafted
    assert "diapositive 9" not in drafted
    assert QApplication.focusWidget() is motive(room)
    QTest.keyClick(motive(room), Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert motive(room).toPlainText().replace("\u00a0", " ") == drafted
    room.click("motive_record")
    position = room.stage.session().position(room.candidates[0], "c4")
    assert position is not None
    assert position.cited == ("c4-1",)
    assert f"Motif : {plain(drafted)}" in room.text.split("\n"), "a critère that the motive quotes is not told twice"


def test_a_draft_comes_after_what_was_typed(room: Room) -> None:
    room.choose("position_c5", "non maîtrisée")
    room.write("motive_text", "Le jury retient ceci.")
    room.click("motive_draft")
    lines = motive(room).toPlainText().split("\n")
    assert lines[0] == "Le jury retient ceci."
    assert lines[1].startswith("Non atteint")


def test_nothing_is_drafted_where_every_critere_is_met(room: Room) -> None:
    room.choose("position_c1", "non maîtrisée")
    assert not control(room.screen.view, "motive_draft").isEnabled()
    assert "Aucun critère n’est relevé comme non atteint" in room.text
    assert not any(tick.isChecked() for tick in room.screen.view.findChildren(QCheckBox))


def test_the_draft_follows_the_boxes_ticked_by_the_jury(room: Room) -> None:
    room.choose("position_c5", "non maîtrisée")
    assert [box.objectName() for box in room.screen.view.findChildren(QCheckBox) if box.isChecked()] == ["cite_c5-2"]
    room.click("motive_draft")
    first = motive(room).toPlainText()
    room.cite("c5-1")
    room.click("motive_draft")
    assert motive(room).toPlainText().startswith("Réponses des jurés (2 oui) : « ")
    assert first not in motive(room).toPlainText()
    room.cite()
    assert not control(room.screen.view, "motive_draft").isEnabled()
    assert "Cochez les critères sur lesquels le motif repose : le texte proposé ne parlera que d’eux." in room.text
    before = motive(room).toPlainText()
    QTest.keyClick(motive(room), Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert motive(room).toPlainText() == before
    room.cite("c5-2")
    room.click("motive_draft")
    assert motive(room).toPlainText() == first


def test_a_critere_that_jurors_see_differently_is_not_called_unmet(room: Room) -> None:
    room.choose("position_c4", "non maîtrisée")
    assert not any(tick.isChecked() for tick in room.screen.view.findChildren(QCheckBox))
    assert "1 non, 1 oui" in room.text.split("\n")
    box = next(each for each in room.screen.view.findChildren(QCheckBox) if each.objectName() == "cite_c4-1")
    assert box.accessibleName().endswith(", 1 non, 1 oui")
    assert "non atteint" not in "\n".join(line for line in room.text.split("\n") if "unanime" not in line)


def test_an_impression_is_told_until_a_fact_stands_beside_it(room: Room) -> None:
    room.choose("position_c4", "non maîtrisée")
    room.write("motive_text", "Manque de dynamisme pendant l’échange.")
    room.cite("c4-1")
    assert "« Manque de dynamisme » : c’est une impression." in room.text
    room.write("motive_text", "Manque de dynamisme : à 15:12, ne relance pas le client.")
    assert "impression" not in room.text
    room.click("motive_record")
    assert room.stage.session().position(room.candidates[0], "c4") is not None


def test_the_motive_of_the_decision_is_held_to_the_same_words(room: Room) -> None:
    take_positions(room.stage, room.jurors[0], room.candidates[0], {"c4": "c4-1"})
    room.screen.view.entered()
    room.choose_outcome("Réussite partielle")
    room.write("decision_motive", "Peu motivée, sans conviction, et son âge.")
    assert "« son âge » : cela touche à l’âge." in room.text
    assert "« Peu motivée », « sans conviction » : ce sont des impressions." in room.text


def test_a_motive_on_record_keeps_its_sign(room: Room) -> None:
    room.choose("position_c5", "non maîtrisée")
    room.write("motive_text", "Candidate nulle, à 15:12, sur la relance.")
    room.click("motive_record")
    assert room.stage.session().position(room.candidates[0], "c5") is not None
    lines = room.text.split("\n")
    told = next(place for place, line in enumerate(lines) if line.startswith("Motif : Candidate nulle"))
    assert "« Candidate nulle » : cela touche à la personne elle-même. Aucun critère ne le demande" in lines[told + 2]
    room.choose("position_c5", "non maîtrisée")
    room.write("motive_text", "À 15:12, ne relance pas le client.")
    room.click("motive_record")
    assert "cela touche" not in room.text


def test_a_decision_is_confirmed_once_everybody_did(room: Room) -> None:
    take_positions(room.stage, room.jurors[0], room.candidates[0])
    room.screen.view.entered()
    room.choose_outcome("Réussite")
    room.click("decision_record")
    for juror_id in room.jurors:
        assert "Confirmation de chaque juré" in room.text.split("\n")
        assert "Confirmée par" not in room.text
        room.click(f"confirm_{juror_id}")
    assert "Confirmée par" in room.text.split("\n")
    assert "Confirmation de chaque juré" not in room.text


# Beside the table


def test_the_referentiel_is_read_beside_the_competence_that_has_the_keyboard(room: Room) -> None:
    held = QApplication.focusWidget()
    room.press(Qt.Key.Key_F1)
    assert "Administrer les ventes et assurer le suivi de la supply chain" in room.text
    assert QApplication.focusWidget() is held
    room.press(Qt.Key.Key_F1)
    assert "Administrer les ventes" not in room.text
    room.click("show_reference")
    assert "Administrer les ventes" in room.text


def test_the_file_says_the_measure_and_the_dates_and_nothing_private(stage: Stage, qtbot: QtBot) -> None:
    room = open_room(stage, qtbot)
    chloe = room.candidates[2]
    for juror_id in room.jurors:
        grade(stage, juror_id, chloe)
    room.screen.show(Target(ScreenName.DELIBERATION, candidate_id=chloe))
    room.screen.view.entered()
    assert "Aménagement\ntiers temps sur les épreuves écrites (+ 33 % (1/3))" in room.text
    assert "DDETS" not in room.text
    assert "Livret ECF\nCCP 1 : non reporté\nCCP 2 : non reporté" in room.text
    assert "prévu → réalisé" in room.text
    assert "→ non mesuré" in room.text


# Who decides


def test_a_juror_absent_from_the_room_is_told_and_confirms_nothing(room: Room) -> None:
    paul = room.stage.add_juror("Paul", "Kermarrec")
    grade(room.stage, paul, room.candidates[0], ["c5-2"])
    jury_room.call_roll(
        room.stage.desk, juror(room.stage, room.jurors[0]), [RollAnswer(paul, present=False, reason="train")]
    )
    take_positions(room.stage, room.jurors[0], room.candidates[0], {"c4": "c4-1", "c5": "c5-2"})
    room.screen.view.entered()
    room.choose_outcome("Échec")
    room.write("decision_motive", "Les deux CCP restent à reprendre, à 15:12.")
    room.click("decision_record")
    assert "P. Kermarrec · absent de la salle" in room.text
    for juror_id in room.jurors:
        room.click(f"confirm_{juror_id}")
    assert room.stage.session().confirmed_by(room.candidates[0]) == frozenset(room.jurors)
    assert "décidé" in room.text
    room.stage.clock.advance(timedelta(minutes=1))
    jury_room.call_roll(room.stage.desk, juror(room.stage, room.jurors[0]), [RollAnswer(paul, present=True)])
    room.screen.view.entered()
    assert "P. Kermarrec · décidé en son absence" in room.text
