"""Packets: a juror's own work leaves one laptop as a file and enters the session on another.

No server, no network: any copy of the session makes packets, any copy takes them in, in any order, twice, partly.
"""

import datetime as dt
import hashlib
import re
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import ValidationError
from sqlalchemy.orm import Session

from app.domain.faults import DomainError, EnvironmentFault, Fault, JuryFault, Trouble
from app.domain.identity import fold
from app.domain.merging import GridId
from app.domain.packet_content import PacketContent
from app.domain.people import Actor
from app.domain.session import ExamSession
from app.models import packet
from app.models.journal_chain import is_whole
from app.models.packet_rows import PacketReceiptRow
from app.models.people_rows import PersonRow
from app.services import grid_versions, people, reading
from app.services.credentials import authority_of, credential_of
from app.services.desk import Desk, require_open_to
from app.services.packet_contents import CONTENT, gather
from app.services.packet_merging import merge
from app.services.packet_welcome import is_forked, require_welcome

PACKET_SUFFIX = ".jurypack"
_MOST_VALUES = 600_000
"""More values than any juror writes, one after each comma: a list of millions of nothings would fill the memory."""

keep_version = grid_versions.keep_version


@dataclass(frozen=True, slots=True)
class Packet:
    """A packet ready to be written, the name proposed for its file, and how many locked grids it carries."""

    content: bytes
    file_name: str
    locked: int


@dataclass(frozen=True, slots=True)
class Reception:
    """What a packet changed.

    Attributes:
        added: Grids that were missing here and now stand.
        unchanged: Grids that stood here already, word for word.
        disputed: Grids of which several versions now wait for their author's choice.
        late: Grids of candidates on whom the jury began to decide: kept on record, nothing else changed.
        waived: Grids among all those that the jury does without until it expects them again.
        code_changed: The juror's code is the one of that laptop from now on.
        forked: The journal of that laptop does not go on from an earlier packet's.
        already_known: The very same packet was taken in before; nothing was written.
    """

    juror_id: int
    machine: str
    made_at: dt.datetime
    added: tuple[GridId, ...] = ()
    unchanged: tuple[GridId, ...] = ()
    disputed: tuple[GridId, ...] = ()
    late: tuple[GridId, ...] = ()
    waived: tuple[GridId, ...] = ()
    code_changed: bool = False
    forked: bool = False
    already_known: bool = False


def produce(desk: Desk, juror_id: int, pin: str) -> Packet:
    """Make the packet of one juror, who proves the code; grids that are still open stay here.

    Raises:
        DomainError: wrong code, or not a member of the jury.
    """
    actor = people.check_pin(desk, juror_id, pin)
    with desk.write(actor) as rows:
        session = reading.session_of(desk, rows)
        juror = session.person(juror_id)
        if not juror.function.evaluates:
            raise DomainError(Fault.JUROR_ONLY)
        credential = credential_of(desk, rows, juror, pin)
        rows.flush()
        content = gather(desk, rows, session, juror)
        authority = authority_of(rows)
    sealed = packet.seal(CONTENT.dump_json(content), content.machine, authority, credential, pin)
    whose = re.sub(r"[^a-z0-9]+", "-", fold(f"{juror.family_name} {juror.given_name} {content.machine}")).strip("-")
    return Packet(sealed, f"paquet-{whose}-{content.made_at:%Y%m%d-%H%M%S}{PACKET_SUFFIX}", len(content.grids))


def read_file(path: Path) -> bytes:
    """What a file said to be a packet holds; of one far too large, no more than proves it.

    Raises:
        EnvironmentFault: it is not there, or cannot be read.
    """
    try:
        with path.open("rb") as file:
            return file.read(packet.LARGEST_FILE + 1)
    except FileNotFoundError:
        raise EnvironmentFault(Trouble.FILE_MISSING, file=path.name) from None
    except OSError:
        raise EnvironmentFault(Trouble.FILE_UNREADABLE, file=path.name) from None


def take_in(desk: Desk, actor: Actor, content: bytes) -> Reception:
    """Take a packet in, whole or not at all; the same one again changes nothing.

    Raises:
        DomainError: neither the responsable nor a juror, or the responsable while the doors are closed; not a packet,
            cut short, altered, of another session or a newer format, far too large, dated after today, not signed by
            the juror whose work it carries, a journal whose chain is broken, candidates who are not the same any more,
            or the session is closed.
    """
    digest = hashlib.sha256(content).hexdigest()
    with desk.read() as rows:
        require_open_to(rows, actor)
        known = rows.get(PacketReceiptRow, digest)
        if known is not None:
            return Reception(known.juror_id, known.machine, known.made_at, already_known=True)
        found = packet.unseal(content, authority_of(rows))
    received = _read(found)
    with desk.write(actor, f"paquet du poste {received.machine}") as rows:
        before = reading.session_of(desk, rows)
        require_welcome(before, found.certificate, received, desk.now())
        forked = is_forked(rows, received)
        code = rows.get_one(PersonRow, received.juror_id).pin_hash
        merge(desk, rows, before, received)
        _keep_receipt(desk, rows, received, content, digest)
        rows.flush()
        after = reading.session_of(desk, rows)
        code_changed = rows.get_one(PersonRow, received.juror_id).pin_hash != code
    return replace(_reception(before, after, received), code_changed=code_changed, forked=forked)


def _read(found: packet.Unsealed) -> PacketContent:
    if found.content.count(b",") > _MOST_VALUES:
        raise DomainError(JuryFault.PACKET_TOO_LARGE)
    try:
        content = CONTENT.validate_json(found.content)
    except ValidationError:
        raise DomainError(JuryFault.PACKET_ALTERED) from None
    if content.machine != found.machine:
        raise DomainError(JuryFault.PACKET_ALTERED)
    if not is_whole(content.machine, content.journal):
        raise DomainError(JuryFault.PACKET_JOURNAL_BROKEN)
    return content


def _keep_receipt(desk: Desk, rows: Session, received: PacketContent, content: bytes, digest: str) -> None:
    rows.add(
        PacketReceiptRow(
            digest=digest,
            juror_id=received.juror_id,
            machine=received.machine,
            made_at=received.made_at,
            received_at=desk.now(),
            content=content,
        )
    )


def _reception(before: ExamSession, after: ExamSession, received: PacketContent) -> Reception:
    """Tell what became of each grid of a packet that was just taken in."""
    grids = {(received.juror_id, each.candidate_id, each.part_id): each.digest for each in received.grids}
    disputed = tuple(grid for grid in grids if grid in after.disputes)
    late = tuple(grid for grid in grids if grid not in disputed and after.grid(*grid).digest != grids[grid])
    settled = {*disputed, *late}
    unchanged = tuple(grid for grid in grids if grid not in settled and before.grid(*grid).digest == grids[grid])
    return Reception(
        received.juror_id,
        received.machine,
        received.made_at,
        added=tuple(grid for grid in grids if grid not in settled.union(unchanged)),
        unchanged=unchanged,
        disputed=disputed,
        late=late,
        waived=tuple(grid for grid in grids if grid in after.waived and grid not in late),
    )
