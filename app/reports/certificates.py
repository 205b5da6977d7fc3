"""The centre's own certification authority for one session, and the certificates that it gives to jurors.

Nobody outside the centre vouches for this authority: its signatures are simple ones in the sense of eIDAS, and are
labelled so. RSA 3072 with SHA-256 rather than an elliptic curve: every PDF reader verifies it, and its signatures
cannot be rewritten into another valid form, so that verification can insist on every byte.
"""

from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID

from app.domain.faults import DomainError, Fault
from app.domain.signing import Authority, JurorCredential, SignerIdentity

_KEY_BITS = 3072
_NAME_LIMIT = 64
"""X.509 gives a name no more room (RFC 5280, appendix A); the library counts it in bytes."""
_CLOCK_DRIFT = timedelta(days=1)
"""Jurors' laptops are not on time to the second: a certificate is valid a little before it is made."""
_AUTHORITY_LIFETIME = timedelta(days=30 * 365)
"""A procès-verbal is kept for decades, and readers complain of an authority that has expired."""


def issue_authority(centre_name: str, session_label: str, now: datetime) -> Authority:
    """Make the authority of one session, with its key in clear: keep it inside the encrypted session file."""
    key = _new_key()
    name = _name(
        (NameOID.ORGANIZATION_NAME, centre_name), (NameOID.COMMON_NAME, f"Autorité de session {session_label}")
    )
    certificate = (
        _builder(name, name, key.public_key(), key.public_key())
        .not_valid_before(now - _CLOCK_DRIFT)
        .not_valid_after(now + _AUTHORITY_LIFETIME)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_key_usage(authority=True), critical=True)
        .sign(key, hashes.SHA256())
    )
    return Authority(
        certificate_der=certificate.public_bytes(serialization.Encoding.DER),
        private_key_der=_key_bytes(key, serialization.NoEncryption()),
    )


def issue_juror_certificate(
    authority: Authority, identity: SignerIdentity, now: datetime, valid_until: datetime, pin: str, *, person_id: int
) -> JurorCredential:
    """Give a juror a certificate and a private key that only the PIN opens.

    Args:
        authority: The session's own.
        identity: Who signs, as boxes and verifications name the person.
        now: When it is issued.
        valid_until: When it expires.
        pin: What opens the key.
        person_id: The person's number in the session, the certificate's subject serial number: two jurors of one name
            stay two.

    Raises:
        DomainError: the PIN is empty.
    """
    if not pin:
        raise DomainError(Fault.SIGNATURE_PIN_EMPTY, name=identity.name)
    issuer = x509.load_der_x509_certificate(authority.certificate_der)
    issuer_key = serialization.load_der_private_key(authority.private_key_der, password=None)
    if not isinstance(issuer_key, rsa.RSAPrivateKey):
        message = "an authority of this program holds an RSA key"
        raise TypeError(message)
    key = _new_key()
    name = _name(
        (NameOID.COMMON_NAME, identity.name),
        (NameOID.TITLE, identity.quality),
        (NameOID.ORGANIZATION_NAME, identity.organisation),
        (NameOID.SERIAL_NUMBER, str(person_id)),
    )
    certificate = (
        _builder(name, issuer.subject, key.public_key(), issuer_key.public_key())
        .not_valid_before(now - _CLOCK_DRIFT)
        .not_valid_after(valid_until)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_key_usage(authority=False), critical=True)
        .sign(issuer_key, hashes.SHA256())
    )
    return JurorCredential(
        certificate_der=certificate.public_bytes(serialization.Encoding.DER),
        encrypted_key=_key_bytes(key, serialization.BestAvailableEncryption(pin.encode())),
    )


def read_identity(certificate: x509.Certificate) -> SignerIdentity:
    """Read back the person that a certificate names."""

    def first(oid: x509.ObjectIdentifier) -> str:
        return next((str(attribute.value) for attribute in certificate.subject.get_attributes_for_oid(oid)), "")

    return SignerIdentity(first(NameOID.COMMON_NAME), first(NameOID.TITLE), first(NameOID.ORGANIZATION_NAME))


def is_issued_to(certificate_der: bytes, person_id: int, name: str) -> bool:
    """Whether a certificate names this very person: by number in the session, and by name as it is written now."""
    subject = x509.load_der_x509_certificate(certificate_der).subject
    told = [
        [str(attribute.value) for attribute in subject.get_attributes_for_oid(oid)]
        for oid in (NameOID.SERIAL_NUMBER, NameOID.COMMON_NAME)
    ]
    return told == [[str(person_id)], [_name_on_certificate(name)]]


def _name_on_certificate(value: str) -> str:
    """A name as a certificate has room for it."""
    return value.encode()[:_NAME_LIMIT].decode(errors="ignore")


def _new_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=_KEY_BITS)


def _key_bytes(key: rsa.RSAPrivateKey, encryption: serialization.KeySerializationEncryption) -> bytes:
    return key.private_bytes(serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, encryption)


def _name(*parts: tuple[x509.ObjectIdentifier, str]) -> x509.Name:
    return x509.Name([x509.NameAttribute(oid, _name_on_certificate(value)) for oid, value in parts if value])


def _builder(
    subject: x509.Name, issuer: x509.Name, key: rsa.RSAPublicKey, issuer_key: rsa.RSAPublicKey
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key), critical=False)
    )


def _key_usage(*, authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not authority,
        content_commitment=not authority,  # the name that X.509 now gives to nonRepudiation
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=authority,
        crl_sign=authority,
        encipher_only=False,
        decipher_only=False,
    )
