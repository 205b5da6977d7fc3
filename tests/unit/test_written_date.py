"""Dates as people and spreadsheets write them: proposed, flagged, never mended in silence."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.cell_reading import Cell, Remark
from app.domain.written_date import age_at, lines_maybe_swapped, read_birth_date

DAY = date(2026, 12, 14)
BIRTH = date(1991, 3, 14)
PLAIN_AGES = st.dates(date(1937, 1, 1), date(2012, 1, 1))


@pytest.mark.parametrize(
    "cell",
    [
        BIRTH,
        datetime(1991, 3, 14, 8, 30),  # noqa: DTZ001 - a spreadsheet's own value has no zone
        "14/03/1991",
        " 14/3/1991 ",
        "14-03-1991",
        "14.03.1991",
        "14 03 1991",
        "14 mars 1991",
        "14 MARS 1991",
        "jeudi 14 mars 1991",
        "né le 14 mars 1991",
        "1991-03-14",
        "1991/03/14",
        "1991-03-14T00:00:00",
        "14/03/1991 00:00",
    ],
)
def test_a_plain_date_is_read_without_remark(cell: Cell) -> None:
    assert read_birth_date(cell, DAY) == (BIRTH, "")


@pytest.mark.parametrize("text", ["1er février 1990", "1 févr. 1990", "01 fev 1990", "1er\u00a0FÉVRIER\u00a01990"])
def test_french_months_are_read_in_full_or_short(text: str) -> None:
    assert read_birth_date(text, DAY) == (date(1990, 2, 1), "")


def test_a_leap_day_is_a_day() -> None:
    assert read_birth_date("29/02/1984", DAY) == (date(1984, 2, 29), "")


@pytest.mark.parametrize("text", ["30/02/1991", "29/02/1985", "31/04/1990", "00/00/1980", "31/13/1990", "12/00/1990"])
def test_an_impossible_date_is_not_kept(text: str) -> None:
    assert read_birth_date(text, DAY) == (None, Remark.DATE_IMPOSSIBLE.said())


@pytest.mark.parametrize(
    "cell",
    ["bientôt", "14/03", "14/03/19991", "14/03/191", "14 brumaire 1991", "12", time(8), timedelta(3), True, -5, 1e300],
)
def test_what_is_no_date_is_not_kept(cell: Cell) -> None:
    assert read_birth_date(cell, DAY) == (None, Remark.DATE_UNREADABLE.said())


@pytest.mark.parametrize(
    ("text", "year"), [("14-03-91", 1991), ("14/03/05", 2005), ("14/03/12", 2012), ("14/03/13", 1913)]
)
def test_a_year_of_two_digits_is_proposed_and_said(text: str, year: int) -> None:
    read, remark = read_birth_date(text, DAY)
    assert read == date(year, 3, 14)
    assert remark.startswith(Remark.DATE_SHORT_YEAR.said(read=f"14/03/{year}"))


def test_the_american_order_is_proposed_the_french_way_and_said() -> None:
    assert read_birth_date("03/14/1991", DAY) == (BIRTH, Remark.DATE_SWAPPED.said(read="14/03/1991"))


@pytest.mark.parametrize("cell", [33311, 33311.0, "33311"])
def test_a_serial_number_is_proposed_and_said(cell: Cell) -> None:
    assert read_birth_date(cell, DAY) == (BIRTH, Remark.DATE_SERIAL.said(read="14/03/1991"))


def test_a_serial_number_of_a_1904_workbook_counts_from_1904() -> None:
    assert read_birth_date(31849, DAY, dates_from_1904=True).value == BIRTH


@pytest.mark.parametrize("cell", [14031991, "14031991", 19910314, "19910314", "140391"])
def test_a_date_without_separators_is_proposed_and_said(cell: Cell) -> None:
    read, remark = read_birth_date(cell, DAY)
    assert read == BIRTH
    assert Remark.DATE_SERIAL.said(read="14/03/1991") in remark


def test_a_date_whose_zero_was_lost_is_proposed_and_said() -> None:
    assert read_birth_date(9011995, DAY).value == date(1995, 1, 9)


def test_a_year_alone_is_not_kept() -> None:
    assert read_birth_date("1991", DAY) == (None, Remark.DATE_YEAR_ONLY.said())


@pytest.mark.parametrize(
    ("birth", "remark"),
    [
        (date(2012, 12, 14), ""),
        (date(2012, 12, 15), Remark.AGE_TOO_LOW.said(age=13)),
        (date(1935, 12, 15), ""),
        (date(1935, 12, 14), Remark.AGE_TOO_HIGH.said(age=91)),
        (date(2027, 1, 1), Remark.DATE_FUTURE.said()),
    ],
)
def test_an_unlikely_age_is_said_and_the_date_kept(birth: date, remark: str) -> None:
    assert read_birth_date(birth, DAY) == (birth, remark)


@given(PLAIN_AGES)
def test_every_day_is_read_the_same_however_it_is_written(day: date) -> None:
    written = (
        f"{day:%d/%m/%Y}",
        f"{day.day}/{day.month}/{day.year}",
        day.isoformat(),
        f"{day:%d.%m.%Y}",
        f"{day:%d-%m-%Y}",
    )
    assert {read_birth_date(text, DAY) for text in (*written, day)} == {(day, "")}


@given(PLAIN_AGES)
def test_every_short_year_is_said(day: date) -> None:
    read, remark = read_birth_date(f"{day:%d/%m/%y}", DAY)
    assert read == day
    assert remark


@given(st.text(max_size=30) | st.floats() | st.integers() | st.timedeltas() | st.times())
def test_nothing_stops_the_reading_and_nothing_is_refused_in_silence(cell: Cell) -> None:
    read, remark = read_birth_date(cell, DAY)
    assert read is not None or remark


@given(st.dates(), st.dates())
def test_an_age_grows_by_one_on_each_birthday(born: date, today: date) -> None:
    age = age_at(born, today)
    assert (age >= 0) == (today >= born)
    assert abs((today - born).days / 365.2425 - age) < 1.01


def test_dates_that_read_both_ways_are_suspected_beside_an_american_one() -> None:
    column: list[tuple[int, Cell]] = [(2, "03/14/1991"), (3, "03/04/1990"), (4, "05/05/1990"), (5, "25/04/1990")]
    assert lines_maybe_swapped(column) == {3}


def test_true_dates_are_suspected_when_only_days_above_12_stayed_text() -> None:
    column: list[tuple[int, Cell]] = [(2, "25/04/1990"), (3, date(1990, 4, 3)), (4, date(1990, 5, 5))]
    assert lines_maybe_swapped(column) == {3}


@pytest.mark.parametrize(
    "column",
    [
        [(2, "03/04/1990"), (3, "25/04/1990")],
        [(2, date(1990, 4, 3)), (3, date(1990, 4, 25))],
        [(2, "25/04/1990"), (3, date(1990, 4, 13))],
        [],
    ],
)
def test_a_column_in_french_order_is_not_suspected(column: list[tuple[int, Cell]]) -> None:
    assert not lines_maybe_swapped(column)
