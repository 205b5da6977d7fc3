"""Délibération: one candidate after the other, divergences first; the jury types, nothing is deduced."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from app.domain.decision import AwardValue, Outcome
from app.domain.faults import DomainError, EnvironmentFault
from app.domain.framework.terms import Evidence
from app.domain.people import Actor
from app.domain.session import ExamSession
from app.services import abbreviations, deliberation, evidence_seen, reading, votes
from app.ui.bench import Bench, ScreenName, Target
from app.ui.screens.deliberation.draft import Draft
from app.ui.screens.deliberation.pages import BEHIND_DOORS, NOBODY, comparison_of, entries_of, page_of
from app.ui.screens.deliberation.state import CandidateEntry, Comparison, DeliberationState
from app.ui.screens.deliberation.words import several

_EMPTY = DeliberationState("Délibération", "", (), None, "", "Candidat suivant", "Aucun candidat.", NOBODY)


class View(Protocol):
    """The window's side."""

    def show_state(self, state: DeliberationState) -> None:
        """Show everything that the state says."""
        ...

    def expand(self, phrases: Mapping[str, str]) -> None:
        """Write these abbreviations out as the juror types."""
        ...

    def show_comparison(self, comparison: Comparison) -> None:
        """Show how the candidates were treated, side by side."""
        ...


class DeliberationPresenter:
    """Keeps which candidate is shown and what is being prepared; everything else is read from disk."""

    def __init__(self, bench: Bench, view: View) -> None:
        self._bench = bench
        self._view = view
        self._candidate_id: int | None = None
        self._draft = Draft()

    def refresh(self) -> None:
        """Read the session again and show the page."""
        session = reading.session(self._bench.desk)
        if self._bench.actor.is_manager:
            self._view.show_state(replace(_EMPTY, page=BEHIND_DOORS, next_refusal=BEHIND_DOORS.title))
            return
        entries = entries_of(session)
        if self._candidate_id not in {entry.candidate_id for entry in entries}:
            first = next((entry for entry in entries if not entry.standing.is_over), entries[0] if entries else None)
            self._candidate_id = first.candidate_id if first else None
        self._view.show_state(self._state(session, entries))
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
        entries = entries_of(reading.session(self._bench.desk))
        following = self._following(entries)
        if following is not None:
            self.choose_candidate(following)
        elif entries and all(entry.standing.is_over for entry in entries):
            self._bench.go_to(Target(ScreenName.CLOSING))

    def step(self, way: int) -> None:
        """Show the candidate before or after this one in the list, decided or not."""
        ids = [entry.candidate_id for entry in entries_of(reading.session(self._bench.desk))]
        if self._candidate_id in ids:
            self.choose_candidate(ids[(ids.index(self._candidate_id) + way) % len(ids)])

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
        """Show the positions on all candidates side by side."""
        if not self._bench.actor.is_manager:
            self._view.show_comparison(comparison_of(reading.session(self._bench.desk), self._bench.actor))

    def change_person(self) -> None:
        """Give the desk to somebody else."""
        self._bench.change_person()

    def forget(self) -> None:
        """Hold nothing of the session any more."""
        self._candidate_id = None
        self._draft = Draft()
        self._view.show_state(_EMPTY)
        self._view.expand({})

    def _expand(self, session: ExamSession) -> None:
        desk, actor = self._bench.desk, self._bench.actor
        writes = actor.person_id is not None and session.person(actor.person_id).function.evaluates
        self._view.expand(abbreviations.expanding(abbreviations.listed(desk, actor)) if writes else {})

    def _state(self, session: ExamSession, entries: tuple[CandidateEntry, ...]) -> DeliberationState:
        if self._candidate_id is None:
            return replace(_EMPTY, page=NOBODY)
        place = 1 + [entry.candidate_id for entry in entries].index(self._candidate_id)
        candidate = session.candidate(self._candidate_id)
        left = sum(not entry.standing.is_over for entry in entries)
        alone = left == 1 and not entries[place - 1].standing.is_over
        return DeliberationState(
            title=candidate.name,
            second=f"{place} sur {len(entries)} · huis clos",
            candidates=entries,
            candidate_id=candidate.id,
            left=_left_words(left),
            next_words="Candidat suivant" if left else "Aller à la clôture",
            next_refusal="C’est le dernier candidat à décider." if alone else "",
            page=page_of(session, candidate, self._bench.actor, self._draft),
        )

    def _following(self, entries: tuple[CandidateEntry, ...]) -> int | None:
        """The next candidate still to decide, from this one round the list."""
        ids = [entry.candidate_id for entry in entries]
        start = ids.index(self._candidate_id) + 1 if self._candidate_id in ids else 0
        turned = (*entries[start:], *entries[:start])
        waiting = (e.candidate_id for e in turned if not e.standing.is_over and e.candidate_id != self._candidate_id)
        return next(waiting, None)

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


def _left_words(left: int) -> str:
    """How many candidates still want a decision or a confirmation."""
    if not left:
        return "tous les candidats sont décidés"
    return f"{several(left, 'candidat', 'candidats')} à décider ou à confirmer"
