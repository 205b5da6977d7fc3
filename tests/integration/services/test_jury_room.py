"""The deliberation room: the roll, the doors, whose turn it is, and what a stop of the program leaves of it."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from app.domain.agenda import agenda, stands_at
from app.domain.decision import Outcome
from app.domain.faults import DomainError, Fault, JuryFault
from app.domain.meeting import behind_doors, has_quorum, in_the_room, meeting_words
from app.domain.people import MANAGER, Actor
from app.domain.rules.registry import judge
from app.services import closing, deliberation, derogations, jury_room, moving, people, sessions
from app.services.jury_room import RollAnswer
from tests.builders import PASSPHRASE, after
from tests.integration.services.room import ANNE, BENOIT, CHLOE, ELODIE, INVIGILATOR, SOULEYMANE, Room, refused

ACTS: dict[str, Callable[[Room, Actor], object]] = {
    "roll": lambda room, actor: jury_room.call_roll(room.desk, actor, ()),
    "close": lambda room, actor: jury_room.close_doors(room.desk, actor),
    "open": lambda room, actor: jury_room.open_doors(room.desk, actor),
    "begin": lambda room, actor: jury_room.begin_turn(room.desk, actor, ELODIE),
    "end": lambda room, actor: jury_room.end_turn(room.desk, actor),
    "postpone": lambda room, actor: jury_room.postpone(room.desk, actor, ELODIE, "relire le dossier"),
}


def benoit_leaves(room: Room) -> None:
    jury_room.call_roll(room.desk, ANNE, [RollAnswer(1, present=True), RollAnswer(2, present=False, reason="train")])


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS.keys())
@pytest.mark.parametrize("actor", [MANAGER, INVIGILATOR], ids=["manager", "invigilator"])
def test_only_jurors_act_in_the_room(graded: Room, act: Callable[[Room, Actor], object], actor: Actor) -> None:
    before = len(graded.journal())
    with pytest.raises(DomainError) as caught:
        act(graded, actor)
    assert caught.value.what in (Fault.JUROR_ONLY, JuryFault.NO_VOICE)
    assert len(graded.journal()) == before


# The roll


def test_an_absent_juror_decides_nothing_and_the_quorum_follows(graded: Room) -> None:
    benoit_leaves(graded)
    session = graded.session()
    assert [juror.id for juror in in_the_room(session)] == [1]
    assert not has_quorum(session, session.candidate(ELODIE))
    assert meeting_words(session) == ("Jury réuni", "A. Durand · quorum non atteint pour 3 candidats")
    with refused(Fault.QUORUM_MISSING):
        deliberation.take_position(graded.desk, ANNE, ELODIE, "c1", mastered=True)
    jury_room.call_roll(graded.desk, ANNE, [RollAnswer(2, present=True)])
    assert meeting_words(graded.session())[1] == "A. Durand · B. Petit · quorum atteint"
    deliberation.take_position(graded.desk, ANNE, ELODIE, "c1", mastered=True)


def test_the_quorum_is_each_candidate_s_own(present: Room) -> None:
    people.recuse(present.desk, MANAGER, 2, CHLOE, "ancienne élève")
    session = present.session()
    assert [has_quorum(session, session.candidate(each)) for each in (ELODIE, CHLOE)] == [True, False]
    assert meeting_words(session)[1].endswith("quorum non atteint pour 1 candidat")


def test_an_absence_is_explained_and_never_one_s_own(graded: Room) -> None:
    with refused(JuryFault.ABSENCE_WITHOUT_REASON) as caught:
        jury_room.call_roll(graded.desk, ANNE, [RollAnswer(2, present=False, reason="  ")])
    assert "Benoît Petit" in caught.sentence
    with refused(JuryFault.OWN_ABSENCE):
        jury_room.call_roll(graded.desk, ANNE, [RollAnswer(1, present=False, reason="train")])
    with refused(Fault.JUROR_ONLY):
        jury_room.call_roll(graded.desk, ANNE, [RollAnswer(3, present=True)])
    assert graded.session().roll == ()


# The doors


def test_closed_doors_keep_the_responsable_from_the_desk(graded: Room) -> None:
    jury_room.close_doors(graded.desk, ANNE)
    assert behind_doors(graded.session())
    with refused(JuryFault.BEHIND_CLOSED_DOORS) as caught:
        sessions.prove_manager(graded.desk, PASSPHRASE)
    assert "hors de toute autre présence" in caught.sentence
    graded.reopen()
    with pytest.raises(DomainError):
        sessions.prove_manager(graded.desk, PASSPHRASE)
    jury_room.open_doors(graded.desk, BENOIT)
    assert sessions.prove_manager(graded.desk, PASSPHRASE) == MANAGER


def test_the_command_line_stays_outside_the_closed_doors(graded: Room) -> None:
    jury_room.keep_out(graded.desk)
    jury_room.close_doors(graded.desk, ANNE)
    with refused(JuryFault.BEHIND_CLOSED_DOORS):
        jury_room.keep_out(graded.desk)


def test_an_absent_juror_moves_neither_the_doors_nor_the_turn(graded: Room) -> None:
    benoit_leaves(graded)
    for act in (
        lambda: jury_room.close_doors(graded.desk, BENOIT),
        lambda: jury_room.open_doors(graded.desk, BENOIT),
        lambda: jury_room.begin_turn(graded.desk, BENOIT, ELODIE),
    ):
        with refused(JuryFault.AWAY_FROM_THE_ROOM):
            act()
    assert graded.session().doors_closed_at is None
    assert graded.session().turns == ()


def test_the_responsable_waits_outside_to_derogate_and_to_move(decided: Room, tmp_path: Path) -> None:
    jury_room.close_doors(decided.desk, ANNE)
    with refused(JuryFault.BEHIND_CLOSED_DOORS):
        derogations.grant(decided.desk, MANAGER, 36, None, "huis clos", granted_by="La DDETS", reason="accord")
    with refused(JuryFault.BEHIND_CLOSED_DOORS):
        moving.move(decided.desk, MANAGER, tmp_path / "ailleurs.jurade", "salle 2")
    assert not list(tmp_path.glob("ailleurs*"))


def test_doors_closed_twice_are_closed_since_the_first_time(graded: Room) -> None:
    jury_room.close_doors(graded.desk, ANNE)
    closed = graded.session().doors_closed_at
    graded.wait(minutes=5)
    jury_room.close_doors(graded.desk, BENOIT)
    assert graded.session().doors_closed_at == closed


def test_the_closing_of_the_session_gives_the_desk_back(decided: Room) -> None:
    jury_room.close_doors(decided.desk, ANNE)
    closing.close(decided.desk, ANNE)
    assert not behind_doors(decided.session())
    assert sessions.prove_manager(decided.desk, PASSPHRASE) == MANAGER


def test_positions_taken_with_open_doors_are_told_and_never_blocked(graded: Room) -> None:
    def told() -> int:
        return sum(len(state.findings) for state in judge(graded.session()) if state.rule.number == 36)

    assert told() == 0
    graded.take_positions(ELODIE)
    assert told() == 1
    deliberation.decide(graded.desk, ANNE, ELODIE, Outcome.PASSED)
    jury_room.close_doors(graded.desk, ANNE)
    assert told() == 0
    jury_room.open_doors(graded.desk, ANNE)
    assert told() == 0


# Turns


def test_one_candidate_s_turn_ends_where_the_next_begins(graded: Room) -> None:
    jury_room.begin_turn(graded.desk, ANNE, ELODIE)
    graded.wait(minutes=12)
    jury_room.begin_turn(graded.desk, BENOIT, SOULEYMANE)
    graded.wait(minutes=3)
    turns = jury_room.end_turn(graded.desk, ANNE)
    assert [(turn.candidate_id, turn.spent(after(99))) for turn in turns] == [
        (ELODIE, dt.timedelta(minutes=12)),
        (SOULEYMANE, dt.timedelta(minutes=3)),
    ]
    assert graded.session().turns == turns
    assert jury_room.end_turn(graded.desk, ANNE) == turns


def test_showing_the_same_candidate_again_writes_nothing(graded: Room) -> None:
    jury_room.begin_turn(graded.desk, ANNE, ELODIE)
    before = len(graded.journal())
    graded.wait(minutes=2)
    jury_room.begin_turn(graded.desk, ANNE, ELODIE)
    assert len(graded.journal()) == before


def test_a_recused_juror_takes_no_turn(present: Room) -> None:
    people.recuse(present.desk, MANAGER, 2, CHLOE, "ancienne élève")
    with refused(JuryFault.NO_VOICE):
        jury_room.begin_turn(present.desk, BENOIT, CHLOE)


def test_a_candidate_put_off_comes_back_last_with_the_reason_in_the_journal(graded: Room) -> None:
    jury_room.begin_turn(graded.desk, ANNE, ELODIE)
    graded.wait(minutes=4)
    jury_room.postpone(graded.desk, ANNE, ELODIE, "le livret est chez le responsable")
    lines = agenda(graded.session()).lines
    assert [line.candidate.id for line in lines] == [SOULEYMANE, CHLOE, ELODIE]
    assert lines[-1].postponed == "le livret est chez le responsable"
    assert lines[-1].spent(after(99)) == dt.timedelta(minutes=4)
    assert graded.journal()[-1].reason == "le livret est chez le responsable"


def test_putting_off_wants_a_reason_and_somebody_still_to_decide(decided: Room) -> None:
    with refused(Fault.REASON_MISSING):
        jury_room.postpone(decided.desk, ANNE, ELODIE, " ")
    with refused(JuryFault.NOTHING_TO_POSTPONE):
        jury_room.postpone(decided.desk, ANNE, ELODIE, "relire")
    assert decided.session().turns == ()


def test_another_candidate_is_put_off_without_being_shown(graded: Room) -> None:
    jury_room.begin_turn(graded.desk, ANNE, ELODIE)
    graded.wait(minutes=4)
    jury_room.postpone(graded.desk, ANNE, CHLOE, "attend son avis médical")
    session = graded.session()
    assert stands_at(session) is None
    assert agenda(session).line(CHLOE).spent(after(99)) == dt.timedelta(0)


def test_a_stop_of_the_program_leaves_the_jury_at_the_same_candidate_and_counts_only_time_seen(graded: Room) -> None:
    jury_room.begin_turn(graded.desk, ANNE, CHLOE)
    graded.wait(minutes=7)
    graded.desk.pulse(graded.clock.instant(), None)
    graded.wait(minutes=1)
    graded.reopen()  # as after a kill: nothing was said at the end
    graded.wait(hours=2)
    session = graded.session()
    assert stands_at(session) == CHLOE
    graded.reopen()
    turns = jury_room.begin_turn(graded.desk, BENOIT, CHLOE)
    graded.wait(minutes=2)
    assert [turn.candidate_id for turn in turns] == [CHLOE, CHLOE]
    spent = agenda(graded.session()).line(CHLOE).spent(graded.clock.now())
    assert spent == dt.timedelta(minutes=9)


def test_a_session_closed_during_a_turn_keeps_its_last_moment(graded: Room) -> None:
    graded.desk.pulse(graded.clock.instant(), None)
    jury_room.begin_turn(graded.desk, ANNE, CHLOE)
    graded.wait(minutes=6)
    path = graded.desk.file.path
    graded.desk.close()
    graded.wait(hours=14)
    graded.desk = sessions.open_session(path, PASSPHRASE, "poste-a", graded.clock)
    jury_room.begin_turn(graded.desk, ANNE, ELODIE)
    assert agenda(graded.session()).line(CHLOE).spent(graded.clock.now()) == dt.timedelta(minutes=6)


def test_after_the_closing_no_turn_is_counted(closed: Room) -> None:
    with refused(Fault.SESSION_CLOSED):
        jury_room.begin_turn(closed.desk, ANNE, ELODIE)
