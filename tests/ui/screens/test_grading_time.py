"""Warnings of the remaining time and the phases of a part, on the card of the time in Évaluation."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.services import timing
from app.ui.bench import ScreenName, Target
from app.ui.screens.grading import GradingScreen
from app.ui.screens.grading.view import TICK_MS
from app.ui.widgets.timer_ring import TimerRing
from tests.ui.hand import CTRL, Hand, plain
from tests.ui.stage import Stage, fill, open_stage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


class Desk:
    """A juror in front of the oral of the first candidate: preparation 10 min, French 10 min, English 10 min."""

    def __init__(self, stage: Stage, qtbot: QtBot) -> None:
        self.stage = stage
        candidates, jurors = fill(stage)
        self.candidate = candidates[0]
        stage.welcome(self.candidate)
        stage.sit(jurors[0])
        timing.start(stage.desk, stage.actor, self.candidate, "oral", "salle prise")
        self.screen = GradingScreen(stage)
        qtbot.addWidget(self.screen.view)
        self.hand = Hand(self.screen.view)
        self.hand.show_active()
        self.stand()

    def stand(self) -> None:
        self.screen.show(Target(ScreenName.GRADING, self.candidate, "oral"))
        self.screen.view.entered()

    def wait(self, **step: float) -> None:
        """Let time pass, and the screen show it."""
        self.stage.clock.advance(dt.timedelta(**step))
        QTest.qWait(2 * TICK_MS)

    def ring(self) -> str:
        face = self.hand.find(TimerRing, "timer").face
        return plain(f"{face.big} {face.second}")


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    with open_stage(tmp_path) as stage:
        yield Desk(stage, qtbot)


@pytest.fixture
def beeps(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    heard: list[str] = []
    monkeypatch.setattr(QApplication, "beep", lambda: heard.append("beep"))
    return heard


def test_the_end_is_announced_in_words_and_colour_and_never_stops_the_time(desk: Desk, beeps: list[str]) -> None:
    seen = []
    for minutes in (4.9, 0.2, 3.8, 0.2, 1.0):
        desk.wait(minutes=minutes)
        seen.append(desk.ring().split(" · ")[0])

    assert seen == [
        "05:06 restantes sur 10:00",
        "04:54 moins de 5 min",
        "01:06 moins de 5 min",
        "00:54 moins de 1 min",
        "+00:06 de dépassement",
    ]
    assert beeps == []


def test_alerts_and_their_sound_are_chosen_and_kept_on_the_machine(desk: Desk, beeps: list[str]) -> None:
    desk.hand.key(Qt.Key.Key_T, CTRL)
    desk.hand.write("alert_first", "90")
    desk.hand.press("alerts_question_act")
    assert "de 1 à 60" in desk.hand.words()
    desk.hand.write("alert_first", "3")
    desk.hand.write("alert_last", "")
    desk.hand.press("alert_sound")
    desk.hand.press("alerts_question_act")

    kept = desk.stage.settings.load()
    assert (kept.alert_minutes, kept.alert_sound) == ((3,), True)
    desk.wait(minutes=6.9)
    assert beeps == []
    desk.wait(minutes=0.2)
    desk.wait(minutes=0.2)
    assert len(beeps) == 1
    desk.wait(minutes=3)
    assert len(beeps) == 2


def test_the_phases_stand_in_order_with_planned_and_actual_time(desk: Desk) -> None:
    desk.wait(minutes=12)
    desk.hand.press("timer_next_phase")

    lines = [line for line in desk.hand.words().splitlines() if line[:1] in "✓▶○‖" and " : " in line]
    assert lines == [
        "✓ Préparation : 12 min sur 10 min · sans le jury",
        "▶ Accueil en français : 10 min",
        "○ Accueil en anglais : 10 min · en anglais",
    ]
