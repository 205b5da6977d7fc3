"""One line on what happened, about a candidate or about the session: the same small window wherever one works."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from app.ui.widgets.fields import ChoiceField
from app.ui.widgets.question import Question
from app.ui.widgets.words import Rank, Words


class IncidentQuestion(Question):
    """Asks what happened, and whom it is about: `concerns` is the candidate's id and name, None for nobody."""

    reported = Signal(str, object)

    def __init__(self, concerns: tuple[int, str] | None, parent: QWidget | None = None) -> None:
        super().__init__("incident_question", "Signaler un incident", "Noter l’incident", parent)
        self.line = QLineEdit()
        self.line.setObjectName("incident_line")
        self.line.setAccessibleName("Ce qui s’est passé")
        self.line.setPlaceholderText("Les faits, sans appréciation")
        choices: list[tuple[int | None, str]] = [concerns] if concerns is not None else []
        self._concerns: ChoiceField[int | None] = ChoiceField([*choices, (None, "La session entière")])
        self._concerns.setObjectName("incident_concerns")
        self._concerns.setAccessibleName("Concerne")
        for caption, field in (("Ce qui s’est passé", self.line), ("Concerne", self._concerns)):
            label = Words(caption, Rank.SMALL_STRONG)
            label.setBuddy(field)
            self.body.addWidget(label)
            self.body.addWidget(field)
        hour = "L’heure est notée d’elle-même ; l’incident figure au procès-verbal et ne s’efface plus."
        self.body.addWidget(Words(hour, Rank.SECOND, wrap=True))
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.accepted.connect(self._on_accepted)

    def missing(self) -> str:
        """The line itself."""
        return "" if self.line.text().strip() else "Décrivez l’incident en quelques mots."

    @Slot()
    def _on_accepted(self) -> None:
        self.reported.emit(self.line.text().strip(), self._concerns.value())
