"""The doors and the roll of the deliberation room, as the screen leads to them."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol

from app.domain.faults import DomainError, EnvironmentFault
from app.domain.meeting import behind_doors
from app.domain.people import Actor
from app.domain.session import ExamSession
from app.services import jury_room, reading
from app.services.jury_room import RollAnswer
from app.ui.bench import Bench
from app.ui.screens.deliberation.state import RollLine, RoomShown


class RollView(Protocol):
    """The window's side."""

    def ask_roll(self, room: RoomShown, *, closes: bool) -> None:
        """Ask who is in the room; the doors close with the answer when `closes`."""
        ...


class RoomKeeper:
    """Closes and opens the doors; `settled` is called once something changed."""

    def __init__(self, bench: Bench, view: RollView, settled: Callable[[], None]) -> None:
        self._bench = bench
        self._view = view
        self._settled = settled

    def turn_doors(self) -> None:
        """Close the doors, the roll first; closed, open them with the code of the juror at the desk."""
        room, actor = room_of(reading.session(self._bench.desk), self._bench.actor), self._bench.actor
        if room is None or actor.person_id is None:
            return
        if room.behind_doors:
            self._bench.prove_juror(actor.person_id, "rouvrir les portes", lambda proved, _pin: self._open_as(proved))
        else:
            self._view.ask_roll(room, closes=True)

    def call(self) -> None:
        """Ask who is in the room, the doors staying as they are."""
        room = room_of(reading.session(self._bench.desk), self._bench.actor)
        if room is not None:
            self._view.ask_roll(room, closes=False)

    def answer(self, answers: Sequence[RollAnswer], closes: bool) -> None:
        """Record the roll, then close the doors if that was asked."""
        desk, actor = self._bench.desk, self._bench.actor
        called = self._do(lambda: jury_room.call_roll(desk, actor, answers))
        if called and closes:
            self._do(lambda: jury_room.close_doors(desk, actor))

    def _open_as(self, actor: Actor) -> None:
        self._do(lambda: jury_room.open_doors(self._bench.desk, actor))

    def _do(self, act: Callable[[], datetime]) -> bool:
        """Do one act of the room; gives back whether it was done."""
        try:
            at = act()
        except (DomainError, EnvironmentFault) as fault:
            self._bench.refuse(fault)
            return False
        self._bench.saved(at)
        self._bench.beside.meet()
        self._settled()
        return True


def room_of(session: ExamSession, actor: Actor) -> RoomShown | None:
    """The doors and the roll as a juror handles them; None for anybody else, and once the session is closed."""
    typist = next((juror for juror in session.jurors if juror.id == actor.person_id), None)
    if typist is None or session.closing is not None:
        return None
    said = {entry.juror_id: entry for entry in session.roll}
    lines = []
    for juror in session.jurors:
        if typist.panel and juror.panel and juror.panel != typist.panel:
            continue
        entry = said.get(juror.id)
        present, reason = (entry.present, entry.reason) if entry is not None else (True, "")
        lines.append(RollLine(juror.id, juror.name, present, reason, types=juror is typist))
    return RoomShown(behind_doors(session), tuple(lines))
