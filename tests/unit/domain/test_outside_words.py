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
        ("Candidate nulle en relation client", "Candidate nulle", Theme.PERSON),
        ("une candidate vraiment nulle", "candidate vraiment nulle", Theme.PERSON),
        ("Caractère difficile.", "Caractère difficile", Theme.PERSON),
        ("Elle a un caractère difficile", "caractère difficile", Theme.PERSON),
        ("le caractère difficile de la candidate", "caractère difficile", Theme.PERSON),
        ("À 15:12, elle ment au client", "elle ment", Theme.PERSON),
        ("Le candidat nous a menti", "candidat nous a menti", Theme.PERSON),
        ("un menteur", "menteur", Theme.PERSON),
        ("C’est une menteuse.", "menteuse", Theme.PERSON),
        ("Elle est étrangère.", "Elle est étrangère", Theme.ORIGIN),
        ("Candidate étrangère, parle mal", "Candidate étrangère", Theme.ORIGIN),
        ("La candidate, étrangère, hésite", "candidate, étrangère", Theme.ORIGIN),
        ("ne comprend pas car étrangère", "car étrangère", Theme.ORIGIN),
        ("C’est un étranger qui parle mal", "C’est un étranger", Theme.ORIGIN),
        ("Étrangère, elle comprend mal", "Étrangère", Theme.ORIGIN),
        ("parle comme une étrangère", "une étrangère", Theme.ORIGIN),
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
        "solde nul",
        "le document ment",
        "une TVA nulle, car le client est hors de France",
        "le client étranger est rappelé",
        "une langue étrangère est employée",
        "la vente sur un marché étranger",
        "un envoi à l’étranger",
        "commande à l’étranger, un fournisseur étranger livre",
        "le commerce étranger",
        "elle est étrangère au litige",
        "étranger au dossier",
        "un visiteur étranger est accueilli",
        "le client au caractère difficile est apaisé",
        "le caractère difficile de la situation est relevé",
        "le caractère urgent de la demande",
        "une publicité mensongère",
        "commente l’offre, mentionne le délai",
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


def test_a_list_of_themes_reads_as_french_does() -> None:
    said = warning("Candidate nulle, malgré son âge et sa santé").replace("\u00a0", " ")

    assert said == (
        "« Candidate nulle », « son âge », « sa santé » : cela touche à la personne elle-même, à l’âge et à la santé. "
        "Aucun critère ne demande « Candidate nulle » : retirez-le. Gardez le reste seulement si un critère le demande."
    )


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("Une menteuse.", "Aucun critère ne le demande : retirez-le."),
        ("Menteuse et paresseuse.", "Aucun critère ne le demande : retirez-les."),
    ],
)
def test_no_critere_asks_for_an_insult(text: str, advice: str) -> None:
    said = warning(text).replace("\u00a0", " ")

    assert said.endswith(f": cela touche à la personne elle-même. {advice}")
    assert "Gardez" not in said


@given(st.text(max_size=80))
def test_any_text_is_read_without_harm(text: str) -> None:
    assert all(each.word in text for each in outside_words(text))
