"""Several people, one laptop: who takes the desk and how, what an intervenant opens, and who reads whose grid."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QTableView, QWidget

from app.domain.answer import NOT_OBSERVED
from app.domain.people import MANAGER, Function
from app.domain.question_guide import QuestionState
from app.services import attendance, grading, people, question_guide, reading
from app.services.grading import GridKey
from app.system.clock import ScriptedClock
from app.ui.bench import ScreenName, Target
from app.ui.entries import ENTRIES
from app.ui.rail import RailEntry
from tests.builders import NOW, PASSPHRASE
from tests.integration.services.room import (
    ANNE,
    BENOIT,
    CHLOE,
    ELODIE,
    ET,
    ORAL,
    PINS,
    SOULEYMANE,
    Stages,
    juror_draft,
)
from tests.real_window import RealWindow, real_window

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

KEY = GridKey(ELODIE, ET)
SECRETS = ("Zinnia", "Quetzal", "Xylophone")
"""What Anne wrote on her open grid: the word of a « non observé », a fact, a question of her own."""


@pytest.fixture(scope="module")
def stages(homes: Path, tmp_path_factory: pytest.TempPathFactory) -> Stages:  # noqa: ARG001 - work only in a home
    return Stages(tmp_path_factory.mktemp("stages"))


@pytest.fixture
def path(stages: Stages, tmp_path: Path) -> Path:
    """Anne's grid on Élodie is open and written, Benoît is recused for Chloé, and Jane plays the visitor."""
    path = tmp_path / "essai.jurade"
    with stages.open("present", path) as room:
        people.add_person(room.desk, MANAGER, juror_draft("Jane", "Ashby", Function.OCCASIONAL_SPEAKER))
        people.recuse(room.desk, MANAGER, BENOIT.person_id or 0, CHLOE, "ancienne élève")
        grading.open_grid(room.desk, ANNE, KEY)
        grading.mark(room.desk, ANNE, KEY, "c1.1", NOT_OBSERVED, SECRETS[0])
        grading.note_fact(room.desk, ANNE, KEY, SECRETS[1])
        own = question_guide.add_own(room.desk, ANNE, KEY, "", SECRETS[2])
        question_guide.put(room.desk, ANNE, KEY, own.author, own.number, QuestionState.ASKED)
        attendance.report_incident(room.desk, MANAGER, "Alarme incendie.")
    return path


@pytest.fixture
def real(path: Path, tmp_path: Path) -> Iterator[RealWindow]:
    with real_window(tmp_path, ScriptedClock(NOW)) as real:
        real.open_session(path, PASSPHRASE)
        yield real


def seen(widget: QWidget) -> str:
    """Everything that a person reads: labels, buttons, lines, boxes, cells of tables, tooltips."""
    words: list[str] = []
    for child in widget.findChildren(QWidget):
        if not child.isVisible():
            continue
        words.append(child.toolTip())
        if isinstance(child, (QLabel, QAbstractButton, QLineEdit)):
            words.append(child.text())
        elif isinstance(child, QPlainTextEdit):
            words.append(child.toPlainText())
        elif isinstance(child, QComboBox):
            words += [child.itemText(place) for place in range(child.count())]
        elif isinstance(child, QTableView) and child.model() is not None:
            model = child.model()
            words += [
                str(model.index(row, column).data())
                for row in range(model.rowCount())
                for column in range(model.columnCount())
            ]
    return "\n".join(words).replace("\u00a0", " ")


def sit(real: RealWindow, who: str) -> None:
    """Let somebody take the desk, from wherever it stands."""
    if who == "responsable":
        return
    if who == "Jane Ashby":
        real.hands.press("Ctrl+J")
        real.hands.click_button("seat_cards", who)
        real.hands.settle()
        return
    real.sit_down(who, PINS[1 if who == "Anne Durand" else 2])


def entry(real: RealWindow, screen: ScreenName) -> RailEntry:
    [found] = [one for one in real.window.shell.findChildren(RailEntry) if one.entry.identifier == screen.value]
    return found


@pytest.mark.parametrize("who", ["responsable", "Benoît Petit", "Jane Ashby"])
def test_nobody_reads_on_any_screen_what_another_juror_is_writing(real: RealWindow, who: str) -> None:
    sit(real, who)
    for place, screen in enumerate(ENTRIES, start=1):
        real.hands.press(f"Ctrl+{place}")
        real.hands.settle()
        read = seen(real.window.shell)
        assert [word for word in SECRETS if word in read] == [], screen
        if who != "Jane Ashby":
            real.window.go_to(Target(screen, ELODIE, ET if screen is ScreenName.GRADING else None))
            real.hands.press("G")
            real.hands.settle()
            assert [word for word in SECRETS if word in seen(real.window.shell)] == [], screen


def test_the_author_reads_it_all_again(real: RealWindow) -> None:
    sit(real, "Anne Durand")
    real.window.go_to(Target(ScreenName.GRADING, ELODIE, ET))
    real.hands.settle()
    read = seen(real.window.shell)
    real.hands.press("G")
    real.hands.settle()

    assert [word for word in SECRETS if word not in read + seen(real.window.shell)] == []


@pytest.mark.parametrize("part_id", [None, ET, ORAL])
def test_a_recused_juror_finds_no_grid_by_any_way(real: RealWindow, path: Path, part_id: str | None) -> None:
    sit(real, "Benoît Petit")
    real.window.go_to(Target(ScreenName.GRADING, CHLOE, part_id))
    real.hands.settle()
    assert "déport" in seen(real.window.shell)
    for keys in ("1", "F", "G", "+", "O", "D", "Ctrl+L"):
        real.hands.press(keys)
    real.hands.settle()

    real.window.go_to(Target(ScreenName.DAY, CHLOE))
    real.hands.settle()
    real.hands.press("Return")
    real.hands.settle()
    assert real.window.shell.current_screen == ScreenName.DAY.value
    real.window.close_session()
    real.hands.wait(lambda: real.window.session_path is None, "la session fermée")
    real.open_session(path, PASSPHRASE)
    from_disk = grading_rows(real)
    assert (BENOIT.person_id, CHLOE) not in from_disk
    assert (ANNE.person_id, SOULEYMANE) not in from_disk
    assert (ANNE.person_id, ELODIE) in from_disk


def grading_rows(real: RealWindow) -> set[tuple[int | None, int]]:
    """Whose grids on whom are on disk."""
    return {(grid.juror_id, grid.candidate_id) for grid in reading.session(real.window.desk).grids}


def test_an_intervenant_sits_down_without_a_code_and_opens_nothing_else(real: RealWindow) -> None:
    sit(real, "Jane Ashby")
    shell = real.window.shell
    assert shell.current_screen == ScreenName.SPEAKER.value
    assert not shell.is_masked
    for place, screen in enumerate(ENTRIES, start=1):
        assert not entry(real, screen).isEnabled()
        assert "réservé au jury et au responsable" in entry(real, screen).toolTip()
        real.hands.press(f"Ctrl+{place}")
        assert shell.current_screen == ScreenName.SPEAKER.value
        assert "Jane Ashby, votre écran vous montre" in seen(shell)
    real.window.go_to(Target(ScreenName.GRADING, ELODIE, ET))
    assert shell.current_screen == ScreenName.SPEAKER.value


def test_who_takes_the_desk_after_an_intervenant_proves_a_code(real: RealWindow) -> None:
    sit(real, "Jane Ashby")
    real.hands.press("Ctrl+J")
    assert real.window.shell.is_masked
    real.hands.click_button("seat_cards", "Anne Durand")
    real.enter("0000")
    assert real.window.shell.is_masked
    real.hands.settle()
    real.enter(PINS[1])
    real.hands.wait(lambda: real.hands.sees("day_table"), "la journée d’Anne")

    assert all(entry(real, screen).isEnabled() for screen in ENTRIES)
    assert real.window.actor == ANNE


def test_from_the_mask_the_next_juror_takes_the_desk_with_enter_code_enter(real: RealWindow) -> None:
    sit(real, "Anne Durand")
    real.hands.press("F9")
    assert "Anne" not in seen(real.window.shell)
    for keys in ("Ctrl+J", "Space"):
        real.hands.press(keys)
        real.hands.settle()
    real.enter(PINS[2])
    real.hands.wait(lambda: real.window.actor == BENOIT, "Benoît au poste")

    assert not real.window.shell.is_masked


def test_who_leaves_the_choice_is_behind_the_mask_and_comes_back_by_a_code(real: RealWindow) -> None:
    sit(real, "Anne Durand")
    real.hands.press("Ctrl+J")
    real.hands.press("Esc")
    real.hands.settle()
    assert real.window.shell.is_masked

    real.hands.press("Return")
    real.enter(PINS[1])
    real.hands.wait(lambda: not real.window.shell.is_masked, "Anne de retour")
    assert real.window.actor == ANNE
