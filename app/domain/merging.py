"""Several laptops, one jury: what came from elsewhere, which version of a grid counts, which grids are done without.

A grid has one author. Its version counts when it is the only one known; two versions that differ wait until their
author keeps one, with a reason (rule 45).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from app.domain.grading import Grid

GridId = tuple[int, int, str]
"""Juror, candidate, part."""


@dataclass(frozen=True, slots=True)
class PacketReceipt:
    """A packet that was taken in, as the ledger shows it; `digest` is the SHA-256 of its bytes."""

    digest: str
    juror_id: int
    machine: str
    made_at: datetime
    received_at: datetime


@dataclass(frozen=True, slots=True)
class GridVersion:
    """One locked state of a grid, by the hash it was locked with, and the laptop it was locked on.

    `stood_here` tells one that this file held already when a packet brought another; the others came by packet.
    """

    juror_id: int
    candidate_id: int
    part_id: str
    digest: str
    machine: str
    locked_at: datetime
    stood_here: bool = False

    @property
    def key(self) -> GridId:
        """The grid that this is a version of."""
        return self.juror_id, self.candidate_id, self.part_id


@dataclass(frozen=True, slots=True)
class GridChoice:
    """The version that the author of a grid kept, the digests of those it was kept against, and why."""

    juror_id: int
    candidate_id: int
    part_id: str
    digest: str
    against: tuple[str, ...]
    reason: str
    at: datetime

    @property
    def key(self) -> GridId:
        """The grid that was chosen for."""
        return self.juror_id, self.candidate_id, self.part_id


@dataclass(frozen=True, slots=True)
class GridWaiver:
    """A grid that the jury deliberates without, who entered it, and why."""

    juror_id: int
    candidate_id: int
    part_id: str
    waived_by: int
    reason: str
    at: datetime

    @property
    def key(self) -> GridId:
        """The grid that is done without."""
        return self.juror_id, self.candidate_id, self.part_id


OPEN_HERE = ""
"""What stands for the digest of a grid that is still written on this laptop: it commits to nothing yet."""


def disputed(
    grids: Iterable[Grid], versions: Iterable[GridVersion], choices: Iterable[GridChoice]
) -> Mapping[GridId, tuple[str, ...]]:
    """The grids of which several versions are known and none was kept against all the others.

    What stands here is always one of them, be it locked or begun and open (`OPEN_HERE`): an author who opens a grid
    again and locks the same content once more is not set aside. Gives the digests of each, sorted,
    so that the order in which packets came changes nothing.
    """
    known: dict[GridId, set[str]] = {}
    for version in versions:
        known.setdefault(version.key, set()).add(version.digest)
    for choice in choices:
        known.get(choice.key, set()).difference_update(choice.against)
    for grid in grids:
        key = (grid.juror_id, grid.candidate_id, grid.part_id)
        if key in known and grid.is_begun:
            known[key].add(grid.digest if grid.is_locked else OPEN_HERE)
    return {key: tuple(sorted(digests)) for key, digests in known.items() if len(digests) > 1}
