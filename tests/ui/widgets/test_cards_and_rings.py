import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui.tokens import Tone
from app.ui.widgets.card import EmptyState, KeyHints, StatFigure
from app.ui.widgets.chip import Chip, ChipText
from app.ui.widgets.flow_row import FlowRow
from app.ui.widgets.option_cards import CardButton, Option, OptionCards, Step, StepList, StepState
from app.ui.widgets.timer_ring import TimerFace, TimerRing, TimerState, clock

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

STEPS = (
    Step("ecrit", "Mise en situation écrite", "2 h 30", StepState.DONE),
    Step("et", "Entretien technique", "10 min", StepState.CURRENT),
    Step("ef", "Entretien final", "15 min"),
)


@pytest.mark.parametrize(
    ("face", "big", "second"),
    [
        (TimerFace(TimerState.WAITING, planned_s=600), "10:00", "prêt · prévu 10:00"),
        (TimerFace(TimerState.RUNNING, 138, 600), "07:42", "restantes sur 10:00"),
        (TimerFace(TimerState.RUNNING, 600, 600), "00:00", "restantes sur 10:00"),
        (TimerFace(TimerState.RUNNING, 672, 600), "+01:12", "de dépassement · prévu 10:00"),
        (TimerFace(TimerState.PAUSED, 300, 600), "05:00", "en pause · prévu 10:00"),
        (TimerFace(TimerState.RUNNING, 4000), "1:06:40", "sans durée prévue"),
        (TimerFace(TimerState.ENDED, 590, 600), "09:50", "terminé · prévu 10:00"),
    ],
)
def test_the_ring_says_its_moment_in_words(face: TimerFace, big: str, second: str) -> None:
    assert (face.big, face.second) == (big, second)


def test_the_arc_shrinks_and_never_goes_below_nothing() -> None:
    shares = [TimerFace(TimerState.RUNNING, spent, 600).remaining_share for spent in (0, 150, 600, 900)]
    assert shares == [1.0, 0.75, 0.0, 0.0]


def test_hours_show_only_when_there_are_some() -> None:
    assert (clock(59), clock(3599), clock(3600)) == ("00:59", "59:59", "1:00:00")


def test_readers_hear_the_ring_each_minute_only(qtbot: QtBot) -> None:
    ring = TimerRing("Chronomètre des questions")
    qtbot.addWidget(ring)
    ring.show_face(TimerFace(TimerState.RUNNING, 61, 600))
    heard = ring.accessibleDescription()
    ring.show_face(TimerFace(TimerState.RUNNING, 75, 600))
    assert ring.accessibleDescription() == heard == "08:59 restantes sur 10:00"
    ring.show_face(TimerFace(TimerState.PAUSED, 76, 600))
    assert ring.accessibleDescription() == "08:44 en pause · prévu 10:00"


@pytest.mark.parametrize("state", list(TimerState))
def test_every_state_draws_another_picture(qtbot: QtBot, state: TimerState) -> None:
    ring = TimerRing()
    qtbot.addWidget(ring)
    ring.resize(ring.sizeHint())
    pictures = []
    for shown in TimerState:
        ring.show_face(TimerFace(shown, 138, 600))
        pictures.append(ring.grab().toImage())
    mine = pictures[list(TimerState).index(state)]
    assert [picture == mine for picture in pictures].count(True) == 1


def press(key: Qt.Key) -> None:
    holder = QApplication.focusWidget()
    assert holder is not None
    QTest.keyClick(holder, key)


@pytest.fixture
def steps(qtbot: QtBot) -> StepList[str]:
    made: StepList[str] = StepList("Modalités")
    made.show_steps(STEPS)
    made.resize(200, 400)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    return made


def test_steps_say_their_state_in_sign_and_word(steps: StepList[str]) -> None:
    cards = steps.findChildren(CardButton)
    assert [card.accessibleName() for card in cards] == [
        "Mise en situation écrite, terminée",
        "Entretien technique, en cours",
        "Entretien final, à venir",
    ]
    signs = [label.text() for label in steps.findChildren(QLabel) if len(label.text()) == 1]
    assert signs == ["✓", "●", "○"]


def test_arrows_move_between_steps_and_space_asks_for_one(qtbot: QtBot, steps: StepList[str]) -> None:
    steps.findChildren(CardButton)[0].setFocus()
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    with qtbot.waitSignal(steps.chosen) as asked:
        press(Qt.Key.Key_Space)
    assert asked.args == ["ef"]
    assert [card.isChecked() for card in steps.findChildren(CardButton)] == [False, True, False]


def test_fewer_steps_leave_no_card_behind(steps: StepList[str]) -> None:
    steps.show_steps(STEPS[:1])
    assert [card.accessibleName() for card in steps.findChildren(CardButton) if card.isVisible()] == [
        "Mise en situation écrite, terminée"
    ]


def test_a_refused_option_cannot_be_chosen_and_says_why(qtbot: QtBot) -> None:
    cards: OptionCards[str] = OptionCards("Décision")
    qtbot.addWidget(cards)
    options = (Option("oui", "Réussite", refusal="Un CCP n’est pas obtenu."), Option("non", "Échec"))
    cards.show_options(options, "non")
    first, second = cards.findChildren(CardButton)
    with qtbot.assertNotEmitted(cards.chosen):
        QTest.mouseClick(first, Qt.MouseButton.LeftButton)
    assert (first.toolTip(), second.accessibleName()) == ("Un CCP n’est pas obtenu.", "Échec, choisi")


def test_figures_and_empty_states_are_heard(qtbot: QtBot) -> None:
    figure = StatFigure("6", "candidats")
    empty = EmptyState("Aucun incident", "Les incidents paraîtront ici.", drawing="flag")
    for widget in (figure, empty):
        qtbot.addWidget(widget)
    figure.show_figure("5", "présents")
    assert figure.accessibleName() == "5 présents"
    assert (empty.accessibleName(), empty.accessibleDescription()) == (
        "Aucun incident",
        "Les incidents paraîtront ici.",
    )


def test_a_flow_row_breaks_its_lines_and_grows(qtbot: QtBot) -> None:
    row = FlowRow([QLabel("Réussite partielle") for _ in range(4)])
    qtbot.addWidget(row)
    one_line = row.heightForWidth(row.sizeHint().width())
    assert row.heightForWidth(row.sizeHint().width() // 2) > one_line
    row.resize(row.sizeHint().width() // 2, 200)
    with qtbot.waitExposed(row):
        row.show()
    tops = {child.y() for child in row.findChildren(QLabel)}
    assert len(tops) == 2
    assert all(child.geometry().right() <= row.width() for child in row.findChildren(QLabel))


def test_words_that_changed_out_of_sight_have_their_room_once_shown(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    chip, after = Chip(""), QLabel("Référentiel")
    column = QVBoxLayout(page)
    column.addWidget(FlowRow([chip, after]))
    page.resize(600, 100)
    with qtbot.waitExposed(page):
        page.show()
    page.hide()
    chip.show_chip(ChipText("position à prendre", Tone.WARNING))
    with qtbot.waitExposed(page):
        page.show()
    assert chip.width() >= chip.sizeHint().width()
    assert after.x() > chip.geometry().right()


def test_keys_are_named_as_on_a_french_keyboard(qtbot: QtBot) -> None:
    hints = KeyHints((("Return", "étape suivante"), ("Ctrl+Z", "annuler"), ("Up Down", "critère")))
    qtbot.addWidget(hints)
    shown = [label.text() for label in hints.findChildren(QLabel)]
    assert shown == ["Entrée", "étape suivante", "Ctrl Z", "annuler", "↑", "↓", "critère"]
