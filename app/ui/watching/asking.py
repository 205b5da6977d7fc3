"""Asks about each lapse once, in the order in which they happened; what waits is asked again."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Protocol

from app import services
from app.domain.faults import DomainError, EnvironmentFault
from app.domain.lapse_words import happened, who_ran
from app.domain.timing import LapseKind
from app.ui.watching.strip import LapseQuestion

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from app.domain.people import Actor
    from app.domain.session import ExamSession
    from app.domain.timing import Lapse
    from app.services.desk import Desk

_DAY_MINUTES = 24 * 60


class View(Protocol):
    """Where the question is shown."""

    def show_question(self, asked: LapseQuestion | None) -> None:
        """Ask another question; None closes it."""
        ...


class LapseAsking:
    """The lapses of the open session that wait for an answer, and the one that is asked about."""

    def __init__(
        self,
        view: View,
        saved: Callable[[datetime], None],
        refuse: Callable[[DomainError | EnvironmentFault], None],
    ) -> None:
        self._view = view
        self._saved = saved
        self._refuse = refuse
        self._at: tuple[Desk, Actor] | None = None

    def follow(self, desk: Desk | None, actor: Actor) -> None:
        """Ask whoever sits here from now on, again what was put off; None asks nothing."""
        self._at = None if desk is None else (desk, actor)
        self.ask()

    def ask(self) -> None:
        """Ask about the first lapse that waits."""
        if self._at is None:
            self._view.show_question(None)
            return
        desk = self._at[0]
        waiting = services.lapses.unanswered(desk)
        if not waiting:
            self._view.show_question(None)
            return
        self._view.show_question(question_of(services.reading.session(desk), waiting[0], len(waiting) - 1))

    def put_off(self) -> None:
        """Ask again later: when somebody sits down, when another lapse happens, or from Contrôles."""
        self._view.show_question(None)

    def answer(self, number: int, counted: timedelta, reason: str) -> None:
        """Keep what counts, then ask about the next one."""
        if self._at is None:
            return
        desk, actor = self._at
        try:
            services.lapses.answer(desk, actor, number, counted, reason)
        except (DomainError, EnvironmentFault) as fault:
            self._refuse(fault)
            return
        self._saved(desk.now())
        self.ask()


def question_of(session: ExamSession, lapse: Lapse, waiting: int = 0) -> LapseQuestion:
    """How a lapse is asked about."""
    only_seen = lapse.kind is LapseKind.CLOCK_SET
    ran = who_ran(session, lapse)
    return LapseQuestion(
        number=lapse.number,
        happened=happened(lapse),
        ran=f"{ran} Le temps compté reste juste." if only_seen else ran,
        length=lapse.length if lapse.is_measured else None,
        most_minutes=lapse.length // timedelta(minutes=1) if lapse.is_measured else _DAY_MINUTES,
        only_seen=only_seen,
        waiting=waiting,
    )
