"""One session, three jurors, and as many laptops as a test wants: each with its own copy of one file.

Made once per test run: the jurors' certificates are issued before the copies are handed out, so that a packet
costs no new key.
"""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from app.domain.answer import NO, YES
from app.domain.people import MANAGER, Actor
from app.services import attendance, candidates, grading, packets, people, sessions
from app.services.grading import GridKey
from app.services.sessions import NewSession
from app.system.clock import ScriptedClock
from tests import builders
from tests.builders import MACHINE, NOW, PASSPHRASE
from tests.integration.services.room import Room, Stages, draft, juror_draft, sheet

ANNE, BENOIT, CAMILLE = Actor(1, "Anne Durand"), Actor(2, "Benoît Petit"), Actor(3, "Camille Roy")
JURORS = (ANNE, BENOIT, CAMILLE)
PINS = {1: "2580", 2: "1470", 3: "3690"}
ELODIE, SOULEYMANE, CHLOE = 1, 2, 3
CANDIDATES = (ELODIE, SOULEYMANE, CHLOE)
ECRIT, ORAL = "ecrit", "oral"
CRITERIA = {ECRIT: ("c1.1", "c1.2"), ORAL: ("c2.1",)}
GRIDS = len(JURORS) * len(CANDIDATES) * len(CRITERIA)


def id_of(juror: Actor) -> int:
    """The juror's number."""
    assert juror.person_id is not None
    return juror.person_id


class Opener(Protocol):
    """Opens a fresh copy of the session on a laptop of that name."""

    def __call__(self, name: str, machine: str = "") -> Room: ...


class Laptops:
    """Copies of one session in which everybody is present and every juror has a code and a certificate.

    All have the same session in common but those of `another` one.
    """

    def __init__(self, folder: Path, *, without_code: tuple[Actor, ...] = (), another: bool = False) -> None:
        self.folder = folder
        self._stages = Stages(folder)
        made = (without_code, another)
        if made not in _made:
            _made[made] = _prepared(folder / "origine.jurade", without_code)
        self.content = _made[made]

    def copy(self, name: str) -> Path:
        """A new copy, closed."""
        path = self.folder / f"{name}.jurade"
        path.touch(mode=0o600)
        path.write_bytes(self.content)
        return path

    @contextmanager
    def open(self, name: str, machine: str = "") -> Iterator[Room]:
        """The copy of one laptop, made when it is first opened; `machine` is what the laptop is called, else `name`."""
        path = self.folder / f"{name}.jurade"
        with self._stages.open_existing(path if path.exists() else self.copy(name), machine or name) as room:
            yield room


_made: dict[tuple[tuple[Actor, ...], bool], bytes] = {}
"""The bytes of each session, by the jurors who chose no code yet."""


def _prepared(path: Path, without_code: tuple[Actor, ...]) -> bytes:
    clock = ScriptedClock(NOW - dt.timedelta(hours=1))
    new = NewSession(path, PASSPHRASE, MACHINE)
    desk = sessions.create(new, builders.framework_with_ccps(), sheet("ccp1"), clock)
    for juror in JURORS:
        given_name, family_name = juror.label.split()
        people.add_person(desk, MANAGER, juror_draft(given_name, family_name))
    for birth_name, first_name, number in (
        ("LE GOFF", "Élodie", "2616801"),
        ("N’DIAYE", "Souleymane", "2616802"),
        ("DE LA FONTAINE", "Chloé", "2616803"),
    ):
        candidates.add(desk, MANAGER, draft(birth_name, first_name, number))
    for juror in JURORS:
        if juror not in without_code:
            people.declare(desk, juror, PINS[id_of(juror)], {})
            packets.produce(desk, id_of(juror), PINS[id_of(juror)])
    clock.advance(dt.timedelta(hours=1))
    for candidate_id in CANDIDATES:
        attendance.mark_present(desk, MANAGER, candidate_id, "carte d’identité")
    desk.file.release()
    return path.read_bytes()


def grade(room: Room, juror: Actor, candidate_id: int, part_id: str, *, met: bool = True, lock: bool = True) -> None:
    """Answer every critère of one grid, note a fact, and lock it."""
    key = GridKey(candidate_id, part_id)
    grading.open_grid(room.desk, juror, key)
    for criterion_id in CRITERIA[part_id]:
        grading.mark(room.desk, juror, key, criterion_id, YES if met else NO)
    grading.note_fact(room.desk, juror, key, f"fait vu à {room.desk.now():%H:%M}", "Phase 1")
    if lock:
        grading.lock(room.desk, juror, key)


def packet_of(room: Room, juror: Actor, pin: str = "") -> bytes:
    """The juror's packet from this laptop."""
    return packets.produce(room.desk, id_of(juror), pin or PINS[id_of(juror)]).content
