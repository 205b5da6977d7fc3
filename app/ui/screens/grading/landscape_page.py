"""« Copies côte à côte »: one compétence at a time, the critères down and the copies across."""

from functools import partial

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.services.grading import GridKey
from app.ui.actions import Act, make_action
from app.ui.screen import Header, HeaderAct, ScreenView
from app.ui.screens.grading.landscape_grid import LandscapeGrid
from app.ui.screens.grading.landscape_state import LandscapeState
from app.ui.theme import look
from app.ui.tokens import Tone
from app.ui.widgets.button import Button
from app.ui.widgets.card import Card, KeyHints
from app.ui.widgets.chip import ChipButton, ChipText
from app.ui.widgets.flow_row import FlowRow
from app.ui.widgets.question import ReasonQuestion, ask_reason
from app.ui.widgets.words import Rank, Words

_TITLE = "Copies côte à côte"
_MOST_SHOWN = 9


class LandscapePage(ScreenView):
    """The grid, the compétences above it, and the cell under the keyboard in full words below."""

    page_entered = Signal()
    value_chosen = Signal(object, str, object)
    word_requested = Signal(object, str)
    word_given = Signal(str)
    lock_requested = Signal(object)
    undo_requested = Signal()
    unit_requested = Signal(int)
    unit_turned = Signal(int)
    list_requested = Signal()

    def __init__(self) -> None:
        super().__init__(_TITLE)
        self._state = LandscapeState()
        self._list = make_action(Act.LIST_COPIES, self, self.list_requested.emit)
        self._lock = make_action(Act.LOCK_COPY, self, self._on_lock_asked)
        self._undo = make_action(Act.UNDO_COPY_MARK, self, self.undo_requested.emit)
        self._before = make_action(Act.PREVIOUS_COPIES, self, partial(self._turn, -1))
        self._after = make_action(Act.NEXT_COPIES, self, partial(self._turn, 1))
        make_action(Act.NEXT_UNIT, self, partial(self.unit_turned.emit, 1))
        make_action(Act.PREVIOUS_UNIT, self, partial(self.unit_turned.emit, -1))
        self._tabs: list[ChipButton] = []
        self._tab_row = FlowRow(gap_steps=1.5)
        self._unit = Words("", Rank.HEADING, wrap=True)
        self._unit.setObjectName("landscape_unit")
        self._span = Words("", Rank.SECOND)
        self._span.setObjectName("landscape_span")
        self._detail = Words("", Rank.SECOND, wrap=True)
        self._detail.setObjectName("landscape_detail")
        self._hints = QWidget()
        self.grid = LandscapeGrid()
        self._lay_out()
        self._connect_signals()
        self.show_state(self._state)

    def entered(self) -> None:
        """Ask for the copies as they stand, and give the keyboard to the grid."""
        self.page_entered.emit()
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_state(self, state: LandscapeState) -> None:
        """Show a compétence and its copies."""
        if [each.code for each in state.answers] != [each.code for each in self._state.answers]:
            self._show_hints(state)
        self._state = state
        acts = (
            (HeaderAct(self._list), HeaderAct(self._lock, primary=True)) if state.columns else (HeaderAct(self._list),)
        )
        done = sum(bool(column.locked) for column in state.columns)
        second = f"{done} verrouillée{'s' if done > 1 else ''} sur {len(state.columns)}" if state.columns else ""
        header = Header(_TITLE, second, acts, back="Journée")
        if header != self.header:
            self.set_header(header)
        self._show_tabs(state)
        self.grid.show_state(state)
        self._show_detail()

    def choose(self, key: GridKey, criterion_id: str) -> None:
        """Bring the keyboard to the cell of a copy."""
        places = [column.key for column in self._state.columns]
        rows = [line.id for line in self._state.lines]
        if key in places and criterion_id in rows:
            self.grid.choose(places.index(key), rows.index(criterion_id))

    def ask_word(self, identifier: str, number: int, word: str) -> None:
        """Ask why a critère was not observed on a copy."""
        question = ReasonQuestion(
            "copy_word",
            f"{identifier} : critère {number} non observé",
            "Garder",
            sentence="Un mot dit pourquoi ; il reste avec la réponse.",
            parent=self,
        )
        question.line.setText(word)
        ask_reason(question, self.word_given.emit)

    def _lay_out(self) -> None:
        step = look().metrics.step
        head = QVBoxLayout()
        head.setContentsMargins(4 * step, 2 * step, 4 * step, 2 * step)
        head.addWidget(self._unit)
        head.addWidget(self._tab_row)
        before, after = Button.of_action(self._before), Button.of_action(self._after)
        self._pages = FlowRow((self._span, before, after), gap_steps=2)
        foot = QVBoxLayout()
        foot.setContentsMargins(4 * step, 2 * step, 4 * step, 2 * step)
        foot.addWidget(self._detail)
        foot.addWidget(self._pages)
        card = Card(flush=True)
        card.body.addLayout(head)
        card.body.addWidget(self.grid, 1)
        card.body.addLayout(foot)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(round(5.5 * step), 4 * step, round(5.5 * step), 3 * step)
        self._column.setSpacing(3 * step)
        self._column.addWidget(card, 1)
        self._column.addWidget(self._hints)

    def _connect_signals(self) -> None:
        self.grid.value_chosen.connect(self.value_chosen)
        self.grid.word_requested.connect(self.word_requested)
        self.grid.lock_requested.connect(self.lock_requested)
        self.grid.page_changed.connect(self._show_detail)
        self.grid.selectionModel().currentChanged.connect(self._on_grid_current_changed)

    def _show_hints(self, state: LandscapeState) -> None:
        """The keys of the scale, when each answer has one."""
        answers = state.answers if len(state.answers) <= _MOST_SHOWN else ()
        keys = [(str(place), answer.label.lower()) for place, answer in enumerate(answers, start=1)]
        hints = KeyHints(
            (
                ("Left Right Up Down", "d’une case à l’autre"),
                *keys,
                ("Ctrl+PgDown", "compétence"),
                ("Ctrl+Z", "annuler"),
            )
        )
        self._column.replaceWidget(self._hints, hints)
        self._hints.hide()
        self._hints.deleteLater()
        self._hints = hints

    def _show_tabs(self, state: LandscapeState) -> None:
        self._unit.setText(state.titles[state.place] if state.titles else "Aucune copie à corriger")
        while len(self._tabs) > len(state.titles):
            self._tab_row.remove(self._tabs.pop())
        while len(self._tabs) < len(state.titles):
            tab = ChipButton(ChipText(""))
            tab.setObjectName(f"landscape_unit_{len(self._tabs) + 1}")
            tab.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            tab.clicked.connect(partial(self._on_tab_clicked, len(self._tabs)))
            self._tabs.append(tab)
            self._tab_row.add(tab)
        for place, (tab, title) in enumerate(zip(self._tabs, state.titles, strict=True)):
            shown = place == state.place
            word = f"Compétence {place + 1}"
            tab.show_chip(ChipText(word, Tone.ACCENT if shown else Tone.NEUTRAL, outlined=shown, said=title))
            tab.setToolTip(title)
        self._tab_row.setVisible(len(state.titles) > 1)

    @Slot()
    def _show_detail(self) -> None:
        self._detail.setText(self.grid.page.said(self.grid.currentIndex()))
        first, last, count = self.grid.span
        self._span.setText(f"copies {first} à {last} sur {count}")
        self._pages.setVisible(count > last - first + 1)
        self._before.setEnabled(first > 1)
        self._after.setEnabled(last < count)

    @Slot()
    def _on_lock_asked(self) -> None:
        current = self.grid.current_key
        if current is not None:
            self.lock_requested.emit(current[0].key)

    @Slot(QModelIndex, QModelIndex)
    def _on_grid_current_changed(self, _current: QModelIndex, _previous: QModelIndex) -> None:
        self._show_detail()

    def _turn(self, way: int) -> None:
        self.grid.turn(way)

    def _on_tab_clicked(self, place: int, _checked: bool = False) -> None:
        self.unit_requested.emit(place)
