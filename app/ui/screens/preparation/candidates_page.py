"""The candidates of the session: one table, one filter that leaves accents aside."""

from collections import Counter
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.candidate import Candidate
from app.ui.actions import Act, make_action
from app.ui.dialogs import ConsequencesDialog
from app.ui.screens.preparation.candidate_dialog import CandidateDialog
from app.ui.screens.preparation.columns import candidate_columns, change_act, no_act
from app.ui.screens.preparation.edit_dialog import EditDialog
from app.ui.screens.preparation.import_words import last_import_sentence, undoing_consequences
from app.ui.screens.preparation.section_page import SectionPage
from app.ui.screens.preparation.state import CandidateEditing, Editing, PreparationState
from app.ui.theme import look
from app.ui.widgets.button import Button, ButtonRank
from app.ui.widgets.card import Card, EmptyState
from app.ui.widgets.data_table import DataTable
from app.ui.widgets.pages import Pages
from app.ui.widgets.words import Rank, Words


class CandidatesPage(SectionPage):
    """The table of candidates, or how to bring them in."""

    candidate_requested = Signal(object)
    candidate_entered = Signal(object)
    candidate_removed = Signal(int)
    undo_requested = Signal()

    def __init__(self, take_list: QAction, add: QAction) -> None:
        super().__init__()
        self._acts = (take_list, add)
        self._remove = make_action(Act.REMOVE_ROW, self, self._ask_removal)
        self._undo = make_action(Act.UNDO_IMPORT, self, self._ask_undo)
        self._state: PreparationState | None = None
        self._twice: frozenset[str] = frozenset()
        self._table: DataTable[Candidate] | None = None
        self._card = Card("Candidats", flush=True)
        self._import = Button.of_action(take_list, ButtonRank.PRIMARY)
        self._import.setObjectName("import_first_list")
        self._empty = EmptyState(
            "Aucun candidat pour l’instant",
            "Importez la liste du centre (classeur, texte ou copier-coller), ou ajoutez les candidats un par un.",
            drawing="users",
            act=self._import,
        )
        self._holder = QWidget()
        self._place = QVBoxLayout(self._holder)
        self._place.setContentsMargins(0, 0, 0, 0)
        self._pages = Pages(self._empty, self._holder)
        self._card.body.addWidget(self._pages, 1)
        self._card.setMinimumHeight(80 * look().metrics.step)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(2 * look().metrics.step)
        page.addWidget(self._card, 1)
        page.addWidget(self._last_import_line())

    @property
    def acts(self) -> tuple[QAction, ...]:
        """Bring candidates in, all or one."""
        return self._acts

    @property
    def current_candidate(self) -> Candidate | None:
        """The candidate under the keyboard."""
        return self._table.current_row if self._table is not None else None

    def show_state(self, state: PreparationState) -> None:
        """Show the candidates as they stand on disk."""
        before, self._state = self._state, state
        self._remove.setEnabled(state.editable)
        self._show_last_import(state)
        again = before is None or before.editable != state.editable or before.session.sheet != state.session.sheet
        if again:
            self._lay_table(state)
        candidates = state.session.candidates
        numbers = Counter(candidate.number for candidate in candidates if candidate.number)
        self._twice = frozenset(number for number, count in numbers.items() if count > 1)
        if self._table is not None:
            if again or before is None or before.session.candidates != candidates:
                self._table.set_rows(candidates)
            if state.candidate_id is not None and (before is None or before.candidate_id != state.candidate_id):
                self._table.choose(state.candidate_id)
        self._card.set_title("Candidats", _count(len(candidates)))
        self._pages.show_page(self._holder if candidates else self._empty)

    def forget(self) -> None:
        """Hold nothing of the session any more."""
        self._state = None
        self._twice = frozenset()
        self._last.clear()
        self._undo.setEnabled(False)
        self._drop_table()

    @property
    def first(self) -> QWidget:
        """What has the keyboard first: the table, or the button that fills it."""
        enrolled = self._state is not None and bool(self._state.session.candidates)
        return self._table if self._table is not None and enrolled else self._import

    def count(self, state: PreparationState) -> int:
        """Everybody enrolled."""
        return len(state.session.candidates)

    def dialog_of(self, editing: Editing, state: PreparationState) -> EditDialog | None:
        """The file of a candidate."""
        if not isinstance(editing, CandidateEditing):
            return None
        dialog = CandidateDialog(editing.candidate, state.session, self)
        dialog.draft_entered.connect(self.candidate_entered)
        return dialog

    def take_filter(self) -> None:
        """Give the keyboard to the filter."""
        if self._table is not None:
            self._table.filter_line.setFocus()
            self._table.filter_line.selectAll()

    def _has_number_twice(self, candidate: Candidate) -> bool:
        return candidate.number in self._twice

    def _last_import_line(self) -> QWidget:
        """The quiet line that tells the last import and takes it back."""
        self._last = Words("", Rank.SECOND, wrap=True)
        self._last.setObjectName("last_import")
        self._undo_button = Button.of_action(self._undo, ButtonRank.QUIET)
        self._undo_button.setObjectName("undo_import")
        self._last_line = QWidget()
        line = QHBoxLayout(self._last_line)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(3 * look().metrics.step)
        line.addWidget(self._last, 1)
        line.addWidget(self._undo_button)
        return self._last_line

    def _show_last_import(self, state: PreparationState) -> None:
        last = state.last_import
        undoable = last is not None and last.undoable and state.editable
        self._undo.setEnabled(undoable)
        self._undo_button.setVisible(undoable)
        self._last_line.setVisible(last is not None)
        self._last.setText(last_import_sentence(last) if last is not None else "")

    def _ask_undo(self) -> None:
        last = self._state.last_import if self._state is not None else None
        if last is None:
            return
        question = ConsequencesDialog(
            f"Annuler l’import de {last.list_name} ?", undoing_consequences(last), "Annuler cet import", self
        )
        question.setObjectName("undo_question")
        question.act.setObjectName("confirm_undo")
        question.accepted.connect(self.undo_requested)
        self._question = question
        question.open()

    def _drop_table(self) -> None:
        if self._table is not None:
            self._place.removeWidget(self._table)
            self._table.hide()
            self._table.deleteLater()
            self._table = None

    def _lay_table(self, state: PreparationState) -> None:
        """Lay a table whose rows can be changed or not, and whose columns know the session's dates."""
        self._drop_table()
        self._table = DataTable(
            "Candidats",
            candidate_columns(state.session, self._has_number_twice),
            key=lambda row: row.id,
            row_act=change_act if state.editable else no_act,
            filter_name="Chercher un candidat, un numéro, une voie…",
        )
        self._table.setObjectName("candidates_table")
        self._table.view.setObjectName("candidates")
        self._table.filter_line.setObjectName("candidates_filter")
        self._table.row_activated.connect(self._on_candidate_activated)
        self._table.row_act_requested.connect(self._on_candidate_activated)
        self._place.addWidget(self._table)

    def _ask_removal(self) -> None:
        candidate = self.current_candidate
        if candidate is not None:
            consequences = (
                "Sa fiche, ses CCP déjà obtenus et son aménagement sont effacés.",
                "Un candidat absent le jour même ne se retire pas : son absence se constate dans la Journée.",
            )
            done = partial(self.candidate_removed.emit, candidate.id)
            self.ask_removal(f"Retirer {candidate.name} de la liste ?", consequences, done)

    @Slot(object)
    def _on_candidate_activated(self, candidate: Candidate) -> None:
        self.candidate_requested.emit(candidate.id)


def _count(number: int) -> str:
    if not number:
        return ""
    return f"{number} inscrits" if number > 1 else "1 inscrit"
