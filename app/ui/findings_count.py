"""How many findings are open in the session, counted while nobody waits for it.

Looking at every rule takes longer than a mark: counted after each one, it would hold back the next key.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app import services

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.people import Actor
    from app.services.desk import Desk
    from app.ui.tasks import Mendable, Runner

REST_MS = 400


class FindingsCount(QObject):
    """Counts when a session opens or somebody else sits down, then whenever the acts on it pause.

    The count is that of Contrôles for the same person: what the jury discusses counts as one point for others.
    """

    counted = Signal(int)

    def __init__(self, runner: Runner, failed: Callable[[Mendable], None]) -> None:
        super().__init__()
        self._runner = runner
        self._failed = failed
        self._watched: tuple[Desk, Actor] | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._count)

    def follow(self, desk: Desk | None, actor: Actor) -> None:
        """Count in this session for this person from now on; None counts nothing any more."""
        self._watched = None if desk is None else (desk, actor)
        self._count()

    def count_at_rest(self) -> None:
        """Count once no act has followed for a moment."""
        self._rest.start()

    @Slot()
    def catch_up(self) -> None:
        """Count what waits to be counted without more delay."""
        if self._rest.isActive():
            self._count()

    @Slot()
    def _count(self) -> None:
        self._rest.stop()
        watched = self._watched
        if watched is None:
            self.counted.emit(0)
        else:
            counted = partial(self._on_counted, watched)
            self._runner.run(lambda _reporter: services.closing.open_points(*watched), counted, self._failed)

    def _on_counted(self, watched: tuple[Desk, Actor], count: int) -> None:
        if watched == self._watched:
            self.counted.emit(count)
