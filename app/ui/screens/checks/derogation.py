"""The window that lets a breach stand: by whose authority, and why. It says what that entails before it asks."""

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLayout, QLineEdit, QWidget

from app.ui.rule_lines import RuleLine
from app.ui.theme import look
from app.ui.tokens import Tone
from app.ui.widgets.chip import SIGN_WARNING, Chip
from app.ui.widgets.question import Question
from app.ui.widgets.words import Rank, Words

_WRITTEN_ONCE = "Ce qui est écrit ici ne se change plus et s’imprime avec le procès-verbal."
_STALE = "Si le point change, il est de nouveau à régler."


class DerogationQuestion(Question):
    """Asks who grants and why; Enter goes from line to line, and only the act's own key or a click grants."""

    answered = Signal(str, str)

    def __init__(self, line: RuleLine, parent: QWidget | None = None) -> None:
        super().__init__("derogation", line.pass_words, line.pass_words, parent, two_keys=True)
        self._by = _field("derogation_by", "Accordée par")
        self._by.setPlaceholderText("nom et qualité de qui en répond")
        self._reason = _field("derogation_reason", "Raison")
        self._reason.setPlaceholderText("en quelques mots, sans rien de la vie privée")
        self.body.addWidget(Words(line.finding, Rank.STRONG, wrap=True))
        self.body.addWidget(Words(line.origin, Rank.SECOND, wrap=True))
        for sentence in _consequences(line):
            self.body.addLayout(consequence(sentence))
        for caption, field in ((_by_words(line), self._by), ("Raison", self._reason)):
            label = Words(caption, Rank.SMALL_STRONG)
            label.setBuddy(field)
            self.body.addWidget(label)
            self.body.addWidget(field)
        self._by.setAccessibleName(_by_words(line))
        self._by.returnPressed.connect(self._reason.setFocus)
        self._by.setFocus(Qt.FocusReason.OtherFocusReason)
        self.accepted.connect(self._on_accepted)

    def missing(self) -> str:
        """Both are printed."""
        if not self._by.text().strip():
            return "Écrivez qui en répond : son nom et sa qualité."
        return "" if self._reason.text().strip() else "Écrivez la raison en quelques mots."

    @Slot()
    def _on_accepted(self) -> None:
        self.answered.emit(self._by.text().strip(), self._reason.text().strip())


def _by_words(line: RuleLine) -> str:
    return "Accordée par" if line.pass_limit else "Raison donnée par"


def _consequences(line: RuleLine) -> Iterator[str]:
    if line.pass_limit:
        yield f"Ce point ne bloque plus la clôture. La règle ne l’admet que pour {line.pass_limit}."
    yield _WRITTEN_ONCE
    yield _STALE


def consequence(sentence: str) -> QLayout:
    """A sentence on what an act entails, with its sign."""
    row = QHBoxLayout()
    row.setSpacing(3 * look().metrics.step)
    row.addWidget(Chip(SIGN_WARNING, Tone.WARNING), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(Words(sentence, wrap=True), 1)
    return row


def _field(name: str, said: str) -> QLineEdit:
    line = QLineEdit()
    line.setObjectName(name)
    line.setAccessibleName(said)
    return line
