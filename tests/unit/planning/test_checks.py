"""A planning moved or aged: each thing that cannot be held is found and said, and nothing else is."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import time, timedelta

import pytest

from app.domain.people import Function, Person, Recusal
from app.domain.planning.checks import conflicts, unplanned
from app.domain.planning.compute import compute
from app.domain.planning.moves import moved
from app.domain.planning.plan import Plan, Slot, SlotKind
from app.domain.planning.usual import usual_settings
from app.domain.session import ExamSession
from tests.builders import with_third_time
from tests.unit.planning.sessions import FIRST_DAY, at, of_panel, title_session, with_candidates
from tests.unit.test_house import BAD_TYPOGRAPHY

Case = tuple[ExamSession, Plan]


def case(count: int = 4, juries: int = 2, days: int = 1, **changes: object) -> Case:
    session = title_session(count, juries, days)
    session = replace(session, people=(*session.people, Person(200, Function.OCCASIONAL_SPEAKER, "Blake", "Jo")))
    settings = replace(usual_settings(session), **changes)  # type: ignore[arg-type] # fields by name
    return session, compute(session, settings).plan


def slot_of(plan: Plan, candidate_id: int, part_id: str, which: int = 0) -> Slot:
    return [slot for slot in plan.of_candidate(candidate_id) if slot.part_id == part_id][which]


def with_slot(plan: Plan, slot: Slot, **changes: object) -> Plan:
    slots = tuple(replace(each, **changes) if each.number == slot.number else each for each in plan.slots)  # type: ignore[arg-type] # fields by name
    return replace(plan, slots=tuple(sorted(slots, key=lambda each: (each.starts_at, each.number))))


def with_settings(plan: Plan, **changes: object) -> Plan:
    return replace(plan, settings=replace(plan.settings, **changes))  # type: ignore[arg-type] # fields by name


def without(plan: Plan, kind: SlotKind, panel: int) -> Plan:
    return replace(plan, slots=tuple(each for each in plan.slots if (each.kind, each.panel) != (kind, panel)))


def _overlapping(_session: ExamSession, plan: Plan) -> Case:
    return _session, with_slot(plan, slot_of(plan, 1, "et"), starts_at=at(11, 45), ends_at=at(11, 55))


def _apart(session: ExamSession, plan: Plan) -> Case:
    written = slot_of(plan, 1, "ecrit")
    return session, with_slot(plan, written, starts_at=at(8, 40), ends_at=at(11, 10))


def _disordered(session: ExamSession, plan: Plan) -> Case:
    plan = with_slot(plan, slot_of(plan, 1, "ef"), starts_at=at(10, 0), ends_at=at(10, 15))
    return session, with_slot(plan, slot_of(plan, 1, "ecrit"), starts_at=at(8, 45), ends_at=at(9, 45))


def _shortened(session: ExamSession, plan: Plan) -> Case:
    slot = slot_of(plan, 1, "qap")
    return session, with_slot(plan, slot, ends_at=slot.ends_at - timedelta(minutes=5))


def _accommodated(session: ExamSession, plan: Plan) -> Case:
    return with_candidates(session, with_third_time(session.candidate(1))), plan


def _absent_jury(session: ExamSession, plan: Plan) -> Case:
    return session, with_slot(plan, slot_of(plan, 1, "et"), jury_present=False)


def _present_jury(session: ExamSession, plan: Plan) -> Case:
    return session, with_slot(plan, slot_of(plan, 1, "oral"), jury_present=True)


def _two_juries(session: ExamSession, plan: Plan) -> Case:
    return session, with_slot(plan, slot_of(plan, 1, "ef"), panel=2)


def _same_hour(session: ExamSession, plan: Plan) -> Case:
    return session, moved(session, plan, slot_of(plan, 3, "et").number, starts_at=slot_of(plan, 1, "et").starts_at)


def _member_of_both(session: ExamSession, plan: Plan) -> Case:
    people = tuple(replace(each, panel=0) if each.id == 11 else each for each in session.people)
    return replace(session, people=people), plan


def _one_room(session: ExamSession, plan: Plan) -> Case:
    slots = tuple(replace(each, place="Salle B") if each.panel else each for each in plan.slots)
    return session, replace(plan, slots=slots)


def _recused(session: ExamSession, plan: Plan) -> Case:
    return replace(session, recusals=(Recusal(11, 1, "formateur"),)), plan


def _away(session: ExamSession, plan: Plan) -> Case:
    people = tuple(replace(each, days=()) if each.id == 21 else each for each in session.people)
    return replace(session, people=people), plan


def _unfed_jury(session: ExamSession, plan: Plan) -> Case:
    plan = without(plan, SlotKind.LUNCH, 1)
    number = slot_of(plan, 3, "et").number
    return session, moved(session, plan, number, starts_at=slot_of(plan, 3, "et").starts_at - timedelta(minutes=55))


def _unfed_candidate(session: ExamSession, plan: Plan) -> Case:
    return session, with_slot(plan, slot_of(plan, 3, "ecrit"), starts_at=at(10, 50), ends_at=at(13, 20))


def _early_deliberation(session: ExamSession, plan: Plan) -> Case:
    [slot] = [each for each in of_panel(plan, 1) if each.kind is SlotKind.DELIBERATION]
    return session, moved(session, plan, slot.number, starts_at=slot.starts_at - timedelta(minutes=20))


def _short_deliberation(session: ExamSession, plan: Plan) -> Case:
    return session, without(plan, SlotKind.DELIBERATION, 1)


def _unread(session: ExamSession, plan: Plan) -> Case:
    return session, without(plan, SlotKind.CORRECTION, 1)


def _late(session: ExamSession, plan: Plan) -> Case:
    [slot] = [each for each in of_panel(plan, 1) if each.kind is SlotKind.DELIBERATION]
    return session, moved(session, plan, slot.number, starts_at=at(17, 45))


def _early(session: ExamSession, plan: Plan) -> Case:
    return session, with_settings(plan, day_starts=time(8, 40))


def _another_day(session: ExamSession, plan: Plan) -> Case:
    sheet = replace(session.sheet, starts_on=FIRST_DAY + timedelta(days=1), ends_on=FIRST_DAY + timedelta(days=1))
    return replace(session, sheet=sheet), plan


def _gone(session: ExamSession, plan: Plan) -> Case:
    return replace(session, candidates=session.candidates[1:]), plan


def _crossing(session: ExamSession, plan: Plan) -> Case:
    return session, with_settings(plan, leaving_room="Salle d’attente")


def _fewer_juries(session: ExamSession, plan: Plan) -> Case:
    return session, with_settings(plan, panels=plan.settings.panels[:1])


def _pressed(session: ExamSession, plan: Plan) -> Case:
    plan = without(plan, SlotKind.CORRECTION, 1)
    next_one = slot_of(plan, 3, "oral", 1)
    late = moved(session, plan, slot_of(plan, 1, "et").number, starts_at=next_one.starts_at - timedelta(minutes=72))
    return session, late


BREAKS: dict[str, tuple[Callable[[ExamSession, Plan], Case], str]] = {
    "a candidate in two places": (_overlapping, r"LE GOFF Léo : Oral et ET en même temps le 12/05 à 11:45\."),
    "written parts apart": (_apart, r"Écrit : tous les candidats ne commencent pas à la même heure \(08:40 et 08:45\)"),
    "parts out of order": (_disordered, "LE GOFF Léo : Oral vient avant EF dans le référentiel"),
    "a part too short": (_shortened, "LE GOFF Léo : QAP dure 40 min, il faut 45 min"),
    "extra time forgotten": (_accommodated, "Écrit dure 2 h 30, il faut 3 h 20, temps supplémentaire compris"),
    "a jury missing": (_absent_jury, "ET, le jury doit y être"),
    "a jury too many": (_present_jury, "Oral, le jury n’y assiste pas"),
    "a candidate before two juries": (_two_juries, "LE GOFF Léo passe devant plusieurs jurys"),
    "two candidates before one jury": (_same_hour, r"Jury 1 : .*LE GOFF.* et .*N’DIAYE.* en même temps"),
    "a juror in two juries": (_member_of_both, "Jury J11 : attendu dans le jury 1 et dans le jury 2"),
    "two juries in one room": (_one_room, "Salle B : .* en même temps"),
    "a quorum lost": (_recused, r"LE GOFF Léo : les déports laissent 1 membre dans le jury 1, il en faut 2"),
    "a juror away": (_away, "Jury 2, le 12/05 : Jury J21 n’est pas là"),
    "a jury without lunch": (_unfed_jury, "Jury 1 : pas de repas le 12/05"),
    "a candidate without lunch": (_unfed_candidate, "N’DIAYE Léo n’a pas le temps de déjeuner"),
    "a deliberation too early": (_early_deliberation, "Jury 1 : la délibération commence avant la fin pour N’DIAYE"),
    "a deliberation too short": (
        _short_deliberation,
        "0 min de délibération pour 2 candidats, il faut 30 min",
    ),
    "written work unread": (_unread, "LE GOFF Léo : le jury ne lit pas Écrit avant Oral"),
    "after the end of the day": (_late, "Jury 1 : délibération finit le 12/05 à 18:15, après 18:00"),
    "before the start of the day": (_early, "Accueil commence le 12/05 à 08:30, avant 08:40"),
    "on another day": (_another_day, "Accueil est prévu le 12/05, qui n’est pas un jour de la session"),
    "no time to change": (_pressed, "Jury 1 : 2 min entre LE GOFF Léo et N’DIAYE Léo, il faut 5 min"),
    "somebody gone": (_gone, "Un candidat du planning n’est plus dans la session"),
    "no way out": (_crossing, "La sortie et la salle d’attente sont le même lieu"),
    "a jury closed": (_fewer_juries, "Le jury 2 n’existe plus"),
}


@pytest.mark.parametrize("name", BREAKS)
def test_each_conflict_is_found_and_said(name: str) -> None:
    broken, wanted = BREAKS[name]

    found = conflicts(*broken(*case()))

    said = [conflict.sentence.replace("\u00a0", " ") for conflict in found]
    assert any(re.search(wanted, sentence) for sentence in said), said


@pytest.mark.parametrize("name", BREAKS)
def test_each_conflict_is_clean_french_and_names_its_slots(name: str) -> None:
    session, plan = BREAKS[name][0](*case())

    numbers = {slot.number for slot in plan.slots}
    for conflict in conflicts(session, plan):
        assert [what for what, bad in BAD_TYPOGRAPHY.items() if bad.search(conflict.sentence)] == [], conflict.sentence
        assert set(conflict.slots) <= numbers


def test_a_sound_planning_has_no_conflict() -> None:
    session, plan = case()

    assert conflicts(session, plan) == ()


def test_a_jury_that_goes_on_for_too_long_is_told_where() -> None:
    session, plan = case(3, 1, 3, break_after=60)

    found = conflicts(session, without(plan, SlotKind.LUNCH, 1))
    plan = with_settings(plan, break_after=20, break_lasts=45)

    assert found == ()
    assert any("sans pause avant" in conflict.sentence for conflict in conflicts(session, plan))


def test_a_speaker_wanted_twice_is_found() -> None:
    session, plan = case(2, 2, shares_speaker=True)
    english = [slot for slot in plan.slots if slot.takes_speaker]

    plan = with_slot(plan, english[1], starts_at=english[0].starts_at, ends_at=english[0].ends_at)

    assert any("intervenant ponctuel" in conflict.sentence for conflict in conflicts(session, plan))


def test_whoever_lacks_something_is_named() -> None:
    session, plan = case()
    later = title_session(5, juries=2)

    assert unplanned(session, plan) == ()
    assert unplanned(later, plan) == ("DE LA FONTAINE Léo\u00a0: Écrit, Oral, ET, QAP et EF",)
