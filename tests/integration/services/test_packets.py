"""Packets between laptops: what leaves, what enters, what is refused, and which version of a grid counts."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from app.domain.people import MANAGER
from app.services import backups, packets
from tests.integration.services.room import (
    BENOIT,
    CHLOE,
    ELODIE,
    PINS,
    Room,
    Stages,
)

ANNE_1, BENOIT_2 = 1, 2
Opener = Callable[..., Room]


@pytest.fixture
def laptop(stages: Stages, tmp_path: Path) -> Iterator[Opener]:
    """Opens a copy of the session, everybody present, on a laptop of that name."""
    with ExitStack() as opened:

        def open_copy(machine: str, stage: str = "present") -> Room:
            return opened.enter_context(stages.open(stage, tmp_path / f"{machine}.jurade", machine))

        yield open_copy


def packet_of(room: Room, juror_id: int) -> bytes:
    return packets.produce(room.desk, juror_id, PINS[juror_id]).content


def test_a_juror_s_grids_enter_another_copy_as_they_were_locked(laptop: Opener) -> None:
    away, table = laptop("poste-b"), laptop("poste-m")
    for candidate_id in (ELODIE, CHLOE):
        away.grade(BENOIT, candidate_id, unmet=("c3.1",))
    produced = packets.produce(away.desk, BENOIT_2, PINS[BENOIT_2])
    received = packets.take_in(table.desk, MANAGER, produced.content)

    theirs = [grid for grid in away.session().grids if grid.juror_id == BENOIT_2]
    assert produced.locked == len(theirs) == 8
    assert produced.file_name == "paquet-petit-benoit-poste-b-20260512-090000.jurypack"
    assert set(map(str, table.session().grids)) == set(map(str, theirs))
    assert (received.juror_id, received.machine, len(received.added)) == (BENOIT_2, "poste-b", 8)
    assert (received.unchanged, received.disputed, received.late) == ((), (), ())
    assert all(table.session().is_in(grid) for grid in theirs)
    assert backups.verify(table.desk) is None
