"""What the jury does on a candidate's page: positions and their motives, elements read, the decision, confirmations."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from app.domain.decision import AwardValue, Outcome, Position
from app.domain.faults import DomainError, EnvironmentFault
from app.domain.framework.terms import Evidence
from app.domain.people import Actor
from app.domain.session import ExamSession
from app.services import deliberation, evidence_seen, motive_drafts, reading, votes
from app.ui.bench import Bench
from app.ui.screens.deliberation.draft import Draft, Prepared


class AskingView(Protocol):
    """The window's side."""

    def ask_first(self, title: str, consequences: Sequence[str], act_label: str, act: Callable[[], None]) -> None:
        """Ask before what undoes something; `act` follows a yes only."""
        ...


class JuryActs:
    """Records what the jury says on the candidate shown; `settled` is called once something changed."""

    def __init__(self, bench: Bench, view: AskingView, at: Prepared, settled: Callable[[], None]) -> None:
        self._bench = bench
        self._view = view
        self._at = at
        self._settled = settled

    def take_position(self, unit_id: str, mastered: bool) -> None:
        """Record « maîtrisée »; « non maîtrisée » first asks for its motive. What stands already changes nothing."""
        if self._at.candidate_id is None:
            return
        if not mastered:
            self._prepare(editing=unit_id, motive_fault="")
            return
        position = reading.session(self._bench.desk).position(self._at.candidate_id, unit_id)
        if position is not None and position.mastered:
            if self._is_written(unit_id):
                self.leave_motive(unit_id)
            return
        self._record_position(Position(self._at.candidate_id, unit_id, mastered=True))

    def record_motive(self, unit_id: str, motive: str, cited: Sequence[str]) -> None:
        """Record « non maîtrisée » with its motive; a refusal is said under the motive."""
        if self._at.candidate_id is not None:
            self._record_position(Position(self._at.candidate_id, unit_id, False, motive.strip(), tuple(cited)))

    def keep_motive(self, candidate_id: int, unit_id: str, text: str, cited: Sequence[str]) -> None:
        """Keep what stands in a motive being written; an empty `unit_id` is the decision's."""
        try:
            at = motive_drafts.keep(self._bench.desk, self._bench.actor, candidate_id, unit_id, text, cited)
        except (DomainError, EnvironmentFault) as fault:
            self._bench.refuse(fault)
        else:
            self._bench.saved(at)

    def leave_motive(self, unit_id: str) -> None:
        """Give up « non maîtrisée »; the position on record stands."""
        settled = replace(self._at.draft, editing=None, motive_fault="")
        self._do(lambda actor, who: self._give_up(actor, who, unit_id), settled)

    def _is_written(self, unit_id: str) -> bool:
        """Whether a motive is open on this unit."""
        who, desk = self._at.candidate_id, self._bench.desk
        is_begun = who is not None and unit_id in motive_drafts.begun(desk, self._bench.actor, who)
        return is_begun or self._at.draft.editing == unit_id

    def _give_up(self, actor: Actor, candidate_id: int, unit_id: str) -> datetime:
        motive_drafts.give_up(self._bench.desk, actor, candidate_id, unit_id)
        return self._bench.desk.now()

    def _record_position(self, taken: Position) -> None:
        """Record a position, asking first where that takes confirmations or a motive away."""
        session = reading.session(self._bench.desk)
        before = session.position(taken.candidate_id, taken.unit_id)
        lost = [] if taken == before else _undone(session, taken.candidate_id)
        if before is not None and not before.mastered and taken.mastered:
            lost.append("Le motif de « non maîtrisée » est retiré de la page ; le journal le garde.")

        def refused(sentence: str) -> Draft:
            return replace(self._at.draft, editing=taken.unit_id, motive_fault=sentence)

        def record() -> None:
            self._do(
                lambda actor, _who: deliberation.take_position(
                    self._bench.desk,
                    actor,
                    taken.candidate_id,
                    taken.unit_id,
                    mastered=taken.mastered,
                    motive=taken.motive,
                    cited=taken.cited,
                ),
                settled=replace(self._at.draft, editing=None, motive_fault=""),
                refused=None if taken.mastered else refused,
            )

        self._ask_first("Changer cette position ?", lost, "Changer la position", record)

    def _ask_first(self, title: str, lost: Sequence[str], act_label: str, act: Callable[[], None]) -> None:
        if lost:
            self._view.ask_first(title, lost, act_label, act)
        else:
            act()

    def consult(self, item: Evidence, seen: bool, remark: str) -> None:
        """Record what the jury says of one element at once; « manque » first asks why."""
        if not seen and not remark:
            self._prepare(missing=item, missing_fault="")
            return
        self._do(
            lambda actor, who: evidence_seen.consult(self._bench.desk, actor, who, item, seen=seen, remark=remark),
            settled=replace(self._at.draft, missing=None, missing_fault=""),
            refused=None if seen else lambda sentence: replace(self._at.draft, missing_fault=sentence),
        )

    def leave_reason(self) -> None:
        """Give up « manque »; what the jury said before stands."""
        self._prepare(missing=None, missing_fault="")

    def choose_outcome(self, outcome: Outcome) -> None:
        """Prepare a decision; nothing is recorded yet."""
        self._prepare(outcome=outcome, decision_fault="")

    def choose_award(self, bloc_id: str, value: AwardValue) -> None:
        """Prepare what becomes of one CCP."""
        session = reading.session(self._bench.desk)
        recorded = session.decision(self._at.candidate_id) if self._at.candidate_id is not None else None
        outcome = self._at.draft.outcome or (recorded.outcome if recorded else None)
        self._prepare(outcome=outcome, awards={**self._at.draft.awards, bloc_id: value}, decision_fault="")

    def record_decision(self, outcome: Outcome, awards: dict[str, AwardValue], motive: str) -> None:
        """Record the jury's one decision; a refusal is said under it."""
        candidate_id = self._at.candidate_id
        if candidate_id is None:
            return

        def record() -> None:
            self._do(
                lambda actor, _who: deliberation.decide(
                    self._bench.desk, actor, candidate_id, outcome, awards=awards, motive=motive
                ),
                settled=replace(self._at.draft, outcome=None, awards={}, decision_fault=""),
                refused=lambda sentence: replace(self._at.draft, decision_fault=sentence),
            )

        lost = _undone(reading.session(self._bench.desk), candidate_id)
        self._ask_first("Changer la décision ?", lost, "Changer la décision", record)

    def confirm(self, juror_id: int) -> None:
        """Ask one juror's code, then confirm the decision in this juror's name (rule 26)."""
        candidate_id = self._at.candidate_id
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
        candidate_id = self._at.candidate_id
        if candidate_id is None:
            return
        name = reading.session(self._bench.desk).candidate(candidate_id).name

        def cast(actor: Actor, _pin: str) -> None:
            self._do(
                lambda _actor, _who: votes.cast(
                    self._bench.desk, actor, candidate_id, favourable=favourable, dissent=dissent
                ),
                self._at.draft,
            )

        self._bench.prove_juror(juror_id, f"voter sur la décision qui concerne {name}", cast)

    def _prepare(self, **changes: object) -> None:
        self._at.draft = replace(self._at.draft, **changes)  # type: ignore[arg-type] # fields of Draft, by name
        self._settled()

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
        if self._at.candidate_id is None:
            return
        try:
            at = act(self._bench.actor, self._at.candidate_id)
        except DomainError as fault:
            if refused is None:
                self._bench.refuse(fault)
            else:
                self._at.draft = refused(fault.sentence)
        except EnvironmentFault as fault:
            self._bench.refuse(fault)
        else:
            self._at.draft = settled
            self._bench.saved(at)
        self._settled()

    def _confirm_as(self, actor: Actor, candidate_id: int) -> None:
        self._do(lambda _actor, _who: deliberation.confirm(self._bench.desk, actor, candidate_id), self._at.draft)


def _undone(session: ExamSession, candidate_id: int) -> list[str]:
    """What a change of position or decision takes away, one sentence each."""
    given = len(session.confirmed_by(candidate_id))
    cast = sum(vote.candidate_id == candidate_id for vote in session.votes)
    told = []
    if given:
        told.append(f"Cela annule {'la confirmation déjà donnée' if given == 1 else f'les {given} confirmations'}.")
    if cast:
        told.append(f"Cela annule {'le vote déjà donné' if cast == 1 else f'les {cast} votes'}.")
    return told
