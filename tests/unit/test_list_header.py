"""Lines of titles found whatever their order, case, accents and place; property tests over them."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from app.domain.candidate_columns import TITLES, CandidateField
from app.intake.header import find_header
from app.intake.sheet import Sheet
from app.intake.xlsx_facts import column_letters, column_number, padded_width

DRESSES = (str, str.upper, str.lower, str.title, lambda title: f" {title} *", lambda title: f"{title} :")
NEEDED = (CandidateField.BIRTH_NAME, CandidateField.FIRST_NAME)
BARE = str.maketrans("éèêàûîçÉ’", "eeeauicE'")


@st.composite
def headers(draw: st.DrawFn) -> tuple[list[str], list[CandidateField]]:
    """Titles of some fields, the two needed among them, each written in one of the ways that people have."""
    others = draw(st.sets(st.sampled_from([field for field in CandidateField if field not in NEEDED])))
    fields = draw(st.permutations([*NEEDED, *others]))
    titles = [draw(st.sampled_from(DRESSES))(draw(st.sampled_from(TITLES[field]))) for field in fields]
    return [title.translate(BARE) if draw(st.booleans()) else title for title in titles], fields


@given(headers(), st.integers(0, 5), st.integers(0, 3))
def test_titles_are_found_in_any_order_and_place(
    header: tuple[list[str], list[CandidateField]], above: int, beside: int
) -> None:
    titles, fields = header
    rows: list[Sequence[str]] = [["Liste des candidats"]] * above
    rows += [[""] * beside + titles, [""] * beside + ["x"] * len(titles)]
    found = find_header("liste", [Sheet("Liste", rows)], None)
    assert found.line == above + 1
    assert {column.place: column.field for column in found.columns} == dict(enumerate(fields, start=beside))


@given(headers())
def test_what_was_chosen_for_the_titles_is_found_again_in_any_order(
    header: tuple[list[str], list[CandidateField]],
) -> None:
    titles, _fields = header
    chosen = dict.fromkeys(titles, "") | {titles[0]: "prenom", titles[1]: "nom_naissance"}
    found = find_header("liste", [Sheet("Liste", [titles[::-1]])], None, lambda _titles: chosen)
    assert found.is_recalled
    assert {column.title: column.field for column in found.columns if column.field} == {
        " ".join(titles[0].split()): CandidateField.FIRST_NAME,
        " ".join(titles[1].split()): CandidateField.BIRTH_NAME,
    }


@given(st.integers(1, 16_384))
def test_a_column_has_one_name(number: int) -> None:
    assert column_number(column_letters(number).encode()) == number


def test_a_format_tells_how_many_digits_it_shows() -> None:
    told = {
        "00000": 5,
        "0000000;-0000000": 7,
        '0#" "##" "##" "##" "##': 10,
        "0#\\ ##\\ ##\\ ##\\ ##": 10,
        "[$-40C]00000": 5,
        "General": 0,
        "0": 0,
        "0.00": 0,
        "#,##0": 0,
        "dd/mm/yyyy": 0,
        "0%": 0,
        "0.00E+00": 0,
    }
    assert {code: padded_width(code) for code in told} == told
