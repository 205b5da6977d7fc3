"""Who sits at the desk: choosing a person, a juror's declaration with a first code, and proving a code."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TypeVar

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from app.domain.candidate import Candidate
from app.domain.elision import of
from app.domain.faults import Fault
from app.domain.meeting import ALONE
from app.domain.people import Actor, Link, LinkKind, Person
from app.services import people, sessions
from app.services.desk import Desk
from app.ui.tasks import Mendable, Runner
from app.ui.theme import look
from app.ui.widgets.button import Button, ButtonRank
from app.ui.widgets.fields import CheckField, ChoiceField
from app.ui.widgets.option_cards import Option, OptionCards
from app.ui.widgets.pin_dialog import PinDialog
from app.ui.widgets.words import Rank, Words

T = TypeVar("T")

_PASSPHRASE_LENGTHS = (1, 200)
_ALONE = f"{ALONE[:1].upper()}{ALONE[1:]} : un juré s’installe avec son code, et rouvre les portes dans Délibération."
_COMMITMENTS = (
    "Je signale ci-dessous chaque candidat que j’ai formé ou accompagné, ou que je connais, et je ne l’évalue pas.",
    "J’évalue sur les seuls critères du référentiel, et je garde le secret des épreuves et de la délibération.",
    "Je signe le procès-verbal avec mon code, que je ne communique à personne.",
)


class PersonDialog(QDialog):
    """Chooses who sits down: the responsable, a juror, an intervenant; the keyboard waits on the one who follows."""

    person_chosen = Signal(object)

    def __init__(
        self,
        manager_name: str | None,
        people: tuple[Person, ...],
        leaving: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        step = look().metrics.step
        self.setObjectName("seat_dialog")
        self.setWindowTitle("Qui s’installe au poste ?")
        self.setMinimumWidth(100 * step)
        options = []
        if manager_name is not None:
            options.append(Option(-1, manager_name, "responsable de session · phrase secrète demandée"))
        options += [Option(person.id, person.name, _invitation(person)) for person in people]
        self._cards: OptionCards[int] = OptionCards("Personne qui s’installe")
        self._cards.setObjectName("seat_cards")
        self._cards.show_options(options, None)
        self._cards.chosen.connect(self._on_card_chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(6 * step, 5 * step, 6 * step, 5 * step)
        column.setSpacing(3 * step)
        column.addWidget(Words("Qui s’installe au poste ?", Rank.TITLE, wrap=True))
        if manager_name is None:
            column.addWidget(Words(_ALONE, Rank.SECOND, wrap=True))
        column.addWidget(self._cards)
        follows = next_to_sit(people, leaving)
        if follows is not None:
            self._cards.give_keyboard(follows)

    @Slot(object)
    def _on_card_chosen(self, person_id: int) -> None:
        self.accept()
        self.person_chosen.emit(None if person_id < 0 else person_id)


def next_to_sit(people: tuple[Person, ...], leaving: int | None) -> int | None:
    """Who is likely to follow: the juror after the one who leaves, round the jury; None without another juror."""
    jurors = [person.id for person in people if person.function.evaluates]
    turned = jurors[jurors.index(leaving) + 1 :] + jurors[: jurors.index(leaving)] if leaving in jurors else jurors
    return turned[0] if turned else None


def _invitation(juror: Person) -> str:
    if not juror.function.evaluates:
        return f"{juror.function.label} · voit son rôle et le temps, sans code"
    if not juror.has_pin:
        return "membre du jury · déclaration et code à faire"
    return "membre du jury · code demandé"


class DeclarationDialog(QDialog):
    """A juror's declaration of no link and confidentiality, and the choice of a code (rule 8)."""

    declared = Signal(str, object)

    def __init__(self, juror: Person, candidates: tuple[Candidate, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        step = look().metrics.step
        self.setObjectName("declaration_dialog")
        self.setWindowTitle(f"Déclaration {of(juror.name)}")
        self.setMinimumWidth(190 * step)
        self._known: dict[int, tuple[CheckField, ChoiceField[LinkKind], QLineEdit]] = {}
        self._pin = self._code_line("Code choisi, de 4 à 12 caractères", "declaration_pin")
        self._again = self._code_line("Le même code, encore une fois", "declaration_pin_again")
        self._fault = Words("", Rank.FAULT, wrap=True)
        self._declare = Button("Je déclare et je choisis ce code", ButtonRank.PRIMARY)
        self._declare.setObjectName("declaration_accept")
        self._leave = Button("Plus tard", keys="Esc")
        column = QVBoxLayout(self)
        column.setContentsMargins(6 * step, 5 * step, 6 * step, 5 * step)
        column.setSpacing(2 * step)
        column.addWidget(Words(f"Déclaration {of(juror.name)}", Rank.TITLE, wrap=True))
        for sentence in _COMMITMENTS:
            column.addWidget(Words(sentence, Rank.BODY, wrap=True))
        column.addWidget(Words("J’ai un lien avec ce candidat", Rank.STRONG, wrap=True))
        column.addWidget(self._candidates_list(candidates))
        column.addLayout(self._code_rows(juror))
        column.addWidget(self._fault)
        column.addLayout(self._button_row())
        self._connect_signals()

    def refuse(self, sentence: str) -> None:
        """Say why the declaration was not taken."""
        self._fault.setText(sentence)
        self._fault.show()
        self._declare.setEnabled(True)

    def _candidates_list(self, candidates: tuple[Candidate, ...]) -> QScrollArea:
        step = look().metrics.step
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setColumnStretch(2, 1)
        for place, candidate in enumerate(candidates):
            tick = CheckField(candidate.name)
            tick.setObjectName(f"known_{candidate.id}")
            kind = ChoiceField([(each, each.label) for each in LinkKind])
            kind.setObjectName(f"known_kind_{candidate.id}")
            kind.setAccessibleName(f"Lien avec {candidate.name}")
            kind.set_value(LinkKind.PERSONAL)
            nature = QLineEdit()
            nature.setObjectName(f"known_nature_{candidate.id}")
            nature.setPlaceholderText("précision")
            nature.setAccessibleName(f"Précision sur le lien avec {candidate.name}")
            for column, widget in enumerate((tick, kind, nature)):
                grid.addWidget(widget, place, column)
            for widget in (kind, nature):
                widget.setEnabled(False)
                tick.toggled.connect(widget.setEnabled)
            self._known[candidate.id] = (tick, kind, nature)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setMaximumHeight(60 * step)
        scroll.setWidget(inside)
        return scroll

    def _code_rows(self, juror: Person) -> QGridLayout:
        rows = QGridLayout()
        for place, (words, line) in enumerate((("Mon code", self._pin), ("Mon code, à nouveau", self._again))):
            rows.addWidget(Words(words, Rank.BODY), place, 0)
            rows.addWidget(line, place, 1)
            line.setAccessibleDescription(f"Code {of(juror.name)}")
        return rows

    def _code_line(self, name: str, object_name: str) -> QLineEdit:
        line = QLineEdit()
        line.setObjectName(object_name)
        line.setEchoMode(QLineEdit.EchoMode.Password)
        line.setMaxLength(people.PIN_MAXIMUM)
        line.setAccessibleName(name)
        return line

    def _button_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._leave)
        row.addWidget(self._declare)
        return row

    def _connect_signals(self) -> None:
        self._declare.clicked.connect(self._on_declare_clicked)
        self._leave.clicked.connect(self.reject)

    @Slot()
    def _on_declare_clicked(self) -> None:
        if self._pin.text() != self._again.text():
            self.refuse("Les deux codes ne sont pas les mêmes. Saisissez-les de nouveau.")
            return
        known = {
            candidate_id: Link(nature.text(), kind.value() or LinkKind.OTHER)
            for candidate_id, (tick, kind, nature) in self._known.items()
            if tick.isChecked()
        }
        self._declare.setEnabled(False)
        self.declared.emit(self._pin.text(), known)


class Handover:
    """Leads people to the desk; everything slow (deriving codes) runs on the runner."""

    def __init__(self, window: QWidget, runner: Runner) -> None:
        self._window = window
        self._runner = runner

    def choose(
        self,
        manager_name: str | None,
        people: tuple[Person, ...],
        leaving: int | None,
        chosen: Callable[[Person | None], None],
    ) -> None:
        """Ask who sits down; `chosen` gets the person, or None for the responsable. Escape calls nothing.

        Without a responsable's name, the jury deliberates behind closed doors and nobody else is asked.
        """
        dialog = PersonDialog(manager_name, people, leaving, self._window)
        by_id = {person.id: person for person in people}
        dialog.person_chosen.connect(partial(_pass_chosen, by_id, chosen))
        _open(dialog)

    def declare(
        self, desk: Desk, juror: Person, candidates: tuple[Candidate, ...], declared: Callable[[Actor], None]
    ) -> None:
        """Take a juror's declaration and first code (rule 8)."""
        dialog = DeclarationDialog(juror, candidates, self._window)
        actor = Actor(juror.id, juror.name)

        def done(_at: object) -> None:
            dialog.accept()
            declared(actor)

        def refused(fault: Mendable) -> None:
            dialog.refuse(fault.sentence)

        def take(pin: str, known: Mapping[int, Link]) -> None:
            self._runner.run(
                lambda _reporter: people.declare(desk, actor, pin, known),
                _while_open(dialog, done),
                _while_open(dialog, refused),
            )

        dialog.declared.connect(take)
        _open(dialog)

    def prove_manager(self, desk: Desk, manager_name: str, proved: Callable[[Actor], None]) -> None:
        """Ask the session's passphrase before the responsable sits down. Escape calls nothing."""
        title = f"Phrase secrète, {manager_name}"
        purpose = "La phrase secrète de la session, pour prendre la place du responsable."
        dialog = PinDialog(manager_name, purpose, self._window, title=title, lengths=_PASSPHRASE_LENGTHS)
        dialog.setObjectName("manager_dialog")

        def done(actor: Actor) -> None:
            dialog.accept()
            proved(actor)

        def refused(fault: Mendable) -> None:
            dialog.refuse(fault.sentence)

        def check(passphrase: str) -> None:
            self._runner.run(
                lambda _reporter: sessions.prove_manager(desk, passphrase),
                _while_open(dialog, done),
                _while_open(dialog, refused),
            )

        dialog.pin_entered.connect(check)
        _open(dialog)

    def prove(self, desk: Desk, juror: Person, purpose: str, proved: Callable[[Actor, str], None]) -> None:
        """Ask a juror's code and check it; `proved` gets the actor and the code. Escape calls nothing."""
        dialog = PinDialog(juror.name, f"Votre code pour {purpose}.", self._window)
        dialog.setObjectName("pin_dialog")

        def done(actor: Actor, pin: str) -> None:
            dialog.accept()
            proved(actor, pin)

        def refused(fault: Mendable) -> None:
            wait = fault.params.get("seconds") if fault.what is Fault.PIN_WAIT else 0
            dialog.refuse(fault.sentence, wait if isinstance(wait, int) else 0)

        def check(pin: str) -> None:
            self._runner.run(
                lambda _reporter: people.check_pin(desk, juror.id, pin),
                _while_open(dialog, lambda actor: done(actor, pin)),
                _while_open(dialog, refused),
            )

        dialog.pin_entered.connect(check)
        _open(dialog)


def _pass_chosen(jurors: Mapping[int, Person], chosen: Callable[[Person | None], None], person_id: int | None) -> None:
    chosen(None if person_id is None else jurors[person_id])


def _while_open(dialog: QDialog, tell: Callable[[T], None]) -> Callable[[T], None]:
    """Tell an end as long as the dialog stands: who leaves during the check is not seated by it."""
    is_open = True

    def leave(_result: int) -> None:
        nonlocal is_open
        is_open = False

    def tell_if_open(outcome: T) -> None:
        if is_open:
            tell(outcome)

    dialog.finished.connect(leave)
    return tell_if_open


def _open(dialog: QDialog) -> None:
    """Show a dialog without a nested event loop, and free it when it closes."""
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
