"""How SQLAlchemy speaks to session files: one dialect for all, so that a statement written out once serves every file.

Writing a statement out takes longer than running it, and opening a session runs some sixty; a process that opens
several files (an earlier session, a packet's, a copy carried away) does it once.
"""

from functools import cache
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import Dialect
from sqlalchemy.pool import QueuePool

from app.models import cipher
from app.models.cipher import RawKey

_URL = "sqlite+pysqlite://"
_written_out: dict[object, object] = {}
"""The statements written out so far; no value of a session is part of them."""


def engine_on(path: Path, key: RawKey) -> Engine:
    """An engine on one file, whose transactions begin as told: `jurade_write` takes the write lock at once."""
    pool = QueuePool(lambda: cipher.connect(path, key), pool_size=2, dialect=_dialect())
    engine = Engine(
        pool,
        _dialect(),
        make_url(_URL),
        execution_options={"compiled_cache": _written_out},
        hide_parameters=True,  # an error that reaches the crash report tells no mark, name or code
    )
    event.listen(engine, "begin", _begin)
    return engine


@cache
def _dialect() -> Dialect:
    """SQLite's dialect, which learns what this library can do from a database in memory."""
    engine = create_engine(_URL, module=sqlcipher)
    engine.connect().close()
    engine.dispose()
    return engine.dialect


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("jurade_write")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
