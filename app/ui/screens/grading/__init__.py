"""Évaluation: everything about one sitting on one screen, for one juror."""

from app.ui.bench import Bench, Target
from app.ui.screen import ScreenView
from app.ui.screens.grading.abbreviations import AbbreviationsPresenter
from app.ui.screens.grading.conduct import ConductDesk
from app.ui.screens.grading.guide import GuidePresenter
from app.ui.screens.grading.notes import NotesPresenter
from app.ui.screens.grading.presenter import GradingPresenter
from app.ui.screens.grading.view import GradingView


class GradingScreen:
    """The grading view and presenter, tied together."""

    def __init__(self, bench: Bench) -> None:
        self._view = GradingView()
        self._conduct = ConductDesk(bench, self._view.conduct, self._start)
        self._guide = GuidePresenter(bench, self._view.guide)
        self._notes = NotesPresenter(bench, self._view.panes.notes)
        self._abbreviations = AbbreviationsPresenter(bench, self._view.panes)
        beside = (self._conduct, self._guide, self._notes, self._abbreviations)
        self._presenter = GradingPresenter(bench, self._view, beside)
        self._connect_signals()
        self._connect_guide()
        self._connect_panes()

    @property
    def view(self) -> ScreenView:
        """The widget to put into the frame."""
        return self._view

    def show(self, target: Target) -> None:
        """Stand at the candidate, and at the part and the critère when they are named."""
        self._presenter.point_at(target.candidate_id, target.part_id, target.criterion_id)

    def forget(self) -> None:
        """Hold nothing of the session any more."""
        self._presenter.forget()

    def _start(self) -> None:
        self._presenter.time.start()

    def _connect_signals(self) -> None:
        view, presenter = self._view, self._presenter
        view.screen_entered.connect(presenter.enter)
        view.conduct.incident_requested.connect(self._conduct.see_incident)
        view.conduct.incident_reported.connect(self._conduct.report_incident)
        view.conduct.accommodation_read.connect(self._conduct.acknowledge_accommodation)
        view.person_change_requested.connect(presenter.change_person)
        view.day_requested.connect(presenter.go_to_day)
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
