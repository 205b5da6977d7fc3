"""`referentiel montrer` says how critères are answered, when it is not by « Oui » or « Non »."""

from app.cli.framework_text import framework_text
from tests.builders import LEVELS, POINTS, framework_of_scale, framework_with_ccps


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
