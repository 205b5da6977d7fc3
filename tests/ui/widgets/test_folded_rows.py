"""A table that folds: rows told in lines where the columns do not fit, and columns again once there is room."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.ui.theme import Scheme, theme
from app.ui.tokens import Tone
from app.ui.widgets.chip import ChipText
from app.ui.widgets.data_table import DataTable
from app.ui.widgets.rows_model import Cell, Column, RowAct
from tests.ui.jury import settle


@dataclass(frozen=True)
class Breach:
    number: int
    rule: str


RULE = "Chaque candidat présent a une décision confirmée par chacun des jurés qui l’ont entendu"
ROWS = tuple(Breach(number, RULE) for number in range(1, 9))
WIDE, NARROW = 1600, 520


def table(qtbot: QtBot, width: int) -> DataTable[Breach]:
    made: DataTable[Breach] = DataTable(
        "Règles",
        (
            Column("N°", lambda row: str(row.number)),
            Column("État", lambda _row: Cell(chips=(ChipText("à régler", Tone.WARNING, "!"),)), caption=""),
            Column("Règle", lambda row: Cell(row.rule, "textes officiels", stacked=True), weight=1, wrap=True),
        ),
        key=lambda row: row.number,
        row_act=lambda _row: RowAct("Aller à la délibération"),
        act_title="Remède",
        folds=True,
    )
    qtbot.addWidget(made)
    made.resize(width, 500)
    made.set_rows(ROWS)
    with qtbot.waitExposed(made):
        made.show()
    settle()
    return made


def widths(shown: DataTable[Breach]) -> int:
    """How wide everything that shows is."""
    return shown.view.horizontalHeader().length()


@pytest.fixture(params=[1.0, 2.0], ids=["100", "200"])
def zoom(request: pytest.FixtureRequest) -> Iterator[float]:
    theme().choose(Scheme.LIGHT, request.param)
    yield request.param
    theme().choose(Scheme.LIGHT, 1.0)


def test_nothing_stands_outside_a_narrow_table(qtbot: QtBot, zoom: float) -> None:
    shown = table(qtbot, round(NARROW * zoom))
    assert shown.view.is_folded
    assert widths(shown) <= shown.view.viewport().width()
    assert shown.view.horizontalScrollBar().maximum() == 0
    assert not shown.view.horizontalHeader().isVisible()


def test_a_folded_row_is_as_high_as_its_lines_and_the_columns_come_back_with_the_room(qtbot: QtBot) -> None:
    shown = table(qtbot, WIDE)
    assert shown.view.horizontalHeader().isVisible()
    flat = shown.view.rowHeight(0)
    shown.resize(NARROW, 500)
    settle()
    assert not shown.view.horizontalHeader().isVisible()
    assert shown.view.rowHeight(0) > 2 * flat
    narrow = shown.view.rowHeight(0)
    shown.resize(NARROW // 2, 500)
    settle()
    assert shown.view.rowHeight(0) > narrow, "words wrap on more lines"
    shown.resize(WIDE, 500)
    settle()
    assert shown.view.rowHeight(0) == flat
    assert shown.view.horizontalHeader().isVisible()


def test_rows_read_again_are_still_told_in_lines(qtbot: QtBot) -> None:
    shown = table(qtbot, NARROW)
    high, said = shown.view.rowHeight(0), shown.view.itemDelegate()
    shown.set_rows(ROWS[:4])
    settle()
    assert shown.view.is_folded
    assert shown.view.itemDelegate() is said
    assert shown.view.rowHeight(0) == high
    assert not shown.view.horizontalHeader().isVisible()


def test_a_reader_hears_the_whole_folded_row(qtbot: QtBot) -> None:
    shown = table(qtbot, NARROW)
    said = shown.view.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == f"N°\u00a0: 1, à régler, Règle\u00a0: {RULE} textes officiels"


def test_its_button_is_clicked_where_it_is_drawn(qtbot: QtBot) -> None:
    shown = table(qtbot, NARROW)
    asked: list[object] = []
    shown.row_act_requested.connect(asked.append)
    row = shown.view.visualRect(shown.view.model().index(1, 0))
    title = QPoint(row.left() + 40, row.top() + 12)
    QTest.mouseClick(shown.view.viewport(), Qt.MouseButton.LeftButton, pos=title)
    assert asked == []
    QTest.mouseClick(shown.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(row.left() + 40, row.bottom() - 20))
    assert asked == [ROWS[1]]
    assert shown.current_row == ROWS[1]


def test_arrows_and_enter_work_on_folded_rows(qtbot: QtBot) -> None:
    shown = table(qtbot, NARROW)
    chosen: list[object] = []
    shown.row_activated.connect(chosen.append)
    shown.view.setFocus()
    QTest.keyClick(shown.view, Qt.Key.Key_Down)
    QTest.keyClick(shown.view, Qt.Key.Key_Return)
    assert chosen == [ROWS[1]]
    place = shown.view.visualRect(shown.view.model().index(1, 0))
    assert place.top() >= 0
