"""Accueil: the one screen that works without an open session."""

from pathlib import Path

from app.ui.bench import Target
from app.ui.screens.home.home_bench import Failed, HomeBench
from app.ui.screens.home.presenter import HomePresenter
from app.ui.screens.home.view import HomeView

__all__ = ["Failed", "HomeBench", "HomeScreen"]


class HomeScreen:
    """Accueil as the window knows it."""

    def __init__(self, bench: HomeBench) -> None:
        self.view = HomeView()
        self._presenter = HomePresenter(bench, self.view)
        self._connect_signals()
        self._connect_creation()

    def show(self, target: Target) -> None:
        """Nothing of Accueil can be pointed at."""

    def forget(self) -> None:
        """The session was closed or the person changed: read again what is open."""
        self._presenter.refresh()

    def ask_opening(self, path: Path) -> None:
        """Ask the passphrase of a session file named on the command line."""
        self._presenter.ask_opening(path)

    def _connect_signals(self) -> None:
        view, presenter = self.view, self._presenter
        view.entered_screen.connect(presenter.refresh)
        view.left_screen.connect(presenter.leave)
        view.opening_requested.connect(presenter.ask_opening)
        view.passphrase_entered.connect(presenter.open_session)
        view.opening_left.connect(presenter.leave_opening)
        view.demo_requested.connect(presenter.open_demo)
        view.closing_requested.connect(presenter.close_session)
        view.moving_requested.connect(presenter.move_session)
        view.framework_file_chosen.connect(presenter.add_framework)
        view.replacement_confirmed.connect(self._on_replacement_confirmed)
        view.replacement_left.connect(presenter.leave_replacement)
        view.framework_faults_left.connect(presenter.leave_framework_faults)
        view.scheme_chosen.connect(presenter.choose_scheme)
        view.zoom_chosen.connect(presenter.choose_zoom)

    def _connect_creation(self) -> None:
        view, creating = self.view, self._presenter.creating
        view.creation_requested.connect(creating.begin)
        view.creation_left.connect(creating.leave)
        view.framework_chosen.connect(creating.choose_framework)
        view.first_day_changed.connect(creating.choose_first_day)
        view.place_chosen.connect(creating.choose_place)
        view.words_requested.connect(creating.propose_words)
        view.create_requested.connect(creating.create)
        view.earlier_chosen.connect(creating.ask_earlier)
        view.earlier_entered.connect(creating.take_earlier)
        view.earlier_left.connect(creating.leave_asking)
        view.earlier_dropped.connect(creating.drop_earlier)

    def _on_replacement_confirmed(self, path: Path) -> None:
        self._presenter.add_framework(path, replacing=True)
