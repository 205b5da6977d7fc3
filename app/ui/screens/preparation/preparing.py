"""What the presenters of all sections of Préparation share: the state shown, and how an act is done and told."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from app.domain.faults import DomainError, EnvironmentFault
from app.domain.rules.base import Finding, Place
from app.domain.rules.registry import RULES
from app.domain.session import ExamSession
from app.services import candidates, reading
from app.ui.bench import Bench
from app.ui.screens.preparation.finding_words import JURY_RULES
from app.ui.screens.preparation.state import PreparationState

_JUROR_READS = "Seul le responsable de session modifie la préparation ; vous la consultez."
_LEFT = "La session continue sur un autre poste : vous consultez la préparation."
_CLOSED = "La session est close : la préparation ne change plus."


class Preparing:
    """The preparation of one session under way; every change of its state goes to `shown`."""

    def __init__(self, bench: Bench, shown: Callable[[PreparationState], None]) -> None:
        self.bench = bench
        self._shown = shown
        self._state: PreparationState | None = None

    @property
    def state(self) -> PreparationState | None:
        """What is shown, None before the screen was first entered."""
        return self._state

    @property
    def editable(self) -> PreparationState | None:
        """What is shown when the person at the desk may change it, None otherwise."""
        return self._state if self._state is not None and self._state.editable else None

    def refresh(self) -> None:
        """Show the session as it stands on disk."""
        session = reading.session(self.bench.desk)
        before = self._state or PreparationState(session)
        found = list(_findings(session))
        self._state = replace(
            before,
            session=session,
            why_read_only=self._why_read_only(session),
            juror_id=self.bench.actor.person_id,
            findings=tuple(finding for _number, finding in found),
            jury_findings=tuple(finding for number, finding in found if number in JURY_RULES),
            last_import=candidates.last_import(self.bench.desk),
        )
        self._shown(self._state)

    def forget(self) -> None:
        """Hold nothing of the session any more."""
        self._state = None

    def show(self, **changes: object) -> None:
        """Show the state with some of its fields changed."""
        if self._state is not None:
            self._state = replace(self._state, **changes)  # type: ignore[arg-type] # named fields
            self._shown(self._state)

    def save(self, act: Callable[[], object]) -> None:
        """Do the act of the open file and close it; a refusal is said in it and nothing typed is lost."""
        state = self._state
        if state is None or state.editing is None:
            return
        try:
            act()
        except (DomainError, EnvironmentFault) as fault:
            self.show(editing=replace(state.editing, fault=fault.sentence))
        else:
            self.bench.saved(self.bench.desk.now())
            self.show(editing=None)
            self.refresh()

    def attempt(self, act: Callable[[], object]) -> bool:
        """Do an act and show what is on disk after it; a refusal is said by the window."""
        try:
            act()
        except (DomainError, EnvironmentFault) as fault:
            self.bench.refuse(fault)
            self.refresh()
            return False
        self.bench.saved(self.bench.desk.now())
        self.refresh()
        return True

    def _why_read_only(self, session: ExamSession) -> str:
        if session.closing is not None:
            return _CLOSED
        if session.left is not None:
            return _LEFT
        return "" if self.bench.actor.is_manager else _JUROR_READS


def _findings(session: ExamSession) -> Iterator[tuple[int, Finding]]:
    """What the preparation still lacks, each with the number of its rule."""
    for rule in RULES:
        for finding in rule.check(session):
            if finding.place is Place.PREPARATION:
                yield rule.number, finding
