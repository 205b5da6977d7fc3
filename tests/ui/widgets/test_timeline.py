"""The timeline: walked by arrows, carried by the mouse, said to screen readers, drawn so that faults are seen."""

import datetime as dt
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QHelpEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from app.ui.theme import Scheme, apply_theme, look
from app.ui.tokens import Tone
from app.ui.widgets.timeline import Timeline
from app.ui.widgets.timeline_board import Block, Board, Move, Row

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "does not support raise")

LEFT = Qt.MouseButton.LeftButton
NO_KEY = Qt.KeyboardModifier.NoModifier
ROWS = (
    Row("Salle informatique"),
    Row("Salle de préparation"),
    Row("Jury 1", "Durand, Petit", takes_moves=True),
    Row("Jury 2", "Leroy, Sow", takes_moves=True),
    Row("Tous", "huis clos"),
)
WRITTEN, READY, ORAL, TALK, OTHER, LAST = range(1, 7)


def at(hour: int, minute: int = 0) -> dt.datetime:
    return dt.datetime(2026, 12, 14, hour, minute)  # noqa: DTZ001 - civil time, as plannings hold it


def block(key: int, row: int, starts: dt.datetime, minutes: int, *words: str, chain: int | None = None) -> Block:
    ends = starts + dt.timedelta(minutes=minutes)
    return Block(key, row, starts, ends, words, spoken=f"{words[0]}, {starts:%H:%M} à {ends:%H:%M}", chain=chain)


BOARD = Board(
    ROWS,
    (
        replace(block(WRITTEN, 0, at(8, 30), 150, "Mise en situation écrite", "Écrit"), movable=False),
        block(READY, 1, at(11, 10), 10, "Préparation", "P.", chain=7),
        replace(block(ORAL, 2, at(11, 20), 20, "Mise en situation orale", "Oral", chain=7), above="LE GOFF"),
        block(TALK, 2, at(11, 40), 10, "Entretien technique", "ET", chain=7),
        block(OTHER, 3, at(11, 30), 20, "Mise en situation orale", "Oral", chain=8),
        block(LAST, 4, at(16), 75, "Délibération"),
    ),
    at(8),
    at(18),
)


@pytest.fixture
def timeline(qtbot: QtBot) -> Timeline:
    made = Timeline("Planning du lundi 14 décembre")
    made.resize(1100, 640)
    made.show_board(BOARD)
    made.let_write(True)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    assert QTest.qWaitForWindowActive(made)
    made.setFocus()
    return made


def current(timeline: Timeline) -> int | None:
    return timeline.current.key if timeline.current is not None else None


def walk(timeline: Timeline, *keys: Qt.Key) -> int | None:
    for key in keys:
        QTest.keyClick(timeline, key)
    return current(timeline)


def middle(timeline: Timeline, key: int) -> QPoint:
    return timeline.block_rect(key).center().toPoint()


def drag(timeline: Timeline, key: int, to: QPoint) -> None:
    """Press on a block, carry it, let go: the path that a hand takes."""
    start = middle(timeline, key)
    QTest.mousePress(timeline.viewport(), LEFT, NO_KEY, start)
    QTest.mouseMove(timeline.viewport(), start + (to - start) / 2)
    QTest.mouseMove(timeline.viewport(), to)
    QTest.mouseRelease(timeline.viewport(), LEFT, NO_KEY, to)


def minutes_wide(timeline: Timeline, minutes: int) -> int:
    return round(timeline.block_rect(WRITTEN).width() / 150 * minutes)


def picture(timeline: Timeline) -> QImage:
    return timeline.viewport().grab().toImage()


def colours(picture: QImage, timeline: Timeline, key: int) -> set[str]:
    rect = timeline.block_rect(key).toRect()
    places = [(x, y) for x in range(rect.left(), rect.right()) for y in range(rect.top(), rect.bottom())]
    return {QColor(picture.pixel(x, y)).name() for x, y in places}


# Walking


def test_arrows_walk_in_time_and_from_row_to_row(timeline: Timeline) -> None:
    assert current(timeline) == WRITTEN
    assert walk(timeline, Qt.Key.Key_Down) == READY
    assert walk(timeline, Qt.Key.Key_Down) == ORAL
    assert walk(timeline, Qt.Key.Key_Right) == TALK
    assert walk(timeline, Qt.Key.Key_Right) == TALK
    assert walk(timeline, Qt.Key.Key_Home) == ORAL
    assert walk(timeline, Qt.Key.Key_End) == TALK
    assert walk(timeline, Qt.Key.Key_Down, Qt.Key.Key_Down) == LAST
    assert walk(timeline, Qt.Key.Key_Down) == LAST
    assert walk(timeline, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Up) == WRITTEN


def test_an_empty_row_is_stepped_over(timeline: Timeline) -> None:
    timeline.show_board(replace(BOARD, blocks=tuple(one for one in BOARD.blocks if one.row != 1)))
    assert walk(timeline, Qt.Key.Key_Down) == ORAL


def test_screen_readers_hear_the_whole_of_the_current_block(timeline: Timeline) -> None:
    assert timeline.accessibleName() == "Planning du lundi 14 décembre"
    walk(timeline, Qt.Key.Key_Down, Qt.Key.Key_Down)
    assert timeline.accessibleDescription() == "Mise en situation orale, 11:20 à 11:40"


def test_the_mouse_rests_on_a_block_and_reads_the_whole_of_it(timeline: Timeline) -> None:
    spot = middle(timeline, TALK)
    over = QHelpEvent(QEvent.Type.ToolTip, spot, timeline.viewport().mapToGlobal(spot))
    QApplication.sendEvent(timeline.viewport(), over)
    assert QToolTip.text() == "Entretien technique, 11:40 à 11:50"
    QToolTip.hideText()


def test_the_current_block_stays_current_while_the_board_changes(qtbot: QtBot, timeline: Timeline) -> None:
    with qtbot.waitSignal(timeline.current_changed) as told:
        timeline.choose(TALK)
    assert told.args == [TALK]
    later = tuple(replace(one, starts_at=one.starts_at + dt.timedelta(minutes=5)) for one in BOARD.blocks)
    timeline.show_board(replace(BOARD, blocks=later))
    assert current(timeline) == TALK
    timeline.show_board(replace(BOARD, blocks=BOARD.blocks[:1]))
    assert current(timeline) == WRITTEN


# Moving


def test_what_a_key_asks_names_the_block_and_the_minutes(qtbot: QtBot, timeline: Timeline) -> None:
    timeline.choose(ORAL)
    with qtbot.waitSignal(timeline.move_requested) as asked:
        timeline.ask_move(-5)
    assert asked.args == [Move(ORAL, -5, 2)]
    with qtbot.waitSignal(timeline.move_requested) as asked:
        timeline.ask_row(1)
    assert asked.args == [Move(ORAL, 0, 3)]


def test_a_preparation_goes_before_another_jury_with_its_passage(qtbot: QtBot, timeline: Timeline) -> None:
    timeline.choose(READY)
    with qtbot.waitSignal(timeline.move_requested) as asked:
        timeline.ask_row(1)
    assert asked.args == [Move(READY, 0, 3)]


def test_nothing_moves_beyond_the_juries_nor_what_may_not_move(qtbot: QtBot, timeline: Timeline) -> None:
    with qtbot.assertNotEmitted(timeline.move_requested):
        timeline.ask_move(5)
        timeline.choose(ORAL)
        timeline.ask_row(-1)
        timeline.let_write(False)
        timeline.ask_move(5)
        drag(timeline, ORAL, middle(timeline, ORAL) + QPoint(200, 0))


def test_a_passage_drawn_by_the_mouse_snaps_to_five_minutes(qtbot: QtBot, timeline: Timeline) -> None:
    with qtbot.waitSignal(timeline.move_requested) as asked:
        drag(timeline, TALK, middle(timeline, TALK) + QPoint(minutes_wide(timeline, 22), 3))
    assert asked.args == [Move(TALK, 20, 2)]


def test_a_passage_drawn_to_another_row_goes_before_that_jury(qtbot: QtBot, timeline: Timeline) -> None:
    there = QPoint(middle(timeline, ORAL).x(), middle(timeline, OTHER).y())
    with qtbot.waitSignal(timeline.move_requested) as asked:
        drag(timeline, ORAL, there)
    assert asked.args == [Move(ORAL, 0, 3)]
    with qtbot.assertNotEmitted(timeline.move_requested):
        drag(timeline, ORAL, QPoint(there.x(), middle(timeline, LAST).y()))


def test_a_trembling_click_moves_nothing(qtbot: QtBot, timeline: Timeline) -> None:
    with qtbot.assertNotEmitted(timeline.move_requested):
        drag(timeline, ORAL, middle(timeline, ORAL) + QPoint(4, 2))
    assert current(timeline) == ORAL


def test_escape_lets_go_of_what_is_carried(qtbot: QtBot, timeline: Timeline) -> None:
    start = middle(timeline, ORAL)
    with qtbot.assertNotEmitted(timeline.move_requested):
        QTest.mousePress(timeline.viewport(), LEFT, NO_KEY, start)
        QTest.mouseMove(timeline.viewport(), start + QPoint(120, 0))
        QTest.keyClick(timeline, Qt.Key.Key_Escape)
        QTest.mouseRelease(timeline.viewport(), LEFT, NO_KEY, start + QPoint(120, 0))


# What is seen


def test_the_whole_day_fits_and_widened_hours_scroll_to_the_current_block(timeline: Timeline) -> None:
    assert timeline.horizontalScrollBar().maximum() == 0
    before = timeline.block_rect(WRITTEN).width()
    timeline.widen_hours()
    timeline.widen_hours()
    assert timeline.block_rect(WRITTEN).width() > 1.9 * before
    walk(timeline, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down)
    assert timeline.viewport().rect().contains(timeline.block_rect(LAST).toRect())
    timeline.narrow_hours()
    timeline.narrow_hours()
    assert timeline.horizontalScrollBar().maximum() == 0


def test_blocks_of_a_row_at_one_hour_stand_one_under_the_other(timeline: Timeline) -> None:
    doubled = (*BOARD.blocks, block(9, 1, at(11, 15), 10, "Préparation", "P.", chain=8))
    timeline.show_board(replace(BOARD, blocks=doubled))
    assert not timeline.block_rect(READY).intersects(timeline.block_rect(9))
    assert timeline.block_rect(9).bottom() < timeline.block_rect(ORAL).top()


def test_a_faulty_block_is_hatched_and_signed(timeline: Timeline) -> None:
    red = look().tokens.no.lower()
    assert red not in colours(picture(timeline), timeline, LAST)
    faulty = tuple(replace(one, faulty=one.key == LAST) for one in BOARD.blocks)
    timeline.show_board(replace(BOARD, blocks=faulty))
    assert red in colours(picture(timeline), timeline, LAST)
    corner = timeline.block_rect(LAST).bottomRight().toPoint() + QPoint(4, 4)
    assert QColor(picture(timeline).pixel(corner)).name() == red


def test_the_present_is_a_line_with_its_hour_on_its_own_day_only(timeline: Timeline) -> None:
    red = look().tokens.no.lower()
    spot = QPoint(round(timeline.block_rect(LAST).left()), timeline.block_rect(ORAL).center().toPoint().y())
    assert QColor(picture(timeline).pixel(spot)).name() != red
    timeline.show_board(replace(BOARD, now=at(16)))
    reached = {QColor(picture(timeline).pixel(spot + QPoint(x, 0))).name() for x in (-1, 0, 1)}
    assert red in reached


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK, Scheme.HIGH_CONTRAST])
def test_at_200_percent_blocks_of_ten_minutes_stay_wide_enough_to_be_hit(timeline: Timeline, scheme: Scheme) -> None:
    apply_theme(scheme, 2.0)
    QTest.qWait(0)
    assert timeline.block_rect(TALK).width() >= 24
    timeline.choose(LAST)
    assert timeline.viewport().rect().contains(timeline.block_rect(LAST).toRect())
    QTest.mouseClick(timeline.viewport(), LEFT, NO_KEY, QPointF(timeline.block_rect(LAST).center()).toPoint())
    assert current(timeline) == LAST


def test_tones_are_drawn_from_the_tokens(timeline: Timeline) -> None:
    timeline.show_board(replace(BOARD, blocks=(replace(BOARD.blocks[0], tone=Tone.WARNING),)))
    assert look().tokens.warning_soft.lower() in colours(picture(timeline), timeline, WRITTEN)
