"""The small windows of the day that Évaluation opens too: an incident in one key, an accommodation to be read."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.ui.accommodation import AccommodationShown
from app.ui.actions import Act, make_action
from app.ui.screen import HeaderAct
from app.ui.widgets.accommodation_question import AccommodationQuestion
from app.ui.widgets.incident_question import IncidentQuestion


class ConductQuestions(QWidget):
    """Never seen itself: it opens the windows over the screen and hands their answers over."""

    facing_requested = Signal()
    incident_requested = Signal()
    incident_reported = Signal(str, object)
    accommodation_read = Signal(int)

    def __init__(self, screen: QWidget) -> None:
        super().__init__(screen)
        self.hide()
        self.acts = (
            make_action(Act.REPORT_GRADING_INCIDENT, screen, self.incident_requested.emit),
            make_action(Act.FACE_CANDIDATE, screen, self.facing_requested.emit),
        )

    @property
    def header_acts(self) -> tuple[HeaderAct, ...]:
        """Their buttons in the header bar."""
        return tuple(HeaderAct(act) for act in self.acts)

    def ask_incident(self, concerns: tuple[int, str] | None) -> None:
        """Ask what happened."""
        question = IncidentQuestion(concerns, self.parentWidget())
        question.reported.connect(self.incident_reported)
        question.open()

    def ask_to_read(self, shown: AccommodationShown) -> None:
        """Show an accommodation, to be read before the time runs."""
        question = AccommodationQuestion(shown, self.parentWidget())
        question.accepted.connect(lambda: self.accommodation_read.emit(shown.candidate_id))
        question.open()
