"""Dates as people and spreadsheets write them, in French order, never mended in silence.

Rule 43: a two-digit year, an impossible day, a swapped day and month, a bare serial number and an unlikely age are all
said. Where one reading is the obvious one it is proposed; where none is, the value stays empty.
"""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import TypeAlias

from app.domain.cell_reading import Cell, Reading, Remark, as_seen, joined
from app.domain.identity import fold

YOUNGEST, OLDEST = 14, 90

DateReading: TypeAlias = Reading[date | None]

_MONTHS = (
    ("janvier", "janv", "jan"),
    ("fevrier", "fevr", "fev"),
    ("mars", "mar"),
    ("avril", "avr"),
    ("mai",),
    ("juin",),
    ("juillet", "juil"),
    ("aout",),
    ("septembre", "sept", "sep"),
    ("octobre", "oct"),
    ("novembre", "nov"),
    ("decembre", "dec"),
)
_MONTH_NUMBERS = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names}
_WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_OPENING_WORDS = frozenset(("le", "ne", "nee", "du", *_WEEKDAYS))
_CLOCK = re.compile(r"[tT ]\s*[0-9]{1,2}\s?[:h][0-9]{2}.*$")
_WORDS = re.compile(r"[0-9]+|[^\W\d_]+")
_NUMERIC = re.compile(r"\s*([0-9]{1,2})[/.\- ]([0-9]{1,2})[/.\- ][0-9]+\s*")

_EPOCH_1900 = date(1899, 12, 30)
_EPOCH_1904 = date(1904, 1, 1)
_FIRST_SERIAL = 2101


def read_birth_date(cell: Cell, reference: date, *, dates_from_1904: bool = False) -> DateReading:
    """Read a birth date, given the day from which ages are counted.

    `dates_from_1904` tells how the workbook counts the days of a bare serial number.
    """
    reading = _read(cell, reference.year - YOUNGEST, dates_from_1904)
    if reading.value is None:
        return reading
    return Reading(reading.value, joined(reading.remark, _unlikely_age(reading.value, reference)))


def _read(cell: Cell, newest_year: int, dates_from_1904: bool) -> DateReading:
    if isinstance(cell, datetime):
        return Reading(cell.date())
    if isinstance(cell, date):
        return Reading(cell)
    if isinstance(cell, str):
        return read_text_date(cell, newest_year, dates_from_1904=dates_from_1904)
    if isinstance(cell, int | float) and not isinstance(cell, bool) and 0 < cell < 1e8:
        return _read_digits(str(int(cell)), newest_year, dates_from_1904)
    return Reading(None, Remark.DATE_UNREADABLE.said())


@lru_cache(maxsize=4096)
def read_text_date(text: str, newest_year: int, *, dates_from_1904: bool = False) -> DateReading:
    """Read a date written as text: « 14/03/1991 », « 14-03-91 », « 14 mars 1991 », « 1991-03-14 ».

    A year of two digits is placed in the century that keeps it at or before `newest_year`.
    """
    words = _WORDS.findall(fold(_CLOCK.sub("", text)))
    while words and words[0] in _OPENING_WORDS:
        words.pop(0)
    if len(words) > 1 and words[1] == "er":
        words.pop(1)
    if len(words) == 1 and words[0].isdecimal():
        return _read_digits(words[0], newest_year, dates_from_1904)
    if len(words) != 3:
        return Reading(None, Remark.DATE_UNREADABLE.said())
    return _read_three(words, newest_year)


def _read_three(words: list[str], newest_year: int) -> DateReading:
    """Read day, month and year, or year, month and day when a year of four digits comes first."""
    day, month, year = reversed(words) if len(words[0]) == 4 and words[0].isdecimal() else words
    month = str(_MONTH_NUMBERS.get(month, month))
    if not (day.isdecimal() and month.isdecimal() and year.isdecimal()):
        return Reading(None, Remark.DATE_UNREADABLE.said())
    if len(day) > 2 or len(month) > 2 or len(year) not in (2, 4):
        return Reading(None, Remark.DATE_UNREADABLE.said())
    return _checked(int(day), int(month), year, newest_year)


def _checked(day: int, month: int, year: str, newest_year: int) -> DateReading:
    """Give back the date of the calendar, with what is doubtful about how it was written."""
    swapped = month > 12 >= day
    if swapped:
        day, month = month, day
    try:
        read = date(_full_year(year, newest_year), month, day)
    except ValueError:
        return Reading(None, Remark.DATE_IMPOSSIBLE.said())
    shown = as_seen(read)
    return Reading(
        read,
        joined(
            Remark.DATE_SWAPPED.said(read=shown) if swapped else "",
            Remark.DATE_SHORT_YEAR.said(read=shown) if len(year) == 2 else "",
        ),
    )


def _full_year(year: str, newest_year: int) -> int:
    if len(year) == 4:
        return int(year)
    century = newest_year - newest_year % 100
    return century + int(year) if century + int(year) <= newest_year else century - 100 + int(year)


def _read_digits(digits: str, newest_year: int, dates_from_1904: bool) -> DateReading:
    """Read a bare number: a spreadsheet's count of days, or a date typed without separators."""
    if len(digits) not in (4, 5):
        return _read_unseparated(digits, newest_year)
    number = int(digits)
    if 1900 <= number < _FIRST_SERIAL:
        return Reading(None, Remark.DATE_YEAR_ONLY.said())
    if number >= _FIRST_SERIAL:
        read = (_EPOCH_1904 if dates_from_1904 else _EPOCH_1900) + timedelta(days=number)
        return Reading(read, Remark.DATE_SERIAL.said(read=as_seen(read)))
    return Reading(None, Remark.DATE_UNREADABLE.said())


def _read_unseparated(digits: str, newest_year: int) -> DateReading:
    """Read 14031991, 9011995 (its zero lost), 19910314 or 140391."""
    if len(digits) == 8 and digits[:2] in ("19", "20") and int(digits[4:6]) <= 12:
        year, month, day = digits[:4], digits[4:6], digits[6:]
    elif len(digits) in (7, 8):
        day, month, year = digits[:-6], digits[-6:-4], digits[-4:]
    elif len(digits) == 6:
        day, month, year = digits[:2], digits[2:4], digits[4:]
    else:
        return Reading(None, Remark.DATE_UNREADABLE.said())
    reading = _checked(int(day), int(month), year, newest_year)
    if reading.value is None:
        return reading
    return Reading(reading.value, joined(Remark.DATE_SERIAL.said(read=as_seen(reading.value)), reading.remark))


def age_at(birth_date: date, reference: date) -> int:
    """Give back the age in whole years; someone born on 29 February turns a year older on 1 March."""
    return reference.year - birth_date.year - ((reference.month, reference.day) < (birth_date.month, birth_date.day))


def _unlikely_age(birth_date: date, reference: date) -> str:
    if birth_date > reference:
        return Remark.DATE_FUTURE.said()
    age = age_at(birth_date, reference)
    if age < YOUNGEST:
        return Remark.AGE_TOO_LOW.said(age=age)
    return Remark.AGE_TOO_HIGH.said(age=age) if age > OLDEST else ""


def lines_maybe_swapped(column: Iterable[tuple[int, Cell]]) -> frozenset[int]:
    """Give back the lines whose date reads well both ways, in a column that shows signs of the American order.

    Two signs: a text with a month above 12; or texts that all have a day above 12 beside true dates that never do,
    which is what is left when a program set to the American order opens a French list.
    """
    texts: list[tuple[int, int, int]] = []
    true_dates: list[tuple[int, int, int]] = []
    for line, cell in column:
        if isinstance(cell, date):
            true_dates.append((line, cell.day, cell.month))
        elif isinstance(cell, str) and (found := _NUMERIC.fullmatch(cell)):
            texts.append((line, int(found[1]), int(found[2])))
    suspects: set[int] = set()
    if any(month > 12 >= day for _, day, month in texts):
        suspects.update(line for line, day, month in texts if day != month and day <= 12 and month <= 12)
    if texts and all(day > 12 for _, day, _ in texts) and all(day <= 12 for _, day, _ in true_dates):
        suspects.update(line for line, day, month in true_dates if day != month)
    return frozenset(suspects)
