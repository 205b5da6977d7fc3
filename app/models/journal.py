"""The journal: one flush listener writes who changed what, when and why, chained by hash per machine.

No act can be forgotten because no act writes here by itself. File contents appear as digests, secrets as the word.
"""

import datetime as dt
import hashlib
import json
from dataclasses import dataclass
from enum import Enum

from sqlalchemy import JSON, Connection, RowMapping, String, event, insert, inspect, select, type_coerce
from sqlalchemy.orm import Mapped, Mapper, ORMExecuteState, Session, UOWTransaction, mapped_column, object_session

from app.models.base import Row, UtcInstant

GENESIS = "0" * 64
"""What the first entry of a machine chains to."""


class JournalRow(Row):
    """One change of one row. `changes` maps each column to its old and new value."""

    __tablename__ = "journal"

    machine: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[dt.datetime] = mapped_column(UtcInstant)
    actor: Mapped[str]
    act: Mapped[str]
    table_name: Mapped[str]
    row_key: Mapped[str]
    changes: Mapped[dict[str, list[object]]] = mapped_column(JSON)
    reason: Mapped[str] = mapped_column(default="")
    previous: Mapped[str]
    digest: Mapped[str]


@dataclass(frozen=True, slots=True)
class Authorship:
    """Who acts in one transaction, on which machine, when and why."""

    actor: str
    machine: str
    at: dt.datetime
    reason: str = ""


def listen(sessions: type[Session]) -> None:
    """Make every flush of this class of ORM sessions journal its changes, once `begin` said who acts."""
    event.listen(sessions, "after_flush", _record)
    event.listen(sessions, "do_orm_execute", _refuse_bulk)


def begin(session: Session, authorship: Authorship, head: tuple[int, str]) -> None:
    """Say who acts in the next transaction and what it chains to; an undone one leaves nothing behind."""
    session.info.update(authorship=authorship, head=head, acts=[])


def entry_digest(entry: dict[str, object]) -> str:
    """SHA-256 of an entry with its link to the previous one, 64 hexadecimal digits."""
    text = json.dumps(entry, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def first_break(connection: Connection) -> tuple[str, int] | None:
    """Machine and number of the first entry whose hash or link does not hold, None when the chain is whole."""
    heads: dict[str, tuple[int, str]] = {}
    table = JournalRow.__table__
    as_stored = [type_coerce(column, String).label(column.key) for column in table.c]
    for row in connection.execute(select(*as_stored).order_by(table.c.machine, table.c.number)).mappings():
        number, previous = heads.get(row["machine"], (0, GENESIS))
        if row["number"] != number + 1 or row["previous"] != previous or row["digest"] != _digest_as_stored(row):
            return row["machine"], row["number"]
        heads[row["machine"]] = (row["number"], row["digest"])
    return None


def _digest_as_stored(row: RowMapping) -> str | None:
    """The digest that a stored entry deserves, None when its changes cannot even be read."""
    try:
        changes = json.loads(row["changes"])
    except (ValueError, TypeError):
        return None
    return entry_digest({key: row[key] for key in _CHAINED} | {"changes": changes})


def head(connection: Connection, machine: str) -> tuple[int, str]:
    """Number and hash of a machine's last entry; (0, GENESIS) before the first."""
    table = JournalRow.__table__
    last = connection.execute(
        select(table.c.number, table.c.digest)
        .where(table.c.machine == machine)
        .order_by(table.c.number.desc())
        .limit(1)
    ).first()
    return (last[0], last[1]) if last else (0, GENESIS)


_CHAINED = ("machine", "number", "at", "actor", "act", "table_name", "row_key", "changes", "reason", "previous")


def _refuse_bulk(state: ORMExecuteState) -> None:
    """A statement that changes rows without loading them would escape both the journal and the freeze."""
    if state.is_insert or state.is_update or state.is_delete:
        raise TypeError("change rows through the session, not by statement: the journal would not see it")


@event.listens_for(Row, "after_insert", propagate=True)
def _note_creation(_mapper: Mapper[Row], _connection: Connection, row: Row) -> None:
    _note("création", row)


@event.listens_for(Row, "after_update", propagate=True)
def _note_modification(_mapper: Mapper[Row], _connection: Connection, row: Row) -> None:
    _note("modification", row)


@event.listens_for(Row, "after_delete", propagate=True)
def _note_suppression(_mapper: Mapper[Row], _connection: Connection, row: Row) -> None:
    _note("suppression", row)


def _note(act: str, row: Row) -> None:
    """Keep one written row for the entry of this flush; rows that go with their grid pass here too."""
    session = object_session(row)
    changes = _changes(row, act)
    if session is not None and changes:
        session.info["acts"].append((act, row, changes))


def _record(session: Session, _flush: UOWTransaction) -> None:
    authorship: Authorship = session.info["authorship"]
    number, previous = session.info["head"]
    entries = []
    for act, row, changes in session.info["acts"]:
        number += 1
        entry: dict[str, object] = {
            "machine": authorship.machine,
            "number": number,
            "at": _utc(authorship.at),
            "actor": authorship.actor,
            "act": act,
            "table_name": row.__tablename__,
            "row_key": "/".join(str(part) for part in inspect(row).mapper.primary_key_from_instance(row)),
            "changes": changes,
            "reason": authorship.reason,
            "previous": previous,
        }
        previous = entry_digest(entry)
        entries.append(entry | {"at": authorship.at, "digest": previous})
    if entries:
        session.connection().execute(insert(JournalRow), entries)
        session.info.update(head=(number, previous), acts=[])


def _changes(row: Row, act: str) -> dict[str, list[object]]:
    state = inspect(row)
    mapper: Mapper[Row] = state.mapper
    changes: dict[str, list[object]] = {}
    for attribute in mapper.column_attrs:
        history = state.attrs[attribute.key].history
        secret = bool(attribute.columns[0].info.get("secret"))
        current = _plain(getattr(row, attribute.key), secret=secret)
        if act == "modification":
            if history.has_changes():
                old = _plain(history.deleted[0], secret=secret) if history.deleted else None
                changes[attribute.key] = [old, current]
        elif current not in (None, ""):
            changes[attribute.key] = [None, current] if act == "création" else [current, None]
    return changes


def _plain(value: object, *, secret: bool) -> object:
    if value is None or value == "":
        return value
    if secret:
        return "secret"
    if isinstance(value, bytes):
        return f"sha256:{hashlib.sha256(value).hexdigest()}"
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, dt.datetime):  # a planned hour has no zone and stays as it is read on the wall
        return _utc(value) if value.tzinfo else value.isoformat(timespec="minutes")
    if isinstance(value, dt.date):
        return value.isoformat()
    return value


def _utc(value: dt.datetime) -> str:
    return value.astimezone(dt.UTC).isoformat(timespec="microseconds")
