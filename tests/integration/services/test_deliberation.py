"""Behind closed doors: seals, positions, decisions and confirmations."""

from collections.abc import Callable

import pytest

from app.domain.decision import AwardValue, BlocStatus, Outcome
from app.domain.faults import Fault, JuryFault
from app.domain.framework.terms import Evidence
from app.domain.people import MANAGER, Actor
from app.services import deliberation, evidence_seen, grading, jury_room, people, waivers
from app.services.grading import GridKey
from app.services.jury_room import RollAnswer
from tests.builders import MOTIVE, after
from tests.integration.services.room import (
    ANNE,
    BENOIT,
    CHLOE,
    ECRIT,
    EF,
    ELODIE,
    IBRAHIM,
    INVIGILATOR,
    SOULEYMANE,
    Room,
    juror_draft,
    refused,
)

WON, LOST = AwardValue.WON, AwardValue.LOST


def decide(
    room: Room,
    outcome: Outcome = Outcome.PASSED,
    candidate_id: int = ELODIE,
    awards: dict[str, AwardValue] | None = None,
    motive: str = "",
) -> None:
    deliberation.decide(room.desk, ANNE, candidate_id, outcome, awards=awards, motive=motive)


def position(room: Room, unit_id: str, *, mastered: bool = True, motive: str = "", cited: tuple[str, ...] = ()) -> None:
    deliberation.take_position(room.desk, ANNE, ELODIE, unit_id, mastered=mastered, motive=motive, cited=cited)


def seat_third_juror(room: Room) -> Actor:
    paul = Actor(people.add_person(room.desk, MANAGER, juror_draft("Paul", "Kermarrec")), "Paul Kermarrec")
    people.declare(room.desk, paul, "31415", {})
    return paul


# Sealed until every grid is locked

ACTS: dict[str, Callable[[Room], object]] = {
    "position": lambda room: position(room, "c1"),
    "decision": decide,
}


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS.keys())
def test_nothing_is_deliberated_while_a_grid_is_open(present: Room, act: Callable[[Room], object]) -> None:
    present.grade(ANNE, ELODIE)
    present.grade(BENOIT, ELODIE, but=(EF,))
    with refused(Fault.GRIDS_STILL_OPEN) as caught:
        act(present)
    assert "LE GOFF Élodie" in caught.sentence
    assert (present.session().positions, present.session().decisions) == ((), ())


def test_a_page_shows_no_content_until_the_last_lock(present: Room) -> None:
    present.grade(ANNE, ELODIE, unmet=("c1.1",))
    present.grade(BENOIT, ELODIE, but=(EF,))
    page = deliberation.page(present.desk, ELODIE)
    assert (page.sealed, page.locked_grids, page.expected_grids) == (True, 7, 8)
    assert (page.units, page.appreciations, page.proposed) == ((), (), None)

    key = GridKey(ELODIE, EF)
    grading.open_grid(present.desk, BENOIT, key)
    grading.write_appreciation(present.desk, BENOIT, key, "Parle de son métier avec recul.")
    grading.lock(present.desk, BENOIT, key)
    page = deliberation.page(present.desk, ELODIE)
    assert (page.sealed, page.locked_grids) == (False, 8)
    assert [unit.unit.id for unit in page.units if unit.diverges] == ["c1"]
    assert "Parle de son métier avec recul." in {text for _juror, _part, text in page.appreciations}


def test_a_grid_opened_again_seals_the_page_again(graded: Room) -> None:
    grading.unlock(graded.desk, ANNE, GridKey(ELODIE, ECRIT), "critère 1 coché par erreur")
    assert deliberation.page(graded.desk, ELODIE).sealed
    with refused(Fault.GRIDS_STILL_OPEN):
        position(graded, "c1")


def test_nobody_deliberates_on_somebody_absent(graded: Room) -> None:
    with refused(Fault.CANDIDATE_NOT_PRESENT):
        decide(graded, candidate_id=IBRAHIM)


# Who deliberates


def test_only_the_jurors_of_a_candidate_deliberate_on_that_candidate(graded: Room) -> None:
    paul = seat_third_juror(graded)
    for candidate_id in (ELODIE, SOULEYMANE):
        people.recuse(graded.desk, MANAGER, paul.person_id or 0, candidate_id, "formateur")
    graded.take_positions(ELODIE)
    acts: tuple[Callable[[], object], ...] = (
        lambda: deliberation.take_position(graded.desk, paul, ELODIE, "c1", mastered=True),
        lambda: deliberation.decide(graded.desk, paul, ELODIE, Outcome.PASSED),
        lambda: deliberation.confirm(graded.desk, paul, ELODIE),
    )
    for act in acts:
        with refused(Fault.JUROR_RECUSED) as caught:
            act()
        assert "Paul Kermarrec" in caught.sentence
    with refused(Fault.JUROR_ONLY):
        deliberation.decide(graded.desk, INVIGILATOR, ELODIE, Outcome.PASSED)
    assert graded.session().decisions == ()
    decide(graded)


def test_a_jury_below_quorum_decides_nothing(present: Room) -> None:
    people.recuse(present.desk, MANAGER, 2, ELODIE, "voisine, reconnue ce matin")
    present.grade(ANNE, ELODIE)
    for juror in (ANNE, BENOIT):
        present.grade(juror, SOULEYMANE)
    for act in ACTS.values():
        with refused(Fault.QUORUM_MISSING) as caught:
            act(present)
        assert "il faut 2 jurés" in caught.sentence
    present.take_positions(SOULEYMANE)


# Positions


def test_a_position_is_the_jurys_own_words(graded: Room) -> None:
    position(graded, "c1", mastered=False, motive=f" {MOTIVE} ", cited=("c1.1",))
    graded.reopen()
    taken = graded.session().position(ELODIE, "c1")
    assert taken is not None
    assert (taken.mastered, taken.motive, taken.cited) == (False, MOTIVE, ("c1.1",))

    position(graded, "c1", motive="un reste", cited=("c1.1",))
    taken = graded.session().position(ELODIE, "c1")
    assert taken is not None
    assert (taken.mastered, taken.motive, taken.cited) == (True, "", ())


@pytest.mark.parametrize(
    ("motive", "cited", "told"),
    [
        ("Trop court.", ("c1.1",), "compte moins de 15 caractères"),
        (MOTIVE, (), "ne cite aucun critère"),
        (MOTIVE, ("c3.1",), "ne cite aucun critère"),
        ("Livraison contrôlée à 40 % seulement.", ("c1.1",), "contient une note"),
    ],
)
def test_a_refusal_is_motivated_on_the_critere(graded: Room, motive: str, cited: tuple[str, ...], told: str) -> None:
    with refused(Fault.MOTIVE_REFUSED) as caught:
        position(graded, "c1", mastered=False, motive=motive, cited=cited)
    assert told in caught.sentence
    assert graded.session().positions == ()


def test_no_position_is_taken_on_what_is_not_under_decision(graded: Room) -> None:
    with refused(Fault.UNIT_UNKNOWN):
        position(graded, "c9")
    with refused(Fault.UNIT_UNKNOWN):
        deliberation.take_position(graded.desk, ANNE, SOULEYMANE, "c1", mastered=True)


# Decisions


def test_a_decision_waits_for_every_position(graded: Room) -> None:
    position(graded, "c1")
    with refused(Fault.RULE_BROKEN) as caught:
        decide(graded)
    assert "Règle 22" in caught.sentence
    assert "Dialoguer avec un transporteur" in caught.sentence
    assert graded.session().decisions == ()


def test_the_title_wins_every_ccp(graded: Room) -> None:
    graded.take_positions(ELODIE)
    graded.wait(minutes=200)
    decide(graded, awards={"ccp1": LOST})
    graded.reopen()
    session = graded.session()
    taken = session.decision(ELODIE)
    assert taken is not None
    assert (taken.outcome, taken.decided_at) == (Outcome.PASSED, after(200))
    assert session.awards == ()
    assert {session.bloc_status(session.candidate(ELODIE), bloc) for bloc in ("ccp1", "ccp2")} == {BlocStatus.WON}


def test_a_title_refused_sets_each_ccp_by_hand(graded: Room) -> None:
    graded.take_positions(CHLOE, refused={"c3": "c3.1"})
    with refused(Fault.RULE_BROKEN) as caught:
        decide(graded, Outcome.PARTIAL, CHLOE, {"ccp1": WON})
    assert "Règle 27" in caught.sentence
    decide(graded, Outcome.PARTIAL, CHLOE, {"ccp1": WON, "ccp2": LOST}, "L’inventaire est à reprendre.")
    session = graded.session()
    chloe = session.candidate(CHLOE)
    assert session.outcome(chloe) is Outcome.PARTIAL
    assert [session.bloc_status(chloe, bloc) for bloc in ("ccp1", "ccp2")] == [BlocStatus.WON, BlocStatus.LOST]

    decide(graded, Outcome.FAILED, CHLOE, {"ccp1": LOST, "ccp2": LOST})
    session = graded.session()
    assert session.outcome(chloe) is Outcome.FAILED
    assert session.bloc_status(chloe, "ccp1") is BlocStatus.LOST
    assert len(session.decisions) == 1


@pytest.mark.parametrize(
    ("outcome", "awards"),
    [
        (Outcome.PARTIAL, {"ccp1": LOST, "ccp2": LOST}),
        (Outcome.FAILED, {"ccp1": WON, "ccp2": LOST}),
        (Outcome.PARTIAL, {"ccp1": LOST, "ccp2": LOST, "ccp9": WON}),
    ],
)
def test_an_outcome_fits_the_ccps(graded: Room, outcome: Outcome, awards: dict[str, AwardValue]) -> None:
    graded.take_positions(ELODIE)
    before = graded.session()
    with refused(Fault.RULE_BROKEN) as caught:
        decide(graded, outcome, awards=awards)
    assert "Règle 28" in caught.sentence
    assert graded.session() == before


@pytest.mark.parametrize("outcome", [Outcome.BLOC_WON, Outcome.BLOC_LOST, Outcome.ABSENT])
def test_an_outcome_of_another_session_does_not_exist_here(graded: Room, outcome: Outcome) -> None:
    graded.take_positions(ELODIE)
    with refused(Fault.OUTCOME_UNLAWFUL):
        decide(graded, outcome)


def test_a_ccp_already_held_is_never_touched(graded: Room) -> None:
    graded.take_positions(SOULEYMANE)
    decide(graded, Outcome.FAILED, SOULEYMANE, {"ccp1": LOST, "ccp2": LOST})
    session = graded.session()
    souleymane = session.candidate(SOULEYMANE)
    assert [(award.bloc_id, award.value) for award in session.awards] == [("ccp2", LOST)]
    assert session.bloc_status(souleymane, "ccp1") is BlocStatus.HELD
    with refused(Fault.RULE_BROKEN):
        decide(graded, Outcome.PARTIAL, SOULEYMANE, {"ccp1": WON, "ccp2": LOST})


def test_the_motive_of_a_decision_holds_no_score(graded: Room) -> None:
    graded.take_positions(ELODIE)
    with refused(Fault.SCORE_FORBIDDEN):
        decide(graded, motive="Moyenne de 14 sur l’ensemble.")
    assert graded.session().decisions == ()


# Confirmations


def test_the_same_position_or_decision_again_keeps_confirmations(graded: Room) -> None:
    graded.take_positions(ELODIE)
    decide(graded)
    deliberation.confirm(graded.desk, BENOIT, ELODIE)
    head = graded.session()
    position(graded, "c1")
    decide(graded)
    assert graded.session() == head
    assert graded.session().confirmed_by(ELODIE) == {2}


def test_a_title_despite_a_refused_position_wants_its_motive(graded: Room) -> None:
    graded.take_positions(ELODIE)
    position(graded, "c1", mastered=False, motive=MOTIVE, cited=("c1.1",))
    with refused(Fault.RULE_BROKEN) as caught:
        decide(graded)
    assert "1 compétence n’est pas maîtrisée : dites pourquoi le titre est accordé" in caught.sentence
    decide(graded, motive="Le reste de la relation client est tenu.")
    assert graded.session().decisions[0].outcome is Outcome.PASSED


def test_each_juror_confirms_once_and_only_what_is_decided(graded: Room) -> None:
    with refused(Fault.DECISION_MISSING):
        deliberation.confirm(graded.desk, BENOIT, ELODIE)
    graded.take_positions(ELODIE)
    decide(graded)
    for juror in (BENOIT, BENOIT, ANNE):
        deliberation.confirm(graded.desk, juror, ELODIE)
    graded.reopen()
    assert sorted(c.juror_id for c in graded.session().confirmations) == [1, 2]


def test_whoever_is_absent_by_the_roll_deliberates_on_nobody(graded: Room) -> None:
    paul = seat_third_juror(graded)
    for candidate_id in (ELODIE, SOULEYMANE):
        graded.grade(paul, candidate_id)
    graded.take_positions(ELODIE)
    decide(graded)
    away = RollAnswer(paul.person_id or 0, present=False, reason="train")
    jury_room.call_roll(graded.desk, ANNE, [away])
    before = graded.session()
    for act in (
        lambda: deliberation.confirm(graded.desk, paul, ELODIE),
        lambda: deliberation.take_position(graded.desk, paul, ELODIE, "c1", mastered=True),
        lambda: deliberation.decide(graded.desk, paul, ELODIE, Outcome.PASSED),
        lambda: evidence_seen.consult(graded.desk, paul, ELODIE, Evidence.PROFESSIONAL_FILE, seen=True),
        lambda: jury_room.postpone(graded.desk, paul, ELODIE, "à revoir"),
        lambda: waivers.waive(graded.desk, paul, (paul.person_id or 0, CHLOE, "oral"), "parti"),
    ):
        with refused(JuryFault.AWAY_FROM_THE_ROOM) as refusal:
            act()
        assert refusal.sentence.startswith("Paul")
    assert graded.session().confirmations == before.confirmations
    jury_room.call_roll(graded.desk, ANNE, [RollAnswer(paul.person_id or 0, present=True)])
    deliberation.confirm(graded.desk, paul, ELODIE)


@pytest.mark.parametrize("change", ["position", "decision"])
def test_a_change_takes_confirmations_back_for_that_candidate_alone(decided: Room, change: str) -> None:
    assert len(decided.session().confirmations) == 6
    if change == "position":
        position(decided, "c1", mastered=False, motive=MOTIVE, cited=("c1.1",))
    else:
        decide(decided, Outcome.FAILED, awards={"ccp1": LOST, "ccp2": LOST})
    session = decided.session()
    assert session.confirmed_by(ELODIE) == frozenset()
    assert session.confirmed_by(SOULEYMANE) == session.confirmed_by(CHLOE) == {1, 2}


def test_a_juror_confirms_everything_at_once_but_for_those_known(graded: Room) -> None:
    paul = seat_third_juror(graded)
    for candidate_id in (ELODIE, CHLOE):
        people.recuse(graded.desk, MANAGER, paul.person_id or 0, candidate_id, "formateur")
    graded.grade(paul, SOULEYMANE)
    for candidate_id in (ELODIE, SOULEYMANE):
        graded.take_positions(candidate_id)
        decide(graded, candidate_id=candidate_id)
    assert deliberation.confirm_all(graded.desk, paul) == 1
    assert deliberation.confirm_all(graded.desk, paul) == 0
    deliberation.confirm(graded.desk, ANNE, ELODIE)
    assert deliberation.confirm_all(graded.desk, ANNE) == 1
    session = graded.session()
    assert session.confirmed_by(ELODIE) == {1}
    assert session.confirmed_by(SOULEYMANE) == {1, paul.person_id}
