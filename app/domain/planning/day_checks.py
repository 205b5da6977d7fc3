"""What a planning must keep of the day itself: its hours, its places, and the people it was made for."""

from collections.abc import Iterator

from app.domain.planning.conflict import Case, Conflict
from app.domain.planning.plan import Slot, SlotKind
from app.domain.planning.wording import day, hour, names, when


def slots_are_within_hours(case: Case) -> Iterator[Conflict]:
    """Everything takes place on a day of the session, between its first and its last hour."""
    days = set(case.session.days())
    settings = case.settings
    for slot in case.plan.slots:
        if case.has_begun(slot):
            continue
        if slot.starts_at.date() not in days:
            sentence = f"est prévu le {day(slot.starts_at)}, qui n’est pas un jour de la session"
        elif slot.starts_at.time() < settings.day_starts:
            sentence = f"commence {when(slot.starts_at)}, avant {hour(settings.day_starts)}"
        elif slot.ends_at.date() != slot.starts_at.date() or slot.ends_at.time() > settings.day_ends:
            sentence = f"finit {when(slot.ends_at)}, après {hour(settings.day_ends)}"
        else:
            continue
        yield Conflict(f"{_subject(case, slot)} {sentence}.", (slot.number,))


def those_who_passed_leave_apart(case: Case) -> Iterator[Conflict]:
    """Whoever has passed never meets those who wait: they leave by another place than the waiting room."""
    settings = case.settings
    waiting = {"salle d’attente": settings.waiting_room, "salle de préparation": settings.preparation_room}
    for label, place in waiting.items():
        if place.strip() and place.strip().casefold() == settings.leaving_room.strip().casefold():
            yield Conflict(
                f"La sortie et la {label} sont le même lieu, « {place} » : ceux qui ont passé croiseraient ceux qui "
                "attendent."
            )


def everybody_is_of_the_session(case: Case) -> Iterator[Conflict]:
    """Every slot is for somebody who still sits what it says."""
    gone: dict[str, list[Slot]] = {}
    for slot in case.plan.slots:
        if slot.candidate_id is None:
            continue
        candidate = case.candidates.get(slot.candidate_id)
        if candidate is None:
            gone.setdefault("Un candidat du planning n’est plus dans la session.", []).append(slot)
        elif slot.kind is SlotKind.SITTING and slot.part_id not in case.parts[candidate.id]:
            gone.setdefault(f"{candidate.name} ne passe plus la partie « {slot.part_id} ».", []).append(slot)
    for sentence, slots in gone.items():
        yield Conflict(sentence, tuple(slot.number for slot in slots))


CHECKS = (slots_are_within_hours, those_who_passed_leave_apart, everybody_is_of_the_session)


def unplanned(case: Case) -> Iterator[str]:
    """What the planning lacks of somebody: « LE GOFF Élodie : oral, ET »."""
    for candidate in case.session.candidates:
        if candidate.is_absent or candidate.left_for_good is not None:
            continue
        planned = {
            (s.part_id, phase) for s in case.sittings(candidate.id) for phase in range(s.first_phase, s.last_phase + 1)
        }
        lacking = [
            part.short
            for _modality, part in case.session.parts_for(candidate)
            if any((part.id, phase) not in planned for phase in range(len(part.phases)))
        ]
        if lacking:
            yield f"{candidate.name} : {names(lacking, at_most=len(lacking))}"


def _subject(case: Case, slot: Slot) -> str:
    if slot.candidate_id is None and not slot.panel:
        return slot.kind.label
    return f"{case.name(slot)} : {case.what(slot)}"
