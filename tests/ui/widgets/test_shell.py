from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout
from pytestqt.qtbot import QtBot

from app.domain.faults import DomainError, EnvironmentFault, Fault, Trouble
from app.ui.actions import Act, make_action
from app.ui.header_bar import HeaderBar
from app.ui.messages import Messages, MessageStrip, ProgressStrip
from app.ui.rail import RailEntry
from app.ui.screen import Header, HeaderAct, ScreenEntry, ScreenView
from app.ui.shell import Masked, Shell
from app.ui.tasks import Reporter, TaskRunner
from app.ui.theme import Scheme, apply_theme
from app.ui.widgets.button import Button

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


class Page(ScreenView):
    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.visits = 0
        self.line = QLineEdit()
        self.line.setAccessibleName("Ligne")
        QVBoxLayout(self).addWidget(self.line)

    def entered(self) -> None:
        self.visits += 1


@pytest.fixture
def messages(qtbot: QtBot) -> Messages:
    del qtbot
    return Messages()


@pytest.fixture
def pages() -> dict[str, Page]:
    return {}


@pytest.fixture
def shell(qtbot: QtBot, messages: Messages, runner: TaskRunner, pages: dict[str, Page]) -> Shell:
    made = Shell(messages, runner)
    for identifier, act in (("accueil", Act.GO_HOME), ("journee", Act.GO_DAY), ("controles", Act.GO_CHECKS)):
        pages[identifier] = Page(act.value.label)
        made.register(ScreenEntry(identifier, act), pages[identifier])
    made.go_to("accueil")
    made.resize(1366, 768)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    return made


def words(shell: Shell) -> list[str]:
    return [label.text() for label in shell.findChildren(QLabel) if label.isVisible()]


def entry(shell: Shell, label: str) -> RailEntry:
    return next(button for button in shell.findChildren(RailEntry) if button.text() == label)


def test_the_rail_and_the_keys_bring_a_screen_to_the_front(shell: Shell, pages: dict[str, Page]) -> None:
    QTest.mouseClick(entry(shell, "Journée"), Qt.MouseButton.LeftButton)
    assert shell.current_screen == "journee"
    assert pages["journee"].isVisible()
    QTest.keyClick(shell, Qt.Key.Key_8, Qt.KeyboardModifier.ControlModifier)
    assert shell.current_screen == "controles"
    assert pages["controles"].visits == 1
    assert entry(shell, "Contrôles").isChecked()


def test_the_header_follows_the_screen_in_front(shell: Shell, pages: dict[str, Page]) -> None:
    pages["accueil"].set_header(Header("Lundi 14 décembre 2026", "Session titre"))
    assert "Lundi 14 décembre 2026" in words(shell)
    pages["journee"].set_header(Header("Ailleurs"))
    assert "Ailleurs" not in words(shell)
    shell.go_to("journee")
    assert "Ailleurs" in words(shell)


def test_a_header_button_follows_its_action(qtbot: QtBot, shell: Shell, pages: dict[str, Page]) -> None:
    heard: list[str] = []
    action = make_action(Act.REPORT_INCIDENT, pages["accueil"], lambda: heard.append("incident"))
    pages["accueil"].set_header(Header("Accueil", acts=(HeaderAct(action, primary=True),)))
    (button,) = shell.findChildren(HeaderBar)[0].buttons
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QTest.keyClick(shell, Qt.Key.Key_I)
    assert heard == ["incident", "incident"]
    action.setEnabled(False)
    action.setToolTip("La journée n’a pas commencé.")
    assert not button.isEnabled()
    assert button.accessibleDescription() == "La journée n’a pas commencé."
    qtbot.wait(1)


def test_keys_of_a_screen_are_silent_behind_another(shell: Shell, pages: dict[str, Page]) -> None:
    heard: list[str] = []
    make_action(Act.REPORT_INCIDENT, pages["accueil"], lambda: heard.append("incident"))
    shell.go_to("journee")
    QTest.keyClick(shell, Qt.Key.Key_I)
    assert heard == []


def test_a_letter_typed_in_a_line_stays_there(shell: Shell, pages: dict[str, Page]) -> None:
    heard: list[str] = []
    assert shell.current_screen == "accueil"
    make_action(Act.REPORT_INCIDENT, pages["accueil"], lambda: heard.append("incident"))
    pages["accueil"].line.setFocus()
    QTest.keyClick(pages["accueil"].line, Qt.Key.Key_I)
    assert heard == []
    assert pages["accueil"].line.text() == "i"


def test_the_stamp_says_when_and_nothing_before(shell: Shell) -> None:
    assert not [text for text in words(shell) if "enregistré" in text]
    shell.set_saved(datetime(2026, 12, 14, 10, 32, 5))  # noqa: DTZ001 - the wall clock of the room
    assert "✓ enregistré à 10:32:05" in words(shell)


def test_counts_refusals_and_the_person_are_shown_and_heard(qtbot: QtBot, shell: Shell) -> None:
    shell.set_badge("controles", 2)
    shell.set_refusal("journee", "La session n’est pas ouverte.")
    shell.set_person("A. Durand", "jurée")
    assert entry(shell, "Contrôles").accessibleName() == "Contrôles, 2 à régler"
    assert entry(shell, "Journée").toolTip() == "Journée : La session n’est pas ouverte."
    assert {"A. Durand", "jurée"} <= set(words(shell))
    QTest.keyClick(shell, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert shell.current_screen == "accueil"
    with qtbot.waitSignal(shell.person_change_requested):
        QTest.keyClick(shell, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)


def test_the_mask_hides_everything_and_silences_the_keys(qtbot: QtBot, shell: Shell, pages: dict[str, Page]) -> None:
    shell.set_person("A. Durand", "jurée")
    with qtbot.waitSignal(shell.masked):
        QTest.keyClick(shell, Qt.Key.Key_F9)
    assert shell.is_masked
    assert not pages["accueil"].isVisible()
    assert "A. Durand" not in words(shell)
    QTest.keyClick(shell, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert shell.current_screen == "accueil"
    with qtbot.waitSignal(shell.unmask_requested):
        QTest.keyClick(shell.findChildren(Masked)[0], Qt.Key.Key_Return)
    assert shell.is_masked
    with qtbot.waitSignal(shell.unmasked):
        shell.unmask_screens()
    assert pages["accueil"].isVisible()


def test_the_back_button_asks_to_go_back(qtbot: QtBot, shell: Shell, pages: dict[str, Page]) -> None:
    pages["accueil"].set_header(Header("LE GOFF Élodie", back="Journée"))
    back = next(button for button in shell.findChildren(Button) if button.accessibleName() == "Retour : Journée")
    with qtbot.waitSignal(shell.back_requested):
        QTest.mouseClick(back, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(shell.back_requested):
        QTest.keyClick(shell, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)


def test_the_rail_narrows_at_200_percent_and_keeps_its_words_in_hints(shell: Shell) -> None:
    wide = entry(shell, "Journée").width()
    apply_theme(Scheme.LIGHT, 2.0)
    QApplication.processEvents()
    assert entry(shell, "Journée").width() < wide
    assert entry(shell, "Journée").toolTip() == "Journée (Ctrl 3)"


def test_a_screen_in_front_has_the_keyboard_and_lines_come_last(shell: Shell, pages: dict[str, Page]) -> None:
    button = Button("Voir")
    layout = pages["journee"].layout()
    assert layout is not None
    layout.addWidget(button)
    shell.go_to("journee")
    assert QApplication.focusWidget() is button
    shell.go_to("controles")
    assert QApplication.focusWidget() is pages["controles"].line


def strip(shell: Shell) -> MessageStrip:
    return shell.findChildren(MessageStrip)[0]


def test_an_error_stays_and_covers_lighter_messages(shell: Shell, messages: Messages) -> None:
    messages.inform("saved", "La copie est faite.")
    messages.fail(EnvironmentFault(Trouble.FILE_MISSING, file="liste.xlsx"))
    messages.inform("again", "Autre chose.")
    shown = strip(shell).message
    assert shown is not None
    assert shown.identifier == "FILE_MISSING"
    assert strip(shell).accessibleName().startswith("Erreur : Le fichier liste.xlsx")
    assert "et 1 autre" in words(shell)
    QTest.keyClick(shell, Qt.Key.Key_Escape)
    assert "Autre chose." in words(shell)
    strip(shell).dismiss()
    assert not strip(shell).isVisible()


def test_a_refusal_leaves_with_its_screen_and_an_error_does_not(shell: Shell, messages: Messages) -> None:
    shell.go_to("journee")
    messages.fail(EnvironmentFault(Trouble.FILE_MISSING, file="liste.xlsx"))
    messages.fail(DomainError(Fault.CANDIDATE_GRADED, candidate="LE GOFF Élodie"))
    shell.go_to("controles")
    assert "FILE_MISSING" in (strip(shell).message or pytest.fail("nothing is said")).identifier
    strip(shell).dismiss()
    assert strip(shell).message is None


def test_who_sits_down_reads_nothing_that_was_said_to_the_person_before(shell: Shell, messages: Messages) -> None:
    shell.set_person("Anne Durand", "membre du jury")
    messages.fail(DomainError(Fault.CANDIDATE_GRADED, candidate="LE GOFF Élodie"))
    shell.set_person("Anne Durand", "membre du jury")
    assert strip(shell).isVisible()
    shell.set_person("Benoît Petit", "membre du jury")
    assert not strip(shell).isVisible()


def test_the_log_holds_identifiers_and_no_sentence(
    shell: Shell, messages: Messages, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level("INFO"):
        messages.fail(DomainError(Fault.CANDIDATE_GRADED, candidate="LE GOFF Élodie"))
    assert "CANDIDATE_GRADED" in caplog.text
    assert "LE GOFF" not in caplog.text
    strip(shell).dismiss()


def test_a_long_job_shows_itself_and_can_be_stopped(qtbot: QtBot, shell: Shell, runner: TaskRunner) -> None:
    ends: list[str] = []

    def work(report: Reporter) -> None:
        while True:
            report.progress(3, 10)

    runner.run(
        work,
        lambda _: ends.append("done"),
        lambda _: ends.append("failed"),
        cancelled=lambda: ends.append("cancelled"),
        cancellable=True,
        title="Lecture de la liste",
    )
    progress = shell.findChildren(ProgressStrip)[0]
    qtbot.waitUntil(progress.isVisible)
    qtbot.waitUntil(lambda: "3 sur 10" in words(shell))
    assert "Lecture de la liste" in words(shell)
    stop = next(button for button in progress.findChildren(Button) if button.text() == "Arrêter")
    QTest.mouseClick(stop, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: ends == ["cancelled"])
    assert not progress.isVisible()


def test_every_act_has_a_key_and_no_key_means_two_things() -> None:
    everywhere = {keys for act in Act for keys in act.value.keys if act.value.context.name == "WINDOW"}
    taken: dict[tuple[str, str], str] = {}
    for name, act in Act.__members__.items():
        assert act.name == name, f"{name} repeats {act.name}"
        assert act.value.keys, f"No key reaches {name}."
        for keys in act.value.keys:
            place = (act.value.context.name, keys)
            assert place not in taken, f"{keys} means {taken[place]} and {name}."
            taken[place] = name
            assert act.value.context.name == "WINDOW" or keys not in everywhere, f"{keys} of {name} is the window's."


def test_every_act_makes_an_action_with_its_keys_and_icon(shell: Shell) -> None:
    for act in Act:
        action = make_action(act, shell, shell.update)
        assert isinstance(action, QAction)
        assert len(action.shortcuts()) == len(act.value.keys)
        assert all(not shortcut.isEmpty() for shortcut in action.shortcuts())
        assert action.icon().isNull() == (not act.value.icon)
        shell.removeAction(action)
