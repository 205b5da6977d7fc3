"""Contrôles: the whole list of rules."""

from app.ui.bench import Bench, Target
from app.ui.screens.checks.presenter import ChecksPresenter
from app.ui.screens.checks.view import ChecksView

__all__ = ["ChecksScreen"]


class ChecksScreen:
    """Contrôles as the window knows it."""

    def __init__(self, bench: Bench) -> None:
        self.view = ChecksView()
        self._presenter = ChecksPresenter(bench, self.view)
        self._connect_signals()

    def show(self, target: Target) -> None:
        """The whole list is always shown."""

    def forget(self) -> None:
        """The session was closed or the person changed."""
        self._presenter.forget()

    def _connect_signals(self) -> None:
        self.view.entered_screen.connect(self._presenter.refresh)
        self.view.only_open_requested.connect(self._presenter.show_only_open)
        self.view.mending_requested.connect(self._presenter.mend)
        self.view.passing_requested.connect(self._presenter.pass_over)
        self.view.shortfall_requested.connect(self._presenter.note_shortfall)
        self.view.take_back_requested.connect(self._presenter.take_shortfall_back)
