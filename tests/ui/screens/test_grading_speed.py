"""The speed of the hand in Évaluation: a key answers and goes on, one act locks and goes on, nothing happens twice."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from app.domain.answer import NO, NOT_OBSERVED, YES
from app.services import grading, timing
from app.services.grading import GridKey
from app.ui.bench import ScreenName, Target
from app.ui.screens.grading import GradingScreen
from app.ui.theme import Scheme, apply_theme
from app.ui.widgets.timer_ring import TimerRing, TimerState
from tests.ui.juror_desk import CTRL, Desk
from tests.ui.stage import fill, open_stage

FRENCH_UNSHIFTED = {1: Qt.Key.Key_Ampersand, 2: Qt.Key.Key_Eacute, 3: Qt.Key.Key_QuoteDbl}


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    apply_theme(Scheme.LIGHT)
    with open_stage(tmp_path) as stage:
        candidates, jurors = fill(stage)
        stage.welcome(candidates[0])
        stage.sit(jurors[0])
        screen = GradingScreen(stage)
        qtbot.addWidget(screen.view)
        screen.view.resize(1170, 704)
        screen.view.show()
        screen.view.activateWindow()
        yield Desk(stage, screen, candidates, jurors)
        screen.view.left()


def answers(desk: Desk, part: str) -> list[str]:
    return [mark.value.code for _id, mark in sorted(desk.grid(desk.candidates[0], part).marks.items())]


def hold_written_work(desk: Desk) -> None:
    """The candidate wrote; it is timed in the day, for a copy shows no clock."""
    timing.start(desk.stage.desk, desk.stage.actor, desk.candidates[0], "ecrit")
    timing.end(desk.stage.desk, desk.stage.actor, desk.candidates[0], "ecrit")


def run_and_end(desk: Desk, part: str) -> None:
    desk.open(desk.candidates[0], part)
    desk.key(Qt.Key.Key_D)
    while desk.offers("timer_next_phase"):
        desk.key(Qt.Key.Key_S)


def ring(desk: Desk) -> TimerState:
    found = desk.view.findChild(TimerRing, "timer")
    assert isinstance(found, TimerRing)
    return found.face.state


def test_a_value_key_answers_and_goes_on_across_competences(desk: Desk) -> None:
    desk.open(desk.candidates[0], "ecrit")
    for number in range(1, 12):
        assert desk.current_number() == number
        desk.key(Qt.Key.Key_1)
    assert answers(desk, "ecrit") == ["oui"] * 11


def test_the_first_touch_of_a_french_keyboard_answers_without_shift(desk: Desk) -> None:
    desk.open(desk.candidates[0], "oral")
    desk.key(FRENCH_UNSHIFTED[1])
    desk.key(FRENCH_UNSHIFTED[2])
    assert desk.bar(1).value == YES
    assert desk.bar(2).value == NO
    assert desk.current_number() == 3


def test_after_the_last_answer_the_keyboard_stands_on_the_lock_and_enter_locks(desk: Desk) -> None:
    desk.open(desk.candidates[0], "oral")
    for _number in range(5):
        desk.key(Qt.Key.Key_1)
    desk.key(Qt.Key.Key_2)
    assert answers(desk, "oral") == ["oui"] * 5, "a figure too many changes nothing"
    desk.key(Qt.Key.Key_Return)
    assert desk.grid(desk.candidates[0], "oral").is_locked


def test_a_lock_by_its_key_leaves_the_keyboard_on_the_way_on(desk: Desk) -> None:
    desk.open(desk.candidates[0], "oral")
    for _number in range(5):
        desk.key(Qt.Key.Key_1)
    desk.key(Qt.Key.Key_Up)
    desk.key(Qt.Key.Key_L, CTRL)
    assert desk.grid(desk.candidates[0], "oral").is_locked
    holder = QApplication.focusWidget()
    assert holder is not None
    assert holder.objectName() == "way_on"


def test_a_key_held_down_answers_nothing_and_locks_nothing(desk: Desk) -> None:
    desk.open(desk.candidates[0], "oral")
    desk.hold_down(Qt.Key.Key_1)
    assert answers(desk, "oral") == []
    for _number in range(5):
        desk.key(Qt.Key.Key_1)
    desk.hold_down(Qt.Key.Key_Return)
    assert not desk.grid(desk.candidates[0], "oral").is_locked


def test_answers_left_behind_come_back_before_the_lock(desk: Desk) -> None:
    desk.open(desk.candidates[0], "oral")
    desk.key(Qt.Key.Key_Down)
    for _number in range(4):
        desk.key(Qt.Key.Key_1)
    assert desk.current_number() == 1


def test_a_click_answers_and_stays(desk: Desk) -> None:
    desk.open(desk.candidates[0], "oral")
    yes = next(one for one in desk.bar(3).findChildren(QAbstractButton) if one.text() == "Oui")
    QTest.mouseClick(yes, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    assert desk.bar(3).value == YES
    assert desk.current_number() == 3


@pytest.mark.parametrize("key", [Qt.Key.Key_Backspace, Qt.Key.Key_Delete])
def test_backspace_and_suppr_empty_an_answer_and_stay(desk: Desk, key: Qt.Key) -> None:
    desk.open(desk.candidates[0], "oral")
    desk.key(Qt.Key.Key_2)
    desk.key(Qt.Key.Key_Up)
    desk.key(key)
    assert desk.bar(1).value is None
    assert desk.current_number() == 1
    desk.key(Qt.Key.Key_Z, CTRL)
    assert desk.bar(1).value == NO


def test_not_observed_goes_on_once_its_word_is_written(desk: Desk) -> None:
    desk.open(desk.candidates[0], "oral")
    desk.key(Qt.Key.Key_3)
    desk.key(Qt.Key.Key_Return)
    assert isinstance(desk.focused(), QLineEdit), "without a word one stays"
    desk.write("interrompu")
    desk.key(Qt.Key.Key_Return)
    assert desk.current_number() == 2
    mark = next(iter(desk.grid(desk.candidates[0], "oral").marks.values()))
    assert (mark.value, mark.word) == (NOT_OBSERVED, "interrompu")


def test_one_button_is_blue_at_every_moment_and_says_what_comes(desk: Desk) -> None:
    hold_written_work(desk)
    desk.open(desk.candidates[0], "oral")
    assert desk.primaries() == ["Démarrer"]
    desk.key(Qt.Key.Key_Return, CTRL)
    assert ring(desk) is TimerState.RUNNING
    assert desk.primaries() == ["Phase suivante"]
    desk.key(Qt.Key.Key_Return, CTRL)
    desk.key(Qt.Key.Key_Return, CTRL)
    assert desk.primaries() == ["Compléter : critères 1 à 5"]
    desk.key(Qt.Key.Key_Down)
    desk.key(Qt.Key.Key_Return, CTRL)
    assert desk.current_number() == 1
    for _number in range(5):
        desk.key(Qt.Key.Key_1)
    assert desk.primaries() == ["Verrouiller et commencer l’entretien technique"]
    desk.key(Qt.Key.Key_L, CTRL)
    assert desk.primaries() == ["Terminer et commencer l’entretien technique"]


def test_one_key_locks_ends_the_time_and_starts_the_next_part_before_the_jury(desk: Desk) -> None:
    hold_written_work(desk)
    run_and_end(desk, "oral")
    for _number in range(5):
        desk.key(Qt.Key.Key_1)
    desk.stage.clock.advance(dt.timedelta(minutes=10))
    desk.key(Qt.Key.Key_Return)

    session = desk.stage.session()
    candidate = session.candidate(desk.candidates[0])
    assert desk.grid(candidate.id, "oral").is_locked
    assert session.is_held(candidate, session.part_for(candidate, "oral")[1])
    assert "Entretien technique" in desk.words()
    assert ring(desk) is TimerState.RUNNING
    assert desk.current_number() == 1
    assert desk.stage.refused == []


def test_written_work_is_locked_without_starting_the_oral_of_somebody_who_is_not_there(desk: Desk) -> None:
    desk.open(desk.candidates[0], "ecrit")
    for _number in range(11):
        desk.key(Qt.Key.Key_1)
    [primary] = desk.primaries()
    assert primary.startswith(("Verrouiller et passer à la copie ", "Verrouiller et revenir aux copies"))
    desk.key(Qt.Key.Key_Return)
    assert desk.grid(desk.candidates[0], "ecrit").is_locked
    assert desk.stage.session().phase_events == {}


def test_a_grid_completed_after_its_time_starts_nothing(desk: Desk) -> None:
    hold_written_work(desk)
    run_and_end(desk, "oral")
    desk.key(Qt.Key.Key_T)
    for _number in range(5):
        desk.key(Qt.Key.Key_1)
    assert desk.primaries() == ["Verrouiller et passer à l’entretien technique"]
    desk.key(Qt.Key.Key_Return)
    assert ring(desk) is TimerState.WAITING


def test_a_part_graded_already_is_passed_over(desk: Desk) -> None:
    actor, key = desk.stage.actor, GridKey(desk.candidates[0], "et")
    grading.open_grid(desk.stage.desk, actor, key)
    session = desk.stage.session()
    candidate = session.candidate(desk.candidates[0])
    for criterion in session.grid_criteria(candidate, session.part_for(candidate, "et")[1]):
        grading.mark(desk.stage.desk, actor, key, criterion.id, YES)
    grading.lock(desk.stage.desk, actor, key)
    desk.open(desk.candidates[0], "oral")
    for _number in range(5):
        desk.key(Qt.Key.Key_1)
    assert desk.primaries() == ["Verrouiller et passer au questionnement"]


def test_the_last_part_leads_back_to_the_candidates_row(desk: Desk) -> None:
    desk.open(desk.candidates[0], "qap")
    grading.open_grid(desk.stage.desk, desk.stage.actor, GridKey(desk.candidates[0], "ef"), "essai")
    desk.open(desk.candidates[0], "ef")
    desk.write("Vue d'ensemble solide.")
    desk.key(Qt.Key.Key_Return, CTRL)
    assert desk.grid(desk.candidates[0], "ef").is_locked
    assert desk.grid(desk.candidates[0], "ef").appreciation == "Vue d'ensemble solide."
    assert desk.stage.visited[-1] == Target(ScreenName.DAY, desk.candidates[0])
