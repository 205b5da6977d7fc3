"""Journée: the day of the exam, one line per candidate, one button that names the next step."""

from app.ui.bench import Bench, Target
from app.ui.screen import ScreenView
from app.ui.screens.day.conduct import ConductPresenter
from app.ui.screens.day.door import Door
from app.ui.screens.day.door_presenter import DoorPresenter
from app.ui.screens.day.presenter import DayPresenter
from app.ui.screens.day.view import DayView


class DayScreen:
    """The day's view and presenter, tied together."""

    def __init__(self, bench: Bench) -> None:
        self._view = DayView()
        self._presenter = DayPresenter(bench, self._view, self._view.door)
        self._conduct = ConductPresenter(bench, self._view)
        self._connect_signals()

    @property
    def view(self) -> ScreenView:
        """The widget to put into the frame."""
        return self._view

    def show(self, target: Target) -> None:
        """Choose the candidate's row when the target names one."""
        self._presenter.point_at(target.candidate_id)

    def forget(self) -> None:
        """Hold nothing of the session any more."""
        self._presenter.forget()

    def _connect_signals(self) -> None:
        view, presenter = self._view, self._presenter
        view.screen_entered.connect(presenter.refresh)
        view.step_requested.connect(presenter.take_next_step)
        view.copies_requested.connect(presenter.correct_copies)
        view.grids_requested.connect(presenter.open_grids)
        view.incident_requested.connect(presenter.see_incident)
        view.preparation_requested.connect(presenter.prepare)
        view.replan_requested.connect(presenter.replan)
        view.ledger_requested.connect(presenter.see_ledger)
        view.accommodation_read.connect(presenter.acknowledge_accommodation)
        view.start_confirmed.connect(presenter.start)
        view.end_confirmed.connect(presenter.end)
        view.fraud_requested.connect(self._conduct.see_fraud)
        view.fraud_reported.connect(self._conduct.report_fraud)
        view.incident_reported.connect(presenter.report_incident)
        self._connect_door(view.door, presenter.door)

    def _connect_door(self, door: Door, presenter: DoorPresenter) -> None:
        door.presence_requested.connect(presenter.see_presence)
        door.absence_requested.connect(presenter.see_absence)
        door.lateness_requested.connect(presenter.see_lateness)
        door.departure_requested.connect(presenter.see_departure)
        door.presence_observed.connect(presenter.mark_present)
        door.absence_observed.connect(presenter.mark_absent)
        door.lateness_ruled.connect(presenter.rule_on_lateness)
        door.departure_observed.connect(presenter.record_departure)
        door.return_confirmed.connect(presenter.record_return)
        door.departure_taken_back.connect(presenter.take_departure_back)
