"""The convocation of one juror: the mission, the days, the load, the other members, the obligations."""

from collections.abc import Iterator
from datetime import timedelta

from reportlab.platypus import Flowable

from app.domain.convening import WorkingDay, takes, working_days
from app.domain.framework.sitting_plan import Part
from app.domain.people import Person
from app.domain.planning.plan import SlotKind
from app.domain.session import ExamSession
from app.reports import naming, prepared_extracts
from app.reports.layout.blocks import (
    Column,
    Fact,
    InkBox,
    gap,
    ink_boxes,
    items,
    note,
    paragraph,
    section,
    table,
    together,
)
from app.reports.layout.printing import Paper
from app.reports.layout.styles import faint, strong
from app.reports.layout.wording import NO_BREAK, Markup, date_full, date_long, hour, lines, phrase
from app.reports.paper import PaperStamp, prepared
from app.reports.passages import TO_WRITE, official_duration
from app.reports.session_head import head

_TITLE = "Convocation d’un membre du jury"
_DAYS = (Column("Jour", 3), Column("Arrivée", 1.5), Column("Fin prévue", 1.5), Column("Lieu", 4))
_LOAD = (
    Column("Épreuve", 5),
    Column("Durée", 1.3),
    Column("Présence du jury", 1.8),
    Column("En tout", 1.5),
)


def compose(session: ExamSession, juror_id: int, stamp: PaperStamp) -> Paper:
    """Compose the convocation of one juror.

    Raises:
        KeyError: nobody has this id.
    """
    said = prepared_extracts.for_juror(session, juror_id)
    juror = said.person(juror_id)
    story = [
        *head(said, _TITLE, _facts(said, juror), said.sheet.centre.contact),
        *section("Vos jours de présence", table(_DAYS, [_day_row(said, day) for day in working_days(said, juror)])),
        *([note(said.sheet.directions)] if said.sheet.directions else []),
        *_load(said, juror),
        *section("Vos engagements", *items(_OBLIGATIONS)),
        *section("Absence et employeur", paragraph(_quorum(said)), gap(3), paragraph(_LEAVE)),
        _ends(said, juror, stamp),
    ]
    return prepared(said, stamp, _TITLE, story)


_OBLIGATIONS = (
    "Évaluer sur les seuls critères du référentiel d’évaluation, dans le cadre du dossier technique de l’épreuve.",
    "Déclarer avant de commencer tout lien avec un candidat : formation, accompagnement, entreprise, vie personnelle.",
    "Garder secrets, sans limite de durée, les sujets, les évaluations et les délibérations.",
    "Ne donner aucun résultat aux candidats.",
    "Délibérer avec les autres membres : la décision est collégiale et engage chacun.",
    "Émarger chaque jour et rendre tous les documents de la session.",
)
_LEAVE = (
    "Si vous êtes salarié, cette convocation accompagne votre demande d’autorisation d’absence pour participer à un "
    "jury d’examen (code du travail, articles L. 3142-42 et suivants), à présenter quinze jours avant la session."
)


def _facts(session: ExamSession, juror: Person) -> Iterator[Fact]:
    yield Fact("Membre du jury", juror.name, naming.person_details(juror))
    count = len(session.candidates)
    recused = len(session.recusals)
    apart = (f"sans {recused} candidat{'s' if recused > 1 else ''} (déport)",) if recused else ()
    jury = (f"jury {juror.panel}",) if juror.panel else ()
    yield Fact("Candidats à évaluer", str(count), (*jury, *apart))
    others = [person for person in session.panel(juror.panel) if person.id != juror.id]
    if others:
        yield Fact("Vous siégez avec", lines(*(_with(person) for person in others)))
    roles = [f"{role.role.label} : {_part_label(session, role.part_id)}" for role in session.roles]
    if roles:
        yield Fact("Votre rôle", roles[0], tuple(roles[1:]))


def _with(person: Person) -> Markup:
    return phrase(strong(person.name), faint("".join(f", {about}" for about in naming.person_details(person)[:1])))


def _part_label(session: ExamSession, part_id: str) -> str:
    return next((part.label for _modality, part in session.type.parts() if part.id == part_id), part_id)


def _day_row(session: ExamSession, day: WorkingDay) -> tuple[str, ...]:
    arrival = strong(hour(day.arrives_at.time())) if day.arrives_at else TO_WRITE
    end = hour(day.ends_at.time()) if day.ends_at else TO_WRITE
    return date_full(day.day), arrival, end, ", ".join(filter(None, (session.sheet.place, session.sheet.centre.name)))


def _load(session: ExamSession, juror: Person) -> Iterator[Flowable]:
    parts = [part for _modality, part in session.type.parts()]
    sitting = {
        part.id: sum(any(sat.id == part.id for _m, sat in session.parts_for(c)) for c in session.candidates)
        for part in parts
    }
    rows = [_load_row(part, sitting[part.id]) for part in parts]
    yield from section("Épreuves et charge", table(_LOAD, rows))
    minutes = sum(_jury_minutes(part) * sitting[part.id] for part in parts)
    beyond = _planned(session, juror)
    total = f"Présence du jury prévue par le référentiel : {naming.lasting(timedelta(minutes=minutes))}"
    yield gap(4)
    yield paragraph(f"{total}{beyond}.")


def _load_row(part: Part, count: int) -> tuple[str, ...]:
    minutes = _jury_minutes(part)
    each = naming.lasting(timedelta(minutes=minutes)) if minutes else "–"
    whole = naming.lasting(timedelta(minutes=minutes * count)) if minutes and count else "–"
    return part.label, official_duration(part), each, whole


def _jury_minutes(part: Part) -> int:
    return sum(phase.minutes or 0 for phase in part.phases if phase.jury_present)


def _planned(session: ExamSession, juror: Person) -> str:
    """What the planning adds to it: correction and deliberation."""
    slots = [slot for slot in (session.plan.slots if session.plan else ()) if takes(slot, juror.panel)]
    words = []
    for kind, label in ((SlotKind.CORRECTION, "correction des écrits"), (SlotKind.DELIBERATION, "délibération")):
        minutes = sum(slot.minutes for slot in slots if slot.kind is kind)
        if minutes:
            words.append(f"{label}{NO_BREAK}: {naming.lasting(timedelta(minutes=minutes))}")
    return f" ; {' ; '.join(words)}" if words else " ; la lecture des écrits et la délibération s’y ajoutent"


def _quorum(session: ExamSession) -> str:
    count, contact = session.framework.jury.quorum, session.sheet.centre.contact
    return (
        f"Le jury ne délibère qu’à {count} membres présents au moins : sans vous, la session peut tomber. Prévenez le "
        "centre dès que vous le savez"
        f"{f' : {contact}' if contact else ''}."
    )


def _ends(session: ExamSession, juror: Person, stamp: PaperStamp) -> Flowable:
    sheet = session.sheet
    made = f"Fait à {sheet.place}, le {date_long(stamp.printed_at.date())}." if sheet.place else ""
    boxes = [
        InkBox(f"{sheet.manager}, responsable de session : signature, cachet", made),
        InkBox(f"Reçu par {juror.name} : date, signature", "À rendre au centre dès réception."),
    ]
    return together(gap(10), *ink_boxes(boxes))
