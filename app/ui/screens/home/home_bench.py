"""What Accueil may ask of the window around it; it works without an open session."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from app.domain.faults import DomainError, EnvironmentFault

if TYPE_CHECKING:
    from app.domain.framework.model import Framework
    from app.domain.session_sheet import SessionSheet
    from app.services.sessions import EarlierSession, NewSession
    from app.system.clock import Clock
    from app.ui.tasks import Runner

Mendable = DomainError | EnvironmentFault
Failed = Callable[[Mendable], None]


class Mover(Protocol):
    """Who carries the open session to another laptop."""

    def move_session(self) -> None:
        """Say what it entails, then ask where it goes."""
        ...


class HomeBench(Protocol):
    """The window, as Accueil knows it. Everything here is called on the window's thread.

    `create`, `open` and `open_demo` derive keys and write files, therefore they run on the window's runner. When they
    succeed, the session open before is closed and another screen comes to the front; else `failed` hears why, and
    nothing is changed.
    """

    @property
    def framework_folders(self) -> tuple[Path, ...]:
        """Where référentiels are looked for: the shipped ones first, the centre's own last."""
        ...

    @property
    def default_folder(self) -> Path:
        """Where new sessions are proposed to lie."""
        ...

    @property
    def machine(self) -> str:
        """The name of this installation in journals."""
        ...

    @property
    def recent(self) -> tuple[Path, ...]:
        """The sessions opened last, the newest first."""
        ...

    @property
    def session_path(self) -> Path | None:
        """The file of the open session, None when there is none."""
        ...

    @property
    def scheme(self) -> str:
        """The colours chosen, by the name that settings give them."""
        ...

    @property
    def text_zoom(self) -> float:
        """The text size chosen, 1.0 for 100 %."""
        ...

    @property
    def clock(self) -> Clock:
        """The time that acts are stamped with."""
        ...

    @property
    def runner(self) -> Runner:
        """Where work longer than 50 ms goes."""
        ...

    @property
    def beside(self) -> Mover:
        """Who accompanies the open session; asked for only while there is one."""
        ...

    def propose_passphrase(self) -> str:
        """Draw a passphrase for a new session."""
        ...

    def inform(self, identifier: str, sentence: str) -> None:
        """Say something that went well."""
        ...

    def refuse(self, fault: Mendable) -> None:
        """Say why an act was refused; nothing was changed."""
        ...

    def create(
        self, new: NewSession, framework: Framework, sheet: SessionSheet, earlier: EarlierSession | None, failed: Failed
    ) -> None:
        """Create a session, with the people of an earlier one when one is given, and open it."""
        ...

    def open(self, path: Path, passphrase: str, failed: Failed) -> None:
        """Open an existing session."""
        ...

    def open_demo(self) -> None:
        """Create the demonstration session, with invented people, and open it."""
        ...

    def close_session(self) -> None:
        """Back up the open session and let go of it."""
        ...

    def choose_scheme(self, scheme: str) -> None:
        """Put on other colours and remember them."""
        ...

    def choose_zoom(self, zoom: float) -> None:
        """Put on another text size and remember it."""
        ...
