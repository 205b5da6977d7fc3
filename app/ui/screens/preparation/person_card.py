"""What stands beside the table of people: the person under the keyboard, and what the rules still ask."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.people import Person
from app.domain.rules.base import Finding, Severity
from app.domain.session import ExamSession
from app.ui.screens.preparation.finding_words import said_with_day
from app.ui.screens.preparation.state import PreparationState
from app.ui.theme import look
from app.ui.tokens import Tone
from app.ui.widgets.button import Button, ButtonRank
from app.ui.widgets.card import Card
from app.ui.widgets.chip import SIGN_NO, SIGN_WARNING, SIGN_YES, Chip
from app.ui.widgets.flow_row import FlowRow
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

    def show_person(self, person: Person, state: PreparationState) -> None:
        """Show a person of the session, with the recusals that the person at the desk may read."""
        session, editable = state.session, state.editable
        self._person = person
        self.show()
        self._clear_recusals()
        recusals = [recusal for recusal in state.links if recusal.juror_id == person.id]
        self.set_title(person.name, person.function.label)
        self._words.setText("\n".join(_facts(person, session)))
        self._share.setText("Déports" if recusals else f"Aucun déport : évalue {_evaluated(person, session)}.")
        self._share.setVisible(person.function.evaluates and state.reads_links_of(person.id))
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


class _Withdraws:
    """Asks to withdraw one recusal of the person shown."""

    def __init__(self, card: PersonCard, candidate_id: int) -> None:
        self._card = card
        self._candidate_id = candidate_id

    def __call__(self, _checked: bool = False) -> None:
        if self._card.person is not None:
            self._card.withdraw_requested.emit(self._card.person.id, self._candidate_id)


def _evaluated(juror: Person, session: ExamSession) -> str:
    """Whom a juror without recusal evaluates: everybody, or the candidates of one jury among several."""
    heard = [candidate for candidate in session.candidates if session.hears(juror, candidate)]
    if juror.panel == 0 or (heard and len(heard) == len(session.candidates)):
        return "tous les candidats"
    return f"les candidats du jury {juror.panel}"


def _facts(person: Person, session: ExamSession) -> list[str]:
    """Who the person is, when he or she is there, and which part is played in which oral."""
    known = [part for part in (person.quality, person.employer, person.seat) if part]
    facts = [" · ".join(known) or "Qualité et employeur à compléter."]
    if person.days is not None:
        facts.append(f"Présence : {', '.join(f'{day:%d/%m}' for day in person.days)}.")
    labels = {part.id: part.label for _modality, part in session.type.parts()}
    facts += [
        f"{labels.get(role.part_id, role.part_id)} : {role.role.label.lower()}."
        for role in session.roles
        if role.person_id == person.id
    ]
    return facts


def _finding_line(finding: Finding) -> QWidget:
    blocking = finding.severity is Severity.BLOCKING
    sign = SIGN_NO if blocking else SIGN_WARNING
    return _line(Chip(sign, Tone.NO if blocking else Tone.WARNING), said_with_day(finding))


def _line(chip: Chip, sentence: str) -> QWidget:
    holder = QWidget()
    line = QHBoxLayout(holder)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(3 * look().metrics.step)
    line.addWidget(chip, 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(Words(sentence, wrap=True), 1)
    return holder
