"""Who signs: those who deliberated, and nobody waits for whoever was away from the whole deliberation."""

from app.domain.decision import Outcome
from app.domain.faults import JuryFault
from app.domain.people import MANAGER, Actor
from app.services import attendance, closing, deliberation, documents, jury_room, people
from app.services.document_kinds import DocumentKind
from app.services.jury_room import RollAnswer
from tests.integration.services.room import (
    ANNE,
    BENOIT,
    CHLOE,
    ELODIE,
    PINS,
    SOULEYMANE,
    Room,
    juror_draft,
    refused,
)


def test_a_juror_absent_from_the_whole_deliberation_is_not_waited_for(present: Room) -> None:
    third = people.add_person(present.desk, MANAGER, juror_draft("Łucja", "Nguyễn"))
    lucja = Actor(third, "Łucja Nguyễn")
    people.declare(present.desk, lucja, "24680", {})
    attendance.acknowledge_accommodation(present.desk, lucja, CHLOE)
    for juror in (ANNE, BENOIT, lucja):
        for candidate_id in (ELODIE, SOULEYMANE, CHLOE):
            present.grade(juror, candidate_id)
    jury_room.close_doors(present.desk, ANNE)
    jury_room.call_roll(present.desk, ANNE, [RollAnswer(third, present=False, reason="rappelée")])
    for candidate_id in (ELODIE, SOULEYMANE, CHLOE):
        present.take_positions(candidate_id)
        deliberation.decide(present.desk, ANNE, candidate_id, Outcome.PASSED)
    for juror in (ANNE, BENOIT):
        deliberation.confirm_all(present.desk, juror)
    closing.close(present.desk, ANNE)
    with refused(JuryFault.SIGNS_NOT) as told:
        closing.sign(present.desk, third, "24680")
    assert "Łucja Nguyễn n’a pas pris part à la délibération : rappelée." in told.sentence
    assert "à vérifier" in told.sentence
    for juror_id in (1, 2):
        closing.sign(present.desk, juror_id, PINS[juror_id])
    closing.seal(present.desk, MANAGER)
    [request] = [one for one in documents.available(present.desk, MANAGER) if one.kind is DocumentKind.RECORD]
    signed = documents.produce(present.desk, MANAGER, request)
    assert documents.verify(signed.content, present.desk).intact
