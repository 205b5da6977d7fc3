"""Documents: papers seen, saved, printed, verified."""

from app.ui.bench import Bench, Target
from app.ui.screens.documents.presenter import DocumentsPresenter
from app.ui.screens.documents.view import DocumentsView

__all__ = ["DocumentsScreen"]


class DocumentsScreen:
    """Documents as the window knows it."""

    def __init__(self, bench: Bench) -> None:
        self.view = DocumentsView()
        self._presenter = DocumentsPresenter(bench, self.view)
        self._connect_signals()

    def show(self, target: Target) -> None:
        """The whole list is always shown."""

    def forget(self) -> None:
        """The session was closed or the person changed."""
        self._presenter.forget()

    def _connect_signals(self) -> None:
        view, presenter = self.view, self._presenter
        view.entered_screen.connect(presenter.refresh)
        view.moment_chosen.connect(presenter.choose_moment)
        view.document_chosen.connect(presenter.choose)
        view.mend_requested.connect(presenter.mend)
        view.bundle_requested.connect(presenter.save_bundle)
        view.save_requested.connect(presenter.save)
        view.save_all_requested.connect(presenter.save_all)
        view.verification_requested.connect(presenter.verify)
        view.file_verification_requested.connect(presenter.verify_file)
