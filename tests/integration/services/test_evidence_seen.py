"""What the jury says that it read: by whom, of what, and what the decision waits for."""

import pytest

from app.domain.consulting import consultation_of, unread
from app.domain.decision import Outcome
from app.domain.evidence import asked_of
from app.domain.faults import Fault, JuryFault
from app.domain.framework.terms import Evidence
from app.domain.people import MANAGER
from app.services import closing, deliberation, evidence_seen, people
from tests.builders import NOW
from tests.integration.services.room import ANNE, BENOIT, ELODIE, INVIGILATOR, SOULEYMANE, Room, refused

DP, ECF, MODALITIES = Evidence.PROFESSIONAL_FILE, Evidence.TRAINING_RESULTS, Evidence.MODALITIES


def see(room: Room, item: Evidence, who: int = ELODIE) -> None:
    evidence_seen.consult(room.desk, ANNE, who, item, seen=True)


def test_what_was_seen_is_kept_with_its_juror_and_its_hour(graded: Room) -> None:
    see(graded, DP)

    said = consultation_of(graded.session(), ELODIE, DP)
    assert said is not None
    assert (said.seen, said.remark, said.juror_id, said.at) == (True, "", ANNE.person_id, NOW)
    assert graded.journal()[-1].actor == ANNE.label


def test_what_is_missing_wants_a_reason_and_the_last_word_counts(graded: Room) -> None:
    with refused(JuryFault.EVIDENCE_REASON_MISSING):
        evidence_seen.consult(graded.desk, ANNE, ELODIE, ECF, seen=False, remark=" ")
    evidence_seen.consult(graded.desk, BENOIT, ELODIE, ECF, seen=False, remark=" attendu du centre ")
    said = consultation_of(graded.session(), ELODIE, ECF)
    assert said is not None
    assert (said.seen, said.remark) == (False, "attendu du centre")

    see(graded, ECF)

    said = consultation_of(graded.session(), ELODIE, ECF)
    assert said is not None
    assert (said.seen, said.remark) == (True, "")


@pytest.mark.parametrize("item", [MODALITIES, Evidence.FINAL_INTERVIEW])
def test_the_jury_cannot_do_without_what_was_done_before_it(graded: Room, item: Evidence) -> None:
    with refused(JuryFault.EVIDENCE_NEVER_MISSING):
        evidence_seen.consult(graded.desk, ANNE, ELODIE, item, seen=False, remark="pas le temps")


def test_only_what_the_path_asks_for_is_read(graded: Room) -> None:
    with refused(JuryFault.EVIDENCE_NOT_ASKED):
        see(graded, Evidence.PARENT_TITLE)


def test_nothing_is_read_while_a_grid_is_open(present: Room) -> None:
    with refused(Fault.GRIDS_STILL_OPEN):
        see(present, DP)


def test_only_the_jury_of_the_candidate_reads(present: Room) -> None:
    people.recuse(present.desk, MANAGER, ANNE.person_id or 0, SOULEYMANE, "même entreprise")
    with refused(Fault.JUROR_RECUSED):
        see(present, DP, SOULEYMANE)
    for other in (MANAGER, INVIGILATOR):
        with refused(Fault.JUROR_ONLY):
            evidence_seen.consult(present.desk, other, ELODIE, DP, seen=True)


def test_a_decision_waits_for_every_element(graded: Room) -> None:
    graded.take_positions(SOULEYMANE)
    deliberation.decide(graded.desk, ANNE, SOULEYMANE, Outcome.PASSED)
    session = graded.session()
    for unit in session.units_for(session.candidate(ELODIE)):
        deliberation.take_position(graded.desk, ANNE, ELODIE, unit.id, mastered=True)
    asked = asked_of(session, session.candidate(ELODIE))
    for item in asked[:-1]:
        see(graded, item)

    with refused(JuryFault.EVIDENCE_UNREAD) as told:
        deliberation.decide(graded.desk, ANNE, ELODIE, Outcome.PASSED)

    assert f"il reste à consulter « {asked[-1].label} »" in told.sentence
    assert graded.session().decision(ELODIE) is None
    see(graded, asked[-1])
    deliberation.decide(graded.desk, ANNE, ELODIE, Outcome.PASSED)
    assert unread(graded.session(), graded.candidate(ELODIE)) == ()


def test_reading_again_keeps_the_confirmations_and_the_closing_ends_it(decided: Room) -> None:
    confirmed = decided.session().confirmations
    see(decided, DP)
    assert decided.session().confirmations == confirmed

    closing.close(decided.desk, ANNE)
    with refused(Fault.SESSION_CLOSED):
        evidence_seen.consult(decided.desk, ANNE, ELODIE, DP, seen=False, remark="perdu depuis")
