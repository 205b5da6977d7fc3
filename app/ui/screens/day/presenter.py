"""Journée: presence, absence, incidents, the timers of written parts, and the way to each candidate's next step."""

from collections.abc import Callable
from typing import Protocol

from app.domain.anonymity import is_anonymous
from app.domain.candidate import Candidate
from app.domain.faults import DomainError, EnvironmentFault
from app.domain.next_step import NextStep, StepKind, next_step, spoken_name
from app.domain.rules.base import COPIES
from app.domain.session import ExamSession
from app.services import attendance, reading, timing
from app.ui.accommodation import AccommodationShown, accommodation_shown
from app.ui.bench import REPLAN_FIELD, Bench, ScreenName, Target
from app.ui.durations import planned_words
from app.ui.screens.day.door_presenter import Door, DoorPresenter
from app.ui.screens.day.sheet import CandidateSheet, candidate_sheet
from app.ui.screens.day.state import DayState, Sitting, Who, day_state, who_is


class View(Protocol):
    """What the presenter asks of its screen."""

    def show_state(self, state: DayState) -> None:
        """Show the day."""
        ...

    def choose(self, candidate_id: int) -> None:
        """Bring the keyboard to a candidate's row."""
        ...

    def ask_to_read(self, shown: AccommodationShown) -> None:
        """Show an accommodation, to be read before the time runs."""
        ...

    def ask_start(self, who: Who, sitting: Sitting) -> None:
        """Make sure of the person before the time of a part runs."""
        ...

    def ask_end(self, who: Who, sitting: Sitting) -> None:
        """Make sure of the person before a part ends."""
        ...

    def ask_out_of_order(self, candidate_id: int, part_id: str, sentence: str) -> None:
        """Ask why a part starts before an earlier one is over, or long before its hour."""
        ...

    def ask_incident(self, who: Who | None) -> None:
        """Ask what happened, to the candidate or in the session."""
        ...

    def show_sheet(self, sheet: CandidateSheet) -> None:
        """Show what the day holds of one candidate."""
        ...


class DayPresenter:
    """Holds nothing of the session: each act is followed by a fresh reading."""

    def __init__(self, bench: Bench, view: View, door: Door) -> None:
        self.door = DoorPresenter(bench, door, self._act)
        self._bench = bench
        self._view = view
        self._chosen: int | None = None

    def point_at(self, candidate_id: int | None) -> None:
        """Choose the row that has the keyboard when the screen is entered next."""
        self._chosen = candidate_id

    def forget(self) -> None:
        """Show nothing of any session."""
        self._chosen = None
        self._view.show_state(DayState())

    def refresh(self) -> None:
        """Read the session and show it."""
        desk = self._bench.desk
        self._view.show_state(day_state(reading.session(desk), self._bench.actor, desk.clock.instant()))
        if self._chosen is not None:
            self._view.choose(self._chosen)
            self._chosen = None

    def take_next_step(self, candidate_id: int) -> None:
        """Do what the candidate's button names."""
        session = self._session()
        candidate = session.candidate(candidate_id)
        step = next_step(session, candidate, self._bench.actor)
        if not step.kind.writes or self._bench.beside.lives_here():
            self._take(session, candidate, step)

    def _take(self, session: ExamSession, candidate: Candidate, step: NextStep) -> None:
        candidate_id = candidate.id
        if step.kind is StepKind.OBSERVE_PRESENCE:
            self.door.see_presence(candidate_id)
        elif step.kind is StepKind.COME_BACK:
            self.door.see_return(candidate_id)
        elif step.kind is StepKind.READ_ACCOMMODATION:
            self.see_accommodation(candidate_id)
        elif step.part_id is not None and step.kind is StepKind.START:
            self._view.ask_start(who_is(candidate), _sitting(session, candidate, step.part_id))
        elif step.part_id is not None and step.kind is StepKind.FINISH:
            self._view.ask_end(who_is(candidate), _sitting(session, candidate, step.part_id))
        elif step.part_id is not None and step.kind in (StepKind.RESUME, StepKind.GRADE):
            self._bench.go_to(Target(ScreenName.GRADING, candidate_id, step.part_id))
        elif step.kind is StepKind.GRADE_COPIES:
            self.correct_copies()
        else:
            self._look(session, candidate)

    def correct_copies(self) -> None:
        """Go to the written work that a juror grades."""
        self._bench.go_to(Target(ScreenName.GRADING, field=COPIES))

    def open_grids(self, candidate_id: int) -> None:
        """Go to what the juror grades of a candidate by name, whatever the next step is."""
        session = self._session()
        if self._evaluates(session, session.candidate(candidate_id)):
            self._bench.go_to(Target(ScreenName.GRADING, candidate_id))

    def see_accommodation(self, candidate_id: int) -> None:
        """Show a candidate's accommodation in full."""
        session = self._session()
        shown = accommodation_shown(session, session.candidate(candidate_id))
        if shown is not None:
            self._view.ask_to_read(shown)

    def see_incident(self, candidate_id: int | None) -> None:
        """Ask what happened."""
        who = who_is(self._session().candidate(candidate_id)) if candidate_id is not None else None
        self._view.ask_incident(who)

    def acknowledge_accommodation(self, candidate_id: int) -> None:
        """Write down that the accommodation was read."""
        self._act(lambda: attendance.acknowledge_accommodation(self._bench.desk, self._bench.actor, candidate_id))

    def report_incident(self, text: str, candidate_id: int | None) -> None:
        """Write an incident down."""
        if self._act(lambda: attendance.report_incident(self._bench.desk, self._bench.actor, text, candidate_id)):
            self._bench.inform("INCIDENT_REPORTED", "L’incident est noté ; il figurera au procès-verbal.")

    def start(self, candidate_id: int, part_id: str, reason: str = "") -> None:
        """Let the time of a part run; a juror then goes to grade it."""
        desk, actor = self._bench.desk, self._bench.actor
        try:
            timing.start(desk, actor, candidate_id, part_id, reason)
        except (DomainError, EnvironmentFault) as fault:
            if fault.what in timing.ASKS_REASON and not reason:
                self._view.ask_out_of_order(candidate_id, part_id, fault.sentence)
            else:
                self._bench.refuse(fault)
            return
        self._bench.saved(desk.now())
        self.refresh()
        _modality, part = self._session().part_for(self._session().candidate(candidate_id), part_id)
        if not actor.is_manager and not is_anonymous(part):
            self._bench.go_to(Target(ScreenName.GRADING, candidate_id, part_id))

    def end(self, candidate_id: int, part_id: str) -> None:
        """End the phase under way of a written part."""
        self._act(lambda: timing.end(self._bench.desk, self._bench.actor, candidate_id, part_id))

    def prepare(self) -> None:
        """Go where candidates are enrolled."""
        self._bench.go_to(Target(ScreenName.PREPARATION))

    def replan(self) -> None:
        """Go where the planning is shown, computed again from now; keeping it is the one thing left to do."""
        self._bench.go_to(Target(ScreenName.PREPARATION, field=REPLAN_FIELD))

    def see_ledger(self) -> None:
        """Go where every grid owed has its sign."""
        self._bench.go_to(Target(ScreenName.LEDGER, field=ScreenName.DAY.value))

    def _look(self, session: ExamSession, candidate: Candidate) -> None:
        if self._evaluates(session, candidate):
            self._bench.go_to(Target(ScreenName.GRADING, candidate.id))
        else:
            self._view.show_sheet(candidate_sheet(session, candidate, self._bench.actor))

    def _act(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except (DomainError, EnvironmentFault) as fault:
            self._bench.refuse(fault)
            self.refresh()
            return False
        self._bench.saved(self._bench.desk.now())
        self.refresh()
        return True

    def _session(self) -> ExamSession:
        return reading.session(self._bench.desk)

    def _evaluates(self, session: ExamSession, candidate: Candidate) -> bool:
        juror_id = self._bench.actor.person_id
        return candidate.is_present and juror_id in {juror.id for juror in session.jurors_for(candidate)}


def _sitting(session: ExamSession, candidate: Candidate, part_id: str) -> Sitting:
    modality, part = session.part_for(candidate, part_id)
    planned = [clock.planned for clock in session.clocks(candidate, part)]
    return Sitting(part_id, part.label, spoken_name(modality, part), planned_words(planned))
