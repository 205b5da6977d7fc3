"""Keeps the time of the part on the screen: instants go to disk, the clocks come back, nothing is counted here."""

from collections.abc import Callable
from functools import partial
from typing import Protocol

from app.domain.faults import DomainError, EnvironmentFault, Fault
from app.domain.people import Actor
from app.domain.timing import PhaseClock, PhaseState, current_phase
from app.services import timing
from app.services.desk import Desk
from app.services.timing import Timing
from app.ui.accommodation import AccommodationShown, accommodation_shown
from app.ui.bench import Bench
from app.ui.screens.grading.alerts import TimeAlerts
from app.ui.screens.grading.clock import ClockState, clock_state
from app.ui.screens.grading.place import Place

_LAST = "Retour à la Journée"


class TimeView(Protocol):
    """What the timekeeper asks of the screen."""

    def show_clock(self, clock: ClockState) -> None:
        """Show another moment of the time."""
        ...

    def ask_out_of_order(self, sentence: str) -> None:
        """Ask why the part starts before an earlier one is over, or long before its hour."""
        ...

    def ask_to_read(self, shown: AccommodationShown) -> None:
        """Show an accommodation, to be read before the time runs."""
        ...


class Timekeeper:
    """The acts on time of the part where the juror stands; `reread` has the session read again after each of them."""

    def __init__(self, bench: Bench, view: TimeView, reread: Callable[[], None]) -> None:
        self._bench = bench
        self._view = view
        self._reread = reread
        self._place: Place | None = None
        self._clocks: tuple[PhaseClock, ...] = ()
        self._alerts = TimeAlerts.of(bench.settings.load())

    def arrive(self, place: Place) -> None:
        """Keep the time of this place."""
        self._place = place
        self._clocks = place.session.clocks(place.candidate, place.part)
        self.tick()

    def leave(self) -> None:
        """Keep no time any more."""
        self._place, self._clocks = None, ()

    @property
    def phase_label(self) -> str:
        """The phase under way, empty before the first and after the last."""
        index = current_phase(self._clocks)
        if self._place is None or index is None or self._clocks[index].state is PhaseState.WAITING:
            return ""
        return self._place.part.phases[index].label

    def tick(self) -> None:
        """Show the time that passed."""
        if self._place is not None:
            now = self._bench.desk.clock.instant()
            self._view.show_clock(clock_state(self._place.part, self._clocks, now, self._follows, self._alerts))

    def choose_alerts(self, alerts: TimeAlerts) -> None:
        """Warn at these moments from now on, on this machine."""
        self._alerts = alerts
        try:
            self._bench.settings.save(alerts.kept_in(self._bench.settings.load()))
        except EnvironmentFault as fault:
            self._bench.refuse(fault)
        self.tick()

    def start(self, reason: str = "") -> None:
        """Let the next phase run, or the paused one; a part out of its order asks for a reason first."""
        if self._place is None:
            return
        index = current_phase(self._clocks)
        if index is not None and self._clocks[index].state is PhaseState.PAUSED:
            self._act(timing.resume)
            return
        try:
            self._take(timing.start(self._bench.desk, self._bench.actor, *self._sitting, reason))
        except (DomainError, EnvironmentFault) as fault:
            if fault.what in timing.ASKS_REASON and not reason:
                self._view.ask_out_of_order(fault.sentence)
                return
            if fault.what is Fault.ACCOMMODATION_UNREAD:
                self._show_accommodation()
                return
            self._bench.refuse(fault)
        self._reread()

    def pause(self, reason: str) -> None:
        """Stop the running phase for a while."""
        self._act(partial(timing.pause, reason=reason))

    def end_phase(self) -> None:
        """End the phase under way."""
        self._act(timing.end)

    def end_if_under_way(self) -> None:
        """End the phase under way when there is one."""
        index = current_phase(self._clocks)
        if index is not None and self._clocks[index].state in (PhaseState.RUNNING, PhaseState.PAUSED):
            self.end_phase()

    def next_phase(self) -> None:
        """End the phase under way; the one that follows starts at once."""
        if self._act(timing.end) and current_phase(self._clocks) is not None:
            self.start()

    @property
    def _sitting(self) -> tuple[int, str]:
        if self._place is None:
            raise LookupError("no part is on the screen")
        return self._place.candidate.id, self._place.part.id

    @property
    def _follows(self) -> str:
        following = self._place.next_part if self._place is not None else None
        return f"Partie suivante : {following.label}" if following else _LAST

    def _show_accommodation(self) -> None:
        shown = accommodation_shown(self._place.session, self._place.candidate) if self._place is not None else None
        if shown is not None:
            self._view.ask_to_read(shown)

    def _act(self, act: Callable[[Desk, Actor, int, str], Timing]) -> bool:
        if self._place is None:
            return False
        try:
            self._take(act(self._bench.desk, self._bench.actor, *self._sitting))
        except (DomainError, EnvironmentFault) as fault:
            self._bench.refuse(fault)
            return False
        finally:
            self._reread()
        return True

    def _take(self, kept: Timing) -> None:
        self._clocks = kept.clocks
        self._bench.saved(self._bench.desk.now())
