"""The decisions that are offered, for every access path and every kind of session of the référentiels shipped."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from app.domain.access_path import AccessPath
from app.domain.attendance import Departure, DepartureKind
from app.domain.candidate import Candidate, PriorAward, UnmatchedAward
from app.domain.decision import Award, AwardValue, BlocStatus, Outcome
from app.domain.deliberation import proposed_outcome
from app.domain.framework.model import Framework
from app.domain.framework.terms import SessionKind
from app.domain.outcomes import barred_outcomes, lawful_outcomes
from app.domain.session import ExamSession
from app.intake.framework_file import read_framework
from tests.builders import (
    ABSENT,
    ELODIE,
    after,
    decided,
    empty_session,
    framework_with_bloc_criteria,
    framework_with_ccps,
    graded,
    holding,
    with_title,
)
from tests.unit.domain.breaking import findings

FOLDER = Path(__file__).parents[3] / "data" / "referentiels"
PASSED, PARTIAL, FAILED, BLOC_WON, BLOC_LOST, ABSENCE, _ = Outcome

KINDS = {
    "acom-2020": {},
    "acom-2025": {"titre": SessionKind.TITLE, "ccp1": SessionKind.CCP, "ccp2": SessionKind.CCP},
    "ascom": dict.fromkeys(("bloc1", "bloc2", "bloc3"), SessionKind.BLOC),
    "cned-aac": dict.fromkeys(("bloc1", "bloc2", "bloc3"), SessionKind.BLOC),
    "ifocop-ac": dict.fromkeys(("bloc1", "bloc2", "bloc3"), SessionKind.BLOC),
}
"""The sessions of the five référentiels; the one whose sessions are over has none."""

FRESH = {
    SessionKind.TITLE: (PASSED, PARTIAL, FAILED),
    SessionKind.CCP: (BLOC_WON, BLOC_LOST),
    SessionKind.BLOC: (BLOC_WON, BLOC_LOST),
}
"""Nothing held, everything sat: no path gives more or less than another."""


@cache
def shipped(framework_id: str) -> Framework:
    return read_framework(FOLDER / f"{framework_id}.yaml")


def cases() -> Iterator[tuple[str, str, AccessPath]]:
    for framework_id, sessions in KINDS.items():
        for session_id in sessions:
            for path in AccessPath:
                yield framework_id, session_id, path


every_case = pytest.mark.parametrize(
    ("framework_id", "session_id", "path"),
    list(cases()),
    ids=[f"{framework_id}-{session_id}-{path.value}" for framework_id, session_id, path in cases()],
)


def sat(framework: Framework, session_id: str, who: Candidate) -> ExamSession:
    return graded(empty_session(framework, session_id, who))


def others_of(framework: Framework, session_id: str) -> tuple[str, ...]:
    at_stake = framework.session_type(session_id).target_blocs
    return tuple(bloc.id for bloc in framework.blocs if bloc.id not in at_stake)


def left_during(session: ExamSession, part_id: str) -> ExamSession:
    """The session once its candidate gave up in that part, what came later taken away."""
    gone = Departure(1, DepartureKind.ABANDON, after(30), part_id, "")
    who = replace(session.candidates[0], departures=(gone,))
    kept = [part.id for _modality, part in session.parts_for(who)]
    kept = kept[: kept.index(part_id) + 1]
    return replace(
        session,
        candidates=(who,),
        grids=tuple(grid for grid in session.grids if grid.part_id in kept),
        phase_events={key: events for key, events in session.phase_events.items() if key[1] in kept},
    )


def test_the_table_knows_every_session_of_the_five_referentiels() -> None:
    found = {path.stem: {s.id: s.kind for s in shipped(path.stem).sessions} for path in FOLDER.glob("*.yaml")}

    assert found == KINDS


@every_case
def test_what_is_offered_to_who_sat_everything(framework_id: str, session_id: str, path: AccessPath) -> None:
    who = replace(ELODIE, access_path=path)

    session = sat(shipped(framework_id), session_id, who)

    assert lawful_outcomes(session, who) == FRESH[KINDS[framework_id][session_id]]
    assert barred_outcomes(session, who) == ()


@every_case
def test_what_is_offered_to_who_holds_every_other_bloc(framework_id: str, session_id: str, path: AccessPath) -> None:
    framework, kind = shipped(framework_id), KINDS[framework_id][session_id]
    who = replace(holding(ELODIE, *others_of(framework, session_id)), access_path=path)

    offered = lawful_outcomes(sat(framework, session_id, who), who)

    # The last CCP of a titre professionnel brings the title; the last bloc of another certification is a bloc.
    assert offered == ((PASSED, BLOC_WON, BLOC_LOST) if kind is SessionKind.CCP else FRESH[kind])


@every_case
def test_what_is_held_is_never_decided_again(framework_id: str, session_id: str, path: AccessPath) -> None:
    framework = shipped(framework_id)
    at_stake = framework.session_type(session_id).target_blocs
    who = replace(holding(ELODIE, *at_stake), access_path=path)
    session = sat(framework, session_id, who)

    title = KINDS[framework_id][session_id] is SessionKind.TITLE

    assert lawful_outcomes(session, who) == ((PASSED, FAILED) if title else ())
    assert all("déjà acquis" in reason for _outcome, reason in barred_outcomes(session, who))
    assert {session.bloc_status(who, bloc_id) for bloc_id in at_stake} == {BlocStatus.HELD}


@every_case
def test_an_absence_is_all_there_is_for_who_did_not_come(framework_id: str, session_id: str, path: AccessPath) -> None:
    who = replace(ABSENT, access_path=path)
    session = empty_session(shipped(framework_id), session_id, who)

    assert lawful_outcomes(session, who) == (ABSENCE,)
    assert {session.bloc_status(who, bloc.id) for bloc in session.framework.blocs} == {BlocStatus.NOT_SAT}


@every_case
def test_who_left_in_the_first_part_wins_only_what_was_seen_whole(
    framework_id: str, session_id: str, path: AccessPath
) -> None:
    session = sat(shipped(framework_id), session_id, replace(ELODIE, access_path=path))
    parts = [part for _modality, part in session.parts_for(ELODIE)]
    session = left_during(session, parts[0].id)
    who = session.candidates[0]

    offered = lawful_outcomes(session, who)

    assert PASSED not in offered
    assert (BLOC_WON in offered) == (not session.units_not_assessed(who) and BLOC_LOST in offered)
    assert offered[-1] in (FAILED, BLOC_LOST)
    assert {outcome for outcome, _reason in barred_outcomes(session, who)}.isdisjoint(offered)


# The last CCP, with the entretien final and the livret (rule 30)


def last_ccp() -> tuple[ExamSession, Candidate]:
    who = holding(replace(ELODIE, access_path=AccessPath.CAPITALISATION), "ccp2")
    return sat(shipped("acom-2025"), "ccp1", who), who


def reason_of(session: ExamSession, who: Candidate, outcome: Outcome) -> str:
    return dict(barred_outcomes(session, who)).get(outcome, "").replace("\u00a0", " ")


def test_the_last_ccp_with_its_interview_gives_the_title() -> None:
    session, who = last_ccp()
    won = decided(session, who, PASSED)

    assert [won.bloc_status(who, each.id) for each in won.framework.blocs] == [BlocStatus.WON, BlocStatus.HELD]
    assert findings(won, 30) == ()


def test_the_title_waits_for_the_entretien_final_of_the_last_ccp() -> None:
    session, who = last_ccp()
    final = session.final_interview(who)
    assert final is not None
    early = replace(
        session,
        grids=tuple(grid for grid in session.grids if grid.part_id != final.id),
        phase_events={key: events for key, events in session.phase_events.items() if key[1] != final.id},
    )

    assert lawful_outcomes(early, who) == (BLOC_WON, BLOC_LOST)
    assert reason_of(early, who, PASSED) == "L’entretien final n’est pas terminé : le titre se décide après lui."


def test_the_title_waits_for_the_proof_of_the_other_ccps() -> None:
    session, who = last_ccp()
    unproved = replace(who, priors=(PriorAward("ccp2", None, ""),))
    session = replace(session, candidates=(unproved,))

    assert lawful_outcomes(session, unproved) == (BLOC_WON, BLOC_LOST)
    assert "La date ou la preuve manque pour CCP 2" in reason_of(session, unproved, PASSED)
    assert proposed_outcome(decided(session, unproved, BLOC_WON), unproved) is BLOC_WON


def test_another_ccp_missing_leaves_no_title() -> None:
    session, _who = last_ccp()

    assert lawful_outcomes(replace(session, candidates=(ELODIE,)), ELODIE) == (BLOC_WON, BLOC_LOST)


def test_a_ccp_of_the_revised_title_counts_by_its_correspondence_only() -> None:
    old = PriorAward("ccp2", dt.date(2024, 6, 3), "livret", earlier_framework="acom-2020", earlier_bloc="ccp2")
    session, _who = last_ccp()
    mapped = replace(ELODIE, priors=(old,))
    unmapped = replace(ELODIE, unmatched=(UnmatchedAward("CCP 3 d’un titre fermé", dt.date(2019, 6, 3), "livret"),))

    assert lawful_outcomes(sat(session.framework, "ccp1", mapped), mapped) == (PASSED, BLOC_WON, BLOC_LOST)
    assert findings(sat(session.framework, "ccp1", mapped), 35) == ()
    assert lawful_outcomes(sat(session.framework, "ccp1", unmapped), unmapped) == (BLOC_WON, BLOC_LOST)
    assert sat(session.framework, "ccp1", unmapped).bloc_status(unmapped, "ccp2") is BlocStatus.NOT_SAT


@pytest.mark.parametrize(("outcome", "status"), [(BLOC_WON, BlocStatus.WON), (BLOC_LOST, BlocStatus.LOST)])
def test_a_ccp_session_says_nothing_of_the_ccps_it_does_not_aim_at(outcome: Outcome, status: BlocStatus) -> None:
    session = decided(sat(shipped("acom-2025"), "ccp1", ELODIE), ELODIE, outcome)

    assert [session.bloc_status(ELODIE, bloc_id) for bloc_id in ("ccp1", "ccp2")] == [status, BlocStatus.NOT_SAT]


# A CCS completes a title already held (rule 32)


@pytest.mark.parametrize("path", AccessPath)
def test_a_ccs_is_awarded_to_who_proves_the_parent_title(path: AccessPath) -> None:
    without = replace(ELODIE, access_path=path)
    proved = with_title(without)
    session = sat(framework_with_ccps(), "ccs", without)

    assert lawful_outcomes(session, without) == (FAILED,)
    assert "titre déjà détenu" in reason_of(session, without, PASSED)
    assert lawful_outcomes(replace(session, candidates=(proved,)), proved) == (PASSED, FAILED)
    assert proposed_outcome(decided(session, without, FAILED), without) is None


def test_a_whole_certification_outside_titles_may_be_refused_in_part() -> None:
    session = sat(framework_with_bloc_criteria(), "titre", ELODIE)

    assert lawful_outcomes(session, ELODIE) == (PASSED, PARTIAL, FAILED)


# Who left before a part


def test_a_title_left_midway_keeps_the_ccps_that_were_seen_whole() -> None:
    session = left_during(sat(framework_with_ccps(), "titre", ELODIE), "et")
    who = session.candidates[0]

    assert lawful_outcomes(session, who) == (PARTIAL, FAILED)
    assert reason_of(session, who, PASSED) == "Parti avant la fin, le candidat n’a pas passé « Entretien final »."


def test_a_title_left_before_any_ccp_was_seen_whole_is_failed() -> None:
    one = shipped("acom-2025")
    session = left_during(sat(one, "titre", ELODIE), "ecrit")
    who = session.candidates[0]
    lacking = {unit.bloc_id for unit in session.units_not_assessed(who)}

    assert (PARTIAL in lawful_outcomes(session, who)) == (lacking != {"ccp1", "ccp2"})
    assert lawful_outcomes(session, who)[-1] is FAILED


def test_a_ccp_left_before_one_of_its_competences_is_not_won() -> None:
    session = left_during(sat(framework_with_ccps(), "ccp1", ELODIE), "ecrit")
    who = session.candidates[0]

    assert lawful_outcomes(session, who) == (BLOC_LOST,)
    assert "« Dialoguer avec un transporteur »" in reason_of(session, who, BLOC_WON)


# All CCPs without the title (rule 29)


@pytest.mark.parametrize("outcome", [PARTIAL, FAILED])
def test_everything_acquired_without_the_title_says_what_the_interview_lacked(outcome: Outcome) -> None:
    who = ELODIE if outcome is PARTIAL else holding(ELODIE, "ccp1", "ccp2")
    session = decided(sat(framework_with_ccps(), "titre", who), who, outcome)
    told = tuple(replace(each, motive="La vue d’ensemble de l’emploi manque.") for each in session.decisions)

    assert "entretien final" in findings(session, 29)[0].sentence
    assert findings(replace(session, decisions=told), 29) == ()


def test_a_ccp_held_stays_whatever_a_later_session_says() -> None:
    who = holding(ELODIE, "ccp1")
    session = decided(sat(framework_with_ccps(), "titre", who), who, FAILED, lost=["ccp2"])
    against = replace(session, awards=(*session.awards, Award(who.id, "ccp1", AwardValue.LOST)))

    assert against.bloc_status(who, "ccp1") is BlocStatus.HELD
    assert findings(against, 31)
