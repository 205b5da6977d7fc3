"""Continuing on another laptop, in the real window: what it entails, the banner of what is left, and the way back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.services import attendance, moving, reading
from app.system.clock import ScriptedClock
from app.ui.actions import Act
from app.ui.bench import ScreenName, Target
from app.ui.messages import MessageStrip
from app.ui.moving import MovedStrip
from app.ui.widgets.button import Button
from app.ui.widgets.choice_bar import ChoiceBar
from tests.builders import NOW, PASSPHRASE
from tests.integration.services.room import PINS, Stages
from tests.real_window import RealWindow, real_window
from tests.ui.hand import plain

# A file dialog opened from a dialog asks the offscreen platform for what it cannot do.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", r"raise\(\)", "grabbing the keyboard")


@pytest.fixture(scope="module")
def stages(homes: Path, tmp_path_factory: pytest.TempPathFactory) -> Stages:  # noqa: ARG001 - work only in a home
    return Stages(tmp_path_factory.mktemp("stages"))


@pytest.fixture
def path(stages: Stages, tmp_path: Path) -> Path:
    path = tmp_path / "essai.jurade"
    path.touch(mode=0o600)
    path.write_bytes(stages.content("graded"))
    return path


@pytest.fixture
def real(tmp_path: Path, path: Path, qtbot: QtBot) -> Iterator[RealWindow]:  # noqa: ARG001 - an application must run
    with real_window(tmp_path, ScriptedClock(NOW), watch_every_ms=40) as real:
        real.open_session(path, PASSPHRASE)
        yield real


def strip(real: RealWindow) -> MovedStrip:
    found = real.window.shell.findChild(MovedStrip, "moved_strip")
    assert isinstance(found, MovedStrip)
    return found


def told(real: RealWindow) -> str:
    return plain(" ".join(label.text() for label in strip(real).findChildren(QLabel) if label.isVisible()))


def offers_back(real: RealWindow) -> bool:
    button = strip(real).findChild(Button, "take_session_back")
    return isinstance(button, Button) and button.isVisible()


def carry_away(real: RealWindow, destination: Path) -> None:
    """Ask by the key of Accueil, say yes, and type where it goes."""
    real.hands.press("Ctrl+1")
    real.hands.press("Ctrl+M")
    assert real.hands.front().objectName() == "move_dialog"
    real.hands.answer_file_dialog(destination)
    real.hands.click("confirm_act")
    real.hands.wait(lambda: strip(real).isVisible(), "la bannière de la copie laissée")
    real.hands.settle()


def refused_at_once(real: RealWindow, *keys: str) -> None:
    """Press keys, one after the other, on the screen in front: no window opens, and the strip says where to go on."""
    for key in keys:
        real.hands.press("Esc")
        real.hands.press(key)
        real.hands.settle()
        assert QApplication.activeModalWidget() is None, key
        message = real.window.shell.findChild(MessageStrip)
        assert message is not None
        assert message.message is not None, key
        assert "continue sur un autre poste" in plain(message.message.sentence), key


def test_a_copy_left_behind_says_so_before_anything_is_typed(real: RealWindow, tmp_path: Path) -> None:
    carry_away(real, tmp_path / "ailleurs.jurade")
    real.window.go_to(Target(ScreenName.DAY))
    refused_at_once(real, "P", "A", "R", "D", "I", "F")
    real.window.go_to(Target(ScreenName.PREPARATION))
    real.hands.settle()
    notice = real.window.shell.findChild(QLabel, "read_only_notice")
    assert notice is not None
    assert "continue sur un autre poste" in plain(notice.text())


@pytest.mark.parametrize("act", [Act.PASS_OVER, Act.NOTE_SHORTFALL, Act.TAKE_BACK_SHORTFALL, Act.ANSWER_LAPSE])
def test_acts_that_ask_for_words_are_among_those_that_such_a_copy_answers_at_once(act: Act) -> None:
    assert act.writes


def test_the_safe_button_answers_first(real: RealWindow) -> None:
    real.hands.press("Ctrl+1")
    real.hands.press("Ctrl+M")
    real.hands.press("Return")
    real.hands.settle()
    assert real.hands.front().objectName() != "move_dialog"
    assert not strip(real).isVisible()
    assert moving.departure(real.window.desk) is None


def test_a_session_carried_away_reads_everywhere_and_comes_back(real: RealWindow, path: Path, tmp_path: Path) -> None:
    key = tmp_path / "clé"
    key.mkdir()
    carry_away(real, key / "essai.jurade")
    assert "continue sur un autre poste depuis le 12/05/2026 à 09:00 (essai.jurade, dossier clé)" in told(real)
    assert offers_back(real)
    assert (key / "essai.jurade").is_file()

    real.sit_down("Anne Durand", PINS[1])
    assert "cette copie se lit" in told(real)
    assert not offers_back(real)
    for name in (ScreenName.DAY, ScreenName.GRADING, ScreenName.DELIBERATION, ScreenName.CLOSING, ScreenName.CHECKS):
        real.window.go_to(Target(name))
        real.hands.settle()
        assert strip(real).isVisible()
    grids = len(reading.session(real.window.desk).grids)

    real.window.go_to(Target(ScreenName.GRADING, reading.session(real.window.desk).candidates[0].id))
    real.hands.settle()
    bars = [bar for bar in real.window.shell.findChildren(ChoiceBar) if bar.isVisible()]
    assert not any(bar.isEnabled() for bar in bars)
    real.window.go_to(Target(ScreenName.DELIBERATION))
    refused_at_once(real, "H")
    real.window.go_to(Target(ScreenName.LEDGER))
    refused_at_once(real, "I")
    assert len(reading.session(real.window.desk).grids) == grids

    real.window.close_session()
    real.hands.wait(lambda: not strip(real).isVisible(), "la session fermée")
    real.hands.settle()
    real.open_session(path, PASSPHRASE)
    assert "cette copie se lit" in told(real)
    assert len(reading.session(real.window.desk).grids) == grids

    real.hands.click("take_session_back")
    real.hands.fill("take_back_question_line", "clé perdue")
    real.hands.press("Return")
    real.hands.wait(lambda: not strip(real).isVisible(), "la session reprise")
    attendance.report_incident(real.window.desk, real.window.actor, "Clé perdue.", None)
