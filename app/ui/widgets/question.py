"""Small windows that ask one thing: a heading, what is asked, one act and a way out. Enter acts, Escape leaves.

They open over their screen and return at once; the answer comes as a signal. What cannot be accepted is said in
words under the question, and the window stays.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QDialog,
    QHBoxLayout,
    QLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.ui.actions import Act, make_action
from app.ui.theme import look
from app.ui.widgets.button import Button, ButtonRank
from app.ui.widgets.words import Rank, Words

_WIDE_STEPS = 130
_ALL_THE_ROOM = 1000
"""What scrolls takes the height that is there, before the white under it."""
_SEEN_MS = 300
"""Longer than between two strokes of one accidental double press, shorter than reading a name takes."""


class Question(QDialog):
    """The frame of every question; widgets go to `body`, `name` begins the object names of its buttons.

    Enter acts, but where `two_keys`: a field of the question takes Enter for itself, or the act deserves two fingers.
    """

    def __init__(
        self, name: str, title: str, act_label: str, parent: QWidget | None = None, *, two_keys: bool = False
    ) -> None:
        super().__init__(parent)
        step = look().metrics.step
        self.setObjectName(name)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(_WIDE_STEPS * step)
        self._content = QWidget()
        self._area: QScrollArea | None = None
        self._answer: QWidget | None = None
        self.body = QVBoxLayout(self._content)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(2 * step)
        self._fault = Words("", Rank.FAULT, wrap=True)
        self._fault.hide()
        self.act = Button(act_label, ButtonRank.PRIMARY, keys=Act.SAVE_FILE.value.keys[0] if two_keys else "Return")
        self.act.setObjectName(f"{name}_act")
        self.leave = Button("Annuler", keys="Esc")
        self.leave.setObjectName(f"{name}_leave")
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.leave)
        buttons.addWidget(self.act)
        column = QVBoxLayout(self)
        column.setContentsMargins(6 * step, 5 * step, 6 * step, 5 * step)
        column.setSpacing(3 * step)
        column.addWidget(Words(title, Rank.TITLE, wrap=True))
        column.addWidget(self._content)
        column.addWidget(self._fault)
        column.addStretch(1)
        column.addLayout(buttons)
        if two_keys:
            make_action(Act.SAVE_FILE, self, self.act.click)
        else:
            self.act.setDefault(True)
        self.act.clicked.connect(self._on_act_clicked)
        self.leave.clicked.connect(self.reject)

    @property
    def fault(self) -> str:
        """The sentence shown under the question, empty when there is none."""
        return self._fault.text()

    def refuse(self, sentence: str) -> None:
        """Say what is still wanted; an empty sentence says nothing."""
        self._fault.setText(sentence)
        self._fault.setVisible(bool(sentence))
        self.act.setAccessibleDescription(sentence)
        self.settle()

    def settle(self) -> None:
        """Take the height that the wrapped words need at this width; where the screen has less, they scroll."""
        layout, room = self.layout(), self.screen().availableGeometry().height() - 12 * look().metrics.step
        if layout is None:
            return
        layout.activate()
        wanted = layout.totalHeightForWidth(self.width())
        if wanted > room and self._area is None:
            held = self.focusWidget()
            self._area = _scrolling(self._content, layout)
            self._area.verticalScrollBar().rangeChanged.connect(self._show_held)
            application = QApplication.instance()
            if isinstance(application, QApplication):
                application.focusChanged.connect(self._show_held)
            if held is not None:
                held.setFocus(Qt.FocusReason.OtherFocusReason)  # moving to another parent loses the keyboard
            layout.activate()  # else the height that everything needed stays the least one
        self.resize(self.width(), room if self._area is not None else wanted)
        if self._area is not None:
            QTimer.singleShot(0, self, self._show_held)

    def keep_in_view(self, answer: QWidget) -> None:
        """Scroll to what answers the question, as long as no field in the window has the keyboard."""
        self._answer = answer

    @Slot()
    def _show_held(self) -> None:
        """Scroll to the field that has the keyboard, with its caption and what follows it, else to the answers."""
        held = QApplication.focusWidget()
        if self._area is None:
            return
        if held is not None and self._area.isAncestorOf(held):
            self._area.ensureWidgetVisible(held, 0, 12 * look().metrics.step)
        elif self._answer is not None:
            self._area.ensureWidgetVisible(self._answer, 0, 0)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Open at the height of the words."""
        super().showEvent(event)
        self.settle()

    def missing(self) -> str:
        """What the answer still lacks, as a sentence; empty when it can be taken."""
        return ""

    def _on_act_clicked(self) -> None:
        missing = self.missing()
        self.refuse(missing)
        if not missing:
            self.accept()


def _scrolling(content: QWidget, layout: QLayout) -> QScrollArea:
    """Let what is asked scroll under its heading: the buttons stay in sight."""
    area = QScrollArea()
    layout.replaceWidget(content, area)
    if isinstance(layout, QBoxLayout):
        layout.setStretchFactor(area, _ALL_THE_ROOM)
    area.setWidget(content)
    area.setWidgetResizable(True)
    area.viewport().setAutoFillBackground(False)
    content.setAutoFillBackground(False)
    area.show()
    return area


class DeliberateQuestion(Question):
    """A question that a key struck twice, or held down, never answers: its act opens once the words have been seen."""

    def __init__(self, name: str, title: str, act_label: str, parent: QWidget | None = None) -> None:
        super().__init__(name, title, act_label, parent)
        for button in (self.act, self.leave):
            button.installEventFilter(self)
        self.act.setEnabled(False)
        self._seen = QTimer(self)
        self._seen.setSingleShot(True)
        self._seen.setInterval(_SEEN_MS)
        self._seen.timeout.connect(self._on_seen)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Count from the moment when the words are there."""
        super().showEvent(event)
        self._seen.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Leave out what a held key repeats."""
        if not event.isAutoRepeat():
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Leave out what a held key repeats on a button."""
        return (isinstance(event, QKeyEvent) and event.isAutoRepeat()) or super().eventFilter(watched, event)

    @Slot()
    def _on_seen(self) -> None:
        self.act.setEnabled(True)
        self.act.setFocus(Qt.FocusReason.OtherFocusReason)


class ReasonQuestion(Question):
    """Asks why, in one line."""

    def __init__(
        self,
        name: str,
        title: str,
        act_label: str,
        *,
        sentence: str = "",
        placeholder: str = "en quelques mots",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name, title, act_label, parent)
        if sentence:
            self.body.addWidget(Words(sentence, wrap=True))
        self.line = QLineEdit()
        self.line.setObjectName(f"{name}_line")
        self.line.setAccessibleName("Raison")
        self.line.setPlaceholderText(placeholder)
        caption = Words("Raison", Rank.SMALL_STRONG)
        caption.setBuddy(self.line)
        self.body.addWidget(caption)
        self.body.addWidget(self.line)
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def missing(self) -> str:
        """A reason is needed."""
        return "" if self.line.text().strip() else "Écrivez la raison en quelques mots."


def ask_reason(question: ReasonQuestion, given: Callable[[str], None]) -> None:
    """Open a question and hand its reason over once it is given."""
    question.accepted.connect(lambda: given(question.line.text().strip()))
    question.open()
