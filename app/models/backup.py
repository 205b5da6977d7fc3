"""Backups of an open session: `VACUUM INTO`, checked by reopening, rotated; never a copy of an open file."""

import datetime as dt
import os
from contextlib import suppress
from glob import escape
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher

from app.domain.faults import EnvironmentFault, Trouble
from app.models import cipher
from app.models.cipher import RawKey

GENERATIONS = 10
"""How many backups are kept beside a session file."""


def backup_folder(path: Path) -> Path:
    """The folder of a session's backups, beside the session."""
    return path.with_name(path.stem + ".sauvegardes")


def write_backup(connection: sqlcipher.Connection, path: Path, key: RawKey, now: dt.datetime, label: str) -> Path:
    """Write one checked backup and drop the oldest beyond `GENERATIONS`.

    Raises:
        EnvironmentFault: the backup could not be written or does not read back; the session is untouched.
        sqlcipher.DatabaseError: the session itself is damaged; its earlier backups are untouched.
    """
    folder = backup_folder(path)
    target = folder / f"{path.stem}-{now:%Y%m%d-%H%M%S}-{label}.jurade"
    draft = target.with_suffix(".partiel")
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        write_copy(connection, draft, key)
        draft.replace(target)
        _rotate(target, path.stem)
    except (OSError, sqlcipher.Error) as error:
        if cipher.tells_damage(error):
            raise
        raise EnvironmentFault(Trouble.BACKUP_FAILED, file=path.name) from error
    return target


def write_copy(connection: sqlcipher.Connection, draft: Path, key: RawKey) -> None:
    """Write a whole copy of an open session, proved by reopening it under the same key, and flush it to disk.

    Raises:
        OSError | sqlcipher.Error: the copy could not be written or does not read back; nothing of it is left.
    """
    try:
        draft.unlink(missing_ok=True)
        os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        connection.execute("VACUUM INTO :draft", {"draft": str(draft)})
        _require_readable(draft, key)
        _to_disk(draft)
    except (OSError, sqlcipher.Error):
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        raise


def _require_readable(draft: Path, key: RawKey) -> None:
    copy = sqlcipher.connect(str(draft))
    try:
        copy.execute(key.pragma)
        answer = copy.execute("PRAGMA quick_check").fetchone()
    except sqlcipher.Error as error:
        # It is the copy that does not read, and not the session.
        raise OSError(*error.args) from error
    finally:
        copy.close()
    if answer != ("ok",):
        raise OSError(answer[0])


def _to_disk(path: Path) -> None:
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())


def _rotate(newest: Path, stem: str) -> None:
    """Drop the oldest by their stamps, never the one just written: a clock set back makes it look old."""
    others = sorted(backup for backup in newest.parent.glob(f"{escape(stem)}-*.jurade") if backup != newest)
    for old in others[: 1 - GENERATIONS]:
        old.unlink()
