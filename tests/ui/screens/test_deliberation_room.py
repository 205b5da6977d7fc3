"""The deliberation's doors, roll and agenda on a real session, by keys: told, counted, never in the jury's way."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLabel, QLineEdit, QTableView, QWidget
from pytestqt.qtbot import QtBot

from app.services import closing, jury_room
from app.services.jury_room import RollAnswer
from app.ui.screens.deliberation import DeliberationScreen
from app.ui.widgets.choice_bar import ChoiceBar
from tests.ui.jury import control, decide, grade, juror, plain, said, take_positions
from tests.ui.stage import Stage, fill, open_stage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@dataclass
class Room:
    """Three candidates whose grids are all in; Anne Durand sits at the desk."""

    stage: Stage
    candidates: list[int]
    jurors: list[int]
    screen: DeliberationScreen

    @property
    def text(self) -> str:
        return said(self.screen.view)

    @property
    def second(self) -> str:
        return plain(self.screen.view.header.second)

    @property
    def title(self) -> str:
        return self.screen.view.header.title

    def listed(self) -> list[str]:
        field = self.screen.view.findChild(QComboBox, "candidate_list")
        assert field is not None
        return [plain(field.itemText(place)) for place in range(field.count())]

    def press(self, key: Qt.Key) -> None:
        self.screen.view.activateWindow()
        QTest.keyClick(QApplication.focusWidget() or self.screen.view, key)

    def dialog(self, name: str) -> QDialog:
        found = self.screen.view.findChild(QDialog, name)
        assert found is not None, f"no window {name}"
        return found

    def postpone(self, reason: str) -> None:
        self.press(Qt.Key.Key_R)
        question = self.dialog("postpone_dialog")
        line = question.findChild(QLineEdit, "postpone_dialog_line")
        assert line is not None
        line.setText(reason)
        QTest.keyClick(line, Qt.Key.Key_Return)


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    with open_stage(tmp_path) as opened:
        yield opened


def grade_three(stage: Stage) -> None:
    candidates, jurors = fill(stage)
    for candidate_id in candidates[:3]:
        stage.welcome(candidate_id)
        for juror_id in jurors:
            grade(stage, juror_id, candidate_id)


@pytest.fixture
def room(stage: Stage, qtbot: QtBot) -> Room:
    stage.reach("three candidates graded", grade_three)
    candidates, jurors = stage.ids()
    stage.sit(jurors[0])
    screen = DeliberationScreen(stage)
    qtbot.addWidget(screen.view)
    screen.view.resize(1170, 700)
    with qtbot.waitExposed(screen.view):
        screen.view.show()
    screen.view.activateWindow()
    screen.view.entered()
    return Room(stage, candidates, jurors, screen)


# Doors and roll


def test_two_keys_close_the_doors_when_everybody_is_there(room: Room) -> None:
    assert "portes ouvertes" in room.second
    room.press(Qt.Key.Key_H)
    QTest.keyClick(control(room.dialog("roll_dialog"), "roll_dialog_act"), Qt.Key.Key_Return)
    session = room.stage.session()
    assert session.doors_closed_at is not None
    assert [entry.present for entry in session.roll] == [True, True]
    assert "huis clos" in room.second
    assert room.stage.meetings


def test_escape_closes_nothing(room: Room) -> None:
    room.press(Qt.Key.Key_H)
    QTest.keyClick(room.dialog("roll_dialog"), Qt.Key.Key_Escape)
    assert room.stage.session().doors_closed_at is None
    assert room.stage.session().roll == ()


def test_an_absence_wants_its_reason_and_the_page_tells_what_it_costs(room: Room) -> None:
    room.press(Qt.Key.Key_A)
    question = room.dialog("roll_dialog")
    bar = question.findChild(ChoiceBar, f"roll_{room.jurors[1]}")
    own = question.findChild(ChoiceBar, f"roll_{room.jurors[0]}")
    assert bar is not None
    assert own is not None
    assert not own.isEnabled()
    QTest.keyClick(bar, Qt.Key.Key_2)
    assert question.focusWidget() is question.findChild(QLineEdit, f"roll_reason_{room.jurors[1]}")
    act = control(question, "roll_dialog_act")
    QTest.keyClick(act, Qt.Key.Key_Return)
    assert "pourquoi Bruno Petit n’est pas dans la salle" in said(question)
    reason = question.findChild(QLineEdit, f"roll_reason_{room.jurors[1]}")
    assert reason is not None
    reason.setText("souffrant")
    QTest.keyClick(act, Qt.Key.Key_Return)
    assert [(entry.present, entry.reason) for entry in room.stage.session().roll] == [(True, ""), (False, "souffrant")]
    assert room.stage.session().doors_closed_at is None
    assert "quorum non atteint : 1 juré présent sur 2, ce candidat ne peut pas être décidé" in room.text


def test_the_doors_open_by_a_code(room: Room) -> None:
    jury_room.close_doors(room.stage.desk, juror(room.stage, room.jurors[0]))
    room.screen.view.entered()
    room.press(Qt.Key.Key_H)
    session = room.stage.session()
    assert session.doors_closed_at is None
    assert session.doors_opened_at is not None


def test_the_responsable_has_no_part_in_doors_roll_or_agenda(room: Room) -> None:
    room.screen.view.left()
    room.stage.sit(None)
    room.screen.forget()
    room.screen.view.entered()
    before = len(room.stage.session().turns)
    for key in (Qt.Key.Key_H, Qt.Key.Key_A, Qt.Key.Key_R, Qt.Key.Key_E):
        room.press(key)
    assert not [one for one in room.screen.view.findChildren(QDialog) if one.isVisible()]
    assert len(room.stage.session().turns) == before
    offered = " ".join(act.action.text() for act in room.screen.view.header.acts)
    assert "portes" not in offered
    assert "Égalité" not in offered


# Agenda


def test_the_time_of_the_candidate_shown_is_counted_and_told(room: Room) -> None:
    assert "1 sur 6 · portes ouvertes · 0 min sur 15" in room.second
    room.stage.clock.advance(dt.timedelta(minutes=12))
    room.screen.view.tick_requested.emit()
    assert "12 min sur 15" in room.second
    room.stage.clock.advance(dt.timedelta(minutes=5))
    room.screen.view.tick_requested.emit()
    assert "17 min sur 15 (+ 2)" in room.second
    assert "2 minutes au-delà du prévu" in room.text
    [turn] = room.stage.session().turns
    assert turn.ended_at is None


def test_leaving_for_the_next_candidate_or_another_screen_ends_the_turn(room: Room) -> None:
    room.stage.clock.advance(dt.timedelta(minutes=4))
    QTest.keyClick(room.screen.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert room.title == "N’DIAYE Souleymane"
    room.stage.clock.advance(dt.timedelta(minutes=3))
    room.screen.view.left()
    room.stage.clock.advance(dt.timedelta(hours=1))
    turns = room.stage.session().turns
    spent = [(turn.candidate_id, turn.spent(room.stage.clock.now())) for turn in turns]
    assert spent == [(room.candidates[0], dt.timedelta(minutes=4)), (room.candidates[1], dt.timedelta(minutes=3))]
    assert room.listed()[0].startswith("1. LE GOFF Élodie · à décider")
    room.screen.view.entered()
    assert "3 min sur 15" in room.second


def test_a_candidate_put_off_comes_back_after_the_others(room: Room) -> None:
    room.postpone("le livret est chez le responsable")
    assert room.title == "N’DIAYE Souleymane"
    assert room.listed()[-1].startswith("6. LE GOFF Élodie · reporté : le livret est chez le responsable")
    QTest.keyClick(room.screen.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert room.title == "DE LA FONTAINE-MÜLLER Chloé"


def test_putting_off_without_a_reason_is_asked_again(room: Room) -> None:
    room.postpone(" ")
    assert "Écrivez la raison" in said(room.dialog("postpone_dialog"))
    assert room.title == "LE GOFF Élodie"


def test_a_sealed_page_and_a_decided_one_cost_no_time(room: Room) -> None:
    take_positions(room.stage, room.jurors[0], room.candidates[0])
    decide(room.stage, room.jurors, room.candidates[0])
    room.screen.view.left()
    before = len(room.stage.session().turns)
    room.screen.view.entered()
    assert "décidé" in room.listed()[0]
    QTest.mouseClick(control(room.screen.view, "previous_candidate"), Qt.MouseButton.LeftButton)
    assert "grilles attendues" in room.listed()[-1]
    assert len(room.stage.session().turns) == before


def test_a_stop_resumes_at_the_same_candidate(room: Room, qtbot: QtBot) -> None:
    QTest.mouseClick(control(room.screen.view, "following_candidate"), Qt.MouseButton.LeftButton)
    room.stage.reopen()
    again = DeliberationScreen(room.stage)
    qtbot.addWidget(again.view)
    again.view.show()
    again.view.entered()
    assert again.view.header.title == "N’DIAYE Souleymane"


def test_a_closed_session_counts_nothing_and_offers_no_doors(stage: Stage, qtbot: QtBot) -> None:
    jurors = [stage.add_juror("Anne", "Durand"), stage.add_juror("Bruno", "Petit")]
    only = stage.add_candidate("LE GOFF", "Élodie")
    stage.welcome(only)
    for juror_id in jurors:
        grade(stage, juror_id, only)
    take_positions(stage, jurors[0], only)
    decide(stage, jurors, only)
    closing.close(stage.desk, stage.sit(jurors[0]))
    screen = DeliberationScreen(stage)
    qtbot.addWidget(screen.view)
    screen.view.show()
    screen.view.entered()
    assert stage.session().turns == ()
    assert "portes" not in " ".join(act.action.text() for act in screen.view.header.acts)
    assert stage.refused == []


# Equality of treatment


OFFER = "Avant la première décision, voyez l’égalité de traitement (touche E)."


def test_the_comparison_is_offered_beside_the_first_decision_until_it_is_seen(room: Room) -> None:
    assert OFFER not in room.text
    take_positions(room.stage, room.jurors[0], room.candidates[0])
    room.screen.view.entered()
    assert OFFER in room.text
    room.press(Qt.Key.Key_E)
    QTest.keyClick(room.dialog("comparison_dialog"), Qt.Key.Key_Escape)
    assert OFFER not in room.text


def test_the_comparison_names_candidates_and_no_juror_and_cannot_be_sorted(room: Room) -> None:
    room.press(Qt.Key.Key_E)
    dialog = room.dialog("comparison_dialog")
    table = dialog.findChild(QTableView, "treatment_table")
    assert table is not None
    model = table.model()
    cells = [
        str(model.index(row, place).data()) for row in range(model.rowCount()) for place in range(model.columnCount())
    ]
    words = plain(" ".join((*cells, *(label.text() for label in dialog.findChildren(QLabel)))))
    assert "Durand" not in words
    assert "Petit" not in words
    assert not table.horizontalHeader().sectionsClickable()
    assert [cells[row * model.columnCount()] for row in range(model.rowCount())] == [
        "LE GOFF Élodie",
        "N’DIAYE Souleymane",
        "DE LA FONTAINE-MÜLLER Chloé",
    ]
    QTest.keyClick(table, Qt.Key.Key_Down)
    QTest.keyClick(table, Qt.Key.Key_Down)
    detail = dialog.findChild(QLabel, "treatment_detail")
    assert detail is not None
    assert "DE LA FONTAINE-MÜLLER Chloé" in detail.text()
    assert "tiers temps" in detail.text()


def test_a_juror_absent_from_the_room_may_come_back(room: Room) -> None:
    anne = juror(room.stage, room.jurors[0])
    jury_room.call_roll(room.stage.desk, anne, [RollAnswer(room.jurors[1], present=False, reason="train")])
    room.screen.view.entered()
    room.press(Qt.Key.Key_A)
    question = room.dialog("roll_dialog")
    bar = question.findChild(QWidget, f"roll_{room.jurors[1]}")
    assert bar is not None
    QTest.keyClick(bar, Qt.Key.Key_1)
    QTest.keyClick(control(question, "roll_dialog_act"), Qt.Key.Key_Return)
    assert all(entry.present for entry in room.stage.session().roll)
    assert "quorum non atteint" not in room.text
