"""`referentiel montrer` says how critères are answered, when it is not by « Oui » or « Non »."""

from app.cli.framework_text import framework_text
from app.domain.framework.decision_rule import DecisionRule
from app.domain.framework.terms import DecisionMode
from tests.builders import LEVELS, POINTS, framework_of_scale, framework_with_ccps
from tests.ruled import CHAIR, CHAIRED, NON_COMPENSABLE, SUM_OF_TWENTY, ruled


def said(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_levels_are_told_with_their_code_and_what_they_mean() -> None:
    text = said(framework_text(framework_of_scale(LEVELS)))
    assert "  En cours d’acquisition (en_cours), critère non atteint : Fait avec de l’aide." in text.splitlines()
    assert "  Acquis (acquis), critère atteint : Fait seul." in text.splitlines()


def test_points_are_told_with_their_threshold_and_the_values_that_can_be_typed() -> None:
    text = said(framework_text(framework_of_scale(POINTS)))
    assert "Échelle : points, sur 20, seuil 10 ; valeurs à saisir : de 0 à 20 par 0,5, ou non_observe" in text


def test_a_titre_professionnel_has_no_scale_to_tell() -> None:
    assert "Échelle" not in framework_text(framework_with_ccps())


def test_a_rule_of_decision_is_told_bloc_by_bloc() -> None:
    rule = DecisionRule(mode=DecisionMode.CASTING_VOTE, casting_seat=CHAIR, blocs=(SUM_OF_TWENTY, NON_COMPENSABLE))
    told = said(framework_text(ruled(rule, POINTS, CHAIRED))).splitlines()

    start = told.index("Décision – Majorité, voix prépondérante en cas de partage, celle de « Membre de l’Institut »")
    assert told[start + 1 : start + 7] == [
        "  bloc 1",
        "    - seuil : 20 points, en somme des critères",
        "    - coefficient 2 : Critère 2 de bloc1",
        "    - éliminatoire : Critère 2 de bloc1",
        "  bloc 2",
        "    - non compensable : Arroser, minimum 8 points",
    ]


def test_a_plain_consensus_has_no_rule_to_tell() -> None:
    assert "Décision" not in framework_text(framework_with_ccps())
