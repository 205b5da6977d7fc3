"""One writer per session file: a lock file beside it names the machine, the process and the time."""

import datetime as dt
import errno
import json
import os
import platform
from contextlib import suppress
from dataclasses import asdict, dataclass
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
        except psutil.AccessDenied:
            return True
        except psutil.Error:
            return False

    @property
    def since(self) -> str:
        """« 12/05/2026 à 09:00 », in this machine's time."""
        return dt.datetime.fromisoformat(self.at).astimezone().strftime("%d/%m/%Y à %H:%M")

    def written(self) -> bytes:
        """The lock file's content."""
        return json.dumps(asdict(self)).encode()

    @classmethod
    def read(cls, content: bytes) -> "Owner | None":
        """The owner that a lock file names, None when its writer died before naming itself."""
        try:
            found = json.loads(content)
            dt.datetime.fromisoformat(found["at"])
            return cls(str(found["host"]), int(found["pid"]), float(found["started"]), found["at"])
        except (ValueError, TypeError, KeyError):
            return None


class FileLock:
    """Holds `nom.jurade.lock` from `acquire` to `release`."""

    def __init__(self, session_path: Path) -> None:
        self.session_path = session_path
        self.path = session_path.with_name(session_path.name + ".lock")
        self._held: bytes | None = None

    def acquire(self, now: dt.datetime) -> None:
        """Take the lock; a lock left by a dead process of this machine is taken over.

        Raises:
            EnvironmentFault: another live program holds the file, here or on another machine, or the folder
                cannot be written.
        """
        owner = Owner(platform.node(), os.getpid(), psutil.Process().create_time(), now.isoformat(timespec="seconds"))
        try:
            try:
                self._write(owner)
            except FileExistsError:
                self._refuse_live_owner()
                self.path.unlink(missing_ok=True)
                self._write(owner)
        except OSError as error:
            raise folder_fault(error, self.session_path) from None

    def release(self) -> None:
        """Give the lock back; a lock that is not, or no more, this one's is left alone."""
        with suppress(OSError):
            if self._held is not None and self.path.read_bytes() == self._held:
                self.path.unlink()
        self._held = None

    def _write(self, owner: Owner) -> None:
        descriptor = os.open(self.path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        self._held = owner.written()
        try:
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(self._held)
        except OSError:
            self.path.unlink(missing_ok=True)
            raise

    def _refuse_live_owner(self) -> None:
        try:
            owner = Owner.read(self.path.read_bytes())
        except FileNotFoundError:  # given back in this very moment
            return
        if owner is None:
            return
        name = self.session_path.name
        if owner.host != platform.node():
            raise EnvironmentFault(
                Trouble.FILE_LOCKED_ELSEWHERE, file=name, host=owner.host, at=owner.since, lock=self.path.name
            )
        if owner.is_alive_here:
            raise EnvironmentFault(Trouble.FILE_OPEN_ALREADY, file=name, at=owner.since)


def folder_fault(error: OSError, path: Path) -> EnvironmentFault:
    """The sentence for a folder that cannot be written: full, read-only, gone, or written by another just now."""
    if error.errno == errno.ENOSPC:
        return EnvironmentFault(Trouble.DISK_FULL, file=path.name)
    if isinstance(error, FileExistsError):
        return EnvironmentFault(Trouble.FILE_BUSY, file=path.name)
    if isinstance(error, FileNotFoundError):
        return EnvironmentFault(Trouble.FOLDER_MISSING, folder=path.parent.name)
    return EnvironmentFault(Trouble.FOLDER_READ_ONLY, folder=path.parent.name)
