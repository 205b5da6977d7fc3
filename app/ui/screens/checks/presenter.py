"""Contrôles: every rule with its state, its source, and the way to the place that mends it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from app.domain.people import Actor
from app.domain.rules.behind_doors import without_names
from app.domain.rules.registry import judge
from app.services import derogations, reading
from app.services.desk import Desk
from app.ui.bench import Bench
from app.ui.rule_lines import RuleCounts, RuleLine, count, reader_of, rule_lines


@dataclass(frozen=True, slots=True)
class ChecksState:
    """What the screen shows: the lines that the filter leaves, and the counts of all."""

    lines: tuple[RuleLine, ...]
    counts: RuleCounts
    only_open: bool


class View(Protocol):
    """The window's side."""

    def show_state(self, state: ChecksState) -> None:
        """Show everything that the state says."""
        ...


class ChecksPresenter:
    """Reads the rules again each time the screen comes to the front."""

    def __init__(self, bench: Bench, view: View) -> None:
        self._bench = bench
        self._view = view
        self._lines: tuple[RuleLine, ...] = ()
        self._only_open = False
        self._turn = 0

    def refresh(self) -> None:
        """Judge every rule anew, away from the window."""
        desk, actor, turn = self._bench.desk, self._bench.actor, self._turn
        self._bench.runner.run(
            lambda _reporter: _read(desk, actor), lambda lines: self._take(turn, lines), self._bench.refuse
        )

    def show_only_open(self, only_open: bool) -> None:
        """Leave out the rules that are met or cannot be judged yet, or show them again."""
        self._only_open = only_open
        self._show()

    def pass_over(self, line: RuleLine, granted_by: str, reason: str) -> None:
        """Write down by whose authority a breach stands, and why; then judge anew."""
        desk, actor, turn = self._bench.desk, self._bench.actor, self._turn

        def grant() -> datetime:
            derogations.grant(
                desk, actor, line.number, line.candidate_id, line.finding, granted_by=granted_by, reason=reason
            )
            return desk.now()

        self._bench.runner.run(lambda _reporter: grant(), lambda at: self._passed(turn, at), self._bench.refuse)

    def mend(self, line: RuleLine) -> None:
        """Go to the place that mends a breach."""
        if line.target is not None:
            self._bench.go_to(line.target)

    def forget(self) -> None:
        """Hold nothing of the session any more."""
        self._turn += 1
        self._lines = ()
        self._show()

    def _passed(self, turn: int, at: datetime) -> None:
        if turn == self._turn:
            self._bench.saved(at)
            self.refresh()

    def _take(self, turn: int, lines: tuple[RuleLine, ...]) -> None:
        """Show what was read, unless session or person changed in the meantime."""
        if turn == self._turn:
            self._lines = lines
            self._show()

    def _show(self) -> None:
        shown = tuple(line for line in self._lines if line.is_open or not self._only_open)
        self._view.show_state(ChecksState(shown, count(self._lines), self._only_open))


def _read(desk: Desk, actor: Actor) -> tuple[RuleLine, ...]:
    session = reading.session(desk)
    reader = reader_of(session, actor, desk.now().date())
    return rule_lines(without_names(session, actor, judge(session)), reader)
