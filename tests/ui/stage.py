"""A stage for the screens: a real session on disk, real services, and a bench that writes down what it is told.

Each kind of session is made once per test run, and filled once: keys and codes take as long as their protection wants.
Every test works on its own copy. People are invented; the référentiel is the shipped Assistant commercial, whose
written part has eleven critères.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from app.domain.access_path import AccessPath
from app.domain.candidate import Accommodation, CivilIdentity, PriorAward
from app.domain.faults import DomainError, EnvironmentFault, JuryFault
from app.domain.framework.model import Framework
from app.domain.people import MANAGER, Actor, Function
from app.domain.session import ExamSession
from app.domain.session_sheet import Centre, SessionSheet
from app.domain.watch import Whereabouts
from app.models import cipher
from app.models.cipher import RawKey
from app.models.lock import FileLock
from app.models.session_file import SessionFile
from app.services import attendance, candidates, frameworks, people, reading, sessions
from app.services.candidates import CandidateDraft
from app.services.desk import Desk
from app.services.people import PersonDraft
from app.services.sessions import NewSession
from app.system.clock import ScriptedClock
from app.system.settings import SettingsStore
from app.ui.bench import Target
from app.ui.facing.state import Facing
from tests.ui.inline_runner import InlineRunner

SHIPPED = Path(__file__).parents[2] / "data" / "referentiels"
PARIS = dt.timezone(dt.timedelta(hours=1))
DAY = dt.date(2026, 12, 14)
MORNING = dt.datetime(2026, 12, 14, 8, 30, tzinfo=PARIS)
PIN = "4713"
PHRASE = "bocal lucarne ovale sifflet tresse"


class Stage:
    """The window as presenters know it, on one real session; `informed`, `refused`, `visited` keep what was said."""

    def __init__(self, desk: Desk, clock: ScriptedClock, settings: SettingsStore, made: str = "") -> None:
        self._desk = desk
        self.made = made
        self._first_head = desk.file.journal_head
        self.settings = settings
        self.clock = clock
        self.actor = MANAGER
        self.runner = InlineRunner()
        self.saved_at: list[dt.datetime] = []
        self.informed: list[str] = []
        self.refused: list[str] = []
        self.visited: list[Target] = []
        self.changes_of_person = 0
        self.faced: Facing | None = None
        self.facings = 0
        self.meetings = 0
        self.whereabouts: Whereabouts | None = None

    @property
    def desk(self) -> Desk:
        return self._desk

    def saved(self, at: dt.datetime) -> None:
        self.saved_at.append(at)

    def inform(self, identifier: str, sentence: str) -> None:  # noqa: ARG002 - the bench's signature
        self.informed.append(sentence)

    def refuse(self, fault: DomainError | EnvironmentFault) -> None:
        self.refused.append(fault.sentence)

    def go_to(self, target: Target) -> None:
        self.visited.append(target)

    def change_person(self) -> None:
        self.changes_of_person += 1

    def prove_juror(self, person_id: int, purpose: str, proved: Callable[[Actor, str], None]) -> None:  # noqa: ARG002 - the bench's signature
        proved(people.check_pin(self._desk, person_id, PIN), PIN)

    def lives_here(self) -> bool:
        left = self.session().left
        if left is not None:
            self.refuse(DomainError(JuryFault.SESSION_MOVED, at=f"{left.at:%d/%m/%Y à %H:%M}", to=left.to))
        return left is None

    def stand(self, whereabouts: Whereabouts | None) -> None:
        self.whereabouts = whereabouts

    def meet(self) -> None:
        self.meetings += 1

    @property
    def beside(self) -> "Stage":
        return self

    def face(self, facing: Facing | None) -> None:
        self.faced = facing

    def face_candidate(self) -> None:
        self.facings += 1

    # What a test sets up or looks at

    def reopen(self) -> ExamSession:
        """Close the file, open it again with its passphrase, and read what is in it."""
        path = self._desk.file.path
        self._desk.close()
        self._desk = sessions.open_session(path, PHRASE, "poste-a", self.clock)
        return self.session()

    def reach(self, moment: str, work: Callable[["Stage"], None]) -> None:
        """Bring an untouched stage to a moment of its session; the work that leads there is done once per test run.

        The work may not let time pass: a copy of the moment starts at the same hour.
        """
        key = f"{self.made} {moment}"
        if self._desk.file.journal_head != self._first_head:
            work(self)
            return
        if key not in _kept:
            work(self)
            assert self.clock.now() == MORNING
            self._desk.file.release()
            _kept[key] = self._desk.file.path.read_bytes()
        else:
            self._desk.file.release()
        self._desk = _desk_on(self._desk.file.path, _kept[key], self.clock)

    def ids(self) -> tuple[list[int], list[int]]:
        """The candidates and the jurors, in the order of the session."""
        session = self.session()
        return [candidate.id for candidate in session.candidates], [juror.id for juror in session.jurors]

    def sit(self, juror_id: int | None) -> Actor:
        """Let a juror, or the responsable when None, sit at the desk."""
        self.actor = MANAGER if juror_id is None else Actor(juror_id, self.session().person(juror_id).name)
        return self.actor

    def session(self) -> ExamSession:
        """The session as it stands on disk."""
        return reading.session(self._desk)

    def add_candidate(self, birth_name: str, first_name: str, **changes: object) -> int:
        """Enrol a candidate; `changes` are fields of `CandidateDraft`."""
        draft = CandidateDraft(
            identity=CivilIdentity(birth_name, first_name, birth_date=dt.date(1998, 3, 14), birth_town="Quimper"),
            access_path=AccessPath.FORMATION,
            number=f"26168{len(self.session().candidates) + 10}",
            professional_file=True,
            training_results=True,
        )
        return candidates.add(self._desk, MANAGER, replace(draft, **changes))  # type: ignore[arg-type] # named fields

    def add_juror(self, given_name: str, family_name: str, *, declared: bool = True) -> int:
        """Convene a juror, whose declaration and code are made unless told otherwise."""
        draft = PersonDraft(
            Function.JUROR, family_name, given_name, "attachée commerciale", "Boréal", "H-0042", dt.date(2029, 6, 30)
        )
        person_id = people.add_person(self._desk, MANAGER, draft)
        if declared:
            with _code_at_hand(person_id):
                people.declare(self._desk, Actor(person_id, f"{given_name} {family_name}"), PIN, {})
        return person_id

    def welcome(self, candidate_id: int) -> None:
        """See a candidate's identity document; whoever runs or grades the day has read the accommodation."""
        attendance.mark_present(self._desk, MANAGER, candidate_id, "carte d’identité")
        session = self.session()
        if session.candidate(candidate_id).accommodation is not None:
            for reader in (MANAGER, *(Actor(juror.id, juror.name) for juror in session.jurors)):
                attendance.acknowledge_accommodation(self._desk, reader, candidate_id)


@contextmanager
def open_stage(folder: Path, framework: str | Framework = "acom-2025", type_id: str = "titre") -> Iterator[Stage]:
    """An empty session of a référentiel (the id of a shipped one, or one of the builders), closed at the end."""
    whole = framework if isinstance(framework, Framework) else _shipped(framework)
    clock = ScriptedClock(MORNING)
    path = folder / "essai.jurade"
    made = f"{type_id} {whole.digest()}"
    if made not in _kept:
        sessions.create(NewSession(path, PHRASE, "poste-a"), whole, _sheet(type_id), clock).file.release()
        _kept[made] = path.read_bytes()
    stage = Stage(_desk_on(path, _kept[made], clock), clock, SettingsStore(folder / "settings.json"), made)
    try:
        yield stage
    finally:
        stage.desk.close()


_kept: dict[str, bytes] = {}
"""The bytes of each kind of session, empty and filled."""
_keys: dict[bytes, RawKey] = {}
_prints: dict[tuple[int, str], str] = {}
"""The prints of the jurors' codes; two jurors of one session never share one."""


@contextmanager
def _code_at_hand(person_id: int) -> Iterator[None]:
    """Let a code that this juror of a stage chose before keep its print: the protection makes it slow to work out."""
    work_out = PasswordHasher.hash

    def take(hasher: PasswordHasher, code: str) -> str:
        key = (person_id, code)
        if key not in _prints:
            _prints[key] = work_out(hasher, code)
        return _prints[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(PasswordHasher, "hash", take)
        yield


@cache
def _shipped(framework_id: str) -> Framework:
    return frameworks.load(framework_id, (SHIPPED,))


def _sheet(type_id: str) -> SessionSheet:
    return SessionSheet(
        session_type_id=type_id,
        centre=Centre("Centre du Ponant", "3 rue du Phare, 29200 Brest", "29-2026-0117", dt.date(2029, 12, 31)),
        place="Brest",
        starts_on=DAY,
        ends_on=DAY,
        manager="Claire Moreau",
        ceres_number="26-29-004512",
        record_number="2026-014",
    )


def _desk_on(path: Path, content: bytes, clock: ScriptedClock) -> Desk:
    """A desk on a copy of a session; its key is derived once, since all copies share one salt."""
    path.touch(mode=0o600)
    path.write_bytes(content)
    salt = content[: cipher.SALT_SIZE]
    if salt not in _keys:
        _keys[salt] = cipher.derive(PHRASE, salt)
    lock = FileLock(path)
    lock.acquire(clock.now())
    return Desk(SessionFile(path, _keys[salt], lock, "poste-a"), clock)


def fill(stage: Stage) -> tuple[list[int], list[int]]:
    """Six candidates of all kinds and two jurors; gives back the ids of the candidates and of the jurors."""
    stage.reach("filled", _enrol)
    return stage.ids()


def _enrol(stage: Stage) -> None:
    held = PriorAward(stage.session().framework.blocs[0].id, dt.date(2025, 6, 2), "livret")
    third = Accommodation("tiers temps sur les épreuves écrites", Fraction(1, 3), "DDETS du Finistère", DAY)
    stage.add_candidate("LE GOFF", "Élodie", convened_at="08:30")
    stage.add_candidate("N’DIAYE", "Souleymane", convened_at="09:45", access_path=AccessPath.VAE)
    stage.add_candidate("DE LA FONTAINE-MÜLLER", "Chloé", convened_at="11:00", accommodation=third)
    stage.add_candidate("ÖZTÜRK", "İbrahim", convened_at="13:30", professional_file=False)
    stage.add_candidate("NGUYỄN", "Thị Mai", convened_at="14:45", priors=(held,))
    stage.add_candidate("O’CONNOR", "Jean-Loup", convened_at="16:00")
    stage.add_juror("Anne", "Durand")
    stage.add_juror("Bruno", "Petit")
