import shutil
import subprocess
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import load_der_private_key
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm
from pyhanko.sign.validation import read_certification_data

from app.domain.faults import DomainError, Fault
from app.domain.signing import Authority, SignerIdentity, signature_field
from app.reports import certificates
from tests.integration.reports.paper import (
    ANNE,
    LUKASZ,
    PINS,
    PREPARED,
    SIGNED,
    VALID_UNTIL,
    Credentials,
    read_pages,
    sign_as,
)


def test_another_program_finds_every_signature_valid(signed: bytes, tmp_path: Path) -> None:
    pdfsig = shutil.which("pdfsig")
    assert pdfsig, "pdfsig manque : installez poppler-utils, comme le fait la mise en place du projet"
    paper = tmp_path / "pv.pdf"
    paper.write_bytes(signed)

    report = subprocess.run(  # noqa: S603 - the program under the name found above, with a path of this test's own
        [pdfsig, "-nocert", str(paper)], capture_output=True, text=True, check=True, env={"HOME": str(tmp_path)}
    ).stdout

    assert report.count("Signature Validation: Signature is Valid.") == 2
    assert report.count("Signature Type: ETSI.CAdES.detached") == 2
    assert "Signer Certificate Common Name: Łukasz Nguyễn" in report
    assert "Signing Time: Dec 14 2026" in report
    assert report.count("Total document signed") == 1


def test_each_signature_only_adds_to_the_file(paper: bytes, authority: Authority, credentials: Credentials) -> None:
    once = sign_as(ANNE, paper, authority, credentials)
    twice = sign_as(LUKASZ, once, authority, credentials)

    assert once.startswith(paper)
    assert twice.startswith(once)
    assert twice.count(b"%%EOF") == paper.count(b"%%EOF") + 2


def test_the_first_signature_lets_nothing_but_signatures_follow(signed: bytes) -> None:
    reader = PdfFileReader(BytesIO(signed))

    certification = read_certification_data(reader)
    assert certification is not None
    assert certification.permission is MDPPerm.FILL_FORMS
    assert certification.author_sig == reader.embedded_signatures[0].sig_object


def test_the_signed_box_shows_who_when_and_how_strongly(signed: bytes) -> None:
    (text,) = read_pages(signed, with_signatures=True)

    assert "Anne Durand cheffe des ventes signé le 14/12/2026 à 17 h 22 signature électronique simple" in text
    assert "Łukasz Nguyễn responsable ADV signé le 14/12/2026 à 17 h 24 signature électronique simple" in text


@pytest.mark.parametrize("pin", ["4822", "", "48210"])
def test_a_wrong_pin_signs_nothing_and_says_so(
    pin: str, paper: bytes, authority: Authority, credentials: Credentials
) -> None:
    with pytest.raises(DomainError) as refusal:
        sign_as(ANNE, paper, authority, credentials, pin=pin)

    assert refusal.value.what is Fault.SIGNATURE_PIN_WRONG
    assert "Anne Durand" in refusal.value.sentence


def test_a_box_is_signed_once(signed: bytes, authority: Authority, credentials: Credentials) -> None:
    with pytest.raises(DomainError) as refusal:
        sign_as(ANNE, signed, authority, credentials)

    assert refusal.value.what is Fault.SIGNATURE_FIELD_FILLED


def test_a_box_that_the_paper_lacks_cannot_be_signed(
    paper: bytes, authority: Authority, credentials: Credentials
) -> None:
    with pytest.raises(DomainError) as refusal:
        sign_as(ANNE, paper, authority, credentials, field=signature_field(9))

    assert refusal.value.what is Fault.SIGNATURE_FIELD_UNKNOWN


def test_what_is_not_a_pdf_cannot_be_signed(authority: Authority, credentials: Credentials) -> None:
    with pytest.raises(DomainError) as refusal:
        sign_as(ANNE, b"candidat;decision", authority, credentials)

    assert refusal.value.what is Fault.NOT_A_PDF


def test_a_time_without_its_zone_is_a_mistake_of_the_program(
    paper: bytes, authority: Authority, credentials: Credentials
) -> None:
    with pytest.raises(ValueError, match="zone"):
        sign_as(ANNE, paper, authority, credentials, at=SIGNED.replace(tzinfo=None))


def test_a_juror_certificate_names_the_person_and_may_only_sign(authority: Authority, credentials: Credentials) -> None:
    issuer = x509.load_der_x509_certificate(authority.certificate_der)
    certificate = x509.load_der_x509_certificate(credentials[LUKASZ].certificate_der)

    certificate.verify_directly_issued_by(issuer)
    issuer.verify_directly_issued_by(issuer)
    usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    assert certificates.read_identity(certificate) == LUKASZ
    assert (usage.digital_signature, usage.content_commitment, usage.key_cert_sign) == (True, True, False)
    assert not certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    assert certificate.not_valid_before_utc < PREPARED < SIGNED < certificate.not_valid_after_utc == VALID_UNTIL
    assert issuer.not_valid_after_utc > SIGNED + timedelta(days=20 * 365)


def test_a_juror_key_opens_with_the_pin_only(credentials: Credentials) -> None:
    locked = credentials[ANNE].encrypted_key

    assert isinstance(load_der_private_key(locked, PINS[ANNE].encode()), RSAPrivateKey)
    with pytest.raises(TypeError):
        load_der_private_key(locked, None)


def test_a_certificate_needs_a_pin(authority: Authority) -> None:
    with pytest.raises(DomainError) as refusal:
        certificates.issue_juror_certificate(authority, ANNE, PREPARED, VALID_UNTIL, "", person_id=1)

    assert refusal.value.what is Fault.SIGNATURE_PIN_EMPTY


def test_names_that_certificates_have_no_room_for_are_shortened(authority: Authority) -> None:
    long = SignerIdentity("Marie-Clémentine " * 6, "", "É" * 40)

    credential = certificates.issue_juror_certificate(authority, long, PREPARED, VALID_UNTIL, "1234", person_id=1)

    read = certificates.read_identity(x509.load_der_x509_certificate(credential.certificate_der))
    assert read == SignerIdentity(long.name[:60], "", "É" * 32)
