"""Sitting down: codes are proved away from the window, and who leaves meanwhile is not seated."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from app.domain.people import Actor
from app.ui.handover import Handover
from app.ui.tasks import Job, Lane, Mendable, Progress, TaskRunner, Work
from app.ui.widgets.pin_dialog import PinDialog
from tests.ui.inline_runner import InlineRunner
from tests.ui.stage import PIN, Stage, open_stage

T = TypeVar("T")


class SlowRunner(InlineRunner):
    """Keeps each piece of work until a test lets it happen."""

    def __init__(self) -> None:
        super().__init__()
        self._held: list[Callable[[], object]] = []

    def run(
        self,
        work: Work[T],
        done: Callable[[T], None],
        failed: Callable[[Mendable], None],
        *,
        cancelled: Callable[[], None] | None = None,
        progress: Callable[[Progress], None] | None = None,
        cancellable: bool = False,
        lane: Lane = Lane.DATABASE,
        title: str = "",
    ) -> Job:
        """Hold the work back."""

        def happen() -> None:
            InlineRunner.run(
                self,
                work,
                done,
                failed,
                cancelled=cancelled,
                progress=progress,
                cancellable=cancellable,
                lane=lane,
                title=title,
            )

        self._held.append(happen)
        return Job(title, cancellable=cancellable)

    def let_happen(self) -> None:
        """Do what was held back."""
        while self._held:
            self._held.pop(0)()


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    with open_stage(tmp_path) as stage:
        yield stage


def enter_code(window: QWidget, pin: str) -> QDialog:
    """Type a code in the dialog and validate it."""
    dialog = window.findChild(PinDialog)
    assert dialog is not None
    QTest.qWaitForWindowActive(dialog)
    QTest.keyClicks(dialog.line, pin)
    QTest.keyClick(dialog.line, Qt.Key.Key_Return)
    return dialog


@pytest.mark.parametrize("pin", [PIN, "0000"])
def test_who_leaves_while_the_code_is_checked_is_not_seated(qtbot: QtBot, stage: Stage, pin: str) -> None:
    window, runner = QWidget(), SlowRunner()
    qtbot.addWidget(window)
    window.show()
    anne_id = stage.add_juror("Anne", "Durand")
    anne = stage.session().person(anne_id)
    seated: list[Actor] = []
    Handover(window, runner).prove(stage.desk, anne, "vous installer", lambda actor, _pin: seated.append(actor))

    dialog = enter_code(window, pin)
    dialog.reject()
    qtbot.waitUntil(lambda: window.findChild(PinDialog) is None)
    runner.let_happen()

    assert seated == []


def test_who_waits_for_the_check_is_seated(qtbot: QtBot, stage: Stage) -> None:
    window, runner = QWidget(), TaskRunner()
    qtbot.addWidget(window)
    window.show()
    anne_id = stage.add_juror("Anne", "Durand")
    anne = stage.session().person(anne_id)
    seated: list[Actor] = []
    Handover(window, runner).prove(stage.desk, anne, "vous installer", lambda actor, _pin: seated.append(actor))

    enter_code(window, PIN)
    qtbot.waitUntil(lambda: seated == [Actor(anne.id, "Anne Durand")])
    qtbot.waitUntil(lambda: window.findChild(PinDialog) is None)
    runner.shutdown()
