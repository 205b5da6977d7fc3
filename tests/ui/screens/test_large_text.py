"""Contrôles and the windows of the deliberation at 100 % and at 200 %: nothing is cut, nothing scrolls sideways."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QDialog, QLineEdit, QTableView, QWidget
from pytestqt.qtbot import QtBot

from app.ui.screen import ScreenView
from app.ui.screens.checks import ChecksScreen
from app.ui.screens.deliberation import DeliberationScreen
from app.ui.shell import ScreenScroll
from app.ui.theme import Scheme, theme
from tests.ui.jury import decide, grade, settle, take_positions
from tests.ui.stage import Stage, open_stage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

SHOWN = {1.0: (1170, 704), 2.0: (1242, 687)}
"""What the frame leaves to a screen in a window of 1366 x 768, at each text size."""


@pytest.fixture(params=[1.0, 2.0], ids=["100", "200"])
def zoom(request: pytest.FixtureRequest) -> Iterator[float]:
    theme().choose(Scheme.LIGHT, request.param)
    yield request.param
    theme().choose(Scheme.LIGHT, 1.0)


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    """Two candidates whose grids are all in, and three jurors, with long names."""
    with open_stage(tmp_path) as opened:
        opened.reach("three jurors with long names", _grade)
        opened.sit(opened.ids()[1][0])
        yield opened


def _grade(stage: Stage) -> None:
    candidates = [
        stage.add_candidate("DE LA FONTAINE-MÜLLER", "Chloé-Anastasia"),
        stage.add_candidate("ÖZTÜRK", "İbrahim-Emmanuel"),
    ]
    jurors = [
        stage.add_juror("Anne", "Durand"),
        stage.add_juror("Bruno", "Petit"),
        stage.add_juror("Marie-Antoinette", "DE VILLENEUVE-LOUBET"),
    ]
    for candidate_id in candidates:
        stage.welcome(candidate_id)
        for place, juror_id in enumerate(jurors):
            grade(stage, juror_id, candidate_id, ["c4-1"] if place else [])
    take_positions(stage, jurors[0], candidates[1], {"c4": "c4-1"})
    first, second = (bloc.id for bloc in stage.session().framework.blocs)
    decide(stage, jurors, candidates[1], {first: False, second: True})


def show(view: ScreenView, qtbot: QtBot, zoom: float) -> ScreenScroll:
    """A screen in what the frame leaves to it."""
    scroll = ScreenScroll(view)
    qtbot.addWidget(scroll)
    scroll.resize(*SHOWN[zoom])
    with qtbot.waitExposed(scroll):
        scroll.show()
    scroll.activateWindow()
    view.entered()
    settle()
    return scroll


def sideways(widget: QWidget) -> list[str]:
    """What has to be scrolled sideways to be read."""
    areas = [widget, *widget.findChildren(QAbstractScrollArea)]
    return [
        area.objectName() or type(area).__name__
        for area in areas
        if isinstance(area, QAbstractScrollArea) and area.isVisible() and area.horizontalScrollBar().maximum() > 0
    ]


def cut(widget: QWidget) -> list[str]:
    """The buttons that are narrower than their words, or that stand outside what holds them."""
    found = []
    for button in widget.findChildren(QAbstractButton):
        holder = button.parentWidget()
        if button.isVisible() and button.text() and holder is not None:
            narrow = button.width() < button.minimumSizeHint().width()
            if narrow or button.geometry().right() > holder.rect().right() + 1:
                found.append(button.text())
    return found


def ask(scroll: ScreenScroll, key: Qt.Key, name: str) -> QDialog:
    QTest.keyClick(scroll.view.focusWidget(), key)
    dialog = scroll.findChild(QDialog, name)
    assert isinstance(dialog, QDialog)
    settle()
    return dialog


def test_every_rule_is_read_without_scrolling_sideways(stage: Stage, qtbot: QtBot, zoom: float) -> None:
    screen = ChecksScreen(stage)
    scroll = show(screen.view, qtbot, zoom)
    assert sideways(scroll) == []
    assert cut(scroll) == []


def test_the_comparison_is_read_without_scrolling_sideways(stage: Stage, qtbot: QtBot, zoom: float) -> None:
    screen = DeliberationScreen(stage)
    scroll = show(screen.view, qtbot, zoom)
    scroll.resize(1366, 768)  # the window over which it opens
    dialog = ask(scroll, Qt.Key.Key_E, "comparison_dialog")
    assert sideways(dialog) == []
    for name in ("treatment_table", "comparison_table"):
        table = dialog.findChild(QTableView, name)
        assert table is not None
        assert table.hasFocus()
        assert table.visibleRegion().boundingRect() == table.rect(), "seen whole by whoever comes by Tab"
        assert table.horizontalHeader().isVisible() == (zoom == 1.0), "side by side as long as there is room"
        QTest.keyClick(table, Qt.Key.Key_Tab)
        settle()
    dialog.close()


def test_every_juror_of_the_roll_is_named_and_answered_whole(stage: Stage, qtbot: QtBot, zoom: float) -> None:
    screen = DeliberationScreen(stage)
    scroll = show(screen.view, qtbot, zoom)
    dialog = ask(scroll, Qt.Key.Key_H, "roll_dialog")
    assert sideways(dialog) == []
    assert cut(dialog) == []
    dialog.close()


def test_the_page_of_three_jurors_is_read_without_scrolling_sideways(stage: Stage, qtbot: QtBot, zoom: float) -> None:
    screen = DeliberationScreen(stage)
    scroll = show(screen.view, qtbot, zoom)
    assert sideways(scroll) == []
    assert cut(scroll) == []


def test_the_reason_of_what_lacks_is_written_in_sight(stage: Stage, qtbot: QtBot, zoom: float) -> None:
    screen = DeliberationScreen(stage)
    scroll = show(screen.view, qtbot, zoom)
    bar = scroll.findChild(QWidget, "evidence_ecf")
    assert bar is not None
    QTest.keyClick(bar, Qt.Key.Key_2)
    settle()
    field = scroll.findChild(QLineEdit, "missing_ecf")
    assert field is not None
    assert field.hasFocus()
    assert field.visibleRegion().contains(field.rect().center()), "what is typed is read"
