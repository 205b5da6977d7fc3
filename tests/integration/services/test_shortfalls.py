"""The want of a quorum on disk: who notes it, when, what the jury can do no more, how it is taken back, the closing."""

import pytest

from app.domain.decision import Outcome
from app.domain.faults import Fault, JuryFault
from app.domain.framework.terms import Evidence
from app.domain.people import MANAGER, Actor
from app.domain.rules.registry import judge
from app.services import (
    candidates,
    closing,
    deliberation,
    documents,
    evidence_seen,
    jury_room,
    motive_drafts,
    people,
    printed_values,
    shortfalls,
    waivers,
)
from app.services.document_kinds import DocumentKind, DocumentRequest
from app.services.jury_room import RollAnswer
from tests.integration.services.room import (
    ANNE,
    BENOIT,
    CHLOE,
    ELODIE,
    IBRAHIM,
    INVIGILATOR,
    ORAL,
    SOULEYMANE,
    Room,
    refused,
    waver,
)

CAUSE = "Benoît Petit est rappelé par son employeur à 15 h."
MEASURES = "Aucun suppléant joignable avant la fin de la session."


def leave_room(room: Room) -> None:
    """Benoît leaves; Anne calls the roll again."""
    jury_room.call_roll(room.desk, ANNE, [RollAnswer(2, present=False, reason="rappelé par son employeur")])


def note(room: Room, *candidate_ids: int, actor: Actor = MANAGER, cause: str = CAUSE) -> None:
    shortfalls.note(room.desk, actor, candidate_ids, cause=cause, measures=MEASURES)


def confirmed(room: Room, candidate_id: int) -> None:
    """The jury decides on one candidate, and both jurors confirm."""
    room.take_positions(candidate_id)
    deliberation.decide(room.desk, ANNE, candidate_id, Outcome.PASSED)
    for juror in (ANNE, BENOIT):
        deliberation.confirm(room.desk, juror, candidate_id)


@pytest.fixture
def left(graded: Room) -> Room:
    """Élodie is decided; a position is taken on Souleymane; then one of the two jurors leaves."""
    confirmed(graded, ELODIE)
    graded.read_everything(SOULEYMANE)
    deliberation.take_position(graded.desk, ANNE, SOULEYMANE, "c3", mastered=True)
    leave_room(graded)
    return graded


def test_of_a_jury_that_never_met_the_responsable_says_who_did_not_come(present: Room) -> None:
    with refused(JuryFault.SHORTFALL_WITH_QUORUM):
        note(present, ELODIE)
    shortfalls.note(present.desk, MANAGER, (ELODIE, SOULEYMANE), cause=CAUSE, missing=(2,))
    session = present.session()
    assert session.undeliberated == {ELODIE, SOULEYMANE}
    assert [(each.juror_id, each.present, each.reason) for each in session.roll] == [(2, False, CAUSE)]
    shortfalls.note(present.desk, MANAGER, (CHLOE,), cause=CAUSE, missing=(2,))
    assert present.session().undeliberated == {ELODIE, SOULEYMANE, CHLOE}
    with refused(JuryFault.NOT_MISSING):
        shortfalls.note(present.desk, MANAGER, (CHLOE,), cause=CAUSE, missing=(1,))


def test_whoever_wrote_a_grid_came_and_a_jury_that_met_answers_for_itself(graded: Room) -> None:
    with refused(JuryFault.NOT_MISSING):
        shortfalls.note(graded.desk, MANAGER, (ELODIE,), cause=CAUSE, missing=(2,))
    assert graded.session().roll == ()


def test_a_session_closes_without_those_whom_the_jury_cannot_deliberate_on(left: Room) -> None:
    with refused(Fault.CLOSING_BLOCKED):
        closing.close(left.desk, ANNE)

    note(left, SOULEYMANE, CHLOE)
    closing.close(left.desk, ANNE)
    left.reopen()

    session = left.session()
    assert [session.outcome(each) for each in session.candidates] == [
        Outcome.PASSED,
        Outcome.NOT_DELIBERATED,
        Outcome.NOT_DELIBERATED,
        Outcome.ABSENT,
    ]
    assert [(each.candidate_id, each.cause, each.measures, each.noted_by) for each in session.shortfalls] == [
        (SOULEYMANE, CAUSE, MEASURES, "Claire Moreau"),
        (CHLOE, CAUSE, MEASURES, "Claire Moreau"),
    ]
    [frozen] = [each for each in judge(session) if each.rule.number == 40]
    assert frozen.findings == ()


def test_what_was_noted_changes_no_more_once_closed(left: Room) -> None:
    note(left, SOULEYMANE, CHLOE)
    closing.close(left.desk, ANNE)
    with refused(Fault.SESSION_CLOSED):
        shortfalls.take_back(left.desk, MANAGER, [CHLOE], "un juré est revenu")
    assert len(left.session().shortfalls) == 2


def test_a_candidate_with_a_quorum_is_never_noted(graded: Room) -> None:
    with refused(JuryFault.SHORTFALL_WITH_QUORUM) as told:
        note(graded, ELODIE)
    assert "le quorum est atteint, il n’y a pas de carence à constater" in told.sentence
    leave_room(graded)
    jury_room.call_roll(graded.desk, ANNE, [RollAnswer(2, present=True)])
    with refused(JuryFault.SHORTFALL_WITH_QUORUM):
        note(graded, ELODIE)
    assert graded.session().shortfalls == ()


def test_a_decision_that_the_jury_confirmed_is_never_taken_away(left: Room) -> None:
    with refused(JuryFault.SHORTFALL_OF_DECIDED):
        note(left, CHLOE, ELODIE)
    assert left.session().shortfalls == (), "all of them, or none"


def test_who_did_not_come_is_absent(left: Room) -> None:
    with refused(Fault.CANDIDATE_NOT_PRESENT):
        note(left, IBRAHIM)


@pytest.mark.parametrize("cause", ["", "   ", "juré parti", " " * 20])
def test_the_cause_is_said_at_some_length(left: Room, cause: str) -> None:
    with refused(JuryFault.SHORTFALL_CAUSE_SHORT):
        note(left, CHLOE, cause=cause)


def test_somebody_is_named_and_once_only(left: Room) -> None:
    with refused(JuryFault.SHORTFALL_OF_NOBODY):
        note(left)
    note(left, CHLOE, CHLOE)
    with refused(JuryFault.SHORTFALL_NOTED):
        note(left, CHLOE)


@pytest.mark.parametrize("actor", [ANNE, INVIGILATOR])
def test_only_the_responsable_notes_it_and_takes_it_back(left: Room, actor: Actor) -> None:
    with refused(Fault.MANAGER_ONLY):
        note(left, CHLOE, actor=actor)
    note(left, CHLOE)
    with refused(Fault.MANAGER_ONLY):
        shortfalls.take_back(left.desk, actor, [CHLOE], "un juré est revenu")


def test_the_doors_are_opened_first(left: Room) -> None:
    jury_room.close_doors(left.desk, ANNE)
    with refused(JuryFault.BEHIND_CLOSED_DOORS) as told:
        note(left, CHLOE)
    assert "Un juré rouvre les portes" in told.sentence
    jury_room.open_doors(left.desk, ANNE)
    note(left, CHLOE)
    jury_room.close_doors(left.desk, ANNE)
    with refused(JuryFault.BEHIND_CLOSED_DOORS):
        shortfalls.take_back(left.desk, MANAGER, [CHLOE], "un juré est revenu")


def test_the_jury_does_nothing_more_on_that_candidate(left: Room) -> None:
    note(left, SOULEYMANE)
    jury_room.call_roll(left.desk, ANNE, [RollAnswer(2, present=True)])
    session = left.session()
    acts = (
        lambda: deliberation.take_position(left.desk, ANNE, SOULEYMANE, "c3", mastered=True),
        lambda: deliberation.decide(left.desk, ANNE, SOULEYMANE, Outcome.PASSED),
        lambda: deliberation.confirm(left.desk, ANNE, SOULEYMANE),
        lambda: evidence_seen.consult(left.desk, ANNE, SOULEYMANE, Evidence.PROFESSIONAL_FILE, seen=True),
        lambda: motive_drafts.keep(left.desk, ANNE, SOULEYMANE, "c3", "un début", ()),
        lambda: waivers.waive(left.desk, ANNE, (2, SOULEYMANE, ORAL), "poste perdu"),
        lambda: jury_room.postpone(left.desk, ANNE, SOULEYMANE, "plus tard"),
        lambda: jury_room.begin_turn(left.desk, ANNE, SOULEYMANE),
    )
    for act in acts:
        with refused(JuryFault.SHORTFALL_STANDS) as told:
            act()
        assert "Si le quorum est revenu, le responsable de session reprend la constatation" in told.sentence
    assert left.session() == session


def test_confirming_everything_leaves_that_candidate_out(decided: Room) -> None:
    waver(decided, ELODIE)
    leave_room(decided)
    note(decided, ELODIE)
    assert deliberation.confirm_all(decided.desk, ANNE) == 0
    assert decided.session().confirmed_by(ELODIE) == frozenset()


def test_it_is_taken_back_with_a_reason_and_the_deliberation_goes_on_where_it_was(left: Room) -> None:
    note(left, SOULEYMANE, CHLOE)
    jury_room.call_roll(left.desk, ANNE, [RollAnswer(2, present=True)])
    with refused(Fault.CLOSING_BLOCKED):
        closing.close(left.desk, ANNE)
    with refused(Fault.REASON_MISSING):
        shortfalls.take_back(left.desk, MANAGER, [SOULEYMANE], " ")
    shortfalls.take_back(left.desk, MANAGER, [SOULEYMANE, CHLOE], "Benoît Petit est revenu à 16 h")
    with refused(JuryFault.SHORTFALL_UNKNOWN):
        shortfalls.take_back(left.desk, MANAGER, [SOULEYMANE], "Benoît Petit est revenu à 16 h")

    assert left.session().position(SOULEYMANE, "c3") is not None, "what was begun is still there"
    for candidate_id in (SOULEYMANE, CHLOE):
        confirmed(left, candidate_id)
    closing.close(left.desk, ANNE)
    kept = [(entry.act, entry.reason) for entry in left.journal() if entry.table_name == "shortfall"]
    assert [reason for _act, reason in kept] == [CAUSE, CAUSE] + ["Benoît Petit est revenu à 16 h"] * 2


def test_who_is_noted_stays_on_the_list_until_it_is_taken_back(present: Room) -> None:
    people.recuse(present.desk, MANAGER, 2, CHLOE, "ancienne formatrice")
    note(present, CHLOE)
    with refused(JuryFault.SHORTFALL_KEEPS):
        candidates.remove(present.desk, MANAGER, CHLOE)
    shortfalls.take_back(present.desk, MANAGER, [CHLOE], "lien noté par erreur")
    candidates.remove(present.desk, MANAGER, CHLOE)
    assert CHLOE not in {each.id for each in present.session().candidates}


def test_a_laptop_that_lost_the_quorum_keeps_every_grid(left: Room) -> None:
    before = left.session().grids
    note(left, SOULEYMANE, CHLOE)
    assert left.session().grids == before


# Papers


def test_the_paper_for_the_administration_is_the_responsables_as_soon_as_it_is_noted(left: Room) -> None:
    assert not _papers(left, MANAGER, DocumentKind.SHORTFALL_RECORD)
    note(left, SOULEYMANE, CHLOE)
    [request] = _papers(left, MANAGER, DocumentKind.SHORTFALL_RECORD)
    assert documents.produce(left.desk, MANAGER, request).content.startswith(b"%PDF")
    assert not _papers(left, ANNE, DocumentKind.SHORTFALL_RECORD)
    closing.close(left.desk, ANNE)
    assert _papers(left, MANAGER, DocumentKind.SHORTFALL_RECORD)


def test_each_of_them_has_a_sheet_that_says_it_even_with_a_grid_still_open(present: Room) -> None:
    for candidate_id in (ELODIE, SOULEYMANE, CHLOE):
        present.grade(ANNE, candidate_id)
    for candidate_id in (ELODIE, SOULEYMANE):
        present.grade(BENOIT, candidate_id)
    for candidate_id in (ELODIE, SOULEYMANE):
        confirmed(present, candidate_id)
    leave_room(present)
    note(present, CHLOE)
    closing.close(present.desk, ANNE)
    sheets = _papers(present, MANAGER, DocumentKind.INDIVIDUAL_SHEET)
    assert [request.candidate_id for request in sheets] == [ELODIE, SOULEYMANE, CHLOE]
    for request in sheets:
        assert documents.produce(present.desk, MANAGER, request).content.startswith(b"%PDF")


def test_a_correction_knows_how_it_is_printed(left: Room) -> None:
    note(left, SOULEYMANE, CHLOE)
    closing.close(left.desk, ANNE)
    session = left.session()
    printed = {
        each.subject: each.value for each in printed_values.printed_values(session) if each.candidate_id == CHLOE
    }
    assert printed["Décision"] == "Non délibéré : quorum non atteint"
    assert printed["CCP 1"] == "non délibéré"
    assert not any(subject.startswith("Motif") for subject in printed)


def _papers(room: Room, actor: Actor, kind: DocumentKind) -> list[DocumentRequest]:
    return [request for request in documents.available(room.desk, actor) if request.kind is kind]
