"""The papers of what the jury wrote and decided: who may have which, and when."""

import hashlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from app import reports
from app.domain.candidate import Candidate
from app.domain.decision import Outcome
from app.domain.faults import DomainError, Fault
from app.domain.people import Actor
from app.domain.session import ExamSession
from app.services.document_kinds import DocumentKind, DocumentRequest

if TYPE_CHECKING:
    import datetime as dt

    from app.reports.paper import PaperStamp


def available(session: ExamSession, actor: Actor) -> Iterator[DocumentRequest]:
    """The papers of the jury that this person can have now: results open to the responsable at closing only.

    What the responsable noted of a missing quorum is his or hers at once.

    Before closing, a juror has nothing on a candidate for whom he or she is recused, hence no record naming all.
    """
    evaluated = _evaluated_by(session, actor)
    if session.closing or (evaluated and len(evaluated) == len(session.candidates)):
        yield DocumentRequest(DocumentKind.RECORD, session.framework.vocabulary.record_title)
    for c in session.candidates if session.closing else evaluated:
        if not c.is_absent and (session.all_locked(c) or c.id in session.undeliberated):
            yield DocumentRequest(DocumentKind.INDIVIDUAL_SHEET, f"Fiche individuelle · {c.name}", c.id)
    if actor.is_manager and any(session.outcome(each) is Outcome.NOT_DELIBERATED for each in session.candidates):
        yield DocumentRequest(DocumentKind.SHORTFALL_RECORD, DocumentKind.SHORTFALL_RECORD.label)
    for c in evaluated:
        if not c.is_absent:
            yield DocumentRequest(DocumentKind.JUROR_GRID, f"Ma grille · {c.name}", c.id, actor.person_id)
    for r in session.rectifications:
        yield DocumentRequest(DocumentKind.RECTIFICATION, f"Rectificatif n° {r.number}", r.candidate_id, None, r.number)


def print_paper(session: ExamSession, request: DocumentRequest, stamp: "PaperStamp") -> bytes:
    """Print a paper of the jury.

    Raises:
        DomainError: the request names nobody.
    """
    if request.kind is DocumentKind.RECORD:
        return reports.record.print_record(session, stamp)
    if request.kind is DocumentKind.SHORTFALL_RECORD:
        return reports.shortfall_record.print_shortfall_record(session, stamp)
    if request.kind is DocumentKind.RECTIFICATION and request.number is not None:
        return reports.rectification.print_rectification(session, request.number, stamp)
    if request.candidate_id is None:
        raise DomainError(Fault.DOCUMENT_NOT_YET, title=request.title)
    if request.kind is DocumentKind.JUROR_GRID and request.juror_id is not None:
        return reports.juror_grid.print_juror_grid(session, request.juror_id, request.candidate_id, stamp)
    return reports.individual_sheet.print_individual_sheet(session, request.candidate_id, stamp)


def stamp_of(session: ExamSession, authority_certificate: bytes, at: "dt.datetime") -> "PaperStamp":
    """What every page of a paper carries: number, version, time, the centre's authority."""
    return reports.paper.PaperStamp(
        number=session.sheet.record_number,
        version=1,
        printed_at=at,
        working_copy=session.closing is None,
        authority_print=hashlib.sha256(authority_certificate).hexdigest() if authority_certificate else "",
    )


def _evaluated_by(session: ExamSession, actor: Actor) -> tuple[Candidate, ...]:
    return tuple(c for c in session.candidates if actor.person_id in {juror.id for juror in session.jurors_for(c)})
