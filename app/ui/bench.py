"""What a screen's presenter may ask of the window around it: the open session, who sits there, and where to go."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING, Protocol

from app.domain.faults import DomainError, EnvironmentFault
from app.domain.people import Actor

if TYPE_CHECKING:
    from app.domain.watch import Whereabouts
    from app.services.desk import Desk
    from app.system.settings import SettingsStore
    from app.ui.facing.state import Facing
    from app.ui.screen import ScreenView
    from app.ui.tasks import Runner


class ScreenName(Enum):
    """The screens; the value is the folder under `ui/screens`.

    That of an intervenant, and the ledger which other screens lead to, have no entry in the rail.
    """

    HOME = "home"
    PREPARATION = "preparation"
    DAY = "day"
    GRADING = "grading"
    DELIBERATION = "deliberation"
    CLOSING = "closing"
    DOCUMENTS = "documents"
    CHECKS = "checks"
    SPEAKER = "speaker"
    LEDGER = "ledger"


REPLAN_FIELD = "planning_from_now"
"""The field of a target that means the planning, computed again from now on arrival."""


ASK_LAPSE = "lapse"
"""The field of a target, as of the finding behind it, that has the question about lost time asked again."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where to go: a screen, and in it a candidate, a part, a critère, a person or a field when that is meant.

    `field` is the name that the field has in the session's sheet, or in the draft of that person or candidate.
    """

    screen: ScreenName
    candidate_id: int | None = None
    part_id: str | None = None
    criterion_id: str | None = None
    person_id: int | None = None
    field: str = ""


class Beside(Protocol):
    """What goes on beside the screens of an open session, as presenters know it."""

    def lives_here(self) -> bool:
        """Whether this copy of the session still changes; where it does not, say where the session continues."""
        ...

    def stand(self, whereabouts: Whereabouts | None) -> None:
        """Keep where the juror stands, so that the program resumes there if it dies; None stands nowhere."""
        ...

    def meet(self) -> None:
        """Say anew who is at the desk: the doors of the deliberation room closed or opened."""
        ...

    def face(self, facing: Facing | None) -> None:
        """Have the candidate's screen show the time of this part; None shows nothing."""
        ...

    def face_candidate(self) -> None:
        """Put the candidate's screen up, or take it down."""
        ...


class Bench(Protocol):
    """The window, as presenters know it. Everything here runs on the window's thread."""

    @property
    def desk(self) -> Desk:
        """The open session; screens are entered only while there is one."""
        ...

    @property
    def actor(self) -> Actor:
        """Who sits at the desk: the responsable, or a juror whose code was proved."""
        ...

    @property
    def runner(self) -> Runner:
        """Where work longer than 50 ms goes."""
        ...

    @property
    def settings(self) -> SettingsStore:
        """What this machine remembers of its user from one session to the next."""
        ...

    def saved(self, at: datetime) -> None:
        """Tell that an act is on disk since `at`: the stamp, the badges and the other screens follow."""
        ...

    def inform(self, identifier: str, sentence: str) -> None:
        """Say something that went well."""
        ...

    def refuse(self, fault: DomainError | EnvironmentFault) -> None:
        """Say why an act was refused; nothing was changed."""
        ...

    def go_to(self, target: Target) -> None:
        """Bring another screen to the front."""
        ...

    def change_person(self) -> None:
        """Let another person sit down at the desk."""
        ...

    def prove_juror(self, person_id: int, purpose: str, proved: Callable[[Actor, str], None]) -> None:
        """Ask a juror's code for one act (`purpose` completes « Votre code pour … »); `proved` gets actor and code."""
        ...

    @property
    def beside(self) -> Beside:
        """What goes on beside the screens: the watch and the candidate's screen."""
        ...


class Screen(Protocol):
    """One screen, as the window knows it."""

    @property
    def view(self) -> ScreenView:
        """The widget to put into the frame."""
        ...

    def show(self, target: Target) -> None:
        """Point the screen at what the target names; the frame then brings it to the front."""
        ...

    def forget(self) -> None:
        """The session was closed or the person changed: hold nothing of it any more."""
        ...
