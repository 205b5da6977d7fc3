"""The list of candidates under deliberation, as one line: before, which one, after, how many are left."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.ui.screens.deliberation.state import CandidateEntry
from app.ui.widgets.button import Button
from app.ui.widgets.fields import ChoiceField
from app.ui.widgets.flow_row import FlowRow
from app.ui.widgets.words import Rank, Words


class CandidatePager(QWidget):
    """Chooses who is shown; each name stands with what remains to do."""

    candidate_requested = Signal(int)
    step_requested = Signal(int)

    def __init__(self, acts: Sequence[QAction] = ()) -> None:
        super().__init__()
        self._acts = [Button.of_action(action) for action in acts]
        self._entries: tuple[CandidateEntry, ...] = ()
        self._before = Button("Précédent")
        self._before.setObjectName("previous_candidate")
        self._before.setAccessibleName("Candidat précédent dans la liste")
        self._after = Button("Suivant")
        self._after.setObjectName("following_candidate")
        self._after.setAccessibleName("Candidat suivant dans la liste")
        self._names: ChoiceField[int] = ChoiceField()
        self._names.setObjectName("candidate_list")
        self._names.setAccessibleName("Candidat sur lequel le jury délibère")
        self._names.setMinimumContentsLength(30)
        self._left = Words("", Rank.SECOND)
        self._left.setObjectName("candidates_left")
        for button, action in zip(self._acts, acts, strict=True):
            button.setObjectName(action.objectName().lower())
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(FlowRow((self._before, self._names, self._after, *self._acts, self._left)))
        self.setFocusProxy(self._names)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._connect_signals()

    def show_candidates(self, entries: tuple[CandidateEntry, ...], candidate_id: int | None, left: str) -> None:
        """Show the list and who is chosen; asks nothing."""
        self._names.blockSignals(True)
        if entries != self._entries:
            self._entries = entries
            self._names.set_options(
                [(e.candidate_id, f"{place}. {e.words}") for place, e in enumerate(entries, start=1)]
            )
        self._names.set_value(candidate_id)
        self._names.blockSignals(False)
        self._names.update()
        self.show_left(left)
        for button in (self._before, self._after):
            button.setEnabled(len(entries) > 1)

    def show_left(self, left: str) -> None:
        """Say how many are left, and for how long."""
        self._left.setText(left)

    def _connect_signals(self) -> None:
        self._before.clicked.connect(self._on_before_clicked)
        self._after.clicked.connect(self._on_after_clicked)
        self._names.value_changed.connect(self._on_names_value_changed)

    @Slot()
    def _on_before_clicked(self) -> None:
        self.step_requested.emit(-1)

    @Slot()
    def _on_after_clicked(self) -> None:
        self.step_requested.emit(1)

    @Slot(object)
    def _on_names_value_changed(self, candidate_id: int | None) -> None:
        if candidate_id is not None:
            self.candidate_requested.emit(candidate_id)
