"""Packets: a juror's own work leaves one laptop as a file and enters the session on another.

No server, no network: any copy of the session makes packets, any copy takes them in, in any order, twice, partly.
"""

import datetime as dt
import hashlib
import re
from dataclasses import dataclass, replace

from pydantic import ValidationError
from sqlalchemy.orm import Session

from app import reports
from app.domain.faults import DomainError, Fault, JuryFault
from app.domain.identity import fold
from app.domain.merging import GridId
from app.domain.packet_content import PacketContent, identity_print
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

PACKET_SUFFIX = ".jurypack"

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


def take_in(desk: Desk, actor: Actor, content: bytes) -> Reception:
    """Take a packet in, whole or not at all; the same one again changes nothing.

    Raises:
        DomainError: neither the responsable nor a juror, or the responsable while the doors are closed; not a packet,
            cut short, altered, of another session or a newer format, not signed by a juror of this session, a journal
            whose chain is broken, candidates who are not the same any more, or the session is closed.
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
        _require_welcome(before, found.signer, received)
        code = rows.get_one(PersonRow, received.juror_id).pin_hash
        merge(desk, rows, before, received)
        _keep_receipt(desk, rows, received, content, digest)
        rows.flush()
        after = reading.session_of(desk, rows)
        code_changed = rows.get_one(PersonRow, received.juror_id).pin_hash != code
    return replace(_reception(before, after, received), code_changed=code_changed)


def _read(found: packet.Unsealed) -> PacketContent:
    try:
        content = CONTENT.validate_json(found.content)
    except ValidationError:
        raise DomainError(JuryFault.PACKET_ALTERED) from None
    if content.machine != found.machine:
        raise DomainError(JuryFault.PACKET_ALTERED)
    if not is_whole(content.machine, content.journal):
        raise DomainError(JuryFault.PACKET_JOURNAL_BROKEN)
    return content


def _require_welcome(session: ExamSession, signer: str, content: PacketContent) -> None:
    """A packet speaks of this session's people as this copy knows them, and its juror signed it."""
    if session.closing:
        raise DomainError(JuryFault.PACKET_AFTER_CLOSING, at=f"{session.closing.at:%d/%m/%Y à %H:%M}")
    juror = next((each for each in session.jurors if each.id == content.juror_id), None)
    if juror is None or reports.certificates.name_on_certificate(juror.name) != signer:
        raise DomainError(JuryFault.PACKET_UNSIGNED)
    prints = {candidate.id: identity_print(candidate) for candidate in session.candidates}
    if any(prints.get(candidate_id) != told for candidate_id, told in content.candidates.items()):
        raise DomainError(JuryFault.PACKET_LIST_CHANGED)
    if not _is_own_work(content):
        raise DomainError(JuryFault.PACKET_ALTERED)
    try:
        grids = [each.grid(content.juror_id, session.framework.scale) for each in content.grids]
        for each in content.grids:
            session.part_for(session.candidate(each.candidate_id), each.part_id)
    except KeyError:  # a part that the candidate no longer sits, an answer that this session's scale does not give
        raise DomainError(JuryFault.PACKET_LIST_CHANGED) from None
    if any(grid.content_digest() != grid.digest for grid in grids):
        raise DomainError(JuryFault.PACKET_ALTERED)


def _is_own_work(content: PacketContent) -> bool:
    """Whether every row is its juror's, about candidates whom the packet names."""
    own = content.juror_id
    authors = {
        *(each.juror_id for each in content.recusals),
        *(each.juror_id for each in content.put_questions),
        *(each.author for each in content.own_questions),
        *(each.author_id for each in content.incidents),
    }
    graded = {(grid.candidate_id, grid.part_id) for grid in content.grids}
    spoken_of = {
        *(candidate_id for candidate_id, _part in graded),
        *(each.candidate_id for each in content.recusals),
        *(each.candidate_id for each in content.put_questions),
        *(each.candidate_id for each in content.incidents if each.candidate_id is not None),
    }
    timed = {(each.candidate_id, each.part_id) for each in content.times}
    return authors <= {own} and spoken_of <= content.candidates.keys() and timed <= graded


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
