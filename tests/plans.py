"""A planning made by hand for tests of papers: written parts together in the morning, then each jury in turn."""

import datetime as dt
from dataclasses import replace
from itertools import count

from app.domain.candidate import Candidate
from app.domain.framework.terms import PartForm
from app.domain.planning.plan import PanelRoom, Plan, PlanSettings, Slot, SlotKind
from app.domain.session import ExamSession

_WRITING_STARTS = dt.time(8, 30)
_ORALS_START = dt.time(13, 0)


def planned(session: ExamSession, *, panels: int = 1, days: int = 1) -> ExamSession:
    """The session with a planning: candidates dealt out to the juries and the days, in the order of their ranks."""
    rooms = tuple(PanelRoom(number, f"Salle {200 + number}") for number in range(1, panels + 1))
    settings = PlanSettings(panels=rooms, shares_speaker=panels > 1)
    numbers = count(1)
    slots: list[Slot] = []
    first = session.sheet.starts_on
    for offset in range(days):
        day = first + dt.timedelta(days=offset)
        for number in range(1, panels + 1):
            place = offset * panels + number - 1
            mine = [c for c in session.candidates if (c.rank - 1) % (panels * days) == place]
            slots += _day_of_jury(session, settings, mine, day, number)
    ordered = sorted(slots, key=lambda slot: (slot.starts_at, slot.panel, slot.candidate_id or 0))
    candidates = tuple(
        replace(c, panel=(c.rank - 1) % (panels * days) % panels + 1 if panels > 1 else 0) for c in session.candidates
    )
    return replace(
        session,
        sheet=replace(session.sheet, ends_on=first + dt.timedelta(days=days - 1)),
        candidates=candidates,
        plan=Plan(settings, tuple(replace(slot, number=next(numbers)) for slot in ordered)),
    )


def _day_of_jury(
    session: ExamSession, settings: PlanSettings, candidates: list[Candidate], day: dt.date, panel: int
) -> list[Slot]:
    slots, morning = [], dt.datetime.combine(day, _WRITING_STARTS)
    if panel == 1:
        slots.append(Slot(0, SlotKind.WELCOME, morning - dt.timedelta(minutes=15), morning, settings.written_room))
    now = dt.datetime.combine(day, _ORALS_START)
    slots.append(_jury(SlotKind.LUNCH, now - dt.timedelta(hours=1), now, panel, ""))
    for candidate in candidates:
        orals = []
        for _modality, part in session.parts_for(candidate):
            minutes = sum(
                (clock.planned or dt.timedelta(minutes=30)).seconds // 60 for clock in session.clocks(candidate, part)
            )
            length = dt.timedelta(minutes=minutes)
            if part.form is PartForm.WRITTEN:
                slots.append(_sitting(morning, morning + length, settings.written_room, 0, candidate.id, part.id))
            else:
                orals.append((part, length))
        read = now + dt.timedelta(minutes=settings.correction)
        slots.append(
            replace(_jury(SlotKind.CORRECTION, now, read, panel, settings.room_of(panel)), candidate_id=candidate.id)
        )
        now = read
        for part, length in orals:
            slot = _sitting(now, now + length, settings.room_of(panel), panel, candidate.id, part.id)
            slots.append(replace(slot, jury_present=True, takes_speaker=part.id == "oral" and settings.shares_speaker))
            now += length
        now += dt.timedelta(minutes=settings.changeover)
    slots.append(
        _jury(
            SlotKind.DELIBERATION, now, now + dt.timedelta(minutes=15 * len(candidates)), panel, settings.room_of(panel)
        )
    )
    return slots


def _sitting(start: dt.datetime, end: dt.datetime, place: str, panel: int, candidate_id: int, part_id: str) -> Slot:
    return Slot(0, SlotKind.SITTING, start, end, place, panel, candidate_id, part_id)


def _jury(kind: SlotKind, start: dt.datetime, end: dt.datetime, panel: int, place: str) -> Slot:
    return Slot(0, kind, start, end, place, panel, jury_present=kind is not SlotKind.LUNCH)
