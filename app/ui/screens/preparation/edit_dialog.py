"""The dialogs that write one file: labelled fields, the refusal under them, one button that saves."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.ui.actions import Act, make_action
from app.ui.dialogs import ConsequencesDialog
from app.ui.theme import look
from app.ui.widgets.button import Button, ButtonRank
from app.ui.widgets.form import Form
from app.ui.widgets.words import Rank, Words

_SCREEN_SHARE = 0.94


class EditDialog(QDialog):
    """A form in a dialog; it stays open, with what was typed, until the owner closes it.

    Enter and Ctrl+Enter save; Escape leaves, after a question once something was typed.
    """

    checked = Signal()

    def __init__(self, title: str, save_label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        step = look().metrics.step
        self.setWindowTitle(title)
        self._forms: list[Form] = []
        self._is_touched = False
        self._fault = Words("", Rank.FAULT, wrap=True)
        self._fault.hide()
        self.save = Button(save_label, ButtonRank.PRIMARY, keys="Ctrl+Return")
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
        column.setContentsMargins(6 * step, 4 * step, 6 * step, 4 * step)
        column.setSpacing(3 * step)
        column.addWidget(Words(title, Rank.TITLE, wrap=True))
        column.addLayout(self.content, 1)
        column.addLayout(buttons)
        make_action(Act.SAVE_FILE, self, self.save.click)
        self.save.clicked.connect(self._on_save_clicked)
        self._leave.clicked.connect(self.reject)

    def hold(self, form: Form, first: str, wanted_steps: tuple[int, int]) -> None:
        """Take the form in, scrolling where the screen is too small for it; `first` has the keyboard."""
        self.watch(form)
        self.content.addWidget(scrolling(form), 1)
        self.take_room(wanted_steps)
        form.field(first).setFocus(Qt.FocusReason.OtherFocusReason)

    def watch(self, form: Form) -> None:
        """Check this form before saving, and ask before what was typed in it is left."""
        self._forms.append(form)
        form.field_changed.connect(self.touch)

    def take_room(self, wanted_steps: tuple[int, int]) -> None:
        """Open as large as wanted, in steps, or as the screen allows."""
        step = look().metrics.step
        room = QGuiApplication.primaryScreen().availableSize() * _SCREEN_SHARE
        width, height = (steps * step for steps in wanted_steps)
        self.resize(min(width, room.width()), min(height, room.height()))

    def check(self) -> bool:
        """Say under each field what keeps it from being taken, and bring the keyboard to the first."""
        checked = [form.check() for form in self._forms]
        if not all(checked):
            self._forms[checked.index(False)].check()
            show_focused(self)
        return all(checked)

    def give_keyboard(self, name: str) -> None:
        """Bring a field under the keyboard, and into sight; a name that no form knows changes nothing."""
        form = next((form for form in self._forms if name in form.names), None)
        if form is not None:
            form.field(name).setFocus(Qt.FocusReason.OtherFocusReason)
            show_focused(self)

    def point(self, name: str) -> None:
        """Bring a field of what the dialog writes under the keyboard."""
        self.give_keyboard(name)

    def show_fault(self, sentence: str) -> None:
        """Say why the file was refused; nothing typed is lost."""
        self._fault.setText(sentence)
        self._fault.setVisible(bool(sentence))
        self.setAccessibleDescription(sentence)

    def reject(self) -> None:
        """Leave the file; what was typed in it is not lost without a question."""
        if not self._is_touched:
            super().reject()
            return
        consequences = ("Ce qui vient d’être saisi dans cette fiche est perdu.",)
        question = ConsequencesDialog("Quitter sans enregistrer ?", consequences, "Quitter sans enregistrer", self)
        question.setObjectName("leaving_question")
        question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        question.accepted.connect(self._on_question_accepted)
        question.open()

    @Slot()
    def touch(self) -> None:
        """Something was typed."""
        self._is_touched = True

    @Slot()
    def _on_question_accepted(self) -> None:
        self._is_touched = False
        self.reject()

    @Slot()
    def _on_save_clicked(self) -> None:
        self.show_fault("")
        if self.check():
            self.checked.emit()


def scrolling(widget: QWidget) -> QScrollArea:
    """Let a widget scroll where the screen is too small for it, on its own ground."""
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setWidget(widget)
    widget.setAutoFillBackground(False)
    scroll.viewport().setAutoFillBackground(False)
    return scroll


def show_focused(within: QWidget) -> None:
    """Scroll to what has the keyboard."""
    focused = QApplication.focusWidget()
    for scroll in within.findChildren(QScrollArea):
        if focused is not None and scroll.isAncestorOf(focused):
            scroll.ensureWidgetVisible(focused, 0, 12 * look().metrics.step)
