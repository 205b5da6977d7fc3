"""Journée as one sees it: five figures, one line per candidate, one button that names the next step."""

from functools import partial

from PySide6.QtCore import QDate, QLocale, Qt, Signal, SignalInstance, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout

from app.ui.accommodation import AccommodationShown
from app.ui.actions import Act, key_words, make_action
from app.ui.screen import Header, HeaderAct, ScreenView
from app.ui.screens.day.dialogs import (
    sheet_window,
)
from app.ui.screens.day.door import Door
from app.ui.screens.day.figures import DayFigures
from app.ui.screens.day.fraud_question import FraudQuestion
from app.ui.screens.day.rows import columns, row_act
from app.ui.screens.day.sheet import CandidateSheet
from app.ui.screens.day.sitting_question import sitting_question
from app.ui.screens.day.state import DayState, Row, Sitting, Who
from app.ui.theme import look
from app.ui.tokens import Tone
from app.ui.widgets.accommodation_question import AccommodationQuestion
from app.ui.widgets.button import Button, ButtonRank
from app.ui.widgets.card import Card, EmptyState, KeyHints
from app.ui.widgets.chip import SIGN_WARNING, ChipButton, ChipText
from app.ui.widgets.data_table import DataTable
from app.ui.widgets.flow_row import FlowRow
from app.ui.widgets.incident_question import IncidentQuestion
from app.ui.widgets.question import ReasonQuestion, ask_reason

_FILTER_FROM = 12
_TABLE_STRETCH = 1000
_LEAST_ROWS = 3
_WIDE_FROM_STEPS = 200
_PARTS_COLUMN, _ACT_COLUMN = 2, 3
_HINTS = (
    ("Up Down", "candidat"),
    ("Return", "étape suivante"),
    ("F9", "masquer l’écran"),
)


class DayView(ScreenView):
    """The day's table and its small windows."""

    screen_entered = Signal()
    step_requested = Signal(int)
    incident_requested = Signal(object)
    copies_requested = Signal()
    grids_requested = Signal(int)
    preparation_requested = Signal()
    replan_requested = Signal()
    ledger_requested = Signal()
    accommodation_read = Signal(int)
    start_confirmed = Signal(int, str, str)
    end_confirmed = Signal(int, str)
    incident_reported = Signal(str, object)
    fraud_requested = Signal(int)
    fraud_reported = Signal(int, str, str, object)

    def __init__(self) -> None:
        super().__init__("Journée")
        step = look().metrics.step
        self._figures = DayFigures()
        self._table: DataTable[Row] = DataTable(
            "Candidats du jour",
            columns(),
            key=_key,
            row_act=row_act,
            act_title="Étape suivante",
            filter_name="Chercher un candidat",
            roomy=True,
        )
        self._table.view.setObjectName("day_table")
        self._table.filter_line.setObjectName("day_filter")
        self._card = Card(flush=True)
        self._card.body.addWidget(self._table)
        self._prepare = Button("Aller à la Préparation", ButtonRank.PRIMARY)
        self._prepare.setObjectName("day_go_to_preparation")
        self._empty = EmptyState(
            "Aucun candidat pour l’instant",
            "La liste des candidats se prépare dans l’écran Préparation ; la journée se déroule ensuite ici.",
            drawing="users",
            act=self._prepare,
        )
        self._late = ChipButton(ChipText("", Tone.WARNING))
        self._late.setObjectName("day_late")
        self._hints = KeyHints(_HINTS)
        self._incident = make_action(Act.REPORT_INCIDENT, self, self._on_incident_asked)
        self.door = Door(self)
        self._at_the_door = [
            make_action(act, self, partial(self._ask_of_row, intent)) for act, intent in self.door.requests.items()
        ]
        self._copies = make_action(Act.CORRECT_COPIES, self, self.copies_requested.emit)
        self._grids = make_action(Act.OPEN_GRIDS, self, partial(self._ask_of_row, self.grids_requested))
        self._open_grids = Button.of_action(self._grids)
        self._open_grids.setObjectName("day_open_grids")
        self._acts = FlowRow([*(Button.of_action(action) for action in self._at_the_door), self._open_grids])
        self._fraud = make_action(Act.REPORT_FRAUD, self, partial(self._ask_of_row, self.fraud_requested))
        self._ledger = make_action(Act.SHOW_LEDGER_FROM_DAY, self, self.ledger_requested.emit)
        self._catch_up = make_action(Act.CATCH_UP, self, self.replan_requested.emit)
        column = QVBoxLayout(self)
        column.setContentsMargins(round(6.5 * step), 5 * step, round(6.5 * step), 4 * step)
        column.setSpacing(4 * step)
        column.addWidget(self._figures)
        column.addWidget(self._late, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._card, _TABLE_STRETCH)
        column.addWidget(self._empty, _TABLE_STRETCH)
        column.addWidget(self._acts)
        column.addWidget(self._hints)
        column.addStretch(1)
        self._connect_signals()
        self.show_state(DayState())

    def entered(self) -> None:
        """Ask for the day as it stands and give the keyboard to the table."""
        self.screen_entered.emit()
        self._table.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_state(self, state: DayState) -> None:
        """Show the day."""
        if state.day is None:
            self.set_header(Header("Journée"))
        else:
            words = QLocale().toString(QDate(state.day.year, state.day.month, state.day.day), "dddd d MMMM yyyy")
            self.set_header(Header(words[:1].upper() + words[1:], state.second, self._header_acts(state)))
        self._figures.show_figures(state.figures, own_grids=state.own_grids)
        self._table.set_rows(state.rows)
        self._table.show_filter(len(state.rows) > _FILTER_FROM)
        for widget in (self._card, self._acts, self._hints):
            widget.setVisible(bool(state.rows))
        self._empty.setVisible(not state.rows)
        self._prepare.setVisible(state.is_manager)
        self._show_lateness(state)
        self._grids.setEnabled(state.own_grids and bool(state.rows))
        self._open_grids.setVisible(state.own_grids)
        for action in self._at_the_door:
            action.setEnabled(bool(state.rows))
        self._fraud.setEnabled(bool(state.rows) and state.is_manager)
        self._ledger.setEnabled(bool(state.rows))
        self._fit_table()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Where large text leaves little room, keep the next step beside the candidate and fewer rows at least."""
        super().resizeEvent(event)
        header = self._table.view.horizontalHeader()
        parts, act = header.visualIndex(_PARTS_COLUMN), header.visualIndex(_ACT_COLUMN)
        narrow = event.size().width() < _WIDE_FROM_STEPS * look().metrics.step
        if narrow != (act < parts):
            header.moveSection(act, parts)
        self._fit_table()

    def choose(self, candidate_id: int) -> None:
        """Bring the keyboard to a candidate's row."""
        self._table.choose(candidate_id)

    def ask_to_read(self, shown: AccommodationShown) -> None:
        """Show an accommodation, to be read before the time runs."""
        question = AccommodationQuestion(shown, self)
        question.accepted.connect(partial(self.accommodation_read.emit, shown.candidate_id))
        self._open(question)

    def ask_start(self, who: Who, sitting: Sitting) -> None:
        """Make sure of the person before the time runs."""
        question = sitting_question(who, sitting, starts=True, parent=self)
        question.accepted.connect(partial(self.start_confirmed.emit, who.candidate_id, sitting.part_id, ""))
        self._open(question)

    def ask_end(self, who: Who, sitting: Sitting) -> None:
        """Make sure of the person before the time stops."""
        question = sitting_question(who, sitting, starts=False, parent=self)
        question.accepted.connect(partial(self.end_confirmed.emit, who.candidate_id, sitting.part_id))
        self._open(question)

    def ask_out_of_order(self, candidate_id: int, part_id: str, sentence: str) -> None:
        """Ask why a part starts before an earlier one is over, or long before its hour."""
        question = ReasonQuestion(
            "order_question", "Commencer autrement que prévu", "Commencer", sentence=sentence, parent=self
        )
        ask_reason(question, partial(self.start_confirmed.emit, candidate_id, part_id))

    def ask_incident(self, who: Who | None) -> None:
        """Ask what happened."""
        question = IncidentQuestion((who.candidate_id, who.name) if who is not None else None, self)
        question.reported.connect(self.incident_reported)
        self._open(question)

    def ask_fraud(self, who: Who, parts: tuple[tuple[str, str], ...]) -> None:
        """Ask what was seen of a suspected fraud, and by whom."""
        question = FraudQuestion(who, parts, self)
        question.reported.connect(partial(self.fraud_reported.emit, who.candidate_id))
        self._open(question)

    def show_sheet(self, sheet: CandidateSheet) -> None:
        """Show one candidate's day."""
        self._open(sheet_window(sheet, self))

    def _connect_signals(self) -> None:
        self._table.row_activated.connect(self._on_table_row_activated)
        self._table.row_act_requested.connect(self._on_table_row_activated)
        self._prepare.clicked.connect(self.preparation_requested)
        self._late.clicked.connect(self.replan_requested)

    def _open(self, question: QDialog) -> None:
        question.open()

    def _header_acts(self, state: DayState) -> tuple[HeaderAct, ...]:
        """The written work of a juror or the responsable's report of a fraud, incidents, and the ledger of grids."""
        self._copies.setEnabled(bool(state.copies))
        self._copies.setText(state.copies)
        always = (HeaderAct(self._incident), *([HeaderAct(self._ledger)] if state.rows else []))
        if state.copies:
            return (HeaderAct(self._copies), *always)
        return (HeaderAct(self._fraud), *always) if state.is_manager and state.rows else always

    def _show_lateness(self, state: DayState) -> None:
        """How late the day is, as the button that leads to the planning; jurors read it only."""
        words = f"{state.late} · Recalculer le planning ({key_words(self._catch_up.shortcut().toString())})"
        words = words if state.is_manager else state.late
        self._late.show_chip(ChipText(words, Tone.WARNING, SIGN_WARNING, outlined=True))
        self._late.setEnabled(state.is_manager)
        self._catch_up.setEnabled(state.is_manager and bool(state.late))
        self._late.setVisible(bool(state.late))

    def _fit_table(self) -> None:
        """Let the card end after the last row, and hold a few rows at least."""
        view = self._table.view
        heights = [view.rowHeight(place) for place in range(len(self._table.shown_rows))]
        around = self._table.sizeHint().height() - view.sizeHint().height()
        around += view.horizontalHeader().sizeHint().height() + 2 * look().metrics.step
        self._card.setMaximumHeight(around + sum(heights))
        narrow = self.width() < _WIDE_FROM_STEPS * look().metrics.step
        self._card.setMinimumHeight(around + sum(heights[: _LEAST_ROWS - 1 if narrow else _LEAST_ROWS]))

    def _ask_of_row(self, intent: SignalInstance) -> None:
        current = self._table.current_row
        if current is not None:
            intent.emit(current.candidate_id)

    @Slot()
    def _on_incident_asked(self) -> None:
        current = self._table.current_row
        self.incident_requested.emit(None if current is None else current.candidate_id)

    @Slot(object)
    def _on_table_row_activated(self, row: Row) -> None:
        self.step_requested.emit(row.candidate_id)


def _key(row: Row) -> int:
    return row.candidate_id
