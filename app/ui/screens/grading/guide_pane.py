"""The question guide beside the grid: a row per question, a row per imposed slide, and a line for one's own question.

The arrows walk the rows. On a question 1, 2 and 3 say what became of it; on a slide Space, or its number, ticks it.
"""

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.question_guide import QuestionState
from app.ui.focus_ring import RING_AROUND
from app.ui.screens.grading.columns import Rows
from app.ui.screens.grading.guide_state import GuideState, QuestionKey, QuestionLine, SlideLine
from app.ui.theme import look
from app.ui.tokens import Tone
from app.ui.widgets.chip import SIGN_CURRENT, SIGN_NO, SIGN_TODO, SIGN_WARNING, SIGN_YES, Chip, ChipButton, ChipText
from app.ui.widgets.choice_bar import Choice, ChoiceBar
from app.ui.widgets.lines import FactLine
from app.ui.widgets.words import Rank, Words

STATES = (
    Choice(QuestionState.ASKED, QuestionState.ASKED.label, Tone.NEUTRAL, SIGN_CURRENT),
    Choice(QuestionState.ANSWERED, QuestionState.ANSWERED.label, Tone.YES, SIGN_YES),
    Choice(QuestionState.TO_PRESS, QuestionState.TO_PRESS.label, Tone.WARNING, SIGN_WARNING),
)
_LEAST_STEPS = 18
_NONE_YET = (
    "Aucune question pour cette partie. Le responsable en donne dans la Préparation ; vous pouvez ajouter la vôtre."
)
_LAST_OF_TEN = 10
_HANDED_IN = {True: ("déposée", Tone.NEUTRAL, SIGN_YES), False: ("non déposée", Tone.WARNING, SIGN_NO)}
_SEEN = {True: ("présentée", Tone.YES, SIGN_YES), False: ("à voir", Tone.NEUTRAL, SIGN_TODO)}


class QuestionRow(QWidget):
    """One question and the bar that says what became of it."""

    state_chosen = Signal(object, object)

    def __init__(self, key: QuestionKey) -> None:
        super().__init__()
        step = look().metrics.step
        self._key = key
        self._words = Words("", wrap=True)
        self._source = Words("", Rank.SECOND)
        self.bar: ChoiceBar[QuestionState] = ChoiceBar("Question", STATES, clearable=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * step, step // 2, step, step // 2)
        row.setSpacing(3 * step)
        row.addWidget(self._words, 1)
        row.addWidget(self._source)
        row.addWidget(self.bar)
        self.setFocusProxy(self.bar)
        self.bar.value_chosen.connect(self._on_bar_value_chosen)

    def show_line(self, line: QuestionLine, name: str, *, read_only: bool) -> None:
        """Show the question under an object name."""
        self._words.setText(line.text)
        self._source.setText(line.source)
        self._source.setVisible(bool(line.source))
        self.bar.set_name(line.text)
        self.bar.setObjectName(name)
        self.bar.set_value(line.state)
        self.bar.setEnabled(not read_only)

    @Slot(object)
    def _on_bar_value_chosen(self, state: QuestionState | None) -> None:
        self.state_chosen.emit(self._key, state)


class SlideRow(QFrame):
    """One imposed slide: its tick, its words, and whether the file handed in had it."""

    tick_asked = Signal(int)

    def __init__(self, place: int) -> None:
        super().__init__()
        step = look().metrics.step
        self._place = place
        self.is_seen = False
        self.tick = ChipButton(ChipText(""))
        self.tick.setProperty(RING_AROUND, self)
        self._words = Words("", wrap=True)
        self._chip = Chip("")
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * step, 0, 2 * step, 0)
        row.setSpacing(2 * step)
        row.addWidget(self._words, 1)
        row.addWidget(self._chip)
        row.addWidget(self.tick)
        self.setMinimumHeight(look().metrics.tap)
        self.setFocusProxy(self.tick)
        self.tick.clicked.connect(self._on_tick_clicked)

    def show_slide(self, slide: SlideLine, *, read_only: bool) -> None:
        """Show the slide."""
        number, self.is_seen = slide.place + 1, slide.seen
        self._words.setText(f"{number} · {slide.label}")
        self.tick.setObjectName(f"slide_{number}")
        self.tick.setEnabled(not read_only)
        self._chip.setVisible(slide.handed_in is not None)
        word, tone, sign = _HANDED_IN[bool(slide.handed_in)]
        self._chip.show_chip(ChipText(word, tone, sign))
        said = f", {word}" if slide.handed_in is not None else ""
        seen, tone, sign = _SEEN[slide.seen]
        self.tick.show_chip(ChipText(seen, tone, sign, said=f"Diapositive {number}, {slide.label}{said} : {seen}"))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A click anywhere on the row ticks it."""
        super().mouseReleaseEvent(event)
        if self.tick.isEnabled() and self.rect().contains(event.position().toPoint()):
            self.tick.setFocus(Qt.FocusReason.MouseFocusReason)
            self.tick_asked.emit(self._place)

    @Slot()
    def _on_tick_clicked(self) -> None:
        self.tick_asked.emit(self._place)


class GuidePane(QWidget):
    """The guide in the place of the facts while asked for."""

    state_chosen = Signal(object, object)
    slide_ticked = Signal(int, bool)
    question_entered = Signal(str)
    undo_requested = Signal()
    leave_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        step = look().metrics.step
        self.setAccessibleName("Guide de questions")
        self._state: GuideState | None = None
        self._questions: dict[QuestionKey, QuestionRow] = {}
        self._slides: list[SlideRow] = []
        self._titles: list[Words] = []
        self._count = Words("", Rank.SECOND)
        self._count.setObjectName("guide_count")
        self._none = Words(_NONE_YET, Rank.SECOND, wrap=True)
        self._scroll = Rows(_LEAST_STEPS)
        self.line = FactLine(
            "Ajouter une question", "Ajouter une question…", (("+", "question"), ("Return", "ajouter"))
        )
        self.line.setObjectName("question_line")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(step)
        column.addWidget(self._count)
        column.addWidget(self._none)
        column.addWidget(self._scroll, 1)
        column.addWidget(self.line)
        self.line.text_entered.connect(self._on_line_text_entered)
        self.line.leave_requested.connect(self._on_line_leave_requested)

    @property
    def has_keyboard(self) -> bool:
        """Whether the keyboard is on a row or in the line."""
        return _holds_keyboard(self)

    def show_state(self, state: GuideState) -> None:
        """Show the guide; rows are laid out anew only when their order changed."""
        if state == self._state:
            return
        before, self._state = self._state, state
        self._count.setText(" · ".join(filter(None, (state.count, state.slide_count))))
        self._count.setVisible(bool(self._count.text()))
        self._none.setVisible(not state.groups and not state.slides)
        if before is None or _order_of(before) != _order_of(state):
            had_keyboard = self.has_keyboard
            self._lay_out(state)
            if had_keyboard and not self.has_keyboard:
                self.take_keyboard()
        lines = [line for group in state.groups for line in group.lines]
        for number, line in enumerate(lines, start=1):
            self._questions[line.key].show_line(line, f"question_{number}", read_only=state.read_only)
        for row, slide in zip(self._slides, state.slides, strict=True):
            row.show_slide(slide, read_only=state.read_only)
        self.line.setEnabled(not state.read_only)

    def take_keyboard(self) -> None:
        """Bring the keyboard to the first row that waits: a question not put, a slide not seen; else to the line."""
        rows = self._rows()
        waiting = [row for row in rows if not self._is_done(row)]
        (waiting or rows or [self.line])[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Walk the rows, tick slides by number; a figure of the list never reaches a critère."""
        way = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        figure = event.key() - Qt.Key.Key_0
        if way is not None:
            self._walk(way)
        elif event.key() == Qt.Key.Key_Escape:
            self.leave_requested.emit()
        elif 0 <= figure < _LAST_OF_TEN:
            if not event.isAutoRepeat() and any(row.tick.hasFocus() for row in self._slides):
                self._ask_tick((figure or _LAST_OF_TEN) - 1)
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As much as there is room for."""
        return super().sizeHint().expandedTo(QSize(0, _LEAST_STEPS * look().metrics.step))

    def _rows(self) -> list[QWidget]:
        """The rows from top to bottom."""
        state = self._state
        if state is None:
            return []
        questions: list[QWidget] = [self._questions[line.key] for group in state.groups for line in group.lines]
        return [*self._slides, *questions] if state.slides_first else [*questions, *self._slides]

    def _is_done(self, row: QWidget) -> bool:
        return row.is_seen if isinstance(row, SlideRow) else _bar_of(row).value is not None

    def _walk(self, way: int) -> None:
        rows: list[QWidget] = [*self._rows(), self.line]
        held = next((place for place, row in enumerate(rows) if _holds_keyboard(row)), None)
        if held is not None and 0 <= held + way < len(rows):
            rows[held + way].setFocus(Qt.FocusReason.OtherFocusReason)
            self._scroll.ensureWidgetVisible(rows[held + way], 0, look().metrics.step)

    def _lay_out(self, state: GuideState) -> None:
        """Put titles and rows in their order; a row that stays keeps the keyboard."""
        column = self._scroll.column
        while column.count():
            column.takeAt(0)
        for title in self._titles:
            title.hide()
            title.deleteLater()
        self._titles = []
        self._keep_rows(state)
        parts = [self._add_questions, self._add_slides]
        for add in reversed(parts) if state.slides_first else parts:
            add(state)
        column.addStretch(1)

    def _keep_rows(self, state: GuideState) -> None:
        wanted = {line.key for group in state.groups for line in group.lines}
        for key in self._questions.keys() - wanted:
            gone = self._questions.pop(key)
            gone.bar.setObjectName("")
            _drop(gone)
        while len(self._slides) > len(state.slides):
            _drop(self._slides.pop())
        while len(self._slides) < len(state.slides):
            row = SlideRow(len(self._slides))
            row.tick_asked.connect(self._ask_tick)
            self._slides.append(row)

    def _add_questions(self, state: GuideState) -> None:
        for group in state.groups:
            self._add_title(group.title)
            for line in group.lines:
                if line.key not in self._questions:
                    row = self._questions[line.key] = QuestionRow(line.key)
                    row.state_chosen.connect(self.state_chosen)
                self._scroll.column.addWidget(self._questions[line.key])

    def _add_slides(self, state: GuideState) -> None:
        if state.slides:
            self._add_title("Diapositives imposées")
        for row in self._slides:
            self._scroll.column.addWidget(row)

    def _add_title(self, words: str) -> None:
        if words:
            self._titles.append(Words(words, Rank.SMALL_STRONG, wrap=True))
            self._titles[-1].setContentsMargins(*(steps * look().metrics.step for steps in (2, 2, 0, 1)))
            self._scroll.column.addWidget(self._titles[-1])

    @Slot(int)
    def _ask_tick(self, place: int) -> None:
        if place < len(self._slides) and self._state is not None and not self._state.read_only:
            self.slide_ticked.emit(place, not self._slides[place].is_seen)

    @Slot(str)
    def _on_line_text_entered(self, text: str) -> None:
        """Hand the question over; once it is in the guide, the keyboard waits on it."""
        before = set(self._questions)
        self.line.clear()
        self.question_entered.emit(text)
        for key in self._questions.keys() - before:
            self._questions[key].setFocus(Qt.FocusReason.OtherFocusReason)
            self._scroll.ensureWidgetVisible(self._questions[key], 0, look().metrics.step)

    @Slot()
    def _on_line_leave_requested(self) -> None:
        rows = self._rows()
        rows[0].setFocus(Qt.FocusReason.OtherFocusReason) if rows else self.leave_requested.emit()


def _order_of(state: GuideState) -> tuple[object, ...]:
    groups = [(group.title, [line.key for line in group.lines]) for group in state.groups]
    return groups, len(state.slides), state.slides_first


def _bar_of(row: QWidget) -> ChoiceBar[QuestionState]:
    assert isinstance(row, QuestionRow)  # noqa: S101 - rows are questions or slides
    return row.bar


def _holds_keyboard(row: QWidget) -> bool:
    focused = QApplication.focusWidget()
    return focused is not None and (focused is row or row.isAncestorOf(focused))


def _drop(row: QWidget) -> None:
    row.hide()
    row.deleteLater()
