"""The door of the exam room, driven by keys: codes, lateness, departures, and what the row then says."""

import datetime as dt

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from app.domain.attendance import AbsenceCode, DepartureKind
from app.domain.people import MANAGER
from app.services import timing
from app.ui.bench import ScreenName, Target
from app.ui.screens.day import DayScreen
from app.ui.theme import Scheme, apply_theme
from app.ui.widgets.question import Question
from tests.ui.hand import Hand, plain
from tests.ui.screens.test_day import Day, asked, day, nothing_asked, press, row_words, table

__all__ = ["day"]
KEY = Qt.Key


def line(question: Question, name: str) -> QLineEdit:
    found = question.findChild(QLineEdit, f"{question.objectName()}_{name}")
    assert found is not None
    return found


def type_into(question: Question, name: str, text: str) -> None:
    field = line(question, name)
    assert field.isVisible()
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)


def test_a_code_shows_the_one_line_that_it_asks_for(day: Day) -> None:
    stage, screen, candidates, _jurors = day
    press(table(screen), KEY.Key_A)
    question = asked("absence_question")
    press(question, KEY.Key_1)
    assert not line(question, "detail").isVisible()
    press(question, KEY.Key_2, KEY.Key_Return)
    assert plain(question.fault) == "Écrivez en quelques mots : justification reçue."
    type_into(question, "detail", "certificat")
    press(question, KEY.Key_Return)
    seen = stage.session().candidate(candidates[0]).attendance
    assert seen is not None
    assert (seen.code, seen.detail) == (AbsenceCode.EXPLAINED, "certificat")
    assert "Absence justifiée : certificat · constat à 08:30" in plain(row_words(screen, 0))


def test_what_is_typed_beside_an_absence_hides_no_other_column(day: Day) -> None:
    _stage, screen, _candidates, _jurors = day
    before = table(screen).columnWidth(2)
    press(table(screen), KEY.Key_A)
    question = asked("absence_question")
    press(question, KEY.Key_2)
    Hand(question).write(
        "absence_question_detail", "convocation reçue après la date, courrier de l’employeur du 3 mars joint"
    )
    press(question, KEY.Key_Return)
    assert "du 3 mars joint" in plain(row_words(screen, 0)), "read whole by a screen reader and on hovering"
    assert table(screen).columnWidth(2) <= before
    assert table(screen).horizontalScrollBar().maximum() == 0


def test_a_correction_at_the_door_asks_why(day: Day) -> None:
    stage, screen, candidates, _jurors = day
    stage.welcome(candidates[0])
    press(table(screen), KEY.Key_P)
    question = asked("presence_question")
    press(question, KEY.Key_2, KEY.Key_Return)
    assert question.fault == "Dites en quelques mots pourquoi vous corrigez."
    type_into(question, "reason", "mal lu")
    press(question, KEY.Key_Return)
    seen = stage.session().candidate(candidates[0]).attendance
    assert seen is not None
    assert seen.detail == "passeport"


def test_an_arrival_is_noted_at_its_own_hour(day: Day) -> None:
    stage, screen, candidates, _jurors = day
    stage.clock.advance(dt.timedelta(minutes=20))
    press(table(screen), KEY.Key_P)
    question = asked("presence_question")
    press(question, KEY.Key_1)
    assert line(question, "time").text() == "08:50"
    type_into(question, "time", "08:41")
    press(question, KEY.Key_Return)
    seen = stage.session().candidate(candidates[0]).attendance
    assert seen is not None
    assert f"{seen.at:%H:%M}" == "08:41"


def test_the_responsable_admits_a_latecomer_and_sees_the_end_that_stays(day: Day) -> None:
    stage, screen, candidates, _jurors = day
    stage.welcome(candidates[0])
    timing.start(stage.desk, MANAGER, candidates[0], "ecrit")
    stage.clock.advance(dt.timedelta(minutes=12))
    screen.view.entered()
    press(table(screen), KEY.Key_Down, KEY.Key_R)
    question = asked("lateness_question")
    press(question, KEY.Key_1)
    assert line(question, "minutes").text() == "12"
    assert "Commencée à 08:30. Fin inchangée : 11:00." in Hand(question).words()
    line(question, "minutes").clear()
    press(question, KEY.Key_Return)
    assert "Dites combien de minutes sont perdues" in question.fault
    line(question, "minutes").setText("12")
    press(question, KEY.Key_Return)
    assert question.fault == "Choisissez la pièce d’identité vue."
    box = question.findChild(QComboBox, "lateness_question_document")
    assert box is not None
    press(box, KEY.Key_Down, KEY.Key_Down)
    press(question, KEY.Key_Return)
    [late] = stage.session().candidate(candidates[1]).late
    assert (late.part_id, late.minutes) == ("ecrit", 12)
    assert "retard admis, 12 min perdues" in plain(row_words(screen, 1))


def test_a_juror_admits_nobody(day: Day) -> None:
    stage, screen, _candidates, jurors = day
    stage.sit(jurors[0])
    screen.view.entered()
    press(table(screen), KEY.Key_R)
    assert nothing_asked()
    assert ["revient au responsable" in sentence for sentence in stage.refused] == [True]


def test_a_latecomer_is_refused_with_a_reason(day: Day) -> None:
    stage, screen, candidates, _jurors = day
    press(table(screen), KEY.Key_R)
    question = asked("lateness_question")
    press(question, KEY.Key_2)
    assert not line(question, "minutes").isVisible()
    press(question, KEY.Key_Return)
    assert question.fault == "Écrivez la raison en quelques mots."
    type_into(question, "reason", "sujets lus")
    press(question, KEY.Key_Return)
    assert stage.session().candidate(candidates[0]).is_absent
    assert "En retard, non admis : sujets lus · arrivée à 08:30" in plain(row_words(screen, 0))


def test_an_abandon_leaves_what_was_not_begun_and_can_be_taken_back(day: Day) -> None:
    stage, screen, candidates, _jurors = day
    stage.welcome(candidates[0])
    timing.start(stage.desk, MANAGER, candidates[0], "ecrit")
    screen.view.entered()
    press(table(screen), KEY.Key_D)
    question = asked("departure_question")
    assert "Ne seront pas passées : Oral, ET, QAP, EF." in Hand(question).words()
    press(question, KEY.Key_1, KEY.Key_Return)
    left = stage.session().candidate(candidates[0]).left_for_good
    assert left is not None
    assert left.kind is DepartureKind.ABANDON
    assert "abandon à 08:30" in plain(row_words(screen, 0))
    assert row_words(screen, 0).endswith("Voir")
    screen.view.activateWindow()
    assert QTest.qWaitForWindowActive(screen.view)
    press(table(screen), KEY.Key_D)
    question = asked("take_back_question")
    type_into(question, "line", "erreur de ligne")
    press(question, KEY.Key_Return)
    assert row_words(screen, 0).endswith("Terminer la mise en situation écrite")


def test_an_interruption_is_the_next_step_until_the_return(day: Day) -> None:
    stage, screen, candidates, _jurors = day
    stage.welcome(candidates[0])
    timing.start(stage.desk, MANAGER, candidates[0], "ecrit")
    screen.view.entered()
    press(table(screen), KEY.Key_D)
    question = asked("departure_question")
    press(question, KEY.Key_2, KEY.Key_Return)
    assert plain(question.fault) == "Écrivez en quelques mots : raison de l’interruption."
    type_into(question, "reason", "malaise")
    press(question, KEY.Key_Return)
    assert "interruption depuis 08:30" in plain(row_words(screen, 0))
    assert row_words(screen, 0).endswith("Reprendre après l’interruption")
    press(table(screen), KEY.Key_Return)
    press(asked("return_question"), KEY.Key_Return)
    assert row_words(screen, 0).endswith("Terminer la mise en situation écrite")


def test_nobody_gives_up_what_was_not_begun(day: Day) -> None:
    stage, screen, candidates, _jurors = day
    stage.welcome(candidates[0])
    screen.view.entered()
    press(table(screen), KEY.Key_D)
    question = asked("departure_question")
    assert "constatez plutôt une absence" in Hand(question).words()
    press(question, KEY.Key_1, KEY.Key_Return)
    assert question.fault
    assert stage.session().candidate(candidates[0]).departures == ()


def test_the_tallest_window_of_the_door_holds_in_the_screen_at_twice_the_size(day: Day, qtbot: QtBot) -> None:
    stage, _screen, candidates, _jurors = day
    apply_theme(Scheme.LIGHT, 2.0)
    large = DayScreen(stage)
    qtbot.addWidget(large.view)
    large.view.show()
    large.view.activateWindow()
    large.show(Target(ScreenName.DAY, candidates[2]))
    large.view.entered()
    press(table(large), KEY.Key_P)
    question = asked("presence_question")
    assert question.height() <= question.screen().availableGeometry().height(), "as it opens"
    press(question, KEY.Key_Escape)
    large.view.activateWindow()
    assert QTest.qWaitForWindowActive(large.view)
    press(table(large), KEY.Key_R)
    question = asked("lateness_question")
    assert question.height() <= question.screen().availableGeometry().height()
    press(question, KEY.Key_1)
    assert question.height() <= question.screen().availableGeometry().height()
    assert question.act.isVisible()
    minutes = line(question, "minutes")
    qtbot.waitUntil(lambda: minutes.hasFocus() and minutes.visibleRegion().boundingRect() == minutes.rect())
    question.reject()
    apply_theme(Scheme.LIGHT)
