"""The question about a time that nobody watched: a strip over every screen, which hinders no work while it waits."""

from dataclasses import dataclass
from datetime import timedelta

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from shiboken6 import Shiboken

from app.ui.actions import Act, make_action
from app.ui.icons import IconRole
from app.ui.theme import look, restyle
from app.ui.tokens import Tone
from app.ui.widgets.button import Button, ButtonRank
from app.ui.widgets.card import IconPicture, KeyHints
from app.ui.widgets.fields import MinutesField
from app.ui.widgets.flow_row import FlowRow
from app.ui.widgets.question import Question
from app.ui.widgets.words import Rank, Words


@dataclass(frozen=True, slots=True)
class LapseQuestion:
    """One lapse as it is asked about.

    Attributes:
        number: The lapse.
        happened: What happened, from when to when.
        ran: Whose time ran.
        length: What counting it all means; None when no clock measured it.
        most_minutes: Whole minutes that a part of it may count; 0 offers no part.
        only_seen: There is nothing to choose: the time counted stays right.
        waiting: How many other lapses wait for their answer.
    """

    number: int
    happened: str
    ran: str
    length: timedelta | None
    most_minutes: int
    only_seen: bool = False
    waiting: int = 0


class PartQuestion(Question):
    """Asks how many minutes of a lapse count, and why."""

    def __init__(self, asked: LapseQuestion, parent: QWidget) -> None:
        super().__init__("lapse_part", "Compter une partie de ce temps", "Compter ces minutes", parent)
        self._most = asked.most_minutes
        self.minutes = MinutesField()
        self.minutes.setObjectName("lapse_minutes")
        self.minutes.setAccessibleName("Minutes comptées")
        self.reason = QLineEdit()
        self.reason.setObjectName("lapse_reason")
        self.reason.setAccessibleName("Raison")
        self.reason.setPlaceholderText("en quelques mots, si vous le voulez")
        self.body.addWidget(Words(f"{asked.happened} {asked.ran}", wrap=True))
        for caption, field in ((f"Minutes comptées, de 0 à {self._most}", self.minutes), ("Raison", self.reason)):
            words = Words(caption, Rank.SMALL_STRONG)
            words.setBuddy(field)
            self.body.addWidget(words)
            self.body.addWidget(field)
        self.minutes.setFocus(Qt.FocusReason.OtherFocusReason)

    def counted(self) -> timedelta | None:
        """What was typed, None when it is no number of minutes of this lapse."""
        try:
            minutes = self.minutes.value()
        except ValueError:
            return None
        return timedelta(minutes=minutes) if minutes is not None and minutes <= self._most else None

    def missing(self) -> str:
        """A number of minutes is needed."""
        return f"Écrivez un nombre de minutes, de 0 à {self._most}." if self.counted() is None else ""


class LapseStrip(QFrame):
    """Shows one question at a time; until it is answered, all of the time counts."""

    answered = Signal(int, object, str)
    postponed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        step = look().metrics.step
        self._asked: LapseQuestion | None = None
        self._before: QWidget | None = None
        self.setObjectName("lapse_strip")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._sentence = Words("", Rank.STRONG, wrap=True)
        self._ran = Words("", wrap=True)
        self._all = Button("Compter tout", ButtonRank.PRIMARY)
        self._none = Button("Ne rien compter")
        self._part = Button("Compter une partie…")
        self._later = Button("Plus tard", ButtonRank.QUIET)
        buttons = (self._all, self._none, self._part, self._later)
        for button, name in zip(buttons, ("all", "none", "part", "later"), strict=True):
            button.setObjectName(f"lapse_{name}")
            button.setAutoDefault(True)  # Enter answers as Space does
        column = QVBoxLayout()
        column.setSpacing(step)
        for widget in (self._sentence, self._ran, FlowRow((*buttons, KeyHints((("F10", "répondre"),))))):
            column.addWidget(widget)
        line = QHBoxLayout(self)
        line.setContentsMargins(round(6.5 * step), 2 * step, round(6.5 * step), 2 * step)
        line.setSpacing(3 * step)
        line.addWidget(IconPicture("clock", look().metrics.icon, IconRole.WARNING), 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(column, 1)
        self.setProperty("tone", Tone.WARNING.value)
        make_action(Act.ANSWER_LAPSE, self, self.take_keyboard)
        self._connect_signals()
        self.show_question(None)

    @property
    def asked(self) -> LapseQuestion | None:
        """The question shown, None when the strip is closed."""
        return self._asked

    def show_question(self, asked: LapseQuestion | None) -> None:
        """Ask another question; None closes the strip."""
        self._asked = asked
        if asked is None:
            self._give_keyboard_back()
            self.hide()
            return
        self.show()
        others = f" (et {asked.waiting} autre{'s' if asked.waiting > 1 else ''})" if asked.waiting else ""
        self._sentence.setText(asked.happened + others)
        self._ran.setText(asked.ran)
        self._all.setText("C’est noté" if asked.only_seen else "Compter tout")
        self._all.setVisible(asked.length is not None)
        self._none.setVisible(not asked.only_seen)
        self._part.setVisible(not asked.only_seen and asked.most_minutes > 0)
        self._all.set_rank(ButtonRank.PRIMARY)
        for widget in (self, self._sentence, self._ran):
            restyle(widget)
        spoken = f"{asked.happened} {asked.ran}"
        self.setAccessibleName(spoken)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, spoken))

    @Slot()
    def take_keyboard(self) -> None:
        """Bring the keyboard to the safe answer."""
        self._before = QApplication.focusWidget()
        first = self._all if self._all.isVisibleTo(self) else self._none
        first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _give_keyboard_back(self) -> None:
        before, self._before = self._before, None
        if before is not None and Shiboken.isValid(before) and self.isAncestorOf(QApplication.focusWidget() or self):
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    def _connect_signals(self) -> None:
        self._all.clicked.connect(self._on_all_clicked)
        self._none.clicked.connect(self._on_none_clicked)
        self._part.clicked.connect(self._on_part_clicked)
        self._later.clicked.connect(self.postponed)

    @Slot()
    def _on_all_clicked(self) -> None:
        if self._asked is not None and self._asked.length is not None:
            self.answered.emit(self._asked.number, self._asked.length, "")

    @Slot()
    def _on_none_clicked(self) -> None:
        if self._asked is not None:
            self.answered.emit(self._asked.number, timedelta(0), "")

    @Slot()
    def _on_part_clicked(self) -> None:
        asked = self._asked
        if asked is None:
            return
        question = PartQuestion(asked, self.window())
        question.accepted.connect(
            lambda: self.answered.emit(asked.number, question.counted(), question.reason.text().strip())
        )
        question.open()
