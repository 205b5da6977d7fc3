"""The candidate's screen: what it says at each moment, who may leave it, and what the mask hides."""

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.domain.timing import Instant, PhaseClock, PhaseEvent, PhaseEventKind
from app.ui.bench import ScreenName, Target
from app.ui.facing.display import FacingDisplay
from app.ui.facing.state import Facing
from app.ui.facing.view import FacingView
from app.ui.messages import Messages
from app.ui.shell import Shell
from app.ui.tasks import TaskRunner
from tests.builders import NOW
from tests.integration.services.room import ECRIT, ELODIE, PINS, Stages
from tests.real_window import RealWindow, real_window
from tests.stepped_clock import SteppedClock
from tests.ui.hand import plain
from tests.ui.test_watching import grade_and_start, sit

START, PAUSE, RESUME, END = PhaseEventKind
TEN = dt.timedelta(minutes=10)


def at(second: int) -> Instant:
    return Instant(NOW + dt.timedelta(seconds=second), second * 1000, "b1")


def facing(*events: tuple[PhaseEventKind, int], planned: dt.timedelta | None = TEN) -> Facing:
    """One phase of ten minutes with these events, and one to come."""
    first = PhaseClock(tuple(PhaseEvent(0, kind, at(second)) for kind, second in events), planned)
    return Facing("LE GOFF Élodie", ("Préparation", "Accueil"), (first, PhaseClock((), planned)))


MOMENTS = {
    "to come": (facing(), 0, ("Préparation", "10:00", "Durée prévue")),
    "running": (facing((START, 0)), 138, ("Préparation", "07:42", "Temps restant")),
    "at its last second": (facing((START, 0)), 599, ("Préparation", "00:01", "Temps restant")),
    "at its end": (facing((START, 0)), 600, ("Préparation", "00:00", "Temps restant")),
    "over": (facing((START, 0)), 730, ("Préparation", "+02:10", "Dépassement")),
    "paused": (facing((START, 0), (PAUSE, 60)), 500, ("Préparation", "09:00", "Temps restant · en pause")),
    "between two phases": (facing((START, 0), (END, 60)), 70, ("Accueil", "10:00", "Durée prévue")),
    "without a plan": (facing((START, 0), planned=None), 3725, ("Préparation", "1:02:05", "Temps écoulé")),
}


@pytest.mark.parametrize(("shown", "second", "seen"), MOMENTS.values(), ids=MOMENTS)
def test_a_candidate_reads_the_phase_and_the_time(shown: Facing, second: int, seen: tuple[str, str, str]) -> None:
    moment = shown.moment(at(second))

    assert (moment.phase, moment.figure, moment.words) == seen
    assert moment.over is (seen[2] == "Dépassement")


def test_a_part_that_is_over_counts_nothing() -> None:
    over = Facing("LE GOFF Élodie", ("Questions",), (facing((START, 0), (END, 60)).clocks[0],))

    assert over.moment(at(90)).spoken == "LE GOFF Élodie · Questions · Terminé"


@pytest.fixture
def shell(qtbot: QtBot) -> Iterator[Shell]:
    runner = TaskRunner()
    made = Shell(Messages(), runner)
    qtbot.addWidget(made)
    made.show()
    yield made
    runner.shutdown()


def test_on_a_second_screen_the_jurors_screen_stays(shell: Shell) -> None:
    asked: list[str] = []

    def prove(purpose: str, _proved: Callable[[], None]) -> None:
        asked.append(purpose)

    display = FacingDisplay(shell, lambda: at(138), prove, lambda _window: QGuiApplication.primaryScreen())
    display.face(facing((START, 0)))
    display.toggle()
    view = display.view
    assert isinstance(view, FacingView)
    assert view.isWindow()
    assert view.isFullScreen()
    assert "07:42" in view.seen

    shell.mask_screens()
    assert view.seen == ""
    shell.unmask_screens()
    assert "LE GOFF Élodie" in view.seen
    display.face(None)
    assert view.seen == ""

    display.toggle()
    assert display.view is None
    assert asked == []


@pytest.fixture(scope="module")
def stages(homes: Path, tmp_path_factory: pytest.TempPathFactory) -> Stages:  # noqa: ARG001 - work only in a home
    return Stages(tmp_path_factory.mktemp("stages"))


@pytest.fixture
def real(stages: Stages, tmp_path: Path) -> Iterator[RealWindow]:
    """Anne grades Élodie, whose time runs, on a laptop with one screen."""
    path = tmp_path / "essai.jurade"
    path.touch(mode=0o600)
    path.write_bytes(stages.content("present"))
    with real_window(tmp_path, SteppedClock(NOW)) as made:
        sit(made, path)
        grade_and_start(made)
        yield made


def words(real: RealWindow) -> str:
    labels = real.window.shell.findChildren(QLabel)
    return plain("\n".join(label.text() for label in labels if label.isVisible()))


def candidate_screen(real: RealWindow) -> FacingView:
    return real.hands.find("candidate_screen", FacingView)


def test_over_the_program_nothing_else_is_seen_and_only_the_code_leaves(real: RealWindow) -> None:
    real.hands.press("F8")
    screen = candidate_screen(real)
    assert "Temps restant" in screen.seen
    assert words(real) == ""
    assert real.window.shell.isFullScreen()

    for keys in ("Ctrl+3", "1", "Ctrl+J"):
        real.hands.press(keys)
        assert real.hands.front() is real.window.shell
        assert screen.isVisible()

    real.hands.press("Return")
    real.enter(PINS[1])
    real.hands.wait(lambda: real.hands.sees("timer_pause"), "la grille")
    assert not real.window.shell.isFullScreen()
    real.hands.press("Ctrl+3")
    assert real.window.shell.current_screen == "day"


def test_the_mask_hides_it_and_the_code_brings_it_back(real: RealWindow) -> None:
    real.hands.press("F8")
    screen = candidate_screen(real)
    real.hands.press("F9")
    assert not screen.isVisible()
    assert screen.seen == ""

    real.hands.press("Return")
    real.enter(PINS[1])
    real.hands.wait(screen.isVisible, "l’écran du candidat")
    assert "Temps restant" in screen.seen
    assert not real.hands.sees("timer_pause")


def test_nothing_of_written_work_is_shown_with_a_name(real: RealWindow) -> None:
    real.window.go_to(Target(ScreenName.GRADING, ELODIE, ECRIT))
    real.hands.settle()
    real.hands.press("F8")

    assert candidate_screen(real).seen == ""
