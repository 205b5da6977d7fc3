"""Choices as cards: the steps of an evaluation, the outcomes of a decision; a title, a second line, a sign."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import partial
from typing import Generic, TypeVar

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.ui.theme import look, restyle
from app.ui.widgets.chip import SIGN_CURRENT, SIGN_NO, SIGN_TODO, SIGN_YES
from app.ui.widgets.words import Rank, Words

K = TypeVar("K")


class CardButton(QPushButton):
    """A card that is pressed; its words wrap and it grows with them."""

    def __init__(self, title: str, second: str = "", sign: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        step = look().metrics.step
        self.setCheckable(True)
        self.setAutoDefault(False)
        self._sign = Words(sign, Rank.STRONG)
        self._title = Words(title, Rank.STRONG, wrap=True)
        self._second = Words(second, Rank.SECOND, wrap=True)
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(3 * step, 2 * step, 3 * step, 2 * step)
        self._line.setSpacing(round(1.5 * step))
        self._line.addStrut(look().metrics.tap - 4 * step)
        column = QVBoxLayout()
        column.setSpacing(0)
        self._line.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        self._line.addLayout(column, 1)
        column.addWidget(self._title)
        column.addWidget(self._second)
        for label in (self._sign, self._title, self._second):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.show_card(title, second, sign)

    def show_card(self, title: str, second: str, sign: str, *, done: bool = False) -> None:
        """Show other words; `done` writes them in the colour of yes."""
        for label, text in ((self._title, title), (self._second, second), (self._sign, sign)):
            label.setText(text)
            label.setVisible(bool(text))
        beside = Qt.AlignmentFlag.AlignTop if second else Qt.AlignmentFlag.AlignVCenter
        self._line.setAlignment(self._sign, beside)
        for label in (self._title, self._sign):
            if label.property("done") != done:
                label.setProperty("done", done)
                restyle(label)
        self.updateGeometry()

    def nextCheckState(self) -> None:  # noqa: N802 - Qt's name
        """Wait for the owner of the state to say what is chosen."""

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As the words need, and as high as a finger needs."""
        return self._line.sizeHint()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As narrow as the words allow."""
        return self._line.minimumSize()

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """A narrow card is taller."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """Height of the wrapped words."""
        return self._line.totalHeightForWidth(width)


@dataclass(frozen=True, slots=True)
class Option(Generic[K]):
    """One card of a list.

    Attributes:
        key: What is emitted when it is chosen.
        title: Its words.
        second: Its second line.
        refusal: Why it cannot be chosen now; empty when it can.
    """

    key: K
    title: str
    second: str = ""
    refusal: str = ""


class StepState(Enum):
    """Where a step stands: sign and word."""

    DONE = (SIGN_YES, "terminée")
    CURRENT = (SIGN_CURRENT, "en cours")
    TODO = (SIGN_TODO, "à venir")
    NOT_SAT = (SIGN_NO, "non passée")

    @property
    def sign(self) -> str:
        """The sign before the title."""
        return self.value[0]

    @property
    def word(self) -> str:
        """What screen readers say."""
        return self.value[1]


@dataclass(frozen=True, slots=True)
class Step(Generic[K]):
    """One step: its words, its duration as text, where it stands."""

    key: K
    title: str
    second: str = ""
    state: StepState = StepState.TODO


class _CardColumn(QWidget, Generic[K]):
    """Cards one under the other; arrows move, Space or Enter chooses."""

    chosen = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys: list[K] = []
        self._cards: list[CardButton] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(round(1.5 * look().metrics.step))
        self._column.addStretch(1)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def give_keyboard(self, key: K) -> None:
        """Bring the keyboard to one card."""
        self._cards[self._keys.index(key)].setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Move between the cards."""
        way = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        held = next((place for place, card in enumerate(self._cards) if card.hasFocus()), None)
        if way is None or held is None or not 0 <= held + way < len(self._cards):
            super().keyPressEvent(event)
        else:
            self._cards[held + way].setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self, keys: Sequence[K]) -> None:
        """Keep as many cards as keys, and the keyboard where it is."""
        self._keys = list(keys)
        while len(self._cards) > len(keys):
            card = self._cards.pop()
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        while len(self._cards) < len(keys):
            card = CardButton("")
            card.clicked.connect(partial(self._on_card_clicked, len(self._cards)))
            self._cards.append(card)
            self._column.insertWidget(len(self._cards) - 1, card)

    def _on_card_clicked(self, place: int, _checked: bool = False) -> None:
        self.chosen.emit(self._keys[place])


class StepList(_CardColumn[K]):
    """The steps of a sitting in order; `chosen` asks to see one."""

    def show_steps(self, steps: Sequence[Step[K]], shown: K | None = None) -> None:
        """Show the steps; the one on the screen has frame and ground: `shown`, else the current one."""
        self._lay_out([step.key for step in steps])
        for card, step in zip(self._cards, steps, strict=True):
            card.show_card(step.title, step.second, step.state.sign, done=step.state is StepState.DONE)
            card.setChecked(step.state is StepState.CURRENT if shown is None else step.key == shown)
            card.setAccessibleName(f"{step.title}, {step.state.word}")
            card.setAccessibleDescription(step.second)


class OptionCards(_CardColumn[K]):
    """One choice among a few, each with its consequence; `chosen` asks, `show_options` answers."""

    def show_options(self, options: Sequence[Option[K]], chosen: K | None) -> None:
        """Show the options and the one on record."""
        self._lay_out([option.key for option in options])
        for card, option in zip(self._cards, options, strict=True):
            is_chosen = chosen is not None and option.key == chosen
            card.show_card(option.title, option.second, SIGN_CURRENT if is_chosen else SIGN_TODO)
            card.setChecked(is_chosen)
            card.setEnabled(not option.refusal)
            card.setToolTip(option.refusal)
            card.setAccessibleName(f"{option.title}, choisi" if is_chosen else option.title)
            card.setAccessibleDescription(option.refusal or option.second)
