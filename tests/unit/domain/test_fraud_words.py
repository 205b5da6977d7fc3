"""The words that a fraud report is asked to leave to the administration."""

import pytest

from app.domain.fraud_words import verdict_remark, verdict_words


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ("La candidate a été exclue de la salle.", ("exclue",)),
        ("ÉLIMINÉ d’office, zéro à l’épreuve", ("ÉLIMINÉ", "zéro")),
        ("Il a triché, triché encore ; une sanction s’impose", ("triché", "sanction")),
        ("Tentative de fraude", ("fraude",)),
    ],
)
def test_a_sanction_or_a_verdict_is_named_as_typed(facts: str, words: tuple[str, ...]) -> None:
    assert verdict_words(facts) == words


@pytest.mark.parametrize(
    "facts",
    [
        "",
        "Téléphone allumé posé sous la copie, messagerie ouverte sur le sujet.",
        "Il a refusé de remettre son téléphone et a renvoyé un message.",
        "La radio du couloir s’entendait ; le texte porte exclusivement sur le sujet.",
    ],
)
def test_facts_are_left_alone(facts: str) -> None:
    assert verdict_words(facts) == ()
    assert verdict_remark(facts) == ""


def test_the_remark_says_which_words_and_who_decides() -> None:
    one, two = verdict_remark("exclu"), verdict_remark("exclu, zéro")
    assert one.replace("\u00a0", " ").startswith("« exclu » dit déjà une suite ou un verdict.")
    assert two.replace("\u00a0", " ").startswith("« exclu », « zéro » disent déjà")
    assert one.endswith("l’administration décide de la suite.")
