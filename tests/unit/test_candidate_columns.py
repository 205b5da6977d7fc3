"""Column titles as people write them."""

import pytest

from app.domain.candidate_columns import TITLES, CandidateField, title_key
from app.domain.list_columns import field_of_title

F = CandidateField


@pytest.mark.parametrize(
    ("title", "field"),
    [
        ("Nom", F.BIRTH_NAME),
        ("NOM DE NAISSANCE", F.BIRTH_NAME),
        ("nom de famille *", F.BIRTH_NAME),
        ("Nom du candidat", F.BIRTH_NAME),
        ("Nom d'usage", F.USAGE_NAME),
        ("Nom d’épouse", F.USAGE_NAME),
        ("Prénoms", F.FIRST_NAME),
        ("Prénom(s)", F.FIRST_NAME),
        ("Prénom de l’apprenant", F.FIRST_NAME),
        ("PRENOM :", F.FIRST_NAME),
        ("Né(e) le", F.BIRTH_DATE),
        ("Date naiss.", F.BIRTH_DATE),
        ("Date de naissance (jj/mm/aaaa)", F.BIRTH_DATE),
        ("Lieu de naissance", F.BIRTH_TOWN),
        ("Dépt naissance", F.BIRTH_DEPARTMENT),
        ("N° candidat", F.IDENTIFIER),
        ("Nº Candidat", F.IDENTIFIER),
        ("identifiant_candidat", F.IDENTIFIER),
        ("Téléphone portable", F.PHONE),
        ("Tél.", F.PHONE),
        ("E-mail", F.EMAIL),
        ("CP", F.POSTCODE),
        ("Sexe", F.CIVILITY),
        ("Voie d'accès", F.ACCESS_PATH),
        ("Livret ECF fourni", F.TRAINING_RESULTS),
        ("CCP déjà obtenus", F.PRIOR_AWARDS),
    ],
)
def test_a_title_is_recognised(title: str, field: CandidateField) -> None:
    found = field_of_title(title)
    assert found is not None
    assert found[0] is field


@pytest.mark.parametrize("title", ["", "Observations", "Candidat", "N° de sécurité sociale", "Notes du jury"])
def test_another_title_is_left_alone(title: str) -> None:
    assert field_of_title(title) is None


def test_no_title_stands_for_two_fields() -> None:
    keys = [
        title_key(title)
        for field, titles in TITLES.items()
        for title in dict.fromkeys(map(title_key, (field, *titles)))
    ]
    assert len(keys) == len(set(keys))
