"""The guide as the screen holds it: its pane among the panes, the role card in the side column, and their keys."""

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.ui.actions import Act, make_action
from app.ui.screens.grading.guide_pane import GuidePane
from app.ui.screens.grading.guide_state import GuideState, RoleState
from app.ui.screens.grading.panes import PaneCard
from app.ui.screens.grading.role_card import RoleCard


class GuideCorner(QObject):
    """G brings the guide and its keyboard, + its line, O takes the other part."""

    role_change_requested = Signal()

    def __init__(self, screen: QWidget) -> None:
        super().__init__(screen)
        self._panes: PaneCard | None = None
        self._show = make_action(Act.SHOW_GUIDE, screen, self._on_guide_asked)
        self._add = make_action(Act.ADD_QUESTION, screen, self._on_question_asked)
        self.pane = GuidePane()
        self.role = RoleCard(make_action(Act.CHANGE_ROLE, screen, self.role_change_requested.emit))

    @property
    def has_keyboard(self) -> bool:
        """Whether the keyboard is in the guide."""
        return self.pane.has_keyboard

    def stand_among(self, panes: PaneCard) -> None:
        """Take a place among the panes."""
        self._panes = panes
        panes.add(self._show, self.pane, "Guide")

    def show_guide(self, state: GuideState) -> None:
        """Show the questions and the slides, where somebody is questioned."""
        if self._panes is not None:
            self._panes.offer(self.pane, offered=state.offered)
        self._add.setEnabled(state.offered and not state.read_only)
        self.pane.show_state(state)

    def show_role(self, state: RoleState | None) -> None:
        """Say who plays which part."""
        self.role.show_state(state)

    @Slot()
    def _on_guide_asked(self) -> None:
        self._come_forward()
        self.pane.take_keyboard()

    @Slot()
    def _on_question_asked(self) -> None:
        self._come_forward()
        self.pane.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _come_forward(self) -> None:
        if self._panes is not None:
            self._panes.show_pane(self.pane)
