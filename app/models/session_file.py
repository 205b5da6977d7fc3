"""One session, one encrypted file: create, open, read, write, back up, close.

Every failure that a person can mend has its own sentence; nothing is written before the passphrase is proved.
"""

import datetime as dt
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Engine, create_engine, event, exc, select
from sqlalchemy.orm import Session
from sqlalchemy.pool import QueuePool

from app.domain.faults import EnvironmentFault, Trouble
from app.models import cipher, freeze, journal
from app.models.backup import backup_folder, write_backup
from app.models.cipher import RawKey
from app.models.journal import Authorship
from app.models.lock import FileLock, folder_fault
from app.models.migrations import runner
from app.models.session_rows import ExamSessionRow

_PLAIN_SQLITE = b"SQLite format 3\x00"


class SessionFile:
    """An open session file, held by this process alone until `close`."""

    def __init__(self, path: Path, key: RawKey, lock: FileLock, machine: str) -> None:
        self.path = path
        self.machine = machine
        self._key = key
        self._lock = lock
        self._engine = _engine(path, key)
        self._writing = threading.Lock()
        self._changed = False
        with self.read() as session:
            self._head = journal.head(session.connection(), machine)

    @classmethod
    def create(cls, path: Path, passphrase: str, machine: str, now: dt.datetime) -> "SessionFile":
        """Create a new, empty session file of mode 0600 and hold it open.

        Raises:
            EnvironmentFault: the file exists, the folder is read-only or missing, the disk is full, or the
                passphrase is empty.
        """
        if not passphrase.strip():
            raise EnvironmentFault(Trouble.PASSPHRASE_EMPTY)
        try:
            path.parent.mkdir(mode=0o700, exist_ok=True)
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        except FileExistsError:
            raise EnvironmentFault(Trouble.FILE_EXISTS, file=path.name) from None
        except OSError as error:
            raise folder_fault(error, path) from None
        lock = FileLock(path)
        try:
            lock.acquire(now)
            key = cipher.derive(passphrase, cipher.fresh_salt())
            with _translated(path), _connection(path, key) as connection:
                connection.execute(f"PRAGMA application_id = {cipher.APPLICATION_ID}")
                runner.migrate(connection)
            return cls(path, key, lock, machine)
        except BaseException:
            lock.release()
            path.unlink(missing_ok=True)
            raise

    @classmethod
    def open(cls, path: Path, passphrase: str, machine: str, now: dt.datetime) -> "SessionFile":
        """Open an existing session file, upgrading an older one after a backup.

        Raises:
            EnvironmentFault: missing, not a session, wrong passphrase, damaged, too new, locked, read-only, full.
        """
        _refuse_strangers(path)
        if not passphrase.strip():
            raise EnvironmentFault(Trouble.PASSPHRASE_EMPTY)
        with path.open("rb") as stream:
            key = cipher.derive(passphrase, stream.read(cipher.SALT_SIZE))
        lock = FileLock(path)
        lock.acquire(now)
        try:
            with _translated(path), _proved(path, key) as connection:
                _bring_up_to_date(connection, path, key, now)
            return cls(path, key, lock, machine)
        except BaseException:
            lock.release()
            raise

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A read transaction: one consistent picture of the file."""
        with _translated(self.path), Session(self._engine) as session:
            yield session

    @contextmanager
    def write(self, authorship: Authorship) -> Iterator[Session]:
        """A write transaction, journalled under `authorship`; on disk when this context ends without an error.

        Raises:
            DomainError: the session is closed and the change is no signature, document or rectification.
            EnvironmentFault: disk full, file read-only or busy.
        """
        with self._writing, _translated(self.path), Session(self._engine, expire_on_commit=False) as session:
            journal.listen(session)
            freeze.guard(session)
            session.connection(execution_options={"jurade_write": True})
            session.info["authorship"] = authorship
            session.info["head"] = self._head
            session.info["closed_at"] = session.scalar(select(ExamSessionRow.closed_at))
            yield session
            session.commit()
            self._head = session.info["head"]
            self._changed = True

    @property
    def journal_head(self) -> str:
        """Hash of this machine's last journal entry."""
        return self._head[1]

    def back_up(self, now: dt.datetime, label: str = "manuelle") -> Path:
        """Write a checked backup beside the session and give back its path."""
        with _translated(self.path), _connection(self.path, self._key) as connection:
            return write_backup(connection, self.path, self._key, now, label)

    def close(self, now: dt.datetime) -> None:
        """Back up if anything was written, then let go of the file and of its lock."""
        try:
            if self._changed:
                self.back_up(now, "fermeture")
        finally:
            self.release()

    def release(self) -> None:
        """Let go of the file and of its lock."""
        self._engine.dispose()
        self._lock.release()


def _bring_up_to_date(connection: sqlcipher.Connection, path: Path, key: RawKey, now: dt.datetime) -> None:
    found, known = runner.version_of(connection), runner.newest()
    if found > known:
        raise EnvironmentFault(Trouble.FILE_TOO_NEW, file=path.name, found=found, known=known)
    if connection.execute("PRAGMA cipher_integrity_check").fetchone() is not None:
        raise _damaged(path)
    if found < known:
        write_backup(connection, path, key, now, f"avant-format-{known}")
        runner.migrate(connection)


def _engine(path: Path, key: RawKey) -> Engine:
    engine = create_engine(
        "sqlite+pysqlite://",
        module=sqlcipher,
        creator=lambda: cipher.connect(path, key),
        poolclass=QueuePool,
        pool_size=2,
    )
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: object) -> None:
    options = connection.get_execution_options()  # type: ignore[attr-defined]  # the event passes a Connection
    connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("jurade_write") else "BEGIN")  # type: ignore[attr-defined]


@contextmanager
def _connection(path: Path, key: RawKey) -> Iterator[sqlcipher.Connection]:
    connection = cipher.connect(path, key)
    try:
        yield connection
    finally:
        connection.close()


@contextmanager
def _proved(path: Path, key: RawKey) -> Iterator[sqlcipher.Connection]:
    """A connection whose passphrase is proved; tells a wrong one from a damaged first page."""
    try:
        connection = cipher.connect(path, key)
    except sqlcipher.DatabaseError as error:
        if _name_of(error) != "SQLITE_NOTADB":
            raise
        if cipher.any_page_authenticates(path, key):
            raise _damaged(path) from None
        raise EnvironmentFault(Trouble.PASSPHRASE_WRONG, file=path.name) from None
    try:
        yield connection
    finally:
        connection.close()


@contextmanager
def _translated(path: Path) -> Iterator[None]:
    """Turn what SQLite says of the machine into the sentence a person can act on."""
    try:
        yield
    except exc.DBAPIError as error:
        fault = _fault(error.orig, path)
        if fault is None:
            raise
        raise fault from error
    except sqlcipher.Error as error:
        fault = _fault(error, path)
        if fault is None:
            raise
        raise fault from error


def _fault(error: BaseException | None, path: Path) -> EnvironmentFault | None:
    name = _name_of(error)
    if name in ("SQLITE_NOTADB", "SQLITE_CORRUPT") or name.startswith("SQLITE_CORRUPT_"):
        return _damaged(path)
    plain = {
        "SQLITE_FULL": Trouble.DISK_FULL,
        "SQLITE_BUSY": Trouble.FILE_BUSY,
        "SQLITE_LOCKED": Trouble.FILE_BUSY,
        "SQLITE_CANTOPEN": Trouble.FILE_READ_ONLY,
    }
    if name.startswith("SQLITE_READONLY"):
        return EnvironmentFault(Trouble.FILE_READ_ONLY, file=path.name)
    if name.startswith("SQLITE_IOERR"):
        return EnvironmentFault(Trouble.DISK_REFUSED, file=path.name)
    return EnvironmentFault(plain[name], file=path.name) if name in plain else None


def _name_of(error: BaseException | None) -> str:
    return str(getattr(error, "sqlite_errorname", ""))


def _damaged(path: Path) -> EnvironmentFault:
    return EnvironmentFault(Trouble.FILE_DAMAGED, file=path.name, backups=backup_folder(path).name)


def _refuse_strangers(path: Path) -> None:
    """Refuse what cannot be a session file before a lock or a key is made."""
    try:
        size = path.stat().st_size
        with path.open("rb") as stream:
            start = stream.read(len(_PLAIN_SQLITE))
    except FileNotFoundError:
        raise EnvironmentFault(Trouble.FILE_MISSING, file=path.name) from None
    except OSError:
        raise EnvironmentFault(Trouble.FILE_UNREADABLE, file=path.name) from None
    if size < cipher.PAGE_SIZE or start == _PLAIN_SQLITE:
        raise EnvironmentFault(Trouble.FILE_NOT_SESSION, file=path.name)
    if size % cipher.PAGE_SIZE:
        raise _damaged(path)
