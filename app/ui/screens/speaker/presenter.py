"""The speaker's presenter: reads the oral under way, repaints its time, carries out nothing."""

from typing import Protocol

from app.domain.interview import SpeakerCall, call_for
from app.services import reading
from app.ui.bench import Bench
from app.ui.screens.speaker.state import SpeakerState, speaker_state


class View(Protocol):
    """What the presenter asks of its screen."""

    def show_state(self, state: SpeakerState) -> None:
        """Show the role and the time."""
        ...


class SpeakerPresenter:
    """Holds the one call that concerns the speaker; the session changes under nobody's hand meanwhile."""

    def __init__(self, bench: Bench, view: View) -> None:
        self._bench = bench
        self._view = view
        self._call: SpeakerCall | None = None

    def enter(self) -> None:
        """Read the oral under way."""
        session = reading.session(self._bench.desk)
        self._call = call_for(session, session.person(self._bench.actor.person_id or 0))
        self._show()

    def tick(self) -> None:
        """Show the time that passed."""
        if self._call is not None:
            self._show()

    def forget(self) -> None:
        """Hold nothing of the session any more."""
        self._call = None
        self._view.show_state(SpeakerState())

    def _show(self) -> None:
        self._view.show_state(speaker_state(self._call, self._bench.desk.clock.instant()))
