"""Clôture: from the last check to the sealed session."""

from functools import partial

from app.ui.bench import Bench, ScreenName, Target
from app.ui.screens.closing.presenter import ClosingPresenter
from app.ui.screens.closing.view import ClosingView

__all__ = ["ClosingScreen"]


class ClosingScreen:
    """Clôture as the window knows it."""

    def __init__(self, bench: Bench) -> None:
        self.view = ClosingView()
        self._presenter = ClosingPresenter(bench, self.view)
        self._connect_signals()
        to_ledger = Target(ScreenName.LEDGER, field=ScreenName.CLOSING.value)
        self.view.ledger_requested.connect(partial(bench.go_to, to_ledger))

    def show(self, target: Target) -> None:
        """The whole list is always shown."""

    def forget(self) -> None:
        """The session was closed or the person changed."""
        self._presenter.forget()

    def _connect_signals(self) -> None:
        view, presenter = self.view, self._presenter
        view.entered_screen.connect(presenter.refresh)
        view.mending_requested.connect(presenter.mend)
        view.confirmation_requested.connect(presenter.confirm)
        view.closing_requested.connect(presenter.close)
        view.signature_requested.connect(presenter.sign)
        view.own_signature_requested.connect(presenter.sign_own)
        view.sealing_requested.connect(presenter.seal)
        view.rectification_requested.connect(presenter.rectify)
        view.validation_entered.connect(presenter.validate)
        view.reading_requested.connect(presenter.read_record)
