"""A few letters that stand alone become their text; anything else stays as it was typed."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.abbreviations import Expansion, as_letters, ends_word, expansion, letters_fault

PHRASES = {"cl": "client", "éc": "écoute sans interrompre", "CA": "chiffre d’affaires", "2p": "deux personnes"}


def written(text: str, phrases: dict[str, str] | None = None) -> str:
    """The text once the key that ends its last word was pressed."""
    found = expansion(text, len(text), PHRASES if phrases is None else phrases)
    return text if found is None else text[: found.start] + found.text


@pytest.mark.parametrize(
    ("typed", "becomes"),
    [
        ("cl", "client"),
        ("le cl", "le client"),
        ("Cl", "Client"),
        ("CL", "CL"),
        ("l’cl", "l’client"),
        ("l'cl", "l'client"),
        ("(cl", "(client"),
        ("« cl", "« client"),
        ("Éc", "Écoute sans interrompre"),
        (unicodedata.normalize("NFD", "éc"), "écoute sans interrompre"),
        ("ec", "ec"),
        ("CA", "chiffre d’affaires"),
        ("ca", "ca"),
        ("2p", "deux personnes"),
        ("socl", "socl"),
        ("semi-cl", "semi-cl"),
        ("anne@cl", "anne@cl"),
        ("p.cl", "p.cl"),
        ("", ""),
        ("cl ", "cl "),
    ],
)
def test_letters_that_stand_alone_are_written_out(typed: str, becomes: str) -> None:
    assert written(typed) == becomes


def test_letters_inside_a_word_stay() -> None:
    assert expansion("clés", 2, PHRASES) is None
    assert expansion("cl’", 2, PHRASES) is None
    assert expansion("cl et", 2, PHRASES) == Expansion(0, "cl", "client")


@pytest.mark.parametrize("typed", [" ", ",", ".", ";", ":", "!", "?", ")", "»", "\u00a0", "\r", "\n", "/"])
def test_a_sign_that_ends_a_word_expands_it(typed: str) -> None:
    assert ends_word(typed)


@pytest.mark.parametrize("typed", ["a", "é", "1", "’", "'", "-", "_", "@", "", "ab", "\u0301", "\x08", "\x1b"])
def test_a_sign_that_goes_on_with_it_does_not(typed: str) -> None:
    assert not ends_word(typed)


@pytest.mark.parametrize(
    ("letters", "fault"),
    [
        ("", "Écrivez les lettres"),
        ("c l", "sans espace"),
        ("c-l", "sans espace"),
        ("a" * 13, "12 lettres"),
        ("éc2", ""),
    ],
)
def test_letters_that_cannot_serve_are_refused(letters: str, fault: str) -> None:
    assert (fault in letters_fault(letters)) if fault else letters_fault(letters) == ""


@given(st.text(max_size=40), st.integers(0, 40))
def test_no_abbreviation_changes_nothing(text: str, cursor: int) -> None:
    assert expansion(text, min(cursor, len(text)), {}) is None


@given(st.text(max_size=30), st.integers(0, 30))
def test_what_is_replaced_is_what_was_typed_before_the_cursor(text: str, place: int) -> None:
    cursor = min(place, len(text))
    found = expansion(text, cursor, PHRASES)
    if found is not None:
        assert text[found.start : cursor] == found.letters
        assert as_letters(found.letters).lower() in {letters.lower() for letters in PHRASES}
        assert found.start == 0 or not text[found.start - 1].isalnum()


@given(st.text(st.characters(categories=["Ll"]), min_size=1, max_size=8))
def test_every_word_that_is_one_is_found_after_a_space(letters: str) -> None:
    kept = as_letters(letters)
    assert written(f"il dit {letters}", {kept: "mot entier"}) == "il dit mot entier"
