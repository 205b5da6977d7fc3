"""One session, one encrypted file: create, open, read, write, back up, close.

Every failure that a person can mend has its own sentence; nothing is written before the passphrase is proved.
"""

import datetime as dt
import os
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Engine, event, exc
from sqlalchemy.orm import Session

from app.domain.faults import EnvironmentFault, Trouble
from app.models import cipher, freeze, journal
from app.models.backup import backup_folder, write_backup, write_copy
from app.models.cipher import RawKey
from app.models.engine import engine_on
from app.models.journal import Authorship
from app.models.lock import FileLock, folder_fault
from app.models.migrations import runner
from app.models.pulse import PulseFile
from app.models.session_rows import ExamSessionRow

_ROWS_KEPT = 4096
_PLAIN_SQLITE = b"SQLite format 3\x00"
_OTHER_KINDS = (b"PK\x03\x04", b"%PDF-", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
"""How workbooks and archives, PDFs and older office files begin; asked only once the passphrase opened nothing."""
_PAGES_LOOKED_AT = 32


class WriteSession(Session):
    """An ORM session whose flushes are journalled and refused where the closing froze."""


journal.listen(WriteSession)
freeze.guard(WriteSession)


class SessionFile:
    """An open session file, held by this process alone until `close`."""

    def __init__(self, path: Path, key: RawKey, lock: FileLock, machine: str) -> None:
        self.path = path
        self.machine = machine
        self.pulse = PulseFile(path)
        self._key = key
        self._lock = lock
        self._engine = engine_on(path, key)
        self._writing = threading.Lock()
        self._session = _kept_session(self._engine)
        self._changed = self._left = False
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
        _make_empty(path)
        lock = FileLock(path)
        try:
            lock.acquire(now)
        except EnvironmentFault:
            path.unlink()
            raise
        try:
            key = cipher.derive(passphrase, cipher.fresh_salt())
            with _translated(path), _connection(path, key) as connection:
                connection.execute(f"PRAGMA application_id = {cipher.APPLICATION_ID}")
                runner.migrate(connection)
            return cls(path, key, lock, machine)
        except BaseException:
            for suffix in ("", "-wal", "-shm"):
                path.with_name(path.name + suffix).unlink(missing_ok=True)
            lock.release()
            raise

    @classmethod
    def open(
        cls,
        path: Path,
        passphrase: str,
        machine: str,
        now: dt.datetime,
        steps: Sequence[runner.Step] = runner.STEPS,
    ) -> "SessionFile":
        """Open an existing session file, upgrading an older one after a backup.

        Raises:
            EnvironmentFault: missing, not a session, wrong passphrase, damaged, too new, locked, read-only, full.
        """
        start = _start_of_session(path)
        if not passphrase.strip():
            raise EnvironmentFault(Trouble.PASSPHRASE_EMPTY)
        key = cipher.derive(passphrase, start[: cipher.SALT_SIZE])
        lock = FileLock(path)
        lock.acquire(now)
        try:
            with _translated(path), _proved(path, key, start) as connection:
                _require_sound(connection, path, steps)
                if runner.version_of(connection) < runner.newest(steps):
                    write_backup(connection, path, key, now, f"avant-format-{runner.newest(steps)}")
                    runner.migrate(connection, steps)
            return cls(path, key, lock, machine)
        except BaseException:
            lock.release()
            raise

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A read transaction: one consistent picture of the file.

        Raises:
            EnvironmentFault: the file was let go of, or cannot be read.
        """
        self._require_held()
        with _translated(self.path), Session(self._engine) as session:
            yield session

    @contextmanager
    def write(self, authorship: Authorship) -> Iterator[Session]:
        """A write transaction, journalled under `authorship`; on disk when this context ends without an error.

        Raises:
            DomainError: the session is closed and the change is no signature, document or rectification.
            EnvironmentFault: disk full, file read-only or busy, or the file was let go of.
        """
        session = self._session
        with self._writing, _translated(self.path):
            self._require_held()
            try:
                session.connection(execution_options={"jurade_write": True})
                sheet = session.get(ExamSessionRow, 1)
                session.info["closed_at"] = sheet.closed_at if sheet else None
                session.info["moved"] = (sheet.moved_at, sheet.moved_to) if sheet and sheet.moved_at else None
                journal.begin(session, authorship, self._head)
                yield session
                session.commit()
            except BaseException:
                session.rollback()
                raise
            self._head = session.info["head"]
            self._changed = True

    def opens_with(self, passphrase: str) -> bool:
        """Whether this passphrase is the file's own; takes about a tenth of a second."""
        return cipher.derive(passphrase, self._key.salt).matches(self._key)

    @property
    def journal_head(self) -> str:
        """Hash of this machine's last journal entry."""
        return self._head[1]

    def back_up(self, now: dt.datetime, label: str = "manuelle") -> Path:
        """Write a checked backup beside the session and give back its path."""
        self._require_held()
        with _translated(self.path), _connection(self.path, self._key) as connection:
            return write_backup(connection, self.path, self._key, now, label)

    def copy_to(self, draft: Path) -> None:
        """Write a whole copy, as the last commit left the file, proved by reopening it with the same passphrase.

        Raises:
            EnvironmentFault: it could not be written, and nothing of it is left; or this file is damaged.
        """
        self._require_held()
        with _translated(self.path), _connection(self.path, self._key) as connection:
            try:
                write_copy(connection, draft, self._key)
            except (OSError, sqlcipher.Error) as error:
                if cipher.tells_damage(error):
                    raise
                raise EnvironmentFault(Trouble.FILE_NOT_WRITTEN, file=draft.stem, folder=draft.parent.name) from error

    def close(self, now: dt.datetime) -> None:
        """Back up if anything was written, then let go of the file and of its lock."""
        try:
            if self._changed:
                self.back_up(now, "fermeture")
        finally:
            self.release()

    def release(self) -> None:
        """Let go of the file and of its lock, once an act under way has ended."""
        with self._writing:
            self._left = True
            self._session.close()
            self._engine.dispose()
            self.pulse.stop()
            self._lock.release()

    def _require_held(self) -> None:
        """Work that comes late must not open the file again behind its released lock."""
        if self._left:
            raise EnvironmentFault(Trouble.SESSION_LEFT, file=self.path.name)


def _kept_session(engine: Engine) -> WriteSession:
    """The one writer of the process. Rows stay in memory between acts: nobody else can change the file.

    The identity map alone would forget them, so the newest few thousand are held on purpose; a mark on an open
    grid then reads nothing before it writes.
    """
    session = WriteSession(engine, expire_on_commit=False)
    kept: deque[object] = deque(maxlen=_ROWS_KEPT)

    def keep(_session: Session, row: object) -> None:
        kept.append(row)

    event.listen(session, "loaded_as_persistent", keep)
    event.listen(session, "pending_to_persistent", keep)
    return session


def _make_empty(path: Path) -> None:
    try:
        if not path.parent.exists():
            path.parent.mkdir(mode=0o700)
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        raise EnvironmentFault(Trouble.FILE_EXISTS, file=path.name) from None
    except OSError as error:
        raise folder_fault(error, path) from None


def _require_sound(connection: sqlcipher.Connection, path: Path, steps: Sequence[runner.Step]) -> None:
    if connection.execute("PRAGMA application_id").fetchone() != (cipher.APPLICATION_ID,):
        raise EnvironmentFault(Trouble.FILE_NOT_SESSION, file=path.name)
    found, known = runner.version_of(connection), runner.newest(steps)
    if found > known:
        raise EnvironmentFault(Trouble.FILE_TOO_NEW, file=path.name, found=found, known=known)
    # A power cut can leave half-written pages whose good copy stands in the WAL: put them in place before judging.
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    if connection.execute("PRAGMA cipher_integrity_check").fetchone() is not None:
        raise _damaged(path)


@contextmanager
def _connection(path: Path, key: RawKey) -> Iterator[sqlcipher.Connection]:
    connection = cipher.connect(path, key)
    try:
        yield connection
    finally:
        connection.close()


@contextmanager
def _proved(path: Path, key: RawKey, start: bytes) -> Iterator[sqlcipher.Connection]:
    """A connection whose passphrase is proved; tells a wrong one from a damaged first page."""
    try:
        connection = cipher.connect(path, key)
    except sqlcipher.DatabaseError as error:
        if cipher.error_code(error) != "NOTADB":
            raise
        if start.startswith(_OTHER_KINDS):
            raise EnvironmentFault(Trouble.FILE_NOT_SESSION, file=path.name) from None
        first_is_whole = cipher.looks_encrypted(start[: cipher.PAGE_SIZE])
        if not first_is_whole or cipher.any_page_authenticates(start, key):
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


_TROUBLES = {
    "FULL": Trouble.DISK_FULL,
    "BUSY": Trouble.FILE_BUSY,
    "LOCKED": Trouble.FILE_BUSY,
    "PROTOCOL": Trouble.FILE_BUSY,
    "CANTOPEN": Trouble.FILE_READ_ONLY,
    "READONLY": Trouble.FILE_READ_ONLY,
    "IOERR": Trouble.DISK_REFUSED,
}


def _fault(error: BaseException | None, path: Path) -> EnvironmentFault | None:
    if cipher.tells_damage(error):
        return _damaged(path)
    trouble = _TROUBLES.get(cipher.error_code(error))
    if trouble is Trouble.FILE_READ_ONLY and not path.exists():
        trouble = Trouble.FILE_MISSING
    return EnvironmentFault(trouble, file=path.name) if trouble else None


def _damaged(path: Path) -> EnvironmentFault:
    return EnvironmentFault(Trouble.FILE_DAMAGED, file=path.name, backups=backup_folder(path).name)


def _start_of_session(path: Path) -> bytes:
    """The first pages of a file, once nothing in them says that it cannot be a session file that one can write."""
    try:
        with path.open("rb") as stream:
            start = stream.read(_PAGES_LOOKED_AT * cipher.PAGE_SIZE)
    except FileNotFoundError:
        raise EnvironmentFault(Trouble.FILE_MISSING, file=path.name) from None
    except OSError:
        raise EnvironmentFault(Trouble.FILE_UNREADABLE, file=path.name) from None
    if start.startswith(_PLAIN_SQLITE) or not any(map(cipher.looks_encrypted, cipher.pages_of(start))):
        raise EnvironmentFault(Trouble.FILE_NOT_SESSION, file=path.name)
    if not os.access(path, os.W_OK):
        raise EnvironmentFault(Trouble.FILE_READ_ONLY, file=path.name)
    return start
