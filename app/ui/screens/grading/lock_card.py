"""What lacks before the lock, each one press away; then the lock and what follows it, or the way to open it again."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout

from app.ui.actions import key_words
from app.ui.screens.grading.state import GapLine, LockState
from app.ui.screens.grading.way_on import WayOn
from app.ui.theme import look
from app.ui.tokens import Tone
from app.ui.widgets.button import Button, ButtonRank
from app.ui.widgets.card import Card
from app.ui.widgets.chip import ChipButton, ChipText
from app.ui.widgets.words import Rank, Words

_MOST_LINES = 4


class EnterButton(Button):
    """A button where the keyboard comes to rest: Enter presses it, and a key held down presses nothing."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Hear Enter once; arrows lead back to the critères."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.click()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()
        else:
            super().keyPressEvent(event)


class LockCard(Card):
    """The gaps of the grid, its lock, and the screen's primary button when it is not the clock's."""

    gap_chosen = Signal(object)

    def __init__(self, on: QAction, lock: QAction, unlock: QAction, correct: QAction) -> None:
        super().__init__("Il manque")
        self._state: LockState | None = None
        self._after_lock = (unlock, correct)
        self._gaps: list[ChipButton] = []
        self._words = Words("", Rank.SECOND, wrap=True)
        self._on = EnterButton("", ButtonRank.PRIMARY, tall=True)
        self._on.setObjectName("way_on")
        self._on.setToolTip(key_words(on.shortcut().toString()))
        self._on.clicked.connect(on.trigger)
        self._lock = EnterButton(lock.text(), keys=lock.shortcut().toString(), tall=True)
        self._lock.setObjectName("lock_grid")
        self._lock.clicked.connect(lock.trigger)
        self._correct = Button.of_action(correct)
        self._correct.setObjectName("correct_mark")
        self._unlock = Button.of_action(unlock, ButtonRank.QUIET)
        self._unlock.setObjectName("unlock_grid")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(look().metrics.step)
        self.body.addLayout(self._lines)
        for widget in (self._words, self._on, self._lock, self._correct, self._unlock):
            self.body.addWidget(widget)

    @property
    def waits_for_enter(self) -> bool:
        """Whether the keyboard rests on the lock of an open grid."""
        is_open = self._state is not None and self._state.locked_at is None
        return is_open and (self._on.hasFocus() or self._lock.hasFocus())

    def take_keyboard(self) -> None:
        """Bring the keyboard to the lock: Enter then locks, or leads on from a grid that is locked."""
        offered = (button for button in (self._on, self._lock, self._correct, self._unlock) if not button.isHidden())
        next(offered).setFocus(Qt.FocusReason.OtherFocusReason)

    def show_state(self, state: LockState, on: WayOn) -> None:
        """Show what lacks, or since when the grid is locked, and what comes next."""
        if on.label != self._on.text():
            self._on.setText(on.label)
            self._on.setAccessibleName(" ".join(on.label.split()))
            self._on.updateGeometry()
        self._on.setVisible(not on.way.is_of_time)
        if state == self._state:
            return
        self._state = state
        locked = state.locked_at is not None
        self.set_title("Grille verrouillée" if locked else "Il manque" if state.gaps else "Tout est renseigné")
        self._fit_gaps(state.gaps[:_MOST_LINES])
        self._words.setText(_words(state))
        self._words.setVisible(bool(self._words.text()))
        self._lock.setVisible(not locked)
        self._lock.set_refusal(f"Il manque : {state.refusal}." if state.gaps else "")
        self._unlock.setVisible(locked)
        self._correct.setVisible(locked and state.has_criteria)
        for act, offered in zip(self._after_lock, (locked, locked and state.has_criteria), strict=True):
            act.setEnabled(offered)

    def _fit_gaps(self, gaps: tuple[GapLine, ...]) -> None:
        while len(self._gaps) > len(gaps):
            chip = self._gaps.pop()
            self._lines.removeWidget(chip)
            chip.hide()
            chip.setObjectName("")
            chip.deleteLater()
        while len(self._gaps) < len(gaps):
            chip = ChipButton(ChipText(""))
            chip.setObjectName(f"gap_{len(self._gaps) + 1}")
            chip.clicked.connect(partial(self._on_gap_clicked, len(self._gaps)))
            self._gaps.append(chip)
            self._lines.addWidget(chip)
        for chip, gap in zip(self._gaps, gaps, strict=True):
            chip.show_chip(ChipText(gap.words, Tone.WARNING))
            chip.setToolTip("Y aller")

    def _on_gap_clicked(self, place: int, _checked: bool = False) -> None:
        if self._state is not None:
            self.gap_chosen.emit(self._state.gaps[place].criterion_id)


def _words(state: LockState) -> str:
    if state.locked_at is not None:
        return (
            f"depuis {state.locked_at:%H:%M:%S}. Son contenu reste secret jusqu’au verrouillage de toutes les grilles."
        )
    lines = []
    more = len(state.gaps) - _MOST_LINES
    if more > 0:
        lines.append(f"et {more} autre{'s' if more > 1 else ''} point{'s' if more > 1 else ''}")
    if state.loose_facts:
        plural = "s" if state.loose_facts > 1 else ""
        lines.append(f"{state.loose_facts} fait{plural} à rattacher, si vous le souhaitez")
    return "\n".join(lines)
