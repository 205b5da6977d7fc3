"""Papers asked for, made and written: one, a whole folder of them, or one bundle; a signed one verified."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import reports
from app.domain.faults import DomainError, EnvironmentFault, Fault, Trouble
from app.domain.people import Actor
from app.domain.session import ExamSession
from app.domain.signing import PvVerdict
from app.models.session_rows import DocumentRow, ExamSessionRow, SignatureRow
from app.services import conduct_papers, jury_papers, prepared_papers, reading
from app.services.desk import Desk
from app.services.document_kinds import Document, DocumentKind, DocumentRequest
from app.system.files import write_whole


@dataclass(frozen=True, slots=True)
class Saved:
    """A paper that is whole on the disk."""

    request: DocumentRequest
    path: Path
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NotMade:
    """A paper that could not be made, and the sentence that says what it lacks."""

    request: DocumentRequest
    sentence: str


@dataclass(frozen=True, slots=True)
class Batch:
    """How far the writing of several papers is; `total` is how many were asked for."""

    total: int
    saved: tuple[Saved, ...] = ()
    not_made: tuple[NotMade, ...] = ()

    @property
    def done(self) -> int:
        """How many papers are settled, made or not."""
        return len(self.saved) + len(self.not_made)


Tell = Callable[[Batch], None]
"""Told after each paper how far the batch is; whatever it raises stops there, and what is saved stays."""


@dataclass(frozen=True, slots=True)
class _Maker:
    """One picture of the session, from which every paper of an act is made."""

    session: ExamSession
    actor: Actor
    authority: bytes
    now: dt.datetime

    def available(self) -> tuple[DocumentRequest, ...]:
        return available_in(self.session, self.actor)

    def wanted(self, kinds: Iterable[DocumentKind]) -> list[DocumentRequest]:
        chosen = frozenset(kinds)
        wanted = [request for request in self.available() if request.kind in chosen]
        if not wanted and self.session.closing is None:
            raise DomainError(Fault.NO_DOCUMENT_YET)
        if not wanted:
            title = ", ".join(kind.label for kind in DocumentKind if kind in chosen)
            raise DomainError(Fault.DOCUMENT_NOT_YET, title=title)
        return wanted

    def make(self, rows: Session, request: DocumentRequest) -> Document:
        if request.kind is DocumentKind.RECORD and self.session.closing:
            return kept_record(self.session, rows)
        name = _file_name(self.session, request)
        if request.kind.is_prepared:
            papers = prepared_papers.compose(self.session, request, self.stamp)
            content = reports.paper.print_together(papers)
            remarks = prepared_papers.remarks(self.session, request, self.now.date())
            return Document(request, name, content, self.stamp.version, remarks=remarks)
        if request.kind is DocumentKind.FRAUD_REPORT:
            content = reports.paper.print_together([conduct_papers.compose(self.session, request, self.stamp)])
            return Document(request, name, content, self.stamp.version)
        return Document(request, name, jury_papers.print_paper(self.session, request, self.stamp), self.stamp.version)

    @property
    def stamp(self) -> "reports.paper.PaperStamp":
        at = self.session.closing.at if self.session.closing else self.now
        return jury_papers.stamp_of(self.session, self.authority, at)


def available(desk: Desk, actor: Actor) -> tuple[DocumentRequest, ...]:
    """The papers that this person can have now: of the preparation, of the conduct of the day, of the jury."""
    return available_in(reading.session(desk), actor)


def available_in(session: ExamSession, actor: Actor) -> tuple[DocumentRequest, ...]:
    """The papers that this person can have of a session already read: none for who has no voice in the jury."""
    if not actor.is_manager and actor.person_id not in {juror.id for juror in session.jurors}:
        return ()
    return (
        *prepared_papers.available(session, actor),
        *conduct_papers.available(session, actor),
        *jury_papers.available(session, actor),
    )


def produce(desk: Desk, actor: Actor, request: DocumentRequest) -> Document:
    """Give a paper: the kept, signed procès-verbal after closing, otherwise one printed from the session now.

    Raises:
        DomainError: this paper is not for this person now, or it lacks what it may never go without.
    """
    with desk.read() as rows:
        maker = _maker(desk, rows, actor)
        if request not in maker.available():
            raise DomainError(Fault.DOCUMENT_NOT_YET, title=request.title)
        return maker.make(rows, request)


def kept_record(session: ExamSession, rows: Session) -> Document:
    """The procès-verbal made at closing, with the signatures it has received since."""
    row = rows.scalars(select(DocumentRow).where(DocumentRow.kind == DocumentKind.RECORD.value)).one()
    signers = rows.scalars(
        select(SignatureRow.juror_id).where(SignatureRow.document_id == row.id).order_by(SignatureRow.at)
    )
    request = DocumentRequest(DocumentKind.RECORD, row.title)
    names = tuple(session.person(juror_id).name for juror_id in signers)
    return Document(request, _file_name(session, request), row.content, row.version, names)


def export(desk: Desk, actor: Actor, folder: Path, kinds: frozenset[DocumentKind], tell: Tell | None = None) -> Batch:
    """Write every available paper of these kinds into a folder, all from one picture of the session.

    A paper that lacks something is named in the batch and does not keep the others from being written.

    Raises:
        DomainError: none of them is available to this person now.
        EnvironmentFault: the folder cannot be written; what `tell` was told of is whole.
    """
    with desk.read() as rows:
        maker = _maker(desk, rows, actor)
        wanted = maker.wanted(kinds)
        batch = Batch(len(wanted))
        for request in wanted:
            batch = _write_next(batch, maker, rows, request, folder)
            if tell is not None:
                tell(batch)
    return batch


def bundle(desk: Desk, actor: Actor, path: Path, kinds: frozenset[DocumentKind], tell: Tell | None = None) -> Batch:
    """Write the papers of the preparation of these kinds into one file to be printed in one go.

    Each paper keeps its own page numbers; one that lacks something is named in the batch and left out.

    Raises:
        DomainError: none of them is available to this person now, or none could be made.
        EnvironmentFault: the file cannot be written.
    """
    with desk.read() as rows:
        maker = _maker(desk, rows, actor)
        wanted = maker.wanted(kind for kind in kinds if kind.is_prepared)
    batch, papers = Batch(len(wanted)), []
    for request in wanted:
        try:
            papers += prepared_papers.compose(maker.session, request, maker.stamp)
        except DomainError as lack:
            batch = replace(batch, not_made=(*batch.not_made, NotMade(request, lack.sentence)))
        else:
            remarks = prepared_papers.remarks(maker.session, request, maker.now.date())
            batch = replace(batch, saved=(*batch.saved, Saved(request, path, remarks)))
        if tell is not None:
            tell(batch)
    if not papers:
        raise DomainError(Fault.NO_PAPER_COMPLETE, lack=batch.not_made[0].sentence)
    write_whole(path, reports.paper.print_together(papers))
    return batch


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


def _maker(desk: Desk, rows: Session, actor: Actor) -> _Maker:
    authority = rows.scalars(select(ExamSessionRow.authority_certificate)).one() or b""
    return _Maker(reading.session_of(desk, rows), actor, authority, desk.now())


def _write_next(batch: Batch, maker: _Maker, rows: Session, request: DocumentRequest, folder: Path) -> Batch:
    try:
        document = maker.make(rows, request)
    except DomainError as lack:
        return replace(batch, not_made=(*batch.not_made, NotMade(request, lack.sentence)))
    path = folder / document.file_name
    write_whole(path, document.content)
    return replace(batch, saved=(*batch.saved, Saved(request, path, document.remarks)))


def _file_name(session: ExamSession, request: DocumentRequest) -> str:
    """A name without any person's name: numbers only, so that a folder listing gives nobody away.

    The rank makes it unlike any other: two candidates may carry the same number, or none.
    """
    sheet = session.sheet
    prepared = request.kind.is_prepared and sheet.ceres_number
    parts = [request.kind.value, prepared or sheet.record_number or "sans-numero"]
    if request.kind.is_prepared and request.juror_id is not None:
        parts.append(f"jure-{request.juror_id}")
    if request.candidate_id is not None:
        candidate = session.candidate(request.candidate_id)
        parts += [f"{candidate.rank:02}", candidate.number]
    if request.number is not None:
        parts.append(str(request.number))
    return "-".join("".join(c if c.isalnum() or c in "-_" else "-" for c in part) for part in parts if part) + ".pdf"
