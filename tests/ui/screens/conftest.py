"""What several files of tests of screens stand in."""

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.deliberation_room import Room, open_room
from tests.ui.stage import Stage


@pytest.fixture
def room(stage: Stage, qtbot: QtBot) -> Room:
    """The deliberation room on the stage of the file that asks for it."""
    return open_room(stage, qtbot)
