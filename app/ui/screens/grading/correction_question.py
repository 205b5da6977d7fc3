"""Asks what an answer of a locked grid becomes, and why; the answer that it replaces stays in sight."""

from itertools import pairwise

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.answer import Answer
from app.domain.framework.scale import MarkingScale
from app.domain.grading import Mark
from app.ui.screens.grading.answer_field import AnswerField, choices_of
from app.ui.screens.grading.state import CriterionLine
from app.ui.widgets.choice_bar import ChoiceBar
from app.ui.widgets.point_field import PointField
from app.ui.widgets.question import ReasonQuestion
from app.ui.widgets.words import Rank, Words

_NAME = "correction_question"


class CorrectionQuestion(ReasonQuestion):
    """The new answer, its word when nothing was observed, and the reason."""

    given = Signal(str, object, str)

    def __init__(self, line: CriterionLine, wanted: Answer | None, scale: MarkingScale, parent: QWidget) -> None:
        said = line.mark.value.label.lower() if line.mark is not None else "aucune"
        sentence = (
            f"{line.label}\nRéponse de la grille : {said}. L’ancienne réponse, la nouvelle et la raison restent sur "
            "votre grille et au journal ; la grille se verrouille de nouveau aussitôt."
        )
        super().__init__(
            _NAME,
            f"Corriger le critère {line.number}",
            "Corriger",
            sentence=sentence,
            placeholder="erreur de ligne…",
            parent=parent,
        )
        self._criterion_id = line.id
        self._before = line.mark
        self._field = _field(scale)
        self._field.setObjectName("correction_answer")
        self._word = QLineEdit()
        self._word.setObjectName("correction_word")
        self._word.setAccessibleName("Pourquoi le critère n’est pas observé")
        self._word.setPlaceholderText("Pourquoi n’est-ce pas observé ?")
        self._refusal = Words("", Rank.FAULT, wrap=True)
        for place, widget in enumerate((self._field, self._refusal, self._word), start=1):
            self.body.insertWidget(place, widget, 0, Qt.AlignmentFlag.AlignLeft if place == 1 else Qt.AlignmentFlag(0))
        for before, after in pairwise((self._field, self._word, self.line, self.act, self.leave)):
            QWidget.setTabOrder(before, after)
        self._take(wanted)
        (self._field if wanted is None else self._word if wanted.is_not_observed else self.line).setFocus()
        self._connect_signals()

    def missing(self) -> str:
        """An answer, another one than before, its word, and a reason."""
        if isinstance(self._field, PointField):
            self._field.hand_over()
        value = self._field.value
        if self._refusal.text():
            return self._refusal.text()
        if value is None:
            return "Choisissez la nouvelle réponse."
        if value.is_not_observed and not self._word.text().strip():
            return "« Non observé » demande un mot d’explication."
        if self._before == Mark(value, self._typed_word(value)):
            return "C’est déjà la réponse de la grille."
        return super().missing()

    def _typed_word(self, value: Answer) -> str:
        return self._word.text().strip() if value.is_not_observed else ""

    def _connect_signals(self) -> None:
        self._field.value_chosen.connect(self._on_field_value_chosen)
        if isinstance(self._field, PointField):
            self._field.value_typed.connect(self._on_field_value_typed)
            self._field.refused.connect(self._on_field_refused)
        self.accepted.connect(self._on_accepted)

    def _take(self, value: Answer | None) -> None:
        self._field.set_value(value)
        self._word.setVisible(value is not None and value.is_not_observed)
        self._refusal.setVisible(bool(self._refusal.text()))
        self.settle()

    @Slot(object)
    def _on_field_value_chosen(self, value: Answer | None) -> None:
        self._take(value)

    @Slot(object)
    def _on_field_value_typed(self, value: Answer | None) -> None:
        self._take(value)
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str)
    def _on_field_refused(self, sentence: str) -> None:
        self._refusal.setText(sentence)
        self._refusal.setVisible(bool(sentence))

    @Slot()
    def _on_accepted(self) -> None:
        value = self._field.value
        if value is not None:
            self.given.emit(self._criterion_id, Mark(value, self._typed_word(value)), self.line.text().strip())


def _field(scale: MarkingScale) -> AnswerField:
    name = "Nouvelle réponse"
    return PointField(name, scale) if scale.points is not None else ChoiceBar(name, choices_of(scale))
