"""The sign that begins a line tells what kind of fact it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.fact_writing import WrittenFact, read_fact, shown, typed_again
from app.domain.grading import FactKind

SEEN, QUOTE, JUDGEMENT = FactKind.OBSERVED, FactKind.QUOTE, FactKind.JUDGEMENT


@pytest.mark.parametrize(
    ("typed", "kind", "text"),
    [
        ("reformule la demande", SEEN, "reformule la demande"),
        ("! manque d’assurance", JUDGEMENT, "manque d’assurance"),
        ("!clair", JUDGEMENT, "clair"),
        ("« Je vous rappelle demain »", QUOTE, "Je vous rappelle demain"),
        ("«\u00a0Je vous rappelle demain\u00a0»", QUOTE, "Je vous rappelle demain"),
        ('"Je vous rappelle demain', QUOTE, "Je vous rappelle demain"),
        ("“Bonjour”", QUOTE, "Bonjour"),
        ("« Bonjour » puis se tait", SEEN, "« Bonjour » puis se tait"),
        ("dit « bonjour »", SEEN, "dit « bonjour »"),
        ("attention !", SEEN, "attention !"),
        ("!", JUDGEMENT, ""),
        ('"', QUOTE, ""),
        ("  ", SEEN, ""),
    ],
)
def test_a_line_says_its_kind(typed: str, kind: FactKind, text: str) -> None:
    assert read_fact(typed) == WrittenFact(kind, text)


def test_a_quotation_is_written_between_its_marks() -> None:
    assert shown(QUOTE, "Bonjour") == "«\u00a0Bonjour\u00a0»"
    assert shown(JUDGEMENT, "clair") == "clair"


@given(st.text(max_size=60))
def test_what_is_put_back_to_be_corrected_reads_the_same(typed: str) -> None:
    fact = read_fact(typed)
    if fact.text:
        assert read_fact(typed_again(fact.kind, fact.text)) == fact
