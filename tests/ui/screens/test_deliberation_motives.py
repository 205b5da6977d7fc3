"""A motive being written is never lost: recorded by its key, kept for its candidate, given up only by saying so."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QDialog, QPlainTextEdit, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from app.domain.attendance import AbsenceCode
from app.domain.decision import Outcome
from app.domain.people import MANAGER
from app.services import attendance
from app.ui.bench import ScreenName, Target
from app.ui.theme import Scheme, theme
from app.ui.widgets.button import KeyCap
from tests.ui.deliberation_room import Room, open_room
from tests.ui.jury import MOTIVE, control, decide, settle, take_positions
from tests.ui.stage import Stage, open_stage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

BEGUN = "Les encours sont"


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    with open_stage(tmp_path) as opened:
        yield opened


def field(room: Room, name: str = "motive_text") -> QPlainTextEdit:
    found = next((each for each in room.screen.view.findChildren(QPlainTextEdit, name) if each.isVisible()), None)
    assert found is not None, f"no {name} on the page"
    return found


def write(room: Room, text: str, name: str = "motive_text") -> None:
    box = field(room, name)
    box.setFocus(Qt.FocusReason.OtherFocusReason)
    box.setPlainText(text)


def come_back(room: Room) -> None:
    """Show Élodie again, on entering the screen."""
    room.screen.show(Target(ScreenName.DELIBERATION, candidate_id=room.candidates[0]))
    room.screen.view.entered()


def press_next(room: Room, name: str = "motive_text") -> None:
    QTest.keyClick(field(room, name), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def press_next_from(room: Room, name: str) -> None:
    """Press it with the keyboard in another place of the page."""
    place = room.screen.view.findChild(QWidget, name)
    assert place is not None
    place.setFocus(Qt.FocusReason.OtherFocusReason)
    assert not any(box.hasFocus() for box in room.screen.view.findChildren(QPlainTextEdit))
    QTest.keyClick(place, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def keyed(room: Room) -> list[str]:
    """The buttons of the page that show « Ctrl Entrée » now."""
    settle()
    caps = [cap for cap in room.screen.view.findChildren(KeyCap) if cap.isVisible() and cap.text() == "Ctrl Entrée"]
    return [parent.objectName() for cap in caps if (parent := cap.parentWidget()) is not None]


def asked(room: Room) -> QDialog:
    found = [each for each in room.screen.view.findChildren(QDialog, "change_dialog") if each.isVisible()]
    assert len(found) == 1, "nothing was asked"
    return found[0]


def nothing_asked(room: Room) -> bool:
    return not any(each.isVisible() for each in room.screen.view.findChildren(QDialog, "change_dialog"))


def ticked(room: Room) -> list[str]:
    return [tick.objectName() for tick in room.screen.view.findChildren(QCheckBox) if tick.isChecked()]


# A motive being written


def test_ctrl_enter_inside_a_motive_records_it_and_leaves_nobody(room: Room) -> None:
    room.choose("position_c4", "non maîtrisée")
    room.cite("c4-1")
    write(room, MOTIVE)
    press_next(room)
    position = room.stage.session().position(room.candidates[0], "c4")
    assert position is not None
    assert (position.mastered, position.motive) == (False, MOTIVE)
    assert room.screen.view.header.title == "LE GOFF Élodie"


def test_a_motive_too_short_stays_on_the_page_with_its_fault(room: Room) -> None:
    room.choose("position_c4", "non maîtrisée")
    write(room, "trop court")
    press_next(room)
    assert room.screen.view.header.title == "LE GOFF Élodie"
    assert field(room).toPlainText() == "trop court"
    assert "le motif compte moins de 15 caractères" in room.text


def test_while_a_motive_is_written_its_key_stands_on_one_button_alone(room: Room) -> None:
    assert keyed(room) == ["next_candidate"]
    room.choose("position_c4", "non maîtrisée")
    assert keyed(room) == ["motive_record"]
    room.cite("c4-1")
    write(room, MOTIVE)
    room.click("motive_record")
    assert keyed(room) == ["next_candidate"]
    room.choose("position_c5", "non maîtrisée")
    room.click("motive_leave")
    assert keyed(room) == ["next_candidate"]
    room.choose("position_c5", "non maîtrisée")
    room.click("following_candidate")
    come_back(room)
    assert keyed(room) == ["next_candidate"]


@pytest.mark.parametrize("holder", ["position_c1", "decision_outcomes", "next_candidate"])
def test_the_key_records_the_motive_wherever_the_keyboard_is(room: Room, holder: str) -> None:
    room.choose("position_c4", "non maîtrisée")
    write(room, "trop court")
    press_next_from(room, holder)
    assert room.screen.view.header.title == "LE GOFF Élodie"
    assert "le motif compte moins de 15 caractères" in room.text
    assert field(room).hasFocus()

    room.cite("c4-1")
    write(room, MOTIVE)
    press_next_from(room, holder)
    position = room.stage.session().position(room.candidates[0], "c4")
    assert position is not None
    assert position.motive == MOTIVE
    assert room.screen.view.header.title == "LE GOFF Élodie"
    assert keyed(room) == ["next_candidate"]


def test_the_key_records_the_last_candidate_s_motive_where_nobody_follows(room: Room) -> None:
    for other in room.candidates[1:3]:
        attendance.mark_absent(room.stage.desk, MANAGER, other, AbsenceCode.UNEXPLAINED, reason="parti")
    room.screen.view.entered()
    assert not control(room.screen.view, "next_candidate").isEnabled()
    room.choose("position_c4", "non maîtrisée")
    room.cite("c4-1")
    write(room, MOTIVE)
    press_next(room)
    assert [each.motive for each in room.stage.session().positions] == [MOTIVE]


def test_of_two_motives_the_keys_are_of_the_one_that_had_the_keyboard_last(room: Room) -> None:
    room.choose("position_c4", "non maîtrisée")
    write(room, BEGUN)
    room.choose("position_c5", "non maîtrisée")
    assert keyed(room) == ["motive_record"]
    assert QApplication.focusWidget() in room.screen.view.findChildren(QCheckBox)
    QTest.keyClick(room.screen.view, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    press_next_from(room, "position_c1")
    assert [each.unit_id for each in room.stage.session().positions] == ["c5"]
    assert field(room).toPlainText() == BEGUN


@pytest.mark.parametrize("leave", ["following_candidate", "next_candidate"])
def test_a_motive_begun_waits_for_the_return_to_its_candidate(room: Room, leave: str) -> None:
    room.choose("position_c4", "non maîtrisée")
    room.cite("c4-1")
    write(room, BEGUN)
    box = next(each for each in room.screen.view.findChildren(QCheckBox) if each.objectName() == "cite_c4-1")
    box.click()
    room.click(leave)
    assert room.screen.view.header.title != "LE GOFF Élodie"
    assert BEGUN not in room.text
    come_back(room)
    assert field(room).toPlainText() == BEGUN
    assert "cite_c4-1" not in ticked(room)
    assert "il n’est pas encore enregistré" in room.text
    assert room.stage.session().positions == ()


def test_a_motive_begun_waits_through_a_change_of_screen_person_and_program(room: Room) -> None:
    room.choose("position_c4", "non maîtrisée")
    write(room, BEGUN)
    room.screen.view.left()
    room.screen.forget()
    room.stage.sit(room.jurors[1])
    assert room.stage.reopen().positions == ()
    come_back(room)
    assert field(room).toPlainText() == BEGUN


def test_a_motive_is_on_disk_shortly_after_the_last_key(room: Room, qtbot: QtBot) -> None:
    room.choose("position_c4", "non maîtrisée")
    write(room, BEGUN)
    before = len(room.stage.saved_at)
    qtbot.waitUntil(lambda: len(room.stage.saved_at) > before)
    assert field(room).hasFocus()


def test_two_motives_begun_stand_side_by_side(room: Room) -> None:
    room.choose("position_c4", "non maîtrisée")
    write(room, BEGUN)
    room.choose("position_c5", "non maîtrisée")
    boxes = [box for box in room.screen.view.findChildren(QPlainTextEdit, "motive_text") if box.isVisible()]
    assert sorted(box.toPlainText() for box in boxes) == ["", BEGUN]


def test_giving_up_a_motive_takes_it_away(room: Room) -> None:
    room.choose("position_c4", "non maîtrisée")
    write(room, BEGUN)
    room.click("motive_leave")
    room.click("following_candidate")
    come_back(room)
    assert not any(box.isVisible() for box in room.screen.view.findChildren(QPlainTextEdit, "motive_text"))


def test_the_motive_of_a_decision_waits_with_its_choice(room: Room) -> None:
    take_positions(room.stage, room.jurors[0], room.candidates[0], {"c4": "c4-1", "c5": "c5-2"})
    room.screen.view.entered()
    room.choose_outcome("Échec")
    write(room, "Les deux CCP", "decision_motive")
    room.click("following_candidate")
    come_back(room)
    assert field(room, "decision_motive").toPlainText() == "Les deux CCP"
    field(room, "decision_motive").setFocus(Qt.FocusReason.OtherFocusReason)
    press_next(room, "decision_motive")
    decision = room.stage.session().decision(room.candidates[0])
    assert decision is not None
    assert (decision.outcome, decision.motive) == (Outcome.FAILED, "Les deux CCP")


def test_the_motive_of_a_decision_waits_for_another_person_too(room: Room) -> None:
    take_positions(room.stage, room.jurors[0], room.candidates[0], {"c4": "c4-1", "c5": "c5-2"})
    room.screen.view.entered()
    room.choose_outcome("Échec")
    write(room, "Les deux CCP", "decision_motive")
    room.screen.view.left()
    room.screen.forget()
    room.stage.sit(room.jurors[1])
    come_back(room)
    assert field(room, "decision_motive").toPlainText() == "Les deux CCP"


# What is recorded already


def test_the_position_on_record_chosen_again_changes_nothing(room: Room) -> None:
    take_positions(room.stage, room.jurors[0], room.candidates[0])
    decide(room.stage, room.jurors, room.candidates[0])
    room.screen.view.entered()
    saved = len(room.stage.saved_at)
    room.choose("position_c1", "maîtrisée")
    assert nothing_asked(room)
    assert len(room.stage.saved_at) == saved
    assert room.stage.session().confirmed_by(room.candidates[0]) == frozenset(room.jurors)


def test_a_change_of_what_was_confirmed_asks_first(room: Room) -> None:
    take_positions(room.stage, room.jurors[0], room.candidates[0])
    decide(room.stage, room.jurors, room.candidates[0])
    room.screen.view.entered()
    room.choose("position_c4", "non maîtrisée")
    room.cite("c4-1")
    write(room, MOTIVE)
    press_next(room)
    question = asked(room)
    assert "Cela annule les 2 confirmations." in question.accessibleDescription()
    QTest.keyClick(question, Qt.Key.Key_Return)
    assert room.stage.session().confirmed_by(room.candidates[0]) == frozenset(room.jurors)
    assert field(room).toPlainText() == MOTIVE

    press_next(room)
    QTest.mouseClick(control(asked(room), "confirm_act"), Qt.MouseButton.LeftButton)
    assert room.stage.session().confirmed_by(room.candidates[0]) == frozenset()
    assert "B. Petit · code" in room.text
    position = room.stage.session().position(room.candidates[0], "c4")
    assert position is not None
    assert not position.mastered


def test_a_refusal_turned_into_a_mastery_asks_first(room: Room) -> None:
    take_positions(room.stage, room.jurors[0], room.candidates[0], {"c4": "c4-1"})
    room.screen.view.entered()
    room.choose("position_c4", "maîtrisée")
    question = asked(room)
    assert "le journal le garde" in question.accessibleDescription()
    QTest.keyClick(question, Qt.Key.Key_Escape)
    assert MOTIVE in room.text
    room.choose("position_c4", "maîtrisée")
    QTest.mouseClick(control(asked(room), "confirm_act"), Qt.MouseButton.LeftButton)
    position = room.stage.session().position(room.candidates[0], "c4")
    assert position is not None
    assert position.mastered


def test_a_title_despite_a_refusal_says_why(room: Room) -> None:
    take_positions(room.stage, room.jurors[0], room.candidates[0], {"c4": "c4-1"})
    room.screen.view.entered()
    room.choose_outcome("Réussite")
    assert "1 compétence n’est pas maîtrisée : dites pourquoi le titre est accordé." in room.text
    room.click("decision_record")
    assert room.stage.session().decisions == ()
    write(room, "Le reste de la relation client est tenu de bout en bout.", "decision_motive")
    room.click("decision_record")
    assert room.stage.session().decisions[0].outcome is Outcome.PASSED


# What is in sight


@pytest.fixture
def large_text() -> Iterator[None]:
    theme().choose(Scheme.LIGHT, 2.0)
    yield
    theme().choose(Scheme.LIGHT, 1.0)


def in_sight(widget: QWidget) -> bool:
    """Whether a widget stands whole within every scrolled area around it."""
    holder = widget.parentWidget()
    while holder is not None:
        if isinstance(holder, QScrollArea):
            place = widget.mapTo(holder.viewport(), QPoint(0, 0))
            if not holder.viewport().rect().contains(QRect(place, widget.size())):
                return False
        holder = holder.parentWidget()
    return True


@pytest.mark.usefixtures("large_text")
def test_large_text_puts_names_and_both_positions_in_sight(stage: Stage, qtbot: QtBot) -> None:
    room = open_room(stage, qtbot)
    room.screen.view.resize(1180, 636)
    qtbot.waitUntil(lambda: room.bar("position_c4").x() < room.screen.view.width() // 4)
    bar = room.bar("position_c4")
    area = next(each for each in room.screen.view.findChildren(QScrollArea) if each.isAncestorOf(bar))
    assert area.horizontalScrollBar().maximum() == 0
    segments = bar.findChildren(QPushButton)
    right = max(each.mapTo(area.viewport(), each.rect().topRight()).x() for each in segments)
    assert right <= area.viewport().width()
    assert "A. Durand" in room.text


def test_the_motive_opens_in_sight_with_the_keyboard_in_it(room: Room, qtbot: QtBot) -> None:
    room.choose("position_c1", "non maîtrisée")
    box = field(room)
    qtbot.waitUntil(lambda: in_sight(box) and in_sight(control(room.screen.view, "motive_record")))
    holder = QApplication.focusWidget()
    assert holder is not None
    assert holder.objectName() == "cite_c1-1"


def test_what_is_read_folds_and_the_decision_comes_first(room: Room, qtbot: QtBot) -> None:
    take_positions(room.stage, room.jurors[0], room.candidates[0])
    room.screen.view.entered()
    assert "4 éléments consultés · revoir" in room.text
    assert "Dossier professionnel" not in room.text.split("\n")
    decision, again = (room.screen.view.findChild(QWidget, name) for name in ("decision_outcomes", "evidence_again"))
    assert decision is not None
    assert again is not None
    top = QPoint(0, 0)
    qtbot.waitUntil(lambda: decision.mapTo(room.screen.view, top).y() < again.mapTo(room.screen.view, top).y())
    room.click("evidence_again")
    assert "Dossier professionnel" in room.text.split("\n")

    room.choose_outcome("Réussite")
    record = control(room.screen.view, "decision_record")
    qtbot.waitUntil(lambda: in_sight(record))
    assert record.property("rank") == "primary"
    assert control(room.screen.view, "next_candidate").property("rank") == "plain"
    record.setFocus(Qt.FocusReason.OtherFocusReason)
    room.press(Qt.Key.Key_Space)
    code = control(room.screen.view, f"confirm_{room.jurors[0]}")
    qtbot.waitUntil(lambda: in_sight(code) and code.hasFocus())
    assert "Candidat suivant · à confirmer" in room.text
    for juror_id in room.jurors:
        room.click(f"confirm_{juror_id}")
    assert control(room.screen.view, "next_candidate").property("rank") == "primary"
