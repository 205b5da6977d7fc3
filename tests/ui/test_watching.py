"""Lost time in the real window, on a clock that is stepped: noticed, asked about once, and the place found again."""

import datetime as dt
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtWidgets import QLabel

from app.domain.people import MANAGER
from app.domain.session import ExamSession
from app.domain.timing import LapseKind
from app.models.pulse import PulseFile
from app.services import reading, sessions
from app.ui.bench import ScreenName, Target
from app.ui.watching.strip import LapseStrip, PartQuestion
from tests.builders import NOW, PASSPHRASE
from tests.integration.services.room import ANNE, ELODIE, ET, PINS, Stages
from tests.real_window import RealWindow, real_window
from tests.stepped_clock import SteppedClock
from tests.ui.hand import plain

EVERY_MS = 20
FRANCE = ZoneInfo("Europe/Paris")
NAP = dt.timedelta(minutes=5, seconds=26)


@pytest.fixture(scope="module")
def stages(homes: Path, tmp_path_factory: pytest.TempPathFactory) -> Stages:  # noqa: ARG001 - work only in a home
    return Stages(tmp_path_factory.mktemp("stages"))


@pytest.fixture
def path(stages: Stages, tmp_path: Path) -> Path:
    """A session whose candidates are there."""
    session = tmp_path / "essai.jurade"
    session.touch(mode=0o600)
    session.write_bytes(stages.content("present"))
    return session


def hold_on(path: Path, day: dt.date, stages: Stages) -> None:
    """Have the session last from this day to the next."""
    with stages.open_existing(path) as room:
        sheet = replace(room.session().sheet, starts_on=day, ends_on=day + dt.timedelta(days=1))
        sessions.change_sheet(room.desk, MANAGER, sheet)


def sit(real: RealWindow, path: Path) -> None:
    """Anne opens the session and sits down."""
    real.open_session(path, PASSPHRASE)
    real.hands.press("Ctrl+J")
    real.hands.click_button("seat_cards", ANNE.label)
    real.enter(PINS[1])


def grade_and_start(real: RealWindow) -> None:
    """She opens the grid of the entretien technique, before the written part is over; its time runs."""
    real.window.go_to(Target(ScreenName.GRADING, ELODIE, ET))
    real.hands.wait(lambda: real.hands.sees("criterion_1"), "la grille")
    real.hands.click("timer_start")
    real.hands.fill("order_question_line", "salle prise")
    real.hands.click("order_question_act")
    real.hands.wait(lambda: real.hands.can_click("timer_pause"), "le temps qui court")


def crashed(path: Path, folder: Path) -> Path:
    """What a program killed in this moment leaves on the disk, elsewhere."""
    folder.mkdir()
    for suffix in ("", "-wal", ".pulse"):
        shutil.copy(path.with_name(path.name + suffix), folder)
    return folder / path.name


def asked(real: RealWindow) -> str:
    """The words of the question, empty when none is asked."""
    if not real.hands.sees("lapse_strip"):
        return ""
    strip = real.hands.front().findChild(LapseStrip)
    assert strip is not None
    return plain(" ".join(label.text() for label in strip.findChildren(QLabel)))


def question_fault(real: RealWindow) -> str:
    dialog = real.hands.front()
    assert isinstance(dialog, PartQuestion)
    return plain(dialog.fault)


def expect_question(real: RealWindow, *words: str) -> None:
    real.hands.wait(lambda: all(word in asked(real) for word in words), " ".join(words))


def session(real: RealWindow) -> ExamSession:
    return reading.session(real.window.desk)


def elapsed(real: RealWindow, part_id: str = ET) -> dt.timedelta:
    now = session(real)
    candidate = now.candidate(ELODIE)
    clock, *_later = now.clocks(candidate, now.part_for(candidate, part_id)[1])
    return clock.elapsed(real.window.desk.clock.instant())


def rests(real: RealWindow) -> None:
    """Wait until the watch has seen this very moment."""
    desk = real.window.desk
    pulse = PulseFile(desk.file.path)

    def seen() -> bool:
        sighting = pulse.read()
        return sighting is not None and sighting.at.ticks_ms == desk.clock.instant().ticks_ms

    real.hands.wait(seen, "le battement de cet instant")


def test_sleep_is_asked_about_once_and_counts_until_it_is_answered(path: Path, tmp_path: Path) -> None:
    clock = SteppedClock(dt.datetime(2026, 5, 12, 10, 2, 14, tzinfo=FRANCE))
    with real_window(tmp_path, clock, EVERY_MS) as real:
        sit(real, path)
        grade_and_start(real)
        rests(real)
        assert asked(real) == ""

        clock.advance(NAP)
        expect_question(
            real,
            "Le poste a dormi de 10:02:14 à 10:07:40 (5 min 26 s).",
            "Le temps de LE GOFF Élodie (Entretien technique) courait.",
        )
        assert elapsed(real) == NAP
        assert real.hands.can_click("timer_pause"), "the juror goes on working meanwhile"

        real.hands.press("F10")
        real.hands.press("Return")
        real.hands.wait(lambda: not asked(real), "la question close")
        [lapse] = session(real).lapses
        assert (lapse.kind, lapse.counted) == (LapseKind.ASLEEP, NAP)


@pytest.mark.parametrize(
    ("button", "counted"), [("lapse_none", dt.timedelta(0)), ("lapse_part", dt.timedelta(minutes=3))]
)
def test_nothing_or_a_part_may_count(path: Path, tmp_path: Path, button: str, counted: dt.timedelta) -> None:
    clock = SteppedClock(NOW)
    with real_window(tmp_path, clock, EVERY_MS) as real:
        sit(real, path)
        grade_and_start(real)
        rests(real)
        clock.advance(NAP)
        expect_question(real, "5 min 26 s")

        real.hands.click(button)
        if counted:
            real.hands.fill("lapse_minutes", "6")
            real.hands.click("lapse_part_act")
            assert "de 0 à 5" in question_fault(real)
            real.hands.fill("lapse_minutes", "3")
            real.hands.fill("lapse_reason", "alarme incendie")
            real.hands.click("lapse_part_act")
        real.hands.wait(lambda: not asked(real), "la question close")
        assert elapsed(real) == counted
        assert session(real).lapses[0].reason == ("alarme incendie" if counted else "")


def test_a_clock_set_back_an_hour_is_told_and_takes_no_time(path: Path, tmp_path: Path) -> None:
    clock = SteppedClock(dt.datetime(2026, 5, 12, 10, 30, tzinfo=FRANCE))
    with real_window(tmp_path, clock, EVERY_MS) as real:
        sit(real, path)
        grade_and_start(real)
        rests(real)
        clock.set_wall(dt.timedelta(hours=-1))
        expect_question(real, "retardée de 1 h : il était 10:30:00, elle marque 09:30:00", "reste juste")
        assert elapsed(real) == dt.timedelta(0)

        real.hands.click("lapse_all")
        real.hands.wait(lambda: not asked(real), "la question close")


@pytest.mark.parametrize(
    "start",
    [
        pytest.param(dt.datetime(2026, 10, 25, 2, 59, 58, tzinfo=FRANCE), id="winter time"),
        pytest.param(dt.datetime(2026, 5, 12, 23, 59, 58, tzinfo=FRANCE), id="midnight"),
    ],
)
def test_the_calendar_asks_nothing(path: Path, tmp_path: Path, start: dt.datetime, stages: Stages) -> None:
    hold_on(path, start.date(), stages)
    clock = SteppedClock(start)
    with real_window(tmp_path, clock, EVERY_MS) as real:
        sit(real, path)
        grade_and_start(real)
        for _second in range(4):
            rests(real)
            clock.advance(dt.timedelta(seconds=1))
        rests(real)

        assert asked(real) == ""
        assert elapsed(real) == dt.timedelta(seconds=4)
        assert session(real).lapses == ()


def crash_at_the_second_criterion(path: Path, tmp_path: Path, clock: SteppedClock) -> Path:
    with real_window(tmp_path, clock, EVERY_MS) as real:
        sit(real, path)
        grade_and_start(real)
        real.window.shell.activateWindow()
        real.window.go_to(Target(ScreenName.GRADING, ELODIE, ET, "c1.2"))
        assert real.hands.keyboard().accessibleName().startswith("Critère 2")
        rests(real)
        clock.advance(dt.timedelta(seconds=3))
        rests(real)
        return crashed(path, tmp_path / "apres")


@pytest.mark.parametrize(
    ("fall", "words"),
    [
        (lambda clock: clock.advance(dt.timedelta(seconds=44)), ("Le programme était arrêté", "(44 s)")),
        (lambda clock: clock.reboot(dt.timedelta(seconds=44)), ("redémarrait", "(44 s)")),
    ],
    ids=["crash", "reboot"],
)
def test_the_program_resumes_at_the_same_criterion(
    path: Path, tmp_path: Path, fall: Callable[[SteppedClock], None], words: tuple[str, ...]
) -> None:
    clock = SteppedClock(NOW)
    left = crash_at_the_second_criterion(path, tmp_path, clock)
    fall(clock)

    with real_window(tmp_path / "apres", clock, EVERY_MS) as real:
        real.open_session(left, PASSPHRASE)
        expect_question(real, *words)
        real.hands.press("Ctrl+J")
        real.hands.click_button("seat_cards", ANNE.label)
        real.enter(PINS[1])
        real.hands.wait(lambda: real.window.shell.current_screen == "grading", "l’évaluation")
        real.hands.settle()

        assert real.hands.keyboard().accessibleName().startswith("Critère 2")
        expect_question(real, *words)
        assert elapsed(real) == dt.timedelta(seconds=47)
        real.hands.click("lapse_none")
        real.hands.wait(lambda: not asked(real), "la question close")
        assert elapsed(real) == dt.timedelta(seconds=3)


def test_a_question_put_off_is_asked_again_of_whoever_sits_down(path: Path, tmp_path: Path) -> None:
    clock = SteppedClock(NOW)
    with real_window(tmp_path, clock, EVERY_MS) as real:
        sit(real, path)
        grade_and_start(real)
        rests(real)
        clock.advance(NAP)
        expect_question(real, "5 min 26 s")
        real.hands.click("lapse_later")
        assert asked(real) == ""

        real.hands.press("Ctrl+J")
        assert asked(real) == ""
        real.hands.click_button("seat_cards", "Benoît Petit")
        real.enter(PINS[2])

        expect_question(real, "5 min 26 s")
        assert session(real).lapses[0].counted is None


def test_a_mask_hides_the_question_with_everything_else(path: Path, tmp_path: Path) -> None:
    clock = SteppedClock(NOW)
    with real_window(tmp_path, clock, EVERY_MS) as real:
        sit(real, path)
        grade_and_start(real)
        rests(real)
        real.hands.press("F9")
        clock.advance(NAP)
        rests(real)
        assert asked(real) == ""
        assert elapsed(real) == NAP
