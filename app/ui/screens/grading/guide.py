"""The question guide, the slides and the role before one candidate: noted at once, taken back one by one."""

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol, TypeVar

from app.domain.faults import DomainError, EnvironmentFault
from app.domain.framework.terms import PartForm
from app.domain.interview import guide_of, guide_units, put_by
from app.domain.people import Actor
from app.domain.question_guide import GuideQuestion, QuestionState
from app.domain.question_text import read_guide
from app.services import question_guide, reading
from app.services.desk import Desk
from app.ui.bench import Bench
from app.ui.screens.grading.guide_state import (
    GuideState,
    QuestionKey,
    RoleState,
    guide_groups,
    role_state,
    slide_lines,
    slides_come_first,
)
from app.ui.screens.grading.keeper import GridKeeper
from app.ui.screens.grading.place import Place

_Done = TypeVar("_Done")


class GuideView(Protocol):
    """What the presenter asks of the screen."""

    def show_guide(self, state: GuideState) -> None:
        """Show the questions and the slides."""
        ...

    def show_role(self, state: RoleState | None) -> None:
        """Say who plays which part."""
        ...


class GuidePresenter:
    """Holds the guide of the place where the juror stands, what was put, and what can be taken back."""

    def __init__(self, bench: Bench, view: GuideView) -> None:
        self._bench = bench
        self._view = view
        self._place: Place | None = None
        self._keeper: GridKeeper | None = None
        self._guide: tuple[GuideQuestion, ...] = ()
        self._put: dict[QuestionKey, QuestionState] = {}
        self._current: str | None = None
        self._undo: list[Callable[[], bool]] = []

    def arrive(self, place: Place, keeper: GridKeeper) -> None:
        """Show the guide of this place."""
        if self._place is None or self._place.key != place.key:
            self._current, self._undo = None, []
        self._place, self._keeper = place, keeper
        self._guide = guide_of(place.session, place.part, self._juror_id)
        noted = put_by(place.session, self._juror_id, place.candidate, place.part)
        self._put = {key: put.state for key, put in noted.items()}
        self._show()
        self._show_role()

    def leave(self) -> None:
        """Hold nothing of the place any more."""
        self._place = self._keeper = self._current = None
        self._guide, self._put, self._undo = (), {}, []
        self._view.show_guide(GuideState())
        self._view.show_role(None)

    def follow(self, criterion_id: str) -> None:
        """Bring the questions of the critère's compétence to the top."""
        if criterion_id != self._current:
            self._current = criterion_id
            self._show()

    def note(self, key: QuestionKey, state: QuestionState | None) -> None:
        """Note what became of a question; None: it was not put after all."""
        before = self._put.get(key)
        if before is not state and self._note(key, state):
            self._undo.append(lambda: self._note(key, before))

    def add(self, text: str) -> None:
        """Add a question of one's own, to the compétence that it names, else to the one under the keyboard."""
        place = self._place
        if place is None:
            return
        named = read_guide(f"- {text}", guide_units(place.session, place.part))
        unit_id, words = (named[0].unit_id, named[0].text) if named else ("", text)
        unit_id = unit_id or next((u.id for u in place.units if self._current and u.criterion(self._current)), "")
        added = self._do(lambda desk, actor: question_guide.add_own(desk, actor, place.key, unit_id, words))
        if added is not None:
            self._guide = (*self._guide, added)
            self._undo.append(lambda: self._withdraw(added))
            self._show()

    def tick_slide(self, place: int, seen: bool) -> None:
        """Note that a slide was presented, or was not after all."""
        if self._keeper is not None and self._keeper.mark_slide(place, seen=seen):
            self._undo.append(lambda: self._tick_back(place, seen=not seen))
        self._show()

    def change_role(self) -> None:
        """Take the other part before this candidate."""
        place, keeper = self._place, self._keeper
        state = role_state(place, self._juror_id, keeper.grid) if place and keeper else None
        if place is None or keeper is None or state is None or state.change is None:
            return
        if keeper.play_role(state.change):
            self._place = replace(place, session=reading.session(self._bench.desk))
        self._show_role()

    def undo(self) -> None:
        """Take back what was noted last on this pane."""
        if self._undo and self._undo[-1]():
            self._undo.pop()

    @property
    def _juror_id(self) -> int:
        return self._bench.actor.person_id or 0

    def _note(self, key: QuestionKey, state: QuestionState | None) -> bool:
        place = self._place
        if place is None:
            return False
        try:
            question_guide.put(self._bench.desk, self._bench.actor, place.key, *key, state)
        except (DomainError, EnvironmentFault) as fault:
            self._bench.refuse(fault)
            return False
        self._bench.saved(self._bench.desk.now())
        self._put = {each: noted for each, noted in self._put.items() if each != key}
        if state is not None:
            self._put[key] = state
        self._show()
        return True

    def _withdraw(self, question: GuideQuestion) -> bool:
        taken = self._do(
            lambda desk, actor: question_guide.withdraw_own(desk, actor, question.part_id, question.number)
        )
        if taken is None:
            return False
        self._guide = tuple(each for each in self._guide if each != question)
        self._show()
        return True

    def _tick_back(self, place: int, *, seen: bool) -> bool:
        done = self._keeper is not None and self._keeper.mark_slide(place, seen=seen)
        self._show()
        return done

    def _do(self, act: Callable[[Desk, Actor], _Done]) -> _Done | None:
        try:
            done = act(self._bench.desk, self._bench.actor)
        except (DomainError, EnvironmentFault) as fault:
            self._bench.refuse(fault)
            return None
        self._bench.saved(self._bench.desk.now())
        return done

    def _show(self) -> None:
        place, keeper = self._place, self._keeper
        if place is None or keeper is None:
            return
        slides = slide_lines(place, keeper.grid)
        self._view.show_guide(
            GuideState(
                offered=place.part.form is PartForm.ORAL or bool(self._guide or slides),
                groups=guide_groups(place, self._guide, self._put, self._current),
                slides=slides,
                slides_first=bool(slides) and slides_come_first(place),
                read_only=keeper.grid.is_locked or place.is_left,
            )
        )

    def _show_role(self) -> None:
        if self._place is not None and self._keeper is not None:
            self._view.show_role(role_state(self._place, self._juror_id, self._keeper.grid))
