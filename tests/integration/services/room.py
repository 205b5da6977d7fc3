"""An exam room for tests of services: a small title, four candidates, two jurors, and a day worked once for all tests.

Creating a session takes half a second (its authority's key), a code as long as its protection wants: each stage of
the day is therefore reached once per test run, by the services themselves, and every test works on its own copy.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

import pytest
from sqlalchemy import select

from app.domain.access_path import AccessPath
from app.domain.answer import NO, YES
from app.domain.attendance import AbsenceCode
from app.domain.candidate import Accommodation, Candidate, PriorAward, TrainingResult
from app.domain.consulting import may_be_seen, unread
from app.domain.decision import AwardValue, Outcome
from app.domain.faults import DomainError, EnvironmentFault, Fault, JuryFault, Trouble
from app.domain.people import MANAGER, Actor, Function
from app.domain.session import ExamSession
from app.domain.session_sheet import SessionSheet
from app.models import cipher
from app.models.cipher import RawKey
from app.models.journal import JournalRow
from app.models.lock import FileLock
from app.models.session_file import SessionFile
from app.services import (
    attendance,
    candidates,
    closing,
    deliberation,
    evidence_seen,
    grading,
    jury_room,
    people,
    reading,
    sessions,
)
from app.services.candidates import CandidateDraft
from app.services.desk import Desk
from app.services.grading import GridKey
from app.services.people import PersonDraft
from app.services.sessions import NewSession
from app.system.clock import Clock, ScriptedClock
from tests import builders
from tests.builders import MACHINE, MOTIVE, NOW, PASSPHRASE

ANNE, BENOIT, INVIGILATOR = Actor(1, "Anne Durand"), Actor(2, "Benoît Petit"), Actor(3, "Chloé Roussel")
PINS = {1: "2580", 2: "1470"}
ELODIE, SOULEYMANE, CHLOE, IBRAHIM = 1, 2, 3, 4
"""Formation; holder of the first CCP; a third more time; absent."""

ECRIT, ORAL, ET, EF = "ecrit", "oral", "et", "ef"
APPRECIATION = "Vue d’ensemble du métier bien exprimée."


def sheet(type_id: str = "titre") -> SessionSheet:
    """The sheet of a session of one day, numbers and dates complete."""
    return builders.empty_session(builders.framework_with_ccps(), type_id).sheet


def draft(birth_name: str, first_name: str, number: str = "", **changes: object) -> CandidateDraft:
    """A complete file; `changes` are fields of `CandidateDraft`."""
    whole = CandidateDraft(
        identity=builders.identity(birth_name, first_name),
        access_path=AccessPath.FORMATION,
        number=number,
        professional_file=True,
        training_results=True,
        results=(TrainingResult("ccp1", satisfied=True), TrainingResult("ccp2", satisfied=True)),
    )
    return replace(whole, **changes)  # type: ignore[arg-type] # named fields


def juror_draft(given_name: str, family_name: str, function: Function = Function.JUROR) -> PersonDraft:
    """Somebody convened; a juror's habilitation covers the session."""
    until = dt.date(2027, 12, 31)
    return PersonDraft(function, family_name, given_name, "cheffe de quai", "Entrepôts Martin", "H-0042", until)


@dataclass
class Room:
    """One open session and its clock."""

    desk: Desk
    clock: ScriptedClock

    def session(self) -> ExamSession:
        """The session as it stands on disk."""
        return reading.session(self.desk)

    def candidate(self, candidate_id: int) -> Candidate:
        """One candidate as he or she stands on disk."""
        return self.session().candidate(candidate_id)

    def wait(self, **step: float) -> None:
        """Let time pass, in the words of `timedelta`."""
        self.clock.advance(dt.timedelta(**step))

    def journal(self) -> list[JournalRow]:
        """Every entry of the journal, in order."""
        with self.desk.read() as rows:
            return list(rows.scalars(select(JournalRow).order_by(JournalRow.number)))

    def leave(self) -> None:
        """Let go of the file, as a program that stops."""
        self.desk.file.release()

    def reopen(self, clock: Clock | None = None) -> None:
        """Stop the program and start it again on the same file, with the clock of the new run."""
        path = self.desk.file.path
        self.leave()
        self.desk = Desk(open_file(path), clock or self.clock)

    # A day's work, done the way a jury does it

    def welcome(self) -> None:
        """Everybody is seen at the door, but for the one who does not come; the accommodation is read by all."""
        for candidate_id in (ELODIE, SOULEYMANE, CHLOE):
            attendance.mark_present(self.desk, MANAGER, candidate_id, "carte d’identité")
        for reader in (MANAGER, ANNE, BENOIT):
            attendance.acknowledge_accommodation(self.desk, reader, CHLOE)
        attendance.mark_absent(self.desk, MANAGER, IBRAHIM, AbsenceCode.UNEXPLAINED)

    def grade(self, juror: Actor, candidate_id: int, *, unmet: tuple[str, ...] = (), but: tuple[str, ...] = ()) -> None:
        """Answer and lock one juror's grids for one candidate: « Oui » but for `unmet`, and not the parts `but`."""
        session = self.session()
        candidate = session.candidate(candidate_id)
        for _modality, part in session.parts_for(candidate):
            if part.id in but:
                continue
            key = GridKey(candidate_id, part.id)
            grading.open_grid(self.desk, juror, key)
            criteria = [criterion.id for unit in session.grid_units(candidate, part) for criterion in unit.criteria]
            for criterion_id in criteria:
                value = NO if criterion_id in unmet else YES
                grading.mark(self.desk, juror, key, criterion_id, value)
            if not criteria:
                grading.write_appreciation(self.desk, juror, key, APPRECIATION)
            grading.lock(self.desk, juror, key)

    def read_everything(self, candidate_id: int) -> None:
        """Say that the jury saw each element that the candidate's path asks for."""
        session = self.session()
        candidate = session.candidate(candidate_id)
        for item in unread(session, candidate):
            seen = may_be_seen(session, candidate, item)
            remark = "" if seen else "n’a pas été tenu"
            evidence_seen.consult(self.desk, ANNE, candidate_id, item, seen=seen, remark=remark)

    def take_positions(self, candidate_id: int, refused: Mapping[str, str] | None = None) -> None:
        """Take every position of the jury; `refused` gives the critère cited for each unit not mastered."""
        self.read_everything(candidate_id)
        session = self.session()
        for unit in session.units_for(session.candidate(candidate_id)):
            cited = (refused or {}).get(unit.id)
            deliberation.take_position(
                self.desk,
                ANNE,
                candidate_id,
                unit.id,
                mastered=cited is None,
                motive=MOTIVE if cited else "",
                cited=[cited] if cited else [],
            )


def open_file(path: Path, machine: str = MACHINE) -> SessionFile:
    """Open a copy of a prepared session at once: its key is known, since all copies share one salt."""
    lock = FileLock(path)
    lock.acquire(NOW)
    return SessionFile(path, _key(path.read_bytes()[: cipher.SALT_SIZE]), lock, machine)


_keys: dict[bytes, RawKey] = {}


def _key(salt: bytes) -> RawKey:
    if salt not in _keys:
        _keys[salt] = cipher.derive(PASSPHRASE, salt)
    return _keys[salt]


def waver(room: Room, candidate_id: int) -> None:
    """Refuse a compétence, then come back to it: what was confirmed has to be confirmed again."""
    deliberation.take_position(room.desk, ANNE, candidate_id, "c1", mastered=False, motive=MOTIVE, cited=("c1.1",))
    deliberation.take_position(room.desk, ANNE, candidate_id, "c1", mastered=True)


def prepare(path: Path, clock: ScriptedClock) -> Desk:
    """A session ready for its day: two jurors who declared, an invigilator, four candidates."""
    desk = sessions.create(NewSession(path, PASSPHRASE, MACHINE), builders.framework_with_ccps(), sheet(), clock)
    for given_name, family_name in (("Anne", "Durand"), ("Benoît", "Petit")):
        people.add_person(desk, MANAGER, juror_draft(given_name, family_name))
    people.add_person(desk, MANAGER, juror_draft("Chloé", "Roussel", Function.INVIGILATOR))
    for juror in (ANNE, BENOIT):
        people.declare(desk, juror, PINS[juror.person_id or 0], {})
    third = Accommodation("tiers temps", Fraction(1, 3), "DDETS 29", dt.date(2026, 3, 2))
    held = (PriorAward("ccp1", dt.date(2025, 6, 2), "livret"),)
    for person in (
        draft("LE GOFF", "Élodie", "2616801"),
        draft("N’DIAYE", "Souleymane", "2616802", priors=held),
        draft("DE LA FONTAINE", "Chloé", "2616803", accommodation=third),
        draft("ÖZTÜRK", "İbrahim", "2616804"),
    ):
        candidates.add(desk, MANAGER, person)
    return desk


def _grade(room: Room) -> None:
    """Two titles to be; Benoît finds that Chloé does not master the third compétence."""
    for juror in (ANNE, BENOIT):
        for candidate_id in (ELODIE, SOULEYMANE):
            room.grade(juror, candidate_id)
    room.grade(ANNE, CHLOE)
    room.grade(BENOIT, CHLOE, unmet=("c3.1",))


def _decide(room: Room) -> None:
    jury_room.close_doors(room.desk, ANNE)
    for candidate_id in (ELODIE, SOULEYMANE):
        room.take_positions(candidate_id)
        deliberation.decide(room.desk, ANNE, candidate_id, Outcome.PASSED)
    room.take_positions(CHLOE, refused={"c3": "c3.1"})
    awards = {"ccp1": AwardValue.WON, "ccp2": AwardValue.LOST}
    deliberation.decide(room.desk, ANNE, CHLOE, Outcome.PARTIAL, awards=awards)
    for juror in (ANNE, BENOIT):
        deliberation.confirm_all(room.desk, juror)
    jury_room.open_doors(room.desk, ANNE)


def _close(room: Room) -> None:
    closing.close(room.desk, ANNE)


_DAY: dict[str, tuple[str, Callable[[Room], None]]] = {
    "present": ("prepared", Room.welcome),
    "graded": ("present", _grade),
    "decided": ("graded", _decide),
    "closed": ("decided", _close),
}


_reached: dict[str, bytes] = {}
"""The bytes of each stage's file."""


class Stages:
    """The stages of the day, each reached once per test run: `prepared`, `present`, `graded`, `decided`, `closed`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @contextmanager
    def open(self, stage: str, path: Path, machine: str = MACHINE) -> Iterator[Room]:
        """A copy of a stage at `path` on one laptop, open until the end of the context."""
        path.touch(mode=0o600)
        path.write_bytes(self.content(stage))
        with self.open_existing(path, machine) as room:
            yield room

    @contextmanager
    def open_existing(self, path: Path, machine: str = MACHINE) -> Iterator[Room]:
        """A copy that something else worked on, open until the end of the context."""
        clock = ScriptedClock(NOW)
        room = Room(Desk(open_file(path, machine), clock), clock)
        try:
            yield room
        finally:
            room.leave()

    def content(self, stage: str) -> bytes:
        """The bytes of a stage's file, closed."""
        if stage not in _reached:
            _reached[stage] = self._reach(stage)
        return _reached[stage]

    def _reach(self, stage: str) -> bytes:
        path = self._folder / f"{stage}.jurade"
        if stage == "prepared":
            prepare(path, ScriptedClock(NOW)).file.release()
        else:
            earlier, work = _DAY[stage]
            with self.open(earlier, path) as room:
                work(room)
        return path.read_bytes()


@contextmanager
def refused(what: Fault | JuryFault | Trouble) -> "Iterator[Refusal]":
    """Expect a refusal, and exactly this one."""
    refusal = Refusal()
    with pytest.raises((DomainError, EnvironmentFault)) as caught:
        yield refusal
    assert caught.value.what is what
    refusal.sentence = caught.value.sentence.replace("\u00a0", " ")


class Refusal:
    """What the person was told, no-break spaces written as plain ones."""

    sentence = ""
