"""Votes are each juror's own act, and only where the certification's rule has them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.decision import Outcome
from app.domain.faults import Fault
from app.domain.framework.model import Framework
from app.domain.framework.terms import DecisionMode
from app.domain.jury_faults import JuryFault
from app.domain.people import MANAGER
from app.domain.rules.registry import judge
from app.domain.voting import verdict
from app.models.deliberation_rows import RollCallRow
from app.services import attendance, candidates, deliberation, people, sessions, votes
from app.services.sessions import NewSession
from app.system.clock import ScriptedClock
from tests.builders import MACHINE, NOW, PASSPHRASE, framework_with_bloc_criteria
from tests.integration.services.room import ANNE, BENOIT, ELODIE, PINS, Room, draft, juror_draft, refused, sheet
from tests.ruled import voted


def graded_room(path: Path, framework: Framework) -> Room:
    """A bloc session of two jurors and one candidate, every grid locked and every position taken."""
    clock = ScriptedClock(NOW)
    room = Room(sessions.create(NewSession(path, PASSPHRASE, MACHINE), framework, sheet("bloc1"), clock), clock)
    for juror, given_name, family_name in ((ANNE, "Anne", "Durand"), (BENOIT, "Benoît", "Petit")):
        people.add_person(room.desk, MANAGER, juror_draft(given_name, family_name))
        people.declare(room.desk, juror, PINS[juror.person_id or 0], {})
    candidates.add(room.desk, MANAGER, draft("LE GOFF", "Élodie", results=()))
    attendance.mark_present(room.desk, MANAGER, ELODIE, "passeport")
    for juror in (ANNE, BENOIT):
        room.grade(juror, ELODIE)
    room.take_positions(ELODIE)
    return room


@pytest.fixture
def voting(path: Path) -> Iterator[Room]:
    room = graded_room(path, voted(DecisionMode.MAJORITY))
    yield room
    room.leave()


def decide(room: Room) -> None:
    deliberation.decide(room.desk, ANNE, ELODIE, Outcome.BLOC_WON)


def open_points(room: Room) -> list[str]:
    (rule,) = [state for state in judge(room.session()) if state.rule.number == 26]
    return [finding.sentence for finding in rule.findings if "vot" in finding.sentence or "voix" in finding.sentence]


def test_a_decision_is_sound_once_each_juror_voted_and_the_vote_carries_it(voting: Room) -> None:
    decide(voting)
    assert len(open_points(voting)) == 1

    votes.cast(voting.desk, ANNE, ELODIE, favourable=True)
    votes.cast(voting.desk, BENOIT, ELODIE, favourable=False, dissent=" Le premier critère reste en deçà. ")
    assert "1 voix pour, 1 contre" in open_points(voting)[0]

    votes.cast(voting.desk, BENOIT, ELODIE, favourable=True, dissent="rien")
    assert open_points(voting) == []
    assert [(v.juror_id, v.favourable, v.dissent) for v in voting.session().votes] == [(1, True, ""), (2, True, "")]


def test_what_a_dissenting_juror_wants_written_is_kept(voting: Room) -> None:
    decide(voting)
    votes.cast(voting.desk, BENOIT, ELODIE, favourable=False, dissent=" Le premier critère reste en deçà. ")

    assert [vote.dissent for vote in voting.session().votes] == ["Le premier critère reste en deçà."]


def test_a_decision_that_changes_is_voted_again(voting: Room) -> None:
    decide(voting)
    votes.cast(voting.desk, ANNE, ELODIE, favourable=True)

    deliberation.decide(voting.desk, ANNE, ELODIE, Outcome.BLOC_WON, motive="Décision reprise après lecture.")

    assert voting.session().votes == ()


def test_nobody_votes_before_there_is_a_decision(voting: Room) -> None:
    with refused(Fault.DECISION_MISSING):
        votes.cast(voting.desk, ANNE, ELODIE, favourable=True)


def test_nobody_votes_for_another_nor_from_outside_the_room(voting: Room) -> None:
    decide(voting)
    with refused(Fault.JUROR_ONLY):
        votes.cast(voting.desk, MANAGER, ELODIE, favourable=True)
    with voting.desk.write(ANNE) as rows:
        rows.add(RollCallRow(juror_id=2, present=False, reason="rappelé", at=NOW))
    with refused(JuryFault.AWAY_FROM_THE_ROOM) as refusal:
        votes.cast(voting.desk, BENOIT, ELODIE, favourable=True)
    assert "Benoît Petit" in refusal.sentence
    votes.cast(voting.desk, ANNE, ELODIE, favourable=True)
    found = verdict(voting.session(), voting.candidate(ELODIE))
    assert found is not None
    assert found.carried is True


def test_a_consensus_has_no_vote(path: Path) -> None:
    room = graded_room(path, framework_with_bloc_criteria())
    decide(room)

    with refused(JuryFault.NO_VOTE):
        votes.cast(room.desk, ANNE, ELODIE, favourable=True)
    room.leave()


def test_a_titre_professionnel_has_no_vote(decided: Room) -> None:
    with refused(JuryFault.NO_VOTE) as refusal:
        votes.cast(decided.desk, ANNE, ELODIE, favourable=True)
    assert "d’une seule voix" in refusal.sentence
