"""Packets as no program makes them: sealed by somebody who holds the session file, with a content of their own."""

import base64
import datetime as dt
import json
from collections.abc import Callable, Mapping
from dataclasses import replace

from app import reports
from app.domain.packet_content import GridContent, PacketContent
from app.domain.signing import JurorCredential, SignerIdentity
from app.models import packet
from app.models.people_rows import PersonRow
from app.services.credentials import authority_of
from app.services.packet_contents import CONTENT
from tests.integration.services.laptops import PINS
from tests.integration.services.room import Room

Change = Callable[[PacketContent], PacketContent]


def opened(room: Room, content: bytes) -> PacketContent:
    """What a packet holds, as anyone who has the session reads it."""
    with room.desk.read() as rows:
        return CONTENT.validate_json(packet.unseal(content, authority_of(rows)).content)


def sealed(room: Room, told: bytes, machine: str, juror_id: int, pin: str = "") -> bytes:
    """Any content, in the envelope of a juror who has a certificate in this copy."""
    with room.desk.read() as rows:
        row = rows.get_one(PersonRow, juror_id)
        own = JurorCredential(row.certificate or b"", row.encrypted_key or b"")
        return packet.seal(told, machine, authority_of(rows), own, pin or PINS[juror_id])


def resealed(room: Room, content: bytes, change: Change, pin: str = "") -> bytes:
    """A packet changed by its own juror, with the certificate that the juror has."""
    changed = change(opened(room, content))
    return sealed(room, CONTENT.dump_json(changed), changed.machine, opened(room, content).juror_id, pin)


def rewritten(room: Room, content: bytes, change: Mapping[str, object], machine: str = "") -> bytes:
    """A packet of which some fields are replaced by any JSON, in an envelope of the laptop `machine`."""
    told = json.loads(CONTENT.dump_json(opened(room, content)))
    return sealed(room, json.dumps(told | change).encode(), machine or told["machine"], told["juror_id"])


def signed_otherwise(room: Room, content: bytes, name: str, person_id: int) -> bytes:
    """A packet under a certificate that the session's authority made for somebody else."""
    with room.desk.read() as rows:
        authority = authority_of(rows)
    now, whose = room.desk.now(), SignerIdentity(name, "", "")
    forged = reports.certificates.issue_juror_certificate(
        authority, whose, now, now + dt.timedelta(days=1), "1234", person_id=person_id
    )
    told = opened(room, content)
    standing = replace(told.standing, certificate=base64.b64encode(forged.certificate_der).decode())
    return packet.seal(CONTENT.dump_json(replace(told, standing=standing)), told.machine, authority, forged, "1234")


def locked_again(room: Room, juror_id: int, grid: GridContent) -> GridContent:
    """A grid whose digest fits what it says."""
    digest = grid.grid(juror_id, room.session().framework.scale).content_digest()
    return replace(grid, digest=digest)
