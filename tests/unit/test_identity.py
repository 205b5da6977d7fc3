"""Names kept as typed, compared without accents."""

import unicodedata
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.domain.identity import display_name, duplicate_key, fold, tidy

NAMES = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Co")), max_size=40)


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("LE GOFF", "le goff"),
        ("N’DIAYE", "ndiaye"),
        ("n'diaye", "ndiaye"),
        ("Jean‑Loup", "jean loup"),
        ("JEAN-LOUP", "jean loup"),
        ("DE LA FONTAINE-MÜLLER", "de la fontaine muller"),
        ("ÖZTÜRK", "ozturk"),
        ("İbrahim", "ibrahim"),
        ("Işık", "isik"),
        ("NGUYỄN Thị Mai", "nguyen thi mai"),
        ("ŁUKASZ", "lukasz"),
        ("Bjørn", "bjorn"),
        ("Cœur", "coeur"),
        ("Straße", "strasse"),
        ("Đặng", "dang"),
        ("Þóra", "thora"),
        ("Élodie\u00a0 Anne", "elodie anne"),
    ],
)
def test_a_name_folds_to_plain_letters(typed: str, folded: str) -> None:
    assert fold(typed) == folded


@given(NAMES)
@example("\u0345\u03b9")
def test_folding_twice_changes_nothing_more(name: str) -> None:
    assert fold(fold(name)) == fold(name)


@given(NAMES)
def test_the_form_of_accents_and_the_capitals_do_not_matter(name: str) -> None:
    assert fold(unicodedata.normalize("NFD", name)) == fold(unicodedata.normalize("NFC", name))
    assert fold(name.casefold()) == fold(name)


@given(NAMES)
def test_tidying_gives_nfc_without_stray_spaces_and_is_stable(name: str) -> None:
    tidied = tidy(name)
    assert tidy(tidied) == tidied
    assert unicodedata.is_normalized("NFC", tidied)
    assert tidied == tidied.strip()
    assert "  " not in tidied


def test_a_name_keeps_what_was_typed() -> None:
    assert tidy("\u00a0\u202fDe La Fontaine-MÜLLER \u200b") == "De La Fontaine-MÜLLER"
    assert tidy("O’Connor") == "O’Connor"
    assert tidy("E\u0301lodie") == "Élodie"


def test_the_same_person_typed_twice_has_one_key() -> None:
    born = date(1991, 3, 14)
    assert duplicate_key("Le Goff", "ÉLODIE", born) == duplicate_key("LE\u00a0GOFF", "Elodie", born)
    assert duplicate_key("LE GOFF", "Élodie", born) != duplicate_key("LE GOFF", "Élodie", date(1991, 3, 15))
    assert duplicate_key("LE GOFF", "Élodie", born) != duplicate_key("LE GALL", "Élodie", born)


def test_a_person_is_shown_with_the_birth_name_in_capitals() -> None:
    assert display_name("N’Diaye", "Souleymane") == "N’DIAYE Souleymane"
    assert display_name("Lefèvre", "Zoé") == "LEFÈVRE Zoé"
