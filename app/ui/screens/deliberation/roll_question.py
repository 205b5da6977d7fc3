"""The roll before the doors close: everybody is taken to be there, and whoever is not has a reason."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from app.domain.elision import of
from app.services.jury_room import RollAnswer
from app.ui.screens.deliberation.state import RollLine, RoomShown
from app.ui.theme import look
from app.ui.tokens import Tone
from app.ui.widgets.chip import SIGN_CURRENT, SIGN_NO
from app.ui.widgets.choice_bar import Choice, ChoiceBar
from app.ui.widgets.question import Question
from app.ui.widgets.words import Rank, Words

_CHOICES = (Choice(True, "Dans la salle", Tone.YES, SIGN_CURRENT), Choice(False, "Absence", Tone.NO, SIGN_NO))
_CLOSING = (
    "Portes fermées, le responsable de session et toute autre personne ne prennent plus le poste ; un juré les rouvre "
    "avec son code."
)


class RollQuestion(Question):
    """Each juror's name over who is there and why not; Enter takes the roll as it stands."""

    def __init__(self, room: RoomShown, *, closes: bool, parent: QWidget | None = None) -> None:
        title = "Qui est dans la salle ?"
        super().__init__("roll_dialog", title, "Fermer les portes" if closes else "Retenir l’appel", parent)
        self._lines: dict[int, tuple[RollLine, ChoiceBar[bool], QLineEdit]] = {}
        if closes:
            self.body.addWidget(Words(_CLOSING, Rank.SECOND, wrap=True))
        for line in room.roll:
            self._add(line)
        self.act.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def answers(self) -> tuple[RollAnswer, ...]:
        """The roll as it stands."""
        return tuple(
            RollAnswer(line.juror_id, present=bool(bar.value), reason=reason.text())
            for line, bar, reason in self._lines.values()
        )

    def missing(self) -> str:
        """An absence wants its reason."""
        for line, bar, reason in self._lines.values():
            if not bar.value and not reason.text().strip():
                reason.setFocus(Qt.FocusReason.OtherFocusReason)
                return f"Dites en quelques mots pourquoi {line.name} n’est pas dans la salle."
        return ""

    def _add(self, line: RollLine) -> None:
        bar: ChoiceBar[bool] = ChoiceBar(line.name, _CHOICES)
        bar.setObjectName(f"roll_{line.juror_id}")
        reason = QLineEdit(line.reason)
        reason.setObjectName(f"roll_reason_{line.juror_id}")
        reason.setAccessibleName(f"Raison de l’absence {of(line.name)}")
        reason.setPlaceholderText("raison de l’absence")
        self._lines[line.juror_id] = (line, bar, reason)
        bar.value_chosen.connect(partial(self._on_bar_value_chosen, line.juror_id))
        self._choose(line.juror_id, line.present or line.types)
        bar.setEnabled(not line.types)
        answer = QHBoxLayout()
        answer.setSpacing(3 * look().metrics.step)
        answer.addWidget(bar)
        if line.types:
            reason.setParent(self)
            reason.hide()
            answer.addWidget(Words("tient le clavier", Rank.SECOND), 1)
        else:
            answer.addWidget(reason, 1)
        self.body.addSpacing(look().metrics.step)
        self.body.addWidget(Words(line.name, Rank.STRONG, wrap=True))
        self.body.addLayout(answer)

    def _choose(self, juror_id: int, present: bool) -> None:
        _line, bar, reason = self._lines[juror_id]
        bar.set_value(present)
        reason.setEnabled(not present)

    def _on_bar_value_chosen(self, juror_id: int, present: bool) -> None:
        """Go on to the reason that an absence wants."""
        self._choose(juror_id, present)
        if not present:
            self._lines[juror_id][2].setFocus(Qt.FocusReason.OtherFocusReason)
