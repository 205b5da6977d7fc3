"""Puts the candidate's screen up: on a second screen when there is one, else over the program, which a code opens."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QGuiApplication

from app.ui.facing.view import FacingView

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QScreen
    from PySide6.QtWidgets import QWidget

    from app.domain.timing import Instant
    from app.ui.facing.state import Facing
    from app.ui.shell import Shell

_TICK_MS = 200
_PURPOSE = "quitter l’écran du candidat"


def other_screen(window: QWidget) -> QScreen | None:
    """A screen that the window does not stand on, None when there is one screen only."""
    return next((screen for screen in QGuiApplication.screens() if screen is not window.screen()), None)


class FacingDisplay(QObject):
    """The candidate's screen of one window."""

    def __init__(
        self,
        shell: Shell,
        now: Callable[[], Instant],
        prove_same: Callable[[str, Callable[[], None]], None],
        find_screen: Callable[[QWidget], QScreen | None] = other_screen,
    ) -> None:
        super().__init__()
        self._shell = shell
        self._now = now
        self._prove_same = prove_same
        self._find_screen = find_screen
        self._facing: Facing | None = None
        self._view: FacingView | None = None
        self._screen: QScreen | None = None
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._tick.timeout.connect(self._show_moment)
        shell.masked.connect(self._on_shell_masked)
        shell.unmasked.connect(self._on_shell_unmasked)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.screenRemoved.connect(self._on_screen_removed)

    @property
    def view(self) -> FacingView | None:
        """The candidate's screen, None while it is not up."""
        return self._view

    def face(self, facing: Facing | None) -> None:
        """Show this part from now on; None shows nothing."""
        self._facing = facing
        if self._view is not None:
            self._show_moment()

    def toggle(self) -> None:
        """Put the screen up, or take it down; over the program only its code takes it down."""
        if self._view is None:
            self._put_up()
        elif self._screen is not None:
            self.take_down()
        else:
            self._on_leave_requested()

    def give_way(self) -> None:
        """Leave the program to the next person whose code was proved; a second screen stays as it is."""
        if self._screen is None:
            self.take_down()

    def take_down(self, *, returns: bool = False) -> None:
        """Leave nothing before the candidate's eyes; whoever `returns` is back at the screen left."""
        view, self._view = self._view, None
        self._tick.stop()
        if view is None:
            return
        if self._screen is None:
            self._shell.uncover(enters=returns)
        view.close()
        view.deleteLater()

    def _put_up(self) -> None:
        self._view = view = FacingView()
        view.leave_requested.connect(self._on_leave_requested)
        self._screen = self._find_screen(self._shell)
        self._show_moment()
        if self._screen is None:
            self._shell.cover(view)
        else:
            view.setGeometry(self._screen.geometry())
            view.showFullScreen()
            self._shell.activateWindow()
        self._tick.start()

    @Slot()
    def _show_moment(self) -> None:
        if self._view is not None:
            self._view.show_moment(self._facing.moment(self._now()) if self._facing is not None else None)

    @Slot()
    def _on_leave_requested(self) -> None:
        if self._screen is None:
            self._prove_same(_PURPOSE, partial(self.take_down, returns=True))

    @Slot()
    def _on_shell_masked(self) -> None:
        if self._view is not None:
            self._view.set_blank(True)

    @Slot()
    def _on_shell_unmasked(self) -> None:
        if self._view is not None:
            self._view.set_blank(False)

    @Slot(object)
    def _on_screen_removed(self, screen: QScreen) -> None:
        if self._view is not None and screen is self._screen:
            self.take_down()
