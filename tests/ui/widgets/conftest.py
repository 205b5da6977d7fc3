"""What tests of the shared widgets stand on: the look they ask for, put back afterwards."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from app.ui.tasks import TaskRunner
from app.ui.theme import Scheme, apply_theme


@pytest.fixture(autouse=True)
def usual_look(qapp: QApplication) -> Iterator[None]:
    """Every test starts in the light scheme at 100 %."""
    del qapp
    apply_theme(Scheme.LIGHT)
    yield
    apply_theme(Scheme.LIGHT)


@pytest.fixture
def runner(qapp: QApplication) -> Iterator[TaskRunner]:
    """A task runner that leaves no thread behind."""
    del qapp
    made = TaskRunner()
    yield made
    made.shutdown()
