from datetime import date, time

import pytest

from app.domain.elision import of
from app.reports.layout.wording import date_long, date_short, hour, lines, phrase, typeset


def test_dates_and_hours_are_french() -> None:
    assert date_long(date(2026, 12, 14)) == "14\u00a0décembre\u00a02026"
    assert date_long(date(2026, 8, 1)) == "1er\u00a0août\u00a02026"
    assert date_short(date(2026, 2, 3)) == "03/02/2026"
    assert hour(time(16, 45)) == "16\u00a0h\u00a045"
    assert hour(time(9, 5)) == "9\u00a0h\u00a005"
    assert hour(time(9)) == "9\u00a0h"


@pytest.mark.parametrize(
    ("plain", "printed"),
    [
        ("Présent ?", "Présent\u00a0?"),
        ("motif : « retard »", "motif\u00a0: «\u00a0retard\u00a0»"),
        ("33 % ; 12 !", "33\u00a0%\u00a0; 12\u00a0!"),
        ("PV n° 2026-014", "PV n°\u00a02026-014"),
        ("à 16 h 45 précises", "à 16\u00a0h\u00a045 précises"),
        ("Armor & Fils <SAS>", "Armor &amp; Fils &lt;SAS&gt;"),
        ("E\u0301lodie", "Élodie"),
    ],
)
def test_text_is_bound_composed_and_escaped(plain: str, printed: str) -> None:
    assert typeset(plain) == printed


def test_markup_is_escaped_once_only() -> None:
    assert lines("a < b", "", phrase("c", " & ", "d")) == "a &lt; b<br/>c &amp; d"


def test_names_are_elided_before_a_vowel() -> None:
    assert [of(name) for name in ("Anne", "Élodie", "İbrahim", "Œuvrard", "Bruno")] == [
        "d’Anne",
        "d’Élodie",
        "d’İbrahim",
        "d’Œuvrard",
        "de Bruno",
    ]
