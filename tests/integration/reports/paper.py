"""A small procès-verbal with two jurors, and ways to read a PDF back as a person would."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import TypeAlias

import pypdfium2
from reportlab.platypus import Flowable

from app.domain.signing import Authority, JurorCredential, SignerIdentity, content_digest, short_print, signature_field
from app.reports import signing
from app.reports.layout.blocks import Column, Fact, InkBox, facts_grid, ink_boxes, section, table, title_block
from app.reports.layout.frame import PageFrame
from app.reports.layout.printing import print_pages
from app.reports.layout.signature_boxes import SignaturePlace, signature_boxes

Credentials: TypeAlias = dict[SignerIdentity, JurorCredential]

_FOLIO = re.compile(r"(\d+) / (\d+) ")
DIGEST = content_digest(b'{"pv": "2026-014"}')
ANNE = SignerIdentity("Anne Durand", "cheffe des ventes", "Armor Négoce")
LUKASZ = SignerIdentity("Łukasz Nguyễn", "responsable ADV", "Kerlann SAS")
FIELDS = {ANNE: signature_field(1), LUKASZ: signature_field(2)}
PINS = {ANNE: "4821", LUKASZ: "735 902"}
PREPARED = datetime(2026, 12, 1, 8, tzinfo=UTC)
VALID_UNTIL = datetime(2027, 6, 30, tzinfo=UTC)
SIGNED = datetime(2026, 12, 14, 17, 22, tzinfo=timezone(timedelta(hours=1)))

FRAME = PageFrame(
    title="Procès-verbal de session d’examen",
    subject="Titre professionnel Assistant commercial, session 26-29-004512",
    centre="CFA de Bretagne occidentale",
    header=(
        "CFA de Bretagne occidentale · 12 rue de l’Odet, 29000 Quimper",
        "Agrément n° 29-2024-0117, valable jusqu’au 30/06/2027",
    ),
    reference=("PV n° 2026-014", "version 1"),
    footer=f"PV 2026-014 v1 · empreinte {short_print(DIGEST)} · journal e04b 77a1",
    verify="Jurade · vérifier : jurade pv verifier",
    digest=DIGEST,
)
COLUMNS = (Column("Identifiant", 1), Column("Candidat", 3), Column("Décision", 1))


def story(rows: Sequence[Sequence[str]] = (("2616810", "LE GOFF Élodie", "Réussite"),)) -> list[Flowable]:
    """Compose the paper: title, facts, decisions, signatures, validation."""
    return [
        *title_block("Procès-verbal de session d’examen", "Titre professionnel Assistant commercial"),
        *facts_grid([Fact("Session CERES", "26-29-004512"), Fact("Membre du jury", ANNE.name, (ANNE.quality,))]),
        *section("Décisions", table(COLUMNS, rows)),
        *signature_boxes(
            "Signatures du jury",
            [SignaturePlace(field, juror.name) for juror, field in FIELDS.items()],
        ),
        *ink_boxes([InkBox("Validation par le représentant territorial du ministère : n° d’ordre, date, cachet")]),
    ]


def print_paper(*, draft: bool = False, rows: Sequence[Sequence[str]] | None = None) -> bytes:
    """Print the paper, as a working copy or not."""
    return print_pages(replace(FRAME, draft=draft), story() if rows is None else story(rows))


def sign_as(
    juror: SignerIdentity,
    pdf: bytes,
    authority: Authority,
    credentials: Credentials,
    *,
    field: str | None = None,
    pin: str | None = None,
    at: datetime = SIGNED,
) -> bytes:
    """Let one juror sign, by default in the juror's own box with the right PIN."""
    return signing.sign(
        pdf,
        FIELDS[juror] if field is None else field,
        credentials[juror],
        PINS[juror] if pin is None else pin,
        authority_certificate=authority.certificate_der,
        reason="J’approuve les décisions du jury.",
        at=at,
    )


def sign_all(pdf: bytes, authority: Authority, credentials: Credentials) -> bytes:
    """Let both jurors sign, Łukasz two minutes after Anne."""
    once = sign_as(ANNE, pdf, authority, credentials)
    return sign_as(LUKASZ, once, authority, credentials, at=SIGNED + timedelta(minutes=2))


def folios_follow(pages: Sequence[str]) -> bool:
    """Whether each paper of a file counts its own pages, from 1 to their number."""
    folios = [tuple(map(int, _FOLIO.findall(f"{page} ")[0])) for page in pages]
    nexts = [*folios[1:], (1, 1)]
    return all(
        1 <= number <= count and following[0] == (1 if number == count else number + 1)
        for (number, count), following in zip(folios, nexts, strict=True)
    )


def read_pages(pdf: bytes, *, with_signatures: bool = False) -> Iterator[str]:
    """Read the text of each page, spaces made ordinary; with what signatures show, where asked."""
    document = pypdfium2.PdfDocument(pdf)
    if with_signatures:
        document.init_forms()
        for page in document:
            page.flatten()
    for page in document:
        yield " ".join(page.get_textpage().get_text_range().split())
    document.close()
