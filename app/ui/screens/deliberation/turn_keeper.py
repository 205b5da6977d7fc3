"""Counts the time of the candidate on the page: a turn begins when it is shown, and ends when it is left."""

from collections.abc import Callable
from dataclasses import replace

from app.domain.agenda import stands_at
from app.domain.faults import DomainError, EnvironmentFault
from app.domain.jury_room import Turn
from app.domain.session import ExamSession
from app.services import jury_room
from app.ui.bench import Bench


class TurnKeeper:
    """Writes turns as pages come and go; who reads them on cannot be hindered by it."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self._held: int | None = None

    def follow(self, session: ExamSession, candidate_id: int, *, counts: bool) -> ExamSession:
        """Let the turn be that of the page shown; gives back the session with its turns as they now stand.

        A page that does not count (sealed, decided, not this juror's) ends the turn of another one. Once decided, the
        candidate shown goes on counting until the jury leaves.
        """
        if self._held == candidate_id == stands_at(session):
            return session
        if counts:
            desk, actor = self._bench.desk, self._bench.actor
            turns = self._keep(lambda: jury_room.begin_turn(desk, actor, candidate_id))
            self._held = candidate_id if turns is not None else None
            return session if turns is None else replace(session, turns=turns)
        turns = self.end()
        return session if turns is None else replace(session, turns=turns)

    def end(self) -> tuple[Turn, ...] | None:
        """End the turn that this page began; None when there is none, or when nothing may change any more."""
        if self._held is None:
            return None
        self._held = None
        try:
            desk, actor = self._bench.desk, self._bench.actor
        except LookupError:  # the session was closed: its turn stays open, and the jury resumes there
            return None
        return self._keep(lambda: jury_room.end_turn(desk, actor))

    def _keep(self, act: Callable[[], tuple[Turn, ...]]) -> tuple[Turn, ...] | None:
        try:
            return act()
        except EnvironmentFault as fault:
            self._bench.refuse(fault)
        except DomainError:
            return None  # a copy that changes no more, or a juror without a voice: nobody asked for anything
        return None
