"""Who signs a paper, how strongly, and what a verification finds.

These values travel between the document makers, the services and the windows; the cryptography stays in `app.reports`.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

CONTENT_MARK = "empreinte "
"""What stands before the content digest in a paper's metadata, where a verification finds it again."""

FIELD_TOOLTIP = "Signature de "
"""What stands before the signer's name in a field's tooltip, where a verification reads who has not signed."""


class SignatureLevel(Enum):
    """How much a signature proves, in the words of the eIDAS regulation: never more than what was done."""

    SIMPLE = "simple (autorité du centre)"

    @property
    def label(self) -> str:
        """The level as it is printed in a signature box."""
        return f"signature électronique {self.value.partition(' ')[0]}"


@dataclass(frozen=True, slots=True)
class SignerIdentity:
    """A person who signs: full name, quality in the jury, employer."""

    name: str
    quality: str
    organisation: str


@dataclass(frozen=True, slots=True)
class Authority:
    """The centre's own certification authority for one session; its key lives in the encrypted session file only."""

    certificate_der: bytes
    private_key_der: bytes


@dataclass(frozen=True, slots=True)
class JurorCredential:
    """What lets one juror sign: a public certificate, and a private key that only the juror's PIN opens."""

    certificate_der: bytes
    encrypted_key: bytes


@dataclass(frozen=True, slots=True)
class SignatureVerdict:
    """What a verification says of one signature.

    Attributes:
        signer: The person named by the certificate.
        valid: The signature is sound and the bytes that it covers have not changed.
        covers_all: It covers the whole paper as it stood, and nothing but sound signatures came later.
        level: How much the signature proves.
        signed_at: The time that the signer's machine declared, `None` where it cannot be read.
    """

    signer: SignerIdentity
    valid: bool
    covers_all: bool
    level: SignatureLevel
    signed_at: datetime | None


@dataclass(frozen=True, slots=True)
class PvVerdict:
    """What a verification says of a whole paper.

    Attributes:
        intact: Every expected signature is there and valid, and not one byte stands outside them.
        signatures: One verdict per signature, in the order of signing.
        documents: SHA-256 prints in hexadecimal: `fichier` (the file), `autorite` (the certificate behind the
            signatures, when they agree on one).
        digest: The content digest that the paper carries and prints, empty when it cannot be trusted.
        reason: The French sentence that says what is wrong, empty when the paper is intact.
    """

    intact: bool
    signatures: tuple[SignatureVerdict, ...]
    documents: Mapping[str, str]
    digest: str
    reason: str


def signature_field(rank: int) -> str:
    """Name the signature field of the juror of this rank, counted from 1."""
    return f"Signature_{rank}"


def content_digest(canonical: bytes) -> str:
    """Give the SHA-256 of a paper's canonical content in hexadecimal: a file cannot print its own."""
    return hashlib.sha256(canonical).hexdigest()


def short_print(digest: str, groups: int = 4) -> str:
    """Write the first groups of four digits of a digest, apart enough to be compared by eye."""
    return "\N{NO-BREAK SPACE}".join(digest[start : start + 4] for start in range(0, 4 * groups, 4))
