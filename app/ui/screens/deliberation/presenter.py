"""Délibération: one candidate after the other, divergences first; the jury types, nothing is deduced."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from app.domain.agenda import Agenda, agenda, resumes_at
from app.domain.faults import DomainError, EnvironmentFault
from app.domain.meeting import behind_doors
from app.domain.session import ExamSession
from app.services import abbreviations, jury_room, motive_drafts, reading
from app.ui.bench import Bench, ScreenName, Target
from app.ui.screens.deliberation.agenda_words import left_words, second_words
from app.ui.screens.deliberation.draft import Prepared
from app.ui.screens.deliberation.equality import Equality, equality_of
from app.ui.screens.deliberation.jury_acts import JuryActs
from app.ui.screens.deliberation.pages import BEHIND_DOORS, NOBODY, entries_of, page_of
from app.ui.screens.deliberation.room_keeper import RoomKeeper, room_of
from app.ui.screens.deliberation.state import DeliberationState, Notice, OpenPage, RoomShown, SealedPage
from app.ui.screens.deliberation.turn_keeper import TurnKeeper

_COMPARISON_FIRST = "Avant la première décision, voyez l’égalité de traitement (touche E)."
_Page = Notice | SealedPage | OpenPage
_EMPTY = DeliberationState("Délibération", "", (), None, "", "Candidat suivant", "Aucun candidat.", NOBODY)


class View(Protocol):
    """The window's side."""

    def show_state(self, state: DeliberationState) -> None:
        """Show everything that the state says."""
        ...

    def expand(self, phrases: Mapping[str, str]) -> None:
        """Write these abbreviations out as the juror types."""
        ...

    def show_comparison(self, equality: Equality) -> None:
        """Show how the candidates were treated, side by side."""
        ...

    def show_time(self, second: str, left: str) -> None:
        """Show the time that went by, and nothing else anew."""
        ...

    def ask_first(self, title: str, consequences: Sequence[str], act_label: str, act: Callable[[], None]) -> None:
        """Ask before what undoes something; `act` follows a yes only."""
        ...

    def ask_roll(self, room: RoomShown, *, closes: bool) -> None:
        """Ask who is in the room; the doors close with the answer when `closes`."""
        ...


class DeliberationPresenter:
    """Keeps which candidate is shown and what is being prepared; everything else is read from disk."""

    def __init__(self, bench: Bench, view: View) -> None:
        self._bench = bench
        self._view = view
        self._at = Prepared()
        self._agenda = Agenda(())
        self._behind_doors = False
        self._compared = False
        self._turns = TurnKeeper(bench)
        self.room = RoomKeeper(bench, view, self.refresh)
        self.acts = JuryActs(bench, view, self._at, self.refresh)

    def refresh(self) -> None:
        """Read the session again and show the page."""
        self._show(reading.session(self._bench.desk))

    def _show(self, session: ExamSession) -> None:
        if self._bench.actor.is_manager:
            self._view.show_state(replace(_EMPTY, page=BEHIND_DOORS, next_refusal=BEHIND_DOORS.title))
            return
        self._agenda, self._behind_doors = agenda(session), behind_doors(session)
        waiting = [line.candidate.id for line in self._agenda.lines if not line.is_over]
        everybody = [line.candidate.id for line in self._agenda.lines]
        if self._at.candidate_id not in everybody:
            resumed = resumes_at(session)
            self._at.point_at(resumed if resumed is not None else next(iter((*waiting, *everybody)), None))
        self._view.show_state(self._state(session))
        self._expand(session)

    def point_at(self, candidate_id: int | None) -> None:
        """Remember which candidate to show at the next entrance."""
        if candidate_id is not None:
            self._at.point_at(candidate_id)

    def choose_candidate(self, candidate_id: int) -> None:
        """Show another candidate; what was being prepared waits."""
        self.point_at(candidate_id)
        self.refresh()

    def go_next(self) -> None:
        """Show the next candidate still to decide; once there is none, go to the closing."""
        session = reading.session(self._bench.desk)
        planned = agenda(session)
        following = self._following(planned)
        if following is not None:
            self.point_at(following)
            self._show(session)
        elif planned.lines and all(line.is_over for line in planned.lines):
            self._bench.go_to(Target(ScreenName.CLOSING))

    def step(self, way: int) -> None:
        """Show the candidate before or after this one in the list, decided or not."""
        session = reading.session(self._bench.desk)
        ids = [line.candidate.id for line in agenda(session).lines]
        if self._at.candidate_id in ids:
            self.point_at(ids[(ids.index(self._at.candidate_id) + way) % len(ids)])
            self._show(session)

    def postpone(self, reason: str) -> None:
        """Put off the candidate shown, who comes back after the others, and show the next one."""
        if self._at.candidate_id is None:
            return
        desk, actor = self._bench.desk, self._bench.actor
        following = self._following(self._agenda)
        try:
            jury_room.postpone(desk, actor, self._at.candidate_id, reason)
        except (DomainError, EnvironmentFault) as fault:
            self._bench.refuse(fault)
            return
        self._bench.saved(desk.now())
        self.point_at(following)
        self.refresh()

    def show_all(self) -> None:
        """Unfold every compétence, or fold the unanimous ones again."""
        self._prepare(all_shown=not self._at.draft.all_shown, opened=frozenset())

    def unfold(self, unit_id: str) -> None:
        """Unfold one compétence, or fold it again."""
        self._prepare(opened=self._at.draft.opened ^ {unit_id})

    def show_reference(self, unit_id: str) -> None:
        """Show what the référentiel says of one compétence, or stop showing it."""
        self._prepare(reference=None if self._at.draft.reference == unit_id else unit_id)

    def go_to_grid(self, part_id: str) -> None:
        """Go to one's own open grid."""
        self._bench.go_to(Target(ScreenName.GRADING, candidate_id=self._at.candidate_id, part_id=part_id))

    def compare(self) -> None:
        """Show how all candidates were treated, side by side."""
        desk, actor = self._bench.desk, self._bench.actor
        if not actor.is_manager:
            self._view.show_comparison(equality_of(reading.session(desk), actor, desk.clock.instant()))
            if not self._compared:  # the page offers it no more
                self._compared = True
                self.refresh()

    def tick(self) -> None:
        """Show the time that went by; nothing is read for it."""
        if self._at.candidate_id is not None and not self._bench.actor.is_manager:
            self._view.show_time(*self._time_words(self._at.candidate_id))

    def leave(self) -> None:
        """Count no more time: the jury looks at another screen."""
        self._turns.end()

    def change_person(self) -> None:
        """Give the desk to somebody else."""
        self._bench.change_person()

    def forget(self) -> None:
        """Hold nothing of the session any more."""
        self._turns.end()
        self._at.forget()
        self._compared = False
        self._agenda = Agenda(())
        self._view.show_state(_EMPTY)
        self._view.expand({})

    def _expand(self, session: ExamSession) -> None:
        desk, actor = self._bench.desk, self._bench.actor
        writes = actor.person_id is not None and session.person(actor.person_id).function.evaluates
        self._view.expand(abbreviations.expanding(abbreviations.listed(desk, actor)) if writes else {})

    def _state(self, session: ExamSession) -> DeliberationState:
        room = room_of(session, self._bench.actor)
        if self._at.candidate_id is None:
            return replace(_EMPTY, page=NOBODY, room=room)
        candidate = session.candidate(self._at.candidate_id)
        begun = motive_drafts.begun(self._bench.desk, self._bench.actor, candidate.id)
        page = page_of(session, candidate, self._bench.actor, replace(self._at.draft, begun=begun))
        is_over = self._agenda.line(candidate.id).is_over
        counts = isinstance(page, OpenPage) and not page.frozen and not is_over
        session = self._turns.follow(session, candidate.id, counts=counts)
        self._agenda = agenda(session)
        page = self._offering_comparison(session, page)
        left = sum(not line.is_over for line in self._agenda.lines)
        second, left_told = self._time_words(candidate.id)
        return DeliberationState(
            title=candidate.name,
            second=second,
            candidates=entries_of(session, self._agenda, self._bench.desk.now()),
            candidate_id=candidate.id,
            left=left_told,
            next_words=_next_words(session, candidate.id, left=left, is_over=is_over),
            next_refusal="C’est le dernier candidat à décider." if left == 1 and not is_over else "",
            page=page,
            room=room,
            put_off=candidate.name if counts and left > 1 else "",
            is_over=is_over,
        )

    def _time_words(self, candidate_id: int) -> tuple[str, str]:
        now = self._bench.desk.now()
        second = second_words(self._agenda, candidate_id, now, behind_doors=self._behind_doors)
        return second, left_words(self._agenda, now)

    def _offering_comparison(self, session: ExamSession, page: _Page) -> _Page:
        """The page, with the comparison offered beside the first decision until it was seen; it is never imposed."""
        if self._compared or session.decisions or not isinstance(page, OpenPage):
            return page
        if any(unit.position is None for unit in page.units):
            return page
        decision = page.decision
        return replace(page, decision=replace(decision, remarks=(_COMPARISON_FIRST, *decision.remarks)))

    def _following(self, planned: Agenda) -> int | None:
        """The next candidate still to decide, from this one round the agenda."""
        ids = [line.candidate.id for line in planned.lines]
        start = ids.index(self._at.candidate_id) + 1 if self._at.candidate_id in ids else 0
        turned = (*planned.lines[start:], *planned.lines[:start])
        waiting = (line.candidate.id for line in turned if not line.is_over)
        return next((each for each in waiting if each != self._at.candidate_id), None)

    def _prepare(self, **changes: object) -> None:
        self._at.draft = replace(self._at.draft, **changes)  # type: ignore[arg-type] # fields of Draft, by name
        self.refresh()


def _next_words(session: ExamSession, candidate_id: int, *, left: int, is_over: bool) -> str:
    """What the button of the next step says; a decision left unconfirmed is told on it."""
    if not left:
        return "Aller à la clôture"
    waits = not is_over and session.decision(candidate_id) is not None
    return "Candidat suivant · à confirmer" if waits else "Candidat suivant"
