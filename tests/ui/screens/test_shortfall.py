"""A jury that lost its quorum, by keys: the responsable notes it in Contrôles, the jury's page says what happened."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from app.domain.decision import Outcome
from app.domain.meeting import meeting_words
from app.domain.people import MANAGER
from app.services import documents, jury_room, shortfalls
from app.services.document_kinds import DocumentKind
from app.services.jury_room import RollAnswer
from app.ui.bench import ScreenName, Target
from app.ui.screens.checks import ChecksScreen
from app.ui.screens.closing import ClosingScreen
from app.ui.screens.deliberation import DeliberationScreen
from tests.ui.hand import Hand
from tests.ui.jury import decide, grade, juror, said, take_positions
from tests.ui.stage import Stage, fill, open_stage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

CAUSE = "Bruno Petit est rappelé par son employeur."
ELODIE, SOULEYMANE, CHLOE = range(3)


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    """Élodie is decided; Bruno Petit left before the two others; the doors are open, the responsable at the desk."""
    with open_stage(tmp_path) as opened:
        opened.reach("a juror left", _lose_a_juror)
        yield opened


def _lose_a_juror(stage: Stage) -> None:
    candidates, jurors = fill(stage)
    for candidate_id in candidates[:3]:
        stage.welcome(candidate_id)
        for juror_id in jurors:
            grade(stage, juror_id, candidate_id)
    take_positions(stage, jurors[0], candidates[ELODIE])
    decide(stage, jurors, candidates[ELODIE])
    call(stage, present=False)


def call(stage: Stage, *, present: bool) -> None:
    """Anne Durand calls the roll: Bruno Petit is there, or gone."""
    jurors = stage.ids()[1]
    reason = "" if present else "rappelé par son employeur"
    jury_room.call_roll(stage.desk, juror(stage, jurors[0]), [RollAnswer(jurors[1], present=present, reason=reason)])


def note(stage: Stage, *places: int) -> list[int]:
    """Note the want of a quorum without the window."""
    chosen = [stage.ids()[0][place] for place in places]
    shortfalls.note(stage.desk, MANAGER, chosen, cause=CAUSE)
    return chosen


def checks(stage: Stage, qtbot: QtBot) -> tuple[ChecksScreen, Hand]:
    screen = ChecksScreen(stage)
    qtbot.addWidget(screen.view)
    screen.view.resize(1170, 700)
    hand = Hand(screen.view)
    hand.show_active()
    screen.view.entered()
    return screen, hand


def act(screen: ChecksScreen, name: str) -> QAction:
    found = screen.view.findChild(QAction, name)
    assert isinstance(found, QAction)
    return found


def question(screen: ChecksScreen, name: str) -> tuple[QDialog, Hand]:
    [found] = [each for each in screen.view.window().findChildren(QDialog, name) if each.isVisible()]
    hand = Hand(found)
    hand.show_active()
    return found, hand


def confirm(asked: Hand) -> None:
    """Act by the question's own keys."""
    asked.show_active()
    asked.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def press(hand: Hand, words: str, key: Qt.Key) -> None:
    """Press a key on the line of Contrôles that holds these words."""
    hand.show_active()
    QTest.keyClick(hand.choose_row("checks_table", words), key)


def test_the_button_of_the_line_leads_to_noting_it(stage: Stage, qtbot: QtBot) -> None:
    screen, hand = checks(stage, qtbot)
    [row] = [row for row in hand.rows("checks_table") if "Chloé" in row and "moins de 2 jurés" in row]
    assert "Constater la carence" in row
    assert "Aller à la préparation" not in row
    press(hand, row, Qt.Key.Key_Space)
    window, _asked = question(screen, "shortfall")
    chloe = window.findChild(QCheckBox, f"shortfall_{stage.ids()[0][CHLOE]}")
    assert chloe is not None
    assert chloe.isChecked()
    assert stage.visited == []


def test_the_rail_counts_only_those_on_whom_a_decision_is_still_to_come(stage: Stage) -> None:
    assert len(stage.ids()[0]) == 6
    assert meeting_words(stage.session())[1].endswith("quorum non atteint pour 5 candidats"), "Élodie is decided"


def test_the_responsable_notes_it_from_the_line_that_says_it(stage: Stage, qtbot: QtBot) -> None:
    candidates = stage.ids()[0]
    screen, hand = checks(stage, qtbot)
    [row] = [row for row in hand.rows("checks_table") if "Chloé" in row and "moins de 2 jurés" in row]
    assert "ou constatez la carence dans Contrôles (C)" in row
    press(hand, row, Qt.Key.Key_C)

    window, asked = question(screen, "shortfall")
    ticked = {box.objectName(): box.isChecked() for box in window.findChildren(QCheckBox)}
    assert ticked == {f"shortfall_{candidates[SOULEYMANE]}": False, f"shortfall_{candidates[CHLOE]}": True}
    words = asked.words()
    assert "ni reçus, ni refusés, ni absents" in words
    assert "règlement de 2008, à vérifier" in words
    assert "1 juré présent sur 2" in window.findChildren(QCheckBox)[0].text()
    focused = QApplication.focusWidget()
    assert isinstance(focused, QLineEdit)
    assert focused.accessibleName() == "Cause"

    asked.write("shortfall_cause", "parti")
    confirm(asked)
    assert "Écrivez la cause, en 15 caractères au moins." in asked.words()
    assert stage.session().shortfalls == ()

    asked.write("shortfall_cause", CAUSE)
    QTest.keyClick(asked.find(QLineEdit, "shortfall_cause"), Qt.Key.Key_Return)
    assert stage.session().shortfalls == (), "Enter goes on to the measures"
    asked.write("shortfall_measures", "Suppléant appelé")
    confirm(asked)

    [noted] = stage.session().shortfalls
    assert (noted.candidate_id, noted.cause, noted.measures) == (candidates[CHLOE], CAUSE, "Suppléant appelé")
    assert stage.saved_at
    rows = hand.rows("checks_table")
    assert not any("Chloé" in row and "moins de 2 jurés" in row for row in rows)
    [told] = [row for row in rows if "Le jury ne délibère pas sur 1 candidat" in row]
    assert "à régler" in told
    press(hand, "Le jury ne délibère pas", Qt.Key.Key_Return)
    assert stage.visited == [Target(ScreenName.DOCUMENTS)]
    [paper] = [each for each in documents.available(stage.desk, MANAGER) if each.kind is DocumentKind.SHORTFALL_RECORD]
    assert paper.title == "Procès-verbal de constatation (carence)"


def test_escape_and_nobody_ticked_note_nothing(stage: Stage, qtbot: QtBot) -> None:
    screen, hand = checks(stage, qtbot)
    press(hand, "moins de 2 jurés", Qt.Key.Key_C)
    window, asked = question(screen, "shortfall")
    asked.write("shortfall_cause", CAUSE)
    for box in window.findChildren(QCheckBox):
        box.setChecked(False)
    asked.press("shortfall_act")
    assert "Cochez au moins un candidat." in asked.words()
    asked.show_active()
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert stage.session().shortfalls == ()


def test_it_is_taken_back_with_a_reason_once_the_quorum_is_there(stage: Stage, qtbot: QtBot) -> None:
    candidates = note(stage, SOULEYMANE, CHLOE)
    call(stage, present=True)
    screen, hand = checks(stage, qtbot)
    rows = [row for row in hand.rows("checks_table") if "la carence est constatée alors que le jury peut" in row]
    assert len(rows) == 2
    assert all("bloquante" in row for row in rows)
    press(hand, rows[0], Qt.Key.Key_Return)
    window, asked = question(screen, "take_back")
    assert all(box.isChecked() for box in window.findChildren(QCheckBox)), "the jury can deliberate on both"
    asked.press("take_back_act")
    assert "Écrivez la raison en quelques mots." in asked.words()
    asked.press(f"take_back_{candidates[1]}")
    asked.write("take_back_reason", "Bruno Petit est revenu")
    asked.press("take_back_act")
    assert [each.candidate_id for each in stage.session().shortfalls] == [candidates[1]]
    press(hand, "la carence est constatée", Qt.Key.Key_R)
    _window, asked = question(screen, "take_back")
    asked.write("take_back_reason", "Bruno Petit est revenu")
    asked.press("take_back_act")
    assert stage.session().shortfalls == ()


def test_nothing_is_offered_where_there_is_nothing_to_note(stage: Stage, qtbot: QtBot) -> None:
    call(stage, present=True)
    screen, hand = checks(stage, qtbot)
    assert not act(screen, "NOTE_SHORTFALL").isEnabled()
    assert not act(screen, "TAKE_BACK_SHORTFALL").isEnabled()
    press(hand, "bloquante", Qt.Key.Key_C)
    assert screen.view.window().findChild(QDialog, "shortfall") is None


def test_a_juror_is_told_to_let_the_responsable_in(stage: Stage, qtbot: QtBot) -> None:
    jurors = stage.ids()[1]
    stage.sit(jurors[0])
    jury_room.close_doors(stage.desk, stage.actor)
    screen, hand = checks(stage, qtbot)
    assert not act(screen, "NOTE_SHORTFALL").isEnabled()
    [row, *_others] = [row for row in hand.rows("checks_table") if "moins de 2 jurés" in row]
    assert "Rouvrez les portes (H), puis le responsable de session complète" in row


def test_forgetting_the_session_forgets_who_lacked_a_quorum(stage: Stage, qtbot: QtBot) -> None:
    screen, _hand = checks(stage, qtbot)
    assert act(screen, "NOTE_SHORTFALL").isEnabled()
    screen.forget()
    assert not act(screen, "NOTE_SHORTFALL").isEnabled()


# The jury's side


def deliberation(stage: Stage, qtbot: QtBot, place: int) -> DeliberationScreen:
    """Anne Durand before one candidate."""
    stage.sit(stage.ids()[1][0])
    screen = DeliberationScreen(stage)
    qtbot.addWidget(screen.view)
    screen.view.resize(1170, 700)
    screen.show(Target(ScreenName.DELIBERATION, candidate_id=stage.ids()[0][place]))
    Hand(screen.view).show_active()
    screen.view.entered()
    return screen


def test_the_page_without_a_quorum_says_the_way_out(stage: Stage, qtbot: QtBot) -> None:
    words = said(deliberation(stage, qtbot, SOULEYMANE).view)
    assert "quorum non atteint" in words
    assert "rouvrez les portes (H)" in words
    assert "le responsable de session constate la carence dans Contrôles" in words


def test_the_page_of_whoever_is_not_deliberated_on_says_what_happened_and_offers_no_decision(
    stage: Stage, qtbot: QtBot
) -> None:
    note(stage, SOULEYMANE)
    screen = deliberation(stage, qtbot, SOULEYMANE)
    words = said(screen.view)
    assert "quorum non atteint" in words
    assert CAUSE in words
    assert "le responsable de session reprend la constatation dans Contrôles" in words
    assert "Décision du jury" not in words
    assert stage.session().turns == (), "no time is counted on that page"
    names = screen.view.findChild(QComboBox, "candidate_list")
    assert names is not None
    listed = [names.itemText(place) for place in range(names.count())]
    assert any("N’DIAYE Souleymane · non délibéré" in line for line in listed)


def test_the_agenda_does_not_come_back_to_it(stage: Stage, qtbot: QtBot) -> None:
    note(stage, SOULEYMANE)
    screen = deliberation(stage, qtbot, ELODIE)
    QTest.keyClick(screen.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "Chloé" in screen.view.header.title
    note(stage, CHLOE)
    screen.view.entered()
    assert "Non délibéré" in said(screen.view)
    QTest.keyClick(screen.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "ÖZTÜRK" in screen.view.header.title, "who is still expected"


def test_the_closing_counts_it_apart(stage: Stage, qtbot: QtBot) -> None:
    note(stage, SOULEYMANE, CHLOE)
    stage.sit(stage.ids()[1][0])
    screen = ClosingScreen(stage)
    qtbot.addWidget(screen.view)
    Hand(screen.view).show_active()
    screen.view.entered()
    assert "2 candidats sans quorum" in said(screen.view)
    session = stage.session()
    assert [session.outcome(each) for each in session.candidates[:3]] == [
        Outcome.PASSED,
        Outcome.NOT_DELIBERATED,
        Outcome.NOT_DELIBERATED,
    ]


def test_who_did_not_come_is_said_where_no_juror_is_there_to_say_it(tmp_path: Path, qtbot: QtBot) -> None:
    with open_stage(tmp_path) as stage:
        candidates, jurors = fill(stage)
        stage.welcome(candidates[ELODIE])
        screen, hand = checks(stage, qtbot)
        hand.key(Qt.Key.Key_C)
        window, asked = question(screen, "shortfall")
        assert "Jurés qui ne sont pas venus" in asked.words()
        for juror_id in jurors:
            box = window.findChild(QCheckBox, f"missing_{juror_id}")
            assert box is not None
            QTest.keyClick(box, Qt.Key.Key_Space)
        line = window.findChild(QLineEdit, "shortfall_cause")
        assert line is not None
        line.setText("Aucun juré ne s’est présenté à 9 h.")
        confirm(asked)
        qtbot.waitUntil(lambda: bool(stage.session().shortfalls))
        session = stage.session()
        assert session.undeliberated == {candidates[ELODIE]}
        assert {entry.juror_id for entry in session.roll if not entry.present} == set(jurors)
