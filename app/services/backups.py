"""Copies of a session: written from the open file, verified, put back into service under a new name."""

from pathlib import Path

from app.domain.faults import EnvironmentFault, Trouble
from app.models.journal import first_break
from app.services import sessions
from app.services.desk import Desk
from app.system.clock import Clock
from app.system.files import write_whole


def create(desk: Desk) -> Path:
    """Write a checked backup beside the session.

    Raises:
        EnvironmentFault: it could not be written; the session is intact.
    """
    return desk.file.back_up(desk.now())


def verify(desk: Desk) -> tuple[str, int] | None:
    """The machine and number of the first journal entry that does not hold, None when the chain is whole.

    The file's own pages were verified when the session was opened.
    """
    with desk.read() as rows:
        return first_break(rows.connection())


def restore(backup: Path, passphrase: str, target: Path, machine: str, clock: Clock) -> None:
    """Prove a backup by opening it, then copy it, closed, to a new session file.

    Raises:
        EnvironmentFault: the backup does not open, or the target exists or cannot be written.
    """
    if target.exists():
        raise EnvironmentFault(Trouble.FILE_EXISTS, file=target.name)
    sessions.prove(backup, passphrase, machine, clock)
    write_whole(target, backup.read_bytes())
