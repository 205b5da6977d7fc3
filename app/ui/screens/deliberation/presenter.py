"""Délibération: one candidate after the other, divergences first; the jury types, nothing is deduced."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from app.domain.agenda import Agenda, agenda, resumes_at
from app.domain.decision import AwardValue, Outcome
from app.domain.faults import DomainError, EnvironmentFault
from app.domain.framework.terms import Evidence
from app.domain.meeting import behind_doors
from app.domain.people import Actor
from app.domain.session import ExamSession
from app.services import abbreviations, deliberation, evidence_seen, jury_room, reading, votes
from app.ui.bench import Bench, ScreenName, Target
from app.ui.screens.deliberation.agenda_words import left_words, second_words
from app.ui.screens.deliberation.draft import Draft
from app.ui.screens.deliberation.equality import Equality, equality_of
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

    def ask_roll(self, room: RoomShown, *, closes: bool) -> None:
        """Ask who is in the room; the doors close with the answer when `closes`."""
        ...


class DeliberationPresenter:
    """Keeps which candidate is shown and what is being prepared; everything else is read from disk."""

    def __init__(self, bench: Bench, view: View) -> None:
        self._bench = bench
        self._view = view
        self._candidate_id: int | None = None
        self._draft = Draft()
        self._agenda = Agenda(())
        self._behind_doors = False
        self._compared = False
        self._turns = TurnKeeper(bench)
        self.room = RoomKeeper(bench, view, self.refresh)

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
        if self._candidate_id not in everybody:
            resumed = resumes_at(session)
            self._candidate_id = resumed if resumed is not None else next(iter((*waiting, *everybody)), None)
        self._view.show_state(self._state(session))
        self._expand(session)

    def point_at(self, candidate_id: int | None) -> None:
        """Remember which candidate to show at the next entrance."""
        if candidate_id is not None and candidate_id != self._candidate_id:
            self._candidate_id = candidate_id
            self._draft = Draft(all_shown=self._draft.all_shown)

    def choose_candidate(self, candidate_id: int) -> None:
        """Show another candidate; what was being prepared is left."""
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
        if self._candidate_id in ids:
            self.point_at(ids[(ids.index(self._candidate_id) + way) % len(ids)])
            self._show(session)

    def postpone(self, reason: str) -> None:
        """Put off the candidate shown, who comes back after the others, and show the next one."""
        if self._candidate_id is None:
            return
        desk, actor = self._bench.desk, self._bench.actor
        following = self._following(self._agenda)
        try:
            jury_room.postpone(desk, actor, self._candidate_id, reason)
        except (DomainError, EnvironmentFault) as fault:
            self._bench.refuse(fault)
            return
        self._bench.saved(desk.now())
        self.point_at(following)
        self.refresh()

    def show_all(self) -> None:
        """Unfold every compétence, or fold the unanimous ones again."""
        self._prepare(all_shown=not self._draft.all_shown, opened=frozenset())

    def unfold(self, unit_id: str) -> None:
        """Unfold one compétence, or fold it again."""
        self._prepare(opened=self._draft.opened ^ {unit_id})

    def take_position(self, unit_id: str, mastered: bool) -> None:
        """Record « maîtrisée » at once; « non maîtrisée » first asks for its motive."""
        if not mastered:
            self._prepare(editing=unit_id, motive_fault="")
            return
        self._do(
            lambda actor, who: deliberation.take_position(self._bench.desk, actor, who, unit_id, mastered=True),
            settled=replace(self._draft, editing=None, motive_fault=""),
        )

    def record_motive(self, unit_id: str, motive: str, cited: Sequence[str]) -> None:
        """Record « non maîtrisée » with its motive; a refusal is said under the motive."""
        self._do(
            lambda actor, who: deliberation.take_position(
                self._bench.desk, actor, who, unit_id, mastered=False, motive=motive, cited=cited
            ),
            settled=replace(self._draft, editing=None, motive_fault=""),
            refused=lambda sentence: replace(self._draft, motive_fault=sentence),
        )

    def leave_motive(self) -> None:
        """Give up « non maîtrisée »; the position on record stands."""
        self._prepare(editing=None, motive_fault="")

    def consult(self, item: Evidence, seen: bool, remark: str) -> None:
        """Record what the jury says of one element at once; « manque » first asks why."""
        if not seen and not remark:
            self._prepare(missing=item, missing_fault="")
            return
        self._do(
            lambda actor, who: evidence_seen.consult(self._bench.desk, actor, who, item, seen=seen, remark=remark),
            settled=replace(self._draft, missing=None, missing_fault=""),
            refused=None if seen else lambda sentence: replace(self._draft, missing_fault=sentence),
        )

    def show_reference(self, unit_id: str) -> None:
        """Show what the référentiel says of one compétence, or stop showing it."""
        self._prepare(reference=None if self._draft.reference == unit_id else unit_id)

    def leave_reason(self) -> None:
        """Give up « manque »; what the jury said before stands."""
        self._prepare(missing=None, missing_fault="")

    def choose_outcome(self, outcome: Outcome) -> None:
        """Prepare a decision; nothing is recorded yet."""
        self._prepare(outcome=outcome, decision_fault="")

    def choose_award(self, bloc_id: str, value: AwardValue) -> None:
        """Prepare what becomes of one CCP."""
        session = reading.session(self._bench.desk)
        recorded = session.decision(self._candidate_id) if self._candidate_id is not None else None
        outcome = self._draft.outcome or (recorded.outcome if recorded else None)
        self._prepare(outcome=outcome, awards={**self._draft.awards, bloc_id: value}, decision_fault="")

    def record_decision(self, outcome: Outcome, awards: dict[str, AwardValue], motive: str) -> None:
        """Record the jury's one decision; a refusal is said under it."""
        self._do(
            lambda actor, who: deliberation.decide(self._bench.desk, actor, who, outcome, awards=awards, motive=motive),
            settled=replace(self._draft, outcome=None, awards={}, decision_fault=""),
            refused=lambda sentence: replace(self._draft, decision_fault=sentence),
        )

    def confirm(self, juror_id: int) -> None:
        """Ask one juror's code, then confirm the decision in this juror's name (rule 26)."""
        candidate_id = self._candidate_id
        if candidate_id is None:
            return
        name = reading.session(self._bench.desk).candidate(candidate_id).name
        self._bench.prove_juror(
            juror_id,
            f"confirmer la décision sur {name}",
            lambda actor, _pin: self._confirm_as(actor, candidate_id),
        )

    def vote(self, juror_id: int, favourable: bool, dissent: str) -> None:
        """Ask one juror's code, then record this juror's own vote on the decision."""
        candidate_id = self._candidate_id
        if candidate_id is None:
            return
        name = reading.session(self._bench.desk).candidate(candidate_id).name

        def cast(actor: Actor, _pin: str) -> None:
            self._do(
                lambda _actor, who: votes.cast(self._bench.desk, actor, who, favourable=favourable, dissent=dissent),
                self._draft,
            )

        self._bench.prove_juror(juror_id, f"voter sur la décision qui concerne {name}", cast)

    def go_to_grid(self, part_id: str) -> None:
        """Go to one's own open grid."""
        self._bench.go_to(Target(ScreenName.GRADING, candidate_id=self._candidate_id, part_id=part_id))

    def compare(self) -> None:
        """Show how all candidates were treated, side by side."""
        desk, actor = self._bench.desk, self._bench.actor
        if not actor.is_manager:
            self._compared = True
            self._view.show_comparison(equality_of(reading.session(desk), actor, desk.clock.instant()))
            self.refresh()

    def tick(self) -> None:
        """Show the time that went by; nothing is read for it."""
        if self._candidate_id is not None and not self._bench.actor.is_manager:
            self._view.show_time(*self._time_words(self._candidate_id))

    def leave(self) -> None:
        """Count no more time: the jury looks at another screen."""
        self._turns.end()

    def change_person(self) -> None:
        """Give the desk to somebody else."""
        self._bench.change_person()

    def forget(self) -> None:
        """Hold nothing of the session any more."""
        self._turns.end()
        self._candidate_id = None
        self._compared = False
        self._agenda = Agenda(())
        self._draft = Draft()
        self._view.show_state(_EMPTY)
        self._view.expand({})

    def _expand(self, session: ExamSession) -> None:
        desk, actor = self._bench.desk, self._bench.actor
        writes = actor.person_id is not None and session.person(actor.person_id).function.evaluates
        self._view.expand(abbreviations.expanding(abbreviations.listed(desk, actor)) if writes else {})

    def _state(self, session: ExamSession) -> DeliberationState:
        room = room_of(session, self._bench.actor)
        if self._candidate_id is None:
            return replace(_EMPTY, page=NOBODY, room=room)
        candidate = session.candidate(self._candidate_id)
        page = page_of(session, candidate, self._bench.actor, self._draft)
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
            next_words="Candidat suivant" if left else "Aller à la clôture",
            next_refusal="C’est le dernier candidat à décider." if left == 1 and not is_over else "",
            page=page,
            room=room,
            put_off=candidate.name if counts and left > 1 else "",
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
        start = ids.index(self._candidate_id) + 1 if self._candidate_id in ids else 0
        turned = (*planned.lines[start:], *planned.lines[:start])
        waiting = (line.candidate.id for line in turned if not line.is_over)
        return next((each for each in waiting if each != self._candidate_id), None)

    def _prepare(self, **changes: object) -> None:
        self._draft = replace(self._draft, **changes)  # type: ignore[arg-type] # fields of Draft, by name
        self.refresh()

    def _do(
        self,
        act: Callable[[Actor, int], datetime],
        settled: Draft,
        refused: Callable[[str], Draft] | None = None,
    ) -> None:
        """Do one act of the jury on the candidate shown; the page then says what the disk says.

        Args:
            act: The service to call.
            settled: What is still being prepared once the act is on disk.
            refused: Writes the trade's refusal into what is being prepared; left out, the window says it.
        """
        if self._candidate_id is None:
            return
        try:
            at = act(self._bench.actor, self._candidate_id)
        except DomainError as fault:
            if refused is None:
                self._bench.refuse(fault)
            else:
                self._draft = refused(fault.sentence)
        except EnvironmentFault as fault:
            self._bench.refuse(fault)
        else:
            self._draft = settled
            self._bench.saved(at)
        self.refresh()

    def _confirm_as(self, actor: Actor, candidate_id: int) -> None:
        self._do(lambda _actor, _who: deliberation.confirm(self._bench.desk, actor, candidate_id), self._draft)
