"""Délibération, on a real session: sealed until every grid is locked, divergences first, nothing applied by itself."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QDialog, QPlainTextEdit, QTableView, QWidget
from pytestqt.qtbot import QtBot

from app.domain.decision import AwardValue, Outcome
from app.domain.people import MANAGER
from app.domain.question_guide import QuestionState
from app.services import closing, grading, people, question_guide
from app.services.grading import GridKey
from app.ui.bench import ScreenName, Target
from app.ui.screens.deliberation import DeliberationScreen
from tests.ui.deliberation_room import Room
from tests.ui.jury import MOTIVE, control, decide, decide_everything, grade, juror, plain, said, take_positions
from tests.ui.stage import Stage, fill, open_stage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    with open_stage(tmp_path) as opened:
        yield opened


# Who may look


def test_the_responsable_sees_no_name_and_no_content(room: Room) -> None:
    room.stage.sit(None)
    room.screen.forget()
    room.screen.view.entered()
    assert "Le jury délibère hors de toute autre présence" in room.text
    assert "LE GOFF" not in room.text
    assert "impayés" not in room.text
    room.click("change_person")
    assert room.stage.changes_of_person == 1


def test_a_juror_who_stepped_aside_sees_nothing_of_this_candidate(room: Room) -> None:
    people.recuse(room.stage.desk, MANAGER, room.jurors[0], room.candidates[1], "ancienne collègue")
    room.screen.show(Target(ScreenName.DELIBERATION, candidate_id=room.candidates[1]))
    room.screen.view.entered()
    assert "Vous ne délibérez pas sur ce candidat" in room.text
    assert "grilles verrouillées" not in room.text


def test_a_candidate_stays_sealed_until_every_grid_is_locked(room: Room) -> None:
    grade(room.stage, room.jurors[0], room.candidates[1], ["c4-1"])
    room.screen.show(Target(ScreenName.DELIBERATION, candidate_id=room.candidates[1]))
    room.screen.view.entered()
    assert "5 grilles verrouillées sur 10 : les contenus s’ouvrent ensemble quand toutes le sont." in room.text
    assert "Bruno Petit\n5 grilles attendues" in room.text
    assert "Prévenir et gérer les impayés" not in room.text


def test_a_juror_who_owes_a_grid_is_led_to_it(room: Room) -> None:
    room.screen.show(Target(ScreenName.DELIBERATION, candidate_id=room.candidates[1]))
    room.screen.view.entered()
    room.click("go_to_my_grid")
    assert room.stage.visited == [Target(ScreenName.GRADING, candidate_id=room.candidates[1], part_id="ecrit")]


# Positions


def test_divergences_come_first_and_the_rest_is_folded(room: Room) -> None:
    lines = room.text.split("\n")
    assert "1 divergence à examiner" in lines
    assert lines.index("Prévenir et gérer les impayés") < lines.index("Gérer l’administration des ventes")
    assert "La procédure de recouvrement des créances est respectée" in lines
    assert "Le RGPD est pris en compte" not in lines
    assert "unanime" in lines
    assert "unanime · 1 critère non atteint" in lines


def test_c_unfolds_every_competence_and_folds_it_again(room: Room) -> None:
    room.press(Qt.Key.Key_C)
    assert "Le RGPD est pris en compte" in room.text
    room.press(Qt.Key.Key_C)
    assert "Le RGPD est pris en compte" not in room.text


def test_one_unanimous_competence_unfolds_alone(room: Room) -> None:
    room.click("unfold_c5")
    assert "Le RGPD est pris en compte" in room.text


def test_a_proposal_is_words_until_the_jury_takes_it(room: Room) -> None:
    assert "proposé : tous les critères sont atteints" in room.text
    assert room.stage.session().positions == ()
    room.press(Qt.Key.Key_Down)
    room.press(Qt.Key.Key_1)
    position = room.stage.session().position(room.candidates[0], "c1")
    assert position is not None
    assert position.mastered
    assert len(room.stage.saved_at) == 1
    assert room.bar("position_c1").value is True


def test_a_refusal_wants_a_critere_and_the_jury_s_own_words(room: Room) -> None:
    room.choose("position_c4", "non maîtrisée")
    room.cite("c4-1")
    ticked = [tick for tick in room.screen.view.findChildren(QCheckBox) if tick.isChecked()]
    assert [tick.objectName() for tick in ticked] == ["cite_c4-1"]
    room.write("motive_text", "trop court")
    room.click("motive_record")
    assert "le motif compte moins de 15 caractères" in room.text
    room.write("motive_text", MOTIVE)
    ticked[0].click()
    room.click("motive_record")
    assert "le motif ne cite aucun critère de cette compétence" in room.text
    assert room.stage.session().positions == ()
    ticked[0].click()
    room.click("motive_record")
    position = room.stage.session().position(room.candidates[0], "c4")
    assert position is not None
    assert (position.mastered, position.motive, position.cited) == (False, MOTIVE, ("c4-1",))
    assert f"Motif : {MOTIVE} («" in room.text
    assert "1 divergence examinée" in room.text


def test_a_motive_of_a_title_holds_no_score(room: Room) -> None:
    room.choose("position_c4", "non maîtrisée")
    room.cite("c4-1")
    room.write("motive_text", "Deux critères sur trois, soit 66 %, ce n’est pas assez.")
    room.click("motive_record")
    assert "le motif contient une note, une moyenne ou un pourcentage" in room.text
    assert room.stage.session().positions == ()


def test_escape_gives_up_a_motive(room: Room) -> None:
    room.choose("position_c4", "non maîtrisée")
    room.press(Qt.Key.Key_Escape)
    assert room.screen.view.findChild(QPlainTextEdit, "motive_text") is None or "Renoncer" not in room.text
    assert room.bar("position_c4").value is None


# The decision


def test_no_decision_before_every_position(room: Room) -> None:
    room.choose_outcome("Réussite")
    assert not control(room.screen.view, "decision_record").isEnabled()
    assert "Il reste 8 positions à prendre." in room.text


def test_a_partial_success_sets_each_ccp_and_is_confirmed_by_each_juror(room: Room) -> None:
    take_positions(room.stage, room.jurors[0], room.candidates[0], {"c4": "c4-1", "c5": "c5-2"})
    room.screen.view.entered()
    room.choose_outcome("Réussite partielle")
    assert "Dites ce que devient chaque CCP." in room.text
    room.choose("award_ccp1", "non obtenu")
    room.choose("award_ccp2", "obtenu")
    room.write("decision_motive", "CCP 1 : les encours sont consultés trop tard.")
    room.click("decision_record")
    session = room.stage.session()
    decision = session.decision(room.candidates[0])
    assert decision is not None
    assert (decision.outcome, decision.motive) == (Outcome.PARTIAL, "CCP 1 : les encours sont consultés trop tard.")
    assert session.award(room.candidates[0], "ccp1") is AwardValue.LOST
    assert "CCP 1 non obtenu · CCP 2 obtenu" in room.text
    for juror_id in room.jurors:
        room.click(f"confirm_{juror_id}")
    assert room.stage.session().confirmed_by(room.candidates[0]) == frozenset(room.jurors)
    assert "✓ B. Petit" in room.text


def test_what_a_change_drops_is_said_beforehand(room: Room) -> None:
    take_positions(room.stage, room.jurors[0], room.candidates[0])
    decide(room.stage, room.jurors, room.candidates[0])
    room.screen.view.entered()
    assert "Changer une position ou la décision annule les confirmations déjà données." in room.text


def test_a_success_is_proposed_in_words_only(room: Room) -> None:
    take_positions(room.stage, room.jurors[0], room.candidates[0])
    room.screen.view.entered()
    assert "proposé : chaque compétence est maîtrisée" in room.text
    assert room.stage.session().decisions == ()
    room.choose_outcome("Réussite")
    assert room.stage.session().decisions == ()
    room.click("decision_record")
    assert room.stage.session().decisions[0].outcome is Outcome.PASSED


def test_a_failure_leaves_no_ccp_to_choose(room: Room) -> None:
    take_positions(room.stage, room.jurors[0], room.candidates[0], {"c4": "c4-1", "c5": "c5-2"})
    room.screen.view.entered()
    room.choose_outcome("Échec")
    room.write("decision_motive", "Les deux CCP restent à reprendre.")
    room.click("decision_record")
    session = room.stage.session()
    assert session.decisions[0].outcome is Outcome.FAILED
    assert {award.value for award in session.awards} == {AwardValue.LOST}


def test_a_ccp_already_held_is_shown_and_cannot_be_changed(stage: Stage, qtbot: QtBot) -> None:
    candidates, jurors = fill(stage)
    holder = candidates[4]
    stage.welcome(holder)
    for juror_id in jurors:
        grade(stage, juror_id, holder, ["c5-2"])
    take_positions(stage, jurors[0], holder, {"c5": "c5-2"})
    stage.sit(jurors[0])
    screen = DeliberationScreen(stage)
    qtbot.addWidget(screen.view)
    screen.show(Target(ScreenName.DELIBERATION, candidate_id=holder))
    screen.view.show()
    screen.view.entered()
    shown = Room(stage, candidates, jurors, screen)
    assert "Gérer l’administration des ventes" not in shown.text
    shown.choose_outcome("Réussite partielle")
    assert "CCP 1\ndéjà acquis le 02/06/2025" in shown.text
    assert screen.view.findChild(QWidget, "award_ccp1") is None


# From one candidate to the next


def test_the_next_candidate_is_the_next_one_still_to_decide(room: Room) -> None:
    assert "3 candidats à décider" in room.text
    QTest.keyClick(room.screen.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert room.screen.view.header.title == "N’DIAYE Souleymane"
    QTest.keyClick(room.screen.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert room.screen.view.header.title == "DE LA FONTAINE-MÜLLER Chloé"
    QTest.keyClick(room.screen.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert room.screen.view.header.title == "LE GOFF Élodie"


def test_once_all_are_decided_the_way_leads_to_the_closing(room: Room) -> None:
    for other in room.candidates[1:3]:
        for juror_id in room.jurors:
            grade(room.stage, juror_id, other)
    for candidate_id in room.candidates[:3]:
        take_positions(room.stage, room.jurors[0], candidate_id)
        decide(room.stage, room.jurors, candidate_id)
    room.screen.view.entered()
    assert "tous les candidats sont décidés" in room.text
    room.click("next_candidate")
    assert room.stage.visited == [Target(ScreenName.CLOSING)]


def test_another_candidate_shows_nothing_of_the_one_before(room: Room) -> None:
    for juror_id in room.jurors:
        grade(room.stage, juror_id, room.candidates[1])
    take_positions(room.stage, room.jurors[0], room.candidates[0], {"c4": "c4-1", "c5": "c5-2"})
    room.screen.view.entered()
    room.choose_outcome("Réussite partielle")
    room.write("decision_motive", "À ne pas retrouver ailleurs.")
    room.click("following_candidate")
    field = room.screen.view.findChild(QPlainTextEdit, "decision_motive")
    assert field is not None
    assert field.toPlainText() == ""
    assert MOTIVE not in room.text
    assert "Aucune divergence entre les jurés" in room.text


# Side by side


def row_of(table: QTableView, name: str) -> dict[str, str]:
    """What one candidate's row says, by its headings."""
    model = table.model()
    [row] = [row for row in range(model.rowCount()) if model.index(row, 0).data() == name]
    return {
        plain(str(model.headerData(place, Qt.Orientation.Horizontal))): plain(str(model.index(row, place).data()))
        for place in range(model.columnCount())
    }


def test_treatment_is_compared_candidate_by_candidate(room: Room, qtbot: QtBot) -> None:
    take_positions(room.stage, room.jurors[0], room.candidates[0], {"c4": "c4-1"})
    room.screen.view.entered()
    room.press(Qt.Key.Key_E)
    dialog = room.screen.view.findChild(QDialog, "comparison_dialog")
    assert dialog is not None
    table = dialog.findChild(QTableView, "comparison_table")
    assert table is not None
    cells = row_of(table, "LE GOFF Élodie")
    assert cells["Prévenir et gérer les impayés"] == "non maîtrisée"
    assert cells["Organiser une action commerciale"] == "maîtrisée"
    assert cells["Décision"] == "à décider"
    with qtbot.waitSignal(dialog.finished):
        QTest.keyClick(dialog, Qt.Key.Key_Escape)


def test_the_comparison_tells_how_many_questions_each_candidate_was_asked(room: Room) -> None:
    desk = room.stage.desk
    anne, key = juror(room.stage, room.jurors[0]), GridKey(room.candidates[0], "et")
    grading.unlock(desk, anne, key, "une question oubliée")
    asked = question_guide.add_own(desk, anne, key, "", "Et après ?")
    question_guide.put(desk, anne, key, asked.author, asked.number, QuestionState.ASKED)
    grading.lock(desk, anne, key)
    room.screen.view.entered()
    room.press(Qt.Key.Key_E)

    table = room.screen.view.findChild(QTableView, "treatment_table")
    assert table is not None
    assert row_of(table, "LE GOFF Élodie")["Questions"] == "1"


def test_the_certification_s_own_words_are_used(tmp_path: Path, qtbot: QtBot) -> None:
    with open_stage(tmp_path, "ascom", "bloc1") as stage:
        candidates, jurors = fill(stage)
        stage.welcome(candidates[0])
        for juror_id in jurors:
            grade(stage, juror_id, candidates[0])
        stage.sit(jurors[0])
        screen = DeliberationScreen(stage)
        qtbot.addWidget(screen.view)
        screen.show(Target(ScreenName.DELIBERATION, candidate_id=candidates[0]))
        screen.view.show()
        screen.view.entered()
        assert "non acquise" in said(screen.view)
        assert "Bloc acquis" in said(screen.view)
        assert "CCP" not in said(screen.view)


def test_after_the_closing_nothing_can_be_changed(stage: Stage, qtbot: QtBot) -> None:
    jurors = [stage.add_juror("Anne", "Durand"), stage.add_juror("Bruno", "Petit")]
    candidates = [stage.add_candidate("LE GOFF", "Élodie")]
    decide_everything(stage, candidates, jurors)
    closing.close(stage.desk, stage.sit(jurors[0]))
    screen = DeliberationScreen(stage)
    qtbot.addWidget(screen.view)
    screen.view.show()
    screen.view.entered()
    room = Room(stage, candidates, jurors, screen)
    assert "plus rien ne change" in room.text
    assert not room.bar("position_c1").isEnabled()
