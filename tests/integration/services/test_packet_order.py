"""Packets in any order, twice, partly: the same packets always leave the same session.

Each generated run takes packets in one after the other, and after each of them the session is what these very packets
gave in whatever order they came before. `make test` draws 100 runs, `make test-long` a thousand (`JURADE_MERGES`).
"""

import datetime as dt
import os
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.answer import NO
from app.domain.grading import Mark
from app.domain.packet_content import PacketContent, time_of
from app.domain.people import MANAGER, Actor, Link, LinkKind
from app.domain.question_guide import FROM_MANAGER, QuestionState
from app.domain.question_text import GuideLine
from app.models import packet
from app.models.people_rows import PersonRow
from app.services import attendance, grading, lapses, people, question_guide, reading, timing
from app.services.credentials import authority_of
from app.services.grading import GridKey
from app.services.packet_contents import CONTENT
from app.services.packet_merging import merge
from tests.integration.services.laptops import (
    ANNE,
    BENOIT,
    CAMILLE,
    CHLOE,
    ECRIT,
    ELODIE,
    ORAL,
    SOULEYMANE,
    Laptops,
    grade,
    id_of,
    packet_of,
)
from tests.integration.services.room import Room

RUNS = int(os.environ.get("JURADE_MERGES", "100"))
PACKETS = 10
LAPTOPS = ("vide", "commencee")
"""Where they are taken in: one on which nothing was written, one on which the jurors had begun."""


class _UndoError(Exception):
    """Ends a run without keeping anything of it."""


@dataclass
class Table:
    """A laptop that takes packets in, and what each set of packets left there."""

    room: Room
    left: dict[frozenset[int], list[object]] = field(default_factory=dict)
    in_order: set[frozenset[int]] = field(default_factory=set)
    """The sets that were taken in from the first packet to the last too."""

    def take_in(self, contents: list[PacketContent], order: list[int]) -> None:
        """Merge packets one by one, compare what each leaves with what the same packets left before, undo it all."""
        desk = self.room.desk
        taken: frozenset[int] = frozenset()
        with suppress(_UndoError), desk.write(MANAGER) as rows:
            session = reading.session_of(desk, rows)
            for number in order:
                merge(desk, rows, session, contents[number])
                rows.flush()
                taken |= {number}
                session = reading.session_of(desk, rows)
                secrets = [(each.pin_hash, each.certificate) for each in rows.query(PersonRow).order_by(PersonRow.id)]
                state: list[object] = [
                    session.people,
                    secrets,
                    set(session.recusals),
                    {(grid.juror_id, grid.candidate_id, grid.part_id): grid for grid in session.grids},
                    {sitting: time_of(session, sitting) for sitting in session.phase_events},
                    {(replace(lapse, number=0, running=()), frozenset(lapse.running)) for lapse in session.lapses},
                    session.incidents,
                    set(session.put_questions),
                    set(session.questions),
                    session.versions,
                    session.disputes,
                ]
                assert self.left.setdefault(taken, state) == state, (sorted(taken), order)
            raise _UndoError


@dataclass(frozen=True)
class Prepared:
    """Three jurors' packets, opened, and the laptops that take them in."""

    contents: list[PacketContent]
    tables: dict[str, Table]


@pytest.fixture(scope="module")
def prepared(homes: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Prepared]:  # noqa: ARG001 - in a home
    laptops = Laptops(tmp_path_factory.mktemp("laptops"), without_code=(CAMILLE,))
    with ExitStack() as opened:
        rooms = {name: opened.enter_context(laptops.open(name)) for name in ("a", "b", "b-bis", "c", "c-bis", *LAPTOPS)}
        for room in rooms.values():
            question_guide.write_guide(room.desk, MANAGER, ORAL, [GuideLine("", "Pourquoi ce choix ?")])
        sealed = [
            *_of_anne(rooms["a"]),
            *_of_benoit(rooms["b"], rooms["b-bis"]),
            *_of_camille(rooms["c"], rooms["c-bis"]),
            *_of_camille_with_another_code(rooms["c"]),
        ]
        _begin(rooms["commencee"])
        with rooms["a"].desk.read() as rows:
            authority = authority_of(rows)
        contents = [CONTENT.validate_json(packet.unseal(each, authority).content) for each in sealed]
        assert len(contents) == PACKETS
        yield Prepared(contents, {name: Table(rooms[name]) for name in LAPTOPS})


def _of_anne(room: Room) -> Iterator[bytes]:
    """A first packet, then another once a grid of the first was corrected and more was written.

    The laptop slept twice while time ran; what counts of the first sleep is said after the first packet.
    """
    grade(room, ANNE, ELODIE, ECRIT)
    timing.start(room.desk, ANNE, ELODIE, ECRIT)
    timing.start(room.desk, ANNE, CHLOE, ORAL, "salle libre")
    sleep(room, ANNE, minutes=4)
    yield packet_of(room, ANNE)
    lapses.answer(room.desk, ANNE, 1, dt.timedelta(minutes=1), "alarme")
    timing.end(room.desk, ANNE, CHLOE, ORAL)
    sleep(room, ANNE, minutes=6)
    grading.correct(room.desk, ANNE, GridKey(ELODIE, ECRIT), "c1.1", Mark(NO), "erreur de ligne")
    timing.end(room.desk, ANNE, ELODIE, ECRIT)
    attendance.report_incident(room.desk, ANNE, "alarme incendie")
    grading.open_grid(room.desk, ANNE, GridKey(CHLOE, ORAL))
    question_guide.put(room.desk, ANNE, GridKey(CHLOE, ORAL), FROM_MANAGER, 1, QuestionState.ASKED)
    yield packet_of(room, ANNE)
    question_guide.put(room.desk, ANNE, GridKey(CHLOE, ORAL), FROM_MANAGER, 1, QuestionState.ANSWERED)
    grade(room, ANNE, CHLOE, ORAL)
    room.wait(minutes=1)
    yield packet_of(room, ANNE)


def _of_benoit(first: Room, second: Room) -> Iterator[bytes]:
    """Two laptops: the same grid written alike at two times, another one otherwise, one left open."""
    grade(first, BENOIT, ELODIE, ECRIT)
    grade(first, BENOIT, SOULEYMANE, ORAL)
    attendance.report_incident(first.desk, BENOIT, "porte bloquée")
    yield packet_of(first, BENOIT)
    second.wait(minutes=-30)
    grade(second, BENOIT, ELODIE, ECRIT, met=False)
    timing.start(second.desk, BENOIT, ELODIE, ECRIT)
    timing.start(second.desk, BENOIT, CHLOE, ECRIT)
    sleep(second, BENOIT, minutes=3)
    sleep(second, BENOIT, minutes=2)
    lapses.answer(second.desk, BENOIT, 1, dt.timedelta(0))
    grading.open_grid(second.desk, BENOIT, GridKey(SOULEYMANE, ORAL))
    grading.mark(second.desk, BENOIT, GridKey(SOULEYMANE, ORAL), "c2.1", None)
    grade(second, BENOIT, CHLOE, ECRIT, lock=False)
    yield packet_of(second, BENOIT)
    grading.lock(second.desk, BENOIT, GridKey(CHLOE, ECRIT))
    grade(second, BENOIT, SOULEYMANE, ORAL)
    yield packet_of(second, BENOIT)


def _of_camille(first: Room, second: Room) -> Iterator[bytes]:
    """Two laptops, two declarations, two codes; the same content locked at two moments."""
    second.wait(minutes=-45)
    people.declare(first.desk, CAMILLE, "1111", {SOULEYMANE: Link("voisine", LinkKind.OTHER)})
    people.declare(second.desk, CAMILLE, "2222", {SOULEYMANE: Link("cousine", LinkKind.OTHER)})
    yield packet_of(first, CAMILLE, "1111")
    for room, pin in ((first, "1111"), (second, "2222")):
        grading.open_grid(room.desk, CAMILLE, GridKey(ELODIE, ORAL))
        grading.mark(room.desk, CAMILLE, GridKey(ELODIE, ORAL), "c2.1", NO)
        grading.lock(room.desk, CAMILLE, GridKey(ELODIE, ORAL))
        yield packet_of(room, CAMILLE, pin)


def _of_camille_with_another_code(room: Room) -> Iterator[bytes]:
    """The responsable forgot the code of her first laptop there, and she chose another."""
    people.reset_pin(room.desk, MANAGER, id_of(CAMILLE), "code oublié")
    people.declare(room.desk, CAMILLE, "4444", {})
    yield packet_of(room, CAMILLE, "4444")


def _begin(room: Room) -> None:
    """Here, Benoît locked a grid otherwise, Anne left one open, and time was taken."""
    room.wait(minutes=5)
    grade(room, BENOIT, ELODIE, ECRIT)
    grading.correct(room.desk, BENOIT, GridKey(ELODIE, ECRIT), "c1.2", Mark(NO), "relu")
    grade(room, ANNE, CHLOE, ORAL, lock=False)
    grading.open_grid(room.desk, ANNE, GridKey(ELODIE, ECRIT))
    people.declare(room.desk, CAMILLE, "3333", {})
    timing.start(room.desk, BENOIT, ELODIE, ECRIT)
    timing.start(room.desk, BENOIT, CHLOE, ECRIT)
    sleep(room, BENOIT, minutes=7)
    lapses.answer(room.desk, BENOIT, 1, dt.timedelta(minutes=7))


def sleep(room: Room, juror: Actor, *, minutes: int) -> None:
    """Lose sight of the times that run."""
    seen = room.desk.clock.instant()
    room.wait(minutes=minutes)
    assert lapses.note(room.desk, juror, seen, room.desk.clock.instant())


@pytest.mark.slow
@pytest.mark.timeout(60 + 2 * RUNS)
@settings(max_examples=RUNS)
@given(where=st.sampled_from(LAPTOPS), order=st.lists(st.integers(0, PACKETS - 1), min_size=2, max_size=8))
def test_the_same_packets_leave_the_same_session(prepared: Prepared, where: str, order: list[int]) -> None:
    table = prepared.tables[where]
    table.take_in(prepared.contents, order)
    if frozenset(order) not in table.in_order:
        table.in_order.add(frozenset(order))
        table.take_in(prepared.contents, sorted(set(order)))


def test_forwards_and_backwards_are_the_same_and_tell_versions_apart(prepared: Prepared) -> None:
    for table in prepared.tables.values():
        table.take_in(prepared.contents, list(range(PACKETS)))
        table.take_in(prepared.contents, list(reversed(range(PACKETS))))
        whole = table.left[frozenset(range(PACKETS))]
        disputes = whole[-1]
        assert isinstance(disputes, dict)
        assert (id_of(ANNE), ELODIE, ECRIT) in disputes
        assert (id_of(BENOIT), ELODIE, ECRIT) in disputes
        assert (id_of(CAMILLE), ELODIE, ORAL) not in disputes, "the same content locked twice is one version"


def test_nothing_written_here_is_lost_whatever_comes(prepared: Prepared) -> None:
    table = prepared.tables["commencee"]
    before = {(grid.juror_id, grid.candidate_id, grid.part_id): grid for grid in table.room.session().grids}
    table.take_in(prepared.contents, list(range(PACKETS)))
    after = table.left[frozenset(range(PACKETS))][3]
    assert isinstance(after, dict)
    for key, grid in before.items():
        if grid.is_begun:
            assert after[key] == grid
