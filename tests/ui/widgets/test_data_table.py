from dataclasses import dataclass

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.ui.widgets.chip import ChipText
from app.ui.widgets.data_table import DataTable
from app.ui.widgets.rows_model import Cell, Column, RowAct
from app.ui.widgets.words import Words

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@dataclass(frozen=True)
class Person:
    number: int
    name: str
    absent: bool = False


PEOPLE = (Person(1, "NGUYỄN Thị Mai"), Person(2, "ÖZTÜRK İbrahim"), Person(3, "LE GOFF Élodie", absent=True))

COLUMNS: tuple[Column[Person], ...] = (
    Column("N°", lambda row: str(row.number), order=lambda row: row.number),
    Column("Candidat", lambda row: Cell(row.name, chips=(ChipText("absent"),) if row.absent else ()), weight=1),
)


def act(row: Person) -> RowAct:
    return RowAct("Commencer", "Le candidat est absent." if row.absent else "")


@pytest.fixture
def table(qtbot: QtBot) -> DataTable[Person]:
    made = DataTable("Candidats", COLUMNS, key=lambda row: row.number, row_act=act, filter_name="Chercher")
    made.resize(700, 400)
    made.set_rows(PEOPLE)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def names(table: DataTable[Person]) -> list[str]:
    return [row.name for row in table.shown_rows]


def test_enter_activates_the_current_row(qtbot: QtBot, table: DataTable[Person]) -> None:
    QTest.keyClick(table.view, Qt.Key.Key_Down)
    with qtbot.waitSignal(table.row_activated) as activated:
        QTest.keyClick(table.view, Qt.Key.Key_Return)
    assert activated.args == [PEOPLE[1]]


def test_space_asks_for_the_act_of_the_row(qtbot: QtBot, table: DataTable[Person]) -> None:
    with qtbot.waitSignal(table.row_act_requested) as asked:
        QTest.keyClick(table.view, Qt.Key.Key_Space)
    assert asked.args == [PEOPLE[0]]


def test_a_click_on_the_button_asks_for_the_act(qtbot: QtBot, table: DataTable[Person]) -> None:
    cell = table.view.visualRect(table.view.model().index(1, 2))
    with qtbot.waitSignal(table.row_act_requested) as asked:
        QTest.mouseClick(
            table.view.viewport(), Qt.MouseButton.LeftButton, pos=cell.center() - QPoint(cell.width() // 4, 0)
        )
    assert asked.args == [PEOPLE[1]]


def test_a_refused_act_does_not_start(qtbot: QtBot, table: DataTable[Person]) -> None:
    table.choose(3)
    with qtbot.assertNotEmitted(table.row_act_requested):
        QTest.keyClick(table.view, Qt.Key.Key_Space)
    assert table.view.model().index(2, 2).data(Qt.ItemDataRole.ToolTipRole) == "Le candidat est absent."


@pytest.mark.parametrize("needle", ["nguyen", "THI MAI", "mai ngu", "Nguyễn"])
def test_the_filter_leaves_accents_and_case_aside(table: DataTable[Person], needle: str) -> None:
    table.filter_line.setText(needle)
    assert names(table) == ["NGUYỄN Thị Mai"]


def test_the_filter_also_reads_chips_and_escape_empties_it(table: DataTable[Person]) -> None:
    QTest.keyClicks(table.filter_line, "absent")
    assert names(table) == ["LE GOFF Élodie"]
    QTest.keyClick(table.filter_line, Qt.Key.Key_Escape)
    assert len(names(table)) == 3


def test_letters_go_to_the_keys_of_the_screen(table: DataTable[Person]) -> None:
    QTest.keyClick(table.view, Qt.Key.Key_L)
    assert table.current_row == PEOPLE[0]


def test_the_current_row_stays_when_rows_change(table: DataTable[Person]) -> None:
    table.choose(2)
    table.set_rows((PEOPLE[2], PEOPLE[1]))
    assert table.current_row == PEOPLE[1]
    table.set_rows((PEOPLE[0],))
    assert table.current_row == PEOPLE[0]


def test_a_click_on_a_heading_orders_and_again_reverses(table: DataTable[Person]) -> None:
    header = table.view.horizontalHeader()
    place = QPoint(header.sectionPosition(1) + 20, header.height() // 2)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert [name[:2] for name in names(table)] == ["LE", "NG", "ÖZ"]
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert [name[:2] for name in names(table)] == ["ÖZ", "NG", "LE"]


def test_numbers_are_ordered_as_numbers(table: DataTable[Person]) -> None:
    table.set_rows((Person(10, "A"), Person(9, "B")))
    header = table.view.horizontalHeader()
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(10, header.height() // 2))
    assert [row.number for row in table.shown_rows] == [9, 10]


def test_readers_hear_words_chips_and_button(table: DataTable[Person]) -> None:
    model = table.view.model()
    spoken = [model.index(2, place).data(Qt.ItemDataRole.AccessibleTextRole) for place in range(3)]
    assert spoken == ["3", "LE GOFF Élodie absent", "Commencer"]


def test_an_empty_table_says_so(qtbot: QtBot) -> None:
    table = DataTable("Candidats", COLUMNS, key=lambda row: row.number, empty="Aucun candidat inscrit.")
    qtbot.addWidget(table)
    with qtbot.waitExposed(table):
        table.show()
    shown = [words.text() for words in table.findChildren(Words) if words.isVisible()]
    assert shown == ["Aucun candidat inscrit."]


def test_columns_fill_the_width(table: DataTable[Person]) -> None:
    header = table.view.horizontalHeader()
    assert abs(header.length() - table.view.viewport().width()) <= 2


@pytest.mark.parametrize(
    ("typed", "found"),
    [("ndiaye", "N’DIAYE Souleymane"), ("lukasz", "Łukasz BŒUF"), ("boeuf", "Łukasz BŒUF"), ("jean loup", "Jean-Loup")],
)
def test_the_filter_finds_names_as_a_french_keyboard_writes_them(
    table: DataTable[Person], typed: str, found: str
) -> None:
    table.set_rows([Person(n, name) for n, name in enumerate(("N’DIAYE Souleymane", "Łukasz BŒUF", "Jean-Loup"))])
    QTest.keyClicks(table.filter_line, typed)
    assert names(table) == [found]


def test_names_are_sorted_with_their_accents_aside(table: DataTable[Person]) -> None:
    table.set_rows([Person(n, name) for n, name in enumerate(("ŒUVRARD", "Zoé", "ÉLIE", "N’GUESSAN", "Noël", "élan"))])
    table.view.horizontalHeader().setSortIndicator(1, Qt.SortOrder.AscendingOrder)
    assert names(table) == ["élan", "ÉLIE", "N’GUESSAN", "Noël", "ŒUVRARD", "Zoé"]


def test_a_table_told_what_is_searched_finds_by_that_alone(qtbot: QtBot) -> None:
    table = DataTable("Candidats", COLUMNS, key=lambda row: row.number, searched=lambda row: f"no {row.number}")
    qtbot.addWidget(table)
    table.set_rows(PEOPLE)
    table.filter_line.setText("no 2")
    assert names(table) == ["ÖZTÜRK İbrahim"]


def test_rows_take_the_height_of_other_words_in_columns_that_stand_as_before(qtbot: QtBot) -> None:
    columns: tuple[Column[Person], ...] = (
        Column("Candidat", lambda row: row.name, weight=1, least_steps=20, wrap=True),
    )
    made = DataTable("Candidats", columns, key=lambda row: row.number)
    made.resize(300, 400)
    made.set_rows((Person(1, "LE GOFF Élodie"),))
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    width, height = made.view.columnWidth(0), made.view.rowHeight(0)
    made.set_rows((Person(1, "arrivée par le train de nuit, " * 8),))
    assert made.view.columnWidth(0) == width
    assert made.view.rowHeight(0) > height
    made.hide()
    made.set_rows((Person(1, "LE GOFF Élodie"),))
    made.show()
    assert made.view.rowHeight(0) == height
