"""What a sound packet still has to be before this copy of the session takes it in, and what is told of its journal."""

import base64
import binascii
import datetime as dt

from argon2 import PasswordHasher, extract_parameters
from argon2.exceptions import InvalidHashError
from sqlalchemy import select
from sqlalchemy.orm import Session

from app import reports
from app.domain.faults import DomainError, JuryFault
from app.domain.packet_content import JurorStanding, PacketContent, identity_print
from app.domain.packet_soundness import AHEAD, is_own_work, is_sound, parts_named
from app.domain.session import ExamSession
from app.models import packet
from app.models.packet_rows import PacketReceiptRow
from app.services.credentials import authority_of
from app.services.packet_contents import CONTENT

_DEAREST = 8
"""How many times dearer than ours the print of a code may be, before checking it would stop a laptop."""


def require_welcome(session: ExamSession, certificate: bytes, content: PacketContent, now: dt.datetime) -> None:
    """A packet speaks of this session's people as this copy knows them, and its juror signed it.

    Raises:
        DomainError: the session is closed, somebody else signed, the packet is dated after today, the list of
            candidates changed, or the content does not hold together.
    """
    if session.closing:
        raise DomainError(JuryFault.PACKET_AFTER_CLOSING, at=f"{session.closing.at:%d/%m/%Y à %H:%M}")
    juror = next((each for each in session.jurors if each.id == content.juror_id), None)
    if juror is None or not reports.certificates.is_issued_to(certificate, juror.id, juror.name):
        raise DomainError(JuryFault.PACKET_UNSIGNED)
    if not _is_standing(content.standing, certificate) or not is_own_work(content):
        raise DomainError(JuryFault.PACKET_ALTERED)
    prints = {candidate.id: identity_print(candidate) for candidate in session.candidates}
    if any(prints.get(candidate_id) != told for candidate_id, told in content.candidates.items()):
        raise DomainError(JuryFault.PACKET_LIST_CHANGED)
    try:
        parts = parts_named(session, content)
    except KeyError:
        raise DomainError(JuryFault.PACKET_LIST_CHANGED) from None
    if not is_sound(session, content, parts):
        raise DomainError(JuryFault.PACKET_ALTERED)
    if content.made_at > now + AHEAD:
        written = (f"{each.astimezone():%d/%m/%Y à %H:%M}" for each in (content.made_at, now))
        raise DomainError(JuryFault.PACKET_FROM_THE_FUTURE, **dict(zip(("at", "now"), written, strict=True)))


def is_forked(rows: Session, content: PacketContent) -> bool:
    """Whether the journal of that laptop does not go on from the last packet received of it.

    So it is after an old copy was restored there or the clock set back, or when two laptops bear one name; nothing is
    refused for it, since what differs waits for its author anyway.
    """
    receipts = select(PacketReceiptRow).filter_by(machine=content.machine).order_by(PacketReceiptRow.made_at.desc())
    last = rows.scalars(receipts.limit(1)).first()
    if last is None:
        return False
    earlier = CONTENT.validate_json(packet.unseal(last.content, authority_of(rows)).content)
    first, then = sorted((earlier, content), key=lambda each: each.made_at)
    links = [link.digest for link in first.journal]
    return [link.digest for link in then.journal[: len(links)]] != links


def _is_standing(standing: JurorStanding, certificate: bytes) -> bool:
    """The certificate is the one that signs, and what the code and its key are kept in can be read again."""
    try:
        told, _key = (base64.b64decode(each, validate=True) for each in (standing.certificate, standing.encrypted_key))
    except (binascii.Error, ValueError):
        return False
    return told == certificate and _is_code_print(standing.pin_hash)


def _is_code_print(text: str) -> bool:
    """Whether this is the print of a code, at a price that a laptop can pay to check it."""
    try:
        asked = extract_parameters(text)
    except InvalidHashError:
        return False
    usual = PasswordHasher()
    return asked.memory_cost <= _DEAREST * usual.memory_cost and asked.time_cost <= _DEAREST * usual.time_cost
