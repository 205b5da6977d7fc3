"""Rule 43 on those enrolled: an identifier, a candidate, a juror stand once."""

from dataclasses import replace

from app.domain.session import ExamSession
from tests.builders import ANNE, ELODIE, SOULEYMANE, empty_session, framework_with_ccps
from tests.unit.domain.breaking import findings


def session_of(*candidates: object, **changes: object) -> ExamSession:
    session = empty_session(framework_with_ccps(), "titre", *candidates)  # type: ignore[arg-type] # candidates
    return replace(session, **changes)  # type: ignore[arg-type] # named fields


def told(session: ExamSession) -> list[tuple[str, int | None, int | None, str]]:
    return [
        (each.sentence.replace("\u00a0", " "), each.candidate_id, each.person_id, each.field)
        for each in findings(session, 43)
    ]


def test_different_people_are_told_nothing() -> None:
    assert told(session_of(ELODIE, SOULEYMANE)) == []
    assert told(session_of(replace(ELODIE, number=""), replace(SOULEYMANE, number=""))) == []


def test_an_identifier_borne_twice_leads_to_its_second_bearer() -> None:
    ((sentence, candidate_id, _person, field),) = told(session_of(ELODIE, replace(SOULEYMANE, number=ELODIE.number)))

    assert sentence.startswith("N’DIAYE Souleymane porte le même identifiant que LE GOFF Élodie, 2616801.")
    assert (candidate_id, field) == (SOULEYMANE.id, "number")


def test_a_person_listed_twice_is_told_accents_aside() -> None:
    again = replace(
        ELODIE,
        id=9,
        rank=9,
        number="2616899",
        identity=replace(ELODIE.identity, birth_name="Le-Goff", first_name="ELODIE"),
    )

    ((sentence, candidate_id, _person, _field),) = told(session_of(ELODIE, SOULEYMANE, again))

    assert "figure deux fois sur la liste, rangs 1 et 9" in sentence
    assert candidate_id == 9


def test_namesakes_without_a_birth_date_are_not_one_person() -> None:
    unknown = replace(ELODIE, identity=replace(ELODIE.identity, birth_date=None))

    assert told(session_of(unknown, replace(unknown, id=9, rank=9, number="2616899"))) == []


def test_a_juror_counted_twice_is_told() -> None:
    ((sentence, _candidate, person_id, _field),) = told(session_of(ELODIE, people=(ANNE, replace(ANNE, id=7))))

    assert "Anne Durand figure deux fois parmi les jurés" in sentence
    assert person_id == 7
