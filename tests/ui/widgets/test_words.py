"""Texts by rank: nothing of a letter is cut, whatever accents a name bears."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.ui.theme import Scheme, apply_theme
from app.ui.widgets.words import Rank, Words

NAME = "NGUYỄN Thị"


def ink(words: Words) -> int:
    """How many pixels are not the paper's."""
    image = words.grab().toImage()
    paper = image.pixel(image.width() - 1, image.height() - 1)
    return sum(image.pixel(x, y) != paper for x in range(image.width()) for y in range(image.height()))


@pytest.mark.parametrize("rank", Rank)
def test_two_accents_on_a_capital_are_drawn_whole(qtbot: QtBot, rank: Rank) -> None:
    apply_theme(Scheme.LIGHT)
    said, roomy = Words("LE GOFF Élodie", rank), Words(NAME, rank)
    for words in (said, roomy):
        qtbot.addWidget(words)
        words.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        words.setStyleSheet("background: white")
    said.setText(NAME)
    said.resize(roomy.sizeHint().width() + 8, said.sizeHint().height())
    roomy.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    roomy.resize(roomy.sizeHint().width() + 8, 3 * roomy.sizeHint().height())
    assert ink(said) == ink(roomy)


def test_an_ordinary_name_asks_for_no_more_room(qtbot: QtBot) -> None:
    apply_theme(Scheme.LIGHT)
    words = Words(NAME, Rank.TITLE)
    qtbot.addWidget(words)
    words.setText("LE GOFF Élodie")
    assert words.contentsMargins().top() == 0
