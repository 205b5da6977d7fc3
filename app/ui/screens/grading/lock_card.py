"""What lacks before the lock, each one press away; then the lock, or the way to open the grid again."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout

from app.ui.screens.grading.state import GapLine, LockState
from app.ui.theme import look
from app.ui.tokens import Tone
from app.ui.widgets.button import Button, ButtonRank
from app.ui.widgets.card import Card
from app.ui.widgets.chip import ChipButton, ChipText
from app.ui.widgets.words import Rank, Words

_MOST_LINES = 4


class LockCard(Card):
    """The gaps of the grid, and its lock."""

    gap_chosen = Signal(object)

    def __init__(self, lock: QAction, unlock: QAction) -> None:
        super().__init__("Il manque")
        self._state: LockState | None = None
        self._unlock_act = unlock
        self._gaps: list[ChipButton] = []
        self._words = Words("", Rank.SECOND, wrap=True)
        self._lock = Button(lock.text(), ButtonRank.PRIMARY, keys=lock.shortcut().toString(), tall=True)
        self._lock.setObjectName("lock_grid")
        self._lock.clicked.connect(lock.trigger)
        self._unlock = Button.of_action(unlock)
        self._unlock.setObjectName("unlock_grid")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(look().metrics.step)
        self.body.addLayout(self._lines)
        for widget in (self._words, self._lock, self._unlock):
            self.body.addWidget(widget)

    def show_state(self, state: LockState) -> None:
        """Show what lacks, or since when the grid is locked."""
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
        self._unlock_act.setEnabled(locked)

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
