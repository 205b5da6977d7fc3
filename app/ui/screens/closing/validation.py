"""The window that takes down the day on which the administration validated the procès-verbal."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from app.ui.widgets.form import Form, FormBuilder
from app.ui.widgets.question import Question
from app.ui.widgets.words import Rank, Words


class ValidationQuestion(Question):
    """Asks for one day."""

    day_given = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("validation", "Procès-verbal validé", "Enregistrer la date", parent)
        sentence = "Dès cette date saisie, les documents ne disent plus « résultats provisoires »."
        self.body.addWidget(Words(sentence, Rank.SECOND, wrap=True))
        self._form = _form()
        self.body.addWidget(self._form)
        self._form.field("validated_on").setFocus()
        self.accepted.connect(self._on_accepted)

    def missing(self) -> str:
        """A day that can be read."""
        return "" if self._form.check() else "Écrivez la date portée sur le procès-verbal validé."

    @Slot()
    def _on_accepted(self) -> None:
        self.day_given.emit(self._form.value("validated_on"))


def _form() -> Form:
    builder = FormBuilder()
    builder.date("validated_on", "Validé le", required=True, help_words="La date portée par l’administration.")
    return builder.build()
