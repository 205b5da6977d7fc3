"""What Évaluation shows when there is nothing to grade: why, and the way out."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.ui.screens.grading.state import Blank, Way
from app.ui.widgets.button import Button, ButtonRank
from app.ui.widgets.card import EmptyState


class BlankPage(QStackedWidget):
    """One empty state at a time."""

    person_change_requested = Signal()
    day_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._blank: Blank | None = None
        self._page = QWidget()
        self.addWidget(self._page)

    def show_blank(self, blank: Blank | None) -> None:
        """Say why there is nothing; nothing at all when even that is unknown."""
        if blank is not None and blank == self._blank:
            return
        self._blank = blank
        self.removeWidget(self._page)
        self._page.deleteLater()
        self._page = self._empty_state(blank)
        self.addWidget(self._page)

    def _empty_state(self, blank: Blank | None) -> QWidget:
        if blank is None:
            return QWidget()
        way = None
        if blank.way is not Way.NOWHERE:
            way = Button(blank.way.value, ButtonRank.PRIMARY)
            way.setObjectName("grading_way_out")
            change = blank.way is Way.CHANGE_PERSON
            way.clicked.connect(self.person_change_requested if change else self.day_requested)
        return EmptyState(blank.title, blank.sentence, drawing="users", act=way)
