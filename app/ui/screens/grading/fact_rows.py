"""The facts of a grid, one row each: sorted by a critère’s number or by dragging, corrected in place, taken away."""

from PySide6.QtCore import QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QDrag, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.domain.fact_writing import typed_again
from app.domain.grading import FactKind
from app.ui import fonts
from app.ui.screens.grading.fact_drag import fact_parcel
from app.ui.screens.grading.state import FactLineState, FactsState
from app.ui.theme import look
from app.ui.tokens import Tone
from app.ui.widgets.chip import SIGN_WARNING, Chip, ChipButton, ChipText
from app.ui.widgets.words import Rank, Words

NUMBER_AFTER_MS = 800
"""How long a first figure waits for a second one."""


class FactEditor(QLineEdit):
    """The words of a fact being corrected; Escape leaves them as they were."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Escape gives up; Enter is heard here only, a line edit would pass it on to its row."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
            event.accept()


class FactRow(QWidget):
    """One fact: its time, its words, and the critère it is attached to."""

    toggle_requested = Signal(int)
    number_given = Signal(int, int)
    amend_requested = Signal(int, str)
    remove_requested = Signal(int)
    step_requested = Signal(object, int)
    leave_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        step = look().metrics.step
        self._fact: FactLineState | None = None
        self._count = 0
        self._read_only = False
        self._figures = ""
        self._pressed_at: QPoint | None = None
        self._time = Words("", Rank.SECOND)
        self._time.setFont(fonts.tabular(self._time.font()))
        self._kind = Chip("avis", Tone.NEUTRAL, SIGN_WARNING)
        self._text = Words("", wrap=True)
        self._editor = FactEditor()
        self._editor.hide()
        self._chip = ChipButton(ChipText(""))
        self._chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(NUMBER_AFTER_MS)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(step, step // 2, step, step // 2)
        row.setSpacing(3 * step)
        row.addWidget(self._time, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._kind, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 1)
        row.addWidget(self._editor, 1)
        row.addWidget(self._chip, 0, Qt.AlignmentFlag.AlignTop)
        self._chip.clicked.connect(self._on_chip_clicked)
        self._editor.editingFinished.connect(self._on_editor_finished)
        self._editor.left.connect(self._on_editor_left)
        self._soon.timeout.connect(self._on_soon_timeout)

    @property
    def number(self) -> int:
        """The number of the fact shown, 0 before the first."""
        return self._fact.number if self._fact is not None else 0

    def show_fact(self, fact: FactLineState, state: FactsState) -> None:
        """Show a fact; its chip attaches it to the current critère."""
        if fact != self._fact:
            self._close_editor()
        self._fact, self._count, self._read_only = fact, state.count, state.read_only
        self._time.setText(f"{fact.at:%H:%M}")
        self._time.setToolTip(f"{fact.at:%H:%M:%S}{f' · {fact.phase}' if fact.phase else ''}")
        self._kind.setVisible(fact.kind is FactKind.JUDGEMENT)
        self._text.setText(fact.words)
        self._chip.setObjectName(f"fact_{fact.number}")
        self.setObjectName(f"fact_row_{fact.number}")
        attached = fact.criterion is not None
        self._chip.setVisible(attached or state.current is not None)
        self._chip.setEnabled(not state.read_only and state.current is not None)
        verb = "Détacher du" if fact.criterion == state.current else "Rattacher au"
        self._chip.setToolTip(f"{verb} critère {state.current}" if state.current is not None else "")
        self.setCursor(Qt.CursorShape.ArrowCursor if self._is_fixed() else Qt.CursorShape.OpenHandCursor)
        self._show_chip()

    def edit(self) -> None:
        """Put the words under the keyboard."""
        if self._fact is None or self._read_only:
            return
        self._editor.setText(typed_again(self._fact.kind, self._fact.text))
        self._editor.setObjectName(f"fact_edit_{self._fact.number}")
        self._editor.setAccessibleName(f"Corriger le fait de {self._fact.at:%H:%M}")
        self._text.hide()
        self._editor.show()
        self._editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Figures attach, Enter corrects, Delete takes away, arrows walk, Escape leaves."""
        key = Qt.Key(event.key())
        way = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(key)
        if way is not None:
            self.step_requested.emit(self, way)
        elif key == Qt.Key.Key_Escape and not self._figures:
            self.leave_requested.emit()
        elif key in (Qt.Key.Key_Escape, Qt.Key.Key_Backspace) and self._figures:
            self._take_figures("")
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_soon_timeout() if self._figures else self.edit()
        elif key == Qt.Key.Key_F2:
            self.edit()
        elif key == Qt.Key.Key_Delete and not self._read_only:
            self.remove_requested.emit(self.number)
        elif event.text().isdecimal() and event.text().isascii() and not self._is_fixed():
            self._take_figures(self._figures + event.text())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Take the keyboard; a drag may begin here."""
        super().mousePressEvent(event)
        self._pressed_at = event.position().toPoint() if event.button() == Qt.MouseButton.LeftButton else None
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Carry the fact once the hand has gone far enough."""
        here = event.position().toPoint()
        if self._pressed_at is None or self._is_fixed():
            return
        if (here - self._pressed_at).manhattanLength() >= QApplication.startDragDistance():
            carried_from, self._pressed_at = self._pressed_at, None
            drag = QDrag(self)
            drag.setMimeData(fact_parcel(self.number))
            drag.setPixmap(self._text.grab())
            drag.setHotSpot(self._text.mapFrom(self, carried_from))
            drag.exec(Qt.DropAction.LinkAction)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Correct the words."""
        event.accept()
        self.edit()

    def _is_fixed(self) -> bool:
        return self._read_only or self._count == 0

    def _take_figures(self, figures: str) -> None:
        """Wait for a second figure only when one could follow."""
        number = int(figures or 0)
        self._figures = figures if 1 <= number <= self._count else ""
        self._soon.stop()
        if self._figures and number * 10 > self._count:
            self._on_soon_timeout()
        elif self._figures:
            self._soon.start()
        self._show_chip()

    def _show_chip(self) -> None:
        if self._fact is None:
            return
        tone = Tone.ACCENT
        if self._figures:
            word = f"critère {self._figures}…"
        elif self._fact.criterion is not None:
            word = f"critère {self._fact.criterion}"
        else:
            word, tone = "à rattacher", Tone.WARNING
        said = f"{self._fact.kind.label} de {self._fact.at:%H:%M}, {self._fact.words} : {word}"
        self._chip.show_chip(ChipText(word, tone, said=said))
        self.setAccessibleName(said)

    def _close_editor(self) -> None:
        had_keyboard = self._editor.hasFocus()
        self._editor.hide()
        self._text.show()
        if had_keyboard:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_chip_clicked(self) -> None:
        self.toggle_requested.emit(self.number)

    @Slot()
    def _on_soon_timeout(self) -> None:
        figures, self._figures = self._figures, ""
        self._soon.stop()
        if figures:
            self.number_given.emit(self.number, int(figures))
        self._show_chip()

    @Slot()
    def _on_editor_finished(self) -> None:
        """Keep the words on Enter or when the keyboard goes elsewhere; emptied, they come back."""
        if self._editor.isHidden() or self._fact is None:
            return
        typed = self._editor.text().strip()
        if typed in ("", typed_again(self._fact.kind, self._fact.text)):
            self._close_editor()
        else:
            self.amend_requested.emit(self.number, typed)

    @Slot()
    def _on_editor_left(self) -> None:
        if self._fact is not None:
            self._editor.setText(typed_again(self._fact.kind, self._fact.text))
        self._close_editor()


class FactRows(QWidget):
    """Rows of facts under each other, with a title when they are of a kind apart."""

    def __init__(self, title: str = "") -> None:
        super().__init__()
        self.rows: list[FactRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look().metrics.step // 2)
        if title:
            self._column.addWidget(Words(title, Rank.SMALL_STRONG, wrap=True))

    def fit(self, count: int) -> tuple[FactRow, ...]:
        """Have this many rows; gives back those that are new."""
        while len(self.rows) > count:
            row = self.rows.pop()
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        new = tuple(FactRow() for _place in range(count - len(self.rows)))
        for row in new:
            self._column.addWidget(row)
        self.rows.extend(new)
        self.setVisible(count > 0)
        return new
