"""The appreciation of a part without critères: kept when one leaves it, and shortly after the last key."""

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QPlainTextEdit

from app.ui.screens.grading.state import AppreciationState
from app.ui.theme import look
from app.ui.widgets.card import Card
from app.ui.widgets.words import Rank, Words

SAVED_AFTER_MS = 600
_PLACEHOLDER = "Ce que le candidat a montré : compréhension du métier, vue d’ensemble, culture professionnelle…"


class AppreciationBox(QPlainTextEdit):
    """A text that says when the keyboard leaves it."""

    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Tell it."""
        super().focusOutEvent(event)
        self.left.emit()


class AppreciationCard(Card):
    """The box, what it is about, and whether its words are on disk."""

    text_left = Signal(str)

    def __init__(self) -> None:
        super().__init__("Appréciation")
        self._state: AppreciationState | None = None
        self._about = Words("", Rank.SECOND, wrap=True)
        self._status = Words("", Rank.SECOND, wrap=True)
        self._status.setObjectName("appreciation_status")
        self.box = AppreciationBox()
        self.box.setObjectName("appreciation")
        self.box.setAccessibleName("Appréciation")
        self.box.setPlaceholderText(_PLACEHOLDER)
        self.box.setTabChangesFocus(True)
        self.box.setMinimumHeight(40 * look().metrics.step)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SAVED_AFTER_MS)
        self.body.addWidget(self._about)
        self.body.addWidget(self.box, 1)
        self.body.addWidget(self._status)
        self.box.textChanged.connect(self._on_box_text_changed)
        self.box.left.connect(self.hand_over)
        self._soon.timeout.connect(self._on_soon_timeout)

    def show_state(self, state: AppreciationState) -> None:
        """Show the text on disk; words still being typed are left alone."""
        other = self._state is None or self._state.key != state.key
        self._state = state
        if other or state.read_only:
            self._soon.stop()
            self.box.blockSignals(True)
            self.box.setPlainText(state.saved)
            self.box.blockSignals(False)
        self.box.setReadOnly(state.read_only)
        self._about.setText("\n".join(state.about))
        self._about.setVisible(bool(state.about))
        self._say()

    @Slot()
    def hand_over(self) -> None:
        """Hand the words over now if some are waiting."""
        if self._soon.isActive():
            self._soon.stop()
            self._on_soon_timeout()

    @Slot()
    def _on_box_text_changed(self) -> None:
        self._soon.start()
        self._say()

    @Slot()
    def _on_soon_timeout(self) -> None:
        self.text_left.emit(self.box.toPlainText())

    def _say(self) -> None:
        if self._state is None:
            return
        fault = "" if self._soon.isActive() else self._state.fault
        self._status.set_rank(Rank.FAULT if fault else Rank.SECOND)
        if fault:
            self._status.setText(f"Pas enregistré. {fault}")
        elif self._state.read_only:
            self._status.setText("Verrouillée avec la grille.")
        elif self.box.toPlainText().strip() != self._state.saved:
            self._status.setText("Modifiée : elle s’enregistre dans un instant…")
        else:
            self._status.setText("Enregistrée." if self._state.saved else "Elle s’enregistre au fil de la frappe.")
