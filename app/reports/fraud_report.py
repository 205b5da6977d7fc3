"""The report of a suspected fraud, signed in ink by the responsable and the witnesses: facts, never a sanction."""

from collections.abc import Iterator

from app.domain.conduct import FraudReport
from app.domain.session import ExamSession
from app.reports import extracts, naming
from app.reports.layout.blocks import Fact, InkBox, gap, ink_boxes, note, paragraph, section, together
from app.reports.layout.printing import Paper
from app.reports.paper import PaperStamp, prepared
from app.reports.session_head import head

_SENT = (
    "Rapport établi par le responsable de session, signé par les témoins, transmis à l’administration et mentionné au "
    "procès-verbal. La suite à donner revient à l’administration, non au jury ; le candidat poursuit ses épreuves, "
    "sauf exclusion décidée par le responsable de session. (Règlement de 2008, à vérifier.)"
)
_HAND_ROOM = 46


def compose(session: ExamSession, number: int, stamp: PaperStamp) -> Paper:
    """Compose the report of this number.

    Raises:
        KeyError: no report has this number.
    """
    said = extracts.of_fraud(session, number)
    report = said.fraud_reports[0]
    title = f"Rapport de fraude n° {report.number}"
    story = [
        *head(said, title, _facts(said, report)),
        *section("Faits constatés", paragraph(naming.as_typed(report.facts))),
        *section("À compléter à la main", gap(2), *ink_boxes(_BY_HAND, room=_HAND_ROOM)),
        together(*section("Signatures", gap(2), *ink_boxes(list(_signers(said, report)), room=40)), note(_SENT)),
    ]
    return prepared(said, stamp, title, story)


_BY_HAND = (
    InkBox("Objets ou documents conservés", "Aucun : le dire."),
    InkBox("Déclaration du candidat, s’il souhaite en faire une", "Date et signature."),
    InkBox("Transmis à l’administration le"),
)


def _facts(session: ExamSession, report: FraudReport) -> Iterator[Fact]:
    candidate = session.candidate(report.candidate_id)
    number = (f"identifiant {candidate.number}",) if candidate.number else ()
    yield Fact("Candidat", naming.civil_name(candidate), (naming.birth(candidate.identity), *number))
    yield Fact("Épreuve", naming.part_words(session, report.part_id))
    yield Fact("Constaté", naming.moment(report.at))


def _signers(session: ExamSession, report: FraudReport) -> Iterator[InkBox]:
    yield InkBox(f"{session.sheet.manager}, responsable de session : date, signature")
    for witness in report.witnesses:
        yield InkBox(f"{witness.name}, {witness.quality}, témoin : date, signature")
