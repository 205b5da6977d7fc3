"""A juror in front of Évaluation, with eyes and fingers."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from app.domain.answer import Answer
from app.domain.grading import Grid
from app.ui.bench import ScreenName, Target
from app.ui.screens.grading import GradingScreen
from app.ui.widgets.choice_bar import ChoiceBar
from app.ui.widgets.question import Question
from tests.ui.stage import Stage

CTRL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier


class Desk:
    """The screen of one juror on a stage."""

    def __init__(self, stage: Stage, screen: GradingScreen, candidates: list[int], jurors: list[int]) -> None:
        self.stage = stage
        self.screen = screen
        self.candidates = candidates
        self.jurors = jurors

    @property
    def view(self) -> QWidget:
        return self.screen.view

    def open(self, candidate_id: int, part_id: str | None = None) -> None:
        self.screen.show(Target(ScreenName.GRADING, candidate_id, part_id))
        self.screen.view.entered()
        QApplication.processEvents()

    def follow(self) -> Target:
        """Go where the screens last asked to go."""
        target = self.stage.visited[-1]
        self.screen.show(target)
        self.screen.view.activateWindow()
        self.screen.view.entered()
        QApplication.processEvents()
        return target

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        """Press a key where the keyboard is."""
        (self.question() or self.view).activateWindow()
        QApplication.processEvents()
        QTest.keyClick(self.focused(), key, modifier)
        QApplication.processEvents()

    def write(self, text: str) -> None:
        QTest.keyClicks(self.focused(), text)

    def focused(self) -> QWidget:
        """Where the keyboard is: in the small window if there is one."""
        window: QWidget = self.question() or self.view
        found: QWidget | None = window.focusWidget()
        return window if found is None else found

    def question(self) -> Question | None:
        windows = QApplication.topLevelWidgets()
        return next((w for w in windows if isinstance(w, Question) and w.isVisible()), None)

    def grid(self, candidate_id: int, part_id: str, juror: int = 0) -> Grid:
        return self.stage.session().grid(self.jurors[juror], candidate_id, part_id)

    def bar(self, number: int) -> ChoiceBar[Answer]:
        found = self.view.findChild(ChoiceBar, f"criterion_{number}")
        assert isinstance(found, ChoiceBar)
        return found

    def button(self, name: str) -> QAbstractButton:
        found = [each for each in self.view.findChildren(QAbstractButton, name) if each.isVisibleTo(self.view)]
        assert len(found) == 1, name
        return found[0]

    def offers(self, name: str) -> bool:
        return any(each.isVisibleTo(self.view) for each in self.view.findChildren(QAbstractButton, name))

    def words(self) -> str:
        """Everything that can be read on the screen, no-break spaces made plain."""
        QApplication.processEvents()
        labels: list[QLabel | QAbstractButton] = [*self.view.findChildren(QLabel)]
        labels += self.view.findChildren(QAbstractButton)
        return " | ".join(" ".join(each.text().split()) for each in labels if each.isVisibleTo(self.view))

    def current_number(self) -> int:
        """The number of the critère that has the keyboard."""
        focused = self.view.focusWidget()
        return next(n for n in range(1, 30) if (bar := self.find_bar(n)) is not None and bar.isAncestorOf(focused))

    def find_bar(self, number: int) -> ChoiceBar[Answer] | None:
        return self.view.findChild(ChoiceBar, f"criterion_{number}")

    def hold_down(self, key: Qt.Key) -> None:
        """Keep a key down: what the keyboard repeats by itself."""
        for _time in range(5):
            event = QKeyEvent(QKeyEvent.Type.KeyPress, key, NONE, "", True)
            QApplication.sendEvent(self.focused(), event)
        QApplication.processEvents()

    def primaries(self) -> list[str]:
        """The words of every blue button on the screen."""
        QApplication.processEvents()
        buttons = [one for one in self.view.findChildren(QAbstractButton) if one.isVisibleTo(self.view)]
        return [" ".join(one.text().split()) for one in buttons if one.property("rank") == "primary"]
