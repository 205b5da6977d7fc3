"""Signatures as the raw bytes of a file show them, without believing anything that the file says of itself.

A seal is found by its `/ByteRange`; its ranges, the CMS in its gap and the certificates in that CMS are checked here.
The file's structure is never interpreted: a changed byte is found by a digest before any parser can trip over it.
"""

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from asn1crypto import cms, core
from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.generic import parse_pdf_date, read_string_from_stream
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.general import extract_certificate_info, extract_signer_info
from pyhanko.sign.validation.generic_cms import validate_sig_integrity

from app.domain.elision import of
from app.domain.signing import SignerIdentity
from app.reports.certificates import read_identity

UNREADABLE = (ValueError, TypeError, KeyError, PdfError)
"""What pyHanko and asn1crypto raise on bytes that are not what they should be."""

_UNSOUND = (*UNREADABLE, InvalidSignature, UnsupportedAlgorithm, x509.InvalidVersion)
"""What cryptography adds to it on certificates and signatures that are not what they should be."""

_BYTE_RANGE = re.compile(rb"/ByteRange\s*\[\s*(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s*\]")
_SIGNING_TIME = re.compile(rb"/M (\((?:[^()\\]|\\.)*\))")
_DICTIONARY_REACH = 2048
_NOBODY = SignerIdentity("signataire illisible", "", "")


@dataclass(frozen=True, slots=True)
class Seal:
    """One signature of a file.

    Attributes:
        ranges: The four numbers of its `/ByteRange`.
        signer: Who signed, by the certificate.
        authority: The certificate (DER) of the authority behind it, empty when unreadable.
        signed_at: The time that the signature declares.
        flaw: The French sentence that says why it does not hold, empty when it holds.
    """

    ranges: tuple[int, int, int, int]
    signer: SignerIdentity
    authority: bytes
    signed_at: datetime | None
    flaw: str

    @property
    def end(self) -> int:
        """Where the signed revision ends."""
        return self.ranges[2] + self.ranges[3]


@dataclass(frozen=True, slots=True)
class _Envelope:
    """The CMS of one signature, taken apart; its certificates are sound, and one authority issued both."""

    message: cms.ContentInfo
    signer_info: cms.SignerInfo
    signer_certificate: cms.Certificate
    certificates: tuple[x509.Certificate, x509.Certificate]


def read_seals(pdf: bytes) -> tuple[Seal, ...]:
    """Find and check every signature of a file, in the order of their revisions."""
    found = [_read_seal(pdf, match) for match in _BYTE_RANGE.finditer(pdf)]
    return tuple(sorted(found, key=lambda seal: seal.end))


def is_canonical(pdf: bytes, seal: Seal) -> bool:
    """Tell whether the gap of a sound seal holds exactly what this program writes there.

    The gap of the last seal is the one place of a file that no signature covers: zeros of padding, letter case, and
    the parts of the CMS that are not signed are all compared with what they must be.
    """
    contents = _gap(pdf, seal.ranges)
    envelope = _open(contents)
    as_it_stands, as_it_must_be = envelope.message.dump(), _rebuild(envelope)
    # Making every byte of the CMS anew takes a hundred times longer than the first comparison.
    return contents == _in_gap(as_it_stands, len(contents)) and as_it_stands == as_it_must_be.dump(force=True)


def _read_seal(pdf: bytes, match: re.Match[bytes]) -> Seal:
    start, length, resumption, rest = (int(number) for number in match.groups())
    ranges = (start, length, resumption, rest)
    signed_at = _read_time(pdf[match.end() : match.end() + _DICTIONARY_REACH])
    try:
        envelope = _open(_gap(pdf, ranges))
    except _UNSOUND:
        flaw = (
            "Une signature est altérée : elle n’est plus lisible, ou son certificat ne vient pas de l’autorité jointe."
        )
        return Seal(ranges, _NOBODY, b"", signed_at, flaw)
    certificate, authority = envelope.certificates
    signer = read_identity(certificate)
    flaw = _find_flaw(pdf, ranges, envelope, of(signer.name), signed_at)
    return Seal(ranges, signer, authority.public_bytes(Encoding.DER), signed_at, flaw)


def _gap(pdf: bytes, ranges: tuple[int, int, int, int]) -> bytes:
    return pdf[ranges[1] : ranges[2]]


def _read_time(dictionary: bytes) -> datetime | None:
    match = _SIGNING_TIME.search(dictionary)
    if match is None:
        return None
    try:
        return parse_pdf_date(str(read_string_from_stream(BytesIO(match[1]))))
    except UNREADABLE:
        return None


def _open(contents: bytes) -> _Envelope:
    """Take apart the CMS of a gap; any oddity is one of `_UNSOUND`."""
    message = cms.ContentInfo.load(bytes.fromhex(contents[1:-1].decode("ascii")))
    signed_data = message["content"]
    embedded = extract_certificate_info(signed_data)
    (authority,) = embedded.other_certs
    certificate = embedded.signer_cert
    if certificate.serial_number <= 0 or authority.serial_number <= 0:
        complaint = "no authority numbers a certificate so"
        raise ValueError(complaint)
    return _Envelope(
        message, extract_signer_info(signed_data), certificate, _check_chain(certificate.dump(), authority.dump())
    )


def _check_chain(certificate_der: bytes, authority_der: bytes) -> tuple[x509.Certificate, x509.Certificate]:
    """Load a certificate and its authority's, once it is certain that the authority issued both."""
    authority = x509.load_der_x509_certificate(authority_der)
    authority.verify_directly_issued_by(authority)
    certificate = x509.load_der_x509_certificate(certificate_der)
    certificate.verify_directly_issued_by(authority)
    return certificate, authority


def _find_flaw(
    pdf: bytes, ranges: tuple[int, int, int, int], envelope: _Envelope, signer: str, signed_at: datetime | None
) -> str:
    start, length, resumption, rest = ranges
    if start != 0 or not length < resumption <= resumption + rest:
        return f"La signature {signer} ne porte pas sur tout le document."
    if resumption + rest > len(pdf):
        return f"Le fichier est incomplet : sa fin manque depuis la signature {signer}."
    digest = hashlib.sha256(pdf[:length])
    digest.update(pdf[resumption : resumption + rest])
    try:
        intact, sound = _check_signature(envelope, digest.digest())
    except _UNSOUND:
        intact, sound = True, False
    if not intact:
        return f"Le document a été modifié après la signature {signer}."
    if not sound:
        return f"La signature {signer} a été altérée."
    if signed_at is None or not all(
        certificate.not_valid_before_utc <= signed_at <= certificate.not_valid_after_utc
        for certificate in envelope.certificates
    ):
        return f"Le certificat {signer} n’était pas valable à la date de la signature."
    return ""


def _check_signature(envelope: _Envelope, digest: bytes) -> tuple[bool, bool]:
    """Tell whether the signed digest is this one, and whether the signature on it is sound."""
    info = envelope.signer_info
    algorithms = (info["digest_algorithm"]["algorithm"].native, info["signature_algorithm"]["algorithm"].native)
    if algorithms != ("sha256", "sha256_rsa"):
        return True, False
    return validate_sig_integrity(info, envelope.signer_certificate, expected_content_type="data", actual_digest=digest)


def _rebuild(envelope: _Envelope) -> cms.ContentInfo:
    """Make anew the one CMS that this program writes around a signature; only its signed parts are taken over."""
    sha256 = {"algorithm": "sha256", "parameters": core.Null()}
    signer_info = cms.SignerInfo(
        {
            "version": "v1",
            "sid": cms.SignerIdentifier(
                {
                    "issuer_and_serial_number": cms.IssuerAndSerialNumber(
                        {
                            "issuer": envelope.signer_certificate.issuer,
                            "serial_number": envelope.signer_certificate.serial_number,
                        }
                    )
                }
            ),
            "digest_algorithm": sha256,
            "signed_attrs": envelope.signer_info["signed_attrs"],
            "signature_algorithm": {"algorithm": "sha256_rsa"},
            "signature": envelope.signer_info["signature"].native,
        }
    )
    signed_data = cms.SignedData(
        {
            "version": "v1",
            "digest_algorithms": [sha256],
            "encap_content_info": {"content_type": "data"},
            "certificates": [choice.chosen for choice in envelope.message["content"]["certificates"]],
            "signer_infos": [signer_info],
        }
    )
    return cms.ContentInfo({"content_type": "signed_data", "content": signed_data})


def _in_gap(der: bytes, size: int) -> bytes:
    """Write a CMS the way a gap of this size holds it."""
    return b"<" + der.hex().upper().encode("ascii").ljust(size - 2, b"0") + b">"
