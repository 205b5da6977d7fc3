"""What is done at the door: presence, absence, lateness, departures; each act is followed by a fresh reading."""

import datetime as dt
from collections.abc import Callable
from typing import Protocol

from app.domain.faults import DomainError, Fault
from app.domain.session import ExamSession
from app.services import attendance, departures, lateness, reading
from app.services.lateness import LateEntry
from app.ui.bench import Bench
from app.ui.screens.day.attendance_dialogs import AbsenceSeen, PresenceSeen
from app.ui.screens.day.departure_dialogs import DepartureSeen
from app.ui.screens.day.door_state import (
    DepartureAsked,
    DoorAsked,
    LateAsked,
    departure_asked,
    door_asked,
    late_asked,
)
from app.ui.screens.day.late_dialog import LatenessRuled, Ruling
from app.ui.screens.day.state import Who, departure_words, who_is


class Door(Protocol):
    """What the presenter asks of the windows of the door."""

    def ask_presence(self, asked: DoorAsked) -> None:
        """Ask which identity document was seen."""
        ...

    def ask_absence(self, asked: DoorAsked) -> None:
        """Ask how an absence is explained."""
        ...

    def ask_lateness(self, asked: LateAsked) -> None:
        """Ask whether a latecomer is admitted."""
        ...

    def ask_departure(self, asked: DepartureAsked) -> None:
        """Ask why a candidate stops."""
        ...

    def ask_return(self, who: Who, since: str) -> None:
        """Make sure of who is back."""
        ...

    def ask_to_take_back(self, who: Who, said: str) -> None:
        """Ask why a departure is taken away."""
        ...


class DoorPresenter:
    """Shows the windows of the door and records what they answer; `act` runs an act and shows the day again."""

    def __init__(self, bench: Bench, door: Door, act: Callable[[Callable[[], object]], bool]) -> None:
        self._bench = bench
        self._door = door
        self._act = act

    def see_presence(self, candidate_id: int) -> None:
        """Ask for the identity document of a candidate at the door."""
        self._door.ask_presence(door_asked(self._session().candidate(candidate_id), self._bench.desk.now()))

    def see_absence(self, candidate_id: int) -> None:
        """Ask why a candidate is not there; who already sat something is told to leave instead."""
        session = self._session()
        candidate = session.candidate(candidate_id)
        if any(session.has_begun(candidate, part.id) for _modality, part in session.parts_for(candidate)):
            self._bench.refuse(DomainError(Fault.ABSENT_AFTER_SITTING, candidate=candidate.name))
            return
        self._door.ask_absence(door_asked(candidate, self._bench.desk.now()))

    def see_lateness(self, candidate_id: int) -> None:
        """Let the responsable decide of a latecomer; a juror is told who decides."""
        if not self._bench.actor.is_manager:
            self._bench.refuse(DomainError(Fault.MANAGER_ONLY))
            return
        session = self._session()
        self._door.ask_lateness(late_asked(session, session.candidate(candidate_id), self._bench.desk.now()))

    def see_departure(self, candidate_id: int) -> None:
        """Ask why a candidate stops; one already gone can be taken back by the responsable."""
        session = self._session()
        candidate = session.candidate(candidate_id)
        left = candidate.left_for_good
        if not candidate.is_present:
            self._bench.refuse(DomainError(Fault.CANDIDATE_NOT_PRESENT, candidate=candidate.name))
        elif left is None:
            self._door.ask_departure(departure_asked(session, candidate, self._bench.actor))
        elif self._bench.actor.is_manager:
            self._door.ask_to_take_back(who_is(candidate), departure_words(left))
        else:
            at = f"{left.at:%H:%M}"
            self._bench.refuse(DomainError(Fault.LEFT_FOR_GOOD, candidate=candidate.name, kind=left.kind.word, at=at))

    def see_return(self, candidate_id: int) -> None:
        """Make sure of who is back from an interruption."""
        candidate = self._session().candidate(candidate_id)
        if candidate.interrupted is not None:
            away = candidate.interrupted
            self._door.ask_return(who_is(candidate), f"Interruption depuis {away.at:%H:%M} : {away.reason}")

    def mark_present(self, candidate_id: int, seen: PresenceSeen) -> None:
        """Record a presence; one that comes too late is the responsable's to decide."""
        desk, actor = self._bench.desk, self._bench.actor
        arrived = self._today_at(seen.arrived_at)
        self._act(
            lambda: attendance.mark_present(
                desk, actor, candidate_id, seen.document, arrived_at=arrived, reason=seen.reason
            )
        )

    def mark_absent(self, candidate_id: int, seen: AbsenceSeen) -> None:
        """Record an absence."""
        desk, actor = self._bench.desk, self._bench.actor
        self._act(lambda: attendance.mark_absent(desk, actor, candidate_id, seen.code, seen.detail, reason=seen.reason))

    def rule_on_lateness(self, candidate_id: int, ruled: LatenessRuled) -> None:
        """Record what the responsable decided of a latecomer."""
        desk, actor = self._bench.desk, self._bench.actor
        arrived = self._today_at(ruled.arrived_at) or desk.now()
        if ruled.ruling is Ruling.REFUSE:
            self._act(lambda: lateness.refuse(desk, actor, candidate_id, arrived, ruled.reason))
        else:
            entry = LateEntry(ruled.part_id, arrived, ruled.minutes, ruled.reason, ruled.document)
            self._act(lambda: lateness.admit(desk, actor, candidate_id, entry))

    def record_departure(self, candidate_id: int, seen: DepartureSeen) -> None:
        """Record an abandon, an interruption or an exclusion."""
        desk, actor = self._bench.desk, self._bench.actor
        self._act(lambda: departures.leave(desk, actor, candidate_id, seen.kind, seen.reason))

    def record_return(self, candidate_id: int) -> None:
        """Record the end of an interruption."""
        self._act(lambda: departures.come_back(self._bench.desk, self._bench.actor, candidate_id))

    def take_departure_back(self, candidate_id: int, reason: str) -> None:
        """Take away a departure recorded by mistake."""
        self._act(lambda: departures.take_back(self._bench.desk, self._bench.actor, candidate_id, reason))

    def _today_at(self, hour: dt.time | None) -> dt.datetime | None:
        if hour is None:
            return None
        return self._bench.desk.now().replace(hour=hour.hour, minute=hour.minute, second=0, microsecond=0)

    def _session(self) -> ExamSession:
        return reading.session(self._bench.desk)
