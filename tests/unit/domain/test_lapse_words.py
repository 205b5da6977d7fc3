"""What is said of times that nobody watched: hours that cannot be mistaken, exact lengths, whose time ran."""

import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from app.domain.lapse_words import exactly, happened, hours, what_counts, who_ran
from app.domain.timing import Instant, Lapse, LapseKind, RunningPhase
from tests.builders import ELODIE, NOW, SOULEYMANE, sound_title_session

FRANCE = ZoneInfo("Europe/Paris")


def plain(text: str) -> str:
    """The text with its no-break spaces made plain."""
    return text.replace("\u00a0", " ")


def lapse(kind: LapseKind, start: dt.datetime, seconds: int, *, shift: int = 0, boot: str = "b1") -> Lapse:
    """A lapse of so many seconds, the wall clock set by `shift` seconds meanwhile."""
    end = (start.astimezone(dt.UTC) + dt.timedelta(seconds=seconds + shift)).astimezone(FRANCE)
    return Lapse(1, kind, Instant(start, 1000, "b1"), Instant(end, 1000 + seconds * 1000, boot))


def at(*moment: int) -> dt.datetime:
    return dt.datetime(*moment, tzinfo=FRANCE)  # type: ignore[misc,arg-type] # year, month, day and the hour


SAID = {
    "asleep": (
        lapse(LapseKind.ASLEEP, at(2026, 10, 12, 10, 2, 14), 326),
        "Le poste a dormi de 10:02:14 à 10:07:40 (5 min 26 s).",
    ),
    "stopped": (
        lapse(LapseKind.STOPPED, at(2026, 10, 12, 10, 2, 14), 43),
        "Le programme était arrêté de 10:02:14 à 10:02:57 (43 s).",
    ),
    "over midnight": (
        lapse(LapseKind.STOPPED, at(2026, 10, 12, 23, 30), 36_000),
        "Le programme était arrêté du 12/10/2026 à 23:30:00 au 13/10/2026 à 09:30:00 (10 h).",
    ),
    "over the change to winter time": (
        lapse(LapseKind.ASLEEP, at(2026, 10, 25, 2, 50), 1200),
        "Le poste a dormi de 02:50:00 (UTC+2) à 02:10:00 (UTC+1) (20 min).",
    ),
    "restarted": (
        lapse(LapseKind.RESTARTED, at(2026, 10, 12, 10, 0), 3725, boot="b2"),
        "Le poste était arrêté ou redémarrait de 10:00:00 à 11:02:05 (1 h 02 min 05 s).",
    ),
    "restarted into an earlier hour": (
        lapse(LapseKind.RESTARTED, at(2026, 10, 12, 10, 0), 60, shift=-3600, boot="b2"),
        "Le poste était arrêté ou redémarrait de 10:00:00 à 09:01:00 : l’horloge a reculé, la durée n’est pas connue.",
    ),
    "asleep while its clock was set": (
        lapse(LapseKind.ASLEEP, at(2026, 10, 12, 10, 0), 60, shift=3600),
        "Le poste a dormi de 10:00:00 à 11:01:00, durée réelle 1 min : l’horloge a avancé de 1 h.",
    ),
    "clock set back": (
        lapse(LapseKind.CLOCK_SET, at(2026, 10, 12, 10, 0), 1, shift=-3600),
        "L’horloge du poste a été retardée de 1 h : il était 10:00:00, elle marque 09:00:01.",
    ),
    "clock set forward": (
        lapse(LapseKind.CLOCK_SET, at(2026, 10, 12, 10, 0), 1, shift=90),
        "L’horloge du poste a été avancée de 1 min 30 s : il était 10:00:00, elle marque 10:01:31.",
    ),
}


@pytest.mark.parametrize(("told", "sentence"), SAID.values(), ids=SAID)
def test_what_happened_is_said_to_the_second(told: Lapse, sentence: str) -> None:
    assert plain(happened(told)) == sentence


def test_everybody_whose_time_ran_is_named() -> None:
    session = sound_title_session()
    ran = tuple(RunningPhase(one.id, "ef", 0, 1) for one in (ELODIE, SOULEYMANE))
    told = replace(SAID["asleep"][0], running=ran)

    label = session.part_for(ELODIE, "ef")[1].label
    names = f"Le temps de {ELODIE.name} ({label}) et de {SOULEYMANE.name} ({label}) courait."
    assert plain(who_ran(session, told)) == plain(names)
    assert plain(who_ran(session, replace(told, running=ran[:1]))) == plain(
        f"Le temps de {ELODIE.name} ({label}) courait."
    )


@pytest.mark.parametrize(
    ("counted", "words"),
    [
        (None, "compté en entier, réponse attendue"),
        (326, "compté en entier"),
        (0, "non compté"),
        (180, "3 min comptées"),
    ],
)
def test_what_counts_is_said(counted: int | None, words: str) -> None:
    told = replace(SAID["asleep"][0], counted=None if counted is None else dt.timedelta(seconds=counted))

    assert plain(what_counts(told)) == words


def test_all_of_a_time_measured_to_the_microsecond_counts_in_full() -> None:
    """After a restart the wall clock measures; an answer is kept to the millisecond."""
    start = at(2026, 10, 12, 10, 2, 14)
    end = Instant(start + dt.timedelta(seconds=326, microseconds=789), 5, "b2")
    told = Lapse(1, LapseKind.RESTARTED, Instant(start, 1000, "b1"), end, counted=dt.timedelta(seconds=326))

    assert plain(what_counts(told)) == "compté en entier"
    assert plain(what_counts(replace(told, counted=dt.timedelta(seconds=325)))) == "5 min 25 s comptées"


def test_hours_of_one_offset_stay_bare() -> None:
    assert hours(NOW, NOW + dt.timedelta(hours=1)) == (f"{NOW:%H:%M:%S}", f"{NOW + dt.timedelta(hours=1):%H:%M:%S}")
    west = dt.timezone(-dt.timedelta(hours=3, minutes=30))
    assert hours(at(2026, 1, 1, 12, 0), dt.datetime(2026, 1, 1, 7, 30, tzinfo=west))[1] == "07:30:00 (UTC−3:30)"


def test_lengths_are_exact() -> None:
    assert [plain(exactly(dt.timedelta(seconds=s))) for s in (0, 60, 61, 3600, 3601, 3660)] == [
        "0 s",
        "1 min",
        "1 min 01 s",
        "1 h",
        "1 h 00 min 01 s",
        "1 h 01 min",
    ]
