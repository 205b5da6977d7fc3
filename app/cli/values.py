"""Values as people type them on the command line, and the French refusals of those that are none."""

import argparse
import datetime as dt
import re
from fractions import Fraction

ANSWERS = ("oui", "non")

_ON_PAPER = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


def answer(text: str) -> bool:
    """« oui » or « non »."""
    if text not in ANSWERS:
        raise argparse.ArgumentTypeError(f"« {text} » : répondez oui ou non")
    return text == ANSWERS[0]


def day(text: str) -> dt.date:
    """A date, AAAA-MM-JJ, or JJ/MM/AAAA as on paper; no year of two digits is guessed."""
    try:
        return dt.date.fromisoformat(_in_order(text))
    except ValueError:
        raise argparse.ArgumentTypeError(f"« {text} » : une date s’écrit AAAA-MM-JJ ou JJ/MM/AAAA") from None


def days(text: str) -> tuple[dt.date, ...]:
    """Dates separated by commas."""
    return tuple(day(each.strip()) for each in text.split(",") if each.strip())


def moment(text: str) -> dt.datetime:
    """A date and an hour of this place, AAAA-MM-JJTHH:MM; the date may be written as on paper."""
    try:
        return dt.datetime.fromisoformat(_in_order(text)).astimezone()
    except ValueError:
        raise argparse.ArgumentTypeError(f"« {text} » : un moment s’écrit AAAA-MM-JJTHH:MM") from None


def hour(text: str) -> dt.time:
    """An hour of the day: HH:MM, « 8h30 » or « 8h »."""
    written = f"{text}00" if text.endswith("h") else text
    try:
        return dt.datetime.strptime(written.replace("h", ":"), "%H:%M").time()  # noqa: DTZ007 - an hour has no zone
    except ValueError:
        raise argparse.ArgumentTypeError(f"« {text} » : une heure s’écrit HH:MM") from None


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


def _in_order(text: str) -> str:
    """The text with a date at its beginning turned from JJ/MM/AAAA to AAAA-MM-JJ."""
    return _ON_PAPER.sub(lambda found: f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}", text.strip(), count=1)
