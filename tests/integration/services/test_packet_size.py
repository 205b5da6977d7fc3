"""A packet as heavy as a day makes it: 24 candidates, four modalités, a fact for each critère, long appreciations."""

import datetime as dt
import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.domain.answer import NO, NOT_OBSERVED, YES
from app.domain.candidate import Candidate
from app.domain.framework.sitting_plan import Part
from app.domain.grading import Fact, FactKind
from app.domain.packet_content import GridContent
from app.domain.people import MANAGER, Actor
from app.domain.session import ExamSession
from app.models.jury_rows import GridRow
from app.services import attendance, candidates, demonstration, frameworks, packets, people, reading, sessions
from app.services.desk import Desk
from app.services.grid_contents import row_of
from app.services.sessions import NewSession
from app.system.clock import ScriptedClock
from app.system.paths import standard_paths
from tests.builders import MACHINE, NOW, PASSPHRASE
from tests.integration.services.forgery import locked_again
from tests.integration.services.room import Room, draft, juror_draft

CANDIDATES = 24
ANNE, PIN = Actor(1, "Anne Durand"), "2580"
A_FEW_HUNDRED_KB = 400_000
TEXT = (
    "annonce vérifie compare reformule oublie relance classe explique corrige présente calcule range signale "
    "le la un une son chaque aucun dossier courrier planning client fournisseur tableau facture délai ordre "
    "clairement partiellement sans erreur avant après puis quand malgré avec hors selon réunion agenda accueil"
)
WORDS = TEXT.split()


def sentence(chance: random.Random, words: int) -> str:
    """Words that follow no pattern: as hard to pack as what people write, or harder."""
    return " ".join(f"{chance.choice(WORDS)}{chance.randrange(10)}" for _word in range(words)).capitalize()


def written(session: ExamSession, candidate: Candidate, part: Part, chance: random.Random) -> GridContent:
    """A grid with a fact of some twenty words for each critère, and one more, and an appreciation of sixty."""
    criteria = [criterion.id for unit in session.grid_units(candidate, part) for criterion in unit.criteria]
    answers = {key: chance.choice((YES, YES, NO, NOT_OBSERVED)) for key in criteria}
    facts = [
        Fact(number, NOW + dt.timedelta(seconds=number), part.phases[0].label, sentence(chance, 20), key, kind)
        for number, (key, kind) in enumerate(
            ((key, chance.choice(tuple(FactKind))) for key in (*criteria, None)), start=1
        )
    ]
    return GridContent(
        candidate.id,
        part.id,
        MACHINE,
        NOW,
        "",
        {key: (answer.code, sentence(chance, 4) if answer is NOT_OBSERVED else "") for key, answer in answers.items()},
        tuple(facts),
        appreciation=sentence(chance, 60),
    )


@contextmanager
def open_room(desk: Desk, clock: ScriptedClock) -> Iterator[Room]:
    room = Room(desk, clock)
    try:
        yield room
    finally:
        room.leave()


@pytest.fixture
def full(homes: Path, tmp_path: Path) -> Iterator[Room]:  # noqa: ARG001 - work only in a home
    """A whole title of a référentiel of the ministry, on the laptop of one juror who graded everybody."""
    clock, demo = ScriptedClock(NOW), demonstration.material(standard_paths().demo_material)
    framework = frameworks.load(demo.framework_id, standard_paths().framework_folders)
    new = NewSession(tmp_path / "essai.jurade", PASSPHRASE, MACHINE)
    with open_room(sessions.create(new, framework, demo.sheet(NOW.date()), clock), clock) as room:
        people.add_person(room.desk, MANAGER, juror_draft("Anne", "Durand"))
        people.declare(room.desk, ANNE, PIN, {})
        for number in range(1, CANDIDATES + 1):
            candidates.add(room.desk, MANAGER, draft(f"LE GALL {number}", "Yann", f"26168{number:02}"))
        for candidate in room.session().candidates:
            attendance.mark_present(room.desk, MANAGER, candidate.id, "carte d’identité")
        yield room


@pytest.mark.slow
def test_a_whole_day_of_one_juror_fits_in_a_few_hundred_kilobytes(full: Room) -> None:
    session, chance = full.session(), random.Random(3)  # noqa: S311 - the same words at each run
    assert sum(bool(modality.parts) for modality in session.type.modalities) == 4
    with full.desk.write(ANNE) as rows:
        for candidate in session.candidates:
            for _modality, part in session.parts_for(candidate):
                grid = written(session, candidate, part, chance)
                rows.add(row_of(1, locked_again(full, 1, grid)))
    reword_every_fact(full, chance)

    made = packets.produce(full.desk, 1, PIN)

    assert made.locked == sum(len(session.parts_for(each)) for each in session.candidates)
    assert len(made.content) < A_FEW_HUNDRED_KB


def reword_every_fact(room: Room, chance: random.Random) -> None:
    """Each fact is written twice, as by somebody who comes back to every one; the journal keeps both."""
    with room.desk.write(ANNE) as rows:
        for row in rows.query(GridRow):
            for fact in row.facts:
                fact.text = sentence(chance, 20)
            rows.flush()
            grid = reading.grid_of(room.desk, rows, row.juror_id, row.candidate_id, row.part_id)
            assert grid is not None
            row.digest = grid.content_digest()
