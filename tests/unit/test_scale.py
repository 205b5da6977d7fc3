"""A scale gives the answers of its certification, in the order of their keys, and reads what was typed."""

from decimal import Decimal

import pytest
from pydantic import ValidationError

from app.domain.answer import NO, NOT_OBSERVED, YES
from app.domain.framework.coherence import breaches_of
from app.domain.framework.scale import Level, MarkingScale, PointScale
from tests.builders import framework_with_bloc_criteria, framework_with_ccps

LEVELS = MarkingScale(
    levels=(
        Level(id="non_acquis", label="Non acquis", met=False),
        Level(id="en_cours", label="En cours d’acquisition", met=False),
        Level(id="acquis", label="Acquis", met=True),
    )
)
POINTS = MarkingScale(points=PointScale(maximum=Decimal(20), step=Decimal("0.5"), threshold=Decimal(10)))


def test_without_a_scale_a_critere_is_answered_yes_no_or_not_observed() -> None:
    assert MarkingScale().answers == (YES, NO, NOT_OBSERVED)
    assert MarkingScale().is_binary
    assert MarkingScale().answer("oui") == YES


def test_levels_come_in_their_order_and_only_the_last_ones_meet_the_critere() -> None:
    assert [(answer.code, answer.met) for answer in LEVELS.answers] == [
        ("non_acquis", False),
        ("en_cours", False),
        ("acquis", True),
        ("non_observe", None),
    ]
    assert LEVELS.words == "non_acquis, en_cours, acquis, non_observe"


@pytest.mark.parametrize(
    ("typed", "label", "met"), [("9.5", "9,5", False), ("10", "10", True), ("12,50", "12,5", True), ("0", "0", False)]
)
def test_points_are_read_with_a_point_or_a_comma_and_held_against_the_threshold(
    typed: str, label: str, met: bool
) -> None:
    answer = POINTS.answer(typed)

    assert (answer.label, answer.met) == (label, met)
    assert POINTS.answer(answer.code) == answer


@pytest.mark.parametrize("typed", ["20.5", "-1", "0.25", "dix", "", "NaN", "inf"])
def test_what_is_not_on_the_scale_is_no_answer(typed: str) -> None:
    with pytest.raises(KeyError):
        POINTS.answer(typed)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ({"points": {"maximum": 20, "seuil": 21}}, "le seuil (21) dépasse le maximum (20)"),
        ({"points": {"maximum": 20, "seuil": 10, "pas": 3}}, "multiples du pas"),
        ({"niveaux": [{"id": "acquis", "intitule": "Acquis", "atteint": True}]}, "de 2 à 4 niveaux, et celle-ci 1"),
        ({"niveaux": [{"id": "a", "intitule": "A", "atteint": True}] * 2}, "le même identifiant"),
    ],
)
def test_a_scale_that_cannot_be_used_says_why(content: dict[str, object], said: str) -> None:
    with pytest.raises(ValidationError, match=said.replace("(", r"\(").replace(")", r"\)")):
        MarkingScale.model_validate(content)


def test_a_titre_professionnel_has_no_scale_of_its_own() -> None:
    title = framework_with_ccps().model_copy(update={"scale": LEVELS})
    other = framework_with_bloc_criteria().model_copy(update={"scale": LEVELS})

    assert [breach.place for breach in breaches_of(title)] == [("echelle",)]
    assert not list(breaches_of(other))
