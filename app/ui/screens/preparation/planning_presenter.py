"""The planning of a session: computed, moved by hand, kept; recomputed from now when the day is late."""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from app.domain.faults import DomainError, EnvironmentFault
from app.domain.planning.checks import conflicts
from app.domain.planning.compute import Proposal
from app.domain.planning.moves import moved
from app.domain.planning.plan import Plan, PlanSettings
from app.domain.session import ExamSession
from app.services import planning
from app.ui.bench import ScreenName, Target
from app.ui.screens.preparation.planning_state import Planning, changes_between, unknown_of
from app.ui.screens.preparation.preparing import Preparing
from app.ui.tasks import Reporter


class PlanningPresenter:
    """Carries out what is asked of the planning; a draft lives here until it is kept or left."""

    def __init__(self, preparing: Preparing) -> None:
        self._preparing = preparing

    def refresh(self) -> None:
        """Show the planning as it stands on disk, or the draft under way judged against the session as it stands."""
        state = self._preparing.state
        if state is None:
            return
        before, kept = state.planning, state.session.plan
        settings = before.settings
        if before.draft is None and (kept != before.kept or before == Planning()):
            settings = planning.settings_of(self._preparing.bench.desk)
        self._show(replace(before, kept=kept, settings=settings, now=self._now()))

    def tell_time(self) -> None:
        """Let the line of the present follow the clock."""
        state = self._preparing.state
        if state is not None:
            self._preparing.show(planning=replace(state.planning, now=self._now()))

    def compute(self, settings: PlanSettings) -> None:
        """Make a draft with these settings."""
        desk = self._preparing.bench.desk
        self._run(settings, lambda: planning.propose(desk, settings))

    def compute_from_now(self) -> None:
        """Make a draft of the planning kept in which what is over or begun stays and the rest follows from now."""
        state = self._preparing.editable
        if state is not None and state.planning.kept is not None:
            desk, now = self._preparing.bench.desk, self._now()
            self._run(state.planning.kept.settings, lambda: planning.propose_from_now(desk, now))

    def move(self, numbers: tuple[int, ...], minutes: int, panel: int) -> None:
        """Bring slots later or earlier, and before another jury when `panel` is not 0; each passage moves once."""
        state = self._preparing.editable
        plan = state.planning.shown if state is not None else None
        if state is None or plan is None or state.planning.is_busy:
            return
        after = plan
        for number in numbers:
            after = _brought(state.session, plan, after, number, minutes, panel)
        history = (*state.planning.history, state.planning.draft)
        self._show(replace(state.planning, draft=after, history=history))

    def undo(self) -> None:
        """Take the last move back."""
        state = self._preparing.editable
        if state is not None and state.planning.history:
            *history, draft = state.planning.history
            self._show(replace(state.planning, draft=draft, history=tuple(history)))

    def leave_draft(self) -> None:
        """Go back to the planning kept."""
        state = self._preparing.state
        if state is not None and state.planning.draft is not None:
            kept = state.planning.kept
            settings = kept.settings if kept is not None else state.planning.settings
            self._show(Planning(settings=settings, kept=kept, now=state.planning.now))

    def keep(self) -> None:
        """Write the draft: each candidate is told its jury and its hour."""
        state = self._preparing.editable
        draft = state.planning.draft if state is not None else None
        if state is None or draft is None:
            return
        bench = self._preparing.bench
        if self._preparing.attempt(lambda: planning.keep(bench.desk, bench.actor, draft)):
            bench.inform("PLANNING_KEPT", "Le planning est retenu ; chaque candidat a son jury et son heure.")
            self._preparing.show(planning=Planning())
        self.refresh()

    def discard(self) -> None:
        """Forget the planning kept, and the draft with it."""
        bench = self._preparing.bench
        if self._preparing.attempt(lambda: planning.discard(bench.desk, bench.actor)):
            self._preparing.show(planning=Planning())
        self.refresh()

    def print_out(self) -> None:
        """Go where the planning is printed."""
        self._preparing.bench.go_to(Target(ScreenName.DOCUMENTS))

    def _run(self, settings: PlanSettings, work: Callable[[], Proposal]) -> None:
        state = self._preparing.editable
        if state is None or state.planning.is_busy:
            return
        self._preparing.show(planning=replace(state.planning, settings=settings, is_busy=True))

        def timed(_reporter: Reporter) -> tuple[Proposal, float]:
            started = time.perf_counter()
            return work(), time.perf_counter() - started

        self._preparing.bench.runner.run(timed, self._on_computed, self._on_failed, title="Calcul du planning")

    def _on_computed(self, outcome: tuple[Proposal, float]) -> None:
        state = self._preparing.state
        if state is not None:
            found, seconds = outcome
            before = replace(state.planning, is_busy=False, history=(), seconds=seconds, misfits=found.misfits)
            self._show(replace(before, draft=found.plan, settings=found.plan.settings))

    def _on_failed(self, fault: DomainError | EnvironmentFault) -> None:
        state = self._preparing.state
        if state is not None:
            self._preparing.show(planning=replace(state.planning, is_busy=False))
            self._preparing.bench.refuse(fault)

    def _show(self, shown: Planning) -> None:
        """Show the planning with what is wrong with it and what it changes."""
        state = self._preparing.state
        if state is None:
            return
        session, plan = state.session, shown.shown
        changes = changes_between(session, shown.kept, shown.draft) if shown.kept and shown.draft else ()
        self._preparing.show(
            planning=replace(
                shown,
                conflicts=conflicts(session, plan) if plan is not None else (),
                changes=changes,
                unknown=unknown_of(session, shown.settings),
            )
        )

    def _now(self) -> datetime:
        return self._preparing.bench.desk.now().replace(tzinfo=None)


def _brought(session: ExamSession, before: Plan, after: Plan, number: int, minutes: int, panel: int) -> Plan:
    """The planning with one more slot brought elsewhere, unless it went along with one brought before it."""
    old = {slot.number: slot for slot in before.slots}[number]
    new = {slot.number: slot for slot in after.slots}[number]
    if new != old:
        return after
    starts_at = old.starts_at + timedelta(minutes=minutes) if minutes else None
    return moved(session, after, number, starts_at=starts_at, panel=panel or None)
