"""The appreciation: all there is to write on a part without critères, a pane beside the answers on the others."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.screens.grading.state import AppreciationState
from app.ui.theme import look
from app.ui.widgets.card import Card
from app.ui.widgets.kept_text import KeptState, KeptText, KeptWords
from app.ui.widgets.outside_warning import OutsideWarning
from app.ui.widgets.words import Rank, Words

_PLACEHOLDER = "Ce que le candidat a montré : compréhension du métier, vue d’ensemble, culture professionnelle…"
_BESIDE = "Ce que le candidat a montré dans cette partie, en quelques phrases. Facultatif."
_TOLD = "Communicable au candidat, s’il le demande."
_WORDS = KeptWords(
    untouched="Elle s’enregistre au fil de la frappe.",
    changed="Modifiée : elle s’enregistre dans un instant…",
    kept="Enregistrée.",
    read_only="Elle ne se modifie plus.",
)


class AppreciationText(QWidget):
    """The text, what it is about, whom it is for, and what in it speaks of the person."""

    text_left = Signal(str)
    leave_requested = Signal()

    def __init__(self, name: str, placeholder: str) -> None:
        super().__init__()
        self.setAccessibleName("Appréciation")
        self._about = Words("", Rank.SECOND, wrap=True)
        self.text = KeptText(name, "Appréciation, communicable au candidat", placeholder, _WORDS)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().metrics.step)
        column.addWidget(self._about)
        column.addWidget(self.text, 1)
        column.addWidget(OutsideWarning(self.text.box))
        self.setFocusProxy(self.text)
        self.text.text_left.connect(self.text_left)
        self.text.leave_requested.connect(self.leave_requested)

    def show_state(self, state: AppreciationState) -> None:
        """Show the text on disk; words still being typed are left alone."""
        self._about.setText("\n".join((*state.about, _TOLD)))
        self.text.show_state(KeptState(state.key, state.saved, state.read_only, state.fault))

    def clear(self) -> None:
        """Hold no text any more."""
        self.text.show_state(KeptState(None, "", read_only=True))

    @Slot()
    def hand_over(self) -> None:
        """Hand the words over now if some are waiting."""
        self.text.hand_over()


class AppreciationCard(Card):
    """The appreciation of a part without critères."""

    def __init__(self) -> None:
        super().__init__("Appréciation")
        self.writing = AppreciationText("appreciation", _PLACEHOLDER)
        self.writing.text.box.setMinimumHeight(40 * look().metrics.step)
        self.body.addWidget(self.writing, 1)


def appreciation_pane() -> AppreciationText:
    """The appreciation beside the answers to the critères; nobody has to write one."""
    return AppreciationText("appreciation_beside", _BESIDE)
