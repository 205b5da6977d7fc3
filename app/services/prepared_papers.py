"""The papers made from the preparation: who may have which, what keeps one from being made, what is late.

The responsable has them all until the closing; a juror has his or her own. The table of correspondence, and the sheets
that hold names beside identifiers, are the responsable's alone.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from app import reports
from app.domain.anonymity import is_anonymous
from app.domain.convening import convened_at, juror_notice
from app.domain.deadlines import candidates_convened_by
from app.domain.faults import DomainError, Fault
from app.domain.people import Actor, Person
from app.domain.session import ExamSession
from app.services.document_kinds import DocumentKind, DocumentRequest

if TYPE_CHECKING:
    from app.reports.layout.printing import Paper
    from app.reports.paper import PaperStamp

_CONVOCATIONS = (DocumentKind.CONVOCATION, DocumentKind.JUROR_CONVOCATION)


def available(session: ExamSession, actor: Actor) -> Iterator[DocumentRequest]:
    """The papers of the preparation that this person can have now; none once the session is closed."""
    if session.closing is not None:
        return
    if actor.is_manager:
        yield from _of_manager(session)
        return
    for juror in session.jurors:
        if juror.id == actor.person_id:
            yield from _of_juror(session, juror)


def compose(session: ExamSession, request: DocumentRequest, stamp: "PaperStamp") -> "list[Paper]":
    """Compose a paper of the preparation; grids of several candidates are several papers of one file.

    Raises:
        DomainError: a convocation lacks what it may never go without.
    """
    _require_sendable(session, request)
    match request:
        case DocumentRequest(kind=DocumentKind.CONVOCATION, candidate_id=int(candidate_id)):
            return [reports.candidate_convocation.compose(session, candidate_id, stamp)]
        case DocumentRequest(kind=DocumentKind.JUROR_CONVOCATION, juror_id=int(juror_id)):
            return [reports.juror_convocation.compose(session, juror_id, stamp)]
        case DocumentRequest(kind=DocumentKind.DECLARATION, juror_id=int(juror_id)):
            return [reports.juror_declaration.compose(session, juror_id, stamp)]
        case DocumentRequest(kind=DocumentKind.BLANK_GRIDS, juror_id=int(juror_id)):
            return reports.blank_grids.compose(session, juror_id, stamp)
        case DocumentRequest(kind=DocumentKind.NOTICE):
            return reports.posted_notice.compose(session, stamp)
        case DocumentRequest(kind=DocumentKind.PLANNING, juror_id=int(juror_id)):
            return [reports.planning_sheets.compose_for_juror(session, juror_id, stamp)]
    return [_whole_session(session, request, stamp)]


def remarks(session: ExamSession, request: DocumentRequest, on: dt.date) -> tuple[str, ...]:
    """What the responsable should know of a paper made on that day: a convocation that goes out late."""
    if request.kind is DocumentKind.CONVOCATION:
        last = candidates_convened_by(session)
        wanted = "le règlement de 2008, à vérifier, veut qu’elle parte"
    elif request.kind is DocumentKind.JUROR_CONVOCATION and request.juror_id is not None:
        last = juror_notice(session, session.person(request.juror_id))
        wanted = "l’autorisation d’absence d’un salarié se demande quinze jours avant : elle devait partir"
    else:
        return ()
    if last is None or on <= last:
        return ()
    return (f"Convocation tardive, datée du {on:%d/%m/%Y} : {wanted} le {last:%d/%m/%Y} au plus tard.",)


def _of_manager(session: ExamSession) -> Iterator[DocumentRequest]:
    for candidate in session.candidates:
        yield DocumentRequest(DocumentKind.CONVOCATION, f"Convocation · {candidate.name}", candidate.id)
    yield from _per_juror(DocumentKind.JUROR_CONVOCATION, session.jurors)
    yield from _per_juror(DocumentKind.DECLARATION, session.jurors)
    for kind in _of_whole_session(session):
        yield DocumentRequest(kind, kind.label)
    yield from _per_juror(DocumentKind.BLANK_GRIDS, [each for each in session.jurors if _evaluates(session, each)])


def _of_whole_session(session: ExamSession) -> Iterator[DocumentKind]:
    if _is_planned(session):
        yield from (DocumentKind.PLANNING, DocumentKind.POSTED_PLANNING, DocumentKind.NAMED_PLANNING)
    yield DocumentKind.NOTICE
    if session.candidates and any(is_anonymous(part) for _modality, part in session.type.parts()):
        yield DocumentKind.CORRESPONDENCE
    if any(session.parts_for(candidate) for candidate in session.candidates):
        yield DocumentKind.CANDIDATE_ATTENDANCE
    if session.people:
        yield DocumentKind.JURY_ATTENDANCE


def _per_juror(kind: DocumentKind, jurors: Iterable[Person]) -> Iterator[DocumentRequest]:
    for juror in jurors:
        yield DocumentRequest(kind, f"{kind.label} · {juror.name}", juror_id=juror.id)


def _of_juror(session: ExamSession, juror: Person) -> Iterator[DocumentRequest]:
    yield DocumentRequest(DocumentKind.JUROR_CONVOCATION, "Ma convocation", juror_id=juror.id)
    yield DocumentRequest(DocumentKind.DECLARATION, "Ma déclaration de non-lien", juror_id=juror.id)
    if _is_planned(session):
        yield DocumentRequest(DocumentKind.PLANNING, "Mon planning", juror_id=juror.id)
    if _evaluates(session, juror):
        yield DocumentRequest(DocumentKind.BLANK_GRIDS, "Mes grilles vierges", juror_id=juror.id)


def _is_planned(session: ExamSession) -> bool:
    return session.plan is not None and bool(session.plan.slots)


def _evaluates(session: ExamSession, juror: Person) -> bool:
    return any(juror in session.jurors_for(candidate) for candidate in session.candidates)


def _require_sendable(session: ExamSession, request: DocumentRequest) -> None:
    if request.kind not in _CONVOCATIONS:
        return
    if session.is_title_of_ministry and not session.sheet.ceres_number:
        raise DomainError(Fault.CONVOCATION_WITHOUT_NUMBER)
    if request.candidate_id is not None:
        candidate = session.candidate(request.candidate_id)
        if convened_at(session, candidate) is None:
            raise DomainError(Fault.CONVOCATION_WITHOUT_HOUR, candidate=candidate.name)


def _whole_session(session: ExamSession, request: DocumentRequest, stamp: "PaperStamp") -> "Paper":
    match request.kind:
        case DocumentKind.PLANNING:
            return reports.planning_sheets.compose(session, stamp)
        case DocumentKind.POSTED_PLANNING | DocumentKind.NAMED_PLANNING:
            named = request.kind is DocumentKind.NAMED_PLANNING
            return reports.planning_sheets.compose_posted(session, stamp, named=named)
        case DocumentKind.CORRESPONDENCE:
            return reports.correspondence_table.compose(session, stamp)
        case DocumentKind.CANDIDATE_ATTENDANCE:
            return reports.attendance_sheets.compose(session, stamp)
        case DocumentKind.JURY_ATTENDANCE:
            return reports.jury_attendance.compose(session, stamp)
    raise DomainError(Fault.DOCUMENT_NOT_YET, title=request.title)
