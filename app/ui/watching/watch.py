"""The pulse of the window: every second it says that the desk is alive, and notices when it was not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app import services
from app.domain.faults import EnvironmentFault

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.people import Actor
    from app.domain.timing import Instant
    from app.domain.watch import Whereabouts
    from app.services.desk import Desk


class Watch(QObject):
    """Watches one open session at a time; with an interval of 0 nobody watches, as in a played day."""

    ticked = Signal()
    lapsed = Signal()

    def __init__(self, every_ms: int, failed: Callable[[EnvironmentFault], None]) -> None:
        super().__init__()
        self._failed = failed
        self._watched: tuple[Desk, Actor] | None = None
        self._seen: Instant | None = None
        self._standing: Whereabouts | None = None
        self._left: Whereabouts | None = None
        self._told = False
        self._timer = QTimer(self)
        self._timer.setInterval(every_ms)
        self._timer.timeout.connect(self._on_timer_timeout)

    def follow(self, desk: Desk | None, actor: Actor) -> None:
        """Watch over this session for this person from now on; None watches nothing any more."""
        before = self._watched[0] if self._watched is not None else None
        self._watched = None if desk is None else (desk, actor)
        if desk is before:
            return
        self._timer.stop()
        self._standing = self._left = self._seen = None
        if desk is not None and self._timer.interval():
            self._begin(desk)

    def stand(self, whereabouts: Whereabouts | None) -> None:
        """Keep where a juror stands at once: the program may die before the next pulse."""
        if whereabouts != self._standing:
            self._standing = whereabouts
            self._pulse()

    def take_up(self, actor: Actor) -> Whereabouts | None:
        """Where this juror stood when an earlier run of the program stopped; told once."""
        if self._left is None or self._left.juror_id != actor.person_id:
            return None
        left, self._left = self._left, None
        return left

    def _begin(self, desk: Desk) -> None:
        self._left = services.lapses.whereabouts_left(desk)
        self._look()
        self._timer.start()

    @Slot()
    def _on_timer_timeout(self) -> None:
        self._look()
        self.ticked.emit()

    def _look(self) -> None:
        """Write a lapse down and go on from there; what the disk refuses is tried again, and told once."""
        if self._watched is None:
            return
        desk, actor = self._watched
        now = desk.clock.instant()
        try:
            if self._seen is None:
                noted = services.lapses.note_absence(desk, actor, now)
            else:
                noted = services.lapses.note(desk, actor, self._seen, now)
        except EnvironmentFault as fault:
            if not self._told:
                self._failed(fault)
            self._told = True
            return
        self._told = False
        self._seen = now
        self._pulse()
        if noted is not None:
            self.lapsed.emit()

    def _pulse(self) -> None:
        if self._watched is not None and self._seen is not None and self._timer.interval():
            self._watched[0].pulse(self._seen, self._standing or self._left)
