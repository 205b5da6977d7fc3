"""Délibération: the jury's positions and its one decision per candidate, behind closed doors."""

from functools import partial

from app.ui.bench import Bench, ScreenName, Target
from app.ui.screens.deliberation.presenter import DeliberationPresenter
from app.ui.screens.deliberation.view import DeliberationView

__all__ = ["DeliberationScreen"]


class DeliberationScreen:
    """Délibération as the window knows it."""

    def __init__(self, bench: Bench) -> None:
        self.view = DeliberationView()
        self._presenter = DeliberationPresenter(bench, self.view)
        self._connect_signals()
        to_ledger = Target(ScreenName.LEDGER, field=ScreenName.DELIBERATION.value)
        self.view.ledger_requested.connect(partial(bench.go_to, to_ledger))

    def show(self, target: Target) -> None:
        """Point at the target's candidate."""
        self._presenter.point_at(target.candidate_id)

    def forget(self) -> None:
        """The session was closed or the person changed."""
        self._presenter.forget()

    def _connect_signals(self) -> None:
        view, presenter = self.view, self._presenter
        view.entered_screen.connect(presenter.refresh)
        view.candidate_requested.connect(presenter.choose_candidate)
        view.next_requested.connect(presenter.go_next)
        view.step_requested.connect(presenter.step)
        view.all_requested.connect(presenter.show_all)
        view.unfolding_requested.connect(presenter.unfold)
        view.position_requested.connect(presenter.acts.take_position)
        view.motive_requested.connect(presenter.acts.record_motive)
        view.motive_kept.connect(presenter.acts.keep_motive)
        view.motive_left.connect(presenter.acts.leave_motive)
        view.outcome_requested.connect(presenter.acts.choose_outcome)
        view.award_requested.connect(presenter.acts.choose_award)
        view.decision_requested.connect(presenter.acts.record_decision)
        view.confirmation_requested.connect(presenter.acts.confirm)
        view.consultation_requested.connect(presenter.acts.consult)
        view.reason_left.connect(presenter.acts.leave_reason)
        view.reference_requested.connect(presenter.show_reference)
        view.vote_requested.connect(presenter.acts.vote)
        view.grid_requested.connect(presenter.go_to_grid)
        view.comparison_requested.connect(presenter.compare)
        view.doors_requested.connect(presenter.room.turn_doors)
        view.roll_requested.connect(presenter.room.call)
        view.roll_given.connect(presenter.room.answer)
        view.postponing_requested.connect(presenter.postpone)
        view.tick_requested.connect(presenter.tick)
        view.left_screen.connect(presenter.leave)
        view.person_change_requested.connect(presenter.change_person)
