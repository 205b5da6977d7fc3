"""The sheets that the jury signs: one per day, with those who are there that day, voice or not."""

import datetime as dt
from collections.abc import Iterator, Sequence
from datetime import timedelta

from reportlab.platypus import Flowable

from app.domain.elision import of
from app.domain.people import Person
from app.domain.session import ExamSession
from app.reports import naming, prepared_extracts
from app.reports.layout.blocks import Column, Fact, InkBox, gap, ink_boxes, paragraph, section, table, together
from app.reports.layout.frame import Running
from app.reports.layout.printing import Paper
from app.reports.layout.styles import faint, strong
from app.reports.layout.wording import NO_BREAK, date_full, lines
from app.reports.paper import PaperStamp, prepared
from app.reports.passages import TO_WRITE
from app.reports.session_head import head

_TITLE = "Feuille d’émargement du jury"
_COLUMNS = (
    Column("N°"),
    Column("Nom, prénom", 4),
    Column("Arrivée", 1.4),
    Column("Départ", 1.4),
    Column("Signature", 4),
)


def compose(session: ExamSession, stamp: PaperStamp) -> Paper:
    """Compose one sheet per day of the session."""
    said = prepared_extracts.for_everyone(session)
    return prepared(said, stamp, _TITLE, *(_sheet(said, day) for day in said.days()))


def _sheet(session: ExamSession, day: dt.date) -> list[Flowable]:
    return [
        *head(session, _TITLE, _facts(session, day)),
        Running(f"Émargement du jury, {date_full(day)}"),
        *_group("Membres du jury", [juror for juror in session.jurors if juror.is_there_on(day)]),
        *_group("Présents sans voix", [person for person in session.others if person.is_there_on(day)]),
        together(gap(10), *ink_boxes(_visas(session))),
    ]


def _facts(session: ExamSession, day: dt.date) -> Iterator[Fact]:
    yield Fact("Jour", date_full(day))
    each = session.type.total_minutes
    present = session.type.jury_minutes
    yield Fact("Durée des épreuves par candidat", naming.lasting(timedelta(minutes=each)) if each else "non fixée")
    presence = naming.lasting(timedelta(minutes=present)) if present else "non fixée"
    yield Fact("Présence du jury par candidat", presence)


def _group(heading: str, people: Sequence[Person]) -> Iterator[Flowable]:
    if people:
        rows = [_row(number, person) for number, person in enumerate(people, start=1)]
        yield from section(heading, table(_COLUMNS, rows))
    elif heading == "Membres du jury":
        yield from section(heading, paragraph("Aucun membre du jury n’est attendu ce jour-là."))


def _row(number: int, person: Person) -> tuple[str, ...]:
    role = person.function.label if not person.function.evaluates else ""
    about = ", ".join(filter(None, (role, *naming.person_details(person)[:1])))
    hours = f"{TO_WRITE}{NO_BREAK}h{NO_BREAK}{TO_WRITE[:3]}"
    named = lines(strong(f"{person.family_name} {person.given_name}"), faint(about))
    return str(number), named, hours, hours, lines(NO_BREAK, NO_BREAK)


def _visas(session: ExamSession) -> list[InkBox]:
    return [
        InkBox(f"Visa {of(session.sheet.manager)}, responsable de session"),
        InkBox("Visa de la direction du centre : nom, date, cachet"),
    ]
