"""What a centre hangs on its walls: the instructions for the day, then the conditions of the session."""

from reportlab.platypus import Flowable

from app.domain.framework.sitting_plan import Part
from app.domain.session import ExamSession
from app.reports import prepared_extracts
from app.reports.house_rules import told_to_candidates
from app.reports.layout.blocks import Column, items, posted, section, table
from app.reports.layout.frame import Running
from app.reports.layout.printing import Paper
from app.reports.layout.styles import faint
from app.reports.layout.wording import lines
from app.reports.paper import PaperStamp, prepared
from app.reports.passages import official_duration
from app.reports.session_head import head

_INSTRUCTIONS, _CONDITIONS = "Consignes aux candidats", "Conditions de la session"
_PARTS = (Column("Épreuve", 6), Column("Durée", 1.5))


def compose(session: ExamSession, stamp: PaperStamp) -> list[Paper]:
    """Compose both notices, each a paper of its own on the wall; nobody is named on them but the responsable."""
    said = prepared_extracts.for_posting(session, named=False)
    instructions = [
        *head(said, _INSTRUCTIONS),
        Running(_INSTRUCTIONS),
        *(flowable for rule, text in told_to_candidates(said) for flowable in posted(rule, [text])),
    ]
    session_type = said.type
    conditions = [
        *head(said, _CONDITIONS),
        Running(_CONDITIONS),
        *section("Épreuves, dans l’ordre", table(_PARTS, [_row(part) for _modality, part in session_type.parts()])),
        *_listed("Surveillance", session_type.supervision),
        *_listed("Déroulement", session_type.conditions),
        *_listed("Moyens", said.framework.equipment),
        *_texts(said),
    ]
    return [prepared(said, stamp, _INSTRUCTIONS, instructions), prepared(said, stamp, _CONDITIONS, conditions)]


def _row(part: Part) -> tuple[str, str]:
    phases = ", ".join(phase.label for phase in part.phases) if len(part.phases) > 1 else ""
    return lines(part.label, faint(phases)), official_duration(part)


def _listed(heading: str, texts: tuple[str, ...]) -> list[Flowable]:
    return section(heading, *items(texts)) if texts else []


def _texts(session: ExamSession) -> list[Flowable]:
    """The texts that the référentiel names; what it doubts of them is said."""
    texts = [f"{text.label}{' (à vérifier)' if text.notes else ''}" for text in session.framework.texts]
    return _listed("Textes", tuple(texts))
