"""What the jury must have read before it decides: exactly the right elements, for every path and session type."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.domain.access_path import AccessPath
from app.domain.candidate import PriorAward
from app.domain.consulting import may_be_seen, may_lack, unread
from app.domain.evidence import asked_of
from app.domain.framework.model import Framework
from app.domain.framework.terms import Evidence, SessionKind
from app.intake.framework_file import read_framework
from tests.builders import ELODIE, empty_session, framework_with_ccps, read, sound_title_session, with_title
from tests.unit.domain.breaking import findings

SHIPPED = Path(__file__).parents[3] / "data" / "referentiels"
M, DP, ECF = Evidence.MODALITIES, Evidence.PROFESSIONAL_FILE, Evidence.TRAINING_RESULTS
EF, BOOKLET, TITLE = Evidence.FINAL_INTERVIEW, Evidence.CERTIFICATION_BOOKLET, Evidence.PARENT_TITLE
TRAINED = (AccessPath.FORMATION, AccessPath.APPRENTISSAGE)

OF_THE_MINISTRY = {
    SessionKind.TITLE: {M, DP, EF},
    SessionKind.CCP: {M, DP},
    SessionKind.CCS: {TITLE, M, DP, EF},
}
"""The arrêté of 22 December 2015, article 8, but for the livret ECF, which follows the path."""


def shipped(framework_id: str) -> Framework:
    return read_framework(SHIPPED / f"{framework_id}.yaml")


def cases() -> list[tuple[str, str, AccessPath]]:
    """Every path x session type of the five référentiels; one of them is closed and opens no session."""
    frameworks = [read_framework(path) for path in sorted(SHIPPED.glob("*.yaml"))]
    assert len(frameworks) == 5
    return [(f.id, kind.id, path) for f in frameworks for kind in f.sessions for path in AccessPath]


@pytest.mark.parametrize(("framework_id", "type_id", "path"), cases())
def test_exactly_the_right_elements_are_asked(framework_id: str, type_id: str, path: AccessPath) -> None:
    framework = shipped(framework_id)
    kind = framework.session_type(type_id).kind
    who = replace(ELODIE, access_path=path, training_results=None)
    named = [r for r in framework.access_paths if (r.access_path, r.leads_to) == (path, kind)]
    expected = set(OF_THE_MINISTRY.get(kind, ())) if framework_id.startswith("acom") else set()
    if path in TRAINED and expected:
        expected.add(ECF)
    if kind is SessionKind.BLOC:
        expected = {item for route in named for item in route.evidence}

    session = empty_session(framework, type_id, who)

    assert set(asked_of(session, who)) == expected
    assert len(asked_of(session, who)) == len(expected)


@pytest.mark.parametrize("path", AccessPath)
@pytest.mark.parametrize(("type_id", "other"), [("ccp1", "ccp2"), ("ccp2", "ccp1")])
def test_only_the_last_ccp_adds_the_livret_and_the_entretien_final(path: AccessPath, type_id: str, other: str) -> None:
    who = replace(ELODIE, access_path=path, training_results=None)
    last = replace(who, priors=(PriorAward(other, date(2025, 6, 2), "livret"),))
    session = empty_session(shipped("acom-2025"), type_id, last)

    assert not {BOOKLET, EF} & set(asked_of(session, who))
    assert set(asked_of(session, last)) == {*asked_of(session, who), BOOKLET, EF}


@pytest.mark.parametrize("path", AccessPath)
def test_a_ccs_asks_for_the_title_that_it_completes(path: AccessPath) -> None:
    who = with_title(replace(ELODIE, access_path=path))
    session = empty_session(framework_with_ccps(), "ccs", who)

    asked = asked_of(session, who)

    assert TITLE in asked
    assert EF in asked
    assert (ECF in asked) == path.asks_ecf or path is AccessPath.CAPITALISATION


@pytest.mark.parametrize(("supplied", "asked"), [(True, True), (False, False), (None, False)])
def test_a_capitalised_ccp_shows_the_livret_ecf_of_whoever_trained(supplied: bool | None, asked: bool) -> None:
    who = replace(ELODIE, access_path=AccessPath.CAPITALISATION, training_results=supplied)
    session = empty_session(shipped("acom-2025"), "ccp1", who)

    assert (ECF in asked_of(session, who)) == asked
    assert ECF not in asked_of(session, replace(who, access_path=AccessPath.VAE, training_results=True))


def test_what_the_decision_cannot_do_without_is_never_missing() -> None:
    session = sound_title_session()

    assert [item for item in Evidence if not may_lack(session, ELODIE, item)] == [M, EF, TITLE]
    assert all(may_be_seen(session, ELODIE, item) for item in asked_of(session, ELODIE))


def test_a_decision_without_reading_is_told_element_by_element_until_the_closing() -> None:
    session = sound_title_session()
    kept = tuple(c for c in session.consultations if (c.candidate_id, c.item) != (ELODIE.id, DP))
    silent = replace(session, consultations=kept)

    assert unread(silent, ELODIE) == (DP,)
    assert [each.sentence.replace("\u00a0", " ") for each in findings(silent, 15)] == [
        "LE GOFF Élodie : le jury n’a pas dit s’il a vu « Dossier professionnel »."
    ]
    assert findings(session, 15) == ()
    assert findings(replace(silent, consultations=(*kept, *read(session, ELODIE))), 15) == ()
