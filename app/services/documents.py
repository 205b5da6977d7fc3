"""The papers of a session: working copies before closing, kept documents after it."""

import datetime as dt
import hashlib
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import reports
from app.domain.candidate import Candidate
from app.domain.faults import DomainError, EnvironmentFault, Fault, Trouble
from app.domain.people import Actor
from app.domain.session import ExamSession
from app.domain.signing import PvVerdict
from app.models.session_rows import DocumentRow, ExamSessionRow, SignatureRow
from app.services import reading
from app.services.desk import Desk
from app.system.files import write_whole


class DocumentKind(Enum):
    """The papers that Jurade makes; the value is the word of the command line."""

    RECORD = "pv"
    INDIVIDUAL_SHEET = "fiche"
    JUROR_GRID = "grille"
    RECTIFICATION = "rectificatif"

    @property
    def label(self) -> str:
        """The paper's name in a list."""
        return _LABELS[self]


_LABELS = {
    DocumentKind.RECORD: "Procès-verbal",
    DocumentKind.INDIVIDUAL_SHEET: "Fiche individuelle",
    DocumentKind.JUROR_GRID: "Grille du juré",
    DocumentKind.RECTIFICATION: "Rectificatif",
}


@dataclass(frozen=True, slots=True)
class DocumentRequest:
    """Which paper is wanted; `candidate_id`, `juror_id` or `number` as its kind needs."""

    kind: DocumentKind
    title: str
    candidate_id: int | None = None
    juror_id: int | None = None
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A paper, ready to be shown, saved or printed."""

    request: DocumentRequest
    file_name: str
    content: bytes
    version: int
    signed_by: tuple[str, ...] = ()

    @property
    def sha256(self) -> str:
        """Hash of the file itself."""
        return hashlib.sha256(self.content).hexdigest()


def available(desk: Desk, actor: Actor) -> tuple[DocumentRequest, ...]:
    """The papers that this person can have now: results open to the responsable at closing only.

    Before closing, a juror has nothing on a candidate for whom he or she is recused, hence no record naming all.
    """
    session = reading.session(desk)
    return _available(session, actor)


def _available(session: ExamSession, actor: Actor) -> tuple[DocumentRequest, ...]:
    requests = []
    evaluated = _evaluated_by(session, actor)
    if session.closing or (evaluated and len(evaluated) == len(session.candidates)):
        requests.append(DocumentRequest(DocumentKind.RECORD, session.framework.vocabulary.record_title))
    if session.closing or evaluated:
        requests += [
            DocumentRequest(DocumentKind.INDIVIDUAL_SHEET, f"Fiche individuelle · {c.name}", c.id)
            for c in session.candidates
            if not c.is_absent and session.all_locked(c) and (session.closing or c in evaluated)
        ]
    requests += [
        DocumentRequest(DocumentKind.JUROR_GRID, f"Ma grille · {c.name}", c.id, actor.person_id)
        for c in evaluated
        if not c.is_absent
    ]
    requests += [
        DocumentRequest(DocumentKind.RECTIFICATION, f"Rectificatif n° {r.number}", r.candidate_id, None, r.number)
        for r in session.rectifications
    ]
    return tuple(requests)


def _evaluated_by(session: ExamSession, actor: Actor) -> tuple[Candidate, ...]:
    return tuple(c for c in session.candidates if actor.person_id in {juror.id for juror in session.jurors_for(c)})


def produce(desk: Desk, actor: Actor, request: DocumentRequest) -> Document:
    """Give a paper: the kept, signed procès-verbal after closing, otherwise one printed from the session now.

    Raises:
        DomainError: this paper is not for this person now.
    """
    with desk.read() as rows:
        session = reading.session_of(desk, rows)
        if request not in _available(session, actor):
            raise DomainError(Fault.DOCUMENT_NOT_YET, title=request.title)
        if request.kind is DocumentKind.RECORD and session.closing:
            return kept_record(session, rows)
        authority = rows.scalars(select(ExamSessionRow.authority_certificate)).one() or b""
    stamp = stamp_of(session, authority, session.closing.at if session.closing else desk.now())
    return Document(request, _file_name(session, request), _print(session, request, stamp), stamp.version)


def kept_record(session: ExamSession, rows: Session) -> Document:
    """The procès-verbal made at closing, with the signatures it has received since."""
    row = rows.scalars(select(DocumentRow).where(DocumentRow.kind == DocumentKind.RECORD.value)).one()
    signers = rows.scalars(
        select(SignatureRow.juror_id).where(SignatureRow.document_id == row.id).order_by(SignatureRow.at)
    )
    request = DocumentRequest(DocumentKind.RECORD, row.title)
    names = tuple(session.person(juror_id).name for juror_id in signers)
    return Document(request, _file_name(session, request), row.content, row.version, names)


def stamp_of(session: ExamSession, authority_certificate: bytes, at: dt.datetime) -> "reports.paper.PaperStamp":
    """What every page of a paper carries: number, version, time, the centre's authority."""
    return reports.paper.PaperStamp(
        number=session.sheet.record_number,
        version=1,
        printed_at=at,
        working_copy=session.closing is None,
        authority_print=hashlib.sha256(authority_certificate).hexdigest() if authority_certificate else "",
    )


def export(desk: Desk, actor: Actor, folder: Path, kinds: frozenset[DocumentKind]) -> tuple[Path, ...]:
    """Write every available paper of these kinds into a folder and give back their paths.

    Raises:
        DomainError: none of them is available to this person now.
        EnvironmentFault: the folder cannot be written.
    """
    session = reading.session(desk)
    wanted = [request for request in _available(session, actor) if request.kind in kinds]
    if not wanted and session.closing is None:
        raise DomainError(Fault.NO_DOCUMENT_YET)
    if not wanted:
        raise DomainError(Fault.DOCUMENT_NOT_YET, title=", ".join(kind.label for kind in DocumentKind if kind in kinds))
    paths = []
    for request in wanted:
        document = produce(desk, actor, request)
        path = folder / document.file_name
        write_whole(path, document.content)
        paths.append(path)
    return tuple(paths)


def verify(content: bytes, desk: Desk | None = None) -> PvVerdict:
    """Whether a procès-verbal is what its jurors signed, under the authority of `desk`'s session when one is given.

    Raises:
        DomainError: the file is no PDF.
    """
    trusted = None
    if desk is not None:
        with desk.read() as rows:
            trusted = rows.scalars(select(ExamSessionRow.authority_certificate)).one()
    return reports.verification.verify(content, trusted)


def verify_file(path: Path) -> PvVerdict:
    """Whether a procès-verbal that came as a file is what its jurors signed.

    Raises:
        DomainError: the file is no PDF.
        EnvironmentFault: the file cannot be read.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise EnvironmentFault(Trouble.FILE_MISSING, file=path.name) from None
    except OSError:
        raise EnvironmentFault(Trouble.FILE_UNREADABLE, file=path.name) from None
    return verify(content)


def save(document: Document, path: Path) -> None:
    """Write a paper where the person wants it.

    Raises:
        EnvironmentFault: the folder cannot be written; an earlier file of that name is intact.
    """
    write_whole(path, document.content)


def _print(session: ExamSession, request: DocumentRequest, stamp: "reports.paper.PaperStamp") -> bytes:
    if request.kind is DocumentKind.RECORD:
        return reports.record.print_record(session, stamp)
    if request.kind is DocumentKind.RECTIFICATION and request.number is not None:
        return reports.rectification.print_rectification(session, request.number, stamp)
    if request.candidate_id is None:
        raise DomainError(Fault.DOCUMENT_NOT_YET, title=request.title)
    if request.kind is DocumentKind.JUROR_GRID and request.juror_id is not None:
        return reports.juror_grid.print_juror_grid(session, request.juror_id, request.candidate_id, stamp)
    return reports.individual_sheet.print_individual_sheet(session, request.candidate_id, stamp)


def _file_name(session: ExamSession, request: DocumentRequest) -> str:
    """A name without any person's name: numbers only, so that a folder listing gives nobody away.

    The rank makes it unlike any other: two candidates may carry the same number, or none.
    """
    parts = [request.kind.value, session.sheet.record_number or "sans-numero"]
    if request.candidate_id is not None:
        candidate = session.candidate(request.candidate_id)
        parts += [f"{candidate.rank:02}", candidate.number]
    if request.number is not None:
        parts.append(str(request.number))
    return "-".join("".join(c if c.isalnum() or c in "-_" else "-" for c in part) for part in parts if part) + ".pdf"
