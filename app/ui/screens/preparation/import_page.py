"""A list of candidates before it is written: where it comes from, its columns, its lines, who is missing from it."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QTabBar, QVBoxLayout, QWidget

from app.domain.candidate import Candidate
from app.domain.session import ExamSession
from app.ui import dialogs
from app.ui.actions import Act, key_words, make_action
from app.ui.dialogs import ConsequencesDialog, FileKind
from app.ui.screens.preparation.import_columns import ColumnsPage
from app.ui.screens.preparation.import_lines import LinesPage
from app.ui.screens.preparation.import_missing import MissingPage
from app.ui.screens.preparation.import_source import SourceCard
from app.ui.screens.preparation.import_state import Importing, Step
from app.ui.screens.preparation.import_words import confirm_label, leaving_consequences, plan_sentence, step_title
from app.ui.theme import look
from app.ui.widgets.button import Button, ButtonRank
from app.ui.widgets.card import EmptyState
from app.ui.widgets.pages import Pages
from app.ui.widgets.side_by_side import SideBySide
from app.ui.widgets.words import Rank, Words

_STEPS = tuple(Step)
_STEP_ACTS = {Step.COLUMNS: Act.SHOW_COLUMNS, Step.LINES: Act.SHOW_LINES, Step.MISSING: Act.SHOW_MISSING}


class ImportPage(QWidget):
    """Chooses a list, shows it, has it corrected, and asks to write it; its keys are heard while it is in front."""

    list_chosen = Signal(object)
    list_pasted = Signal(str)
    read_again_requested = Signal()
    sheet_chosen = Signal(str)
    column_chosen = Signal(int, object)
    cell_mended = Signal(int, object, str)
    cell_put_back = Signal(int, object)
    leave_out_requested = Signal(int)
    import_confirmed = Signal()
    import_left = Signal()

    def __init__(self) -> None:
        super().__init__()
        step = look().metrics.step
        self._importing = Importing()
        self._of: tuple[object, str | None] | None = None
        self._make_actions()
        self._question: ConsequencesDialog | None = None
        self._source = SourceCard(self._choosing, self._pasting, self._reading_again)
        self._columns = ColumnsPage()
        self._lines = LinesPage()
        self._missing = MissingPage()
        self._step_pages: dict[Step, ColumnsPage | LinesPage | MissingPage] = {
            Step.COLUMNS: self._columns,
            Step.LINES: self._lines,
            Step.MISSING: self._missing,
        }
        self._tabs = self._make_tabs()
        self._waiting = EmptyState(
            "Choisissez une liste",
            "Classeur .xlsx, .xls, .xlsb ou .ods, texte .csv : choisissez le fichier ou déposez-le ici. "
            "Ou collez des cellules copiées dans le tableur, titres compris.",
            drawing="import",
        )
        self._steps = Pages(*self._step_pages.values())
        self._reading = QWidget()
        reading = QVBoxLayout(self._reading)
        reading.setContentsMargins(0, 0, 0, 0)
        reading.setSpacing(2 * step)
        reading.addWidget(self._tabs)
        reading.addWidget(self._steps, 1)
        self._pages = Pages(self._waiting, self._reading)
        self._plan = Words("", Rank.SECOND, wrap=True)
        self._plan.setObjectName("import_plan")
        self._confirm = Button.of_action(self._confirming, ButtonRank.PRIMARY, tall=True)
        self._confirm.setObjectName("confirm_import")
        self._leave = Button.of_action(self._leaving, tall=True)
        self._leave.setObjectName("leave_import")
        self.first: QWidget = self._source.choose
        page = QVBoxLayout(self)
        page.setContentsMargins(6 * step, 3 * step, 6 * step, 3 * step)
        page.setSpacing(2 * step)
        page.addWidget(self._source)
        page.addWidget(self._pages, 1)
        page.addWidget(self._foot())
        self.setAcceptDrops(True)
        self._connect_signals()

    def show_importing(self, importing: Importing, session: ExamSession) -> None:
        """Show the list as far as it is read and corrected."""
        self._importing = importing
        missing = _missing(importing, session)
        self._source.show_importing(importing)
        self._reading_again.setEnabled(isinstance(importing.source, Path) and not importing.is_busy)
        for action in (self._choosing, self._pasting):
            action.setEnabled(not importing.is_busy)
        self._show_confirming(importing)
        self._pages.show_page(self._reading if importing.columns else self._waiting)
        if not importing.columns:
            return
        for place, one in enumerate(_STEPS):
            self._tabs.setTabText(place, step_title(one, importing, len(missing)))
        self._columns.show_importing(importing)
        self._lines.show_importing(importing)
        self._missing.show_missing(session, missing)
        self._begin(importing)

    def forget(self) -> None:
        """Hold no list any more."""
        self._importing = Importing()
        self._of = None
        self._lines.forget()
        self._missing.forget()
        self._source.show_importing(self._importing)
        if self._question is not None:
            self._question.hide()
            self._question.deleteLater()
            self._question = None

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Welcome one file."""
        if _dropped(event.mimeData()) is not None and self._choosing.isEnabled():
            self._source.set_marked(True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: N802 - Qt's name
        """The file went elsewhere."""
        self._source.set_marked(False)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Take the file in."""
        self._source.set_marked(False)
        path = _dropped(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.list_chosen.emit(path)

    def _make_actions(self) -> None:
        self._choosing = make_action(Act.CHOOSE_LIST, self, self._choose_list)
        self._pasting = make_action(Act.PASTE_CANDIDATES, self, self._paste_list)
        self._reading_again = make_action(Act.READ_LIST_AGAIN, self, self.read_again_requested.emit)
        self._confirming = make_action(Act.CONFIRM_IMPORT, self, self._ask_confirm)
        self._leaving = make_action(Act.LEAVE_IMPORT, self, self._ask_leave)
        make_action(Act.REMOVE_ROW, self, self._ask_leave_out)
        make_action(Act.FIND_CANDIDATE, self, self._find_line)
        for one in _STEPS:
            make_action(_STEP_ACTS[one], self, partial(self._show_step, one))

    def _make_tabs(self) -> QTabBar:
        tabs = QTabBar()
        tabs.setObjectName("import_steps")
        tabs.setAccessibleName("Ce qu’il y a à regarder dans la liste")
        tabs.setDrawBase(False)
        tabs.setExpanding(False)
        for one in _STEPS:
            place = tabs.addTab(one.value)
            tabs.setTabToolTip(place, key_words(_STEP_ACTS[one].value.keys[0]))
        return tabs

    def _foot(self) -> QWidget:
        """What will be written, and the buttons that write it or not."""
        buttons = QWidget()
        row = QHBoxLayout(buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(3 * look().metrics.step)
        row.addStretch(1)
        row.addWidget(self._leave)
        row.addWidget(self._confirm)
        return SideBySide(((self._plan, 5), (buttons, 4)), wide_from=200)

    def _connect_signals(self) -> None:
        self._source.sheet_chosen.connect(self.sheet_chosen)
        self._tabs.currentChanged.connect(self._on_tabs_current_changed)
        self._columns.column_chosen.connect(self.column_chosen)
        self._lines.cell_mended.connect(self.cell_mended)
        self._lines.cell_put_back.connect(self.cell_put_back)
        self._lines.leave_out_requested.connect(self.leave_out_requested)

    def _show_confirming(self, importing: Importing) -> None:
        self._confirming.setText(confirm_label(importing))
        self._confirming.setEnabled(not importing.refusal)
        self._confirm.set_refusal(importing.refusal)
        self._plan.setText(plan_sentence(importing))

    def _begin(self, importing: Importing) -> None:
        """Bring a list that was just read to the front: its lines, or its columns when these must be told first."""
        which = (importing.source, importing.sheet)
        if importing.is_busy or which == self._of:
            return
        self._of = which
        self._lines.show_again()
        self._show_step(Step.COLUMNS if importing.mapping_fault else Step.LINES)

    def _show_step(self, step: Step) -> None:
        if self._importing.columns:
            self._tabs.blockSignals(True)
            self._tabs.setCurrentIndex(_STEPS.index(step))
            self._tabs.blockSignals(False)
            page = self._step_pages[step]
            self._steps.show_page(page, None if self._tabs.hasFocus() else page.first)

    def _choose_list(self) -> None:
        path = dialogs.choose_file(self, "Choisir la liste des candidats", FileKind.LIST)
        if path is not None:
            self.list_chosen.emit(path)

    def _paste_list(self) -> None:
        self.list_pasted.emit(QGuiApplication.clipboard().text())

    def _ask_confirm(self) -> None:
        """A cell being mended is read first: the person sees what it gives before anything is written."""
        if not self._lines.detail.settle():
            self.import_confirmed.emit()

    def _ask_leave(self) -> None:
        if not self._importing.has_work:
            self.import_left.emit()
            return
        title = "Quitter cette liste sans l’importer ?"
        question = ConsequencesDialog(title, leaving_consequences(self._importing), "Quitter la liste", self)
        question.setObjectName("leave_question")
        question.act.setObjectName("confirm_leave")
        question.accepted.connect(self.import_left)
        self._question = question
        question.open()

    def _ask_leave_out(self) -> None:
        line = self._lines.table.current_row
        if self._lines.isVisible() and line is not None and not line.is_rejected:
            self.leave_out_requested.emit(line.line)

    def _find_line(self) -> None:
        self._show_step(Step.LINES)
        self._lines.table.filter_line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._lines.table.filter_line.selectAll()

    @Slot(int)
    def _on_tabs_current_changed(self, place: int) -> None:
        self._show_step(_STEPS[place])


def _missing(importing: Importing, session: ExamSession) -> Sequence[Candidate]:
    if importing.comparison is None or importing.lacking or not importing.comparison.missing:
        return ()
    missing = frozenset(importing.comparison.missing)
    return tuple(candidate for candidate in session.candidates if candidate.id in missing)


def _dropped(mime: QMimeData) -> Path | None:
    """The one file that is dropped, None when it is something else or several."""
    files = [url.toLocalFile() for url in mime.urls() if url.isLocalFile()]
    return Path(files[0]) if len(files) == 1 else None
