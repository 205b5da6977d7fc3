"""Motives of the jury: long enough, citing a critère, without a score."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.decision import MOTIVE_MINIMUM, MotiveFault, Position, holds_score, left_to_name, motive_fault
from app.domain.grading import Unit
from tests.builders import MOTIVE, criteria_of

UNIT = Unit("c1", "Contrôler une livraison", "ccp1", criteria_of("c1", 2))
WHOLE_BLOC = Unit("bloc1", "Accueillir", "bloc1", ())


@pytest.mark.parametrize(
    "text",
    [
        "12/20",
        "obtient 14,5 / 20 à l’écrit",
        "12 sur 20",
        "3/5",
        "0/20",
        "100/100",
        "60 %",
        "60%",
        "60\u00a0%",
        "60\u202f% des critères",
        "soit 60 pour cent",
        "12 points",
        "12 points sur 20",
        "obtient 12 pts.",
        "avec 12,5 points au total",
        "moyenne de 12",
        "Moyenne générale : 11,5",
        "Note : 14",
        "une note de 12.",
        "noté 8",
    ],
)
def test_a_score_is_recognised(text: str) -> None:
    assert holds_score(text)
    assert holds_score(f"Le candidat se présente. {text.capitalize()}")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "3 relances",
        "RGPD",
        "14/03/2026",
        "14/03/26",
        "livraison du 14/10",
        "facture du 05/10",
        "1/3 temps",
        "1/3 du temps de préparation",
        "les 3/4 des relances",
        "ouvert 24/7",
        "exercice 2025/2026",
        "2 points de vigilance",
        "3 points d’attention",
        "2 points à revoir",
        "en moyenne 3 appels par jour",
        "une moyenne trop approximative",
        "note 2 demandes du client",
        "rédige une note de 3 pages",
        "la note de service n’est pas lue",
        "commande n° 2026-20",
        "à 10 h 20",
        "3 sur les 20 références",
        "3,5 kg",
    ],
)
def test_what_is_no_score_is_left_alone(text: str) -> None:
    assert not holds_score(text)


@given(
    st.dates(dt.date(1990, 1, 1), dt.date(2049, 12, 31)),
    st.sampled_from(["%d/%m/%Y", "%d/%m/%y", "%d.%m.%Y", "%Y-%m-%d"]),
)
def test_a_whole_date_is_never_a_score(day: dt.date, form: str) -> None:
    assert not holds_score(f"Relance du {day.strftime(form)} oubliée.")


@given(
    st.integers(0, 200).map(lambda tenths: tenths / 10),
    st.sampled_from(["/20", " / 20", "/ 20", " sur 20", "\u00a0/\u00a020"]),
    st.booleans(),
)
def test_any_mark_out_of_twenty_is_a_score(value: float, scale: str, comma: bool) -> None:
    written = f"{value:g}".replace(".", "," if comma else ".")

    assert holds_score(f"Il vaut {written}{scale}.")


@given(st.integers(0, 100), st.sampled_from(["%", " %", "\u202f%", " pour cent"]))
def test_any_percentage_is_a_score(value: int, sign: str) -> None:
    assert holds_score(f"{value}{sign}")


@given(st.text(alphabet=st.characters(exclude_categories=["Nd", "No", "Nl"])))
def test_a_text_without_figures_is_never_a_score(text: str) -> None:
    assert not holds_score(text)


def test_a_sound_motive_is_accepted() -> None:
    assert motive_fault(MOTIVE, ("c1.1",), UNIT, scores_forbidden=True) is None
    assert motive_fault(MOTIVE, ("c1.1", "c9.9"), UNIT, scores_forbidden=True) is None


@given(st.text(alphabet=" \n\tab", max_size=MOTIVE_MINIMUM + 6))
def test_blanks_do_not_make_a_motive_longer(text: str) -> None:
    fault = motive_fault(text, ("c1.1",), UNIT, scores_forbidden=True)

    assert (fault is MotiveFault.TOO_SHORT) == (len(text.strip()) < MOTIVE_MINIMUM)


@pytest.mark.parametrize("cited", [(), ("c3.1",), ("",)])
def test_a_motive_cites_a_criterion_of_its_own_unit(cited: tuple[str, ...]) -> None:
    assert motive_fault(MOTIVE, cited, UNIT, scores_forbidden=True) is MotiveFault.NO_CRITERION


def test_a_unit_without_criteria_has_nothing_to_cite() -> None:
    assert motive_fault(MOTIVE, (), WHOLE_BLOC, scores_forbidden=False) is None


def test_a_score_is_refused_only_where_the_law_forbids_it() -> None:
    motive = f"{MOTIVE} Il vaut 8/20."

    assert motive_fault(motive, ("c1.1",), UNIT, scores_forbidden=True) is MotiveFault.HOLDS_SCORE
    assert motive_fault(motive, ("c1.1",), UNIT, scores_forbidden=False) is None


def test_a_critere_that_the_motive_quotes_is_not_named_twice() -> None:
    first, second = UNIT.criteria
    plain = Position(1, "c1", mastered=False, motive=MOTIVE, cited=(second.id, first.id, "c9.1"))
    assert left_to_name(UNIT, plain) == (first, second), "in the order of the référentiel, and of this compétence"
    quoting = Position(1, "c1", mastered=False, motive=f"« {first.label} » n’est pas atteint.", cited=plain.cited)
    assert left_to_name(UNIT, quoting) == (second,)
    assert left_to_name(UNIT, Position(1, "c1", mastered=True)) == ()
