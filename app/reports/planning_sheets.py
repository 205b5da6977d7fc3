"""The planning on paper: for each day and each jury who passes when and where, and what is to be read from the wall."""

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import groupby

from reportlab.platypus import Flowable

from app.domain.candidate import Candidate
from app.domain.convening import takes
from app.domain.framework.sitting_plan import Part
from app.domain.people import Function
from app.domain.planning.plan import Appearance, Plan, PlanSettings, Slot, SlotKind
from app.domain.session import ExamSession
from app.reports import prepared_extracts
from app.reports.layout.blocks import Column, Fact, facts_grid, gap, items, note, paragraph, section, table
from app.reports.layout.frame import Running
from app.reports.layout.printing import Paper
from app.reports.layout.styles import strong
from app.reports.layout.wording import Markup, date_full, hour, lines, phrase, span
from app.reports.paper import PaperStamp, prepared
from app.reports.passages import Passage, passages
from app.reports.session_head import head

_TITLE = "Planning de passage"
_POSTED_TITLE = "Planning des candidats"
_JURY_TIME = (Column("Moment", 2), Column("Horaire", 6), Column("Lieu", 3))
_POSTED = (Column("Candidat", 3), Column("À l’accueil", 1.2), Column("Épreuves", 3), Column("Lieux", 3))
_NOTHING = "Le planning retenu ne donne aucun passage à ce jury."
_KEPT_APART = "Les candidats qui ont passé leurs oraux ne croisent pas ceux qui attendent."


def compose(session: ExamSession, stamp: PaperStamp) -> Paper:
    """Compose the whole planning, which the session has: one sheet per day and jury."""
    return _compose(prepared_extracts.for_everyone(session), stamp, None)


def compose_for_juror(session: ExamSession, juror_id: int, stamp: PaperStamp) -> Paper:
    """Compose one juror's planning: his or her jury, without the candidates of a recusal.

    Raises:
        KeyError: nobody has this id.
    """
    return _compose(prepared_extracts.for_juror(session, juror_id), stamp, session.person(juror_id).panel or None)


def compose_posted(session: ExamSession, stamp: PaperStamp, *, named: bool) -> Paper:
    """Compose the planning that hangs on the wall: candidates by number, or by name where the centre prefers.

    The number is the official one: the identifier of anonymous work would tell the jury whose work it read.
    """
    said = prepared_extracts.for_posting(session, named=named)
    plan = _plan_of(said)
    sheets = [_posted_day(said, plan, day) for day in _days(plan)]
    return prepared(said, stamp, _POSTED_TITLE, *sheets)


def _compose(said: ExamSession, stamp: PaperStamp, panel: int | None) -> Paper:
    plan = _plan_of(said)
    sheets = [
        _sheet(said, plan, day, number)
        for day in _days(plan)
        for number in _panels(plan, day)
        if panel in (None, number)
    ]
    return prepared(said, stamp, _TITLE, *(sheets or [[*head(said, _TITLE), paragraph(_NOTHING)]]))


def _plan_of(session: ExamSession) -> Plan:
    return session.plan or Plan(PlanSettings(), ())


def _days(plan: Plan) -> list[dt.date]:
    return sorted({slot.starts_at.date() for slot in plan.slots})


def _panels(plan: Plan, day: dt.date) -> list[int]:
    """The juries that have something that day, or whose candidates have."""
    found = {_panel_of(plan, slot) for slot in plan.slots if slot.starts_at.date() == day}
    return sorted(found - {0}) or [0]


def _panel_of(plan: Plan, slot: Slot) -> int:
    return slot.panel or (plan.panel_of(slot.candidate_id) if slot.candidate_id is not None else 0)


def _sheet(session: ExamSession, plan: Plan, day: dt.date, panel: int) -> list[Flowable]:
    heading = f"Jury {panel}" if panel and len(plan.settings.panels) > 1 else "Jury"
    members = [juror.name for juror in session.panel(panel) if juror.is_there_on(day)]
    room = plan.settings.room_of(panel)
    facts = (Fact("Jour", date_full(day)), Fact(heading, ", ".join(members), (room,) if room else ()))
    columns, rows = _passing(session, day, [c for c in session.candidates if plan.panel_of(c.id) == panel])
    return [
        *head(session, _TITLE, facts),
        Running(f"{heading}, {date_full(day)}"),
        *(section("Candidats", table(columns, rows)) if rows else []),
        *_jury_time(plan, day, panel),
        *_speaker(session, plan, day, panel),
        *_places(plan.settings),
    ]


def _passing(
    session: ExamSession, day: dt.date, candidates: Sequence[Candidate]
) -> tuple[list[Column], list[list[str]]]:
    """One row per candidate who comes that day, one column per épreuve that somebody sits."""
    planned = {
        candidate.id: {part.id: (part, found) for part, found in passages(session, candidate) if found.day == day}
        for candidate in candidates
    }
    parts = {part.id: part for each in planned.values() for part, _found in each.values()}
    ordered = [part for _modality, part in _all_parts(session) if part.id in parts]
    coming = sorted((c for c in candidates if planned[c.id]), key=lambda c: _first_oral(planned[c.id]))
    columns = [Column("N°"), Column("Candidat", 3.4), *(Column(part.short, 1) for part in ordered)]
    rows = [
        [
            candidate.number or str(candidate.rank),
            _name(candidate),
            *(planned[candidate.id][p.id][1].cell if p.id in planned[candidate.id] else "–" for p in ordered),
        ]
        for candidate in coming
    ]
    return columns, rows


def _all_parts(session: ExamSession) -> Iterator[tuple[object, Part]]:
    yield from session.type.parts()
    final = session.type.final_interview_if_last
    for part in final.parts if final else ():
        yield final, part


def _first_oral(planned: dict[str, tuple[Part, Passage]]) -> dt.datetime:
    """When somebody first sits before the jury that day, else when he or she first writes."""
    orals = [found.starts_at for _part, found in planned.values() if found.panel]
    return min(orals or [found.starts_at for _part, found in planned.values()])


def _name(candidate: Candidate) -> Markup:
    return phrase(strong(candidate.identity.birth_name), f" {candidate.identity.first_name}")


def _jury_time(plan: Plan, day: dt.date, panel: int) -> Iterator[Flowable]:
    """What the jury does without a candidate before it: correction, breaks, meal, deliberation, one line per kind."""
    slots = [slot for slot in plan.slots if slot.starts_at.date() == day and _is_jury_time(slot, panel)]
    kinds = dict.fromkeys(slot.kind for slot in slots)
    rows = [_jury_row(kind, [slot for slot in slots if slot.kind is kind]) for kind in kinds]
    if rows:
        yield from section("Temps du jury", table(_JURY_TIME, rows))


def _is_jury_time(slot: Slot, panel: int) -> bool:
    if slot.kind is SlotKind.SITTING:
        return False
    return slot.kind is SlotKind.WELCOME or takes(slot, panel) or (panel != 0 and slot.panel == panel)


def _jury_row(kind: SlotKind, slots: Sequence[Slot]) -> tuple[str, ...]:
    places = dict.fromkeys(slot.place for slot in slots if slot.place)
    return strong(kind.label), ", ".join(_spans(slots)), ", ".join(places)


def _spans(slots: Sequence[Slot]) -> Iterator[str]:
    """The hours of slots, those that follow each other run together."""
    start, end = slots[0].starts_at, slots[0].ends_at
    for slot in slots[1:]:
        if slot.starts_at > end:
            yield span(start.time(), end.time())
            start = slot.starts_at
        end = max(end, slot.ends_at)
    yield span(start.time(), end.time())


def _speaker(session: ExamSession, plan: Plan, day: dt.date, panel: int) -> Iterator[Flowable]:
    """When the intervenant whom the juries share is before this one."""
    slots = [s for s in plan.slots if s.starts_at.date() == day and s.takes_speaker and s.panel == panel]
    if slots:
        names = [person.name for person in session.people if person.function is Function.OCCASIONAL_SPEAKER]
        who = ", ".join(names) or Function.OCCASIONAL_SPEAKER.label
        yield from section("Intervenant ponctuel", paragraph(phrase(strong(f"{who} : "), ", ".join(_spans(slots)))))


def _places(settings: PlanSettings) -> Iterator[Flowable]:
    rooms = (
        ("Écrits", settings.written_room),
        ("Préparation", settings.preparation_room),
        ("Attente", settings.waiting_room),
        ("Départ après les oraux", settings.leaving_room),
    )
    facts = [Fact(label, room) for label, room in rooms if room]
    if facts:
        yield from section("Lieux", *facts_grid(facts, columns=4), note(_KEPT_APART))


def _posted_day(session: ExamSession, plan: Plan, day: dt.date) -> list[Flowable]:
    rows = [
        (each.arrives_at, candidate.rank, _posted_row(session, candidate, each))
        for candidate in session.candidates
        for each in plan.appearances(candidate.id)
        if each.arrives_at.date() == day
    ]
    settings = plan.settings
    where = [f"Avant de passer : {settings.waiting_room}."] if settings.waiting_room else []
    where += [f"Après les oraux : {settings.leaving_room}, sans repasser par la salle d’attente."]
    return [
        *head(session, _POSTED_TITLE, (Fact("Jour", date_full(day)),)),
        Running(f"Planning des candidats, {date_full(day)}"),
        table(_POSTED, [row for _at, _rank, row in sorted(rows, key=lambda row: row[:2])]),
        gap(6),
        *items((*where, _KEPT_APART)),
    ]


def _posted_row(session: ExamSession, candidate: Candidate, appearance: Appearance) -> tuple[str, ...]:
    labels = {part.id: part.short for _modality, part in session.parts_for(candidate)}
    passing = [
        f"{labels.get(part_id, part_id)} {span(slots[0].starts_at.time(), slots[-1].ends_at.time())}"
        for part_id, slots in ((key, list(found)) for key, found in groupby(appearance.slots, lambda s: s.part_id))
    ]
    places = dict.fromkeys(slot.place for slot in appearance.slots if slot.place)
    who = candidate.identity.name if candidate.identity.birth_name else candidate.number or f"n° {candidate.rank}"
    return strong(who), strong(hour(appearance.arrives_at.time())), lines(*passing), lines(*places)
