"""Impressions are noticed in a motive that shows no fact; the words of the trade and of the critères are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.outside_words import Theme, impression_warning, impressions, outside_words

LABELS = ("Adopter une posture de conseil", "L’encours de règlement d’un client est vérifié")


def words(text: str, **known: tuple[str, ...]) -> list[str]:
    return [each.word for each in impressions(text, **known)]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("La candidate n’est pas convaincante.", "convaincante"),
        ("N’a pas convaincu le jury.", "convaincu"),
        ("Sa posture ne convient pas.", "posture"),
        ("Pas à l’aise à l’oral", "à l’aise"),
        ("À l’aise dans l’échange", "À l’aise"),
        ("Mal à l’aise avec les chiffres", "à l’aise"),
        ("Peu motivé tout au long de l’épreuve", "Peu motivé"),
        ("Elle est timide pendant l’entretien", "Elle est timide"),
        ("manque de dynamisme", "manque de dynamisme"),
        ("Manque d’assurance devant le client", "Manque d’assurance"),
        ("sans conviction", "sans conviction"),
        ("Il semble perdu", "Il semble"),
        ("Donne l’impression de découvrir le sujet", "Donne l’impression"),
        ("Son niveau est trop juste", "Son niveau est trop juste"),
        ("Elle n’est pas prête pour le métier", "pas prête pour"),
        ("Un bon élément, mais trop volontaire", "bon élément"),
    ],
)
def test_an_impression_without_a_fact_is_named(text: str, word: str) -> None:
    assert word in words(text)
    assert {each.theme for each in impressions(text)} == {Theme.IMPRESSION}
    assert Theme.IMPRESSION not in {each.theme for each in outside_words(text)}


@pytest.mark.parametrize(
    "text",
    [
        "met le client à l’aise",
        "ne met pas à l’aise son interlocuteur",
        "gestes et postures",
        "tableau croisé dynamique",
        "le tableau de bord est dynamique",
        "les motivations d’achat du client ne sont pas relevées",
        "refus motivé par écrit",
        "la lettre de motivation",
        "n’a pas réservé la salle",
        "n’a pas impliqué le service comptable",
        "le niveau de stock n’est pas vérifié",
        "un niveau insuffisant de stock n’est pas signalé",
        "le niveau faible du stock",
        "lance l’impression des étiquettes",
        "n’identifie pas le client potentiel",
        "le client semble mécontent et rien ne lui est proposé",
        "la posture de travail n’est pas réglée",
        "convainc le client par une remise",
        "la confiance du client n’est pas recherchée",
        "les énergies renouvelables ne sont pas citées",
        "le bon de commande n’est pas signé",
    ],
)
def test_the_words_of_the_trade_are_no_impression(text: str) -> None:
    assert words(text) == []
    assert impression_warning(text) == ""


@pytest.mark.parametrize(
    "fact",
    [
        "à 15:12, saisit la commande sans regarder l’encours",
        "à 15 h 12, saisit la commande",
        "dit « je verrai plus tard »",
        "la commande est saisie avant tout contrôle",
    ],
)
def test_a_fact_beside_it_makes_an_impression_fair(fact: str) -> None:
    noted = ("Saisie de la commande : la commande est saisie avant tout contrôle de l’encours.",)

    assert words("Peu motivé", facts=noted) == ["Peu motivé"]
    assert words(f"Peu motivé : {fact}", facts=noted) == []


def test_a_label_between_quotes_is_no_fact() -> None:
    motive = "Non atteint : « L’encours de règlement d’un client… ». Manque de rigueur."

    assert words(motive, labels=LABELS) == ["Manque de rigueur"]
    assert words(motive) == []


def test_a_word_of_a_critere_is_no_impression() -> None:
    assert words("Sa posture de vendeur prend le pas", labels=LABELS) == []
    assert words("Sa posture de vendeur prend le pas") == ["posture"]


def test_the_warning_asks_for_the_fact() -> None:
    said = impression_warning("Peu motivé, sans conviction.").replace("\u00a0", " ")

    assert said == (
        "« Peu motivé », « sans conviction » : ce sont des impressions. "
        "Ajoutez le fait qui le montre, avec son heure ou les mots entendus."
    )


@given(st.text(max_size=80))
def test_any_text_is_read_without_harm(text: str) -> None:
    assert all(each.word in text for each in impressions(text))
