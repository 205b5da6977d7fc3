"""The Liens section of Préparation: who may evaluate whom, said by keys in one grid."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QTableView
from pytestqt.qtbot import QtBot

from app.domain.people import MANAGER, LinkKind, Recusal
from app.services import people
from app.ui.widgets.fields import ChoiceField
from tests.ui.hand import plain
from tests.ui.preparation import Preparation
from tests.ui.stage import Stage, fill, open_stage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    with open_stage(tmp_path) as opened:
        yield opened


def grid_of(desk: Preparation) -> QTableView:
    """The grid as it is now laid; it is laid anew when a link changes."""
    desk.words()
    return desk.find(QTableView, "links")


def cell(desk: Preparation) -> tuple[str, str]:
    """Heading and words of the cell under the keyboard."""
    index = grid_of(desk).currentIndex()
    title = index.model().headerData(index.column(), Qt.Orientation.Horizontal)
    return str(title), plain(str(index.data()))


def test_a_link_is_said_by_keys_and_the_quorum_recounted(stage: Stage, qtbot: QtBot) -> None:
    candidates, jurors = fill(stage)
    desk = Preparation(stage, qtbot)
    desk.key(Qt.Key.Key_F5)
    assert "quorum tenu pour chaque candidat" in desk.words()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Space):
        desk.key(key, on=grid_of(desk))
    dialog = desk.dialog("link_dialog")
    assert "Lien de Bruno Petit avec N’DIAYE Souleymane" in desk.words(dialog)
    kind = desk.find(ChoiceField, "link_kind")
    for _ in range(2):
        desk.key(Qt.Key.Key_Down, on=kind)
    desk.write("link_words", "stage en 2025")
    desk.key(Qt.Key.Key_Return, on=desk.find(QLineEdit, "link_words"))
    assert not dialog.isVisible()
    expected = Recusal(jurors[1], candidates[1], "stage en 2025", LinkKind.SHARED_WORKPLACE)
    assert stage.reopen().recusals == (expected,)
    assert desk.rows("links")[1] == "N’DIAYE Souleymane | aucun | déport, entreprise | 1, il en faut 2"
    assert cell(desk) == ("B. Petit", "déport, entreprise"), "the cell under the keyboard stays under it"
    assert "1 candidat sans quorum" in desk.words()
    assert "Bruno Petit et N’DIAYE Souleymane : même entreprise ou organisme – stage en 2025." in desk.words()


def test_a_kind_that_says_enough_asks_for_no_words(stage: Stage, qtbot: QtBot) -> None:
    fill(stage)
    desk = Preparation(stage, qtbot)
    desk.key(Qt.Key.Key_F5)
    desk.key(Qt.Key.Key_Return, on=grid_of(desk))
    desk.dialog("link_dialog")
    desk.choose("link_kind", "Formateur ou accompagnateur")
    desk.press("dialog_save")
    assert desk.rows("links")[0].startswith("LE GOFF Élodie | déport, formateur | aucun")


def test_another_reason_has_to_be_written(stage: Stage, qtbot: QtBot) -> None:
    fill(stage)
    desk = Preparation(stage, qtbot)
    desk.key(Qt.Key.Key_F5)
    desk.key(Qt.Key.Key_Return, on=grid_of(desk))
    desk.dialog("link_dialog")
    desk.choose("link_kind", "Autre motif")
    desk.press("dialog_save")
    assert "Indiquez la raison en quelques mots." in desk.words(desk.dialog("link_dialog"))
    assert not stage.session().recusals


def test_a_link_is_taken_back_by_one_key_and_an_answer(stage: Stage, qtbot: QtBot) -> None:
    candidates, jurors = fill(stage)
    people.recuse(stage.desk, MANAGER, jurors[0], candidates[0], "", LinkKind.TRAINER)
    desk = Preparation(stage, qtbot)
    desk.key(Qt.Key.Key_F5)
    desk.key(Qt.Key.Key_Delete, on=grid_of(desk))
    question = desk.dialog("removal_question")
    assert "Retirer le lien d’Anne Durand avec LE GOFF Élodie ?" in desk.words(question)
    assert "Anne Durand évalue de nouveau ce candidat ; le quorum est recompté." in desk.words(question)
    assert stage.session().recusals, "nothing is taken back before the answer"
    desk.press("confirm_removal")
    assert not stage.session().recusals
    assert desk.rows("links")[0] == "LE GOFF Élodie | aucun | aucun | 2, quorum tenu"


def test_the_filter_narrows_the_grid_accents_aside(stage: Stage, qtbot: QtBot) -> None:
    fill(stage)
    desk = Preparation(stage, qtbot)
    desk.key(Qt.Key.Key_F5)
    desk.write("links_filter", "ozturk")
    assert [row.split(" | ")[0] for row in desk.rows("links")] == ["ÖZTÜRK İbrahim"]


def test_a_juror_reads_the_grid_and_changes_nothing(stage: Stage, qtbot: QtBot) -> None:
    _candidates, jurors = fill(stage)
    stage.sit(jurors[0])
    desk = Preparation(stage, qtbot)
    desk.key(Qt.Key.Key_F5)
    desk.key(Qt.Key.Key_Space, on=grid_of(desk))
    assert not desk.view.findChildren(QDialog)


def test_a_question_left_keeps_the_link(stage: Stage, qtbot: QtBot) -> None:
    candidates, jurors = fill(stage)
    people.recuse(stage.desk, MANAGER, jurors[0], candidates[0], "", LinkKind.TRAINER)
    desk = Preparation(stage, qtbot)
    desk.key(Qt.Key.Key_F5)
    desk.key(Qt.Key.Key_Delete, on=grid_of(desk))
    desk.key(Qt.Key.Key_Escape, on=desk.dialog("removal_question"))
    assert len(stage.session().recusals) == 1


def test_a_juror_reads_his_or_her_own_links_alone(stage: Stage, qtbot: QtBot) -> None:
    candidates, jurors = fill(stage)
    people.recuse(stage.desk, MANAGER, jurors[0], candidates[0], "tutrice en 2024", LinkKind.TRAINER)
    people.recuse(stage.desk, MANAGER, jurors[1], candidates[0], "voisin de palier", LinkKind.PERSONAL)
    desk = Preparation(stage, qtbot)
    desk.key(Qt.Key.Key_F5)
    assert desk.rows("links")[0].startswith("LE GOFF Élodie | déport, formateur | déport, personnel")
    stage.sit(jurors[0])
    desk.screen.forget()
    desk.view.entered()
    desk.key(Qt.Key.Key_F5)
    assert desk.rows("links")[0].startswith("LE GOFF Élodie | déport, formateur | – | 0")
    assert desk.rows("links")[1].startswith("N’DIAYE Souleymane | aucun | – | 2"), "a dash tells not even that"
    assert "tutrice en 2024" in desk.words()
    desk.key(Qt.Key.Key_Right, on=grid_of(desk))
    assert cell(desk) == ("B. Petit", "–")
    assert not grid_of(desk).currentIndex().data(Qt.ItemDataRole.ToolTipRole)
    assert "Vous ne lisez ici que vos propres liens." in desk.words()
    desk.key(Qt.Key.Key_F3)
    desk.choose_row("people", "Bruno Petit")
    assert "Déports" not in desk.words()
    assert "Aucun déport" not in desk.words()
    assert "voisin de palier" not in desk.words()
    desk.choose_row("people", "Anne Durand")
    assert "Déports" in desk.words()


def test_without_jury_there_is_nothing_to_fill(stage: Stage, qtbot: QtBot) -> None:
    stage.add_candidate("LE GOFF", "Élodie")
    desk = Preparation(stage, qtbot)
    desk.key(Qt.Key.Key_F5)
    assert "La grille s’ouvre dès qu’il y a un juré et un candidat." in desk.words()
