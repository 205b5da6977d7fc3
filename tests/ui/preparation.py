"""A person's hand on Préparation: the real screen on a real session, in a window of its own."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from app.ui.screens.preparation import PreparationScreen
from app.ui.widgets.fields import ChoiceField
from tests.ui.hand import Hand
from tests.ui.stage import Stage

_PATIENCE = 200


class Preparation(Hand):
    """Préparation shown in a window."""

    def __init__(self, stage: Stage, qtbot: QtBot) -> None:
        self.stage = stage
        self.screen = PreparationScreen(stage)
        self.view = self.screen.view
        super().__init__(self.view)
        qtbot.addWidget(self.view)
        self.view.resize(1170, 704)
        self.show_active()
        self.view.entered()

    def leave_field(self, name: str, text: str) -> None:
        self.write(name, text)
        self.key(Qt.Key.Key_Tab, on=self.find(QLineEdit, name))

    def choose(self, name: str, words: str) -> None:
        field = self.find(ChoiceField, name)
        field.setCurrentIndex(field.findText(words))

    def dialog(self, name: str) -> QDialog:
        """The dialog of that name, once it hears keys."""
        dialog = self.find(QDialog, name)
        if dialog.isVisible() and QApplication.activeModalWidget() is dialog:
            dialog.activateWindow()
            for _ in range(_PATIENCE):
                if dialog.isActiveWindow():
                    break
                QTest.qWait(5)
            assert dialog.isActiveWindow()
        return dialog
