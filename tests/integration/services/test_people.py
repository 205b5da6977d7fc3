"""The jury: declarations, recusals, codes, and who may do what."""

import datetime as dt
from collections.abc import Callable
from dataclasses import fields, replace

import pytest

from app.domain.attendance import AbsenceCode
from app.domain.faults import Fault
from app.domain.framework.terms import OralRole
from app.domain.people import MANAGER, Actor, Function, Link, LinkKind, Recusal, RoleAssignment
from app.domain.rules.registry import judge
from app.models.people_rows import PersonRow
from app.services import attendance, closing, deliberation, grading, people, timing
from app.services.grading import GridKey
from app.services.people import PersonDraft
from tests.builders import after
from tests.integration.services.room import (
    ANNE,
    BENOIT,
    CHLOE,
    ECRIT,
    ELODIE,
    IBRAHIM,
    INVIGILATOR,
    ORAL,
    PINS,
    SOULEYMANE,
    Room,
    juror_draft,
    refused,
)


def add(room: Room, function: Function = Function.JUROR) -> Actor:
    """Convene a third person, who has not declared anything yet."""
    return Actor(people.add_person(room.desk, MANAGER, juror_draft("Paul", "Kermarrec", function)), "Paul Kermarrec")


def person_id(actor: Actor) -> int:
    assert actor.person_id is not None
    return actor.person_id


def test_a_declaration_opens_the_jurors_seat_with_a_code(prepared: Room) -> None:
    paul = add(prepared)
    prepared.wait(minutes=5)
    assert people.declare(prepared.desk, paul, "31415", {}) == after(5)

    prepared.reopen()
    person = prepared.session().person(person_id(paul))
    assert (person.declared_at, person.has_pin) == (after(5), True)
    assert people.check_pin(prepared.desk, person_id(paul), "31415") == paul


def test_whom_a_juror_knows_is_judged_without_that_juror(prepared: Room) -> None:
    paul = add(prepared)
    known = {SOULEYMANE: Link(" ancien collègue "), CHLOE: Link(kind=LinkKind.TRAINER)}
    people.declare(prepared.desk, paul, "31415", known)
    prepared.reopen()
    session = prepared.session()
    assert session.recusals == (
        Recusal(person_id(paul), SOULEYMANE, "ancien collègue", LinkKind.PERSONAL),
        Recusal(person_id(paul), CHLOE, "Formateur ou accompagnateur", LinkKind.TRAINER),
    )
    assert [juror.id for juror in session.jurors_for(session.candidate(SOULEYMANE))] == [1, 2]
    assert [juror.id for juror in session.jurors_for(session.candidate(ELODIE))] == [1, 2, person_id(paul)]


def test_a_link_declared_without_a_word_still_has_a_reason(prepared: Room) -> None:
    people.declare(prepared.desk, add(prepared), "31415", {SOULEYMANE: Link(kind=LinkKind.OTHER)})
    assert [recusal.reason for recusal in prepared.session().recusals] == ["Autre motif"]


@pytest.mark.parametrize("pin", ["", "123", "1234567890123"])
def test_a_code_too_short_or_too_long_is_refused(prepared: Room, pin: str) -> None:
    paul = add(prepared)
    with refused(Fault.PIN_LENGTH) as caught:
        people.declare(prepared.desk, paul, pin, {})
    assert "de 4 à 12" in caught.sentence
    assert prepared.session().person(person_id(paul)).declared_at is None


@pytest.mark.parametrize("pin", ["1234", "123456789012"])
def test_the_shortest_and_the_longest_code_are_accepted(prepared: Room, pin: str) -> None:
    paul = add(prepared)
    people.declare(prepared.desk, paul, pin, {})
    assert people.check_pin(prepared.desk, person_id(paul), pin) == paul


def test_nobody_at_the_desk_replaces_a_code_that_a_juror_chose(prepared: Room) -> None:
    with refused(Fault.PIN_CHOSEN) as caught:
        people.declare(prepared.desk, ANNE, "0000", {ELODIE: Link("voisine")})
    assert "Anne Durand" in caught.sentence
    assert people.check_pin(prepared.desk, 1, PINS[1]) == ANNE
    assert prepared.session().recusals == ()


def test_a_forgotten_code_is_forgotten_by_the_responsable_who_says_why(prepared: Room) -> None:
    declared_at = prepared.session().person(1).declared_at
    with refused(Fault.MANAGER_ONLY):
        people.reset_pin(prepared.desk, BENOIT, 1, "code oublié")
    with refused(Fault.REASON_MISSING):
        people.reset_pin(prepared.desk, MANAGER, 1, " ")
    with refused(Fault.PIN_NOT_SET):
        people.reset_pin(prepared.desk, MANAGER, 3, "code oublié")
    with refused(Fault.PIN_WRONG):
        people.check_pin(prepared.desk, 1, "0000")
    assert people.check_pin(prepared.desk, 1, PINS[1]) == ANNE

    people.reset_pin(prepared.desk, MANAGER, 1, "code oublié")
    assert prepared.journal()[-1].reason == "code oublié"
    with refused(Fault.PIN_NOT_SET):
        people.check_pin(prepared.desk, 1, PINS[1])
    prepared.wait(minutes=5)
    people.declare(prepared.desk, ANNE, "31415", {})
    assert people.check_pin(prepared.desk, 1, "31415") == ANNE
    assert prepared.session().person(1).declared_at == declared_at


def test_who_graded_a_candidate_and_tells_a_link_with_a_new_code_stands_aside(graded: Room) -> None:
    people.reset_pin(graded.desk, MANAGER, 1, "code oublié")
    people.declare(graded.desk, ANNE, "31415", {ELODIE: Link("voisine")})
    session = graded.session()
    assert [(each.juror_id, each.candidate_id) for each in session.recusals] == [(1, ELODIE)]
    assert {juror.id for juror, _part, _grid in session.grids_of(session.candidate(ELODIE))} == {2}


def test_who_stops_being_a_juror_has_no_code_any_more(prepared: Room) -> None:
    people.change_person(prepared.desk, MANAGER, 1, juror_draft("Anne", "Durand", Function.INVIGILATOR))
    with refused(Fault.PIN_NOT_SET):
        people.check_pin(prepared.desk, 1, PINS[1])
    people.change_person(prepared.desk, MANAGER, 1, juror_draft("Anne", "Durand"))
    person = prepared.session().person(1)
    assert (person.declared_at, person.has_pin) == (None, False)


def test_only_a_juror_declares(prepared: Room) -> None:
    for actor in (MANAGER, INVIGILATOR):
        with refused(Fault.JUROR_ONLY):
            people.declare(prepared.desk, actor, "31415", {})
    assert prepared.session().person(3).declared_at is None


def test_a_declaration_signed_on_paper_is_noted_by_the_responsable_without_a_code(prepared: Room) -> None:
    paul = add(prepared)
    with refused(Fault.MANAGER_ONLY):
        people.declare_on_paper(prepared.desk, ANNE, person_id(paul))
    with refused(Fault.JUROR_ONLY):
        people.declare_on_paper(prepared.desk, MANAGER, 3)
    people.declare_on_paper(prepared.desk, MANAGER, person_id(paul))
    person = prepared.session().person(person_id(paul))
    assert (person.declared_at, person.has_pin) == (after(0), False)
    with refused(Fault.PIN_NOT_SET):
        people.check_pin(prepared.desk, person_id(paul), "31415")


def test_wrong_codes_ask_for_longer_and_longer_waits(prepared: Room) -> None:
    for _try in range(3):
        with refused(Fault.PIN_WRONG) as caught:
            people.check_pin(prepared.desk, 1, "0000")
        assert "Anne Durand" in caught.sentence
    for seconds in (2, 4, 8):
        with refused(Fault.PIN_WAIT):
            people.check_pin(prepared.desk, 1, PINS[1])
        prepared.wait(seconds=seconds - 1)
        prepared.reopen()
        with refused(Fault.PIN_WAIT) as waiting:
            people.check_pin(prepared.desk, 1, PINS[1])
        assert "dans 2 s" in waiting.sentence
        prepared.wait(seconds=1)
        with refused(Fault.PIN_WRONG):
            people.check_pin(prepared.desk, 1, "0000")


def test_a_wait_never_passes_five_minutes_and_the_right_code_ends_it(prepared: Room) -> None:
    with prepared.desk.write(MANAGER) as rows:
        row = rows.get_one(PersonRow, 1)
        row.pin_failures, row.pin_failed_at = 40, prepared.clock.now()
    prepared.wait(minutes=4, seconds=59)
    with refused(Fault.PIN_WAIT):
        people.check_pin(prepared.desk, 1, PINS[1])
    prepared.wait(seconds=1)
    assert people.check_pin(prepared.desk, 1, PINS[1]) == ANNE
    with refused(Fault.PIN_WRONG):
        people.check_pin(prepared.desk, 1, "0000")
    assert people.check_pin(prepared.desk, 1, PINS[1]) == ANNE


def test_one_jurors_wrong_codes_do_not_keep_the_other_waiting(prepared: Room) -> None:
    for _try in range(3):
        with refused(Fault.PIN_WRONG):
            people.check_pin(prepared.desk, 1, PINS[2])
    assert people.check_pin(prepared.desk, 2, PINS[2]) == BENOIT


def test_no_code_is_ever_written_in_the_journal(prepared: Room) -> None:
    people.reset_pin(prepared.desk, MANAGER, 1, "code oublié")
    people.declare(prepared.desk, ANNE, "314159", {})
    with refused(Fault.PIN_WRONG):
        people.check_pin(prepared.desk, 1, "271828")
    entries = prepared.journal()
    told = " ".join(f"{entry.changes} {entry.reason}" for entry in entries)
    assert not any(pin in told for pin in ("314159", "271828", *PINS.values()))
    assert "$argon2" not in told
    told_of_codes = [entry.changes["pin_hash"] for entry in entries if "pin_hash" in entry.changes]
    assert told_of_codes[-2:] == [["secret", ""], ["", "secret"]]


Act = Callable[[Room], object]
KEY = GridKey(ELODIE, ECRIT)
OF_THE_RESPONSABLE: list[Act] = [
    lambda room: people.add_person(room.desk, ANNE, juror_draft("Paul", "Kermarrec")),
    lambda room: people.change_person(room.desk, ANNE, 2, juror_draft("Paul", "Kermarrec")),
    lambda room: people.remove_person(room.desk, ANNE, 2),
    lambda room: people.recuse(room.desk, ANNE, 2, ELODIE, "formateur"),
    lambda room: people.reset_pin(room.desk, ANNE, 2, "code oublié"),
    lambda room: people.assign_role(room.desk, ANNE, 2, ORAL, OralRole.OBSERVER),
]
OF_A_JUROR: list[Act] = [
    lambda room: grading.open_grid(room.desk, MANAGER, KEY),
    lambda room: deliberation.take_position(room.desk, MANAGER, ELODIE, "c1", mastered=True),
    lambda room: deliberation.confirm(room.desk, MANAGER, ELODIE),
    lambda room: deliberation.confirm_all(room.desk, MANAGER),
]


OF_NO_SURVEILLANT: list[Act] = [
    lambda room: attendance.mark_present(room.desk, INVIGILATOR, IBRAHIM, "passeport"),
    lambda room: attendance.mark_absent(room.desk, INVIGILATOR, ELODIE, AbsenceCode.UNEXPLAINED),
    lambda room: attendance.report_incident(room.desk, INVIGILATOR, "Alarme incendie."),
    lambda room: timing.start(room.desk, INVIGILATOR, ELODIE, ECRIT),
    lambda room: closing.close(room.desk, INVIGILATOR),
    lambda room: closing.seal(room.desk, INVIGILATOR, "à l’encre"),
    lambda room: closing.rectify(
        room.desk, INVIGILATOR, closing.RectificationDraft(None, "lieu", "", "Brest", "erreur", (1,))
    ),
]


@pytest.mark.parametrize("act", OF_NO_SURVEILLANT)
def test_a_surveillant_does_nothing_at_the_desk(present: Room, act: Act) -> None:
    before = present.session()
    with refused(Fault.JUROR_ONLY):
        act(present)
    assert present.session() == before


@pytest.mark.parametrize("act", OF_THE_RESPONSABLE)
def test_a_juror_does_not_prepare_the_session(present: Room, act: Act) -> None:
    before = present.session()
    with refused(Fault.MANAGER_ONLY):
        act(present)
    assert present.session() == before


@pytest.mark.parametrize("act", OF_A_JUROR)
def test_the_responsable_neither_evaluates_nor_deliberates(graded: Room, act: Act) -> None:
    before = graded.session()
    with refused(Fault.JUROR_ONLY):
        act(graded)
    assert graded.session() == before


def test_somebody_who_wrote_nothing_is_removed_or_changes_function(prepared: Room) -> None:
    people.recuse(prepared.desk, MANAGER, 2, ELODIE, "formateur")
    people.change_person(prepared.desk, MANAGER, 1, juror_draft("Anna", "Durand", Function.INVIGILATOR))
    people.remove_person(prepared.desk, MANAGER, 2)
    session = prepared.session()
    assert [(person.name, person.function) for person in session.people] == [
        ("Anna Durand", Function.INVIGILATOR),
        ("Chloé Roussel", Function.INVIGILATOR),
    ]
    assert session.recusals == ()


def test_somebody_who_wrote_stays_a_juror_but_a_name_is_corrected(present: Room) -> None:
    grading.open_grid(present.desk, ANNE, KEY)
    with refused(Fault.PERSON_HAS_WRITTEN):
        people.remove_person(present.desk, MANAGER, 1)
    with refused(Fault.PERSON_HAS_WRITTEN):
        people.change_person(present.desk, MANAGER, 1, juror_draft("Anne", "Durand", Function.INVIGILATOR))
    people.change_person(present.desk, MANAGER, 1, juror_draft(" Anne ", "Durand-Le Goff"))
    person = present.session().person(1)
    assert (person.name, person.habilitation_until) == ("Anne Durand-Le Goff", dt.date(2027, 12, 31))
    assert people.check_pin(present.desk, 1, PINS[1]).label == "Anne Durand-Le Goff"


def test_a_recusal_says_why(present: Room) -> None:
    with refused(Fault.REASON_MISSING):
        people.recuse(present.desk, MANAGER, 1, ELODIE, " ")
    assert present.session().recusals == ()
    people.recuse(present.desk, MANAGER, 1, SOULEYMANE, "formateur")
    assert [recusal.candidate_id for recusal in present.session().recusals] == [SOULEYMANE]


def test_a_link_learnt_late_sets_the_grid_aside_and_asks_the_others_to_agree_anew(decided: Room) -> None:
    before = decided.session().grids
    people.recuse(decided.desk, MANAGER, 1, ELODIE, "nièce reconnue à l’entretien final")
    session = decided.session()
    assert session.grids == before, "nothing that was written is lost"
    assert {juror.id for juror, _part, _grid in session.grids_of(session.candidate(ELODIE))} == {2}
    assert session.confirmed_by(ELODIE) == frozenset()
    assert session.confirmed_by(SOULEYMANE) == {1, 2}
    with refused(Fault.JUROR_RECUSED):
        deliberation.confirm(decided.desk, ANNE, ELODIE)
    found = [finding for state in judge(session) for finding in state.findings if state.rule.number in (6, 7)]
    told = next(finding for finding in found if "une grille existe" in finding.sentence)
    assert (told.candidate_id, told.person_id, told.derogable) == (ELODIE, 1, True)
    people.recuse(decided.desk, MANAGER, 1, ELODIE, "nièce de son mari")
    assert [each.reason for each in decided.session().recusals] == ["nièce de son mari"]


def test_a_recusal_made_by_mistake_is_withdrawn_until_the_jury_deliberates(graded: Room) -> None:
    paul = add(graded)
    for candidate_id in (ELODIE, SOULEYMANE):
        people.recuse(graded.desk, MANAGER, person_id(paul), candidate_id, "formateur")
    with refused(Fault.MANAGER_ONLY):
        people.withdraw_recusal(graded.desk, ANNE, person_id(paul), ELODIE)
    deliberation.take_position(graded.desk, ANNE, ELODIE, "c1", mastered=True)
    with refused(Fault.RECUSAL_KEPT):
        people.withdraw_recusal(graded.desk, MANAGER, person_id(paul), ELODIE)
    people.withdraw_recusal(graded.desk, MANAGER, person_id(paul), SOULEYMANE)
    assert [recusal.candidate_id for recusal in graded.session().recusals] == [ELODIE]


@pytest.mark.parametrize(("given_name", "family_name"), [("", "Durand"), ("Anne", " ")])
def test_a_person_has_both_names(prepared: Room, given_name: str, family_name: str) -> None:
    with refused(Fault.NAME_MISSING):
        people.add_person(prepared.desk, MANAGER, juror_draft(given_name, family_name))
    with refused(Fault.NAME_MISSING):
        people.change_person(prepared.desk, MANAGER, 1, juror_draft(given_name, family_name))


def test_everything_that_is_said_of_a_person_is_there_again(prepared: Room) -> None:
    said = PersonDraft(
        Function.JUROR, "Kermarrec", "Paul", "chef de quai", "Odet Fret", "H-0099", dt.date(2028, 2, 29), True,
        (dt.date(2026, 5, 12), dt.date(2026, 5, 14)), 2, "Membre de l’Institut", False, True,
    )  # fmt: skip
    assert all(getattr(said, field.name) != field.default for field in fields(PersonDraft)), "a field is not tried"
    paul = people.add_person(prepared.desk, MANAGER, said)
    prepared.reopen()
    assert people.draft_of(prepared.session().person(paul)) == said
    people.change_person(prepared.desk, MANAGER, paul, replace(said, days=(), is_external=None))
    assert people.draft_of(prepared.session().person(paul)) == replace(said, days=(), is_external=None)


def test_who_plays_which_part_is_kept_changed_and_taken_back(prepared: Room) -> None:
    people.assign_role(prepared.desk, MANAGER, 1, ORAL, OralRole.INTERLOCUTOR)
    people.assign_role(prepared.desk, MANAGER, 2, ORAL, OralRole.INTERLOCUTOR)
    people.assign_role(prepared.desk, MANAGER, 2, ORAL, OralRole.OBSERVER)
    people.assign_role(prepared.desk, MANAGER, 3, ORAL, OralRole.OCCASIONAL_SPEAKER)
    prepared.reopen()
    assert prepared.session().roles == (
        RoleAssignment(1, ORAL, OralRole.INTERLOCUTOR),
        RoleAssignment(2, ORAL, OralRole.OBSERVER),
        RoleAssignment(3, ORAL, OralRole.OCCASIONAL_SPEAKER),
    )
    people.assign_role(prepared.desk, MANAGER, 2, ORAL, None)
    people.remove_person(prepared.desk, MANAGER, 3)
    assert prepared.session().roles == (RoleAssignment(1, ORAL, OralRole.INTERLOCUTOR),)


@pytest.mark.parametrize(
    ("person", "role", "told"),
    [
        (3, OralRole.OBSERVER, "Chloé Roussel est surveillant : le rôle « observateur » revient à un membre du jury."),
        (1, OralRole.OCCASIONAL_SPEAKER, "revient à une personne hors du jury"),
    ],
)
def test_nobody_plays_a_part_that_is_not_theirs(prepared: Room, person: int, role: OralRole, told: str) -> None:
    with refused(Fault.ROLE_NOT_THEIRS) as caught:
        people.assign_role(prepared.desk, MANAGER, person, ORAL, role)
    assert told in caught.sentence
    with refused(Fault.ROLE_WITHOUT_PART):
        people.assign_role(prepared.desk, MANAGER, 1, "jeu", OralRole.OBSERVER)
    assert prepared.session().roles == ()


def test_the_kind_of_a_link_is_kept_and_may_stand_for_its_reason(prepared: Room) -> None:
    people.recuse(prepared.desk, MANAGER, 1, ELODIE, "", LinkKind.SHARED_WORKPLACE)
    people.recuse(prepared.desk, MANAGER, 1, ELODIE, "même atelier", LinkKind.SHARED_WORKPLACE)
    people.recuse(prepared.desk, MANAGER, 2, CHLOE, "", LinkKind.TRAINER)
    prepared.reopen()
    assert prepared.session().recusals == (
        Recusal(1, ELODIE, "même atelier", LinkKind.SHARED_WORKPLACE),
        Recusal(2, CHLOE, "Formateur ou accompagnateur", LinkKind.TRAINER),
    )


def test_whoever_has_no_voice_is_not_recused(prepared: Room) -> None:
    with refused(Fault.JUROR_ONLY):
        people.recuse(prepared.desk, MANAGER, 3, ELODIE, "voisine")
    assert prepared.session().recusals == ()


def test_a_juror_who_graded_stays_in_the_same_jury(present: Room) -> None:
    whole = people.draft_of(present.session().person(1))
    people.change_person(present.desk, MANAGER, 1, replace(whole, panel=1))
    people.change_person(present.desk, MANAGER, 1, whole)
    grading.open_grid(present.desk, ANNE, KEY)
    with refused(Fault.PANEL_KEPT) as caught:
        people.change_person(present.desk, MANAGER, 1, replace(whole, panel=1))
    assert "Anne Durand" in caught.sentence
    people.change_person(present.desk, MANAGER, 1, replace(whole, employer="Odet Fret"))
    assert (present.session().person(1).panel, present.session().person(1).employer) == (0, "Odet Fret")
