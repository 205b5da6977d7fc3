"""What accompanies the screens of an open session: who sits there, the watch, and the question about lost time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from app.ui.bench import ScreenName, Target
from app.ui.facing.display import FacingDisplay
from app.ui.handover import Handover
from app.ui.moving import SessionMoves
from app.ui.seating import Seating, Seats
from app.ui.watching.asking import LapseAsking
from app.ui.watching.strip import LapseStrip
from app.ui.watching.watch import Watch

if TYPE_CHECKING:
    from app.domain.faults import DomainError, EnvironmentFault
    from app.domain.people import Actor
    from app.domain.timing import Instant
    from app.domain.watch import Whereabouts
    from app.services.desk import Desk
    from app.ui.facing.state import Facing
    from app.ui.shell import Shell
    from app.ui.tasks import Runner


class Host(Seats, Protocol):
    """The window, as those who accompany its session know it."""

    def inform(self, identifier: str, sentence: str) -> None:
        """Say something that went well."""
        ...

    def refuse(self, fault: DomainError | EnvironmentFault) -> None:
        """Say why an act was refused."""
        ...


class Company:
    """Made with the screens of the first session; it follows from one session, and one person, to the next."""

    def __init__(self, host: Host, shell: Shell, runner: Runner, watch_every_ms: int) -> None:
        self._shell = shell
        self.seating = Seating(host, shell, Handover(shell, runner))
        self._watch = Watch(watch_every_ms, host.refuse)
        self._facing = FacingDisplay(shell, lambda: _now(host), self.seating.prove_same)
        self._moves = SessionMoves(host, shell, runner)
        strip = LapseStrip()
        shell.add_strip(strip)
        self._asking = LapseAsking(strip, host.saved, host.refuse)
        self._watch.lapsed.connect(self._asking.ask)
        strip.answered.connect(self._asking.answer)
        strip.postponed.connect(self._asking.put_off)

    def follow(self, desk: Desk | None, actor: Actor, *, asks: bool) -> None:
        """Accompany this person at this session from now on; None rests. Nobody is asked unless `asks`."""
        self._watch.follow(desk, actor)
        if desk is None or not asks:
            self._facing.take_down()
        self._facing.give_way()
        self._moves.follow(desk, actor)
        self._asking.follow(desk if asks else None, actor)

    def move_session(self) -> None:
        """Ask where the session continues."""
        self._moves.ask()

    def lives_here(self) -> bool:
        """Whether this copy of the session still changes; where it does not, that is said at once."""
        return self._moves.lives_here()

    def stand(self, whereabouts: Whereabouts | None) -> None:
        """Let the watch keep where the juror stands."""
        self._watch.stand(whereabouts)

    def meet(self) -> None:
        """Say anew who is at the desk: the jury behind its doors is named as one."""
        self._shell.set_person(*self.seating.name_and_role)

    def face(self, facing: Facing | None) -> None:
        """Let the candidate's screen show this part."""
        self._facing.face(facing)

    def face_candidate(self) -> None:
        """Put the candidate's screen up, or take it down."""
        self._facing.toggle()

    def ask_again(self) -> None:
        """Ask about the lost time that waits for its answer."""
        self._asking.ask()

    def first_place(self, actor: Actor) -> Target:
        """Where somebody who sits down begins: where he or she was when the program stopped, else the day."""
        left = self._watch.take_up(actor)
        if self.seating.behind_doors:
            return Target(ScreenName.DELIBERATION)
        if left is None:
            return Target(ScreenName.DAY)
        return Target(ScreenName.GRADING, left.candidate_id, left.part_id, left.criterion_id)


def _now(host: Host) -> Instant:
    return host.desk.clock.instant()
