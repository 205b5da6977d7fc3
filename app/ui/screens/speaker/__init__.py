"""The screen of an intervenant ponctuel: whom he or she plays for, which part, how much time. Nothing to grade."""

from app.ui.bench import Bench, Target
from app.ui.screen import ScreenView
from app.ui.screens.speaker.presenter import SpeakerPresenter
from app.ui.screens.speaker.view import SpeakerView


class SpeakerScreen:
    """The speaker's view and presenter, tied together."""

    def __init__(self, bench: Bench) -> None:
        self._view = SpeakerView()
        self._presenter = SpeakerPresenter(bench, self._view)
        self._view.screen_entered.connect(self._presenter.enter)
        self._view.tick_requested.connect(self._presenter.tick)

    @property
    def view(self) -> ScreenView:
        """The widget to put into the frame."""
        return self._view

    def show(self, target: Target) -> None:
        """Nothing of a target concerns this screen: it shows the oral under way."""

    def forget(self) -> None:
        """Hold nothing of the session any more."""
        self._presenter.forget()
