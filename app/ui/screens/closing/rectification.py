"""The window that takes a correction down after the closing."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from app.ui.widgets.form import Form, FormBuilder
from app.ui.widgets.question import Question
from app.ui.widgets.words import Rank, Words


class RectificationQuestion(Question):
    """Asks about whom, what, from which value to which, why, and who agreed."""

    def __init__(self, candidates: Sequence[tuple[int, str]], jury: str, parent: QWidget | None = None) -> None:
        super().__init__("rectification", "Rectifier", "Enregistrer le rectificatif", parent)
        sentence = "Le procès-verbal reste tel que signé ; le rectificatif, daté et numéroté, s’y ajoute."
        self.body.addWidget(Words(sentence, Rank.SECOND, wrap=True))
        self._form = _form(candidates)
        self._form.set_values({"agreed_by": jury})
        self.body.addWidget(self._form)
        self._form.field("candidate_id").setFocus()

    def values(self) -> dict[str, object]:
        """What was typed, by field."""
        return self._form.values()

    def missing(self) -> str:
        """Everything but the candidate is needed."""
        return "" if self._form.check() else "Complétez les champs signalés."


def _form(candidates: Sequence[tuple[int, str]]) -> Form:
    builder = FormBuilder()
    people: list[tuple[int | None, str]] = [(None, "toute la session"), *candidates]
    builder.choice("candidate_id", "Qui est concerné", people)
    builder.text("subject", "Ce qui est rectifié", required=True, help_words="Par exemple : date de naissance")
    builder.text("before", "Valeur imprimée")
    builder.text("after", "Valeur exacte", required=True)
    builder.text("reason", "Raison", required=True)
    builder.text("agreed_by", "Avec l’accord de", required=True)
    return builder.build()
