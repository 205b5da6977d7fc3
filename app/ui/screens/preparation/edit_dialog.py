"""The dialogs that write one file: labelled fields, the refusal under them, one button that saves."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.ui.theme import look
from app.ui.widgets.button import Button, ButtonRank
from app.ui.widgets.form import Form
from app.ui.widgets.words import Rank, Words

_SCREEN_SHARE = 0.9


class EditDialog(QDialog):
    """A form in a dialog; it stays open, with what was typed, until the owner closes it."""

    checked = Signal()

    def __init__(self, title: str, save_label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        step = look().metrics.step
        self.setWindowTitle(title)
        self._fault = Words("", Rank.FAULT, wrap=True)
        self._fault.hide()
        self.save = Button(save_label, ButtonRank.PRIMARY, keys="Return")
        self.save.setObjectName("dialog_save")
        self.save.setDefault(True)
        self._leave = Button("Annuler", keys="Esc")
        self._leave.setObjectName("dialog_leave")
        self.content = QVBoxLayout()
        self.content.setSpacing(3 * step)
        buttons = QHBoxLayout()
        buttons.setSpacing(3 * step)
        buttons.addWidget(self._fault, 1)
        buttons.addStretch(0)
        buttons.addWidget(self._leave)
        buttons.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(6 * step, 5 * step, 6 * step, 5 * step)
        column.setSpacing(3 * step)
        column.addWidget(Words(title, Rank.TITLE, wrap=True))
        column.addLayout(self.content, 1)
        column.addLayout(buttons)
        self.save.clicked.connect(self._on_save_clicked)
        self._leave.clicked.connect(self.reject)

    def hold(self, form: Form, first: str, wanted_steps: tuple[int, int]) -> None:
        """Take the form in, scrolling where the screen is too small for it; `first` has the keyboard."""
        step = look().metrics.step
        self._form = form
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(form)
        form.setAutoFillBackground(False)
        scroll.viewport().setAutoFillBackground(False)
        self.content.addWidget(scroll, 1)
        room = QGuiApplication.primaryScreen().availableSize() * _SCREEN_SHARE
        width, height = (steps * step for steps in wanted_steps)
        self.resize(min(width, room.width()), min(height, room.height()))
        form.field(first).setFocus(Qt.FocusReason.OtherFocusReason)

    def show_fault(self, sentence: str) -> None:
        """Say why the file was refused; nothing typed is lost."""
        self._fault.setText(sentence)
        self._fault.setVisible(bool(sentence))
        self.setAccessibleDescription(sentence)

    @Slot()
    def _on_save_clicked(self) -> None:
        self.show_fault("")
        if self._form.check():
            self.checked.emit()
