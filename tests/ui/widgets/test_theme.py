import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QFontInfo, QFontMetricsF, QImage, QPainter
from PySide6.QtWidgets import QApplication, QLineEdit, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui import fonts, resources
from app.ui.icons import IconRole, application_icon, icon
from app.ui.theme import Scheme, apply_theme, look, theme
from app.ui.tokens import DARK, HIGH_CONTRAST, LIGHT
from app.ui.widgets.words import Rank, Words

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.mark.parametrize(
    ("scheme", "tokens"), [(Scheme.LIGHT, LIGHT), (Scheme.DARK, DARK), (Scheme.HIGH_CONTRAST, HIGH_CONTRAST)]
)
def test_a_scheme_dresses_palette_and_painted_widgets(qapp: QApplication, scheme: Scheme, tokens: object) -> None:
    worn = apply_theme(scheme)
    assert worn.look.tokens is tokens
    assert qapp.palette().window().color() == QColor(worn.look.tokens.canvas)


def test_the_systems_scheme_is_followed_until_a_choice_is_made(qtbot: QtBot, qapp: QApplication) -> None:
    worn = apply_theme(Scheme.SYSTEM)
    hints = qapp.styleHints()
    try:
        with qtbot.waitSignal(worn.theme_changed):
            hints.setColorScheme(Qt.ColorScheme.Dark)
            hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
        worn.choose(Scheme.LIGHT)
        with qtbot.assertNotEmitted(worn.theme_changed):
            hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
        assert look().tokens is LIGHT
    finally:
        hints.unsetColorScheme()


@pytest.mark.parametrize(("asked", "worn"), [(0.5, 1.0), (1.5, 1.5), (3.0, 2.0)])
def test_text_grows_within_bounds(qapp: QApplication, asked: float, worn: float) -> None:
    apply_theme(Scheme.LIGHT, asked)
    assert theme().zoom == worn
    assert qapp.font().pixelSize() == round(14 * worn)
    assert look().metrics.text == round(14 * worn)


def test_choosing_a_scheme_keeps_the_zoom() -> None:
    worn = apply_theme(Scheme.LIGHT, 1.5)
    worn.choose(Scheme.DARK)
    assert worn.zoom == 1.5


def test_text_is_set_in_the_shipped_font(qapp: QApplication) -> None:
    assert QFontInfo(qapp.font()).family() == "Inter"


def test_figures_alone_line_up_and_names_keep_their_hyphens(qtbot: QtBot) -> None:
    hour, name = Words("10:27", Rank.SECOND), Words("Jean-Loup")
    for words in (hour, name):
        qtbot.addWidget(words)
        words.ensurePolished()
    figures = QFontMetricsF(hour.font())
    assert figures.horizontalAdvance("1111") == figures.horizontalAdvance("0000")
    plain = QFontMetricsF(name.font())
    assert plain.horizontalAdvance("-") < QFontMetricsF(fonts.tabular(name.font())).horizontalAdvance("-")


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0, 3.0])
def test_icons_are_tinted_from_the_tokens_and_sharp_at_every_ratio(qapp: QApplication, ratio: float) -> None:
    del qapp
    drawn = icon("check", IconRole.YES)
    canvas = QImage(round(24 * ratio), round(24 * ratio), QImage.Format.Format_ARGB32_Premultiplied)
    canvas.setDevicePixelRatio(ratio)
    for scheme, tokens in ((Scheme.LIGHT, LIGHT), (Scheme.DARK, DARK)):
        apply_theme(scheme)
        canvas.fill(Qt.GlobalColor.transparent)
        painter = QPainter(canvas)
        drawn.paint(painter, 0, 0, 24, 24)
        painter.end()
        full = {
            canvas.pixelColor(x, y).name()
            for x in range(canvas.width())
            for y in range(canvas.height())
            if canvas.pixelColor(x, y).alpha() == 255
        }
        assert full == {QColor(tokens.yes).name()}


def test_an_icon_that_is_not_shipped_is_a_bug(qapp: QApplication) -> None:
    del qapp
    with pytest.raises(FileNotFoundError):
        icon("absent")


def test_the_program_has_an_icon_in_every_size(qapp: QApplication) -> None:
    del qapp
    assert {size.width() for size in application_icon().availableSizes()} >= {16, 32, 48, 256}
    assert (resources.ICONS / "logo.svg").is_file()


def amber_at(window: QWidget, widget: QWidget) -> bool:
    """Whether the ring's amber stands just outside a widget, half-way down its left side."""
    picture = window.grab().toImage()
    left = widget.mapTo(window, QPoint(0, widget.height() // 2))
    near = [picture.pixelColor(left.x() - step, left.y()).name() for step in range(1, 7) if left.x() - step >= 0]
    return QColor(look().tokens.focus).name() in near


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    for number in range(2):
        line = QLineEdit()
        line.setObjectName(f"line{number}")
        column.addWidget(line)
    made.resize(400, 200)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    return made


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK, Scheme.HIGH_CONTRAST])
def test_the_ring_follows_the_keyboard(qtbot: QtBot, window: QWidget, scheme: Scheme) -> None:
    apply_theme(scheme)
    first, second = window.findChildren(QLineEdit)
    first.setFocus()
    qtbot.waitUntil(first.hasFocus)
    assert amber_at(window, first)
    assert not amber_at(window, second)
    second.setFocus()
    qtbot.waitUntil(second.hasFocus)
    assert amber_at(window, second)
    assert not amber_at(window, first)


def test_the_ring_moves_with_its_widget_and_leaves_with_it(qtbot: QtBot, window: QWidget) -> None:
    first = window.findChildren(QLineEdit)[0]
    first.setFocus()
    window.resize(600, 300)
    qtbot.wait(10)
    assert amber_at(window, first)
    first.clearFocus()
    assert not amber_at(window, first)


def test_the_ring_scrolls_with_its_widget(qtbot: QtBot) -> None:
    area = QScrollArea()
    inner = QWidget()
    inner.setFixedSize(300, 1000)
    line = QLineEdit(inner)
    line.setGeometry(40, 300, 200, 32)
    area.setWidget(inner)
    area.resize(320, 400)
    qtbot.addWidget(area)
    with qtbot.waitExposed(area):
        area.show()
    area.activateWindow()
    line.setFocus()
    area.verticalScrollBar().setValue(200)
    assert amber_at(area, line)
