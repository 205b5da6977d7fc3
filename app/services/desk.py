"""What every act needs: the open session file, the clock, and the référentiel that the session froze."""

import datetime as dt
import hashlib
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.candidate import Candidate
from app.domain.faults import DomainError, EnvironmentFault, Fault, JuryFault, Trouble
from app.domain.framework.model import Framework
from app.domain.framework.sitting_plan import SessionType
from app.domain.grading import units_of_part
from app.domain.people import Actor
from app.domain.session import ExamSession
from app.domain.start_guards import is_session_day
from app.domain.timing import Instant
from app.domain.watch import Sighting, Whereabouts
from app.models.backup import backup_folder
from app.models.journal import Authorship
from app.models.people_rows import PersonRow, PriorAwardRow
from app.models.session_file import SessionFile
from app.models.session_rows import ExamSessionRow, FrameworkRow
from app.services import day_reading, deliberation_reading
from app.system.clock import Clock


@dataclass(frozen=True, slots=True)
class LastRead:
    """The session as it was last read whole, and the number of this machine's last journal entry at that moment."""

    picture: ExamSession
    number: int

    @property
    def journal_head(self) -> str:
        """The hash of that entry."""
        return self.picture.journal_head


class Desk:
    """One open session at work. Services take it first; windows hold it and never look inside."""

    def __init__(self, file: SessionFile, clock: Clock) -> None:
        self.file = file
        self.clock = clock
        self.opened_at = clock.now()
        self.last_read: LastRead | None = None
        self._pulsed: Sighting | None = None
        self._criteria_of_grids: dict[tuple[int, str], frozenset[str]] = {}

    @cached_property
    def framework(self) -> Framework:
        """The session's own référentiel; it never changes, so it is read once.

        Raises:
            EnvironmentFault: its text was altered outside the program.
        """
        return Framework.model_validate_json(self._framework_text)

    @cached_property
    def framework_digest(self) -> str:
        """SHA-256 of the référentiel's text as the file holds it, whatever fields this version of the code knows."""
        return _sha256(self._framework_text)

    @cached_property
    def _framework_text(self) -> str:
        with self.read() as session:
            text, digest = session.execute(select(FrameworkRow.content, FrameworkRow.digest)).one()
        if _sha256(text) != digest:
            path = self.file.path
            raise EnvironmentFault(Trouble.FRAMEWORK_ALTERED, file=path.name, backups=backup_folder(path).name)
        return str(text)

    @cached_property
    def session_type(self) -> SessionType:
        """The session type, chosen once when the session is created."""
        with self.read() as session:
            return self.framework.session_type(session.scalars(select(ExamSessionRow.session_type_id)).one())

    @cached_property
    def criteria_by_part(self) -> Mapping[str, Mapping[str, str]]:
        """The critères that each part's grid can show, by id, each with the bloc that it belongs to."""
        return {
            part.id: {
                criterion.id: unit.bloc_id
                for unit in units_of_part(self.framework, part)
                for criterion in unit.criteria
            }
            for _modality, part in self.session_type.parts()
        }

    def criteria_of_grid(self, rows: Session, candidate_id: int, part_id: str) -> frozenset[str]:
        """The critères that one candidate is graded on in one part: none of a bloc already held (rule 31).

        Asked for an open grid only: what a candidate holds no longer changes then, so it is looked up once.
        """
        kept = self._criteria_of_grids.get((candidate_id, part_id))
        if kept is None:
            held = set(rows.scalars(select(PriorAwardRow.bloc_id).filter_by(candidate_id=candidate_id)))
            blocs = self.criteria_by_part.get(part_id, {})
            kept = frozenset(criterion_id for criterion_id, bloc_id in blocs.items() if bloc_id not in held)
            self._criteria_of_grids[candidate_id, part_id] = kept
        return kept

    def now(self) -> dt.datetime:
        """The time that acts are stamped with."""
        return self.clock.now()

    def read(self) -> AbstractContextManager[Session]:
        """A read transaction."""
        return self.file.read()

    @contextmanager
    def write(self, actor: Actor, reason: str = "") -> Iterator[Session]:
        """A journalled write transaction of `actor`: on disk when the context ends without an error."""
        with self.file.write(Authorship(actor.label, self.file.machine, self.now(), reason)) as session:
            yield session

    @cached_property
    def last_seen(self) -> Sighting | None:
        """The last moment of an earlier run that did not close, or that closed while time ran; None after a rest."""
        return self.file.pulse.read()

    def pulse(self, at: Instant, whereabouts: Whereabouts | None) -> None:
        """Keep the last moment at which the desk was alive, and where its juror stands; costs microseconds."""
        _ = self.last_seen  # read before it is written over
        self._pulsed = Sighting(at, whereabouts)
        self.file.pulse.beat(self._pulsed)

    def close(self) -> None:
        """Back up and let go of the file; while time runs, this last moment stays beside it."""
        try:
            self._rest()
        finally:
            self.file.close(self.now())

    def _rest(self) -> None:
        if self._pulsed is None:
            return
        with self.read() as rows:
            runs = bool(day_reading.running_phases(rows)) or deliberation_reading.stands_open(rows)
        if runs:
            self.file.pulse.beat(replace(self._pulsed, at=self.clock.instant()))
        else:
            self.file.pulse.erase()


def require_manager(actor: Actor) -> None:
    """Only the responsable de session prepares and runs the day.

    Raises:
        DomainError: somebody else is at the keyboard.
    """
    if not actor.is_manager:
        raise DomainError(Fault.MANAGER_ONLY)


def require_juror(actor: Actor) -> int:
    """The juror's id.

    Raises:
        DomainError: the responsable or another person is at the keyboard (rule 9).
    """
    if actor.person_id is None:
        raise DomainError(Fault.JUROR_ONLY)
    return actor.person_id


def require_member(rows: Session, actor: Actor) -> int:
    """The id of a member of the jury: whoever else is convened has no act of the jury's (rule 9).

    Raises:
        DomainError: the responsable, an intervenant or a surveillant is at the keyboard.
    """
    juror_id = require_juror(actor)
    person = rows.get(PersonRow, juror_id)
    if person is None or not person.function.evaluates:
        raise DomainError(Fault.JUROR_ONLY)
    return juror_id


def require_in_charge(rows: Session, actor: Actor) -> None:
    """The responsable or a member of the jury, for acts that either does.

    Raises:
        DomainError: an intervenant or a surveillant is at the keyboard.
    """
    if not actor.is_manager:
        require_member(rows, actor)


def require_open_to(rows: Session, actor: Actor) -> None:
    """As `require_in_charge`; the responsable waits outside while the jury sits behind closed doors (rule 36).

    Raises:
        DomainError: an intervenant or a surveillant is at the keyboard, or the responsable while the doors are closed.
    """
    require_in_charge(rows, actor)
    if actor.is_manager:
        require_open_doors(rows)


def require_voice(session: ExamSession, candidate: Candidate, juror_id: int, told: str = "") -> None:
    """Only those who evaluate a candidate have a part in what concerns him or her (rules 6, 7 and 9).

    `told` is what a refusal calls the candidate, when that is not by name.

    Raises:
        DomainError: not a member of the jury, of another jury, or recused for this candidate.
    """
    person, called = session.person(juror_id), told or candidate.name
    if not person.function.evaluates:
        raise DomainError(Fault.JUROR_ONLY)
    if not session.hears(person, candidate):
        raise DomainError(
            Fault.JUROR_ELSEWHERE,
            name=person.name,
            candidate=f"{called[:1].upper()}{called[1:]}",
            panel=str(candidate.panel),
        )
    if person not in session.jurors_for(candidate):
        raise DomainError(Fault.JUROR_RECUSED, name=person.name, candidate=called)


def require_in_room(session: ExamSession, candidate: Candidate, juror_id: int) -> None:
    """Only those in the deliberation room deliberate on a candidate (rules 4 and 26).

    Raises:
        DomainError: not a member of the jury, of another jury, recused for this candidate, absent by the roll, or the
            want of a quorum is noted.
    """
    require_voice(session, candidate, juror_id)
    if candidate.id in session.undeliberated:
        raise DomainError(JuryFault.SHORTFALL_STANDS, candidate=candidate.name)
    person = session.person(juror_id)
    if person not in session.present_for(candidate):
        raise DomainError(JuryFault.AWAY_FROM_THE_ROOM, name=person.name)


def require_open_doors(rows: Session) -> None:
    """Nobody but the jury acts on its side while it deliberates behind closed doors (rule 36).

    Raises:
        DomainError: the doors are closed, and the session is not.
    """
    sheet = rows.get_one(ExamSessionRow, 1)
    if sheet.doors_closed_at is not None and sheet.closed_at is None:
        raise DomainError(JuryFault.BEHIND_CLOSED_DOORS, at=f"{sheet.doors_closed_at.astimezone():%H:%M}")


def require_own_jury(session: ExamSession, candidate: Candidate, actor: Actor) -> None:
    """A juror observes the candidates of his or her own jury only, when several hear in parallel.

    Raises:
        DomainError: a juror of another jury.
    """
    if actor.person_id is None:
        return
    person = session.person(actor.person_id)
    if not session.hears(person, candidate):
        raise DomainError(Fault.JUROR_ELSEWHERE, name=person.name, candidate=candidate.name, panel=str(candidate.panel))


def require_session_day(session: ExamSession, today: dt.date) -> None:
    """Nothing of the day is done on a day when the session is not held.

    Raises:
        DomainError: another day; the sentence says which days, and where they are mended.
    """
    if is_session_day(session, today):
        return
    first, last = session.sheet.starts_on, session.sheet.ends_on
    days = f"le {first:%d/%m/%Y}" if first == last else f"du {first:%d/%m/%Y} au {last:%d/%m/%Y}"
    raise DomainError(Fault.NOT_A_SESSION_DAY, today=f"{today:%d/%m/%Y}", days=days)


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
