"""The juror's own notes: what no one else ever reads."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.dialogs import confirm
from app.ui.screens.grading.notes import NotesState
from app.ui.theme import look
from app.ui.widgets.button import Button, ButtonRank
from app.ui.widgets.kept_text import KeptState, KeptText, KeptWords
from app.ui.widgets.words import Rank, Words

_TOLD = "Vous seul les lisez : elles n’entrent dans aucun document ni dans la délibération."
_PLACEHOLDER = "Un rappel pour vous-même…"
_WORDS = KeptWords(
    untouched="Elles s’enregistrent au fil de la frappe.",
    changed="Modifiées : elles s’enregistrent dans un instant…",
    kept="Enregistrées.",
    read_only="Elles ne se modifient plus.",
)


class NotesPane(QWidget):
    """The notes on this part, and the way to erase all of them."""

    text_left = Signal(str)
    erasing_requested = Signal()
    erasing_confirmed = Signal()
    leave_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Notes personnelles")
        self._text = KeptText("personal_notes", "Notes personnelles, lues de vous seul", _PLACEHOLDER, _WORDS)
        self._erase = Button("Effacer mes notes…", ButtonRank.QUIET, drawing="trash")
        self._erase.setObjectName("erase_notes")
        head = QHBoxLayout()
        head.addWidget(Words(_TOLD, Rank.SECOND, wrap=True), 1)
        head.addWidget(self._erase)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().metrics.step)
        column.addLayout(head)
        column.addWidget(self._text, 1)
        self.setFocusProxy(self._text)
        self._text.text_left.connect(self.text_left)
        self._text.leave_requested.connect(self.leave_requested)
        self._erase.clicked.connect(self._on_erase_clicked)

    def show_notes(self, state: NotesState) -> None:
        """Show the notes on disk; words still being typed are left alone."""
        self._text.show_state(KeptState(state.key, state.saved, state.read_only, state.fault))

    def ask_erasing(self, consequences: tuple[str, ...]) -> None:
        """Ask before all notes go."""
        if confirm(self, "Effacer toutes vos notes de cette session ?", consequences, "Effacer mes notes"):
            self.erasing_confirmed.emit()

    @Slot()
    def hand_over(self) -> None:
        """Hand the words over now if some are waiting."""
        self._text.hand_over()

    @Slot()
    def _on_erase_clicked(self) -> None:
        self._text.hand_over()
        self.erasing_requested.emit()
