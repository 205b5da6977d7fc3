"""The room of Évaluation: every part of the shipped référentiels fits 1366x768, and larger texts are never cut."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from app.services import frameworks
from app.ui.actions import Act
from app.ui.bench import ScreenName, Target
from app.ui.messages import Messages
from app.ui.screen import ScreenEntry
from app.ui.screens.grading import GradingScreen
from app.ui.screens.grading.criterion_row import CriterionRow
from app.ui.shell import ScreenScroll, Shell
from app.ui.tasks import TaskRunner
from app.ui.theme import Scheme, apply_theme
from tests.ui.stage import SHIPPED, open_stage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

IDS = ("acom-2020", "acom-2025", "ascom", "cned-aac", "ifocop-ac")
TYPES = [(name, each.id) for name in IDS for each in frameworks.load(name, (SHIPPED,)).sessions]
PICTURES = Path(__file__).parents[3] / "build" / "evaluation"


class Seat:
    """Évaluation inside the program's frame, page after page of every part."""

    def __init__(self, shell: Shell, screen: GradingScreen) -> None:
        self.shell = shell
        self.view = screen.view

    def turn_to(self, unit: int) -> None:
        """Show a compétence's page, as a click on its tab does."""
        tab = self.view.findChild(QAbstractButton, f"unit_{unit}")
        if tab is not None and tab.isVisible():
            tab.click()
        for _round in range(5):  # what is laid out may ask for another height, as often as it has levels
            QTest.qWait(5)

    @property
    def rows(self) -> list[CriterionRow]:
        return [row for row in self.view.findChildren(CriterionRow) if row.isVisible()]

    @property
    def criteria(self) -> QScrollArea:
        """What holds the critères."""
        holder: QWidget | None = self.rows[0]
        while not isinstance(holder, QScrollArea):
            assert holder is not None
            holder = holder.parentWidget()
        return holder

    def picture(self, name: str) -> None:
        PICTURES.mkdir(parents=True, exist_ok=True)
        self.shell.grab().save(str(PICTURES / f"{name}.png"))


@contextmanager
def seat(
    qtbot: QtBot, folder: Path, kind: tuple[str, str], size: tuple[int, int], zoom: float = 1.0
) -> Iterator[Iterator[tuple[Seat, str]]]:
    """Every page of every part of a session type that has critères, one after the other."""
    apply_theme(Scheme.LIGHT, zoom)
    runner = TaskRunner()
    with open_stage(folder, *kind) as stage:
        candidate, juror = stage.add_candidate("LE GOFF", "Élodie"), stage.add_juror("Anne", "Durand")
        stage.welcome(candidate)
        stage.sit(juror)
        screen = GradingScreen(stage)
        shell = Shell(Messages(), runner)
        shell.register(ScreenEntry("evaluation", Act.GO_GRADING), screen.view)
        shell.resize(*size)
        qtbot.addWidget(shell)
        shell.show()
        session = stage.session()
        who = session.candidate(candidate)

        def pages() -> Iterator[tuple[Seat, str]]:
            for _modality, part in session.parts_for(who):
                units = [unit for unit in session.grid_units(who, part) if unit.criteria]
                if units:
                    screen.show(Target(ScreenName.GRADING, candidate, part.id))
                    shell.go_to("evaluation")
                    screen.view.entered()
                one = Seat(shell, screen)
                for number, unit in enumerate(units, start=1):
                    one.turn_to(number)
                    yield one, f"{kind[0]}-{kind[1]}-{part.id}-{unit.id}"

        yield pages()
        screen.view.left()
    apply_theme(Scheme.LIGHT)


@pytest.mark.parametrize("kind", TYPES, ids="-".join)
def test_no_page_of_criteria_scrolls_at_1366_by_768(qtbot: QtBot, tmp_path: Path, kind: tuple[str, str]) -> None:
    with seat(qtbot, tmp_path, kind, (1366, 768)) as pages:
        scrolled = []
        for one, name in pages:
            one.picture(name)
            areas = (one.criteria, *one.shell.findChildren(ScreenScroll))
            hidden = one.criteria.viewport().height() < sum(row.height() for row in one.rows)
            if hidden or any(area.verticalScrollBar().isVisible() for area in areas):
                scrolled.append(name)
        assert scrolled == []


def cut_words(one: Seat) -> list[str]:
    """The words of the critères' rows that their label is too small for, or that stand outside their row."""
    faulty = []
    for row in one.rows:
        for label in row.findChildren(QLabel):
            needed = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
            place = QRect(label.mapTo(row, QPoint(0, 0)), label.size())
            if label.isVisible() and label.text() and (needed > label.height() or not row.rect().contains(place)):
                faulty.append(label.text())
        wide = row.mapTo(one.criteria.viewport(), QPoint(row.width(), 0)).x()
        if wide > one.criteria.viewport().width():
            faulty.append(f"row of {wide} px")
    return faulty


@pytest.mark.parametrize(("size", "zoom"), [((1920, 1080), 1.5), ((1920, 1080), 2.0), ((1366, 768), 2.0)])
@pytest.mark.parametrize("kind", [("acom-2025", "titre"), ("cned-aac", "bloc2")], ids="-".join)
def test_nothing_is_cut_in_larger_texts(
    qtbot: QtBot, tmp_path: Path, kind: tuple[str, str], size: tuple[int, int], zoom: float
) -> None:
    with seat(qtbot, tmp_path, kind, size, zoom) as pages:
        faulty = {name: cut_words(one) for one, name in pages}
    assert {name: words for name, words in faulty.items() if words} == {}


@pytest.mark.parametrize("zoom", [1.0, 1.5, 2.0])
def test_every_value_is_44_pixels_high_and_wide_at_least(qtbot: QtBot, tmp_path: Path, zoom: float) -> None:
    with seat(qtbot, tmp_path, ("cned-aac", "bloc2"), (1366, 768), zoom) as pages:
        sizes = {
            (button.width() >= 44, button.height() >= 44)
            for one, _name in pages
            for row in one.rows
            for button in row.bar.findChildren(QAbstractButton)
        }
    assert sizes == {(True, True)}
    QApplication.processEvents()
