"""Préparation as a person sees it: three tabs, the files that open over them, and the page that takes a list in."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QTabBar, QVBoxLayout, QWidget

from app.ui import dialogs
from app.ui.actions import Act, make_action
from app.ui.dialogs import ConsequencesDialog, FileKind
from app.ui.screen import Header, HeaderAct, ScreenView
from app.ui.screens.preparation.candidate_dialog import CandidateDialog
from app.ui.screens.preparation.candidates_page import CandidatesPage
from app.ui.screens.preparation.import_page import ImportPage
from app.ui.screens.preparation.jury_page import JuryPage
from app.ui.screens.preparation.person_dialog import PersonDialog, RecusalDialog
from app.ui.screens.preparation.sheet_page import SheetPage
from app.ui.screens.preparation.state import (
    CandidateEditing,
    PersonEditing,
    PreparationState,
    RecusalEditing,
    Section,
)
from app.ui.theme import look
from app.ui.tokens import Tone
from app.ui.widgets.card import KeyHints
from app.ui.widgets.chip import Chip
from app.ui.widgets.pages import Pages
from app.ui.widgets.question import ReasonQuestion, ask_reason

_SECTIONS = tuple(Section)
_TAB_ACTS = {
    Section.SHEET: Act.SHOW_SHEET,
    Section.JURY: Act.SHOW_JURY,
    Section.CANDIDATES: Act.SHOW_CANDIDATES,
}
_HINTS = (
    ("F2", "session"),
    ("F3", "jury"),
    ("F4", "candidats"),
    ("Return", "modifier"),
    ("Del", "retirer"),
    ("Ctrl+F", "chercher"),
)


class PreparationView(ScreenView):
    """Shows a `PreparationState` and says what the person asks."""

    entered_screen = Signal()
    section_chosen = Signal(object)
    field_left = Signal(str, object)
    person_requested = Signal(object)
    person_entered = Signal(object)
    person_removed = Signal(int)
    paper_declared = Signal(int)
    code_reset = Signal(int, str)
    recusal_requested = Signal(int)
    recusal_entered = Signal(int, str)
    recusal_withdrawn = Signal(int, int)
    candidate_requested = Signal(object)
    candidate_entered = Signal(object)
    candidate_removed = Signal(int)
    editing_left = Signal()
    import_requested = Signal()
    list_chosen = Signal(object)
    list_pasted = Signal(str)
    sheet_chosen = Signal(str)
    import_confirmed = Signal()
    import_left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Préparation", parent)
        self.setObjectName("preparation")
        self._state: PreparationState | None = None
        self._dialog: PersonDialog | CandidateDialog | RecusalDialog | None = None
        self._question: ConsequencesDialog | None = None
        self._make_actions()
        self.tabs = QTabBar()
        self.tabs.setObjectName("preparation_tabs")
        self.tabs.setAccessibleName("Parties de la préparation")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        for section in _SECTIONS:
            self.tabs.addTab(section.value)
        self._notice = Chip("", Tone.NEUTRAL)
        self._notice.setObjectName("read_only_notice")
        self._sheet = SheetPage()
        self._jury = JuryPage(self._add_juror, self._recuse, self._remove)
        self._candidates = CandidatesPage(self._import)
        self._import_page = ImportPage(self._choose, self._paste, self._confirm, self._leave)
        self._sections = Pages(self._sheet, self._jury, self._candidates)
        self._body = Pages(self._lay_body(), self._import_page)
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
        self._sheet.show_state(state)
        self._jury.show_state(state)
        self._candidates.show_state(state)
        self._show_tabs(state)
        self._show_header(state)
        self._show_body(state, moved=before is None or before.section is not state.section)
        self._show_dialog(state)

    def show_sheet_again(self, names: Iterable[str]) -> None:
        """Put the values on record back into fields of the sheet."""
        self._sheet.show_again(names)

    def forget(self) -> None:
        """Hold nothing of the session any more."""
        self._state = None
        self._close_dialog()
        self._leave_import_page()
        for page in (self._sheet, self._jury, self._candidates):
            page.forget()

    def take_keyboard(self) -> None:
        """Give the keyboard to what the section in front is for."""
        if self._state is not None and self._state.importing is None:
            self._page_of(self._state.section).first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _page_of(self, section: Section) -> SheetPage | JuryPage | CandidatesPage:
        pages: dict[Section, SheetPage | JuryPage | CandidatesPage] = {
            Section.SHEET: self._sheet,
            Section.JURY: self._jury,
            Section.CANDIDATES: self._candidates,
        }
        return pages[section]

    def _make_actions(self) -> None:
        self._import = make_action(Act.IMPORT_CANDIDATES, self, self.import_requested.emit)
        self._add_candidate = make_action(Act.ADD_CANDIDATE, self, partial(self.candidate_requested.emit, None))
        self._add_juror = make_action(Act.ADD_JUROR, self, partial(self.person_requested.emit, None))
        self._recuse = make_action(Act.RECUSE_JUROR, self, self._ask_recusal)
        self._remove = make_action(Act.REMOVE_ROW, self, self._ask_removal)
        self._find = make_action(Act.FIND_CANDIDATE, self, self._find_candidate)
        self._choose = make_action(Act.CHOOSE_LIST, self, self._choose_list)
        self._paste = make_action(Act.PASTE_CANDIDATES, self, self._paste_list)
        self._confirm = make_action(Act.CONFIRM_IMPORT, self, self.import_confirmed.emit)
        self._leave = make_action(Act.LEAVE_IMPORT, self, self.import_left.emit)
        self._tab_actions = [
            make_action(_TAB_ACTS[section], self, partial(self.section_chosen.emit, section)) for section in _SECTIONS
        ]

    def _lay_body(self) -> QWidget:
        step = look().metrics.step
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(6 * step, 2 * step, 6 * step, 3 * step)
        column.setSpacing(3 * step)
        line = QHBoxLayout()
        line.addWidget(self.tabs)
        line.addStretch(1)
        line.addWidget(self._notice)
        column.addLayout(line)
        column.addWidget(self._sections, 1)
        column.addWidget(KeyHints(_HINTS))
        return body

    def _connect_signals(self) -> None:
        self.tabs.currentChanged.connect(self._on_tabs_current_changed)
        self._sheet.field_left.connect(self.field_left)
        self._jury.person_requested.connect(self.person_requested)
        self._jury.withdraw_requested.connect(self.recusal_withdrawn)
        self._jury.paper_declared.connect(self.paper_declared)
        self._jury.code_forgotten.connect(self._ask_why_forgotten)
        self._candidates.candidate_requested.connect(self.candidate_requested)
        self._import_page.sheet_chosen.connect(self.sheet_chosen)

    def _show_tabs(self, state: PreparationState) -> None:
        counts = {Section.JURY: len(state.session.people), Section.CANDIDATES: len(state.session.candidates)}
        for place, section in enumerate(_SECTIONS):
            count = counts.get(section)
            self.tabs.setTabText(place, section.value if not count else f"{section.value} ({count})")
        self.tabs.blockSignals(True)
        self.tabs.setCurrentIndex(_SECTIONS.index(state.section))
        self.tabs.blockSignals(False)

    def _show_body(self, state: PreparationState, *, moved: bool) -> None:
        if moved:
            page = self._page_of(state.section)
            self._sections.show_page(page, None if self.tabs.hasFocus() else page.first)
        if state.importing is not None:
            if self._body.page is not self._import_page:
                self._body.show_page(self._import_page, self._import_page.first)
            self._import_page.show_importing(state.importing)
        elif self._body.page is self._import_page:
            self._leave_import_page()
            self.take_keyboard()

    def _leave_import_page(self) -> None:
        self._body.show_page(self._body.pages[0])
        self._import_page.forget()

    def _show_header(self, state: PreparationState) -> None:
        importing = state.importing is not None
        may_write = state.editable and not importing
        for action in (self._choose, self._paste, self._leave):
            action.setEnabled(importing)
        self._confirm.setEnabled(state.importing is not None and state.importing.changes_something)
        for action in (self._import, self._add_candidate, self._add_juror):
            action.setEnabled(may_write)
        for action in (self._find, *self._tab_actions):
            action.setEnabled(not importing)
        self._remove.setEnabled(may_write and state.section is not Section.SHEET)
        self._recuse.setEnabled(may_write and state.section is Section.JURY)
        session = state.session
        second = " · ".join(
            part for part in (session.type.label, session.framework.label, session.sheet.ceres_number) if part
        )
        if importing:
            self.set_header(Header("Importer une liste", second))
        else:
            acts = tuple(HeaderAct(action, place == 0) for place, action in enumerate(self._acts(state)))
            self.set_header(Header("Préparation", second, acts))

    def _acts(self, state: PreparationState) -> tuple[QAction, ...]:
        if not state.editable:
            return ()
        if state.section is Section.CANDIDATES:
            return (self._import, self._add_candidate)
        return (self._add_juror,) if state.section is Section.JURY else ()

    def _show_dialog(self, state: PreparationState) -> None:
        editing = state.editing
        if editing is None:
            self._close_dialog()
            return
        if self._dialog is None:
            self._dialog = self._dialog_of(editing, state)
            self._dialog.rejected.connect(self.editing_left)
            self._dialog.open()
        self._dialog.show_fault(editing.fault)

    def _dialog_of(
        self, editing: PersonEditing | CandidateEditing | RecusalEditing, state: PreparationState
    ) -> PersonDialog | CandidateDialog | RecusalDialog:
        session = state.session
        if isinstance(editing, PersonEditing):
            person = PersonDialog(editing.person, self)
            person.draft_entered.connect(self.person_entered)
            return person
        if isinstance(editing, CandidateEditing):
            candidate = CandidateDialog(editing.candidate, session.framework, self)
            candidate.draft_entered.connect(self.candidate_entered)
            return candidate
        recused = {one.candidate_id for one in session.recusals if one.juror_id == editing.juror.id}
        others = tuple(one for one in session.candidates if one.id not in recused)
        recusal = RecusalDialog(editing.juror, others, self)
        recusal.recusal_entered.connect(self.recusal_entered)
        return recusal

    def _close_dialog(self) -> None:
        for dialog in (self._dialog, self._question):
            if dialog is not None:
                dialog.hide()
                dialog.deleteLater()
        self._dialog = self._question = None

    @Slot(int)
    def _ask_why_forgotten(self, juror_id: int) -> None:
        question = ReasonQuestion(
            "forgotten_code",
            "Code oublié",
            "Effacer ce code",
            sentence="Le juré choisira un autre code en s’installant ; sa déclaration et ses évaluations restent.",
            parent=self,
        )
        ask_reason(question, partial(self.code_reset.emit, juror_id))

    def _choose_list(self) -> None:
        path = dialogs.choose_file(self, "Choisir la liste des candidats", FileKind.LIST)
        if path is not None:
            self.list_chosen.emit(path)

    def _paste_list(self) -> None:
        self.list_pasted.emit(QGuiApplication.clipboard().text())

    def _find_candidate(self) -> None:
        self.section_chosen.emit(Section.CANDIDATES)
        self._candidates.take_filter()

    def _ask_recusal(self) -> None:
        person = self._jury.current_person
        if person is not None and person.function.evaluates:
            self.recusal_requested.emit(person.id)

    def _ask_removal(self) -> None:
        person, candidate = self._jury.current_person, self._candidates.current_candidate
        if self._state is None:
            return
        if self._state.section is Section.JURY and person is not None:
            consequences = ("Ses déports sont effacés avec sa fiche.", "Qui a déjà évalué ne peut pas être retiré.")
            self._ask(
                f"Retirer {person.name} de la session ?", consequences, partial(self.person_removed.emit, person.id)
            )
        elif self._state.section is Section.CANDIDATES and candidate is not None:
            consequences = (
                "Sa fiche, ses CCP déjà obtenus et son aménagement sont effacés.",
                "Un candidat absent le jour même ne se retire pas : son absence se constate dans la Journée.",
            )
            done = partial(self.candidate_removed.emit, candidate.id)
            self._ask(f"Retirer {candidate.name} de la liste ?", consequences, done)

    def _ask(self, title: str, consequences: tuple[str, ...], done: "partial[None]") -> None:
        self._question = ConsequencesDialog(title, consequences, "Retirer", self)
        self._question.setObjectName("removal_question")
        self._question.act.setObjectName("confirm_removal")
        self._question.accepted.connect(done)
        self._question.open()

    @Slot(int)
    def _on_tabs_current_changed(self, place: int) -> None:
        self.section_chosen.emit(_SECTIONS[place])
