"""Brings a session file to the newest shape: numbered steps, each in one transaction, never live models."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import sqlcipher3.dbapi2 as sqlcipher

from app.models.migrations import m0001_initial, m0002_preparation, m0003_exam_room, m0004_deliberation

Upgrade = Callable[[sqlcipher.Connection], None]


@dataclass(frozen=True, slots=True)
class Step:
    """One migration: the shape number it leads to, and the frozen code that does it."""

    version: int
    upgrade: Upgrade


STEPS: tuple[Step, ...] = (
    Step(1, m0001_initial.upgrade),
    Step(2, m0002_preparation.upgrade),
    Step(3, m0003_exam_room.upgrade),
    Step(4, m0004_deliberation.upgrade),
)
"""Every migration, in order; a released step is never edited."""


def version_of(connection: sqlcipher.Connection) -> int:
    """The shape number of an open file; 0 for a new one."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def newest(steps: Sequence[Step] = STEPS) -> int:
    """The shape number that this program writes."""
    return steps[-1].version


def migrate(connection: sqlcipher.Connection, steps: Sequence[Step] = STEPS) -> None:
    """Apply the missing steps; a step that fails leaves the file as the previous step left it."""
    for step in steps:
        if step.version <= version_of(connection):
            continue
        connection.execute("BEGIN IMMEDIATE")
        try:
            step.upgrade(connection)
            connection.execute(f"PRAGMA user_version = {step.version}")
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:  # a full disk may have ended it already
                connection.execute("ROLLBACK")
            raise
