"""PAdES signatures on a paper: one incremental update per juror, so that the printed bytes stay as they were.

The first signature certifies: after it, only the remaining fields may be filled. Everything that verification needs
stands in the file (the authority's certificate included); no network and no time-stamping server is asked.
"""

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import load_der_private_key
from pyhanko.pdf_utils.generic import IndirectObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import BoxConstraints
from pyhanko.pdf_utils.misc import PdfReadError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter, enumerate_sig_fields
from pyhanko.sign.signers.pdf_byterange import BuildProps
from pyhanko.sign.signers.pdf_cms import Signer
from pyhanko.sign.signers.pdf_signer import PdfSignatureMetadata, PdfSigner, PdfSigningSession
from pyhanko.stamp.base import BaseStamp, BaseStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore
from pyhanko_certvalidator.util import get_pyca_cryptography_hash

from app.domain.elision import of
from app.domain.faults import DomainError, Fault
from app.domain.signing import JurorCredential, SignatureLevel
from app.reports.certificates import read_identity
from app.reports.layout.signature_boxes import print_appearance
from app.reports.layout.wording import date_short, hour


def sign(
    pdf: bytes,
    field: str,
    credential: JurorCredential,
    pin: str,
    *,
    authority_certificate: bytes,
    reason: str,
    at: datetime,
) -> bytes:
    """Sign one field of a paper and give the paper with one more revision.

    Args:
        pdf: The paper, signed by others or not.
        field: The name of one of its empty signature fields.
        credential: The juror's certificate and locked key.
        pin: What unlocks the key.
        authority_certificate: The certificate (DER) of the authority that issued the juror's.
        reason: Why the juror signs, in French, for the signature's properties.
        at: The time of signing, with its zone: the box shows it as it is given.

    Raises:
        DomainError: the PIN is wrong, the field is unknown or filled already, or the bytes are not a readable PDF.
        ValueError: the time has no zone.
    """
    if at.tzinfo is None:
        message = "the time of a signature needs its zone"
        raise ValueError(message)
    certificate = x509.load_der_x509_certificate(credential.certificate_der)
    identity = read_identity(certificate)
    signer_name = identity.name
    key = _unlock(credential, pin, signer_name)
    try:
        paper = IncrementalPdfFileWriter(BytesIO(pdf))
        fields = {name: value for name, value, _ in enumerate_sig_fields(paper)}
    except PdfReadError as error:
        raise DomainError(Fault.NOT_A_PDF) from error
    if field not in fields:
        raise DomainError(Fault.SIGNATURE_FIELD_UNKNOWN, field=field)
    if fields[field] is not None:
        raise DomainError(Fault.SIGNATURE_FIELD_FILLED, field=field)

    authorities = SimpleCertificateStore()  # type: ignore[no-untyped-call] # untyped in pyhanko-certvalidator
    authorities.register(asn1_x509.Certificate.load(authority_certificate))
    signer = _PunctualSigner(
        PdfSignatureMetadata(
            field_name=field,
            md_algorithm="sha256",
            reason=reason,
            name=signer_name,
            certify=not any(fields.values()),
            docmdp_permissions=MDPPerm.FILL_FORMS,
            subfilter=SigSeedSubFilter.PADES,
            app_build_props=BuildProps(name="Jurade"),
            tight_size_estimates=True,  # nothing is left to fill: an RSA signature has one length
        ),
        _JurorSigner(key, asn1_x509.Certificate.load(credential.certificate_der), authorities),
        stamp_style=_BoxStyle(
            wording=(
                signer_name,
                identity.quality,
                f"signé le {date_short(at)} à {hour(at.time())}",
                SignatureLevel.SIMPLE.label,
            ),
        ),
    )
    signer.at = at
    signed: BytesIO = signer.sign_pdf(paper, existing_fields_only=True)
    return signed.getvalue()


class _JurorSigner(Signer):
    """Signs with a key that is open already: pyHanko's own signer would load and check it anew for each use."""

    def __init__(
        self, key: RSAPrivateKey, certificate: asn1_x509.Certificate, authorities: SimpleCertificateStore
    ) -> None:
        super().__init__(signing_cert=certificate, cert_registry=authorities)
        self._key = key

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        if dry_run:
            return bytes(self._key.key_size // 8)
        return self._key.sign(data, PKCS1v15(), get_pyca_cryptography_hash(digest_algorithm))


class _PunctualSigner(PdfSigner):
    """A signer that dates its work with the time it is told, not with the clock's."""

    at: datetime

    def init_signing_session(self, pdf_out: BasePdfFileWriter, existing_fields_only: bool = False) -> PdfSigningSession:
        session = super().init_signing_session(pdf_out, existing_fields_only=existing_fields_only)
        session.system_time = self.at
        return session


class _PrintedStamp(BaseStamp):
    """A page of the house's own making, imported as the appearance of a signed box."""

    def __init__(self, writer: BasePdfFileWriter, style: BaseStampStyle, box: BoxConstraints, page: bytes) -> None:
        super().__init__(writer, style, box)
        self._page = page

    def register(self) -> IndirectObject:
        appearance: IndirectObject = self._ensure_writer.import_page_as_xobject(PdfFileReader(BytesIO(self._page)))
        return appearance


@dataclass(frozen=True)
class _BoxStyle(BaseStampStyle):
    """Shows a signed box the way the house prints it, in Inter."""

    wording: tuple[str, ...] = ()

    def create_stamp(
        self,
        writer: BasePdfFileWriter,
        box: BoxConstraints,
        text_params: dict[str, str],  # noqa: ARG002 - pyHanko's texts, which this box does not show
    ) -> _PrintedStamp:
        return _PrintedStamp(writer, self, box, print_appearance(box.width, box.height, self.wording))


def _unlock(credential: JurorCredential, pin: str, name: str) -> RSAPrivateKey:
    try:
        key = load_der_private_key(credential.encrypted_key, pin.encode())
    except (ValueError, TypeError) as error:
        raise DomainError(Fault.SIGNATURE_PIN_WRONG, whose=of(name)) from error
    if not isinstance(key, RSAPrivateKey):
        message = "a juror's credential of this program holds an RSA key"
        raise TypeError(message)
    return key
