"""What stands beside a copy in the place of the time: how many are done, the next one, and the way to all of them."""

from PySide6.QtGui import QAction

from app.domain.counting import counted
from app.ui.screens.grading.frame_state import CopyState
from app.ui.widgets.button import Button
from app.ui.widgets.card import Card
from app.ui.widgets.words import Rank, Words


class CopiesCard(Card):
    """The pile: one key takes the next copy."""

    def __init__(self, following: QAction, everything: QAction) -> None:
        super().__init__("Copies")
        self._acts = (following, everything)
        self._words = Words("", wrap=True)
        self._words.setObjectName("copies_done")
        self._next_words = Words("", Rank.SECOND, wrap=True)
        self._following = Button.of_action(following)
        self._following.setObjectName("next_copy")
        self._everything = Button.of_action(everything)
        self._everything.setObjectName("all_copies")
        for widget in (self._words, self._next_words, self._following, self._everything):
            self.body.addWidget(widget)

    def show_state(self, state: CopyState | None) -> None:
        """Show where the pile is; None is no copy: the card goes, and so does its first act."""
        self.setVisible(state is not None)
        for act, offered in zip(self._acts, (state is not None, True), strict=True):
            act.setEnabled(offered)
        if state is None:
            return
        self._words.setText(f"{counted(state.locked, 'verrouillée')} sur {state.count}")
        self._next_words.setText(f"Ensuite : {state.following}" if state.following else "Aucune autre à corriger.")
        self._following.setVisible(bool(state.following))
