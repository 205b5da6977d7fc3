"""Suspected frauds, as the responsable reports them from Journée."""

from typing import Protocol

from app.domain.conduct import Witness
from app.domain.faults import DomainError, EnvironmentFault
from app.domain.next_step import Progress, progress
from app.services import conduct, reading
from app.services.conduct import FraudDraft
from app.ui.bench import Bench
from app.ui.screens.day.state import Who, who_is


class FraudView(Protocol):
    """What is asked of the screen."""

    def ask_fraud(self, who: Who, parts: tuple[tuple[str, str], ...]) -> None:
        """Ask what was seen, during which part, and by whom."""
        ...


class ConductPresenter:
    """Carries out what is asked about a suspected fraud."""

    def __init__(self, bench: Bench, view: FraudView) -> None:
        self._bench = bench
        self._view = view

    def see_fraud(self, candidate_id: int) -> None:
        """Ask for the facts and the witnesses; the part under way, else the last one begun, comes first."""
        session, actor = reading.session(self._bench.desk), self._bench.actor
        candidate = session.candidate(candidate_id)
        parts = [part for _modality, part in session.parts_for(candidate)]
        begun = [part for part in parts if progress(session, candidate, part, actor) is not Progress.TO_COME]
        ordered = [*reversed(begun), *(part for part in parts if part not in begun)]
        self._view.ask_fraud(who_is(candidate), tuple((part.id, part.label) for part in ordered))

    def report_fraud(self, candidate_id: int, part_id: str, facts: str, witnesses: tuple[Witness, ...]) -> None:
        """Write a report down."""
        desk, actor = self._bench.desk, self._bench.actor
        try:
            number = conduct.report_fraud(desk, actor, FraudDraft(candidate_id, part_id, facts, witnesses))
        except (DomainError, EnvironmentFault) as fault:
            self._bench.refuse(fault)
            return
        self._bench.saved(desk.now())
        self._bench.inform(
            "FRAUD_REPORTED", f"Le rapport de fraude n° {number} est noté ; imprimez-le dans Documents pour le signer."
        )
