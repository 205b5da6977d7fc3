"""Every shared widget in one window, in each look: nothing cut, everything named, pictures for people to look at."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from app.ui.messages import Messages
from app.ui.tasks import TaskRunner
from app.ui.theme import Scheme, apply_theme
from tests.ui.widgets.gallery import DayPage, DecisionPage, FormPage, GradingPage, gallery

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

PICTURES = Path("build/gallery")
LOOKS = pytest.mark.parametrize(
    ("scheme", "zoom"),
    [
        (Scheme.LIGHT, 1.0),
        (Scheme.DARK, 1.0),
        (Scheme.HIGH_CONTRAST, 1.0),
        (Scheme.LIGHT, 1.5),
        (Scheme.LIGHT, 2.0),
        (Scheme.DARK, 2.0),
    ],
    ids=lambda value: value.value if isinstance(value, Scheme) else f"{value:.0%}",
)
PAGES = {"preparation": FormPage, "journee": DayPage, "evaluation": GradingPage, "deliberation": DecisionPage}


def cut(widget: QWidget) -> bool:
    """Whether a widget has less room than its words need."""
    wanted = widget.minimumSizeHint()
    if widget.hasHeightForWidth():
        wanted.setHeight(widget.heightForWidth(widget.width()))
    return widget.width() < wanted.width() or widget.height() < wanted.height()


def name_of(widget: QWidget) -> str:
    said = widget.accessibleName()
    return said or (widget.text() if isinstance(widget, QAbstractButton) else "")


def visible(shell: QWidget) -> list[QWidget]:
    return [widget for widget in shell.findChildren(QWidget) if widget.isVisible()]


def too_small(shell: QWidget) -> list[tuple[str, str]]:
    """What has less room than its words need."""
    return [
        (type(widget).__name__, getattr(widget, "text", str)())
        for widget in visible(shell)
        if isinstance(widget, QLabel | QAbstractButton | QLineEdit)
        and not isinstance(widget.parentWidget(), QLineEdit)  # Qt's own small buttons inside a line
        and cut(widget)
    ]


@LOOKS
@pytest.mark.parametrize("page", PAGES)
def test_nothing_is_cut_and_everything_is_named(
    qtbot: QtBot, runner: TaskRunner, scheme: Scheme, zoom: float, page: str
) -> None:
    apply_theme(scheme, zoom)
    shell = gallery(Messages(), runner)
    shell.resize(1366, 768)
    qtbot.addWidget(shell)
    with qtbot.waitExposed(shell):
        shell.show()
    shell.go_to(page)
    qtbot.waitUntil(lambda: too_small(shell) == [], timeout=3000)  # a busy machine lays out later
    PICTURES.mkdir(parents=True, exist_ok=True)
    shell.grab().save(str(PICTURES / f"{page}-{scheme.value}-{zoom:.0%}.png"))
    shown = visible(shell)
    reached = [widget for widget in shown if widget.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert [widget for widget in reached if not isinstance(widget, QScrollArea) and not name_of(widget)] == []
    assert shell.width() == 1366


@pytest.mark.parametrize("page", ["journee", "evaluation", "deliberation"])
def test_nothing_scrolls_at_1366_x_768(qtbot: QtBot, runner: TaskRunner, page: str) -> None:
    shell = gallery(Messages(), runner)
    shell.resize(1366, 768)
    qtbot.addWidget(shell)
    with qtbot.waitExposed(shell):
        shell.show()
    shell.go_to(page)
    qtbot.wait(20)
    bars = [area.verticalScrollBar() for area in shell.findChildren(QScrollArea) if area.isVisible()]
    assert [bar.maximum() for bar in bars] == [0] * len(bars)


def test_tab_reaches_every_part_of_the_evaluation(qtbot: QtBot, runner: TaskRunner) -> None:
    shell = gallery(Messages(), runner)
    shell.resize(1366, 768)
    qtbot.addWidget(shell)
    with qtbot.waitExposed(shell):
        shell.show()
    shell.activateWindow()
    shell.go_to("evaluation")
    wanted = {
        id(widget)
        for widget in shell.findChildren(QWidget)
        if widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    }
    walked: set[int] = set()
    for _ in range(200):
        QTest.keyClick(QApplication.focusWidget() or shell, Qt.Key.Key_Tab)
        walked.add(id(QApplication.focusWidget()))
    assert wanted <= walked
