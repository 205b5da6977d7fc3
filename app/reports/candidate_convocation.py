"""The convocation of one candidate: when, where, for which épreuves, with what, under which rules."""

from collections.abc import Iterator

from reportlab.platypus import Flowable

from app.domain.candidate import Candidate
from app.domain.convening import convened_at
from app.domain.evidence import evidence_of, expects_professional_file
from app.domain.framework.sitting_plan import Deposit, Part
from app.domain.framework.terms import Evidence
from app.domain.session import ExamSession
from app.reports import naming, prepared_extracts
from app.reports.house_rules import told_to_candidates
from app.reports.layout.blocks import (
    Column,
    Fact,
    InkBox,
    bare_items,
    gap,
    ink_boxes,
    note,
    numbered_items,
    paragraph,
    section,
    table,
    together,
)
from app.reports.layout.printing import Paper
from app.reports.layout.styles import faint, large, strong
from app.reports.layout.wording import date_full, date_long, date_short, hour, lines, phrase
from app.reports.paper import PaperStamp, prepared
from app.reports.passages import duration, passage
from app.reports.session_head import head

_TITLE = "Convocation à l’examen"
_WITHOUT_PLANNING = (Column("Épreuve", 5), Column("Durée", 1))
_PLANNED = (Column("Épreuve", 5), Column("Durée", 1.1), Column("Date", 1.3), Column("Horaire", 1.8), Column("Lieu", 2))
_ROOM_TO_SIGN = 20
_TO_BRING = {
    Evidence.PROFESSIONAL_FILE: "votre dossier professionnel (DP), avec ses annexes",
    Evidence.CERTIFICATION_BOOKLET: "votre livret de certification",
    Evidence.PARENT_TITLE: "le justificatif du titre que vous détenez",
}


def compose(session: ExamSession, candidate_id: int, stamp: PaperStamp) -> Paper:
    """Compose the convocation of one candidate, who has an hour (`convening.convened_at`).

    Raises:
        KeyError: no candidate has this id.
    """
    said = prepared_extracts.for_candidate(session, candidate_id)
    candidate = said.candidate(candidate_id)
    rules = [rule for rule in told_to_candidates(said) if rule[0] != "Identité"]  # said under « À apporter »
    story = [
        *head(said, _TITLE, _facts(said, candidate), said.sheet.centre.contact),
        *_summons(said, candidate),
        *_parts(said, candidate),
        *_deposits(said, candidate),
        *section("À apporter", paragraph(f"{' ; '.join(_to_bring(said, candidate))}.")),
        *section("Règles de la session", *bare_items([phrase(strong(f"{k} : "), text) for k, text in rules])),
        _ends(said, candidate, stamp),
    ]
    return prepared(said, stamp, _TITLE, story)


def _facts(session: ExamSession, candidate: Candidate) -> Iterator[Fact]:
    number = f"identifiant {candidate.number}" if candidate.number else ""
    yield Fact(
        "Candidat",
        naming.civil_name(candidate),
        tuple(filter(None, (naming.birth(candidate.identity), number))),
    )
    contact = candidate.contact
    postal = tuple(filter(None, (contact.address, f"{contact.postcode} {contact.town}".strip())))
    if postal:
        yield Fact("Adresse", postal[0], postal[1:])
    held = [
        f"{naming.bloc_name(session.framework, prior.bloc_id)} déjà acquis : vous ne le repassez pas"
        for prior in candidate.priors
    ]
    yield Fact("Voie d’accès", candidate.access_path.label, (*held, *_accommodation(candidate)))


def _accommodation(candidate: Candidate) -> Iterator[str]:
    """The measure alone; the durations already hold it."""
    if candidate.accommodation:
        included = ", compris dans les durées" if candidate.extra_time else ""
        yield f"aménagement : {candidate.accommodation.measure}{included}"


def _summons(session: ExamSession, candidate: Candidate) -> Iterator[Flowable]:
    sheet, at = session.sheet, convened_at(session, candidate)
    words = f"Vous êtes {naming.agreed(candidate.identity, 'convoqué')}"
    place = phrase(strong(sheet.place), f" · {sheet.centre.name}, {sheet.centre.address}".rstrip(", "))
    when = large(f"{date_full(at.date())} à {hour(at.time())}") if at else ""
    later = [
        f"puis {date_full(each.arrives_at.date())} à {hour(each.arrives_at.time())}"
        for each in (session.plan.appearances(candidate.id)[1:] if session.plan else ())
    ]
    yield from section(words, paragraph(lines(when, *map(strong, later), place, faint(sheet.directions))))


def _parts(session: ExamSession, candidate: Candidate) -> Iterator[Flowable]:
    parts = [part for _modality, part in session.parts_for(candidate)]
    planned = any(passage(session, candidate, part) for part in parts)
    rows = [_row(session, candidate, part, planned=planned) for part in parts]
    yield from section("Vos épreuves", table(_PLANNED if planned else _WITHOUT_PLANNING, rows))
    if not planned:
        yield gap(3)
        yield note("Les heures de passage des épreuves orales sont affichées au centre le jour de la session.")


def _row(session: ExamSession, candidate: Candidate, part: Part, *, planned: bool) -> list[str]:
    phases = part.phases if len(part.phases) > 1 else ()
    cells: list[str] = [lines(part.label, faint(", ".join(phase.label for phase in phases)))]
    cells.append(duration(session, candidate, part))
    if planned:
        found = passage(session, candidate, part)
        cells += [date_short(found.day), found.hours, found.place] if found else ["", "", ""]
    return cells


def _deposits(session: ExamSession, candidate: Candidate) -> Iterator[Flowable]:
    modalities = {modality.type: modality for modality, _part in session.parts_for(candidate)}
    for modality in modalities.values():
        if modality.deposit is not None:
            yield from _deposit(session, modality.deposit)


def _deposit(session: ExamSession, deposit: Deposit) -> Iterator[Flowable]:
    deadline = deposit.deadline(session.sheet.starts_on)
    until = f"au plus tard le {date_full(deadline)}" if deadline else deposit.due
    slides = f", {len(deposit.slides)} diapositives imposées" if deposit.slides else ""
    told = paragraph(phrase(strong(deposit.label), f" : {until}{slides}."))
    yield from section("À déposer avant la session", told, *numbered_items(deposit.slides))


def _to_bring(session: ExamSession, candidate: Candidate) -> Iterator[str]:
    yield "Cette convocation"
    yield "une pièce d’identité avec photographie, en cours de validité, présentée avant chaque épreuve"
    expected = {piece.item for piece in evidence_of(session, candidate)}
    if expects_professional_file(session, candidate):
        expected.add(Evidence.PROFESSIONAL_FILE)
    yield from (words for item, words in _TO_BRING.items() if item in expected)
    yield "l’équipement de protection que l’épreuve demande, s’il y en a un"


def _ends(session: ExamSession, candidate: Candidate, stamp: PaperStamp) -> Flowable:
    sheet = session.sheet
    made = f"Fait à {sheet.place}, le {date_long(stamp.printed_at.date())}." if sheet.place else ""
    boxes = [
        InkBox(f"{sheet.manager}, responsable de session : signature, cachet", made),
        InkBox(
            f"Reçu par {candidate.name} : date, signature",
            "À rendre au centre dès réception.",
        ),
    ]
    return together(gap(4), *ink_boxes(boxes, _ROOM_TO_SIGN))
