"""Behind closed doors, through the real window: who may sit, what the rail says, and where a stop leaves the jury."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from app.services import jury_room, reading
from app.system.clock import ScriptedClock
from app.ui.bench import ScreenName
from app.ui.screen import Header
from app.ui.screens.deliberation.view import DeliberationView
from tests.builders import NOW, PASSPHRASE
from tests.integration.services.room import ANNE, PINS, SOULEYMANE, Stages
from tests.real_window import RealWindow, real_window

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture(scope="module")
def stages(homes: Path, tmp_path_factory: pytest.TempPathFactory) -> Stages:  # noqa: ARG001 - work only in a home
    return Stages(tmp_path_factory.mktemp("stages"))


@pytest.fixture
def path(stages: Stages, tmp_path: Path) -> Path:
    path = tmp_path / "essai.jurade"
    path.write_bytes(stages.content("graded"))
    path.chmod(0o600)
    return path


@pytest.fixture
def real(path: Path, tmp_path: Path) -> Iterator[RealWindow]:
    with real_window(tmp_path, ScriptedClock(NOW)) as real:
        real.open_session(path, PASSPHRASE)
        yield real


def said(widget: QWidget) -> str:
    labels = (label.text() for label in widget.findChildren(QLabel) if label.isVisible())
    return "\n".join(labels).replace("\u00a0", " ")


def header(real: RealWindow) -> Header:
    found = real.window.shell.findChild(DeliberationView)
    assert found is not None
    return found.header


def offered(real: RealWindow) -> list[str]:
    """Who may sit down, as the window asks it."""
    real.hands.wait(lambda: real.hands.front().objectName() == "seat_dialog", "le choix de la personne")
    return [
        card.accessibleName().split(",")[0]
        for card in real.hands.find("seat_cards", QWidget).findChildren(QWidget)
        if card.accessibleName()
    ]


def close_doors(real: RealWindow) -> None:
    real.sit_down("Anne Durand", PINS[1])
    real.hands.press("Ctrl+5")
    real.hands.press("H")
    real.hands.wait(lambda: real.hands.sees("roll_dialog_act"), "l’appel")
    real.hands.press("Return")


def test_two_keys_close_the_doors_on_a_whole_jury_and_the_rail_names_it(real: RealWindow) -> None:
    close_doors(real)
    session = reading.session(real.window.desk)
    assert session.doors_closed_at is not None
    assert [entry.present for entry in session.roll] == [True, True]
    assert "Jury réuni\nA. Durand · B. Petit · quorum atteint" in said(real.window.shell)
    assert "huis clos" in header(real).second


def test_behind_the_doors_the_seat_is_offered_to_jurors_only(real: RealWindow) -> None:
    close_doors(real)
    real.hands.press("Ctrl+J")
    names = " ".join(offered(real))
    assert "Benoît Petit" in names
    assert "Claire Moreau" not in names
    assert "Le jury délibère hors de toute autre présence" in said(real.hands.front())
    real.hands.press("Esc")
    assert real.window.shell.is_masked


def test_a_stop_reopens_behind_the_same_doors_and_a_juror_is_back_at_the_same_candidate(
    path: Path, tmp_path: Path
) -> None:
    clock = ScriptedClock(NOW)
    with real_window(tmp_path, clock) as real:
        real.open_session(path, PASSPHRASE)
        close_doors(real)
        real.hands.click("following_candidate")
        killed = tmp_path / "autre" / "essai.jurade"  # the bytes of this moment: nothing is said at the end
        killed.parent.mkdir()
        for beside in ("", "-wal"):
            shutil.copy(f"{path}{beside}", f"{killed}{beside}")
    with real_window(tmp_path, clock) as again:
        again.open_session(killed, PASSPHRASE)
        assert again.window.shell.is_masked
        assert "Claire Moreau" not in " ".join(offered(again))
        again.hands.press("Esc")
        again.hands.press("Return")  # « Reprendre » leads to the same choice
        again.hands.click_button("seat_cards", "Benoît Petit")
        again.enter(PINS[2])
        again.hands.wait(lambda: not again.window.shell.is_masked, "l’écran du juré")
        assert again.window.shell.current_screen == ScreenName.DELIBERATION.value
        title = reading.session(again.window.desk).candidate(SOULEYMANE).name
        assert header(again).title == title


def test_a_juror_s_code_opens_the_doors_and_the_responsable_may_sit_again(real: RealWindow) -> None:
    close_doors(real)
    real.hands.press("H")
    real.enter(PINS[1])
    assert reading.session(real.window.desk).doors_closed_at is None
    assert "Jury réuni" not in said(real.window.shell)
    real.hands.press("Ctrl+J")
    assert "Claire Moreau" in " ".join(offered(real))


def test_a_refused_code_leaves_the_doors_closed(real: RealWindow) -> None:
    close_doors(real)
    real.hands.press("H")
    real.enter("0000")
    assert reading.session(real.window.desk).doors_closed_at is not None
    real.hands.press("Esc")


def test_a_juror_missing_at_the_roll_does_not_take_the_desk(real: RealWindow) -> None:
    real.sit_down("Anne Durand", PINS[1])
    jury_room.call_roll(real.window.desk, ANNE, [jury_room.RollAnswer(2, present=False, reason="train")])
    jury_room.close_doors(real.window.desk, ANNE)
    real.hands.press("Ctrl+J")
    assert "Benoît Petit" not in " ".join(offered(real))
