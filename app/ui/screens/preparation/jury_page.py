"""The jury and the others: who they are, what they still owe, and from whom each juror is recused."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.people import Person
from app.domain.rules.base import Finding, Severity
from app.domain.session import ExamSession
from app.ui.screens.preparation.columns import change_act, no_act, person_columns
from app.ui.screens.preparation.state import PreparationState
from app.ui.theme import look
from app.ui.tokens import Tone
from app.ui.widgets.button import Button, ButtonRank
from app.ui.widgets.card import Card, EmptyState
from app.ui.widgets.chip import SIGN_NO, SIGN_WARNING, SIGN_YES, Chip
from app.ui.widgets.data_table import DataTable
from app.ui.widgets.flow_row import FlowRow
from app.ui.widgets.pages import Pages
from app.ui.widgets.side_by_side import SideBySide
from app.ui.widgets.words import Rank, Words


class FindingsCard(Card):
    """What the rules still ask of the preparation, or that they ask nothing."""

    def __init__(self) -> None:
        super().__init__("À régler")
        self._lines: list[QWidget] = []

    def show_findings(self, findings: Iterable[Finding]) -> None:
        """Show one line per finding."""
        for line in self._lines:
            self.body.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = [_finding_line(finding) for finding in findings]
        self.set_title("À régler" if self._lines else "Rien à régler")
        if not self._lines:
            self._lines = [_line(Chip("en règle", Tone.YES, SIGN_YES), "Le jury est complet et déclaré.")]
        for line in self._lines:
            self.body.addWidget(line)


class PersonCard(Card):
    """The person under the keyboard in the table: recusals, and what the responsable can do."""

    withdraw_requested = Signal(int, int)
    paper_declared = Signal(int)
    code_forgotten = Signal(int)

    def __init__(self, recuse: QAction, remove: QAction) -> None:
        super().__init__("Personne")
        self._person: Person | None = None
        self._lines: list[QWidget] = []
        self._paper = Button("Déclaration signée sur papier", drawing="signature")
        self._paper.setObjectName("declare_on_paper")
        self._forgotten = Button("Code oublié", drawing="key")
        self._forgotten.setObjectName("forget_code")
        self._recuse = Button.of_action(recuse)
        self._recuse.setObjectName("recuse_juror")
        self._remove = Button.of_action(remove, ButtonRank.DANGER)
        self._remove.setObjectName("remove_person")
        self._words = Words("", Rank.SECOND, wrap=True)
        self._share = Words("", Rank.SMALL_STRONG, wrap=True)
        self._recusals = QVBoxLayout()
        self._recusals.setSpacing(2 * look().metrics.step)
        self.body.addWidget(self._words)
        self.body.addWidget(self._share)
        self.body.addLayout(self._recusals)
        self.body.addWidget(FlowRow((self._recuse, self._paper, self._forgotten, self._remove)))
        self._paper.clicked.connect(self._on_paper_clicked)
        self._forgotten.clicked.connect(self._on_forgotten_clicked)

    @property
    def person(self) -> Person | None:
        """Who is shown."""
        return self._person

    def forget(self) -> None:
        """Show nobody."""
        self._person = None
        self.hide()
        self.set_title("Personne")
        self._words.clear()
        self._clear_recusals()

    def show_person(self, person: Person, session: ExamSession, *, editable: bool) -> None:
        """Show a person of the session."""
        self._person = person
        self.show()
        self._clear_recusals()
        recusals = [recusal for recusal in session.recusals if recusal.juror_id == person.id]
        self.set_title(person.name, person.function.label)
        known = [part for part in (person.quality, person.employer) if part]
        self._words.setText(" · ".join(known) or "Qualité et employeur à compléter.")
        self._share.setText("Déports" if recusals else "Aucun déport : évalue tous les candidats.")
        self._share.setVisible(person.function.evaluates)
        for recusal in recusals:
            name = session.candidate(recusal.candidate_id).name
            line = self._recusal_line(name, recusal.reason, recusal.candidate_id, editable=editable)
            self._lines.append(line)
            self._recusals.addWidget(line)
        self._recuse.setVisible(editable and person.function.evaluates)
        self._forgotten.setVisible(editable and person.has_pin)
        self._paper.setVisible(editable and person.function.evaluates and person.declared_at is None)
        self._remove.setVisible(editable)

    def _clear_recusals(self) -> None:
        for line in self._lines:
            self._recusals.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = []

    def _recusal_line(self, name: str, reason: str, candidate_id: int, *, editable: bool) -> QWidget:
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Words(name, Rank.STRONG, wrap=True))
        words.addWidget(Words(reason, Rank.SECOND, wrap=True))
        line.addLayout(words, 1)
        if editable:
            withdraw = Button("Lever le déport", ButtonRank.QUIET)
            withdraw.setObjectName(f"withdraw_recusal_{candidate_id}")
            withdraw.setAccessibleName(f"Lever le déport pour {name}")
            withdraw.clicked.connect(_Withdraws(self, candidate_id))
            line.addWidget(withdraw, 0, Qt.AlignmentFlag.AlignTop)
        return holder

    @Slot()
    def _on_paper_clicked(self) -> None:
        if self._person is not None:
            self.paper_declared.emit(self._person.id)

    @Slot()
    def _on_forgotten_clicked(self) -> None:
        if self._person is not None:
            self.code_forgotten.emit(self._person.id)


class JuryPage(QWidget):
    """The table of people, the person under the keyboard, and what is to be settled."""

    person_requested = Signal(object)
    withdraw_requested = Signal(int, int)
    paper_declared = Signal(int)
    code_forgotten = Signal(int)

    def __init__(self, add: QAction, recuse: QAction, remove: QAction) -> None:
        super().__init__()
        step = look().metrics.step
        self._state: PreparationState | None = None
        self._card = Card("Jury et intervenants", flush=True)
        self._table: DataTable[Person] | None = None
        self._add = Button.of_action(add, ButtonRank.PRIMARY)
        self._add.setObjectName("add_first_juror")
        self._empty = EmptyState(
            "Le jury n’est pas encore composé",
            "Ajoutez les membres du jury, puis les intervenants et les surveillants s’il y en a.",
            drawing="users",
            act=self._add,
        )
        self._person = PersonCard(recuse, remove)
        self._findings = FindingsCard()
        self._holder = QWidget()
        self._place = QVBoxLayout(self._holder)
        self._place.setContentsMargins(0, 0, 0, 0)
        self._pages = Pages(self._empty, self._holder)
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
        self._person.code_forgotten.connect(self.code_forgotten)

    @property
    def current_person(self) -> Person | None:
        """The person under the keyboard."""
        return self._table.current_row if self._table is not None else None

    def show_state(self, state: PreparationState) -> None:
        """Show the people, and what is to be settled."""
        before, self._state = self._state, state
        people = state.session.people
        if before is None or before.editable != state.editable or before.session.sheet != state.session.sheet:
            self._lay_table(state)
        if self._table is not None:
            self._table.set_rows(people)
            if state.person_id is not None and (before is None or before.person_id != state.person_id):
                self._table.choose(state.person_id)
        self._pages.show_page(self._holder if people else self._empty)
        self._findings.show_findings(state.findings)
        self._show_person()

    def forget(self) -> None:
        """Hold nothing of the session any more."""
        self._state = None
        self._drop_table()
        self._person.forget()
        self._findings.show_findings(())

    @property
    def first(self) -> QWidget:
        """What has the keyboard first: the table, or the button that fills it."""
        return self._table if self._table is not None and self._state and self._state.session.people else self._add

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
            self._person.show_person(person, self._state.session, editable=self._state.editable)

    @Slot(object)
    def _on_person_activated(self, person: Person) -> None:
        self.person_requested.emit(person.id)

    @Slot(object)
    def _on_current_row_changed(self, _person: Person | None) -> None:
        self._show_person()


class _Withdraws:
    """Asks to withdraw one recusal of the person shown."""

    def __init__(self, card: PersonCard, candidate_id: int) -> None:
        self._card = card
        self._candidate_id = candidate_id

    def __call__(self, _checked: bool = False) -> None:
        if self._card.person is not None:
            self._card.withdraw_requested.emit(self._card.person.id, self._candidate_id)


def _finding_line(finding: Finding) -> QWidget:
    blocking = finding.severity is Severity.BLOCKING
    sign = SIGN_NO if blocking else SIGN_WARNING
    return _line(Chip(sign, Tone.NO if blocking else Tone.WARNING), finding.sentence)


def _line(chip: Chip, sentence: str) -> QWidget:
    holder = QWidget()
    line = QHBoxLayout(holder)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(3 * look().metrics.step)
    line.addWidget(chip, 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(Words(sentence, wrap=True), 1)
    return holder
