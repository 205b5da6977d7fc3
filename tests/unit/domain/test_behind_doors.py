"""What jurors and responsable may read of the rules before the jury has closed."""

import datetime as dt
from dataclasses import replace

from app.domain.frozen_session import Closing
from app.domain.people import MANAGER, Actor, Recusal
from app.domain.rules.at_hand import points_at_hand
from app.domain.rules.base import Finding, Place, RuleState
from app.domain.rules.behind_doors import (
    BEHIND_DOORS,
    deliberations_open_to,
    sees_deliberation,
    told,
)
from app.domain.rules.registry import RULES
from app.domain.session import ExamSession
from tests.builders import ELODIE, SOULEYMANE, empty_session, framework_with_ccps, juror, sound_title_session

STATE = RuleState(
    RULES[0],
    (
        Finding("Le centre manque.", Place.PREPARATION),
        Finding("Élodie : le motif est court.", Place.DELIBERATION, ELODIE.id),
        Finding("Souleymane : aucune décision.", Place.DELIBERATION, SOULEYMANE.id),
    ),
)
ANNE, BRUNO = juror(1), juror(2, "Bruno", "Petit")
AS_ANNE = Actor(ANNE.id, ANNE.name)
NOBODY: frozenset[int] = frozenset()
BOTH = frozenset({ELODIE.id, SOULEYMANE.id})


def two_candidates() -> ExamSession:
    """Two candidates whom Anne and Bruno both evaluate."""
    return replace(empty_session(framework_with_ccps(), "titre", ELODIE, SOULEYMANE), people=(ANNE, BRUNO))


def test_the_deliberation_is_one_closed_sentence_for_the_responsable() -> None:
    assert told(STATE, heard=NOBODY) == ("Le centre manque.", BEHIND_DOORS)


def test_who_evaluates_everybody_reads_everything() -> None:
    assert told(STATE, heard=BOTH) == tuple(finding.sentence for finding in STATE.findings)


def test_one_closed_sentence_stands_for_the_candidates_that_a_juror_does_not_evaluate() -> None:
    heard = frozenset({ELODIE.id})
    assert told(STATE, heard=heard) == ("Le centre manque.", "Élodie : le motif est court.", BEHIND_DOORS)
    assert points_at_hand((STATE,), MANAGER, heard=heard) == 1, "the centre is the responsable's to mend"
    assert points_at_hand((STATE,), AS_ANNE, heard=heard) == 1, "the motive is the jury's, as far as it may be read"
    assert points_at_hand((STATE,), AS_ANNE, heard=BOTH) == 2


def test_a_juror_reads_of_the_candidates_of_his_or_her_jury_alone() -> None:
    session = two_candidates()
    assert deliberations_open_to(session, AS_ANNE) == BOTH
    apart = replace(
        session,
        people=(replace(ANNE, panel=1), replace(BRUNO, panel=2)),
        candidates=(replace(ELODIE, panel=1), replace(SOULEYMANE, panel=2)),
    )
    assert deliberations_open_to(apart, AS_ANNE) == {ELODIE.id}
    assert deliberations_open_to(apart, Actor(BRUNO.id, BRUNO.name)) == {SOULEYMANE.id}


def test_a_juror_reads_nothing_of_a_candidate_from_whom_he_or_she_is_recused() -> None:
    session = replace(two_candidates(), recusals=(Recusal(ANNE.id, ELODIE.id, "ancienne formatrice"),))
    assert deliberations_open_to(session, AS_ANNE) == {SOULEYMANE.id}


def test_everything_opens_once_the_jury_closed() -> None:
    session = replace(two_candidates(), recusals=(Recusal(ANNE.id, ELODIE.id, "ancienne formatrice"),))
    assert deliberations_open_to(session, MANAGER) == NOBODY
    closed = replace(session, closing=Closing(dt.datetime(2026, 12, 14, 18, tzinfo=dt.UTC), "1:00", "1:00"))
    assert deliberations_open_to(closed, AS_ANNE) == deliberations_open_to(closed, MANAGER) == BOTH


def test_jurors_have_a_part_in_it_and_the_responsable_only_after_closing() -> None:
    session = sound_title_session()
    assert session.closing is None
    assert sees_deliberation(session, AS_ANNE)
    assert not sees_deliberation(session, MANAGER)


def test_a_guest_has_no_part_in_the_deliberation_even_once_it_is_closed() -> None:
    session = replace(sound_title_session(), closing=Closing(dt.datetime.now(dt.UTC), "", ""))

    assert sees_deliberation(session, AS_ANNE)
    assert sees_deliberation(session, MANAGER)
    assert not sees_deliberation(session, Actor(77, "Intervenant"))
