"""Documents as a person sees them: the list at the left, the pages at the right, a verdict above them."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QTabBar, QVBoxLayout, QWidget

from app.services.document_kinds import Moment
from app.ui import dialogs
from app.ui.actions import Act, make_action
from app.ui.dialogs import FileKind
from app.ui.printing import ask_and_print
from app.ui.screen import Header, HeaderAct, ScreenView
from app.ui.screens.documents.lack_card import LackCard
from app.ui.screens.documents.state import EMPTY, DocumentLine, DocumentsState
from app.ui.screens.documents.verdict_card import VerdictCard
from app.ui.theme import look
from app.ui.tokens import Tone
from app.ui.widgets.button import Button
from app.ui.widgets.card import Card
from app.ui.widgets.chip import SIGN_NO, SIGN_WARNING, SIGN_YES, ChipText
from app.ui.widgets.data_table import DataTable
from app.ui.widgets.flow_row import FlowRow
from app.ui.widgets.pdf_pages import PdfPages
from app.ui.widgets.rows_model import Cell, Column
from app.ui.widgets.side_by_side import SideBySide
from app.ui.widgets.words import Rank, Words

_LEAST_ROWS = 8
"""Rows' heights that the list keeps with its tabs and its filter, however large the text."""
_MOMENT_ACTS = {
    Moment.BEFORE: Act.SHOW_PAPERS_BEFORE,
    Moment.DURING: Act.SHOW_PAPERS_DURING,
    Moment.AFTER: Act.SHOW_PAPERS_AFTER,
}


class DocumentsView(ScreenView):
    """Shows a `DocumentsState` and says what the person asks."""

    entered_screen = Signal()
    moment_chosen = Signal(object)
    document_chosen = Signal(object)
    save_requested = Signal(object)
    save_all_requested = Signal(object)
    bundle_requested = Signal(object)
    mend_requested = Signal()
    verification_requested = Signal()
    file_verification_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Documents", parent)
        self.setObjectName("documents")
        self._state = EMPTY
        self._pdf = b""
        self._save = make_action(Act.SAVE_DOCUMENT, self, self._ask_where)
        self._save_all = make_action(Act.SAVE_ALL_DOCUMENTS, self, self._ask_folder)
        self._bundle = make_action(Act.SAVE_BUNDLE, self, self._ask_bundle)
        for moment, act in _MOMENT_ACTS.items():
            make_action(act, self, partial(self.moment_chosen.emit, moment))
        self._print = make_action(Act.PRINT_DOCUMENT, self, self._ask_printer)
        self._verify = make_action(Act.VERIFY_DOCUMENT, self, self.verification_requested.emit)
        self._verify_file = make_action(Act.VERIFY_FILE, self, self._ask_file)
        self._list: DataTable[DocumentLine] = DataTable(
            "Documents disponibles",
            (Column("Document", _title, weight=1, wrap=True, tooltip=_why),),
            key=_key,
            filter_name="Chercher un document",
            empty="Aucun document pour l’instant.",
        )
        self._list.view.setObjectName("documents_list")
        self._list.filter_line.setObjectName("documents_filter")
        self._empty = Words("", wrap=True)
        self._tabs = _tabs()
        self._lack = LackCard(make_action(Act.COMPLETE_DOCUMENT, self, self.mend_requested.emit))
        self._paper = Card("Document", flush=True)
        self._second = Words("", Rank.SECOND, wrap=True)
        self._remark = Words("", wrap=True)
        self._remark.setObjectName("document_remark")
        self._pages = PdfPages("Pages du document")
        self._pages.setObjectName("document_pages")
        self._verdict = VerdictCard()
        self._lay_out()
        self._connect_signals()
        self.show_state(EMPTY)

    def entered(self) -> None:
        """Read the list again and give it the keyboard."""
        self.entered_screen.emit()
        self._list.setFocus()

    def show_state(self, state: DocumentsState) -> None:
        """Show everything that the state says."""
        before, self._state = self._state, state
        if state.lines != before.lines or not state.lines:
            self._list.set_rows(state.lines)
        self._empty.setText(state.empty)
        self._empty.setVisible(not state.lines and bool(state.empty))
        self._show_tabs(state)
        self._lack.show_lack(state.lack)
        paper = state.paper
        self._paper.setVisible(paper is not None)
        self._paper.set_title(paper.title if paper else "Document")
        self._second.setText(paper.second if paper else "")
        remarks = [f"{SIGN_WARNING} {remark}" for remark in (paper.remarks if paper else ())]
        self._remark.setText(" ".join(remarks))
        self._remark.setVisible(bool(remarks))
        pdf = paper.pdf if paper else b""
        if pdf != self._pdf:
            self._pdf = pdf
            self._pages.show_pdf(pdf)
        self._verdict.show_verdict(state.verdict)
        for action in (self._save, self._print):
            action.setEnabled(paper is not None)
        self._save_all.setEnabled(any(state.counts.values()))
        self._bundle.setEnabled(state.can_bundle)
        self._verify.setEnabled(paper is not None and paper.signable)
        self.set_header(
            Header(
                "Documents",
                state.second,
                tuple(HeaderAct(action) for action in (self._verify_file, self._bundle, self._save_all)),
            )
        )

    @Slot()
    def _ask_where(self) -> None:
        if self._state.paper is None:
            return
        proposed = Path.home() / self._state.paper.file_name
        path = dialogs.choose_new_file(self, "Enregistrer une copie", FileKind.PDF, proposed)
        if path is not None:
            self.save_requested.emit(path)

    @Slot()
    def _ask_folder(self) -> None:
        folder = dialogs.choose_folder(self, "Enregistrer tous les documents", Path.home())
        if folder is not None:
            self.save_all_requested.emit(folder)

    @Slot()
    def _ask_bundle(self) -> None:
        proposed = Path.home() / f"liasse-{self._state.moment.value.lower()}.pdf"
        path = dialogs.choose_new_file(self, "Enregistrer les documents en une liasse", FileKind.PDF, proposed)
        if path is not None:
            self.bundle_requested.emit(path)

    @Slot()
    def _ask_file(self) -> None:
        path = dialogs.choose_file(self, "Vérifier un procès-verbal", FileKind.PDF, Path.home())
        if path is not None:
            self.file_verification_requested.emit(path)

    @Slot()
    def _ask_printer(self) -> None:
        if self._state.paper is not None:
            ask_and_print(self, self._pdf, self._state.paper.title)

    def _lay_out(self) -> None:
        step = look().metrics.step
        chooser = Card(flush=True)
        chooser.body.addWidget(self._tabs)
        chooser.body.addWidget(self._list, 1)
        chooser.setMinimumHeight(max(60 * step, _LEAST_ROWS * look().metrics.tap))
        acts = FlowRow()
        for action, name in ((self._save, "save_document"), (self._print, "print_document"), (self._verify, "verify")):
            button = Button.of_action(action)
            button.setObjectName(name)
            acts.add(button)
        top = QWidget()
        column = QVBoxLayout(top)
        column.setContentsMargins(4 * step, 2 * step, 4 * step, 2 * step)
        column.setSpacing(2 * step)
        column.addWidget(self._second)
        column.addWidget(self._remark)
        column.addWidget(acts)
        self._paper.body.addWidget(top)
        self._paper.body.addWidget(self._pages, 1)
        self._paper.setMinimumHeight(90 * step)
        right = QWidget()
        papers = QVBoxLayout(right)
        papers.setContentsMargins(0, 0, 0, 0)
        papers.setSpacing(3 * step)
        for widget in (self._empty, self._verdict, self._lack):
            papers.addWidget(widget)
        papers.addWidget(self._paper, 1)
        papers.addStretch(0)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(5 * step, 5 * step, 5 * step, 5 * step)
        whole.addWidget(SideBySide(((chooser, 2), (right, 5)), wide_from=200))

    def _connect_signals(self) -> None:
        self._list.current_row_changed.connect(self._on_list_row_changed)
        self._tabs.currentChanged.connect(self._on_tabs_current_changed)

    def _show_tabs(self, state: DocumentsState) -> None:
        for place, moment in enumerate(Moment):
            count = state.counts.get(moment, 0)
            self._tabs.setTabText(place, f"{moment.value} ({count})" if count else moment.value)
        self._tabs.blockSignals(True)  # the state moves the tab; only the person asks for another moment
        self._tabs.setCurrentIndex(list(Moment).index(state.moment))
        self._tabs.blockSignals(False)

    @Slot(int)
    def _on_tabs_current_changed(self, place: int) -> None:
        self.moment_chosen.emit(list(Moment)[place])

    @Slot(object)
    def _on_list_row_changed(self, line: DocumentLine | None) -> None:
        if line is not None:
            self.document_chosen.emit(line)


def _tabs() -> QTabBar:
    tabs = QTabBar()
    tabs.setObjectName("documents_moments")
    tabs.setAccessibleName("Moment de la session")
    tabs.setDrawBase(False)
    tabs.setExpanding(False)
    for moment in Moment:
        tabs.addTab(moment.value)
    return tabs


def _title(line: DocumentLine) -> Cell:
    if line.fate is None:
        return Cell(line.title)
    saved = ChipText("enregistré", Tone.YES, SIGN_YES)
    return Cell(line.title, chips=(saved if line.fate.saved else ChipText("à compléter", Tone.NO, SIGN_NO),))


def _why(line: DocumentLine) -> str:
    return line.fate.sentence if line.fate else ""


def _key(line: DocumentLine) -> object:
    return line.request
