"""A motive drafted from the record: labels and facts as they stand, nothing judged, nothing invented."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.answer import NO, NOT_OBSERVED, YES, Answer
from app.domain.decision import holds_score, motive_fault
from app.domain.deliberation import CriterionLine, QuotedFact, UnitReview
from app.domain.framework.content import Criterion
from app.domain.grading import FactKind, Mark, Unit
from app.domain.motive_draft import (
    LONGEST,
    NO_CRITERION,
    NONE_TICKED,
    NOTHING_UNMET,
    MotiveDraft,
    citable_criteria,
    draft_of,
    redrafted,
)
from app.domain.people import Person
from tests.builders import ANNE, BENOIT, LEVELS, POINTS, after

JURORS = (ANNE, BENOIT)
LABELS = ("L’encours du client est vérifié", "La procédure est respectée")


def fact(minutes: float, text: str, who: Person = ANNE, kind: FactKind = FactKind.OBSERVED) -> QuotedFact:
    return QuotedFact(who, after(minutes), text, kind)


def unit(
    *lines: tuple[str, tuple[Answer, Answer], tuple[QuotedFact, ...]],
    without: tuple[bool, ...] = (),
    in_points: bool = False,
) -> UnitReview:
    criteria = [Criterion(id=f"c.{n}", number=n, label=label) for n, (label, _marks, _facts) in enumerate(lines, 1)]
    return UnitReview(
        Unit("c", "Une compétence", "ccp1", tuple(criteria)),
        tuple(
            CriterionLine(criterion, "oral", "ORAL", tuple(Mark(mark) for mark in marks), facts, in_points, without)
            for criterion, (_label, marks, facts) in zip(criteria, lines, strict=True)
        ),
        None,
        proposed_mastered=False,
    )


def ticked_first(review: UnitReview) -> tuple[str, ...]:
    return tuple(each.id for each in citable_criteria(review, JURORS) if each.is_met_by_nobody)


def drafted(review: UnitReview, *cited: str) -> MotiveDraft:
    """The draft of these critères, or of those ticked at first."""
    return draft_of(citable_criteria(review, JURORS), cited or ticked_first(review))


def text(review: UnitReview, *cited: str) -> str:
    return drafted(review, *cited).text.replace("\u00a0", " ")


def answered(review: UnitReview) -> list[str]:
    return [each.answered for each in citable_criteria(review, JURORS)]


def test_unmet_criteria_are_named_with_the_facts_noted_on_them() -> None:
    seen = fact(6, "saisit la commande avant l’encours.")
    heard = fact(8, "je verrai plus tard", kind=FactKind.QUOTE)
    review = unit((LABELS[0], (NO, NO), (heard, seen)), (LABELS[1], (YES, YES), ()))

    draft = drafted(review)

    assert draft.text.replace("\u00a0", " ") == (
        "Non atteint : « L’encours du client est vérifié » "
        "(09:06, saisit la commande avant l’encours ; 09:08, « je verrai plus tard »)."
    )
    assert (ticked_first(review), draft.why_not) == (("c.1",), "")


def test_a_judgement_is_no_fact_and_what_the_others_saw_speaks_for_the_candidate() -> None:
    judged = fact(6, "pas convaincant", kind=FactKind.JUDGEMENT)
    of_the_other = fact(7, "vérifie l’encours sur la diapositive 9", BENOIT)

    assert text(unit((LABELS[0], (NO, YES), (judged, of_the_other))), "c.1") == (
        "Réponses partagées (1 non, 1 oui) : « L’encours du client est vérifié »."
    )


@pytest.mark.parametrize("said", ["obtient 8/20 au test", "son accent gêne l’échange"])
def test_a_fact_that_a_motive_may_not_hold_is_left_out(said: str) -> None:
    assert text(unit((LABELS[0], (NO, NO), (fact(6, said),)))) == "Non atteint : « L’encours du client est vérifié »."


def test_what_nobody_observed_is_said_so() -> None:
    review = unit((LABELS[0], (NOT_OBSERVED, NOT_OBSERVED), ()))

    assert text(review) == "Non observé : « L’encours du client est vérifié »."
    assert answered(review) == ["2 non observés"]


EN_COURS, ACQUIS = LEVELS.answer("en_cours"), LEVELS.answer("acquis")
BELOW, ABOVE = POINTS.answer("8"), POINTS.answer("12,5")


@pytest.mark.parametrize(
    ("marks", "told"),
    [
        ((NO, YES), "1 non, 1 oui"),
        ((YES, NOT_OBSERVED), "1 non observé, 1 oui"),
        ((EN_COURS, ACQUIS), "1 en cours d’acquisition, 1 acquis"),
        ((NOT_OBSERVED, ACQUIS), "1 non observé, 1 acquis"),
        ((ABOVE, BELOW), "1 sous le seuil, 1 au seuil ou au-dessus"),
    ],
)
def test_what_one_juror_found_met_is_never_said_to_be_unmet(marks: tuple[Answer, Answer], told: str) -> None:
    review = unit((LABELS[0], marks, ()), in_points=marks[0] is ABOVE)

    assert answered(review) == [told]
    assert ticked_first(review) == ()
    assert drafted(review).why_not == NONE_TICKED
    assert text(review, "c.1") == f"Réponses partagées ({told}) : « L’encours du client est vérifié »."


@pytest.mark.parametrize(
    ("marks", "told", "opening"),
    [
        ((NO, NO), "2 non", "Non atteint"),
        ((NO, NOT_OBSERVED), "1 non, 1 non observé", "Réponses partagées (1 non, 1 non observé)"),
        ((EN_COURS, EN_COURS), "2 en cours d’acquisition", "Non atteint"),
        ((BELOW, POINTS.answer("9")), "2 sous le seuil", "Non atteint"),
    ],
)
def test_what_nobody_found_met_is_ticked_at_first(marks: tuple[Answer, Answer], told: str, opening: str) -> None:
    review = unit((LABELS[0], marks, ()), in_points=marks[0] is BELOW)

    assert answered(review) == [told]
    assert ticked_first(review) == ("c.1",)
    assert text(review) == f"{opening} : « L’encours du client est vérifié »."


def test_the_jury_may_rest_on_what_everybody_found_met_and_the_draft_says_what_was_answered() -> None:
    review = unit((LABELS[0], (YES, YES), ()))

    assert text(review, "c.1") == "Réponses des jurés (2 oui) : « L’encours du client est vérifié »."


def test_a_grid_done_without_says_nothing() -> None:
    review = unit((LABELS[0], (NO, YES), ()), without=(True, False))

    assert drafted(review).why_not == NOTHING_UNMET
    assert answered(review) == ["1 oui"]


def test_a_critere_that_no_grid_answers_is_said_so() -> None:
    review = unit((LABELS[0], (NO, NO), ()), without=(True, True))

    assert answered(review) == ["sans réponse"]
    assert ticked_first(review) == ()
    assert text(review, "c.1") == "Sans réponse : « L’encours du client est vérifié »."


def test_nothing_is_proposed_where_there_is_nothing() -> None:
    assert drafted(unit((LABELS[0], (YES, YES), ()))).why_not == NOTHING_UNMET
    assert drafted(unit()).why_not == NO_CRITERION
    assert draft_of(citable_criteria(unit((LABELS[0], (NO, NO), ())), JURORS), ()).why_not == NONE_TICKED


# Drafted again


def written_again(typed: str, *cited: str) -> str:
    facts = (fact(6, "saisit avant l’encours"),)
    review = unit((LABELS[0], (NO, NO), facts), (LABELS[1], (NO, NO), ()), ("Le délai est tenu", (NO, NO), ()))
    return redrafted(typed, citable_criteria(review, JURORS), cited)


FIRST = "Non atteint : « L’encours du client est vérifié » (09:06, saisit avant l’encours)."
SECOND, THIRD = "Non atteint : « La procédure est respectée ».", "Non atteint : « Le délai est tenu »."


def test_the_draft_speaks_of_the_criteria_ticked_at_that_moment_and_of_no_other() -> None:
    both = written_again("", "c.1", "c.2")

    assert both == f"{FIRST} {SECOND}"
    assert written_again(both, "c.2") == SECOND
    assert written_again(both, "c.3") == THIRD
    assert written_again(both, "c.1", "c.2") == both
    assert written_again(both) == both, "nothing ticked: nothing drafted"


def test_the_jury_s_own_words_stay_around_a_draft_made_again() -> None:
    assert written_again("Le jury retient ceci.", "c.2") == f"Le jury retient ceci.\n{SECOND}"
    assert written_again(f"Vu ceci.\n{FIRST} {SECOND} Puis cela. {FIRST}", "c.3") == f"Vu ceci.\n{THIRD} Puis cela."


@pytest.mark.parametrize("count", [1, 3, 6, 12])
def test_however_many_criteria_the_draft_stays_short_and_names_them(count: int) -> None:
    label = "La réponse apportée concilie satisfaction du client et intérêt de l’entreprise dans les délais prévus"
    lines = [(f"{n} {label}", (NO, NO), (fact(n, f"oublie le point {n} de la demande"),)) for n in range(count)]

    draft = drafted(unit(*lines))

    assert len(draft.text) <= LONGEST
    assert len(ticked_first(unit(*lines))) == count
    left = re.search(r"(\d+) autres? critères? cités?\.$", draft.text)
    assert draft.text.count("Non atteint") + (int(left[1]) if left else 0) == count
    assert draft == drafted(unit(*lines))


def test_a_quoted_criterion_is_never_cut() -> None:
    long = "L’encours de règlement est vérifié avant l’enregistrement de chaque nouvelle commande, " * 3
    long = long.removesuffix(", ")
    review = unit((long, (NO, NO), ()), (f"2 {long}", (NO, NO), ()))
    draft = drafted(review)

    assert f"«\u00a0{long}\u00a0»" in draft.text
    assert draft.text.endswith("1 autre critère cité.")
    assert ticked_first(review) == ("c.1", "c.2")
    assert redrafted(draft.text, citable_criteria(review, JURORS), ("c.2",)) == f"Non atteint : « 2 {long} »."


words = st.text(alphabet="abcdefghij 0123456789/%éà’", min_size=1, max_size=200)


@given(st.lists(st.tuples(words, st.lists(words, max_size=4)), min_size=1, max_size=8), st.sampled_from((NO, YES)))
def test_any_record_gives_a_motive_that_stands(lines: list[tuple[str, list[str]]], second: Answer) -> None:
    made = [
        (
            f"Critère {'abcdefgh'[n]}",
            (NO, second),
            tuple(fact(n + place / 60, said) for place, said in enumerate(facts)),
        )
        for n, (_label, facts) in enumerate(lines)
    ]
    review = unit(*made)
    cited = tuple(criterion.id for criterion in review.unit.criteria)

    draft = drafted(review, *cited)

    assert len(draft.text) <= LONGEST
    assert not holds_score(draft.text)
    assert motive_fault(draft.text, cited, review.unit, scores_forbidden=True) is None
