"""The focus ring: always one, round what has the keyboard, in the page or list that carries it."""

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QLineEdit, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui.theme import Scheme, apply_theme

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


class Page(QWidget):
    """Two fields, and a third inside what scrolls."""

    def __init__(self) -> None:
        super().__init__()
        self.first, self.second, self.scrolled = QLineEdit(), QLineEdit(), QLineEdit()
        self.area = QScrollArea()
        inside = QWidget()
        QVBoxLayout(inside).addWidget(self.scrolled)
        self.area.setWidget(inside)
        self.area.setWidgetResizable(True)
        column = QVBoxLayout(self)
        for widget in (self.first, self.second, self.area):
            column.addWidget(widget)
        self.resize(400, 300)


@pytest.fixture
def page(qtbot: QtBot) -> Page:
    apply_theme(Scheme.LIGHT)
    made = Page()
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    return made


def rings(page: Page) -> list[QWidget]:
    """The rings that show, once what was dropped is gone."""
    for _turn in range(2):
        QApplication.processEvents()
    return [each for each in page.findChildren(QWidget, "focus_ring") if each.isVisible()]


def surrounds(ring: QWidget, field: QWidget) -> bool:
    host = ring.parentWidget()
    assert host is not None
    return ring.geometry().contains(QRect(field.mapTo(host, QPoint(0, 0)), field.size()))


def test_one_ring_follows_the_keyboard_over_a_page(page: Page) -> None:
    for field in (page.first, page.second, page.first):
        field.setFocus()
        [ring] = rings(page)
        assert ring.parentWidget() is page
        assert surrounds(ring, field)


def test_it_scrolls_with_the_list_that_carries_the_field_and_comes_back(page: Page) -> None:
    page.first.setFocus()
    page.scrolled.setFocus()
    [ring] = rings(page)
    assert ring.parentWidget() is page.area.viewport()
    page.second.setFocus()
    [ring] = rings(page)
    assert ring.parentWidget() is page
    assert surrounds(ring, page.second)


def test_it_moves_with_its_field_and_no_more_with_the_one_it_left(page: Page) -> None:
    page.first.setFocus()
    page.second.setFocus()
    page.resize(600, 500)
    [ring] = rings(page)
    assert surrounds(ring, page.second)
    assert not surrounds(ring, page.first)
