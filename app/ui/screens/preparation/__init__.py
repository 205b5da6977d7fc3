"""Préparation: the session's sheet, its jury, its candidates."""

from app.ui.bench import Bench, Target
from app.ui.screens.preparation.presenter import PreparationPresenter
from app.ui.screens.preparation.view import PreparationView

__all__ = ["PreparationScreen"]


class PreparationScreen:
    """Préparation as the window knows it."""

    def __init__(self, bench: Bench) -> None:
        self.view = PreparationView()
        self._presenter = PreparationPresenter(bench, self.view)
        self._connect_signals()

    def show(self, target: Target) -> None:
        """Bring the person or the candidate that the target names under the keyboard."""
        self._presenter.point(target)

    def forget(self) -> None:
        """The session was closed or the person changed: hold nothing of it any more."""
        self._presenter.forget()
        self.view.forget()

    def _connect_signals(self) -> None:
        view, presenter, importing = self.view, self._presenter, self._presenter.importing
        view.entered_screen.connect(presenter.refresh)
        view.section_chosen.connect(presenter.choose_section)
        view.field_left.connect(presenter.change_sheet)
        view.person_requested.connect(presenter.edit_person)
        view.person_entered.connect(presenter.save_person)
        view.person_removed.connect(presenter.remove_person)
        view.paper_declared.connect(presenter.declare_on_paper)
        view.code_reset.connect(presenter.reset_code)
        view.recusal_requested.connect(presenter.edit_recusal)
        view.recusal_entered.connect(presenter.recuse)
        view.recusal_withdrawn.connect(presenter.withdraw_recusal)
        view.candidate_requested.connect(presenter.edit_candidate)
        view.candidate_entered.connect(presenter.save_candidate)
        view.candidate_removed.connect(presenter.remove_candidate)
        view.editing_left.connect(presenter.leave_editing)
        view.import_requested.connect(presenter.begin_import)
        view.list_chosen.connect(importing.read_file)
        view.list_pasted.connect(importing.read_pasted)
        view.sheet_chosen.connect(importing.choose_sheet)
        view.import_confirmed.connect(importing.confirm)
        view.import_left.connect(importing.leave)
