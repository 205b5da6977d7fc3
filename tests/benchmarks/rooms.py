"""Sessions as large as a centre's: everybody present, three jurors who declared, some of the candidates half graded."""

import datetime as dt
import tempfile
from functools import cache
from itertools import islice
from pathlib import Path

from app.domain.answer import NO, NOT_OBSERVED, YES
from app.domain.people import MANAGER, Actor, Function
from app.domain.session import ExamSession
from app.services import attendance, candidates, demonstration, frameworks, grading, people, reading, sessions
from app.services.demonstration import DemoMaterial
from app.services.desk import Desk
from app.services.grading import GridKey
from app.services.people import PersonDraft
from app.system.clock import SystemClock
from app.system.paths import standard_paths
from tests.benchmarks.candidate_list import list_of

PASSPHRASE = "bocal lucarne trèfle ovale sifflet"
MACHINE = "bench"
CODE = "2580"
CANDIDATES = 24
JURORS = 3
_ANSWERS = (YES, YES, NO, YES, NOT_OBSERVED)


@cache
def busy_session(enrolled: int = CANDIDATES, graded: int = CANDIDATES // 2, *, locked: bool = False) -> Path:
    """A closed file: `enrolled` candidates present, the first `graded` of them before three jurors.

    Every other one of these is graded to the end, all of them when `locked`.
    """
    folder = Path(tempfile.mkdtemp(prefix="jurade-bench-"))
    clock, demo = SystemClock(), demonstration.material(standard_paths().demo_material)
    framework = frameworks.load(demo.framework_id, standard_paths().framework_folders)
    new = sessions.NewSession(folder / "essai.jurade", PASSPHRASE, MACHINE)
    desk = sessions.create(new, framework, demo.sheet(clock.now().date()), clock)
    jurors = [_seat(desk, demo, number) for number in range(JURORS)]
    candidates.enrol(desk, MANAGER, candidates.preview(list_of(enrolled), clock.now().date()))
    session = reading.session(desk)
    for candidate in session.candidates:
        attendance.mark_present(desk, MANAGER, candidate.id, "passeport")
    for place, candidate in enumerate(islice(session.candidates, graded)):
        for juror in jurors:
            _grade(desk, juror, session, candidate.id, whole=locked or place % 2 == 0)
    desk.close()
    return folder / "essai.jurade"


def open_desk(path: Path) -> Desk:
    """The session open, without a window."""
    return sessions.open_session(path, PASSPHRASE, MACHINE, SystemClock())


def juror_name(number: int) -> str:
    """The name of one of the three, from 0."""
    return f"Camille Petit-{'ABC'[number]}"


def _seat(desk: Desk, demo: DemoMaterial, number: int) -> Actor:
    name, until = juror_name(number), dt.date(2099, 12, 31)
    given, family = name.split(" ")
    draft = PersonDraft(Function.JUROR, family, given, "cheffe de quai", demo.centre.name, "H-0042", until)
    juror = Actor(people.add_person(desk, MANAGER, draft), name)
    people.declare(desk, juror, CODE, {})
    return juror


def _grade(desk: Desk, juror: Actor, session: ExamSession, candidate_id: int, *, whole: bool) -> None:
    """Grade the parts, all of them or all critères but the last of each, with a fact here and there."""
    candidate = session.candidate(candidate_id)
    for _modality, part in session.parts_for(candidate):
        key = GridKey(candidate_id, part.id)
        criteria = [criterion for unit in session.grid_units(candidate, part) for criterion in unit.criteria]
        grading.open_grid(desk, juror, key, "" if criteria else "horaires du candidat")
        for place, criterion in enumerate(criteria if whole else criteria[:-1]):
            value = _ANSWERS[(candidate_id + place) % len(_ANSWERS)]
            word = "pas abordé" if value.is_not_observed else ""
            grading.mark(desk, juror, key, criterion.id, value, word)
        if criteria:
            grading.note_fact(desk, juror, key, "reformule la demande du client", "")
        else:
            grading.write_appreciation(desk, juror, key, "Vue d’ensemble du métier bien exprimée.")
        if whole:
            grading.lock(desk, juror, key)
