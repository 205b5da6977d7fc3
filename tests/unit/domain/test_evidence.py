"""What the jury must have seen of each candidate, by path and session kind, and what of it lacks."""

import datetime as dt
from dataclasses import replace

import pytest

from app.domain.access_path import AccessPath
from app.domain.candidate import PriorAward
from app.domain.evidence import asked_of, deposits_of, evidence_of, results_to_copy, unproved_ccps
from app.domain.framework.model import AccessRoute
from app.domain.framework.terms import Evidence, SessionKind
from tests.builders import ELODIE, empty_session, framework_with_ccps, graded, holding, sound_title_session, with_title
from tests.unit.domain.breaking import with_candidate
from tests.unit.domain.preparing import asking_slides, handed_in


def route(path: AccessPath, leads_to: SessionKind, *evidence: Evidence) -> AccessRoute:
    return AccessRoute(access_path=path, leads_to=leads_to, label=path.label, evidence=evidence)


CCP_ROUTES = (
    route(AccessPath.FORMATION, SessionKind.CCP, Evidence.MODALITIES, Evidence.TRAINING_RESULTS),
    route(AccessPath.CAPITALISATION, SessionKind.TITLE, Evidence.CERTIFICATION_BOOKLET, Evidence.FINAL_INTERVIEW),
)


def test_the_jury_sees_what_the_access_path_asks_for() -> None:
    session = sound_title_session()
    without_file = replace(ELODIE, professional_file=False, training_results=None)
    waiting = replace(session, grids=(), phase_events={})

    assert [(piece.item, piece.state, piece.is_there) for piece in evidence_of(session, ELODIE)] == [
        (Evidence.MODALITIES, "grilles reçues", True),
        (Evidence.PROFESSIONAL_FILE, "fourni", True),
        (Evidence.TRAINING_RESULTS, "fourni", True),
        (Evidence.FINAL_INTERVIEW, "tenu", True),
    ]
    assert [(piece.state, piece.is_there) for piece in evidence_of(waiting, without_file)] == [
        ("à verrouiller", False),
        ("absent", False),
        ("non renseigné", False),
        ("à tenir", False),
    ]
    by_experience = replace(ELODIE, access_path=AccessPath.VAE)
    assert asked_of(session, by_experience) == (
        Evidence.MODALITIES,
        Evidence.PROFESSIONAL_FILE,
        Evidence.FINAL_INTERVIEW,
    )


def test_apprenticeship_is_a_training_path() -> None:
    session = sound_title_session()

    assert evidence_of(session, replace(ELODIE, access_path=AccessPath.APPRENTISSAGE)) == evidence_of(session, ELODIE)


def test_the_last_ccp_adds_what_the_title_asks_for() -> None:
    framework = framework_with_ccps().model_copy(update={"access_paths": CCP_ROUTES})
    last = holding(ELODIE, "ccp2")
    session = graded(empty_session(framework, "ccp1", ELODIE, replace(last, id=2)))

    assert [piece.item for piece in evidence_of(session, ELODIE)] == [Evidence.MODALITIES, Evidence.TRAINING_RESULTS]
    pieces = {piece.item: piece.state for piece in evidence_of(session, session.candidate(2))}
    assert list(pieces) == [
        Evidence.MODALITIES,
        Evidence.TRAINING_RESULTS,
        Evidence.CERTIFICATION_BOOKLET,
        Evidence.FINAL_INTERVIEW,
    ]
    assert pieces[Evidence.CERTIFICATION_BOOKLET] == "dates des CCP notées"


def test_the_title_that_a_ccs_completes_is_proved() -> None:
    routes = (route(AccessPath.FORMATION, SessionKind.CCS, Evidence.PARENT_TITLE),)
    session = empty_session(framework_with_ccps().model_copy(update={"access_paths": routes}), "ccs", ELODIE)

    assert [(each.state, each.is_there) for each in evidence_of(session, ELODIE)] == [("à vérifier", False)]
    assert [each.is_there for each in evidence_of(session, with_title(ELODIE))] == [True]


@pytest.mark.parametrize(
    ("prior", "proved"),
    [
        (PriorAward("ccp1", dt.date(2025, 6, 2), "livret"), True),
        (PriorAward("ccp1", dt.date(2025, 6, 2), " "), False),
        (PriorAward("ccp1", None, "livret"), False),
    ],
)
def test_a_ccp_is_proved_by_its_date_and_a_paper(prior: PriorAward, proved: bool) -> None:
    who = replace(ELODIE, priors=(prior,))

    assert [bloc.id for bloc in unproved_ccps(sound_title_session(), who)] == ([] if proved else ["ccp1"])


def test_only_results_at_stake_are_copied() -> None:
    session = sound_title_session()

    assert [bloc.id for bloc in results_to_copy(session, replace(ELODIE, results=()))] == ["ccp1", "ccp2"]
    assert results_to_copy(session, replace(holding(ELODIE, "ccp2"), results=ELODIE.results[:1])) == ()
    assert results_to_copy(session, replace(ELODIE, results=(), access_path=AccessPath.VAE)) == ()


def test_a_production_is_held_against_its_deadline_and_its_list() -> None:
    session = asking_slides()
    [check] = deposits_of(session, session.candidates[0])
    assert (check.deadline, check.is_late, check.missing_slides) == (dt.date(2026, 5, 11), False, ())

    late = with_candidate(session, 0, deposits=(handed_in(0, (0,)),))
    [check] = deposits_of(late, late.candidates[0])
    assert (check.is_late, check.missing_slides) == (True, ((2, "Le marché"), (3, "Un bilan")))

    none = with_candidate(session, 0, deposits=())
    [check] = deposits_of(none, none.candidates[0])
    assert (check.handed_in, check.is_late, check.missing_slides) == (None, False, ())
    assert deposits_of(sound_title_session(), ELODIE) == ()
