"""What the référentiel says around the critère under the keyboard."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.screens.grading.columns import Rows
from app.ui.screens.grading.state import DetailState
from app.ui.widgets.reference_text import ReferenceText
from app.ui.widgets.words import Rank, Words

_LEAST_STEPS = 18
_NOTHING = "Le référentiel ne précise rien de plus pour ce critère."


class DetailPane(QWidget):
    """What the référentiel says around the current critère; in the place of the facts while asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Détail du critère")
        self._state: DetailState | None = None
        self._drawn: DetailState | None = None
        self._title = Words("", Rank.SMALL_STRONG)
        self._scroll = Rows(_LEAST_STEPS)
        self._inside: QWidget = QWidget()
        self._scroll.column.addWidget(self._inside)
        self._scroll.column.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._title)
        column.addWidget(self._scroll, 1)

    def show_state(self, state: DetailState) -> None:
        """Take another critère's detail; it is drawn when somebody looks at it, since most answers want none."""
        self._state = state
        if self.isVisible():
            self._draw(state)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Draw what came while nobody looked."""
        if self._state is not None:
            self._draw(self._state)
        super().showEvent(event)

    def _draw(self, state: DetailState) -> None:
        if state == self._drawn:
            return
        self._drawn = state
        self._title.setText(state.title)
        self._scroll.column.removeWidget(self._inside)
        self._inside.hide()
        self._inside.deleteLater()
        self._inside = ReferenceText(state.label, state.sections, _NOTHING)
        self._scroll.column.insertWidget(0, self._inside)
