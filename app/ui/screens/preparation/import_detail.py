"""What there is to say of the line under the keyboard: its cells to mend, what it changes, and whether it comes in."""

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.domain.candidate_columns import CandidateField
from app.ui.screens.preparation.import_cell import CellEditor
from app.ui.screens.preparation.import_state import Change, ListLine
from app.ui.theme import look
from app.ui.tokens import Tone
from app.ui.widgets.button import Button
from app.ui.widgets.card import Card
from app.ui.widgets.chip import SIGN_YES, Chip
from app.ui.widgets.words import Rank, SectionTitle, Words

_NO_LINE = "Aucune ligne"


class LineDetail(Card):
    """The current line: every cell to mend with its reason and remedy, and every change that it brings."""

    cell_mended = Signal(int, object, str)
    cell_put_back = Signal(int, object)
    leave_out_requested = Signal(int)
    cell_done = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__(_NO_LINE)
        self._line: ListLine | None = None
        self._editors: dict[CandidateField, CellEditor] = {}
        self._changes: list[QWidget] = []
        self._fine = Chip("rien à vérifier sur cette ligne", Tone.YES, SIGN_YES)
        self._out_words = Words("", Rank.SECOND, wrap=True)
        self._out = Button("Écarter cette ligne", keys="Del")
        self._out.setObjectName("leave_line_out")
        self._back = Button("Reprendre cette ligne", keys="Del")
        self._back.setObjectName("take_line_back")
        self._holder = QWidget()
        self._column = QVBoxLayout(self._holder)
        self._column.setContentsMargins(0, 0, 2 * look().metrics.step, 0)
        self._column.setSpacing(3 * look().metrics.step)
        for widget in (self._fine, self._out_words, self._out, self._back):
            self._column.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addStretch(1)
        self.body.addWidget(_scroll_of(self._holder), 1)
        self._out.clicked.connect(self._on_out_clicked)
        self._back.clicked.connect(self._on_out_clicked)
        self.show_line(None)

    def show_line(self, line: ListLine | None) -> None:
        """Show what there is to say about a line; what is being typed in it stays."""
        if line is None or self._line is None or self._line.line != line.line:
            self._drop_editors()
        self._line = line
        self.set_title(_title(line), f"ligne {line.line}" if line is not None else "")
        faults = {fault.field: fault for fault in line.faults} if line is not None else {}
        mended = {cell.field: cell for cell in line.mended} if line is not None else {}
        wanted = [name for name in CandidateField if name in faults or name in mended]
        for name in [held for held in self._editors if held not in wanted]:
            self._drop(self._editors.pop(name))
        for place, name in enumerate(wanted, start=1):
            if name not in self._editors:
                self._editors[name] = self._editor(name)
                self._column.insertWidget(place, self._editors[name])
            self._editors[name].show_cell(faults.get(name), mended.get(name))
        self._show_changes(line.changes if line is not None else ())
        self._fine.setVisible(line is not None and not wanted and not line.is_left_out)
        self._show_leaving_out(line)

    def mend_first(self) -> bool:
        """Give the keyboard to the first cell that is still faulty, to any mended one otherwise; false when none is."""
        faulty = [fault.field for fault in self._line.faults] if self._line is not None else []
        mended = [cell.field for cell in self._line.mended] if self._line is not None else []
        untouched = [name for name in faulty if name not in mended]
        for name in (*untouched, *faulty, *mended):
            self._editors[name].take_keyboard()
            bring_into_view(self._editors[name])
            return True
        return False

    def mend_next(self) -> bool:
        """Give the keyboard to the first cell that nobody has mended; false when there is none."""
        mended = {cell.field for cell in self._line.mended} if self._line is not None else set()
        if self._line is None or all(fault.field in mended for fault in self._line.faults):
            return False
        return self.mend_first()

    def settle(self) -> bool:
        """Hand over what is typed and not taken yet; tell whether there was anything."""
        pending = [editor for editor in self._editors.values() if editor.is_pending]
        for editor in pending:
            editor.hand_over()
        return bool(pending)

    def _editor(self, name: CandidateField) -> CellEditor:
        editor = CellEditor(name)
        number = self._line.line if self._line is not None else 0

        def mended(value: str) -> None:
            self.cell_mended.emit(number, name, value)

        def put_back() -> None:
            self.cell_put_back.emit(number, name)

        editor.value_entered.connect(mended)
        editor.put_back_requested.connect(put_back)
        editor.done.connect(self.cell_done)
        editor.left.connect(self.left)
        return editor

    def _show_changes(self, changes: tuple[Change, ...]) -> None:
        for widget in self._changes:
            self._drop(widget)
        self._changes = []
        if changes:
            self._changes = [SectionTitle("Ce qui change"), *(_change_line(change) for change in changes)]
        first = len(self._editors) + 1
        for place, widget in enumerate(self._changes, start=first):
            self._column.insertWidget(place, widget)

    def _show_leaving_out(self, line: ListLine | None) -> None:
        is_out = line is not None and line.is_left_out
        self._out.setVisible(line is not None and line.fate is not None)
        self._back.setVisible(is_out)
        self._out_words.setText("Vous avez écarté cette ligne : personne n’en est inscrit ni modifié.")
        self._out_words.setVisible(is_out)

    def _drop_editors(self) -> None:
        for editor in self._editors.values():
            self._drop(editor)
        self._editors = {}

    def _drop(self, widget: QWidget) -> None:
        self._column.removeWidget(widget)
        widget.hide()
        widget.deleteLater()

    def _on_out_clicked(self) -> None:
        if self._line is not None:
            self.leave_out_requested.emit(self._line.line)


def _title(line: ListLine | None) -> str:
    return _NO_LINE if line is None else line.name or "Sans nom"


def _change_line(change: Change) -> QWidget:
    """« Courriel : ancien → nouveau »."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(Words(change.label, Rank.SMALL_STRONG, wrap=True))
    column.addWidget(Words(f"{change.before or 'vide'} → {change.after or 'vide'}", wrap=True))
    return holder


def bring_into_view(widget: QWidget) -> None:
    """Scroll whatever stands around a widget until it is seen, once it has its place."""
    QTimer.singleShot(0, widget, partial(_scroll_to, widget))


def _scroll_to(widget: QWidget) -> None:
    around = widget.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(widget)
        around = around.parentWidget()


def _scroll_of(holder: QWidget) -> QScrollArea:
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setWidget(holder)
    holder.setAutoFillBackground(False)
    scroll.viewport().setAutoFillBackground(False)
    return scroll
