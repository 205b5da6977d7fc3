"""The identifiers of written work: one per candidate, always the same, telling nothing of the name or the place."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from app.domain.anonymity import anonymous_id, candidate_behind, is_anonymous
from app.domain.candidate import CivilIdentity
from tests.builders import ABSENT, ELODIE, SOULEYMANE, empty_session, framework_with_ccps

SESSION = empty_session(framework_with_ccps(), "titre", ELODIE, SOULEYMANE, ABSENT)


@given(ids=st.sets(st.integers(1, 20_000), min_size=2, max_size=40))
def test_no_two_candidates_share_an_identifier(ids: set[int]) -> None:
    assert len({anonymous_id(SESSION, replace(ELODIE, id=each)) for each in ids}) == len(ids)


def test_an_identifier_is_the_acronym_and_three_figures() -> None:
    acronym, number = anonymous_id(SESSION, ELODIE).split("-")
    assert acronym == "ER", "the initials of « Employé de réserve », which has no acronym"
    assert len(number) == 3
    assert number != f"{ELODIE.id:03}"


def test_the_certification_s_acronym_is_written_in_plain_capitals() -> None:
    framework = framework_with_ccps().model_copy(update={"acronym": "É-Com vente"})
    assert anonymous_id(replace(SESSION, framework=framework), ELODIE).startswith("ECOMVE-")


def test_names_and_other_candidates_change_no_identifier() -> None:
    renamed = replace(ELODIE, identity=CivilIdentity("KERBRAT", "Soizic"), number="")
    alone = replace(SESSION, candidates=(renamed,))
    assert anonymous_id(alone, renamed) == anonymous_id(SESSION, ELODIE)


def test_another_referentiel_gives_other_numbers() -> None:
    other = replace(SESSION, framework_digest="0123456789abcdef" * 4)
    assert anonymous_id(other, ELODIE) != anonymous_id(SESSION, ELODIE)


def test_an_identifier_leads_back_to_its_candidate_however_it_is_typed() -> None:
    identifier = anonymous_id(SESSION, SOULEYMANE)
    assert candidate_behind(SESSION, f" {identifier.lower()} ") == SOULEYMANE
    assert candidate_behind(SESSION, "ER-1") is None


def test_written_work_is_anonymous_and_an_oral_cannot_be() -> None:
    assert [part.id for _modality, part in SESSION.type.parts() if is_anonymous(part)] == ["ecrit"]
