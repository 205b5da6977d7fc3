"""The door of the exam room on the day's screen: the acts on who comes, who does not, who leaves; their windows."""

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.ui.actions import Act
from app.ui.screens.day.attendance_dialogs import AbsenceQuestion, PresenceQuestion
from app.ui.screens.day.departure_dialogs import DepartureQuestion, return_question
from app.ui.screens.day.door_state import DepartureAsked, DoorAsked, LateAsked
from app.ui.screens.day.late_dialog import LatenessQuestion
from app.ui.screens.day.state import Who
from app.ui.widgets.question import ReasonQuestion, ask_reason

ACTS = (Act.RECORD_PRESENCE, Act.RECORD_ABSENCE, Act.RECORD_LATENESS, Act.RECORD_DEPARTURE)


class Door(QObject):
    """Opens the windows of the door over a screen; what is answered comes as a signal with the candidate's id."""

    presence_requested = Signal(int)
    absence_requested = Signal(int)
    lateness_requested = Signal(int)
    departure_requested = Signal(int)
    presence_observed = Signal(int, object)
    absence_observed = Signal(int, object)
    lateness_ruled = Signal(int, object)
    departure_observed = Signal(int, object)
    return_confirmed = Signal(int)
    departure_taken_back = Signal(int, str)

    def __init__(self, screen: QWidget) -> None:
        super().__init__(screen)
        self._screen = screen
        self.requests = dict(
            zip(
                ACTS,
                (self.presence_requested, self.absence_requested, self.lateness_requested, self.departure_requested),
                strict=True,
            )
        )

    def ask_presence(self, asked: DoorAsked) -> None:
        """Ask which identity document was seen."""
        question = PresenceQuestion(asked, self._screen)
        question.answered.connect(partial(self.presence_observed.emit, asked.who.candidate_id))
        question.open()

    def ask_absence(self, asked: DoorAsked) -> None:
        """Ask how an absence is explained."""
        question = AbsenceQuestion(asked, self._screen)
        question.answered.connect(partial(self.absence_observed.emit, asked.who.candidate_id))
        question.open()

    def ask_lateness(self, asked: LateAsked) -> None:
        """Ask whether a latecomer is admitted."""
        question = LatenessQuestion(asked, self._screen)
        question.answered.connect(partial(self.lateness_ruled.emit, asked.who.candidate_id))
        question.open()

    def ask_departure(self, asked: DepartureAsked) -> None:
        """Ask why a candidate stops."""
        question = DepartureQuestion(asked, self._screen)
        question.answered.connect(partial(self.departure_observed.emit, asked.who.candidate_id))
        question.open()

    def ask_return(self, who: Who, since: str) -> None:
        """Make sure of who is back."""
        question = return_question(who, since, self._screen)
        question.accepted.connect(partial(self.return_confirmed.emit, who.candidate_id))
        question.open()

    def ask_to_take_back(self, who: Who, said: str) -> None:
        """Ask why a departure is taken away."""
        sentence = f"{who.name} : {said}. Si c’est une erreur, ce départ est retiré et le temps reprend comme avant."
        question = ReasonQuestion(
            "take_back_question", "Départ déjà noté", "Retirer ce départ", sentence=sentence, parent=self._screen
        )
        ask_reason(question, partial(self.departure_taken_back.emit, who.candidate_id))
