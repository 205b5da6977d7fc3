"""The text of a question guide: how its lines become questions, each with its compétence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.grading import Unit
from app.domain.question_text import GuideLine, read_guide, write_guide

SALES = Unit("c1", "Assurer l’administration des ventes", "ccp1", ())
SUPPLY = Unit("c2", "Suivre les opérations de la supply chain", "ccp1", ())
LOYALTY = Unit("c3-1", "Réaliser des actions de fidélisation de la clientèle", "ccp2", ())
UNITS = (SALES, SUPPLY, LOYALTY)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("C2 : Qui relancez-vous ?", [("c2", "Qui relancez-vous ?")]),
        ("c3-1) Qui fidéliser ?", [("c3-1", "Qui fidéliser ?")]),
        ("C1 – Que vérifier ?", [("c1", "Que vérifier ?")]),
        ("CP2 : Quel délai ?", [("c2", "Quel délai ?")]),
        ("Compétence 2 : Quel délai ?", [("c2", "Quel délai ?")]),
        ("1. Que vérifier ?\n2) Et après ?", [("", "Que vérifier ?"), ("", "Et après ?")]),
        ("- [ ] **Que vérifier ?**", [("", "Que vérifier ?")]),
        ("\n   \n\u00a0\n", []),
        ("C9 : Que vérifier ?", [("", "C9 : Que vérifier ?")]),
    ],
)
def test_a_line_is_a_question_and_its_prefix_says_the_competence(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(line.unit_id, line.text) for line in read_guide(text, UNITS)] == expected


@pytest.mark.parametrize(
    "heading",
    [
        "# C2",
        "## Suivre les opérations de la supply chain",
        "C2 :",
        "C2 : Suivre les opérations de la supply chain",
        "SUIVRE LES OPERATIONS DE LA SUPPLY CHAIN",
        "Supply chain :",
        "**Suivi des opérations de supply chain :**",
        "- C2 :",
    ],
)
def test_a_heading_holds_for_the_lines_under_it(heading: str) -> None:
    text = f"{heading}\n- Qui relancez-vous ?\n\nEt quand ?"

    assert read_guide(text, UNITS) == (GuideLine("c2", "Qui relancez-vous ?"), GuideLine("c2", "Et quand ?"))


def test_a_heading_that_names_no_competence_ends_the_one_before() -> None:
    text = "# C2\nQui relancez-vous ?\n# Pour conclure\nQue retenez-vous des opérations de la supply chain ?"

    assert [line.unit_id for line in read_guide(text, UNITS)] == ["c2", ""]


def test_a_prefix_holds_for_its_line_alone() -> None:
    assert [line.unit_id for line in read_guide("# C2\nQui ?\nC1 : Que vérifier ?\nEt quand ?", UNITS)] == [
        "c2",
        "c1",
        "c2",
    ]


def test_before_any_heading_the_words_of_a_question_may_say_its_competence() -> None:
    text = "Quelles actions pour fidéliser votre clientèle ?\nQuelles actions ?"

    assert [line.unit_id for line in read_guide(text, UNITS)] == ["c3-1", ""]


_ALPHABET = st.sampled_from(
    ["C2", "c3-1", ":", "#", "-", "•", "*", "1.", " ", "\u00a0", "é", "client", "supply", "chain", "?"]
)
_TEXTS = st.lists(st.one_of(_ALPHABET, st.just("\n")), max_size=40).map("".join) | st.text(max_size=80)


@given(_TEXTS)
def test_a_guide_written_down_is_read_back_the_same(text: str) -> None:
    questions = read_guide(text, UNITS)

    assert read_guide(write_guide(questions, UNITS), UNITS) == questions


@given(_TEXTS)
def test_every_question_holds_words_and_a_known_competence(text: str) -> None:
    for question in read_guide(text, UNITS):
        assert question.unit_id in {"", *(unit.id for unit in UNITS)}
        assert any(sign.isalnum() for sign in question.text)


@given(st.text(alphabet=st.characters(categories=["L"]), min_size=1, max_size=30))
def test_no_line_that_holds_words_is_lost(words: str) -> None:
    (question,) = read_guide(f"- {words} ?", UNITS)

    assert question.text == f"{words} ?"
