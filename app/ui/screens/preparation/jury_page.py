"""The jury and the others: who they are, what they still owe, and from whom each juror is recused."""

from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.people import Person
from app.ui.actions import Act, make_action
from app.ui.screens.preparation.columns import change_act, no_act, person_columns
from app.ui.screens.preparation.edit_dialog import EditDialog
from app.ui.screens.preparation.jury_summary import JurySummary
from app.ui.screens.preparation.person_card import FindingsCard, PersonCard
from app.ui.screens.preparation.person_dialog import PersonDialog
from app.ui.screens.preparation.recusal_dialog import RecusalDialog
from app.ui.screens.preparation.section_page import SectionPage
from app.ui.screens.preparation.state import Editing, PersonEditing, PreparationState, RecusalEditing
from app.ui.theme import look
from app.ui.widgets.button import Button
from app.ui.widgets.card import Card, EmptyState
from app.ui.widgets.data_table import DataTable
from app.ui.widgets.pages import Pages
from app.ui.widgets.question import ReasonQuestion, ask_reason
from app.ui.widgets.side_by_side import SideBySide


class JuryPage(SectionPage):
    """The table of people, the person under the keyboard, and what is to be settled."""

    person_requested = Signal(object)
    person_entered = Signal(object, object)
    person_removed = Signal(int)
    recusal_requested = Signal(int)
    recusal_entered = Signal(int, str, object)
    withdraw_requested = Signal(int, int)
    paper_declared = Signal(int)
    code_reset = Signal(int, str)

    def __init__(self, add: QAction) -> None:
        super().__init__()
        step = look().metrics.step
        self._adding = add
        self._recuse = make_action(Act.RECUSE_JUROR, self, self._ask_recusal)
        self._remove = make_action(Act.REMOVE_ROW, self, self._ask_removal)
        self._state: PreparationState | None = None
        self._card = Card("Jury et intervenants", flush=True)
        self._table: DataTable[Person] | None = None
        self._add = Button.of_action(add)
        self._add.setObjectName("add_first_juror")
        self._empty = EmptyState(
            "Le jury n’est pas encore composé",
            "Ajoutez les membres du jury, puis les intervenants et les surveillants s’il y en a.",
            drawing="users",
            act=self._add,
        )
        self._person = PersonCard(self._recuse, self._remove)
        self._findings = FindingsCard()
        self._holder = QWidget()
        self._place = QVBoxLayout(self._holder)
        self._place.setContentsMargins(0, 0, 0, 0)
        self._pages = Pages(self._empty, self._holder)
        self._summary = JurySummary()
        head = QVBoxLayout()
        head.setContentsMargins(4 * step, 3 * step, 4 * step, 2 * step)
        head.addWidget(self._summary)
        self._card.body.addLayout(head)
        self._card.body.addWidget(self._pages, 1)
        self._card.setMinimumHeight(70 * step)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3 * step)
        column.addWidget(self._person)
        column.addWidget(self._findings)
        column.addStretch(1)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(SideBySide(((self._card, 2), (right, 1)), wide_from=200), 1)
        self._person.withdraw_requested.connect(self.withdraw_requested)
        self._person.paper_declared.connect(self.paper_declared)
        self._person.code_forgotten.connect(self._on_person_code_forgotten)

    @property
    def acts(self) -> tuple[QAction, ...]:
        """Convene somebody."""
        return (self._adding,)

    @property
    def current_person(self) -> Person | None:
        """The person under the keyboard."""
        return self._table.current_row if self._table is not None else None

    def show_state(self, state: PreparationState) -> None:
        """Show the people, and what is to be settled."""
        before, self._state = self._state, state
        people = state.session.people
        for action in (self._recuse, self._remove):
            action.setEnabled(state.editable)
        if before is None or before.editable != state.editable or before.session.sheet != state.session.sheet:
            self._lay_table(state)
        if self._table is not None:
            self._table.set_rows(people)
            if state.person_id is not None and (before is None or before.person_id != state.person_id):
                self._table.choose(state.person_id)
        self._pages.show_page(self._holder if people else self._empty)
        self._summary.show_session(state.session)
        self._findings.show_findings(state.jury_findings)
        self._show_person()

    def forget(self) -> None:
        """Hold nothing of the session any more."""
        self._state = None
        self._drop_table()
        self._person.forget()
        self._summary.show_session(None)
        self._findings.show_findings(())

    @property
    def first(self) -> QWidget:
        """What has the keyboard first: the table, or the button that fills it."""
        return self._table if self._table is not None and self._state and self._state.session.people else self._add

    def count(self, state: PreparationState) -> int:
        """Everybody convened."""
        return len(state.session.people)

    def dialog_of(self, editing: Editing, state: PreparationState) -> EditDialog | None:
        """The file of a person, or of a recusal."""
        if isinstance(editing, PersonEditing):
            person = PersonDialog(editing.person, state.session, self)
            person.draft_entered.connect(self.person_entered)
            return person
        if isinstance(editing, RecusalEditing):
            session = state.session
            recused = {one.candidate_id for one in session.recusals if one.juror_id == editing.juror.id}
            others = tuple(one for one in session.candidates if one.id not in recused)
            recusal = RecusalDialog(editing.juror, others, self)
            recusal.recusal_entered.connect(self.recusal_entered)
            return recusal
        return None

    def _drop_table(self) -> None:
        if self._table is not None:
            self._place.removeWidget(self._table)
            self._table.hide()
            self._table.deleteLater()
            self._table = None

    def _lay_table(self, state: PreparationState) -> None:
        """Lay a table whose columns know the session's dates and whose rows can be changed or not."""
        self._drop_table()
        self._table = DataTable(
            "Jury et intervenants",
            person_columns(state.session),
            key=lambda row: row.id,
            row_act=change_act if state.editable else no_act,
            roomy=True,
        )
        self._table.setObjectName("people_table")
        self._table.view.setObjectName("people")
        self._table.row_activated.connect(self._on_person_activated)
        self._table.row_act_requested.connect(self._on_person_activated)
        self._table.current_row_changed.connect(self._on_current_row_changed)
        self._place.addWidget(self._table)

    def _show_person(self) -> None:
        person = self.current_person
        if person is None or self._state is None:
            self._person.forget()
        else:
            self._person.show_person(person, self._state)

    def _ask_recusal(self) -> None:
        person = self.current_person
        if person is not None and person.function.evaluates:
            self.recusal_requested.emit(person.id)

    def _ask_removal(self) -> None:
        person = self.current_person
        if person is not None:
            consequences = ("Ses déports sont effacés avec sa fiche.", "Qui a déjà évalué ne peut pas être retiré.")
            done = partial(self.person_removed.emit, person.id)
            self.ask_removal(f"Retirer {person.name} de la session ?", consequences, done)

    @Slot(int)
    def _on_person_code_forgotten(self, juror_id: int) -> None:
        question = ReasonQuestion(
            "forgotten_code",
            "Code oublié",
            "Effacer ce code",
            sentence="Le juré choisira un autre code en s’installant ; sa déclaration et ses évaluations restent.",
            parent=self,
        )
        ask_reason(question, partial(self.code_reset.emit, juror_id))

    @Slot(object)
    def _on_person_activated(self, person: Person) -> None:
        self.person_requested.emit(person.id)

    @Slot(object)
    def _on_current_row_changed(self, _person: Person | None) -> None:
        self._show_person()
