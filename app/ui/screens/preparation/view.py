"""Préparation as a person sees it: one tab per section, and the page that takes a list in."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QTabBar, QVBoxLayout, QWidget

from app.ui.actions import Act, make_action
from app.ui.screen import Header, HeaderAct, ScreenView
from app.ui.screens.preparation.candidates_page import CandidatesPage
from app.ui.screens.preparation.import_page import ImportPage
from app.ui.screens.preparation.jury_page import JuryPage
from app.ui.screens.preparation.links_page import LinksPage
from app.ui.screens.preparation.planning_page import PlanningPage
from app.ui.screens.preparation.section_page import SectionPage
from app.ui.screens.preparation.sheet_page import SheetPage
from app.ui.screens.preparation.state import PreparationState, Section
from app.ui.theme import look
from app.ui.tokens import Tone
from app.ui.widgets.card import KeyHints
from app.ui.widgets.chip import Chip
from app.ui.widgets.flow_row import FlowRow
from app.ui.widgets.pages import Pages

_TAB_ACTS = {
    Section.SHEET: Act.SHOW_SHEET,
    Section.JURY: Act.SHOW_JURY,
    Section.CANDIDATES: Act.SHOW_CANDIDATES,
    Section.LINKS: Act.SHOW_LINKS,
    Section.PLANNING: Act.SHOW_PLANNING,
}


class PreparationView(ScreenView):
    """Shows a `PreparationState`; each page says what the person asks there."""

    entered_screen = Signal()
    section_chosen = Signal(object)
    editing_left = Signal()
    import_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Préparation", parent)
        self.setObjectName("preparation")
        self._state: PreparationState | None = None
        self._add_juror = make_action(Act.ADD_JUROR, self, self._ask_new_juror)
        self._import = make_action(Act.IMPORT_CANDIDATES, self, self.import_requested.emit)
        self._add_candidate = make_action(Act.ADD_CANDIDATE, self, self._ask_new_candidate)
        self._find = make_action(Act.FIND_CANDIDATE, self, self._find_candidate)
        self.sheet = SheetPage()
        self.jury = JuryPage(self._add_juror)
        self.candidates = CandidatesPage(self._import, self._add_candidate)
        self.links = LinksPage()
        self.planning = PlanningPage()
        self.importing = ImportPage()
        self._pages: dict[Section, SectionPage] = {
            Section.SHEET: self.sheet,
            Section.JURY: self.jury,
            Section.CANDIDATES: self.candidates,
            Section.LINKS: self.links,
            Section.PLANNING: self.planning,
        }
        self._tab_actions = [
            make_action(_TAB_ACTS[section], self, partial(self.section_chosen.emit, section)) for section in self._pages
        ]
        self.tabs = self._make_tabs()
        self._notice = Chip("", Tone.NEUTRAL)
        self._notice.setObjectName("read_only_notice")
        self._sections = Pages(*self._pages.values())
        self._hints = Pages(*(KeyHints(page.hints) for page in self._pages.values()))
        self._body = Pages(self._lay_body(), self.importing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._body)
        self._connect_signals()

    def entered(self) -> None:
        """Read again, and give the keyboard to the section in front."""
        self.entered_screen.emit()
        self.take_keyboard()

    def show_state(self, state: PreparationState) -> None:
        """Show everything that the state says."""
        before, self._state = self._state, state
        self._notice.setText(state.why_read_only)
        self._notice.setVisible(not state.editable)
        for page in self._pages.values():
            page.show_state(state)
        self._show_tabs(state)
        self._show_header(state)
        self._show_body(state, moved=before is None or before.section is not state.section)
        for page in self._pages.values():
            page.show_editing(state)

    def show_sheet_again(self, names: Iterable[str]) -> None:
        """Put the values on record back into fields of the sheet."""
        self.sheet.show_again(names)

    def forget(self) -> None:
        """Hold nothing of the session any more."""
        self._state = None
        self._leave_import_page()
        for page in self._pages.values():
            page.close_dialogs()
            page.forget()

    def take_keyboard(self) -> None:
        """Give the keyboard to what the section in front is for."""
        if self._state is not None and self._state.importing is None:
            self._pages[self._state.section].first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_tabs(self) -> QTabBar:
        tabs = QTabBar()
        tabs.setObjectName("preparation_tabs")
        tabs.setAccessibleName("Parties de la préparation")
        tabs.setDrawBase(False)
        tabs.setExpanding(False)
        for section in self._pages:
            tabs.addTab(section.value)
        return tabs

    def _lay_body(self) -> QWidget:
        step = look().metrics.step
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(6 * step, 2 * step, 6 * step, 3 * step)
        column.setSpacing(3 * step)
        column.addWidget(FlowRow((self.tabs, self._notice), gap_steps=4))
        column.addWidget(self._sections, 1)
        column.addWidget(self._hints)
        return body

    def _connect_signals(self) -> None:
        self.tabs.currentChanged.connect(self._on_tabs_current_changed)
        for page in self._pages.values():
            page.editing_left.connect(self.editing_left)

    def _show_tabs(self, state: PreparationState) -> None:
        for place, (section, page) in enumerate(self._pages.items()):
            count = page.count(state)
            self.tabs.setTabText(place, f"{section.value} ({count})" if count else section.value)
        self.tabs.blockSignals(True)
        self.tabs.setCurrentIndex(list(self._pages).index(state.section))
        self.tabs.blockSignals(False)

    def _show_body(self, state: PreparationState, *, moved: bool) -> None:
        if moved:
            page = self._pages[state.section]
            self._sections.show_page(page, None if self.tabs.hasFocus() else page.first)
            self._hints.show_page(self._hints.pages[list(self._pages).index(state.section)])
        if state.importing is not None:
            if self._body.page is not self.importing:
                self._body.show_page(self.importing, self.importing.first)
            self.importing.show_importing(state.importing, state.session)
        elif self._body.page is self.importing:
            self._leave_import_page()
            self.take_keyboard()

    def _leave_import_page(self) -> None:
        self._body.show_page(self._body.pages[0])
        self.importing.forget()

    def _show_header(self, state: PreparationState) -> None:
        importing = state.importing is not None
        for action in (self._import, self._add_candidate, self._add_juror):
            action.setEnabled(state.editable and not importing)
        for action in (self._find, *self._tab_actions):
            action.setEnabled(not importing)
        session = state.session
        second = " · ".join(
            part for part in (session.type.label, session.framework.label, session.sheet.ceres_number) if part
        )
        if importing:
            self.set_header(Header("Importer une liste", second))
        else:
            acts: tuple[QAction, ...] = self._pages[state.section].acts if state.editable else ()
            shown = tuple(HeaderAct(action, place == 0) for place, action in enumerate(acts))
            title, beside = self._pages[state.section].heading(state) or ("Préparation", second)
            self.set_header(Header(title, beside, shown))

    def _ask_new_juror(self) -> None:
        self.jury.person_requested.emit(None)

    def _ask_new_candidate(self) -> None:
        self.candidates.candidate_requested.emit(None)

    def _find_candidate(self) -> None:
        self.section_chosen.emit(Section.CANDIDATES)
        self.candidates.take_filter()

    @Slot(int)
    def _on_tabs_current_changed(self, place: int) -> None:
        self.section_chosen.emit(list(self._pages)[place])
