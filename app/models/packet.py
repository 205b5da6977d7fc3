"""The envelope of a `.jurypack`: bytes in, bytes out. Encrypted for the session, signed by the juror.

docs/format-de-paquet.md says every byte of it. The key comes from the session's authority, which every copy of the
session holds and nobody else: no second secret is carried about.
"""

import json
import struct
import zlib
from dataclasses import dataclass
from hashlib import sha256
from os import urandom

from cryptography import x509
from cryptography.exceptions import InvalidSignature, InvalidTag, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import load_der_private_key

from app.domain.faults import DomainError, JuryFault
from app.domain.signing import Authority, JurorCredential

FORMAT = 1
"""The newest shape of a packet that this program writes and reads."""

_MAGIC = b"JURYPACK"
_START = struct.Struct(">8sHQI")
"""Magic, format, total length, length of the header; in that order, big-endian."""
_NONCE = 12
_TAG = 16
_SIGNATURE = 384
"""An RSA 3072 signature, at the very end."""
_CERTIFICATE = struct.Struct(">H")
"""Length of the certificate that opens the clear text."""
LARGEST_FILE = 8 * 1024 * 1024
"""Bytes of a packet file, far more than any juror writes: a greater one is not even read."""
_LARGEST = 4 * LARGEST_FILE
"""Bytes of its content: a packet that unpacks beyond them was made to fill the memory."""


@dataclass(frozen=True, slots=True)
class Unsealed:
    """A packet whose envelope is sound: the laptop that made it, the certificate it is signed with, its content."""

    machine: str
    certificate: bytes
    content: bytes


def seal(content: bytes, machine: str, authority: Authority, credential: JurorCredential, pin: str) -> bytes:
    """Put the content of a packet into its envelope.

    Args:
        content: The packet's JSON text.
        machine: The laptop that makes it.
        authority: The session's own authority, from which the key is derived.
        credential: The juror's certificate and locked key.
        pin: What unlocks the key.
    """
    identity = session_identity(authority.certificate_der)
    header = json.dumps({"session": identity, "poste": machine}, ensure_ascii=False).encode()
    clear = _CERTIFICATE.pack(len(credential.certificate_der)) + credential.certificate_der + zlib.compress(content, 9)
    length = _START.size + len(header) + _NONCE + len(clear) + _TAG + _SIGNATURE
    start = _START.pack(_MAGIC, FORMAT, length, len(header)) + header
    nonce = urandom(_NONCE)
    body = start + nonce + _cipher(authority, identity).encrypt(nonce, clear, start)
    key = load_der_private_key(credential.encrypted_key, pin.encode())
    if not isinstance(key, RSAPrivateKey):
        message = "a juror's credential of this program holds an RSA key"
        raise TypeError(message)
    return body + key.sign(body, PKCS1v15(), hashes.SHA256())


def unseal(packet: bytes, authority: Authority) -> Unsealed:
    """Open an envelope, once every byte of it proved sound.

    Raises:
        DomainError: not a packet, far too large, cut short, altered, of another session, of a newer format, or signed
            by nobody whom the session's authority knows.
    """
    end = _end_of_header(packet)
    try:
        header = json.loads(packet[_START.size : end])
        identity, machine = str(header["session"]), str(header["poste"])
    except (ValueError, KeyError, TypeError, RecursionError):
        raise DomainError(JuryFault.PACKET_ALTERED) from None
    if identity != session_identity(authority.certificate_der):
        raise DomainError(JuryFault.PACKET_OF_ANOTHER_SESSION)
    body, signature = packet[:-_SIGNATURE], packet[-_SIGNATURE:]
    nonce, hidden = body[end : end + _NONCE], body[end + _NONCE :]
    try:
        clear = _cipher(authority, identity).decrypt(nonce, hidden, packet[:end])
        (size,) = _CERTIFICATE.unpack_from(clear)
        certificate = clear[_CERTIFICATE.size : _CERTIFICATE.size + size]
        content = _unpacked(clear[_CERTIFICATE.size + size :])
    except (InvalidTag, struct.error, zlib.error):
        raise DomainError(JuryFault.PACKET_ALTERED) from None
    _require_signed(certificate, authority, signature, body)
    return Unsealed(machine, certificate, content)


def session_identity(authority_certificate: bytes) -> str:
    """What tells a session from every other one: SHA-256 of its authority's certificate."""
    return sha256(authority_certificate).hexdigest()


def _end_of_header(packet: bytes) -> int:
    if not packet.startswith(_MAGIC):
        raise DomainError(JuryFault.PACKET_UNKNOWN)
    if len(packet) > LARGEST_FILE:
        raise DomainError(JuryFault.PACKET_TOO_LARGE)
    if len(packet) < _START.size:
        raise DomainError(JuryFault.PACKET_CUT_SHORT)
    _magic, version, length, header = _START.unpack_from(packet)
    if version > FORMAT:
        raise DomainError(JuryFault.PACKET_TOO_NEW)
    if len(packet) < length:
        raise DomainError(JuryFault.PACKET_CUT_SHORT)
    end = _START.size + int(header)
    if version < FORMAT or len(packet) > length or end + _NONCE + _TAG + _SIGNATURE > length:
        raise DomainError(JuryFault.PACKET_ALTERED)
    return end


def _cipher(authority: Authority, identity: str) -> AESGCM:
    derived = HKDF(hashes.SHA256(), 32, salt=bytes.fromhex(identity), info=b"jurypack 1")
    return AESGCM(derived.derive(authority.private_key_der))


def _unpacked(compressed: bytes) -> bytes:
    unpacker = zlib.decompressobj()
    content = unpacker.decompress(compressed, _LARGEST)
    if unpacker.unconsumed_tail:
        raise DomainError(JuryFault.PACKET_TOO_LARGE)
    if not unpacker.eof or unpacker.unused_data:
        raise zlib.error
    return content


def _require_signed(certificate_der: bytes, authority: Authority, signature: bytes, body: bytes) -> None:
    """The session's authority issued this certificate, and its key signed these bytes."""
    try:
        certificate = x509.load_der_x509_certificate(certificate_der)
        certificate.verify_directly_issued_by(x509.load_der_x509_certificate(authority.certificate_der))
        key = certificate.public_key()
    except (ValueError, TypeError, InvalidSignature, UnsupportedAlgorithm):
        raise DomainError(JuryFault.PACKET_UNSIGNED) from None
    if not isinstance(key, RSAPublicKey):
        raise DomainError(JuryFault.PACKET_UNSIGNED)
    try:
        key.verify(signature, body, PKCS1v15(), hashes.SHA256())
    except InvalidSignature:
        raise DomainError(JuryFault.PACKET_ALTERED) from None
