"""Values as people type them on the command line, and the French refusals of those that are none."""

import argparse
import datetime as dt
from fractions import Fraction

ANSWERS = ("oui", "non")


def answer(text: str) -> bool:
    """« oui » or « non »."""
    if text not in ANSWERS:
        raise argparse.ArgumentTypeError(f"« {text} » : répondez oui ou non")
    return text == ANSWERS[0]


def day(text: str) -> dt.date:
    """A date, AAAA-MM-JJ."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"« {text} » : une date s’écrit AAAA-MM-JJ") from None


def days(text: str) -> tuple[dt.date, ...]:
    """Dates separated by commas."""
    return tuple(day(each.strip()) for each in text.split(",") if each.strip())


def moment(text: str) -> dt.datetime:
    """A date and an hour of this place, AAAA-MM-JJTHH:MM."""
    try:
        return dt.datetime.fromisoformat(text).astimezone()
    except ValueError:
        raise argparse.ArgumentTypeError(f"« {text} » : un moment s’écrit AAAA-MM-JJTHH:MM") from None


def count(text: str) -> int:
    """A whole number, 0 included."""
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"« {text} » n’est pas un nombre entier")
    return int(text)


def share(text: str) -> Fraction:
    """A share of extra time, « 1/3 »."""
    try:
        found = Fraction(text)
    except (ValueError, ZeroDivisionError):
        found = Fraction(-1)
    if not 0 <= found <= 1:
        raise argparse.ArgumentTypeError(f"« {text} » : une part de temps s’écrit 1/3")
    return found


def fields(text: str, number: int) -> list[str]:
    """The fields of « a;b;c », stripped, as many as asked for; those that are not given are empty."""
    given = [field.strip() for field in text.split(";")]
    return (given + [""] * number)[: max(number, len(given))]
