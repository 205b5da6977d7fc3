"""The windows by which the responsable notes that the jury lacks a quorum, and takes that back."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.shortfall import CAUSE_MINIMUM
from app.ui.screens.checks.derogation import consequence
from app.ui.screens.checks.shortfall_state import Concerned
from app.ui.widgets.fields import CheckField
from app.ui.widgets.question import Question
from app.ui.widgets.words import Rank, Words

_CONSEQUENCES = (
    "Le jury ne délibère pas sur ces candidats. La session se clôt sans eux : ils ne sont ni reçus, ni refusés, ni "
    "absents.",
    "Le procès-verbal de constatation est dans Documents. Il va à l’administration, qui peut autoriser une nouvelle "
    "session (règlement de 2008, à vérifier).",
)
_TAKEN_BACK = (
    "Le jury délibère de nouveau sur ces candidats, là où il en était. Le journal garde ce qui était constaté."
)


class _CandidatesQuestion(Question):
    """What both windows ask: for whom. The one whose line was under the keyboard is ticked at first."""

    def __init__(
        self, name: str, title: str, act: str, people: Sequence[Concerned], first: int | None, parent: QWidget | None
    ) -> None:
        super().__init__(name, title, act, parent, two_keys=True)
        self._name = name
        self._people: dict[int, CheckField] = {}
        self._offer(people, first)

    @property
    def chosen(self) -> tuple[int, ...]:
        """The candidates who are ticked."""
        return tuple(candidate_id for candidate_id, field in self._people.items() if field.isChecked())

    def say(self, sentences: Sequence[str]) -> None:
        """Say what the act entails, before it asks."""
        for place, sentence in enumerate(sentences):
            self.body.insertLayout(place, consequence(sentence))

    def add_line(self, name: str, caption: str, hint: str) -> QLineEdit:
        """Add a line to write in; Enter goes on to the next one."""
        line = QLineEdit()
        line.setObjectName(f"{self._name}_{name}")
        line.setAccessibleName(caption)
        line.setPlaceholderText(hint)
        label = Words(caption, Rank.SMALL_STRONG)
        label.setBuddy(line)
        self.body.addWidget(label)
        self.body.addWidget(line)
        return line

    def _offer(self, people: Sequence[Concerned], first: int | None) -> None:
        self.body.addWidget(Words("Candidats concernés", Rank.SMALL_STRONG))
        for each in people:
            field = CheckField(f"{each.name} · {each.second}")
            field.setObjectName(f"{self._name}_{each.candidate_id}")
            field.setChecked(each.is_due or len(people) == 1 or first == each.candidate_id)
            self._people[each.candidate_id] = field
            self.body.addWidget(field)


class ShortfallQuestion(_CandidatesQuestion):
    """Asks for whom, why, and what was done about it."""

    answered = Signal(object, str, str, object)

    def __init__(
        self,
        people: Sequence[Concerned],
        missing: Sequence[tuple[int, str]],
        first: int | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("shortfall", "Constater la carence du jury", "Constater la carence", people, first, parent)
        self.say(_CONSEQUENCES)
        self._missing: dict[int, CheckField] = {}
        self._offer_jurors(missing)
        self._cause = self.add_line("cause", "Cause", "pourquoi le quorum n’est pas atteint ; c’est imprimé")
        self._measures = self.add_line("measures", "Mesures prises", "suppléant appelé, report demandé… (facultatif)")
        self._cause.returnPressed.connect(self._measures.setFocus)
        self._cause.setFocus(Qt.FocusReason.OtherFocusReason)
        self.accepted.connect(self._on_accepted)

    def missing(self) -> str:
        """Somebody is named, and the cause is said at some length."""
        if not self.chosen:
            return "Cochez au moins un candidat."
        if len(self._cause.text().strip()) < CAUSE_MINIMUM:
            return f"Écrivez la cause, en {CAUSE_MINIMUM} caractères au moins."
        return ""

    def _offer_jurors(self, missing: Sequence[tuple[int, str]]) -> None:
        """Where nobody of the jury called the roll, the responsable says who did not come."""
        if missing:
            self.body.addWidget(Words("Jurés qui ne sont pas venus", Rank.SMALL_STRONG))
        for juror_id, name in missing:
            field = CheckField(name)
            field.setObjectName(f"missing_{juror_id}")
            self._missing[juror_id] = field
            self.body.addWidget(field)

    @Slot()
    def _on_accepted(self) -> None:
        missing = tuple(juror_id for juror_id, field in self._missing.items() if field.isChecked())
        self.answered.emit(self.chosen, self._cause.text().strip(), self._measures.text().strip(), missing)


class TakeBackQuestion(_CandidatesQuestion):
    """Asks for whom the jury can deliberate after all, and why."""

    answered = Signal(object, str)

    def __init__(self, people: Sequence[Concerned], first: int | None, parent: QWidget | None = None) -> None:
        super().__init__("take_back", "Reprendre la constatation", "Laisser le jury délibérer", people, first, parent)
        self.say((_TAKEN_BACK,))
        self._reason = self.add_line("reason", "Raison", "un juré est revenu, un déport était noté par erreur…")
        self._reason.setFocus(Qt.FocusReason.OtherFocusReason)
        self.accepted.connect(self._on_accepted)

    def missing(self) -> str:
        """Somebody is named, with a reason."""
        if not self.chosen:
            return "Cochez au moins un candidat."
        return "" if self._reason.text().strip() else "Écrivez la raison en quelques mots."

    @Slot()
    def _on_accepted(self) -> None:
        self.answered.emit(self.chosen, self._reason.text().strip())
