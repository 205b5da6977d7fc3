"""One cell of a list to mend in place: what it says, what is wrong, and the field in which to write it right."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.domain.access_path import AccessPath
from app.domain.candidate_columns import CandidateField
from app.domain.candidate_line import CellFault, Severity
from app.domain.cell_reading import CellState
from app.ui.screens.preparation.import_state import Mended
from app.ui.theme import look
from app.ui.tokens import Tone
from app.ui.widgets.button import Button
from app.ui.widgets.chip import SIGN_NO, SIGN_WARNING, SIGN_YES, Chip, ChipText
from app.ui.widgets.fields import ChoiceField
from app.ui.widgets.words import Rank, Words

_YES_NO = ("Oui", "Non")
_WORDS: dict[CandidateField, tuple[str, ...]] = {
    CandidateField.CIVILITY: ("Mme", "M."),
    CandidateField.ACCESS_PATH: tuple(path.label for path in AccessPath),
    CandidateField.PROFESSIONAL_FILE: _YES_NO,
    CandidateField.TRAINING_RESULTS: _YES_NO,
}
"""The fields that hold one of a few words: they are chosen, not typed."""
_VALUELESS = frozenset(state.value for state in CellState)


class CellLine(QLineEdit):
    """The line in which a cell is written right: Enter hands it over, Escape gives the list's value back and leaves."""

    escaped = Signal()

    def event(self, event: QEvent) -> bool:
        """Hear Escape before the screen does: it leaves the line, not the list."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Escape leaves the line."""
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)


class CellEditor(QWidget):
    """Shows one cell of the current line and takes what should be read instead."""

    value_entered = Signal(str)
    put_back_requested = Signal()
    done = Signal()
    left = Signal()

    def __init__(self, field: CandidateField) -> None:
        super().__init__()
        step = look().metrics.step
        self.field = field
        self._shown = ""
        self._chip = Chip("")
        self._title = Words("", Rank.STRONG, wrap=True)
        self._reason = Words("", wrap=True)
        self._line = CellLine()
        self._line.setObjectName(f"mend_{field.value}")
        self._line.setAccessibleName(f"{field.label}, valeur corrigée")
        self._choice: ChoiceField[str] = ChoiceField([(word, word) for word in _WORDS.get(field, ())])
        self._choice.setObjectName(f"mend_choice_{field.value}")
        self._choice.setAccessibleName(f"{field.label}, valeur corrigée")
        self._choice.setPlaceholderText("Choisir…")
        self._act = Button("Corriger")
        self._act.setObjectName(f"mend_act_{field.value}")
        self._back = Button("Remettre")
        self._back.setObjectName(f"put_back_{field.value}")
        self._back.setToolTip("Remettre la valeur de la liste")
        self._back.setAccessibleName(f"Remettre la valeur de la liste : {field.label}")
        is_chosen = field in _WORDS
        for widget in (self._line, self._act) if is_chosen else (self._choice,):
            widget.hide()
        self.entry: QWidget = self._choice if is_chosen else self._line
        head = QHBoxLayout()
        head.setSpacing(2 * step)
        head.addWidget(self._chip, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._title, 1)
        writing = QHBoxLayout()
        writing.setSpacing(2 * step)
        writing.addWidget(self.entry, 1)
        writing.addWidget(self._act)
        writing.addWidget(self._back)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(step)
        column.addLayout(head)
        column.addWidget(self._reason)
        column.addLayout(writing)
        self._connect_signals()

    @property
    def is_pending(self) -> bool:
        """Whether something is typed that was not handed over yet."""
        return self.entry is self._line and self._line.text().strip() != self._shown

    def show_cell(self, fault: CellFault | None, mended: Mended | None) -> None:
        """Show the cell as it is read now; what is being typed stays."""
        rejected = fault is not None and fault.severity is Severity.REJECTED
        self._chip.show_chip(_chip(fault, mended, rejected=rejected))
        listed = mended.listed if mended is not None else fault.value if fault is not None else ""
        said = f"« {listed} »" if listed else "vide"
        where = f"{self.field.label}, dans la liste" if mended is not None else self.field.label
        self._title.setText(f"{where} : {said}")
        self._reason.setText(fault.reason if fault is not None else "")
        self._reason.setVisible(fault is not None)
        self._back.setVisible(mended is not None)
        value = mended.value if mended is not None else "" if listed in _VALUELESS else listed
        if not (self.is_pending and self._line.hasFocus()):
            self._line.setText(value)
        self._shown = value.strip()
        self._choice.set_value(value)
        for widget in (self._line, self._choice):
            widget.setAccessibleDescription(fault.reason if fault is not None else self._chip.accessibleName())

    def hand_over(self) -> None:
        """Give what was typed, once."""
        if self.is_pending:
            self._shown = self._line.text().strip()
            self.value_entered.emit(self._shown)

    def take_keyboard(self) -> None:
        """Begin to write."""
        self.entry.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if self.entry is self._line:
            self._line.selectAll()

    def _connect_signals(self) -> None:
        self._line.editingFinished.connect(self.hand_over)
        self._line.returnPressed.connect(self._on_act_clicked)
        self._line.escaped.connect(self._on_line_escaped)
        self._choice.activated.connect(self._on_choice_activated)
        self._act.clicked.connect(self._on_act_clicked)
        self._back.clicked.connect(self.put_back_requested)

    def _on_line_escaped(self) -> None:
        self._line.setText(self._shown)
        self.left.emit()

    def _on_choice_activated(self) -> None:
        chosen = self._choice.value()
        if chosen is not None and chosen != self._shown:
            self._shown = chosen
            self.value_entered.emit(chosen)

    def _on_act_clicked(self) -> None:
        self.hand_over()
        self.done.emit()


def _chip(fault: CellFault | None, mended: Mended | None, *, rejected: bool) -> ChipText:
    if mended is None:
        return ChipText("", Tone.NO, SIGN_NO, said="rejet") if rejected else ChipText("", Tone.WARNING, SIGN_WARNING)
    if fault is None:
        return ChipText("corrigé ici", Tone.YES, SIGN_YES)
    return ChipText("corrigé ici", Tone.NO if rejected else Tone.WARNING, SIGN_NO if rejected else SIGN_WARNING)
