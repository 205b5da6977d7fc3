"""Évaluation: everything about one sitting on one screen, for one juror; written work as copies without a name."""

from app.domain.rules.base import COPIES
from app.ui.bench import Bench, Target
from app.ui.screen import ScreenView
from app.ui.screens.grading.abbreviations import AbbreviationsPresenter
from app.ui.screens.grading.conduct import ConductDesk
from app.ui.screens.grading.copies_page import CopiesPage
from app.ui.screens.grading.copies_presenter import CopiesPresenter
from app.ui.screens.grading.desk import GradingDesk
from app.ui.screens.grading.facing import FacingPane
from app.ui.screens.grading.guide import GuidePresenter
from app.ui.screens.grading.landscape_page import LandscapePage
from app.ui.screens.grading.landscape_presenter import LandscapePresenter
from app.ui.screens.grading.notes import NotesPresenter
from app.ui.screens.grading.presenter import GradingPresenter
from app.ui.screens.grading.view import GradingView


class GradingScreen:
    """The pages of grading and their presenters, tied together."""

    def __init__(self, bench: Bench) -> None:
        self._view = GradingView()
        self._conduct = ConductDesk(bench, self._view.conduct, self._start)
        self._guide = GuidePresenter(bench, self._view.guide)
        self._notes = NotesPresenter(bench, self._view.panes.notes)
        self._abbreviations = AbbreviationsPresenter(bench, self._view.panes)
        beside = (self._conduct, self._guide, self._notes, self._abbreviations, FacingPane(bench))
        self._presenter = GradingPresenter(bench, self._view, beside)
        self._copies = CopiesPage()
        self._landscape = LandscapePage()
        self._desk = GradingDesk(self._view, self._copies, self._landscape)
        self._side_by_side = LandscapePresenter(bench, self._landscape)
        self._pile = CopiesPresenter(bench, self._copies)
        self._view.clock.alerts_chosen.connect(self._presenter.time.choose_alerts)
        self._view.conduct.facing_requested.connect(bench.beside.face_candidate)
        self._connect_signals()
        self._connect_guide()
        self._connect_panes()
        self._connect_landscape()

    @property
    def view(self) -> ScreenView:
        """The widget to put into the frame."""
        return self._desk

    def show(self, target: Target) -> None:
        """Stand at the candidate, and at the part and the critère when they are named, or before the copies."""
        if target.field == COPIES:
            self._desk.show_page(self._copies)
        elif target.candidate_id is not None:
            self._desk.show_page(self._view)
        self._presenter.point_at(target.candidate_id, target.part_id, target.criterion_id)

    def forget(self) -> None:
        """Hold nothing of the session any more."""
        self._desk.show_page(self._view)
        self._pile.forget()
        self._side_by_side.forget()
        self._presenter.forget()

    def _compare(self) -> None:
        """Bring the copies side by side to the front."""
        self._desk.show_page(self._landscape)
        self._landscape.entered()

    def _start(self) -> None:
        self._presenter.time.start()

    def _connect_signals(self) -> None:
        view, presenter = self._view, self._presenter
        self._copies.page_entered.connect(self._pile.enter)
        self._copies.copy_requested.connect(self._pile.open_copy)
        self._copies.side_by_side_requested.connect(self._compare)
        view.screen_entered.connect(presenter.enter)
        view.conduct.incident_requested.connect(self._conduct.see_incident)
        view.conduct.incident_reported.connect(self._conduct.report_incident)
        view.conduct.accommodation_read.connect(self._conduct.acknowledge_accommodation)
        view.person_change_requested.connect(presenter.change_person)
        view.day_requested.connect(presenter.go_to_day)
        view.copies_requested.connect(presenter.go_to_copies)
        view.part_requested.connect(presenter.choose_part)
        view.go_on_requested.connect(presenter.go_on)
        view.next_part_requested.connect(presenter.leave_part)
        view.early_final_confirmed.connect(presenter.open_early)
        view.criterion_entered.connect(presenter.answers.enter_criterion)
        view.unit_requested.connect(presenter.answers.choose_unit)
        view.move_requested.connect(presenter.answers.move)
        view.mark_requested.connect(presenter.answers.mark)
        view.answer_requested.connect(presenter.answers.answer)
        view.current_answer_requested.connect(presenter.answers.answer_current)
        view.word_given.connect(presenter.answers.explain)
        view.word_entered.connect(presenter.answers.finish_word)
        view.undo_requested.connect(presenter.answers.undo)
        view.fact_dropped.connect(presenter.facts.attach)
        view.appreciation_left.connect(presenter.write_appreciation)
        view.gap_chosen.connect(presenter.answers.go_to_gap)
        view.lock_requested.connect(presenter.lock)
        view.correction_wanted.connect(presenter.answers.ask_correction)
        view.correction_given.connect(presenter.correct)
        view.unlock_requested.connect(presenter.unlock)
        view.tick_requested.connect(presenter.time.tick)
        view.start_requested.connect(presenter.time.start)
        view.pause_requested.connect(presenter.time.pause)
        view.end_requested.connect(presenter.time.end_phase)
        view.next_phase_requested.connect(presenter.time.next_phase)

    def _connect_landscape(self) -> None:
        page, presenter = self._landscape, self._side_by_side
        page.page_entered.connect(presenter.enter)
        page.value_chosen.connect(presenter.mark)
        page.word_requested.connect(presenter.ask_word)
        page.word_given.connect(presenter.explain)
        page.lock_requested.connect(presenter.lock)
        page.undo_requested.connect(presenter.undo)
        page.unit_requested.connect(presenter.choose_unit)
        page.unit_turned.connect(presenter.turn_unit)
        page.list_requested.connect(presenter.list_copies)

    def _connect_guide(self) -> None:
        view, guide = self._view, self._guide
        view.criterion_shown.connect(guide.follow)
        view.guide.role_change_requested.connect(guide.change_role)
        view.guide.pane.state_chosen.connect(guide.note)
        view.guide.pane.slide_ticked.connect(guide.tick_slide)
        view.guide.pane.question_entered.connect(guide.add)
        view.guide.pane.undo_requested.connect(guide.undo)

    def _connect_panes(self) -> None:
        panes, presenter = self._view.panes, self._presenter
        panes.attach_requested.connect(presenter.attach_fact)
        panes.facts.fact_typed.connect(presenter.facts.type)
        panes.facts.stamp_requested.connect(presenter.stamp_fact)
        panes.facts.number_given.connect(presenter.facts.attach_by_number)
        panes.facts.amend_requested.connect(presenter.facts.amend)
        panes.facts.remove_requested.connect(presenter.facts.remove)
        panes.notes.text_left.connect(self._notes.write)
        panes.notes.erasing_requested.connect(self._notes.ask_erasing)
        panes.notes.erasing_confirmed.connect(self._notes.erase)
        panes.abbreviations_requested.connect(self._abbreviations.ask)
        panes.phrase_kept.connect(self._abbreviations.keep)
        panes.phrase_removed.connect(self._abbreviations.remove)
        panes.phrase_switched.connect(self._abbreviations.switch)
