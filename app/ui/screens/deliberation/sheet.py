"""The page of one candidate as a table: compétences, critères, each juror's answers, the jury's position."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.ui.actions import Act, give_keys
from app.ui.screens.deliberation.motive import MotivePanel
from app.ui.screens.deliberation.state import OpenPage, UnitShown
from app.ui.screens.deliberation.unit_block import SheetColumns, UnitBlock, answer_word
from app.ui.theme import look
from app.ui.widgets.words import Divider, Rank, Words


class ReviewSheet(QWidget):
    """One block per compétence; ↑ and ↓ move between the positions.

    While a motive is being written, the key of the next candidate is its own: it records it, wherever the keyboard is.
    """

    position_requested = Signal(str, bool)
    unfolding_requested = Signal(str)
    motive_requested = Signal(str, str, object)
    motive_kept = Signal(int, str, str, object)
    motive_left = Signal(str)
    refit_requested = Signal()

    def __init__(self, following: QAction) -> None:
        super().__init__()
        self.setObjectName("review_sheet")
        self._following = following
        self._written: MotivePanel | None = None
        self._blocks: dict[str, UnitBlock] = {}
        self._shown_for: tuple[object, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._room = 0
        self._page: OpenPage | None = None
        self._refit = QTimer(self)
        self._refit.setSingleShot(True)
        self._refit.setInterval(0)
        self._refit.timeout.connect(self.refit_requested)
        self._heading: QWidget | None = None
        self._column.addStretch(1)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)

    def show_page(self, candidate_id: int | None, page: OpenPage) -> None:
        """Show the units; blocks are built anew for another candidate, jury or text size only."""
        self._page = page
        columns = self._columns(page)
        shown_for = (candidate_id, page.jurors, tuple(unit.unit_id for unit in page.units), look(), columns.stacked)
        if shown_for != self._shown_for:
            same = self._shown_for[:1] == (candidate_id,)
            held = next((unit_id for unit_id, block in self._blocks.items() if block.has_keyboard()), None)
            self._rebuild(candidate_id, page, columns)
            self._shown_for = shown_for
            if same and held in self._blocks:
                self._blocks[held].bar.setFocus(Qt.FocusReason.OtherFocusReason)
        for unit in page.units:
            self._blocks[unit.unit_id].show_unit(unit, frozen=bool(page.frozen))
        self._share_keys()

    def fit(self, width: int) -> None:
        """Stand within this width; `refit_requested` where the columns must change their way of standing."""
        self._room = width
        if self._page is not None and self._shown_for and self._columns(self._page).stacked != self._shown_for[-1]:
            self._refit.start()

    def clear(self) -> None:
        """Hold no content any more."""
        self._page = None
        self._drop()
        self._share_keys()

    def _drop(self) -> None:
        self._shown_for = ()
        for block in self._blocks.values():
            self._column.removeWidget(block)
            block.hide()
            block.deleteLater()
        self._blocks = {}

    def take_keyboard(self, units: Sequence[UnitShown]) -> None:
        """Give the keyboard to the motive being written, else to the first position still to take or the first one."""
        written = next((unit for unit in units if unit.editor is not None), None)
        panel = self._blocks[written.unit_id].panel if written is not None else None
        if panel is not None:
            panel.take_keyboard()
            return
        waiting = next((unit for unit in units if unit.position is None), units[0] if units else None)
        if waiting is not None and waiting.unit_id in self._blocks:
            self._blocks[waiting.unit_id].bar.setFocus(Qt.FocusReason.OtherFocusReason)

    def hand_over(self) -> None:
        """Hand over the words that wait in motives being written."""
        for panel in self._panels():
            panel.hand_over()

    def _panels(self) -> list[MotivePanel]:
        return [block.panel for block in self._blocks.values() if block.panel is not None]

    def _share_keys(self) -> None:
        """Give the keys to the motive that has or last had the keyboard; without any, to the next candidate."""
        panels = self._panels()
        last = self._written if self._written in panels else next(iter(panels), None)
        self._written = next((panel for panel in panels if panel.has_keyboard()), last)
        give_keys(self._following, Act.NEXT_CANDIDATE, self._written is None)
        for panel in panels:
            panel.hold_keys(panel is self._written)

    @Slot(QWidget, QWidget)
    def _on_focus_changed(self, _before: QWidget | None, _now: QWidget | None) -> None:
        if self._written is not None:
            self._share_keys()

    def held_unit(self) -> str | None:
        """The unit that has the keyboard, or the first one."""
        held = (unit_id for unit_id, block in self._blocks.items() if block.has_keyboard())
        return next(held, next(iter(self._blocks), None))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Move between the positions."""
        way = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        blocks = list(self._blocks.values())
        held = next((place for place, block in enumerate(blocks) if block.has_keyboard()), None)
        if way is None or held is None or not 0 <= held + way < len(blocks):
            super().keyPressEvent(event)
        else:
            blocks[held + way].bar.setFocus(Qt.FocusReason.OtherFocusReason)

    def _rebuild(self, candidate_id: int | None, page: OpenPage, columns: SheetColumns) -> None:
        self._drop()
        if self._heading is not None:
            self._column.removeWidget(self._heading)
            self._heading.hide()
            self._heading.deleteLater()
        self._heading = _heading(page.jurors, columns)
        self._column.insertWidget(0, self._heading)
        self._heading.setVisible(not columns.stacked)
        for place, unit in enumerate(page.units):
            block = UnitBlock(unit, page.words, columns)
            block.position_requested.connect(self.position_requested)
            block.unfolding_requested.connect(self.unfolding_requested)
            block.motive_requested.connect(self.motive_requested)
            block.motive_kept.connect(partial(self._keep_motive, candidate_id))
            block.motive_left.connect(self.motive_left)
            self._blocks[unit.unit_id] = block
            self._column.insertWidget(place + 1, block)

    def _columns(self, page: OpenPage) -> SheetColumns:
        answers = {answer_word(mark) for unit in page.units for line in unit.criteria for mark in line.marks}
        return SheetColumns(page.jurors, answers, room=self._room)

    def _keep_motive(self, candidate_id: int | None, unit_id: str, text: str, cited: object) -> None:
        """Say whose motive it is: a block knows its own candidate, whoever is shown by then."""
        if candidate_id is not None:
            self.motive_kept.emit(candidate_id, unit_id, text, cited)


class SheetScroll(QScrollArea):
    """Scrolls the table up and down, never sideways."""

    def __init__(self, sheet: ReviewSheet) -> None:
        super().__init__()
        self._sheet = sheet
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(sheet)
        sheet.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Tell the table how wide it may be."""
        super().resizeEvent(event)
        self._sheet.fit(self.viewport().width())


def _heading(jurors: Sequence[str], columns: SheetColumns) -> QWidget:
    step = look().metrics.step
    head = QWidget()
    column = QVBoxLayout(head)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    line = QHBoxLayout()
    line.setContentsMargins(4 * step, 2 * step, 4 * step, 2 * step)
    line.setSpacing(columns.gap)
    line.addWidget(Words("Compétence et critères", Rank.SMALL_STRONG, wrap=True), 1)
    for name in jurors:
        words = Words(name, Rank.SMALL_STRONG, wrap=True)
        words.setFixedWidth(columns.juror)
        line.addWidget(words)
    position = Words("Position du jury", Rank.SMALL_STRONG)
    position.setFixedWidth(columns.position)
    line.addWidget(position)
    column.addLayout(line)
    column.addWidget(Divider())
    return head
