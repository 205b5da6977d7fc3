"""The sheets that candidates sign: one per épreuve, and per day and jury once the planning says which."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportlab.platypus import Flowable

from app.domain.anonymity import anonymous_id, is_anonymous
from app.domain.candidate import Candidate
from app.domain.elision import of
from app.domain.framework.sitting_plan import Part
from app.domain.people import Function
from app.domain.session import ExamSession
from app.reports import prepared_extracts
from app.reports.layout.blocks import Column, Fact, InkBox, gap, ink_boxes, note, table, together
from app.reports.layout.frame import Running
from app.reports.layout.printing import Paper
from app.reports.layout.styles import strong
from app.reports.layout.wording import NO_BREAK, Markup, date_full, hour, lines, phrase
from app.reports.paper import PaperStamp, prepared
from app.reports.passages import TO_WRITE, Passage, official_duration, passage
from app.reports.session_head import head

_TITLE = "Feuille d’émargement des candidats"
_ROOM_TO_SIGN = lines(NO_BREAK, NO_BREAK)
_SEEN = Markup(f"□{NO_BREAK}vue")
_KEEP = (
    "Cette feuille relie les noms aux identifiants des travaux écrits : elle reste au responsable de session et n’est "
    "visée par le jury que pour les entretiens."
)


@dataclass(frozen=True, slots=True)
class _Sitting:
    """One épreuve of one candidate, and what the planning says of it."""

    candidate: Candidate
    planned: Passage | None


def compose(session: ExamSession, stamp: PaperStamp) -> Paper:
    """Compose the sheets, in the order of the épreuves, then of days and juries."""
    said = prepared_extracts.for_everyone(session)
    sheets = [_sheet(said, part, group) for part in _parts(said) for group in _groups(said, part)]
    return prepared(said, stamp, _TITLE, *sheets)


def _parts(session: ExamSession) -> list[Part]:
    parts = [part for _modality, part in session.type.parts()]
    final = session.type.final_interview_if_last
    return [*parts, *final.parts] if final and any(map(session.is_last_ccp, session.candidates)) else parts


def _groups(session: ExamSession, part: Part) -> Iterator[list[_Sitting]]:
    """Those who sit a part, one group per day and jury; all together while nothing is planned."""
    sittings = [
        _Sitting(candidate, passage(session, candidate, part))
        for candidate in session.candidates
        if any(sat.id == part.id for _modality, sat in session.parts_for(candidate))
    ]
    planned = {(each.planned.day, each.planned.panel) for each in sittings if each.planned}
    for day, panel in sorted(planned):
        group = [each for each in sittings if each.planned and (each.planned.day, each.planned.panel) == (day, panel)]
        yield sorted(group, key=_order)
    unplanned = [each for each in sittings if each.planned is None]
    if unplanned:
        yield unplanned


def _order(sitting: _Sitting) -> tuple[str, int]:
    start = f"{sitting.planned.starts_at:%H:%M}" if sitting.planned else ""
    return start, sitting.candidate.rank


def _sheet(session: ExamSession, part: Part, group: Sequence[_Sitting]) -> list[Flowable]:
    panel = group[0].planned.panel if group[0].planned else 0
    columns, rows = _rows(session, part, group)
    return [
        *head(session, _TITLE, _facts(session, part, group)),
        Running(f"{part.label} · émargement des candidats"),
        table(columns, rows),
        *([gap(4), note(_KEEP)] if is_anonymous(part) else []),
        together(gap(10), *ink_boxes(_visas(session, part, panel))),
    ]


def _facts(session: ExamSession, part: Part, group: Sequence[_Sitting]) -> Iterator[Fact]:
    planned = group[0].planned
    yield Fact("Épreuve", part.label, (f"durée du référentiel : {official_duration(part)}",))
    day = planned.day if planned else (session.sheet.starts_on if len(session.days()) == 1 else None)
    yield Fact("Date", date_full(day) if day else TO_WRITE, (planned.place,) if planned and planned.place else ())
    before = f"jury {planned.panel}" if planned and planned.panel and len(_panels(session)) > 1 else ""
    yield Fact("Candidats", str(len(group)), (before,) if before else ())


def _panels(session: ExamSession) -> Sequence[object]:
    return session.plan.settings.panels if session.plan else ()


def _rows(session: ExamSession, part: Part, group: Sequence[_Sitting]) -> tuple[list[Column], list[list[str]]]:
    """Anonymous work starts and ends for all; an oral has an hour of its own for each."""
    collective = is_anonymous(part)
    columns = [Column("N°"), *([Column("Identifiant", 1.6)] if collective else []), Column("Candidat", 3.6)]
    columns += [Column("Début", 1), Column("Fin", 1)] if collective else [Column("Horaire de passage", 1.8)]
    columns += [Column("Pièce d’identité", 1.1), Column("Signature", 2.6), Column("Retard, absence", 1.6)]
    rows = []
    for each in group:
        number = each.candidate.number or str(each.candidate.rank)
        start, end = _hours(each.planned)
        hours = [start, end] if collective else [each.planned.hours if each.planned else f"{TO_WRITE} – {TO_WRITE}"]
        identifier = [strong(anonymous_id(session, each.candidate))] if collective else []
        name = _name(each.candidate)
        rows.append([number, *identifier, name, *hours, _SEEN, _ROOM_TO_SIGN, ""])
    return columns, rows


def _name(candidate: Candidate) -> Markup:
    identity = candidate.identity
    return phrase(strong(identity.birth_name), f" {identity.first_name}")


def _hours(planned: Passage | None) -> tuple[str, str]:
    if planned is None:
        return TO_WRITE, TO_WRITE
    return hour(planned.starts_at.time()), hour(planned.ends_at.time())


def _visas(session: ExamSession, part: Part, panel: int) -> list[InkBox]:
    watching = [person for person in session.people if person.function is Function.INVIGILATOR]
    boxes = [InkBox(f"Visa {of(session.sheet.manager)}, responsable de session")]
    boxes += [InkBox(f"Visa {of(person.name)}, surveillant(e)") for person in watching if is_anonymous(part)]
    return boxes + [InkBox(f"Visa {of(juror.name)}, membre du jury") for juror in session.panel(panel)]
