"""The ledger of grids: what the jury owes, what came, and packets between laptops. Reached from other screens."""

from app.ui.bench import Bench, ScreenName, Target
from app.ui.screens.ledger.presenter import LedgerPresenter
from app.ui.screens.ledger.state import LEAVES_TO
from app.ui.screens.ledger.view import LedgerView

__all__ = ["LedgerScreen"]


class LedgerScreen:
    """The ledger as the window knows it."""

    def __init__(self, bench: Bench) -> None:
        self.view = LedgerView()
        self._presenter = LedgerPresenter(bench, self.view)
        self._connect_signals()

    def show(self, target: Target) -> None:
        """Remember the screen that the person comes from: the target's field names it."""
        known = {screen.value: screen for screen in LEAVES_TO}
        self._presenter.come_from(known.get(target.field, ScreenName.DAY))

    def forget(self) -> None:
        """The session was closed or the person changed."""
        self._presenter.forget()

    def _connect_signals(self) -> None:
        view, presenter = self.view, self._presenter
        view.entered_screen.connect(presenter.refresh)
        view.leaving_requested.connect(presenter.leave)
        view.packet_requested.connect(presenter.make_packet)
        view.packets_requested.connect(presenter.take_packets)
        view.versions_requested.connect(presenter.see_versions)
        view.version_chosen.connect(presenter.keep_version)
        view.waiver_requested.connect(presenter.waive)
        view.waiver_dropped.connect(presenter.expect_again)
