"""Words on the person are noticed; the same words on the trade are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.outside_words import Theme, outside_words, warning


@pytest.mark.parametrize(
    ("text", "word", "theme"),
    [
        ("Malgré son âge, elle argumente.", "son âge", Theme.AGE),
        ("candidate de 22 ans", "22 ans", Theme.AGE),
        ("trop jeune pour le poste", "trop jeune", Theme.AGE),
        ("d’origine étrangère", "d’origine étrangère", Theme.ORIGIN),
        ("Un fort ACCENT gêne l’écoute", "ACCENT", Theme.ACCENT),
        ("porte le voile", "porte le voile", Theme.BELIEF),
        ("son handicap le gêne", "handicap", Theme.HEALTH),
        ("sa situation familiale", "situation familiale", Theme.FAMILY),
        ("très jolie présentation", "jolie", Theme.APPEARANCE),
        ("Le candidat est nul et paresseux.", "candidat est nul", Theme.PERSON),
        ("Le candidat est nul et paresseux.", "paresseux", Theme.PERSON),
        ("incapable d’argumenter", "incapable", Theme.PERSON),
        ("bon feeling", "feeling", Theme.FEELING),
        ("On le sent motivé", "On le sent", Theme.FEELING),
        ("tres sympathique", "sympathique", Theme.FEELING),
        ("coup de cœur du jury", "coup de cœur", Theme.FEELING),
    ],
)
def test_a_word_on_the_person_is_named_as_it_was_written(text: str, word: str, theme: Theme) -> None:
    found = outside_words(text)

    assert (word, theme) in {(each.word, each.theme) for each in found}


@pytest.mark.parametrize(
    "text",
    [
        "met l’accent sur le prix",
        "une famille de produits",
        "l’origine du litige est trouvée",
        "appellation d’origine contrôlée",
        "le traitement de la commande",
        "le client a 10 ans d’ancienneté",
        "propose trois solutions adaptées au client",
        "vérifie le pays de livraison",
        "la mise en page du devis",
        "le stock est nul à la date du devis",
        "un écart nul entre la commande et la facture",
    ],
)
def test_the_words_of_the_trade_are_left_alone(text: str) -> None:
    assert outside_words(text) == ()
    assert warning(text) == ""


def test_the_warning_quotes_the_word_and_says_what_to_do() -> None:
    said = warning("Son âge et son accent ; encore son accent.").replace("\u00a0", " ")

    assert said == (
        "« Son âge », « accent » : cela touche à l’âge et à l’accent. Gardez-le seulement si un critère le demande."
    )


@given(st.text(max_size=80))
def test_any_text_is_read_without_harm(text: str) -> None:
    assert all(each.word in text for each in outside_words(text))
