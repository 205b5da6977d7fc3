"""Who sits down at the desk, and the code that brings the same person back to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from app import services
from app.domain import meeting
from app.domain.people import Actor, Function

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from app.domain.people import Person
    from app.services.desk import Desk
    from app.ui.handover import Handover
    from app.ui.shell import Shell


class Seats(Protocol):
    """The window, as far as its seat goes."""

    @property
    def desk(self) -> Desk:
        """The open session."""
        ...

    @property
    def actor(self) -> Actor:
        """Who sits there."""
        ...

    def seat(self, actor: Actor) -> None:
        """Let somebody whose code was proved sit down."""
        ...

    def saved(self, at: datetime) -> None:
        """Tell that an act is on disk."""
        ...


class Seating:
    """Leads people to the desk of one window by its dialogs."""

    def __init__(self, seats: Seats, shell: Shell, usher: Handover) -> None:
        self._seats = seats
        self._shell = shell
        self._usher = usher

    def change_person(self) -> None:
        """Let another person sit down, the screen masked meanwhile."""
        session = services.reading.session(self._seats.desk)
        self._shell.mask_screens()
        if meeting.behind_doors(session):
            manager, sitters = None, meeting.in_the_room(session)
        else:
            manager = session.sheet.manager
            sitters = tuple(person for person in session.people if person.function is not Function.INVIGILATOR)
        self._usher.choose(manager, sitters, self._seats.actor.person_id, self._on_person_chosen)

    @property
    def behind_doors(self) -> bool:
        """Whether only the jury takes the desk now (rule 36)."""
        return meeting.behind_doors(services.reading.session(self._seats.desk))

    def keep_doors(self) -> None:
        """Find the doors as they were when the program stopped: closed, only a juror takes the desk."""
        if self.behind_doors:
            self.change_person()

    @property
    def guest(self) -> Person | None:
        """Who sits there without a voice in the jury; None for a juror and for the responsable (rule 9)."""
        person_id = self._seats.actor.person_id
        if person_id is None:
            return None
        person = services.reading.session(self._seats.desk).person(person_id)
        return None if person.function.evaluates else person

    @property
    def name_and_role(self) -> tuple[str, str]:
        """Who sits there, as the rail says it."""
        session, actor = services.reading.session(self._seats.desk), self._seats.actor
        if meeting.behind_doors(session):
            return meeting.meeting_words(session)
        if actor.person_id is None:
            return session.sheet.manager, "responsable de session"
        return actor.label, session.person(actor.person_id).function.label

    def prove_same(self, purpose: str, proved: Callable[[], None]) -> None:
        """Ask the code of whoever sits there, the session's passphrase for the responsable; a guest has none."""
        desk, person_id = self._seats.desk, self._seats.actor.person_id
        session = services.reading.session(desk)
        if person_id is None and meeting.behind_doors(session):
            self.change_person()
        elif person_id is None:
            self._usher.prove_manager(desk, session.sheet.manager, lambda _actor: proved())
        elif self.guest is not None:
            proved()
        else:
            self._usher.prove(desk, session.person(person_id), purpose, lambda _actor, _pin: proved())

    def prove_juror(self, person_id: int, purpose: str, proved: Callable[[Actor, str], None]) -> None:
        """Ask a juror's code for one act."""
        desk = self._seats.desk
        self._usher.prove(desk, services.reading.session(desk).person(person_id), purpose, proved)

    def _on_person_chosen(self, chosen: Person | None) -> None:
        desk, seat = self._seats.desk, self._seats.seat
        session = services.reading.session(desk)
        if chosen is None:
            self._usher.prove_manager(desk, session.sheet.manager, seat)
        elif not chosen.function.evaluates:
            seat(Actor(chosen.id, chosen.name))
        elif chosen.has_pin:
            self._usher.prove(desk, chosen, "vous installer au poste", lambda actor, _pin: seat(actor))
        else:
            self._usher.declare(desk, chosen, session.candidates, self._on_juror_declared)

    def _on_juror_declared(self, actor: Actor) -> None:
        self._seats.seat(actor)
        self._seats.saved(self._seats.desk.now())
