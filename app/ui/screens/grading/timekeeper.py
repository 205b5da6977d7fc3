"""Keeps the time of the part on the screen: instants go to disk, the clocks come back, nothing is counted here."""

from collections.abc import Callable

from app.domain.faults import DomainError, EnvironmentFault, Fault
from app.domain.people import Actor
from app.domain.timing import PhaseState, current_phase
from app.services import timing
from app.services.desk import Desk
from app.services.timing import Timing
from app.ui.bench import Bench
from app.ui.screens.grading.clock import ClockState, clock_state
from app.ui.screens.grading.place import Place

_LAST = "Retour à la Journée"


class Timekeeper:
    """The acts on time of one candidate's part."""

    def __init__(self, bench: Bench, place: Place) -> None:
        self._bench = bench
        self._part = place.part
        self._sitting = (place.candidate.id, place.part.id)
        self._clocks = place.session.clocks(place.candidate, place.part)
        self._follows = f"Partie suivante : {place.next_part.label}" if place.next_part else _LAST

    @property
    def phase_label(self) -> str:
        """The phase under way, empty before the first and after the last."""
        index = current_phase(self._clocks)
        if index is None or self._clocks[index].state is PhaseState.WAITING:
            return ""
        return self._part.phases[index].label

    def moment(self) -> ClockState:
        """The time as it is now."""
        return clock_state(self._part, self._clocks, self._bench.desk.clock.instant(), self._follows)

    def start(self, reason: str = "") -> str:
        """Let the next phase run, or the paused one; gives back why a reason is asked for, empty when none is."""
        index = current_phase(self._clocks)
        if index is not None and self._clocks[index].state is PhaseState.PAUSED:
            self._act(lambda desk, actor: timing.resume(desk, actor, *self._sitting))
            return ""
        try:
            self._take(timing.start(self._bench.desk, self._bench.actor, *self._sitting, reason))
        except (DomainError, EnvironmentFault) as fault:
            if fault.what is Fault.PART_OUT_OF_ORDER and not reason:
                return fault.sentence
            self._bench.refuse(fault)
        return ""

    def pause(self, reason: str) -> None:
        """Stop the running phase for a while."""
        self._act(lambda desk, actor: timing.pause(desk, actor, *self._sitting, reason))

    def end(self) -> bool:
        """End the phase under way."""
        return self._act(lambda desk, actor: timing.end(desk, actor, *self._sitting))

    def next_phase(self) -> None:
        """End the phase under way; the one that follows starts at once."""
        if self.end() and current_phase(self._clocks) is not None:
            self.start()

    def _act(self, act: Callable[[Desk, Actor], Timing]) -> bool:
        try:
            self._take(act(self._bench.desk, self._bench.actor))
        except (DomainError, EnvironmentFault) as fault:
            self._bench.refuse(fault)
            return False
        return True

    def _take(self, kept: Timing) -> None:
        self._clocks = kept.clocks
        self._bench.saved(self._bench.desk.now())
