"""The window as a whole: sessions open and close, people take turns at the desk, and nobody sees another's work."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QLabel, QTableView, QWidget

from app.domain.people import MANAGER
from app.services import closing, people, reading, sessions
from app.system.clock import ScriptedClock
from app.ui.bench import ScreenName
from app.ui.entries import ENTRIES
from app.ui.rail import RailEntry
from tests.builders import NOW, PASSPHRASE
from tests.integration.services.room import PINS, Stages, juror_draft
from tests.real_window import RealWindow, real_window
from tests.ui.hand import plain

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

ANNE, DENIS = "Anne Durand", "Denis Le Bihan"


@pytest.fixture(scope="module")
def stages(homes: Path, tmp_path_factory: pytest.TempPathFactory) -> Stages:  # noqa: ARG001 - work only in a home
    return Stages(tmp_path_factory.mktemp("stages"))


@pytest.fixture
def path(stages: Stages, tmp_path: Path) -> Path:
    """A session with candidates who came, two jurors with their codes, and one who has none yet."""
    path = tmp_path / "essai.jurade"
    with stages.open("present", path) as room:
        people.add_person(room.desk, MANAGER, juror_draft("Denis", "Le Bihan"))
    return path


@pytest.fixture
def real(tmp_path: Path) -> Iterator[RealWindow]:
    """The window on Accueil."""
    with real_window(tmp_path, ScriptedClock(NOW)) as real:
        yield real


@pytest.fixture
def opened(real: RealWindow, path: Path) -> RealWindow:
    """The window on the session, the responsable at the desk."""
    real.open_session(path, PASSPHRASE)
    return real


def entry(real: RealWindow, screen: ScreenName) -> RailEntry:
    """A screen's entry in the rail."""
    [found] = [one for one in real.window.shell.findChildren(RailEntry) if one.entry.identifier == screen.value]
    return found


def seen(widget: QWidget) -> str:
    """Every word that is written and seen."""
    return plain("\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible()))


def front(real: RealWindow) -> str:
    """The object name of the dialog in front, empty when the window itself is."""
    widget = real.hands.front()
    return widget.objectName() if isinstance(widget, QDialog) else ""


def masked(real: RealWindow) -> bool:
    """Whether the neutral screen is shown now."""
    return real.window.shell.is_masked


def begin_changing(real: RealWindow, name: str) -> None:
    """Ask to change person and choose who sits down."""
    real.hands.press("Ctrl+J")
    real.hands.click_button("seat_cards", name)


def recent(real: RealWindow) -> list[str]:
    """The names of the sessions on Accueil."""
    model = real.hands.find("recent_sessions", QTableView).model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


# Without a session


def test_without_a_session_only_accueil_opens_and_the_others_say_why(real: RealWindow) -> None:
    shell = real.window.shell
    assert shell.current_screen == ScreenName.HOME.value
    for place, screen in enumerate(ENTRIES, start=1):
        is_home = screen is ScreenName.HOME
        assert entry(real, screen).isEnabled() is is_home
        if not is_home:
            assert "ouvrez d’abord une session" in entry(real, screen).toolTip()
        real.hands.press(f"Ctrl+{place}")
        assert shell.current_screen == ScreenName.HOME.value
    real.hands.press("Ctrl+J")
    assert front(real) == ""
    assert not masked(real)
    assert "responsable de session" not in seen(shell)


def test_colours_that_this_version_does_not_know_are_those_of_the_desktop(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text(json.dumps({"machine": "poste-a", "scheme": "sepia"}), encoding="utf-8")
    with real_window(tmp_path, ScriptedClock(NOW)) as real:
        assert real.window.scheme == "system"
        assert real.window.machine == "poste-a"


# Opening and closing


def test_a_session_opens_by_its_passphrase_only(real: RealWindow, path: Path) -> None:
    real.window.ask_to_open(path)
    real.hands.fill("passphrase_line", "une autre phrase")
    real.hands.press("Return")
    assert front(real) == "passphrase_dialog"
    assert "phrase" in seen(real.hands.front())
    assert real.window.session_path is None

    real.hands.fill("passphrase_line", PASSPHRASE)
    real.hands.press("Return")
    real.hands.wait(lambda: real.window.session_path == path, "la session")
    assert real.window.shell.current_screen == ScreenName.DAY.value
    assert all(entry(real, screen).isEnabled() for screen in ENTRIES)
    assert "responsable de session" in seen(real.window.shell)


def test_a_closed_session_is_saved_and_shows_nothing_more(opened: RealWindow, path: Path) -> None:
    hands, shell = opened.hands, opened.window.shell
    name = reading.session(opened.window.desk).candidates[0].name
    assert opened.hands.sees("day_table")
    people.recuse(opened.window.desk, MANAGER, 1, 1, "employeur du candidat")

    hands.press("Ctrl+1")
    hands.click("close_session")
    hands.settle()

    assert shell.current_screen == ScreenName.HOME.value
    assert opened.window.session_path is None
    assert "La session est fermée et sauvegardée." in seen(shell)
    assert list(path.parent.glob("*.sauvegardes/*.jurade"))
    assert not entry(opened, ScreenName.DAY).isEnabled()
    tables = shell.findChildren(QTableView, "day_table")
    cells = [str(table.model().index(row, 1).data()) for table in tables for row in range(table.model().rowCount())]
    assert not any(name in cell for cell in cells)


def test_sessions_opened_lately_stand_on_accueil_and_open_from_there(opened: RealWindow, path: Path) -> None:
    hands = opened.hands
    hands.press("Ctrl+1")
    hands.click("close_session")
    hands.settle()
    assert recent(opened) == ["essai"]
    assert opened.settings.load().recent == (str(path),)

    hands.choose_row("recent_sessions", "essai")
    hands.press("Return")
    hands.fill("passphrase_line", PASSPHRASE)
    hands.press("Return")
    hands.wait(lambda: opened.window.session_path == path, "la session")


# The badge of Contrôles


def test_the_badge_counts_the_findings_and_follows_the_acts(opened: RealWindow) -> None:
    desk = opened.window.desk

    def open_findings() -> int:
        return closing.open_points(desk, MANAGER)

    def badge() -> str:
        return plain(entry(opened, ScreenName.CHECKS).accessibleName())

    before = open_findings()
    opened.hands.wait(lambda: badge() == (f"Contrôles, {before} à régler" if before else "Contrôles"), "le départ")

    sessions.change_sheet(desk, MANAGER, replace(reading.session(desk).sheet, record_number=""))
    after = open_findings()
    assert after == before + 1, "a procès-verbal has a number"
    opened.window.saved(desk.now())
    opened.hands.wait(lambda: badge() == f"Contrôles, {after} à régler", "le nouveau compte")

    opened.hands.press("Ctrl+1")
    opened.hands.click("close_session")
    opened.hands.settle()
    assert badge() == "Contrôles"


def test_a_reason_is_written_by_keys_alone_and_leaves_the_badge(opened: RealWindow) -> None:
    desk, hands = opened.window.desk, opened.hands
    sessions.change_sheet(desk, MANAGER, replace(reading.session(desk).sheet, ceres_number=""))
    points = closing.open_points(desk, MANAGER)
    hands.press("Ctrl+8")
    hands.wait(lambda: hands.sees("checks_table"), "Contrôles")
    hands.fill("checks_filter", "CERES manque")
    hands.wait(lambda: hands.find("checks_table", QTableView).model().rowCount() == 1, "le point")
    hands.choose_row("checks_table", "CERES")
    for keys, words in (("D", "la responsable de session"), ("Return", "CERES en panne")):
        hands.press(keys)
        hands.settle()
        hands.type_text(words)
    hands.press("Ctrl+Return")
    hands.wait(lambda: len(reading.session(desk).derogations) == 1, "la raison")
    [written] = reading.session(desk).derogations
    assert (written.granted_by, written.reason) == ("la responsable de session", "CERES en panne")
    assert closing.open_points(desk, MANAGER) == points - 1


# Hand-over


def test_a_juror_sits_down_with_the_right_code(opened: RealWindow) -> None:
    hands, shell = opened.hands, opened.window.shell
    hands.press("Ctrl+J")
    assert masked(opened)
    assert not hands.sees("day_table")
    hands.click_button("seat_cards", ANNE)

    opened.enter("0000")
    hands.wait(lambda: "Ce n’est pas le code d’Anne Durand" in seen(hands.front()), "le refus")
    assert front(opened) == "pin_dialog"
    assert masked(opened)
    assert opened.window.actor is MANAGER

    opened.enter(PINS[1])
    assert not masked(opened)
    assert opened.window.actor.person_id == 1
    assert shell.current_screen == ScreenName.DAY.value
    assert {ANNE, "membre du jury"} <= set(seen(shell).splitlines())


def test_a_new_juror_declares_and_chooses_one_code_typed_twice(opened: RealWindow) -> None:
    hands, shell = opened.hands, opened.window.shell
    begin_changing(opened, DENIS)
    hands.fill("declaration_pin", "4713")
    hands.fill("declaration_pin_again", "4714")
    hands.click("declaration_accept")
    assert "Les deux codes ne sont pas les mêmes." in seen(hands.front())
    assert front(opened) == "declaration_dialog"
    assert opened.window.actor is MANAGER

    hands.fill("declaration_pin_again", "4713")
    hands.click("declaration_accept")
    hands.wait(lambda: not masked(opened), "le poste")
    assert opened.window.actor.label == DENIS
    [denis] = [one for one in reading.session(opened.window.desk).jurors if one.name == DENIS]
    assert denis.has_pin
    assert denis.declared_at == NOW
    assert "enregistré à 09:00:00" in seen(shell)


def test_escape_leaves_the_screen_masked(opened: RealWindow) -> None:
    hands, shell = opened.hands, opened.window.shell
    hands.press("Ctrl+J")
    hands.press("Esc")
    assert front(opened) == ""
    assert masked(opened)
    assert "Écran masqué" in seen(shell)

    hands.press("Return")
    assert front(opened) == "manager_dialog"
    hands.press("Esc")
    assert masked(opened)
    for keys in ("Ctrl+3", "Ctrl+4", "Esc"):
        hands.press(keys)
        assert masked(opened)

    hands.press("Return")
    hands.type_text(PASSPHRASE)
    hands.press("Return")
    hands.wait(lambda: not masked(opened), "l’écran")
    assert opened.window.actor is MANAGER


def test_a_juror_who_masks_the_screen_comes_back_with_his_or_her_own_code(opened: RealWindow) -> None:
    hands, shell = opened.hands, opened.window.shell
    begin_changing(opened, ANNE)
    opened.enter(PINS[1])
    hands.press("Ctrl+8")

    hands.press("F9")
    assert masked(opened)
    assert not any(name in seen(shell) for name in (ANNE, "N’DIAYE"))
    hands.press("Return")
    assert front(opened) == "pin_dialog"
    assert ANNE in plain(hands.front().windowTitle())
    opened.enter(PINS[2])
    assert masked(opened)

    opened.enter(PINS[1])
    assert not masked(opened)
    assert shell.current_screen == ScreenName.CHECKS.value
    assert opened.window.actor.person_id == 1


def test_the_responsable_takes_the_seat_back_by_the_passphrase(opened: RealWindow) -> None:
    hands, shell = opened.hands, opened.window.shell
    begin_changing(opened, ANNE)
    opened.enter(PINS[1])
    manager = reading.session(opened.window.desk).sheet.manager

    begin_changing(opened, manager)
    hands.type_text("une autre phrase")
    hands.press("Return")
    assert front(opened) == "manager_dialog"
    assert opened.window.actor.person_id == 1

    hands.type_text(PASSPHRASE)
    hands.press("Return")
    hands.wait(lambda: not masked(opened), "le poste")
    assert opened.window.actor is MANAGER
    assert "responsable de session" in seen(shell)
