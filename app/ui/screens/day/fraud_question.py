"""The report of a suspected fraud: candidate, épreuve, facts, witnesses. No field says what should follow."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from app.domain.conduct import Witness
from app.domain.fraud_words import verdict_remark
from app.ui.screens.day.state import Who
from app.ui.theme import look
from app.ui.tokens import Tone
from app.ui.widgets.button import Button, ButtonRank
from app.ui.widgets.chip import SIGN_WARNING, Chip
from app.ui.widgets.fields import ChoiceField, NoteField
from app.ui.widgets.question import Question
from app.ui.widgets.words import Rank, Words

_MOST_WITNESSES = 4
_FACTS_STEPS = 20


class FraudQuestion(Question):
    """Asks what was seen and who saw it; words of a sanction or a verdict are pointed at, and may stay."""

    reported = Signal(str, str, object)

    def __init__(self, who: Who, parts: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__("fraud_question", "Rapport de fraude", "Noter le rapport", parent, two_keys=True)
        self._part: ChoiceField[str] = ChoiceField([*parts, ("", "Entre deux épreuves")])
        self._part.setObjectName("fraud_part")
        self._part.setAccessibleName("Épreuve")
        self._facts = NoteField()
        self._facts.setObjectName("fraud_facts")
        self._facts.setAccessibleName("Faits vus et entendus")
        self._facts.setFixedHeight(_FACTS_STEPS * look().metrics.step)
        self._sign = Chip("à relire", Tone.WARNING, SIGN_WARNING)
        self._remark = Words("", Rank.SECOND, wrap=True)
        self._remark.setObjectName("fraud_remark")
        self._witnesses: list[tuple[QLineEdit, QLineEdit]] = []
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(2 * look().metrics.step)
        self._more = Button("Ajouter un témoin", ButtonRank.QUIET, drawing="plus")
        self._more.setObjectName("fraud_more_witnesses")
        self._lay_out(who)
        self._facts.setFocus(Qt.FocusReason.OtherFocusReason)
        self._facts.textChanged.connect(self._on_facts_changed)
        self._more.clicked.connect(self._on_more_clicked)
        self.accepted.connect(self._on_accepted)

    def missing(self) -> str:
        """Facts, and one witness at least with a name and a quality."""
        if not self._facts.toPlainText().strip():
            return "Écrivez ce qui a été vu et entendu."
        named = [(name.text().strip(), quality.text().strip()) for name, quality in self._witnesses]
        if any(bool(name) != bool(quality) for name, quality in named):
            return "Pour chaque témoin, donnez le nom et la qualité."
        return "" if any(name for name, _quality in named) else "Donnez au moins un témoin : son nom et sa qualité."

    def _lay_out(self, who: Who) -> None:
        number = f" · n° {who.number}" if who.number else ""
        self.body.addWidget(Words(f"{who.name}{number}", Rank.STRONG, wrap=True))
        for caption, field in (("Épreuve", self._part), ("Faits vus et entendus, sans qualification", self._facts)):
            label = Words(caption, Rank.SMALL_STRONG)
            label.setBuddy(field)
            self.body.addWidget(label)
            self.body.addWidget(field)
        self.body.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self._remark)
        for widget in (self._sign, self._remark):
            widget.hide()
        self._grid.addWidget(Words("Témoin", Rank.SMALL_STRONG), 0, 0)
        self._grid.addWidget(Words("Qualité", Rank.SMALL_STRONG), 0, 1)
        self.body.addLayout(self._grid)
        self.body.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self._add_witness()
        goes_on = "Le candidat poursuit ses épreuves. Le rapport s’imprime dans Documents, et le procès-verbal le cite."
        self.body.addWidget(Words(goes_on, Rank.SECOND, wrap=True))

    def _add_witness(self) -> QLineEdit:
        place = len(self._witnesses) + 1
        fields = []
        for column, (name, said, hint) in enumerate(
            (
                ("witness_name", "Nom du témoin", "Prénom et nom"),
                ("witness_quality", "Qualité du témoin", "surveillante…"),
            )
        ):
            line = QLineEdit()
            line.setObjectName(f"{name}_{place}")
            line.setAccessibleName(f"{said} {place}")
            line.setPlaceholderText(hint)
            self._grid.addWidget(line, place, column)
            fields.append(line)
        if self._witnesses:
            QWidget.setTabOrder(self._witnesses[-1][1], fields[0])
            QWidget.setTabOrder(fields[0], fields[1])
            QWidget.setTabOrder(fields[1], self._more)
        self._witnesses.append((fields[0], fields[1]))
        self._more.setVisible(place < _MOST_WITNESSES)
        return fields[0]

    @Slot()
    def _on_facts_changed(self) -> None:
        remark = verdict_remark(self._facts.toPlainText())
        if remark != self._remark.text():
            self._remark.setText(remark)
            for widget in (self._sign, self._remark):
                widget.setVisible(bool(remark))
            self._facts.setAccessibleDescription(remark)
            self.settle()

    @Slot()
    def _on_more_clicked(self) -> None:
        self._add_witness().setFocus(Qt.FocusReason.OtherFocusReason)
        self.settle()

    @Slot()
    def _on_accepted(self) -> None:
        witnesses = tuple(Witness(n.text().strip(), q.text().strip()) for n, q in self._witnesses if n.text().strip())
        self.reported.emit(self._part.value() or "", self._facts.toPlainText().strip(), witnesses)
