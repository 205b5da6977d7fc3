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

    from app.domain.rules.base import RuleState
    from app.services.desk import Desk
    from app.ui.tasks import Mendable, Runner

REST_MS = 400


class FindingsCount(QObject):
    """Counts when a session opens, then whenever the acts on it pause."""

    counted = Signal(int)

    def __init__(self, runner: Runner, failed: Callable[[Mendable], None]) -> None:
        super().__init__()
        self._runner = runner
        self._failed = failed
        self._desk: Desk | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._count)

    def follow(self, desk: Desk | None) -> None:
        """Count in this session from now on; None counts nothing any more."""
        self._desk = desk
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
        desk = self._desk
        if desk is None:
            self.counted.emit(0)
        else:
            counted = partial(self._on_counted, desk)
            self._runner.run(lambda _reporter: services.closing.checks(desk), counted, self._failed)

    def _on_counted(self, desk: Desk, states: tuple[RuleState, ...]) -> None:
        if desk is self._desk:
            self.counted.emit(sum(bool(state.findings) for state in states))
