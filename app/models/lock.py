"""One writer per session file: a lock file beside it names the machine, the process and the time."""

import datetime as dt
import errno
import json
import os
import platform
from dataclasses import dataclass
from pathlib import Path

import psutil

from app.domain.faults import EnvironmentFault, Trouble


@dataclass(frozen=True, slots=True)
class Owner:
    """The program that holds a session file open."""

    host: str
    pid: int
    started: float
    at: str

    @property
    def is_alive_here(self) -> bool:
        """Whether the same process still runs on this machine."""
        try:
            return abs(psutil.Process(self.pid).create_time() - self.started) < 1
        except psutil.Error:
            return False


class FileLock:
    """Holds `nom.jurade.lock` from `acquire` to `release`."""

    def __init__(self, session_path: Path) -> None:
        self.session_path = session_path
        self.path = session_path.with_name(session_path.name + ".lock")

    def acquire(self, now: dt.datetime) -> None:
        """Take the lock; a lock left by a dead process of this machine is taken over.

        Raises:
            EnvironmentFault: another live program holds the file, here or on another machine, or the folder
                cannot be written.
        """
        owner = Owner(platform.node(), os.getpid(), psutil.Process().create_time(), now.isoformat(timespec="seconds"))
        try:
            self._write(owner)
        except FileExistsError:
            self._refuse_live_owner()
            self.path.unlink(missing_ok=True)
            self._write(owner)

    def release(self) -> None:
        """Give the lock back."""
        self.path.unlink(missing_ok=True)

    def _write(self, owner: Owner) -> None:
        try:
            descriptor = os.open(self.path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        except FileExistsError:
            raise
        except OSError as error:
            raise folder_fault(error, self.session_path) from None
        with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
            json.dump({"host": owner.host, "pid": owner.pid, "started": owner.started, "at": owner.at}, stream)

    def _refuse_live_owner(self) -> None:
        try:
            owner = Owner(**json.loads(self.path.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return
        name = self.session_path.name
        if owner.host != platform.node():
            raise EnvironmentFault(
                Trouble.FILE_LOCKED_ELSEWHERE, file=name, host=owner.host, at=_clock(owner.at), lock=self.path.name
            )
        if owner.is_alive_here:
            raise EnvironmentFault(Trouble.FILE_OPEN_ALREADY, file=name, at=_clock(owner.at))


def folder_fault(error: OSError, path: Path) -> EnvironmentFault:
    """The sentence for a folder that cannot be written: full, read-only, or gone."""
    if error.errno == errno.ENOSPC:
        return EnvironmentFault(Trouble.DISK_FULL, file=path.name)
    if isinstance(error, FileNotFoundError):
        return EnvironmentFault(Trouble.FOLDER_MISSING, folder=path.parent.name)
    return EnvironmentFault(Trouble.FOLDER_READ_ONLY, folder=path.parent.name)


def _clock(at: str) -> str:
    return dt.datetime.fromisoformat(at).astimezone().strftime("%d/%m/%Y à %H:%M")
