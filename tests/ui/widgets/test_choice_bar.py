import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from app.ui.tokens import Tone
from app.ui.widgets.choice_bar import Choice, ChoiceBar, Segment

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

CHOICES = (
    Choice("oui", "Oui", Tone.YES, "✓"),
    Choice("non", "Non", Tone.NO, "✗"),
    Choice("non_observe", "Non observé", Tone.NEUTRAL, "–"),
)


@pytest.fixture
def bar(qtbot: QtBot) -> ChoiceBar[str]:
    made = ChoiceBar("Le RGPD est pris en compte", CHOICES)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.setFocus()
    return made


def texts(bar: ChoiceBar[str]) -> list[str]:
    return [segment.shown for segment in bar.findChildren(Segment)]


def press(key: Qt.Key) -> None:
    holder = QApplication.focusWidget()
    assert holder is not None
    QTest.keyClick(holder, key)


@pytest.mark.parametrize(
    ("key", "value"), [(Qt.Key.Key_1, "oui"), (Qt.Key.Key_2, "non"), (Qt.Key.Key_3, "non_observe")]
)
def test_a_figure_asks_for_its_value(qtbot: QtBot, bar: ChoiceBar[str], key: Qt.Key, value: str) -> None:
    with qtbot.waitSignal(bar.value_chosen) as asked:
        press(key)
    assert asked.args == [value]


def test_asking_changes_nothing_until_the_value_is_on_record(qtbot: QtBot, bar: ChoiceBar[str]) -> None:
    with qtbot.waitSignal(bar.value_chosen):
        QTest.mouseClick(bar.findChildren(QPushButton)[1], Qt.MouseButton.LeftButton)
    assert texts(bar) == ["Oui", "Non", "Non observé"]
    bar.set_value("non")
    assert bar.value == "non"
    assert texts(bar) == ["Oui", "✗ Non", "Non observé"]


def test_showing_a_value_asks_nothing(qtbot: QtBot, bar: ChoiceBar[str]) -> None:
    with qtbot.assertNotEmitted(bar.value_chosen):
        bar.set_value("oui")


def test_arrows_move_without_choosing_and_space_takes(qtbot: QtBot, bar: ChoiceBar[str]) -> None:
    with qtbot.assertNotEmitted(bar.value_chosen):
        press(Qt.Key.Key_Right)
        press(Qt.Key.Key_Right)
    with qtbot.waitSignal(bar.value_chosen) as asked:
        press(Qt.Key.Key_Space)
    assert asked.args == ["non_observe"]


def test_suppr_empties_only_where_allowed(qtbot: QtBot, bar: ChoiceBar[str]) -> None:
    bar.set_value("oui")
    with qtbot.assertNotEmitted(bar.value_chosen):
        press(Qt.Key.Key_Delete)
    clearable = ChoiceBar("Autre", CHOICES, clearable=True)
    qtbot.addWidget(clearable)
    with qtbot.waitSignal(clearable.value_chosen) as asked:
        QTest.keyClick(clearable, Qt.Key.Key_Delete)
    assert asked.args == [None]


def test_choosing_moves_nothing(bar: ChoiceBar[str]) -> None:
    widths = [button.sizeHint().width() for button in bar.findChildren(QPushButton)]
    for choice in CHOICES:
        bar.set_value(choice.value)
        assert sum(button.sizeHint().width() for button in bar.findChildren(QPushButton)) == sum(widths)


def test_readers_hear_the_criterion_before_each_value(bar: ChoiceBar[str]) -> None:
    names = [button.accessibleName() for button in bar.findChildren(QPushButton)]
    assert names[0] == "Le RGPD est pris en compte : Oui"
    bar.set_value("oui")
    assert bar.findChildren(QPushButton)[0].isChecked()


def test_a_closed_bar_asks_nothing(qtbot: QtBot, bar: ChoiceBar[str]) -> None:
    bar.setEnabled(False)
    with qtbot.assertNotEmitted(bar.value_chosen):
        QTest.mouseClick(bar.findChildren(QPushButton)[0], Qt.MouseButton.LeftButton)


def test_a_bar_is_one_stop_of_the_tab_key(bar: ChoiceBar[str]) -> None:
    stops = [button for button in bar.findChildren(QPushButton) if button.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert len(stops) == 1
    bar.clearFocus()
