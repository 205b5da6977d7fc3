"""The table that leads from the identifiers of anonymous written work to the candidates: for the responsable alone."""

from app.domain.anonymity import anonymous_id
from app.domain.session import ExamSession
from app.reports import naming, prepared_extracts
from app.reports.layout.blocks import Column, InkBox, gap, ink_boxes, paragraph, section, table, together
from app.reports.layout.printing import Paper
from app.reports.layout.styles import strong
from app.reports.layout.wording import date_short, phrase
from app.reports.paper import PaperStamp, prepared
from app.reports.passages import TO_WRITE
from app.reports.session_head import head

_TITLE = "Tableau de correspondance"
_COLUMNS = (
    Column("Identifiant", 1.6),
    Column("Poste", 1),
    Column("Candidat : nom de naissance (d’usage) prénoms", 5),
    Column("Né(e) le", 1.4),
    Column("N° de candidat", 1.6),
)


def compose(session: ExamSession, stamp: PaperStamp) -> Paper:
    """Compose the table, in the order of the identifiers: one starts from a piece of work and looks for a name."""
    said = prepared_extracts.for_everyone(session)
    rows = sorted(
        (
            anonymous_id(said, candidate),
            TO_WRITE,
            naming.civil_name(candidate),
            date_short(candidate.identity.birth_date) if candidate.identity.birth_date else "",
            candidate.number,
        )
        for candidate in said.candidates
    )
    boxes = [
        InkBox(f"Établi par {said.sheet.manager}, responsable de session : date, signature"),
        InkBox("Remis au jury, pour les entretiens, le : date, heure, signature d’un membre du jury"),
    ]
    story = [
        *head(said, _TITLE),
        paragraph(phrase(strong("CONFIDENTIEL. "), _KEEP)),
        *section("Identifiants des travaux écrits", table(_COLUMNS, rows)),
        together(gap(10), *ink_boxes(boxes)),
    ]
    return prepared(said, stamp, _TITLE, story)


_KEEP = (
    "Ce tableau reste au responsable de session. Le jury ne le reçoit que pour les entretiens, une fois les travaux "
    "écrits évalués. Chaque candidat porte son identifiant, et rien d’autre, sur chaque page de son travail."
)
