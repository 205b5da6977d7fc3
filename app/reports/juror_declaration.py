"""The declaration that one juror signs: no link with a candidate, or which one, and confidentiality."""

from collections.abc import Iterator

from app.domain.candidate import Candidate
from app.domain.people import Person
from app.domain.session import ExamSession
from app.reports import naming, prepared_extracts
from app.reports.layout.blocks import Column, Fact, InkBox, gap, ink_boxes, items, paragraph, section, table, together
from app.reports.layout.printing import Paper
from app.reports.layout.wording import NO_BREAK, Markup, date_short, lines
from app.reports.paper import PaperStamp, prepared
from app.reports.session_head import head

_TITLE = "Déclaration de non-lien et de confidentialité"
_LINKS = (Column("N°"), Column("Candidat", 4), Column("Je le connais", 2), Column("Nature du lien", 5))
_OPEN, _TICKED = "□", "■"


def compose(session: ExamSession, juror_id: int, stamp: PaperStamp) -> Paper:
    """Compose the declaration of one juror; the links kept in the session are already ticked.

    Raises:
        KeyError: nobody has this id.
    """
    said = prepared_extracts.for_declaration(session, juror_id)
    juror = said.person(juror_id)
    rows = [_row(said, candidate) for candidate in said.candidates]
    story = [
        *head(said, _TITLE, _facts(juror)),
        *section("Mes liens avec les candidats", paragraph(_WHY), gap(4), table(_LINKS, rows)),
        *section("Mes engagements", *items(_COMMITMENTS)),
        together(gap(10), *ink_boxes([InkBox(f"{juror.name} : date, signature", "Lu et approuvé.")], room=40)),
    ]
    return prepared(said, stamp, _TITLE, story)


_WHY = (
    "Formateur ou accompagnateur du candidat, même entreprise ou même organisme, lien personnel ou familial : le "
    "membre du jury qui a un de ces liens ne prend part ni à l’évaluation ni à la délibération sur ce candidat."
)
_COMMITMENTS = (
    "Je n’évalue que sur les critères du référentiel, avec impartialité.",
    "Je garde secrets, sans limite de durée, les sujets, les évaluations et les délibérations.",
    "Je signale aussitôt au responsable de session tout lien que je découvrirais.",
    "Je rends tous les documents de la session.",
)


def _facts(juror: Person) -> Iterator[Fact]:
    yield Fact("Je soussigné(e)", juror.name, naming.person_details(juror))
    if juror.declared_at:
        yield Fact("Déclaration confirmée dans Jurade", date_short(juror.declared_at.date()))


def _row(session: ExamSession, candidate: Candidate) -> tuple[str, ...]:
    known = next((recusal for recusal in session.recusals if recusal.candidate_id == candidate.id), None)
    yes, no = (_TICKED, _OPEN) if known else (_OPEN, _OPEN)
    boxes = Markup(f"{yes}{NO_BREAK}Oui{NO_BREAK * 4} {no}{NO_BREAK}Non")
    nature = " : ".join(dict.fromkeys((known.kind.label, known.reason))) if known else lines(NO_BREAK)
    return str(candidate.rank), naming.civil_name(candidate), boxes, nature
