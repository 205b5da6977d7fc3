"""Évaluation and Délibération on other scales than « Oui » and « Non »: levels, and points with a threshold."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from app.domain.answer import NOT_OBSERVED
from app.domain.framework.scale import MarkingScale
from app.services import grading
from app.services.grading import GridKey
from app.ui.screens.deliberation import DeliberationScreen
from app.ui.screens.grading import GradingScreen
from app.ui.theme import Scheme, apply_theme
from app.ui.widgets.choice_bar import Segment
from app.ui.widgets.point_field import PointField
from tests.builders import LEVELS, POINTS, framework_of_scale
from tests.ui.juror_desk import CTRL, Desk
from tests.ui.jury import juror, plain, said
from tests.ui.stage import Stage, open_stage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

OpenDesk = Callable[[MarkingScale], Desk]


@pytest.fixture
def open_desk(qtbot: QtBot, tmp_path: Path) -> Iterator[OpenDesk]:
    """Opens Évaluation on two critères of a bloc, answered on the scale that is asked for."""
    apply_theme(Scheme.LIGHT)
    with ExitStack() as opened:

        def open_on(scale: MarkingScale) -> Desk:
            stage = opened.enter_context(open_stage(tmp_path, framework_of_scale(scale), "bloc1"))
            candidate = stage.add_candidate("LE GOFF", "Élodie")
            jurors = [stage.add_juror("Anne", "Durand"), stage.add_juror("Bruno", "Petit")]
            stage.welcome(candidate)
            stage.sit(jurors[0])
            screen = GradingScreen(stage)
            qtbot.addWidget(screen.view)
            screen.view.resize(1170, 704)
            screen.view.show()
            opened.callback(screen.view.left)
            desk = Desk(stage, screen, [candidate], jurors)
            desk.open(candidate, "ecrit")
            return desk

        yield open_on


def codes(desk: Desk) -> list[str]:
    return [mark.value.code for _id, mark in sorted(desk.grid(desk.candidates[0], "ecrit").marks.items())]


def point_field(desk: Desk, number: int) -> PointField:
    found = desk.view.findChild(PointField, f"criterion_{number}")
    assert isinstance(found, PointField)
    return found


def grade_all(stage: Stage, juror_id: int, candidate: int, code: str) -> None:
    key, actor = GridKey(candidate, "ecrit"), juror(stage, juror_id)
    grading.open_grid(stage.desk, actor, key)
    session = stage.session()
    who = session.candidate(candidate)
    for criterion in session.grid_criteria(who, session.part_for(who, "ecrit")[1]):
        grading.mark(stage.desk, actor, key, criterion.id, session.framework.scale.answer(code))
    grading.lock(stage.desk, actor, key)


def test_levels_have_a_key_each_and_non_observe_comes_after_them(open_desk: OpenDesk) -> None:
    desk = open_desk(LEVELS)
    assert "Non acquis | En cours d’acquisition | Acquis | Non observé" in desk.words()
    desk.key(Qt.Key.Key_2)
    assert desk.current_number() == 2
    desk.key(Qt.Key.Key_4)
    desk.write("malade")
    desk.key(Qt.Key.Key_Return)
    assert codes(desk) == ["en_cours", "non_observe"]
    desk.key(Qt.Key.Key_Return)
    assert desk.grid(desk.candidates[0], "ecrit").is_locked


def test_a_level_says_what_it_means_on_hovering_and_in_the_detail(open_desk: OpenDesk) -> None:
    desk = open_desk(LEVELS)
    button = next(one for one in desk.bar(1).findChildren(QAbstractButton) if "En cours" in one.text())
    assert "Fait avec de l’aide." in button.toolTip()
    desk.key(Qt.Key.Key_F1)
    assert "En cours d’acquisition : Fait avec de l’aide." in desk.words()


def test_levels_are_read_without_colour(open_desk: OpenDesk) -> None:
    desk = open_desk(LEVELS)
    desk.key(Qt.Key.Key_3)
    desk.key(Qt.Key.Key_1)
    segments = [one for bar in (desk.bar(1), desk.bar(2)) for one in bar.findChildren(Segment)]
    shown = [one.shown for one in segments if one.isChecked()]
    assert [plain(each) for each in shown] == ["✓ Acquis", "✗ Non acquis"]


def test_points_are_typed_with_a_comma_and_enter_goes_on(open_desk: OpenDesk) -> None:
    desk = open_desk(POINTS)
    assert "sur 20, seuil 10" in desk.words()
    desk.write("12,5")
    desk.key(Qt.Key.Key_Return)
    assert codes(desk) == ["12.5"]
    assert "✓" in desk.words()
    desk.write("8")
    desk.key(Qt.Key.Key_Return)
    assert codes(desk) == ["12.5", "8"]
    assert "✗" in desk.words()
    desk.key(Qt.Key.Key_Return)
    assert desk.grid(desk.candidates[0], "ecrit").is_locked


def test_points_out_of_range_are_refused_with_a_sentence_and_nothing_is_lost(open_desk: OpenDesk) -> None:
    desk = open_desk(POINTS)
    desk.write("25")
    desk.key(Qt.Key.Key_Return)
    assert "« 25 » n’est pas un nombre de points de cette échelle" in desk.words()
    assert "de 0 à 20 par 0,5" in desk.words()
    assert codes(desk) == []
    desk.key(Qt.Key.Key_Down)
    desk.write("11")
    desk.key(Qt.Key.Key_Return)
    assert point_field(desk, 1).line.text() == "25", "what was typed waits to be mended"
    desk.key(Qt.Key.Key_Backspace)
    desk.key(Qt.Key.Key_Backspace)
    desk.write("15")
    desk.key(Qt.Key.Key_Return)
    assert codes(desk) == ["15", "11"]
    assert "n’est pas un nombre" not in desk.words()


def test_a_letter_is_no_point_and_keeps_its_act(open_desk: OpenDesk) -> None:
    desk = open_desk(POINTS)
    desk.key(Qt.Key.Key_X)
    desk.write("copie perdue")
    desk.key(Qt.Key.Key_Return)
    mark = desk.grid(desk.candidates[0], "ecrit").marks
    assert [(each.value, each.word) for each in mark.values()] == [(NOT_OBSERVED, "copie perdue")]
    desk.key(Qt.Key.Key_F)
    assert isinstance(desk.focused(), QLineEdit)
    assert desk.focused().objectName() == "fact_line"


def test_points_left_by_the_mouse_are_kept_without_moving(open_desk: OpenDesk) -> None:
    desk = open_desk(POINTS)
    desk.write("9,5")
    QTest.mouseClick(point_field(desk, 2).line, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    assert codes(desk) == ["9.5"]
    desk.key(Qt.Key.Key_Z, CTRL)


def test_no_total_and_no_mean_is_ever_shown(open_desk: OpenDesk) -> None:
    desk = open_desk(POINTS)
    for points in ("12", "13"):
        desk.write(points)
        desk.key(Qt.Key.Key_Return)
    assert not {"25", "12,5", "moyenne", "%"} & set(desk.words().split())


def deliberate(qtbot: QtBot, desk: Desk) -> str:
    screen = DeliberationScreen(desk.stage)
    qtbot.addWidget(screen.view)
    screen.view.resize(1170, 704)
    screen.view.show()
    screen.view.entered()
    return said(screen.view)


def test_the_jury_deliberates_on_levels_as_they_were_given(open_desk: OpenDesk, qtbot: QtBot) -> None:
    desk = open_desk(LEVELS)
    grade_all(desk.stage, desk.jurors[0], desk.candidates[0], "acquis")
    grade_all(desk.stage, desk.jurors[1], desk.candidates[0], "en_cours")
    text = deliberate(qtbot, desk)
    assert "◆ divergence" in text
    assert "✓ Acquis" in text
    assert "✗ En cours d’acquis" in text


def test_points_diverge_on_the_two_sides_of_the_threshold_only(open_desk: OpenDesk, qtbot: QtBot) -> None:
    desk = open_desk(POINTS)
    grade_all(desk.stage, desk.jurors[0], desk.candidates[0], "12")
    grade_all(desk.stage, desk.jurors[1], desk.candidates[0], "14.5")
    text = deliberate(qtbot, desk)
    assert "Aucune divergence" in text
    assert "proposé : tous les critères sont atteints" in text
