"""Cells that tell two things: what can be told apart is, the rest is proposed and said."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.candidate_columns import CandidateField
from app.domain.cell_reading import Cell, Remark, as_seen
from app.domain.composite_cells import part_of
from app.domain.list_columns import COLUMN_FIELDS, Composite, field_of_title, named_field


def parts(composite: Composite, cell: Cell) -> tuple[Cell, Cell]:
    first, second = (part_of(composite, field, cell).value for field in composite.fields)
    return first, second


def remarks(composite: Composite, cell: Cell) -> set[str]:
    return {part_of(composite, field, cell).remark for field in composite.fields}


@pytest.mark.parametrize("composite", [Composite.NAMES, Composite.NAMES_REVERSED])
@pytest.mark.parametrize(
    ("cell", "name", "first_name"),
    [
        ("LE GOFF Élodie", "LE GOFF", "Élodie"),
        ("Élodie LE GOFF", "LE GOFF", "Élodie"),
        ("N’DIAYE Souleymane", "N’DIAYE", "Souleymane"),
        ("DE LA FONTAINE-MÜLLER Chloé Anne", "DE LA FONTAINE-MÜLLER", "Chloé Anne"),
        ("\u00a0ÖZTÜRK\u00a0 İnci", "ÖZTÜRK", "İnci"),
    ],
)
def test_names_are_told_apart_by_their_capitals(composite: Composite, cell: str, name: str, first_name: str) -> None:
    told = {field: part_of(composite, field, cell).value for field in composite.fields}
    assert told == {CandidateField.BIRTH_NAME: name, CandidateField.FIRST_NAME: first_name}
    assert remarks(composite, cell) == {""}


def test_names_are_told_apart_by_a_comma() -> None:
    assert parts(Composite.NAMES, "de La Fontaine, Chloé") == ("de La Fontaine", "Chloé")
    assert remarks(Composite.NAMES, "de La Fontaine, Chloé") == {""}


@pytest.mark.parametrize("cell", ["Le Goff Élodie", "LE GOFF ÉLODIE", "LE Goff ÉLODIE", "Jean P. Martin"])
@pytest.mark.parametrize("composite", [Composite.NAMES, Composite.NAMES_REVERSED])
def test_names_that_nothing_tells_apart_are_proposed_and_said(composite: Composite, cell: str) -> None:
    first, second = parts(composite, cell)
    assert f"{first} {second}" == cell
    assert remarks(composite, cell) == {Remark.SPLIT_NAMES.said(first=first, second=second)}


def test_one_name_alone_leaves_the_first_name_empty() -> None:
    assert parts(Composite.NAMES, "TANGUY") == ("TANGUY", "")
    assert parts(Composite.NAMES_REVERSED, "TANGUY") == ("", "TANGUY")


@pytest.mark.parametrize(
    ("cell", "day", "town"),
    [
        ("14/03/1991 à Quimper", "14/03/1991", "Quimper"),
        ("14/03/1991 A QUIMPER", "14/03/1991", "QUIMPER"),
        ("14/03/1991 Quimper", "14/03/1991", "Quimper"),
        ("14/03/1991 (Quimper)", "14/03/1991", "Quimper"),
        ("14/03/1991, Aix-en-Provence", "14/03/1991", "Aix-en-Provence"),
        ("14/03/1991 - Quimper", "14/03/1991", "Quimper"),
        ("14/03/1991\nQuimper", "14/03/1991", "Quimper"),
        ("14 mars 1991 à Saint-Louis (Sénégal)", "14 mars 1991", "Saint-Louis (Sénégal)"),
        ("14 mars 1991 Quimper", "14 mars 1991", "Quimper"),
        ("14/03/1991", "14/03/1991", ""),
        ("bientôt", "bientôt", ""),
        (date(1991, 3, 14), date(1991, 3, 14), ""),
    ],
)
def test_a_birth_is_told_apart_from_its_place(cell: Cell, day: Cell, town: str) -> None:
    assert parts(Composite.BIRTH, cell) == (day, town)


@pytest.mark.parametrize(
    ("cell", "postcode", "town"),
    [("29200 Brest", "29200", "Brest"), ("29 200 - Brest", "29 200", "Brest"), ("Brest", "", "Brest")],
)
def test_a_postcode_is_told_apart_from_its_town(cell: str, postcode: str, town: str) -> None:
    assert parts(Composite.RESIDENCE, cell) == (postcode, town)


@given(st.sampled_from(Composite), st.text(min_size=1, max_size=40))
def test_no_text_stops_the_reading_and_nothing_of_it_is_invented(composite: Composite, cell: str) -> None:
    known = Counter(as_seen(cell))
    for part in parts(composite, cell):
        assert not Counter(as_seen(part)) - known


@pytest.mark.parametrize(
    ("title", "field"),
    [
        ("Nom et prénom", Composite.NAMES),
        ("NOM - Prénom", Composite.NAMES),
        ("NOM / PRÉNOM du candidat", Composite.NAMES),
        ("Prénom NOM", Composite.NAMES_REVERSED),
        ("Né(e) le … à …", Composite.BIRTH),
        ("Date et lieu de naissance", Composite.BIRTH),
        ("CP / Ville", Composite.RESIDENCE),
    ],
)
def test_a_composite_title_is_recognised(title: str, field: Composite) -> None:
    found = field_of_title(title)
    assert found is not None
    assert found[0] is field


@pytest.mark.parametrize("field", COLUMN_FIELDS)
def test_everything_that_a_column_may_hold_has_a_name_and_a_label(field: CandidateField | Composite) -> None:
    assert named_field(field.value) is field
    found = field_of_title(field.label)
    assert found is not None
    assert found[0] is field


@pytest.mark.parametrize("name", ["", "surnom", "prenom+prenom", "+"])
def test_an_unknown_name_is_no_field(name: str) -> None:
    with pytest.raises(ValueError, match="is not a valid"):
        named_field(name)
