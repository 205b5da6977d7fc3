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
from app.domain.motive_draft import LONGEST, NO_CRITERION, NOTHING_UNMET, draft_of
from app.domain.people import Person
from tests.builders import ANNE, BENOIT, after

JURORS = (ANNE, BENOIT)
LABELS = ("L’encours du client est vérifié", "La procédure est respectée")


def fact(minutes: float, text: str, who: Person = ANNE, kind: FactKind = FactKind.OBSERVED) -> QuotedFact:
    return QuotedFact(who, after(minutes), text, kind)


def unit(
    *lines: tuple[str, tuple[Answer, Answer], tuple[QuotedFact, ...]], without: tuple[bool, ...] = ()
) -> UnitReview:
    criteria = [Criterion(id=f"c.{n}", number=n, label=label) for n, (label, _marks, _facts) in enumerate(lines, 1)]
    return UnitReview(
        Unit("c", "Une compétence", "ccp1", tuple(criteria)),
        tuple(
            CriterionLine(criterion, "oral", "ORAL", tuple(Mark(mark) for mark in marks), facts, without=without)
            for criterion, (_label, marks, facts) in zip(criteria, lines, strict=True)
        ),
        None,
        proposed_mastered=False,
    )


def text(review: UnitReview) -> str:
    return draft_of(review, JURORS).text.replace("\u00a0", " ")


def test_unmet_criteria_are_named_with_the_facts_noted_on_them() -> None:
    seen = fact(6, "saisit la commande avant l’encours.")
    heard = fact(8, "je verrai plus tard", kind=FactKind.QUOTE)
    review = unit((LABELS[0], (NO, YES), (heard, seen)), (LABELS[1], (YES, YES), ()))

    draft = draft_of(review, JURORS)

    assert draft.text.replace("\u00a0", " ") == (
        "Non atteint : « L’encours du client est vérifié » "
        "(09:06, saisit la commande avant l’encours ; 09:08, « je verrai plus tard »)."
    )
    assert (draft.cited, draft.why_not) == (("c.1",), "")


def test_a_judgement_is_no_fact_and_what_the_others_saw_speaks_for_the_candidate() -> None:
    judged = fact(6, "pas convaincant", kind=FactKind.JUDGEMENT)
    of_the_other = fact(7, "vérifie l’encours sur la diapositive 9", BENOIT)

    assert text(unit((LABELS[0], (NO, YES), (judged, of_the_other)))) == (
        "Non atteint : « L’encours du client est vérifié »."
    )


@pytest.mark.parametrize("said", ["obtient 8/20 au test", "son accent gêne l’échange"])
def test_a_fact_that_a_motive_may_not_hold_is_left_out(said: str) -> None:
    assert text(unit((LABELS[0], (NO, NO), (fact(6, said),)))) == "Non atteint : « L’encours du client est vérifié »."


def test_what_nobody_observed_is_said_so() -> None:
    assert text(unit((LABELS[0], (NOT_OBSERVED, YES), ()))) == "Non observé : « L’encours du client est vérifié »."


def test_a_grid_done_without_says_nothing() -> None:
    review = unit((LABELS[0], (NO, YES), ()), without=(True, False))

    assert draft_of(review, JURORS).why_not == NOTHING_UNMET


def test_nothing_is_proposed_where_there_is_nothing() -> None:
    assert draft_of(unit((LABELS[0], (YES, YES), ())), JURORS).why_not == NOTHING_UNMET
    assert draft_of(unit(), JURORS).why_not == NO_CRITERION


@pytest.mark.parametrize("count", [1, 3, 6, 12])
def test_however_many_criteria_the_draft_stays_short_and_names_them(count: int) -> None:
    label = "La réponse apportée concilie satisfaction du client et intérêt de l’entreprise dans les délais prévus"
    lines = [(f"{n} {label}", (NO, NO), (fact(n, f"oublie le point {n} de la demande"),)) for n in range(count)]

    draft = draft_of(unit(*lines), JURORS)

    assert len(draft.text) <= LONGEST
    assert len(draft.cited) == count
    left = re.search(r"(\d+) autres? critères? cités?\.$", draft.text)
    assert draft.text.count("Non atteint") + (int(left[1]) if left else 0) == count
    assert draft == draft_of(unit(*lines), JURORS)


def test_a_quoted_criterion_is_never_cut() -> None:
    long = "L’encours de règlement est vérifié avant l’enregistrement de chaque nouvelle commande, " * 3
    long = long.removesuffix(", ")
    draft = draft_of(unit((long, (NO, NO), ()), (f"2 {long}", (NO, NO), ())), JURORS)

    assert f"«\u00a0{long}\u00a0»" in draft.text
    assert draft.text.endswith("1 autre critère cité.")
    assert draft.cited == ("c.1", "c.2")


words = st.text(alphabet="abcdefghij 0123456789/%éà’", min_size=1, max_size=200)


@given(st.lists(st.tuples(words, st.lists(words, max_size=4)), min_size=1, max_size=8))
def test_any_record_gives_a_motive_that_stands(lines: list[tuple[str, list[str]]]) -> None:
    made = [
        (f"Critère {'abcdefgh'[n]}", (NO, YES), tuple(fact(n + place / 60, said) for place, said in enumerate(facts)))
        for n, (_label, facts) in enumerate(lines)
    ]
    review = unit(*made)

    draft = draft_of(review, JURORS)

    assert len(draft.text) <= LONGEST
    assert not holds_score(draft.text)
    assert motive_fault(draft.text, draft.cited, review.unit, scores_forbidden=True) is None
