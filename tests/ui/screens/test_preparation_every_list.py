"""Every kind of list that centres send, taken in through the window: read line by line, or refused in one sentence."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.integration.intake.list_files import BAD, GOOD, PEOPLE, Bad, Good
from tests.ui.hand import plain
from tests.ui.screens.test_preparation_import import Import
from tests.ui.stage import open_stage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("listes")


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[Import]:
    with open_stage(tmp_path) as stage:
        yield Import(stage, qtbot)


def taken(desk: Import, folder: Path, one: Good | Bad) -> None:
    path = folder / one.name
    path.write_bytes(one.make())
    desk.begin(path)


@pytest.mark.parametrize("one", GOOD, ids=lambda one: one.name)
def test_a_good_list_is_shown_with_the_cells_to_look_at(desk: Import, folder: Path, one: Good) -> None:
    taken(desk, folder, one)

    assert [row.split(" | ")[0] for row in desk.lines] == [str(line) for line in one.lines]
    assert all(name in row for (name, *_others), row in zip(PEOPLE, desk.lines, strict=True))
    doubtful = {str(line) for line, _field in one.flagged}
    assert {row.split(" | ")[0] for row in desk.lines if "à vérifier" in row} == doubtful
    assert desk.confirm.isEnabled()


@pytest.mark.parametrize("one", BAD, ids=lambda one: one.name)
def test_a_bad_list_is_refused_in_one_sentence_and_nothing_can_be_confirmed(
    desk: Import, folder: Path, one: Bad
) -> None:
    taken(desk, folder, one)

    assert desk.find(QLabel, "list_fault").isVisible()
    assert desk.says("list_fault").startswith(plain(one.fault.value).split("{")[0])
    assert desk.says("list_fault").endswith(".")
    assert not desk.confirm.isEnabled()
