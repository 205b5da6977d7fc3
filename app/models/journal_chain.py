"""One laptop's journal as a packet carries it: every link, and whole only what may be read elsewhere."""

import json
from collections.abc import Callable, Mapping, Sequence

from sqlalchemy import Connection, String, select, type_coerce

from app.domain.packet_content import Link
from app.models.journal import GENESIS, JournalRow, entry_digest

_TOLD = ("at", "actor", "act", "table_name", "row_key", "changes", "reason")
"""What a link tells; the laptop, the number and the link before follow from its place in the chain."""


def links(connection: Connection, machine: str, is_told: Callable[[Mapping[str, str]], bool]) -> tuple[Link, ...]:
    """The chain of one laptop from its first entry; entries that `is_told` refuses give their digest alone."""
    table = JournalRow.__table__
    stored = [type_coerce(table.c[key], String).label(key) for key in (*_TOLD, "digest")]
    found = connection.execute(select(*stored).where(table.c.machine == machine).order_by(table.c.number)).mappings()
    return tuple(
        Link(row["digest"], {key: row[key] for key in _TOLD} | {"changes": json.loads(row["changes"])})
        if is_told({key: str(row[key]) for key in _TOLD})
        else Link(row["digest"])
        for row in found
    )


def is_whole(machine: str, chain: Sequence[Link]) -> bool:
    """Whether every entry that is told has the digest it deserves, chained to the one before."""
    previous = GENESIS
    for number, link in enumerate(chain, start=1):
        if link.entry is not None:
            place = {"machine": machine, "number": number, "previous": previous}
            if entry_digest({**link.entry, **place}) != link.digest:
                return False
        previous = link.digest
    return True
