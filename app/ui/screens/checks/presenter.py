"""Contrôles: every rule with its state, its source, and the way to the place that mends it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from app.domain.people import Actor
from app.domain.rules.behind_doors import without_names
from app.domain.rules.registry import judge
from app.services import derogations, reading, shortfalls
from app.services.desk import Desk
from app.ui.bench import Bench, ScreenName
from app.ui.rule_lines import RuleCounts, RuleLine, count, reader_of, rule_lines
from app.ui.screens.checks.shortfall_state import NO_SHORTFALLS, Shortfalls, shortfalls_of


@dataclass(frozen=True, slots=True)
class ChecksState:
    """What the screen shows: the lines that the filter leaves, the counts of all, and who lacks a quorum."""

    lines: tuple[RuleLine, ...]
    counts: RuleCounts
    only_open: bool
    shortfalls: Shortfalls = NO_SHORTFALLS


class View(Protocol):
    """The window's side."""

    def show_state(self, state: ChecksState) -> None:
        """Show everything that the state says."""
        ...

    def ask_noting(self, candidate_id: int | None) -> None:
        """Ask for whom the jury lacks a quorum, and why."""
        ...

    def ask_taking_back(self, candidate_id: int | None) -> None:
        """Ask for whom the jury can deliberate after all."""
        ...


class ChecksPresenter:
    """Reads the rules again each time the screen comes to the front."""

    def __init__(self, bench: Bench, view: View) -> None:
        self._bench = bench
        self._view = view
        self._lines: tuple[RuleLine, ...] = ()
        self._shortfalls = NO_SHORTFALLS
        self._only_open = False
        self._turn = 0

    def refresh(self) -> None:
        """Judge every rule anew, away from the window."""
        desk, actor, turn = self._bench.desk, self._bench.actor, self._turn
        self._bench.runner.run(
            lambda _reporter: _read(desk, actor), lambda read: self._take(turn, read), self._bench.refuse
        )

    def show_only_open(self, only_open: bool) -> None:
        """Leave out the rules that are met or cannot be judged yet, or show them again."""
        self._only_open = only_open
        self._show()

    def pass_over(self, line: RuleLine, granted_by: str, reason: str) -> None:
        """Write down by whose authority a breach stands, and why; then judge anew."""
        desk, actor = self._bench.desk, self._bench.actor

        def grant() -> datetime:
            derogations.grant(
                desk, actor, line.number, line.candidate_id, line.finding, granted_by=granted_by, reason=reason
            )
            return desk.now()

        self._do(grant)

    def note_shortfall(self, candidate_ids: Sequence[int], cause: str, measures: str, missing: Sequence[int]) -> None:
        """Note that the jury lacks a quorum for these candidates, since these jurors did not come; then judge anew."""
        desk, actor = self._bench.desk, self._bench.actor
        self._do(lambda: shortfalls.note(desk, actor, candidate_ids, cause=cause, measures=measures, missing=missing))

    def take_shortfall_back(self, candidate_ids: Sequence[int], reason: str) -> None:
        """Let the jury deliberate on these candidates after all; then judge anew."""
        desk, actor = self._bench.desk, self._bench.actor
        self._do(lambda: shortfalls.take_back(desk, actor, candidate_ids, reason))

    def mend(self, line: RuleLine) -> None:
        """Go to the place that mends a breach; what is mended here is asked here."""
        if line.target is None:
            return
        if line.target.screen is not ScreenName.CHECKS:
            self._bench.go_to(line.target)
        elif _is_noted(line, self._shortfalls):
            self._view.ask_taking_back(line.candidate_id)
        else:
            self._view.ask_noting(line.candidate_id)

    def forget(self) -> None:
        """Hold nothing of the session any more."""
        self._turn += 1
        self._lines, self._shortfalls = (), NO_SHORTFALLS
        self._show()

    def _do(self, act: Callable[[], datetime]) -> None:
        """Do one act away from the window, then judge anew."""
        turn = self._turn
        self._bench.runner.run(lambda _reporter: act(), lambda at: self._passed(turn, at), self._bench.refuse)

    def _passed(self, turn: int, at: datetime) -> None:
        if turn == self._turn:
            self._bench.saved(at)
            self.refresh()

    def _take(self, turn: int, read: tuple[tuple[RuleLine, ...], Shortfalls]) -> None:
        """Show what was read, unless session or person changed in the meantime."""
        if turn == self._turn:
            self._lines, self._shortfalls = read
            self._show()

    def _show(self) -> None:
        shown = tuple(line for line in self._lines if line.is_open or not self._only_open)
        self._view.show_state(ChecksState(shown, count(self._lines), self._only_open, self._shortfalls))


def _read(desk: Desk, actor: Actor) -> tuple[tuple[RuleLine, ...], Shortfalls]:
    session = reading.session(desk)
    reader = reader_of(session, actor, desk.now().date())
    lines = rule_lines(without_names(session, actor, judge(session)), reader)
    found = shortfalls_of(session, actor)
    return tuple(_own(line, found) for line in lines), found


def _is_noted(line: RuleLine, found: Shortfalls) -> bool:
    """Whether the want of a quorum is noted already of whom the line is about."""
    return line.candidate_id in {each.candidate_id for each in found.noted}


def _own(line: RuleLine, found: Shortfalls) -> RuleLine:
    """What is mended on this very screen says the act instead of leading away."""
    if line.target is None or line.target.screen is not ScreenName.CHECKS:
        return line
    return replace(line, act="Reprendre" if _is_noted(line, found) else "Constater la carence")
