"""What Documents shows, as frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.services.document_kinds import DocumentRequest, Moment


@dataclass(frozen=True, slots=True)
class Fate:
    """What the last saving of several papers made of one: whole on the disk, or why not."""

    saved: bool
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """One paper of the list; `fate` is None while nobody saved several at once."""

    request: DocumentRequest
    kind: str
    title: str
    fate: Fate | None = None


@dataclass(frozen=True, slots=True)
class PaperShown:
    """The paper on the screen: its bytes, its proposed name, what it is, what the person should know of it."""

    request: DocumentRequest
    title: str
    second: str
    file_name: str
    pdf: bytes
    signable: bool
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LackShown:
    """A paper that cannot be made yet: what it lacks, and the field that says it, of a candidate's file if named."""

    title: str
    sentence: str
    field: str
    candidate_id: int | None


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
    """The whole screen: the papers of one moment, how many each moment has, and the one that is shown.

    `paper` and `lack` are both None while nothing is chosen or made.
    """

    second: str = ""
    moment: Moment = Moment.BEFORE
    counts: Mapping[Moment, int] = field(default_factory=dict)
    lines: tuple[DocumentLine, ...] = ()
    empty: str = ""
    can_bundle: bool = False
    paper: PaperShown | None = None
    lack: LackShown | None = None
    verdict: VerdictShown | None = None


EMPTY = DocumentsState()
