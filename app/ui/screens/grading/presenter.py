"""Évaluation: one juror, one candidate, one part. The grid is its keeper's, the time is the timekeeper's.

A mark writes two rows and gives the new grid back, and only that is shown: the session is read again when the place,
the lock or the time changes, never for a mark.
"""

from typing import Protocol

from app.domain.anonymity import is_hidden
from app.domain.copies import pile_of
from app.domain.faults import DomainError, EnvironmentFault, Fault
from app.domain.grading import Mark
from app.domain.rules.base import COPIES
from app.domain.timing import PhaseClock
from app.domain.watch import Whereabouts
from app.services import grading, reading
from app.ui.bench import Bench, ScreenName, Target
from app.ui.screens.grading import state as shown
from app.ui.screens.grading.answering import Answering, AnsweringView
from app.ui.screens.grading.detail import detail_state
from app.ui.screens.grading.fact_taker import FactTaker
from app.ui.screens.grading.frame_state import FrameState
from app.ui.screens.grading.keeper import GridKeeper
from app.ui.screens.grading.place import Place, destination, place_of
from app.ui.screens.grading.state import AppreciationState, Blank, GradingState
from app.ui.screens.grading.timekeeper import Timekeeper, TimeView
from app.ui.screens.grading.way_on import Way, WayOn, way_on


class View(TimeView, AnsweringView, Protocol):
    """What the presenter asks of its screen."""

    def show_state(self, state: GradingState, on: WayOn | None = None) -> None:
        """Show everything, and the one act that comes next."""
        ...

    def focus_fact_line(self) -> None:
        """Bring the keyboard to the line of facts."""
        ...

    def come_back(self) -> None:
        """Give the keyboard back to what had it before the panes."""
        ...

    def ask_early_final(self, sentence: str) -> None:
        """Ask why the entretien final is opened before the other grids are locked."""
        ...


class Pane(Protocol):
    """What follows the juror from place to place beside the grid: the guide, the notes."""

    def arrive(self, place: Place, keeper: GridKeeper) -> None:
        """Show what concerns this place; asked again at the same place when the session was read again."""
        ...

    def leave(self) -> None:
        """Keep what is being typed and hold nothing of the place any more."""
        ...


class GradingPresenter:
    """Holds the place, the grid's keeper, the time's keeper and what answers critères."""

    def __init__(self, bench: Bench, view: View, panes: tuple[Pane, ...] = ()) -> None:
        self._panes = panes
        self._bench = bench
        self._view = view
        self._target: tuple[int, str | None] | None = None
        self._wanted: str | None = None
        self._place: Place | None = None
        self._asked: Place | None = None
        self._frame: FrameState | None = None
        self._keeper: GridKeeper | None = None
        self.time = Timekeeper(bench, view, self._reread)
        self.answers = Answering(view, self._show)
        self._clocks: tuple[PhaseClock, ...] = ()
        self._on: WayOn | None = None
        self.facts = FactTaker(bench, self._show, lambda: self.time.phase_label)

    # Coming and going

    def point_at(self, candidate_id: int | None, part_id: str | None, criterion_id: str | None = None) -> None:
        """Choose the candidate, and the part and the critère when they are meant, before the screen is entered."""
        if candidate_id is not None:
            self._target = (candidate_id, part_id)
            self._wanted = criterion_id

    def forget(self) -> None:
        """Hold nothing of the session any more."""
        self._target = None
        self._leave_place()
        self._view.show_state(GradingState())

    def enter(self) -> None:
        """Show the target, else where one was, else the candidate to grade now."""
        kept = (self._place.candidate.id, self._place.part.id) if self._place else None
        where = destination(reading.session(self._bench.desk), self._bench.actor, self._target or kept)
        self._target = None
        if isinstance(where, Place):
            self._settle(where)
            self._go_to_wanted()
            return
        self._leave_place()
        self._view.show_state(GradingState(blank=where))
        if where is None:
            self.go_to_copies()

    def choose_part(self, part_id: str) -> None:
        """Show another part of the same candidate; a copy is never reached from a name, but from the other copies."""
        if self._place is None or part_id == self._place.part.id:
            return
        place = place_of(reading.session(self._bench.desk), self._place.candidate.id, part_id)
        if not self._place.is_copy and is_hidden(place.session, self._bench.actor, place.candidate, place.part):
            self.go_to_copies()
        else:
            self._settle(place)

    def open_early(self, reason: str) -> None:
        """Open the entretien final that was asked for, with the reason why it comes early."""
        if self._asked is not None:
            self._settle(self._asked, reason)

    def go_on(self) -> None:
        """Do what the primary button says: let time run, go to what lacks, or lock and go on."""
        on = self._on
        if on is None or self._keeper is None or (on.way is Way.LOCK and self._waits_for_stamp()):
            return
        if on.way is Way.START:
            self.time.start()
        elif on.way is Way.NEXT_PHASE:
            self.time.next_phase()
        elif on.way is Way.COMPLETE or (on.way is Way.LOCK and not self._keeper.lock()):
            self.answers.go_to_first_gap()
        else:
            self._leave(on)

    def leave_part(self) -> None:
        """Show the copy or the part that follows, or where they are listed, whatever still lacks here."""
        if self._place is not None and self._place.is_copy:
            self._go_on_to_copy(self._place)
            return
        following = self._place.next_part if self._place else None
        if following is None:
            self.go_to_day()
        else:
            self.choose_part(following.id)

    def go_to_day(self) -> None:
        """Go back to the candidate's row."""
        self._bench.go_to(Target(ScreenName.DAY, self._place.candidate.id if self._place else None))

    def go_to_copies(self) -> None:
        """Go to the list of copies."""
        self._bench.go_to(Target(ScreenName.GRADING, field=COPIES))

    def change_person(self) -> None:
        """Let a juror sit down."""
        self._bench.change_person()

    # Facts, appreciation, lock

    def stamp_fact(self) -> None:
        """Stamp the line of facts, and give the keyboard back to what had it."""
        if self.facts.stamp():
            self._view.come_back()

    def attach_fact(self, number: int | None) -> None:
        """Attach a fact (None: the first loose one) to the critère under the keyboard, or detach it from there."""
        self.facts.toggle(number, self.answers.current)

    def write_appreciation(self, text: str) -> None:
        """Keep the appreciation; what cannot be kept stays in the box, with the reason under it."""
        if self._keeper is not None:
            self._keeper.write_appreciation(text)
            self._show()

    def lock(self) -> None:
        """Lock the grid, or say what lacks and go to the first of it."""
        if self._keeper is None or self._place is None or self._keeper.grid.is_locked or self._waits_for_stamp():
            return
        if self._keeper.lock():
            self._reread()
            self._bench.inform("GRID_LOCKED", self._place.locked_words)
            self._view.focus_lock()
            return
        self.answers.go_to_first_gap()

    def correct(self, criterion_id: str, mark: Mark, reason: str) -> None:
        """Change one answer of the locked grid, with its reason; the keyboard stays on its critère."""
        if self._keeper is not None and self._keeper.correct(criterion_id, mark, reason):
            self._reread()
            self._bench.inform("MARK_CORRECTED", "La réponse est corrigée, la grille de nouveau verrouillée.")
            self.answers.go_to_criterion(criterion_id)

    def unlock(self, reason: str) -> None:
        """Open the grid again, with its reason."""
        if self._keeper is not None and self._keeper.unlock(reason):
            self._reread()

    # Inside

    def _waits_for_stamp(self) -> bool:
        """Whether a fact is typed and not stamped: a lock would leave it out, so it is said and shown first."""
        if self.facts.draft:
            self._bench.refuse(DomainError(Fault.FACT_NOT_STAMPED, text=self.facts.draft.strip()))
            self._view.focus_fact_line()
        return bool(self.facts.draft)

    def _leave(self, on: WayOn) -> None:
        """End what still runs, show the next part, and let its time run when nobody moves in between."""
        if self._place is not None and self._place.is_copy:
            self._go_on_to_copy(self._place)
            return
        self.time.end_if_under_way()
        if on.following is None:
            self.go_to_day()
            return
        self._reread()
        self.choose_part(on.following)
        if on.starts and self._place is not None and self._place.part.id == on.following:
            self.time.start()

    def _leave_place(self) -> None:
        self.time.leave()
        for pane in (self.facts, *self._panes):
            pane.leave()
        self._place = self._asked = self._frame = self._keeper = self._on = None
        self.answers.leave()
        self._bench.beside.stand(None)

    def _go_to_wanted(self) -> None:
        """Go to the critère that the target named, if this grid has it."""
        wanted, self._wanted = self._wanted, None
        if self._place is not None and any(c.id == wanted for unit in self._place.units for c in unit.criteria):
            self.answers.go_to_gap(wanted)

    def _go_on_to_copy(self, place: Place) -> None:
        session = reading.session(self._bench.desk)
        following = pile_of(session, self._bench.actor).after(place.candidate.id, place.part.id)
        if following is None:
            self.go_to_copies()
        else:
            self._settle(place_of(session, following.candidate_id, following.part.id))

    def _settle(self, place: Place, waiver: str = "") -> None:
        """Stand at a place: its grid is opened at the first visit, and the keyboard goes to the first thing to do."""
        desk, actor = self._bench.desk, self._bench.actor
        grid = place.kept_grid(actor.person_id)
        if grid is None:
            try:
                saved = grading.open_grid(desk, actor, place.key, waiver)
            except (DomainError, EnvironmentFault) as fault:
                self._refuse_place(place, fault)
                return
            grid = saved.grid
            self._bench.saved(saved.saved_at)
        if self._place is None or self._place.key != place.key or self._keeper is None:
            self._keeper = GridKeeper(self._bench, place, grid)
        self._keeper.grid = grid
        self._asked = None
        self._stand_at(place)
        self.answers.go_to_gap(self.answers.current)

    def _refuse_place(self, place: Place, fault: DomainError | EnvironmentFault) -> None:
        elsewhere = self._place is None or self._place.candidate.id != place.candidate.id
        if elsewhere:
            self._leave_place()
            title = place.frame(self._bench.actor).heading.name
            self._view.show_state(GradingState(blank=Blank(title, fault.sentence)))
        if fault.what is Fault.FINAL_INTERVIEW_EARLY:
            self._asked = place
            self._view.ask_early_final(fault.sentence)
        elif not elsewhere:
            self._bench.refuse(fault)

    def _reread(self) -> None:
        """Read the session again after an act that concerns more than the grid."""
        if self._place is not None:
            session = reading.session(self._bench.desk)
            self._stand_at(place_of(session, self._place.candidate.id, self._place.part.id))

    def _stand_at(self, place: Place) -> None:
        self._place = place
        self._clocks = () if place.is_copy else place.session.clocks(place.candidate, place.part)
        self._frame = place.frame(self._bench.actor)
        if self._keeper is not None:
            self.answers.arrive(place, self._keeper)
            for pane in (self.facts, *self._panes):
                pane.arrive(place, self._keeper)
        self._show()
        if place.is_copy:
            self.time.leave()
        else:
            self.time.arrive(place)

    def _show(self) -> None:
        place, keeper, current, frame = self._place, self._keeper, self.answers.current, self._frame
        if place is None or keeper is None or frame is None:
            return
        if self._bench.actor.person_id is not None:
            self._bench.beside.stand(
                Whereabouts(self._bench.actor.person_id, place.candidate.id, place.part.id, current)
            )
        units, grid = place.units, keeper.grid
        lock = shown.lock_state(units, grid)
        self._on = way_on(place, grid, lock, self._clocks, frame.copy)
        left, fault, beside = place.is_left, keeper.appreciation_fault, current is not None
        locked = left or grid.is_locked
        text = AppreciationState(place.key, place.about, grid.appreciation, locked, fault, beside=beside)
        scale = place.session.framework.scale
        self._view.show_state(
            GradingState(
                frame=frame,
                criteria=shown.criteria_state(scale, units, grid, current, read_only=left) if current else None,
                appreciation=text,
                detail=detail_state(place, current) if current else None,
                facts=shown.facts_state(units, grid, current, self.facts.draft, read_only=left),
                lock=lock,
            ),
            self._on,
        )
