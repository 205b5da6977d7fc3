"""What happens around the épreuve and is written down from Évaluation: an incident, an accommodation read at last."""

from collections.abc import Callable
from typing import Protocol

from app.domain.anonymity import anonymous_id, is_anonymous
from app.domain.faults import DomainError, EnvironmentFault
from app.services import attendance
from app.ui.bench import Bench
from app.ui.screens.grading.keeper import GridKeeper
from app.ui.screens.grading.place import Place


class ConductView(Protocol):
    """What is asked of the screen."""

    def ask_incident(self, concerns: tuple[int, str] | None) -> None:
        """Ask what happened, to this candidate or in the session."""
        ...


class ConductDesk:
    """Follows the juror from place to place; `start` lets the time run once the accommodation is read."""

    def __init__(self, bench: Bench, view: ConductView, start: Callable[[], None]) -> None:
        self._bench = bench
        self._view = view
        self._start = start
        self._place: Place | None = None

    def arrive(self, place: Place, keeper: GridKeeper) -> None:  # noqa: ARG002 - the shape of every pane
        """Know whom an incident would be about."""
        self._place = place

    def leave(self) -> None:
        """Know nobody any more."""
        self._place = None

    def see_incident(self) -> None:
        """Ask what happened; written work is named by its identifier (rule 14)."""
        self._view.ask_incident(_named(self._place) if self._place is not None else None)

    def report_incident(self, text: str, candidate_id: int | None) -> None:
        """Write an incident down."""
        desk, actor = self._bench.desk, self._bench.actor
        if self._attempt(lambda: attendance.report_incident(desk, actor, text, candidate_id)):
            self._bench.inform("INCIDENT_REPORTED", "L’incident est noté ; il figurera au procès-verbal.")

    def acknowledge_accommodation(self, candidate_id: int) -> None:
        """Write down that it was read; the time that was asked for runs."""
        desk, actor = self._bench.desk, self._bench.actor
        if self._attempt(lambda: attendance.acknowledge_accommodation(desk, actor, candidate_id)):
            self._start()

    def _attempt(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except (DomainError, EnvironmentFault) as fault:
            self._bench.refuse(fault)
            return False
        self._bench.saved(self._bench.desk.now())
        return True


def _named(place: Place) -> tuple[int, str]:
    name = anonymous_id(place.session, place.candidate) if is_anonymous(place.part) else place.candidate.name
    return place.candidate.id, name
