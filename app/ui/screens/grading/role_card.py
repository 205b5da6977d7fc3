"""Who leads the exchange and who observes, and the one key that takes the other part."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.screens.grading.guide_state import RoleState
from app.ui.theme import look
from app.ui.widgets.button import Button
from app.ui.widgets.words import Rank, Words


class RoleCard(QWidget):
    """One sentence and its button; hidden where the référentiel gives the jury no part."""

    def __init__(self, change: QAction) -> None:
        super().__init__()
        self._change = change
        self._sentence = Words("", Rank.STRONG, wrap=True)
        self._sentence.setObjectName("role_sentence")
        button = Button.of_action(change)
        button.setObjectName("change_role")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, look().metrics.step, 0, 0)
        column.setSpacing(look().metrics.step)
        column.addWidget(self._sentence)
        column.addWidget(button)
        self.show_state(None)

    def show_state(self, state: RoleState | None) -> None:
        """Say who plays which part."""
        self.setVisible(state is not None)
        self._change.setEnabled(state is not None and state.change is not None)
        if state is not None:
            self._sentence.setText(state.sentence)
            self._change.setToolTip(f"Devenir {state.change.label.lower()}" if state.change else "")
