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
        self._connect_frame()
        self._connect_jury()
        self._connect_candidates()
        self._connect_links()
        self._connect_planning()
        self._connect_import()

    def show(self, target: Target) -> None:
        """Bring the person or the candidate that the target names under the keyboard."""
        self._presenter.point(target)

    def forget(self) -> None:
        """The session was closed or the person changed: hold nothing of it any more."""
        self._presenter.forget()
        self.view.forget()

    def _connect_frame(self) -> None:
        view, presenter = self.view, self._presenter
        view.entered_screen.connect(presenter.refresh)
        view.section_chosen.connect(presenter.choose_section)
        view.editing_left.connect(presenter.leave_editing)
        view.sheet.field_left.connect(presenter.sheet.change)
        view.sheet.guide_requested.connect(presenter.guide.edit)
        view.sheet.guide_entered.connect(presenter.guide.save)
        view.sheet.guide_file_chosen.connect(presenter.guide.read_file)

    def _connect_jury(self) -> None:
        page, presenter = self.view.jury, self._presenter.jury
        page.person_requested.connect(presenter.edit_person)
        page.person_entered.connect(presenter.save_person)
        page.person_removed.connect(presenter.remove_person)
        page.paper_declared.connect(presenter.declare_on_paper)
        page.code_reset.connect(presenter.reset_code)
        page.recusal_requested.connect(presenter.edit_recusal)
        page.recusal_entered.connect(presenter.recuse)
        page.withdraw_requested.connect(presenter.withdraw_recusal)

    def _connect_candidates(self) -> None:
        page, presenter = self.view.candidates, self._presenter.candidates
        page.candidate_requested.connect(presenter.edit)
        page.candidate_entered.connect(presenter.save)
        page.candidate_removed.connect(presenter.remove)
        page.undo_requested.connect(presenter.undo_import)

    def _connect_links(self) -> None:
        page, presenter = self.view.links, self._presenter.links
        page.link_requested.connect(presenter.edit)
        page.link_entered.connect(presenter.save)
        page.link_withdrawn.connect(presenter.withdraw)

    def _connect_planning(self) -> None:
        page, presenter = self.view.planning, self._presenter.planning
        page.compute_requested.connect(presenter.compute)
        page.replan_requested.connect(presenter.compute_from_now)
        page.move_requested.connect(presenter.move)
        page.undo_requested.connect(presenter.undo)
        page.keep_requested.connect(presenter.keep)
        page.draft_left.connect(presenter.leave_draft)
        page.discard_requested.connect(presenter.discard)
        page.print_requested.connect(presenter.print_out)
        page.candidates_requested.connect(self._presenter.go_to_candidates)
        page.candidate_chosen.connect(self._presenter.point_at_candidate)
        page.time_passed.connect(presenter.tell_time)

    def _connect_import(self) -> None:
        page, presenter = self.view.importing, self._presenter.importing
        self.view.import_requested.connect(self._presenter.begin_import)
        page.list_chosen.connect(presenter.read_file)
        page.list_pasted.connect(presenter.read_pasted)
        page.read_again_requested.connect(presenter.read_again)
        page.sheet_chosen.connect(presenter.choose_sheet)
        page.column_chosen.connect(presenter.choose_column)
        page.cell_mended.connect(presenter.mend)
        page.cell_put_back.connect(presenter.put_back)
        page.leave_out_requested.connect(presenter.leave_out)
        page.import_confirmed.connect(presenter.confirm)
        page.import_left.connect(presenter.leave)
