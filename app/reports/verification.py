"""Whether a signed paper is, to the byte, what its jurors signed.

The file's own marks are not believed: the signed ranges are found in the raw bytes and checked first, so that no
altered structure is ever interpreted. Three things must hold.

1. Each signature covers the file from its first byte to the end of its revision, but for its own `/Contents`; the last
   revision ends where the file ends. Earlier `/Contents` are covered by the later signatures.
2. What no signature covers (the last `/Contents`: padding, letter case, the unsigned parts of the CMS) must be exactly
   what this program writes, rebuilt and compared byte for byte. RSA signatures have no second valid form.
3. Only then is the file read as a PDF: each field is signed, and each revision does nothing but sign.

Limit: the authority behind the signatures is the centre's own, and vouches for itself. Without the session file, a
paper forged from end to end under another authority looks sound; what tells the two apart is the authority's print
(`documents["autorite"]` in the verdict), to be compared with the one that the paper bears on its pages.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields

from app.domain.elision import of
from app.domain.faults import DomainError, Fault
from app.domain.signing import CONTENT_MARK, FIELD_TOOLTIP, PvVerdict, SignatureLevel, SignatureVerdict
from app.reports.seals import UNREADABLE, Seal, is_canonical, read_seals

_HEADER = b"%PDF-"
_HEADER_REACH = 1024


def verify(pdf: bytes, trusted_authority: bytes | None = None) -> PvVerdict:
    """Say whether a signed paper is intact, who signed it, and what is wrong where something is.

    Args:
        pdf: The file's bytes.
        trusted_authority: The certificate (DER) of the session's authority, from the session file, where it is known.

    Raises:
        DomainError: the file is not a PDF at all.
    """
    seals = read_seals(pdf)
    if not seals and _HEADER not in pdf[:_HEADER_REACH]:
        raise DomainError(Fault.NOT_A_PDF)
    alteration = _find_alteration(pdf, seals)
    reading = _Reading(problem=alteration) if alteration else _read_structure(pdf, seals)
    reason = reading.problem or _find_refusal(seals, reading, trusted_authority)
    return PvVerdict(
        intact=not reason,
        signatures=tuple(
            SignatureVerdict(
                signer=seal.signer,
                valid=not seal.flaw and trusted_authority in (None, seal.authority),
                covers_all=not reading.problem,
                level=SignatureLevel.SIMPLE,
                signed_at=seal.signed_at,
            )
            for seal in seals
        ),
        documents=_prints(pdf, seals),
        digest=reading.digest,
        reason=reason,
    )


@dataclass(frozen=True, slots=True)
class _Reading:
    """What the structure of a file says: what is wrong with it, who has not signed, the content digest it carries."""

    problem: str = ""
    missing: tuple[str, ...] = ()
    digest: str = ""


def _find_alteration(pdf: bytes, seals: Sequence[Seal]) -> str:
    """Say which bytes are not those that were signed."""
    if not seals:
        return "Aucune signature dans ce document."
    last = seals[-1]
    for seal in seals:
        if seal.flaw:
            return seal.flaw
    if last.end < len(pdf):
        return f"Des octets ont été ajoutés après la dernière signature, celle {of(last.signer.name)}."
    if not is_canonical(pdf, last):
        return f"La signature {of(last.signer.name)} a été altérée."
    return ""


def _find_refusal(seals: Sequence[Seal], reading: _Reading, trusted_authority: bytes | None) -> str:
    """Say why signatures that hold are still not enough."""
    authorities = {seal.authority for seal in seals}
    if len(authorities) > 1:
        return "Les signatures viennent de deux autorités différentes."
    if trusted_authority is not None and authorities != {trusted_authority}:
        return "Les signatures viennent d’une autre autorité que celle de la session."
    if reading.missing:
        return f"Signature manquante : {', '.join(reading.missing)}."
    return ""


def _read_structure(pdf: bytes, seals: Sequence[Seal]) -> _Reading:
    """Read a file whose signatures hold, and make sure that each revision did nothing but sign."""
    try:
        reader = PdfFileReader(BytesIO(pdf))
        embedded = reader.embedded_signatures
        if [tuple(signature.byte_range) for signature in embedded] != [seal.ranges for seal in seals]:
            return _Reading("Les signatures ne sont pas à leur place dans le document.")
        for signature, seal in zip(embedded, seals, strict=True):
            signature.compute_integrity_info()
            if not signature.summarise_integrity_info()["docmdp_ok"]:
                return _Reading(f"Le document a été modifié après la signature {of(seal.signer.name)}.")
        missing = (
            str(reference.get_object().get("/TU", name)).removeprefix(FIELD_TOOLTIP)
            for name, _, reference in enumerate_sig_fields(reader, filled_status=False)
        )
        return _Reading(missing=tuple(missing), digest=_read_content_digest(reader))
    except UNREADABLE:
        return _Reading("La structure du document n’est pas lisible.")


def _read_content_digest(reader: PdfFileReader) -> str:
    """Read the content digest in the first revision, the only one that the page-maker wrote."""
    properties = reader.get_historical_resolver(0).trailer_view["/Info"]
    return str(properties.get("/Keywords", "")).removeprefix(CONTENT_MARK)


def _prints(pdf: bytes, seals: Sequence[Seal]) -> dict[str, str]:
    prints = {"fichier": hashlib.sha256(pdf).hexdigest()}
    authorities = {seal.authority for seal in seals}
    if len(authorities) == 1 and b"" not in authorities:
        prints["autorite"] = hashlib.sha256(authorities.pop()).hexdigest()
    return prints
