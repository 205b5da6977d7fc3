"""Sitting down: codes are proved away from the window, and who leaves meanwhile is not seated."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from app.domain.people import Actor, LinkKind
from app.ui.handover import DeclarationDialog, Handover
from app.ui.tasks import Job, Lane, Mendable, Progress, TaskRunner, Work
from app.ui.widgets.fields import ChoiceField
from app.ui.widgets.pin_dialog import PinDialog
from tests.ui.hand import Hand
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


def test_a_juror_says_whom_he_or_she_knows_and_how(qtbot: QtBot, stage: Stage) -> None:
    window, seated = QWidget(), list[Actor]()
    qtbot.addWidget(window)
    window.show()
    candidate_id = stage.add_candidate("LE GOFF", "Élodie")
    stage.add_candidate("N’DIAYE", "Souleymane")
    anne_id = stage.add_juror("Anne", "Durand", declared=False)
    anne = stage.session().person(anne_id)
    candidates = stage.session().candidates
    Handover(window, InlineRunner()).declare(stage.desk, anne, candidates, seated.append)
    hand = Hand(window)

    hand.press(f"known_{candidate_id}")
    hand.find(ChoiceField, f"known_kind_{candidate_id}").setFocus()
    QTest.keyClick(hand.find(ChoiceField, f"known_kind_{candidate_id}"), Qt.Key.Key_Home)
    hand.write(f"known_nature_{candidate_id}", "tuteur en 2024")
    for line in ("declaration_pin", "declaration_pin_again"):
        hand.write(line, PIN)
    hand.press("declaration_accept")
    qtbot.waitUntil(lambda: window.findChild(DeclarationDialog) is None)

    assert seated == [Actor(anne.id, "Anne Durand")]
    (recusal,) = stage.session().recusals
    assert (recusal.candidate_id, recusal.kind, recusal.reason) == (candidate_id, LinkKind.TRAINER, "tuteur en 2024")
