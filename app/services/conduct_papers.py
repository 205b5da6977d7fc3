"""The papers of the conduct of the day: a report of suspected fraud is the responsable's, before and after closing."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from app import reports
from app.domain.faults import DomainError, Fault
from app.domain.people import Actor
from app.domain.session import ExamSession
from app.services.document_kinds import DocumentKind, DocumentRequest

if TYPE_CHECKING:
    from app.reports.layout.printing import Paper
    from app.reports.paper import PaperStamp


def available(session: ExamSession, actor: Actor) -> Iterator[DocumentRequest]:
    """The reports that this person can have now."""
    if not actor.is_manager:
        return
    for report in session.fraud_reports:
        name = session.candidate(report.candidate_id).name
        title = f"Rapport de fraude n° {report.number} · {name}"
        yield DocumentRequest(DocumentKind.FRAUD_REPORT, title, report.candidate_id, number=report.number)


def compose(session: ExamSession, request: DocumentRequest, stamp: "PaperStamp") -> "Paper":
    """Compose a report.

    Raises:
        DomainError: the request names none.
    """
    if request.number is None:
        raise DomainError(Fault.DOCUMENT_NOT_YET, title=request.title)
    return reports.fraud_report.compose(session, request.number, stamp)
