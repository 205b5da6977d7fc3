import hashlib
import random
import re
from datetime import timedelta
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from app.domain.faults import DomainError, Fault
from app.domain.signing import Authority, PvVerdict, SignatureLevel
from app.reports import certificates
from app.reports.verification import verify
from tests.integration.reports.paper import (
    ANNE,
    DIGEST,
    LUKASZ,
    PINS,
    PREPARED,
    SIGNED,
    VALID_UNTIL,
    Credentials,
    sign_all,
    sign_as,
)


def changed(pdf: bytes, position: int, mask: int) -> bytes:
    damaged = bytearray(pdf)
    damaged[position] ^= mask
    return bytes(damaged)


def last_gap(pdf: bytes) -> range:
    """Where the last signature's own bytes stand: the one place that no signature covers."""
    *_, match = re.finditer(rb"/ByteRange \[0 (\d+) (\d+) \d+\]", pdf)
    return range(int(match[1]), int(match[2]))


def assert_refused(verdict: PvVerdict) -> None:
    assert not verdict.intact
    assert verdict.reason.endswith(".")
    assert not all(signature.valid and signature.covers_all for signature in verdict.signatures) or not (
        verdict.signatures
    )


def test_an_untouched_paper_is_intact(signed: bytes, authority: Authority) -> None:
    verdict = verify(signed)

    assert verdict.intact
    assert verdict.reason == ""
    assert verdict.digest == DIGEST
    assert [signature.signer for signature in verdict.signatures] == [ANNE, LUKASZ]
    assert all(signature.valid and signature.covers_all for signature in verdict.signatures)
    assert {signature.level for signature in verdict.signatures} == {SignatureLevel.SIMPLE}
    assert [signature.signed_at for signature in verdict.signatures] == [SIGNED, SIGNED + timedelta(minutes=2)]
    assert verdict.documents == {
        "fichier": hashlib.sha256(signed).hexdigest(),
        "autorite": hashlib.sha256(authority.certificate_der).hexdigest(),
    }
    assert verify(signed, authority.certificate_der) == verdict


@pytest.mark.slow
def test_no_byte_of_the_file_can_change(signed: bytes) -> None:
    chance = random.Random(20261214)  # noqa: S311 - positions to try, not secrets

    for position in chance.sample(range(len(signed)), 2000):
        assert_refused(verify(changed(signed, position, chance.choice((0x01, 0x10, 0x20, 0x80, 0xFF)))))


@pytest.mark.slow
@pytest.mark.parametrize("mask", [0x01, 0x20])
def test_no_byte_of_the_last_signature_can_change(signed: bytes, mask: int) -> None:
    for position in last_gap(signed):
        assert_refused(verify(changed(signed, position, mask)))


@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_no_stretch_of_the_file_can_be_rewritten(data: st.DataObject, signed: bytes) -> None:
    start = data.draw(st.integers(0, len(signed) - 1))
    patch = data.draw(st.binary(min_size=1, max_size=64))
    rewritten = signed[:start] + patch + signed[start + len(patch) :]

    if rewritten != signed:
        assert_refused(verify(rewritten))


@pytest.mark.parametrize("added", [b"\n", b"\x00", b"%%EOF\n", b"1 0 obj\n<<>>\nendobj\n"])
def test_bytes_added_at_the_end_are_seen(signed: bytes, added: bytes) -> None:
    verdict = verify(signed + added)

    assert_refused(verdict)
    assert "ajoutés après la dernière signature" in verdict.reason
    assert [signature.valid for signature in verdict.signatures] == [True, True]


@pytest.mark.parametrize("kept", [0.999, 0.95, 0.7, 0.5])
def test_a_file_cut_short_is_seen(signed: bytes, kept: float) -> None:
    assert_refused(verify(signed[: int(len(signed) * kept)]))


def test_a_file_cut_by_one_byte_is_seen(signed: bytes) -> None:
    verdict = verify(signed[:-1])

    assert_refused(verdict)
    assert "incomplet" in verdict.reason


def test_a_change_is_told_apart_by_the_signature_that_it_follows(signed: bytes) -> None:
    first_revision_end = signed.index(b"%%EOF")

    early = verify(changed(signed, first_revision_end // 2, 0x01))
    late = verify(changed(signed, last_gap(signed)[0] - 40, 0x01))

    assert early.reason == "Le document a été modifié après la signature d’Anne Durand."
    assert late.reason == "Le document a été modifié après la signature de Łukasz Nguyễn."
    assert [signature.valid for signature in early.signatures] == [False, False]
    assert [signature.valid for signature in late.signatures] == [True, False]


def test_a_later_revision_of_the_paper_is_seen_between_two_signatures(
    paper: bytes, authority: Authority, credentials: Credentials
) -> None:
    once = sign_as(ANNE, paper, authority, credentials)
    writer = IncrementalPdfFileWriter(BytesIO(once))
    paint = writer.add_object(generic.StreamObject(stream_data=b"0 0 99 99 re f"))
    writer.add_stream_to_page(0, paint)  # type: ignore[no-untyped-call] # untyped in pyHanko
    output = BytesIO()
    writer.write(output)  # type: ignore[no-untyped-call] # untyped in pyHanko
    painted = output.getvalue()

    appended = verify(painted)
    resigned = verify(sign_as(LUKASZ, painted, authority, credentials))

    assert "ajoutés après la dernière signature" in appended.reason
    assert resigned.reason == "Le document a été modifié après la signature d’Anne Durand."
    assert not resigned.intact


def test_a_missing_signature_is_named(paper: bytes, authority: Authority, credentials: Credentials) -> None:
    verdict = verify(sign_as(ANNE, paper, authority, credentials))

    assert not verdict.intact
    assert verdict.reason == "Signature manquante : Łukasz Nguyễn."
    assert [(signature.valid, signature.covers_all) for signature in verdict.signatures] == [(True, True)]


def test_a_paper_that_nobody_signed_is_not_intact(paper: bytes) -> None:
    verdict = verify(paper)

    assert not verdict.intact
    assert verdict.signatures == ()
    assert "Aucune signature" in verdict.reason


def test_a_forgery_under_another_authority_is_seen_with_the_session_and_printed_without(
    paper: bytes, authority: Authority
) -> None:
    other = certificates.issue_authority("CFA de Bretagne occidentale", "26-29-004512", PREPARED)
    forged = sign_all(
        paper,
        other,
        {
            juror: certificates.issue_juror_certificate(other, juror, PREPARED, VALID_UNTIL, PINS[juror], person_id=1)
            for juror in (ANNE, LUKASZ)
        },
    )

    with_session, alone = verify(forged, authority.certificate_der), verify(forged)

    assert not with_session.intact
    assert "autre autorité" in with_session.reason
    assert not any(signature.valid for signature in with_session.signatures)
    assert alone.intact
    assert alone.documents["autorite"] != hashlib.sha256(authority.certificate_der).hexdigest()


def test_two_authorities_in_one_paper_are_seen(paper: bytes, authority: Authority, credentials: Credentials) -> None:
    other = certificates.issue_authority("CFA de Bretagne occidentale", "26-29-004512", PREPARED)
    stranger = certificates.issue_juror_certificate(other, LUKASZ, PREPARED, VALID_UNTIL, PINS[LUKASZ], person_id=1)

    mixed = sign_as(LUKASZ, sign_as(ANNE, paper, authority, credentials), other, {LUKASZ: stranger})

    assert verify(mixed).reason == "Les signatures viennent de deux autorités différentes."


def test_a_certificate_that_the_authority_did_not_issue_is_seen(paper: bytes, credentials: Credentials) -> None:
    other = certificates.issue_authority("CFA de Bretagne occidentale", "26-29-004512", PREPARED)

    verdict = verify(sign_all(paper, other, credentials))

    assert not verdict.intact
    assert "son certificat ne vient pas de l’autorité jointe" in verdict.reason


def test_a_certificate_out_of_date_is_seen(paper: bytes, authority: Authority) -> None:
    expired = {
        juror: certificates.issue_juror_certificate(
            authority, juror, PREPARED, SIGNED - timedelta(1), PINS[juror], person_id=1
        )
        for juror in (ANNE, LUKASZ)
    }

    verdict = verify(sign_all(paper, authority, expired))

    assert verdict.reason == "Le certificat d’Anne Durand n’était pas valable à la date de la signature."


@pytest.mark.parametrize("content", [b"", b"candidat;decision\n", b"PK\x03\x04", bytes(5000)])
def test_what_is_not_a_pdf_is_refused_with_a_sentence(content: bytes) -> None:
    with pytest.raises(DomainError) as refusal:
        verify(content)

    assert refusal.value.what is Fault.NOT_A_PDF


@given(noise=st.binary(max_size=400))
def test_noise_that_looks_like_a_signed_pdf_is_not_intact(noise: bytes) -> None:
    for content in (
        b"%PDF-1.7\n" + noise,
        b"%PDF-1.7\n/ByteRange [0 9 40 10]" + noise,
        b"%PDF-1.7\n/ByteRange [0 40 60 9999999999]<30820100>" + noise,
    ):
        assert not verify(content).intact
