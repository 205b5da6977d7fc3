"""What Documents shows, as frozen values."""

from dataclasses import dataclass

from app.services.document_kinds import DocumentRequest


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """One paper of the list."""

    request: DocumentRequest
    kind: str
    title: str


@dataclass(frozen=True, slots=True)
class PaperShown:
    """The paper on the screen: its bytes, its proposed name, what it is."""

    request: DocumentRequest
    title: str
    second: str
    file_name: str
    pdf: bytes
    signable: bool


@dataclass(frozen=True, slots=True)
class SignatureFound:
    """One signature that a verification found."""

    signer: str
    sentence: str
    valid: bool


@dataclass(frozen=True, slots=True)
class VerdictShown:
    """What a verification says, of which file."""

    title: str
    intact: bool
    sentence: str
    signatures: tuple[SignatureFound, ...]
    prints: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DocumentsState:
    """The whole screen; `paper` is None while nothing is chosen or made."""

    second: str
    lines: tuple[DocumentLine, ...]
    empty: str
    paper: PaperShown | None
    verdict: VerdictShown | None


EMPTY = DocumentsState("", (), "", None, None)
