"""One section of Préparation: what every page of it offers the screen, and the files that open over it."""

from abc import abstractmethod
from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QWidget

from app.ui.dialogs import ConsequencesDialog
from app.ui.screens.preparation.edit_dialog import EditDialog
from app.ui.screens.preparation.state import CandidateEditing, Editing, PersonEditing, PreparationState

_HINTS = (
    ("F2", "session"),
    ("F3", "jury"),
    ("F4", "candidats"),
    ("F5", "liens"),
    ("F6", "planning"),
    ("Return", "modifier"),
    ("Del", "retirer"),
    ("Ctrl+F", "chercher"),
)


class SectionPage(QWidget):
    """Shows its part of a `PreparationState`; keys of its own actions are heard while it is in front."""

    editing_left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._dialog: EditDialog | None = None
        self._question: QDialog | None = None

    @property
    @abstractmethod
    def first(self) -> QWidget:
        """What has the keyboard first."""

    @property
    def acts(self) -> tuple[QAction, ...]:
        """What the header bar offers while this section is in front and can be changed; the first one is primary."""
        return ()

    @property
    def hints(self) -> tuple[tuple[str, str], ...]:
        """The keys shown at the foot of the screen, each with what it does."""
        return _HINTS

    def heading(self, state: PreparationState) -> tuple[str, str] | None:  # noqa: ARG002 - idem
        """The title of the header bar and the words beside it; None leaves those of the session."""
        return None

    def count(self, state: PreparationState) -> int:  # noqa: ARG002 - what each section counts
        """How many things the section holds, shown on its tab; 0 shows nothing."""
        return 0

    @abstractmethod
    def show_state(self, state: PreparationState) -> None:
        """Show everything that the state says of this section."""

    @abstractmethod
    def forget(self) -> None:
        """Hold nothing of the session any more."""

    def dialog_of(self, editing: Editing, state: PreparationState) -> EditDialog | None:  # noqa: ARG002 - idem
        """Make the dialog that writes this file; None when it belongs to another section."""
        return None

    def show_editing(self, state: PreparationState) -> None:
        """Open the file being written if it is one of this section's, and say why it was refused."""
        if state.editing is None:
            self.close_dialogs()
            return
        if self._dialog is None:
            self._dialog = self.dialog_of(state.editing, state)
            if self._dialog is None:
                return
            self._dialog.rejected.connect(self.editing_left)
            self._dialog.open()
            if isinstance(state.editing, PersonEditing | CandidateEditing) and state.editing.field:
                self._dialog.point(state.editing.field)
        self._dialog.show_fault(state.editing.fault)

    def close_dialogs(self) -> None:
        """Close whatever is open over the page."""
        for dialog in (self._dialog, self._question):
            if dialog is not None:
                dialog.hide()
                dialog.deleteLater()
        self._dialog = self._question = None

    def ask_removal(self, title: str, consequences: Sequence[str], done: Callable[[], object]) -> None:
        """Ask before somebody, or what was said of somebody, is taken off the session."""
        question = ConsequencesDialog(title, consequences, "Retirer", self)
        question.setObjectName("removal_question")
        question.act.setObjectName("confirm_removal")
        question.accepted.connect(done)
        self._question = question
        question.open()
