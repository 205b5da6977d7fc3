"""The deliberation room on a stage: a jury of two in front of three candidates, driven by keys and clicks."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.domain.attendance import AbsenceCode
from app.domain.people import MANAGER
from app.services import attendance
from app.ui.screens.deliberation import DeliberationScreen
from app.ui.widgets.choice_bar import ChoiceBar
from tests.ui.jury import control, grade, plain, said
from tests.ui.stage import Stage, fill


@dataclass
class Room:
    """The jury's room: Élodie's grids diverge on « Prévenir et gérer les impayés », Anne Durand sits at the desk."""

    stage: Stage
    candidates: list[int]
    jurors: list[int]
    screen: DeliberationScreen

    @property
    def text(self) -> str:
        return said(self.screen.view)

    def bar(self, name: str) -> ChoiceBar[object]:
        found = self.screen.view.findChild(ChoiceBar, name)
        assert found is not None, f"no bar {name}"
        return found

    def press(self, key: Qt.Key) -> None:
        holder = QApplication.focusWidget()
        assert holder is not None
        QTest.keyClick(holder, key)

    def choose(self, name: str, words: str) -> None:
        """Click the segment of a bar by its words."""
        segment = next(b for b in self.bar(name).findChildren(QPushButton) if plain(b.text()).endswith(words))
        QTest.mouseClick(segment, Qt.MouseButton.LeftButton)

    def click(self, name: str) -> None:
        QTest.mouseClick(control(self.screen.view, name), Qt.MouseButton.LeftButton)

    def cite(self, *criteria: str) -> None:
        """Tick these critères for the motive being written, and no other."""
        for box in self.screen.view.findChildren(QCheckBox):
            if box.isVisible() and box.isChecked() is not (box.objectName().removeprefix("cite_") in criteria):
                box.click()

    def choose_outcome(self, words: str) -> None:
        cards = self.screen.view.findChild(QWidget, "decision_outcomes")
        assert cards is not None
        card = next(b for b in cards.findChildren(QPushButton) if b.accessibleName().startswith(words))
        QTest.mouseClick(card, Qt.MouseButton.LeftButton)

    def write(self, name: str, text: str) -> None:
        field = self.screen.view.findChild(QPlainTextEdit, name)
        assert field is not None
        field.setPlainText(text)


def open_room(stage: Stage, qtbot: QtBot) -> Room:
    """Élodie graded by both jurors, the next two candidates present, the others absent; Anne sits at the desk."""
    stage.reach("a divergence on Élodie", _diverge)
    candidates, jurors = stage.ids()
    stage.sit(jurors[0])
    screen = DeliberationScreen(stage)
    qtbot.addWidget(screen.view)
    screen.view.resize(1170, 700)
    with qtbot.waitExposed(screen.view):
        screen.view.show()
    screen.view.activateWindow()
    qtbot.waitUntil(screen.view.isActiveWindow)
    screen.view.entered()
    return Room(stage, candidates, jurors, screen)


def _diverge(stage: Stage) -> None:
    candidates, jurors = fill(stage)
    for candidate_id in candidates[:3]:
        stage.welcome(candidate_id)
    for absent in candidates[3:]:
        attendance.mark_absent(stage.desk, MANAGER, absent, AbsenceCode.UNEXPLAINED)
    grade(stage, jurors[0], candidates[0], ["c4-1", "c5-2"])
    grade(stage, jurors[1], candidates[0], ["c5-2"])
